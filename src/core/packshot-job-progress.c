/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What can be asked of a job about where it is and what came of it. */

#include "packshot-job-private.h"

/**
 * packshot_job_get_state:
 * @self: a job
 *
 * Returns: where the job is in its life
 */
PackshotJobState
packshot_job_get_state (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), PACKSHOT_JOB_FAILED);

  return self->state;
}

/**
 * packshot_job_get_activity:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): what is being done right now, in a few words
 */
const char *
packshot_job_get_activity (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->activity;
}

/**
 * packshot_job_get_fraction:
 * @self: a job
 *
 * Returns: how much is done, 0 to 1, or -1 where that is not known
 */
double
packshot_job_get_fraction (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), -1);

  return self->fraction;
}

/**
 * packshot_job_get_elapsed:
 * @self: a job
 *
 * Returns: the seconds since the work began, until now or until it ended
 */
double
packshot_job_get_elapsed (PackshotJob *self)
{
  gint64 until;

  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  if (self->started == 0)
    return 0;

  until = self->ended != 0 ? self->ended : g_get_monotonic_time ();
  return (double) (until - self->started) / G_USEC_PER_SEC;
}

/**
 * packshot_job_get_seconds_left:
 * @self: a job
 *
 * Returns: the seconds it will still take by its pace of late, or -1 where that is not known
 */
double
packshot_job_get_seconds_left (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), -1);

  if (self->started == 0 || self->ended != 0 || self->fraction < 0)
    return -1;

  return packshot_estimate_seconds_left (&self->estimate, g_get_monotonic_time ());
}

/**
 * packshot_job_get_video_path:
 * @self: a job
 *
 * Returns: (transfer none) (nullable) (type filename): the absolute path of the video, once done
 */
const char *
packshot_job_get_video_path (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->video_path;
}

/**
 * packshot_job_get_cover_path:
 * @self: a job
 *
 * Returns: (transfer none) (nullable) (type filename): the absolute path of the cover, once done
 */
const char *
packshot_job_get_cover_path (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->cover_path;
}

/**
 * packshot_job_get_width:
 * @self: a job
 *
 * Returns: the width of the video in pixels, once done
 */
guint
packshot_job_get_width (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->width;
}

/**
 * packshot_job_get_height:
 * @self: a job
 *
 * Returns: the height of the video in pixels, once done
 */
guint
packshot_job_get_height (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->height;
}

/**
 * packshot_job_get_duration:
 * @self: a job
 *
 * Returns: the length of the video in seconds, once done
 */
double
packshot_job_get_duration (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->duration;
}

/**
 * packshot_job_get_warnings:
 * @self: a job
 *
 * Returns: (transfer none): sentences about what was done otherwise than asked, ended by %NULL
 */
const char *const *
packshot_job_get_warnings (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return (const char *const *) self->warnings;
}

/**
 * packshot_job_get_failure:
 * @self: a job
 *
 * Returns: why it failed
 */
PackshotFailure
packshot_job_get_failure (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), PACKSHOT_FAILURE_NONE);

  return self->failure;
}

/**
 * packshot_job_get_failure_words:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): why it failed, in one sentence for the user
 */
const char *
packshot_job_get_failure_words (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->failure_words;
}

/**
 * packshot_job_get_words:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): one sentence about the state it is in, with the service's
 * own words where it said any
 */
const char *
packshot_job_get_words (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->words;
}

/**
 * packshot_job_get_next_try:
 * @self: a job
 *
 * Returns: when the service will be asked again, in microseconds since 1970, UTC; 0 where nothing
 * is planned
 */
gint64
packshot_job_get_next_try (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->next_try;
}

/**
 * packshot_job_get_last_contact:
 * @self: a job
 *
 * Returns: when the service last answered, in microseconds since 1970, UTC; 0 where it has not
 * while the program runs
 */
gint64
packshot_job_get_last_contact (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->last_contact;
}

/**
 * packshot_job_get_cancel_asked:
 * @self: a job
 *
 * Returns: whether the user asked to cancel it; a video that comes all the same is collected
 */
gboolean
packshot_job_get_cancel_asked (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), FALSE);

  return self->cancel_asked;
}

/**
 * packshot_job_get_key_needed:
 * @self: a job
 *
 * Returns: whether it waits for a key that the service takes
 */
gboolean
packshot_job_get_key_needed (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), FALSE);

  return self->key_needed;
}

/**
 * packshot_job_get_driven_elsewhere:
 * @self: a job
 *
 * Returns: whether another program drives it
 */
gboolean
packshot_job_get_driven_elsewhere (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), FALSE);

  return self->driven_elsewhere;
}

/**
 * packshot_job_get_trashed:
 * @self: a job
 *
 * Returns: when it was put into the trash, in microseconds since 1970, UTC; 0 where it is not there
 */
gint64
packshot_job_get_trashed (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->trashed;
}
