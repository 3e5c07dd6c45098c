/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-core-error.h"
#include "packshot-json.h"

#define MAX_SIZE 4096

static JsonNode *
parse (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return packshot_json_parse (bytes, MAX_SIZE, error);
}

static JsonNode *
parse_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return node;
}

static void
assert_refused (const char *text, gssize length, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (text, length, &error);

  g_assert_null (node);
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_parse_good (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"a\":1}",
    " {\n\t\"a\" : [ true, false, null, -1.5e3, \"x\" ] }\r\n",
    "{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}}",
    "{\"a\":\"[[{{ // no comment ' \\\" \\\\ \\u00e9 \\ud83d\\ude00\"}",
    "{\"a\":\"ключ 鍵 🔑\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      json_node_unref (parse_good (texts[i]));
    }
}

static void
test_parse_hostile (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "expected an object" },
    { "   ", "expected an object" },
    { "null", "expected an object" },
    { "[]", "expected an object" },
    { "1", "expected an object" },
    { "\"x\"", "expected an object" },
    { "{", "not JSON" },
    { "{]", "not JSON" },
    { "}", "not JSON" },
    { "{\"a\"}", "not JSON" },
    { "{\"a\":}", "not JSON" },
    { "{\"a\":1,}", "not JSON" },
    { "{\"a\":tru}", "not JSON" },
    { "{\"a\":1} x", "not JSON" },
    { "{\"a\":1} {\"a\":2}", "not JSON at byte 8" },
    { "{\"a\\nb\" \"c\"}", "not JSON: " },
    { "{}[]", "not JSON at byte 2" },
    { "1 {}", "not JSON at byte 2" },
    { "\"x\"{}", "not JSON at byte 3" },
    { "{\"a\":nan}", "not JSON" },
    { "{\"a\":0x10}", "not JSON" },
    { "{'a':1}", "not JSON at byte 1" },
    { "{/* \" */\"a\":1}", "not JSON at byte 1" },
    { "{\"a\":1} // \"", "not JSON at byte 8" },
    { "\xef\xbb\xbf{}", "not JSON at byte 0" },
    { "{\"a\":\"\xff\"}", "not UTF-8" },
    { "{\"a\":\"\xed\xa0\x80\"}", "not UTF-8" },
    { "{\"a\":\"open", "a broken string at byte 5" },
    { "{\"a\":\"line\nbreak\"}", "a broken string at byte 5" },
    { "{\"a\":\"\\x41\"}", "a broken string at byte 5" },
    { "{\"a\":\"\\u12\"}", "a broken string at byte 5" },
    { "{\"a\":\"x\\0y\"}", "a broken string at byte 5" },
    { "{\"a\":\"\\u0000\"}", "a broken string at byte 5" },
    { "{\"a\":\"\\ud800\\u0041\"}", "a broken string at byte 5" },
    { "{\"a\":\"\\ud800\"}", "a broken string at byte 5" },
    { "{\"a\":\"\\ud800\\ud800\"}", "a broken string at byte 5" },
    { "{\"a\":\"\\udc00\\ud800\"}", "a broken string at byte 5" },
    { "{\"a\":\"\\", "a broken string at byte 5" },
    { "{\"a\":\"\\ud8", "a broken string at byte 5" },
    { "{\"a\":1,\"a\":2}", "the key “a” is there twice" },
    { "{\"o\":{\"a\":1,\"b\":0,\"a\":1}}", "the key “a” is there twice" },
    { "{\"o\":[{\"x\":{},\"x\":{}}]}", "the key “x” is there twice" },
    { "{\"\\u001b[2J\":1,\"\\u001b[2J\":2}", "the key “\\u001b[2J” is there twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, -1, cases[i].words);

  assert_refused ("{}\0{}", 5, "not UTF-8");
}

static void
test_parse_depth (void)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":");
  g_autoptr (JsonNode) node = NULL;

  for (int i = 0; i < 31; i++)
    g_string_append_c (text, '[');
  for (int i = 0; i < 31; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  node = parse_good (text->str);

  g_string_insert_c (text, 5, '[');
  assert_refused (text->str, text->len, "nested more than 32 deep");
}

static void
test_parse_size (void)
{
  g_autofree char *spaces = g_strnfill (MAX_SIZE + 1, ' ');
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  memcpy (spaces, "{}", 2);
  node = parse (spaces, MAX_SIZE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);

  assert_refused (spaces, MAX_SIZE + 1, "larger than 4096 bytes");
}

/* Whatever the bytes are, the answer is an object or an error; never a critical or an abort, which
 * would end this program. */
static void
test_parse_mutations (void)
{
  static const char good[] = "{\"a\":[1,-2.5e1,true,null,\"x\\u00e9\\ud83d\\ude00\"],\"b\":{\"c\":"
                             "\"д\",\"e\":{}},\"f\":99999999999999999999,\"g\":1e999}";
  static const char splices[] = "{}[]:,\"\\u0d8eE+-.0123456789tfn/'*#\x01\xff \n";
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261120);
  guint n_objects = 0;

  for (int i = 0; i < 5000; i++)
    {
      char text[sizeof good];
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      memcpy (text, good, sizeof good);
      for (int j = g_rand_int_range (rand, 1, 4); j > 0; j--)
        text[g_rand_int_range (rand, 0, sizeof good - 1)] =
            splices[g_rand_int_range (rand, 0, sizeof splices - 1)];

      node =
          parse (text, g_rand_int_range (rand, 0, 8) == 0 ? 60 : (gssize) sizeof good - 1, &error);
      g_assert_true ((node != NULL) == (error == NULL));
      if (node != NULL)
        n_objects++;
    }

  g_assert_cmpuint (n_objects, >, 25);
  g_assert_cmpuint (n_objects, <, 4900);
}

static void
test_getters (void)
{
  g_autoptr (JsonNode) root =
      parse_good ("{\"s\":\"x\",\"i\":7,\"d\":0.5,\"b\":true,\"l\":[\"x\",\"y\"],\"o\":[{}]}");
  JsonObject *object = json_node_get_object (root);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) strings = NULL;
  const char *string = "before";
  double number = -1;
  guint uint = 99;
  gboolean on = FALSE;
  JsonArray *array = NULL;

  g_assert_true (
      packshot_json_get_string (object, "", "none", PACKSHOT_JSON_OPTIONAL, &string, &error));
  g_assert_cmpstr (string, ==, "before");
  g_assert_true (
      packshot_json_get_string (object, "", "s", PACKSHOT_JSON_REQUIRED, &string, &error));
  g_assert_cmpstr (string, ==, "x");
  g_assert_true (
      packshot_json_get_number (object, "", "d", PACKSHOT_JSON_REQUIRED, &number, &error));
  g_assert_cmpfloat (number, ==, 0.5);
  g_assert_true (
      packshot_json_get_number (object, "", "i", PACKSHOT_JSON_REQUIRED, &number, &error));
  g_assert_cmpfloat (number, ==, 7);
  g_assert_true (packshot_json_get_uint (object, "", "i", PACKSHOT_JSON_REQUIRED, &uint, &error));
  g_assert_cmpuint (uint, ==, 7);
  g_assert_true (packshot_json_get_boolean (object, "", "b", PACKSHOT_JSON_REQUIRED, &on, &error));
  g_assert_true (on);
  g_assert_true (
      packshot_json_get_strv (object, "", "l", PACKSHOT_JSON_REQUIRED, &strings, &error));
  g_assert_cmpuint (g_strv_length (strings), ==, 2);
  g_assert_true (packshot_json_get_array (object, "", "o", PACKSHOT_JSON_REQUIRED, &array, &error));
  g_assert_nonnull (packshot_json_array_get_object (array, "o[0]", 0, &error));
  g_assert_no_error (error);
}

typedef enum
{
  GET_STRING,
  GET_NUMBER,
  GET_UINT,
  GET_BOOLEAN,
  GET_ARRAY,
  GET_STRV,
} Getter;

static gboolean
get (JsonObject *object, Getter getter, const char *path, const char *key, GError **error)
{
  const PackshotJsonNeed need = PACKSHOT_JSON_REQUIRED;
  g_auto (GStrv) strings = NULL;
  const char *string;
  double number;
  guint uint;
  gboolean on;
  JsonArray *array;

  switch (getter)
    {
    case GET_STRING:
      return packshot_json_get_string (object, path, key, need, &string, error);
    case GET_NUMBER:
      return packshot_json_get_number (object, path, key, need, &number, error);
    case GET_UINT:
      return packshot_json_get_uint (object, path, key, need, &uint, error);
    case GET_BOOLEAN:
      return packshot_json_get_boolean (object, path, key, need, &on, error);
    case GET_ARRAY:
      return packshot_json_get_array (object, path, key, need, &array, error);
    case GET_STRV:
      return packshot_json_get_strv (object, path, key, need, &strings, error);
    default:
      g_assert_not_reached ();
    }
}

static void
test_wrong_types (void)
{
  static const struct
  {
    const char *key;
    Getter getter;
    const char *message;
  } cases[] = {
    { "none", GET_STRING, "options[3].none: missing" },
    { "none", GET_STRV, "options[3].none: missing" },
    { "null", GET_STRING, "options[3].null: expected a string" },
    { "i", GET_STRING, "options[3].i: expected a string" },
    { "l", GET_STRING, "options[3].l: expected a string" },
    { "o", GET_STRING, "options[3].o: expected a string" },
    { "s", GET_NUMBER, "options[3].s: expected a number" },
    { "b", GET_NUMBER, "options[3].b: expected a number" },
    { "null", GET_NUMBER, "options[3].null: expected a number" },
    { "huge", GET_NUMBER, "options[3].huge: expected a number" },
    { "d", GET_UINT, "options[3].d: expected a whole number from 0 to 2147483647" },
    { "minus", GET_UINT, "options[3].minus: expected a whole number from 0 to 2147483647" },
    { "big", GET_UINT, "options[3].big: expected a whole number from 0 to 2147483647" },
    { "i", GET_BOOLEAN, "options[3].i: expected true or false" },
    { "null", GET_BOOLEAN, "options[3].null: expected true or false" },
    { "o", GET_ARRAY, "options[3].o: expected a list" },
    { "null", GET_ARRAY, "options[3].null: expected a list" },
    { "s", GET_STRV, "options[3].s: expected a list" },
    { "l", GET_STRV, "options[3].l: expected strings only" },
  };
  g_autoptr (JsonNode) root =
      parse_good ("{\"s\":\"1\",\"i\":1,\"d\":0.5,\"b\":true,\"null\":null,\"huge\":1e999,"
                  "\"minus\":-1,\"big\":4294967296,\"l\":[\"x\",1],\"o\":{}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          get (json_node_get_object (root), cases[i].getter, "options[3]", cases[i].key, &error));
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_places (void)
{
  static const char *const known[] = { "a", NULL };
  g_autoptr (JsonNode) root = parse_good ("{\"a\":[1],\"b\\nc\":2}");
  JsonObject *object = json_node_get_object (root);
  g_autoptr (GError) error = NULL;

  g_assert_false (packshot_json_check_keys (object, "", known, &error));
  g_assert_cmpstr (error->message, ==, "b\\u000ac: unknown key");
  g_clear_error (&error);

  g_assert_null (packshot_json_array_get_object (json_object_get_array_member (object, "a"), "a[0]",
                                                 0, &error));
  g_assert_cmpstr (error->message, ==, "a[0]: expected an object");
  g_clear_error (&error);

  json_object_remove_member (object, "b\nc");
  g_assert_true (packshot_json_check_keys (object, "", known, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/json/parse/good", test_parse_good);
  g_test_add_func ("/json/parse/hostile", test_parse_hostile);
  g_test_add_func ("/json/parse/depth", test_parse_depth);
  g_test_add_func ("/json/parse/size", test_parse_size);
  g_test_add_func ("/json/parse/mutations", test_parse_mutations);
  g_test_add_func ("/json/getters", test_getters);
  g_test_add_func ("/json/wrong-types", test_wrong_types);
  g_test_add_func ("/json/places", test_places);

  return g_test_run ();
}
