/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-queue.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-job-private.h"
#include "packshot-output.h"

struct _PackshotQueue
{
  GObject parent_instance;

  PackshotRegistry *registry;
  GListStore *jobs;
  GQueue line;          /* of jobs, owned: submitted, and ready until their turn comes */
  GPtrArray *runs;      /* (element-type Run): the jobs that are being made */
  GPtrArray *shutdowns; /* (element-type GTask): callers who wait for the last run to end */
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (PackshotQueue, packshot_queue, G_TYPE_OBJECT)

typedef struct
{
  /* Input. */
  PackshotQueue *queue;     /* (owned) */
  PackshotJob *job;         /* (owned) */
  PackshotService *service; /* (owned) */

  /* In progress. */
  GCancellable *cancellable; /* (owned) */
  gulong progress_id;
  char *folder; /* (owned) (nullable): made for this job */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  if (run->progress_id != 0)
    g_signal_handler_disconnect (run->service, run->progress_id);
  g_clear_object (&run->queue);
  g_clear_object (&run->job);
  g_clear_object (&run->service);
  g_clear_object (&run->cancellable);
  g_free (run->folder);
  g_free (run);
}

static PackshotManifest *
get_manifest (PackshotJob *job)
{
  return packshot_request_get_manifest (packshot_job_get_request (job));
}

static Run *
find_run (PackshotQueue *self, PackshotJob *job)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = g_ptr_array_index (self->runs, i);

      if (run->job == job)
        return run;
    }

  return NULL;
}

static gboolean
has_place (PackshotQueue *self, PackshotManifest *manifest)
{
  guint n_running = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = g_ptr_array_index (self->runs, i);

      if (get_manifest (run->job) == manifest)
        n_running++;
    }

  return n_running < packshot_manifest_get_concurrency (manifest);
}

/* The words come first, so that whoever sees the state change can read why. */
static void
fail_job (PackshotJob *job, PackshotFailure failure, const char *words)
{
  packshot_job_set_failure (job, failure, words);
  packshot_job_set_state (job, PACKSHOT_JOB_FAILED);
}

static void
take_video (PackshotJob *job, const PackshotReply *reply)
{
  packshot_job_set_progress (job, 1, NULL);
  packshot_job_set_result (job, reply);
  packshot_job_set_state (job, PACKSHOT_JOB_DONE);
}

static gboolean
brings_video (const PackshotReply *reply)
{
  return reply != NULL && reply->verdict == PACKSHOT_VERDICT_DONE && reply->video_path != NULL
         && g_file_test (reply->video_path, G_FILE_TEST_IS_REGULAR);
}

/* The answer table of DESIGN §4, for work on this computer. */
static void
apply_reply (PackshotJob *job, const PackshotReply *reply, const GError *error)
{
  const char *words = error != NULL ? error->message : reply->words;

  if (words == NULL)
    words = _ ("The service gave no reason.");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    packshot_job_set_state (job, PACKSHOT_JOB_CANCELLED);
  else if (error != NULL)
    fail_job (job, PACKSHOT_FAILURE_LOCAL, words);

  if (error != NULL)
    return;

  switch (reply->verdict)
    {
    case PACKSHOT_VERDICT_DONE:
      if (brings_video (reply))
        take_video (job, reply);
      else
        fail_job (job, PACKSHOT_FAILURE_LOCAL, _ ("The video is gone from where it was written."));
      break;
    case PACKSHOT_VERDICT_BAD_INPUT:
      fail_job (job, PACKSHOT_FAILURE_INPUT, words);
      break;
    case PACKSHOT_VERDICT_CANCELLED:
      packshot_job_set_state (job, PACKSHOT_JOB_CANCELLED);
      break;
    case PACKSHOT_VERDICT_LOCAL_FAILURE:
    default:
      fail_job (job, PACKSHOT_FAILURE_LOCAL, words);
      break;
    }
}

static void
progress_cb (PackshotService *service,
             PackshotJob *job,
             double fraction,
             const char *activity,
             gpointer user_data)
{
  Run *run = user_data;

  /* One who asked to stop should not read how well it goes. */
  if (job == run->job && !g_cancellable_is_cancelled (run->cancellable))
    packshot_job_set_progress (job, fraction, activity);
}

static void
end_shutdowns (PackshotQueue *self)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->shutdowns);

  self->shutdowns = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
}

static PackshotJob *
take_next (PackshotQueue *self)
{
  for (GList *l = self->line.head; l != NULL; l = l->next)
    {
      PackshotJob *job = l->data;

      if (has_place (self, get_manifest (job)))
        {
          g_queue_delete_link (&self->line, l);
          return job;
        }
    }

  return NULL;
}

static gboolean
prepare_folder (Run *run, GError **error)
{
  if (packshot_job_get_output (run->job) != NULL)
    return TRUE;

  run->folder = packshot_job_folder_dup_path (packshot_job_get_id (run->job));
  if (packshot_job_folder_create (run->folder, error))
    return TRUE;

  g_clear_pointer (&run->folder, g_free);
  return FALSE;
}

/* The callback is handed in since it starts the next job itself. */
static void
start (PackshotQueue *self, PackshotJob *job, GAsyncReadyCallback ended_cb)
{
  g_autoptr (GError) error = NULL;
  Run *run = g_new0 (Run, 1);

  run->queue = g_object_ref (self);
  run->job = g_object_ref (job);
  run->service =
      g_object_ref (packshot_registry_get_service (self->registry, get_manifest (job), NULL));
  run->cancellable = g_cancellable_new ();
  run->progress_id = g_signal_connect (run->service, "progress", G_CALLBACK (progress_cb), run);
  g_ptr_array_add (self->runs, run);

  packshot_job_set_state (job, PACKSHOT_JOB_MAKING);

  if (!prepare_folder (run, &error))
    {
      g_ptr_array_remove (self->runs, run);
      fail_job (job, PACKSHOT_FAILURE_LOCAL, error->message);
      return;
    }

  packshot_service_run_async (run->service, job, PACKSHOT_STEP_MAKE, run->cancellable, ended_cb,
                              run);
}

static void
start_what_fits (PackshotQueue *self, GAsyncReadyCallback ended_cb)
{
  PackshotJob *job;

  while ((job = take_next (self)) != NULL)
    start (self, job, ended_cb);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (PackshotQueue) self = g_object_ref (run->queue);
  g_autoptr (PackshotJob) job = g_object_ref (run->job);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotReply) reply =
      packshot_service_run_finish (PACKSHOT_SERVICE (source), result, &error);

  /* The folder goes first, so that whoever sees the state change finds nothing left behind. */
  if (run->folder != NULL && !brings_video (reply))
    packshot_job_folder_remove (run->folder);

  g_ptr_array_remove (self->runs, run);
  apply_reply (job, reply, error);

  start_what_fits (self, run_cb);
  if (self->runs->len == 0)
    end_shutdowns (self);
}

static void
packshot_queue_finalize (GObject *object)
{
  PackshotQueue *self = PACKSHOT_QUEUE (object);

  g_queue_clear (&self->line);
  g_ptr_array_unref (self->runs);
  g_ptr_array_unref (self->shutdowns);
  g_clear_object (&self->jobs);
  g_clear_object (&self->registry);

  G_OBJECT_CLASS (packshot_queue_parent_class)->finalize (object);
}

static void
packshot_queue_class_init (PackshotQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_queue_finalize;
}

static void
packshot_queue_init (PackshotQueue *self)
{
  self->jobs = g_list_store_new (PACKSHOT_TYPE_JOB);
  self->runs = g_ptr_array_new_with_free_func (run_free);
  self->shutdowns = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->line);
}

/**
 * packshot_queue_new:
 * @registry: the services there are
 *
 * Returns: (transfer full): a queue without jobs
 */
PackshotQueue *
packshot_queue_new (PackshotRegistry *registry)
{
  PackshotQueue *self;

  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (registry), NULL);

  self = g_object_new (PACKSHOT_TYPE_QUEUE, NULL);
  self->registry = g_object_ref (registry);

  return self;
}

/**
 * packshot_queue_get_jobs:
 * @self: a queue
 *
 * Returns: (transfer none): all its jobs, as #PackshotJob, the oldest first
 */
GListModel *
packshot_queue_get_jobs (PackshotQueue *self)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self), NULL);

  return G_LIST_MODEL (self->jobs);
}

/**
 * packshot_queue_add:
 * @self: a queue
 * @request: what is asked; it is frozen by this
 * @output: (nullable) (type filename): where the video shall be; %NULL keeps it in the job's own
 *   folder
 * @error: return location for a #PackshotCoreError: MISSING_VALUE, UNKNOWN_SERVICE, or BAD_VALUE
 *   with one sentence about @output
 *
 * Makes a job that rests until packshot_queue_submit(). Nothing is written to disk yet.
 *
 * Returns: (transfer full): the job, which is ready, or %NULL on error
 */
PackshotJob *
packshot_queue_add (PackshotQueue *self,
                    PackshotRequest *request,
                    const char *output,
                    GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *video = NULL;
  g_autofree char *cover = NULL;
  g_autoptr (PackshotJob) job = NULL;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_REQUEST (request), NULL);

  if (packshot_registry_get_service (self->registry, packshot_request_get_manifest (request), error)
      == NULL)
    return NULL;

  id = packshot_job_folder_dup_new_id ();
  if (output != NULL)
    {
      path = packshot_output_check (output, error);
      if (path == NULL)
        return NULL;

      video = g_strdup (path);
      cover = packshot_output_dup_cover (video);
      if (!packshot_output_spares_pictures (video, cover, request, error))
        return NULL;
    }
  else
    {
      g_autofree char *folder = packshot_job_folder_dup_path (id);

      video = g_build_filename (folder, "video.mp4", NULL);
      cover = g_build_filename (folder, "cover.jpg", NULL);
    }

  if (!packshot_request_freeze (request, error))
    return NULL;

  job = packshot_job_new (id, request, path, video, cover);
  g_list_store_append (self->jobs, job);

  return g_steal_pointer (&job);
}

/**
 * packshot_queue_submit:
 * @self: a queue
 * @job: one of its jobs, which is ready
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE
 *
 * Starts the job if its service has a free place. Otherwise it stays ready, in line, and starts
 * when its turn comes.
 *
 * Returns: %FALSE where the job is past ready or in line already, or the queue is shutting down
 */
gboolean
packshot_queue_submit (PackshotQueue *self, PackshotJob *job, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);
  g_return_val_if_fail (g_list_store_find (self->jobs, job, NULL), FALSE);

  if (self->closing || packshot_job_get_state (job) != PACKSHOT_JOB_READY
      || g_queue_find (&self->line, job) != NULL)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                   _ ("This job can't be started."));
      return FALSE;
    }

  g_queue_push_tail (&self->line, job);
  start_what_fits (self, run_cb);

  return TRUE;
}

/**
 * packshot_queue_cancel:
 * @self: a queue
 * @job: one of its jobs
 *
 * Stops the job. One that is being made becomes cancelled a moment later, or done where the video
 * was finished already; one that has ended stays as it is.
 */
void
packshot_queue_cancel (PackshotQueue *self, PackshotJob *job)
{
  Run *run;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job));

  run = find_run (self, job);
  if (run != NULL)
    {
      packshot_job_set_progress (job, -1, _ ("Stopping"));
      g_cancellable_cancel (run->cancellable);
    }
  else if (packshot_job_get_state (job) == PACKSHOT_JOB_READY)
    {
      g_queue_remove (&self->line, job);
      packshot_job_set_state (job, PACKSHOT_JOB_CANCELLED);
    }
}

/**
 * packshot_queue_shutdown_async:
 * @self: a queue
 * @cancellable: (nullable): stops the waiting, not the shutdown
 * @callback: called when no job runs any more
 * @user_data: for @callback
 *
 * For the end of the program: takes no more jobs, cancels those that run and waits for them. Jobs
 * in line stay ready.
 */
void
packshot_queue_shutdown_async (PackshotQueue *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_shutdown_async);

  self->closing = TRUE;
  g_queue_clear (&self->line);
  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = g_ptr_array_index (self->runs, i);

      packshot_queue_cancel (self, run->job);
    }

  g_ptr_array_add (self->shutdowns, g_steal_pointer (&task));
  if (self->runs->len == 0)
    end_shutdowns (self);
}

/**
 * packshot_queue_shutdown_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Returns: whether nothing runs any more
 */
gboolean
packshot_queue_shutdown_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
