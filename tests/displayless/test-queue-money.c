/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a call cost at a service that tells only what is left: the difference, where nothing else
 * can have been taken from it. */

#include "packshot-test-queue.h"

static void
set_up (PackshotTestQueue *test, gconstpointer user_data)
{
  packshot_test_queue_set_up (test, user_data);
  packshot_remote_dummy_set_tells_balance (test->service, TRUE);
  packshot_remote_dummy_set_reviews (test->service, TRUE);
}

static void
approve (PackshotTestQueue *test, PackshotJob *job)
{
  packshot_test_queue_approve (test, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_wait_until_idle (test);
}

/* Each step by itself, and the sum. */
static void
test_steps (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_make_review (test);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  g_assert_cmpint (packshot_job_get_charged (job), ==, 100 * PACKSHOT_MONEY_ONE);
  g_assert_cmpint (packshot_job_get_balance (job), ==, 800 * PACKSHOT_MONEY_ONE);
  approve (test, job);
  g_assert_cmpint (packshot_job_get_charged (job), ==, 130 * PACKSHOT_MONEY_ONE);
  g_assert_cmpint (packshot_job_get_balance (job), ==, 770 * PACKSHOT_MONEY_ONE);
  g_assert_true (
      packshot_queue_regenerate (test->queue, job, PACKSHOT_STEP_REGENERATE_VIDEO, NULL, NULL));
  packshot_test_queue_wait_until_idle (test);
  g_assert_cmpint (packshot_job_get_charged (job), ==, 150 * PACKSHOT_MONEY_ONE);
  packshot_test_queue_assert_charges (
      test, "asked 100 charged 100; asked 30 charged 30; asked 20 charged 20; ");

  g_clear_object (&job);
  packshot_test_queue_start_again (test);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_charged (job), ==, 150 * PACKSHOT_MONEY_ONE);
}

/* A price is what is expected, and the cost what it was. */
static void
test_other_price (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_take (test->service, 20 * PACKSHOT_MONEY_ONE);
  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_assert_charges (test, "asked 100 charged 120; ");
}

/* What was there before is on disk. */
static void
test_killed (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  job = packshot_test_queue_restart_at (test, packshot_test_queue_submit (test, NULL),
                                        PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; ");
  g_assert_cmpint (packshot_job_get_charged (job), ==, 100 * PACKSHOT_MONEY_ONE);
  g_object_unref (job);
}

/* Killed after the end was noted, it is noted again, and the same. */
static void
test_killed_late (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_PREVIEW);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_PREVIEW) == 1);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_PREVIEW);
  packshot_remote_dummy_take (test->service, 5 * PACKSHOT_MONEY_ONE);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; ");
  g_object_unref (job);
}

/* And what could not be told then is not told by what is left later. */
static void
test_killed_untold (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_PREVIEW);
  packshot_remote_dummy_set_busy (test->service, TRUE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_take (test->service, -500 * PACKSHOT_MONEY_ONE);
  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_PREVIEW) == 1);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_PREVIEW);
  packshot_remote_dummy_take (test->service, 450 * PACKSHOT_MONEY_ONE);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_assert_charges (test, "asked 100 open; ");
  g_object_unref (job);
}

/* Of two that were out at the same time nobody can say which took what; of the next one again. */
static void
test_two (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) one = NULL;
  g_autoptr (PackshotJob) other = NULL;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  one = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (one, PACKSHOT_JOB_WAITING);
  other = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (other, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_test_queue_wait_for_state (one, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_for_state (other, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_assert_charges (test, "asked 100 open; asked 100 open; ");
  g_assert_cmpint (packshot_job_get_charged (one), ==, PACKSHOT_MONEY_UNKNOWN);

  approve (test, one);
  packshot_test_queue_assert_charges (test,
                                      "asked 100 open; asked 100 open; asked 30 charged 30; ");
  g_assert_cmpint (packshot_job_get_charged (one), ==, 30 * PACKSHOT_MONEY_ONE);
}

/* One that was refused took nothing from anybody. */
static void
test_refused (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) one = NULL;
  g_autoptr (PackshotJob) other = NULL;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  one = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (one, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_REFUSED, "No.");
  other = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (other, PACKSHOT_JOB_FAILED);
  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_test_queue_wait_for_state (one, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; asked 100 charged 0; ");
}

/* Somebody paid in: the difference tells nothing. */
static void
test_paid_in (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_take (test->service, -500 * PACKSHOT_MONEY_ONE);
  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_REVIEW);
  packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_assert_charges (test, "asked 100 open; ");
  g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_MONEY_UNKNOWN);
}

/* A service that failed and gave back what it took cost nothing. */
static void
test_given_back (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotReply *reply = packshot_reply_new_take_words (PACKSHOT_VERDICT_FAILED, g_strdup ("No."));
  g_autoptr (PackshotJob) job = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_POLL);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_take (test->service, -100 * PACKSHOT_MONEY_ONE);
  packshot_remote_dummy_push (test->service, PACKSHOT_STEP_POLL, reply);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_POLL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_FAILED);
  packshot_test_queue_wait_until_idle (test);
  packshot_test_queue_assert_charges (test, "asked 100 charged 0; ");
  g_assert_cmpint (packshot_job_get_charged (job), ==, 0);
}

/* A call that nobody answered may have been taken, and paid for, at any time of that day. */
static void
test_unanswered (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) lost = NULL;
  g_autoptr (PackshotJob) job = NULL;

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_UNCERTAIN, NULL);
  lost = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (lost, PACKSHOT_JOB_UNKNOWN);
  packshot_test_queue_wait_until_idle (test);
  job = packshot_test_queue_make_review (test);
  packshot_test_queue_assert_charges (test, "asked 100 open; asked 100 open; ");
  g_clear_object (&job);
  g_clear_object (&lost);

  packshot_test_queue_crash (test);
  packshot_test_queue_change ("UPDATE charges SET asked_at = asked_at - 25 * 3600 * 1000000");
  packshot_test_queue_open (test);
  job = packshot_test_queue_make_review (test);
  packshot_test_queue_assert_charges (test,
                                      "asked 100 open; asked 100 open; asked 100 charged 100; ");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-money/" path, PackshotTestQueue, NULL, set_up, function,                     \
              packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("steps", test_steps);
  ADD ("other-price", test_other_price);
  ADD ("killed", test_killed);
  ADD ("killed-late", test_killed_late);
  ADD ("killed-untold", test_killed_untold);
  ADD ("two", test_two);
  ADD ("refused", test_refused);
  ADD ("paid-in", test_paid_in);
  ADD ("given-back", test_given_back);
  ADD ("unanswered", test_unanswered);

  return g_test_run ();
}
