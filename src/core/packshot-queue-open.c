/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The ledger of the queue: how it is opened and watched. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"

/* How long jobs stay in the trash, in microseconds: 30 days. */
#define TRASH_AGE (30 * 24 * 3600 * (gint64) G_USEC_PER_SEC)

/* The first wait after reading failed, in microseconds. */
#define FIRST_WAIT (G_USEC_PER_SEC / 2)

typedef struct
{
  GWeakRef queue;
  GPtrArray *names; /* (owned) (nullable) */
} Reading;

static void
reading_free (Reading *reading)
{
  g_weak_ref_clear (&reading->queue);
  g_clear_pointer (&reading->names, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_again_cb (gpointer user_data)
{
  PackshotQueue *self = user_data;

  self->read_id = 0;
  packshot_queue_read_again (self);

  return G_SOURCE_REMOVE;
}

/* A list without the jobs that were paid for is not taken for all there is. Jobs that wait to be
 * written need not wait for it. */
static void
fail_reading (PackshotQueue *self, const GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->opening);
  gint64 wait = packshot_backoff_next (&self->read_backoff, FIRST_WAIT, g_random_double ());

  packshot_queue_set_unread (self, error->message);
  if (!self->closing && self->read_id == 0)
    self->read_id = g_timeout_add ((guint) (wait / 1000), read_again_cb, self);
  if (task == NULL)
    return;

  packshot_queue_notify_reading (self);
  g_task_return_error (task, g_error_copy (error));
  packshot_queue_write_all (self);
}

static void
end_reading (PackshotQueue *self, const GError *error)
{
  gboolean was_unread = self->unread != NULL;

  self->is_reading = FALSE;
  if (error != NULL)
    {
      fail_reading (self, error);
      return;
    }

  self->read_backoff = (PackshotBackoff){ 0 };
  packshot_queue_set_unread (self, NULL);
  if (was_unread && self->resumed && self->ledger != NULL)
    packshot_queue_look_after_all (self);
  if (self->read_again)
    packshot_queue_read_again (self);
  packshot_queue_end_opening (self);
}

static void
entries_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (PackshotQueue) self = g_weak_ref_get (&reading->queue);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      packshot_ledger_list_finish (PACKSHOT_LEDGER (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (entries != NULL && self->ledger != NULL)
    packshot_queue_fill (self, entries, reading->names);
  end_reading (self, error);
}

/* The entries come last, so that a job that is written in between is not missed among them: what
 * this program writes is answered in the order of the calls. */
static void
names_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (PackshotQueue) self = g_weak_ref_get (&reading->queue);
  g_autoptr (GError) error = NULL;

  reading->names = packshot_ledger_list_finish (PACKSHOT_LEDGER (source), result, &error);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (reading->names != NULL)
    packshot_ledger_list_async (PACKSHOT_LEDGER (source), self->cancellable, entries_cb,
                                g_steal_pointer (&reading));
  else
    end_reading (self, error);
}

/**
 * packshot_queue_read_again:
 * @self: a queue
 *
 * Reads what the ledger says of all jobs. Where that fails it is the trouble of the queue, and
 * tried again after a while.
 */
void
packshot_queue_read_again (PackshotQueue *self)
{
  Reading *reading;

  g_clear_handle_id (&self->read_id, g_source_remove);
  self->read_again = self->is_reading;
  if (self->is_reading || self->ledger == NULL || self->closing)
    return;

  self->is_reading = TRUE;
  reading = g_new0 (Reading, 1);
  g_weak_ref_init (&reading->queue, self);
  packshot_ledger_list_names_async (self->ledger, self->cancellable, names_cb, reading);
}

static void
watch (PackshotQueue *self)
{
  g_autoptr (GError) error = NULL;

  self->watch = packshot_ledger_watch_new (self->ledger, &error);
  if (self->watch != NULL)
    g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (packshot_queue_read_again), self);
  else
    g_warning ("What other programs do is not seen: %s", error->message);
}

/* One that waits to be written; what is made on this computer needs no ledger. */
static PackshotDrive *
find_waiting (PackshotQueue *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PackshotDrive *drive = value;

      if (packshot_job_get_state (drive->job) != PACKSHOT_JOB_MAKING)
        return drive;
    }

  return NULL;
}

static void
fail_opening (PackshotQueue *self, const GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->opening);
  PackshotDrive *drive;

  packshot_queue_set_trouble (self, error->message);
  packshot_queue_notify_reading (self);
  packshot_queue_clear_writes (self);
  packshot_queue_delete_written (self);

  /* The next in line takes the place of each that ends, and would wait for ever as well. */
  while ((drive = find_waiting (self)) != NULL)
    {
      packshot_job_set_words (drive->job, error->message);
      packshot_drive_end (drive, error);
    }

  g_task_return_error (task, g_error_copy (error));
  if (self->closing)
    packshot_queue_end_shutdowns (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotQueue *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  PackshotLedger *ledger = packshot_ledger_open_finish (result, &error);

  if (ledger == NULL)
    {
      fail_opening (self, error);
      return;
    }

  packshot_queue_set_trouble (self, NULL);
  packshot_queue_take_ledger (self, ledger);
  watch (self);

  /* What is there first, so that jobs that are added now come after it. */
  packshot_queue_read_again (self);
  if (self->closing)
    packshot_queue_end_opening (self);
}

/**
 * packshot_queue_end_opening:
 * @self: a queue
 *
 * Tells who waits for the ledger that it is open, once all jobs are there and what was cut off is
 * put right.
 */
void
packshot_queue_end_opening (PackshotQueue *self)
{
  g_autoptr (GTask) task = NULL;
  GHashTableIter iter;
  gpointer value;

  if (self->opening == NULL || self->ledger == NULL || (self->is_reading && !self->closing))
    return;

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((PackshotDrive *) value)->purpose == PACKSHOT_PURPOSE_RECOVER)
      return;

  task = g_steal_pointer (&self->opening);
  packshot_queue_notify_reading (self);
  g_task_return_boolean (task, TRUE);
  packshot_queue_write_all (self);
}

/**
 * packshot_queue_open_async:
 * @self: a queue that has no ledger yet, or one that could not be read
 * @folder: (nullable) (type filename): the absolute path of the ledger's folder; %NULL for the
 *   user's own
 * @cancellable: (nullable): stops it before it begins
 * @callback: called when all jobs are there
 * @user_data: for @callback
 *
 * Opens the ledger and fills the list of jobs. A job that was cut off when a program ended, and
 * that nobody drives, is put right: a paid call without an answer is unknown, an upload and work on
 * this computer are ready again. Nothing is sent: see packshot_queue_resume(). From then on the
 * list follows what other programs write.
 *
 * Jobs that were added before are written now.
 */
void
packshot_queue_open_async (PackshotQueue *self,
                           const char *folder,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self));
  g_return_if_fail (self->ledger == NULL || self->unread != NULL);
  g_return_if_fail (self->opening == NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_open_async);
  self->opening = g_object_ref (task);
  packshot_queue_notify_reading (self);
  if (self->ledger != NULL)
    packshot_queue_read_again (self);
  else
    packshot_ledger_open_async (folder, cancellable, opened_cb, g_steal_pointer (&task));
}

/**
 * packshot_queue_open_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for an error as of packshot_ledger_open_finish(), one sentence to show as
 *   it is; the queue then has that as its trouble, and does work on this computer alone; or for why
 *   the jobs could not be read, which is tried again
 *
 * Returns: whether the ledger is open and all jobs are there
 */
gboolean
packshot_queue_open_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * packshot_queue_resume:
 * @self: a queue
 *
 * Goes on with all that was paid for, and with work on this computer that was cut off; and from now
 * on with what other programs leave behind. Nothing that was not sent yet is sent by this: P12.
 * What has been in the trash for 30 days is forgotten.
 */
void
packshot_queue_resume (PackshotQueue *self)
{
  g_return_if_fail (PACKSHOT_IS_QUEUE (self));

  self->resumed = TRUE;
  if (self->ledger == NULL)
    return;

  packshot_queue_look_after_all (self);
  packshot_queue_empty_trash_async (self, TRASH_AGE, NULL, NULL, NULL);
}
