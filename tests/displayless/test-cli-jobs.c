/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What the command line tells of jobs there are, and does with them. */

#include <signal.h>

#include "packshot-test-cli.h"
#include "packshot-test-utils.h"

#define MAKE                                                                                       \
  "make --service scripted --photo photo.jpg --product-name Watch --yes --interval 0.05 --json "

typedef PackshotTestCli Fixture;

/* Makes a job that comes to rest as the script says. */
static char *
make_job (Fixture *fixture, const char *script, const char *line)
{
  g_autoptr (JsonObject) object = NULL;

  packshot_test_cli_write_script (fixture, script);
  packshot_test_cli_run (fixture, line);
  object = packshot_test_cli_parse_line (fixture);

  return g_strdup (json_object_get_string_member (object, "job"));
}

static void
assert_state (Fixture *fixture, const char *job, const char *state)
{
  g_autoptr (JsonObject) object = NULL;

  packshot_test_cli_run_on (fixture, "show", job, "--json");
  g_assert_cmpint (fixture->status, ==, 0);
  object = packshot_test_cli_parse_line (fixture);
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, state);
}

static void
assert_refused (Fixture *fixture, const char *line, const char *words)
{
  g_autofree char *expected = g_strdup_printf ("packshot-cli: %s\n", words);

  packshot_test_cli_run (fixture, line);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->err, ==, expected);
}

static void
test_table (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *done = NULL;
  g_autofree char *lost = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *table = NULL;
  g_autoptr (GRegex) ages = g_regex_new ("  [0-9]+ s +", 0, 0, NULL);
  g_autofree char *out = NULL;

  packshot_test_cli_run (fixture, "jobs");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->out, ==, "");

  done = make_job (fixture, "", MAKE);
  lost = make_job (fixture, "create=uncertain", MAKE);
  refused = make_job (fixture, "upload=refused:No.", MAKE);
  packshot_test_cli_run (fixture, "make --photo photo.jpg -o free.mp4");

  packshot_test_cli_run (fixture, "jobs");
  out = g_regex_replace (ages, fixture->out, -1, 0, "  AGE  ", 0, NULL);
  g_assert_true (g_str_has_prefix (out, "JOB                       STATE    SERVICE   AGE  COST"));
  table = g_strdup_printf ("%s  done     scripted  AGE  100 credits  Watch\n"
                           "%s  unknown  scripted  AGE  100 credits  Watch\n"
                           "%s  failed   scripted  AGE  -            Watch\n",
                           done, lost, refused);
  g_assert_nonnull (strstr (out, table));
  g_assert_nonnull (strstr (out, "  done     dummy     AGE  free         photo.jpg\n"));

  assert_refused (fixture, "jobs x",
                  "“packshot-cli jobs” lists all jobs; “packshot-cli show x” tells of one.");
}

static void
test_json (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *done = make_job (fixture, "", MAKE);
  g_autofree char *waiting = make_job (fixture, "poll=working", MAKE "--no-poll");
  const char *const jobs[] = { done, waiting };
  const char *const states[] = { "done", "waiting" };
  g_auto (GStrv) lines = NULL;

  packshot_test_cli_run (fixture, "jobs --json");
  g_assert_cmpint (fixture->status, ==, 0);
  lines = g_strsplit (fixture->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *object = json_node_get_object (node);

      g_assert_cmpstr (json_object_get_string_member (object, "job"), ==, jobs[i]);
      g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, states[i]);
      g_assert_cmpstr (json_object_get_string_member (object, "service"), ==, "scripted");
      g_assert_cmpstr (json_object_get_string_member (object, "unit"), ==, "credits");
      g_assert_cmpint (json_object_get_int_member (object, "cost"), ==, 100);
      g_assert_cmpint (json_object_get_null_member (object, "video"), ==, i == 1);
      object = json_object_get_object_member (object, "parameters");
      g_assert_cmpstr (json_object_get_string_member (object, "product-name"), ==, "Watch");
    }
}

static void
test_show (Fixture *fixture, gconstpointer user_data)
{
  static const char *const parts[] = { "  State                 Done\n",
                                       "  Cost                  100 credits\n",
                                       "  Product name          Watch\n",
                                       "  video                 video_1\n",
                                       "create answered: Waiting for the service\n" };
  g_autofree char *job = make_job (fixture, "poll=working;done", MAKE);
  g_autofree char *begin = g_strndup (job, strlen (job) - 1);
  g_autoptr (JsonObject) object = NULL;
  JsonArray *events;

  packshot_test_cli_run_on (fixture, "show", begin, "");
  g_assert_cmpint (fixture->status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_nonnull (strstr (fixture->out, parts[i]));

  packshot_test_cli_run_on (fixture, "show", "video_1", "--json");
  object = packshot_test_cli_parse_line (fixture);
  g_assert_cmpstr (json_object_get_string_member (object, "job"), ==, job);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "remote_ids")), ==,
                    3);
  events = json_object_get_array_member (object, "events");
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (events, 0), "kind"), ==,
      "created");
}

static void
test_names (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *one = make_job (fixture, "", MAKE);
  g_autofree char *other = make_job (fixture, "", MAKE);

  g_assert_cmpstr (one, !=, other);
  assert_refused (fixture, "show 2", "2 jobs begin with “2”; please give more of the id.");
  assert_refused (fixture, "show nobody",
                  "There is no job “nobody”; “packshot-cli jobs” lists all.");
  assert_refused (fixture, "show ''", "There is no job “”; “packshot-cli jobs” lists all.");
  assert_refused (fixture, "show", "Please name one job; “packshot-cli jobs” lists all.");
  assert_refused (fixture, "show a b", "Please name one job; “packshot-cli jobs” lists all.");
  assert_refused (fixture, "show --fast a",
                  "“packshot-cli show” has no flag --fast; “packshot-cli show --help” lists all.");
  assert_refused (fixture, "poll --interval -1",
                  "The interval must be from 0.01 to 86400 seconds.");
}

static void
test_cancel (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = make_job (fixture, "poll=working", MAKE "--no-poll");
  g_autofree char *ready = NULL;

  packshot_test_cli_write_script (fixture, "cancel=working\npoll=working");
  packshot_test_cli_run_on (fixture, "cancel", job, "");
  g_assert_cmpint (fixture->status, ==, 4);
  g_assert_nonnull (strstr (fixture->err, "Scripted was asked to cancel this job and has not "
                                          "confirmed it, so that it may still cost something. "));
  assert_state (fixture, job, "waiting");

  packshot_test_cli_write_script (fixture, "poll=working");
  packshot_test_cli_run_on (fixture, "cancel", job, "--json");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (packshot_test_cli_has_call (fixture, "cancel\n"));
  assert_state (fixture, job, "cancelled");

  packshot_test_cli_run_on (fixture, "cancel", job, "");
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_nonnull (strstr (fixture->err, " has ended already; “packshot-cli show "));

  ready = make_job (fixture, "create=busy:Later.", MAKE);
  packshot_test_cli_run_on (fixture, "cancel", ready, "");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->err, ==, "packshot-cli: The job was cancelled; no video was made.\n");
  assert_state (fixture, ready, "cancelled");
}

/* What comes although it was cancelled is collected all the same. */
static void
test_cancel_late (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = make_job (fixture, "poll=working", MAKE "--no-poll");

  packshot_test_cli_write_script (fixture, "cancel=refused:It is too late.\npoll=done");
  packshot_test_cli_run_on (fixture, "cancel", job, "");
  packshot_test_cli_run (fixture, "poll");
  assert_state (fixture, job, "done");
}

static void
test_resolve (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = make_job (fixture, "create=uncertain", MAKE);
  g_autoptr (JsonObject) object = NULL;

  g_assert_cmpint (fixture->status, ==, 5);
  packshot_test_cli_run_on (fixture, "cancel", job, "");
  g_assert_cmpint (fixture->status, ==, 2);
  assert_refused (fixture, "resolve --id a",
                  "Please name one job; then its service is asked. Or say what became of it: --id "
                  "ID, with what its service calls the video, or --not-created, but not both.");
  packshot_test_cli_run_on (fixture, "resolve", job, "--id a --not-created");
  g_assert_cmpint (fixture->status, ==, 2);

  packshot_test_cli_write_script (fixture, "poll=working;done");
  packshot_test_cli_run_on (fixture, "resolve", job, "--id video_7 --interval 0.05 --json");
  g_assert_cmpint (fixture->status, ==, 0);
  object = packshot_test_cli_parse_line (fixture);
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "done");
  packshot_test_cli_assert_calls (fixture, "poll video_7\npoll video_7\nfetch\n");

  packshot_test_cli_run_on (fixture, "resolve", job, "--not-created");
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->err, ==, "packshot-cli: The outcome of this job is known.\n");
}

/* Nothing is sent again but on a person's word. */
static void
test_not_created (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = make_job (fixture, "create=uncertain", MAKE);

  packshot_test_cli_write_script (fixture, "");
  packshot_test_cli_run_on (fixture, "resolve", job, "--not-created");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_run (fixture, "poll");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_run_on (fixture, "poll", job, "");
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_nonnull (strstr (fixture->err, "This video costs 100 credits at Scripted"));
  packshot_test_cli_assert_calls (fixture, "");
  assert_state (fixture, job, "ready");

  packshot_test_cli_run_on (fixture, "poll", job, "--yes");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_calls (fixture, "create\npoll video_1\nfetch\n");
}

static void
test_import (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *video = g_build_filename (fixture->folder, "film.mp4", NULL);
  g_autofree char *out = NULL;

  packshot_test_cli_write_script (fixture, "");
  packshot_test_cli_run (fixture, "poll --video-ids a1,a2 --task-id a3");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (packshot_test_cli_has_call (fixture, "\nfetch\nfetch\nfetch\n"));
  g_assert_true (g_str_has_prefix (fixture->out, "TASK_ID=a1\nSTATUS=succeeded\n"));

  packshot_test_cli_write_script (fixture, "");
  packshot_test_cli_run (fixture, "poll --service scripted b1 -o film.mp4");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (g_file_test (video, G_FILE_TEST_IS_REGULAR));

  /* It is known now. */
  out = g_strdup (fixture->out);
  packshot_test_cli_run (fixture, "poll b1");
  g_assert_cmpstr (fixture->out, ==, out);
  packshot_test_cli_assert_calls (fixture, "poll b1\nfetch\n");

  assert_refused (
      fixture, "poll c1",
      "There is no job “c1” here; if it was made elsewhere, please say by which service "
      "with --service ID.");
  assert_refused (fixture, "poll --service dummy c1",
                  "Dummy can’t be asked for “c1”: it has no jobs that could be asked for later.");
  assert_refused (fixture, "poll --service scripted c1 c2 -o film.mp4",
                  "--output is the place of one video; please name one job with it.");
}

/* A key that is refused is for a person to mend: nobody waits for that inside the call. */
static void
test_key (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_cli_write_script (fixture, "poll=key-refused:The key is unknown.");
  packshot_test_cli_run (fixture, "poll --video-ids a1");
  g_assert_cmpint (fixture->status, ==, 4);
  g_assert_true (g_str_has_prefix (
      fixture->err, "packshot-cli: The key is unknown. The job is kept; when Scripted "
                    "has a key that works, “packshot-cli poll "));
}

/* A job that another program drives is waited for, and stopped there. */
static void
test_two_programs (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSubprocessLauncher) launcher = packshot_test_cli_make_launcher (
      fixture, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_auto (GStrv) args = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;

  packshot_test_cli_write_script (fixture, "poll=working");
  g_assert_true (g_shell_parse_argv (MAKE, NULL, &args, NULL));
  process = packshot_test_cli_spawn (fixture, launcher, args);
  packshot_test_wait_until (packshot_test_cli_has_call (fixture, "poll video_1"));

  packshot_test_cli_run (fixture, "poll --no-poll");
  g_assert_cmpint (fixture->status, ==, 4);
  packshot_test_cli_run (fixture, "cancel video_1");
  g_assert_true (fixture->status == 0
                 || strstr (fixture->err, "Scripted was asked to cancel this job") != NULL);

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  g_assert_nonnull (strstr (out, "\"state\":\"cancelled\""));
  assert_state (fixture, "video_1", "cancelled");
}

static void
test_help (Fixture *fixture, gconstpointer user_data)
{
  static const char *const commands[] = { "poll", "jobs", "show", "cancel", "resolve" };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strdup_printf ("Usage: packshot-cli %s", commands[i]);

      packshot_test_cli_run_on (fixture, commands[i], "", "--help");
      g_assert_cmpint (fixture->status, ==, 0);
      g_assert_true (g_str_has_prefix (fixture->out, usage));
      g_assert_cmpstr (fixture->err, ==, "");
    }

  packshot_test_cli_run (fixture, "poll --help");
  g_assert_nonnull (strstr (fixture->out, "--interval SECONDS"));
  packshot_test_cli_run (fixture, "show --help");
  g_assert_null (strstr (fixture->out, "--interval SECONDS"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/cli-jobs/" path, Fixture, "packshot-scripted", packshot_test_cli_set_up, function, \
              packshot_test_cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("table", test_table);
  ADD ("json", test_json);
  ADD ("show", test_show);
  ADD ("names", test_names);
  ADD ("cancel", test_cancel);
  ADD ("cancel-late", test_cancel_late);
  ADD ("resolve", test_resolve);
  ADD ("not-created", test_not_created);
  ADD ("import", test_import);
  ADD ("key", test_key);
  ADD ("two-programs", test_two_programs);
  ADD ("help", test_help);

  return g_test_run ();
}
