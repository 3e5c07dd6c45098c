/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-sql.h"

G_BEGIN_DECLS

/**
 * PackshotBadRow:
 * @row: the row of a job
 * @id: (nullable): its id, where at least that can be read
 * @reason: what of it can't be read
 */
typedef struct
{
  gint64 row;
  char *id;
  char *reason;
} PackshotBadRow;

PackshotBadRow *packshot_bad_row_new (gint64 row, const char *id, const char *reason);
void packshot_bad_row_free (PackshotBadRow *self);

char *packshot_bad_row_dup_words (const PackshotBadRow *self);

gboolean packshot_ledger_quarantine_put (sqlite3 *db, const PackshotBadRow *bad, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotBadRow, packshot_bad_row_free)

G_END_DECLS
