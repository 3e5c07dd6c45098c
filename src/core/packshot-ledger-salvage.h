/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-sql.h"

G_BEGIN_DECLS

gboolean packshot_ledger_salvage (const char *damaged, sqlite3 *target, GError **error);

G_END_DECLS
