/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The window in another language: PACKSHOT_TEST_LANGUAGE is one of po/LINGUAS, or "xx" for the
 * pseudo language, in which each text that translators get to see stands in ⟦brackets⟧. */

#include "config.h"

#include "packshot-test-language.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-locale.h"

#define STATUS_SKIP 77

#define PSEUDO "xx"

/* A catalogue of gettext, as its manual has it: "The Format of GNU MO Files". */
#define MO_MAGIC      0x950412de
#define MO_HEAD_WORDS 7

/* A placeholder of printf(). */
#define DIRECTIVE "%(?:\\d+\\$)?[-+ #0']*\\d*(?:\\.\\d+)?(?:hh|h|ll|l|z|j|t)?[diouxXeEfFgGcs]"
/* The letter after it is pressed with Alt. */
#define MNEMONIC "_(?=\\w)(?!(?<=[A-Z]_)[A-Z])"

/* Of a text, or of a part of it that was put in. */
#define BEGINNING "(?:^|[⟦\u2068\u200f])"
#define END       "(?:$|[⟧\u2069]| ·)"

/* Fewer letters than this around its placeholders, and a message would be found in everything. */
#define FEWEST_LETTERS 3

/* What one message says, and what it says in the language. */
typedef struct
{
  GPtrArray *words; /* (owned) (element-type utf8): one, or one and many, without mnemonics */
  GPtrArray *forms; /* (owned) (element-type utf8): the same in the language */
} Message;

static char *language;
static GPtrArray *messages;
/* From words of a test to the expressions that find them in the language. */
static GHashTable *expressions;

static void
message_free (gpointer data)
{
  Message *message = data;

  g_ptr_array_unref (message->words);
  g_ptr_array_unref (message->forms);
  g_free (message);
}

/* Returns: (transfer full): the text without the underscores that mark letters */
static char *
drop_mnemonics (const char *text)
{
  g_autoptr (GRegex) mnemonic = g_regex_new (MNEMONIC, G_REGEX_DEFAULT, 0, NULL);

  return g_regex_replace_literal (mnemonic, text, -1, 0, "", 0, NULL);
}

static GPtrArray *
read_texts (const char *data, guint32 length)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = data; p <= data + length; p += strlen (p) + 1)
    {
      const char *words = strchr (p, '\4');

      g_ptr_array_add (texts, drop_mnemonics (words != NULL ? words + 1 : p));
    }

  return texts;
}

static void
read_catalogue (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  const guint32 *head, *words, *forms;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, MO_HEAD_WORDS * sizeof (guint32));
  head = (const guint32 *) (gpointer) data;
  g_assert_cmphex (head[0], ==, MO_MAGIC);
  words = (const guint32 *) (gpointer) (data + head[3]);
  forms = (const guint32 *) (gpointer) (data + head[4]);

  messages = g_ptr_array_new_with_free_func (message_free);
  for (guint32 i = 0; i < head[2]; i++)
    {
      Message *message = g_new0 (Message, 1);

      message->words = read_texts (data + words[2 * i + 1], words[2 * i]);
      message->forms = read_texts (data + forms[2 * i + 1], forms[2 * i]);
      g_ptr_array_add (messages, message);
    }
}

/* Lines in which letters of two fonts meet are rounded by GTK in two ways, a pixel apart. That GTK
 * says so is no fault of ours, and here it would end the test. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE")
        && strstr (fields[i].value, "Expect overlapping widgets") != NULL)
      return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

/**
 * packshot_test_language_start:
 *
 * Takes the language that $PACKSHOT_TEST_LANGUAGE names, if any. To be called before anything is
 * read or shown.
 *
 * Returns: whether it could be taken
 */
gboolean
packshot_test_language_start (void)
{
  const char *name = g_getenv ("PACKSHOT_TEST_LANGUAGE");
  g_autofree char *folder = g_build_filename (g_getenv ("HOME"), "language", NULL);
  g_autofree char *path = NULL;
  g_autofree char *locale = NULL;
  g_autoptr (GError) error = NULL;
  const char *command[] = { MAKE_LANGUAGE, SOURCE_ROOT, folder, NULL, NULL };
  int status;

  if (name == NULL)
    return TRUE;

  command[3] = g_str_equal (name, PSEUDO) ? NULL : name;
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &locale, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error)
      && g_error_matches (error, G_SPAWN_EXIT_ERROR, STATUS_SKIP))
    return FALSE;
  g_assert_no_error (error);

  g_setenv ("LOCPATH", folder, TRUE);
  g_setenv ("LC_ALL", g_strchomp (locale), TRUE);
  g_setenv ("LANGUAGE", name, TRUE);
  packshot_locale_init ();
  bindtextdomain (GETTEXT_PACKAGE, folder);

  path = g_build_filename (folder, name, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
  read_catalogue (path);
  expressions =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  language = g_strdup (name);
  g_log_set_writer_func (write_log, NULL, NULL);

  return TRUE;
}

/**
 * packshot_test_language_get:
 *
 * Returns: (nullable): the language that was taken
 */
const char *
packshot_test_language_get (void)
{
  return language;
}

/**
 * packshot_test_language_is_pseudo:
 *
 * Returns: whether it is the one of brackets
 */
gboolean
packshot_test_language_is_pseudo (void)
{
  return g_strcmp0 (language, PSEUDO) == 0;
}

/* Returns: how many letters a text has, of which a wide one, as Chinese has, counts twice: it says
 * as much as several */
static guint
count_letters (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      n += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;

  return n;
}

/* Returns: (transfer full) (nullable): what finds a message whatever is in its gaps; %NULL where
 * that would be anything */
static GRegex *
make_expression (const char *text, gboolean whole)
{
  g_autoptr (GRegex) directive = g_regex_new (DIRECTIVE, G_REGEX_DEFAULT, 0, NULL);
  g_auto (GStrv) parts = g_regex_split (directive, text, 0);
  g_autofree char *words = NULL;
  g_autofree char *pattern = NULL;
  guint n_letters = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (parts[i], "%%", -1);
      g_autofree char *part = g_strjoinv ("%", halves);

      n_letters += count_letters (part);
      g_free (parts[i]);
      parts[i] = g_regex_escape_string (part, -1);
    }
  words = g_strjoinv ("(?:.+)", parts);
  pattern = g_strconcat (whole ? BEGINNING : "", words, whole ? END : "", NULL);

  return n_letters < FEWEST_LETTERS
             ? NULL
             : g_regex_new (pattern, G_REGEX_OPTIMIZE | G_REGEX_DOTALL, 0, NULL);
}

static gboolean
is_said_by (Message *message, const char *words, gboolean whole)
{
  for (guint i = 0; i < message->words->len; i++)
    {
      const char *text = message->words->pdata[i];
      g_autoptr (GRegex) expression = make_expression (text, TRUE);

      if (expression != NULL
          && (g_regex_match (expression, words, 0, NULL)
              || (!whole && strstr (text, words) != NULL)))
        return TRUE;
    }

  return FALSE;
}

/* The same words ask for the same again and again, as long as they are waited for. */
static GPtrArray *
find_expressions (const char *words, gboolean whole)
{
  g_autofree char *key = g_strconcat (whole ? "=" : "~", words, NULL);
  GPtrArray *found = g_hash_table_lookup (expressions, key);

  if (found != NULL)
    return found;

  found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  for (guint i = 0; i < messages->len; i++)
    {
      Message *message = messages->pdata[i];

      for (guint j = 0; is_said_by (message, words, whole) && j < message->forms->len; j++)
        {
          GRegex *expression = make_expression (message->forms->pdata[j], whole);

          if (expression != NULL)
            g_ptr_array_add (found, expression);
        }
    }
  g_hash_table_insert (expressions, g_steal_pointer (&key), found);

  return found;
}

/* Numbers are the same in each language, as far as tests have them; but where they matter to the
 * grammar, none, one and two may be said in words. */
static gboolean
has_numbers (const char *shown, const char *words)
{
  g_autoptr (GRegex) number = g_regex_new ("\\d+", G_REGEX_DEFAULT, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (number, words, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *digits = g_match_info_fetch (match, 0);

      if (strstr (shown, digits) == NULL && g_ascii_strtoull (digits, NULL, 10) > 2)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_found (const char *shown, const char *words, gboolean whole)
{
  GPtrArray *found = find_expressions (words, whole);

  for (guint i = 0; i < found->len; i++)
    if (g_regex_match (found->pdata[i], shown, 0, NULL))
      return TRUE;

  return FALSE;
}

/* What is put together of several messages: "Create · 100 credits". */
static gboolean
is_found_in_parts (const char *shown, const char *words, gboolean whole)
{
  g_auto (GStrv) parts = g_strsplit (words, " · ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *rest = parts[i] + strspn (parts[i], "0123456789.,");
      gboolean is_amount = rest > parts[i] && *rest == ' ';

      if (!is_found (shown, is_amount ? rest + 1 : parts[i], whole && !is_amount))
        return FALSE;
    }

  return TRUE;
}

static gboolean
matches (const char *shown, const char *words, gboolean whole)
{
  return language != NULL && shown != NULL && has_numbers (shown, words)
         && (is_found (shown, words, whole) || is_found_in_parts (shown, words, whole));
}

/**
 * packshot_test_language_says:
 * @shown: (nullable): a text of the window
 * @words: part of it in English
 *
 * Returns: whether it says so, in the language of the test
 */
gboolean
packshot_test_language_says (const char *shown, const char *words)
{
  return shown != NULL && (strstr (shown, words) != NULL || matches (shown, words, FALSE));
}

/**
 * packshot_test_language_is:
 * @shown: (nullable): a text of the window
 * @words: all of it in English
 *
 * Returns: whether it is that, in the language of the test
 */
gboolean
packshot_test_language_is (const char *shown, const char *words)
{
  return g_strcmp0 (shown, words) == 0 || matches (shown, words, TRUE);
}
