/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What the queue tells the ledger: one change after the other, in the order in which they happened.
 *
 * A change that tells what is so already, such as the answer to a paid call, must be written: it is
 * tried until it is. The job goes on to its new state all the same after the first failure, and
 * says that it isn't kept. A change that tells what is about to be done may fail: then it isn't
 * done. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"

/* The first wait after a write that failed, in microseconds. */
#define FIRST_WAIT (G_USEC_PER_SEC / 2)

typedef struct
{
  PackshotJob *job;             /* (owned) */
  PackshotLedgerChange *change; /* (owned) (nullable): NULL adds the job */
  gboolean must;
  gboolean is_told; /* the caller was called already */
  PackshotLease *lease;
  PackshotQueueWritten written; /* (nullable) */
} Write;

static void
write_free (Write *write)
{
  g_object_unref (write->job);
  g_clear_pointer (&write->change, packshot_ledger_change_free);
  g_clear_pointer (&write->lease, packshot_lease_free);
  g_free (write);
}

static void
tell (PackshotQueue *self, Write *write, const GError *error)
{
  if (write->is_told)
    return;

  write->is_told = TRUE;
  if (error == NULL)
    packshot_queue_show (write->job, write->change);
  if (write->written != NULL)
    write->written (self, write->job, error);
}

/* Nothing is sent for a job that is not on disk: whoever waits for that is told why. */
static void
give_up_unwritten (PackshotQueue *self, PackshotJob *job, const GError *error)
{
  PackshotDrive *drive = packshot_queue_find_drive (self, job);

  if (drive == NULL || packshot_job_get_state (job) == PACKSHOT_JOB_MAKING)
    return;

  packshot_job_set_words (job, error->message);
  packshot_drive_end (drive, error);
}

/* A change that may fail does so for good; one that must be written is what memory says from here
 * on. */
static void
tell_all_delayed (PackshotQueue *self, const GError *error)
{
  GList *next;
  g_autoptr (GPtrArray) failed = g_ptr_array_new_with_free_func ((GDestroyNotify) write_free);
  g_autoptr (GPtrArray) delayed = g_ptr_array_new ();

  for (GList *l = self->writes.head; l != NULL; l = next)
    {
      Write *write = l->data;

      next = l->next;
      g_ptr_array_add (write->must ? delayed : failed, write);
      if (!write->must)
        g_queue_delete_link (&self->writes, l);
    }

  for (guint i = 0; i < delayed->len; i++)
    {
      Write *write = g_ptr_array_index (delayed, i);

      tell (self, write, NULL);
      if (write->change == NULL)
        give_up_unwritten (self, write->job, error);
      else
        packshot_job_set_words (write->job, error->message);
    }
  for (guint i = 0; i < failed->len; i++)
    tell (self, g_ptr_array_index (failed, i), error);
}

static gboolean
try_again_cb (gpointer user_data)
{
  PackshotQueue *self = user_data;

  self->write_id = 0;
  packshot_queue_write_all (self);

  return G_SOURCE_REMOVE;
}

static void
try_later (PackshotQueue *self, const GError *error)
{
  gint64 wait = packshot_backoff_next (&self->write_backoff, FIRST_WAIT, g_random_double ());

  packshot_queue_set_trouble (self, error->message);
  tell_all_delayed (self, error);

  if (self->closing)
    {
      g_clear_error (&self->lost);
      self->lost = g_error_copy (error);
      packshot_queue_clear_writes (self);
      packshot_queue_delete_written (self);
      packshot_queue_end_shutdowns (self);
    }
  else
    {
      packshot_queue_delete_unwritten (self);
    }

  if (!self->closing && self->writes.head != NULL && self->write_id == 0 && !self->is_writing)
    self->write_id = g_timeout_add ((guint) (wait / 1000), try_again_cb, self);
}

/* Nothing of this job can be written by us: it was moved on or deleted by another program, which
 * had no right to it, or it can't be read any more. */
static gboolean
is_about_job (const GError *error)
{
  return g_error_matches (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE)
         || g_error_matches (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB)
         || g_error_matches (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB);
}

static void
note_written (PackshotQueue *self, const Write *write)
{
  const PackshotLedgerChange *change = write->change;

  self->write_backoff = (PackshotBackoff){ 0 };
  packshot_queue_set_trouble (self, NULL);

  if (change != NULL && change->result != NULL && change->result->video != NULL)
    {
      g_autofree char *folder = packshot_job_folder_dup_path (packshot_job_get_id (write->job));

      packshot_job_folder_tidy (folder, packshot_job_get_results (write->job));
    }
}

/* Brought in by another program at the same time. Whoever holds it finds out why it ends; it never
 * was on the disk, and goes from the list. */
static void
reject (PackshotQueue *self, PackshotJob *job, const GError *error)
{
  PackshotDrive *drive = packshot_queue_find_drive (self, job);

  packshot_job_set_words (job, error->message);
  packshot_job_set_failure (job, PACKSHOT_FAILURE_LOCAL, error->message);
  packshot_job_set_state (job, PACKSHOT_JOB_FAILED);
  if (drive != NULL)
    packshot_drive_end (drive, error);
  packshot_queue_remove (self, job);
}

static void
finish_write (PackshotQueue *self, gint64 charged, const GError *error)
{
  Write *write = g_queue_peek_head (&self->writes);

  self->is_writing = FALSE;
  if (write == NULL)
    return;

  if (error != NULL && write->must && !is_about_job (error))
    {
      try_later (self, error);
      return;
    }

  g_queue_pop_head (&self->writes);
  g_clear_pointer (&write->lease, packshot_lease_free);
  if (error != NULL)
    g_debug ("Job %s is not written: %s", packshot_job_get_id (write->job), error->message);
  else
    note_written (self, write);
  if (error == NULL)
    packshot_queue_show_cost (write->job, write->change, charged);

  /* Whoever is told may want to drive the job at once. */
  g_clear_pointer (&write->lease, packshot_lease_free);
  tell (self, write, error);
  if (error != NULL && write->change == NULL)
    reject (self, write->job, error);
  if (error != NULL && is_about_job (error))
    packshot_queue_read_again (self);
  write_free (write);

  packshot_queue_write_all (self);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotQueueCall) call = user_data;
  g_autoptr (PackshotQueue) self = g_weak_ref_get (&call->queue);
  g_autoptr (GError) error = NULL;
  gint64 charged = PACKSHOT_MONEY_UNKNOWN;

  packshot_ledger_apply_finish (PACKSHOT_LEDGER (source), result, &charged, &error);
  if (self != NULL)
    finish_write (self, charged, error);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotQueueCall) call = user_data;
  g_autoptr (PackshotQueue) self = g_weak_ref_get (&call->queue);
  g_autoptr (GError) error = NULL;
  gint64 row = packshot_ledger_add_finish (PACKSHOT_LEDGER (source), result, &error);

  if (self == NULL)
    return;

  if (row != 0)
    {
      packshot_job_set_row (call->job, row);
      packshot_queue_index_row (self, call->job);
    }
  finish_write (self, PACKSHOT_MONEY_UNKNOWN, error);
}

static void
add_job (PackshotQueue *self, PackshotJob *job)
{
  PackshotQueueCall *call = packshot_queue_call_new (self, NULL, PACKSHOT_STEP_CREATE);

  call->job = g_object_ref (job);
  /* Only one that somebody else created has a name before it has a row. */
  if (job->remote_ids->len > 0)
    packshot_ledger_import_async (self->ledger, job->id, job->request, job->title, job->output,
                                  job->unit, job->remote_ids, NULL, added_cb, call);
  else
    packshot_ledger_add_async (self->ledger, job->id, job->request, job->title, job->output,
                               job->price, job->unit, NULL, added_cb, call);
}

/* Tells those who wait for nothing else that all is written. */
static void
rest (PackshotQueue *self)
{
  if (self->closing)
    packshot_queue_end_shutdowns (self);
}

/**
 * packshot_queue_write:
 * @self: a queue
 * @job: one of its jobs
 * @change: (nullable) (transfer full): what changes; %NULL writes the job down for the first time
 * @must: whether it tells what is so already, and has to be tried until it is written
 * @lease: (nullable) (transfer full): given back when it is written, where nobody drives the job
 * @written: (nullable): called when it is on disk, or could not be written for the first time: with
 *   an error only where it will not be tried again
 *
 * Writes a change after all others, and then shows it in the job. While there is no ledger what
 * must be written is shown at once, and written when there is one.
 */
void
packshot_queue_write (PackshotQueue *self,
                      PackshotJob *job,
                      PackshotLedgerChange *change,
                      gboolean must,
                      PackshotLease *lease,
                      PackshotQueueWritten written)
{
  Write *write = g_new0 (Write, 1);

  write->job = g_object_ref (job);
  write->change = change;
  write->must = must;
  write->lease = lease;
  write->written = written;

  if (self->ledger == NULL)
    {
      g_autoptr (GError) error = NULL;

      if (!must)
        error = g_error_new_literal (PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER,
                                     self->trouble != NULL ? self->trouble
                                                           : _ ("The ledger is not open yet."));
      if (must && self->trouble == NULL)
        g_queue_push_tail (&self->writes, write);
      tell (self, write, error);
      if (!must || self->trouble != NULL)
        write_free (write);
      return;
    }

  g_queue_push_tail (&self->writes, write);
  packshot_queue_write_all (self);
}

/**
 * packshot_queue_write_all:
 * @self: a queue
 *
 * Writes what is to be written, if a ledger is open; now, even where it failed a moment ago.
 */
void
packshot_queue_write_all (PackshotQueue *self)
{
  Write *write = g_queue_peek_head (&self->writes);

  g_clear_handle_id (&self->write_id, g_source_remove);
  if (self->ledger == NULL || self->is_writing)
    return;

  if (write == NULL)
    {
      packshot_queue_delete_written (self);
      rest (self);
      return;
    }

  self->is_writing = TRUE;
  if (write->change == NULL)
    add_job (self, write->job);
  else
    packshot_ledger_apply_async (self->ledger, packshot_job_get_row (write->job),
                                 packshot_ledger_change_copy (write->change), NULL, applied_cb,
                                 packshot_queue_call_new (self, NULL, PACKSHOT_STEP_CREATE));
}

/**
 * packshot_queue_clear_writes:
 * @self: a queue
 *
 * Forgets what is to be written.
 */
void
packshot_queue_clear_writes (PackshotQueue *self)
{
  g_clear_handle_id (&self->write_id, g_source_remove);
  g_queue_clear_full (&self->writes, (GDestroyNotify) write_free);
}

/**
 * packshot_queue_drop_writes:
 * @self: a queue
 * @job: one of its jobs, which shall be forgotten
 *
 * A job that never was on the disk need not get there first, which a full disk would put off for
 * ever.
 *
 * Returns: whether nothing of it is left to be written; nothing is changed where it is on the disk,
 *   or on its way there right now
 */
gboolean
packshot_queue_drop_writes (PackshotQueue *self, PackshotJob *job)
{
  Write *first = g_queue_peek_head (&self->writes);
  GList *next;

  if (packshot_job_get_row (job) != 0 || (self->is_writing && first != NULL && first->job == job))
    return FALSE;

  for (GList *l = self->writes.head; l != NULL; l = next)
    {
      Write *write = l->data;

      next = l->next;
      if (write->job != job)
        continue;
      g_queue_delete_link (&self->writes, l);
      write_free (write);
    }

  return TRUE;
}

/**
 * packshot_queue_has_writes:
 * @self: a queue
 * @job: one of its jobs
 *
 * Returns: whether something of it is not written yet
 */
gboolean
packshot_queue_has_writes (PackshotQueue *self, PackshotJob *job)
{
  for (GList *l = self->writes.head; l != NULL; l = l->next)
    if (((Write *) l->data)->job == job)
      return TRUE;

  return FALSE;
}

/**
 * packshot_queue_keep_lease:
 * @self: a queue
 * @job: one of its jobs
 * @lease: (transfer full): its lease
 *
 * Gives the lease back when all that happened to the job is written: until then no other program
 * knows where the job is.
 */
void
packshot_queue_keep_lease (PackshotQueue *self, PackshotJob *job, PackshotLease *lease)
{
  for (GList *l = self->writes.tail; l != NULL; l = l->prev)
    {
      Write *write = l->data;

      if (write->job == job && write->lease == NULL)
        {
          write->lease = lease;
          return;
        }
    }

  packshot_lease_free (lease);
}
