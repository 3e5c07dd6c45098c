/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-plural.h"

#include <libintl.h>

/**
 * packshot_plural_get:
 * @one: a context, the sign U+0004, and the words for one, as catalogues of gettext have it
 * @many: the words for many
 * @n: how many there are
 * @skipped: how long the context is with the sign
 *
 * For NP_().
 *
 * Returns: (transfer none): the words for @n in the language of the user
 */
const char *
packshot_plural_get (const char *one, const char *many, gulong n, gsize skipped)
{
  const char *words;

  g_return_val_if_fail (one != NULL && many != NULL && skipped <= strlen (one), one);

  words = dngettext (NULL, one, many, n);
  return words == one ? one + skipped : words;
}
