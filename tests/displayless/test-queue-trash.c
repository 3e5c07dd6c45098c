/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The trash: what is in it is kept and left alone, and gone for good only on purpose or in time. */

#include <string.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-test-disk.h"
#include "packshot-test-queue.h"

#define DAY (24 * 3600 * (gint64) G_USEC_PER_SEC)

static void
tear_down (PackshotTestQueue *test, gconstpointer user_data)
{
  packshot_test_disk_set (PACKSHOT_TEST_DISK_SOUND, 1);
  packshot_test_queue_tear_down (test, user_data);
}

static gboolean
is_trashed (PackshotJob *job)
{
  return packshot_job_get_trashed (job) != 0;
}

static GPtrArray *
make_list (PackshotJob *one, PackshotJob *other)
{
  GPtrArray *jobs = g_ptr_array_new ();

  g_ptr_array_add (jobs, one);
  if (other != NULL)
    g_ptr_array_add (jobs, other);

  return jobs;
}

static void
trash (PackshotTestQueue *test, PackshotJob *job)
{
  g_autoptr (GPtrArray) jobs = make_list (job, NULL);
  g_autoptr (GError) error = NULL;

  packshot_queue_trash (test->queue, jobs, &error);
  g_assert_no_error (error);
  packshot_test_wait_until (is_trashed (job));
}

static void
empty (PackshotTestQueue *test, gint64 older_than)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  packshot_queue_empty_trash_async (test->queue, older_than, NULL, packshot_test_answer_cb,
                                    &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_queue_empty_trash_finish (test->queue, answer, &error);
  g_assert_no_error (error);
}

static PackshotJob *
make_done (PackshotTestQueue *test)
{
  PackshotJob *job = packshot_test_queue_submit (test, NULL);

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);

  return job;
}

static gboolean
has_folder (const char *id)
{
  g_autofree char *folder = packshot_job_folder_dup_path (id);

  return g_file_test (folder, G_FILE_TEST_IS_DIR);
}

/* There and back, over a restart each time, with the video in its place. */
static void
test_restore (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = make_done (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));
  gint64 before = g_get_real_time ();
  g_autoptr (GPtrArray) jobs = NULL;

  trash (test, job);
  g_assert_cmpint (packshot_job_get_trashed (job), >=, before);
  g_object_unref (job);
  packshot_test_queue_start_again (test);
  packshot_queue_resume (test->queue);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_trashed (job), >=, before);
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));

  jobs = make_list (job, NULL);
  g_assert_true (packshot_queue_restore (test->queue, jobs, NULL));
  packshot_test_wait_until (!is_trashed (job));
  g_object_unref (job);
  packshot_test_queue_start_again (test);
  job = packshot_test_queue_find (test, id);
  g_assert_false (is_trashed (job));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  g_object_unref (job);
}

/* As one who thinks better of it at once: the last word counts. */
static void
test_undo_at_once (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = make_done (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));
  g_autoptr (GPtrArray) jobs = make_list (job, NULL);

  g_assert_true (packshot_queue_trash (test->queue, jobs, NULL));
  g_assert_true (packshot_queue_restore (test->queue, jobs, NULL));
  g_object_unref (job);
  packshot_test_queue_close (test);
  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);
  g_assert_false (is_trashed (job));
  g_object_unref (job);
}

/* Nothing is sent for it, not even where a person says so, until it is taken out. */
static void
test_left_alone (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (test, test->photo);
  g_autoptr (GPtrArray) jobs = make_list (job, NULL);
  g_autoptr (GError) error = NULL;

  packshot_test_wait_until (packshot_job_get_row (job) != 0);
  trash (test, job);
  g_assert_false (packshot_queue_submit (test->queue, job, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_assert_false (packshot_queue_can_carry_on (test->queue, job));
  packshot_queue_cancel (test->queue, job);
  packshot_test_queue_let_pass (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (packshot_remote_dummy_count (test->service, PACKSHOT_STEP_CREATE), ==, 1);

  g_assert_true (packshot_queue_restore (test->queue, jobs, NULL));
  packshot_test_wait_until (!is_trashed (job));
  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
}

/* One that is under way keeps all of them where they are. */
static void
test_all_or_none (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) done = make_done (test);
  g_autoptr (PackshotJob) waiting = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GError) error = NULL;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  waiting = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (waiting, PACKSHOT_JOB_WAITING);
  jobs = make_list (done, waiting);
  g_assert_false (packshot_queue_trash (test->queue, jobs, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_assert_false (is_trashed (done));

  /* And nothing is held back by the attempt. */
  trash (test, done);
  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_test_queue_wait_for_state (waiting, PACKSHOT_JOB_DONE);
}

static void
failed_cb (PackshotQueue *queue, const char *words, gpointer user_data)
{
  char **failure = user_data;

  g_free (*failure);
  *failure = g_strdup (words);
}

/* All in one transaction: another program moved one of them on a moment ago. */
static void
test_all_or_none_written (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) one = make_done (test);
  g_autoptr (PackshotJob) other = make_done (test);
  g_autoptr (GPtrArray) jobs = make_list (one, other);
  g_autofree char *failure = NULL;

  g_signal_connect (test->queue, "trash-failed", G_CALLBACK (failed_cb), &failure);
  packshot_test_queue_change ("UPDATE jobs SET state = 'waiting' WHERE job = 2");
  g_assert_true (packshot_queue_trash (test->queue, jobs, NULL));
  packshot_test_wait_until (failure != NULL);
  g_assert_false (is_trashed (one));
  g_assert_false (is_trashed (other));

  packshot_test_queue_change ("UPDATE jobs SET state = 'done' WHERE job = 2");
  g_assert_true (packshot_queue_trash (test->queue, jobs, NULL));
  packshot_test_wait_until (is_trashed (one) && is_trashed (other));
}

/* A program that knows of it no earlier can't send what is in the trash. */
static void
test_unread (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (test, NULL);

  packshot_test_wait_until (packshot_job_get_row (job) != 0);
  packshot_test_queue_change ("UPDATE jobs SET trashed = 5");
  if (packshot_queue_submit (test->queue, job, NULL))
    packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);
  packshot_test_wait_until (is_trashed (job));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (packshot_remote_dummy_count (test->service, PACKSHOT_STEP_CREATE), ==, 0);
}

static void
test_full_disk (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make_done (test);
  g_autoptr (GPtrArray) jobs = make_list (job, NULL);
  g_autofree char *failure = NULL;

  g_signal_connect (test->queue, "trash-failed", G_CALLBACK (failed_cb), &failure);
  packshot_test_disk_set (PACKSHOT_TEST_DISK_FULL, 1);
  g_assert_true (packshot_queue_trash (test->queue, jobs, NULL));
  packshot_test_wait_until (failure != NULL);
  g_assert_nonnull (strstr (failure, "disk is full"));
  g_assert_false (is_trashed (job));

  packshot_test_disk_set (PACKSHOT_TEST_DISK_SOUND, 1);
  trash (test, job);
}

/* What is written is there after a kill. */
static void
test_kill (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = make_done (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  trash (test, job);
  g_object_unref (job);
  packshot_test_queue_crash (test);
  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);
  g_assert_true (is_trashed (job));
  g_object_unref (job);
}

/* What it cost stays, and all else goes. */
static void
test_empty (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *gone = make_done (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (gone));
  g_autoptr (PackshotJob) kept = make_done (test);
  g_autofree char *charges = NULL;

  g_assert_true (has_folder (id));
  trash (test, gone);
  empty (test, DAY);
  g_assert_nonnull (packshot_queue_find (test->queue, id));

  g_object_unref (gone);
  empty (test, 0);
  g_assert_null (packshot_queue_find (test->queue, id));
  g_assert_false (has_folder (id));
  g_assert_true (has_folder (packshot_job_get_id (kept)));
  g_assert_cmpuint (g_list_model_get_n_items (packshot_queue_get_jobs (test->queue)), ==, 1);
  charges = packshot_test_queue_dup_charges (test);
  g_assert_cmpstr (charges, ==, "asked 100 charged 100; asked 100 charged 100; ");
}

/* Another program took it out a moment ago: it is not in what is emptied. */
static void
test_empty_restored (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make_done (test);

  trash (test, job);
  packshot_test_queue_change ("UPDATE jobs SET trashed = 0");
  empty (test, 0);
  g_assert_true (packshot_queue_find (test->queue, packshot_job_get_id (job)) == job);
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
  packshot_test_wait_until (!is_trashed (job));
}

/* After 30 days, at a start; what came in yesterday stays. */
static void
test_old (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *old = make_done (test);
  PackshotJob *newer = make_done (test);
  g_autofree char *old_id = g_strdup (packshot_job_get_id (old));
  g_autofree char *new_id = g_strdup (packshot_job_get_id (newer));
  g_autofree char *sql = NULL;

  trash (test, old);
  trash (test, newer);
  g_object_unref (old);
  g_object_unref (newer);
  packshot_test_queue_close (test);
  sql = g_strdup_printf ("UPDATE jobs SET trashed = %" G_GINT64_FORMAT " WHERE job = 1;"
                         "UPDATE jobs SET trashed = %" G_GINT64_FORMAT " WHERE job = 2",
                         g_get_real_time () - 31 * DAY, g_get_real_time () - 29 * DAY);
  packshot_test_queue_change (sql);

  packshot_test_queue_open (test);
  g_assert_nonnull (packshot_queue_find (test->queue, old_id));
  packshot_queue_resume (test->queue);
  packshot_test_wait_until (packshot_queue_find (test->queue, old_id) == NULL);
  /* Whoever ends at once leaves no files behind. */
  packshot_test_queue_close (test);
  g_assert_false (has_folder (old_id));
  packshot_test_queue_open (test);
  g_assert_nonnull (packshot_queue_find (test->queue, new_id));
  g_assert_true (has_folder (new_id));
}

/* One program puts it there, and the other sees it. */
static void
test_two (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make_done (test);
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (PackshotJob) same = NULL;
  PackshotTestQueue other = { 0 };

  packshot_test_queue_set_up (&other, NULL);
  same = packshot_test_queue_find (&other, packshot_job_get_id (job));
  trash (test, job);
  packshot_test_wait_until (is_trashed (same));
  g_assert_cmpint (packshot_job_get_trashed (same), ==, packshot_job_get_trashed (job));

  jobs = make_list (same, NULL);
  g_assert_true (packshot_queue_restore (other.queue, jobs, NULL));
  packshot_test_wait_until (!is_trashed (job));

  trash (test, job);
  packshot_test_wait_until (is_trashed (same));
  empty (&other, 0);
  packshot_test_wait_until (packshot_queue_find (test->queue, packshot_job_get_id (job)) == NULL);
  packshot_test_queue_tear_down (&other, NULL);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-trash/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up, function, \
              tear_down)

int
main (int argc, char **argv)
{
  packshot_test_disk_install ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("restore", test_restore);
  ADD ("undo-at-once", test_undo_at_once);
  ADD ("left-alone", test_left_alone);
  ADD ("all-or-none", test_all_or_none);
  ADD ("all-or-none-written", test_all_or_none_written);
  ADD ("unread", test_unread);
  ADD ("full-disk", test_full_disk);
  ADD ("kill", test_kill);
  ADD ("empty", test_empty);
  ADD ("empty-restored", test_empty_restored);
  ADD ("old", test_old);
  ADD ("two", test_two);

  return g_test_run ();
}
