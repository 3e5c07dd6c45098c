/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-deletion.h"
#include "packshot-ledger-worker.h"
#include "packshot-ledger.h"

G_BEGIN_DECLS

/* For the parts of the ledger: one call. */
typedef struct
{
  /* Input. */
  gboolean writes; /* what was written is not said to be cancelled */
  gint64 row;
  GArray *rows; /* (owned) (nullable) (element-type gint64): of many; output of the last */
  gint64 at;
  PackshotDeletion deletion;
  gint64 since;                 /* of what is listed */
  char *id;                     /* (owned) (nullable) */
  GHashTable *typed;            /* (owned) (nullable): a set of "service/option" */
  PackshotLedgerChange *change; /* (owned) (nullable) */

  /* Input, and output of what is loaded. */
  PackshotLedgerRecord *record; /* (owned) (nullable) */

  /* Output. */
  GPtrArray *list; /* (owned) (nullable) */
  GPtrArray *bad;  /* (owned) (nullable) (element-type PackshotBadRow) */
  gboolean has_changed;
  gint64 charged; /* of the job, so far */
} PackshotLedgerOperation;

PackshotLedgerOperation *packshot_ledger_operation_new (gboolean writes, gint64 row);
void packshot_ledger_push (PackshotLedger *self,
                           PackshotLedgerOperation *operation,
                           PackshotLedgerWork work,
                           gpointer source_tag,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
PackshotLedgerOperation *
packshot_ledger_pop (PackshotLedger *self, GAsyncResult *result, GError **error);

G_END_DECLS
