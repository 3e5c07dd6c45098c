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

/* A ledger of version 1, as the first program wrote it: with a job that waits, paid for, and one
 * that is done. */
static const char version_1[] =
    "PRAGMA journal_mode = WAL;"
    "CREATE TABLE jobs ("
    "  job INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, service TEXT NOT NULL,"
    "  state TEXT NOT NULL, title TEXT NOT NULL, created INTEGER NOT NULL,"
    "  changed INTEGER NOT NULL, price INTEGER, charged INTEGER, unit TEXT, output BLOB,"
    "  not_before INTEGER NOT NULL DEFAULT 0, failure TEXT NOT NULL DEFAULT 'none', words TEXT,"
    "  video BLOB, video_size INTEGER, video_sha256 TEXT, cover BLOB, cover_size INTEGER,"
    "  cover_sha256 TEXT, width INTEGER, height INTEGER, duration REAL) STRICT;"
    "CREATE TABLE requests ("
    "  job INTEGER PRIMARY KEY REFERENCES jobs ON DELETE CASCADE, json TEXT NOT NULL) STRICT;"
    "CREATE TABLE copies ("
    "  job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE, option TEXT NOT NULL,"
    "  path BLOB NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,"
    "  PRIMARY KEY (job, path)) STRICT;"
    "CREATE TABLE remote_ids ("
    "  job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE, kind TEXT NOT NULL,"
    "  id TEXT NOT NULL, step TEXT, PRIMARY KEY (job, kind, id)) STRICT;"
    "CREATE INDEX remote_ids_by_id ON remote_ids (id);"
    "CREATE TABLE events ("
    "  event INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE, at INTEGER NOT NULL,"
    "  kind TEXT NOT NULL, step TEXT, state TEXT NOT NULL, words TEXT) STRICT;"
    "CREATE INDEX events_by_job ON events (job);"
    "CREATE TRIGGER events_stay BEFORE UPDATE ON events "
    "BEGIN SELECT RAISE (ABORT, 'an event is never changed'); END;"
    "CREATE TABLE charges ("
    "  charge INTEGER PRIMARY KEY AUTOINCREMENT, job INTEGER NOT NULL, id TEXT NOT NULL,"
    "  service TEXT NOT NULL, title TEXT NOT NULL, step TEXT, asked INTEGER,"
    "  asked_at INTEGER NOT NULL, charged INTEGER, settled_at INTEGER, unit TEXT NOT NULL) STRICT;"
    "CREATE INDEX charges_by_job ON charges (job);"
    "CREATE TRIGGER charges_stay BEFORE DELETE ON charges "
    "BEGIN SELECT RAISE (ABORT, 'money that was spent is not forgotten'); END;"
    "INSERT INTO jobs (job, id, service, state, title, created, changed, price, charged, unit) "
    "VALUES (3, 'waits', 'dummy', 'waiting', 'Mug', 5, 6, 100000000, 100000000, 'credits'),"
    "       (5, 'is-done', 'dummy', 'done', 'Cup', 7, 8, NULL, NULL, NULL);"
    "INSERT INTO requests VALUES "
    "  (3, '{\"format\":1,\"service\":\"dummy\",\"values\":{\"duration\":12.0}}'),"
    "  (5, '{\"format\":1,\"service\":\"dummy\",\"values\":{}}');"
    "INSERT INTO remote_ids VALUES (3, 'video', 'video-1', 'create');"
    "INSERT INTO events (job, at, kind, step, state) "
    "VALUES (3, 6, 'answered', 'create', 'waiting');"
    "INSERT INTO charges (job, id, service, title, step, asked, asked_at, charged, settled_at, "
    "unit) "
    "VALUES (3, 'waits', 'dummy', 'Mug', 'create', 100000000, 5, 100000000, 6, 'credits');"
    "PRAGMA user_version = 1;";

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
make_folder (Fixture *fixture)
{
  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
}

static void
write_ledger (Fixture *fixture, const char *contents, gsize length)
{
  make_folder (fixture);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));
}

/* Makes a ledger, or changes the one there is, behind the program's back. */
static void
run_sql (Fixture *fixture, const char *sql)
{
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) error = NULL;

  make_folder (fixture);
  db = packshot_sql_open (fixture->path, &error);
  g_assert_no_error (error);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  packshot_sql_run (db, sql, &error);
  g_assert_no_error (error);
}

static void
fill_ledger (Fixture *fixture)
{
  PackshotLedger *ledger = packshot_test_ledger_open (fixture->folder);

  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autofree char *id = g_strdup_printf ("job-%u", i);

      packshot_test_ledger_add (ledger, id);
    }
  packshot_test_ledger_close (ledger);
}

static char *
hash_file (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return NULL;

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
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

  fill_ledger (fixture);
  db = packshot_sql_open (fixture->path, NULL);
  g_assert_true (packshot_sql_query_int (db, "PRAGMA synchronous", &value, NULL));
  g_assert_cmpint (value, ==, 2);
  g_assert_true (packshot_sql_query_int (db, "PRAGMA foreign_keys", &value, NULL));
  g_assert_cmpint (value, ==, 1);

  mode = packshot_sql_prepare (db, "PRAGMA journal_mode", NULL);
  g_assert_cmpint (sqlite3_step (mode), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (mode, 0), ==, "wal");
}

static void
test_version_1 (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) charges = NULL;
  g_autoptr (PackshotLedgerRecord) record = NULL;
  PackshotLedgerChange *change;
  const PackshotRemoteId *id;

  run_sql (fixture, version_1);
  ledger = packshot_test_ledger_open (NULL);
  g_assert_null (packshot_ledger_get_set_aside (ledger));

  list = packshot_test_ledger_list (ledger);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (packshot_ledger_entry_get_id (list->pdata[1]), ==, "is-done");
  g_assert_cmpint (packshot_ledger_entry_get_state (list->pdata[1]), ==, PACKSHOT_JOB_DONE);

  record = packshot_test_ledger_load (ledger, 3);
  g_assert_false (packshot_ledger_entry_get_cancel_asked (record->entry));
  g_assert_cmpint (packshot_ledger_entry_get_charged (record->entry), ==, PACKSHOT_TEST_PRICE);
  id = g_ptr_array_index (record->remote_ids, 0);
  g_assert_cmpstr (id->id, ==, "video-1");
  events = packshot_test_ledger_list_events (ledger, 3);
  g_assert_cmpuint (events->len, ==, 1);
  charges = packshot_test_ledger_list_charges (ledger);
  g_assert_cmpuint (charges->len, ==, 1);

  change = packshot_ledger_change_new (PACKSHOT_JOB_WAITING, PACKSHOT_JOB_WAITING,
                                       PACKSHOT_EVENT_DECIDED, "cancel");
  change->cancel_asked = TRUE;
  packshot_test_ledger_apply (ledger, 3, change);
  g_assert_cmpint (packshot_test_ledger_add (ledger, "new"), ==, 6);

  packshot_test_ledger_close (ledger);
  ledger = packshot_test_ledger_open (NULL);
  g_clear_pointer (&record, packshot_ledger_record_free);
  record = packshot_test_ledger_load (ledger, 3);
  g_assert_true (packshot_ledger_entry_get_cancel_asked (record->entry));
  packshot_test_ledger_close (ledger);
}

/* A step of the migration that fails leaves the ledger as it was, and where it was: it is not
 * damaged. Here a table is in the way. */
static void
test_migration_fails (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) error = NULL;
  gint64 version, n_columns;

  run_sql (fixture, version_1);
  run_sql (fixture, "CREATE TABLE quarantine (x)");
  g_assert_null (packshot_test_ledger_try_open (NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);

  db = packshot_sql_open (fixture->path, NULL);
  g_assert_true (packshot_sql_query_int (db, "PRAGMA user_version", &version, NULL));
  g_assert_cmpint (version, ==, 1);
  g_assert_true (packshot_sql_query_int (
      db, "SELECT count (*) FROM pragma_table_info ('jobs') WHERE name = 'cancel_asked'",
      &n_columns, NULL));
  g_assert_cmpint (n_columns, ==, 0);
}

static void
assert_newer (Fixture *fixture)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *before = hash_file (fixture->path);
  g_autofree char *log_before = hash_file (log);
  g_autofree char *after = NULL;
  g_autofree char *log_after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_test_ledger_try_open (NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER_NEWER);

  after = hash_file (fixture->path);
  g_assert_cmpstr (after, ==, before);
  log_after = hash_file (log);
  if (log_before != NULL)
    g_assert_cmpstr (log_after, ==, log_before);
}

static void
test_newer (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (sqlite3) other = NULL;

  fill_ledger (fixture);
  run_sql (fixture, "PRAGMA user_version = 99; CREATE TABLE what_comes (x)");
  assert_newer (fixture);

  /* And while a newer program has it open, with a log that is not empty. */
  other = packshot_sql_open (fixture->path, NULL);
  g_assert_true (packshot_sql_run (other, "INSERT INTO what_comes VALUES (1)", NULL));
  assert_newer (fixture);
}

/* The same of a newer program that was killed: its log must not be tidied up by us either. */
static void
test_newer_killed (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *log_contents = NULL;
  sqlite3 *other;
  gsize length, log_length;

  fill_ledger (fixture);
  other = packshot_sql_open (fixture->path, NULL);
  g_assert_true (packshot_sql_run (other, "PRAGMA user_version = 99", NULL));
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_true (g_file_get_contents (log, &log_contents, &log_length, NULL));
  g_assert_cmpuint (log_length, >, 0);
  sqlite3_close (other);

  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));
  g_assert_true (g_file_set_contents (log, log_contents, (gssize) log_length, NULL));
  assert_newer (fixture);
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
  g_autofree char *before = hash_file (fixture->path);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) list = NULL;
  PackshotLedger *ledger = packshot_test_ledger_open (NULL);
  const char *set_aside = packshot_ledger_get_set_aside (ledger);

  g_assert_nonnull (set_aside);
  g_assert_true (g_str_has_prefix (set_aside, fixture->folder));
  after = hash_file (set_aside);
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

  run_sql (fixture, "DROP TABLE copies");
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

  fill_ledger (fixture);
  g_assert_cmpint (g_rename (fixture->path, new_path), ==, 0);
  ledger = packshot_test_ledger_open (NULL);
  list = packshot_test_ledger_list (ledger);
  g_assert_cmpuint (list->len, ==, N_JOBS);
  packshot_test_ledger_close (ledger);

  /* And one that was killed while it built the new one. */
  g_assert_true (g_file_set_contents (new_path, "half of a ledger", -1, NULL));
  run_sql (fixture, "DROP TABLE copies");
  g_assert_cmpuint (assert_set_aside (fixture), ==, N_JOBS);
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
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
  run_sql (fixture, "CREATE TABLE songs (title)");
  assert_set_aside (fixture);
}

static void
test_negative_version (Fixture *fixture, gconstpointer user_data)
{
  fill_ledger (fixture);
  run_sql (fixture, "PRAGMA user_version = -1");
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

  fill_ledger (fixture);
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

  fill_ledger (fixture);
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

  fill_ledger (fixture);
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

  make_folder (fixture);
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

  fill_ledger (fixture);
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
  ADD ("version-1", test_version_1);
  ADD ("migration-fails", test_migration_fails);
  ADD ("newer", test_newer);
  ADD ("newer-killed", test_newer_killed);
  ADD ("no-database", test_no_database);
  ADD ("lost-table", test_lost_table);
  ADD ("replacing-killed", test_replacing_killed);
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
