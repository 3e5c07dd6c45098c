/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* How a job comes in, and how it is sent on its way. */

#include "packshot-queue-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-output.h"

/* Ids and addresses are texts too, and nobody knows a job by them. */
static gboolean
is_for_people (PackshotOption *option)
{
  return packshot_option_get_kind (option) == PACKSHOT_OPTION_TEXT
         && !packshot_option_get_catalog (option) && !packshot_option_get_continues (option)
         && !packshot_option_get_advanced (option);
}

/**
 * packshot_queue_dup_title:
 * @request: what is asked
 *
 * The words that somebody typed first of all: the name of the product, most likely.
 *
 * Returns: (transfer full): what to call a job
 */
char *
packshot_queue_dup_title (PackshotRequest *request)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  PackshotOption *picture = packshot_manifest_get_main_picture (manifest);
  const char *path = NULL;

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      const char *text;

      if (!is_for_people (option))
        continue;

      text = packshot_request_get_string (request, packshot_option_get_name (option));
      if (text != NULL && *text != '\0' && strchr (text, '\n') == NULL)
        return g_strdup (text);
    }

  if (picture != NULL)
    path = packshot_request_get_string (request, packshot_option_get_name (picture));

  return path != NULL ? g_filename_display_basename (path) : g_strdup (_ ("Video"));
}

/**
 * packshot_queue_check_output:
 * @output: (nullable): where the video shall be
 * @request: what is asked
 * @path: (out) (nullable) (transfer full) (type filename): the absolute path of that; %NULL on
 *   error, and where nothing was asked for
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Returns: whether a video can be written there
 */
gboolean
packshot_queue_check_output (const char *output,
                             PackshotRequest *request,
                             char **path,
                             GError **error)
{
  g_autofree char *checked = NULL;
  g_autofree char *cover = NULL;

  *path = NULL;
  if (output == NULL)
    return TRUE;

  checked = packshot_output_check (output, error);
  if (checked == NULL)
    return FALSE;

  cover = packshot_output_dup_cover (checked);
  if (!packshot_output_spares_pictures (checked, cover, request, error))
    return FALSE;

  *path = g_steal_pointer (&checked);
  return TRUE;
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
 * Makes a job that rests until packshot_queue_submit(). It is written to the ledger behind this,
 * and nothing is sent before it is written.
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
  g_autofree char *title = NULL;
  g_autoptr (PackshotJob) job = NULL;
  PackshotManifest *manifest;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_REQUEST (request), NULL);

  manifest = packshot_request_get_manifest (request);
  if (packshot_registry_get_service (self->registry, manifest, error) == NULL
      || !packshot_queue_check_output (output, request, &path, error)
      || !packshot_request_freeze (request, error))
    return NULL;

  id = packshot_job_folder_dup_new_id ();
  title = packshot_queue_dup_title (request);
  job = packshot_job_new (id, request, title, path);
  job->unit = g_strdup (packshot_manifest_get_unit (manifest));
  if (job->unit != NULL)
    job->price = packshot_manifest_get_price (manifest, PACKSHOT_STEP_CREATE);

  packshot_queue_insert (self, job);
  packshot_queue_write (self, job, NULL, TRUE, NULL, NULL);

  return g_steal_pointer (&job);
}

/**
 * packshot_queue_prepare_async:
 * @self: a queue
 * @job: one of its jobs, which is ready
 * @cancellable: (nullable): stops the waiting, not the work
 * @callback: called when the files are there
 * @user_data: for @callback
 *
 * Makes the exact files that the job will send, see packshot_job_get_copies(): so that they can be
 * shown before anything leaves this computer.
 */
void
packshot_queue_prepare_async (PackshotQueue *self,
                              PackshotJob *job,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_prepare_async);

  if (packshot_job_get_state (job) != PACKSHOT_JOB_READY || self->closing || job->trashed != 0
      || packshot_queue_find_drive (self, job) != NULL || packshot_job_get_manifest (job) == NULL)
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                             _ ("This job can’t be started."));
  else if (packshot_manifest_get_offline (packshot_job_get_manifest (job)))
    g_task_return_boolean (task, TRUE);
  else if (packshot_registry_get_service (self->registry, packshot_job_get_manifest (job), &error)
           == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (self->ledger == NULL && self->trouble != NULL)
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER, "%s",
                             self->trouble);
  else
    packshot_drive_start (self, job, PACKSHOT_PURPOSE_PREPARE, task);
}

/**
 * packshot_queue_prepare_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE where a picture can't be used, a
 *   #PACKSHOT_CORE_ERROR_STATE, or a #GIOErrorEnum where it did not come or could not be kept; one
 *   sentence to show as it is
 *
 * Returns: whether the files are there
 */
gboolean
packshot_queue_prepare_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * packshot_queue_submit:
 * @self: a queue
 * @job: one of its jobs, which is ready
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE, or a #PACKSHOT_CORE_ERROR_LEDGER where
 *   the job has to be kept and can't be
 *
 * Starts the job if its service has a free place. Otherwise it stays ready, in line, and starts
 * when its turn comes. One that can't be sent after all, which includes one that would lead over
 * the daily limit of its service (see packshot_queue_allow_over_limit()), is ready again, and its
 * words say why.
 *
 * Returns: %FALSE where the job is past ready, in line or under way already, or driven by another
 *   program, or where the queue is shutting down
 */
gboolean
packshot_queue_submit (PackshotQueue *self, PackshotJob *job, GError **error)
{
  PackshotManifest *manifest;
  PackshotDrive *drive;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);
  g_return_val_if_fail (packshot_queue_find (self, packshot_job_get_id (job)) == job, FALSE);

  manifest = packshot_job_get_manifest (job);
  drive = packshot_queue_find_drive (self, job);
  if (self->closing || packshot_job_get_state (job) != PACKSHOT_JOB_READY || manifest == NULL
      || job->trashed != 0 || (drive != NULL && drive->purpose == PACKSHOT_PURPOSE_SUBMIT)
      || g_queue_find (&self->line, job) != NULL)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                   _ ("This job can’t be started."));
      return FALSE;
    }

  if (packshot_registry_get_service (self->registry, manifest, error) == NULL)
    return FALSE;

  if (!packshot_manifest_get_offline (manifest) && self->ledger == NULL && self->trouble != NULL)
    {
      g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER, self->trouble);
      return FALSE;
    }

  packshot_job_set_words (job, NULL);
  g_queue_push_tail (&self->line, g_object_ref (job));
  packshot_queue_start_what_fits (self);

  if (packshot_job_get_driven_elsewhere (job))
    {
      g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                           _ ("Another window or command is busy with this job."));
      return FALSE;
    }

  return TRUE;
}
