/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Jobs that are paid for in steps: what a person looks at, approves, has made once more or gives
 * up. */

#include <string.h>

#include "packshot-core-error.h"
#include "packshot-lease.h"
#include "packshot-test-queue.h"

static const char *
find_id (PackshotJob *job, const char *kind)
{
  return packshot_remote_id_find (packshot_job_get_remote_ids (job), kind);
}

static void
assert_file (const char *path, const char *name)
{
  g_autofree char *found = NULL;

  g_assert_nonnull (path);
  found = g_path_get_basename (path);
  g_assert_cmpstr (found, ==, name);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
test_life (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_make_review (test);

  packshot_test_queue_assert_events (
      test, job,
      "created:ready create:intended:submitting create:answered:waiting "
      "poll:answered:waiting preview:moved:review");
  assert_file (packshot_job_get_cover_path (job), "preview.jpg");
  g_assert_null (packshot_job_get_video_path (job));
  g_assert_true (packshot_job_offers (job, PACKSHOT_STEP_APPROVE));
  g_assert_true (packshot_job_offers (job, PACKSHOT_STEP_REGENERATE_PICTURE));
  g_assert_false (packshot_job_offers (job, PACKSHOT_STEP_REGENERATE_VIDEO));
  g_assert_false (packshot_job_offers (job, PACKSHOT_STEP_CREATE));

  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; asked 30 charged 30; ");
  g_assert_cmpint (packshot_job_get_charged (job), ==,
                   PACKSHOT_REMOTE_DUMMY_PRICE + PACKSHOT_REMOTE_DUMMY_APPROVE_PRICE);
  g_assert_cmpint (packshot_job_get_price (job), ==, PACKSHOT_REMOTE_DUMMY_APPROVE_PRICE);
  g_assert_cmpstr (find_id (job, PACKSHOT_REMOTE_ID_APPROVED), ==, "video-1");
  assert_file (packshot_job_get_video_path (job), "video.mp4");
  assert_file (packshot_job_get_cover_path (job), "cover.jpg");
  g_assert_cmpuint (packshot_job_get_results (job)->len, ==, 2);
  assert_file (((PackshotLedgerResult *) packshot_job_get_results (job)->pdata[0])->cover,
               "preview.jpg");
  packshot_test_queue_assert_events (
      test, job,
      "created:ready create:intended:submitting create:answered:waiting "
      "poll:answered:waiting preview:moved:review approve:intended:submitting "
      "approve:answered:waiting poll:answered:fetching fetch:moved:done");
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 1);
}

/* Each picture has a name of its own, and so has each video. */
static void
test_again (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_make_review (test);

  packshot_test_queue_regenerate (test, job, PACKSHOT_STEP_REGENERATE_PICTURE);
  packshot_test_queue_wait_until_idle (test);
  assert_file (packshot_job_get_cover_path (job), "preview-2.jpg");
  g_assert_cmpstr (find_id (job, PACKSHOT_REMOTE_ID_POLL), ==, "video-2");

  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_regenerate (test, job, PACKSHOT_STEP_REGENERATE_VIDEO);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_SUBMITTING);
  assert_file (packshot_job_get_video_path (job), "video.mp4");
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  assert_file (packshot_job_get_video_path (job), "video-2.mp4");
  assert_file (packshot_job_get_cover_path (job), "cover-2.jpg");
  g_assert_cmpstr (find_id (job, PACKSHOT_REMOTE_ID_POLL), ==, "video-3");
  packshot_test_queue_assert_charges (
      test, "asked 100 charged 100; asked 10 charged 10; asked 30 charged 30; "
            "asked 20 charged 20; ");
  g_assert_cmpuint (packshot_job_get_results (job)->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const PackshotLedgerResult *result = packshot_job_get_results (job)->pdata[i];

      g_assert_cmpint (result->video != NULL, ==, i >= 2);
      g_assert_true (g_file_test (result->cover, G_FILE_TEST_IS_REGULAR));
      if (result->video != NULL)
        g_assert_true (g_file_test (result->video, G_FILE_TEST_IS_REGULAR));
    }
}

/* What was delivered is the user's, and so is whatever else lies there. */
static void
test_output (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autofree char *other = packshot_test_write_file ("ad-2.jpg", "a holiday");
  g_autofree char *folder = g_path_get_dirname (other);
  g_autofree char *output = g_build_filename (folder, "ad.mp4", NULL);
  g_autoptr (PackshotRequest) request = packshot_request_new (test->manifest);
  g_autoptr (PackshotJob) job = packshot_queue_add (test->queue, request, output, NULL);

  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpstr (packshot_job_get_video_path (job), ==, output);

  /* A program that is killed on the way finds the same place again. */
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_FETCH);
  packshot_test_queue_regenerate (test, job, PACKSHOT_STEP_REGENERATE_VIDEO);
  job = packshot_test_queue_restart_at (test, g_steal_pointer (&job), PACKSHOT_JOB_FETCHING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_FETCH);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  assert_file (packshot_job_get_video_path (job), "ad-3.mp4");
  assert_file (packshot_job_get_cover_path (job), "ad-3.jpg");
  g_assert_true (g_file_test (output, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (packshot_job_get_destination (job), ==, packshot_job_get_video_path (job));
}

static void
cancel (PackshotTestQueue *test, PackshotJob *job)
{
  packshot_queue_cancel (test->queue, job);
  packshot_test_queue_wait_until_idle (test);
}

/* Nothing more is sent; what was paid for is kept, and that it was is said. */
static void
test_cancel (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_make_review (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));
  g_autoptr (GError) error = NULL;

  cancel (test, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_CANCELLED);
  packshot_test_queue_wait_for_event (test, job, "cancel:decided:cancelled");
  g_object_unref (job);

  packshot_test_queue_start_again (test);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_until_idle (test);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_CANCELLED);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "was paid for"));
  assert_file (packshot_job_get_cover_path (job), "preview.jpg");
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; ");
  g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CANCEL), ==, 0);
  g_assert_false (packshot_queue_approve (test->queue, job, NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_object_unref (job);
}

/* Who thinks better of an approval before it is sent has not approved. */
static void
test_cancel_approval (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_make_review (test);

  for (guint n_turns = 0; packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE) == 0;
       n_turns += 1 + n_turns / 4)
    {
      packshot_test_queue_approve (test, job);
      for (guint i = 0; i < n_turns; i++)
        g_main_context_iteration (NULL, FALSE);
      if (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE) > 0)
        break;
      cancel (test, job);
      g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
      g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 0);
      g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
    }

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_false (packshot_job_get_cancel_asked (job));
}

/* A wish to stop that came too late for the preview is none to stop the video that is ordered then.
 */
static void
test_cancel_before (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_remote_dummy_set_reviews (test->service, TRUE);
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_PREVIEW);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_PREVIEW) == 1);
  packshot_queue_cancel (test->queue, job);
  packshot_test_wait_until (packshot_job_get_cancel_asked (job));
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_PREVIEW);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);

  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_SUBMITTING);
  g_assert_false (packshot_job_get_cancel_asked (job));
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_DONE);
  g_assert_false (packshot_job_get_cancel_asked (job));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CANCEL), ==, 0);
  g_object_unref (job);
}

/* What comes of nothing takes nothing away. */
static void
test_picture_fails (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_make_review (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  for (guint i = 0; i < 2; i++)
    {
      packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_FAILED,
                                 "No picture came of it.");
      packshot_test_queue_regenerate (test, job, PACKSHOT_STEP_REGENERATE_PICTURE);
      packshot_test_queue_wait_until_idle (test);
      g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
      g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_NONE);
      g_assert_cmpstr (packshot_job_get_words (job), ==, "No picture came of it.");
      assert_file (packshot_job_get_cover_path (job), "preview.jpg");
      g_assert_cmpstr (find_id (job, PACKSHOT_REMOTE_ID_POLL), ==, "video-1");
    }

  /* The first is what is approved, by another program as well. */
  g_object_unref (job);
  packshot_test_queue_start_again (test);
  job = packshot_test_queue_find (test, id);
  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpstr (find_id (job, PACKSHOT_REMOTE_ID_POLL), ==, "video-1");
  g_assert_cmpstr (find_id (job, PACKSHOT_REMOTE_ID_APPROVED), ==, "video-1");
  g_object_unref (job);
}

static void
test_video_fails (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_submit (test, NULL);

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_FAILED,
                             "No video came of it.");
  packshot_test_queue_regenerate (test, job, PACKSHOT_STEP_REGENERATE_VIDEO);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  g_assert_cmpstr (packshot_job_get_words (job), ==, "No video came of it.");
  assert_file (packshot_job_get_video_path (job), "video.mp4");
  g_assert_cmpstr (find_id (job, PACKSHOT_REMOTE_ID_POLL), ==, "video-1");

  /* The next attempt is as good as the first. */
  packshot_test_queue_regenerate (test, job, PACKSHOT_STEP_REGENERATE_VIDEO);
  packshot_test_queue_wait_until_idle (test);
  assert_file (packshot_job_get_video_path (job), "video-2.mp4");
  g_assert_null (packshot_job_get_words (job));
}

/* A service that fails after the approval fails the job, and its preview is here. */
static void
test_approved_fails (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_make_review (test);

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_FAILED,
                             "No video came of it.");
  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_FAILED);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_SERVICE);
  assert_file (packshot_job_get_cover_path (job), "preview.jpg");
}

/* Nor does what is stopped, where the service can stop it. */
static void
test_video_cancelled (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_submit (test, NULL);

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  packshot_remote_dummy_set_busy (test->service, TRUE);
  packshot_test_queue_regenerate (test, job, PACKSHOT_STEP_REGENERATE_VIDEO);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  cancel (test, job);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CANCEL), ==, 1);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  assert_file (packshot_job_get_video_path (job), "video.mp4");
  g_assert_cmpstr (find_id (job, PACKSHOT_REMOTE_ID_POLL), ==, "video-1");
  g_assert_true (packshot_job_offers (job, PACKSHOT_STEP_REGENERATE_VIDEO));
}

/* What was decided at the review is what is asked from then on. */
static void
test_amended (PackshotTestQueue *test, gconstpointer user_data)
{
  const char *const wish[] = { "wish", "A slow turn", NULL };
  PackshotJob *job = packshot_test_queue_make_review (test);
  g_autoptr (PackshotRequest) amended = NULL;
  g_autoptr (GError) error = NULL;

  amended =
      packshot_request_amend (packshot_job_get_request (job), PACKSHOT_STEP_APPROVE, wish, &error);
  g_assert_no_error (error);
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_APPROVE);
  g_assert_true (packshot_queue_approve (test->queue, job, amended, &error));
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE) == 1);
  g_assert_true (packshot_job_get_request (job) == amended);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_SUBMITTING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_APPROVE);
  packshot_test_queue_load (test, job);
  g_assert_cmpstr (packshot_request_get_string (packshot_job_get_request (job), "wish"), ==,
                   wish[1]);
  g_assert_cmpstr (packshot_request_get_string (packshot_job_get_request (job), "product-name"), ==,
                   "Mug");
  g_object_unref (job);
}

static const char *
get_wish (PackshotJob *job)
{
  return packshot_request_get_string (packshot_job_get_request (job), "wish");
}

/* The picture that is there was not made by what the service did not take, and what is shown of the
 * job says so: at once, and when it is read again. */
static void
test_wish_refused (PackshotTestQueue *test, gconstpointer user_data)
{
  const char *const wish[] = { "wish", "On marble", NULL };
  PackshotJob *job = packshot_test_queue_make_review (test);
  g_autoptr (PackshotRequest) amended = NULL;
  g_autoptr (GError) error = NULL;

  amended = packshot_request_amend (packshot_job_get_request (job),
                                    PACKSHOT_STEP_REGENERATE_PICTURE, wish, &error);
  g_assert_no_error (error);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_REGENERATE_PICTURE,
                             PACKSHOT_VERDICT_REFUSED, "not today");
  g_assert_true (packshot_queue_regenerate (test->queue, job, PACKSHOT_STEP_REGENERATE_PICTURE,
                                            amended, &error));
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpstr (get_wish (job), !=, wish[1]);

  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_load (test, job);
  g_assert_cmpstr (get_wish (job), !=, wish[1]);
  g_object_unref (job);
}

/* Nothing is sent for a job that another program drives, nor for one that is not where it is shown.
 */
static void
test_elsewhere (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_make_review (test);
  PackshotLedger *other = packshot_test_ledger_open (NULL);
  gint64 row = packshot_job_get_row (job);
  g_autoptr (PackshotLease) lease = packshot_ledger_lease (other, row, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (lease);
  g_assert_false (packshot_queue_approve (test->queue, job, NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_clear_error (&error);

  g_clear_pointer (&lease, packshot_lease_free);
  packshot_test_ledger_apply (other, row,
                              packshot_ledger_change_new (PACKSHOT_JOB_REVIEW,
                                                          PACKSHOT_JOB_CANCELLED,
                                                          PACKSHOT_EVENT_DECIDED, "cancel"));
  packshot_test_ledger_close (other);
  if (packshot_queue_approve (test->queue, job, NULL, &error))
    packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_CANCELLED);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 0);
}

/* Another program has approved it already, and this one has not seen that yet. */
static void
test_outdated (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_make_review (test);

  packshot_test_queue_change ("UPDATE jobs SET state = 'waiting'");
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_PREVIEW), ==, 2);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 0);
}

/* A click too many. */
static void
test_twice (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_make_review (test);
  g_autoptr (GError) error = NULL;

  packshot_test_queue_approve (test, job);
  g_assert_false (packshot_queue_approve (test->queue, job, NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 1);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-review/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up,          \
              function, packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("life", test_life);
  ADD ("again", test_again);
  ADD ("output", test_output);
  ADD ("cancel", test_cancel);
  ADD ("cancel-approval", test_cancel_approval);
  ADD ("cancel-before", test_cancel_before);
  ADD ("fails/picture", test_picture_fails);
  ADD ("fails/video", test_video_fails);
  ADD ("fails/approved", test_approved_fails);
  ADD ("fails/cancelled", test_video_cancelled);
  ADD ("amended/approved", test_amended);
  ADD ("amended/refused", test_wish_refused);
  ADD ("elsewhere", test_elsewhere);
  ADD ("outdated", test_outdated);
  ADD ("twice", test_twice);

  return g_test_run ();
}
