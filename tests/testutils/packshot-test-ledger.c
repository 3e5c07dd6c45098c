/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-ledger.h"

#include "packshot-dummy-service.h"
#include "packshot-sql.h"
#include "packshot-test-utils.h"

/**
 * packshot_test_answer_cb:
 * @source: an object
 * @result: the result of its call
 * @user_data: (inout): where to put a reference to @result
 *
 * For packshot_test_wait_until().
 */
void
packshot_test_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

/**
 * packshot_test_ledger_dup_folder:
 *
 * Returns: (transfer full) (type filename): where the test's own ledger is
 */
char *
packshot_test_ledger_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "packshot", NULL);
}

PackshotLedger *
packshot_test_ledger_try_open (const char *folder, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_open_async (folder, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);

  return packshot_ledger_open_finish (answer, error);
}

PackshotLedger *
packshot_test_ledger_open (const char *folder)
{
  g_autoptr (GError) error = NULL;
  PackshotLedger *ledger = packshot_test_ledger_try_open (folder, &error);

  g_assert_no_error (error);
  return ledger;
}

/**
 * packshot_test_ledger_close:
 * @ledger: (transfer full): a ledger, of which this is the last reference
 */
void
packshot_test_ledger_close (PackshotLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *answer = NULL;

  packshot_ledger_close_async (ledger, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_ledger_close_finish (ledger, answer, &error);
  g_assert_no_error (error);

  g_object_unref (answer);
  g_assert_finalize_object (ledger);
}

/**
 * packshot_test_ledger_make_request:
 * @registry: the services, with the dummy, which gets its engine here
 *
 * Returns: (transfer full): a request, frozen
 */
PackshotRequest *
packshot_test_ledger_make_request (PackshotRegistry *registry)
{
  g_autofree char *photo = packshot_test_write_file ("photo.jpg", "a photo");
  PackshotRequest *request;

  packshot_registry_add_engine (registry, "dummy", packshot_dummy_service_new);
  request = packshot_request_new (packshot_registry_lookup (registry, "dummy"));
  g_assert_true (packshot_request_set (request, "photo", photo, NULL));
  g_assert_true (packshot_request_freeze (request, NULL));
  return request;
}

gint64
packshot_test_ledger_try_add (PackshotLedger *ledger, const char *id, GError **error)
{
  g_autoptr (PackshotRegistry) registry = packshot_registry_new ();
  g_autoptr (PackshotRequest) request = packshot_test_ledger_make_request (registry);
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_add_async (ledger, id, request, "Mug", "/tmp/m\xff.mp4", PACKSHOT_TEST_PRICE,
                             "credits", NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);

  return packshot_ledger_add_finish (ledger, answer, error);
}

gint64
packshot_test_ledger_add (PackshotLedger *ledger, const char *id)
{
  g_autoptr (GError) error = NULL;
  gint64 row = packshot_test_ledger_try_add (ledger, id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (row, >, 0);
  return row;
}

gboolean
packshot_test_ledger_try_apply (PackshotLedger *ledger,
                                gint64 row,
                                PackshotLedgerChange *change,
                                GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_apply_async (ledger, row, change, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);

  return packshot_ledger_apply_finish (ledger, answer, NULL, error);
}

void
packshot_test_ledger_apply (PackshotLedger *ledger, gint64 row, PackshotLedgerChange *change)
{
  g_autoptr (GError) error = NULL;

  packshot_test_ledger_try_apply (ledger, row, change, &error);
  g_assert_no_error (error);
}

/**
 * packshot_test_ledger_submit:
 * @ledger: a ledger
 * @row: the row of a job that is ready
 *
 * Writes that the paid call is about to be sent.
 */
void
packshot_test_ledger_submit (PackshotLedger *ledger, gint64 row)
{
  packshot_test_ledger_apply (ledger, row,
                              packshot_ledger_change_new_intent (PACKSHOT_JOB_READY,
                                                                 PACKSHOT_JOB_SUBMITTING, "create",
                                                                 PACKSHOT_TEST_PRICE, "credits"));
}

/**
 * packshot_test_ledger_answer:
 * @ledger: a ledger
 * @row: the row of a job that is submitting
 * @video_id: what its service calls the video
 *
 * Writes that the service took the job, for 100 credits.
 */
void
packshot_test_ledger_answer (PackshotLedger *ledger, gint64 row, const char *video_id)
{
  PackshotLedgerChange *change = packshot_ledger_change_new (
      PACKSHOT_JOB_SUBMITTING, PACKSHOT_JOB_WAITING, PACKSHOT_EVENT_ANSWERED, "create");

  g_ptr_array_add (change->remote_ids, packshot_remote_id_new ("task", "task-1", "create"));
  g_ptr_array_add (change->remote_ids, packshot_remote_id_new ("video", video_id, "create"));
  change->money = PACKSHOT_MONEY_CHARGED;
  change->amount = PACKSHOT_TEST_PRICE;
  change->unit = g_strdup ("credits");
  packshot_test_ledger_apply (ledger, row, change);
}

void
packshot_test_ledger_trash (PackshotLedger *ledger, gint64 row, gint64 at)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof row);

  g_array_append_val (rows, row);
  packshot_ledger_trash_async (ledger, rows, at, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_ledger_trash_finish (ledger, answer, &error);
  g_assert_no_error (error);
}

gboolean
packshot_test_ledger_try_delete (PackshotLedger *ledger, gint64 row, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_delete_async (ledger, row, PACKSHOT_DELETION_FOR_GOOD, NULL,
                                packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);

  return packshot_ledger_delete_finish (ledger, answer, error);
}

static GPtrArray *
take_list (PackshotLedger *ledger, GAsyncResult **answer)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  packshot_test_wait_until (*answer != NULL);
  list = packshot_ledger_list_finish (ledger, *answer, &error);
  g_assert_no_error (error);

  return list;
}

GPtrArray *
packshot_test_ledger_list (PackshotLedger *ledger)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_list_async (ledger, NULL, packshot_test_answer_cb, &answer);
  return take_list (ledger, &answer);
}

GPtrArray *
packshot_test_ledger_find (PackshotLedger *ledger, const char *id)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_find_async (ledger, id, NULL, packshot_test_answer_cb, &answer);
  return take_list (ledger, &answer);
}

GPtrArray *
packshot_test_ledger_list_events (PackshotLedger *ledger, gint64 row)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_list_events_async (ledger, row, NULL, packshot_test_answer_cb, &answer);
  return take_list (ledger, &answer);
}

GPtrArray *
packshot_test_ledger_list_charges (PackshotLedger *ledger)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_list_charges_async (ledger, 0, NULL, packshot_test_answer_cb, &answer);
  return take_list (ledger, &answer);
}

PackshotLedgerRecord *
packshot_test_ledger_try_load (PackshotLedger *ledger, gint64 row, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_ledger_load_async (ledger, row, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);

  return packshot_ledger_load_finish (ledger, answer, error);
}

PackshotLedgerRecord *
packshot_test_ledger_load (PackshotLedger *ledger, gint64 row)
{
  g_autoptr (GError) error = NULL;
  PackshotLedgerRecord *record = packshot_test_ledger_try_load (ledger, row, &error);

  g_assert_no_error (error);
  return record;
}

PackshotJobState
packshot_test_ledger_get_state (PackshotLedger *ledger, gint64 row)
{
  g_autoptr (PackshotLedgerRecord) record = packshot_test_ledger_load (ledger, row);

  return packshot_ledger_entry_get_state (record->entry);
}

/**
 * packshot_test_ledger_fill:
 * @folder: (type filename): where the ledger is
 * @n_jobs: how many jobs to add: job-0, job-1 …
 */
void
packshot_test_ledger_fill (const char *folder, guint n_jobs)
{
  PackshotLedger *ledger = packshot_test_ledger_open (folder);

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *id = g_strdup_printf ("job-%u", i);

      packshot_test_ledger_add (ledger, id);
    }
  packshot_test_ledger_close (ledger);
}

/**
 * packshot_test_ledger_run_sql:
 * @path: (type filename): the file of a ledger, which is made with its folder where it is not there
 * @sql: what to do to it behind the back of the program
 */
void
packshot_test_ledger_run_sql (const char *path, const char *sql)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  db = packshot_sql_open (path, &error);
  g_assert_no_error (error);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  packshot_sql_run (db, sql, &error);
  g_assert_no_error (error);
}
