/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include <glib.h>

G_BEGIN_DECLS

/* ngettext() of words that are others in other places; GLib has that for one form alone. xgettext
 * knows it by its name. */
#define NP_(context, one, many, n)                                                                 \
  packshot_plural_get (context "\004" one, many, n, strlen (context) + 1)

const char *packshot_plural_get (const char *one, const char *many, gulong n, gsize skipped)
    G_GNUC_FORMAT (1) G_GNUC_FORMAT (2);

G_END_DECLS
