/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* How often a service is asked, and when nobody is. */

#include "packshot-test-queue.h"

#define N_JOBS 300

static void
bring_in (PackshotTestQueue *test, guint n_jobs)
{
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *id = g_strdup_printf ("far-%u", i);
      g_autoptr (PackshotJob) job =
          packshot_queue_import (test->queue, test->manifest, id, NULL, NULL);

      g_assert_nonnull (job);
    }
}

static PackshotJob *
get_job (PackshotTestQueue *test, guint position)
{
  return g_list_model_get_item (packshot_queue_get_jobs (test->queue), position);
}

static gboolean
is_all_written (PackshotTestQueue *test)
{
  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autoptr (PackshotJob) job = get_job (test, i);

      if (packshot_job_get_row (job) == 0)
        return FALSE;
    }

  return TRUE;
}

/* Three hundred jobs, of which fifty go into one question: six questions each time, from the first
 * time on, and no more than four of them at once. */
static void
test_many (PackshotTestQueue *test, gconstpointer user_data)
{
  const guint n_rounds = 3, n_calls = N_JOBS / 50;
  guint n_polls, n_asked_for;

  packshot_remote_dummy_set_busy (test->service, TRUE);
  bring_in (test, N_JOBS);
  packshot_test_wait_until (is_all_written (test));
  packshot_test_queue_crash (test);
  n_polls = packshot_test_queue_count (test, PACKSHOT_STEP_POLL);
  n_asked_for = packshot_remote_dummy_count_asked_for (test->service);

  packshot_test_queue_open (test);
  packshot_queue_set_interval (test->queue, 0.3);
  packshot_queue_resume (test->queue);
  g_assert_cmpuint (packshot_queue_get_n_busy (test->queue), ==, N_JOBS);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_POLL)
                            == n_polls + n_rounds * n_calls);
  g_assert_cmpuint (packshot_remote_dummy_count_asked_for (test->service), ==,
                    n_asked_for + n_rounds * N_JOBS);
  g_assert_cmpuint (packshot_remote_dummy_get_most_at_once (test->service), ==, 4);
}

/* Whether the program would sleep until something comes from outside. */
static gboolean
would_sleep (void)
{
  GMainContext *context = g_main_context_default ();
  GPollFD fds[64];
  int priority, timeout;

  while (g_main_context_iteration (context, FALSE))
    ;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, priority, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);

  return timeout == -1;
}

/* The file monitor, for one, settles after the last write. No tick of ours may run meanwhile. */
static void
wait_for_sleep (void)
{
  for (guint i = 0; i < 100 && !would_sleep (); i++)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (would_sleep ());
}

/* No timer runs for jobs that rest, nor for one that waits for a key; and one does as soon as
 * somebody waits for a time. */
static void
test_idle (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) done = packshot_test_queue_submit (test, NULL);
  g_autoptr (PackshotJob) ready = packshot_test_queue_add (test, NULL);
  g_autoptr (PackshotJob) unknown = NULL;
  g_autoptr (PackshotJob) keyless = NULL;

  packshot_test_queue_wait_for_state (done, PACKSHOT_JOB_DONE);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_UNCERTAIN, NULL);
  unknown = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (unknown, PACKSHOT_JOB_UNKNOWN);
  packshot_queue_resume (test->queue);
  packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);
  g_assert_cmpint (packshot_job_get_state (ready), ==, PACKSHOT_JOB_READY);

  wait_for_sleep ();

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_KEY_REFUSED, NULL);
  keyless = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_job_get_key_needed (keyless));
  wait_for_sleep ();

  packshot_queue_set_interval (test->queue, 3600);
  packshot_remote_dummy_set_busy (test->service, TRUE);
  packshot_queue_key_changed (test->queue, "remote-dummy");
  packshot_test_wait_until (packshot_job_get_next_try (keyless) > 0);
  g_assert_false (would_sleep ());
}

/* One that comes while the service is asked with the one before is tried as well, and nobody runs
 * in circles until then. */
static void
test_key_again (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_KEY_REFUSED, NULL);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_KEY_REFUSED, NULL);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_job_get_key_needed (job));

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_POLL);
  packshot_queue_key_changed (test->queue, "remote-dummy");
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_POLL) == 2);
  packshot_queue_key_changed (test->queue, "remote-dummy");
  wait_for_sleep ();

  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_POLL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
}

/* What the system says comes before any back-off. */
static void
test_network (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_queue_set_interval (test->queue, 3600);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_UPLOAD, PACKSHOT_VERDICT_NOT_SENT, NULL);
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_FETCH, PACKSHOT_VERDICT_NOT_SENT, NULL);
  job = packshot_test_queue_submit (test, test->photo);
  packshot_test_wait_until (packshot_job_get_next_try (job) > 0);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UPLOADING);
  g_assert_cmpstr (packshot_job_get_words (job), ==, "The service can’t be reached.");

  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", FALSE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD), ==, 1);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD), ==, 2);
}

/* The first poll comes after the service's pace, not at once. */
static void
test_first_poll (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;
  gint64 wait;

  packshot_queue_set_interval (test->queue, 60);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  packshot_test_wait_until (packshot_job_get_next_try (job) > 0);
  wait = packshot_job_get_next_try (job) - g_get_real_time ();
  g_assert_cmpint (wait, >, 50 * G_USEC_PER_SEC);
  g_assert_cmpint (wait, <=, 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_POLL), ==, 0);
}

/* As many on their way as the service allows, and the next when one is through. */
static void
test_line (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_FETCH);
  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (jobs, packshot_test_queue_submit (test, NULL));
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_FETCH) == 8);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 8);
  g_assert_cmpuint (packshot_queue_get_n_busy (test->queue), ==, 10);

  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_FETCH);
  for (guint i = 0; i < jobs->len; i++)
    packshot_test_queue_wait_for_state (g_ptr_array_index (jobs, i), PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 10);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-pace/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up, function,  \
              packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("many", test_many);
  ADD ("idle", test_idle);
  ADD ("key-again", test_key_again);
  ADD ("network", test_network);
  ADD ("first-poll", test_first_poll);
  ADD ("line", test_line);

  return g_test_run ();
}
