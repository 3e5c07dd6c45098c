/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-json.h"

#include <math.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a key a message shows. */
#define SHOWN_KEY_LENGTH 40
#define SHOWN_WORDS      400

static gboolean
find (JsonObject *object,
      const char *path,
      const char *key,
      PackshotJsonNeed need,
      JsonNode **node,
      GError **error)
{
  *node = json_object_get_member (object, key);
  if (*node == NULL && need == PACKSHOT_JSON_REQUIRED)
    return packshot_json_fail (error, path, key, "missing");

  return TRUE;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * packshot_json_check_keys:
 * @object: an object
 * @path: its place in the file, "" for the root
 * @known: the keys it may have, ended by %NULL
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Refuses an object with a key nobody reads: most likely one that is misspelled.
 *
 * Returns: whether each key is known
 */
gboolean
packshot_json_check_keys (JsonObject *object,
                          const char *path,
                          const char *const *known,
                          GError **error)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      g_autofree char *shown = NULL;

      if (g_strv_contains (known, l->data))
        continue;

      shown = packshot_text_printable (l->data, SHOWN_KEY_LENGTH);
      return packshot_json_fail (error, path, shown, "unknown key");
    }

  return TRUE;
}

/**
 * packshot_json_get_string:
 * @object: an object
 * @path: its place in the file, "" for the root
 * @key: the member wanted
 * @need: whether it has to be there
 * @value: (out) (transfer none): where to put it; it lives as long as @object
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the member is of another type, or needed and missing
 */
gboolean
packshot_json_get_string (JsonObject *object,
                          const char *path,
                          const char *key,
                          PackshotJsonNeed need,
                          const char **value,
                          GError **error)
{
  JsonNode *node;

  if (!find (object, path, key, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_STRING))
    return packshot_json_fail (error, path, key, "expected a string");

  *value = json_node_get_string (node);
  return TRUE;
}

/**
 * packshot_json_get_number:
 * @object: an object
 * @path: its place in the file, "" for the root
 * @key: the member wanted
 * @need: whether it has to be there
 * @value: (out): where to put it; always finite
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the member is of another type, or needed and missing
 */
gboolean
packshot_json_get_number (JsonObject *object,
                          const char *path,
                          const char *key,
                          PackshotJsonNeed need,
                          double *value,
                          GError **error)
{
  JsonNode *node;

  if (!find (object, path, key, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_INT64)
      && !(holds (node, G_TYPE_DOUBLE) && isfinite (json_node_get_double (node))))
    return packshot_json_fail (error, path, key, "expected a number");

  *value = json_node_get_double (node);
  return TRUE;
}

/**
 * packshot_json_get_uint:
 * @object: an object
 * @path: its place in the file, "" for the root
 * @key: the member wanted
 * @need: whether it has to be there
 * @value: (out): where to put it
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the member is not a whole number from 0 to %G_MAXINT, or needed and missing
 */
gboolean
packshot_json_get_uint (JsonObject *object,
                        const char *path,
                        const char *key,
                        PackshotJsonNeed need,
                        guint *value,
                        GError **error)
{
  JsonNode *node;

  if (!find (object, path, key, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < 0
      || json_node_get_int (node) > G_MAXINT)
    return packshot_json_fail (error, path, key, "expected a whole number from 0 to %d", G_MAXINT);

  *value = (guint) json_node_get_int (node);
  return TRUE;
}

/**
 * packshot_json_get_boolean:
 * @object: an object
 * @path: its place in the file, "" for the root
 * @key: the member wanted
 * @need: whether it has to be there
 * @value: (out): where to put it
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the member is of another type, or needed and missing
 */
gboolean
packshot_json_get_boolean (JsonObject *object,
                           const char *path,
                           const char *key,
                           PackshotJsonNeed need,
                           gboolean *value,
                           GError **error)
{
  JsonNode *node;

  if (!find (object, path, key, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_BOOLEAN))
    return packshot_json_fail (error, path, key, "expected true or false");

  *value = json_node_get_boolean (node);
  return TRUE;
}

/**
 * packshot_json_get_array:
 * @object: an object
 * @path: its place in the file, "" for the root
 * @key: the member wanted
 * @need: whether it has to be there
 * @value: (out) (transfer none): where to put it; it lives as long as @object
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the member is of another type, or needed and missing
 */
gboolean
packshot_json_get_array (JsonObject *object,
                         const char *path,
                         const char *key,
                         PackshotJsonNeed need,
                         JsonArray **value,
                         GError **error)
{
  JsonNode *node;

  if (!find (object, path, key, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return packshot_json_fail (error, path, key, "expected a list");

  *value = json_node_get_array (node);
  return TRUE;
}

/**
 * packshot_json_get_strv:
 * @object: an object
 * @path: its place in the file, "" for the root
 * @key: the member wanted
 * @need: whether it has to be there
 * @value: (out) (transfer full): where to put the strings
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the member is not a list of strings, or needed and missing
 */
gboolean
packshot_json_get_strv (JsonObject *object,
                        const char *path,
                        const char *key,
                        PackshotJsonNeed need,
                        GStrv *value,
                        GError **error)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonArray *array = NULL;

  if (!packshot_json_get_array (object, path, key, need, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!holds (node, G_TYPE_STRING))
        return packshot_json_fail (error, path, key, "expected strings only");
      g_strv_builder_add (strings, json_node_get_string (node));
    }

  *value = g_strv_builder_end (strings);
  return TRUE;
}

/**
 * packshot_json_array_get_object:
 * @array: a list
 * @path: the place in the file of the element wanted, such as "options[3]"
 * @index: which element; less than the length of @array
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: (transfer none): the element, or %NULL where it is not an object
 */
JsonObject *
packshot_json_array_get_object (JsonArray *array, const char *path, guint index, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      packshot_json_fail (error, path, "", "expected an object");
      return NULL;
    }

  return json_node_get_object (node);
}

/* What is said elsewhere as a sentence is the end of one here, in any language. */
static void
drop_full_stop (char *words)
{
  static const char *const stops[] = { ".", "。", "।", "۔" };

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      if (g_str_has_suffix (words, stops[i]))
        words[strlen (words) - strlen (stops[i])] = '\0';
    }
}

/**
 * packshot_json_fail:
 * @error: return location for the error
 * @path: the place in the file of an object, "" for the root
 * @key: the member of it that is wrong, "" for the object itself
 * @format: what is wrong, as for printf()
 * @...: its arguments
 *
 * Sets a #PACKSHOT_CORE_ERROR_MANIFEST such as "options[3].minimum: expected a number", without a
 * full stop.
 *
 * Returns: %FALSE, so that a reader can end with it
 */
gboolean
packshot_json_fail (GError **error, const char *path, const char *key, const char *format, ...)
{
  g_autofree char *words = NULL;
  g_autofree char *shown = NULL;
  const char *dot = *path != '\0' && *key != '\0' ? "." : "";
  const char *colon = *path != '\0' || *key != '\0' ? ": " : "";
  va_list args;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  drop_full_stop (words);

  /* The parser's own words have parts of the file in them. */
  shown = packshot_text_printable (words, SHOWN_WORDS);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST, "%s%s%s%s%s", path, dot,
               key, colon, shown);
  return FALSE;
}
