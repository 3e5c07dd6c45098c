/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The calls that read the ledger. */

#include "packshot-ledger-book.h"
#include "packshot-ledger-log.h"
#include "packshot-ledger-private.h"
#include "packshot-ledger-quarantine.h"
#include "packshot-ledger-reader.h"

/* The others are shown even where the disk is full and a bad one stays in their midst. */
static void
put_in_quarantine (PackshotLedgerFile *file, const GPtrArray *bad)
{
  for (guint i = 0; i < bad->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!packshot_ledger_quarantine_put (file->db, g_ptr_array_index (bad, i), &error))
        g_warning ("A job that can’t be read stays where it is: %s", error->message);
    }
}

static gboolean
list_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;

  operation->list = g_ptr_array_new_with_free_func (g_object_unref);
  operation->bad = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_bad_row_free);
  if (!packshot_ledger_reader_list (file->db, operation->id, operation->list, operation->bad,
                                    error))
    return FALSE;

  put_in_quarantine (file, operation->bad);
  return TRUE;
}

static gboolean
load_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;
  gboolean is_loaded;

  operation->record = packshot_ledger_record_new ();
  operation->bad = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_bad_row_free);
  is_loaded = packshot_ledger_reader_load (file->db, operation->row, operation->record,
                                           operation->bad, error);
  put_in_quarantine (file, operation->bad);

  return is_loaded;
}

static gboolean
list_events_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;

  operation->list = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_event_free);
  return packshot_ledger_log_read (file->db, operation->row, operation->list, error);
}

static gboolean
list_charges_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;

  operation->list = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_charge_free);
  return packshot_ledger_book_read (file->db, operation->since, operation->list, error);
}

static gboolean
list_names_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;

  operation->list = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_name_free);
  return packshot_ledger_reader_list_names (file->db, operation->list, error);
}

static gboolean
check_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;

  return packshot_ledger_file_check_others (file, &operation->has_changed, error);
}

/**
 * packshot_ledger_list_async:
 * @self: a ledger
 * @cancellable: (nullable): stops it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads what lists show of all jobs: an array of #PackshotLedgerEntry, the oldest first.
 */
void
packshot_ledger_list_async (PackshotLedger *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_LEDGER (self));

  packshot_ledger_push (self, packshot_ledger_operation_new (FALSE, 0), list_work,
                        packshot_ledger_list_async, cancellable, callback, user_data);
}

/**
 * packshot_ledger_find_async:
 * @self: a ledger
 * @id: an id, of a job here or of anything at a service
 * @cancellable: (nullable): stops it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads what lists show of the jobs with this id: an array of #PackshotLedgerEntry, the oldest
 * first; empty where nobody knows it.
 */
void
packshot_ledger_find_async (PackshotLedger *self,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  PackshotLedgerOperation *operation;

  g_return_if_fail (PACKSHOT_IS_LEDGER (self) && id != NULL);

  operation = packshot_ledger_operation_new (FALSE, 0);
  operation->id = g_strdup (id);
  packshot_ledger_push (self, operation, list_work, packshot_ledger_find_async, cancellable,
                        callback, user_data);
}

/**
 * packshot_ledger_list_events_async:
 * @self: a ledger
 * @row: the row of a job
 * @cancellable: (nullable): stops it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads what happened to a job: an array of #PackshotLedgerEvent, the oldest first.
 */
void
packshot_ledger_list_events_async (PackshotLedger *self,
                                   gint64 row,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_LEDGER (self));

  packshot_ledger_push (self, packshot_ledger_operation_new (FALSE, row), list_events_work,
                        packshot_ledger_list_events_async, cancellable, callback, user_data);
}

/**
 * packshot_ledger_list_charges_async:
 * @self: a ledger
 * @since: in microseconds since 1970, UTC: what was asked for earlier is left out; 0 for all
 * @cancellable: (nullable): stops it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads the money book: an array of #PackshotLedgerCharge, the oldest first.
 */
void
packshot_ledger_list_charges_async (PackshotLedger *self,
                                    gint64 since,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  PackshotLedgerOperation *operation;

  g_return_if_fail (PACKSHOT_IS_LEDGER (self));

  operation = packshot_ledger_operation_new (FALSE, 0);
  operation->since = since;
  packshot_ledger_push (self, operation, list_charges_work, packshot_ledger_list_charges_async,
                        cancellable, callback, user_data);
}

/**
 * packshot_ledger_list_names_async:
 * @self: a ledger
 * @cancellable: (nullable): stops it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads what services call their jobs: an array of #PackshotLedgerName, without addresses.
 */
void
packshot_ledger_list_names_async (PackshotLedger *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_LEDGER (self));

  packshot_ledger_push (self, packshot_ledger_operation_new (FALSE, 0), list_names_work,
                        packshot_ledger_list_names_async, cancellable, callback, user_data);
}

/**
 * packshot_ledger_list_finish:
 * @self: a ledger
 * @result: the result the callback got
 * @error: return location for a #GIOErrorEnum or a #PACKSHOT_CORE_ERROR_LEDGER, one sentence to
 *   show as it is
 *
 * For packshot_ledger_list_async(), packshot_ledger_find_async(),
 * packshot_ledger_list_events_async(), packshot_ledger_list_names_async(),
 * packshot_ledger_list_texts_async() and packshot_ledger_list_charges_async().
 *
 * Returns: (transfer full): the array, which owns what is in it; %NULL on error
 */
GPtrArray *
packshot_ledger_list_finish (PackshotLedger *self, GAsyncResult *result, GError **error)
{
  PackshotLedgerOperation *operation = packshot_ledger_pop (self, result, error);

  return operation != NULL ? g_steal_pointer (&operation->list) : NULL;
}

/**
 * packshot_ledger_load_async:
 * @self: a ledger
 * @row: the row of a job
 * @cancellable: (nullable): stops it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads all of a job.
 */
void
packshot_ledger_load_async (PackshotLedger *self,
                            gint64 row,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_LEDGER (self));

  packshot_ledger_push (self, packshot_ledger_operation_new (FALSE, row), load_work,
                        packshot_ledger_load_async, cancellable, callback, user_data);
}

/**
 * packshot_ledger_load_finish:
 * @self: a ledger
 * @result: the result the callback got
 * @error: return location for a #PACKSHOT_CORE_ERROR_NO_JOB, a
 *   #PACKSHOT_CORE_ERROR_UNREADABLE_JOB where it was moved into quarantine, a
 *   #PACKSHOT_CORE_ERROR_LEDGER, or a #GIOErrorEnum
 *
 * Returns: (transfer full): the job, or %NULL on error
 */
PackshotLedgerRecord *
packshot_ledger_load_finish (PackshotLedger *self, GAsyncResult *result, GError **error)
{
  PackshotLedgerOperation *operation = packshot_ledger_pop (self, result, error);

  return operation != NULL ? g_steal_pointer (&operation->record) : NULL;
}

/**
 * packshot_ledger_check_async:
 * @self: a ledger
 * @cancellable: (nullable): stops it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks whether another program has written to the ledger since this was last asked. Costs next to
 * nothing. #PackshotLedgerWatch knows when to ask.
 */
void
packshot_ledger_check_async (PackshotLedger *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_LEDGER (self));

  packshot_ledger_push (self, packshot_ledger_operation_new (FALSE, 0), check_work,
                        packshot_ledger_check_async, cancellable, callback, user_data);
}

/**
 * packshot_ledger_check_finish:
 * @self: a ledger
 * @result: the result the callback got
 * @has_changed: (out): whether another program has written
 * @error: return location for a #GIOErrorEnum or a #PACKSHOT_CORE_ERROR_LEDGER
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_ledger_check_finish (PackshotLedger *self,
                              GAsyncResult *result,
                              gboolean *has_changed,
                              GError **error)
{
  PackshotLedgerOperation *operation = packshot_ledger_pop (self, result, error);

  if (operation == NULL)
    return FALSE;

  *has_changed = operation->has_changed;
  return TRUE;
}
