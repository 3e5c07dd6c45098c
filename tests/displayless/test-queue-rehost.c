/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A video that is also put where it has an address of its own: the job is done before, and stays
 * so whatever comes of it. */

#include "packshot-core-error.h"
#include "packshot-test-disk.h"
#include "packshot-test-queue.h"

#define FAILURE "The video is here, but could not be put online. "

static guint
count (PackshotTestQueue *test)
{
  return packshot_remote_dummy_count (test->service, PACKSHOT_STEP_REHOST);
}

static const char *
get_address (PackshotJob *job)
{
  return packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_HOSTED_URL);
}

static PackshotJob *
submit (PackshotTestQueue *test, const char *put_online)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (test->manifest);
  g_autoptr (GError) error = NULL;
  PackshotJob *job;

  g_assert_true (packshot_request_set (request, "put-online", put_online, NULL));
  job = packshot_queue_add (test->queue, request, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (packshot_queue_submit (test->queue, job, NULL));

  return job;
}

static void
wait_for_end (PackshotTestQueue *test, PackshotJob *job)
{
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_wait_until (!packshot_queue_is_driving (test->queue, job));
}

static void
test_done (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;
  g_autofree char *events = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_REHOST);
  job = submit (test, "true");
  packshot_test_wait_until (count (test) == 1);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  g_assert_cmpstr (packshot_job_get_activity (job), ==, "Putting the video online");
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (packshot_queue_get_n_busy (test->queue), ==, 1);

  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_REHOST);
  wait_for_end (test, job);
  g_assert_cmpstr (get_address (job), ==, "https://files.example.com/1");
  g_assert_null (packshot_job_get_words (job));
  g_assert_null (packshot_job_get_activity (job));
  g_assert_cmpfloat (packshot_job_get_fraction (job), ==, 1);
  events = packshot_test_queue_dup_events (test, job);
  g_assert_cmpstr (events, ==,
                   "created:ready create:intended:submitting create:answered:waiting "
                   "poll:answered:fetching fetch:moved:done rehost:answered:done");

  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  packshot_test_queue_start_again (test);
  packshot_queue_resume (test->queue);
  job = packshot_test_queue_find (test, id);
  packshot_test_queue_load (test, job);
  g_assert_cmpstr (get_address (job), ==, "https://files.example.com/1");
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (packshot_job_get_width (job), ==, 1920);
  g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
  g_assert_false (packshot_queue_carry_on (test->queue, job, NULL));
  packshot_test_queue_let_pass (test);
  g_assert_cmpuint (count (test), ==, 1);
  g_object_unref (job);
}

/* Nobody's video is put online who did not ask for it. */
static void
test_not_asked (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_submit (test, NULL);
  g_autoptr (PackshotJob) off = submit (test, "false");
  g_autoptr (GError) error = NULL;

  wait_for_end (test, job);
  wait_for_end (test, off);
  g_assert_false (packshot_queue_carry_on (test->queue, off, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_assert_cmpuint (count (test), ==, 0);
}

/* It stays done with a note, and the note goes when a later try succeeds. */
static void
test_failure (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;
  g_autofree char *events = NULL;

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_REHOST, PACKSHOT_VERDICT_REFUSED,
                             "The file is too large.");
  job = submit (test, "true");
  wait_for_end (test, job);
  g_assert_cmpstr (packshot_job_get_words (job), ==, FAILURE "The file is too large.");
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_NONE);
  g_assert_null (get_address (job));

  /* By the user's word alone, also in the next program. */
  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  packshot_test_queue_start_again (test);
  packshot_queue_resume (test->queue);
  packshot_test_queue_let_pass (test);
  g_assert_cmpuint (count (test), ==, 1);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpstr (packshot_job_get_words (job), ==, FAILURE "The file is too large.");

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_REHOST, PACKSHOT_VERDICT_NOT_SENT, NULL);
  g_assert_true (packshot_queue_carry_on (test->queue, job, NULL));
  wait_for_end (test, job);
  g_assert_cmpuint (count (test), ==, 2);
  g_assert_true (g_str_has_prefix (packshot_job_get_words (job), FAILURE));
  g_assert_true (packshot_queue_carry_on (test->queue, job, NULL));
  wait_for_end (test, job);
  g_assert_null (packshot_job_get_words (job));
  g_assert_cmpstr (get_address (job), ==, "https://files.example.com/1");
  g_assert_cmpuint (count (test), ==, 3);
  events = packshot_test_queue_dup_events (test, job);
  g_assert_true (g_str_has_suffix (events, "fetch:moved:done rehost:answered:done "
                                           "rehost:moved:done rehost:answered:done"));
  g_object_unref (job);

  packshot_test_queue_start_again (test);
  job = packshot_test_queue_find (test, id);
  g_assert_null (packshot_job_get_words (job));
  g_object_unref (job);
}

/* Each verdict leaves the job done, and an address is needed for it to be told as there. */
static void
test_verdicts (PackshotTestQueue *test, gconstpointer user_data)
{
  for (guint verdict = 0; verdict < PACKSHOT_N_VERDICTS; verdict++)
    {
      PackshotReply *reply = packshot_reply_new (verdict);
      g_autoptr (PackshotJob) job = NULL;

      packshot_reply_add_remote_id (reply, "receipt", "1", "rehost");
      packshot_remote_dummy_push (test->service, PACKSHOT_STEP_REHOST, reply);
      job = submit (test, "true");
      wait_for_end (test, job);
      g_assert_null (get_address (job));
      if (verdict == PACKSHOT_VERDICT_CANCELLED)
        g_assert_null (packshot_job_get_words (job));
      else
        g_assert_true (g_str_has_prefix (packshot_job_get_words (job), FAILURE));
      g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_NONE);
    }
}

/* Killed while it was out: the next program does it again by itself, once it goes on with its jobs.
 */
static void
test_killed (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_REHOST);
  job = submit (test, "true");
  packshot_test_wait_until (count (test) == 1);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_DONE);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_REHOST);
  packshot_test_queue_let_pass (test);
  g_assert_cmpuint (count (test), ==, 1);

  packshot_queue_resume (test->queue);
  packshot_test_wait_until (get_address (job) != NULL);
  wait_for_end (test, job);
  g_assert_cmpuint (count (test), ==, 2);
  g_assert_cmpuint (packshot_remote_dummy_count (test->service, PACKSHOT_STEP_CREATE), ==, 2);

  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_DONE);
  packshot_queue_resume (test->queue);
  packshot_test_queue_let_pass (test);
  g_assert_cmpuint (count (test), ==, 2);
  g_object_unref (job);
}

/* The program ends in good order while it is out: likewise. */
static void
test_shutdown (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_REHOST);
  job = submit (test, "true");
  packshot_test_wait_until (count (test) == 1);
  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  packshot_test_queue_close (test);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_REHOST);

  packshot_test_queue_open (test);
  packshot_queue_resume (test->queue);
  job = packshot_test_queue_find (test, id);
  packshot_test_wait_until (get_address (job) != NULL);
  wait_for_end (test, job);
  g_assert_null (packshot_job_get_words (job));
  g_object_unref (job);
}

/* The disk is full when the address comes: it is kept, and written when there is room. */
static void
test_disk (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_REHOST);
  job = submit (test, "true");
  packshot_test_wait_until (count (test) == 1);
  packshot_test_disk_set (PACKSHOT_TEST_DISK_FULL, 1);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_REHOST);
  packshot_test_wait_until (packshot_queue_get_trouble (test->queue) != NULL);
  packshot_test_disk_set (PACKSHOT_TEST_DISK_SOUND, 1);
  packshot_test_wait_until (packshot_queue_get_trouble (test->queue) == NULL);
  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);

  packshot_test_queue_close (test);
  packshot_test_queue_open (test);
  job = packshot_test_queue_find (test, id);
  packshot_test_queue_load (test, job);
  g_assert_cmpstr (get_address (job), ==, "https://files.example.com/1");
  g_object_unref (job);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-rehost/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up,          \
              function, packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  packshot_test_disk_install ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("done", test_done);
  ADD ("not-asked", test_not_asked);
  ADD ("failure", test_failure);
  ADD ("verdicts", test_verdicts);
  ADD ("killed", test_killed);
  ADD ("shutdown", test_shutdown);
  ADD ("disk", test_disk);

  return g_test_run ();
}
