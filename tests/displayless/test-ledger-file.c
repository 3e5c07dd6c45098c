/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Which files may be there when a ledger is opened. */

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-sql.h"
#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

#define PAGE_SIZE 4096

/* How many jobs are in a ledger that gets damaged, and how many of them a page holds. */
#define N_JOBS     100
#define N_PER_PAGE 50

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->folder = packshot_test_ledger_dup_folder ();
  fixture->path = g_build_filename (fixture->folder, "ledger.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
write_ledger (Fixture *fixture, const char *contents, gsize length)
{
  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));
}

static mode_t
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_begin (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger = packshot_test_ledger_open (NULL);
  g_autofree char *lock = g_build_filename (fixture->folder, "ledger.lock", NULL);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  packshot_test_ledger_add (ledger, "job-1");
  g_assert_cmpstr (packshot_ledger_get_path (ledger), ==, fixture->path);
  g_assert_null (packshot_ledger_get_set_aside (ledger));
  g_assert_cmpint (get_mode (fixture->folder), ==, 0700);
  g_assert_cmpint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpint (get_mode (log), ==, 0600);
  g_assert_cmpint (get_mode (lock), ==, 0600);

  packshot_test_ledger_close (ledger);
}

/* What DESIGN promises of the file, asked of the file. */
static void
test_settings (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (sqlite3_stmt) mode = NULL;
  gint64 value;

  packshot_test_ledger_fill (fixture->folder, N_JOBS);
  db = packshot_sql_open (fixture->path, NULL);
  g_assert_true (packshot_sql_query_int (db, "PRAGMA synchronous", &value, NULL));
  g_assert_cmpint (value, ==, 2);
  g_assert_true (packshot_sql_query_int (db, "PRAGMA foreign_keys", &value, NULL));
  g_assert_cmpint (value, ==, 1);

  mode = packshot_sql_prepare (db, "PRAGMA journal_mode", NULL);
  g_assert_cmpint (sqlite3_step (mode), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (mode, 0), ==, "wal");
}

/* Whether all that a program does with a ledger goes well, but for damage. */
static gboolean
is_sound (PackshotLedger *ledger)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GPtrArray) list = packshot_test_ledger_list (ledger);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < list->len && error == NULL; i++)
    {
      gint64 row = packshot_ledger_entry_get_row (list->pdata[i]);
      PackshotLedgerRecord *record = packshot_test_ledger_try_load (ledger, row, &error);

      g_clear_pointer (&record, packshot_ledger_record_free);
      if (g_error_matches (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB))
        g_clear_error (&error);
    }

  if (error == NULL)
    packshot_test_ledger_try_add (ledger, id, &error);
  if (error == NULL)
    return TRUE;

  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER);
  return FALSE;
}

/* The damaged file is kept byte for byte, and the program has a ledger. Gives the number of jobs
 * that are in it. */
static guint
assert_set_aside (Fixture *fixture)
{
  g_autofree char *before = packshot_test_hash_file (fixture->path);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) list = NULL;
  PackshotLedger *ledger = packshot_test_ledger_open (NULL);
  const char *set_aside = packshot_ledger_get_set_aside (ledger);

  g_assert_nonnull (set_aside);
  g_assert_true (g_str_has_prefix (set_aside, fixture->folder));
  after = packshot_test_hash_file (set_aside);
  g_assert_cmpstr (after, ==, before);

  list = packshot_test_ledger_list (ledger);
  g_assert_true (is_sound (ledger));
  packshot_test_ledger_close (ledger);

  return list->len;
}

static void
test_no_database (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *noise = g_malloc (10000);

  for (guint i = 0; i < 10000; i++)
    noise[i] = (char) g_test_rand_int_range (0, 256);

  write_ledger (fixture, "hello", 5);
  g_assert_cmpuint (assert_set_aside (fixture), ==, 0);
  write_ledger (fixture, noise, 10000);
  g_assert_cmpuint (assert_set_aside (fixture), ==, 0);
}

/* All is brought over that can be read, and numbers are not used again. */
static void
test_lost_table (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger = packshot_test_ledger_open (NULL);
  gint64 row = packshot_test_ledger_add (ledger, "job-1");
  gint64 deleted = packshot_test_ledger_add (ledger, "job-2");
  PackshotLedgerChange *failed = packshot_ledger_change_new (
      PACKSHOT_JOB_SUBMITTING, PACKSHOT_JOB_FAILED, PACKSHOT_EVENT_ANSWERED, "create");
  g_autoptr (GPtrArray) charges = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) found = NULL;

  packshot_test_ledger_submit (ledger, row);
  packshot_test_ledger_answer (ledger, row, "video-1");
  packshot_test_ledger_submit (ledger, deleted);
  packshot_test_ledger_apply (ledger, deleted, failed);
  g_assert_true (packshot_test_ledger_try_delete (ledger, deleted, NULL));
  packshot_test_ledger_close (ledger);

  packshot_test_ledger_run_sql (fixture->path, "DROP TABLE copies");
  ledger = packshot_test_ledger_open (NULL);
  g_assert_nonnull (packshot_ledger_get_set_aside (ledger));

  found = packshot_test_ledger_find (ledger, "video-1");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (packshot_test_ledger_get_state (ledger, row), ==, PACKSHOT_JOB_WAITING);
  events = packshot_test_ledger_list_events (ledger, row);
  g_assert_cmpuint (events->len, ==, 3);
  charges = packshot_test_ledger_list_charges (ledger);
  g_assert_cmpuint (charges->len, ==, 2);
  g_assert_cmpint (packshot_test_ledger_add (ledger, "job-3"), >, deleted);

  packshot_test_ledger_close (ledger);
}

/* A program that was killed between setting aside and putting in place. */
static void
test_replacing_killed (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *new_path = g_build_filename (fixture->folder, "ledger-new.db", NULL);
  PackshotLedger *ledger;
  g_autoptr (GPtrArray) list = NULL;

  packshot_test_ledger_fill (fixture->folder, N_JOBS);
  g_assert_cmpint (g_rename (fixture->path, new_path), ==, 0);
  ledger = packshot_test_ledger_open (NULL);
  list = packshot_test_ledger_list (ledger);
  g_assert_cmpuint (list->len, ==, N_JOBS);
  packshot_test_ledger_close (ledger);

  /* And one that was killed while it built the new one. */
  g_assert_true (g_file_set_contents (new_path, "half of a ledger", -1, NULL));
  packshot_test_ledger_run_sql (fixture->path, "DROP TABLE copies");
  g_assert_cmpuint (assert_set_aside (fixture), ==, N_JOBS);
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
}

/* A new ledger was complete, and then the program was killed after so many steps of setting the old
 * one aside: a ledger that could be opened as it is, without what is only in its log. */
static void
test_setting_aside_killed (Fixture *fixture, gconstpointer user_data)
{
  static const char *const suffixes[] = { "-wal", "-shm", "" };
  const guint n_done = GPOINTER_TO_UINT (user_data);
  g_autofree char *ready = g_build_filename (fixture->folder, "ledger-ready.db", NULL);
  g_autoptr (GPtrArray) list = NULL;
  PackshotLedger *ledger;
  const char *aside;

  packshot_test_ledger_fill (fixture->folder, N_JOBS);
  g_assert_no_errno (g_rename (fixture->path, ready));
  packshot_test_ledger_run_sql (fixture->path, "CREATE TABLE songs (title)");
  for (guint i = n_done; i < 2; i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_assert_true (g_file_set_contents (path, "beside the old one", -1, NULL));
    }
  if (n_done == 3)
    g_assert_no_errno (g_unlink (fixture->path));

  ledger = packshot_test_ledger_open (NULL);
  list = packshot_test_ledger_list (ledger);
  g_assert_cmpuint (list->len, ==, N_JOBS);
  g_assert_false (g_file_test (ready, G_FILE_TEST_EXISTS));
  aside = packshot_ledger_get_set_aside (ledger);
  for (guint i = n_done; i < 3; i++)
    {
      g_autofree char *path = g_strconcat (aside, suffixes[i], NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }

  packshot_test_ledger_close (ledger);
}

static void
test_empty_file (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger;

  write_ledger (fixture, "", 0);
  ledger = packshot_test_ledger_open (NULL);
  g_assert_null (packshot_ledger_get_set_aside (ledger));
  packshot_test_ledger_add (ledger, "job-1");
  packshot_test_ledger_close (ledger);
}

static void
test_other_database (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_ledger_run_sql (fixture->path, "CREATE TABLE songs (title)");
  assert_set_aside (fixture);
}

static void
test_negative_version (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_ledger_fill (fixture->folder, N_JOBS);
  packshot_test_ledger_run_sql (fixture->path, "PRAGMA user_version = -1");
  assert_set_aside (fixture);
}

/* Each page of the file in turn is noise: it is noticed at the latest when it is met, and mended at
 * the next start, with nothing lost but what was on that page. The head of the file and the root of
 * the table hide more. */
static void
test_damaged_pages (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *whole = NULL;
  gsize length;
  guint n_mended = 0, n_poor = 0;

  packshot_test_ledger_fill (fixture->folder, N_JOBS);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  for (gsize page = 0; page < length / PAGE_SIZE; page++)
    {
      g_autofree char *damaged = g_memdup2 (whole, length);
      g_autoptr (GPtrArray) list = NULL;
      PackshotLedger *ledger;

      memset (damaged + page * PAGE_SIZE, 0xa5, PAGE_SIZE);
      write_ledger (fixture, damaged, length);
      ledger = packshot_test_ledger_open (NULL);
      if (!is_sound (ledger))
        {
          packshot_test_ledger_close (ledger);
          ledger = packshot_test_ledger_open (NULL);
          g_assert_nonnull (packshot_ledger_get_set_aside (ledger));
        }

      n_mended += packshot_ledger_get_set_aside (ledger) != NULL;
      list = packshot_test_ledger_list (ledger);
      n_poor += list->len < N_JOBS - N_PER_PAGE;
      g_assert_true (is_sound (ledger));
      packshot_test_ledger_close (ledger);
    }

  g_test_message ("%u pages, %u mended, %u poor", (guint) (length / PAGE_SIZE), n_mended, n_poor);
  g_assert_cmpuint (n_mended, >, length / PAGE_SIZE / 2);
  g_assert_cmpuint (n_poor, <=, 2);
}

static void
test_truncated (Fixture *fixture, gconstpointer user_data)
{
  static const gsize cuts[] = { 50, 100, PAGE_SIZE, PAGE_SIZE + 1, 3 * PAGE_SIZE };

  packshot_test_ledger_fill (fixture->folder, N_JOBS);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autofree char *whole = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
      write_ledger (fixture, whole, cuts[i]);
      assert_set_aside (fixture);
    }
}

/* A log that is noise is as if it were not there: what it held was never whole. */
static void
test_damaged_log (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (PackshotLedger) ledger = NULL;
  g_autoptr (GPtrArray) list = NULL;

  packshot_test_ledger_fill (fixture->folder, N_JOBS);
  g_assert_true (g_file_set_contents (log, "this is no log at all, and it is not empty", -1, NULL));
  ledger = packshot_test_ledger_open (NULL);
  g_assert_null (packshot_ledger_get_set_aside (ledger));
  list = packshot_test_ledger_list (ledger);
  g_assert_cmpuint (list->len, ==, N_JOBS);
}

static void
test_no_folder (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *file = packshot_test_write_file ("file", "a file");
  g_autofree char *folder = g_build_filename (file, "folder", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_test_ledger_try_open (folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_clear_error (&error);

  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  g_assert_null (packshot_test_ledger_try_open (NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_DIR));
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("Root may write everywhere");
      return;
    }

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0500), ==, 0);
  g_assert_null (packshot_test_ledger_try_open (NULL, &error));
  g_chmod (fixture->folder, 0700);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_true (packshot_test_is_empty_folder (fixture->folder));
}

static void
test_read_only_file (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("Root may write everywhere");
      return;
    }

  packshot_test_ledger_fill (fixture->folder, N_JOBS);
  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  g_assert_null (packshot_test_ledger_try_open (NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ledger-file/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("begin", test_begin);
  ADD ("settings", test_settings);
  ADD ("no-database", test_no_database);
  ADD ("lost-table", test_lost_table);
  ADD ("replacing-killed", test_replacing_killed);
  for (guint i = 0; i <= 3; i++)
    {
      g_autofree char *path = g_strdup_printf ("/ledger-file/setting-aside-killed/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_setting_aside_killed,
                  tear_down);
    }
  ADD ("empty-file", test_empty_file);
  ADD ("other-database", test_other_database);
  ADD ("negative-version", test_negative_version);
  ADD ("damaged-pages", test_damaged_pages);
  ADD ("truncated", test_truncated);
  ADD ("damaged-log", test_damaged_log);
  ADD ("no-folder", test_no_folder);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("read-only-file", test_read_only_file);

  return g_test_run ();
}
