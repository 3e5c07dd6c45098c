/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Amounts of money are whole numbers of millionths, so that sums are exact: this is one credit, or
 * one dollar. */
#define PACKSHOT_MONEY_ONE G_GINT64_CONSTANT (1000000)

/* An amount that is not known. */
#define PACKSHOT_MONEY_UNKNOWN G_GINT64_CONSTANT (-1)

/**
 * PackshotLedgerCharge:
 * @row: the row of the job, which may have been deleted since
 * @id: the id of the job
 * @service: the id of its service
 * @title: what lists called it
 * @step: (nullable): the paid step
 * @asked: the price shown before, in millionths of @unit, or %PACKSHOT_MONEY_UNKNOWN
 * @asked_at: when the call was about to be sent, in microseconds since 1970, UTC
 * @charged: what it cost, in millionths of @unit; %PACKSHOT_MONEY_UNKNOWN while no answer told
 * @settled_at: when that became known, in microseconds since 1970, UTC, or 0
 * @unit: what is counted: "credits", "USD"
 *
 * One line of the money book. It stays when its job is deleted.
 */
typedef struct
{
  gint64 row;
  char *id;
  char *service;
  char *title;
  char *step;
  gint64 asked;
  gint64 asked_at;
  gint64 charged;
  gint64 settled_at;
  char *unit;
} PackshotLedgerCharge;

void packshot_ledger_charge_free (PackshotLedgerCharge *self);

gint64 packshot_ledger_charge_get_spent (const PackshotLedgerCharge *self);
gint64 packshot_ledger_charge_sum (const GPtrArray *charges, const char *service, const char *unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLedgerCharge, packshot_ledger_charge_free)

G_END_DECLS
