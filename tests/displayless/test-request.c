/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-dummy-service.h"
#include "packshot-registry.h"
#include "packshot-request.h"
#include "packshot-test-utils.h"
#include "packshot-text-join.h"
#include "packshot-text.h"

typedef struct
{
  PackshotRegistry *registry;
  PackshotRequest *request;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->registry = packshot_registry_new ();
  packshot_registry_add_engine (fixture->registry, "dummy", packshot_dummy_service_new);
  fixture->request = packshot_request_new (packshot_registry_lookup (fixture->registry, "dummy"));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->request);
  g_assert_finalize_object (fixture->registry);
}

static void
assert_taken (Fixture *fixture, const char *name, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  PackshotOption *option =
      packshot_manifest_lookup (packshot_request_get_manifest (fixture->request), name);
  g_autofree char *value = NULL;

  packshot_request_set (fixture->request, name, text, &error);
  g_assert_no_error (error);
  value = packshot_request_dup_text (fixture->request, option);
  g_assert_cmpstr (value, ==, expected);
}

static void
assert_refused (Fixture *fixture, const char *name, const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (packshot_request_set (fixture->request, name, text, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_text_welcome (Fixture *fixture, gconstpointer user_data)
{
  static const char *const texts[] = {
    "Mug",
    "Tom & Jerry <3",
    "a < b > c",
    "1<2>1",
    "<joe@example.com>",
    "<https://a.example>",
    "x <b and y",
    "&lt;b&gt;",
    "كوب قهوة",
    "コーヒーカップ",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "a\u200eb\u200fc",
    "100 % “good”",
    "\\n",
    "%s%n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_taken (fixture, "product-name", texts[i], texts[i]);
}

static void
test_text_tidied (Fixture *fixture, gconstpointer user_data)
{
  assert_taken (fixture, "product-name", " \t Mug\u00a0\n ", "Mug");
  assert_taken (fixture, "product-name", "Cafe\u0301", "Caf\u00e9");
  assert_taken (fixture, "product-info", "one\r\ntwo\nthree\r\n", "one\ntwo\nthree");
  assert_taken (fixture, "title", "by alias", "by alias");
  g_assert_cmpstr (packshot_request_get_string (fixture->request, "product-name"), ==, "by alias");
}

static void
test_text_refused (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "“Product name” is empty." },
    { "  \t\n", "“Product name” is empty." },
    { "\u200b\u200d", "“Product name” is empty." },
    { "123456789012345678901", "“Product name” may have at most 20 characters, not 21." },
    { "ééééééééééééééééééééé", "“Product name” may have at most 20 characters, not 21." },
    { "a\xff", "“Product name” is not valid UTF-8 text." },
    { "a\xc3", "“Product name” is not valid UTF-8 text." },
    { "a\nb", "“Product name” must be one line, without line breaks." },
    { "a\u2028b", "“Product name” must be one line, without line breaks." },
    { "a\tb", "“Product name” has a control character in it (U+0009)." },
    { "a\rb", "“Product name” has a control character in it (U+000D)." },
    { "a\x1b[2Jb", "“Product name” has a control character in it (U+001B)." },
    { "a\x7f"
      "b",
      "“Product name” has a control character in it (U+007F)." },
    { "a\xc2\x9b!", "“Product name” has a control character in it (U+009B)." },
    { "<b>Mug</b>", "“Product name” must be plain text, without tags such as “<b>”." },
    { "Mug</span>", "“Product name” must be plain text, without tags such as “</span>”." },
    { "Mug<br/>", "“Product name” must be plain text, without tags such as “<br/>”." },
    { "a<i x=\"y\">b", "“Product name” must be plain text, without tags such as “<i x=\"y\">”." },
    { "<!-- x -->", "“Product name” must be plain text, without tags such as “<!-- x -->”." },
    { "<?xml ?>", "“Product name” must be plain text, without tags such as “<?xml ?>”." },
  };

  assert_taken (fixture, "product-name", "before", "before");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (fixture, "product-name", cases[i].text, cases[i].message);

  /* A refused value leaves the one before. */
  g_assert_cmpstr (packshot_request_get_string (fixture->request, "product-name"), ==, "before");

  assert_taken (fixture, "product-info", "a\nb\u2028c", "a\nb\u2028c");
  assert_refused (fixture, "product-info", "a\vb",
                  "“Product info” has a control character in it (U+000B).");
}

static void
test_text_hostile_length (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *x = g_strnfill (10240, 'x');
  g_autofree char *left = g_strnfill (100000, '<');
  g_autofree char *tag = g_strdup_printf ("<b %.250s>", x);

  assert_refused (fixture, "product-name", x,
                  "“Product name” may have at most 20 characters, not 10240.");
  assert_refused (fixture, "product-info", left,
                  "“Product info” may have at most 300 characters, not 100000.");
  assert_refused (fixture, "product-info", tag,
                  "“Product info” must be plain text, without tags such as “<b "
                  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”.");
}

static void
test_choice (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *x = g_strnfill (10240, 'x');

  assert_taken (fixture, "aspect-ratio", "16:9", "16:9");
  assert_taken (fixture, "aspect-ratio", "9x16", "9:16");
  assert_taken (fixture, "aspect-ratio", " 16X9 ", "16:9");
  assert_refused (fixture, "aspect-ratio", "4:3",
                  "“Aspect ratio” must be 16:9 or 9:16, not “4:3”.");
  assert_refused (fixture, "aspect-ratio", "", "“Aspect ratio” must be 16:9 or 9:16, not “”.");
  assert_refused (fixture, "aspect-ratio", "a\n\x1b\xff",
                  "“Aspect ratio” must be 16:9 or 9:16, not “a\\u000a\\u001b\\xff”.");
  assert_refused (fixture, "aspect-ratio", x,
                  "“Aspect ratio” must be 16:9 or 9:16, not "
                  "“xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”.");
}

static void
test_range (Fixture *fixture, gconstpointer user_data)
{
  static const char *const no_numbers[] = { "",     "x",   "12s",   "1,5", "nan", "inf", "-inf",
                                            "0x10", "1e1", "1.5.2", ".",   "-",   "1 2" };

  assert_taken (fixture, "duration", "12", "12");
  assert_taken (fixture, "duration", " 4.0 ", "4");
  assert_taken (fixture, "duration", "+30", "30");
  assert_taken (fixture, "duration", "7.5", "7.5");
  assert_taken (fixture, "duration", "8.", "8");
  g_assert_cmpfloat (packshot_request_get_double (fixture->request, "duration"), ==, 8);

  assert_refused (fixture, "duration", "31", "“Duration” must be from 4 to 30 seconds, not 31.");
  assert_refused (fixture, "duration", "0", "“Duration” must be from 4 to 30 seconds, not 0.");
  assert_refused (fixture, "duration", "-1", "“Duration” must be from 4 to 30 seconds, not -1.");
  assert_refused (fixture, "duration", "3.999999",
                  "“Duration” must be from 4 to 30 seconds, not 3.999999.");
  assert_refused (fixture, "duration", "12.3",
                  "“Duration” goes from 4 to 30 seconds in steps of 0.5: 12.3 is between two of "
                  "them.");

  for (guint i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    {
      g_autofree char *message = g_strdup_printf (
          "“Duration” must be a number from 4 to 30 seconds, not “%s”.", no_numbers[i]);

      assert_refused (fixture, "duration", no_numbers[i], message);
    }
}

static void
test_switch (Fixture *fixture, gconstpointer user_data)
{
  assert_taken (fixture, "loop", "Yes", "true");
  g_assert_true (packshot_request_get_boolean (fixture->request, "loop"));
  assert_taken (fixture, "loop", "off", "false");
  g_assert_false (packshot_request_get_boolean (fixture->request, "loop"));
  assert_refused (fixture, "loop", "maybe", "“Loop” must be yes or no, not “maybe”.");
}

static void
test_picture_taken (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = packshot_test_write_file ("mug #1 é.jpg", "x");
  g_autofree char *latin = packshot_test_write_file ("caf\xe9.jpg", "x");
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);

  assert_taken (fixture, "photo", path, path);
  assert_taken (fixture, "image", uri, path);
  assert_taken (fixture, "photo", latin, latin);
  g_assert_cmpstr (packshot_request_get_string (fixture->request, "photo"), ==, latin);

  g_assert_cmpint (g_chdir (folder), ==, 0);
  assert_taken (fixture, "photo", base, path);
}

static void
test_picture_refused (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *empty = packshot_test_write_file ("empty.jpg", "");
  g_autofree char *huge = packshot_test_write_file ("huge.jpg", "x");
  g_autofree char *folder = g_path_get_dirname (empty);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *inside = g_build_filename (empty, "x", NULL);
  const struct
  {
    const char *text;
    const char *format;
  } cases[] = {
    { "", "“Photo” is empty: please give the name of a picture file." },
    { "/nowhere/mug.jpg", "There is no file “%s”." },
    { inside, "There is no file “%s”." },
    { folder, "“%s” is a folder, not a picture." },
    { pipe, "“%s” is a pipe or a device, not a picture." },
    { "/dev/zero", "“%s” is a pipe or a device, not a picture." },
    { empty, "The file “%s” is empty." },
    { huge, "The file “%s” has 100.0\u00a0MB; a picture may have at most 100.0\u00a0MB." },
    { "HTTPS://example.com/a.jpg",
      "“%s” is a web address, and this service works offline; please save the picture first and "
      "give its file name." },
    { "file://elsewhere/a.jpg",
      "“%s” is on another computer; please copy the picture to this one first." },
    { "file:///a%00b", "“%s” is not the address of a file." },
  };

  g_assert_cmpint (truncate (huge, 100 * 1000 * 1000 + 1), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].format, "%s", -1);
      g_autofree char *message = g_strjoinv (cases[i].text, parts);

      assert_refused (fixture, "photo", cases[i].text, message);
    }
}

static void
test_picture_hostile_names (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *x = g_strnfill (10240, 'x');

  assert_refused (fixture, "photo", "/no\x1b[2J\n\u202e/x",
                  "There is no file “/no\\u001b[2J\\u000a\\u202e/x”.");
  assert_refused (fixture, "photo", x,
                  "The file “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” can’t be opened: File "
                  "name too long.");
}

static void
test_picture_unreadable (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = packshot_test_write_file ("secret.jpg", "x");
  g_autofree char *message =
      g_strdup_printf ("You have no permission to read the file “%s”.", path);
  gboolean is_root = geteuid () == 0;

  g_assert_cmpint (g_chmod (path, 0), ==, 0);

  /* Root may read everything, so that it has to be somebody else for a moment. */
  if (is_root && seteuid (65534) != 0)
    {
      g_test_skip ("root that can’t become somebody else");
      return;
    }

  assert_refused (fixture, "photo", path, message);

  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
}

static void
test_freeze (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = packshot_test_write_file ("mug.jpg", "x");
  PackshotManifest *manifest = packshot_request_get_manifest (fixture->request);
  PackshotOption *photo = packshot_manifest_lookup (manifest, "photo");
  g_autoptr (GError) error = NULL;

  g_assert_false (packshot_request_set (fixture->request, "colour", "red", &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_OPTION);
  g_assert_cmpstr (error->message, ==, "Dummy has no option “colour”.");
  g_clear_error (&error);

  g_assert_true (packshot_request_find_missing (fixture->request) == photo);
  g_assert_false (packshot_request_freeze (fixture->request, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MISSING_VALUE);
  g_assert_cmpstr (error->message, ==, "“Photo” is missing.");
  g_clear_error (&error);

  assert_taken (fixture, "photo", path, path);
  assert_taken (fixture, "aspect-ratio", "9:16", "9:16");
  g_assert_null (packshot_request_find_missing (fixture->request));
  g_assert_true (packshot_request_freeze (fixture->request, &error));
  g_assert_true (packshot_request_freeze (fixture->request, &error));
  g_assert_no_error (error);

  g_assert_cmpstr (packshot_request_get_string (fixture->request, "aspect-ratio"), ==, "9:16");
  g_assert_cmpstr (packshot_request_get_string (fixture->request, "behaviour"), ==, "succeed");
  g_assert_cmpfloat (packshot_request_get_double (fixture->request, "duration"), ==, 12);
  g_assert_false (packshot_request_get_boolean (fixture->request, "loop"));
  g_assert_null (packshot_request_get_string (fixture->request, "product-name"));

  g_assert_false (packshot_request_set (fixture->request, "loop", "yes", &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_assert_false (packshot_request_get_boolean (fixture->request, "loop"));
}

static void
test_printable (void)
{
  static const struct
  {
    const char *text;
    const char *shown;
  } cases[] = {
    { "", "" },
    { "12345", "12345" },
    { "123456", "12345…" },
    { "éé\xff", "éé\\xff" },
    { "\xe2\x82", "\\xe2\\x82" },
    { "a\xc2\x85", "a\\u0085" },
    { "👩‍👧", "👩‍👧" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = packshot_text_printable (cases[i].text, 5);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/request/" path, Fixture, NULL, set_up, function, tear_down)

static void
test_ends_sentence (void)
{
  static const char *const whole[] = { "Failed.", "Why?", "Wait …", "失败。", "なぜ？", "لماذا؟" };
  static const char *const parts[] = { "", "Failed", "no credits,", "失败" };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    g_assert_true (packshot_text_ends_sentence (whole[i]));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_false (packshot_text_ends_sentence (parts[i]));
}

static void
test_join (void)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GString) alternatives = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  packshot_text_join_item (list, "a");
  packshot_text_join_item (list, "b");
  g_assert_cmpstr (list->str, ==, "a, b");

  packshot_text_join_alternative (alternatives, "a", FALSE);
  packshot_text_join_alternative (alternatives, "b", FALSE);
  packshot_text_join_alternative (alternatives, "c", TRUE);
  g_assert_cmpstr (alternatives->str, ==, "a, b or c");
  g_string_truncate (alternatives, 0);
  packshot_text_join_alternative (alternatives, "a", TRUE);
  g_assert_cmpstr (alternatives->str, ==, "a");

  packshot_text_join_sentence (text, "100 % is too much");
  packshot_text_join_full_stop (text);
  packshot_text_join_full_stop (text);
  packshot_text_join_sentence (text, "Really?");
  g_assert_cmpstr (text->str, ==, "100 % is too much. Really?");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("text/welcome", test_text_welcome);
  ADD ("text/tidied", test_text_tidied);
  ADD ("text/refused", test_text_refused);
  ADD ("text/hostile-length", test_text_hostile_length);
  ADD ("choice", test_choice);
  ADD ("range", test_range);
  ADD ("switch", test_switch);
  ADD ("picture/taken", test_picture_taken);
  ADD ("picture/refused", test_picture_refused);
  ADD ("picture/hostile-names", test_picture_hostile_names);
  ADD ("picture/unreadable", test_picture_unreadable);
  ADD ("freeze", test_freeze);
  g_test_add_func ("/request/printable", test_printable);
  g_test_add_func ("/request/ends-sentence", test_ends_sentence);
  g_test_add_func ("/request/join", test_join);

  return g_test_run ();
}
