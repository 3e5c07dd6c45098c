/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotLedgerText:
 * @row: the row of a job
 * @text: what was typed for it, each value on lines of its own, as packshot_text_fold() makes it
 */
typedef struct
{
  gint64 row;
  char *text;
} PackshotLedgerText;

void packshot_ledger_text_free (PackshotLedgerText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLedgerText, packshot_ledger_text_free)

G_END_DECLS
