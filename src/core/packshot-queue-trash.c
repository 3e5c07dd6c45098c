/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The trash: jobs that are kept with all their files, and with which nothing is done, until they
 * are taken out of it or forgotten for good. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"

static GArray *
make_rows (GPtrArray *jobs)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < jobs->len; i++)
    {
      gint64 row = packshot_job_get_row (g_ptr_array_index (jobs, i));

      g_array_append_val (rows, row);
    }

  return rows;
}

typedef struct
{
  GWeakRef queue;
  GPtrArray *jobs;   /* (owned) */
  GPtrArray *leases; /* (owned): nobody else begins with one of them meanwhile */
  gint64 at;
} Trashing;

static Trashing *
trashing_new (PackshotQueue *self, GPtrArray *jobs, gint64 at)
{
  Trashing *trashing = g_new0 (Trashing, 1);

  g_weak_ref_init (&trashing->queue, self);
  trashing->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < jobs->len; i++)
    g_ptr_array_add (trashing->jobs, g_object_ref (g_ptr_array_index (jobs, i)));
  trashing->leases = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_lease_free);
  trashing->at = at;

  return trashing;
}

static void
trashing_free (Trashing *trashing)
{
  g_weak_ref_clear (&trashing->queue);
  g_ptr_array_unref (trashing->jobs);
  g_ptr_array_unref (trashing->leases);
  g_free (trashing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trashing, trashing_free)

static void
show (PackshotQueue *self, GPtrArray *jobs, gint64 at)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);

      packshot_job_set_trashed (job, at);
      if (at == 0 && self->ledger != NULL && packshot_job_get_row (job) != 0)
        packshot_queue_look_after (self, job);
    }
}

static void
trashed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Trashing) trashing = user_data;
  g_autoptr (PackshotQueue) self = g_weak_ref_get (&trashing->queue);
  g_autoptr (GError) error = NULL;
  gboolean is_written = packshot_ledger_trash_finish (PACKSHOT_LEDGER (source), result, &error);

  g_ptr_array_set_size (trashing->leases, 0);
  if (self == NULL)
    return;

  if (is_written)
    {
      show (self, trashing->jobs, trashing->at);
      return;
    }

  g_signal_emit_by_name (self, "trash-failed", error->message);
  packshot_queue_read_again (self);
}

/* One that is in no ledger is a line in the list and nothing else. */
static gboolean
is_in_memory (PackshotQueue *self, PackshotJob *job)
{
  return self->ledger == NULL && self->opening == NULL
         && packshot_queue_find_drive (self, job) == NULL
         && g_queue_find (&self->line, job) == NULL;
}

static gboolean
check_in_memory (PackshotQueue *self, GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    if (!is_in_memory (self, g_ptr_array_index (jobs, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_at_rest (PackshotJob *job, GError **error)
{
  PackshotJobState state = packshot_job_get_state (job);

  if (packshot_job_state_is_end (state) || state == PACKSHOT_JOB_READY
      || state == PACKSHOT_JOB_REVIEW || state == PACKSHOT_JOB_DRAFT
      || state == PACKSHOT_JOB_UNKNOWN)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE, _ ("This job is under way."));
  return FALSE;
}

static gboolean
take_all (PackshotQueue *self, Trashing *trashing, GError **error)
{
  for (guint i = 0; i < trashing->jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (trashing->jobs, i);
      PackshotLease *lease = NULL;

      if (is_at_rest (job, error) && packshot_queue_check_still (self, job, error))
        lease = packshot_queue_take_lease (self, job, error);
      if (lease == NULL)
        return FALSE;

      g_ptr_array_add (trashing->leases, lease);
    }

  return TRUE;
}

/**
 * packshot_queue_trash:
 * @self: a queue
 * @jobs: (element-type PackshotJob): some of its jobs, which rest or have ended
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE, one sentence to show as it is
 *
 * Puts jobs into the trash, all of them or none. They stay in the list and keep their files, and
 * nothing is done with them until packshot_queue_restore(). Each says so by
 * packshot_job_get_trashed() when it is on disk; where it can't be written "trash-failed" tells
 * why.
 *
 * Returns: whether this is being written
 */
gboolean
packshot_queue_trash (PackshotQueue *self, GPtrArray *jobs, GError **error)
{
  g_autoptr (Trashing) trashing = NULL;
  g_autoptr (GArray) rows = NULL;
  gint64 now = g_get_real_time ();

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && jobs != NULL, FALSE);

  if (check_in_memory (self, jobs))
    {
      show (self, jobs, now);
      return TRUE;
    }

  trashing = trashing_new (self, jobs, now);
  if (!take_all (self, trashing, error))
    return FALSE;

  rows = make_rows (jobs);
  packshot_ledger_trash_async (self->ledger, rows, now, NULL, trashed_cb,
                               g_steal_pointer (&trashing));
  return TRUE;
}

/**
 * packshot_queue_restore:
 * @self: a queue
 * @jobs: (element-type PackshotJob): some of its jobs
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE, one sentence to show as it is
 *
 * Takes jobs out of the trash, all of them or none, also those that are on their way there. One
 * that is not there stays as it is. Otherwise as packshot_queue_trash().
 *
 * Returns: whether this is being written
 */
gboolean
packshot_queue_restore (PackshotQueue *self, GPtrArray *jobs, GError **error)
{
  g_autoptr (GArray) rows = NULL;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && jobs != NULL, FALSE);

  if (check_in_memory (self, jobs))
    {
      show (self, jobs, 0);
      return TRUE;
    }

  if (self->closing || self->ledger == NULL)
    {
      g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                           self->closing ? _ ("The program is ending.")
                                         : _ ("The ledger is not open yet."));
      return FALSE;
    }

  rows = make_rows (jobs);
  packshot_ledger_trash_async (self->ledger, rows, 0, NULL, trashed_cb,
                               trashing_new (self, jobs, 0));
  return TRUE;
}

typedef struct
{
  /* Input. */
  gint64 until;

  /* In progress. */
  GStrv folders; /* (owned) (nullable): of the jobs that are gone */
} Emptying;

static void
emptying_free (gpointer data)
{
  Emptying *emptying = data;

  g_strfreev (emptying->folders);
  g_free (emptying);
}

/* In a thread: a video may be large. */
static void
remove_folders (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Emptying *emptying = task_data;

  for (guint i = 0; emptying->folders[i] != NULL; i++)
    if (g_file_test (emptying->folders[i], G_FILE_TEST_IS_DIR))
      packshot_job_folder_remove (emptying->folders[i]);

  g_task_return_boolean (task, TRUE);
}

static gboolean
is_due (PackshotJob *job, gint64 until)
{
  gint64 trashed = packshot_job_get_trashed (job);

  return trashed != 0 && trashed <= until;
}

/* From the end, so that those that are left keep their places while it is looked at them. */
static void
take_out (PackshotQueue *self, GHashTable *gone, GStrvBuilder *folders)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i > 0; i--)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i - 1);
      g_autofree char *folder = NULL;

      if (!g_hash_table_contains (gone, &job->row))
        continue;

      folder = packshot_job_folder_dup_path (packshot_job_get_id (job));
      g_strv_builder_add (folders, folder);
      packshot_queue_remove_at (self, job, i - 1);
    }
}

static void
emptied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotQueue *self = g_task_get_source_object (task);
  Emptying *emptying = g_task_get_task_data (task);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows =
      packshot_ledger_empty_trash_finish (PACKSHOT_LEDGER (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (gone, &g_array_index (rows, gint64, i));
  take_out (self, gone, folders);
  emptying->folders = g_strv_builder_end (folders);
  g_task_run_in_thread (task, remove_folders);
}

/* A program that ends waits for the files to be gone. */
static void
completed_cb (GTask *task)
{
  PackshotQueue *self = g_task_get_source_object (task);

  self->n_emptying--;
  if (self->closing)
    packshot_queue_end_shutdowns (self);
}

/* Of jobs that are in no ledger. */
static void
empty_memory (PackshotQueue *self, gint64 until)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i > 0; i--)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i - 1);

      if (is_due (job, until) && is_in_memory (self, job))
        packshot_queue_delete_async (self, job, PACKSHOT_DELETION_FOR_GOOD, NULL, NULL, NULL);
    }
}

/**
 * packshot_queue_empty_trash_async:
 * @self: a queue
 * @older_than: only what was put there so long ago, in microseconds; 0 for all of it
 * @cancellable: (nullable): stops it before it begins
 * @callback: (nullable): called when it is empty
 * @user_data: for @callback
 *
 * Forgets the jobs in the trash for good, as packshot_queue_delete_async() does.
 */
void
packshot_queue_empty_trash_async (PackshotQueue *self,
                                  gint64 older_than,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) rows = NULL;
  Emptying *emptying;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && older_than >= 0);

  /* Files are not left behind by a program that thinks better of it half-way. */
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_empty_trash_async);
  emptying = g_new0 (Emptying, 1);
  emptying->until = g_get_real_time () - older_than;
  g_task_set_task_data (task, emptying, emptying_free);

  if (self->ledger == NULL)
    {
      empty_memory (self, emptying->until);
      g_task_return_boolean (task, TRUE);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      if (is_due (job, emptying->until))
        g_ptr_array_add (jobs, g_steal_pointer (&job));
    }

  rows = make_rows (jobs);
  if (rows->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->n_emptying++;
  g_signal_connect (task, "notify::completed", G_CALLBACK (completed_cb), NULL);
  packshot_ledger_empty_trash_async (self->ledger, rows, emptying->until, cancellable, emptied_cb,
                                     g_steal_pointer (&task));
}

/**
 * packshot_queue_empty_trash_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for an error as of packshot_ledger_empty_trash_finish(); one sentence to
 *   show as it is
 *
 * Returns: whether nothing of that is left
 */
gboolean
packshot_queue_empty_trash_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
