/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-sql.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"

/* How long to wait for another program's transaction, in milliseconds: ours take a few. */
#define BUSY_TIMEOUT 10000

/* FULL makes a commit durable, not only whole. The rest is SQLite's own advice for a file that
 * somebody else may have changed. */
static const char setup[] = "PRAGMA synchronous = FULL;"
                            "PRAGMA foreign_keys = ON;"
                            "PRAGMA trusted_schema = OFF;"
                            "PRAGMA cell_size_check = ON;";

static int
index_of (sqlite3_stmt *statement, const char *name)
{
  int index = sqlite3_bind_parameter_index (statement, name);

  g_assert (index > 0);
  return index;
}

static gboolean
fail_io (int code, GError **error)
{
  if (code == ENOSPC || code == EDQUOT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 _ ("The disk is full, and the ledger can’t be written."));
  else
    g_set_error (error, G_IO_ERROR, code != 0 ? g_io_error_from_errno (code) : G_IO_ERROR_FAILED,
                 _ ("The ledger can’t be read or written: %s."),
                 code != 0 ? g_strerror (code) : _ ("the disk reports an error"));

  return FALSE;
}

/**
 * packshot_sql_open:
 * @path: (type filename): the file, which is made where it is not there
 * @error: return location for a #GIOErrorEnum or a #PACKSHOT_CORE_ERROR_LEDGER
 *
 * Neither reads nor writes the file yet.
 *
 * Returns: (transfer full): a connection, or %NULL on error
 */
sqlite3 *
packshot_sql_open (const char *path, GError **error)
{
  g_autoptr (sqlite3) db = NULL;
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

  if (sqlite3_open_v2 (path, &db, flags, NULL) != SQLITE_OK)
    {
      packshot_sql_fail (db, error);
      return NULL;
    }

  sqlite3_busy_timeout (db, BUSY_TIMEOUT);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!packshot_sql_run (db, setup, error))
    return NULL;

  /* SQLite is content with less than it was asked for. */
  if (sqlite3_db_readonly (db, "main") == 1)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                   _ ("The ledger can’t be written: its file is write-protected."));
      return NULL;
    }

  return g_steal_pointer (&db);
}

/**
 * packshot_sql_open_to_read:
 * @path: (type filename): the file of a ledger, which somebody here has open
 * @error: return location for a #GIOErrorEnum or a #PACKSHOT_CORE_ERROR_LEDGER
 *
 * For another thread than that of the ledger.
 *
 * Returns: (transfer full): a connection that writes nothing, or %NULL on error
 */
sqlite3 *
packshot_sql_open_to_read (const char *path, GError **error)
{
  g_autoptr (sqlite3) db = NULL;
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

  if (sqlite3_open_v2 (path, &db, flags, NULL) != SQLITE_OK)
    {
      packshot_sql_fail (db, error);
      return NULL;
    }

  sqlite3_busy_timeout (db, BUSY_TIMEOUT);
  return g_steal_pointer (&db);
}

/**
 * packshot_sql_prepare:
 * @db: a connection
 * @sql: one statement
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Returns: (transfer full): the statement, or %NULL on error
 */
sqlite3_stmt *
packshot_sql_prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    packshot_sql_fail (db, error);

  return statement;
}

/**
 * packshot_sql_bind_int:
 * @statement: a statement
 * @name: a parameter of it: ":job"
 * @value: what it stands for
 */
void
packshot_sql_bind_int (sqlite3_stmt *statement, const char *name, gint64 value)
{
  int result = sqlite3_bind_int64 (statement, index_of (statement, name), value);

  g_assert (result == SQLITE_OK);
}

/**
 * packshot_sql_bind_double:
 * @statement: a statement
 * @name: a parameter of it
 * @value: what it stands for
 */
void
packshot_sql_bind_double (sqlite3_stmt *statement, const char *name, double value)
{
  int result = sqlite3_bind_double (statement, index_of (statement, name), value);

  g_assert (result == SQLITE_OK);
}

/**
 * packshot_sql_bind_text:
 * @statement: a statement
 * @name: a parameter of it
 * @value: (nullable): what it stands for; has to live until the statement has run
 */
void
packshot_sql_bind_text (sqlite3_stmt *statement, const char *name, const char *value)
{
  int result = sqlite3_bind_text (statement, index_of (statement, name), value, -1, SQLITE_STATIC);

  g_assert (result == SQLITE_OK);
}

/**
 * packshot_sql_bind_path:
 * @statement: a statement
 * @name: a parameter of it
 * @value: (nullable) (type filename): what it stands for, kept as bytes, since a path need not be
 *   UTF-8; has to live until the statement has run
 */
void
packshot_sql_bind_path (sqlite3_stmt *statement, const char *name, const char *value)
{
  int size = value != NULL ? (int) strlen (value) : 0;
  int result =
      sqlite3_bind_blob (statement, index_of (statement, name), value, size, SQLITE_STATIC);

  g_assert (result == SQLITE_OK);
}

/**
 * packshot_sql_step:
 * @statement: a statement
 * @has_row: (out): whether there is one more row to read
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_sql_step (sqlite3_stmt *statement, gboolean *has_row, GError **error)
{
  int result = sqlite3_step (statement);

  *has_row = result == SQLITE_ROW;
  return result == SQLITE_ROW || result == SQLITE_DONE
         || packshot_sql_fail (sqlite3_db_handle (statement), error);
}

/**
 * packshot_sql_finish:
 * @statement: a statement that gives no rows
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Returns: whether it was carried out
 */
gboolean
packshot_sql_finish (sqlite3_stmt *statement, GError **error)
{
  gboolean has_row;

  return packshot_sql_step (statement, &has_row, error);
}

/**
 * packshot_sql_run:
 * @db: a connection
 * @sql: statements without parameters
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Returns: whether all were carried out
 */
gboolean
packshot_sql_run (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || packshot_sql_fail (db, error);
}

/**
 * packshot_sql_query_int:
 * @db: a connection
 * @sql: a statement that gives a number
 * @value: (out): the number; 0 where there is no row
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_sql_query_int (sqlite3 *db, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, sql, error);
  gboolean has_row;

  if (statement == NULL || !packshot_sql_step (statement, &has_row, error))
    return FALSE;

  *value = has_row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

/**
 * packshot_sql_transact:
 * @db: a connection
 * @work: (scope call): what to do
 * @data: for @work
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Does it wholly or not at all. It is on disk when this returns %TRUE.
 *
 * Returns: whether it was done
 */
gboolean
packshot_sql_transact (sqlite3 *db, PackshotSqlWork work, gpointer data, GError **error)
{
  /* IMMEDIATE waits for other writers now; a later wish to write could not wait. */
  if (!packshot_sql_run (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (work (db, data, error) && packshot_sql_run (db, "COMMIT", error))
    return TRUE;

  /* A full disk has rolled it back already. */
  if (!sqlite3_get_autocommit (db))
    packshot_sql_run (db, "ROLLBACK", NULL);

  return FALSE;
}

/**
 * packshot_sql_fail:
 * @db: a connection at which a call failed
 * @error: return location for a %G_IO_ERROR_NO_SPACE, %G_IO_ERROR_BUSY, %G_IO_ERROR_READ_ONLY or
 *   another #GIOErrorEnum, or a #PACKSHOT_CORE_ERROR_LEDGER where the file is damaged; one
 *   sentence to show as it is
 *
 * Returns: %FALSE
 */
gboolean
packshot_sql_fail (sqlite3 *db, GError **error)
{
  switch (sqlite3_errcode (db) & 0xff)
    {
    case SQLITE_FULL:
      return fail_io (ENOSPC, error);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return fail_io (sqlite3_system_errno (db), error);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                   _ ("Another program keeps the ledger busy."));
      return FALSE;
    case SQLITE_READONLY:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                   _ ("The ledger can’t be written: its file is write-protected."));
      return FALSE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER,
                   _ ("The ledger is damaged (%s). Packshot mends it when it is started again."),
                   sqlite3_errmsg (db));
      return FALSE;
    default:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The ledger failed: %s."),
                   sqlite3_errmsg (db));
      return FALSE;
    }
}
