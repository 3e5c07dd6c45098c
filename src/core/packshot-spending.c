/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-spending.h"

#include <string.h>

/* As g_date_time_format() has it. */
#define MONTH_FORMAT "%Y-%m"

static void
set_month (char *month, gsize size, gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *text = local != NULL ? g_date_time_format (local, MONTH_FORMAT) : NULL;

  /* A time that is none was not written by us. */
  g_strlcpy (month, text != NULL ? text : "0000-00", size);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const PackshotSpendingLine *one = *(const PackshotSpendingLine *const *) a;
  const PackshotSpendingLine *other = *(const PackshotSpendingLine *const *) b;

  return (one->charge->asked_at < other->charge->asked_at)
         - (one->charge->asked_at > other->charge->asked_at);
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  const PackshotSpendingSum *one = *(const PackshotSpendingSum *const *) a;
  const PackshotSpendingSum *other = *(const PackshotSpendingSum *const *) b;
  int order = strcmp (other->month, one->month);

  if (order == 0)
    order = strcmp (one->service, other->service);
  return order != 0 ? order : strcmp (one->unit, other->unit);
}

static PackshotSpendingSum *
find_sum (GPtrArray *sums, const PackshotSpendingLine *line)
{
  PackshotSpendingSum *sum;

  for (guint i = 0; i < sums->len; i++)
    {
      sum = g_ptr_array_index (sums, i);
      if (packshot_spending_sum_has (sum, line))
        return sum;
    }

  sum = g_new0 (PackshotSpendingSum, 1);
  g_strlcpy (sum->month, line->month, sizeof sum->month);
  sum->service = line->charge->service;
  sum->unit = line->charge->unit;
  g_ptr_array_add (sums, sum);

  return sum;
}

/* @seen: a set of the jobs that were counted, each with its sum. */
static void
count_order (GHashTable *seen, PackshotSpendingSum *sum, const PackshotLedgerCharge *charge)
{
  g_autofree char *key = g_strdup_printf ("%p %" G_GINT64_FORMAT, (void *) sum, charge->row);

  if (g_hash_table_add (seen, g_steal_pointer (&key)))
    sum->n_orders++;
}

static void
add_line (PackshotSpendingSum *sum, const PackshotSpendingLine *line)
{
  const PackshotLedgerCharge *charge = line->charge;

  sum->n_calls++;
  sum->by_fate[line->fate] += packshot_ledger_charge_get_spent (charge);
  if (charge->charged != PACKSHOT_MONEY_UNKNOWN)
    sum->charged += charge->charged;
  else if (charge->asked != PACKSHOT_MONEY_UNKNOWN)
    sum->expected += charge->asked;
  else
    sum->n_unknown++;
}

/* The jobs by their rows. */
static PackshotSpendingFate
judge_by_row (const PackshotLedgerCharge *charge, gpointer user_data)
{
  return packshot_spending_judge (charge, g_hash_table_lookup (user_data, &charge->row));
}

/**
 * packshot_spending_judge:
 * @charge: a line of the money book
 * @job: (nullable): its job, where that is still there
 *
 * Returns: what became of it
 */
PackshotSpendingFate
packshot_spending_judge (const PackshotLedgerCharge *charge, PackshotJob *job)
{
  if (charge->charged == 0)
    return PACKSHOT_SPENDING_REFUSED;
  if (job == NULL || packshot_job_get_trashed (job) != 0)
    return PACKSHOT_SPENDING_DELETED;

  switch (packshot_job_get_state (job))
    {
    case PACKSHOT_JOB_DONE:
      return PACKSHOT_SPENDING_KEPT;
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
      return PACKSHOT_SPENDING_FAILED;
    case PACKSHOT_JOB_UNKNOWN:
      return PACKSHOT_SPENDING_UNKNOWN;
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_REVIEW:
    case PACKSHOT_JOB_FETCHING:
    case PACKSHOT_JOB_MAKING:
    default:
      return PACKSHOT_SPENDING_OPEN;
    }
}

/**
 * packshot_spending_sum_has:
 * @self: what was spent at a service in a month
 * @line: a call
 *
 * Returns: whether the call is part of the sum
 */
gboolean
packshot_spending_sum_has (const PackshotSpendingSum *self, const PackshotSpendingLine *line)
{
  return g_str_equal (self->month, line->month)
         && g_str_equal (self->service, line->charge->service)
         && g_str_equal (self->unit, line->charge->unit);
}

/**
 * packshot_spending_new:
 * @charges: (element-type PackshotLedgerCharge): the money book
 * @zone: where the user is: months begin there at midnight
 * @judge: (scope call): tells what became of each call
 * @user_data: for @judge
 *
 * Sums up the money book. Units are never added to each other, nor services; what a call cost that
 * nobody answered yet is told as what was asked, by itself.
 *
 * Returns: (transfer full): the sums and lines
 */
PackshotSpending *
packshot_spending_new (GPtrArray *charges,
                       GTimeZone *zone,
                       PackshotSpendingJudge judge,
                       gpointer user_data)
{
  PackshotSpending *self;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (charges != NULL && zone != NULL && judge != NULL, NULL);

  self = g_new0 (PackshotSpending, 1);
  self->charges = g_ptr_array_ref (charges);
  self->lines = g_ptr_array_new_full (charges->len, g_free);
  self->sums = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < charges->len; i++)
    {
      PackshotSpendingLine *line = g_new0 (PackshotSpendingLine, 1);
      PackshotSpendingSum *sum;

      line->charge = g_ptr_array_index (charges, i);
      line->fate = judge (line->charge, user_data);
      set_month (line->month, sizeof line->month, line->charge->asked_at, zone);
      g_ptr_array_add (self->lines, line);

      sum = find_sum (self->sums, line);
      count_order (seen, sum, line->charge);
      add_line (sum, line);
    }

  g_ptr_array_sort (self->lines, compare_lines);
  g_ptr_array_sort (self->sums, compare_sums);

  return self;
}

/**
 * packshot_spending_new_for_jobs:
 * @charges: (element-type PackshotLedgerCharge): the money book
 * @jobs: all jobs there are, as #PackshotJob
 *
 * Returns: (transfer full): the same, with what the jobs tell, where the user is
 */
PackshotSpending *
packshot_spending_new_for_jobs (GPtrArray *charges, GListModel *jobs)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GHashTable) by_row =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  g_return_val_if_fail (charges != NULL && G_IS_LIST_MODEL (jobs), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      PackshotJob *job = g_list_model_get_item (jobs, i);
      gint64 row = packshot_job_get_row (job);

      g_hash_table_replace (by_row, g_memdup2 (&row, sizeof row), job);
    }

  return packshot_spending_new (charges, zone, judge_by_row, by_row);
}

/**
 * packshot_spending_free:
 * @self: (transfer full): what was spent
 */
void
packshot_spending_free (PackshotSpending *self)
{
  g_ptr_array_unref (self->sums);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->charges);
  g_free (self);
}

/**
 * packshot_spending_is_month:
 * @text: what somebody typed
 *
 * Returns: whether it is a month as lines have it: "2026-11"
 */
gboolean
packshot_spending_is_month (const char *text)
{
  int month;

  for (guint i = 0; i < strlen ("2026-11"); i++)
    if (i == strlen ("2026") ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;

  month = (text[5] - '0') * 10 + text[6] - '0';
  return text[7] == '\0' && month >= 1 && month <= 12;
}
