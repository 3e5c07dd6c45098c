/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"
#include "packshot-ledger-charge.h"

G_BEGIN_DECLS

/**
 * PackshotSpendingFate:
 * @PACKSHOT_SPENDING_KEPT: the video is here
 * @PACKSHOT_SPENDING_OPEN: it is on its way, or waits for a person's word
 * @PACKSHOT_SPENDING_UNKNOWN: nobody knows what became of the call
 * @PACKSHOT_SPENDING_FAILED: it ended without a video
 * @PACKSHOT_SPENDING_DELETED: the job was deleted, whatever it had become
 * @PACKSHOT_SPENDING_REFUSED: the call was refused, or nothing was taken for it
 *
 * What became of what a paid call was for.
 */
typedef enum
{
  PACKSHOT_SPENDING_KEPT,
  PACKSHOT_SPENDING_OPEN,
  PACKSHOT_SPENDING_UNKNOWN,
  PACKSHOT_SPENDING_FAILED,
  PACKSHOT_SPENDING_DELETED,
  PACKSHOT_SPENDING_REFUSED,
} PackshotSpendingFate;

#define PACKSHOT_SPENDING_N_FATES (PACKSHOT_SPENDING_REFUSED + 1)

/**
 * PackshotSpendingLine:
 * @charge: (unowned): a line of the money book
 * @month: the month of the call where the user is: "2026-11"
 * @fate: what became of it
 */
typedef struct
{
  const PackshotLedgerCharge *charge;
  char month[8];
  PackshotSpendingFate fate;
} PackshotSpendingLine;

/**
 * PackshotSpendingSum:
 * @month: "2026-11"
 * @service: (unowned): the id of the service
 * @unit: (unowned): what is counted; what is in another unit has a sum of its own
 * @n_orders: how many jobs these calls were for
 * @n_calls: how many calls there were
 * @n_unknown: how many of them cost nobody knows what
 * @charged: what was charged, as far as it is known
 * @expected: what was asked for the calls of which the charge is not known yet
 * @by_fate: both together, by what became of it
 *
 * What was spent at a service in a month, in millionths of the unit.
 */
typedef struct
{
  char month[8];
  const char *service;
  const char *unit;
  guint n_orders;
  guint n_calls;
  guint n_unknown;
  gint64 charged;
  gint64 expected;
  gint64 by_fate[PACKSHOT_SPENDING_N_FATES];
} PackshotSpendingSum;

/**
 * PackshotSpendingJudge:
 * @charge: a line of the money book
 * @user_data: what was given along
 *
 * Returns: what became of it
 */
typedef PackshotSpendingFate (*PackshotSpendingJudge) (const PackshotLedgerCharge *charge,
                                                       gpointer user_data);

/**
 * PackshotSpending:
 * @charges: (element-type PackshotLedgerCharge): the money book
 * @lines: (element-type PackshotSpendingLine): a line each, the newest first
 * @sums: (element-type PackshotSpendingSum): by month, the newest first, and by service
 *
 * The money book as people look at it. Computed, never stored: a job that fails or is deleted later
 * changes it.
 */
typedef struct
{
  GPtrArray *charges;
  GPtrArray *lines;
  GPtrArray *sums;
} PackshotSpending;

PackshotSpending *packshot_spending_new (GPtrArray *charges,
                                         GTimeZone *zone,
                                         PackshotSpendingJudge judge,
                                         gpointer user_data);
PackshotSpending *packshot_spending_new_for_jobs (GPtrArray *charges, GListModel *jobs);
void packshot_spending_free (PackshotSpending *self);

PackshotSpendingFate packshot_spending_judge (const PackshotLedgerCharge *charge, PackshotJob *job);
gboolean packshot_spending_sum_has (const PackshotSpendingSum *self,
                                    const PackshotSpendingLine *line);
gboolean packshot_spending_is_month (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotSpending, packshot_spending_free)

G_END_DECLS
