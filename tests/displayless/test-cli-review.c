/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Jobs that are paid for in steps: a preview, the video of it, another one of each. */

#include <unistd.h>

#include "packshot-test-cli.h"
#include "packshot-test-utils.h"

#define MAKE "make --service staged --photo photo.jpg --product-name Watch --yes --interval 0.05 "
#define HELD MAKE "--kind held --actor a-1 "

typedef PackshotTestCli Fixture;

static void
assert_file (Fixture *fixture, const char *key, const char *text)
{
  g_autofree char *path = packshot_test_cli_dup_value (fixture, key);
  g_autofree char *found = NULL;

  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

static char *
make_preview (Fixture *fixture, const char *line)
{
  packshot_test_cli_write_script (fixture, "poll=working;review");
  packshot_test_cli_run (fixture, line);
  g_assert_cmpint (fixture->status, ==, 4);
  packshot_test_cli_assert_value (fixture, "STATUS", "review");

  return packshot_test_cli_dup_value (fixture, "JOB");
}

/* The preview is here, and each of the ways on is named with its price. */
static void
test_preview (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = make_preview (fixture, MAKE);
  g_autofree char *words = g_strdup_printf (
      "packshot-cli: The preview is here; please look at it. “packshot-cli approve %s” has the "
      "video made of it (from 30 credits), and “packshot-cli regenerate %s picture” has another "
      "preview made (10 credits).\n",
      job, job);

  assert_file (fixture, "PREVIEW_PATH", "a preview");
  packshot_test_cli_assert_value (fixture, "TASK_ID", "task_1");
  packshot_test_cli_assert_value (fixture, "LOCAL_PATH", NULL);
  packshot_test_cli_assert_value (fixture, "COVER_PATH", NULL);
  packshot_test_cli_assert_err (fixture, words);
  packshot_test_cli_assert_err (fixture,
                                "Staged: 100 credits\nLater, and only when you ask for it:\n"
                                "  Video               from 30 credits\n");
  packshot_test_cli_assert_err (fixture, "\nWhat is on its way can’t be called back.\n");
  packshot_test_cli_assert_calls (fixture,
                                  "prepare\nupload\ncreate\npoll video_1\npoll video_1\npreview\n");

  /* It rests until somebody says a word. */
  packshot_test_cli_run (fixture, "poll --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->err, ==, "No job waits for a service.\n");
  packshot_test_cli_run_on (fixture, "poll", job, "--interval 0.05");
  g_assert_cmpint (fixture->status, ==, 4);
  packshot_test_cli_assert_err (fixture, words);
  packshot_test_cli_assert_calls (fixture,
                                  "prepare\nupload\ncreate\npoll video_1\npoll video_1\npreview\n");
}

static void
test_json (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonObject) object = NULL;
  const char *path;
  JsonArray *steps;

  packshot_test_cli_write_script (fixture, "poll=review");
  packshot_test_cli_run (fixture, MAKE "--json");
  g_assert_cmpint (fixture->status, ==, 4);
  object = packshot_test_cli_parse_line (fixture);
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "review");
  path = json_object_get_string_member (object, "preview");
  g_assert_true (g_path_is_absolute (path) && g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_true (json_object_get_null_member (object, "cover"));
  g_assert_true (json_object_get_null_member (object, "video"));
  g_assert_true (json_object_get_null_member (object, "oss_url"));
  g_assert_cmpstr (json_object_get_string_member (object, "preview_url"), ==,
                   "https://films.example.com/preview.jpg");

  steps = json_object_get_array_member (object, "steps");
  g_assert_cmpuint (json_array_get_length (steps), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (steps, 0), ==, "approve");
  g_assert_cmpstr (json_array_get_string_element (steps, 1), ==, "regenerate-picture");
}

/* A picture that does not come at once is waited for. */
static void
test_late_preview (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_cli_write_script (fixture, "poll=review\npreview=busy:Slowly.;done");
  packshot_test_cli_run (fixture, MAKE);
  g_assert_cmpint (fixture->status, ==, 4);
  assert_file (fixture, "PREVIEW_PATH", "a preview");
  packshot_test_cli_assert_calls (fixture,
                                  "prepare\nupload\ncreate\npoll video_1\npreview\npreview\n");
}

static void
test_approve (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = make_preview (fixture, HELD "-o film.mp4");
  g_autofree char *video = g_build_filename (fixture->folder, "film.mp4", NULL);

  packshot_test_cli_write_script (fixture, "poll=working;done");
  packshot_test_cli_run_on (fixture, "approve", job,
                            "--yes --interval 0.05 --motion talk --camera \"slow pan\"");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_value (fixture, "STATUS", "succeeded");
  packshot_test_cli_assert_value (fixture, "LOCAL_PATH", video);
  packshot_test_cli_assert_value (fixture, "COST", "130");
  packshot_test_cli_assert_value (fixture, "MOTION", "talk");
  packshot_test_cli_assert_value (fixture, "CAMERA", "slow pan");
  packshot_test_cli_assert_value (fixture, "PREVIEW_PATH", NULL);
  packshot_test_cli_assert_err (fixture, "Staged: from 30 credits\n");
  packshot_test_cli_assert_err (fixture, "This leaves your computer, to api.example.com:\n"
                                         "  Motion              talk\n"
                                         "  Camera              slow pan\n");
  packshot_test_cli_assert_calls (fixture, "approve\npoll video_1\npoll video_1\nfetch\n");

  packshot_test_cli_run_on (fixture, "approve", job, "--yes");
  g_assert_cmpint (fixture->status, ==, 2);
  packshot_test_cli_assert_err (fixture,
                                "has no preview that waits for your word: it is “Done”.\n");
}

/* Nobody is asked to wait who does not want to. */
static void
test_no_poll (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = make_preview (fixture, MAKE);

  packshot_test_cli_write_script (fixture, "poll=working");
  packshot_test_cli_run_on (fixture, "approve", job, "--yes --no-poll");
  g_assert_cmpint (fixture->status, ==, 4);
  packshot_test_cli_assert_value (fixture, "STATUS", "waiting");
  packshot_test_cli_assert_err (fixture, "” brings the video.\n");

  packshot_test_cli_write_script (fixture, "");
  packshot_test_cli_run (fixture, "poll --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_calls (fixture, "poll video_1\nfetch\n");

  packshot_test_cli_write_script (fixture, "poll=working");
  packshot_test_cli_run (fixture, MAKE "--no-poll");
  g_assert_cmpint (fixture->status, ==, 4);
  packshot_test_cli_assert_err (fixture, "” brings the preview.\n");
}

static void
test_regenerate (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = make_preview (fixture, MAKE);
  g_autofree char *first = packshot_test_cli_dup_value (fixture, "PREVIEW_PATH");
  g_autofree char *second = NULL;
  g_autofree char *video = NULL;
  g_autofree char *other = NULL;

  packshot_test_cli_write_script (fixture, "poll=review");
  packshot_test_cli_run_on (fixture, "regenerate", job,
                            "picture --scene \"On a table\" --yes --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 4);
  second = packshot_test_cli_dup_value (fixture, "PREVIEW_PATH");
  g_assert_cmpstr (first, !=, second);
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));
  packshot_test_cli_assert_value (fixture, "SCENE", "On a table");
  packshot_test_cli_assert_value (fixture, "COST", "110");
  packshot_test_cli_assert_calls (fixture,
                                  "regenerate-picture\npoll regenerate-picture_1\npreview\n");

  packshot_test_cli_write_script (fixture, "");
  packshot_test_cli_run_on (fixture, "approve", job, "--yes --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  video = packshot_test_cli_dup_value (fixture, "LOCAL_PATH");
  packshot_test_cli_run_on (fixture, "regenerate", job, "picture --yes");
  g_assert_cmpint (fixture->status, ==, 2);

  packshot_test_cli_run_on (fixture, "regenerate", job,
                            "video --camera fast --yes --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  other = packshot_test_cli_dup_value (fixture, "LOCAL_PATH");
  g_assert_cmpstr (video, !=, other);
  g_assert_true (g_file_test (video, G_FILE_TEST_IS_REGULAR));
  packshot_test_cli_assert_value (fixture, "JOB", job);
  packshot_test_cli_assert_value (fixture, "COST", "160");
  packshot_test_cli_assert_value (fixture, "CAMERA", "fast");
}

/* A step that was not taken leaves the job where it was, and is no success. */
static void
test_not_taken (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *script;
    int status;
    const char *state;
    const char *words;
  } cases[] = {
    { "approve=refused:No credits left.", 3, "review",
      "packshot-cli: No credits left. Nothing was ordered, and the preview still waits for your "
      "word.\n" },
    { "approve=busy:Later.", 3, "review", "packshot-cli: Later. Nothing was ordered" },
    { "approve=not-sent:There is no network.", 1, "review",
      "packshot-cli: There is no network. Nothing was ordered" },
    { "approve=uncertain:It was reset.\npoll=uncertain:It is down.", 5, "unknown",
      "Please look at Staged whether the video was ordered there." },
  };
  g_autofree char *job = make_preview (fixture, MAKE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      packshot_test_cli_write_script (fixture, cases[i].script);
      packshot_test_cli_run_on (fixture, "approve", job, "--yes --interval 0.05");
      g_assert_cmpint (fixture->status, ==, cases[i].status);
      packshot_test_cli_assert_value (fixture, "STATUS", cases[i].state);
      packshot_test_cli_assert_err (fixture, cases[i].words);
    }

  packshot_test_cli_run_on (fixture, "resolve", job, "--not-created");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_value (fixture, "STATUS", "review");

  packshot_test_cli_write_script (fixture, "");
  packshot_test_cli_run_on (fixture, "approve", job, "--yes --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_write_script (fixture, "regenerate-video=refused:No credits left.");
  packshot_test_cli_run_on (fixture, "regenerate", job, "video --yes --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 3);
  packshot_test_cli_assert_value (fixture, "STATUS", "succeeded");
  packshot_test_cli_assert_err (
      fixture, "packshot-cli: No credits left. Nothing was ordered, and the video that is "
               "here stays as it is.\n");
}

/* Each refusal says what would do, and nothing is sent. */
static void
test_refused (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *command;
    const char *rest;
    const char *words;
  } cases[] = {
    { "approve", "",
      "packshot-cli: This video costs at least 30 credits at Staged, and there is " },
    { "approve", "--yes --motion sing",
      "packshot-cli: “Motion” must be talk or show, not “sing”.\n" },
    { "approve", "--yes --actor b-2",
      "packshot-cli: Staged does not take --actor at this step, but only --motion, --camera.\n" },
    { "approve", "more --yes", "packshot-cli: Please name one job whose preview is approved; " },
    { "approve", "--yes --fast", "packshot-cli: “packshot-cli approve” has no flag --fast; " },
    { "regenerate", "", "packshot-cli: Please name one job, and whether its picture or its " },
    { "regenerate", "cover", "can be made again is the picture or the video, but not “cover”.\n" },
    { "regenerate", "video --yes", "had of a job that is done; the job " },
    { "regenerate", "picture --yes --camera x",
      "packshot-cli: Staged does not take --camera at this step, but only --scene.\n" },
  };
  g_autofree char *job = make_preview (fixture, HELD);
  g_autofree char *other = NULL;

  packshot_test_cli_write_script (fixture, "");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      packshot_test_cli_run_on (fixture, cases[i].command, job, cases[i].rest);
      g_assert_cmpint (fixture->status, ==, 2);
      packshot_test_cli_assert_err (fixture, cases[i].words);
    }
  packshot_test_cli_assert_calls (fixture, "");

  packshot_test_cli_run (fixture, "make --service scripted --photo photo.jpg --product-name Mug "
                                  "--yes --interval 0.05");
  other = packshot_test_cli_dup_value (fixture, "JOB");
  packshot_test_cli_run_on (fixture, "approve", other, "--yes");
  g_assert_cmpint (fixture->status, ==, 2);
  packshot_test_cli_assert_err (
      fixture, "Scripted makes its videos in one go; there is nothing to approve.\n");
  packshot_test_cli_run_on (fixture, "regenerate", other, "video --yes");
  packshot_test_cli_assert_err (
      fixture, "Scripted can’t do that; “packshot-cli make” orders another video.\n");
  packshot_test_cli_run (fixture, "approve nobody --yes");
  packshot_test_cli_assert_err (fixture,
                                "There is no job “nobody”; “packshot-cli jobs” lists all.\n");
}

/* What was paid for is said, and kept. */
static void
test_cancel (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = make_preview (fixture, MAKE);

  packshot_test_cli_write_script (fixture, "");
  packshot_test_cli_run_on (fixture, "cancel", job, "");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_value (fixture, "STATUS", "cancelled");
  packshot_test_cli_assert_value (fixture, "COST", "100");
  assert_file (fixture, "PREVIEW_PATH", "a preview");
  packshot_test_cli_assert_err (
      fixture, "packshot-cli: Cancelled before the video was ordered. The preview was paid "
               "for, and its picture is kept.\n");
  packshot_test_cli_assert_calls (fixture, "");

  packshot_test_cli_run_on (fixture, "approve", job, "--yes");
  g_assert_cmpint (fixture->status, ==, 2);
}

/* Runs the command on a terminal, and types a line when it asks. */
static char *
answer (Fixture *fixture, char **args, const char *typed)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int terminal;
  g_autoptr (GSubprocess) process =
      packshot_test_cli_spawn_on_terminal (fixture, args, 100, &terminal);
  gboolean is_answered = FALSE;
  char buffer[4096];
  gssize n;

  while ((n = read (terminal, buffer, sizeof buffer)) > 0)
    {
      g_string_append_len (text, buffer, n);
      if (is_answered || strstr (text->str, "[y/N] ") == NULL)
        continue;

      is_answered = TRUE;
      g_assert_cmpint (write (terminal, typed, strlen (typed)), ==, (gssize) strlen (typed));
    }
  close (terminal);

  g_assert_true (is_answered);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  fixture->status = g_subprocess_get_exit_status (process);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A person is told what is left before each step, and a no leaves all as it was. */
static void
test_question (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = make_preview (fixture, MAKE);
  char *approve[] = { "approve", job, "--interval", "0.05", NULL };
  char *again[] = { "regenerate", job, "picture", "--interval", "0.05", NULL };
  g_autofree char *refused = NULL;
  g_autofree char *other = NULL;
  g_autofree char *text = NULL;

  packshot_test_cli_write_script (fixture, "");
  refused = answer (fixture, approve, "n\n");
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_nonnull (strstr (refused, "Left there: 900 credits\r\n"));
  g_assert_nonnull (strstr (refused, "Create the video for at least 30 credits? [y/N] "));
  g_assert_nonnull (strstr (refused, "packshot-cli: Nothing was sent.\r\n"));
  other = answer (fixture, again, "n\n");
  g_assert_nonnull (strstr (other, "Create another preview for 10 credits? [y/N] "));
  packshot_test_cli_assert_calls (fixture, "test\ntest\n");
  packshot_test_cli_run_on (fixture, "show", job, "");
  g_assert_nonnull (strstr (fixture->out, "Waiting for your approval"));

  text = answer (fixture, approve, "y\n");
  g_assert_cmpint (fixture->status, ==, 0);
}

/* What depends on other options is refused where it can't be asked, and nothing is changed. */
static void
test_dependent (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *rest;
    const char *words;
  } cases[] = {
    { "--actor a-1", "packshot-cli: --actor can’t be given here. “Actor” is possible only where "
                     "“Kind” is Held.\n" },
    { "--motion talk", "packshot-cli: --motion can’t be given here. “Motion” is possible only " },
    { "--kind held", "packshot-cli: “Actor” is missing: it is needed where “Kind” is Held. Please "
                     "give it with --actor TEXT.\n" },
    { "--camera x", "“Camera” can be given when the preview is approved, not before.\n" },
  };

  packshot_test_cli_write_script (fixture, "");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = g_strconcat (MAKE, cases[i].rest, NULL);

      packshot_test_cli_run (fixture, line);
      g_assert_cmpint (fixture->status, ==, 2);
      packshot_test_cli_assert_err (fixture, cases[i].words);
    }
  packshot_test_cli_assert_calls (fixture, "");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/cli-review/" path, Fixture, "packshot-scripted", packshot_test_cli_set_up,         \
              function, packshot_test_cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("preview", test_preview);
  ADD ("json", test_json);
  ADD ("late-preview", test_late_preview);
  ADD ("approve", test_approve);
  ADD ("no-poll", test_no_poll);
  ADD ("regenerate", test_regenerate);
  ADD ("not-taken", test_not_taken);
  ADD ("refused", test_refused);
  ADD ("cancel", test_cancel);
  ADD ("question", test_question);
  ADD ("dependent", test_dependent);

  return g_test_run ();
}
