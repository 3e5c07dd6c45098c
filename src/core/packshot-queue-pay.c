/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Another paid call for a job that rests: a person's word sends it, once. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"

static gboolean
fail_state (GError **error, const char *words)
{
  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE, words);

  return FALSE;
}

static gboolean
pay (PackshotQueue *self,
     PackshotJob *job,
     PackshotStep step,
     PackshotRequest *amended,
     GError **error)
{
  PackshotDrive *drive;

  if (!packshot_queue_check_free (self, job, error)
      || packshot_registry_get_service (self->registry, packshot_job_get_manifest (job), error)
             == NULL)
    return FALSE;

  drive = packshot_drive_start (self, job, PACKSHOT_PURPOSE_PAY, NULL);
  if (drive == NULL)
    return fail_state (error, packshot_job_get_driven_elsewhere (job)
                                  ? _ ("Another window or command is busy with this job.")
                                  : packshot_job_get_words (job));

  drive->paid_step = step;
  g_set_object (&drive->amended, amended);
  packshot_queue_notify_busy (self);

  return TRUE;
}

/**
 * packshot_queue_approve:
 * @self: a queue
 * @job: one of its jobs, which is in review
 * @amended: (nullable): what is asked from now on, frozen, see packshot_request_amend(); %NULL
 *   leaves it as it is
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE
 *
 * Has the video made of the preview, which is paid for by this. The job is submitting as soon as
 * that is on disk, and only then it is sent. One that is not taken, or would lead over the daily
 * limit of its service, is in review again, and its words say why.
 *
 * Returns: whether it goes on
 */
gboolean
packshot_queue_approve (PackshotQueue *self,
                        PackshotJob *job,
                        PackshotRequest *amended,
                        GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);
  g_return_val_if_fail (amended == NULL || PACKSHOT_IS_REQUEST (amended), FALSE);

  if (!packshot_job_offers (job, PACKSHOT_STEP_APPROVE))
    return fail_state (error, _ ("There is no preview to approve."));

  return pay (self, job, PACKSHOT_STEP_APPROVE, amended, error);
}

/**
 * packshot_queue_regenerate:
 * @self: a queue
 * @job: one of its jobs, which is in review for another picture, or done for another video
 * @step: %PACKSHOT_STEP_REGENERATE_PICTURE or %PACKSHOT_STEP_REGENERATE_VIDEO
 * @amended: (nullable): as of packshot_queue_approve()
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE
 *
 * Has the picture of the preview, or the video, made once more, which is paid for by this. It is
 * the same job, and what was made before stays: on the disk, in packshot_job_get_results(), and in
 * the job where nothing comes of it.
 *
 * Returns: whether it goes on
 */
gboolean
packshot_queue_regenerate (PackshotQueue *self,
                           PackshotJob *job,
                           PackshotStep step,
                           PackshotRequest *amended,
                           GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);
  g_return_val_if_fail (
      step == PACKSHOT_STEP_REGENERATE_PICTURE || step == PACKSHOT_STEP_REGENERATE_VIDEO, FALSE);
  g_return_val_if_fail (amended == NULL || PACKSHOT_IS_REQUEST (amended), FALSE);

  if (!packshot_job_offers (job, step))
    return fail_state (error, _ ("There is nothing that could be made once more."));

  return pay (self, job, step, amended, error);
}
