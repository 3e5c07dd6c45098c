/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The table of DESIGN §4 once more, written out as it is read there, and compared with the one the
 * queue goes by. A cell is the state that follows, ":" why it failed, "+" when the step is done
 * again, and "0" where nothing is paid for by it. */

#include <string.h>

#include "packshot-answer-table.h"
#include "packshot-nick.h"

typedef struct
{
  PackshotVerdict verdict;
  const char *cells[PACKSHOT_N_STEPS];
} Row;

/* Steps in the order of their type: make, prepare, upload, create, poll, fetch, cancel, approve,
 * regenerate a picture, regenerate a video, preview, rehost. What a paid call after the first
 * brings leads where the first one does, but that the job rests where it did: in review, or done.
 */
static const Row design[] = {
  /* All goes well. */
  { PACKSHOT_VERDICT_DONE,
    { "done", "ready 0", "uploading 0", "waiting", "fetching", "done", "cancelled", "waiting",
      "waiting", "waiting", "review", "done" } },
  { PACKSHOT_VERDICT_WORKING,
    { "failed:local 0", "ready 0", "ready+thrice 0", "unknown", "waiting+interval",
      "fetching+backoff", "waiting", "unknown", "unknown", "unknown", "review+thrice", "done" } },

  /* A preview is there: nobody but a poll can say that, and from there on a person decides. */
  { PACKSHOT_VERDICT_REVIEW,
    { "failed:local 0", "ready 0", "ready+thrice 0", "unknown", "review", "fetching+backoff",
      "waiting", "unknown", "unknown", "unknown", "review+thrice", "done" } },

  /* Nothing left us: back-off, waits for the network | ready | keep waiting | keep trying. */
  { PACKSHOT_VERDICT_NOT_SENT,
    { "failed:local 0", "ready 0", "uploading+network 0", "ready 0", "waiting+network",
      "fetching+network", "waiting", "review 0", "review 0", "done 0", "review+thrice", "done" } },

  /* Reset, time-out, 5xx, unreadable: three tries | unknown | keep waiting | resume. */
  { PACKSHOT_VERDICT_UNCERTAIN,
    { "failed:local 0", "ready 0", "ready+thrice 0", "unknown", "waiting+backoff",
      "fetching+backoff", "waiting", "unknown", "unknown", "unknown", "review+thrice", "done" } },

  /* 429: Retry-After | ready | Retry-After | Retry-After. */
  { PACKSHOT_VERDICT_BUSY,
    { "failed:local 0", "ready 0", "uploading+told 0", "ready 0", "waiting+told", "fetching+told",
      "waiting", "review 0", "review 0", "done 0", "review+thrice", "done" } },

  /* 3xx that was not followed: failed | ready | goes on | goes on. */
  { PACKSHOT_VERDICT_MOVED,
    { "failed:local 0", "ready 0", "failed:withdrawn 0", "ready 0", "waiting+backoff",
      "fetching+backoff", "waiting", "review 0", "review 0", "done 0", "review+thrice", "done" } },

  /* Refused: failed | failed | only a verdict on this id ends it | a fresh link. */
  { PACKSHOT_VERDICT_REFUSED,
    { "failed:local 0", "ready 0", "failed:refused 0", "failed:refused 0", "waiting+backoff",
      "waiting+link", "waiting", "review 0", "review 0", "done 0", "review+thrice", "done" } },
  /* A create that is answered only at the end can fail as a job does that was polled for: it was
   * taken, and nobody says whether it was paid for. */
  { PACKSHOT_VERDICT_FAILED,
    { "failed:local 0", "ready 0", "ready+thrice 0", "failed:service", "failed:service",
      "waiting+link", "waiting", "unknown", "unknown", "unknown", "review+thrice", "done" } },

  /* 401, 403: refused | refused | waits for a new key | a fresh link. */
  { PACKSHOT_VERDICT_KEY_REFUSED,
    { "failed:local 0", "ready 0", "failed:refused 0", "failed:refused 0", "waiting+key",
      "waiting+link", "waiting", "review 0", "review 0", "done 0", "review+thrice", "done" } },

  /* 404: the address of the service is gone | the same | asks on while jobs are kept | fresh link.
   */
  { PACKSHOT_VERDICT_GONE,
    { "failed:local 0", "ready 0", "failed:withdrawn 0", "failed:withdrawn 0", "waiting+kept",
      "waiting+link", "waiting", "review 0", "review 0", "done 0", "review+thrice", "done" } },

  /* No key: nothing left us, and nobody but the user can do something about it. */
  { PACKSHOT_VERDICT_NO_KEY,
    { "failed:local 0", "ready 0", "ready 0", "ready 0", "waiting+key", "fetching+key", "waiting",
      "review 0", "review 0", "done 0", "review+thrice", "done" } },

  /* On this computer: never the end of what is paid for. */
  { PACKSHOT_VERDICT_BAD_INPUT,
    { "failed:input 0", "ready 0", "failed:input 0", "failed:input 0", "waiting+backoff",
      "fetching+backoff", "waiting", "review 0", "review 0", "done 0", "review+thrice", "done" } },
  { PACKSHOT_VERDICT_LOCAL_FAILURE,
    { "failed:local 0", "ready 0", "ready 0", "ready 0", "waiting+backoff", "fetching+backoff",
      "waiting", "review 0", "review 0", "done 0", "review+thrice", "done" } },

  /* Stopped: a paid call that was out may have arrived. */
  { PACKSHOT_VERDICT_CANCELLED,
    { "cancelled 0", "ready 0", "cancelled 0", "unknown", "waiting+backoff", "fetching+backoff",
      "waiting", "unknown", "unknown", "unknown", "waiting", "done" } },
};

static const char *const retries[] = {
  [PACKSHOT_RETRY_NONE] = "",
  [PACKSHOT_RETRY_INTERVAL] = "+interval",
  [PACKSHOT_RETRY_BACKOFF] = "+backoff",
  [PACKSHOT_RETRY_THRICE] = "+thrice",
  [PACKSHOT_RETRY_NETWORK] = "+network",
  [PACKSHOT_RETRY_TOLD] = "+told",
  [PACKSHOT_RETRY_KEY] = "+key",
  [PACKSHOT_RETRY_LINK] = "+link",
  [PACKSHOT_RETRY_KEPT] = "+kept",
};

static char *
dup_cell (PackshotStep step, PackshotVerdict verdict)
{
  const PackshotNext *next = packshot_answer_table_look_up (step, verdict);
  gboolean has_failed = next->failure != PACKSHOT_FAILURE_NONE;

  return g_strconcat (packshot_job_state_to_string (next->state), has_failed ? ":" : "",
                      has_failed ? packshot_nick (PACKSHOT_TYPE_FAILURE, next->failure) : "",
                      retries[next->retry], next->nothing_made ? " 0" : "", NULL);
}

static void
test_design (void)
{
  gboolean seen[PACKSHOT_N_VERDICTS] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (design); i++)
    {
      seen[design[i].verdict] = TRUE;
      for (guint step = 0; step < PACKSHOT_N_STEPS; step++)
        {
          g_autofree char *cell = dup_cell (step, design[i].verdict);

          g_test_message ("step %u, verdict %u", step, design[i].verdict);
          g_assert_cmpstr (cell, ==, design[i].cells[step]);
        }
    }

  for (guint i = 0; i < PACKSHOT_N_VERDICTS; i++)
    g_assert_true (seen[i]);
}

/* Where a job stays as it is, or goes where it may go. */
static void
test_lawful (void)
{
  static const PackshotJobState from[PACKSHOT_N_STEPS] = {
    [PACKSHOT_STEP_MAKE] = PACKSHOT_JOB_MAKING,
    [PACKSHOT_STEP_PREPARE] = PACKSHOT_JOB_READY,
    [PACKSHOT_STEP_UPLOAD] = PACKSHOT_JOB_UPLOADING,
    [PACKSHOT_STEP_CREATE] = PACKSHOT_JOB_SUBMITTING,
    [PACKSHOT_STEP_POLL] = PACKSHOT_JOB_WAITING,
    [PACKSHOT_STEP_FETCH] = PACKSHOT_JOB_FETCHING,
    [PACKSHOT_STEP_CANCEL] = PACKSHOT_JOB_WAITING,
    [PACKSHOT_STEP_APPROVE] = PACKSHOT_JOB_SUBMITTING,
    [PACKSHOT_STEP_REGENERATE_PICTURE] = PACKSHOT_JOB_SUBMITTING,
    [PACKSHOT_STEP_REGENERATE_VIDEO] = PACKSHOT_JOB_SUBMITTING,
    [PACKSHOT_STEP_PREVIEW] = PACKSHOT_JOB_WAITING,
    [PACKSHOT_STEP_REHOST] = PACKSHOT_JOB_DONE,
  };

  for (guint step = 0; step < PACKSHOT_N_STEPS; step++)
    for (guint verdict = 0; verdict < PACKSHOT_N_VERDICTS; verdict++)
      {
        const PackshotNext *next = packshot_answer_table_look_up (step, verdict);

        g_assert_true (next->state == from[step]
                       || packshot_job_state_may_follow (from[step], next->state));
        g_assert_cmpint (next->state == PACKSHOT_JOB_FAILED, ==,
                         next->failure != PACKSHOT_FAILURE_NONE);
      }
}

/* P2: after the paid call nothing but the person sends it again; and once something is paid for,
 * only the service's own verdict ends the job. */
static void
test_promises (void)
{
  for (guint verdict = 0; verdict < PACKSHOT_N_VERDICTS; verdict++)
    {
      const PackshotNext *create = packshot_answer_table_look_up (PACKSHOT_STEP_CREATE, verdict);
      const PackshotNext *poll = packshot_answer_table_look_up (PACKSHOT_STEP_POLL, verdict);
      const PackshotNext *fetch = packshot_answer_table_look_up (PACKSHOT_STEP_FETCH, verdict);

      g_assert_cmpint (create->retry, ==, PACKSHOT_RETRY_NONE);
      g_assert_cmpint (create->state, !=, PACKSHOT_JOB_SUBMITTING);
      g_assert_cmpint (create->state, !=, PACKSHOT_JOB_CANCELLED);
      g_assert_false (poll->nothing_made || fetch->nothing_made);
      g_assert_true (poll->state != PACKSHOT_JOB_FAILED || verdict == PACKSHOT_VERDICT_FAILED);
      g_assert_cmpint (fetch->state, !=, PACKSHOT_JOB_FAILED);
    }
}

/* P2 for each paid call; and what was paid for before it is never lost by it: it may fail, and the
 * job does not. */
static void
test_paid_again (void)
{
  static const PackshotStep steps[] = { PACKSHOT_STEP_APPROVE, PACKSHOT_STEP_REGENERATE_PICTURE,
                                        PACKSHOT_STEP_REGENERATE_VIDEO };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (guint verdict = 0; verdict < PACKSHOT_N_VERDICTS; verdict++)
      {
        const PackshotNext *create = packshot_answer_table_look_up (PACKSHOT_STEP_CREATE, verdict);
        const PackshotNext *again = packshot_answer_table_look_up (steps[i], verdict);

        g_assert_cmpint (again->retry, ==, PACKSHOT_RETRY_NONE);
        g_assert_cmpint (again->nothing_made, ==, create->nothing_made);
        /* No second call is answered only at the end. */
        if (verdict != PACKSHOT_VERDICT_FAILED)
          g_assert_cmpint (again->state, ==,
                           create->nothing_made ? packshot_job_state_before (steps[i])
                                                : create->state);
        if (create->state == PACKSHOT_JOB_UNKNOWN)
          g_assert_cmpint (again->state, ==, PACKSHOT_JOB_UNKNOWN);
      }
}

/* Whoever reads it is told something, in a sentence, whatever went wrong. */
static void
test_words (void)
{
  for (guint step = 0; step < PACKSHOT_N_STEPS; step++)
    for (guint verdict = 0; verdict < PACKSHOT_N_VERDICTS; verdict++)
      {
        const char *words = packshot_answer_table_look_up (step, verdict)->words;
        gboolean is_silent =
            verdict == PACKSHOT_VERDICT_DONE || verdict == PACKSHOT_VERDICT_WORKING
            || verdict == PACKSHOT_VERDICT_CANCELLED
            || (step == PACKSHOT_STEP_POLL && verdict == PACKSHOT_VERDICT_REVIEW)
            || (step == PACKSHOT_STEP_CANCEL && verdict == PACKSHOT_VERDICT_REVIEW);

        g_assert_true (is_silent || words != NULL);
        if (words != NULL)
          g_assert_true (g_ascii_isupper (words[0]) && g_str_has_suffix (words, "."));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/answer-table/design", test_design);
  g_test_add_func ("/answer-table/lawful", test_lawful);
  g_test_add_func ("/answer-table/promises", test_promises);
  g_test_add_func ("/answer-table/paid-again", test_paid_again);
  g_test_add_func ("/answer-table/words", test_words);

  return g_test_run ();
}
