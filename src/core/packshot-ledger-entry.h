/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "packshot-job-state.h"
#include "packshot-ledger-charge.h"
#include "packshot-step.h"

G_BEGIN_DECLS

/**
 * PackshotLedgerEntry:
 *
 * What a list shows of a job in the ledger, as it was when it was read. It never changes.
 */
#define PACKSHOT_TYPE_LEDGER_ENTRY (packshot_ledger_entry_get_type ())
G_DECLARE_FINAL_TYPE (PackshotLedgerEntry, packshot_ledger_entry, PACKSHOT, LEDGER_ENTRY, GObject)

gint64 packshot_ledger_entry_get_row (PackshotLedgerEntry *self);
const char *packshot_ledger_entry_get_id (PackshotLedgerEntry *self);
const char *packshot_ledger_entry_get_service (PackshotLedgerEntry *self);
const char *packshot_ledger_entry_get_title (PackshotLedgerEntry *self);
PackshotJobState packshot_ledger_entry_get_state (PackshotLedgerEntry *self);
PackshotFailure packshot_ledger_entry_get_failure (PackshotLedgerEntry *self);
const char *packshot_ledger_entry_get_words (PackshotLedgerEntry *self);
gboolean packshot_ledger_entry_get_cancel_asked (PackshotLedgerEntry *self);

gint64 packshot_ledger_entry_get_created (PackshotLedgerEntry *self);
gint64 packshot_ledger_entry_get_changed (PackshotLedgerEntry *self);
gint64 packshot_ledger_entry_get_not_before (PackshotLedgerEntry *self);

gint64 packshot_ledger_entry_get_price (PackshotLedgerEntry *self);
gint64 packshot_ledger_entry_get_charged (PackshotLedgerEntry *self);
const char *packshot_ledger_entry_get_unit (PackshotLedgerEntry *self);
PackshotStep packshot_ledger_entry_get_paid_step (PackshotLedgerEntry *self);
gint64 packshot_ledger_entry_get_paid_at (PackshotLedgerEntry *self);
gint64 packshot_ledger_entry_get_trashed (PackshotLedgerEntry *self);
gboolean packshot_ledger_entry_get_saving (PackshotLedgerEntry *self);

const char *packshot_ledger_entry_get_output (PackshotLedgerEntry *self);
const char *packshot_ledger_entry_get_video (PackshotLedgerEntry *self);
const char *packshot_ledger_entry_get_cover (PackshotLedgerEntry *self);

G_END_DECLS
