/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* How jobs are stopped: by a person, or by the end of the program. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

/* An intent is on its way to the disk: what it is for will see that it is not wanted any more. */
static gboolean
is_writing (PackshotDrive *drive)
{
  return packshot_job_get_row (drive->job) != 0
         && packshot_queue_has_writes (drive->queue, drive->job);
}

static void
ask_to_stop (PackshotDrive *drive)
{
  drive->cancel_wanted = TRUE;
  if (drive->cancellable != NULL)
    g_cancellable_cancel (drive->cancellable);
  else if (!is_writing (drive) && (drive->is_loaded || packshot_job_get_row (drive->job) == 0))
    packshot_drive_stop (drive, PACKSHOT_JOB_CANCELLED);
}

static void
mark (PackshotQueue *self, PackshotJob *job, PackshotQueueWritten written)
{
  PackshotJobState state = packshot_job_get_state (job);
  PackshotLedgerChange *change =
      packshot_ledger_change_new (state, state, PACKSHOT_EVENT_DECIDED, "cancel");

  change->cancel_asked = TRUE;
  packshot_queue_write (self, job, change, FALSE, NULL, written);
}

static gboolean
can_be_asked (PackshotDrive *drive)
{
  return drive->cancellable == NULL && !drive->is_leaving
         && packshot_job_get_state (drive->job) == PACKSHOT_JOB_WAITING
         && packshot_manifest_get_can_cancel (packshot_job_get_manifest (drive->job));
}

static void
call_service (PackshotDrive *drive)
{
  if (!can_be_asked (drive))
    return;

  drive->due = 0;
  packshot_drive_run (drive, PACKSHOT_STEP_CANCEL);
}

/* What a person wants is done even where it can't be noted. */
static void
marked (PackshotQueue *self, PackshotJob *job, const GError *error)
{
  PackshotDrive *drive = packshot_queue_find_drive (self, job);

  if (drive != NULL)
    call_service (drive);
}

/* P8: a paid job is cancelled by its service alone. */
static void
ask_service (PackshotDrive *drive)
{
  drive->cancel_wanted = FALSE;
  /* How it goes is asked when it is known whether it goes on. */
  if (can_be_asked (drive))
    drive->due = 0;

  if (packshot_job_get_cancel_asked (drive->job))
    call_service (drive);
  else
    mark (drive->queue, drive->job, marked);
}

/**
 * packshot_drive_cancel:
 * @self: a drive
 *
 * A person wants the job stopped.
 */
void
packshot_drive_cancel (PackshotDrive *self)
{
  switch (packshot_job_get_state (self->job))
    {
    case PACKSHOT_JOB_MAKING:
      packshot_job_set_progress (self->job, -1, _ ("Stopping"));
      self->cancel_wanted = TRUE;
      if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
      break;
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_UPLOADING:
      ask_to_stop (self);
      break;
    case PACKSHOT_JOB_SUBMITTING:
      /* The call is out. When the service has answered it is asked to stop. */
      self->cancel_wanted = TRUE;
      if (!packshot_job_get_cancel_asked (self->job) && !is_writing (self))
        mark (self->queue, self->job, NULL);
      break;
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_FETCHING:
      ask_service (self);
      break;
    case PACKSHOT_JOB_REVIEW:
    case PACKSHOT_JOB_DONE:
      /* What is about to be sent is not; the job rests where it is. */
      self->cancel_wanted = TRUE;
      if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
      break;
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    case PACKSHOT_JOB_UNKNOWN:
    default:
      break;
    }
}

/**
 * packshot_drive_leave:
 * @self: a drive
 *
 * The program ends: lets go of the job as soon as nothing is lost by it. What is free is stopped, a
 * paid call is waited for.
 */
void
packshot_drive_leave (PackshotDrive *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);

  self->is_leaving = TRUE;
  if (state == PACKSHOT_JOB_MAKING && self->cancellable != NULL)
    packshot_drive_cancel (self);
  else if (state == PACKSHOT_JOB_SUBMITTING)
    g_debug ("Waiting for the answer to job %s", packshot_job_get_id (self->job));
  else if (state == PACKSHOT_JOB_WAITING)
    packshot_drive_end (self, NULL);
  else if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (!is_writing (self) && state == PACKSHOT_JOB_UPLOADING && self->is_prepared)
    packshot_drive_stop (self, PACKSHOT_JOB_READY);
  else if (!is_writing (self))
    packshot_drive_end (self, NULL);
}

static void
cancel_resting (PackshotQueue *self, PackshotJob *job)
{
  PackshotJobState state = packshot_job_get_state (job);
  GList *link = g_queue_find (&self->line, job);
  g_autoptr (PackshotLease) lease = NULL;
  PackshotLedgerChange *change;

  if (self->ledger != NULL && packshot_job_get_row (job) != 0)
    {
      lease = packshot_ledger_lease (self->ledger, packshot_job_get_row (job), NULL);
      if (lease == NULL)
        {
          packshot_queue_set_elsewhere (self, job, TRUE);
          return;
        }
    }

  change =
      packshot_ledger_change_new (state, PACKSHOT_JOB_CANCELLED, PACKSHOT_EVENT_DECIDED, "cancel");
  if (state == PACKSHOT_JOB_REVIEW)
    change->words =
        g_strdup (_ ("Cancelled before the video was ordered. The preview was paid for, "
                     "and its picture is kept."));
  packshot_job_set_words (job, change->words);
  packshot_job_set_state (job, PACKSHOT_JOB_CANCELLED);
  packshot_queue_write (self, job, change, TRUE, g_steal_pointer (&lease), NULL);

  if (link != NULL)
    {
      g_object_unref (link->data);
      g_queue_delete_link (&self->line, link);
    }
  packshot_queue_start_what_fits (self);
}

/**
 * packshot_queue_cancel:
 * @self: a queue
 * @job: one of its jobs
 *
 * Stops the job. One that is ready or being uploaded becomes cancelled, and so does one that is
 * being made, a moment later, or done where the video was finished already. One that was paid for
 * is marked, and its service asked to stop where it can be: it is cancelled when the service says
 * so, and a video that comes all the same is collected. One in review is cancelled: nothing more is
 * paid for, and the picture that was stays. One that has ended, or whose outcome is unknown, stays
 * as it is.
 */
void
packshot_queue_cancel (PackshotQueue *self, PackshotJob *job)
{
  PackshotDrive *drive;
  PackshotJobState state;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job));

  drive = packshot_queue_find_drive (self, job);
  state = packshot_job_get_state (job);
  if (job->trashed != 0)
    return;

  if (drive != NULL)
    {
      packshot_drive_cancel (drive);
    }
  else if (state == PACKSHOT_JOB_READY || state == PACKSHOT_JOB_REVIEW)
    {
      cancel_resting (self, job);
    }
  else if (state == PACKSHOT_JOB_WAITING || state == PACKSHOT_JOB_FETCHING)
    {
      /* Where another program drives it, that one sees the mark and asks the service. */
      mark (self, job, NULL);
      if (packshot_job_get_manifest (job) != NULL
          && packshot_manifest_get_can_cancel (packshot_job_get_manifest (job)))
        packshot_drive_start (self, job, PACKSHOT_PURPOSE_CARRY_ON, NULL);
    }
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotQueue) self = user_data;
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->shutdowns);

  packshot_ledger_close_finish (PACKSHOT_LEDGER (source), result, NULL);
  self->closing_ledger = FALSE;
  self->shutdowns = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    if (self->lost != NULL)
      g_task_return_error (g_ptr_array_index (tasks, i), g_error_copy (self->lost));
    else
      g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
}

static void
close_ledger (PackshotQueue *self)
{
  g_autoptr (PackshotLedger) ledger = g_steal_pointer (&self->ledger);

  g_signal_handlers_disconnect_by_data (ledger, self);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_cancellable_cancel (self->cancellable);
  self->closing_ledger = TRUE;
  packshot_ledger_close_async (ledger, NULL, closed_cb, g_object_ref (self));
}

/**
 * packshot_queue_end_shutdowns:
 * @self: a queue that is shutting down
 *
 * Tells those who wait for it, if nothing goes on any more and all is written.
 */
void
packshot_queue_end_shutdowns (PackshotQueue *self)
{
  g_autoptr (GPtrArray) tasks = NULL;

  if (self->shutdowns->len == 0 || g_hash_table_size (self->drives) > 0 || self->opening != NULL
      || g_hash_table_size (self->savings) > 0 || self->n_emptying > 0 || self->closing_ledger)
    return;

  if (self->ledger != NULL)
    {
      if (self->writes.length == 0 && !self->is_writing)
        close_ledger (self);
      return;
    }

  tasks = g_steal_pointer (&self->shutdowns);
  self->shutdowns = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
}

/**
 * packshot_queue_shutdown_async:
 * @self: a queue
 * @cancellable: (nullable): stops the waiting, not the shutdown
 * @callback: called when nothing goes on any more, all is written, and the ledger is closed
 * @user_data: for @callback
 *
 * For the end of the program: takes no more jobs, cancels work on this computer and waits for it.
 * Paid jobs stay in the ledger as they are; an answer to a paid call is waited for, since without
 * it nobody would know whether the job was taken. Jobs in line stay ready.
 */
void
packshot_queue_shutdown_async (PackshotQueue *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  g_autofree gpointer *keys = NULL;
  guint n_keys;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_shutdown_async);
  g_ptr_array_add (self->shutdowns, g_steal_pointer (&task));

  self->closing = TRUE;
  g_cancellable_cancel (self->poll_cancelling);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_queue_clear_full (&self->line, g_object_unref);

  keys = g_hash_table_get_keys_as_array (self->drives, &n_keys);
  jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_keys; i++)
    g_ptr_array_add (jobs, g_object_ref (keys[i]));
  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotDrive *drive = packshot_queue_find_drive (self, g_ptr_array_index (jobs, i));

      if (drive != NULL)
        packshot_drive_leave (drive);
    }

  packshot_queue_write_all (self);
  packshot_queue_end_shutdowns (self);
}

/**
 * packshot_queue_shutdown_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for a %G_IO_ERROR_CANCELLED, or for why something that happened could not
 *   be written to the ledger: the next program will find that job where it was before
 *
 * Returns: whether nothing goes on any more and all is written
 */
gboolean
packshot_queue_shutdown_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
