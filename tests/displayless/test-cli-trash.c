/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The trash of the command line. */

#include <string.h>
#include <unistd.h>

#include "packshot-test-cli.h"
#include "packshot-test-utils.h"

typedef PackshotTestCli Fixture;

static char *
make_job (Fixture *fixture)
{
  g_autoptr (JsonObject) object = NULL;

  packshot_test_cli_run (fixture, "make --service scripted --photo photo.jpg --product-name Watch "
                                  "--yes --interval 0.05 --json");
  object = packshot_test_cli_parse_line (fixture);

  return g_strdup (json_object_get_string_member (object, "job"));
}

static void
run (Fixture *fixture, const char *format, const char *one, const char *other)
{
  g_autoptr (GString) line = g_string_new (format);

  g_string_replace (line, "ONE", one, 0);
  g_string_replace (line, "OTHER", other != NULL ? other : "", 0);
  packshot_test_cli_run (fixture, line->str);
}

static gboolean
has_folder (Fixture *fixture, const char *job)
{
  g_autofree char *folder = g_build_filename (fixture->data, "packshot", "jobs", job, NULL);

  return g_file_test (folder, G_FILE_TEST_IS_DIR);
}

/* Lists leave it out; what asks for it by name, or for the trash, finds it. */
static void
test_trash (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *one = make_job (fixture);
  g_autofree char *other = make_job (fixture);
  g_autoptr (JsonObject) object = NULL;

  run (fixture, "trash ONE", one, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->err, ==,
                   "1 job is in the trash, for 30 days; “packshot-cli restore” takes it out.\n");

  packshot_test_cli_run (fixture, "jobs");
  g_assert_null (strstr (fixture->out, one));
  g_assert_nonnull (strstr (fixture->out, other));
  packshot_test_cli_run (fixture, "jobs --trash");
  g_assert_nonnull (strstr (fixture->out, one));
  g_assert_null (strstr (fixture->out, other));
  packshot_test_cli_run (fixture, "jobs --trash --json");
  object = packshot_test_cli_parse_line (fixture);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (object, "trashed"), "20"));
  run (fixture, "show ONE", one, NULL);
  g_assert_nonnull (strstr (fixture->out, "In the trash since"));

  run (fixture, "restore ONE", one, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_run (fixture, "jobs");
  g_assert_nonnull (strstr (fixture->out, one));
  packshot_test_cli_run (fixture, "jobs --trash");
  g_assert_cmpstr (fixture->err, ==, "There is nothing in the trash.\n");
}

/* One wrong name, or one that is on its way, and nothing is done with any. */
static void
test_all_or_none (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *one = make_job (fixture);
  g_autofree char *waiting = NULL;

  run (fixture, "trash ONE nonsense", one, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  packshot_test_cli_write_script (fixture, "poll=working");
  packshot_test_cli_run (fixture, "make --service scripted --photo photo.jpg --product-name Watch "
                                  "--yes --no-poll --json");
  {
    g_autoptr (JsonObject) object = packshot_test_cli_parse_line (fixture);

    waiting = g_strdup (json_object_get_string_member (object, "job"));
  }
  run (fixture, "trash ONE OTHER", one, waiting);
  g_assert_cmpint (fixture->status, !=, 0);
  g_assert_cmpstr (fixture->err, ==, "packshot-cli: This job is under way.\n");
  packshot_test_cli_run (fixture, "jobs --trash");
  g_assert_cmpstr (fixture->out, ==, "");
  packshot_test_cli_run (fixture, "trash");
  g_assert_cmpint (fixture->status, ==, 2);
}

/* For good, and on a word of its own. */
static void
test_delete (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *one = make_job (fixture);
  g_autofree char *other = make_job (fixture);

  run (fixture, "delete ONE", one, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_nonnull (strstr (fixture->err, "--yes"));
  g_assert_true (has_folder (fixture, one));

  run (fixture, "delete ONE --yes", one, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_false (has_folder (fixture, one));
  g_assert_true (has_folder (fixture, other));

  run (fixture, "trash ONE", other, NULL);
  run (fixture, "delete --trash ONE --yes", other, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  packshot_test_cli_run (fixture, "delete --trash --yes");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->err, ==, "1 job was deleted.\n");
  g_assert_false (has_folder (fixture, other));
  packshot_test_cli_run (fixture, "delete --trash");
  g_assert_cmpint (fixture->status, ==, 0);
}

static int
answer (Fixture *fixture, const char *job, const char *words)
{
  char *args[] = { (char *) "delete", (char *) job, NULL };
  int terminal;
  g_autoptr (GSubprocess) process =
      packshot_test_cli_spawn_on_terminal (fixture, args, 80, &terminal);

  g_assert_cmpint (write (terminal, words, strlen (words)), ==, (gssize) strlen (words));
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  close (terminal);

  return g_subprocess_get_exit_status (process);
}

static void
test_terminal (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *one = make_job (fixture);

  g_assert_cmpint (answer (fixture, one, "n\n"), ==, 2);
  g_assert_true (has_folder (fixture, one));
  g_assert_cmpint (answer (fixture, one, "y\n"), ==, 0);
  g_assert_false (has_folder (fixture, one));
}

/* A job in the trash is neither polled nor sent, by name either. */
static void
test_left_alone (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *id = NULL;
  g_autofree char *calls = NULL;

  packshot_test_cli_write_script (fixture, "create=busy");
  id = make_job (fixture);
  run (fixture, "trash ONE", id, NULL);
  packshot_test_cli_write_script (fixture, "");
  run (fixture, "poll ONE --yes --interval 0.05", id, NULL);
  g_assert_cmpint (fixture->status, !=, 0);
  packshot_test_cli_run (fixture, "poll --yes --interval 0.05");
  calls = packshot_test_cli_dup_calls (fixture);
  g_assert_null (strstr (calls, "poll"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/cli-trash/" path, Fixture, "packshot-scripted", packshot_test_cli_set_up,          \
              function, packshot_test_cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("trash", test_trash);
  ADD ("all-or-none", test_all_or_none);
  ADD ("delete", test_delete);
  ADD ("terminal", test_terminal);
  ADD ("left-alone", test_left_alone);

  return g_test_run ();
}
