/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-json.h"

#include <math.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-text.h"

/* json-glib 1.6 descends by recursion without a limit. */
#define MAX_DEPTH 32

/* How much of a key a message shows. */
#define SHOWN_KEY_LENGTH 40
#define SHOWN_WORDS      400

static gboolean
read_code_unit (const char *p, guint *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return FALSE;
      *unit = *unit * 16 + g_ascii_xdigit_value (p[i]);
    }

  return TRUE;
}

/* Takes the place of a backslash and gives the last place of its escape, or NULL. json-glib also
 * takes escapes that JSON does not have, cuts a string at an escaped NUL, and (1.6) loses what it
 * has read of a string when it comes to half a surrogate pair. */
static const char *
skip_escape (const char *p)
{
  guint unit;

  if (p[1] != 'u')
    return p[1] != '\0' && strchr ("\"\\/bfnrt", p[1]) != NULL ? p + 1 : NULL;

  if (!read_code_unit (p + 2, &unit) || unit == 0)
    return NULL;
  if (unit < 0xd800 || unit > 0xdfff)
    return p + 5;
  if (unit > 0xdbff || p[6] != '\\' || p[7] != 'u' || !read_code_unit (p + 8, &unit))
    return NULL;

  return unit >= 0xdc00 && unit <= 0xdfff ? p + 11 : NULL;
}

/* Takes the place of a quotation mark and gives that of the one that ends the string, or NULL. */
static const char *
skip_string (const char *p)
{
  for (p++; *p != '"'; p++)
    {
      if ((guchar) *p < 0x20)
        return NULL;
      if (*p == '\\' && (p = skip_escape (p)) == NULL)
        return NULL;
    }

  return p;
}

/* What json-glib can't be trusted with. It takes comments, which would let this look past brackets
 * that the parser sees: outside strings only JSON's own characters pass. And it takes (1.6) a
 * second value after the first, which it loses. */
static gboolean
check_shape (const char *text, GError **error)
{
  const char *first = text + strspn (text, " \t\r\n");
  guint depth = 0;

  for (const char *p = first; *p != '\0'; p++)
    {
      const char *start = p;

      if (*p == '"' && (p = skip_string (p)) == NULL)
        return packshot_json_fail (error, "", "", "a broken string at byte %ld",
                                   (long) (start - text));

      if ((*p == '{' || *p == '[') && ++depth > MAX_DEPTH)
        return packshot_json_fail (error, "", "", "nested more than %d deep", MAX_DEPTH);

      if ((*p == '}' || *p == ']') && depth > 0)
        depth--;

      if (strchr ("{}[]:,\" \t\r\n0123456789+-.eEtrufalsn", *p) == NULL
          || ((*p == '{' || *p == '[') && depth == 1 && p != first))
        return packshot_json_fail (error, "", "", "not JSON at byte %ld", (long) (p - text));
    }

  return TRUE;
}

typedef struct
{
  GHashTable *n_members; /* (owned) JsonObject → members read so far, for objects still open */
  char *duplicate;       /* (owned) (nullable) the first key that was there twice */
} KeyWatch;

static void
object_member_cb (JsonParser *parser, JsonObject *object, const char *key, gpointer user_data)
{
  KeyWatch *watch = user_data;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (watch->n_members, object)) + 1;

  g_hash_table_insert (watch->n_members, object, GUINT_TO_POINTER (n));
  if (n > json_object_get_size (object) && watch->duplicate == NULL)
    watch->duplicate = packshot_text_printable (key, SHOWN_KEY_LENGTH);
}

static void
object_end_cb (JsonParser *parser, JsonObject *object, gpointer user_data)
{
  KeyWatch *watch = user_data;

  g_hash_table_remove (watch->n_members, object);
}

/* The parser keeps the last of two members with one key: a reader of the file may have looked at
 * the first. */
static JsonNode *
parse_object (const char *text, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) n_members = g_hash_table_new (NULL, NULL);
  KeyWatch watch = { n_members, NULL };
  g_autofree char *duplicate = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean loaded;

  g_signal_connect (parser, "object-member", G_CALLBACK (object_member_cb), &watch);
  g_signal_connect (parser, "object-end", G_CALLBACK (object_end_cb), &watch);
  loaded = json_parser_load_from_data (parser, text, -1, &local_error);
  duplicate = watch.duplicate;

  if (!loaded)
    packshot_json_fail (error, "", "", "not JSON: %s", local_error->message);
  else if (duplicate != NULL)
    packshot_json_fail (error, "", "", "the key “%s” is there twice", duplicate);
  else if (json_parser_get_root (parser) == NULL
           || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    packshot_json_fail (error, "", "", "expected an object");
  else
    return json_parser_steal_root (parser);

  return NULL;
}

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
 * packshot_json_parse:
 * @bytes: a file, of whatever origin
 * @max_size: the most bytes it may have
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Parses strict JSON whose root is an object. Refused, since json-glib would overrun the stack,
 * cut a string short or silently choose: deep nesting, broken escapes, keys that come twice.
 *
 * Returns: (transfer full): a node that holds an object, or %NULL on error
 */
JsonNode *
packshot_json_parse (GBytes *bytes, gsize max_size, GError **error)
{
  g_autofree char *text = NULL;
  const char *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size > max_size)
    {
      packshot_json_fail (error, "", "", "larger than %" G_GSIZE_FORMAT " bytes", max_size);
      return NULL;
    }
  if (!g_utf8_validate (data, size, NULL))
    {
      packshot_json_fail (error, "", "", "not UTF-8 text");
      return NULL;
    }

  text = g_strndup (size > 0 ? data : "", size);
  if (!check_shape (text, error))
    return NULL;

  return parse_object (text, error);
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
    return packshot_json_fail (error, path, key, "expected a whole number that is not negative");

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

/**
 * packshot_json_fail:
 * @error: return location for the error
 * @path: the place in the file of an object, "" for the root
 * @key: the member of it that is wrong, "" for the object itself
 * @format: what is wrong, as for printf()
 * @...: its arguments
 *
 * Sets a #PACKSHOT_CORE_ERROR_MANIFEST such as "options[3].minimum: expected a number".
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

  /* The parser's own words have parts of the file in them. */
  shown = packshot_text_printable (words, SHOWN_WORDS);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST, "%s%s%s%s%s", path, dot,
               key, colon, shown);
  return FALSE;
}
