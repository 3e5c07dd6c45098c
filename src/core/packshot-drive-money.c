/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What an answer says about money. */

#include "packshot-queue-private.h"

#include "packshot-nick.h"

static gint64
get_cost (PackshotStep step, const PackshotReply *reply)
{
  if (reply->cost == PACKSHOT_MONEY_UNKNOWN && packshot_step_is_paid (step)
      && packshot_answer_table_look_up (step, reply->verdict)->nothing_made)
    return 0;

  return reply->cost;
}

/* Whether the service is at the end of what it was paid for, whatever came of it. */
static gboolean
is_over (PackshotStep step, const PackshotReply *reply)
{
  PackshotJobState state = packshot_answer_table_look_up (step, reply->verdict)->state;

  return !packshot_step_is_paid (step) && state != PACKSHOT_JOB_WAITING;
}

/**
 * packshot_drive_set_money:
 * @self: a drive
 * @change: what follows from the answer
 * @step: the step that was answered
 * @reply: the answer
 *
 * Settles the line of the paid call where its cost is known, even late; and otherwise notes what
 * was left before it, or that it is over and what is left then.
 */
void
packshot_drive_set_money (PackshotDrive *self,
                          PackshotLedgerChange *change,
                          PackshotStep step,
                          const PackshotReply *reply)
{
  const char *unit = packshot_job_get_unit (self->job);
  gint64 cost = get_cost (step, reply);

  if (unit == NULL || !self->job->has_open_charge)
    return;

  change->unit = g_strdup (unit);
  change->paid_step = g_strdup (packshot_nick (PACKSHOT_TYPE_STEP, self->job->paid_step));
  change->balance = reply->balance;
  if (cost != PACKSHOT_MONEY_UNKNOWN)
    {
      change->money = PACKSHOT_MONEY_CHARGED;
      change->amount = cost;
    }
  else if (is_over (step, reply))
    {
      change->money = PACKSHOT_MONEY_ENDED;
    }
}
