/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-cli-flags.h"
#include "packshot-cli-job-json.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-output.h"
#include "packshot-cli-suggest.h"
#include "packshot-cli-words.h"
#include "packshot-dummy-service.h"
#include "packshot-registry.h"
#include "packshot-test-utils.h"

/* The manifest that ships calls its main picture "image" itself, where the dummy only answers to
 * that name. */
static void
test_flags (void)
{
  g_autofree char *photo = packshot_test_write_file ("photo.jpg", "a photo");
  char *args[] = { "make",      "-o",     "film.mp4", "--image",   photo, "--duration", "5",
                   "--verbose", "--json", "--fps=60", "--service", "x",   NULL };
  g_autoptr (PackshotRegistry) registry = packshot_registry_new ();
  g_autoptr (PackshotRequest) request = NULL;
  g_auto (PackshotCliFlags) flags = { 0 };
  g_autoptr (GError) error = NULL;

  packshot_registry_add_engine (registry, "studio", packshot_dummy_service_new);
  request = packshot_request_new (packshot_registry_get_default (registry));

  packshot_cli_flags_parse (&flags, args, request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (flags.output, ==, "film.mp4");
  g_assert_cmpstr (flags.service, ==, "x");
  g_assert_true (flags.verbose && flags.json && !flags.help);
  g_assert_cmpstr (packshot_request_get_string (request, "image"), ==, photo);
  g_assert_cmpfloat (packshot_request_get_double (request, "duration"), ==, 5);
  g_assert_cmpstr (packshot_request_get_string (request, "fps"), ==, "60");
}

static void
test_layout_progress (void)
{
  static const struct
  {
    const char *activity;
    double fraction, elapsed, left;
    guint width;
    const char *line;
  } cases[] = {
    { "Rendering", 0.5, 3, 2.1, 60, "Rendering [############............]  50 %  0:03, 0:03 left" },
    { "Rendering", 0.5, 3, -1, 60, "Rendering [#################..................]  50 %  0:03" },
    { "Rendering", 0.5, 3, 3, 40, "Rendering  50 %  0:03, 0:03 left" },
    { "Rendering", 0.5, 3, 3, 20, "Rendering 50 %" },
    { "Rendering", 0.5, 3, 3, 12, "Render 50 %" },
    { "Rendering", 0.5, 3, 3, 4, " 50" },
    { "Rendering", -1, 3, -1, 8, "Renderi" },
    { "Rendering", -1, 65, -1, 40, "Rendering  1:05" },
    { "レンダリング", 0.07, 3661, 3, 26, "レンダリング 7 %" },
    { NULL, 1, 3, 0, 40, "[##############] 100 %  0:03, 0:00 left" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line =
          packshot_cli_layout_progress (cases[i].activity, cases[i].fraction, cases[i].elapsed,
                                        cases[i].left, cases[i].width, FALSE);

      g_assert_cmpstr (line, ==, cases[i].line);
      g_assert_cmpuint (packshot_cli_layout_columns (line), <, cases[i].width);
    }
}

static void
test_suggest (void)
{
  static const char *const known[] = { "style", "fps", "duration", NULL };
  g_autofree char *x = g_strnfill (100000, 'x');

  g_assert_cmpstr (packshot_cli_suggest ("stile", known), ==, "style");
  g_assert_cmpstr (packshot_cli_suggest ("fsp", known), ==, NULL);
  g_assert_cmpstr (packshot_cli_suggest ("fp", known), ==, "fps");
  g_assert_cmpstr (packshot_cli_suggest ("duratoin", known), ==, "duration");
  g_assert_cmpstr (packshot_cli_suggest ("", known), ==, NULL);
  g_assert_cmpstr (packshot_cli_suggest (x, known), ==, NULL);
}

static void
test_escape (void)
{
  g_autofree char *escaped = packshot_cli_output_escape ("a\nb\r\t\x1b\\n=é\xff\x7f");

  g_assert_cmpstr (escaped, ==, "a\\nb\\r\\x09\\x1b\\\\n=é\xff\\x7f");
}

/* What a terminal obeys and what turns a line around: U+009B is what begins with ESC and "[", and
 * so is the byte, to an old one. */
static void
test_escape_terminal (void)
{
  g_autofree char *escaped =
      packshot_cli_output_escape ("a\302\2332J\342\200\256b\342\200\250c\233dש\342\200\217é");

  g_assert_cmpstr (escaped, ==,
                   "a\\xc2\\x9b2J\\xe2\\x80\\xaeb\\xe2\\x80\\xa8c\\x9bdש\342\200\217é");
}

/* It is read back as it was. */
static void
test_escape_json (void)
{
  const char *text = "a\302\2332J\342\200\256b\342\200\250c\177\037\033 é\n\"";
  const char *expected = "{\"error\":\"a\\u009b2J\\u202eb\\u2028c\\u007f\\u001f\\u001b é\\n\\\"\"}";
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;

  packshot_cli_job_json_set_words (object, "error", text);
  line = packshot_cli_job_json_dup_line (object);
  g_assert_cmpstr (line, ==, expected);
  node = json_from_string (line, NULL);
  g_assert_nonnull (node);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "error"), ==, text);
}

static void
test_words (void)
{
  static const struct
  {
    gint64 amount;
    const char *unit;
    const char *words;
  } sums[] = {
    { 100 * PACKSHOT_MONEY_ONE, "credits", "100 credits" },
    { 350000, "USD", "0.35 USD" },
    { 1, "USD", "0.000001 USD" },
    { 10 * PACKSHOT_MONEY_ONE, NULL, "10" },
    { 0, "credits", "free" },
    { PACKSHOT_MONEY_UNKNOWN, "credits", "not known" },
  };
  static const struct
  {
    gint64 seconds;
    const char *words;
  } spans[] = { { -5, "0 s" },   { 59, "59 s" },    { 60, "1 min" },         { 3599, "59 min" },
                { 3600, "1 h" }, { 86399, "23 h" }, { 86400 * 400, "400 d" } };

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autofree char *words = packshot_cli_words_money (sums[i].amount, NULL, sums[i].unit);

      g_assert_cmpstr (words, ==, sums[i].words);
    }

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *words = packshot_cli_words_span (spans[i].seconds * G_USEC_PER_SEC);

      g_assert_cmpstr (words, ==, spans[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-parts/flags", test_flags);
  g_test_add_func ("/cli-parts/progress", test_layout_progress);
  g_test_add_func ("/cli-parts/suggest", test_suggest);
  g_test_add_func ("/cli-parts/escape", test_escape);
  g_test_add_func ("/cli-parts/escape-terminal", test_escape_terminal);
  g_test_add_func ("/cli-parts/escape-json", test_escape_json);
  g_test_add_func ("/cli-parts/words", test_words);

  return g_test_run ();
}
