/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What happened to the jobs of the ledger: lines are added and never changed. */

#include "packshot-ledger-log.h"

#include "packshot-nick.h"
#include "packshot-row-reader.h"

static PackshotLedgerEvent *
read_event (sqlite3_stmt *statement)
{
  g_auto (PackshotRowReader) reader = { statement, 0, NULL };
  g_autoptr (PackshotLedgerEvent) event = g_new0 (PackshotLedgerEvent, 1);

  event->at = packshot_row_reader_get_int (&reader);
  event->kind = packshot_row_reader_get_enum (&reader, PACKSHOT_TYPE_EVENT_KIND);
  event->step = packshot_row_reader_dup_text_or_null (&reader);
  event->state = packshot_row_reader_get_enum (&reader, PACKSHOT_TYPE_JOB_STATE);
  event->words = packshot_row_reader_dup_words (&reader);

  if (reader.problem == NULL)
    return g_steal_pointer (&event);

  g_warning ("An event in the ledger can’t be read (%s)", reader.problem);
  return NULL;
}

/**
 * packshot_ledger_log_add:
 * @db: the ledger, within a transaction
 * @row: the row of a job
 * @event: what happened to it
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Returns: whether it was written
 */
gboolean
packshot_ledger_log_add (sqlite3 *db, gint64 row, const PackshotLedgerEvent *event, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db,
                            "INSERT INTO events (job, at, kind, step, state, words) "
                            "VALUES (:job, :at, :kind, :step, :state, :words)",
                            error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  packshot_sql_bind_int (statement, ":at", event->at);
  packshot_sql_bind_text (statement, ":kind",
                          packshot_nick (PACKSHOT_TYPE_EVENT_KIND, event->kind));
  packshot_sql_bind_text (statement, ":step", event->step);
  packshot_sql_bind_text (statement, ":state", packshot_job_state_to_string (event->state));
  packshot_sql_bind_text (statement, ":words", event->words);

  return packshot_sql_finish (statement, error);
}

/**
 * packshot_ledger_log_read:
 * @db: the ledger
 * @row: the row of a job
 * @events: (element-type PackshotLedgerEvent): its events are added here, the oldest first
 * @error: return location for an error, see packshot_sql_fail()
 *
 * An event that can't be read is left out, and logged.
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_ledger_log_read (sqlite3 *db, gint64 row, GPtrArray *events, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (
      db, "SELECT at, kind, step, state, words FROM events WHERE job = :job ORDER BY event", error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  while (packshot_sql_step (statement, &has_row, error))
    {
      PackshotLedgerEvent *event;

      if (!has_row)
        return TRUE;

      event = read_event (statement);
      if (event != NULL)
        g_ptr_array_add (events, event);
    }

  return FALSE;
}
