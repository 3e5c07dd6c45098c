/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job-copy.h"
#include "packshot-ledger-charge.h"
#include "packshot-ledger-event.h"
#include "packshot-ledger-result.h"
#include "packshot-remote-id.h"

G_BEGIN_DECLS

/**
 * PackshotLedgerMoney:
 * @PACKSHOT_MONEY_UNTOUCHED: it is not about money
 * @PACKSHOT_MONEY_ASKED: a paid call is about to be sent; its price opens a line in the money book
 * @PACKSHOT_MONEY_CHARGED: the cost of a paid call became known, which may be 0, and settles its
 *   line
 * @PACKSHOT_MONEY_ENDED: what a paid call was for is over, and nothing more is taken for it: its
 *   line is settled by what the balance tells, where it can be told
 */
typedef enum
{
  PACKSHOT_MONEY_UNTOUCHED,
  PACKSHOT_MONEY_ASKED,
  PACKSHOT_MONEY_CHARGED,
  PACKSHOT_MONEY_ENDED,
} PackshotLedgerMoney;

/**
 * PackshotLedgerChange:
 * @from: the state the job has to be in
 * @to: the state it goes to; may be @from
 * @kind: what happened
 * @step: (nullable): at which step: "create"
 * @words: (nullable): one sentence about it; it stays with the job until its next state. An empty
 *   one takes away what was said before
 * @money: what the change means for the money book
 * @amount: the price or the cost, in millionths of @unit; a price may be %PACKSHOT_MONEY_UNKNOWN
 * @unit: (nullable): what is counted; needed where @money is
 * @limit: what may be spent at the service since @limit_since with a call that is about to be sent,
 *   in millionths of @unit; the change fails where that would be more. %PACKSHOT_MONEY_UNKNOWN
 * where there is no limit, or a person allowed to go over it
 * @limit_since: in microseconds since 1970, UTC
 * @paid_step: (nullable): the paid call that @money and @balance are about; %NULL for @step
 * @balance: what is left at the service, in the same, or %PACKSHOT_MONEY_UNKNOWN: after the paid
 *   call where it ended, and before it otherwise
 * @remote_ids: (element-type PackshotRemoteId): ids that became known
 * @is_claim: what is polled for must not be another job's of the same service; the change fails
 *   where it is
 * @copies: (element-type PackshotJobCopy): what will be sent
 * @not_before: when to go on at the earliest, in microseconds since 1970, UTC; 0 for at once, and
 *   -1 leaves it as it was
 * @cancel_asked: the user asked to cancel
 * @failure: why the job failed, with @to failed
 * @result: (nullable): what came of it
 * @request: (nullable): what is asked from now on, for packshot_request_from_json()
 * @beside: (nullable) (type filename): the absolute path for a video that is made again, beside the
 *   one that was delivered
 * @saving: 1 where the video is to be copied to where the user has them all, 0 where it was, and -1
 *   leaves it as it was
 *
 * All that changes at once in a job, and the event that tells of it. Filled by hand.
 */
typedef struct
{
  PackshotJobState from;
  PackshotJobState to;
  PackshotEventKind kind;
  char *step;
  char *words;
  PackshotLedgerMoney money;
  gint64 amount;
  char *unit;
  gint64 limit;
  gint64 limit_since;
  char *paid_step;
  gint64 balance;
  GPtrArray *remote_ids;
  gboolean is_claim;
  GPtrArray *copies;
  gint64 not_before;
  gboolean cancel_asked;
  PackshotFailure failure;
  PackshotLedgerResult *result;
  char *request;
  char *beside;
  int saving;
} PackshotLedgerChange;

PackshotLedgerChange *packshot_ledger_change_new (PackshotJobState from,
                                                  PackshotJobState to,
                                                  PackshotEventKind kind,
                                                  const char *step);
PackshotLedgerChange *packshot_ledger_change_new_intent (PackshotJobState from,
                                                         PackshotJobState to,
                                                         const char *step,
                                                         gint64 price,
                                                         const char *unit);
PackshotLedgerChange *packshot_ledger_change_copy (const PackshotLedgerChange *self);
void packshot_ledger_change_free (PackshotLedgerChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLedgerChange, packshot_ledger_change_free)

G_END_DECLS
