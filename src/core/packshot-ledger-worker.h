/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger-file.h"

G_BEGIN_DECLS

/**
 * PackshotLedgerWork:
 * @file: the ledger
 * @data: the task data of the task
 * @error: return location for an error
 *
 * Done in the thread of the ledger.
 *
 * Returns: whether it was done; otherwise @error is set
 */
typedef gboolean (*PackshotLedgerWork) (PackshotLedgerFile *file, gpointer data, GError **error);

/**
 * PackshotLedgerTell:
 * @task: a task whose work was tried
 *
 * Called in the task's own context, before it returns.
 */
typedef void (*PackshotLedgerTell) (GTask *task);

/**
 * PackshotLedgerWorker:
 *
 * The thread of a ledger, which does one thing after the other in the order in which they came.
 */
typedef struct _PackshotLedgerWorker PackshotLedgerWorker;

PackshotLedgerWorker *packshot_ledger_worker_new (const char *folder);
void packshot_ledger_worker_free (PackshotLedgerWorker *self);

void packshot_ledger_worker_push (PackshotLedgerWorker *self,
                                  GTask *task,
                                  PackshotLedgerWork work,
                                  PackshotLedgerTell tell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLedgerWorker, packshot_ledger_worker_free)

G_END_DECLS
