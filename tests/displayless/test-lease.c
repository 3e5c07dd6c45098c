/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "packshot-lease.h"
#include "packshot-test-process.h"
#include "packshot-test-utils.h"

typedef struct
{
  char *path;
  PackshotLockFile *file;
} Fixture;

static PackshotLockFile *
open_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  PackshotLockFile *file = packshot_lock_file_open (path, &error);

  g_assert_no_error (error);
  return file;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->path = packshot_test_write_file ("ledger.lock", "");
  fixture->file = open_file (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_lock_file_unref (fixture->file);
  g_free (fixture->path);
}

static PackshotLease *
take (PackshotLockFile *file, gint64 row)
{
  g_autoptr (GError) error = NULL;
  PackshotLease *lease = packshot_lease_new (file, row, &error);

  g_assert_no_error (error);
  g_assert_cmpint (packshot_lease_get_row (lease), ==, row);
  return lease;
}

static void
assert_busy (PackshotLockFile *file, gint64 row)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_lease_new (file, row, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

static PackshotTestProcess *
start_other (Fixture *fixture, const char *row, const char *expected)
{
  const char *argv[] = { OTHER_PROGRAM, "lease", fixture->path, row, NULL };
  PackshotTestProcess *other = packshot_test_process_new (argv);
  g_autofree char *line = packshot_test_process_read_line (other);

  g_assert_cmpstr (line, ==, expected);
  return other;
}

static void
test_one_program (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotLockFile) again = open_file (fixture->path);
  g_autoptr (PackshotLease) lease = take (fixture->file, 7);
  g_autoptr (PackshotLease) neighbour = take (again, 8);
  g_autoptr (PackshotLease) far = take (fixture->file, G_MAXINT64 - 1);

  g_assert_true (lease != neighbour && neighbour != far);
  assert_busy (fixture->file, 7);
  assert_busy (again, 7);
  assert_busy (again, G_MAXINT64 - 1);

  g_clear_pointer (&lease, packshot_lease_free);
  lease = take (again, 7);
  assert_busy (fixture->file, 7);
}

/* A lease stays although whoever opened the file is done with it. */
static void
test_outlives_file (Fixture *fixture, gconstpointer user_data)
{
  PackshotLockFile *file = open_file (fixture->path);
  g_autoptr (PackshotLease) lease = take (file, 7);

  packshot_lock_file_unref (file);
  assert_busy (fixture->file, 7);

  g_clear_pointer (&lease, packshot_lease_free);
  lease = take (fixture->file, 7);
}

static void
test_two_programs (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotTestProcess) other = start_other (fixture, "7", "held");
  g_autoptr (PackshotTestProcess) third =
      start_other (fixture, "7", "Another window or command of Packshot is at work on this.");
  g_autoptr (PackshotLease) neighbour = take (fixture->file, 8);
  g_autoptr (PackshotLease) lease = NULL;

  g_assert_nonnull (neighbour);
  assert_busy (fixture->file, 7);
  g_assert_cmpint (packshot_test_process_end (third), ==, 1);
  g_assert_cmpint (packshot_test_process_end (other), ==, 0);
  lease = take (fixture->file, 7);
}

static void
test_after_kill (Fixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (PackshotTestProcess) other = start_other (fixture, "7", "held");
      g_autoptr (PackshotLease) lease = NULL;

      assert_busy (fixture->file, 7);
      packshot_test_process_kill (other);
      lease = take (fixture->file, 7);
    }
}

/* A program started by ours must not hold our leases for longer than we do. GLib would close the
 * file in it, so this is done by hand. */
static void
test_not_inherited (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotLease) lease = take (fixture->file, 7);
  FILE *heir = popen ("readlink /proc/self/fd/*", "r");
  char line[PATH_MAX];
  guint n_lines = 0;

  g_assert_nonnull (lease);
  g_assert_nonnull (heir);
  while (fgets (line, sizeof line, heir) != NULL)
    {
      n_lines++;
      g_assert_null (strstr (line, "ledger.lock"));
    }

  g_assert_cmpuint (n_lines, >, 2);
  pclose (heir);
}

static void
test_no_folder (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (fixture->path, "not-a-folder", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_lock_file_open (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_nonnull (strstr (error->message, path));
}

#define ADD(path, function) g_test_add ("/lease/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("one-program", test_one_program);
  ADD ("outlives-file", test_outlives_file);
  ADD ("two-programs", test_two_programs);
  ADD ("after-kill", test_after_kill);
  ADD ("not-inherited", test_not_inherited);
  ADD ("no-folder", test_no_folder);

  return g_test_run ();
}
