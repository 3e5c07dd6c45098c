/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger-record.h"
#include "packshot-sql.h"

G_BEGIN_DECLS

gboolean packshot_ledger_reader_list (sqlite3 *db,
                                      const char *id,
                                      GPtrArray *entries,
                                      GPtrArray *bad,
                                      GError **error);
gboolean packshot_ledger_reader_load (sqlite3 *db,
                                      gint64 row,
                                      PackshotLedgerRecord *record,
                                      GPtrArray *bad,
                                      GError **error);
GPtrArray *packshot_ledger_reader_dup_ids (const char *path, GError **error);
gboolean packshot_ledger_reader_list_names (sqlite3 *db, GPtrArray *names, GError **error);

G_END_DECLS
