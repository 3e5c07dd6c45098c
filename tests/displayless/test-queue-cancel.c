/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A person thinks better of it: P8 of DESIGN §4. */

#include "packshot-test-queue.h"

static void
test_cancel_unsent (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) ready = packshot_test_queue_add (test, NULL);
  g_autoptr (PackshotJob) uploading = NULL;

  packshot_queue_cancel (test->queue, ready);
  packshot_test_queue_wait_for_state (ready, PACKSHOT_JOB_CANCELLED);
  packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);
  packshot_test_queue_assert_events (test, ready, "created:ready cancel:decided:cancelled");

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_UPLOAD);
  uploading = packshot_test_queue_submit (test, test->photo);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD) == 1);
  packshot_queue_cancel (test->queue, uploading);
  packshot_test_queue_wait_for_state (uploading, PACKSHOT_JOB_CANCELLED);

  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 0);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CANCEL), ==, 0);
  packshot_test_queue_assert_charges (test, "");
}

/* In each moment on the way to the paid call: it is sent or not, but never both. */
static void
test_cancel_moments (PackshotTestQueue *test, gconstpointer user_data)
{
  guint n_sent = 0, n_unsent = 0;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  for (guint moment = 0; n_sent < 5 && moment < 1000; moment++)
    {
      g_autoptr (PackshotJob) job = packshot_test_queue_submit (test, test->photo);
      guint n_creates = packshot_test_queue_count (test, PACKSHOT_STEP_CREATE);

      for (guint i = 0; i < moment; i++)
        g_main_context_iteration (NULL, TRUE);
      packshot_queue_cancel (test->queue, job);
      packshot_test_wait_until (packshot_job_state_is_end (packshot_job_get_state (job)));

      if (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE) == n_creates)
        {
          g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_CANCELLED);
          g_assert_cmpint (packshot_job_get_charged (job), <=, 0);
          n_unsent++;
        }
      else
        {
          g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==,
                            n_creates + 1);
          g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
          n_sent++;
        }
    }

  g_assert_cmpuint (n_unsent, >, 3);
  g_assert_cmpuint (n_sent, ==, 5);
}

/* The call is out: it is marked, and the service is asked when it has said what it calls the job.
 */
static void
test_cancel_submitting (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CREATE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE) == 1);
  packshot_queue_cancel (test->queue, job);
  packshot_test_wait_until (packshot_job_get_cancel_asked (job));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_SUBMITTING);

  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CREATE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_CANCELLED);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CANCEL), ==, 1);

  /* P8: what it cost is not for us to take back. */
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; ");
}

/* The service does not stop: the video is collected all the same. */
static void
test_cancel_refused (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CANCEL, PACKSHOT_VERDICT_REFUSED,
                             "Too late.");
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  packshot_queue_cancel (test->queue, job);
  packshot_test_wait_until (g_strcmp0 (packshot_job_get_words (job), "Too late.") == 0);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  g_assert_true (packshot_job_get_cancel_asked (job));

  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_true (packshot_job_get_cancel_asked (job));
}

/* The video is there already, and comes. */
static void
test_cancel_fetching (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_FETCH);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_FETCH) == 1);
  packshot_queue_cancel (test->queue, job);
  packshot_test_wait_until (packshot_job_get_cancel_asked (job));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_FETCHING);

  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_FETCH);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CANCEL), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-cancel/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up,          \
              function, packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("unsent", test_cancel_unsent);
  ADD ("moments", test_cancel_moments);
  ADD ("submitting", test_cancel_submitting);
  ADD ("refused", test_cancel_refused);
  ADD ("fetching", test_cancel_fetching);

  return g_test_run ();
}
