/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The jobs of the queue by their names, and the calls that are out for them. */

#include "packshot-queue-private.h"

/**
 * packshot_queue_call_new:
 * @self: a queue
 * @drive: (nullable): the drive that calls
 * @step: what for
 *
 * Returns: (transfer full): the data of one call
 */
PackshotQueueCall *
packshot_queue_call_new (PackshotQueue *self, PackshotDrive *drive, PackshotStep step)
{
  PackshotQueueCall *call = g_new0 (PackshotQueueCall, 1);

  g_weak_ref_init (&call->queue, self);
  call->step = step;
  if (drive != NULL)
    {
      call->job = g_object_ref (drive->job);
      call->serial = drive->serial;
    }

  return call;
}

/**
 * packshot_queue_call_free:
 * @self: (transfer full): the data of a call
 */
void
packshot_queue_call_free (PackshotQueueCall *self)
{
  g_weak_ref_clear (&self->queue);
  g_clear_object (&self->job);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_free (self);
}

/**
 * packshot_queue_call_find:
 * @self: the data of a call
 * @queue: (nullable): its queue, if that is still there
 *
 * Returns: (transfer none) (nullable): the drive that called, if it still goes on
 */
PackshotDrive *
packshot_queue_call_find (PackshotQueueCall *self, PackshotQueue *queue)
{
  PackshotDrive *drive = queue != NULL ? packshot_queue_find_drive (queue, self->job) : NULL;

  return drive != NULL && drive->serial == self->serial ? drive : NULL;
}

/**
 * packshot_queue_insert:
 * @self: a queue
 * @job: a new job
 *
 * Puts it at the end of the list.
 */
void
packshot_queue_insert (PackshotQueue *self, PackshotJob *job)
{
  g_hash_table_insert (self->by_id, job->id, job);
  g_list_store_append (self->jobs, job);
}

static void
unlist (PackshotQueue *self, PackshotJob *job)
{
  packshot_queue_set_elsewhere (self, job, FALSE);
  g_hash_table_remove (self->by_id, job->id);
  g_hash_table_remove (self->by_row, &job->row);
}

/**
 * packshot_queue_remove_at:
 * @self: a queue
 * @job: one of its jobs, which is not driven
 * @position: its place in the list
 *
 * Takes it from the list, for one who has its place at hand.
 */
void
packshot_queue_remove_at (PackshotQueue *self, PackshotJob *job, guint position)
{
  unlist (self, job);
  g_list_store_remove (self->jobs, position);
}

/**
 * packshot_queue_remove:
 * @self: a queue
 * @job: one of its jobs, which is not driven
 *
 * Takes it from the list.
 */
void
packshot_queue_remove (PackshotQueue *self, PackshotJob *job)
{
  guint position;

  if (g_list_store_find (self->jobs, job, &position))
    packshot_queue_remove_at (self, job, position);
  else
    unlist (self, job);
}

/**
 * packshot_queue_index_row:
 * @self: a queue
 * @job: one of its jobs, which has a row now
 */
void
packshot_queue_index_row (PackshotQueue *self, PackshotJob *job)
{
  PackshotDrive *drive = packshot_queue_find_drive (self, job);

  g_hash_table_insert (self->by_row, g_memdup2 (&job->row, sizeof job->row), job);
  packshot_queue_index_ids (self, job);

  /* Only one that was brought in is waiting before it has a row, and it is asked for at once. */
  if (drive != NULL)
    packshot_drive_row_written (drive);
  else if (packshot_job_get_state (job) == PACKSHOT_JOB_WAITING && !self->closing)
    packshot_drive_start (self, job, PACKSHOT_PURPOSE_CARRY_ON, NULL);
}

/**
 * packshot_queue_index_remote:
 * @self: a queue
 * @id: what a service calls a job
 * @row: the row of the job
 */
void
packshot_queue_index_remote (PackshotQueue *self, const char *id, gint64 row)
{
  g_hash_table_replace (self->by_remote, g_strdup (id), g_memdup2 (&row, sizeof row));
}

/**
 * packshot_queue_index_ids:
 * @self: a queue
 * @job: one of its jobs, which has a row
 *
 * For one whose ids were read by themselves: those that another program wrote a moment ago are not
 * among the names of all jobs yet.
 */
void
packshot_queue_index_ids (PackshotQueue *self, PackshotJob *job)
{
  for (guint i = 0; i < job->remote_ids->len; i++)
    {
      const PackshotRemoteId *id = g_ptr_array_index (job->remote_ids, i);

      packshot_queue_index_remote (self, id->id, job->row);
    }
}

/**
 * packshot_queue_find:
 * @self: a queue
 * @id: the id of a job, or what its service calls it
 *
 * Returns: (transfer none) (nullable): the job
 */
PackshotJob *
packshot_queue_find (PackshotQueue *self, const char *id)
{
  PackshotJob *job;
  gint64 *row;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && id != NULL, NULL);

  job = g_hash_table_lookup (self->by_id, id);
  if (job != NULL)
    return job;

  row = g_hash_table_lookup (self->by_remote, id);
  return row != NULL ? g_hash_table_lookup (self->by_row, row) : NULL;
}
