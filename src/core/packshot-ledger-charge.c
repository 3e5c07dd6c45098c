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

/**
 * packshot_ledger_charge_get_spent:
 * @self: a line of the money book
 *
 * Returns: what is to be reckoned with: what was charged, while that is not known the price that
 * was shown, and 0 where there was none; in millionths of the unit
 */
gint64
packshot_ledger_charge_get_spent (const PackshotLedgerCharge *self)
{
  if (self->charged != PACKSHOT_MONEY_UNKNOWN)
    return self->charged;

  return self->asked != PACKSHOT_MONEY_UNKNOWN ? self->asked : 0;
}

/**
 * packshot_ledger_charge_sum:
 * @charges: (element-type PackshotLedgerCharge): lines of the money book
 * @service: the id of a service
 * @unit: what is counted
 *
 * Returns: what is to be reckoned with for all of them that are of the service and in the unit
 */
gint64
packshot_ledger_charge_sum (const GPtrArray *charges, const char *service, const char *unit)
{
  gint64 sum = 0;

  for (guint i = 0; i < charges->len; i++)
    {
      const PackshotLedgerCharge *charge = g_ptr_array_index (charges, i);

      if (g_str_equal (charge->service, service) && g_str_equal (charge->unit, unit))
        sum += packshot_ledger_charge_get_spent (charge);
    }

  return sum;
}
