/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* SQLite with GLib's errors. A connection is for one thread at a time. */

/**
 * PackshotSqlWork:
 * @db: a connection within a transaction
 * @data: what was given along
 * @error: return location for an error
 *
 * Returns: whether to keep what was done; otherwise @error is set
 */
typedef gboolean (*PackshotSqlWork) (sqlite3 *db, gpointer data, GError **error);

sqlite3 *packshot_sql_open (const char *path, GError **error);
sqlite3 *packshot_sql_open_to_read (const char *path, GError **error);

sqlite3_stmt *packshot_sql_prepare (sqlite3 *db, const char *sql, GError **error);
void packshot_sql_bind_int (sqlite3_stmt *statement, const char *name, gint64 value);
void packshot_sql_bind_double (sqlite3_stmt *statement, const char *name, double value);
void packshot_sql_bind_text (sqlite3_stmt *statement, const char *name, const char *value);
void packshot_sql_bind_path (sqlite3_stmt *statement, const char *name, const char *value);
gboolean packshot_sql_step (sqlite3_stmt *statement, gboolean *has_row, GError **error);
gboolean packshot_sql_finish (sqlite3_stmt *statement, GError **error);

gboolean packshot_sql_run (sqlite3 *db, const char *sql, GError **error);
gboolean packshot_sql_query_int (sqlite3 *db, const char *sql, gint64 *value, GError **error);
gboolean packshot_sql_transact (sqlite3 *db, PackshotSqlWork work, gpointer data, GError **error);
gboolean packshot_sql_fail (sqlite3 *db, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close_v2)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
