/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-sql.h"

G_BEGIN_DECLS

#define PACKSHOT_LEDGER_SCHEMA_VERSION 2

gboolean packshot_ledger_schema_prepare (sqlite3 *db, GError **error);
gboolean packshot_ledger_schema_check (sqlite3 *db, gboolean thoroughly, GError **error);

G_END_DECLS
