/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What a person does with jobs that are not on their way: look at them, decide about them, forget
 * them. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-nick.h"

static gboolean
fail_state (GError **error, const char *words)
{
  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE, words);

  return FALSE;
}

/**
 * packshot_queue_check_still:
 * @self: a queue
 * @job: one of its jobs
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE
 *
 * Returns: whether nothing goes on with the job here, and it can be written
 */
gboolean
packshot_queue_check_still (PackshotQueue *self, PackshotJob *job, GError **error)
{
  if (self->closing)
    return fail_state (error, _ ("The program is ending."));
  if (self->ledger == NULL)
    return fail_state (error,
                       self->trouble != NULL ? self->trouble : _ ("The ledger is not open yet."));
  if (packshot_queue_find_drive (self, job) != NULL || packshot_queue_has_writes (self, job)
      || g_queue_find (&self->line, job) != NULL || g_hash_table_contains (self->savings, job))
    return fail_state (error, _ ("This job is under way."));

  return TRUE;
}

/**
 * packshot_queue_check_free:
 * @self: a queue
 * @job: one of its jobs
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE
 *
 * Returns: whether nothing goes on with the job here, and something can
 */
gboolean
packshot_queue_check_free (PackshotQueue *self, PackshotJob *job, GError **error)
{
  if (job->trashed != 0)
    return fail_state (error, _ ("This job is in the trash."));

  return packshot_queue_check_still (self, job, error);
}

/* A person who knows what became of a job need not wait for the service to say so. */
static void
stop_look_up (PackshotQueue *self, PackshotJob *job)
{
  PackshotDrive *drive = packshot_queue_find_drive (self, job);

  if (drive != NULL && drive->look_up != NULL && !packshot_queue_has_writes (self, job))
    packshot_drive_stop_look_up (drive);
}

/**
 * packshot_queue_take_lease:
 * @self: a queue
 * @job: one of its jobs, which nothing goes on with here
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE, or a #GIOErrorEnum
 *
 * Returns: (transfer full): its lease, or %NULL where another program has it
 */
PackshotLease *
packshot_queue_take_lease (PackshotQueue *self, PackshotJob *job, GError **error)
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
  PackshotJob *job; /* (owned) */
  PackshotDeletion which;
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
begin_deletion (PackshotQueue *self, GTask *owned)
{
  g_autoptr (GTask) task = owned;
  Deletion *deletion = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
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

  if (packshot_queue_check_still (self, job, &error))
    deletion->lease = packshot_queue_take_lease (self, job, &error);

  if (deletion->lease == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    packshot_ledger_delete_async (self->ledger, packshot_job_get_row (job), deletion->which,
                                  cancellable, deleted_cb, g_steal_pointer (&task));
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
    begin_deletion (self, g_object_ref (g_ptr_array_index (tasks, i)));
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
        begin_deletion (self, g_object_ref (task));
      else
        g_ptr_array_add (self->deletions, g_object_ref (task));
    }
}

/**
 * packshot_queue_can_carry_on:
 * @self: a queue
 * @job: one of its jobs
 *
 * Returns: whether the job goes on by itself as soon as somebody lets it, be it that the service is
 *   asked what became of it
 */
gboolean
packshot_queue_can_carry_on (PackshotQueue *self, PackshotJob *job)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);

  if (job->trashed != 0)
    return FALSE;

  switch (packshot_job_get_state (job))
    {
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_FETCHING:
      return TRUE;
    case PACKSHOT_JOB_REVIEW:
      return packshot_job_get_cover_path (job) == NULL;
    case PACKSHOT_JOB_UNKNOWN:
      return !job->was_looked_up && packshot_drive_can_look_up (job);
    case PACKSHOT_JOB_DONE:
      return (job->not_before != 0 || packshot_job_get_request (job) != NULL)
             && packshot_drive_wants_rehost (job);
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_MAKING:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    default:
      return FALSE;
    }
}

/**
 * packshot_queue_carry_on:
 * @self: a queue
 * @job: one of its jobs
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE
 *
 * Goes on with one job that was paid for, and that nobody drives: asks the service what became of
 * it where that is not known, has the picture of a preview brought that did not come, and puts the
 * video of one that is done online where that was asked for and was not possible.
 *
 * Returns: whether it goes on, here
 */
gboolean
packshot_queue_carry_on (PackshotQueue *self, PackshotJob *job, GError **error)
{
  PackshotDrive *drive;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);

  drive = packshot_queue_find_drive (self, job);
  if (drive != NULL && drive->purpose != PACKSHOT_PURPOSE_RECOVER)
    return TRUE;

  if (!packshot_queue_can_carry_on (self, job) && !packshot_drive_wants_rehost (job))
    return fail_state (error, _ ("There is nothing to go on with."));
  if (!packshot_queue_check_free (self, job, error)
      || (packshot_job_get_manifest (job) == NULL
          && !fail_state (error, _ ("The service of this job is not there any more.")))
      || packshot_registry_get_service (self->registry, packshot_job_get_manifest (job), error)
             == NULL)
    return FALSE;

  if (packshot_drive_start (self, job, PACKSHOT_PURPOSE_CARRY_ON, NULL) != NULL)
    return TRUE;

  return fail_state (error, _ ("Another window or command is busy with this job."));
}

static gboolean
can_be_asked (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest == NULL || packshot_manifest_get_can_resume (manifest);
}

/**
 * packshot_queue_resolve:
 * @self: a queue
 * @job: one of its jobs, whose outcome is unknown
 * @remote_id: (nullable): what the service calls the video; %NULL where it was never created
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE, or a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * A person found out what became of a paid call that was not answered. With an id the job waits for
 * its video; without it is where it was before that call, which cost nothing: ready, or in review
 * or done where it was another call than the first. The change is seen when it is on disk.
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
  PackshotStep step;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);

  if (packshot_job_get_state (job) != PACKSHOT_JOB_UNKNOWN)
    return fail_state (error, _ ("The outcome of this job is known."));
  if (remote_id != NULL && *remote_id == '\0')
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("The id of the video is empty."));
      return FALSE;
    }
  if (remote_id != NULL && !can_be_asked (job))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("The service of this job has none that could be asked for later."));
      return FALSE;
    }
  stop_look_up (self, job);
  if (!packshot_queue_check_free (self, job, error))
    return FALSE;

  lease = packshot_queue_take_lease (self, job, error);
  if (lease == NULL)
    return FALSE;

  /* The paid call is the step that is decided about, and whose line in the book is settled. */
  step = packshot_job_get_paid_step (job);
  change = packshot_ledger_change_new (
      PACKSHOT_JOB_UNKNOWN,
      remote_id != NULL ? PACKSHOT_JOB_WAITING : packshot_job_state_before (step),
      PACKSHOT_EVENT_DECIDED, packshot_nick (PACKSHOT_TYPE_STEP, step));
  if (remote_id != NULL)
    {
      g_ptr_array_add (change->remote_ids,
                       packshot_remote_id_new (PACKSHOT_REMOTE_ID_POLL, remote_id, "resolve"));
      change->is_claim = TRUE;
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
 * @which: whether it may have been sent
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
                             PackshotDeletion which,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Deletion *deletion;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_delete_async);
  /* What is gone is not said to be cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  deletion = g_new0 (Deletion, 1);
  deletion->job = g_object_ref (job);
  deletion->which = which;
  g_task_set_task_data (task, deletion, deletion_free);

  if (packshot_queue_has_writes (self, job)
      && (self->write_id == 0 || !packshot_queue_drop_writes (self, job)))
    g_ptr_array_add (self->deletions, g_steal_pointer (&task));
  else
    begin_deletion (self, g_steal_pointer (&task));
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

/**
 * packshot_queue_look_up_async:
 * @self: a queue
 * @job: one of its jobs, whose outcome is unknown
 * @cancellable: (nullable): stops the waiting, not the work
 * @callback: called when the answer is there, and written
 * @user_data: for @callback
 *
 * Asks the service what became of a paid call that was not answered, which costs nothing. Where
 * that can be told the job goes on as if the answer had come. A job is looked up so once by itself,
 * when the answer did not come, or after a start with packshot_queue_resume().
 */
void
packshot_queue_look_up_async (PackshotQueue *self,
                              PackshotJob *job,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_look_up_async);

  if (packshot_job_get_state (job) != PACKSHOT_JOB_UNKNOWN)
    fail_state (&error, _ ("The outcome of this job is known."));
  else if (packshot_job_get_manifest (job) == NULL)
    fail_state (&error, _ ("The service of this job is not there any more."));
  else
    stop_look_up (self, job);

  if (error == NULL && packshot_queue_check_free (self, job, &error)
      && packshot_registry_get_service (self->registry, packshot_job_get_manifest (job), &error)
             != NULL)
    packshot_drive_start (self, job, PACKSHOT_PURPOSE_LOOK_UP, task);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * packshot_queue_look_up_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for a #PackshotCoreError, one sentence to show as it is: STATE where the
 *   service has no video that can be this one, or several, or can't tell, SERVICE where it did not
 *   answer; or another one for what came between
 *
 * Returns: whether it is known now
 */
gboolean
packshot_queue_look_up_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
