/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The calls that write to the ledger. */

#include "packshot-ledger-entry-private.h"
#include "packshot-ledger-private.h"
#include "packshot-ledger-trash.h"
#include "packshot-ledger-writer.h"
#include "packshot-request-json.h"

static gboolean
add_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;

  return packshot_ledger_writer_add (file->db, operation->record, &operation->row, error);
}

static gboolean
apply_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;

  return packshot_ledger_writer_apply (file->db, operation->row, operation->change,
                                       &operation->charged, error);
}

static gboolean
delete_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;

  return packshot_ledger_writer_delete (file->db, operation->row, operation->deletion, error);
}

static gboolean
trash_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;

  if (operation->at == 0)
    return packshot_ledger_trash_restore (file->db, operation->rows, error);

  return packshot_ledger_trash_put (file->db, operation->rows, operation->at, error);
}

static gboolean
empty_trash_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;

  return packshot_ledger_trash_empty (file->db, operation->rows, operation->at, error);
}

static PackshotLedgerOperation *
make_many (GArray *rows, gint64 at)
{
  PackshotLedgerOperation *operation = packshot_ledger_operation_new (TRUE, 0);

  operation->rows = g_array_ref (rows);
  operation->at = at;

  return operation;
}

static PackshotLedgerOperation *
make_addition (const char *id,
               PackshotRequest *request,
               const char *title,
               const char *output,
               const char *unit)
{
  PackshotLedgerOperation *operation = packshot_ledger_operation_new (TRUE, 0);
  PackshotLedgerEntry *entry = g_object_new (PACKSHOT_TYPE_LEDGER_ENTRY, NULL);

  entry->id = g_strdup (id);
  entry->service = g_strdup (packshot_manifest_get_id (packshot_request_get_manifest (request)));
  entry->title = g_strdup (title);
  entry->state = PACKSHOT_JOB_READY;
  entry->output = g_strdup (output);
  entry->price = PACKSHOT_MONEY_UNKNOWN;
  entry->unit = g_strdup (unit);

  operation->record = packshot_ledger_record_new ();
  operation->record->entry = entry;
  operation->record->request = packshot_request_to_json (request);

  return operation;
}

static gboolean
is_lawful (const PackshotLedgerChange *change)
{
  return change->from == change->to || packshot_job_state_may_follow (change->from, change->to);
}

/**
 * packshot_ledger_add_async:
 * @self: a ledger
 * @id: the id of the job, unique, see packshot_job_folder_dup_new_id()
 * @request: what is asked; frozen
 * @title: what lists call it
 * @output: (nullable) (type filename): the absolute path to deliver the video to
 * @price: the price that was shown, in millionths of @unit, or %PACKSHOT_MONEY_UNKNOWN
 * @unit: (nullable): what is paid with: "credits", "USD"; %NULL where it is free
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when the job is on disk
 * @user_data: for @callback
 *
 * Writes down a job that is ready.
 */
void
packshot_ledger_add_async (PackshotLedger *self,
                           const char *id,
                           PackshotRequest *request,
                           const char *title,
                           const char *output,
                           gint64 price,
                           const char *unit,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  PackshotLedgerOperation *operation;

  g_return_if_fail (PACKSHOT_IS_LEDGER (self) && PACKSHOT_IS_REQUEST (request));
  g_return_if_fail (id != NULL && title != NULL);
  g_return_if_fail (output == NULL || g_path_is_absolute (output));

  operation = make_addition (id, request, title, output, unit);
  operation->record->entry->price = unit != NULL ? price : PACKSHOT_MONEY_UNKNOWN;
  packshot_ledger_push (self, operation, add_work, packshot_ledger_add_async, cancellable, callback,
                        user_data);
}

/**
 * packshot_ledger_import_async:
 * @self: a ledger
 * @id: the id of the job, unique, see packshot_job_folder_dup_new_id()
 * @request: what is known of what was asked; frozen
 * @title: what lists call it
 * @output: (nullable) (type filename): the absolute path to deliver the video to
 * @unit: (nullable): what is paid with; %NULL where it is free
 * @remote_ids: (element-type PackshotRemoteId): what its service calls it
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when the job is on disk
 * @user_data: for @callback
 *
 * Writes down a job that was created at its service by somebody else, and is waiting. What it cost
 * is not in this ledger's book. For packshot_ledger_add_finish().
 */
void
packshot_ledger_import_async (PackshotLedger *self,
                              const char *id,
                              PackshotRequest *request,
                              const char *title,
                              const char *output,
                              const char *unit,
                              const GPtrArray *remote_ids,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  PackshotLedgerOperation *operation;

  g_return_if_fail (PACKSHOT_IS_LEDGER (self) && PACKSHOT_IS_REQUEST (request));
  g_return_if_fail (id != NULL && title != NULL && remote_ids != NULL);
  g_return_if_fail (output == NULL || g_path_is_absolute (output));

  operation = make_addition (id, request, title, output, unit);
  operation->record->entry->state = PACKSHOT_JOB_WAITING;
  for (guint i = 0; i < remote_ids->len; i++)
    g_ptr_array_add (operation->record->remote_ids,
                     packshot_remote_id_copy (g_ptr_array_index (remote_ids, i)));

  packshot_ledger_push (self, operation, add_work, packshot_ledger_import_async, cancellable,
                        callback, user_data);
}

/**
 * packshot_ledger_add_finish:
 * @self: a ledger
 * @result: the result the callback got
 * @error: return location for an error, one sentence to show as it is: %G_IO_ERROR_NO_SPACE,
 *   %G_IO_ERROR_BUSY, another #GIOErrorEnum, or a #PACKSHOT_CORE_ERROR_LEDGER; nothing is written
 *   then
 *
 * Returns: the row of the job, which it keeps for ever; 0 on error
 */
gint64
packshot_ledger_add_finish (PackshotLedger *self, GAsyncResult *result, GError **error)
{
  PackshotLedgerOperation *operation = packshot_ledger_pop (self, result, error);

  return operation != NULL ? operation->row : 0;
}

/**
 * packshot_ledger_apply_async:
 * @self: a ledger
 * @row: the row of a job
 * @change: (transfer full): what changes, from one lawful state to another or within one
 * @cancellable: (nullable): stops it before it begins; not for what the wire has seen already
 * @callback: called when the change is on disk
 * @user_data: for @callback
 *
 * Writes a change of a job and the event that tells of it, both or none.
 */
void
packshot_ledger_apply_async (PackshotLedger *self,
                             gint64 row,
                             PackshotLedgerChange *change,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  PackshotLedgerOperation *operation;

  g_return_if_fail (PACKSHOT_IS_LEDGER (self) && change != NULL);
  g_return_if_fail (is_lawful (change));
  g_return_if_fail (change->money == PACKSHOT_MONEY_UNTOUCHED || change->unit != NULL);

  operation = packshot_ledger_operation_new (TRUE, row);
  operation->change = change;
  packshot_ledger_push (self, operation, apply_work, packshot_ledger_apply_async, cancellable,
                        callback, user_data);
}

/**
 * packshot_ledger_apply_finish:
 * @self: a ledger
 * @result: the result the callback got
 * @charged: (out) (nullable): what the job cost so far, in millionths of its unit, or
 *   %PACKSHOT_MONEY_UNKNOWN
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE where the job is not in the state the
 *   change starts from, a #PACKSHOT_CORE_ERROR_NO_JOB, or an error as of
 *   packshot_ledger_add_finish(); nothing is written then
 *
 * Returns: whether it is on disk
 */
gboolean
packshot_ledger_apply_finish (PackshotLedger *self,
                              GAsyncResult *result,
                              gint64 *charged,
                              GError **error)
{
  PackshotLedgerOperation *operation = packshot_ledger_pop (self, result, error);

  if (operation == NULL)
    return FALSE;

  if (charged != NULL)
    *charged = operation->charged;
  return TRUE;
}

/**
 * packshot_ledger_delete_async:
 * @self: a ledger
 * @row: the row of a job that rests or has ended
 * @deletion: of what
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Forgets a job. Its lines in the money book stay, and so do its files: see
 * packshot_job_folder_remove().
 */
void
packshot_ledger_delete_async (PackshotLedger *self,
                              gint64 row,
                              PackshotDeletion deletion,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  PackshotLedgerOperation *operation;

  g_return_if_fail (PACKSHOT_IS_LEDGER (self));

  operation = packshot_ledger_operation_new (TRUE, row);
  operation->deletion = deletion;
  packshot_ledger_push (self, operation, delete_work, packshot_ledger_delete_async, cancellable,
                        callback, user_data);
}

/**
 * packshot_ledger_delete_finish:
 * @self: a ledger
 * @result: the result the callback got
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE where the job is on its way or was sent,
 *   a #PACKSHOT_CORE_ERROR_NO_JOB, or an error as of packshot_ledger_add_finish()
 *
 * Returns: whether it is gone
 */
gboolean
packshot_ledger_delete_finish (PackshotLedger *self, GAsyncResult *result, GError **error)
{
  return packshot_ledger_pop (self, result, error) != NULL;
}

/**
 * packshot_ledger_trash_async:
 * @self: a ledger
 * @rows: (element-type gint64): the rows of jobs that rest or have ended; not to be changed after
 * @at: the time, in microseconds since 1970, UTC; 0 takes them out of the trash
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Puts jobs into the trash, where nothing is done with them, or takes them out: all or none.
 */
void
packshot_ledger_trash_async (PackshotLedger *self,
                             GArray *rows,
                             gint64 at,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_LEDGER (self) && rows != NULL);

  packshot_ledger_push (self, make_many (rows, at), trash_work, packshot_ledger_trash_async,
                        cancellable, callback, user_data);
}

/**
 * packshot_ledger_trash_finish:
 * @self: a ledger
 * @result: the result the callback got
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE where one is on its way, a
 *   #PACKSHOT_CORE_ERROR_NO_JOB, or an error as of packshot_ledger_add_finish()
 *
 * Returns: whether all of them are written
 */
gboolean
packshot_ledger_trash_finish (PackshotLedger *self, GAsyncResult *result, GError **error)
{
  return packshot_ledger_pop (self, result, error) != NULL;
}

/**
 * packshot_ledger_empty_trash_async:
 * @self: a ledger
 * @rows: (element-type gint64): the rows of jobs; not to be changed after
 * @until: only what was put there until then, in microseconds since 1970, UTC
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Forgets those of the jobs that are in the trash, as packshot_ledger_delete_async() does.
 */
void
packshot_ledger_empty_trash_async (PackshotLedger *self,
                                   GArray *rows,
                                   gint64 until,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_LEDGER (self) && rows != NULL);

  packshot_ledger_push (self, make_many (rows, until), empty_trash_work,
                        packshot_ledger_empty_trash_async, cancellable, callback, user_data);
}

/**
 * packshot_ledger_empty_trash_finish:
 * @self: a ledger
 * @result: the result the callback got
 * @error: return location for an error as of packshot_ledger_add_finish()
 *
 * Returns: (transfer full) (element-type gint64): the rows that are gone, or %NULL on error
 */
GArray *
packshot_ledger_empty_trash_finish (PackshotLedger *self, GAsyncResult *result, GError **error)
{
  PackshotLedgerOperation *operation = packshot_ledger_pop (self, result, error);

  return operation != NULL ? g_steal_pointer (&operation->rows) : NULL;
}
