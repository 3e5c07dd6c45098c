/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Reading what services write. A paid job hangs on it: what is odd but clear is understood, and a
 * member of another type than expected is as good as none. */

#include "packshot-wire.h"

#include <math.h>
#include <string.h>

#include "packshot-json.h"
#include "packshot-ledger-charge.h"
#include "packshot-text.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* No double beyond holds each whole number. */
#define MAX_WHOLE 9007199254740992.0

#define MAX_SIZE         100000
#define MAX_AMOUNT       1e12
#define MAX_ID_LENGTH    128
#define MAX_URL_LENGTH   4000
#define MAX_WORDS_LENGTH 500

/* The UTF-16 unit of an escape such as "\ud83d", or -1 where there is none. */
static int
read_unit (const char *p)
{
  int unit = 0;

  if (p[0] != '\\' || p[1] != 'u')
    return -1;

  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (p[i]);
    }

  return unit;
}

/* How many bytes of an escape go together, and whether they stand for a character at all. */
static gsize
measure_escape (const char *p, gboolean *is_broken)
{
  int unit = read_unit (p);
  int next;

  *is_broken = FALSE;
  if (unit < 0)
    return p[1] != '\0' ? 2 : 1;

  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      next = read_unit (p + 6);
      if (next >= 0xdc00 && next <= 0xdfff)
        return 12;
    }

  *is_broken = unit == 0 || (unit >= 0xd800 && unit <= 0xdfff);
  return 6;
}

/* Services echo names that people typed, and some cut them in the midst of a character. That must
 * not make the id beside it unreadable: what no character is becomes U+FFFD. */
static GBytes *
mend (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *valid = g_utf8_make_valid (size > 0 ? data : "", (gssize) size);
  const char *p = g_str_has_prefix (valid, BYTE_ORDER_MARK) ? valid + 3 : valid;
  GString *text = g_string_sized_new (size);

  while (*p != '\0')
    {
      gboolean is_broken = FALSE;
      gsize length = *p == '\\' ? measure_escape (p, &is_broken) : strcspn (p, "\\");

      if (is_broken)
        g_string_append (text, "\\ufffd");
      else
        g_string_append_len (text, p, (gssize) length);
      p += length;
    }

  return g_string_free_to_bytes (text);
}

static gboolean
holds (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
is_url (const char *text)
{
  return g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://");
}

/* What an address may not hold as it stands (RFC 3986, 2) is escaped; all else is left alone, since
 * a signature may cover it. */
static char *
escape_url (const char *text)
{
  GString *url = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p) || strchr ("\"<>\\^`{|}", *p) != NULL)
        g_string_append_printf (url, "%%%02X", (guchar) *p);
      else
        g_string_append_c (url, *p);
    }

  return g_string_free (url, FALSE);
}

static GUri *
parse_url (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL || !is_url (text) || strlen (text) > MAX_URL_LENGTH || g_uri_get_userinfo (uri)
      || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  return g_steal_pointer (&uri);
}

static gboolean
is_same_place (GUri *uri, GUri *other)
{
  return g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (other))
         && g_str_equal (g_uri_get_host (uri), g_uri_get_host (other))
         && g_uri_get_port (uri) == g_uri_get_port (other);
}

/**
 * packshot_wire_parse:
 * @body: of an answer, whatever it is
 *
 * Returns: (transfer full) (nullable): a node that holds an object; %NULL where the body is not
 *   one, or too large
 */
JsonNode *
packshot_wire_parse (GBytes *body)
{
  g_autoptr (GBytes) mended = NULL;

  g_return_val_if_fail (body != NULL, NULL);

  if (g_bytes_get_size (body) > PACKSHOT_WIRE_MAX_BYTES)
    return NULL;

  /* What was mended may be a little longer. */
  mended = mend (body);
  return packshot_json_parse (mended, g_bytes_get_size (mended), NULL);
}

/**
 * packshot_wire_parse_list:
 * @body: of an answer, whatever it is
 *
 * Returns: (transfer full) (nullable): a node that holds a list; %NULL where the body is not one,
 *   or too large
 */
JsonNode *
packshot_wire_parse_list (GBytes *body)
{
  g_autoptr (GBytes) mended = NULL;
  g_autoptr (GBytes) wrapped = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *list;
  GString *text;

  g_return_val_if_fail (body != NULL, NULL);

  if (g_bytes_get_size (body) > PACKSHOT_WIRE_MAX_BYTES)
    return NULL;

  /* The parser wants an object: it gets one that has nothing else. */
  mended = mend (body);
  text = g_string_new ("{\"\":");
  g_string_append_len (text, g_bytes_get_data (mended, NULL), (gssize) g_bytes_get_size (mended));
  g_string_append_c (text, '}');
  wrapped = g_string_free_to_bytes (text);
  root = packshot_json_parse (wrapped, g_bytes_get_size (wrapped), NULL);
  list = root != NULL ? packshot_wire_get_array (json_node_get_object (root), "") : NULL;
  if (list == NULL || json_object_get_size (json_node_get_object (root)) != 1)
    return NULL;

  return json_node_init_array (json_node_alloc (), list);
}

/**
 * packshot_wire_get_object:
 * @object: (nullable): an object
 * @key: the member wanted
 *
 * Returns: (transfer none) (nullable): the member, or %NULL where it is not an object
 */
JsonObject *
packshot_wire_get_object (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * packshot_wire_get_array:
 * @object: (nullable): an object
 * @key: the member wanted
 *
 * Returns: (transfer none) (nullable): the member, or %NULL where it is not a list
 */
JsonArray *
packshot_wire_get_array (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * packshot_wire_get_string:
 * @object: (nullable): an object
 * @key: the member wanted
 *
 * Returns: (transfer none) (nullable): the member, or %NULL where it is not a string or empty
 */
const char *
packshot_wire_get_string (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;
  const char *text = holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * packshot_wire_get_element:
 * @array: a list
 * @index: which element; less than the length of @array
 *
 * Returns: (transfer none) (nullable): the element, or %NULL where it is not a string or empty
 */
const char *
packshot_wire_get_element (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);
  const char *text = holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * packshot_wire_get_member:
 * @array: a list
 * @index: which element; less than the length of @array
 *
 * Returns: (transfer none) (nullable): the element, or %NULL where it is not an object
 */
JsonObject *
packshot_wire_get_member (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * packshot_wire_get_int:
 * @object: (nullable): an object
 * @key: the member wanted
 * @value: (out): where to put it; left alone where there is none
 *
 * Returns: whether the member is a whole number, be it written as 2 or 2.0
 */
gboolean
packshot_wire_get_int (JsonObject *object, const char *key, gint64 *value)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;
  double number;

  if (holds (node, G_TYPE_INT64))
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  if (!holds (node, G_TYPE_DOUBLE))
    return FALSE;

  number = json_node_get_double (node);
  if (!isfinite (number) || fabs (number) > MAX_WHOLE || number != floor (number))
    return FALSE;

  *value = (gint64) number;
  return TRUE;
}

/**
 * packshot_wire_get_money:
 * @object: (nullable): an object
 * @key: the member wanted
 *
 * Returns: the member, an amount of money or credits, in millionths; %PACKSHOT_MONEY_UNKNOWN where
 *   it is not a number, less than 0 or absurd
 */
gint64
packshot_wire_get_money (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;
  double amount = -1;

  if (holds (node, G_TYPE_INT64) || holds (node, G_TYPE_DOUBLE))
    amount = json_node_get_double (node);
  if (!(amount >= 0 && amount <= MAX_AMOUNT))
    return PACKSHOT_MONEY_UNKNOWN;

  return (gint64) round (amount * PACKSHOT_MONEY_ONE);
}

/**
 * packshot_wire_get_size:
 * @object: (nullable): an object
 * @key: the member wanted
 *
 * Returns: the member, in pixels or seconds; 0 where it is not a whole number or absurd
 */
guint
packshot_wire_get_size (JsonObject *object, const char *key)
{
  gint64 size = 0;

  if (!packshot_wire_get_int (object, key, &size) || size < 0 || size > MAX_SIZE)
    return 0;

  return (guint) size;
}

/**
 * packshot_wire_dup_words:
 * @object: (nullable): an object
 * @keys: members that may say something, the best first, ended by %NULL
 *
 * Returns: (transfer full) (nullable): the first of them that says something, fit to be shown
 */
char *
packshot_wire_dup_words (JsonObject *object, const char *const *keys)
{
  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *text = packshot_wire_get_string (object, keys[i]);
      g_autofree char *trimmed = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

      if (trimmed != NULL && *trimmed != '\0')
        return packshot_text_printable (trimmed, MAX_WORDS_LENGTH);
    }

  return NULL;
}

/**
 * packshot_wire_is_id:
 * @text: (nullable): what a service calls something
 *
 * Returns: whether it can be asked for by this: some printable ASCII without spaces
 */
gboolean
packshot_wire_is_id (const char *text)
{
  if (text == NULL || *text == '\0' || strlen (text) > MAX_ID_LENGTH)
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  return TRUE;
}

/**
 * packshot_wire_join_url:
 * @prefix: (nullable): how addresses of the service's files begin
 * @path: (nullable): the rest of one of them, or a whole address
 *
 * A service that writes "@elsewhere" or ".elsewhere" as a path does not get to another host than
 * its prefix names: one slash is put in between where neither has one.
 *
 * Returns: (transfer full) (nullable): the http or https address; %NULL where the two make none
 */
char *
packshot_wire_join_url (const char *prefix, const char *path)
{
  g_autofree char *start = escape_url (prefix != NULL ? prefix : "");
  g_autofree char *rest = escape_url (path != NULL ? path : "");
  g_autofree char *url = NULL;
  g_autoptr (GUri) base = NULL;
  g_autoptr (GUri) uri = NULL;
  gboolean has_slash;

  if (*rest == '\0')
    return NULL;

  if (is_url (rest))
    {
      uri = parse_url (rest);
      return uri != NULL ? g_steal_pointer (&rest) : NULL;
    }

  base = parse_url (start);
  if (base == NULL || g_uri_get_query (base) != NULL || g_uri_get_fragment (base) != NULL)
    return NULL;

  has_slash = g_str_has_suffix (start, "/") || *rest == '/';
  url = g_strconcat (start, has_slash ? "" : "/", rest, NULL);
  uri = parse_url (url);
  if (uri == NULL || !is_same_place (uri, base))
    return NULL;

  return g_steal_pointer (&url);
}
