/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Where jobs go that can't be read: out of the way of the others, and nothing of them is lost. What
 * is kept is the SQL that puts all their rows back byte by byte, for whoever mends them. */

#include "packshot-ledger-quarantine.h"

#include <math.h>

#include <glib/gi18n.h>

#include "packshot-text.h"

/* How much of an id or a reason a message shows. */
#define SHOWN_LENGTH 120

/* In the order in which they can be put back. */
static const char *const tables[] = { "jobs",       "requests", "copies",
                                      "remote_ids", "events",   "results" };

static void
append_hex (GString *sql, const guchar *bytes, int size)
{
  g_string_append (sql, "X'");
  for (int i = 0; i < size; i++)
    g_string_append_printf (sql, "%02X", bytes[i]);
  g_string_append_c (sql, '\'');
}

/* A text may be any bytes: what is no proper text is written as bytes. */
static void
append_text (GString *sql, const char *text, int size)
{
  g_autofree char *escaped = NULL;
  g_auto (GStrv) parts = NULL;

  if (!g_utf8_validate_len (text, (gsize) size, NULL))
    {
      g_string_append (sql, "CAST (");
      append_hex (sql, (const guchar *) text, size);
      g_string_append (sql, " AS TEXT)");
      return;
    }

  parts = g_strsplit (text, "'", -1);
  escaped = g_strjoinv ("''", parts);
  g_string_append_printf (sql, "'%s'", escaped);
}

static void
append_value (GString *sql, sqlite3_stmt *statement, int column)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  const void *bytes;
  double real;

  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_INTEGER:
      g_string_append_printf (sql, "%" G_GINT64_FORMAT,
                              (gint64) sqlite3_column_int64 (statement, column));
      break;
    case SQLITE_FLOAT:
      real = sqlite3_column_double (statement, column);
      g_ascii_formatd (number, sizeof number, "%.17e", real);
      g_string_append (sql, isinf (real) ? (real > 0 ? "9e999" : "-9e999") : number);
      break;
    case SQLITE_TEXT:
      bytes = sqlite3_column_text (statement, column);
      append_text (sql, bytes, sqlite3_column_bytes (statement, column));
      break;
    case SQLITE_BLOB:
      bytes = sqlite3_column_blob (statement, column);
      append_hex (sql, bytes, sqlite3_column_bytes (statement, column));
      break;
    case SQLITE_NULL:
    default:
      g_string_append (sql, "NULL");
      break;
    }
}

static void
append_row (GString *sql, const char *table, sqlite3_stmt *statement)
{
  int n_columns = sqlite3_column_count (statement);

  g_string_append_printf (sql, "INSERT INTO %s (", table);
  for (int i = 0; i < n_columns; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", sqlite3_column_name (statement, i));

  g_string_append (sql, ") VALUES (");
  for (int i = 0; i < n_columns; i++)
    {
      if (i > 0)
        g_string_append (sql, ", ");
      append_value (sql, statement, i);
    }
  g_string_append (sql, ");\n");
}

static gboolean
append_table (GString *sql, sqlite3 *db, const char *table, gint64 row, GError **error)
{
  g_autofree char *query = g_strdup_printf ("SELECT * FROM %s WHERE job = :job", table);
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, query, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  while (packshot_sql_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;

      append_row (sql, table, statement);
    }

  return FALSE;
}

static gboolean
keep (sqlite3 *db, const PackshotBadRow *bad, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (
      db,
      "INSERT INTO quarantine (job, id, at, reason, sql) VALUES (:job, :id, :at, :reason, :sql)",
      error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", bad->row);
  packshot_sql_bind_text (statement, ":id", bad->id);
  packshot_sql_bind_int (statement, ":at", g_get_real_time ());
  packshot_sql_bind_text (statement, ":reason", bad->reason);
  packshot_sql_bind_text (statement, ":sql", sql);

  return packshot_sql_finish (statement, error);
}

static gboolean
take_out (sqlite3 *db, gint64 row, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db, "DELETE FROM jobs WHERE job = :job", error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  return packshot_sql_finish (statement, error);
}

static gboolean
move (sqlite3 *db, gpointer data, GError **error)
{
  const PackshotBadRow *bad = data;
  g_autoptr (GString) sql = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!append_table (sql, db, tables[i], bad->row, error))
      return FALSE;

  /* Another program may have been faster. */
  if (sql->len == 0)
    return TRUE;

  return keep (db, bad, sql->str, error) && take_out (db, bad->row, error);
}

/**
 * packshot_bad_row_new:
 * @row: the row of a job
 * @id: (nullable): its id, where at least that can be read
 * @reason: what of it can't be read
 *
 * Returns: (transfer full): a job that can't be read
 */
PackshotBadRow *
packshot_bad_row_new (gint64 row, const char *id, const char *reason)
{
  PackshotBadRow *self = g_new0 (PackshotBadRow, 1);

  self->row = row;
  self->id = g_strdup (id);
  self->reason = g_strdup (reason);

  return self;
}

/**
 * packshot_bad_row_free:
 * @self: (transfer full): a job that can't be read
 */
void
packshot_bad_row_free (PackshotBadRow *self)
{
  g_free (self->id);
  g_free (self->reason);
  g_free (self);
}

/**
 * packshot_bad_row_dup_words:
 * @self: a job that can't be read
 *
 * Returns: (transfer full): a sentence for the user that names it
 */
char *
packshot_bad_row_dup_words (const PackshotBadRow *self)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->row);
  g_autofree char *name =
      packshot_text_printable (self->id != NULL ? self->id : number, SHOWN_LENGTH);
  g_autofree char *reason = packshot_text_printable (self->reason, SHOWN_LENGTH);

  /* Translators: the id of a job, and what is wrong with it. */
  return g_strdup_printf (_ ("The job “%s” can’t be read (%s). It was put aside with all that is "
                             "known of it."),
                          name, reason);
}

/**
 * packshot_ledger_quarantine_put:
 * @db: the ledger
 * @bad: a job in it
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Moves all rows of the job into quarantine. Its lines in the money book stay where they are.
 *
 * Returns: whether it was moved, or is gone already
 */
gboolean
packshot_ledger_quarantine_put (sqlite3 *db, const PackshotBadRow *bad, GError **error)
{
  return packshot_sql_transact (db, move, (gpointer) bad, error);
}
