/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Work on this computer in the ledger: it is free, and so less is asked before it is done again. */

#include "packshot-test-queue.h"

static PackshotJob *
make_on_this_computer (PackshotTestQueue *test, const char *behaviour)
{
  g_autoptr (PackshotRequest) request =
      packshot_request_new (packshot_registry_lookup (test->registry, "dummy"));
  PackshotJob *job;

  g_assert_true (packshot_request_set (request, "photo", test->photo, NULL));
  g_assert_true (packshot_request_set (request, "behaviour", behaviour, NULL));
  job = packshot_queue_add (test->queue, request, NULL, NULL);
  g_assert_nonnull (job);
  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_MAKING);

  return job;
}

/* It is free, and so it begins again by itself; but not before somebody asks to go on. */
static void
test_making (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = make_on_this_computer (test, "wait");

  packshot_test_queue_wait_for_event (test, job, "making");

  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_MAKING);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  packshot_test_queue_let_pass (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);

  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_MAKING);
  packshot_queue_cancel (test->queue, job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_CANCELLED);

  /* And once it was stopped it stays so. */
  packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_CANCELLED);
  packshot_queue_resume (test->queue);
  packshot_test_queue_let_pass (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_CANCELLED);
  g_object_unref (job);
}

/* A program that ends while it puts right what another one left takes nothing from anybody. */
static void
test_making_moments (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = make_on_this_computer (test, "wait");
  g_autofree char *folder = packshot_test_ledger_dup_folder ();

  packshot_test_queue_wait_for_event (test, job, "making");
  g_object_unref (job);
  packshot_test_queue_crash (test);

  for (guint moment = 0; moment < 30; moment++)
    {
      GAsyncResult *opened = NULL, *closed = NULL;

      test->queue = packshot_queue_new (test->registry);
      packshot_queue_open_async (test->queue, folder, NULL, packshot_test_answer_cb, &opened);
      for (guint i = 0; i < moment && opened == NULL; i++)
        g_main_context_iteration (NULL, TRUE);

      packshot_queue_shutdown_async (test->queue, NULL, packshot_test_answer_cb, &closed);
      packshot_test_wait_until (opened != NULL && closed != NULL);
      g_object_unref (opened);
      g_object_unref (closed);
      packshot_test_queue_crash (test);
      packshot_test_queue_change ("UPDATE jobs SET state = 'making' WHERE state = 'ready'");
    }

  packshot_test_queue_open (test);
  job = g_list_model_get_item (packshot_queue_get_jobs (test->queue), 0);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_object_unref (job);
}

static void
test_made (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = make_on_this_computer (test, "succeed");
  g_autofree char *events = NULL;

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_DONE);
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (packshot_job_get_cover_path (job), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_MONEY_UNKNOWN);
  g_assert_null (packshot_job_get_unit (job));

  packshot_test_queue_load (test, job);
  g_assert_cmpuint (packshot_job_get_width (job), ==, 1920);
  g_assert_cmpfloat (packshot_job_get_duration (job), ==, 12);
  g_assert_cmpstr (packshot_request_get_string (packshot_job_get_request (job), "behaviour"), ==,
                   "succeed");
  events = packshot_test_queue_dup_events (test, job);
  g_assert_cmpstr (events, ==, "created:ready make:moved:making make:moved:done");
  g_object_unref (job);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-making/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up,          \
              function, packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("cut-off", test_making);
  ADD ("moments", test_making_moments);
  ADD ("made", test_made);

  return g_test_run ();
}
