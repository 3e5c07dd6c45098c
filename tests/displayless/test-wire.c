/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What adapters read and write with. */

#include <string.h>

#include "packshot-call.h"
#include "packshot-ledger-charge.h"
#include "packshot-wire.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return packshot_wire_parse (body);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *name; /* what the member "name" reads as; NULL: the whole is refused */
  } cases[] = {
    { "{\"name\":\"x\"}", "x" },
    { "\xef\xbb\xbf{\"name\":\"x\"}", "x" },
    { "{\"name\":\"\\ud83d\\ude00\"}", "😀" },
    { "{\"name\":\"cut \\ud83d\"}", "cut �" },
    { "{\"name\":\"cut \\ude00 off\"}", "cut � off" },
    { "{\"name\":\"\\ud83d\\u0041\"}", "�A" },
    { "{\"name\":\"\\ud83d\\ud83d\\ude00\"}", "�😀" },
    { "{\"name\":\"a\\u0000b\"}", "a�b" },
    { "{\"name\":\"a\\\\u0000b\"}", "a\\u0000b" },
    { "{\"name\":\"\xff\xfe\"}", "��" },
    { "{\"name\":\"\xf0\x9f\x98\"}", "���" },
    { "{\"name\":\"\\\"\\/\"}", "\"/" },
    { "{\"name\":\"x\"", NULL },
    { "{\"name\":\"x\\", NULL },
    { "{\"name\":\"\\u12\"}", NULL },
    { "{\"name\":\"x\"}<html>", NULL },
    { "<html>502 Bad Gateway</html>", NULL },
    { "[]", NULL },
    { "null", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) root = parse (cases[i].text);
      JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;

      g_assert_true ((root != NULL) == (cases[i].name != NULL));
      g_assert_cmpstr (packshot_wire_get_string (object, "name"), ==, cases[i].name);
    }
}

static void
test_parse_nul_and_size (void)
{
  g_autoptr (GBytes) nul = g_bytes_new_static ("{\"name\":\"a\0b\"}", 14);
  g_autoptr (JsonNode) root = packshot_wire_parse (nul);
  gsize size = PACKSHOT_WIRE_MAX_BYTES;
  g_autofree char *large = g_strnfill (size + 1, ' ');
  g_autoptr (GBytes) largest = NULL;
  g_autoptr (GBytes) too_large = NULL;
  g_autoptr (JsonNode) good = NULL;

  g_assert_cmpstr (packshot_wire_get_string (json_node_get_object (root), "name"), ==, "a�b");

  memcpy (large, "{}", 2);
  largest = g_bytes_new_static (large, size);
  too_large = g_bytes_new_static (large, size + 1);
  good = packshot_wire_parse (largest);
  g_assert_nonnull (good);
  g_assert_null (packshot_wire_parse (too_large));
}

static void
test_parse_list (void)
{
  static const struct
  {
    const char *text;
    guint n_members; /* of the list that has objects alone; 99: the whole is refused */
  } cases[] = {
    { "[]", 0 },
    { " \r\n[ ]\t", 0 },
    { "[{}]", 1 },
    { "\xef\xbb\xbf[{},{\"name\":\"cut \\ud83d\"}]", 2 },
    { "[{},7,null,[],\"x\",{}]", 2 },
    { "", 99 },
    { " ", 99 },
    { "{}", 99 },
    { "{\"\":[]}", 99 },
    { "7", 99 },
    { "[", 99 },
    { "[{}", 99 },
    { "[]]", 99 },
    { "[]}", 99 },
    { "[],[]", 99 },
    { "[],\"\":[]", 99 },
    { "[],\"x\":7,\"y\":[]", 99 },
    { "[]}{\"x\":[]", 99 },
    { "[{\"a\":1,\"a\":2}]", 99 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (cases[i].text, strlen (cases[i].text));
      g_autoptr (JsonNode) root = packshot_wire_parse_list (body);
      JsonArray *list = root != NULL ? json_node_get_array (root) : NULL;
      guint n = list != NULL ? 0 : 99;

      for (guint j = 0; list != NULL && j < json_array_get_length (list); j++)
        n += packshot_wire_get_member (list, j) != NULL ? 1 : 0;
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (n, ==, cases[i].n_members);
    }
}

static void
test_getters (void)
{
  static const char *const words[] = { "empty", "blank", "i", "s", NULL };
  static const char *const none[] = { "empty", "missing", NULL };
  g_autoptr (JsonNode) root =
      parse ("{\"s\":\" x\\u001b[2Jy \",\"i\":7,\"d\":7.0,\"half\":7.5,\"minus\":-1,"
             "\"huge\":99999999999999999999999,\"inf\":1e999,\"b\":true,\"null\":null,"
             "\"empty\":\"\",\"blank\":\"  \",\"o\":{},\"l\":[\"a\",1,null,\"\"]}");
  JsonObject *object = json_node_get_object (root);
  static const char *const no_ints[] = { "s", "half", "huge", "inf", "b", "null", "o", "l", "zz" };
  g_autofree char *said = packshot_wire_dup_words (object, words);
  JsonArray *list = packshot_wire_get_array (object, "l");
  gint64 value = 42;

  for (guint i = 0; i < G_N_ELEMENTS (no_ints); i++)
    {
      /* json-glib takes a whole number that is too large for the largest it can hold. */
      if (!g_str_equal (no_ints[i], "huge"))
        g_assert_false (packshot_wire_get_int (object, no_ints[i], &value));
      g_assert_cmpuint (packshot_wire_get_size (object, no_ints[i]), ==, 0);
    }
  g_assert_cmpint (value, ==, 42);
  g_assert_true (packshot_wire_get_int (object, "d", &value));
  g_assert_cmpint (value, ==, 7);
  g_assert_true (packshot_wire_get_int (object, "minus", &value));
  g_assert_cmpint (value, ==, -1);

  g_assert_cmpuint (packshot_wire_get_size (object, "i"), ==, 7);
  g_assert_cmpuint (packshot_wire_get_size (object, "minus"), ==, 0);
  g_assert_cmpint (packshot_wire_get_money (object, "half"), ==, 7500000);
  g_assert_cmpint (packshot_wire_get_money (object, "minus"), ==, PACKSHOT_MONEY_UNKNOWN);
  g_assert_cmpint (packshot_wire_get_money (object, "huge"), ==, PACKSHOT_MONEY_UNKNOWN);
  g_assert_cmpint (packshot_wire_get_money (object, "inf"), ==, PACKSHOT_MONEY_UNKNOWN);
  g_assert_cmpint (packshot_wire_get_money (object, "s"), ==, PACKSHOT_MONEY_UNKNOWN);

  g_assert_cmpstr (said, ==, "x\\u001b[2Jy");
  g_assert_null (packshot_wire_dup_words (object, none));
  g_assert_null (packshot_wire_get_string (object, "empty"));
  g_assert_null (packshot_wire_get_string (object, "i"));
  g_assert_null (packshot_wire_get_object (object, "l"));
  g_assert_null (packshot_wire_get_object (NULL, "o"));
  g_assert_null (packshot_wire_get_array (object, "o"));
  g_assert_cmpstr (packshot_wire_get_element (list, 0), ==, "a");
  for (guint i = 1; i < json_array_get_length (list); i++)
    g_assert_null (packshot_wire_get_element (list, i));
}

static void
test_ids (void)
{
  g_autofree char *longest = g_strnfill (128, 'x');
  g_autofree char *too_long = g_strnfill (129, 'x');
  static const char *const bad[] = { "", "a b", "a\nb", "ä", "\x7f" };

  g_assert_true (packshot_wire_is_id ("video_xyz789"));
  g_assert_true (packshot_wire_is_id ("../a&b=c,d"));
  g_assert_true (packshot_wire_is_id (longest));
  g_assert_false (packshot_wire_is_id (too_long));
  g_assert_false (packshot_wire_is_id (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (packshot_wire_is_id (bad[i]));
}

static void
test_join_url (void)
{
  static const struct
  {
    const char *prefix;
    const char *path;
    const char *url; /* NULL: none */
  } cases[] = {
    { "https://cdn.example.com/", "videos/a.mp4", "https://cdn.example.com/videos/a.mp4" },
    { "https://cdn.example.com", "videos/a.mp4", "https://cdn.example.com/videos/a.mp4" },
    { "https://cdn.example.com", "/videos/a.mp4", "https://cdn.example.com/videos/a.mp4" },
    { "https://cdn.example.com/", "/a.mp4", "https://cdn.example.com//a.mp4" },
    { "https://cdn.example.com/bucket", "a.mp4", "https://cdn.example.com/bucket/a.mp4" },
    { "http://127.0.0.1:8080/", "a.mp4", "http://127.0.0.1:8080/a.mp4" },
    { "https://cdn.example.com/", "a b/ü.mp4", "https://cdn.example.com/a%20b/%C3%BC.mp4" },
    { "https://cdn.example.com/", "a%20b?sig=%2B&x=1",
      "https://cdn.example.com/a%20b?sig=%2B&x=1" },
    { "https://cdn.example.com/", "a\r\nb.mp4", "https://cdn.example.com/a%0D%0Ab.mp4" },
    { NULL, "https://cdn.example.com/a.mp4?sig=x", "https://cdn.example.com/a.mp4?sig=x" },
    { "", "https://cdn.example.com/a.mp4", "https://cdn.example.com/a.mp4" },
    { "https://cdn.example.com/", "http://other.example.com/a.mp4",
      "http://other.example.com/a.mp4" },
    /* Not to another host by way of a path. */
    { "https://cdn.example.com", "@evil.example.net/a",
      "https://cdn.example.com/@evil.example.net/a" },
    { "https://cdn.example.com", ".evil.example.net/a",
      "https://cdn.example.com/.evil.example.net/a" },
    { "https://cdn.example.com", ":99/a", "https://cdn.example.com/:99/a" },
    { "https://cdn.example.com", "//evil.example.net/a",
      "https://cdn.example.com//evil.example.net/a" },
    { "https://cdn.example.com/", "../../etc/passwd", "https://cdn.example.com/../../etc/passwd" },
    { NULL, "videos/a.mp4", NULL },
    { NULL, "//cdn.example.com/a.mp4", NULL },
    { "cdn.example.com/", "a.mp4", NULL },
    { "file:///", "etc/passwd", NULL },
    { "ftp://cdn.example.com/", "a.mp4", NULL },
    { "javascript:", "alert(1)", NULL },
    { NULL, "file:///etc/passwd", NULL },
    { "https://user:secret@cdn.example.com/", "a.mp4", NULL },
    { NULL, "https://user@cdn.example.com/a.mp4", NULL },
    { "https://cdn.example.com/?to=", "a.mp4", NULL },
    { "https://cdn.example.com/#", "a.mp4", NULL },
    { "https://", "a.mp4", NULL },
    { "https:///", "a.mp4", NULL },
    { "https://cdn.example.com/", "", NULL },
    { "https://cdn.example.com/", NULL, NULL },
    { "https://cdn.example.com:99999999/", "a.mp4", NULL },
  };
  g_autofree char *endless = g_strnfill (5000, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = packshot_wire_join_url (cases[i].prefix, cases[i].path);

      g_assert_cmpstr (url, ==, cases[i].url);
    }
  g_assert_null (packshot_wire_join_url ("https://cdn.example.com/", endless));
}

static void
test_call (void)
{
  g_autoptr (PackshotCall) call = packshot_call_new_get ("/fetch");
  g_autofree char *bare = packshot_call_dup_target (call);
  g_autofree char *target = NULL;

  packshot_call_add_query (call, "ids", "a,b c,d&e=f#/?%");
  packshot_call_add_query (call, "p&q", "1");
  target = packshot_call_dup_target (call);
  g_assert_cmpstr (bare, ==, "/fetch");
  g_assert_cmpstr (target, ==, "/fetch?ids=a,b%20c,d%26e%3Df%23%2F%3F%25&p%26q=1");
  packshot_call_add_header (call, "X-Async", "enable");
  packshot_call_add_header (call, "Accept", "application/json");
  g_assert_cmpstr (call->headers[0], ==, "X-Async");
  g_assert_cmpstr (call->headers[3], ==, "application/json");
  g_assert_null (call->headers[4]);
  g_assert_cmpuint (call->answer_seconds, ==, PACKSHOT_CALL_DEFAULT_TIME);
}

/* What the file is called on this computer does not leave it. */
static void
test_form (void)
{
  static const struct
  {
    const char *path;
    const char *file_name;
    const char *content_type;
  } cases[] = {
    { "/jobs/x/secret.jpg", "photo.jpg", "image/jpeg" },
    { "/jobs/x/secret.JPEG", "photo.JPEG", "image/jpeg" },
    { "/jobs/x/a.b.png", "photo.png", "image/png" },
    { "/jobs/x/a.webp", "photo.webp", "image/webp" },
    { "/jobs/x.jpg/secret", "photo", "application/octet-stream" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotJobCopy) copy = packshot_job_copy_new ("photo", cases[i].path, 1, "00");
      g_autoptr (PackshotCall) form = packshot_call_new_form ("/upload", "file", copy);

      packshot_call_add_field (form, "type", "image");
      g_assert_cmpstr (form->fields[1], ==, "image");
      g_assert_null (form->fields[2]);
      g_assert_cmpstr (form->file->path, ==, cases[i].path);
      g_assert_cmpstr (form->file->file_name, ==, cases[i].file_name);
      g_assert_cmpstr (form->file->content_type, ==, cases[i].content_type);
    }
}

/* A call is logged and stored: no secret may get into one, by whatever mistake. */
static void
test_call_takes_no_secrets (void)
{
  static const char *const names[] = { "Authorization", "X-API-KEY", "x-auth", "Cookie",
                                       "X-Access-Token" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PackshotCall) call = packshot_call_new_get ("/");

      g_test_expect_message ("packshot-services", G_LOG_LEVEL_CRITICAL, "*is_for_secrets*");
      packshot_call_add_header (call, names[i], "canary");
      g_test_assert_expected_messages ();
      g_assert_null (call->headers[0]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/wire/parse", test_parse);
  g_test_add_func ("/wire/parse-list", test_parse_list);
  g_test_add_func ("/wire/parse/nul-and-size", test_parse_nul_and_size);
  g_test_add_func ("/wire/getters", test_getters);
  g_test_add_func ("/wire/ids", test_ids);
  g_test_add_func ("/wire/join-url", test_join_url);
  g_test_add_func ("/wire/call", test_call);
  g_test_add_func ("/wire/form", test_form);
  g_test_add_func ("/wire/call-takes-no-secrets", test_call_takes_no_secrets);

  return g_test_run ();
}
