/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What a person does with jobs that are not on their way: look at them, bring them in, decide about
 * them, forget them. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-request-json.h"

static gboolean
fail_state (GError **error, const char *words)
{
  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE, words);

  return FALSE;
}

static gboolean
check_free (PackshotQueue *self, PackshotJob *job, GError **error)
{
  if (self->closing)
    return fail_state (error, _ ("The program is ending."));
  if (self->ledger == NULL)
    return fail_state (error,
                       self->trouble != NULL ? self->trouble : _ ("The ledger is not open yet."));
  if (packshot_queue_find_drive (self, job) != NULL || packshot_queue_has_writes (self, job)
      || g_queue_find (&self->line, job) != NULL)
    return fail_state (error, _ ("This job is under way."));

  return TRUE;
}

static PackshotLease *
take_lease (PackshotQueue *self, PackshotJob *job, GError **error)
{
  g_autoptr (GError) problem = NULL;
  PackshotLease *lease = packshot_ledger_lease (self->ledger, packshot_job_get_row (job), &problem);

  if (lease != NULL)
    return lease;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_BUSY))
    fail_state (error, _ ("Another window or command is busy with this job."));
  else
    g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

/* Nothing is known of what was asked but the defaults. */
static PackshotRequest *
make_empty_request (PackshotManifest *manifest, GError **error)
{
  g_autofree char *json = g_strdup_printf ("{\"format\":1,\"service\":\"%s\",\"values\":{}}",
                                           packshot_manifest_get_id (manifest));

  return packshot_request_from_json (manifest, json, NULL, error);
}

static void
resolved (PackshotQueue *self, PackshotJob *job, const GError *error)
{
  if (error != NULL)
    packshot_job_set_words (job, error->message);
  else if (packshot_job_get_state (job) == PACKSHOT_JOB_WAITING && !self->closing)
    packshot_drive_start (self, job, PACKSHOT_PURPOSE_CARRY_ON, NULL);
}

static void
forget (PackshotQueue *self, PackshotJob *job)
{
  g_autofree char *folder = packshot_job_folder_dup_path (packshot_job_get_id (job));

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    packshot_job_folder_remove (folder);
  packshot_queue_remove (self, job);
}

typedef struct
{
  PackshotJob *job;     /* (owned) */
  PackshotLease *lease; /* (owned) (nullable) */
} Deletion;

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  g_object_unref (deletion->job);
  g_clear_pointer (&deletion->lease, packshot_lease_free);
  g_free (deletion);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Deletion *deletion = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!packshot_ledger_delete_finish (PACKSHOT_LEDGER (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  forget (g_task_get_source_object (task), deletion->job);
  g_task_return_boolean (task, TRUE);
}

static void
begin_deletion (PackshotQueue *self, GTask *owned, GCancellable *cancellable)
{
  g_autoptr (GTask) task = owned;
  Deletion *deletion = g_task_get_task_data (task);
  PackshotJob *job = deletion->job;
  g_autoptr (GError) error = NULL;

  /* Of one that is in no ledger there is nothing but the list and the files. */
  if ((packshot_job_get_row (job) == 0 || (self->ledger == NULL && self->opening == NULL))
      && packshot_queue_find_drive (self, job) == NULL && g_queue_find (&self->line, job) == NULL)
    {
      forget (self, job);
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (check_free (self, job, &error))
    deletion->lease = take_lease (self, job, &error);

  if (deletion->lease == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    packshot_ledger_delete_async (self->ledger, packshot_job_get_row (job), cancellable, deleted_cb,
                                  g_steal_pointer (&task));
}

/**
 * packshot_queue_delete_written:
 * @self: a queue with nothing to write any more
 *
 * Forgets the jobs that shall be forgotten and had to be written first.
 */
void
packshot_queue_delete_written (PackshotQueue *self)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->deletions);

  self->deletions = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    begin_deletion (self, g_object_ref (g_ptr_array_index (tasks, i)), NULL);
}

/**
 * packshot_queue_delete_unwritten:
 * @self: a queue that can't write at present
 *
 * Forgets the jobs that shall be forgotten and were never written.
 */
void
packshot_queue_delete_unwritten (PackshotQueue *self)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->deletions);

  self->deletions = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);
      Deletion *deletion = g_task_get_task_data (task);

      if (packshot_queue_drop_writes (self, deletion->job))
        begin_deletion (self, g_object_ref (task), NULL);
      else
        g_ptr_array_add (self->deletions, g_object_ref (task));
    }
}

/**
 * packshot_queue_import:
 * @self: a queue
 * @manifest: what the service offers
 * @remote_id: what the service calls the video
 * @output: (nullable) (type filename): where the video shall be; %NULL keeps it in the job's own
 *   folder
 * @error: return location for a #PackshotCoreError: UNKNOWN_SERVICE, or BAD_VALUE with one sentence
 *   about @output or @remote_id
 *
 * Brings in a video that was ordered elsewhere. The service is asked for it as soon as the job is
 * written.
 *
 * Returns: (transfer full): the job, which is waiting; the one that has this id where there is one
 *   already; %NULL on error
 */
PackshotJob *
packshot_queue_import (PackshotQueue *self,
                       PackshotManifest *manifest,
                       const char *remote_id,
                       const char *output,
                       GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (PackshotRequest) request = NULL;
  g_autoptr (PackshotJob) job = NULL;
  PackshotJob *known;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_MANIFEST (manifest), NULL);
  g_return_val_if_fail (remote_id != NULL, NULL);

  known = packshot_queue_find (self, remote_id);
  if (known != NULL)
    return g_object_ref (known);

  if (*remote_id == '\0' || packshot_manifest_get_offline (manifest))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is not the id of a video at %s."), remote_id,
                   packshot_manifest_get_name (manifest));
      return NULL;
    }

  if (packshot_registry_get_service (self->registry, manifest, error) == NULL)
    return NULL;

  request = make_empty_request (manifest, error);
  if (request == NULL || !packshot_queue_check_output (output, request, &path, error))
    return NULL;

  id = packshot_job_folder_dup_new_id ();
  job = packshot_job_new (id, request, remote_id, path);
  job->unit = g_strdup (packshot_manifest_get_unit (manifest));
  job->state = PACKSHOT_JOB_WAITING;
  job->started = g_get_monotonic_time ();
  g_ptr_array_add (job->remote_ids,
                   packshot_remote_id_new (PACKSHOT_REMOTE_ID_POLL, remote_id, NULL));

  packshot_queue_insert (self, job);
  packshot_drive_start (self, job, PACKSHOT_PURPOSE_CARRY_ON, NULL);
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

  if (packshot_job_get_state (job) != PACKSHOT_JOB_READY || self->closing
      || packshot_queue_find_drive (self, job) != NULL || packshot_job_get_manifest (job) == NULL)
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                             _ ("This job can't be started."));
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
 * packshot_queue_carry_on:
 * @self: a queue
 * @job: one of its jobs
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE
 *
 * Goes on with one job that was paid for, and that nobody drives.
 *
 * Returns: whether it goes on, here
 */
gboolean
packshot_queue_carry_on (PackshotQueue *self, PackshotJob *job, GError **error)
{
  PackshotJobState state;
  PackshotDrive *drive;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);

  drive = packshot_queue_find_drive (self, job);
  if (drive != NULL && drive->purpose != PACKSHOT_PURPOSE_RECOVER)
    return TRUE;

  state = packshot_job_get_state (job);
  if (state != PACKSHOT_JOB_WAITING && state != PACKSHOT_JOB_FETCHING)
    return fail_state (error, _ ("There is nothing to go on with."));
  if (!check_free (self, job, error)
      || (packshot_job_get_manifest (job) == NULL
          && !fail_state (error, _ ("The service of this job is not there any more.")))
      || packshot_registry_get_service (self->registry, packshot_job_get_manifest (job), error)
             == NULL)
    return FALSE;

  if (packshot_drive_start (self, job, PACKSHOT_PURPOSE_CARRY_ON, NULL) != NULL)
    return TRUE;

  return fail_state (error, _ ("Another window or command is busy with this job."));
}

/**
 * packshot_queue_resolve:
 * @self: a queue
 * @job: one of its jobs, whose outcome is unknown
 * @remote_id: (nullable): what the service calls the video; %NULL where it was never created
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE, or a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * A person found out what became of a paid call that was not answered. With an id the job waits for
 * its video; without it is ready again, and cost nothing. The change is seen when it is on disk.
 *
 * Returns: whether this is being written
 */
gboolean
packshot_queue_resolve (PackshotQueue *self,
                        PackshotJob *job,
                        const char *remote_id,
                        GError **error)
{
  PackshotLedgerChange *change;
  PackshotLease *lease;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);

  if (packshot_job_get_state (job) != PACKSHOT_JOB_UNKNOWN)
    return fail_state (error, _ ("The outcome of this job is known."));
  if (remote_id != NULL && *remote_id == '\0')
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("The id of the video is empty."));
      return FALSE;
    }
  if (!check_free (self, job, error))
    return FALSE;

  lease = take_lease (self, job, error);
  if (lease == NULL)
    return FALSE;

  /* "create" is the step that is decided about, and whose line in the book is settled. */
  change = packshot_ledger_change_new (
      PACKSHOT_JOB_UNKNOWN, remote_id != NULL ? PACKSHOT_JOB_WAITING : PACKSHOT_JOB_READY,
      PACKSHOT_EVENT_DECIDED, "create");
  if (remote_id != NULL)
    {
      g_ptr_array_add (change->remote_ids,
                       packshot_remote_id_new (PACKSHOT_REMOTE_ID_POLL, remote_id, "resolve"));
      packshot_queue_index_remote (self, remote_id, packshot_job_get_row (job));
    }
  else if (packshot_job_get_unit (job) != NULL)
    {
      change->money = PACKSHOT_MONEY_CHARGED;
      change->amount = 0;
      change->unit = g_strdup (packshot_job_get_unit (job));
    }

  packshot_queue_write (self, job, change, FALSE, lease, resolved);

  return TRUE;
}

/**
 * packshot_queue_delete_async:
 * @self: a queue
 * @job: one of its jobs, which rests or has ended
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Forgets a job, with all files in its own folder. A video that was delivered elsewhere stays, and
 * so does what the job cost.
 */
void
packshot_queue_delete_async (PackshotQueue *self,
                             PackshotJob *job,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Deletion *deletion;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_delete_async);
  deletion = g_new0 (Deletion, 1);
  deletion->job = g_object_ref (job);
  g_task_set_task_data (task, deletion, deletion_free);

  if (packshot_queue_has_writes (self, job)
      && (self->write_id == 0 || !packshot_queue_drop_writes (self, job)))
    g_ptr_array_add (self->deletions, g_steal_pointer (&task));
  else
    begin_deletion (self, g_steal_pointer (&task), cancellable);
}

/**
 * packshot_queue_delete_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE where it is on its way, or an error as
 * of packshot_ledger_delete_finish(); one sentence to show as it is
 *
 * Returns: whether it is gone
 */
gboolean
packshot_queue_delete_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
