/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger-change.h"
#include "packshot-sql.h"

G_BEGIN_DECLS

gboolean packshot_ledger_book_ask (sqlite3 *db,
                                   gint64 row,
                                   const PackshotLedgerChange *change,
                                   gint64 now,
                                   GError **error);
gboolean packshot_ledger_book_settle (sqlite3 *db,
                                      gint64 row,
                                      const PackshotLedgerChange *change,
                                      gint64 now,
                                      GError **error);
gboolean packshot_ledger_book_note_balance (sqlite3 *db,
                                            gint64 row,
                                            const PackshotLedgerChange *change,
                                            GError **error);
gboolean packshot_ledger_book_end (sqlite3 *db,
                                   gint64 row,
                                   const PackshotLedgerChange *change,
                                   gint64 now,
                                   GError **error);
gboolean packshot_ledger_book_get_cost (sqlite3 *db, gint64 row, gint64 *charged, GError **error);
gboolean packshot_ledger_book_read (sqlite3 *db, gint64 since, GPtrArray *charges, GError **error);

G_END_DECLS
