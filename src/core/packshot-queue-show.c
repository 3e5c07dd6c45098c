/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What is in the ledger, as it is seen in a job. */

#include "packshot-queue-private.h"

static void
add_charge (PackshotJob *job, gint64 amount)
{
  gint64 before = packshot_job_get_charged (job);

  packshot_job_set_charged (job, (before != PACKSHOT_MONEY_UNKNOWN ? before : 0) + amount);
}

/* Another paid call: what a person asked of the last one does not hold for it. */
static void
show_payment (PackshotJob *job, const PackshotLedgerChange *change)
{
  PackshotStep step;

  if (change->kind != PACKSHOT_EVENT_INTENDED || change->to != PACKSHOT_JOB_SUBMITTING
      || !packshot_step_from_paid_name (change->step, &step))
    return;

  packshot_job_set_paid_step (job, step, g_get_real_time (),
                              change->money == PACKSHOT_MONEY_ASKED ? change->amount
                                                                    : packshot_job_get_price (job));
  packshot_job_set_cancel_asked (job, FALSE);
  if (change->beside != NULL)
    packshot_job_set_beside (job, change->beside);
}

/**
 * packshot_queue_show:
 * @job: a job
 * @change: (nullable): what is in the ledger now
 *
 * Shows the same in the job. The words and all else come before the state, so that whoever sees it
 * change can read why.
 */
void
packshot_queue_show (PackshotJob *job, const PackshotLedgerChange *change)
{
  if (change == NULL)
    return;

  if (change->words != NULL || change->from != change->to)
    packshot_job_set_words (job, change->words);
  if (change->failure != PACKSHOT_FAILURE_NONE)
    packshot_job_set_failure (job, change->failure, change->words);
  if (change->money == PACKSHOT_MONEY_CHARGED)
    add_charge (job, change->amount);
  if (change->money == PACKSHOT_MONEY_ASKED || change->money == PACKSHOT_MONEY_CHARGED)
    job->has_open_charge = change->money == PACKSHOT_MONEY_ASKED;
  show_payment (job, change);
  if (change->cancel_asked)
    packshot_job_set_cancel_asked (job, TRUE);
  if (change->not_before >= 0)
    job->not_before = change->not_before;
  if (change->to == PACKSHOT_JOB_DONE)
    packshot_job_set_progress (job, 1, NULL);
  if (packshot_job_get_state (job) != change->to)
    packshot_job_set_state (job, change->to);
}

/**
 * packshot_queue_show_cost:
 * @job: a job
 * @change: (nullable): what is in the ledger now
 * @charged: what the job cost so far, by the ledger
 *
 * Shows what a paid call cost where the ledger alone knows it, since that alone knows what else was
 * paid for in between.
 */
void
packshot_queue_show_cost (PackshotJob *job, const PackshotLedgerChange *change, gint64 charged)
{
  if (change == NULL || change->money != PACKSHOT_MONEY_ENDED
      || charged == packshot_job_get_charged (job))
    return;

  packshot_job_set_charged (job, charged);
  job->has_open_charge = FALSE;
}
