/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Ledgers of older and of newer programs. */

#include "packshot-core-error.h"
#include "packshot-sql.h"
#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

/* How many jobs are in the ledger of a newer program. */
#define N_JOBS 20

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
    "UPDATE jobs SET video = CAST ('/tmp/cup.mp4' AS BLOB), video_size = 7, "
    "cover = CAST ('/tmp/cup.jpg' AS BLOB), width = 1920, height = 1080, duration = 12.0 "
    "WHERE job = 5;"
    "PRAGMA user_version = 1;";

/* What the second program added to that. */
static const char version_2[] =
    "ALTER TABLE jobs ADD COLUMN cancel_asked INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE quarantine ("
    "  job INTEGER PRIMARY KEY, id TEXT, at INTEGER NOT NULL, reason TEXT NOT NULL,"
    "  sql TEXT NOT NULL) STRICT;"
    "PRAGMA user_version = 2;";

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

/* A job that was paid for, and a video: each the only one of its job, as it was then. */
static void
assert_steps (PackshotLedger *ledger)
{
  g_autoptr (PackshotLedgerRecord) paid = packshot_test_ledger_load (ledger, 3);
  g_autoptr (PackshotLedgerRecord) done = packshot_test_ledger_load (ledger, 5);
  const PackshotLedgerResult *result;

  g_assert_cmpint (packshot_ledger_entry_get_paid_step (paid->entry), ==, PACKSHOT_STEP_CREATE);
  g_assert_cmpint (packshot_ledger_entry_get_paid_at (paid->entry), ==, 5);
  g_assert_cmpuint (paid->results->len, ==, 0);

  g_assert_cmpint (packshot_ledger_entry_get_paid_at (done->entry), ==, 0);
  g_assert_cmpstr (done->result->video, ==, "/tmp/cup.mp4");
  g_assert_cmpuint (done->results->len, ==, 1);
  result = done->results->pdata[0];
  g_assert_cmpstr (result->video, ==, "/tmp/cup.mp4");
  g_assert_cmpstr (result->cover, ==, "/tmp/cup.jpg");
  g_assert_cmpint (result->video_size, ==, 7);
  g_assert_cmpuint (result->width, ==, 1920);
}

/* Where the older ledger is damaged as well, what is brought over is of this version. */
static void
test_damaged (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *mark = g_build_filename (fixture->folder, "ledger.suspect", NULL);
  g_autoptr (PackshotLedgerRecord) done = NULL;
  PackshotLedger *ledger;

  packshot_test_ledger_run_sql (fixture->path, version_1);
  packshot_test_ledger_run_sql (fixture->path, version_2);
  packshot_test_ledger_run_sql (fixture->path, "DROP TABLE events; PRAGMA user_version = 3; "
                                               "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  ledger = packshot_test_ledger_open (NULL);
  g_assert_nonnull (packshot_ledger_get_set_aside (ledger));
  done = packshot_test_ledger_load (ledger, 5);
  g_assert_cmpuint (done->results->len, ==, 1);
  packshot_test_ledger_close (ledger);
}

static void
test_version_2 (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger;

  packshot_test_ledger_run_sql (fixture->path, version_1);
  packshot_test_ledger_run_sql (fixture->path, version_2);
  ledger = packshot_test_ledger_open (NULL);
  g_assert_null (packshot_ledger_get_set_aside (ledger));
  assert_steps (ledger);
  packshot_test_ledger_close (ledger);
}

/* As the program of version 3 left it: nothing is in the trash, all that was there is there, and
 * the trash is of use from then on. */
static void
test_version_3 (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) charges = NULL;
  g_autoptr (PackshotLedgerRecord) done = NULL;
  PackshotLedger *ledger;
  gint64 row = 2;

  g_assert_true (g_file_get_contents (FIXTURES "/ledger-3.sql", &sql, NULL, NULL));
  packshot_test_ledger_run_sql (fixture->path, sql);
  ledger = packshot_test_ledger_open (NULL);
  g_assert_null (packshot_ledger_get_set_aside (ledger));

  list = packshot_test_ledger_list (ledger);
  g_assert_cmpuint (list->len, ==, 2);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpint (packshot_ledger_entry_get_trashed (list->pdata[i]), ==, 0);
  g_assert_cmpint (packshot_ledger_entry_get_charged (list->pdata[0]), ==, PACKSHOT_TEST_PRICE);
  done = packshot_test_ledger_load (ledger, row);
  g_assert_cmpuint (done->results->len, ==, 1);
  events = packshot_test_ledger_list_events (ledger, 1);
  g_assert_cmpuint (events->len, ==, 5);
  charges = packshot_test_ledger_list_charges (ledger);
  g_assert_cmpuint (charges->len, ==, 1);

  packshot_test_ledger_trash (ledger, row, 77);
  packshot_test_ledger_close (ledger);
  ledger = packshot_test_ledger_open (NULL);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = packshot_test_ledger_list (ledger);
  g_assert_cmpint (packshot_ledger_entry_get_trashed (list->pdata[0]), ==, 0);
  g_assert_cmpint (packshot_ledger_entry_get_trashed (list->pdata[1]), ==, 77);
  packshot_test_ledger_close (ledger);
}

/* What is damaged keeps its place in the trash, in the ledger that takes its place. */
static void
test_salvage_trash (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *mark = g_build_filename (fixture->folder, "ledger.suspect", NULL);
  g_autoptr (GPtrArray) list = NULL;
  PackshotLedger *ledger;

  packshot_test_ledger_fill (fixture->folder, 2);
  ledger = packshot_test_ledger_open (NULL);
  packshot_test_ledger_trash (ledger, 1, 77);
  packshot_test_ledger_close (ledger);
  packshot_test_ledger_run_sql (fixture->path,
                                "DROP TABLE events; PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));

  ledger = packshot_test_ledger_open (NULL);
  g_assert_nonnull (packshot_ledger_get_set_aside (ledger));
  list = packshot_test_ledger_list (ledger);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (packshot_ledger_entry_get_trashed (list->pdata[0]), ==, 77);
  g_assert_cmpint (packshot_ledger_entry_get_trashed (list->pdata[1]), ==, 0);
  packshot_test_ledger_close (ledger);
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

  packshot_test_ledger_run_sql (fixture->path, version_1);
  ledger = packshot_test_ledger_open (NULL);
  g_assert_null (packshot_ledger_get_set_aside (ledger));

  list = packshot_test_ledger_list (ledger);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (packshot_ledger_entry_get_id (list->pdata[1]), ==, "is-done");
  g_assert_cmpint (packshot_ledger_entry_get_state (list->pdata[1]), ==, PACKSHOT_JOB_DONE);

  assert_steps (ledger);
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

  packshot_test_ledger_run_sql (fixture->path, version_1);
  packshot_test_ledger_run_sql (fixture->path, "CREATE TABLE quarantine (x)");
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
  g_autofree char *before = packshot_test_hash_file (fixture->path);
  g_autofree char *log_before = packshot_test_hash_file (log);
  g_autofree char *after = NULL;
  g_autofree char *log_after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_test_ledger_try_open (NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER_NEWER);

  after = packshot_test_hash_file (fixture->path);
  g_assert_cmpstr (after, ==, before);
  log_after = packshot_test_hash_file (log);
  if (log_before != NULL)
    g_assert_cmpstr (log_after, ==, log_before);
}

static void
test_newer (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (sqlite3) other = NULL;

  packshot_test_ledger_fill (fixture->folder, N_JOBS);
  packshot_test_ledger_run_sql (fixture->path,
                                "PRAGMA user_version = 99; CREATE TABLE what_comes (x)");
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

  packshot_test_ledger_fill (fixture->folder, N_JOBS);
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

#define ADD(path, function)                                                                        \
  g_test_add ("/ledger-version/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("version-1", test_version_1);
  ADD ("version-2", test_version_2);
  ADD ("version-3", test_version_3);
  ADD ("salvage-trash", test_salvage_trash);
  ADD ("damaged", test_damaged);
  ADD ("migration-fails", test_migration_fails);
  ADD ("newer", test_newer);
  ADD ("newer-killed", test_newer_killed);

  return g_test_run ();
}
