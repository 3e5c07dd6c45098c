/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Each answer to each step, through queue and ledger: where the job ends, how often the service was
 * asked, what was paid for, and what the user reads. */

#include "packshot-test-queue.h"

/* A service that gives an answer so often, and then does all that it is asked. */
typedef struct
{
  const char *name;
  PackshotStep step;
  PackshotVerdict verdict;
  guint n_times;

  PackshotJobState rests; /* where the job comes to rest */
  PackshotFailure failure;
  guint n_calls; /* of this step, in all */
  const char *charges;
} Case;

#define PAID   "asked 100 charged 100; "
#define UNPAID "asked 100 charged 0; "
#define OPEN   "asked 100 open; "

#define UPLOAD(name, verdict, n_times, rests, failure, n_calls, charges)                           \
  {                                                                                                \
    "upload/" name, PACKSHOT_STEP_UPLOAD, PACKSHOT_VERDICT_##verdict, n_times,                     \
        PACKSHOT_JOB_##rests, PACKSHOT_FAILURE_##failure, n_calls, charges                         \
  }
#define CREATE(name, verdict, rests, failure, charges)                                             \
  {                                                                                                \
    "create/" name, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_##verdict, 1, PACKSHOT_JOB_##rests,     \
        PACKSHOT_FAILURE_##failure, 1, charges                                                     \
  }
#define POLL(name, verdict, n_times, rests, failure, n_calls)                                      \
  {                                                                                                \
    "poll/" name, PACKSHOT_STEP_POLL, PACKSHOT_VERDICT_##verdict, n_times, PACKSHOT_JOB_##rests,   \
        PACKSHOT_FAILURE_##failure, n_calls, PAID                                                  \
  }
#define FETCH(name, verdict, n_times, n_calls)                                                     \
  {                                                                                                \
    "fetch/" name, PACKSHOT_STEP_FETCH, PACKSHOT_VERDICT_##verdict, n_times, PACKSHOT_JOB_DONE,    \
        PACKSHOT_FAILURE_NONE, n_calls, PAID                                                       \
  }

static const Case cases[] = {
  UPLOAD ("done", DONE, 1, DONE, NONE, 1, PAID),
  UPLOAD ("working", WORKING, 1, DONE, NONE, 2, PAID),
  UPLOAD ("failed", FAILED, 3, READY, NONE, 3, ""),
  UPLOAD ("refused", REFUSED, 1, FAILED, REFUSED, 1, ""),
  UPLOAD ("key-refused", KEY_REFUSED, 1, FAILED, REFUSED, 1, ""),
  UPLOAD ("gone", GONE, 1, FAILED, WITHDRAWN, 1, ""),
  UPLOAD ("busy", BUSY, 4, DONE, NONE, 5, PAID),
  UPLOAD ("moved", MOVED, 1, FAILED, WITHDRAWN, 1, ""),
  UPLOAD ("uncertain-twice", UNCERTAIN, 2, DONE, NONE, 3, PAID),
  UPLOAD ("uncertain-thrice", UNCERTAIN, 3, READY, NONE, 3, ""),
  UPLOAD ("not-sent", NOT_SENT, 4, DONE, NONE, 5, PAID),
  UPLOAD ("no-key", NO_KEY, 1, READY, NONE, 1, ""),
  UPLOAD ("bad-input", BAD_INPUT, 1, FAILED, INPUT, 1, ""),
  UPLOAD ("local-failure", LOCAL_FAILURE, 1, READY, NONE, 1, ""),
  UPLOAD ("cancelled", CANCELLED, 1, READY, NONE, 1, ""),

  CREATE ("done", DONE, DONE, NONE, PAID),
  CREATE ("working", WORKING, UNKNOWN, NONE, OPEN),
  CREATE ("failed", FAILED, FAILED, SERVICE, OPEN),
  CREATE ("refused", REFUSED, FAILED, REFUSED, UNPAID),
  CREATE ("key-refused", KEY_REFUSED, FAILED, REFUSED, UNPAID),
  CREATE ("gone", GONE, FAILED, WITHDRAWN, UNPAID),
  CREATE ("busy", BUSY, READY, NONE, UNPAID),
  CREATE ("moved", MOVED, READY, NONE, UNPAID),
  CREATE ("uncertain", UNCERTAIN, UNKNOWN, NONE, OPEN),
  CREATE ("not-sent", NOT_SENT, READY, NONE, UNPAID),
  CREATE ("no-key", NO_KEY, READY, NONE, UNPAID),
  CREATE ("bad-input", BAD_INPUT, FAILED, INPUT, UNPAID),
  CREATE ("local-failure", LOCAL_FAILURE, READY, NONE, UNPAID),
  CREATE ("cancelled", CANCELLED, UNKNOWN, NONE, OPEN),

  POLL ("done", DONE, 1, DONE, NONE, 1),
  POLL ("working", WORKING, 3, DONE, NONE, 4),
  POLL ("failed", FAILED, 1, FAILED, SERVICE, 1),
  POLL ("refused", REFUSED, 3, DONE, NONE, 4),
  POLL ("key-refused", KEY_REFUSED, 1, DONE, NONE, 2),
  POLL ("gone", GONE, 3, DONE, NONE, 4),
  POLL ("busy", BUSY, 3, DONE, NONE, 4),
  POLL ("moved", MOVED, 3, DONE, NONE, 4),
  POLL ("uncertain", UNCERTAIN, 3, DONE, NONE, 4),
  POLL ("not-sent", NOT_SENT, 3, DONE, NONE, 4),
  POLL ("no-key", NO_KEY, 1, DONE, NONE, 2),
  POLL ("bad-input", BAD_INPUT, 3, DONE, NONE, 4),
  POLL ("local-failure", LOCAL_FAILURE, 3, DONE, NONE, 4),
  POLL ("cancelled", CANCELLED, 3, DONE, NONE, 4),

  FETCH ("done", DONE, 1, 1),
  FETCH ("working", WORKING, 3, 4),
  FETCH ("failed", FAILED, 3, 4),
  FETCH ("refused", REFUSED, 3, 4),
  FETCH ("key-refused", KEY_REFUSED, 3, 4),
  FETCH ("gone", GONE, 3, 4),
  FETCH ("busy", BUSY, 3, 4),
  FETCH ("moved", MOVED, 3, 4),
  FETCH ("uncertain", UNCERTAIN, 3, 4),
  FETCH ("not-sent", NOT_SENT, 3, 4),
  FETCH ("no-key", NO_KEY, 1, 2),
  FETCH ("bad-input", BAD_INPUT, 3, 4),
  FETCH ("local-failure", LOCAL_FAILURE, 3, 4),
  FETCH ("cancelled", CANCELLED, 3, 4),
};

static void
expect (PackshotTestQueue *test, const Case *one, const char *words)
{
  for (guint i = 0; i < one->n_times; i++)
    packshot_remote_dummy_say (test->service, one->step, one->verdict, words);
}

/* Whoever waits for a key gets one. */
static void
wait_for_rest (PackshotTestQueue *test, PackshotJob *job)
{
  packshot_test_wait_until (packshot_job_get_key_needed (job)
                            || packshot_queue_get_n_busy (test->queue) == 0);
  if (!packshot_job_get_key_needed (job))
    return;

  g_assert_cmpint (packshot_job_get_next_try (job), ==, 0);
  g_assert_cmpuint (packshot_queue_get_n_busy (test->queue), ==, 0);
  packshot_queue_key_changed (test->queue, "dummy");
  g_assert_true (packshot_job_get_key_needed (job));
  packshot_queue_key_changed (test->queue, "remote-dummy");
  packshot_test_wait_until (!packshot_job_get_key_needed (job)
                            && packshot_queue_get_n_busy (test->queue) == 0);
}

static void
assert_case (PackshotTestQueue *test, const Case *one, PackshotJob *job)
{
  g_autofree char *charges = packshot_test_queue_dup_charges (test);
  gboolean is_paid = g_str_equal (one->charges, PAID);

  g_assert_cmpint (packshot_job_get_state (job), ==, one->rests);
  g_assert_cmpint (packshot_job_get_failure (job), ==, one->failure);
  g_assert_cmpuint (packshot_remote_dummy_count (test->service, one->step), ==, one->n_calls);
  g_assert_cmpuint (packshot_remote_dummy_count (test->service, PACKSHOT_STEP_CREATE), <=, 1);
  g_assert_cmpstr (charges, ==, one->charges);
  if (is_paid)
    g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
  if (one->rests == PACKSHOT_JOB_DONE)
    g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
}

/* What is on disk is what was seen. */
static void
assert_same_after_start (PackshotTestQueue *test, const Case *one, const char *id)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_test_queue_start_again (test);
  job = packshot_test_queue_find (test, id);
  g_assert_cmpint (packshot_job_get_state (job), ==, one->rests);
  g_assert_cmpint (packshot_job_get_failure (job), ==, one->failure);
  g_assert_cmpstr (packshot_job_get_service (job), ==, "remote-dummy");
  if (g_str_equal (one->charges, PAID))
    g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
}

static void
test_answer (PackshotTestQueue *test, gconstpointer user_data)
{
  const Case *one = user_data;
  PackshotJob *job;
  g_autofree char *id = NULL;

  expect (test, one, "The dummy says so.");
  job = packshot_test_queue_submit (test, test->photo);
  wait_for_rest (test, job);
  assert_case (test, one, job);
  if (one->rests != PACKSHOT_JOB_DONE && one->verdict != PACKSHOT_VERDICT_CANCELLED)
    g_assert_cmpstr (packshot_job_get_words (job), ==, "The dummy says so.");
  if (one->rests == PACKSHOT_JOB_FAILED)
    g_assert_cmpstr (packshot_job_get_failure_words (job), ==, "The dummy says so.");

  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  assert_same_after_start (test, one, id);
}

/* Where the service says nothing, we do. */
static void
test_wordless (PackshotTestQueue *test, gconstpointer user_data)
{
  const Case *one = user_data;
  g_autoptr (PackshotJob) job = NULL;

  expect (test, one, NULL);
  job = packshot_test_queue_submit (test, test->photo);
  wait_for_rest (test, job);
  assert_case (test, one, job);
  g_assert_nonnull (packshot_job_get_words (job));
  g_assert_true (g_str_has_suffix (packshot_job_get_words (job), "."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/queue-answers/%s", cases[i].name);
      g_autofree char *wordless = g_strdup_printf ("/queue-answers/wordless/%s", cases[i].name);

      g_test_add (path, PackshotTestQueue, &cases[i], packshot_test_queue_set_up, test_answer,
                  packshot_test_queue_tear_down);
      if (cases[i].rests != PACKSHOT_JOB_DONE && cases[i].verdict != PACKSHOT_VERDICT_CANCELLED)
        g_test_add (wordless, PackshotTestQueue, &cases[i], packshot_test_queue_set_up,
                    test_wordless, packshot_test_queue_tear_down);
    }

  return g_test_run ();
}
