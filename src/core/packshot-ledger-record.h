/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job-copy.h"
#include "packshot-ledger-entry.h"
#include "packshot-ledger-result.h"
#include "packshot-remote-id.h"

G_BEGIN_DECLS

/**
 * PackshotLedgerRecord:
 * @entry: what lists show of it
 * @request: what was asked, for packshot_request_from_json()
 * @copies: (element-type PackshotJobCopy): what was or will be sent
 * @remote_ids: (element-type PackshotRemoteId): what the service calls it, the oldest first
 * @result: (nullable): the video that came of it last
 * @results: (element-type PackshotLedgerResult): all that came of it, the oldest first; a preview
 *   has no video
 * @beside: (nullable) (type filename): where a video that is made again is to be
 * @has_open_charge: a paid call was intended whose cost is not known yet
 *
 * All that the ledger knows of a job, but for its events.
 */
typedef struct
{
  PackshotLedgerEntry *entry;
  char *request;
  GPtrArray *copies;
  GPtrArray *remote_ids;
  PackshotLedgerResult *result;
  GPtrArray *results;
  char *beside;
  gboolean has_open_charge;
} PackshotLedgerRecord;

PackshotLedgerRecord *packshot_ledger_record_new (void);
void packshot_ledger_record_free (PackshotLedgerRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLedgerRecord, packshot_ledger_record_free)

/**
 * PackshotLedgerName:
 * @row: the row of a job
 * @id: what its service calls it, or a part of it
 */
typedef struct
{
  gint64 row;
  char *id;
} PackshotLedgerName;

void packshot_ledger_name_free (PackshotLedgerName *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLedgerName, packshot_ledger_name_free)

G_END_DECLS
