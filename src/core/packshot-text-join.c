/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What stands between words and sentences that are put together: not each language has a comma and
 * a space there. */

#include "packshot-text-join.h"

#include <glib/gi18n.h>

#include "packshot-text.h"

/**
 * packshot_text_join_item:
 * @list: a list in words, empty at first
 * @item: what goes on with it
 *
 * Appends @item to "a, b".
 */
void
packshot_text_join_item (GString *list, const char *item)
{
  g_return_if_fail (list != NULL && item != NULL);

  if (list->len > 0)
    /* Translators: between two of a list, with the space where there is one: “، ” or “、”. */
    g_string_append (list, C_ ("list", ", "));
  g_string_append (list, item);
}

/**
 * packshot_text_join_alternative:
 * @list: a list in words, empty at first
 * @item: what goes on with it
 * @is_last: whether it ends it
 *
 * Appends @item to "a, b or c".
 */
void
packshot_text_join_alternative (GString *list, const char *item, gboolean is_last)
{
  g_return_if_fail (list != NULL && item != NULL);

  if (!is_last || list->len == 0)
    {
      packshot_text_join_item (list, item);
      return;
    }

  /* Translators: between the last two of a list, with spaces. */
  g_string_append (list, _ (" or "));
  g_string_append (list, item);
}

/**
 * packshot_text_join_sentence:
 * @text: whole sentences, or nothing yet
 * @sentence: one more
 *
 * Appends @sentence, with what the language has between two of them.
 */
void
packshot_text_join_sentence (GString *text, const char *sentence)
{
  g_autofree char *before = NULL;

  g_return_if_fail (text != NULL && sentence != NULL);

  if (text->len == 0)
    {
      g_string_append (text, sentence);
      return;
    }

  before = g_strdup (text->str);
  /* Translators: two whole sentences; where a language has no space between them, “%s%s”. */
  g_string_printf (text, C_ ("sentences", "%s %s"), before, sentence);
}

/**
 * packshot_text_join_full_stop:
 * @text: words of whatever origin
 *
 * Makes a sentence of @text, which others can follow, unless it ends like one.
 */
void
packshot_text_join_full_stop (GString *text)
{
  g_autofree char *before = NULL;

  g_return_if_fail (text != NULL);

  if (packshot_text_ends_sentence (text->str))
    return;

  before = g_strdup (text->str);
  /* Translators: words without a full stop, and the full stop. */
  g_string_printf (text, C_ ("sentence", "%s."), before);
}
