/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What the tables of the ledger are.
 *
 * Times are microseconds since 1970 by the wall clock, UTC. Amounts of money are millionths of
 * their unit, so that sums are exact. Paths are blobs, being bytes. States and kinds are the nicks
 * of their enums. */

#include "packshot-ledger-schema.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"

/* The numbers of jobs are never used again: leases and the money book go by them. What a list shows
 * is in "jobs", and what is large elsewhere, so that a list reads few pages. */
static const char step_1[] =
    "CREATE TABLE jobs ("
    "  job INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  id TEXT NOT NULL UNIQUE,"
    "  service TEXT NOT NULL,"
    "  state TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  changed INTEGER NOT NULL,"
    "  price INTEGER,"
    "  charged INTEGER,"
    "  unit TEXT,"
    "  output BLOB,"
    "  not_before INTEGER NOT NULL DEFAULT 0,"
    "  failure TEXT NOT NULL DEFAULT 'none',"
    "  words TEXT,"
    "  video BLOB, video_size INTEGER, video_sha256 TEXT,"
    "  cover BLOB, cover_size INTEGER, cover_sha256 TEXT,"
    "  width INTEGER, height INTEGER, duration REAL"
    ") STRICT;"
    "CREATE TABLE requests ("
    "  job INTEGER PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,"
    "  json TEXT NOT NULL"
    ") STRICT;"
    "CREATE TABLE copies ("
    "  job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,"
    "  option TEXT NOT NULL,"
    "  path BLOB NOT NULL,"
    "  size INTEGER NOT NULL,"
    "  sha256 TEXT NOT NULL,"
    "  PRIMARY KEY (job, path)"
    ") STRICT;"
    "CREATE TABLE remote_ids ("
    "  job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,"
    "  kind TEXT NOT NULL,"
    "  id TEXT NOT NULL,"
    "  step TEXT,"
    "  PRIMARY KEY (job, kind, id)"
    ") STRICT;"
    "CREATE INDEX remote_ids_by_id ON remote_ids (id);"
    "CREATE TABLE events ("
    "  event INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,"
    "  at INTEGER NOT NULL,"
    "  kind TEXT NOT NULL,"
    "  step TEXT,"
    "  state TEXT NOT NULL,"
    "  words TEXT"
    ") STRICT;"
    "CREATE INDEX events_by_job ON events (job);"
    "CREATE TRIGGER events_stay BEFORE UPDATE ON events "
    "BEGIN SELECT RAISE (ABORT, 'an event is never changed'); END;"
    /* Without a reference, and with a copy of what the book shows: it outlives its job. */
    "CREATE TABLE charges ("
    "  charge INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  job INTEGER NOT NULL,"
    "  id TEXT NOT NULL,"
    "  service TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  step TEXT,"
    "  asked INTEGER,"
    "  asked_at INTEGER NOT NULL,"
    "  charged INTEGER,"
    "  settled_at INTEGER,"
    "  unit TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX charges_by_job ON charges (job);"
    "CREATE TRIGGER charges_stay BEFORE DELETE ON charges "
    "BEGIN SELECT RAISE (ABORT, 'money that was spent is not forgotten'); END;";

static const char step_2[] = "ALTER TABLE jobs ADD COLUMN cancel_asked INTEGER NOT NULL DEFAULT 0;"
                             "CREATE TABLE quarantine ("
                             "  job INTEGER PRIMARY KEY,"
                             "  id TEXT,"
                             "  at INTEGER NOT NULL,"
                             "  reason TEXT NOT NULL,"
                             "  sql TEXT NOT NULL"
                             ") STRICT;";

/* More than one paid call a job, and what came of each. A balance is what was there before the
 * call; when it ended nothing was taken for it any more. */
static const char step_3[] = "ALTER TABLE jobs ADD COLUMN paid_step TEXT;"
                             "ALTER TABLE jobs ADD COLUMN paid_at INTEGER NOT NULL DEFAULT 0;"
                             "ALTER TABLE jobs ADD COLUMN beside BLOB;"
                             "ALTER TABLE charges ADD COLUMN balance INTEGER;"
                             "ALTER TABLE charges ADD COLUMN ended_at INTEGER;"
                             "CREATE TABLE results ("
                             "  result INTEGER PRIMARY KEY AUTOINCREMENT,"
                             "  job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,"
                             "  at INTEGER NOT NULL,"
                             "  video BLOB, video_size INTEGER, video_sha256 TEXT,"
                             "  cover BLOB, cover_size INTEGER, cover_sha256 TEXT,"
                             "  width INTEGER, height INTEGER, duration REAL"
                             ") STRICT;"
                             "CREATE INDEX results_by_job ON results (job);"
                             "UPDATE jobs SET paid_step = 'create', paid_at = "
                             "(SELECT max (asked_at) FROM charges WHERE charges.job = jobs.job) "
                             "WHERE EXISTS (SELECT 1 FROM charges WHERE charges.job = "
                             "jobs.job);" PACKSHOT_LEDGER_SCHEMA_FIRST_RESULTS;

/* When a job was put into the trash, or 0; and whether its video is still to be copied to where the
 * user has them all. */
static const char step_4[] = "ALTER TABLE jobs ADD COLUMN trashed INTEGER NOT NULL DEFAULT 0;"
                             "ALTER TABLE jobs ADD COLUMN saving INTEGER NOT NULL DEFAULT 0;";

/* Each leads from the version of its place to the next. What was released is never changed: a step
 * is added, and the version of the header raised. */
static const char *const steps[] = { step_1, step_2, step_3, step_4 };

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == PACKSHOT_LEDGER_SCHEMA_VERSION);

static gboolean
get_version (sqlite3 *db, gint64 *version, GError **error)
{
  if (!packshot_sql_query_int (db, "PRAGMA user_version", version, error))
    return FALSE;

  if (*version < 0)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER,
                   _ ("The ledger is damaged: %s."), "user_version");
      return FALSE;
    }

  if (*version > PACKSHOT_LEDGER_SCHEMA_VERSION)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER_NEWER,
                   _ ("Your jobs were kept by a newer version of Packshot. Please update this one; "
                      "nothing was changed."));
      return FALSE;
    }

  return TRUE;
}

/* A file without a version is new, and not somebody else's. */
static gboolean
check_new (sqlite3 *db, GError **error)
{
  gint64 n_things;

  if (!packshot_sql_query_int (db, "SELECT count (*) FROM sqlite_schema", &n_things, error))
    return FALSE;
  if (n_things == 0)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER,
               _ ("The ledger is damaged: %s."), "sqlite_schema");
  return FALSE;
}

/* Asks again within the transaction: another program may have been faster. */
static gboolean
migrate (sqlite3 *db, gpointer data, GError **error)
{
  g_autofree char *stamp = NULL;
  gint64 version;

  if (!get_version (db, &version, error))
    return FALSE;

  for (guint i = (guint) version; i < G_N_ELEMENTS (steps); i++)
    if (!packshot_sql_run (db, steps[i], error))
      return FALSE;

  stamp = g_strdup_printf ("PRAGMA user_version = %d", PACKSHOT_LEDGER_SCHEMA_VERSION);
  return packshot_sql_run (db, stamp, error);
}

/* What is not ours is not even tidied up when we leave it. */
static gboolean
check_version (sqlite3 *db, gint64 *version, GError **error)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (!get_version (db, version, error) || (*version == 0 && !check_new (db, error)))
    return FALSE;

  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return TRUE;
}

/* SQLite's own look at all pages. What it says of structure comes first and begins with a headline;
 * what it says of single values is for the reader of that row. */
static gboolean
check_pages (sqlite3 *db, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, sql, error);
  const char *words, *line;
  gboolean has_row;

  if (statement == NULL || !packshot_sql_step (statement, &has_row, error))
    return FALSE;

  words = has_row ? (const char *) sqlite3_column_text (statement, 0) : NULL;
  if (words == NULL || !g_str_has_prefix (words, "***"))
    return TRUE;

  line = strrchr (words, '\n');
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER,
               _ ("The ledger is damaged: %s."), line != NULL ? line + 1 : words);
  return FALSE;
}

/* A ledger of our version from which a table is gone is no ledger. */
static gboolean
check_tables (sqlite3 *db, GError **error)
{
  static const char *const tables[] = { "jobs",   "requests", "copies",  "remote_ids",
                                        "events", "charges",  "results", "quarantine" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s LIMIT 0", tables[i]);

      if (packshot_sql_run (db, sql, NULL))
        continue;

      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER,
                   _ ("The ledger is damaged: %s."), sqlite3_errmsg (db));
      return FALSE;
    }

  return TRUE;
}

/**
 * packshot_ledger_schema_prepare:
 * @db: a connection to a ledger, or to an empty file
 * @error: return location for a #PACKSHOT_CORE_ERROR_LEDGER_NEWER, with nothing written, or an
 *   error as of packshot_sql_fail(), with the ledger as it was
 *
 * Makes the tables, or brings those of an older version up to date.
 *
 * Returns: whether the ledger is of this version now
 */
gboolean
packshot_ledger_schema_prepare (sqlite3 *db, GError **error)
{
  gint64 version;

  if (!check_version (db, &version, error)
      || !packshot_sql_run (db, "PRAGMA journal_mode = WAL", error))
    return FALSE;

  return version == PACKSHOT_LEDGER_SCHEMA_VERSION
         || packshot_sql_transact (db, migrate, NULL, error);
}

/**
 * packshot_ledger_schema_check:
 * @db: a ledger of this version
 * @thoroughly: whether to look at all pages, and not only at those that lists need: that reads the
 *   whole file
 * @error: return location for a #PACKSHOT_CORE_ERROR_LEDGER, or an error as of packshot_sql_fail()
 *
 * Returns: whether no damage was found
 */
gboolean
packshot_ledger_schema_check (sqlite3 *db, gboolean thoroughly, GError **error)
{
  return check_tables (db, error)
         && check_pages (db, thoroughly ? "PRAGMA quick_check (1)" : "PRAGMA quick_check (jobs)",
                         error);
}
