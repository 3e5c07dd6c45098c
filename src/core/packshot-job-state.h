/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-step.h"

G_BEGIN_DECLS

/**
 * PackshotJobState:
 * @PACKSHOT_JOB_DRAFT: being written, and not complete
 * @PACKSHOT_JOB_READY: complete; rests until a person submits it, or stands in line
 * @PACKSHOT_JOB_UPLOADING: pictures go to the service
 * @PACKSHOT_JOB_SUBMITTING: a paid call is on its way
 * @PACKSHOT_JOB_WAITING: the service works on it
 * @PACKSHOT_JOB_REVIEW: rests until a person approves a second paid step
 * @PACKSHOT_JOB_FETCHING: the finished video is being downloaded
 * @PACKSHOT_JOB_MAKING: the video is being made on this computer
 * @PACKSHOT_JOB_DONE: the video is here
 * @PACKSHOT_JOB_FAILED: there will be no video
 * @PACKSHOT_JOB_CANCELLED: stopped; nothing was paid for, or a preview that is kept
 * @PACKSHOT_JOB_UNKNOWN: a paid call was sent and no answer came; rests until it is resolved
 *
 * Where a job is in its life. The nicks of this type are what the command line prints.
 */
typedef enum
{
  PACKSHOT_JOB_DRAFT,
  PACKSHOT_JOB_READY,
  PACKSHOT_JOB_UPLOADING,
  PACKSHOT_JOB_SUBMITTING,
  PACKSHOT_JOB_WAITING,
  PACKSHOT_JOB_REVIEW,
  PACKSHOT_JOB_FETCHING,
  PACKSHOT_JOB_MAKING,
  PACKSHOT_JOB_DONE,
  PACKSHOT_JOB_FAILED,
  PACKSHOT_JOB_CANCELLED,
  PACKSHOT_JOB_UNKNOWN,
} PackshotJobState;

#define PACKSHOT_JOB_N_STATES (PACKSHOT_JOB_UNKNOWN + 1)

#define PACKSHOT_TYPE_JOB_STATE (packshot_job_state_get_type ())
GType packshot_job_state_get_type (void);

const char *packshot_job_state_to_string (PackshotJobState state);
gboolean packshot_job_state_may_follow (PackshotJobState from, PackshotJobState to);
gboolean packshot_job_state_is_end (PackshotJobState state);
PackshotJobState packshot_job_state_before (PackshotStep step);

/**
 * PackshotFailure:
 * @PACKSHOT_FAILURE_NONE: the job has not failed
 * @PACKSHOT_FAILURE_INPUT: what was asked or given can't be used
 * @PACKSHOT_FAILURE_REFUSED: the service refused it, in its own words
 * @PACKSHOT_FAILURE_SERVICE: the service tried and failed
 * @PACKSHOT_FAILURE_WITHDRAWN: the service or its model no longer exists
 * @PACKSHOT_FAILURE_EXPIRED: the service no longer keeps the job
 * @PACKSHOT_FAILURE_LOCAL: something on this computer: disk full, no encoder
 *
 * Why a job failed.
 */
typedef enum
{
  PACKSHOT_FAILURE_NONE,
  PACKSHOT_FAILURE_INPUT,
  PACKSHOT_FAILURE_REFUSED,
  PACKSHOT_FAILURE_SERVICE,
  PACKSHOT_FAILURE_WITHDRAWN,
  PACKSHOT_FAILURE_EXPIRED,
  PACKSHOT_FAILURE_LOCAL,
} PackshotFailure;

#define PACKSHOT_TYPE_FAILURE (packshot_failure_get_type ())
GType packshot_failure_get_type (void);

G_END_DECLS
