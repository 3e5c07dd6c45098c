/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What a damaged ledger still tells. One bad page hides a few rows, and a reader that meets it can
 * go no further in its direction: so each table is read from both ends. */

#include "packshot-ledger-salvage.h"

#include "packshot-ledger-schema.h"

/* Those others refer to come first. */
static const char *const tables[] = { "jobs",   "requests", "copies",  "remote_ids",
                                      "events", "charges",  "results", "quarantine" };

/* The money book outlives its jobs, and their numbers are not used again. */
static const char keep_numbers[] =
    "INSERT INTO sqlite_sequence (name, seq) SELECT 'jobs', 0 "
    "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'jobs');"
    "UPDATE sqlite_sequence SET seq = max (seq, (SELECT coalesce (max (job), 0) FROM charges)) "
    "WHERE name = 'jobs';";

static sqlite3_stmt *
prepare_insert (sqlite3 *target, const char *table, sqlite3_stmt *rows)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autofree char *sql = NULL;

  for (int i = 0; i < sqlite3_column_count (rows); i++)
    {
      const char *comma = i > 0 ? ", " : "";

      g_string_append_printf (columns, "%s\"%s\"", comma, sqlite3_column_name (rows, i));
      g_string_append_printf (values, "%s?", comma);
    }

  sql = g_strdup_printf ("INSERT OR IGNORE INTO %s (%s) VALUES (%s)", table, columns->str,
                         values->str);
  return packshot_sql_prepare (target, sql, NULL);
}

/* A row that breaks the rules of the table is left behind, for it is damaged as well. */
static gboolean
insert_row (sqlite3_stmt *insert, sqlite3_stmt *rows, GError **error)
{
  int code;

  for (int i = 0; i < sqlite3_column_count (rows); i++)
    sqlite3_bind_value (insert, i + 1, sqlite3_column_value (rows, i));

  code = sqlite3_step (insert);
  if (code != SQLITE_DONE && (code & 0xff) != SQLITE_CONSTRAINT)
    return packshot_sql_fail (sqlite3_db_handle (insert), error);

  sqlite3_reset (insert);
  return TRUE;
}

/* Reads as far as it can; *is_all tells whether that is to the end. */
static gboolean
copy_rows (sqlite3 *source,
           sqlite3 *target,
           const char *table,
           const char *direction,
           gboolean *is_all,
           GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY rowid %s", table, direction);
  g_autoptr (sqlite3_stmt) rows = packshot_sql_prepare (source, sql, NULL);
  g_autoptr (sqlite3_stmt) insert = NULL;
  int code;

  *is_all = FALSE;
  insert = rows != NULL ? prepare_insert (target, table, rows) : NULL;
  if (insert == NULL)
    return TRUE;

  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    if (!insert_row (insert, rows, error))
      return FALSE;

  *is_all = code == SQLITE_DONE;
  return TRUE;
}

static gboolean
copy_tables (sqlite3 *target, gpointer data, GError **error)
{
  sqlite3 *source = data;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      gboolean is_all;

      if (!copy_rows (source, target, tables[i], "ASC", &is_all, error)
          || (!is_all && !copy_rows (source, target, tables[i], "DESC", &is_all, error)))
        return FALSE;
    }

  return packshot_sql_run (target, PACKSHOT_LEDGER_SCHEMA_FIRST_RESULTS, error)
         && packshot_sql_run (target, keep_numbers, error);
}

/**
 * packshot_ledger_salvage:
 * @damaged: (type filename): a file that was found damaged, or is no ledger at all; it is not
 *   changed
 * @target: a new ledger
 * @error: return location for an error of @target, see packshot_sql_fail()
 *
 * Brings over what can be read, in one transaction; that may be nothing.
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_ledger_salvage (const char *damaged, sqlite3 *target, GError **error)
{
  g_autoptr (sqlite3) source = NULL;
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;

  if (sqlite3_open_v2 (damaged, &source, flags, NULL) != SQLITE_OK)
    return TRUE;

  sqlite3_db_config (source, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return packshot_sql_transact (target, copy_tables, source, error);
}
