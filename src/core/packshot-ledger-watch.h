/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger.h"

G_BEGIN_DECLS

/**
 * PackshotLedgerWatch:
 *
 * Tells when another program has written to a ledger, by the signal "changed": then read again what
 * is shown. It looks when the log of the ledger changes on disk, and sleeps otherwise.
 */
#define PACKSHOT_TYPE_LEDGER_WATCH (packshot_ledger_watch_get_type ())
G_DECLARE_FINAL_TYPE (PackshotLedgerWatch, packshot_ledger_watch, PACKSHOT, LEDGER_WATCH, GObject)

PackshotLedgerWatch *packshot_ledger_watch_new (PackshotLedger *ledger, GError **error);

G_END_DECLS
