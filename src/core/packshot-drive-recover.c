/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What a program that ended left half done: P2, P12 of DESIGN §4. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-nick.h"

static void
recovered (PackshotQueue *queue, PackshotJob *job, const GError *error)
{
  PackshotDrive *self = packshot_queue_find_drive (queue, job);

  if (self == NULL)
    return;

  /* Somebody asked for that meanwhile. */
  if (error == NULL && self->cancel_wanted && packshot_job_get_state (job) == PACKSHOT_JOB_READY)
    {
      packshot_drive_stop (self, PACKSHOT_JOB_CANCELLED);
      return;
    }

  packshot_drive_end (self, error);
  if (error == NULL)
    packshot_queue_look_after (queue, job);
}

/**
 * packshot_drive_recover:
 * @self: a drive of a job that was cut off
 *
 * Puts it right: a paid call without an answer is unknown, all else is ready again.
 */
void
packshot_drive_recover (PackshotDrive *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);
  gboolean was_sent = state == PACKSHOT_JOB_SUBMITTING;
  PackshotStep step = was_sent                       ? packshot_job_get_paid_step (self->job)
                      : state == PACKSHOT_JOB_MAKING ? PACKSHOT_STEP_MAKE
                                                     : PACKSHOT_STEP_UPLOAD;
  PackshotLedgerChange *change =
      packshot_ledger_change_new (state, was_sent ? PACKSHOT_JOB_UNKNOWN : PACKSHOT_JOB_READY,
                                  was_sent ? PACKSHOT_EVENT_UNANSWERED : PACKSHOT_EVENT_MOVED,
                                  packshot_nick (PACKSHOT_TYPE_STEP, step));

  if (!was_sent)
    change->words = g_strdup (_ ("The program ended before this was finished."));
  else if (step == PACKSHOT_STEP_CREATE)
    change->words = g_strdup (_ ("The program ended before the service answered, so that nobody "
                                 "knows whether the job was taken."));
  else
    change->words = g_strdup (_ ("The program ended before the service answered, so that nobody "
                                 "knows whether this was taken. What was there before is kept."));

  /* Work on this computer goes on by itself, and this says so to any program. */
  if (state == PACKSHOT_JOB_MAKING)
    change->not_before = g_get_real_time ();

  packshot_queue_write (self->queue, self->job, change, FALSE, NULL, recovered);
}
