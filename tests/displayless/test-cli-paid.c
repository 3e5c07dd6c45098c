/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Videos that cost something: asked for, waited for, left and brought later. */

#include <signal.h>
#include <unistd.h>

#include "packshot-test-cli.h"
#include "packshot-test-utils.h"

#define MAKE     "make --service scripted --photo photo.jpg --product-name Watch "
#define ACCEPTED MAKE "--yes --interval 0.05 "

typedef PackshotTestCli Fixture;

static char *make_args[] = { "make",           "--service", "scripted",   "--photo", "photo.jpg",
                             "--product-name", "Watch",     "--interval", "0.05",    NULL };
static char *accepted_args[] = { "make",  "--service",      "scripted", "--photo",    "photo.jpg",
                                 "--yes", "--product-name", "Watch",    "--interval", "0.05",
                                 NULL };

static void
assert_no_job (Fixture *fixture)
{
  g_autofree char *jobs = g_build_filename (fixture->data, "packshot", "jobs", NULL);

  g_assert_true (packshot_test_is_empty_folder (jobs));
  packshot_test_cli_run (fixture, "jobs");
  g_assert_cmpstr (fixture->out, ==, "");
}

static void
test_refused (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_cli_run (fixture, MAKE);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpstr (fixture->err, ==,
                   "packshot-cli: This video costs 100 credits at Scripted, and there is nobody to "
                   "ask whether that is all right; --yes accepts the price. Nothing was sent.\n");
  packshot_test_cli_assert_calls (fixture, "");
  g_assert_false (g_file_test (fixture->data, G_FILE_TEST_EXISTS));
}

static void
test_accepted (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *video = g_build_filename (fixture->folder, "film.mp4", NULL);
  g_autofree char *id = NULL;
  g_autofree char *expected = NULL;

  packshot_test_cli_write_script (fixture, "poll=working;done");
  packshot_test_cli_run (fixture, ACCEPTED "-o film.mp4");
  g_assert_cmpint (fixture->status, ==, 0);
  id = packshot_test_cli_dup_value (fixture, "JOB");
  expected = g_strdup_printf ("TASK_ID=task_1\n"
                              "STATUS=succeeded\n"
                              "VIDEO_IDS=video_1\n"
                              "JOB=%s\n"
                              "COST=100\n"
                              "BALANCE=900\n"
                              "VIDEO_URL=https://films.example.com/film.mp4\n"
                              "LOCAL_PATH=%s\n"
                              "COVER_PATH=%s/film.jpg\n"
                              "PHOTO=%s\n"
                              "PRODUCT_NAME=Watch\n",
                              id, video, fixture->folder, fixture->photo);
  g_assert_cmpstr (fixture->out, ==, expected);
  g_assert_true (g_str_has_prefix (fixture->err,
                                   "Scripted: 100 credits\n"
                                   "This leaves your computer, to api.example.com:\n"));
  g_assert_nonnull (strstr (fixture->err, " photo.jpg, 7 bytes\n"));
  g_assert_true (g_file_test (video, G_FILE_TEST_IS_REGULAR));
  packshot_test_cli_assert_calls (fixture,
                                  "prepare\nupload\ncreate\npoll video_1\npoll video_1\nfetch\n");
}

/* Runs the command on a terminal, and types a line when it asks. */
static char *
answer (Fixture *fixture, const char *typed)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int terminal;
  g_autoptr (GSubprocess) process =
      packshot_test_cli_spawn_on_terminal (fixture, make_args, 100, &terminal);
  gboolean is_answered = FALSE;
  char buffer[4096];
  gssize n;

  while ((n = read (terminal, buffer, sizeof buffer)) > 0)
    {
      g_string_append_len (text, buffer, n);
      if (is_answered || strstr (text->str, "[y/N] ") == NULL)
        continue;

      is_answered = TRUE;
      if (typed != NULL)
        g_assert_cmpint (write (terminal, typed, strlen (typed)), ==, (gssize) strlen (typed));
      else
        g_subprocess_send_signal (process, SIGINT);
    }
  close (terminal);

  g_assert_true (is_answered);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  fixture->status = g_subprocess_get_exit_status (process);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_question (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *typed; /* NULL for Ctrl-C */
    int status;
  } cases[] = { { "n\n", 1 }, { "\n", 1 }, { "\004", 1 }, { NULL, 130 } };
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *refused = NULL;

      packshot_test_cli_write_script (fixture, "");
      refused = answer (fixture, cases[i].typed);
      g_assert_cmpint (fixture->status, ==, cases[i].status);
      g_assert_nonnull (strstr (refused, "Create the video for 100 credits? [y/N] "));
      g_assert_nonnull (strstr (refused, "Left there: 900 credits\r\n"));
      g_assert_nonnull (strstr (refused, "packshot-cli: Nothing was sent.\r\n"));
      packshot_test_cli_assert_calls (fixture, "prepare\ntest\n");
      assert_no_job (fixture);
    }

  text = answer (fixture, "yes\n");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (packshot_test_cli_has_call (fixture, "create"));
}

/* Each answer ends as DESIGN says, with its words, and never with a second paid call. */
static void
test_outcomes (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *script;
    int status;
    const char *state;
    const char *words;
  } cases[] = {
    { "create=refused:No credits left.", 3, "failed", "No credits left." },
    { "create=key-refused:The key is unknown.", 3, "failed", "The key is unknown." },
    { "create=busy:come back later", 1, "ready", "come back later. Nothing was made" },
    { "create=not-sent:There is no network.", 1, "ready", "There is no network. Nothing was made" },
    { "create=no-key:There is no key.", 1, "ready", "There is no key. Nothing was made" },
    { "create=uncertain:It was reset.", 5, "unknown", "It was reset. Please look at Scripted" },
    { "upload=refused:It is too large.", 3, "failed", "It is too large." },
    { "upload=local-failure:The disk is full.", 1, "ready", "The disk is full." },
    { "poll=failed:A face was seen.", 3, "failed", "A face was seen." },
    { "poll=key-refused:The key is old.", 4, "waiting", "The key is old. The job is kept" },
    { "poll=busy:Slowly.;done", 0, "done", "\nSlowly.\n" },
    { "fetch=gone:The link is old.;done", 0, "done", "The link is old." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = NULL;
      g_autofree char *calls = NULL;

      packshot_test_cli_write_script (fixture, cases[i].script);
      packshot_test_cli_run (fixture, ACCEPTED "--json");
      g_test_message ("%s: %d, %s", cases[i].script, fixture->status, fixture->err);
      g_assert_cmpint (fixture->status, ==, cases[i].status);
      g_assert_nonnull (strstr (fixture->err, cases[i].words));

      object = packshot_test_cli_parse_line (fixture);
      g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, cases[i].state);
      g_assert_cmpint (json_object_get_int_member (object, "price"), ==, 100);

      calls = packshot_test_cli_dup_calls (fixture);
      g_assert_true (g_strrstr (calls, "create") == strstr (calls, "create"));
    }
}

/* A picture that can't be used is known before anything is sent, and no job is left of it. */
static void
test_bad_picture (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_cli_write_script (fixture, "prepare=bad-input:The photo is not a picture.");
  packshot_test_cli_run (fixture, ACCEPTED);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->err, ==, "packshot-cli: The photo is not a picture.\n");
  packshot_test_cli_assert_calls (fixture, "prepare\n");
  assert_no_job (fixture);

  /* One that did not come is no bad input. */
  packshot_test_cli_write_script (fixture, "prepare=not-sent:There is no network.");
  packshot_test_cli_run (fixture, ACCEPTED);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_no_job (fixture);
}

static void
test_no_poll (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *video = g_build_filename (fixture->folder, "film.mp4", NULL);
  g_autofree char *local = NULL;

  packshot_test_cli_write_script (fixture, "poll=working");
  packshot_test_cli_run (fixture, ACCEPTED "--no-poll -o film.mp4");
  g_assert_cmpint (fixture->status, ==, 4);
  g_assert_true (g_str_has_prefix (fixture->out, "TASK_ID=task_1\nSTATUS=waiting\n"));
  g_assert_nonnull (strstr (fixture->err, "” brings the video.\n"));

  packshot_test_cli_run (fixture, "poll --no-poll --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 4);

  packshot_test_cli_write_script (fixture, "poll=working;done");
  packshot_test_cli_run (fixture, "poll --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  local = packshot_test_cli_dup_value (fixture, "LOCAL_PATH");
  g_assert_cmpstr (local, ==, video);
  packshot_test_cli_assert_calls (fixture, "poll video_1\npoll video_1\nfetch\n");

  packshot_test_cli_run (fixture, "poll");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->err, ==, "No job waits for a service.\n");
}

/* Where a download fails, one who does not want to wait is told, and the next poll goes on. */
static void
test_no_poll_download (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_cli_write_script (fixture, "poll=working");
  packshot_test_cli_run (fixture, ACCEPTED "--no-poll");
  packshot_test_cli_write_script (fixture, "fetch=uncertain:It is too short.;done");
  packshot_test_cli_run (fixture, "poll --no-poll --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 4);
  g_assert_nonnull (strstr (fixture->out, "STATUS=fetching\n"));
  g_assert_nonnull (strstr (fixture->err, "packshot-cli: It is too short. Scripted has made the "
                                          "video, but it is not here yet; “packshot-cli poll "));

  packshot_test_cli_run (fixture, "poll --no-poll --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_calls (fixture, "poll video_1\nfetch\nfetch\n");
}

static GSubprocess *
start (Fixture *fixture, const char *call)
{
  g_autoptr (GSubprocessLauncher) launcher = packshot_test_cli_make_launcher (
      fixture, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  GSubprocess *process = packshot_test_cli_spawn (fixture, launcher, accepted_args);

  packshot_test_wait_until (packshot_test_cli_has_call (fixture, call));
  return process;
}

static void
finish (Fixture *fixture, GSubprocess *process)
{
  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
  g_assert_true (
      g_subprocess_communicate_utf8 (process, NULL, NULL, &fixture->out, &fixture->err, NULL));
  fixture->status = g_subprocess_get_exit_status (process);
}

/* What is paid for is left as it is, and brought later. */
static void
test_interrupt_waiting (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSubprocess) process = NULL;

  packshot_test_cli_write_script (fixture, "poll=working");
  process = start (fixture, "poll");
  g_subprocess_send_signal (process, SIGINT);
  finish (fixture, process);
  g_assert_cmpint (fixture->status, ==, 130);
  g_assert_nonnull (strstr (fixture->out, "STATUS=waiting\n"));
  g_assert_nonnull (strstr (fixture->err,
                            "The job is kept, and Scripted works on it; “packshot-cli "
                            "poll "));

  packshot_test_cli_write_script (fixture, "");
  packshot_test_cli_run (fixture, "poll");
  g_assert_cmpint (fixture->status, ==, 0);
}

/* A paid call that is out is waited for; one who does not want that learns what it means. */
static void
test_interrupt_paying (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) err = NULL;
  g_autofree char *line = NULL;

  packshot_test_cli_write_script (fixture, "create=hang");
  process = start (fixture, "create");
  err = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_subprocess_send_signal (process, SIGINT);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (err, NULL, NULL, NULL);
      g_assert_nonnull (line);
    }
  while (!g_str_has_prefix (line, "The paid call is on its way; its answer is waited for."));

  g_subprocess_send_signal (process, SIGINT);
  finish (fixture, process);
  g_assert_cmpint (fixture->status, ==, 130);

  packshot_test_cli_run (fixture, "poll");
  packshot_test_cli_run (fixture, "jobs");
  g_assert_nonnull (strstr (fixture->out, "  unknown  scripted  "));
  packshot_test_cli_assert_calls (fixture, "prepare\nupload\ncreate\n");
}

/* What was not sent is taken back. */
static void
test_interrupt_uploading (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSubprocess) process = NULL;

  packshot_test_cli_write_script (fixture, "upload=hang");
  process = start (fixture, "upload");
  g_subprocess_send_signal (process, SIGTERM);
  finish (fixture, process);
  g_assert_cmpint (fixture->status, ==, 130);
  g_assert_nonnull (strstr (fixture->err, "packshot-cli: Stopped; no video was made.\n"));
  packshot_test_cli_run (fixture, "jobs");
  g_assert_nonnull (strstr (fixture->out, "  cancelled  scripted  "));
  packshot_test_cli_assert_calls (fixture, "prepare\nupload\n");
}

/* Words of a service may be anything; a terminal obeys none of it. */
static void
test_words (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_cli_write_script (fixture, "create=refused:\x1b[2JNo\x07 way.");
  packshot_test_cli_run (fixture, ACCEPTED "--verbose");
  g_assert_cmpint (fixture->status, ==, 3);
  g_assert_null (strchr (fixture->err, '\x1b'));
  g_assert_null (strchr (fixture->err, '\x07'));
}

/* Without a place to keep it, nothing that costs money is begun. */
static void
test_no_ledger (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *ledger = g_build_filename (fixture->data, "packshot", "ledger.db", NULL);

  g_assert_cmpint (g_mkdir_with_parents (ledger, 0700), ==, 0);
  packshot_test_cli_run (fixture, ACCEPTED);
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_true (g_str_has_prefix (
      fixture->err, "packshot-cli: Nothing was sent, for the job could not be kept. "));
  packshot_test_cli_assert_calls (fixture, "");

  packshot_test_cli_run (fixture, "jobs");
  g_assert_cmpint (fixture->status, ==, 1);

  /* What is free needs no place. */
  packshot_test_cli_run (fixture, "make --photo photo.jpg -o free.mp4");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_nonnull (strstr (fixture->err, "packshot-cli: warning: "));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/cli-paid/" path, Fixture, "packshot-scripted", packshot_test_cli_set_up, function, \
              packshot_test_cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("refused", test_refused);
  ADD ("accepted", test_accepted);
  ADD ("question", test_question);
  ADD ("outcomes", test_outcomes);
  ADD ("bad-picture", test_bad_picture);
  ADD ("no-poll", test_no_poll);
  ADD ("no-poll-download", test_no_poll_download);
  ADD ("interrupt-waiting", test_interrupt_waiting);
  ADD ("interrupt-paying", test_interrupt_paying);
  ADD ("interrupt-uploading", test_interrupt_uploading);
  ADD ("words", test_words);
  ADD ("no-ledger", test_no_ledger);

  return g_test_run ();
}
