/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Each answer to each paid call after the first, and to the fetching of a preview, through queue
 * and ledger: where the job ends, what was paid for, and that what was there before is there still.
 */

#include <string.h>

#include "packshot-nick.h"
#include "packshot-test-queue.h"

#define WORDS "The dummy says so."

/* What an answer to a paid call means: DESIGN §4, whichever call it is. */
typedef enum
{
  TAKEN,
  NOT_TAKEN,
  NOBODY_KNOWS,
} Outcome;

static const Outcome outcomes[PACKSHOT_N_VERDICTS] = {
  [PACKSHOT_VERDICT_DONE] = TAKEN,
  [PACKSHOT_VERDICT_WORKING] = NOBODY_KNOWS,
  [PACKSHOT_VERDICT_REVIEW] = NOBODY_KNOWS,
  [PACKSHOT_VERDICT_FAILED] = NOBODY_KNOWS,
  [PACKSHOT_VERDICT_REFUSED] = NOT_TAKEN,
  [PACKSHOT_VERDICT_KEY_REFUSED] = NOT_TAKEN,
  [PACKSHOT_VERDICT_GONE] = NOT_TAKEN,
  [PACKSHOT_VERDICT_BUSY] = NOT_TAKEN,
  [PACKSHOT_VERDICT_MOVED] = NOT_TAKEN,
  [PACKSHOT_VERDICT_UNCERTAIN] = NOBODY_KNOWS,
  [PACKSHOT_VERDICT_NOT_SENT] = NOT_TAKEN,
  [PACKSHOT_VERDICT_NO_KEY] = NOT_TAKEN,
  [PACKSHOT_VERDICT_BAD_INPUT] = NOT_TAKEN,
  [PACKSHOT_VERDICT_LOCAL_FAILURE] = NOT_TAKEN,
  [PACKSHOT_VERDICT_CANCELLED] = NOBODY_KNOWS,
};

typedef struct
{
  PackshotStep step;
  PackshotJobState before;
  PackshotJobState taken; /* where it rests when all goes well */
  int price;
  const char *charges; /* before it */
} Call;

static const Call calls[] = {
  { PACKSHOT_STEP_APPROVE, PACKSHOT_JOB_REVIEW, PACKSHOT_JOB_DONE, 30, "asked 100 charged 100; " },
  { PACKSHOT_STEP_REGENERATE_PICTURE, PACKSHOT_JOB_REVIEW, PACKSHOT_JOB_REVIEW, 10,
    "asked 100 charged 100; " },
  { PACKSHOT_STEP_REGENERATE_VIDEO, PACKSHOT_JOB_DONE, PACKSHOT_JOB_DONE, 20,
    "asked 100 charged 100; asked 30 charged 30; " },
};

typedef struct
{
  const Call *call; /* (nullable): NULL for the preview */
  PackshotVerdict verdict;
  guint n_times;
} Case;

static void
pay (PackshotTestQueue *test, PackshotJob *job, PackshotStep step)
{
  g_autoptr (GError) error = NULL;

  if (step == PACKSHOT_STEP_APPROVE)
    packshot_queue_approve (test->queue, job, NULL, &error);
  else
    packshot_queue_regenerate (test->queue, job, step, NULL, &error);
  g_assert_no_error (error);
  packshot_test_queue_wait_until_idle (test);
}

static PackshotJob *
make_before (PackshotTestQueue *test, PackshotJobState before)
{
  PackshotJob *job;

  packshot_remote_dummy_set_reviews (test->service, TRUE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_until_idle (test);
  if (before == PACKSHOT_JOB_DONE)
    pay (test, job, PACKSHOT_STEP_APPROVE);
  g_assert_cmpint (packshot_job_get_state (job), ==, before);

  return job;
}

static char *
dup_charges (const Call *call, Outcome outcome)
{
  if (outcome == NOBODY_KNOWS)
    return g_strdup_printf ("%sasked %d open; ", call->charges, call->price);

  return g_strdup_printf ("%sasked %d charged %d; ", call->charges, call->price,
                          outcome == TAKEN ? call->price : 0);
}

static void
assert_rest (PackshotTestQueue *test, const Case *one, PackshotJob *job, const char *file)
{
  const Call *call = one->call;
  Outcome outcome = outcomes[one->verdict];
  g_autofree char *charges = packshot_test_queue_dup_charges (test);
  g_autofree char *expected = dup_charges (call, outcome);

  g_assert_cmpstr (charges, ==, expected);
  g_assert_cmpint (packshot_job_get_state (job), ==,
                   outcome == TAKEN       ? call->taken
                   : outcome == NOT_TAKEN ? call->before
                                          : PACKSHOT_JOB_UNKNOWN);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_NONE);
  g_assert_cmpint (packshot_job_get_paid_step (job), ==, call->step);
  g_assert_cmpuint (packshot_remote_dummy_count (test->service, call->step), ==, 1);
  g_assert_cmpuint (packshot_remote_dummy_count (test->service, PACKSHOT_STEP_CREATE), ==, 1);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (packshot_job_offers (job, call->step), ==,
                   packshot_job_get_state (job) == call->before);
  if (outcome != TAKEN)
    g_assert_cmpstr (packshot_job_get_cover_path (job), ==, file);
}

static void
test_paid (PackshotTestQueue *test, gconstpointer user_data)
{
  const Case *one = user_data;
  PackshotJob *job = make_before (test, one->call->before);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));
  g_autofree char *file = g_strdup (packshot_job_get_cover_path (job));

  packshot_remote_dummy_say (test->service, one->call->step, one->verdict, WORDS);
  pay (test, job, one->call->step);
  assert_rest (test, one, job, file);
  if (outcomes[one->verdict] != TAKEN)
    g_assert_true (g_str_has_prefix (packshot_job_get_words (job), WORDS));

  /* What is on disk is what was seen; and nothing is sent by a start. */
  g_object_unref (job);
  packshot_test_queue_start_again (test);
  packshot_queue_resume (test->queue);
  job = packshot_test_queue_find (test, id);
  packshot_test_queue_wait_until_idle (test);
  assert_rest (test, one, job, file);
  g_object_unref (job);
}

static void
test_paid_wordless (PackshotTestQueue *test, gconstpointer user_data)
{
  const Case *one = user_data;
  g_autoptr (PackshotJob) job = make_before (test, one->call->before);

  packshot_remote_dummy_say (test->service, one->call->step, one->verdict, NULL);
  pay (test, job, one->call->step);
  g_assert_nonnull (packshot_job_get_words (job));
  g_assert_true (g_str_has_suffix (packshot_job_get_words (job), "."));
}

static void
assert_reviewed (PackshotTestQueue *test, const Case *one, PackshotJob *job)
{
  gboolean has_come = one->n_times < 3 || one->verdict == PACKSHOT_VERDICT_DONE;
  const char *path = packshot_job_get_cover_path (job);

  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpint (path != NULL, ==, has_come);
  g_assert_true (path == NULL || g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_true (packshot_job_offers (job, PACKSHOT_STEP_APPROVE));
  if (!has_come)
    g_assert_cmpstr (packshot_job_get_words (job), ==, WORDS);
}

/* A picture that does not come holds up nothing, and can be asked for later. */
static void
test_preview (PackshotTestQueue *test, gconstpointer user_data)
{
  const Case *one = user_data;
  guint n_calls = MAX (one->n_times, one->verdict == PACKSHOT_VERDICT_DONE ? 1 : 2);
  PackshotJob *job;
  g_autofree char *id = NULL;

  packshot_remote_dummy_set_reviews (test->service, TRUE);
  for (guint i = 0; i < one->n_times; i++)
    packshot_remote_dummy_say (test->service, PACKSHOT_STEP_PREVIEW, one->verdict, WORDS);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_until_idle (test);
  assert_reviewed (test, one, job);
  g_assert_cmpuint (packshot_remote_dummy_count (test->service, PACKSHOT_STEP_PREVIEW), ==,
                    n_calls);

  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  packshot_test_queue_start_again (test);
  packshot_queue_resume (test->queue);
  job = packshot_test_queue_find (test, id);
  packshot_test_queue_wait_until_idle (test);
  assert_reviewed (test, one, job);
  g_assert_cmpuint (packshot_remote_dummy_count (test->service, PACKSHOT_STEP_PREVIEW), ==,
                    n_calls);

  g_assert_cmpint (packshot_queue_carry_on (test->queue, job, NULL), ==,
                   packshot_job_get_cover_path (job) == NULL);
  packshot_test_queue_wait_until_idle (test);
  g_assert_true (g_file_test (packshot_job_get_cover_path (job), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_object_unref (job);
}

/* The cases are kept until all tests have run. */
static void
add (GPtrArray *cases,
     const char *name,
     const Call *call,
     PackshotVerdict verdict,
     guint n_times,
     gpointer function)
{
  g_autofree char *path = g_strdup_printf ("/queue-answers-again/%s/%u-%u", name, verdict, n_times);
  Case *one = g_new0 (Case, 1);

  g_ptr_array_add (cases, one);
  one->call = call;
  one->verdict = verdict;
  one->n_times = n_times;
  g_test_add_vtable (path, sizeof (PackshotTestQueue), one,
                     (GTestFixtureFunc) (void (*) (void)) packshot_test_queue_set_up, function,
                     (GTestFixtureFunc) (void (*) (void)) packshot_test_queue_tear_down);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    for (PackshotVerdict verdict = 0; verdict < PACKSHOT_N_VERDICTS; verdict++)
      {
        const char *name = packshot_nick (PACKSHOT_TYPE_STEP, calls[i].step);
        g_autofree char *wordless = g_strconcat (name, "-wordless", NULL);

        add (cases, name, &calls[i], verdict, 1, test_paid);
        if (outcomes[verdict] != TAKEN && verdict != PACKSHOT_VERDICT_CANCELLED)
          add (cases, wordless, &calls[i], verdict, 1, test_paid_wordless);
      }

  for (PackshotVerdict verdict = 0; verdict < PACKSHOT_N_VERDICTS; verdict++)
    {
      add (cases, "preview", NULL, verdict, 1, test_preview);
      if (verdict != PACKSHOT_VERDICT_CANCELLED && verdict != PACKSHOT_VERDICT_DONE)
        add (cases, "preview", NULL, verdict, 3, test_preview);
    }

  return g_test_run ();
}
