/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* That what is tried by chance would find a mistake, and lets it be tried again. */

#include <string.h>

#include <gio/gio.h>

typedef struct
{
  char *keep;   /* (owned) */
  char *output; /* (owned) (nullable): of the last run */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  fixture->keep = g_build_filename (g_get_user_data_dir (), "input", NULL);
  fixture->output = NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_free (fixture->keep);
  g_free (fixture->output);
}

/* Returns: whether all went well */
static gboolean
run (Fixture *fixture, const char *seconds, const char *seed, const char *path)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_clear_pointer (&fixture->output, g_free);
  process = g_subprocess_launcher_spawn (launcher, &error, FUZZ_PLANTED, "--seconds", seconds,
                                         "--seed", seed, "--keep", fixture->keep, path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &fixture->output, NULL, &error);
  g_assert_no_error (error);

  return g_subprocess_get_successful (process);
}

static void
assert_kept (Fixture *fixture, gboolean is_kept)
{
  g_assert_true (g_file_test (fixture->keep, G_FILE_TEST_EXISTS) == is_kept);
}

static void
test_nothing_wrong (Fixture *fixture, gconstpointer user_data)
{
  g_assert_true (run (fixture, "0", "1", PLANTED));
  g_assert_nonnull (strstr (fixture->output, "2 inputs"));
  assert_kept (fixture, FALSE);
}

static void
test_found (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *input = NULL;
  g_autofree char *again = NULL;
  g_autofree char *copy = g_strconcat (fixture->keep, ".json", NULL);
  gsize size, size_again;

  g_assert_false (run (fixture, "60", "1", PLANTED));
  assert_kept (fixture, TRUE);
  g_assert_true (g_file_get_contents (fixture->keep, &input, &size, NULL));

  /* The same chance gives the same, and the input alone is enough. */
  g_assert_false (run (fixture, "60", "1", PLANTED));
  g_assert_true (g_file_get_contents (fixture->keep, &again, &size_again, NULL));
  g_assert_cmpmem (input, size, again, size_again);
  g_assert_true (g_file_set_contents (copy, input, (gssize) size, NULL));
  g_assert_false (run (fixture, "0", "1", copy));
}

static void
test_bad_arguments (Fixture *fixture, gconstpointer user_data)
{
  g_assert_false (run (fixture, "0", "1", "/nowhere"));
  g_assert_false (run (fixture, "x", "1", PLANTED));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/fuzz/nothing-wrong", Fixture, NULL, set_up, test_nothing_wrong, tear_down);
  g_test_add ("/fuzz/found", Fixture, NULL, set_up, test_found, tear_down);
  g_test_add ("/fuzz/bad-arguments", Fixture, NULL, set_up, test_bad_arguments, tear_down);

  return g_test_run ();
}
