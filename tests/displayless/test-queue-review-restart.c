/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Programs that end in the midst of a job that is paid for in steps: nothing is paid twice, nothing
 * is sent without the user's word, and what was there before is there still. */

#include "packshot-nick.h"
#include "packshot-test-queue.h"

#define HOUR "3600 * 1000000"

static const char *
find_id (PackshotJob *job, const char *kind)
{
  return packshot_remote_id_find (packshot_job_get_remote_ids (job), kind);
}

static void
assert_file (const char *path)
{
  g_assert_nonnull (path);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static PackshotJob *
cut_off (PackshotTestQueue *test, PackshotJob *job, PackshotStep step)
{
  g_autofree char *expected = NULL;

  packshot_remote_dummy_hold (test->service, step);
  if (step == PACKSHOT_STEP_APPROVE)
    packshot_test_queue_approve (test, job);
  else
    packshot_test_queue_regenerate (test, job, step);
  packshot_test_wait_until (packshot_test_queue_count (test, step) == 1);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_SUBMITTING);
  packshot_remote_dummy_release (test->service, step);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  expected = g_strdup_printf ("%s:unanswered:unknown", packshot_nick (PACKSHOT_TYPE_STEP, step));
  packshot_test_queue_wait_for_event (test, job, expected);

  return job;
}

/* Killed while a call is out that does not arrive, and started again with all that goes on by
 * itself. */
static PackshotJob *
kill_in_call (PackshotTestQueue *test, PackshotJob *job, PackshotStep step)
{
  packshot_remote_dummy_say (test->service, step, PACKSHOT_VERDICT_UNCERTAIN, NULL);
  job = cut_off (test, job, step);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_until_idle (test);

  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_cmpint (packshot_job_get_paid_step (job), ==, step);
  g_assert_nonnull (packshot_job_get_words (job));
  g_assert_cmpuint (packshot_test_queue_count (test, step), ==, 1);
  return job;
}

static void
resolve (PackshotTestQueue *test, PackshotJob *job, const char *id)
{
  g_autoptr (GError) error = NULL;

  packshot_queue_resolve (test->queue, job, id, &error);
  g_assert_no_error (error);
  packshot_test_wait_until (packshot_job_get_state (job) != PACKSHOT_JOB_UNKNOWN);
}

/* P12: an approval is a person's word. */
static void
test_review (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_restart_at (test, packshot_test_queue_make_review (test),
                                                     PACKSHOT_JOB_REVIEW);
  guint n_polls = packshot_test_queue_count (test, PACKSHOT_STEP_POLL);

  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_POLL), ==, n_polls);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_PREVIEW), ==, 1);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 0);
  assert_file (packshot_job_get_cover_path (job));
  g_assert_true (packshot_job_offers (job, PACKSHOT_STEP_APPROVE));

  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; asked 30 charged 30; ");
  g_object_unref (job);
}

/* Between the poll that told of the preview and its picture. */
static void
test_preview (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_remote_dummy_set_reviews (test->service, TRUE);
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_PREVIEW);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_PREVIEW) == 1);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_PREVIEW);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  assert_file (packshot_job_get_cover_path (job));
  g_assert_cmpuint (packshot_job_get_results (job)->len, ==, 1);
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; ");
  g_object_unref (job);
}

/* Before the intent was on disk. */
static void
test_unsent (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_make_review (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  packshot_test_queue_approve (test, job);
  g_object_unref (job);
  packshot_test_queue_start_again (test);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_until_idle (test);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 0);
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; ");
  g_object_unref (job);
}

/* P2, P3: nobody knows whether it was taken; the person finds out that it was not. */
static void
test_approve_not_taken (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job =
      kill_in_call (test, packshot_test_queue_make_review (test), PACKSHOT_STEP_APPROVE);

  assert_file (packshot_job_get_cover_path (job));
  g_assert_false (packshot_queue_approve (test->queue, job, NULL, NULL));
  resolve (test, job, NULL);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);

  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 2);
  g_object_unref (job);
}

/* … or that it was. The service may be behind with that. */
static void
test_approve_taken (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job =
      kill_in_call (test, packshot_test_queue_make_review (test), PACKSHOT_STEP_APPROVE);
  guint n_polls = packshot_test_queue_count (test, PACKSHOT_STEP_POLL);

  resolve (test, job, "video-1");
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_POLL) > n_polls + 2);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_set_reviews (test->service, FALSE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 1);
  g_object_unref (job);
}

/* … or is wrong about that, as the service says long after. */
static void
test_approve_mistaken (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job =
      kill_in_call (test, packshot_test_queue_make_review (test), PACKSHOT_STEP_APPROVE);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  g_object_unref (job);
  packshot_test_queue_crash (test);
  packshot_test_queue_change ("UPDATE jobs SET paid_at = paid_at - " HOUR);
  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);
  resolve (test, job, "video-1");
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  assert_file (packshot_job_get_cover_path (job));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_PREVIEW), ==, 1);
  g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
  g_object_unref (job);
}

/* The service knows best, and is asked by itself. */
static void
test_approve_arrived (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = cut_off (test, packshot_test_queue_make_review (test), PACKSHOT_STEP_APPROVE);

  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 1);
  g_object_unref (job);
}

/* That it was approved is on disk: the preview is not taken for a new one. */
static void
test_approved (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_make_review (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));
  guint n_polls;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  g_object_unref (job);
  packshot_test_queue_crash (test);
  packshot_test_queue_change ("UPDATE jobs SET paid_at = paid_at - " HOUR);
  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);

  for (guint i = 0; i < 3; i++)
    packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_REVIEW, NULL);
  n_polls = packshot_test_queue_count (test, PACKSHOT_STEP_POLL);
  packshot_queue_resume (test->queue);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_POLL) > n_polls + 3);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 1);
  g_object_unref (job);
}

static void
test_picture_found (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job =
      kill_in_call (test, packshot_test_queue_make_review (test), PACKSHOT_STEP_REGENERATE_PICTURE);
  g_autofree char *first = g_strdup (packshot_job_get_cover_path (job));

  resolve (test, job, "found-1");
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpstr (find_id (job, PACKSHOT_REMOTE_ID_POLL), ==, "found-1");
  g_assert_cmpstr (packshot_job_get_cover_path (job), !=, first);
  assert_file (packshot_job_get_cover_path (job));
  assert_file (first);
  g_object_unref (job);
}

static void
test_video_not_taken (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_make_review (test);
  g_autofree char *first = NULL;

  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  first = g_strdup (packshot_job_get_video_path (job));
  job = kill_in_call (test, job, PACKSHOT_STEP_REGENERATE_VIDEO);
  g_assert_cmpstr (packshot_job_get_video_path (job), ==, first);

  resolve (test, job, NULL);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  g_assert_cmpstr (packshot_job_get_video_path (job), ==, first);
  assert_file (first);
  g_object_unref (job);
}

/* In each state on the way to another video the one that is there stays, and the other comes. */
static void
test_video_again (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_make_review (test);
  g_autofree char *first = NULL;

  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  first = g_strdup (packshot_job_get_video_path (job));

  packshot_remote_dummy_set_busy (test->service, TRUE);
  packshot_test_queue_regenerate (test, job, PACKSHOT_STEP_REGENERATE_VIDEO);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_WAITING);
  g_assert_cmpstr (packshot_job_get_video_path (job), ==, first);

  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_FETCH);
  packshot_queue_resume (test->queue);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_FETCHING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_FETCH);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpstr (packshot_job_get_video_path (job), !=, first);
  assert_file (packshot_job_get_video_path (job));
  assert_file (first);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_REGENERATE_VIDEO), ==, 1);
  g_assert_cmpuint (packshot_job_get_results (job)->len, ==, 3);
  g_object_unref (job);
}

/* A job that waits for its video is not older than the order of it. */
static void
test_expiry (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_make_review (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  g_object_unref (job);
  packshot_test_queue_crash (test);
  packshot_test_queue_change ("UPDATE jobs SET created = created - 2 * " HOUR
                              ", paid_at = paid_at - 2 * " HOUR);
  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_GONE, NULL);
  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_object_unref (job);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-review-restart/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up,  \
              function, packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("review", test_review);
  ADD ("preview", test_preview);
  ADD ("unsent", test_unsent);
  ADD ("approve/not-taken", test_approve_not_taken);
  ADD ("approve/taken", test_approve_taken);
  ADD ("approve/mistaken", test_approve_mistaken);
  ADD ("approve/arrived", test_approve_arrived);
  ADD ("approved", test_approved);
  ADD ("picture/found", test_picture_found);
  ADD ("video/not-taken", test_video_not_taken);
  ADD ("video/again", test_video_again);
  ADD ("expiry", test_expiry);

  return g_test_run ();
}
