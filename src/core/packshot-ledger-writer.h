/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-deletion.h"
#include "packshot-ledger-change.h"
#include "packshot-ledger-record.h"
#include "packshot-sql.h"

G_BEGIN_DECLS

gboolean packshot_ledger_writer_add (sqlite3 *db,
                                     const PackshotLedgerRecord *record,
                                     gint64 *row,
                                     GError **error);
gboolean packshot_ledger_writer_apply (sqlite3 *db,
                                       gint64 row,
                                       const PackshotLedgerChange *change,
                                       gint64 *charged,
                                       GError **error);
gboolean
packshot_ledger_writer_delete (sqlite3 *db, gint64 row, PackshotDeletion deletion, GError **error);

G_END_DECLS
