/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include <signal.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "packshot-cli-layout.h"
#include "packshot-test-cli.h"
#include "packshot-test-utils.h"

/* Runs the command line with the dummy for a service. */
typedef PackshotTestCli Fixture;

static void
assert_refused (Fixture *fixture, const char *line, const char *words)
{
  g_autofree char *expected = g_strdup_printf ("packshot-cli: %s\n", words);

  packshot_test_cli_run (fixture, line);
  g_assert_cmpstr (fixture->err, ==, expected);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_false (g_file_test (fixture->data, G_FILE_TEST_EXISTS));
}

static void
test_program (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_cli_run (fixture, "--version");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (g_str_has_prefix (fixture->out, "packshot-cli "));

  packshot_test_cli_run (fixture, "--help");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_nonnull (strstr (fixture->out, "packshot-cli make --photo photo.jpg"));
  g_assert_cmpstr (fixture->err, ==, "");

  assert_refused (fixture, "mak", "There is no command “mak”; did you mean “make”?");
  assert_refused (fixture, "fly", "There is no command “fly”; “packshot-cli --help” lists all.");
}

static void
test_help (Fixture *fixture, gconstpointer user_data)
{
  static const char *const parts[] = {
    "packshot-cli make --photo photo.jpg --product-name \"Product name\" --output video.mp4\n",
    "--photo FILE            Any file. Needed.\n",
    "At most 20 characters. The same as --title.\n",
    "16:9        Landscape (default)\n",
    "From 4 to 30 seconds in steps of 0.5.\n",
    "-o, --output FILE ",
  };
  const char *examples, *options, *few;

  packshot_test_cli_run (fixture, "make --duration 99 --help");
  g_assert_cmpint (fixture->status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_nonnull (strstr (fixture->out, parts[i]));

  examples = strstr (fixture->out, "Examples:");
  options = strstr (fixture->out, "Options of Dummy:");
  few = strstr (fixture->out, "Options few people need:");
  g_assert_true (examples < options && options < few);
  g_assert_true (strstr (fixture->out, "--behaviour") > few);
}

static void
test_lines (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *video = g_build_filename (fixture->folder, "a film.mp4", NULL);
  g_autofree char *cover = g_build_filename (fixture->folder, "a film.jpg", NULL);
  g_autofree char *uri = g_filename_to_uri (video, NULL, NULL);
  g_autofree char *jobs = g_build_filename (fixture->data, "packshot", "jobs", NULL);
  g_autofree char *expected = g_strdup_printf ("STATUS=succeeded\n"
                                               "VIDEO_URL=%s\n"
                                               "LOCAL_PATH=%s\n"
                                               "COVER_PATH=%s\n"
                                               "PHOTO=%s\n"
                                               "PRODUCT_NAME=Кружка ☕\n"
                                               "PRODUCT_INFO=blue\\nSTATUS=failed\\\\n\n"
                                               "ASPECT_RATIO=9:16\n"
                                               "DURATION=7.5\n"
                                               "LOOP=true\n"
                                               "BEHAVIOUR=warn\n",
                                               uri, video, cover, fixture->photo);

  packshot_test_cli_run (
      fixture, "make --image photo.jpg --title 'Кружка ☕' --product-info 'blue\nSTATUS=failed\\n' "
               "--aspect-ratio 9x16 --duration=7.5 --behaviour warn --output-file 'a film.mp4' "
               "--loop");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (g_str_has_prefix (fixture->out, "TASK_ID="));
  g_assert_cmpstr (strchr (fixture->out, '\n') + 1, ==, expected);
  g_assert_nonnull (strstr (fixture->err, "packshot-cli: warning: No font has the glyph.\n"));
  g_assert_true (g_file_test (video, G_FILE_TEST_IS_REGULAR));
  g_assert_true (packshot_test_is_empty_folder (jobs));
}

static void
test_json (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonObject) object = NULL;
  JsonObject *parameters;
  const char *video;

  packshot_test_cli_run (fixture, "make --photo photo.jpg --json");
  g_assert_cmpint (fixture->status, ==, 0);
  object = packshot_test_cli_parse_line (fixture);

  g_assert_cmpstr (json_object_get_string_member (object, "service"), ==, "dummy");
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "done");
  g_assert_cmpint (json_object_get_int_member (object, "width"), ==, 1920);
  g_assert_cmpint (json_object_get_int_member (object, "height"), ==, 1080);
  g_assert_cmpfloat (json_object_get_double_member (object, "duration"), ==, 12);
  g_assert_true (json_object_get_null_member (object, "error"));
  g_assert_true (json_object_get_null_member (object, "cost"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "remote_ids")), ==,
                    0);

  video = json_object_get_string_member (object, "video");
  g_assert_true (g_str_has_prefix (video, fixture->data));
  g_assert_true (g_file_test (video, G_FILE_TEST_IS_REGULAR));

  parameters = json_object_get_object_member (object, "parameters");
  g_assert_cmpstr (json_object_get_string_member (parameters, "photo"), ==, fixture->photo);
  g_assert_cmpfloat (json_object_get_double_member (parameters, "duration"), ==, 12);
  g_assert_false (json_object_get_boolean_member (parameters, "loop"));
  g_assert_true (json_object_get_null_member (parameters, "product-name"));
}

/* One object, whether it failed or was refused before there was a job. */
static void
test_failures (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *flags;
    int status;
    gboolean is_job;
    const char *words;
  } cases[] = {
    { "--behaviour bad-input", 2, TRUE, "The photo is not a picture." },
    { "--behaviour local-failure", 1, TRUE, "The disk is full." },
    { "--behaviour error", 1, TRUE, "The pencil broke." },
    { "--duration 31", 2, FALSE, "“Duration” must be from 4 to 30 seconds, not 31." },
  };
  g_autofree char *jobs = g_build_filename (fixture->data, "packshot", "jobs", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = g_strconcat ("make --photo photo.jpg --json ", cases[i].flags, NULL);
      g_autofree char *complaint = g_strdup_printf ("packshot-cli: %s\n", cases[i].words);
      g_autoptr (JsonObject) object = NULL;

      packshot_test_cli_run (fixture, line);
      g_assert_cmpint (fixture->status, ==, cases[i].status);
      g_assert_true (g_str_has_suffix (fixture->err, complaint));

      object = packshot_test_cli_parse_line (fixture);
      g_assert_cmpint (json_object_get_null_member (object, "job"), ==, !cases[i].is_job);
      g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "failed");
      g_assert_cmpstr (json_object_get_string_member (object, "error"), ==, cases[i].words);
      g_assert_true (json_object_get_null_member (object, "video"));
      g_assert_true (packshot_test_is_empty_folder (jobs));
    }
}

static void
test_refused (Fixture *fixture, gconstpointer user_data)
{
  assert_refused (fixture, "make", "“Photo” is missing. Please give it with --photo FILE.");
  assert_refused (fixture, "make photo.jpg",
                  "“photo.jpg” has no flag before it; did you mean --photo photo.jpg?");
  assert_refused (fixture, "make --photo photo.jpg -- -x",
                  "“-x” has no flag before it; did you mean --photo -x?");
  assert_refused (fixture, "make --photo photo.jpg ''", "“” has no flag before it.");
  assert_refused (fixture, "make --photo photo.jpg --durration 5",
                  "There is no flag --durration; did you mean --duration?");
  assert_refused (fixture, "make --photo photo.jpg --nothing-like=it",
                  "There is no flag --nothing-like; “packshot-cli make --help” lists all.");
  assert_refused (fixture, "make --photo photo.jpg -z",
                  "There is no flag -z; “packshot-cli make --help” lists all.");
  assert_refused (fixture, "make --photo", "Missing argument for --photo.");
  assert_refused (fixture, "make --photo photo.jpg --duration -1",
                  "“Duration” must be from 4 to 30 seconds, not -1.");
  assert_refused (fixture, "make --photo photo.jpg --product-name ''", "“Product name” is empty.");
  assert_refused (fixture, "make --photo nothing.jpg", "There is no file “nothing.jpg”.");
  assert_refused (fixture, "make --photo photo.jpg -o /nowhere/film.mp4",
                  "There is no folder “/nowhere” to put the video into.");
  assert_refused (fixture, "make --service nobody --photo photo.jpg",
                  "There is no service “nobody”; these are there: dummy.");
}

/* Said before anything is begun, and told of what was made. */
static void
test_framing (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonObject) whole = NULL;

  assert_refused (fixture, "make --photo photo.jpg --framing stretch",
                  "“stretch” is no framing: it is whole, fit, fill or crop.");
  assert_refused (fixture, "make --photo photo.jpg --framing 'fill 0.1,0.1'",
                  "“fill 0.1,0.1” is no framing: it is whole, fit, fill or crop.");
  assert_refused (fixture, "make --photo photo.jpg --focus 0.5,0.5",
                  "--focus goes with --framing fill or --framing crop.");
  assert_refused (fixture, "make --photo photo.jpg --framing fit --focus 0.5,0.5",
                  "--focus goes with --framing fill or --framing crop.");
  assert_refused (fixture, "make --photo photo.jpg --framing fill --zoom 2",
                  "--zoom goes with --framing crop.");
  assert_refused (fixture, "make --photo photo.jpg --framing crop --zoom 8.5",
                  "“8.5” is no zoom: it is a number from 1 to 8.");
  assert_refused (fixture, "make --photo photo.jpg --framing crop --focus 50,50",
                  "“50,50” is no focal point: 0,0 is the upper left corner of the photo, 1,1 the "
                  "lower right one, 0.5,0.4 a little above the middle.");

  packshot_test_cli_run (
      fixture, "make --photo photo.jpg --framing crop --focus 0.25,0.4 --zoom 1.5 --json");
  g_assert_cmpint (fixture->status, ==, 0);
  object = packshot_test_cli_parse_line (fixture);
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (object, "parameters"), "framing"),
                   ==, "crop 0.25,0.4 1.5");

  packshot_test_cli_run (fixture, "make --photo photo.jpg --json");
  whole = packshot_test_cli_parse_line (fixture);
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (whole, "parameters"), "framing"),
                   ==, "whole");

  packshot_test_cli_run (fixture, "make --photo photo.jpg --framing fill");
  g_assert_nonnull (strstr (fixture->out, "\nFRAMING=fill 0.5,0.5\n"));
}

static void
test_strange_bytes (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *latin = packshot_test_write_file ("caf\xe9.jpg", "a photo");
  char *good[] = { "make", "--photo", latin, "--json", NULL };
  char *bad[] = { "make", "--photo", fixture->photo, "--product-name", "caf\xe9", NULL };
  g_autoptr (JsonObject) object = NULL;

  packshot_test_cli_run_argv (fixture, good);
  g_assert_cmpint (fixture->status, ==, 0);
  object = packshot_test_cli_parse_line (fixture);
  g_assert_nonnull (object);

  packshot_test_cli_run_argv (fixture, bad);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->err, ==, "packshot-cli: “Product name” is not valid UTF-8 text.\n");
}

static void
test_services (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonObject) object = NULL;
  JsonObject *option;

  packshot_test_cli_run (fixture, "services");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->out, ==,
                   "dummy  Dummy  offline, free  Pretends to make a video, and does as it is "
                   "told.\n");

  packshot_test_cli_run (fixture, "services dummy");
  g_assert_nonnull (strstr (fixture->out, "--duration SECONDS"));

  packshot_test_cli_run (fixture, "services dummy --json");
  object = packshot_test_cli_parse_line (fixture);
  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "dummy");
  option = json_array_get_object_element (json_object_get_array_member (object, "options"), 4);
  g_assert_cmpstr (json_object_get_string_member (option, "name"), ==, "duration");
  g_assert_cmpstr (json_object_get_string_member (option, "type"), ==, "range");
  g_assert_cmpfloat (json_object_get_double_member (option, "maximum"), ==, 30);
  g_assert_cmpfloat (json_object_get_double_member (option, "default"), ==, 12);

  assert_refused (fixture, "services nobody",
                  "There is no service “nobody”; these are there: dummy.");
  assert_refused (fixture, "services dummy --fast",
                  "“packshot-cli services” takes one ID and flags, but not “--fast”; “packshot-cli "
                  "services --help” lists them.");
}

static void
test_pipe (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_cli_run (fixture, "make --photo photo.jpg");
  g_assert_cmpstr (fixture->err, ==,
                   "Drawing\n10 % done\n20 % done\n30 % done\n40 % done\nWriting\n50 % done\n"
                   "60 % done\n70 % done\n80 % done\n90 % done\n100 % done\n");
}

static void
test_interrupt (Fixture *fixture, gconstpointer user_data)
{
  const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  g_autofree char *jobs = g_build_filename (fixture->data, "packshot", "jobs", NULL);
  char *args[] = { "make", "--photo", fixture->photo, "--behaviour", "wait", "--json", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher = packshot_test_cli_make_launcher (
          fixture, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
      g_autoptr (GSubprocess) process = packshot_test_cli_spawn (fixture, launcher, args);
      g_autoptr (GDataInputStream) err =
          g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
      g_autofree char *line = g_data_input_stream_read_line (err, NULL, NULL, NULL);
      g_autofree char *out = NULL;
      gint64 start;

      g_assert_cmpstr (line, ==, "Waiting");
      start = g_get_monotonic_time ();
      g_subprocess_send_signal (process, signals[i]);
      g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
      g_test_message ("%.3f seconds from signal %d to the end",
                      (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, signals[i]);

      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
      g_assert_nonnull (strstr (out, "\"state\":\"cancelled\""));
      g_assert_true (packshot_test_is_empty_folder (jobs));
    }
}

/* All that the program writes to a terminal of that many columns. */
static char *
run_on_terminal (Fixture *fixture, char **args, guint width)
{
  int terminal;
  g_autoptr (GSubprocess) process =
      packshot_test_cli_spawn_on_terminal (fixture, args, width, &terminal);
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = read (terminal, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  close (terminal);

  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_terminal (Fixture *fixture, gconstpointer user_data)
{
  const guint widths[] = { 100, 40, 12 };
  char *args[] = { "make", "--photo", fixture->photo, "--behaviour", "slow", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *text = run_on_terminal (fixture, args, widths[i]);
      g_auto (GStrv) frames = g_strsplit (text, "\r\033[K", -1);
      guint n_frames = g_strv_length (frames);

      g_test_message ("%u frames, such as: %s", n_frames, frames[n_frames / 2]);
      g_assert_cmpuint (n_frames, >=, 4);
      g_assert_cmpuint (n_frames, <=, 60);
      g_assert_cmpstr (frames[0], ==, "");
      g_assert_cmpstr (frames[n_frames - 1], ==, "");
      g_assert_nonnull (strstr (text, " %"));
      for (guint j = 0; j < n_frames; j++)
        {
          g_assert_null (strchr (frames[j], '\n'));
          g_assert_cmpuint (packshot_cli_layout_columns (frames[j]), <, widths[i]);
        }
    }
}

/* The reader of the results is gone, the disk is full: not a silent success. */
static void
test_lost_output (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSubprocessLauncher) launcher =
      packshot_test_cli_make_launcher (fixture, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  char *args[] = { "make", "--photo", fixture->photo, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *err = NULL;

  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  process = packshot_test_cli_spawn (fixture, launcher, args);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_true (g_str_has_suffix (err, "packshot-cli: The output could not be written.\n"));
}

static void
test_plain_locale (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSubprocessLauncher) launcher = packshot_test_cli_make_launcher (
      fixture, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  char *args[] = { "make", "--photo", fixture->photo, "--product-name", "Кружка", NULL };
  char *bad[] = { "make", "--photo", "Kopfhörer.jpg", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GSubprocess) other = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C", TRUE);
  process = packshot_test_cli_spawn (fixture, launcher, args);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  g_assert_nonnull (strstr (out, "PRODUCT_NAME=Кружка\n"));

  other = packshot_test_cli_spawn (fixture, launcher, bad);
  g_assert_true (g_subprocess_communicate_utf8 (other, NULL, NULL, NULL, &err, NULL));
  g_assert_true (g_str_is_ascii (err));
  g_assert_nonnull (strstr (err, "There is no file \"Kopf"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/cli/" path, Fixture, "packshot-dummy", packshot_test_cli_set_up, function,         \
              packshot_test_cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("program", test_program);
  ADD ("help", test_help);
  ADD ("lines", test_lines);
  ADD ("json", test_json);
  ADD ("failures", test_failures);
  ADD ("refused", test_refused);
  ADD ("framing", test_framing);
  ADD ("strange-bytes", test_strange_bytes);
  ADD ("services", test_services);
  ADD ("pipe", test_pipe);
  ADD ("interrupt", test_interrupt);
  ADD ("terminal", test_terminal);
  ADD ("lost-output", test_lost_output);
  ADD ("plain-locale", test_plain_locale);

  return g_test_run ();
}
