/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-core-error.h"
#include "packshot-request-json.h"
#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

typedef struct
{
  PackshotLedger *ledger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->ledger = packshot_test_ledger_open (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_ledger_close (fixture->ledger);
}

static void
reopen (Fixture *fixture)
{
  packshot_test_ledger_close (fixture->ledger);
  fixture->ledger = packshot_test_ledger_open (NULL);
}

static void
assert_event (GPtrArray *events,
              guint index,
              PackshotEventKind kind,
              const char *step,
              PackshotJobState state,
              const char *words)
{
  const PackshotLedgerEvent *event;

  g_assert_cmpuint (index, <, events->len);
  event = g_ptr_array_index (events, index);
  g_assert_cmpint (event->kind, ==, kind);
  g_assert_cmpstr (event->step, ==, step);
  g_assert_cmpint (event->state, ==, state);
  g_assert_cmpstr (event->words, ==, words);
  g_assert_cmpint (ABS (g_get_real_time () - event->at), <, 60 * G_USEC_PER_SEC);
}

static void
test_add (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) events = NULL;
  PackshotLedgerEntry *entry;

  reopen (fixture);
  list = packshot_test_ledger_list (fixture->ledger);
  g_assert_cmpuint (list->len, ==, 1);

  entry = g_ptr_array_index (list, 0);
  g_assert_cmpint (packshot_ledger_entry_get_row (entry), ==, row);
  g_assert_cmpstr (packshot_ledger_entry_get_id (entry), ==, "job-1");
  g_assert_cmpstr (packshot_ledger_entry_get_service (entry), ==, "dummy");
  g_assert_cmpstr (packshot_ledger_entry_get_title (entry), ==, "Mug");
  g_assert_cmpint (packshot_ledger_entry_get_state (entry), ==, PACKSHOT_JOB_READY);
  g_assert_cmpint (packshot_ledger_entry_get_failure (entry), ==, PACKSHOT_FAILURE_NONE);
  g_assert_null (packshot_ledger_entry_get_words (entry));
  g_assert_false (packshot_ledger_entry_get_cancel_asked (entry));
  g_assert_cmpint (packshot_ledger_entry_get_created (entry), >, 0);
  g_assert_cmpint (packshot_ledger_entry_get_changed (entry), ==,
                   packshot_ledger_entry_get_created (entry));
  g_assert_cmpint (packshot_ledger_entry_get_not_before (entry), ==, 0);
  g_assert_cmpint (packshot_ledger_entry_get_price (entry), ==, PACKSHOT_TEST_PRICE);
  g_assert_cmpint (packshot_ledger_entry_get_charged (entry), ==, PACKSHOT_MONEY_UNKNOWN);
  g_assert_cmpstr (packshot_ledger_entry_get_unit (entry), ==, "credits");
  g_assert_cmpstr (packshot_ledger_entry_get_output (entry), ==, "/tmp/m\xff.mp4");
  g_assert_null (packshot_ledger_entry_get_video (entry));
  g_assert_null (packshot_ledger_entry_get_cover (entry));

  events = packshot_test_ledger_list_events (fixture->ledger, row);
  g_assert_cmpuint (events->len, ==, 1);
  assert_event (events, 0, PACKSHOT_EVENT_CREATED, NULL, PACKSHOT_JOB_READY, NULL);
}

static void
test_request (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  g_autoptr (PackshotRegistry) registry = packshot_registry_new ();
  g_autoptr (PackshotRequest) expected = packshot_test_ledger_make_request (registry);
  g_autofree char *json = packshot_request_to_json (expected);
  g_autoptr (PackshotLedgerRecord) record = NULL;

  reopen (fixture);
  record = packshot_test_ledger_load (fixture->ledger, row);
  g_assert_cmpstr (record->request, ==, json);
  g_assert_cmpuint (record->copies->len, ==, 0);
  g_assert_cmpuint (record->remote_ids->len, ==, 0);
  g_assert_null (record->result);
}

static void
test_same_id (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  packshot_test_ledger_add (fixture->ledger, "job-1");
  g_assert_cmpint (packshot_test_ledger_try_add (fixture->ledger, "job-1", &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);

  list = packshot_test_ledger_list (fixture->ledger);
  g_assert_cmpuint (list->len, ==, 1);
}

/* From the intent to the answer, and what a program sees that is started in between. */
static void
test_paid_call (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  g_autoptr (PackshotLedgerRecord) between = NULL;
  g_autoptr (PackshotLedgerRecord) after = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const PackshotRemoteId *id;

  packshot_test_ledger_submit (fixture->ledger, row);
  reopen (fixture);
  between = packshot_test_ledger_load (fixture->ledger, row);
  g_assert_cmpint (packshot_ledger_entry_get_state (between->entry), ==, PACKSHOT_JOB_SUBMITTING);
  g_assert_cmpuint (between->remote_ids->len, ==, 0);

  packshot_test_ledger_answer (fixture->ledger, row, "video-1");
  reopen (fixture);
  after = packshot_test_ledger_load (fixture->ledger, row);
  g_assert_cmpint (packshot_ledger_entry_get_state (after->entry), ==, PACKSHOT_JOB_WAITING);
  g_assert_cmpint (packshot_ledger_entry_get_charged (after->entry), ==, PACKSHOT_TEST_PRICE);
  g_assert_cmpint (packshot_ledger_entry_get_changed (after->entry), >=,
                   packshot_ledger_entry_get_changed (between->entry));

  g_assert_cmpuint (after->remote_ids->len, ==, 2);
  id = g_ptr_array_index (after->remote_ids, 0);
  g_assert_cmpstr (id->kind, ==, "task");
  id = g_ptr_array_index (after->remote_ids, 1);
  g_assert_cmpstr (id->kind, ==, "video");
  g_assert_cmpstr (id->id, ==, "video-1");
  g_assert_cmpstr (id->step, ==, "create");

  events = packshot_test_ledger_list_events (fixture->ledger, row);
  g_assert_cmpuint (events->len, ==, 3);
  assert_event (events, 1, PACKSHOT_EVENT_INTENDED, "create", PACKSHOT_JOB_SUBMITTING, NULL);
  assert_event (events, 2, PACKSHOT_EVENT_ANSWERED, "create", PACKSHOT_JOB_WAITING, NULL);
}

static void
test_result (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  PackshotLedgerChange *change;
  PackshotLedgerResult *result = packshot_ledger_result_new ();
  const PackshotLedgerResult *listed;
  g_autoptr (PackshotLedgerRecord) record = NULL;

  packshot_test_ledger_submit (fixture->ledger, row);
  packshot_test_ledger_answer (fixture->ledger, row, "video-1");
  packshot_test_ledger_apply (fixture->ledger, row,
                              packshot_ledger_change_new (PACKSHOT_JOB_WAITING,
                                                          PACKSHOT_JOB_FETCHING,
                                                          PACKSHOT_EVENT_ANSWERED, "poll"));

  change = packshot_ledger_change_new (PACKSHOT_JOB_FETCHING, PACKSHOT_JOB_DONE,
                                       PACKSHOT_EVENT_MOVED, "fetch");
  change->result = result;
  result->video = g_strdup ("/data/v\xff.mp4");
  result->video_size = G_GINT64_CONSTANT (5000000000);
  result->video_sha256 = g_strdup ("00ff");
  result->cover = g_strdup ("/data/cover.jpg");
  result->cover_size = 1;
  result->cover_sha256 = g_strdup ("11ee");
  result->width = 1920;
  result->height = 1080;
  result->duration = 12.5;
  packshot_test_ledger_apply (fixture->ledger, row, change);

  reopen (fixture);
  record = packshot_test_ledger_load (fixture->ledger, row);
  g_assert_cmpstr (packshot_ledger_entry_get_video (record->entry), ==, "/data/v\xff.mp4");
  g_assert_cmpstr (packshot_ledger_entry_get_cover (record->entry), ==, "/data/cover.jpg");
  g_assert_cmpstr (record->result->video, ==, "/data/v\xff.mp4");
  g_assert_cmpint (record->result->video_size, ==, G_GINT64_CONSTANT (5000000000));
  g_assert_cmpstr (record->result->video_sha256, ==, "00ff");
  g_assert_cmpstr (record->result->cover, ==, "/data/cover.jpg");
  g_assert_cmpint (record->result->cover_size, ==, 1);
  g_assert_cmpstr (record->result->cover_sha256, ==, "11ee");
  g_assert_cmpuint (record->result->width, ==, 1920);
  g_assert_cmpuint (record->result->height, ==, 1080);
  g_assert_cmpfloat (record->result->duration, ==, 12.5);

  g_assert_cmpuint (record->results->len, ==, 1);
  listed = g_ptr_array_index (record->results, 0);
  g_assert_cmpint (listed->at, ==, packshot_ledger_entry_get_changed (record->entry));
}

static void
test_failure (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  PackshotLedgerChange *change;
  g_autoptr (PackshotLedgerRecord) record = NULL;
  g_autoptr (GPtrArray) events = NULL;

  packshot_test_ledger_submit (fixture->ledger, row);
  change = packshot_ledger_change_new (PACKSHOT_JOB_SUBMITTING, PACKSHOT_JOB_FAILED,
                                       PACKSHOT_EVENT_ANSWERED, "create");
  change->failure = PACKSHOT_FAILURE_REFUSED;
  change->words = g_strdup ("Nicht genügend Guthaben „100“.");
  packshot_test_ledger_apply (fixture->ledger, row, change);

  record = packshot_test_ledger_load (fixture->ledger, row);
  g_assert_cmpint (packshot_ledger_entry_get_failure (record->entry), ==, PACKSHOT_FAILURE_REFUSED);
  g_assert_cmpstr (packshot_ledger_entry_get_words (record->entry), ==,
                   "Nicht genügend Guthaben „100“.");
  events = packshot_test_ledger_list_events (fixture->ledger, row);
  assert_event (events, 2, PACKSHOT_EVENT_ANSWERED, "create", PACKSHOT_JOB_FAILED,
                "Nicht genügend Guthaben „100“.");
}

/* Words tell of a state: they stay while it does, and go with it. */
static void
test_words_and_marks (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  PackshotLedgerChange *change;
  g_autoptr (PackshotLedgerRecord) asked = NULL;
  g_autoptr (PackshotLedgerRecord) later = NULL;
  g_autoptr (PackshotLedgerRecord) fetching = NULL;

  packshot_test_ledger_submit (fixture->ledger, row);
  packshot_test_ledger_answer (fixture->ledger, row, "video-1");

  change = packshot_ledger_change_new (PACKSHOT_JOB_WAITING, PACKSHOT_JOB_WAITING,
                                       PACKSHOT_EVENT_ANSWERED, "poll");
  change->words = g_strdup ("Too many requests.");
  change->not_before = 12345;
  packshot_test_ledger_apply (fixture->ledger, row, change);

  change = packshot_ledger_change_new (PACKSHOT_JOB_WAITING, PACKSHOT_JOB_WAITING,
                                       PACKSHOT_EVENT_DECIDED, "cancel");
  change->cancel_asked = TRUE;
  packshot_test_ledger_apply (fixture->ledger, row, change);

  asked = packshot_test_ledger_load (fixture->ledger, row);
  g_assert_true (packshot_ledger_entry_get_cancel_asked (asked->entry));
  g_assert_cmpint (packshot_ledger_entry_get_not_before (asked->entry), ==, 12345);
  g_assert_cmpstr (packshot_ledger_entry_get_words (asked->entry), ==, "Too many requests.");

  change = packshot_ledger_change_new (PACKSHOT_JOB_WAITING, PACKSHOT_JOB_WAITING,
                                       PACKSHOT_EVENT_MOVED, NULL);
  change->not_before = 0;
  packshot_test_ledger_apply (fixture->ledger, row, change);
  later = packshot_test_ledger_load (fixture->ledger, row);
  g_assert_true (packshot_ledger_entry_get_cancel_asked (later->entry));
  g_assert_cmpint (packshot_ledger_entry_get_not_before (later->entry), ==, 0);

  packshot_test_ledger_apply (fixture->ledger, row,
                              packshot_ledger_change_new (PACKSHOT_JOB_WAITING,
                                                          PACKSHOT_JOB_FETCHING,
                                                          PACKSHOT_EVENT_ANSWERED, "poll"));
  fetching = packshot_test_ledger_load (fixture->ledger, row);
  g_assert_null (packshot_ledger_entry_get_words (fetching->entry));
}

static void
test_copies (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  PackshotLedgerChange *change = packshot_ledger_change_new_intent (
      PACKSHOT_JOB_READY, PACKSHOT_JOB_UPLOADING, "upload", 0, NULL);
  g_autoptr (PackshotLedgerRecord) record = NULL;
  const PackshotJobCopy *copy;

  g_ptr_array_add (change->copies, packshot_job_copy_new ("photo", "/data/p\xff.jpg", 7, "abcd"));
  g_ptr_array_add (change->copies, packshot_job_copy_new ("photo", "/data/q.jpg", 8, "ef01"));
  packshot_test_ledger_apply (fixture->ledger, row, change);

  reopen (fixture);
  record = packshot_test_ledger_load (fixture->ledger, row);
  g_assert_cmpuint (record->copies->len, ==, 2);
  copy = g_ptr_array_index (record->copies, 0);
  g_assert_cmpstr (copy->option, ==, "photo");
  g_assert_cmpstr (copy->path, ==, "/data/p\xff.jpg");
  g_assert_cmpuint (copy->size, ==, 7);
  g_assert_cmpstr (copy->sha256, ==, "abcd");
}

/* Who thinks that a job is elsewhere than it is must not write: the other may have paid for it. */
static void
test_wrong_state (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  PackshotLedgerChange *again = packshot_ledger_change_new_intent (
      PACKSHOT_JOB_READY, PACKSHOT_JOB_SUBMITTING, "create", PACKSHOT_TEST_PRICE, "credits");
  PackshotLedgerChange *nowhere = packshot_ledger_change_new (
      PACKSHOT_JOB_READY, PACKSHOT_JOB_CANCELLED, PACKSHOT_EVENT_DECIDED, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) charges = NULL;

  packshot_test_ledger_submit (fixture->ledger, row);
  g_ptr_array_add (again->remote_ids, packshot_remote_id_new ("task", "wrong", NULL));
  g_assert_false (packshot_test_ledger_try_apply (fixture->ledger, row, again, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);

  g_clear_error (&error);
  g_assert_false (packshot_test_ledger_try_apply (fixture->ledger, row + 1, nowhere, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB);

  events = packshot_test_ledger_list_events (fixture->ledger, row);
  charges = packshot_test_ledger_list_charges (fixture->ledger);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpuint (charges->len, ==, 1);
}

static void
test_unlawful (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  g_autoptr (PackshotLedgerChange) change = packshot_ledger_change_new (
      PACKSHOT_JOB_READY, PACKSHOT_JOB_DONE, PACKSHOT_EVENT_MOVED, NULL);

  g_test_expect_message ("packshot-core", G_LOG_LEVEL_CRITICAL, "*is_lawful*");
  packshot_ledger_apply_async (fixture->ledger, row, change, NULL, NULL, NULL);
  g_test_assert_expected_messages ();
  g_assert_cmpint (packshot_test_ledger_get_state (fixture->ledger, row), ==, PACKSHOT_JOB_READY);
}

static void
test_find (Fixture *fixture, gconstpointer user_data)
{
  PackshotLedger *ledger = fixture->ledger;
  gint64 one = packshot_test_ledger_add (ledger, "job-1");
  gint64 two = packshot_test_ledger_add (ledger, "job-2");
  g_autoptr (GPtrArray) by_id = NULL;
  g_autoptr (GPtrArray) by_video = NULL;
  g_autoptr (GPtrArray) by_task = NULL;
  g_autoptr (GPtrArray) nothing = NULL;

  packshot_test_ledger_submit (ledger, one);
  packshot_test_ledger_answer (ledger, one, "video-1");
  packshot_test_ledger_submit (ledger, two);
  packshot_test_ledger_answer (ledger, two, "video-2");

  by_id = packshot_test_ledger_find (ledger, "job-1");
  g_assert_cmpuint (by_id->len, ==, 1);
  g_assert_cmpint (packshot_ledger_entry_get_row (by_id->pdata[0]), ==, one);

  by_video = packshot_test_ledger_find (ledger, "video-2");
  g_assert_cmpuint (by_video->len, ==, 1);
  g_assert_cmpint (packshot_ledger_entry_get_row (by_video->pdata[0]), ==, two);

  by_task = packshot_test_ledger_find (ledger, "task-1");
  g_assert_cmpuint (by_task->len, ==, 2);

  nothing = packshot_test_ledger_find (ledger, "' OR 1 --");
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_load_nothing (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_test_ledger_try_load (fixture->ledger, 7, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB);
}

/* What was written is not said to be cancelled; what was not begun is not done. */
static void
test_cancel (Fixture *fixture, gconstpointer user_data)
{
  gint64 row = packshot_test_ledger_add (fixture->ledger, "job-1");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  packshot_ledger_delete_async (fixture->ledger, row, PACKSHOT_DELETION_FOR_GOOD, cancellable,
                                packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  g_assert_false (packshot_ledger_delete_finish (fixture->ledger, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (packshot_test_ledger_get_state (fixture->ledger, row), ==, PACKSHOT_JOB_READY);
}

/* What was asked before closing is done, and nothing after. */
static void
test_close (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "other", NULL);
  PackshotLedger *ledger = packshot_test_ledger_open (folder);
  gint64 row = packshot_test_ledger_add (ledger, "job-1");
  GAsyncResult *answers[3] = { NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (packshot_ledger_get_path (ledger), "-wal", NULL);

  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  packshot_ledger_delete_async (ledger, row, PACKSHOT_DELETION_FOR_GOOD, NULL,
                                packshot_test_answer_cb, &answers[0]);
  packshot_ledger_close_async (ledger, NULL, packshot_test_answer_cb, &answers[1]);
  packshot_ledger_list_async (ledger, NULL, packshot_test_answer_cb, &answers[2]);
  packshot_test_wait_until (answers[0] != NULL && answers[1] != NULL && answers[2] != NULL);

  g_assert_true (packshot_ledger_delete_finish (ledger, answers[0], NULL));
  g_assert_true (packshot_ledger_close_finish (ledger, answers[1], NULL));
  g_assert_null (packshot_ledger_list_finish (ledger, answers[2], &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_object_unref (answers[i]);
  g_assert_finalize_object (ledger);
}

/* A ledger that is dropped in the midst of its work does it, and its thread ends. */
static void
test_drop (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "other", NULL);
  g_autoptr (GPtrArray) list = NULL;

  for (guint i = 0; i < 50; i++)
    {
      PackshotLedger *ledger = packshot_test_ledger_open (folder);
      gpointer watched = ledger;
      g_autofree char *id = g_strdup_printf ("job-%u", i);
      gint64 row = packshot_test_ledger_add (ledger, id);

      g_object_add_weak_pointer (G_OBJECT (ledger), &watched);
      packshot_ledger_delete_async (ledger, row, PACKSHOT_DELETION_FOR_GOOD, NULL, NULL, NULL);
      g_object_unref (ledger);
      packshot_test_wait_until (watched == NULL);
    }

  g_clear_pointer (&fixture->ledger, packshot_test_ledger_close);
  fixture->ledger = packshot_test_ledger_open (folder);
  list = packshot_test_ledger_list (fixture->ledger);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_lease (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotLedger) other = packshot_test_ledger_open (NULL);
  g_autoptr (PackshotLease) lease = packshot_ledger_lease (fixture->ledger, 1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (lease);
  g_assert_null (packshot_ledger_lease (other, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);

  g_clear_pointer (&lease, packshot_lease_free);
  lease = packshot_ledger_lease (other, 1, NULL);
  g_assert_nonnull (lease);
}

#define ADD(path, function) g_test_add ("/ledger/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("add", test_add);
  ADD ("request", test_request);
  ADD ("same-id", test_same_id);
  ADD ("paid-call", test_paid_call);
  ADD ("result", test_result);
  ADD ("failure", test_failure);
  ADD ("words-and-marks", test_words_and_marks);
  ADD ("copies", test_copies);
  ADD ("wrong-state", test_wrong_state);
  ADD ("unlawful", test_unlawful);
  ADD ("find", test_find);
  ADD ("load-nothing", test_load_nothing);
  ADD ("cancel", test_cancel);
  ADD ("close", test_close);
  ADD ("drop", test_drop);
  ADD ("lease", test_lease);

  return g_test_run ();
}
