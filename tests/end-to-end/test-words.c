/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "config.h"

/* What the program says, and where: results for programs, progress and warnings for people. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <pty.h>
#include <string.h>
#include <unistd.h>

#include "packshot-test-folder.h"
#include "packshot-test-program.h"

/* The quickest film there is. */
#define QUICK "make --image photo.jpg --style drift --aspect-ratio 1:1 --duration 4 --fps 24"

static void
assert_keys (const char *out, const char *const *keys)
{
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  guint n = g_strv_length ((char **) keys);

  g_assert_cmpuint (g_strv_length (lines), ==, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *start = g_strconcat (keys[i], "=", NULL);

      g_assert_true (g_str_has_prefix (lines[i], start));
    }
  g_assert_cmpstr (lines[n], ==, "");
}

static void
assert_lines (PackshotTestProgram *program)
{
  static const char *const keys[] = {
    "TASK_ID", "STATUS",       "VIDEO_URL", "LOCAL_PATH", "COVER_PATH", "IMAGE", "PRODUCT_NAME",
    "STYLE",   "ASPECT_RATIO", "DURATION",  "FPS",        "ENCODER",    NULL
  };
  g_autofree char *video = packshot_test_program_path (program, "a film.mp4");
  g_autofree char *uri = g_filename_to_uri (video, NULL, NULL);
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;
  g_autofree char *name = NULL;

  assert_keys (program->out, keys);
  path = packshot_test_program_get (program, "LOCAL_PATH");
  url = packshot_test_program_get (program, "VIDEO_URL");
  name = packshot_test_program_get (program, "PRODUCT_NAME");
  g_assert_cmpstr (path, ==, video);
  g_assert_cmpstr (url, ==, uri);
  g_assert_cmpstr (name, ==, "Mug=\\\\No. 1");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

/* In a pipe every line is whole, and the percentages only grow. */
static void
assert_progress (PackshotTestProgram *program)
{
  static const char *const activities[] = { "Opening the photo", "Preparing the shots", "Rendering",
                                            "Finishing the file", NULL };
  g_auto (GStrv) lines = NULL;
  int percent = 0, n_percents = 0;

  lines = g_strsplit (program->err, "\n", -1);
  for (guint i = 0; lines[i + 1] != NULL; i++)
    {
      g_autofree char *expected = NULL;
      int last = percent;

      if (g_strv_contains (activities, lines[i]))
        continue;
      g_assert_cmpint (sscanf (lines[i], "%d", &percent), ==, 1);
      expected = g_strdup_printf ("%d %% done", percent);
      g_assert_cmpstr (lines[i], ==, expected);
      g_assert_cmpint (percent, >, last);
      n_percents++;
    }
  g_assert_cmpint (percent, ==, 100);
  g_assert_cmpint (n_percents, >=, 5);
  g_assert_nonnull (strstr (program->err, "Rendering\n"));
}

static void
test_lines (PackshotTestProgram *program, gconstpointer user_data)
{
  packshot_test_program_run (program, QUICK " -o 'a film.mp4' --product-name 'Mug=\\No. 1'");
  g_assert_cmpint (program->status, ==, 0);
  assert_lines (program);
  assert_progress (program);
}

/* No library adds words of its own: OpenH264 would. */
static void
test_encoders (PackshotTestProgram *program, gconstpointer user_data)
{
  static const char *const names[] = { "openh264", "vp9" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *line = g_strconcat (QUICK " --encoder ", names[i], NULL);

      packshot_test_program_run (program, line);
      if (program->status == 0)
        assert_progress (program);
      else
        g_assert_nonnull (strstr (program->err, " is not on this computer: GStreamer has no "));
    }
}

static void
assert_member (JsonObject *object, const char *key, const char *expected)
{
  g_assert_cmpstr (json_object_get_string_member (object, key), ==, expected);
}

static void
test_json (PackshotTestProgram *program, gconstpointer user_data)
{
  static const char *const keys[] = { "job",      "service",  "state", "remote_ids", "cost",
                                      "balance",  "video",    "cover", "width",      "height",
                                      "duration", "warnings", "error", "parameters" };
  g_autofree char *video = packshot_test_program_path (program, "film.mp4");
  g_autofree char *cover = packshot_test_program_path (program, "film.jpg");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  packshot_test_program_run (program, QUICK " --json -o film.mp4");
  g_assert_cmpint (program->status, ==, 0);
  g_assert_true (strchr (program->out, '\n') == program->out + strlen (program->out) - 1);
  node = json_from_string (program->out, &error);
  g_assert_no_error (error);
  object = json_node_get_object (node);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_object_has_member (object, keys[i]));
  assert_member (object, "service", "studio");
  assert_member (object, "state", "done");
  assert_member (object, "video", video);
  assert_member (object, "cover", cover);
  g_assert_cmpint (json_object_get_int_member (object, "width"), ==, 1080);
  g_assert_cmpint (json_object_get_int_member (object, "height"), ==, 1080);
  g_assert_cmpfloat (json_object_get_double_member (object, "duration"), ==, 4);
  g_assert_true (json_object_get_null_member (object, "error"));
}

/* Where something was wrong there is an object as well, and it says the same as the sentence. */
static void
test_json_refused (PackshotTestProgram *program, gconstpointer user_data)
{
  static const char *const lines[] = { "make --image nothing.jpg --json",
                                       "make --image text.jpg --json" };
  g_autofree char *text = packshot_test_program_path (program, "text.jpg");

  g_assert_true (g_file_set_contents (text, "Dear diary", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *complaint = NULL;
      JsonObject *object;

      packshot_test_program_run (program, lines[i]);
      node = json_from_string (program->out, NULL);
      object = json_node_get_object (node);
      complaint =
          g_strdup_printf ("packshot-cli: %s\n", json_object_get_string_member (object, "error"));
      assert_member (object, "state", "failed");
      g_assert_cmpstr (program->err, ==, complaint);
      g_assert_cmpint (program->status, ==, 2);
    }
}

/* All that is written to a terminal. */
static char *
run_on_terminal (PackshotTestProgram *program, const char *line)
{
  struct winsize size = { .ws_row = 24, .ws_col = 80 };
  g_autoptr (GSubprocessLauncher) launcher =
      packshot_test_program_launcher_new (program, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  int control, terminal;
  gssize n;

  g_assert_no_errno (openpty (&control, &terminal, NULL, NULL, &size));
  g_assert_no_errno (fcntl (control, F_SETFD, FD_CLOEXEC));
  g_subprocess_launcher_take_stderr_fd (launcher, terminal);
  process = packshot_test_program_spawn (launcher, line);
  g_subprocess_launcher_close (launcher);

  while ((n = read (control, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  close (control);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_terminal (PackshotTestProgram *program, gconstpointer user_data)
{
  g_autofree char *text = run_on_terminal (program, QUICK " -o film.mp4");
  g_auto (GStrv) frames = g_strsplit (text, "\r\033[K", -1);
  guint n_frames = g_strv_length (frames);

  g_test_message ("%u frames, such as: %s", n_frames, frames[n_frames / 2]);
  g_assert_cmpuint (n_frames, >=, 4);
  g_assert_cmpstr (frames[0], ==, "");
  g_assert_cmpstr (frames[n_frames - 1], ==, "");
  g_assert_null (strchr (text, '\n'));
  g_assert_nonnull (strstr (text, "Rendering ["));
  g_assert_nonnull (strstr (text, "█"));
  g_assert_nonnull (strstr (text, " left"));
}

static void
test_help (PackshotTestProgram *program, gconstpointer user_data)
{
  static const char *const flags[] = { "--image FILE",
                                       "--product-name TEXT",
                                       "--product-info",
                                       "--style CHOICE",
                                       "--aspect-ratio CHOICE",
                                       "--duration",
                                       "--fps",
                                       "--encoder",
                                       "--output",
                                       "--json",
                                       "Exit status" };

  packshot_test_program_run (program, "--version");
  g_assert_cmpstr (program->out, ==, "packshot-cli " PACKSHOT_VERSION "\n");

  packshot_test_program_run (program, "--help");
  g_assert_cmpint (program->status, ==, 0);
  g_assert_cmpstr (program->err, ==, "");
  g_assert_nonnull (strstr (program->out, "  packshot-cli make --image photo.jpg"));

  packshot_test_program_run (program, "make --help");
  g_assert_cmpint (program->status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    g_assert_nonnull (strstr (program->out, flags[i]));
}

static void
test_services (PackshotTestProgram *program, gconstpointer user_data)
{
  g_autoptr (JsonNode) node = NULL;
  g_auto (GStrv) lines = NULL;

  packshot_test_program_run (program, "services");
  g_assert_true (g_regex_match_simple ("^studio +Studio +offline, free +", program->out, 0, 0));

  packshot_test_program_run (program, "services studio");
  g_assert_nonnull (strstr (program->out, "--aspect-ratio CHOICE"));

  packshot_test_program_run (program, "services --json");
  lines = g_strsplit (program->out, "\n", 2);
  node = json_from_string (lines[0], NULL);
  assert_member (json_node_get_object (node), "id", "studio");
  g_assert_true (json_object_get_boolean_member (json_node_get_object (node), "default"));
}

/* Any writing there is works; of what no installed font has there may be a warning. */
static void
test_scripts (PackshotTestProgram *program, gconstpointer user_data)
{
  static const char *const names[] = { "Кружка ☕ 🎁", "كوب القهوة" };
  static const char *const infos[] = { "コーヒーカップ\\n咖啡杯", "Tom & Jerry <3\\nכוס קפה" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *plain = g_strcompress (infos[i]);
      const char *const args[] = { "make",      "--image",
                                   "photo.jpg", "--product-name",
                                   names[i],    "--product-info",
                                   plain,       "--aspect-ratio",
                                   "1:1",       "--duration",
                                   "4",         "--fps",
                                   "24",        "-o",
                                   "film.mp4",  NULL };
      g_autofree char *name = NULL;
      g_autofree char *info = NULL;

      packshot_test_program_run_argv (program, args);
      g_assert_cmpint (program->status, ==, 0);
      name = packshot_test_program_get (program, "PRODUCT_NAME");
      info = packshot_test_program_get (program, "PRODUCT_INFO");
      g_assert_cmpstr (name, ==, names[i]);
      g_assert_cmpstr (info, ==, infos[i]);
    }
}

/* Signs from a place that Unicode keeps for private use: no font has them, and no film shows boxes
 * in their place. */
static void
test_unknown_signs (PackshotTestProgram *program, gconstpointer user_data)
{
#define SIGN "\364\217\210\264"
#define WARNING                                                                                    \
  "packshot-cli: warning: No installed font can show “" SIGN "”: left out of the video.\n"
  packshot_test_program_run (program, "make --image photo.jpg --aspect-ratio 1:1 --duration 4 "
                                      "--fps 24 --product-name 'Mug " SIGN "' -o film.mp4");
  g_assert_cmpint (program->status, ==, 0);
  g_assert_nonnull (strstr (program->err, WARNING));

  packshot_test_program_run (program, "make --image photo.jpg --aspect-ratio 1:1 --duration 4 "
                                      "--fps 24 --product-name '" SIGN "' --json -o film.mp4");
  g_assert_cmpint (program->status, ==, 0);
  g_assert_nonnull (strstr (program->err, WARNING));
  g_assert_nonnull (strstr (program->out, "\"warnings\":[\"No installed font can show"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/words/" name, PackshotTestProgram, NULL, packshot_test_program_set_up, function,   \
              packshot_test_program_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("lines", test_lines);
  ADD ("encoders", test_encoders);
  ADD ("json", test_json);
  ADD ("json-refused", test_json_refused);
  ADD ("terminal", test_terminal);
  ADD ("help", test_help);
  ADD ("services", test_services);
  ADD ("scripts", test_scripts);
  ADD ("unknown-signs", test_unknown_signs);

  return g_test_run ();
}
