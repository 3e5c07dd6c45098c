/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-charge.h"

/**
 * packshot_ledger_charge_free:
 * @self: (transfer full): a line of the money book
 */
void
packshot_ledger_charge_free (PackshotLedgerCharge *self)
{
  g_free (self->id);
  g_free (self->service);
  g_free (self->title);
  g_free (self->step);
  g_free (self->unit);
  g_free (self);
}
