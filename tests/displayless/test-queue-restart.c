/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Programs that end in the midst of a job: what was paid for goes on, nothing is paid twice, and
 * nothing is sent without the user's word. */

#include "packshot-test-queue.h"

#define HOUR (3600 * (gint64) G_USEC_PER_SEC)

/* P12: nobody said that it shall be sent now. */
static void
test_ready (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (test, test->photo);

  job = packshot_test_queue_restart_at (test, g_steal_pointer (&job), PACKSHOT_JOB_READY);
  packshot_queue_resume (test->queue);
  packshot_test_queue_let_pass (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpstr (packshot_job_get_title (job), ==, "Mug");
  g_assert_cmpint (packshot_job_get_price (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
  g_assert_null (packshot_job_get_request (job));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD), ==, 0);

  /* With the word it goes its way. */
  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD), ==, 1);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 2);
}

/* Nor does one that stood in line. */
static void
test_line (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) last = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CREATE);
  for (guint i = 0; i < packshot_manifest_get_concurrency (test->manifest); i++)
    g_object_unref (packshot_test_queue_submit (test, NULL));
  last = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE) == 8);

  last = packshot_test_queue_restart_at (test, g_steal_pointer (&last), PACKSHOT_JOB_READY);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CREATE);
  packshot_queue_resume (test->queue);
  packshot_test_queue_let_pass (test);
  g_assert_cmpint (packshot_job_get_state (last), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 9);
}

static void
test_uploading (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *events = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_UPLOAD);
  job = packshot_test_queue_submit (test, test->photo);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD) == 1);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_UPLOADING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_UPLOAD);

  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_nonnull (packshot_job_get_words (job));
  packshot_queue_resume (test->queue);
  packshot_test_queue_let_pass (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD), ==, 1);

  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_PREPARE), ==, 2);
  events = packshot_test_queue_dup_events (test, job);
  g_assert_cmpstr (events, ==,
                   "created:ready prepare:moved:ready upload:intended:uploading "
                   "upload:moved:ready upload:intended:uploading create:intended:submitting "
                   "create:answered:waiting poll:answered:fetching fetch:moved:done");
  g_object_unref (job);
}

/* P2, P3: nobody knows whether it was taken, and it is not sent again. */
static void
test_submitting (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *charges = NULL;
  g_autofree char *events = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CREATE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE) == 1);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_SUBMITTING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CREATE);

  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_nonnull (packshot_job_get_words (job));
  charges = packshot_test_queue_dup_charges (test);
  g_assert_cmpstr (charges, ==, "asked 100 open; ");
  events = packshot_test_queue_dup_events (test, job);
  g_assert_cmpstr (events, ==,
                   "created:ready create:intended:submitting create:unanswered:unknown");

  packshot_queue_resume (test->queue);
  packshot_test_queue_let_pass (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 2);
  g_assert_false (packshot_queue_submit (test->queue, job, NULL));
  g_object_unref (job);
}

/* P1, by the word of the user, and by that for all jobs. */
static void
test_waiting (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  guint n_polls;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  job = packshot_test_queue_restart_at (test, packshot_test_queue_submit (test, NULL),
                                        PACKSHOT_JOB_WAITING);
  n_polls = packshot_test_queue_count (test, PACKSHOT_STEP_POLL);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  g_assert_cmpuint (packshot_queue_get_n_busy (test->queue), ==, 0);
  g_assert_true (packshot_queue_find (test->queue, "video-1") == job);

  g_assert_true (packshot_queue_carry_on (test->queue, job, NULL));
  g_assert_cmpuint (packshot_queue_get_n_busy (test->queue), ==, 1);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_POLL) > n_polls + 2);

  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
  g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
  g_object_unref (job);
}

/* What it cost is told with the video, to another program than the one that paid, and after an
 * attempt that cost nothing. */
static void
test_late_price (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotReply *reply;
  PackshotJob *job;
  g_autofree char *charges = NULL;

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_BUSY, NULL);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_POLL, "video-x", "create");
  packshot_remote_dummy_push (test->service, PACKSHOT_STEP_CREATE, reply);
  packshot_remote_dummy_set_busy (test->service, TRUE);
  g_assert_true (packshot_queue_submit (test->queue, job, NULL));

  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_WAITING);
  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  reply->cost = 70 * PACKSHOT_MONEY_ONE;
  packshot_remote_dummy_push (test->service, PACKSHOT_STEP_POLL, reply);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  charges = packshot_test_queue_dup_charges (test);
  g_assert_cmpstr (charges, ==, "asked 100 charged 0; asked 100 charged 70; ");
  g_object_unref (job);
}

static void
test_fetching (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_FETCH);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_FETCH) == 1);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_FETCHING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_FETCH);

  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_POLL), ==, 1);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_FETCH), ==, 2);
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
  g_object_unref (job);
}

/* A link that can't work any more is not tried: a fresh one is asked for first. */
static void
test_old_link (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_FETCH);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_FETCH) == 1);
  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  packshot_test_queue_crash (test);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_FETCH);
  packshot_test_queue_change ("UPDATE jobs SET changed = changed - 700 * 1000000");

  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_POLL), ==, 2);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_FETCH), ==, 2);
  g_object_unref (job);
}

static void
say_not_before (PackshotTestQueue *test, gint64 wait)
{
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_BUSY);

  reply->not_before = g_get_real_time () + wait;
  packshot_remote_dummy_push (test->service, PACKSHOT_STEP_POLL, reply);
}

/* What the service asked for holds for the next program as well. */
static void
test_told (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  gint64 next_try;

  say_not_before (test, HOUR);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_job_get_next_try (job) > g_get_real_time () + HOUR / 2);
  next_try = packshot_job_get_next_try (job);
  packshot_test_queue_wait_for_event (test, job, "waiting poll:answered:waiting");

  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_WAITING);
  packshot_queue_resume (test->queue);
  packshot_test_wait_until (packshot_job_get_next_try (job) != 0);
  g_assert_cmpint (ABS (packshot_job_get_next_try (job) - next_try), <, G_USEC_PER_SEC);
  packshot_test_queue_let_pass (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_POLL), ==, 2);
  g_object_unref (job);
}

/* Whatever a clock that jumped has left behind. */
static void
test_clock (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;
  gint64 wait;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  packshot_test_queue_crash (test);
  packshot_test_queue_change ("UPDATE jobs SET not_before = changed + 90 * 24 * 3600 * 1000000");

  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);
  packshot_queue_resume (test->queue);
  packshot_test_wait_until (packshot_job_get_next_try (job) != 0);
  wait = packshot_job_get_next_try (job) - g_get_real_time ();
  g_assert_cmpint (wait, >, 23 * HOUR);
  g_assert_cmpint (wait, <=, 24 * HOUR);
  g_object_unref (job);
}

/* What was uploaded for an order that was not taken serves the next one, unless that comes so late
 * that nobody may have the photo any more. */
static void
test_old_upload (PackshotTestQueue *test, gconstpointer user_data)
{
  static const struct
  {
    const char *sql;
    guint n_uploads;
  } cases[] = {
    { "UPDATE jobs SET changed = changed - 30 * 60 * 1000000", 1 },
    { "UPDATE jobs SET changed = changed - 90 * 60 * 1000000", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_uploads = packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD);
      g_autofree char *id = NULL;
      PackshotJob *job;

      packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_NOT_SENT,
                                 NULL);
      job = packshot_test_queue_submit (test, test->photo);
      id = g_strdup (packshot_job_get_id (job));
      packshot_test_queue_wait_until_idle (test);
      g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
      g_object_unref (job);
      packshot_test_queue_crash (test);
      packshot_test_queue_change (cases[i].sql);

      packshot_test_queue_open (test);
      job = packshot_test_queue_find (test, id);
      g_assert_true (packshot_queue_submit (test->queue, job, NULL));
      packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
      packshot_test_queue_wait_until_idle (test);
      g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD) - n_uploads, ==,
                        cases[i].n_uploads);
      g_object_unref (job);
    }
}

/* Work that was cut off, of a service whose file is gone since. */
static void
test_no_service (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_add (test, NULL);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  g_object_unref (job);
  packshot_test_queue_crash (test);
  packshot_test_queue_change ("UPDATE jobs SET not_before = 1, service = 'gone'");

  packshot_test_queue_open (test);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_until_idle (test);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_null (packshot_job_get_manifest (job));
  g_object_unref (job);
}

/* 404 until the service may have forgotten it; and then it has. */
static void
test_expired (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;
  guint n_polls;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  packshot_test_queue_crash (test);
  packshot_test_queue_change ("UPDATE jobs SET created = created - 2 * 3600 * 1000000, "
                              "paid_at = paid_at - 2 * 3600 * 1000000");

  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);
  n_polls = packshot_test_queue_count (test, PACKSHOT_STEP_POLL);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_GONE, NULL);
  packshot_queue_resume (test->queue);

  /* Once may be a mistake, of the service or of the clock when the job was made. */
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_POLL) > n_polls + 2);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  for (guint i = 0; i < 3; i++)
    packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_GONE, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_FAILED);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_EXPIRED);
  g_assert_cmpstr (packshot_job_get_failure_words (job), ==, "The service does not know this job.");
  g_object_unref (job);
}

/* Whoever was asked to stop it ended before the service was. */
static void
test_cancel (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CANCEL);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  packshot_queue_cancel (test->queue, job);
  packshot_test_wait_until (packshot_job_get_cancel_asked (job));

  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_WAITING);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CANCEL);
  g_assert_true (packshot_job_get_cancel_asked (job));
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_CANCELLED);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CANCEL), ==, 2);
  g_object_unref (job);
}

/* The end in good order waits for the one answer without which nobody knows what was paid for. */
static void
test_shutdown (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  GAsyncResult *answer = NULL;
  g_autofree char *id = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CREATE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE) == 1);
  id = g_strdup (packshot_job_get_id (job));

  packshot_queue_shutdown_async (test->queue, NULL, packshot_test_answer_cb, &answer);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (answer);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CREATE);
  packshot_test_wait_until (answer != NULL);
  g_assert_true (packshot_queue_shutdown_finish (test->queue, answer, NULL));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  g_object_unref (answer);
  g_object_unref (job);

  packshot_test_queue_start_again (test);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
  g_object_unref (job);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-restart/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up,         \
              function, packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("ready", test_ready);
  ADD ("line", test_line);
  ADD ("uploading", test_uploading);
  ADD ("submitting", test_submitting);
  ADD ("waiting", test_waiting);
  ADD ("late-price", test_late_price);
  ADD ("fetching", test_fetching);
  ADD ("old-link", test_old_link);
  ADD ("told", test_told);
  ADD ("clock", test_clock);
  ADD ("old-upload", test_old_upload);
  ADD ("no-service", test_no_service);
  ADD ("expired", test_expired);
  ADD ("cancel", test_cancel);
  ADD ("shutdown", test_shutdown);

  return g_test_run ();
}
