/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What is written to the ledger. Each public function here is one transaction, and durable when it
 * returns. */

#include "packshot-ledger-writer.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-ledger-book.h"
#include "packshot-ledger-entry-private.h"
#include "packshot-ledger-log.h"
#include "packshot-ledger-trash.h"
#include "packshot-nick.h"

typedef struct
{
  /* Input. */
  gint64 row;
  const PackshotLedgerRecord *record; /* (unowned) (nullable) */
  const PackshotLedgerChange *change; /* (unowned) (nullable) */
  char *words;                        /* (unowned) (nullable): of @change, fit to be read again */
  gint64 now;
  PackshotDeletion deletion;

  /* Output. */
  gint64 charged;
} Work;

/* What came to nothing before a call that costs counts as well. */
#define IS_UNSENT "('draft', 'ready', 'failed', 'cancelled') AND paid_step IS NULL"

static const char update_video[] =
    "UPDATE jobs SET video = :video, video_size = :video_size, video_sha256 = :video_sha256, "
    "cover = :cover, cover_size = :cover_size, cover_sha256 = :cover_sha256, width = :width, "
    "height = :height, duration = :duration WHERE job = :job";

static const char update_preview[] =
    "UPDATE jobs SET cover = :cover, cover_size = :cover_size, cover_sha256 = :cover_sha256 "
    "WHERE job = :job";

static gboolean
insert_job (sqlite3 *db, const PackshotLedgerEntry *entry, gint64 now, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (
      db,
      "INSERT INTO jobs (id, service, state, title, created, changed, price, unit, output) "
      "VALUES (:id, :service, :state, :title, :now, :now, :price, :unit, :output)",
      error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_text (statement, ":id", entry->id);
  packshot_sql_bind_text (statement, ":service", entry->service);
  packshot_sql_bind_text (statement, ":state", packshot_job_state_to_string (entry->state));
  packshot_sql_bind_text (statement, ":title", entry->title);
  packshot_sql_bind_int (statement, ":now", now);
  if (entry->price != PACKSHOT_MONEY_UNKNOWN)
    packshot_sql_bind_int (statement, ":price", entry->price);
  packshot_sql_bind_text (statement, ":unit", entry->unit);
  packshot_sql_bind_path (statement, ":output", entry->output);

  return packshot_sql_finish (statement, error);
}

static gboolean
insert_request (sqlite3 *db, gint64 row, const char *json, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db, "INSERT INTO requests (job, json) VALUES (:job, :json)", error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  packshot_sql_bind_text (statement, ":json", json);
  return packshot_sql_finish (statement, error);
}

/* What a person decides about another paid call is not what was decided about the last one. */
static gboolean
is_paid_intent (const PackshotLedgerChange *change)
{
  return change->kind == PACKSHOT_EVENT_INTENDED && change->to == PACKSHOT_JOB_SUBMITTING;
}

/* The words tell of the state, and go with it. */
static gboolean
update_job (sqlite3 *db, const Work *work, GError **error)
{
  const PackshotLedgerChange *change = work->change;
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (
      db,
      "UPDATE jobs SET state = :to, changed = :now, "
      "cancel_asked = CASE WHEN :paid_step IS NULL THEN max (cancel_asked, :cancel) ELSE 0 END, "
      "paid_step = coalesce (:paid_step, paid_step), "
      "paid_at = CASE WHEN :paid_step IS NULL THEN paid_at ELSE :now END, "
      "beside = coalesce (:beside, beside), "
      "words = nullif (CASE WHEN state = :to THEN coalesce (:words, words) ELSE :words END, ''), "
      "failure = :failure, not_before = coalesce (:not_before, not_before), "
      "saving = CASE WHEN :saving < 0 THEN saving ELSE :saving END "
      "WHERE job = :job AND state = :from AND trashed = 0",
      error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", work->row);
  packshot_sql_bind_text (statement, ":from", packshot_job_state_to_string (change->from));
  packshot_sql_bind_text (statement, ":to", packshot_job_state_to_string (change->to));
  packshot_sql_bind_int (statement, ":now", work->now);
  packshot_sql_bind_int (statement, ":cancel", change->cancel_asked ? 1 : 0);
  packshot_sql_bind_text (statement, ":words", work->words);
  packshot_sql_bind_text (statement, ":failure",
                          packshot_nick (PACKSHOT_TYPE_FAILURE, change->failure));
  if (change->not_before >= 0)
    packshot_sql_bind_int (statement, ":not_before", change->not_before);
  if (is_paid_intent (change))
    packshot_sql_bind_text (statement, ":paid_step", change->step);
  packshot_sql_bind_path (statement, ":beside", change->beside);
  packshot_sql_bind_int (statement, ":saving", change->saving);

  return packshot_sql_finish (statement, error)
         && (sqlite3_changes (db) == 1 || packshot_ledger_trash_miss (db, work->row, error));
}

static gboolean
update_request (sqlite3 *db, gint64 row, const char *json, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db, "UPDATE requests SET json = :json WHERE job = :job", error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  packshot_sql_bind_text (statement, ":json", json);
  return packshot_sql_finish (statement, error);
}

/* One that is told again is the newest from then on. */
static gboolean
insert_remote_ids (sqlite3 *db, gint64 row, const GPtrArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const PackshotRemoteId *id = g_ptr_array_index (ids, i);
      g_autoptr (sqlite3_stmt) statement =
          packshot_sql_prepare (db,
                                "INSERT OR REPLACE INTO remote_ids (job, kind, id, step) "
                                "VALUES (:job, :kind, :id, :step)",
                                error);

      if (statement == NULL)
        return FALSE;

      packshot_sql_bind_int (statement, ":job", row);
      packshot_sql_bind_text (statement, ":kind", id->kind);
      packshot_sql_bind_text (statement, ":id", id->id);
      packshot_sql_bind_text (statement, ":step", id->step);
      if (!packshot_sql_finish (statement, error))
        return FALSE;
    }

  return TRUE;
}

/* Two programs may find the same video at the same time, and a video is one job's. Within the
 * transaction, where nobody else writes. */
static gboolean
check_claim (sqlite3 *db, gint64 row, const GPtrArray *ids, GError **error)
{
  const char *id = packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_POLL);
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean is_taken = FALSE;

  if (id == NULL)
    return TRUE;

  statement = packshot_sql_prepare (
      db,
      "SELECT 1 FROM remote_ids JOIN jobs USING (job) WHERE remote_ids.id = :id "
      "AND remote_ids.kind = '" PACKSHOT_REMOTE_ID_POLL "' AND job != :job "
      "AND service = (SELECT service FROM jobs WHERE job = :job)",
      error);
  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_text (statement, ":id", id);
  packshot_sql_bind_int (statement, ":job", row);
  if (!packshot_sql_step (statement, &is_taken, error))
    return FALSE;

  if (is_taken)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 _ ("This video is another job’s already."));
  return !is_taken;
}

static gboolean
insert_copies (sqlite3 *db, gint64 row, const GPtrArray *copies, GError **error)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);
      g_autoptr (sqlite3_stmt) statement =
          packshot_sql_prepare (db,
                                "INSERT OR REPLACE INTO copies (job, option, path, size, sha256) "
                                "VALUES (:job, :option, :path, :size, :sha256)",
                                error);

      if (statement == NULL)
        return FALSE;

      packshot_sql_bind_int (statement, ":job", row);
      packshot_sql_bind_text (statement, ":option", copy->option);
      packshot_sql_bind_path (statement, ":path", copy->path);
      packshot_sql_bind_int (statement, ":size", (gint64) copy->size);
      packshot_sql_bind_text (statement, ":sha256", copy->sha256);
      if (!packshot_sql_finish (statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add (sqlite3 *db, gpointer data, GError **error)
{
  Work *work = data;
  const PackshotLedgerEntry *entry = work->record->entry;
  PackshotLedgerEvent event = { work->now, PACKSHOT_EVENT_CREATED, NULL, entry->state, NULL };

  if (!insert_job (db, entry, work->now, error))
    return FALSE;

  work->row = sqlite3_last_insert_rowid (db);
  return insert_request (db, work->row, work->record->request, error)
         && check_claim (db, work->row, work->record->remote_ids, error)
         && insert_remote_ids (db, work->row, work->record->remote_ids, error)
         && packshot_ledger_log_add (db, work->row, &event, error);
}

static void
bind_cover (sqlite3_stmt *statement, const PackshotLedgerResult *result)
{
  packshot_sql_bind_path (statement, ":cover", result->cover);
  packshot_sql_bind_int (statement, ":cover_size", result->cover_size);
  packshot_sql_bind_text (statement, ":cover_sha256", result->cover_sha256);
}

static void
bind_video (sqlite3_stmt *statement, const PackshotLedgerResult *result)
{
  packshot_sql_bind_path (statement, ":video", result->video);
  packshot_sql_bind_int (statement, ":video_size", result->video_size);
  packshot_sql_bind_text (statement, ":video_sha256", result->video_sha256);
  packshot_sql_bind_int (statement, ":width", result->width);
  packshot_sql_bind_int (statement, ":height", result->height);
  packshot_sql_bind_double (statement, ":duration", result->duration);
}

static gboolean
insert_result (sqlite3 *db, const Work *work, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (
      db,
      "INSERT INTO results (job, at, video, video_size, video_sha256, cover, cover_size, "
      "cover_sha256, width, height, duration) VALUES (:job, :now, :video, :video_size, "
      ":video_sha256, :cover, :cover_size, :cover_sha256, :width, :height, :duration)",
      error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", work->row);
  packshot_sql_bind_int (statement, ":now", work->now);
  bind_video (statement, work->change->result);
  bind_cover (statement, work->change->result);
  return packshot_sql_finish (statement, error);
}

/* The row of the job has the newest of each: a preview leaves an earlier video in its place. */
static gboolean
update_result (sqlite3 *db, const Work *work, GError **error)
{
  const PackshotLedgerResult *result = work->change->result;
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db, result->video != NULL ? update_video : update_preview, error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", work->row);
  bind_cover (statement, result);
  if (result->video != NULL)
    bind_video (statement, result);
  return packshot_sql_finish (statement, error);
}

static gboolean
write_money (sqlite3 *db, const Work *work, GError **error)
{
  switch (work->change->money)
    {
    case PACKSHOT_MONEY_ASKED:
      return packshot_ledger_book_ask (db, work->row, work->change, work->now, error);
    case PACKSHOT_MONEY_CHARGED:
      return packshot_ledger_book_settle (db, work->row, work->change, work->now, error);
    case PACKSHOT_MONEY_ENDED:
      return packshot_ledger_book_end (db, work->row, work->change, work->now, error);
    case PACKSHOT_MONEY_UNTOUCHED:
    default:
      return packshot_ledger_book_note_balance (db, work->row, work->change, error);
    }
}

static gboolean
apply (sqlite3 *db, gpointer data, GError **error)
{
  Work *work = data;
  const PackshotLedgerChange *change = work->change;
  char *words = work->words != NULL && *work->words != '\0' ? work->words : NULL;
  PackshotLedgerEvent event = { work->now, change->kind, change->step, change->to, words };

  return update_job (db, work, error)
         && (!change->is_claim || check_claim (db, work->row, change->remote_ids, error))
         && insert_remote_ids (db, work->row, change->remote_ids, error)
         && insert_copies (db, work->row, change->copies, error)
         && (change->request == NULL || update_request (db, work->row, change->request, error))
         && (change->result == NULL
             || (insert_result (db, work, error) && update_result (db, work, error)))
         && write_money (db, work, error) && packshot_ledger_log_add (db, work->row, &event, error)
         && packshot_ledger_book_get_cost (db, work->row, &work->charged, error);
}

static gboolean delete (sqlite3 *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db,
                            work->deletion == PACKSHOT_DELETION_OF_UNSENT
                                ? "DELETE FROM jobs WHERE job = :job AND state IN " IS_UNSENT
                                : "DELETE FROM jobs WHERE job = :job "
                                  "AND state IN " PACKSHOT_LEDGER_MAY_BE_DELETED,
                            error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", work->row);
  return packshot_sql_finish (statement, error)
         && (sqlite3_changes (db) == 1 || packshot_ledger_trash_miss (db, work->row, error));
}

/**
 * packshot_ledger_writer_add:
 * @db: the ledger
 * @record: a job with its request, and what its service calls it where that is known
 * @row: (out): its row
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Returns: whether it was written
 */
gboolean
packshot_ledger_writer_add (sqlite3 *db,
                            const PackshotLedgerRecord *record,
                            gint64 *row,
                            GError **error)
{
  Work work = { .record = record, .now = g_get_real_time (), .charged = PACKSHOT_MONEY_UNKNOWN };

  if (!packshot_sql_transact (db, add, &work, error))
    return FALSE;

  *row = work.row;
  return TRUE;
}

/**
 * packshot_ledger_writer_apply:
 * @db: the ledger
 * @row: the row of a job
 * @change: what changes
 * @charged: (out): what the job cost so far, or %PACKSHOT_MONEY_UNKNOWN
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE where the job is not in the state that
 *   @change starts from, a #PACKSHOT_CORE_ERROR_NO_JOB, or an error as of packshot_sql_fail()
 *
 * Writes the change and the event that tells of it, both or none. Its words may be those of a
 * server: what of them is no UTF-8 is not written, lest nobody could read the job.
 *
 * Returns: whether it was written
 */
gboolean
packshot_ledger_writer_apply (sqlite3 *db,
                              gint64 row,
                              const PackshotLedgerChange *change,
                              gint64 *charged,
                              GError **error)
{
  g_autofree char *words = change->words != NULL ? g_utf8_make_valid (change->words, -1) : NULL;
  Work work = { .row = row,
                .change = change,
                .words = words,
                .now = g_get_real_time (),
                .charged = PACKSHOT_MONEY_UNKNOWN };

  if (!packshot_sql_transact (db, apply, &work, error))
    return FALSE;

  *charged = work.charged;
  return TRUE;
}

/**
 * packshot_ledger_writer_delete:
 * @db: the ledger
 * @row: the row of a job
 * @deletion: of what
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE where the job is on its way or was sent,
 *   a #PACKSHOT_CORE_ERROR_NO_JOB, or an error as of packshot_sql_fail()
 *
 * Deletes all of a job but its lines in the money book.
 *
 * Returns: whether it was deleted
 */
gboolean
packshot_ledger_writer_delete (sqlite3 *db, gint64 row, PackshotDeletion deletion, GError **error)
{
  Work work = { .row = row, .deletion = deletion };

  return packshot_sql_transact (db, delete, &work, error);
}
