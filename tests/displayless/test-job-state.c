/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-job-state.h"

/* DESIGN §3 and §4, written as its reader would draw it: from, then each that may follow. */
static const char *const lawful[][2] = {
  { "draft", "ready" },
  { "ready", "uploading submitting making cancelled" },
  { "uploading", "submitting ready failed cancelled" },
  { "submitting", "waiting fetching ready review done unknown failed" },
  { "waiting", "review fetching done failed cancelled" },
  { "review", "submitting cancelled" },
  { "fetching", "waiting done failed" },
  { "making", "ready done failed cancelled" },
  { "done", "submitting" },
  { "failed", "" },
  { "cancelled", "" },
  { "unknown", "waiting ready review done failed" },
};

static gboolean
is_lawful (PackshotJobState from, PackshotJobState to)
{
  for (guint i = 0; i < G_N_ELEMENTS (lawful); i++)
    {
      g_auto (GStrv) followers = NULL;

      if (!g_str_equal (lawful[i][0], packshot_job_state_to_string (from)))
        continue;

      followers = g_strsplit (lawful[i][1], " ", -1);
      return g_strv_contains ((const char *const *) followers, packshot_job_state_to_string (to));
    }

  g_assert_not_reached ();
}

static void
test_all_pairs (void)
{
  g_assert_cmpint (G_N_ELEMENTS (lawful), ==, PACKSHOT_JOB_N_STATES);

  for (PackshotJobState from = 0; from < PACKSHOT_JOB_N_STATES; from++)
    {
      for (PackshotJobState to = 0; to < PACKSHOT_JOB_N_STATES; to++)
        {
          g_test_message ("%s to %s", packshot_job_state_to_string (from),
                          packshot_job_state_to_string (to));
          g_assert_cmpint (packshot_job_state_may_follow (from, to), ==, is_lawful (from, to));
        }
    }
}

static void
test_ends (void)
{
  for (PackshotJobState state = 0; state < PACKSHOT_JOB_N_STATES; state++)
    g_assert_cmpint (packshot_job_state_is_end (state), ==,
                     state == PACKSHOT_JOB_DONE || state == PACKSHOT_JOB_FAILED
                         || state == PACKSHOT_JOB_CANCELLED);
}

/* What was paid for never ends as if it had not been: P1, P2 and P8 of DESIGN §4. The preview of
 * one in review is here, and kept. */
static void
test_promises (void)
{
  const PackshotJobState paid[] = { PACKSHOT_JOB_SUBMITTING, PACKSHOT_JOB_UNKNOWN,
                                    PACKSHOT_JOB_FETCHING, PACKSHOT_JOB_DONE };

  for (guint i = 0; i < G_N_ELEMENTS (paid); i++)
    g_assert_false (packshot_job_state_may_follow (paid[i], PACKSHOT_JOB_CANCELLED));

  g_assert_false (packshot_job_state_may_follow (PACKSHOT_JOB_UNKNOWN, PACKSHOT_JOB_SUBMITTING));
  g_assert_false (packshot_job_state_may_follow (PACKSHOT_JOB_WAITING, PACKSHOT_JOB_READY));
  g_assert_false (packshot_job_state_may_follow (PACKSHOT_JOB_REVIEW, PACKSHOT_JOB_READY));
  g_assert_false (packshot_job_state_may_follow (PACKSHOT_JOB_DONE, PACKSHOT_JOB_FAILED));
}

/* Where a paid call is refused, a job rests where it rested before: never where the call before
 * that could be sent again. */
static void
test_before (void)
{
  static const PackshotJobState rests[] = { PACKSHOT_JOB_READY, PACKSHOT_JOB_REVIEW,
                                            PACKSHOT_JOB_REVIEW, PACKSHOT_JOB_DONE };
  static const PackshotStep steps[] = { PACKSHOT_STEP_CREATE, PACKSHOT_STEP_APPROVE,
                                        PACKSHOT_STEP_REGENERATE_PICTURE,
                                        PACKSHOT_STEP_REGENERATE_VIDEO };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (packshot_step_is_paid (steps[i]));
      g_assert_cmpint (packshot_job_state_before (steps[i]), ==, rests[i]);
      g_assert_true (packshot_job_state_may_follow (rests[i], PACKSHOT_JOB_SUBMITTING));
      g_assert_true (packshot_job_state_may_follow (PACKSHOT_JOB_SUBMITTING, rests[i]));
      g_assert_true (packshot_job_state_may_follow (PACKSHOT_JOB_UNKNOWN, rests[i]));
    }
}

/* From each state that is no end, some way leads to an end. */
static void
test_no_dead_end (void)
{
  for (PackshotJobState state = 0; state < PACKSHOT_JOB_N_STATES; state++)
    {
      guint reached = 1u << state;
      gboolean ends = FALSE;

      for (guint round = 0; round < PACKSHOT_JOB_N_STATES; round++)
        {
          for (guint pair = 0; pair < PACKSHOT_JOB_N_STATES * PACKSHOT_JOB_N_STATES; pair++)
            {
              guint from = pair / PACKSHOT_JOB_N_STATES;
              guint to = pair % PACKSHOT_JOB_N_STATES;

              if ((reached & (1u << from)) != 0 && packshot_job_state_may_follow (from, to))
                reached |= 1u << to;
            }
        }

      for (guint end = 0; end < PACKSHOT_JOB_N_STATES; end++)
        ends |= packshot_job_state_is_end (end) && (reached & (1u << end)) != 0;
      g_assert_true (ends);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/job-state/all-pairs", test_all_pairs);
  g_test_add_func ("/job-state/ends", test_ends);
  g_test_add_func ("/job-state/promises", test_promises);
  g_test_add_func ("/job-state/before", test_before);
  g_test_add_func ("/job-state/no-dead-end", test_no_dead_end);

  return g_test_run ();
}
