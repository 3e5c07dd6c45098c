/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The queue on a disk that is full: what can't be noted is not sent, and what was sent is not lost.
 */

#include "packshot-core-error.h"
#include "packshot-test-disk.h"
#include "packshot-test-ledger.h"
#include "packshot-test-queue.h"

/* More than go at once. */
#define N_WAITING 12

static void
set_full (gboolean is_full)
{
  packshot_test_disk_set (is_full ? PACKSHOT_TEST_DISK_FULL : PACKSHOT_TEST_DISK_SOUND, 1);
}

static void
tear_down (PackshotTestQueue *test, gconstpointer user_data)
{
  set_full (FALSE);
  packshot_test_queue_tear_down (test, user_data);
}

/* P3: no intent on disk, nothing sent. */
static void
test_intent (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (test, NULL);
  g_autoptr (PackshotJob) uploading = packshot_test_queue_add (test, test->photo);

  set_full (TRUE);
  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  g_assert_true (packshot_queue_submit (test->queue, uploading, NULL));
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpint (packshot_job_get_state (uploading), ==, PACKSHOT_JOB_READY);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "disk is full"));
  g_assert_nonnull (strstr (packshot_job_get_words (uploading), "disk is full"));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 0);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD), ==, 0);

  set_full (FALSE);
  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
}

/* After the upload there was no room for the intent: back to ready, with nothing paid for. */
static void
test_intent_after_upload (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_UPLOAD);
  job = packshot_test_queue_submit (test, test->photo);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD) == 1);
  set_full (TRUE);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_UPLOAD);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_READY);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "disk is full"));
  g_assert_nonnull (packshot_queue_get_trouble (test->queue));

  set_full (FALSE);
  packshot_test_wait_until (packshot_queue_get_trouble (test->queue) == NULL);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 0);
}

static PackshotJob *
fill_before_answer (PackshotTestQueue *test)
{
  PackshotJob *job;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CREATE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE) == 1);
  set_full (TRUE);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CREATE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);

  return job;
}

/* The answer to the paid call can't be written: it is kept, told, and written as soon as there is
 * room. P3: no poll before. */
static void
test_answer (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = fill_before_answer (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));
  g_autofree char *events = NULL;
  guint n_failures = packshot_test_disk_count_failures ();

  g_assert_nonnull (strstr (packshot_queue_get_trouble (test->queue), "disk is full"));
  g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
  packshot_test_wait_until (packshot_test_disk_count_failures () > n_failures + 1);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_POLL), ==, 0);

  set_full (FALSE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  g_assert_null (packshot_queue_get_trouble (test->queue));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
  g_object_unref (job);

  packshot_test_queue_start_again (test);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  events = packshot_test_queue_dup_events (test, job);
  g_assert_cmpstr (events, ==,
                   "created:ready create:intended:submitting create:answered:waiting "
                   "poll:answered:fetching fetch:moved:done");
  g_object_unref (job);
}

/* And killed before there is room: nobody knows, and it is not sent again. */
static void
test_answer_lost (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = fill_before_answer (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  g_object_unref (job);
  packshot_test_queue_crash (test);
  set_full (FALSE);
  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
  g_object_unref (job);
}

/* The program ends while there is no room: it says what it could not keep. */
static void
test_shutdown (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = fill_before_answer (test);
  g_autoptr (GError) error = NULL;
  GAsyncResult *answer = NULL;

  packshot_queue_shutdown_async (test->queue, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  g_assert_false (packshot_queue_shutdown_finish (test->queue, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_object_unref (answer);
  g_object_unref (job);
  packshot_test_queue_crash (test);
}

/* A job that can't be written down is not sent, and whoever waits for it is told. */
static void
test_add (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (test->manifest);
  g_autoptr (PackshotJob) job = NULL;

  set_full (TRUE);
  job = packshot_queue_add (test->queue, request, NULL, NULL);
  g_assert_nonnull (job);
  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpint (packshot_job_get_row (job), ==, 0);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "disk is full"));

  /* It is written when there is room, and sent when the user says so again. */
  set_full (FALSE);
  packshot_test_wait_until (packshot_job_get_row (job) != 0);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 0);
  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
}

/* One that was brought in is not asked for before it is written; then it is, without more words. */
static void
test_import (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  set_full (TRUE);
  job = packshot_queue_import (test->queue, test->manifest, "far-1", NULL, NULL);
  g_assert_nonnull (job);
  packshot_test_queue_wait_until_idle (test);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "disk is full"));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_POLL), ==, 0);

  set_full (FALSE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
}

/* The video is there, and only the note of it is not: its files are not tidied up before that. */
static void
test_done (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *fetched = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_FETCH);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_FETCH) == 1);
  set_full (TRUE);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_FETCH);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);

  folder = g_path_get_dirname (packshot_job_get_video_path (job));
  fetched = g_build_filename (folder, "fetched.mp4", NULL);
  g_assert_true (g_file_test (fetched, G_FILE_TEST_EXISTS));
  set_full (FALSE);
  packshot_test_wait_until (!g_file_test (fetched, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
}

/* P3 for a paid call after the first. */
static void
test_approve (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_make_review (test);

  set_full (TRUE);
  g_assert_true (packshot_queue_approve (test->queue, job, NULL, NULL));
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "disk is full"));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 0);

  set_full (FALSE);
  g_assert_true (packshot_queue_approve (test->queue, job, NULL, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 1);
}

/* Its answer can't be written, and the program is killed before there is room. */
static void
test_approve_lost (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_make_review (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_APPROVE);
  g_assert_true (packshot_queue_approve (test->queue, job, NULL, NULL));
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE) == 1);
  set_full (TRUE);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_APPROVE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  g_object_unref (job);
  packshot_test_queue_crash (test);

  set_full (FALSE);
  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_cmpint (packshot_job_get_paid_step (job), ==, PACKSHOT_STEP_APPROVE);
  g_assert_true (g_file_test (packshot_job_get_cover_path (job), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 1);
  g_object_unref (job);
}

/* The preview is there, and only the note of it is not: nothing is paid for on top of that. */
static void
test_review (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;
  g_autofree char *events = NULL;

  packshot_remote_dummy_set_reviews (test->service, TRUE);
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_PREVIEW);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_PREVIEW) == 1);
  set_full (TRUE);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_PREVIEW);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  g_assert_nonnull (packshot_queue_get_trouble (test->queue));
  g_assert_false (packshot_queue_approve (test->queue, job, NULL, NULL));

  set_full (FALSE);
  packshot_test_wait_until (packshot_queue_get_trouble (test->queue) == NULL);
  packshot_test_queue_wait_until_idle (test);
  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  packshot_test_queue_start_again (test);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  events = packshot_test_queue_dup_events (test, job);
  g_assert_true (g_str_has_suffix (events, "poll:answered:waiting preview:moved:review"));
  g_object_unref (job);
}

/* Who waits for a ledger that can't be opened hears of it, also who comes while others hear of it,
 * and nobody waits for ever. */
static void
test_no_ledger (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autofree char *folder = packshot_test_ledger_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "ledger.db", NULL);
  g_autoptr (PackshotRequest) request = packshot_request_new (test->manifest);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  packshot_test_queue_crash (test);
  packshot_test_ledger_run_sql (path, "PRAGMA user_version = 99");
  g_assert_true (packshot_request_set (request, "product-name", "Mug", NULL));
  test->queue = packshot_queue_new (test->registry);
  packshot_queue_open_async (test->queue, folder, NULL, packshot_test_answer_cb, &answer);
  for (guint i = 0; i < N_WAITING; i++)
    {
      PackshotJob *job = packshot_queue_add (test->queue, request, NULL, NULL);

      g_ptr_array_add (jobs, job);
      g_assert_true (packshot_queue_submit (test->queue, job, NULL));
    }
  packshot_test_wait_until (answer != NULL);
  g_assert_false (packshot_queue_open_finish (test->queue, answer, NULL));
  g_assert_cmpuint (packshot_queue_get_n_busy (test->queue), ==, 0);

  g_assert_null (packshot_queue_import (test->queue, test->manifest, "video-1", NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER);
  g_assert_cmpstr (error->message, ==, packshot_queue_get_trouble (test->queue));
  g_assert_cmpuint (packshot_queue_get_n_busy (test->queue), ==, 0);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 0);
}

/* Reading it fails, but nothing that is looked at when it is opened. */
static const char make_unreadable[] = "ALTER TABLE remote_ids RENAME TO real_ids;"
                                      "CREATE VIEW remote_ids AS SELECT job, kind, step, abs "
                                      "(-9223372036854775807 - (job > 0)) AS id "
                                      "FROM real_ids";

static const char make_readable[] =
    "DROP VIEW remote_ids; ALTER TABLE real_ids RENAME TO remote_ids";

static void
open_unreadable (PackshotTestQueue *test)
{
  g_autofree char *folder = packshot_test_ledger_dup_folder ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  test->queue = packshot_queue_new (test->registry);
  packshot_queue_set_interval (test->queue, PACKSHOT_TEST_INTERVAL);
  packshot_queue_open_async (test->queue, folder, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  g_assert_false (packshot_queue_open_finish (test->queue, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (packshot_queue_get_trouble (test->queue), ==, error->message);
  g_assert_false (packshot_queue_get_reading (test->queue));
}

/* A ledger that opens but can't be read is not one without jobs; and what was paid for goes on once
 * it can be read. */
static void
test_unreadable (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;
  g_autoptr (PackshotJob) other = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_POLL);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  packshot_test_queue_crash (test);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_POLL);

  packshot_test_queue_change (make_unreadable);
  open_unreadable (test);
  packshot_queue_resume (test->queue);
  g_assert_null (packshot_queue_find (test->queue, id));

  /* That something can be written says nothing of it. */
  other = packshot_test_queue_add (test, NULL);
  packshot_test_wait_until (packshot_job_get_row (other) != 0);
  g_assert_nonnull (packshot_queue_get_trouble (test->queue));

  packshot_test_queue_change (make_readable);
  packshot_test_wait_until (packshot_queue_get_trouble (test->queue) == NULL);
  job = packshot_test_queue_find (test, id);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
  g_object_unref (job);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-disk/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up, function,  \
              tear_down)

int
main (int argc, char **argv)
{
  packshot_test_disk_install ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("no-ledger", test_no_ledger);
  ADD ("intent", test_intent);
  ADD ("intent-after-upload", test_intent_after_upload);
  ADD ("answer", test_answer);
  ADD ("answer-lost", test_answer_lost);
  ADD ("shutdown", test_shutdown);
  ADD ("add", test_add);
  ADD ("import", test_import);
  ADD ("done", test_done);
  ADD ("approve", test_approve);
  ADD ("approve-lost", test_approve_lost);
  ADD ("review", test_review);
  ADD ("unreadable", test_unreadable);

  return g_test_run ();
}
