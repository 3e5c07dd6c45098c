/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-sql.h"

G_BEGIN_DECLS

/* In these a person decides what comes next, or nothing does. */
#define PACKSHOT_LEDGER_MAY_BE_DELETED                                                             \
  "('draft', 'ready', 'review', 'unknown', 'done', 'failed', 'cancelled')"

gboolean packshot_ledger_trash_miss (sqlite3 *db, gint64 row, GError **error);
gboolean packshot_ledger_trash_put (sqlite3 *db, GArray *rows, gint64 at, GError **error);
gboolean packshot_ledger_trash_restore (sqlite3 *db, GArray *rows, GError **error);
gboolean packshot_ledger_trash_empty (sqlite3 *db, GArray *rows, gint64 until, GError **error);

G_END_DECLS
