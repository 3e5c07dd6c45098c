/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-job-state.h"

#include "packshot-nick.h"

G_DEFINE_ENUM_TYPE (PackshotJobState,
                    packshot_job_state,
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_UPLOADING, "uploading"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_SUBMITTING, "submitting"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_REVIEW, "review"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_FETCHING, "fetching"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_MAKING, "making"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_UNKNOWN, "unknown"))

G_DEFINE_ENUM_TYPE (PackshotFailure,
                    packshot_failure,
                    G_DEFINE_ENUM_VALUE (PACKSHOT_FAILURE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_FAILURE_INPUT, "input"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_FAILURE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_FAILURE_SERVICE, "service"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_FAILURE_WITHDRAWN, "withdrawn"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_FAILURE_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_FAILURE_LOCAL, "local"))

#define DRAFT      (1u << PACKSHOT_JOB_DRAFT)
#define READY      (1u << PACKSHOT_JOB_READY)
#define UPLOADING  (1u << PACKSHOT_JOB_UPLOADING)
#define SUBMITTING (1u << PACKSHOT_JOB_SUBMITTING)
#define WAITING    (1u << PACKSHOT_JOB_WAITING)
#define REVIEW     (1u << PACKSHOT_JOB_REVIEW)
#define FETCHING   (1u << PACKSHOT_JOB_FETCHING)
#define MAKING     (1u << PACKSHOT_JOB_MAKING)
#define DONE       (1u << PACKSHOT_JOB_DONE)
#define FAILED     (1u << PACKSHOT_JOB_FAILED)
#define CANCELLED  (1u << PACKSHOT_JOB_CANCELLED)
#define UNKNOWN    (1u << PACKSHOT_JOB_UNKNOWN)

/* Which states may follow, of DESIGN §3 and the answer table of §4. Cancelled stands only where
 * nothing was paid for, or where the service can confirm it. */
static const guint followers[PACKSHOT_JOB_N_STATES] = {
  /* A draft that is given up is deleted, not cancelled: nobody was promised anything. */
  [PACKSHOT_JOB_DRAFT] = READY,

  /* The person's word starts it, by the way its service goes: pictures first, the paid call at
   * once where there are none, or work on this computer. */
  [PACKSHOT_JOB_READY] = UPLOADING | SUBMITTING | MAKING | CANCELLED,

  /* Back to ready after the third try: nothing is paid for, and what to do next is the person's
   * choice. Failed where the service refused the picture. */
  [PACKSHOT_JOB_UPLOADING] = SUBMITTING | READY | FAILED | CANCELLED,

  /* An id came (waiting), or the result itself from a service that answers only at the end
   * (fetching). Nothing left us, or "not now": back to where it rested, which is review or done for
   * another paid step, since ready would pay for the first one again. No answer: unknown, and never
   * cancelled, for the call may have arrived. */
  [PACKSHOT_JOB_SUBMITTING] = WAITING | FETCHING | READY | REVIEW | DONE | UNKNOWN | FAILED,

  /* Only a verdict of the service on this id ends it, be it the confirmation of a cancel. Done is
   * for a video that was to be made again: the one that is here stays. */
  [PACKSHOT_JOB_WAITING] = REVIEW | FETCHING | DONE | FAILED | CANCELLED,

  /* The first step is paid for: it rests until the person pays for the next, or gives it up. */
  [PACKSHOT_JOB_REVIEW] = SUBMITTING | CANCELLED,

  /* Waiting asks for a fresh link where the old one ran out. Never cancelled: it is paid for. */
  [PACKSHOT_JOB_FETCHING] = WAITING | DONE | FAILED,

  /* Ready where the program ended in the midst of it: it is free, and starts again by itself. */
  [PACKSHOT_JOB_MAKING] = READY | DONE | FAILED | CANCELLED,

  /* Ends. To retry is a new job, so that what happened to this one stays on record; but a service
   * may make another video out of what it has. */
  [PACKSHOT_JOB_DONE] = SUBMITTING,
  [PACKSHOT_JOB_FAILED] = 0,
  [PACKSHOT_JOB_CANCELLED] = 0,

  /* Resolved by the service's list or by the person: it exists there (waiting), it was never made
   * (ready, or review and done for another step), or it was and failed. */
  [PACKSHOT_JOB_UNKNOWN] = WAITING | READY | REVIEW | DONE | FAILED,
};

/**
 * packshot_job_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its name in lower case: "making"
 */
const char *
packshot_job_state_to_string (PackshotJobState state)
{
  return packshot_nick (PACKSHOT_TYPE_JOB_STATE, state);
}

/**
 * packshot_job_state_may_follow:
 * @from: the state a job is in
 * @to: another state
 *
 * Returns: whether a job may go from @from to @to in one step
 */
gboolean
packshot_job_state_may_follow (PackshotJobState from, PackshotJobState to)
{
  g_return_val_if_fail (from < PACKSHOT_JOB_N_STATES && to < PACKSHOT_JOB_N_STATES, FALSE);

  return (followers[from] & (1u << to)) != 0;
}

/**
 * packshot_job_state_is_end:
 * @state: a state
 *
 * Returns: whether it is over, as far as nobody pays for more
 */
gboolean
packshot_job_state_is_end (PackshotJobState state)
{
  g_return_val_if_fail (state < PACKSHOT_JOB_N_STATES, FALSE);

  return state == PACKSHOT_JOB_DONE || state == PACKSHOT_JOB_FAILED
         || state == PACKSHOT_JOB_CANCELLED;
}

/**
 * packshot_job_state_before:
 * @step: a paid step
 *
 * Returns: the state a job rests in before @step is sent, and again where it was not taken
 */
PackshotJobState
packshot_job_state_before (PackshotStep step)
{
  switch (step)
    {
    case PACKSHOT_STEP_APPROVE:
    case PACKSHOT_STEP_REGENERATE_PICTURE:
      return PACKSHOT_JOB_REVIEW;
    case PACKSHOT_STEP_REGENERATE_VIDEO:
      return PACKSHOT_JOB_DONE;
    case PACKSHOT_STEP_CREATE:
    case PACKSHOT_STEP_MAKE:
    case PACKSHOT_STEP_PREPARE:
    case PACKSHOT_STEP_UPLOAD:
    case PACKSHOT_STEP_POLL:
    case PACKSHOT_STEP_FETCH:
    case PACKSHOT_STEP_CANCEL:
    case PACKSHOT_STEP_PREVIEW:
    case PACKSHOT_STEP_REHOST:
    default:
      return PACKSHOT_JOB_READY;
    }
}
