/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The table of DESIGN §4 end to end: what a service answers at which step, where the job rests
 * then, and what the user reads. */

#include "packshot-fake-shortvideo.h"
#include "packshot-test-fault.h"
#include "packshot-test-utils.h"

#define ALWAYS 1000

#define REFUSAL "The service refuses this: “not today”."

/* Rest for good, or until the user says a word. */
static const PackshotTestFault cells[] = {
  { "upload", PACKSHOT_FAKE_FAULT_RESET, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "upload", PACKSHOT_FAKE_FAULT_RESET, ALWAYS, PACKSHOT_JOB_READY, "", 0 },
  { "upload", PACKSHOT_FAKE_FAULT_ERROR, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "upload", PACKSHOT_FAKE_FAULT_ERROR, ALWAYS, PACKSHOT_JOB_READY, "", 0 },
  { "upload", PACKSHOT_FAKE_FAULT_LOST, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "upload", PACKSHOT_FAKE_FAULT_GARBAGE, ALWAYS, PACKSHOT_JOB_READY, "", 0 },
  { "upload", PACKSHOT_FAKE_FAULT_OVERSIZED, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "upload", PACKSHOT_FAKE_FAULT_LIMIT, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "upload", PACKSHOT_FAKE_FAULT_REDIRECT, 1, PACKSHOT_JOB_FAILED, "moved", 0 },
  { "upload", PACKSHOT_FAKE_FAULT_REFUSE, 1, PACKSHOT_JOB_FAILED, REFUSAL, 0 },
  { "upload", PACKSHOT_FAKE_FAULT_KEY, 1, PACKSHOT_JOB_FAILED, "key", 0 },

  { "create", PACKSHOT_FAKE_FAULT_RESET, 1, PACKSHOT_JOB_UNKNOWN, "", 0 },
  { "create", PACKSHOT_FAKE_FAULT_ERROR, 1, PACKSHOT_JOB_UNKNOWN, "", 0 },
  { "create", PACKSHOT_FAKE_FAULT_LOST, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_GATEWAY, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_GARBAGE, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_OVERSIZED, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_LIMIT, 1, PACKSHOT_JOB_READY, "", 0 },
  { "create", PACKSHOT_FAKE_FAULT_REDIRECT, 1, PACKSHOT_JOB_READY, "moved", 0 },
  { "create", PACKSHOT_FAKE_FAULT_REFUSE, 1, PACKSHOT_JOB_FAILED, REFUSAL, 0 },
  { "create", PACKSHOT_FAKE_FAULT_KEY, 1, PACKSHOT_JOB_FAILED, "key", 0 },

  { "poll", PACKSHOT_FAKE_FAULT_RESET, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_ERROR, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_LOST, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_GATEWAY, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_GARBAGE, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_OVERSIZED, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_LIMIT, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_REFUSE, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "poll", PACKSHOT_FAKE_FAULT_MISSING, 2, PACKSHOT_JOB_DONE, NULL, 1 },

  { "video", PACKSHOT_FAKE_FAULT_RESET, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_ERROR, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_LIMIT, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_REDIRECT, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_KEY, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_MISSING, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_EXPIRED, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_HTML, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_SHORT, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "cover", PACKSHOT_FAKE_FAULT_MISSING, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "cover", PACKSHOT_FAKE_FAULT_HTML, 1, PACKSHOT_JOB_DONE, NULL, 1 },
};

static void
test_cell (gconstpointer user_data)
{
  g_autofree char *photo = packshot_test_fault_make_photo ();
  const char *const values[] = { "image", photo, "product-name", "Smart Watch", NULL };

  packshot_test_fault_run (user_data, &packshot_fake_shortvideo, values);
}

/* A verdict on this very id is the only thing that ends a job that is paid for. */
static void
test_verdict (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  g_autofree char *photo = packshot_test_fault_make_photo ();
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  settings.failure = "content policy violation";
  packshot_test_remote_set_up (&remote, &settings);
  job = packshot_test_remote_submit (&remote, photo, NULL);
  packshot_test_remote_wait (&remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_FAILED);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_SERVICE);
  g_assert_cmpstr (packshot_job_get_words (job), ==,
                   "The service could not make this video: “content policy violation”.");
  packshot_test_remote_tear_down (&remote);
}

/* A job whose key is not taken any more waits for another one. */
static void
test_poll_key (void)
{
  g_autofree char *photo = packshot_test_fault_make_photo ();
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  packshot_test_remote_set_up (&remote, &packshot_fake_default_settings);
  packshot_fake_add_fault (remote.fake, "poll", PACKSHOT_FAKE_FAULT_KEY, 1);
  job = packshot_test_remote_submit (&remote, photo, NULL);
  packshot_test_wait_until (packshot_job_get_key_needed (job));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  packshot_test_fault_assert_sentence (packshot_job_get_words (job));

  packshot_queue_key_changed (remote.queue, "shortvideo");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  packshot_test_remote_assert_video (&remote, job);
  packshot_test_remote_tear_down (&remote);
}

/* Nobody is there: nothing was sent, and the paid call is not tried again. */
static void
test_no_server (void)
{
  g_autofree char *photo = packshot_test_fault_make_photo ();
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  packshot_test_remote_set_up (&remote, &packshot_fake_default_settings);
  g_setenv ("SHORTVIDEO_BASE_URL", "http://127.0.0.1:1", TRUE);
  job = packshot_test_remote_submit (&remote, PACKSHOT_FAKE_SHORTVIDEO_PICTURE, NULL);
  packshot_test_remote_wait (&remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  packshot_test_fault_assert_sentence (packshot_job_get_words (job));

  /* An upload waits for the network instead. */
  job = packshot_test_remote_submit (&remote, photo, NULL);
  packshot_test_wait_until (packshot_job_get_words (job) != NULL);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UPLOADING);
  packshot_test_fault_assert_sentence (packshot_job_get_words (job));
  packshot_test_remote_tear_down (&remote);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  packshot_test_fault_add ("/remote", cells, G_N_ELEMENTS (cells), test_cell);
  g_test_add_func ("/remote/poll/verdict", test_verdict);
  g_test_add_func ("/remote/poll/key/waits", test_poll_key);
  g_test_add_func ("/remote/no-server", test_no_server);

  return g_test_run ();
}
