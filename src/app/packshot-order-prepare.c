/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What comes before the question: each service is looked at once, and then each job is made ready.
 */

#include "packshot-order-prepare.h"

/* How many are made ready at once: each has a photo in memory. */
#define MOST_PREPARING 3

typedef struct
{
  /* Input. */
  PackshotQueue *queue;       /* (owned) */
  PackshotAccounts *accounts; /* (owned) */
  GPtrArray *jobs;            /* (owned) (element-type PackshotJob) */

  /* In progress. */
  guint n_looked;    /* of those whose services were looked at */
  guint n_begun;     /* of those that are being made ready, or are */
  guint n_preparing; /* of those that are just now */
  GError *error;     /* (owned) (nullable): what came in the way first */

  /* Output. */
  PackshotJob *troubled; /* (owned) (nullable): of which job that is */
} PrepareData;

static void
prepare_data_free (gpointer data)
{
  PrepareData *prepare = data;

  g_object_unref (prepare->queue);
  g_object_unref (prepare->accounts);
  g_ptr_array_unref (prepare->jobs);
  g_clear_error (&prepare->error);
  g_clear_object (&prepare->troubled);
  g_free (prepare);
}

/* Who waits for a job to be made ready. */
typedef struct
{
  GTask *task;      /* (owned) */
  PackshotJob *job; /* (owned) */
} Preparing;

static void
prepare_next (GTask *task, GAsyncReadyCallback callback)
{
  PrepareData *prepare = g_task_get_task_data (task);
  Preparing *preparing;

  if (prepare->n_begun == prepare->jobs->len || prepare->error != NULL
      || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return;

  preparing = g_new0 (Preparing, 1);
  preparing->task = g_object_ref (task);
  preparing->job = g_object_ref (g_ptr_array_index (prepare->jobs, prepare->n_begun++));
  prepare->n_preparing++;
  packshot_queue_prepare_async (prepare->queue, preparing->job, g_task_get_cancellable (task),
                                callback, preparing);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Preparing *preparing = user_data;
  g_autoptr (GTask) task = preparing->task;
  g_autoptr (PackshotJob) job = preparing->job;
  PrepareData *prepare = g_task_get_task_data (task);
  GError **error = prepare->error == NULL ? &prepare->error : NULL;

  g_free (preparing);
  prepare->n_preparing--;
  if (!packshot_queue_prepare_finish (PACKSHOT_QUEUE (source), result, error) && error != NULL)
    prepare->troubled = g_steal_pointer (&job);

  prepare_next (task, prepared_cb);
  if (prepare->n_preparing > 0)
    return;
  if (prepare->error != NULL)
    g_task_return_error (task, g_steal_pointer (&prepare->error));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
is_known_service (PrepareData *prepare, guint index)
{
  PackshotManifest *manifest = packshot_job_get_manifest (g_ptr_array_index (prepare->jobs, index));

  for (guint i = 0; i < index; i++)
    {
      if (packshot_job_get_manifest (g_ptr_array_index (prepare->jobs, i)) == manifest)
        return TRUE;
    }

  return FALSE;
}

static void
look_at_next (GTask *task, GAsyncReadyCallback callback)
{
  PrepareData *prepare = g_task_get_task_data (task);

  while (prepare->n_looked < prepare->jobs->len && is_known_service (prepare, prepare->n_looked))
    prepare->n_looked++;

  if (prepare->n_looked < prepare->jobs->len)
    {
      PackshotJob *job = g_ptr_array_index (prepare->jobs, prepare->n_looked++);

      packshot_accounts_look_async (prepare->accounts, packshot_job_get_manifest (job),
                                    g_task_get_cancellable (task), callback, g_object_ref (task));
      return;
    }

  for (guint i = 0; i < MOST_PREPARING; i++)
    prepare_next (task, prepared_cb);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (packshot_accounts_look_finish (PACKSHOT_ACCOUNTS (source), result, &error))
    look_at_next (task, looked_cb);
  else
    g_task_return_error (task, error);
}

/**
 * packshot_order_prepare_async:
 * @queue: the queue of the jobs
 * @accounts: the accounts of the services
 * @jobs: (element-type PackshotJob): jobs that are ready, of one service or of several; at least
 *   one
 * @cancellable: (nullable): stops it
 * @callback: called when it is done, or can't be
 * @user_data: for @callback
 *
 * Sees whether the services may be asked, and makes the jobs ready for the question.
 */
void
packshot_order_prepare_async (PackshotQueue *queue,
                              PackshotAccounts *accounts,
                              GPtrArray *jobs,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  PrepareData *prepare;

  g_return_if_fail (PACKSHOT_IS_QUEUE (queue) && PACKSHOT_IS_ACCOUNTS (accounts));
  g_return_if_fail (jobs != NULL && jobs->len > 0);

  task = g_task_new (NULL, cancellable, callback, user_data);
  prepare = g_new0 (PrepareData, 1);
  prepare->queue = g_object_ref (queue);
  prepare->accounts = g_object_ref (accounts);
  prepare->jobs = g_ptr_array_ref (jobs);
  g_task_set_source_tag (task, packshot_order_prepare_async);
  g_task_set_task_data (task, prepare, prepare_data_free);

  look_at_next (task, looked_cb);
}

/**
 * packshot_order_prepare_finish:
 * @result: the result the callback got
 * @troubled: (out) (transfer full) (nullable): the job that could not be made ready; %NULL where
 *   all are, or where it is a service that is in the way
 * @error: return location for the error of packshot_accounts_look_finish() or
 *   packshot_queue_prepare_finish(), whichever came first
 *
 * Returns: whether all are ready
 */
gboolean
packshot_order_prepare_finish (GAsyncResult *result, PackshotJob **troubled, GError **error)
{
  PrepareData *prepare;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_order_prepare_async), FALSE);

  prepare = g_task_get_task_data (G_TASK (result));
  *troubled = g_steal_pointer (&prepare->troubled);
  return g_task_propagate_boolean (G_TASK (result), error);
}
