/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Window and command line on one ledger: each job is driven by one of them, and seen by both. */

#include "packshot-core-error.h"
#include "packshot-test-queue.h"

typedef struct
{
  PackshotTestQueue one;
  PackshotTestQueue other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_queue_set_up (&fixture->one, NULL);
  packshot_test_queue_set_up (&fixture->other, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_queue_tear_down (&fixture->other, NULL);
  packshot_test_queue_tear_down (&fixture->one, NULL);
}

static guint
count_creates (Fixture *fixture)
{
  return packshot_remote_dummy_count (fixture->one.service, PACKSHOT_STEP_CREATE)
         + packshot_remote_dummy_count (fixture->other.service, PACKSHOT_STEP_CREATE);
}

/* The same job, as the other program has it. */
static PackshotJob *
wait_for_other (Fixture *fixture, PackshotJob *job, PackshotJobState state)
{
  PackshotJob *same;

  packshot_test_wait_until (
      (same = packshot_queue_find (fixture->other.queue, packshot_job_get_id (job))) != NULL
      && packshot_job_get_state (same) == state);

  return g_object_ref (same);
}

/* What one does the other shows, and leaves alone. */
static void
test_watch (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (PackshotJob) same = NULL;
  g_autoptr (GError) error = NULL;

  packshot_remote_dummy_set_busy (fixture->one.service, TRUE);
  packshot_queue_resume (fixture->other.queue);
  job = packshot_test_queue_submit (&fixture->one, NULL);
  same = wait_for_other (fixture, job, PACKSHOT_JOB_WAITING);
  packshot_test_wait_until (packshot_job_get_driven_elsewhere (same));
  g_assert_false (packshot_job_get_driven_elsewhere (job));

  g_assert_false (packshot_queue_carry_on (fixture->other.queue, same, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (
      packshot_test_queue_delete (&fixture->other, same, PACKSHOT_DELETION_FOR_GOOD, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);

  packshot_remote_dummy_set_busy (fixture->one.service, FALSE);
  packshot_test_queue_wait_for_state (same, PACKSHOT_JOB_DONE);
  packshot_test_wait_until (!packshot_job_get_driven_elsewhere (same));
  g_assert_cmpstr (packshot_job_get_video_path (same), ==, packshot_job_get_video_path (job));
  g_assert_cmpint (packshot_job_get_charged (same), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
  g_assert_cmpuint (packshot_remote_dummy_count (fixture->other.service, PACKSHOT_STEP_POLL), ==,
                    0);
  g_assert_true (packshot_queue_find (fixture->other.queue, "video-1") == same);
}

/* Both have the same thought: it is sent once. */
static void
test_both_submit (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (&fixture->one, NULL);
  g_autoptr (PackshotJob) same = wait_for_other (fixture, job, PACKSHOT_JOB_READY);
  g_autoptr (GError) error = NULL;

  g_assert_true (packshot_queue_submit (fixture->one.queue, job, NULL));
  g_assert_false (packshot_queue_submit (fixture->other.queue, same, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_for_state (same, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (count_creates (fixture), ==, 1);
}

/* One that one program added is sent by the other. */
static void
test_hand_over (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (&fixture->one, fixture->one.photo);
  g_autoptr (PackshotJob) same = wait_for_other (fixture, job, PACKSHOT_JOB_READY);

  g_assert_true (packshot_queue_submit (fixture->other.queue, same, NULL));
  packshot_test_queue_wait_for_state (same, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_remote_dummy_count (fixture->one.service, PACKSHOT_STEP_CREATE), ==,
                    0);
  g_assert_cmpuint (count_creates (fixture), ==, 1);
}

/* The one is killed: the other goes on with what was paid for, if it goes on with such jobs. */
static void
test_pick_up (Fixture *fixture, gconstpointer user_data)
{
  PackshotJob *job;
  g_autoptr (PackshotJob) same = NULL;

  packshot_remote_dummy_set_busy (fixture->one.service, TRUE);
  packshot_queue_resume (fixture->other.queue);
  job = packshot_test_queue_submit (&fixture->one, NULL);
  same = wait_for_other (fixture, job, PACKSHOT_JOB_WAITING);
  packshot_test_wait_until (packshot_job_get_driven_elsewhere (same));
  g_object_unref (job);
  packshot_test_queue_crash (&fixture->one);

  packshot_test_queue_wait_for_state (same, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (count_creates (fixture), ==, 1);
}

/* Killed with the paid call out: nobody knows, whoever finds it, and it is not sent again. */
static void
test_pick_up_unknown (Fixture *fixture, gconstpointer user_data)
{
  PackshotJob *job;
  g_autoptr (PackshotJob) same = NULL;

  packshot_remote_dummy_hold (fixture->one.service, PACKSHOT_STEP_CREATE);
  job = packshot_test_queue_submit (&fixture->one, NULL);
  same = wait_for_other (fixture, job, PACKSHOT_JOB_SUBMITTING);
  packshot_test_wait_until (packshot_job_get_driven_elsewhere (same));
  g_object_unref (job);
  packshot_test_queue_crash (&fixture->one);
  packshot_remote_dummy_release (fixture->one.service, PACKSHOT_STEP_CREATE);

  packshot_test_queue_wait_for_state (same, PACKSHOT_JOB_UNKNOWN);
  packshot_test_wait_until (!packshot_job_get_driven_elsewhere (same));
  g_assert_cmpuint (count_creates (fixture), ==, 1);
}

/* Work on this computer that the one program is killed at, as the other one has it. */
static PackshotJob *
make_and_kill (Fixture *fixture)
{
  g_autoptr (PackshotRequest) request =
      packshot_request_new (packshot_registry_lookup (fixture->one.registry, "dummy"));
  PackshotJob *job, *same;

  packshot_queue_resume (fixture->other.queue);
  g_assert_true (packshot_request_set (request, "photo", fixture->one.photo, NULL));
  g_assert_true (packshot_request_set (request, "behaviour", "wait", NULL));
  job = packshot_queue_add (fixture->one.queue, request, NULL, NULL);
  g_assert_true (packshot_queue_submit (fixture->one.queue, job, NULL));
  same = wait_for_other (fixture, job, PACKSHOT_JOB_MAKING);
  packshot_test_wait_until (packshot_job_get_driven_elsewhere (same));
  g_object_unref (job);
  packshot_test_queue_crash (&fixture->one);

  return same;
}

/* It begins again in the other. */
static void
test_pick_up_making (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) same = make_and_kill (fixture);

  packshot_test_wait_until (g_strcmp0 (packshot_job_get_activity (same), "Waiting") == 0);
  g_assert_false (packshot_job_get_driven_elsewhere (same));
  g_assert_cmpint (packshot_job_get_state (same), ==, PACKSHOT_JOB_MAKING);
  packshot_queue_cancel (fixture->other.queue, same);
  packshot_test_queue_wait_for_state (same, PACKSHOT_JOB_CANCELLED);
}

/* Unless somebody stops it in the moment in which it is put right. */
static void
test_pick_up_cancelled (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) same = make_and_kill (fixture);

  packshot_test_wait_until (packshot_queue_get_n_busy (fixture->other.queue) == 1);
  g_assert_cmpint (packshot_job_get_state (same), ==, PACKSHOT_JOB_MAKING);
  packshot_queue_cancel (fixture->other.queue, same);
  packshot_test_queue_wait_for_state (same, PACKSHOT_JOB_CANCELLED);
}

/* The wish of whoever does not drive the job reaches the one that does. */
static void
test_cancel (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (PackshotJob) same = NULL;

  packshot_remote_dummy_set_busy (fixture->one.service, TRUE);
  job = packshot_test_queue_submit (&fixture->one, NULL);
  same = wait_for_other (fixture, job, PACKSHOT_JOB_WAITING);
  packshot_queue_cancel (fixture->other.queue, same);

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_CANCELLED);
  packshot_test_queue_wait_for_state (same, PACKSHOT_JOB_CANCELLED);
  g_assert_cmpuint (packshot_remote_dummy_count (fixture->one.service, PACKSHOT_STEP_CANCEL), ==,
                    1);
  g_assert_cmpuint (packshot_remote_dummy_count (fixture->other.service, PACKSHOT_STEP_CANCEL), ==,
                    0);
}

static void
test_delete (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_submit (&fixture->one, NULL);
  g_autoptr (PackshotJob) kept = packshot_test_queue_add (&fixture->one, NULL);
  g_autoptr (GError) error = NULL;

  g_object_unref (wait_for_other (fixture, job, PACKSHOT_JOB_DONE));

  packshot_test_wait_until (packshot_queue_get_n_busy (fixture->one.queue) == 0);
  packshot_test_queue_delete (&fixture->one, job, PACKSHOT_DELETION_FOR_GOOD, &error);
  g_assert_no_error (error);
  packshot_test_wait_until (packshot_queue_find (fixture->other.queue, packshot_job_get_id (job))
                            == NULL);
  g_assert_nonnull (packshot_queue_find (fixture->other.queue, packshot_job_get_id (kept)));
}

/* Jobs that both add at the same time are all there in both, each once. */
static void
test_both_add (Fixture *fixture, gconstpointer user_data)
{
  const guint n_jobs = 40;

  for (guint i = 0; i < n_jobs; i++)
    {
      g_object_unref (packshot_test_queue_add (&fixture->one, NULL));
      g_object_unref (packshot_test_queue_add (&fixture->other, NULL));
    }

  packshot_test_wait_until (
      g_list_model_get_n_items (packshot_queue_get_jobs (fixture->one.queue)) == 2 * n_jobs
      && g_list_model_get_n_items (packshot_queue_get_jobs (fixture->other.queue)) == 2 * n_jobs);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-two/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("watch", test_watch);
  ADD ("both-submit", test_both_submit);
  ADD ("hand-over", test_hand_over);
  ADD ("pick-up", test_pick_up);
  ADD ("pick-up-unknown", test_pick_up_unknown);
  ADD ("pick-up-making", test_pick_up_making);
  ADD ("pick-up-cancelled", test_pick_up_cancelled);
  ADD ("cancel", test_cancel);
  ADD ("delete", test_delete);
  ADD ("both-add", test_both_add);

  return g_test_run ();
}
