/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-record.h"

/**
 * packshot_ledger_record_new:
 *
 * Returns: (transfer full): a record with nothing filled in
 */
PackshotLedgerRecord *
packshot_ledger_record_new (void)
{
  PackshotLedgerRecord *self = g_new0 (PackshotLedgerRecord, 1);

  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_job_copy_free);
  self->remote_ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_result_free);

  return self;
}

/**
 * packshot_ledger_record_free:
 * @self: (transfer full): a record
 */
void
packshot_ledger_record_free (PackshotLedgerRecord *self)
{
  g_clear_object (&self->entry);
  g_free (self->request);
  g_ptr_array_unref (self->copies);
  g_ptr_array_unref (self->remote_ids);
  g_clear_pointer (&self->result, packshot_ledger_result_free);
  g_ptr_array_unref (self->results);
  g_free (self->beside);
  g_free (self);
}

/**
 * packshot_ledger_name_free:
 * @self: (transfer full): a name
 */
void
packshot_ledger_name_free (PackshotLedgerName *self)
{
  g_free (self->id);
  g_free (self);
}
