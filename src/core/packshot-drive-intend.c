/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What is written before anything is sent: P3 of DESIGN §4. The call is sent by the callback, when
 * its intent is on disk. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-nick.h"
#include "packshot-output.h"
#include "packshot-request-json.h"

/* Nothing was sent. Its files may have been. */
static void
take_back_unsent (PackshotDrive *self, const GError *error)
{
  g_autoptr (PackshotReply) unsent = NULL;

  if (packshot_job_get_state (self->job) == PACKSHOT_JOB_UPLOADING)
    {
      unsent =
          packshot_reply_new_take_words (PACKSHOT_VERDICT_LOCAL_FAILURE, g_strdup (error->message));
      packshot_drive_settle (self, PACKSHOT_STEP_UPLOAD, unsent, PACKSHOT_JOB_READY,
                             PACKSHOT_FAILURE_NONE);
    }
  else
    {
      packshot_drive_give_up (self, error);
    }
}

/* Asked to stop in the moment in which it was written: nothing was sent, and that is written as
 * well. */
static void
take_back (PackshotDrive *self)
{
  g_autoptr (PackshotReply) unsent = packshot_reply_new (PACKSHOT_VERDICT_CANCELLED);

  unsent->cost = 0;
  packshot_drive_settle (self, self->step, unsent, packshot_job_state_before (self->step),
                         PACKSHOT_FAILURE_NONE);
}

static void
intent_written (PackshotQueue *queue, PackshotJob *job, const GError *error)
{
  PackshotDrive *self = packshot_queue_find_drive (queue, job);

  if (self == NULL)
    return;

  if (error == NULL && self->amended != NULL)
    {
      g_set_object (&self->before, packshot_job_get_request (job));
      packshot_job_set_request (job, self->amended);
    }

  if (error != NULL)
    take_back_unsent (self, error);
  else if (self->is_leaving || self->cancel_wanted)
    take_back (self);
  else
    packshot_drive_run (self, self->step);
}

/* Writes the intent of a paid call, unless it is known already that it must not be. */
static void
write_paid (PackshotDrive *self, PackshotStep step, PackshotLedgerChange *change)
{
  g_autoptr (GError) error = NULL;

  if (!packshot_queue_limit_intent (self->queue, self->job, change, &error))
    {
      packshot_ledger_change_free (change);
      take_back_unsent (self, error);
      return;
    }

  self->step = step;
  packshot_queue_write (self->queue, self->job, change, FALSE, NULL, intent_written);
}

/**
 * packshot_drive_intend_upload:
 * @self: a drive of a job that is ready, with files to send
 */
void
packshot_drive_intend_upload (PackshotDrive *self)
{
  self->step = PACKSHOT_STEP_UPLOAD;
  self->is_prepared = TRUE;
  packshot_queue_write (self->queue, self->job,
                        packshot_ledger_change_new_intent (PACKSHOT_JOB_READY,
                                                           PACKSHOT_JOB_UPLOADING, "upload",
                                                           PACKSHOT_MONEY_UNKNOWN, NULL),
                        FALSE, NULL, intent_written);
}

/**
 * packshot_drive_intend_create:
 * @self: a drive of a job with all that the paid call needs
 */
void
packshot_drive_intend_create (PackshotDrive *self)
{
  PackshotLedgerChange *change = packshot_ledger_change_new_intent (
      packshot_job_get_state (self->job), PACKSHOT_JOB_SUBMITTING, "create",
      packshot_job_get_price (self->job), packshot_job_get_unit (self->job));

  g_ptr_array_unref (change->remote_ids);
  change->remote_ids = packshot_remote_ids_copy (packshot_job_get_remote_ids (self->job));

  write_paid (self, PACKSHOT_STEP_CREATE, change);
}

/**
 * packshot_drive_intend_again:
 * @self: a drive with the purpose to pay, of a job that offers the step
 *
 * For another paid call of the same job, with what was decided about it. It is sent once: whatever
 * comes of it, the next is for a person to decide.
 */
void
packshot_drive_intend_again (PackshotDrive *self)
{
  PackshotJob *job = self->job;
  gboolean has_request = self->amended != NULL || packshot_job_get_request (job) != NULL;
  const char *output = packshot_job_get_output (job);
  PackshotLedgerChange *change;

  self->purpose = PACKSHOT_PURPOSE_CARRY_ON;
  if (!has_request)
    packshot_job_set_words (job, _ ("What was asked for can’t be read any more."));
  if (!has_request || self->is_leaving || self->cancel_wanted)
    {
      packshot_drive_end (self, NULL);
      return;
    }

  change = packshot_ledger_change_new_intent (
      packshot_job_get_state (job), PACKSHOT_JOB_SUBMITTING,
      packshot_nick (PACKSHOT_TYPE_STEP, self->paid_step),
      packshot_manifest_get_price (packshot_job_get_manifest (job), self->paid_step),
      packshot_job_get_unit (job));
  if (self->amended != NULL)
    change->request = packshot_request_to_json (self->amended);
  if (self->paid_step == PACKSHOT_STEP_REGENERATE_VIDEO && output != NULL)
    change->beside = packshot_output_dup_beside (output);

  write_paid (self, self->paid_step, change);
}
