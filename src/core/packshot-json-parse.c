/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Reads a text as JSON, and nothing that is only like it. */

#include "packshot-json.h"

#include <string.h>

#include "packshot-text.h"

/* json-glib 1.6 descends by recursion without a limit. */
#define MAX_DEPTH 32

/* How much of a key a message shows. */
#define SHOWN_KEY_LENGTH 40

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
