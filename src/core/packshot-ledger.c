/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-ledger-quarantine.h"

struct _PackshotLedger
{
  GObject parent_instance;

  PackshotLedgerWorker *worker;
  PackshotLockFile *locks; /* NULL until it is open */
  char *path;
  char *set_aside;
  gboolean closed;
};

enum
{
  SIGNAL_QUARANTINED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotLedger, packshot_ledger, G_TYPE_OBJECT)

typedef struct
{
  /* In progress. */
  PackshotLedger *ledger; /* (owned): not for the thread */

  /* Output. */
  PackshotLockFile *locks; /* (owned) (nullable) */
  char *set_aside;         /* (owned) (nullable) */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->ledger);
  g_clear_pointer (&opening->locks, packshot_lock_file_unref);
  g_free (opening->set_aside);
  g_free (opening);
}

static gboolean
open_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  Opening *opening = data;

  if (!packshot_ledger_file_open (file, error))
    return FALSE;

  opening->locks = g_steal_pointer (&file->locks);
  opening->set_aside = g_strdup (file->set_aside);
  return TRUE;
}

static gboolean
close_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  g_clear_pointer (&file->db, sqlite3_close_v2);

  return TRUE;
}

static void
operation_free (gpointer data)
{
  PackshotLedgerOperation *operation = data;

  g_clear_pointer (&operation->rows, g_array_unref);
  g_free (operation->id);
  g_clear_pointer (&operation->typed, g_hash_table_unref);
  g_clear_pointer (&operation->change, packshot_ledger_change_free);
  g_clear_pointer (&operation->record, packshot_ledger_record_free);
  g_clear_pointer (&operation->list, g_ptr_array_unref);
  g_clear_pointer (&operation->bad, g_ptr_array_unref);
  g_free (operation);
}

static void
tell_of_bad (GTask *task)
{
  PackshotLedger *self = g_task_get_source_object (task);
  PackshotLedgerOperation *operation = g_task_get_task_data (task);

  for (guint i = 0; operation->bad != NULL && i < operation->bad->len; i++)
    {
      PackshotBadRow *bad = g_ptr_array_index (operation->bad, i);
      g_autofree char *words = packshot_bad_row_dup_words (bad);

      g_signal_emit (self, signals[SIGNAL_QUARANTINED], 0, bad->row, words);
    }
}

static void
packshot_ledger_finalize (GObject *object)
{
  PackshotLedger *self = PACKSHOT_LEDGER (object);

  packshot_ledger_worker_free (self->worker);
  g_clear_pointer (&self->locks, packshot_lock_file_unref);
  g_free (self->path);
  g_free (self->set_aside);

  G_OBJECT_CLASS (packshot_ledger_parent_class)->finalize (object);
}

static void
packshot_ledger_class_init (PackshotLedgerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_ledger_finalize;

  /**
   * PackshotLedger::quarantined:
   * @self: a ledger
   * @row: the row that a job had
   * @words: a sentence for the user, which names the job
   *
   * A job could not be read when a list or the job was asked for, and was moved out of the way.
   */
  signals[SIGNAL_QUARANTINED] =
      g_signal_new ("quarantined", PACKSHOT_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static void
packshot_ledger_init (PackshotLedger *self)
{
}

/**
 * packshot_ledger_operation_new:
 * @writes: whether it can't be undone once it is done
 * @row: the row of a job, or 0
 *
 * Returns: (transfer full): a call to be filled in
 */
PackshotLedgerOperation *
packshot_ledger_operation_new (gboolean writes, gint64 row)
{
  PackshotLedgerOperation *operation = g_new0 (PackshotLedgerOperation, 1);

  operation->writes = writes;
  operation->row = row;
  return operation;
}

/**
 * packshot_ledger_push:
 * @self: a ledger
 * @operation: (transfer full): a call
 * @work: what is done in the thread, with @operation as its data
 * @source_tag: the function that was called
 * @cancellable: (nullable): stops it before it begins; later it counts for what only reads
 * @callback: called when it was tried
 * @user_data: for @callback
 */
void
packshot_ledger_push (PackshotLedger *self,
                      PackshotLedgerOperation *operation,
                      PackshotLedgerWork work,
                      gpointer source_tag,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, operation, operation_free);
  g_task_set_check_cancellable (task, !operation->writes);

  if (self->closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The ledger is closed."));
      return;
    }

  packshot_ledger_worker_push (self->worker, g_steal_pointer (&task), work, tell_of_bad);
}

/**
 * packshot_ledger_pop:
 * @self: a ledger
 * @result: the result the callback got
 * @error: return location for the error of the work
 *
 * Returns: (transfer none): the call with its output, until @result goes; %NULL on error
 */
PackshotLedgerOperation *
packshot_ledger_pop (PackshotLedger *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_boolean (G_TASK (result), error) ? g_task_get_task_data (G_TASK (result))
                                                           : NULL;
}

/**
 * packshot_ledger_open_async:
 * @folder: (nullable) (type filename): the absolute path of a folder for its files, which is made
 *   where it is not there; %NULL for the user's own
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens the ledger, or begins one. One of an older version is brought up to date.
 */
void
packshot_ledger_open_async (const char *folder,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (PackshotLedger) self = g_object_new (PACKSHOT_TYPE_LEDGER, NULL);
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "packshot", NULL);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, packshot_ledger_open_async);

  self->path = g_build_filename (folder != NULL ? folder : own, "ledger.db", NULL);
  self->worker = packshot_ledger_worker_new (folder != NULL ? folder : own);

  opening->ledger = g_object_ref (self);
  g_task_set_task_data (task, opening, opening_free);
  packshot_ledger_worker_push (self->worker, g_steal_pointer (&task), open_work, NULL);
}

/**
 * packshot_ledger_open_finish:
 * @result: the result the callback got
 * @error: return location for a #PACKSHOT_CORE_ERROR_LEDGER_NEWER where a newer version wrote it,
 *   with nothing changed, or a #GIOErrorEnum; one sentence to show as it is
 *
 * Returns: (transfer full): the ledger, or %NULL on error
 */
PackshotLedger *
packshot_ledger_open_finish (GAsyncResult *result, GError **error)
{
  Opening *opening;
  PackshotLedger *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  opening = g_task_get_task_data (G_TASK (result));
  self = g_steal_pointer (&opening->ledger);
  self->locks = g_steal_pointer (&opening->locks);
  self->set_aside = g_steal_pointer (&opening->set_aside);

  return self;
}

/**
 * packshot_ledger_close_async:
 * @self: a ledger
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when all is written and the file is closed
 * @user_data: for @callback
 *
 * For the end of the program. What was asked before is still done; nothing may be asked after. A
 * ledger that is dropped closes as well, and blocks meanwhile.
 */
void
packshot_ledger_close_async (PackshotLedger *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_LEDGER (self));

  packshot_ledger_push (self, packshot_ledger_operation_new (TRUE, 0), close_work,
                        packshot_ledger_close_async, cancellable, callback, user_data);
  self->closed = TRUE;
}

/**
 * packshot_ledger_close_finish:
 * @self: a ledger
 * @result: the result the callback got
 * @error: return location for a #GIOErrorEnum
 *
 * Returns: whether it is closed
 */
gboolean
packshot_ledger_close_finish (PackshotLedger *self, GAsyncResult *result, GError **error)
{
  return packshot_ledger_pop (self, result, error) != NULL;
}

/**
 * packshot_ledger_get_path:
 * @self: a ledger
 *
 * Returns: (transfer none) (type filename): the absolute path of the database
 */
const char *
packshot_ledger_get_path (PackshotLedger *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER (self), NULL);

  return self->path;
}

/**
 * packshot_ledger_get_set_aside:
 * @self: a ledger
 *
 * Returns: (transfer none) (nullable) (type filename): the absolute path that the ledger of before
 *   has now, where it was found damaged at opening; this one is a new one then, with all that could
 *   still be read, and the user has to be told
 */
const char *
packshot_ledger_get_set_aside (PackshotLedger *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER (self), NULL);

  return self->set_aside;
}

/**
 * packshot_ledger_lease:
 * @self: a ledger
 * @row: the row of a job
 * @error: return location for a %G_IO_ERROR_BUSY where somebody drives the job, or another
 *   #GIOErrorEnum
 *
 * Takes the right to drive a job. Never waits.
 *
 * Returns: (transfer full): the lease, or %NULL on error
 */
PackshotLease *
packshot_ledger_lease (PackshotLedger *self, gint64 row, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER (self), NULL);

  return packshot_lease_new (self->locks, row, error);
}

/**
 * packshot_ledger_is_leased:
 * @self: a ledger
 * @row: the row of a job
 *
 * Returns: whether somebody drives the job at this moment, be it ourselves
 */
gboolean
packshot_ledger_is_leased (PackshotLedger *self, gint64 row)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER (self) && row > 0, FALSE);

  return packshot_lock_file_is_locked (self->locks, row);
}
