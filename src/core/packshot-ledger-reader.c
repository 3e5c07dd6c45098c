/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-reader.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-ledger-entry-private.h"
#include "packshot-ledger-quarantine.h"
#include "packshot-request-json.h"
#include "packshot-row-reader.h"

#define ENTRY                                                                                      \
  "SELECT job, id, service, title, state, failure, words, cancel_asked, created, changed, "        \
  "not_before, price, charged, unit, output, video, cover, paid_step, paid_at, "                   \
  "trashed, saving FROM jobs "

#define RESULT                                                                                     \
  "video, video_size, video_sha256, cover, cover_size, cover_sha256, width, height, duration"

static const char list_all[] = ENTRY "ORDER BY job";
static const char list_named[] =
    ENTRY "WHERE id = :id OR job IN (SELECT job FROM remote_ids WHERE id = :id) ORDER BY job";
static const char list_one[] = ENTRY "WHERE job = :job";

/* Older programs knew one paid call alone, and did not write which. */
static PackshotStep
read_paid_step (PackshotRowReader *reader)
{
  if (sqlite3_column_type (reader->statement, reader->column) != SQLITE_NULL)
    return packshot_row_reader_get_enum (reader, PACKSHOT_TYPE_STEP);

  reader->column++;
  return PACKSHOT_STEP_CREATE;
}

/* A row of one of the statements above. */
static PackshotLedgerEntry *
read_entry (sqlite3_stmt *statement, GPtrArray *bad)
{
  g_auto (PackshotRowReader) reader = { statement, 0, NULL };
  g_autoptr (PackshotLedgerEntry) self = g_object_new (PACKSHOT_TYPE_LEDGER_ENTRY, NULL);

  self->row = packshot_row_reader_get_int (&reader);
  self->id = packshot_row_reader_dup_name (&reader);
  self->service = packshot_row_reader_dup_text (&reader);
  self->title = packshot_row_reader_dup_text (&reader);
  self->state = packshot_row_reader_get_enum (&reader, PACKSHOT_TYPE_JOB_STATE);
  self->failure = packshot_row_reader_get_enum (&reader, PACKSHOT_TYPE_FAILURE);
  self->words = packshot_row_reader_dup_words (&reader);
  self->cancel_asked = packshot_row_reader_get_int (&reader) != 0;
  self->created = packshot_row_reader_get_int (&reader);
  self->changed = packshot_row_reader_get_int (&reader);
  self->not_before = packshot_row_reader_get_int (&reader);
  self->price = packshot_row_reader_get_int_or (&reader, PACKSHOT_MONEY_UNKNOWN);
  self->charged = packshot_row_reader_get_int_or (&reader, PACKSHOT_MONEY_UNKNOWN);
  self->unit = packshot_row_reader_dup_text_or_null (&reader);
  self->output = packshot_row_reader_dup_path_or_null (&reader);
  self->video = packshot_row_reader_dup_path_or_null (&reader);
  self->cover = packshot_row_reader_dup_path_or_null (&reader);
  self->paid_step = read_paid_step (&reader);
  self->paid_at = packshot_row_reader_get_int (&reader);
  self->trashed = packshot_row_reader_get_int (&reader);
  self->saving = packshot_row_reader_get_int (&reader) != 0;

  if (reader.problem == NULL)
    return g_steal_pointer (&self);

  g_ptr_array_add (
      bad, packshot_bad_row_new (sqlite3_column_int64 (statement, 0), self->id, reader.problem));
  return NULL;
}

static gboolean
read_entries (sqlite3_stmt *statement, GPtrArray *entries, GPtrArray *bad, GError **error)
{
  gboolean has_row;

  while (packshot_sql_step (statement, &has_row, error))
    {
      PackshotLedgerEntry *entry;

      if (!has_row)
        return TRUE;

      entry = read_entry (statement, bad);
      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }

  return FALSE;
}

/* Takes the row: the caller need not keep it. */
static gboolean
fail_bad (PackshotBadRow *row, GPtrArray *bad, GError **error)
{
  g_autofree char *words = packshot_bad_row_dup_words (row);

  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB, words);
  g_ptr_array_add (bad, row);

  return FALSE;
}

static gboolean
fail_part (PackshotLedgerRecord *record, const char *reason, GPtrArray *bad, GError **error)
{
  return fail_bad (packshot_bad_row_new (record->entry->row, record->entry->id, reason), bad,
                   error);
}

/* Gives the statement on its first row, or NULL on error; *has_row tells whether there is one. */
static sqlite3_stmt *
select_job (sqlite3 *db, const char *sql, gint64 row, gboolean *has_row, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;

  packshot_sql_bind_int (statement, ":job", row);
  if (!packshot_sql_step (statement, has_row, error))
    return NULL;

  return g_steal_pointer (&statement);
}

static gboolean
load_entry (sqlite3 *db, gint64 row, PackshotLedgerRecord *record, GPtrArray *bad, GError **error)
{
  gboolean has_row;
  g_autoptr (sqlite3_stmt) statement = select_job (db, list_one, row, &has_row, error);

  if (statement == NULL)
    return FALSE;

  if (!has_row)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB,
                   _ ("This job is not in the ledger any more."));
      return FALSE;
    }

  record->entry = read_entry (statement, bad);
  if (record->entry != NULL)
    return TRUE;

  return fail_bad (g_ptr_array_steal_index (bad, bad->len - 1), bad, error);
}

static gboolean
load_request (sqlite3 *db, gint64 row, PackshotLedgerRecord *record, GPtrArray *bad, GError **error)
{
  gboolean has_row;
  g_autoptr (sqlite3_stmt) statement =
      select_job (db, "SELECT json FROM requests WHERE job = :job", row, &has_row, error);
  g_auto (PackshotRowReader) reader = { statement, 0, NULL };
  g_autoptr (GError) problem = NULL;

  if (statement == NULL)
    return FALSE;

  if (has_row)
    record->request = packshot_row_reader_dup_text (&reader);
  if (record->request == NULL)
    return fail_part (record, "request", bad, error);
  if (!packshot_request_json_check (record->request, &problem))
    return fail_part (record, problem->message, bad, error);

  return TRUE;
}

static gboolean
load_copies (sqlite3 *db, gint64 row, PackshotLedgerRecord *record, GPtrArray *bad, GError **error)
{
  gboolean has_row;
  g_autoptr (sqlite3_stmt) statement = select_job (
      db, "SELECT option, path, size, sha256 FROM copies WHERE job = :job ORDER BY rowid", row,
      &has_row, error);

  while (statement != NULL && has_row)
    {
      g_auto (PackshotRowReader) reader = { statement, 0, NULL };
      PackshotJobCopy *copy = g_new0 (PackshotJobCopy, 1);

      g_ptr_array_add (record->copies, copy);
      copy->option = packshot_row_reader_dup_text (&reader);
      copy->path = packshot_row_reader_dup_path (&reader);
      copy->size = (guint64) packshot_row_reader_get_int (&reader);
      copy->sha256 = packshot_row_reader_dup_text (&reader);

      if (reader.problem != NULL)
        return fail_part (record, reader.problem, bad, error);
      if (!packshot_sql_step (statement, &has_row, error))
        return FALSE;
    }

  return statement != NULL;
}

static gboolean
load_remote_ids (sqlite3 *db,
                 gint64 row,
                 PackshotLedgerRecord *record,
                 GPtrArray *bad,
                 GError **error)
{
  gboolean has_row;
  g_autoptr (sqlite3_stmt) statement =
      select_job (db, "SELECT kind, id, step FROM remote_ids WHERE job = :job ORDER BY rowid", row,
                  &has_row, error);

  while (statement != NULL && has_row)
    {
      g_auto (PackshotRowReader) reader = { statement, 0, NULL };
      PackshotRemoteId *id = g_new0 (PackshotRemoteId, 1);

      g_ptr_array_add (record->remote_ids, id);
      id->kind = packshot_row_reader_dup_text (&reader);
      id->id = packshot_row_reader_dup_text (&reader);
      id->step = packshot_row_reader_dup_text_or_null (&reader);

      if (reader.problem != NULL)
        return fail_part (record, reader.problem, bad, error);
      if (!packshot_sql_step (statement, &has_row, error))
        return FALSE;
    }

  return statement != NULL;
}

static void
read_result (PackshotRowReader *reader, PackshotLedgerResult *result)
{
  result->video = packshot_row_reader_dup_path_or_null (reader);
  result->video_size = packshot_row_reader_get_int_or (reader, 0);
  result->video_sha256 = packshot_row_reader_dup_text_or_null (reader);
  result->cover = packshot_row_reader_dup_path_or_null (reader);
  result->cover_size = packshot_row_reader_get_int_or (reader, 0);
  result->cover_sha256 = packshot_row_reader_dup_text_or_null (reader);
  result->width = packshot_row_reader_get_size (reader);
  result->height = packshot_row_reader_get_size (reader);
  result->duration = packshot_row_reader_get_double (reader);
}

/* The last video is in the row of its job. */
static gboolean
load_result (sqlite3 *db, gint64 row, PackshotLedgerRecord *record, GPtrArray *bad, GError **error)
{
  gboolean has_row;
  g_autoptr (sqlite3_stmt) statement =
      select_job (db, "SELECT " RESULT ", beside FROM jobs WHERE job = :job", row, &has_row, error);
  g_auto (PackshotRowReader) reader = { statement, 0, NULL };
  g_autoptr (PackshotLedgerResult) result = packshot_ledger_result_new ();

  if (statement == NULL || !has_row)
    return statement != NULL;

  read_result (&reader, result);
  record->beside = packshot_row_reader_dup_path_or_null (&reader);
  if (result->video != NULL)
    record->result = g_steal_pointer (&result);

  return reader.problem == NULL || fail_part (record, reader.problem, bad, error);
}

static gboolean
load_results (sqlite3 *db, gint64 row, PackshotLedgerRecord *record, GPtrArray *bad, GError **error)
{
  gboolean has_row;
  g_autoptr (sqlite3_stmt) statement =
      select_job (db, "SELECT " RESULT ", at FROM results WHERE job = :job ORDER BY result", row,
                  &has_row, error);

  while (statement != NULL && has_row)
    {
      g_auto (PackshotRowReader) reader = { statement, 0, NULL };
      PackshotLedgerResult *result = packshot_ledger_result_new ();

      g_ptr_array_add (record->results, result);
      read_result (&reader, result);
      result->at = packshot_row_reader_get_int (&reader);
      if (reader.problem != NULL)
        return fail_part (record, reader.problem, bad, error);
      if (!packshot_sql_step (statement, &has_row, error))
        return FALSE;
    }

  return statement != NULL;
}

static gboolean
load_charges (sqlite3 *db, gint64 row, PackshotLedgerRecord *record, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (
      db, "SELECT 1 FROM charges WHERE job = :job AND settled_at IS NULL LIMIT 1", error);

  if (statement == NULL)
    return FALSE;

  packshot_sql_bind_int (statement, ":job", row);
  return packshot_sql_step (statement, &record->has_open_charge, error);
}

/**
 * packshot_ledger_reader_list:
 * @db: the ledger
 * @id: (nullable): only jobs that have this id here or at their service; %NULL for all
 * @entries: (element-type PackshotLedgerEntry): the jobs are added here, the oldest first
 * @bad: (element-type PackshotBadRow): those that can't be read are added here
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Reads what lists show, and no request.
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_ledger_reader_list (sqlite3 *db,
                             const char *id,
                             GPtrArray *entries,
                             GPtrArray *bad,
                             GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      packshot_sql_prepare (db, id != NULL ? list_named : list_all, error);

  if (statement == NULL)
    return FALSE;

  if (id != NULL)
    packshot_sql_bind_text (statement, ":id", id);

  return read_entries (statement, entries, bad, error);
}

/**
 * packshot_ledger_reader_load:
 * @db: the ledger
 * @row: the row of a job
 * @record: a record with nothing filled in; on error only fit to be freed
 * @bad: (element-type PackshotBadRow): the job is added here where it can't be read
 * @error: return location for a #PACKSHOT_CORE_ERROR_NO_JOB, a
 *   #PACKSHOT_CORE_ERROR_UNREADABLE_JOB, or an error as of packshot_sql_fail()
 *
 * Reads all of a job, and checks that its request can be read.
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_ledger_reader_load (sqlite3 *db,
                             gint64 row,
                             PackshotLedgerRecord *record,
                             GPtrArray *bad,
                             GError **error)
{
  return load_entry (db, row, record, bad, error) && load_request (db, row, record, bad, error)
         && load_copies (db, row, record, bad, error)
         && load_remote_ids (db, row, record, bad, error)
         && load_result (db, row, record, bad, error) && load_results (db, row, record, bad, error)
         && load_charges (db, row, record, error);
}

/**
 * packshot_ledger_reader_dup_ids:
 * @path: (type filename): the file of a ledger, which somebody here has open
 * @error: return location for an error, see packshot_sql_fail()
 *
 * For another thread than that of the ledger. An id is given as it stands there, also that of a job
 * that can't be read otherwise.
 *
 * Returns: (transfer full) (element-type utf8): the ids of all jobs, or %NULL on error
 */
GPtrArray *
packshot_ledger_reader_dup_ids (const char *path, GError **error)
{
  g_autoptr (sqlite3) db = packshot_sql_open_to_read (path, error);
  g_autoptr (sqlite3_stmt) statement =
      db != NULL ? packshot_sql_prepare (db, "SELECT id FROM jobs", error) : NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  while (packshot_sql_step (statement, &has_row, error))
    {
      const char *id;

      if (!has_row)
        return g_steal_pointer (&ids);

      id = (const char *) sqlite3_column_text (statement, 0);
      if (id != NULL)
        g_ptr_array_add (ids, g_strdup (id));
    }

  return NULL;
}

/**
 * packshot_ledger_reader_list_names:
 * @db: the ledger
 * @names: (element-type PackshotLedgerName): they are added here
 * @error: return location for an error, see packshot_sql_fail()
 *
 * Reads what services call their jobs. One that can't be read is left out: it names nothing.
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_ledger_reader_list_names (sqlite3 *db, GPtrArray *names, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (
      db,
      "SELECT job, id FROM remote_ids WHERE step IS NOT 'upload' "
      "AND kind NOT IN ('" PACKSHOT_REMOTE_ID_VIDEO_URL "', '" PACKSHOT_REMOTE_ID_COVER_URL
      "', '" PACKSHOT_REMOTE_ID_PREVIEW_URL "', '" PACKSHOT_REMOTE_ID_HOSTED_URL "')",
      error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  while (packshot_sql_step (statement, &has_row, error))
    {
      g_auto (PackshotRowReader) reader = { statement, 0, NULL };
      g_autoptr (PackshotLedgerName) name = NULL;

      if (!has_row)
        return TRUE;

      name = g_new0 (PackshotLedgerName, 1);
      name->row = packshot_row_reader_get_int (&reader);
      name->id = packshot_row_reader_dup_text (&reader);
      if (reader.problem == NULL)
        g_ptr_array_add (names, g_steal_pointer (&name));
    }

  return FALSE;
}
