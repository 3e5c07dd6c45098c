/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Asks how jobs go: in as few calls as a service allows, so that those that are nearly due go along
 * with the first. */

#include "packshot-queue-private.h"

/* How soon jobs that are being read are looked at again, in microseconds. */
#define LOADING (10 * 1000)

/* How many calls to one service are out at once. */
#define MAX_CALLS 4

static gboolean
waits_for_poll (PackshotDrive *drive)
{
  return drive->due != 0 && drive->step == PACKSHOT_STEP_POLL && !drive->is_polling
         && packshot_job_get_state (drive->job) == PACKSHOT_JOB_WAITING;
}

static void
take_answer (PackshotQueue *self, PackshotJob *job, guint serial, PackshotReply *reply)
{
  PackshotDrive *drive = packshot_queue_find_drive (self, job);

  if (drive == NULL || !drive->is_polling || drive->serial > serial
      || packshot_job_get_state (job) != PACKSHOT_JOB_WAITING)
    return;

  drive->is_polling = FALSE;
  packshot_drive_take_poll (drive, reply);
}

/* Jobs that are read from the ledger at this moment: all of them go along with the next question.
 */
static gboolean
is_loading (PackshotQueue *self, PackshotService *service)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PackshotDrive *drive = value;

      if (drive->service == service && drive->purpose == PACKSHOT_PURPOSE_CARRY_ON
          && drive->lease != NULL && !drive->is_loaded)
        return TRUE;
    }

  return FALSE;
}

/* Those of one service: all that are due within half the time between two polls. */
static GPtrArray *
collect (PackshotQueue *self, PackshotService *service, gint64 now)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 early =
      now + packshot_queue_get_interval (self, packshot_service_get_manifest (service)) / 2;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PackshotDrive *drive = value;

      if (drive->service == service && waits_for_poll (drive)
          && drive->due <= (drive->is_told ? now : early))
        g_ptr_array_add (jobs, g_object_ref (drive->job));
    }

  return jobs;
}

/* Takes as many as one question may hold; those that went on otherwise meanwhile are left out. */
static GPtrArray *
take_batch (PackshotQueue *self, PackshotService *service, GQueue *later)
{
  GPtrArray *batch = g_ptr_array_new_with_free_func (g_object_unref);
  guint most = packshot_manifest_get_poll_batch (packshot_service_get_manifest (service));

  while (later->length > 0 && batch->len < most)
    {
      g_autoptr (PackshotJob) job = g_queue_pop_head (later);
      PackshotDrive *drive = packshot_queue_find_drive (self, job);

      if (drive != NULL && drive->is_polling
          && packshot_job_get_state (job) == PACKSHOT_JOB_WAITING)
        g_ptr_array_add (batch, g_steal_pointer (&job));
    }

  return batch;
}

/* A few questions at once, so that one that is not answered does not hold up all others. */
static void
ask (PackshotQueue *self,
     PackshotService *service,
     PackshotQueueRound *round,
     GAsyncReadyCallback callback)
{
  while (round->n_calls < MAX_CALLS && round->later.length > 0 && !self->closing)
    {
      g_autoptr (GPtrArray) jobs = take_batch (self, service, &round->later);
      PackshotQueueCall *call;

      if (jobs->len == 0)
        continue;

      call = packshot_queue_call_new (self, NULL, PACKSHOT_STEP_POLL);
      call->jobs = g_ptr_array_ref (jobs);
      call->serial = self->last_serial;
      round->n_calls++;
      packshot_service_poll_async (service, jobs, self->poll_cancelling, callback, call);
    }
}

static void
polled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotQueueCall) call = user_data;
  g_autoptr (PackshotQueue) self = g_weak_ref_get (&call->queue);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) replies =
      packshot_service_poll_finish (PACKSHOT_SERVICE (source), result, &error);
  g_autoptr (PackshotReply) trouble = NULL;
  PackshotQueueRound *round;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    trouble = packshot_reply_new_take_words (PACKSHOT_VERDICT_UNCERTAIN, g_strdup (error->message));
  for (guint i = 0; i < call->jobs->len; i++)
    take_answer (self, g_ptr_array_index (call->jobs, i), call->serial,
                 trouble != NULL ? trouble : g_ptr_array_index (replies, i));

  round = g_hash_table_lookup (self->rounds, source);
  round->n_calls--;
  ask (self, PACKSHOT_SERVICE (source), round, polled_cb);
  packshot_queue_set_timer (self);
}

static PackshotQueueRound *
get_round (PackshotQueue *self, PackshotService *service)
{
  PackshotQueueRound *round = g_hash_table_lookup (self->rounds, service);

  if (round == NULL)
    {
      round = g_new0 (PackshotQueueRound, 1);
      g_queue_init (&round->later);
      g_hash_table_insert (self->rounds, g_object_ref (service), round);
    }

  return round;
}

static void
poll_service (PackshotQueue *self, PackshotService *service, gint64 now)
{
  PackshotQueueRound *round = get_round (self, service);
  g_autoptr (GPtrArray) jobs = collect (self, service, now);

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);
      PackshotDrive *drive = packshot_queue_find_drive (self, job);

      drive->is_polling = TRUE;
      drive->due = 0;
      drive->wants_network = FALSE;
      g_queue_push_tail (&round->later, g_object_ref (job));
    }

  ask (self, service, round, polled_cb);
}

/**
 * packshot_queue_round_free:
 * @self: (transfer full): the questions to one service
 */
void
packshot_queue_round_free (PackshotQueueRound *self)
{
  g_queue_clear_full (&self->later, g_object_unref);
  g_free (self);
}

/**
 * packshot_queue_poll:
 * @self: a queue
 * @now: the present time by packshot_queue_now()
 *
 * Asks for all jobs whose time has come. P3: not for one whose id is not on disk yet.
 */
void
packshot_queue_poll (PackshotQueue *self, gint64 now)
{
  g_autoptr (GPtrArray) services = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PackshotDrive *drive = value;

      if (!waits_for_poll (drive) || drive->due > now)
        continue;

      if (packshot_queue_has_writes (self, drive->job))
        drive->due = now + G_USEC_PER_SEC;
      else if (is_loading (self, drive->service))
        drive->due = now + LOADING;
      else if (!g_ptr_array_find (services, drive->service, NULL))
        g_ptr_array_add (services, g_object_ref (drive->service));
    }

  for (guint i = 0; i < services->len; i++)
    poll_service (self, g_ptr_array_index (services, i), now);
}
