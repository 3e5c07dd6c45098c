/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-text.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"

/* A start or end tag, a comment, a declaration or a processing instruction. A "<" before a space,
 * a digit or the end of the text is arithmetic or a heart, and an address in angle brackets is an
 * address. [^<>] can't run over another "<", so that matching stays linear. */
#define TAG_PATTERN                                                                                \
  "<(?:/?[A-Za-z][A-Za-z0-9-]*(?::[A-Za-z][A-Za-z0-9-]*)?(?:[\\s/][^<>]*)?"                        \
  "|!(?:--|[A-Za-z])[^<>]*|\\?[A-Za-z][^<>]*)>"

/* How much of a tag a message shows. */
#define SHOWN_TAG_LENGTH 40

static gboolean
is_line_break (gunichar c)
{
  return c == '\n' || c == 0x2028 || c == 0x2029;
}

/* Embeddings, overrides and isolates could turn the rest of a message around; the marks LRM and
 * RLM can't. */
static gboolean
turns_around (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iszerowidth (c))
        return FALSE;
    }

  return TRUE;
}

static char *
trim (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  while (end > text)
    {
      const char *before = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (before)))
        break;
      end = before;
    }

  return g_strndup (text, end - text);
}

/* Files written on other systems end their lines with CR LF; nobody means the CR. */
static char *
unify_line_ends (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  return g_strjoinv ("\n", lines);
}

static gboolean
check_controls (const char *text, const char *label, gboolean multi_line, GError **error)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_line_break (c) && multi_line)
        continue;

      if (is_line_break (c))
        {
          g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                       _ ("“%s” must be one line, without line breaks."), label);
          return FALSE;
        }

      if (g_unichar_iscntrl (c))
        {
          g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                       /* Translators: the label of an option, and a number of Unicode. */
                       _ ("“%s” has a control character in it (U+%04X)."), label, c);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_tags (const char *text, const char *label, GError **error)
{
  static GRegex *tag = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *found = NULL;
  g_autofree char *shown = NULL;

  if (g_once_init_enter (&tag))
    g_once_init_leave (&tag, g_regex_new (TAG_PATTERN, G_REGEX_OPTIMIZE, 0, NULL));

  if (!g_regex_match (tag, text, 0, &match))
    return TRUE;

  found = g_match_info_fetch (match, 0);
  shown = packshot_text_printable (found, SHOWN_TAG_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: the label of an option, and a part of what was typed. */
               _ ("“%s” must be plain text, without tags such as “%s”."), label, shown);
  return FALSE;
}

/**
 * packshot_text_is_control:
 * @c: a character
 *
 * Returns: whether it does something where it is shown, rather than being seen: controls of a
 *   terminal (C0 and C1), line breaks, and what turns the writing direction
 */
gboolean
packshot_text_is_control (gunichar c)
{
  return g_unichar_iscntrl (c) || is_line_break (c) || turns_around (c);
}

/**
 * packshot_text_printable:
 * @text: any bytes, ended by NUL
 * @max_chars: how many characters may be shown
 *
 * Makes a text somebody else wrote safe to show within a message: what is not UTF-8, control
 * characters and characters that turn the writing direction are escaped, and a long text is cut
 * with an ellipsis.
 *
 * Returns: (transfer full): valid UTF-8 on one line
 */
char *
packshot_text_printable (const char *text, guint max_chars)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  const char *p = text;

  g_return_val_if_fail (text != NULL, NULL);

  for (guint i = 0; *p != '\0' && i < max_chars; i++)
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append_printf (shown, "\\x%02x", (guchar) *p);
          p++;
          continue;
        }

      if (packshot_text_is_control (c))
        g_string_append_printf (shown, "\\u%04x", c);
      else
        g_string_append_unichar (shown, c);
      p = g_utf8_next_char (p);
    }

  if (*p != '\0')
    g_string_append (shown, "…");

  return g_string_free (g_steal_pointer (&shown), FALSE);
}

/**
 * packshot_text_ends_sentence:
 * @text: a text in any language
 *
 * For going on after words of others, which need no full stop at their end.
 *
 * Returns: whether its last character ends a sentence
 */
gboolean
packshot_text_ends_sentence (const char *text)
{
  static const char *const ends[] = {
    ".", "!", "?", "…", "。", "．", "！", "？", "؟", "۔", "।",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (g_str_has_suffix (text, ends[i]))
        return TRUE;
    }

  return FALSE;
}

/**
 * packshot_text_fold:
 * @text: a text of any bytes
 *
 * For searching: "CAFÉ" and "café" are the same, however their letters are put together.
 *
 * Returns: (transfer full): the text to be compared; empty for what is no UTF-8
 */
char *
packshot_text_fold (const char *text)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

/**
 * packshot_text_check:
 * @text: what was typed, any bytes ended by NUL
 * @label: what the form calls it: "Product name"
 * @max_length: the most characters it may have
 * @multi_line: whether it may have line breaks
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Checks a text that will be shown or spoken as it is: valid UTF-8, not blank, not too long, no
 * control characters and no markup. Any script, emoji and joiners are welcome.
 *
 * Returns: (transfer full): the text, trimmed and in Unicode's form NFC, or %NULL on error
 */
char *
packshot_text_check (const char *text,
                     const char *label,
                     guint max_length,
                     gboolean multi_line,
                     GError **error)
{
  g_autofree char *unified = NULL;
  g_autofree char *normal = NULL;
  g_autofree char *trimmed = NULL;
  glong length;

  g_return_val_if_fail (text != NULL && label != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is not valid UTF-8 text."), label);
      return NULL;
    }

  unified = unify_line_ends (text);
  normal = g_utf8_normalize (unified, -1, G_NORMALIZE_NFC);
  trimmed = trim (normal);
  length = g_utf8_strlen (trimmed, -1);

  if (is_blank (trimmed))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, _ ("“%s” is empty."),
                   label);
      return NULL;
    }

  if (length > (glong) max_length)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   /* Translators: the label of an option; the first number decides on the form. */
                   ngettext ("“%s” may have at most %u character, not %ld.",
                             "“%s” may have at most %u characters, not %ld.", max_length),
                   label, max_length, length);
      return NULL;
    }

  if (!check_controls (trimmed, label, multi_line, error) || !check_tags (trimmed, label, error))
    return NULL;

  return g_steal_pointer (&trimmed);
}
