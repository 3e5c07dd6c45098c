/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The strings of a manifest reach terminals and widgets: these getters let pass what may be shown
 * there, and nothing that could redraw a screen or hide in a name. */

#include "packshot-manifest-words.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-text.h"

#define MAX_WORDS_LENGTH 500
#define MAX_NAME_LENGTH  40

/* Flags that the programs have for every service. */
static const char *const reserved[] = {
  "service", "model", "output",   "output-file", "json",    "verbose",
  "help",    "yes",   "interval", "no-poll",     "version", "api-key",
  "framing", "focus", "zoom",     "over-limit",  NULL,
};

static char *
check_words (const char *text, const char *path, const char *key, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *words = packshot_text_check (text, key, MAX_WORDS_LENGTH, FALSE, &local_error);

  if (words == NULL)
    packshot_json_fail (error, path, key, "%s", local_error->message);

  return words;
}

/**
 * packshot_manifest_words_get:
 * @object: an object
 * @path: its place in the file
 * @key: the member wanted
 * @need: whether it has to be there
 * @words: (out) (transfer full): where to put the text; left alone where there is none
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the member is not a line of plain text, or needed and missing
 */
gboolean
packshot_manifest_words_get (JsonObject *object,
                             const char *path,
                             const char *key,
                             PackshotJsonNeed need,
                             char **words,
                             GError **error)
{
  const char *text = NULL;

  if (!packshot_json_get_string (object, path, key, need, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  *words = check_words (text, path, key, error);
  return *words != NULL;
}

/**
 * packshot_manifest_words_get_translated:
 * @object: an object
 * @path: its place in the file
 * @key: the member wanted
 * @need: whether it has to be there
 * @words: (out) (transfer full): where to put the text; left alone where there is none
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * As packshot_manifest_words_get(), for a text that people read and programs don't: it is given in
 * the language of the user where there is a translation. Translators find it by
 * po/manifest-words.py.
 *
 * Returns: %FALSE where the member is not a line of plain text, or needed and missing
 */
gboolean
packshot_manifest_words_get_translated (JsonObject *object,
                                        const char *path,
                                        const char *key,
                                        PackshotJsonNeed need,
                                        char **words,
                                        GError **error)
{
  g_autofree char *original = NULL;

  if (!packshot_manifest_words_get (object, path, key, need, &original, error))
    return FALSE;

  if (original != NULL)
    *words = g_strdup (gettext (original));
  return TRUE;
}

/**
 * packshot_manifest_words_get_unit:
 * @object: an object
 * @path: its place in the file
 * @key: the member wanted, which need not be there
 * @one: (out) (transfer full): the unit of one of them, "credit"; left alone where there is but one
 *   form
 * @other: (out) (transfer full): the unit of many, "credits"; left alone where there is none
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Reads what is counted, as it is written in the manifest: it is also the name by which the money
 * book knows it, whatever language is set. packshot_money_dup_words() says it in that of the user.
 *
 * Returns: %FALSE where the member is neither a line of plain text nor an object of two of them
 */
gboolean
packshot_manifest_words_get_unit (JsonObject *object,
                                  const char *path,
                                  const char *key,
                                  char **one,
                                  char **other,
                                  GError **error)
{
  static const char *const keys[] = { "one", "other", NULL };
  JsonNode *node = json_object_get_member (object, key);
  g_autofree char *inner = NULL;
  JsonObject *forms;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return packshot_manifest_words_get (object, path, key, PACKSHOT_JSON_OPTIONAL, other, error);

  inner = g_strdup_printf ("%s.%s", path, key);
  forms = json_node_get_object (node);

  return packshot_json_check_keys (forms, inner, keys, error)
         && packshot_manifest_words_get (forms, inner, "one", PACKSHOT_JSON_REQUIRED, one, error)
         && packshot_manifest_words_get (forms, inner, "other", PACKSHOT_JSON_REQUIRED, other,
                                         error);
}

/**
 * packshot_manifest_words_get_list:
 * @object: an object
 * @path: its place in the file
 * @key: the member wanted
 * @words: (inout) (transfer full): the list to replace; left alone where there is none
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the member is not a list of lines of plain text
 */
gboolean
packshot_manifest_words_get_list (JsonObject *object,
                                  const char *path,
                                  const char *key,
                                  GStrv *words,
                                  GError **error)
{
  g_auto (GStrv) texts = NULL;

  if (!packshot_json_get_strv (object, path, key, PACKSHOT_JSON_OPTIONAL, &texts, error))
    return FALSE;
  if (texts == NULL)
    return TRUE;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      char *checked = check_words (texts[i], path, key, error);

      if (checked == NULL)
        return FALSE;
      g_free (texts[i]);
      texts[i] = checked;
    }

  g_strfreev (*words);
  *words = g_steal_pointer (&texts);
  return TRUE;
}

/**
 * packshot_manifest_words_get_name:
 * @object: an object
 * @path: its place in the file
 * @key: the member wanted
 * @name: (out) (transfer full): where to put the name
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the member is missing or not a name, see packshot_manifest_words_is_name()
 */
gboolean
packshot_manifest_words_get_name (JsonObject *object,
                                  const char *path,
                                  const char *key,
                                  char **name,
                                  GError **error)
{
  const char *text;

  if (!packshot_json_get_string (object, path, key, PACKSHOT_JSON_REQUIRED, &text, error))
    return FALSE;
  if (!packshot_manifest_words_is_name (text))
    return packshot_json_fail (error, path, key,
                               "expected a name of small letters, digits and single hyphens");

  *name = g_strdup (text);
  return TRUE;
}

/**
 * packshot_manifest_words_get_environment:
 * @object: an object
 * @path: its place in the file
 * @key: the member wanted
 * @need: whether it has to be there
 * @name: (out) (transfer full): where to put the name; left alone where there is none
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the member is needed and missing, or not the name of an environment
 * variable: capital letters, digits and underscores, beginning with a letter
 */
gboolean
packshot_manifest_words_get_environment (JsonObject *object,
                                         const char *path,
                                         const char *key,
                                         PackshotJsonNeed need,
                                         char **name,
                                         GError **error)
{
  const char *text = NULL;
  gsize length;

  if (!packshot_json_get_string (object, path, key, need, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  length = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  if (!g_ascii_isupper (text[0]) || text[length] != '\0' || length > MAX_NAME_LENGTH)
    return packshot_json_fail (error, path, key,
                               "expected a name of capital letters, digits and underscores");

  *name = g_strdup (text);
  return TRUE;
}

/**
 * packshot_manifest_words_is_name:
 * @text: a string
 *
 * A name becomes a flag of the command line and, in capitals, a key of its output.
 *
 * Returns: whether @text is small letters, digits and single hyphens, begins with a letter, does
 *   not end with a hyphen, and has at least two and at most 40 of them
 */
gboolean
packshot_manifest_words_is_name (const char *text)
{
  gsize length = 0;

  if (!g_ascii_islower (text[0]))
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
        return FALSE;
      if (*p == '-' && (p[1] == '-' || p[1] == '\0'))
        return FALSE;
      length++;
    }

  return length >= 2 && length <= MAX_NAME_LENGTH;
}

/**
 * packshot_manifest_words_is_reserved:
 * @name: a name
 *
 * Returns: whether the programs have a flag of that name for themselves
 */
gboolean
packshot_manifest_words_is_reserved (const char *name)
{
  return g_strv_contains (reserved, name);
}
