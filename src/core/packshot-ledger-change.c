/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-change.h"

/**
 * packshot_ledger_change_new:
 * @from: the state the job has to be in
 * @to: the state it goes to
 * @kind: what happened
 * @step: (nullable): at which step
 *
 * Returns: (transfer full): a change of nothing but the state
 */
PackshotLedgerChange *
packshot_ledger_change_new (PackshotJobState from,
                            PackshotJobState to,
                            PackshotEventKind kind,
                            const char *step)
{
  PackshotLedgerChange *self = g_new0 (PackshotLedgerChange, 1);

  self->from = from;
  self->to = to;
  self->kind = kind;
  self->step = g_strdup (step);
  self->not_before = -1;
  self->remote_ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_job_copy_free);

  return self;
}

/**
 * packshot_ledger_change_new_intent:
 * @from: the state the job has to be in
 * @to: the state it goes to: uploading, submitting
 * @step: the step that is about to be sent
 * @price: the price that was shown, in millionths of @unit, or %PACKSHOT_MONEY_UNKNOWN
 * @unit: (nullable): what is counted; %NULL where the step is free
 *
 * Returns: (transfer full): that a call is about to be sent
 */
PackshotLedgerChange *
packshot_ledger_change_new_intent (PackshotJobState from,
                                   PackshotJobState to,
                                   const char *step,
                                   gint64 price,
                                   const char *unit)
{
  PackshotLedgerChange *self = packshot_ledger_change_new (from, to, PACKSHOT_EVENT_INTENDED, step);

  if (unit != NULL)
    {
      self->money = PACKSHOT_MONEY_ASKED;
      self->amount = price;
      self->unit = g_strdup (unit);
    }

  return self;
}

/**
 * packshot_ledger_change_free:
 * @self: (transfer full): a change
 */
void
packshot_ledger_change_free (PackshotLedgerChange *self)
{
  g_free (self->step);
  g_free (self->words);
  g_free (self->unit);
  g_ptr_array_unref (self->remote_ids);
  g_ptr_array_unref (self->copies);
  g_clear_pointer (&self->result, packshot_ledger_result_free);
  g_free (self);
}
