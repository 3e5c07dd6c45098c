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
  self->limit = PACKSHOT_MONEY_UNKNOWN;
  self->saving = -1;
  self->balance = PACKSHOT_MONEY_UNKNOWN;
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
 * packshot_ledger_change_copy:
 * @self: a change
 *
 * For one that may have to be written more than once until it is.
 *
 * Returns: (transfer full): the same
 */
PackshotLedgerChange *
packshot_ledger_change_copy (const PackshotLedgerChange *self)
{
  PackshotLedgerChange *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = packshot_ledger_change_new (self->from, self->to, self->kind, self->step);
  copy->words = g_strdup (self->words);
  copy->money = self->money;
  copy->amount = self->amount;
  copy->unit = g_strdup (self->unit);
  copy->limit = self->limit;
  copy->limit_since = self->limit_since;
  copy->is_claim = self->is_claim;
  copy->paid_step = g_strdup (self->paid_step);
  copy->balance = self->balance;
  copy->not_before = self->not_before;
  copy->cancel_asked = self->cancel_asked;
  copy->failure = self->failure;
  copy->result = self->result != NULL ? packshot_ledger_result_copy (self->result) : NULL;
  copy->request = g_strdup (self->request);
  copy->beside = g_strdup (self->beside);
  copy->saving = self->saving;

  for (guint i = 0; i < self->remote_ids->len; i++)
    g_ptr_array_add (copy->remote_ids,
                     packshot_remote_id_copy (g_ptr_array_index (self->remote_ids, i)));
  for (guint i = 0; i < self->copies->len; i++)
    g_ptr_array_add (copy->copies, packshot_job_copy_dup (g_ptr_array_index (self->copies, i)));

  return copy;
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
  g_free (self->paid_step);
  g_free (self->request);
  g_free (self->beside);
  g_ptr_array_unref (self->remote_ids);
  g_ptr_array_unref (self->copies);
  g_clear_pointer (&self->result, packshot_ledger_result_free);
  g_free (self);
}
