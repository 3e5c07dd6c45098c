/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger-event.h"
#include "packshot-sql.h"

G_BEGIN_DECLS

gboolean
packshot_ledger_log_add (sqlite3 *db, gint64 row, const PackshotLedgerEvent *event, GError **error);
gboolean packshot_ledger_log_read (sqlite3 *db, gint64 row, GPtrArray *events, GError **error);

G_END_DECLS
