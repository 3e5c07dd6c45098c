/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What the programs keep on the disk, and what of it can be spared. Files are looked at in a
 * thread, by what the list of jobs said before. */

#include "packshot-storage.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-queue-private.h"

/* A folder that belongs to no job may be the one of a job that another program adds right now. */
#define MIN_AGE (24 * 3600)

/* What a folder is of. */
typedef enum
{
  KIND_UNREAD,
  KIND_TRASH,
  KIND_DONE,
  KIND_OTHER,
} Kind;

typedef struct
{
  /* Input. */
  char *folder;      /* (owned) (type filename) */
  GHashTable *kinds; /* (owned): a #Kind by the id of each job */

  /* Output. */
  PackshotStorageSizes sizes;
  GPtrArray *spare;  /* (owned): ids of jobs with something that can be spared */
  GPtrArray *unread; /* (owned): paths of files and folders that belong to no job */

  /* In progress. */
  guint n_pending; /* jobs that are being tidied */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->folder);
  g_hash_table_unref (look->kinds);
  g_ptr_array_unref (look->spare);
  g_ptr_array_unref (look->unread);
  g_free (look);
}

static Kind
get_kind (PackshotQueue *queue, PackshotJob *job)
{
  if (packshot_job_get_trashed (job) != 0)
    return KIND_TRASH;
  if (packshot_job_get_state (job) == PACKSHOT_JOB_DONE
      && packshot_queue_find_drive (queue, job) == NULL && !packshot_job_get_driven_elsewhere (job))
    return KIND_DONE;

  return KIND_OTHER;
}

static Look *
look_new (PackshotQueue *queue)
{
  GListModel *jobs = packshot_queue_get_jobs (queue);
  Look *look = g_new0 (Look, 1);

  look->folder = packshot_storage_dup_folder ();
  look->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  look->spare = g_ptr_array_new_with_free_func (g_free);
  look->unread = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      g_hash_table_insert (look->kinds, g_strdup (packshot_job_get_id (job)),
                           GINT_TO_POINTER (get_kind (queue, job)));
    }

  return look;
}

static gboolean
is_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

static guint64
get_size (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) ? (guint64) info.st_size : 0;
}

/* By the names that packshot_job_get_destination() and its neighbours give. */
static gboolean
is_result (const char *name)
{
  if (g_str_has_suffix (name, ".part"))
    return FALSE;

  return g_str_has_prefix (name, "video") || g_str_has_prefix (name, "cover")
         || g_str_has_prefix (name, "preview");
}

static gboolean
is_old (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0
         && info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - MIN_AGE;
}

static void
look_at_file (Look *look, Kind kind, const char *name, guint64 size, gboolean *has_spare)
{
  if (kind == KIND_UNREAD)
    look->sizes.unread += size;
  else if (kind == KIND_TRASH)
    look->sizes.trash += size;
  else if (is_result (name))
    look->sizes.videos += size;
  else
    look->sizes.pictures += size;

  if (kind != KIND_DONE || is_result (name))
    return;

  look->sizes.spare += size;
  *has_spare = TRUE;
}

static void
look_at_job (Look *look, const char *path, const char *id)
{
  g_autoptr (GDir) dir = is_folder (path) ? g_dir_open (path, 0, NULL) : NULL;
  Kind kind = GPOINTER_TO_INT (g_hash_table_lookup (look->kinds, id));
  gboolean has_spare = FALSE;
  const char *name;

  if (kind == KIND_UNREAD && !is_old (path))
    kind = KIND_OTHER;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      look_at_file (look, kind, name, get_size (file), &has_spare);
    }

  if (has_spare)
    g_ptr_array_add (look->spare, g_strdup (id));
  if (kind == KIND_UNREAD)
    g_ptr_array_add (look->unread, g_strdup (path));
}

/* Where all jobs are on another disk by way of a link, what is beside them need not be ours. */
static gboolean
may_be_spared (Look *look, const char *jobs, const char *id)
{
  return g_hash_table_contains (look->kinds, id) || !g_file_test (jobs, G_FILE_TEST_IS_SYMLINK);
}

static void
look_at_jobs (Look *look, const char *path, GCancellable *cancellable)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *id;

  while (dir != NULL && (id = g_dir_read_name (dir)) != NULL
         && !g_cancellable_is_cancelled (cancellable))
    {
      g_autofree char *folder = g_build_filename (path, id, NULL);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR) && may_be_spared (look, path, id))
        look_at_job (look, folder, id);
      else
        look->sizes.rest += get_size (folder);
    }
}

static void
look_at_all (Look *look, GCancellable *cancellable)
{
  g_autoptr (GDir) dir = g_dir_open (look->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (look->folder, name, NULL);

      if (g_str_equal (name, "jobs"))
        {
          look_at_jobs (look, path, cancellable);
        }
      else if (g_str_has_prefix (name, "ledger-damaged-") && !is_folder (path))
        {
          look->sizes.unread += get_size (path);
          g_ptr_array_add (look->unread, g_steal_pointer (&path));
        }
      else
        {
          look->sizes.rest += get_size (path);
        }
    }
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  look_at_all (task_data, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
remove_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Look *look = task_data;
  int code = 0;

  look_at_all (look, cancellable);
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
  if (queue->ledger != NULL && queue->opening == NULL && !queue->closing)
    return TRUE;

  g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE, "%s",
                           queue->trouble != NULL ? queue->trouble
                                                  : _ ("The ledger is not open yet."));
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
  g_task_set_task_data (task, look_new (queue), look_free);

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
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE where the jobs are not known, or a
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is known
 */
gboolean
packshot_storage_measure_finish (GAsyncResult *result, PackshotStorageSizes *sizes, GError **error)
{
  const Look *look;

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
  Look *look = g_task_get_task_data (tidying->task);

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
  Look *look = g_task_get_task_data (task);
  const Look *seen = g_task_get_task_data (G_TASK (result));

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
