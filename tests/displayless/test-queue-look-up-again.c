/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A second paid call that nobody answered: an approval is asked for by the id it is about, and what
 * is made again is looked for among what the service lists. What was there before is kept. */

#include "packshot-core-error.h"
#include "packshot-dummy-list.h"
#include "packshot-test-lister.h"

static void
list (PackshotTestQueue *test, const char *id)
{
  PackshotListing *listing = packshot_listing_new (id, g_get_real_time ());

  packshot_listing_set (listing, "product-name", "Mug");
  packshot_dummy_list_add (test->service, listing);
}

static PackshotJob *
make_review (PackshotTestQueue *test)
{
  list (test, "video-1");
  return packshot_test_queue_make_review (test);
}

static void
lose_approval (PackshotTestQueue *test, PackshotJob *job)
{
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_APPROVE, PACKSHOT_VERDICT_UNCERTAIN,
                             NULL);
  g_assert_true (packshot_queue_approve (test->queue, job, NULL, NULL));
}

static void
lose (PackshotTestQueue *test, PackshotJob *job, PackshotStep step)
{
  packshot_remote_dummy_say (test->service, step, PACKSHOT_VERDICT_UNCERTAIN, NULL);
  g_assert_true (packshot_queue_regenerate (test->queue, job, step, NULL, NULL));
}

/* It was taken, and the service says so of the video by its name. What it says of the review a
 * moment later is known to be behind. */
static void
test_approved (PackshotTestQueue *test, gconstpointer user_data)
{
  static const PackshotVerdict verdicts[] = { PACKSHOT_VERDICT_WORKING, PACKSHOT_VERDICT_DONE };

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      g_autoptr (PackshotJob) job = make_review (test);

      packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, verdicts[i], NULL);
      packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_REVIEW, NULL);
      packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_DONE, NULL);
      lose_approval (test, job);
      packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
      packshot_test_queue_wait_until_idle (test);
      g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, i + 1);
      g_assert_cmpuint (packshot_dummy_list_count (test->service), ==, 0);
    }
}

/* The service says that it will not come to anything: so it was taken. */
static void
test_failed (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make_review (test);

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_FAILED, "No.");
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_FAILED, "No.");
  lose_approval (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_FAILED);
  g_assert_cmpstr (packshot_job_get_failure_words (job), ==, "No.");
}

/* The service may be behind: so that it waits for a word says something only after a while. */
static void
test_not_approved (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = make_review (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  lose_approval (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_nonnull (strstr (packshot_job_get_words (job),
                            "Remote Dummy still waits for your word about the preview."));
  g_object_unref (job);
  packshot_test_queue_crash (test);

  packshot_test_queue_change ("UPDATE jobs SET paid_at = paid_at - 16 * 60 * 1000000");
  packshot_test_queue_open (test);
  packshot_queue_resume (test->queue);
  job = packshot_test_queue_find (test, id);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  g_assert_true (g_file_test (packshot_job_get_cover_path (job), G_FILE_TEST_IS_REGULAR));
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; asked 30 charged 0; ");

  g_assert_true (packshot_queue_approve (test->queue, job, NULL, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_APPROVE), ==, 2);
  g_object_unref (job);
}

/* A service that can't be asked leaves it as it is. */
static void
test_unreachable (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make_review (test);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_NOT_SENT, "Gone.");
  lose_approval (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_queue_wait_until_idle (test);
  g_assert_null (strstr (packshot_job_get_words (job), "Gone."));

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_NOT_SENT, "Gone.");
  packshot_queue_look_up_async (test->queue, job, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  g_assert_false (packshot_queue_look_up_finish (test->queue, answer, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE);
  g_assert_cmpstr (error->message, ==, "Gone.");
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
}

/* Another picture has a name of its own, and that of the first is not taken for it. */
static void
test_picture (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make_review (test);

  lose (test, job, PACKSHOT_STEP_REGENERATE_PICTURE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_queue_wait_until_idle (test);
  g_assert_nonnull (
      strstr (packshot_job_get_words (job), "Remote Dummy has no video that could be this one."));

  list (test, "video-x");
  g_assert_true (packshot_queue_can_carry_on (test->queue, job) == FALSE);
  packshot_queue_look_up_async (test->queue, job, NULL, NULL, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  g_assert_true (packshot_queue_find (test->queue, "video-x") == job);
  g_assert_cmpstr (
      packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_POLL), ==,
      "video-x");
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_REGENERATE_PICTURE), ==, 1);
}

/* So has another video, which needs no approval. */
static void
test_video (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make_review (test);
  g_autofree char *first = NULL;

  g_assert_true (packshot_queue_approve (test->queue, job, NULL, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  first = g_strdup (packshot_job_get_video_path (job));

  list (test, "video-x");
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_REVIEW, NULL);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_DONE, NULL);
  lose (test, job, PACKSHOT_STEP_REGENERATE_VIDEO);
  packshot_test_wait_until (g_strcmp0 (packshot_job_get_video_path (job), first) != 0);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
  g_assert_true (packshot_queue_find (test->queue, "video-x") == job);
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_REGENERATE_VIDEO), ==, 1);
}

/* What another job has can't be said to be this one's, by a person either. */
static void
test_taken (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) other = packshot_test_queue_submit (test, NULL);
  g_autoptr (PackshotJob) job = NULL;

  packshot_test_queue_wait_for_state (other, PACKSHOT_JOB_DONE);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_UNCERTAIN, NULL);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_queue_wait_until_idle (test);

  g_assert_true (packshot_queue_resolve (test->queue, job, "video-1", NULL));
  packshot_test_wait_until (
      g_strcmp0 (packshot_job_get_words (job), "This video is another job’s already.") == 0);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  packshot_test_wait_until (packshot_queue_find (test->queue, "video-1") == other);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-look-up-again/" path, PackshotTestQueue, NULL, packshot_test_lister_set_up,  \
              function, packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("approved", test_approved);
  ADD ("failed", test_failed);
  ADD ("not-approved", test_not_approved);
  ADD ("unreachable", test_unreachable);
  ADD ("picture", test_picture);
  ADD ("video", test_video);
  ADD ("taken", test_taken);

  return g_test_run ();
}
