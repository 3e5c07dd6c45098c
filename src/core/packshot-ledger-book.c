/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The money book of the ledger: a line for each paid call. It is opened before the call is sent,
 * and settled when its cost is known: in between nobody can say whether it cost something. */

#include "packshot-ledger-book.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-row-reader.h"

static const char insert_line[] =
    "INSERT INTO charges (job, id, service, title, step, asked, asked_at, charged, settled_at, "
    "unit) "
    "SELECT job, id, service, title, :step, :asked, :now, :charged, :settled_at, :unit "
    "FROM jobs WHERE job = :job";

static const char settle_line[] =
    "UPDATE charges SET charged = :charged, settled_at = :now, unit = :unit WHERE charge = "
    "(SELECT max (charge) FROM charges WHERE job = :job AND step IS :step AND settled_at IS NULL)";

/* What was there before the call is asked for once. */
static const char update_balance[] =
    "UPDATE charges SET balance = :balance WHERE charge = "
    "(SELECT max (charge) FROM charges WHERE job = :job AND step IS :step AND settled_at IS NULL) "
    "AND balance IS NULL";

static const char end_line[] =
    "UPDATE charges SET ended_at = :now WHERE charge = "
    "(SELECT max (charge) FROM charges WHERE job = :job AND step IS :step) AND ended_at IS NULL";

/* What the balance lost between the two times was taken for this call where no other call of the
 * service was out, in any job. One that was refused took nothing; and one that nobody heard of for
 * a day is not expected to take anything any more. */
static const char settle_by_balance[] =
    "UPDATE charges AS line SET charged = balance - :balance, settled_at = :now "
    "WHERE job = :job AND step IS :step AND ended_at = :now AND settled_at IS NULL "
    "AND balance >= :balance AND unit = :unit AND NOT EXISTS ("
    "SELECT 1 FROM charges AS other WHERE other.charge <> line.charge "
    "AND other.service = line.service AND other.charged IS NOT 0 "
    "AND other.asked_at > line.asked_at - 86400000000 "
    "AND coalesce (other.ended_at, other.settled_at, :now) > line.asked_at)";

static const char update_price[] = "UPDATE jobs SET price = :asked, unit = :unit WHERE job = :job";

static const char update_cost[] =
    "UPDATE jobs SET unit = :unit, charged = "
    "(SELECT sum (charged) FROM charges WHERE charges.job = jobs.job AND unit = :unit) "
    "WHERE job = :job";

static void
bind_amount (sqlite3_stmt *statement, const char *name, gint64 amount)
{
  if (amount != PACKSHOT_MONEY_UNKNOWN)
    packshot_sql_bind_int (statement, name, amount);
}

static const char *
get_step (const PackshotLedgerChange *change)
{
  return change->paid_step != NULL ? change->paid_step : change->step;
}

/* A line that is settled at once where @charged is known. */
static gboolean
add_line (sqlite3 *db,
          gint64 row,
          const PackshotLedgerChange *change,
          gint64 asked,
          gint64 charged,
          gint64 now,
          GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, insert_line, error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  packshot_sql_bind_text (statement, ":step", get_step (change));
  packshot_sql_bind_int (statement, ":now", now);
  packshot_sql_bind_text (statement, ":unit", change->unit);
  bind_amount (statement, ":asked", asked);
  bind_amount (statement, ":charged", charged);
  if (charged != PACKSHOT_MONEY_UNKNOWN)
    packshot_sql_bind_int (statement, ":settled_at", now);

  return packshot_sql_finish (statement, error);
}

static gboolean
sum_up (sqlite3 *db, gint64 row, const char *unit, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, update_cost, error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  packshot_sql_bind_text (statement, ":unit", unit);
  return packshot_sql_finish (statement, error);
}

static gboolean
has_place (sqlite3_stmt *statement, const char *name)
{
  return sqlite3_bind_parameter_index (statement, name) > 0;
}

/* Runs one of the statements about a line, which have places for some of these. */
static gboolean
change_line (sqlite3 *db,
             const char *sql,
             gint64 row,
             const PackshotLedgerChange *change,
             gint64 now,
             GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  packshot_sql_bind_text (statement, ":step", get_step (change));
  if (has_place (statement, ":balance"))
    packshot_sql_bind_int (statement, ":balance", change->balance);
  if (has_place (statement, ":charged"))
    packshot_sql_bind_int (statement, ":charged", change->amount);
  if (has_place (statement, ":now"))
    packshot_sql_bind_int (statement, ":now", now);
  if (has_place (statement, ":unit"))
    packshot_sql_bind_text (statement, ":unit", change->unit);
  return packshot_sql_finish (statement, error);
}

static PackshotLedgerCharge *
read_charge (sqlite3_stmt *statement)
{
  g_auto (PackshotRowReader) reader = { statement, 0, NULL };
  g_autoptr (PackshotLedgerCharge) charge = g_new0 (PackshotLedgerCharge, 1);

  charge->row = packshot_row_reader_get_int (&reader);
  charge->id = packshot_row_reader_dup_text (&reader);
  charge->service = packshot_row_reader_dup_text (&reader);
  charge->title = packshot_row_reader_dup_text (&reader);
  charge->step = packshot_row_reader_dup_text_or_null (&reader);
  charge->asked = packshot_row_reader_get_int_or (&reader, PACKSHOT_MONEY_UNKNOWN);
  charge->asked_at = packshot_row_reader_get_int (&reader);
  charge->charged = packshot_row_reader_get_int_or (&reader, PACKSHOT_MONEY_UNKNOWN);
  charge->settled_at = packshot_row_reader_get_int_or (&reader, 0);
  charge->unit = packshot_row_reader_dup_text (&reader);

  if (reader.problem == NULL)
    return g_steal_pointer (&charge);

  g_warning ("A line of the money book can’t be read (%s)", reader.problem);
  return NULL;
}

/**
 * packshot_ledger_book_read:
 * @db: the ledger
 * @since: in microseconds since 1970, UTC: what was asked for earlier is left out; 0 for all
 * @charges: (element-type PackshotLedgerCharge): the lines are added here, the oldest first
 * @error: return location for an error, see packshot_sql_fail()
 *
 * A line that can't be read is left out, and logged.
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_ledger_book_read (sqlite3 *db, gint64 since, GPtrArray *charges, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db,
                            "SELECT job, id, service, title, step, asked, asked_at, charged, "
                            "settled_at, unit FROM charges WHERE asked_at >= :since "
                            "ORDER BY charge",
                            error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":since", since);
  while (packshot_sql_step (statement, &has_row, error))
    {
      PackshotLedgerCharge *charge;

      if (!has_row)
        return TRUE;

      charge = read_charge (statement);
      if (charge != NULL)
        g_ptr_array_add (charges, charge);
    }

  return FALSE;
}

/* Within the transaction that opens a line, the last one: nobody else writes meanwhile, so that two
 * programs can't both spend what is left of a day. */
static gboolean
check_limit (sqlite3 *db, const PackshotLedgerChange *change, GError **error)
{
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_charge_free);
  const PackshotLedgerCharge *line;
  gint64 spent;

  if (change->limit == PACKSHOT_MONEY_UNKNOWN)
    return TRUE;
  if (!packshot_ledger_book_read (db, change->limit_since, lines, error))
    return FALSE;

  /* Empty where the clock was put back a moment ago. */
  line = lines->len > 0 ? g_ptr_array_index (lines, lines->len - 1) : NULL;
  spent = line != NULL ? packshot_ledger_charge_sum (lines, line->service, line->unit) : 0;
  if (spent < change->limit || (spent == change->limit && change->amount != PACKSHOT_MONEY_UNKNOWN))
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LIMIT,
               _ ("Nothing was sent: it would go over the daily limit you set."));
  return FALSE;
}

/**
 * packshot_ledger_book_ask:
 * @db: the ledger, within a transaction
 * @row: the row of a job
 * @change: that a paid call is about to be sent
 * @now: in microseconds since 1970, UTC
 * @error: return location for a #PACKSHOT_CORE_ERROR_LIMIT where @change has a limit and it would
 *   go over it, or an error as of packshot_sql_fail()
 *
 * Opens a line with the price that was shown, which is the job's price from then on.
 *
 * Returns: whether it was written
 */
gboolean
packshot_ledger_book_ask (sqlite3 *db,
                          gint64 row,
                          const PackshotLedgerChange *change,
                          gint64 now,
                          GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, update_price, error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  bind_amount (statement, ":asked", change->amount);
  packshot_sql_bind_text (statement, ":unit", change->unit);

  return packshot_sql_finish (statement, error)
         && add_line (db, row, change, change->amount, PACKSHOT_MONEY_UNKNOWN, now, error)
         && check_limit (db, change, error);
}

/**
 * packshot_ledger_book_settle:
 * @db: the ledger, within a transaction
 * @row: the row of a job
 * @change: that the cost of a call is known
 * @now: in microseconds since 1970, UTC
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Settles the open line of the step, or writes one where a service charges unasked; and sums up
 * what the job cost.
 *
 * Returns: whether it was written
 */
gboolean
packshot_ledger_book_settle (sqlite3 *db,
                             gint64 row,
                             const PackshotLedgerChange *change,
                             gint64 now,
                             GError **error)
{
  if (!change_line (db, settle_line, row, change, now, error))
    return FALSE;

  if (sqlite3_changes (db) == 0 && change->amount > 0
      && !add_line (db, row, change, PACKSHOT_MONEY_UNKNOWN, change->amount, now, error))
    return FALSE;

  return sum_up (db, row, change->unit, error);
}

/**
 * packshot_ledger_book_note_balance:
 * @db: the ledger, within a transaction
 * @row: the row of a job
 * @change: that a paid call was answered, with what was left before it where that is known
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Returns: whether it was written, where there was something to write
 */
gboolean
packshot_ledger_book_note_balance (sqlite3 *db,
                                   gint64 row,
                                   const PackshotLedgerChange *change,
                                   GError **error)
{
  return change->balance == PACKSHOT_MONEY_UNKNOWN
         || change_line (db, update_balance, row, change, 0, error);
}

/**
 * packshot_ledger_book_end:
 * @db: the ledger, within a transaction
 * @row: the row of a job
 * @change: that what a paid call was for is over, with what is left after it where that is known
 * @now: in microseconds since 1970, UTC
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Ends the line of the call, and settles it where the two balances tell what it cost: nothing else
 * may have been paid for in between.
 *
 * Returns: whether it was written
 */
gboolean
packshot_ledger_book_end (sqlite3 *db,
                          gint64 row,
                          const PackshotLedgerChange *change,
                          gint64 now,
                          GError **error)
{
  if (!change_line (db, end_line, row, change, now, error))
    return FALSE;
  if (change->balance == PACKSHOT_MONEY_UNKNOWN)
    return TRUE;

  return change_line (db, settle_by_balance, row, change, now, error)
         && sum_up (db, row, change->unit, error);
}

/**
 * packshot_ledger_book_get_cost:
 * @db: the ledger
 * @row: the row of a job
 * @charged: (out): what it cost so far, or %PACKSHOT_MONEY_UNKNOWN
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_ledger_book_get_cost (sqlite3 *db, gint64 row, gint64 *charged, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT coalesce ((SELECT charged FROM jobs WHERE job = %" G_GINT64_FORMAT "), %d)", row,
      (int) PACKSHOT_MONEY_UNKNOWN);

  return packshot_sql_query_int (db, sql, charged, error);
}
