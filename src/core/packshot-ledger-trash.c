/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The trash of the ledger: jobs with a mark, which nothing is done with until it is taken away.
 * Each public function that writes is one transaction: of many jobs all are written, or none. */

#include "packshot-ledger-trash.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"

typedef struct
{
  GArray *rows; /* (unowned) (element-type gint64) */
  gint64 at;
} Work;

static gboolean
run_with_row (sqlite3_stmt *statement, gint64 row, GError **error)
{
  sqlite3_reset (statement);
  packshot_sql_bind_int (statement, ":job", row);
  return packshot_sql_finish (statement, error);
}

/* Where there is one that it changes nothing of, that is an error. */
static gboolean
run_with_each (sqlite3 *db, sqlite3_stmt *statement, GArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);

      if (!run_with_row (statement, row, error))
        return FALSE;
      if (sqlite3_changes (db) != 1)
        return packshot_ledger_trash_miss (db, row, error);
    }

  return TRUE;
}

static gboolean
put (sqlite3 *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db,
                            "UPDATE jobs SET trashed = :at WHERE job = :job "
                            "AND state IN " PACKSHOT_LEDGER_MAY_BE_DELETED,
                            error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":at", work->at);
  return run_with_each (db, statement, work->rows, error);
}

static gboolean
restore (sqlite3 *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db, "UPDATE jobs SET trashed = 0 WHERE job = :job", error);

  return statement != NULL && run_with_each (db, statement, work->rows, error);
}

/* Meanwhile another program may have taken one out of the trash: that one stays. */
static gboolean
empty (sqlite3 *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db,
                            "DELETE FROM jobs WHERE job = :job AND trashed != 0 AND trashed <= :at "
                            "AND state IN " PACKSHOT_LEDGER_MAY_BE_DELETED,
                            error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":at", work->at);
  for (guint i = work->rows->len; i > 0; i--)
    {
      if (!run_with_row (statement, g_array_index (work->rows, gint64, i - 1), error))
        return FALSE;
      if (sqlite3_changes (db) == 0)
        g_array_remove_index (work->rows, i - 1);
    }

  return TRUE;
}

/**
 * packshot_ledger_trash_miss:
 * @db: the ledger
 * @row: the row of a job that a change did not find in the state that was expected
 * @error: return location for a #PACKSHOT_CORE_ERROR_NO_JOB, a #PACKSHOT_CORE_ERROR_STATE, or an
 *   error as of packshot_sql_fail()
 *
 * Says why.
 *
 * Returns: %FALSE
 */
gboolean
packshot_ledger_trash_miss (sqlite3 *db, gint64 row, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT coalesce ((SELECT trashed != 0 FROM jobs WHERE job = %" G_GINT64_FORMAT "), -1)",
      row);
  gint64 is_trashed;

  if (!packshot_sql_query_int (db, sql, &is_trashed, error))
    return FALSE;

  if (is_trashed < 0)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB,
                 _ ("This job is not in the ledger any more."));
  else if (is_trashed > 0)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 _ ("This job is in the trash."));
  else
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 _ ("Meanwhile this job is in another state."));

  return FALSE;
}

/**
 * packshot_ledger_trash_put:
 * @db: the ledger
 * @rows: (element-type gint64): the rows of jobs
 * @at: the time, in microseconds since 1970, UTC
 * @error: return location for an error as of packshot_ledger_trash_miss() where one of them is on
 *   its way or gone, or as of packshot_sql_fail()
 *
 * Puts all of them into the trash, or none.
 *
 * Returns: whether it was written
 */
gboolean
packshot_ledger_trash_put (sqlite3 *db, GArray *rows, gint64 at, GError **error)
{
  Work work = { rows, at };

  return packshot_sql_transact (db, put, &work, error);
}

/**
 * packshot_ledger_trash_restore:
 * @db: the ledger
 * @rows: (element-type gint64): the rows of jobs
 * @error: return location for an error as of packshot_ledger_trash_put()
 *
 * Takes all of them out of the trash, or none; one that is not there stays as it is.
 *
 * Returns: whether it was written
 */
gboolean
packshot_ledger_trash_restore (sqlite3 *db, GArray *rows, GError **error)
{
  Work work = { rows, 0 };

  return packshot_sql_transact (db, restore, &work, error);
}

/**
 * packshot_ledger_trash_empty:
 * @db: the ledger
 * @rows: (inout) (element-type gint64): the rows of jobs; those that are left are gone
 * @until: only what was put there until then, in microseconds since 1970, UTC
 * @error: return location for an error as of packshot_sql_fail()
 *
 * Deletes those of the jobs that are in the trash, all but their lines in the money book.
 *
 * Returns: whether it was written
 */
gboolean
packshot_ledger_trash_empty (sqlite3 *db, GArray *rows, gint64 until, GError **error)
{
  Work work = { rows, until };

  return packshot_sql_transact (db, empty, &work, error);
}
