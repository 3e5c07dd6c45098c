/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What the ledger knows of a job and lists do not show. */

#include "packshot-queue-private.h"

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotQueue *self = g_task_get_source_object (task);
  PackshotJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotLedgerRecord) record =
      packshot_ledger_load_finish (PACKSHOT_LEDGER (source), result, &error);

  if (record == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* What is on its way knows better than what was on disk a moment ago. */
  if (packshot_queue_find_drive (self, job) == NULL && !packshot_queue_has_writes (self, job))
    packshot_job_take_record (job, record);
  g_task_return_boolean (task, TRUE);
}

static void
events_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *events = packshot_ledger_list_finish (PACKSHOT_LEDGER (source), result, &error);

  if (events != NULL)
    g_task_return_pointer (task, events, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * packshot_queue_load_async:
 * @self: a queue
 * @job: one of its jobs
 * @cancellable: (nullable): stops it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads all that the ledger knows of a job: its request, ids, copies and result.
 */
void
packshot_queue_load_async (PackshotQueue *self,
                           PackshotJob *job,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_load_async);
  g_task_set_task_data (task, g_object_ref (job), g_object_unref);

  if (self->ledger == NULL || packshot_job_get_row (job) == 0)
    g_task_return_boolean (task, TRUE);
  else
    packshot_ledger_load_async (self->ledger, packshot_job_get_row (job), cancellable, loaded_cb,
                                g_steal_pointer (&task));
}

/**
 * packshot_queue_load_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for an error as of packshot_ledger_load_finish()
 *
 * Returns: whether it is all there
 */
gboolean
packshot_queue_load_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * packshot_queue_list_events_async:
 * @self: a queue
 * @job: one of its jobs
 * @cancellable: (nullable): stops it
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads what happened to a job.
 */
void
packshot_queue_list_events_async (PackshotQueue *self,
                                  PackshotJob *job,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_list_events_async);

  if (self->ledger == NULL || packshot_job_get_row (job) == 0)
    g_task_return_pointer (
        task, g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_event_free),
        (GDestroyNotify) g_ptr_array_unref);
  else
    packshot_ledger_list_events_async (self->ledger, packshot_job_get_row (job), cancellable,
                                       events_cb, g_steal_pointer (&task));
}

/**
 * packshot_queue_list_events_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for a #GIOErrorEnum or a #PACKSHOT_CORE_ERROR_LEDGER
 *
 * Returns: (transfer full) (element-type PackshotLedgerEvent): the events, the oldest first; empty
 *   for a job that is not written; %NULL on error
 */
GPtrArray *
packshot_queue_list_events_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
