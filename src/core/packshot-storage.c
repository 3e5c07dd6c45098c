/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What the programs keep on the disk, and what of it can be spared. Files are looked at in a
 * thread, by what the list of jobs said before. */

#include "packshot-storage.h"

#include <errno.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-queue-private.h"
#include "packshot-storage-look.h"

static gboolean
is_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (packshot_storage_look_run (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
remove_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PackshotStorageLook *look = task_data;
  GError *error = NULL;
  int code = 0;

  if (!packshot_storage_look_run (look, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < look->unread->len; i++)
    {
      const char *path = g_ptr_array_index (look->unread, i);

      if (is_folder (path))
        packshot_job_folder_remove (path);
      else if (g_unlink (path) != 0)
        code = errno;
    }

  if (code == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (code),
                             _ ("Not all files could be removed: %s."), g_strerror (code));
}

/* Where the jobs are not known, nothing is known to belong to nobody. */
static gboolean
check_open (PackshotQueue *queue, GTask *task)
{
  const char *trouble = packshot_queue_get_trouble (queue);

  if (queue->ledger != NULL && queue->opening == NULL && queue->unread == NULL && !queue->closing)
    return TRUE;

  g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE, "%s",
                           trouble != NULL ? trouble : _ ("The ledger is not open yet."));
  return FALSE;
}

static GTask *
make_task (PackshotQueue *queue,
           gpointer source_tag,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (queue, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, packshot_storage_look_new (queue),
                        (GDestroyNotify) packshot_storage_look_free);

  return task;
}

/**
 * packshot_storage_dup_folder:
 *
 * Returns: (transfer full) (type filename): the absolute path of the folder where all is kept
 */
char *
packshot_storage_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "packshot", NULL);
}

/**
 * packshot_storage_measure_async:
 * @queue: the queue, with its ledger
 * @cancellable: (nullable): stops it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Measures what is kept.
 */
void
packshot_storage_measure_async (PackshotQueue *queue,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (queue));

  task = make_task (queue, packshot_storage_measure_async, cancellable, callback, user_data);
  if (check_open (queue, task))
    g_task_run_in_thread (task, look_thread);
}

/**
 * packshot_storage_measure_finish:
 * @result: the result the callback got
 * @sizes: (out): what is kept
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE where the jobs are not known, an error
 *   as of packshot_sql_fail() where the ledger can't be read, or a %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is known
 */
gboolean
packshot_storage_measure_finish (GAsyncResult *result, PackshotStorageSizes *sizes, GError **error)
{
  const PackshotStorageLook *look;

  g_return_val_if_fail (G_IS_TASK (result) && sizes != NULL, FALSE);

  look = g_task_get_task_data (G_TASK (result));
  *sizes = look->sizes;
  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  GTask *task;          /* (owned) */
  PackshotJob *job;     /* (owned) */
  PackshotLease *lease; /* (owned) */
} Tidying;

static void
tidying_free (Tidying *tidying)
{
  PackshotStorageLook *look = g_task_get_task_data (tidying->task);

  if (--look->n_pending == 0)
    g_task_return_boolean (tidying->task, TRUE);
  g_object_unref (tidying->task);
  g_object_unref (tidying->job);
  packshot_lease_free (tidying->lease);
  g_free (tidying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tidying, tidying_free)

/* As after a video came: only what is no result goes, and only where the video is to be seen. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Tidying) tidying = user_data;
  g_autofree char *folder = packshot_job_folder_dup_path (packshot_job_get_id (tidying->job));
  const GPtrArray *results;

  if (!packshot_queue_load_finish (PACKSHOT_QUEUE (source), result, NULL))
    return;

  results = packshot_job_get_results (tidying->job);
  if (packshot_job_get_state (tidying->job) == PACKSHOT_JOB_DONE && results->len > 0)
    packshot_job_folder_tidy (folder, results);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotQueue *queue = PACKSHOT_QUEUE (source);
  PackshotStorageLook *look = g_task_get_task_data (task);
  const PackshotStorageLook *seen = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* Counted from one, so that it does not end before all have begun. */
  look->n_pending = 1;
  for (guint i = 0; queue->ledger != NULL && i < seen->spare->len; i++)
    {
      PackshotJob *job = packshot_queue_find (queue, g_ptr_array_index (seen->spare, i));
      PackshotLease *lease = NULL;
      Tidying *tidying;

      if (job != NULL && packshot_queue_check_free (queue, job, NULL))
        lease = packshot_queue_take_lease (queue, job, NULL);
      if (lease == NULL)
        continue;

      tidying = g_new0 (Tidying, 1);
      tidying->task = g_object_ref (task);
      tidying->job = g_object_ref (job);
      tidying->lease = lease;
      look->n_pending++;
      packshot_queue_load_async (queue, job, NULL, loaded_cb, tidying);
    }

  if (--look->n_pending == 0)
    g_task_return_boolean (task, TRUE);
}

/**
 * packshot_storage_tidy_async:
 * @queue: the queue, with its ledger
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Removes the copies of photos that were sent for jobs that are done, and what else was needed on
 * the way to their videos. What a job that is not done has stays: it may be sent once more.
 */
void
packshot_storage_tidy_async (PackshotQueue *queue,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (queue));

  task = make_task (queue, packshot_storage_tidy_async, cancellable, callback, user_data);
  if (check_open (queue, task))
    packshot_storage_measure_async (queue, cancellable, looked_cb, g_steal_pointer (&task));
}

/**
 * packshot_storage_tidy_finish:
 * @result: the result the callback got
 * @error: return location for an error as of packshot_storage_measure_finish()
 *
 * Returns: whether it was done
 */
gboolean
packshot_storage_tidy_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * packshot_storage_remove_unread_async:
 * @queue: the queue, with its ledger
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Removes what belongs to no job that can be read. There may be videos among it that were paid for:
 * only for somebody who was asked.
 */
void
packshot_storage_remove_unread_async (PackshotQueue *queue,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (queue));

  task = make_task (queue, packshot_storage_remove_unread_async, cancellable, callback, user_data);
  if (check_open (queue, task))
    g_task_run_in_thread (task, remove_thread);
}

/**
 * packshot_storage_remove_unread_finish:
 * @result: the result the callback got
 * @error: return location for an error as of packshot_storage_measure_finish(), or a #GIOErrorEnum;
 *   one sentence to show as it is
 *
 * Returns: whether it is gone
 */
gboolean
packshot_storage_remove_unread_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
