/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Asks how jobs go: in as few calls as a service allows, so that those that are nearly due go along
 * with the first. */

#include "packshot-queue-private.h"

#include "packshot-queue-terms.h"

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
    {
      packshot_reply_free (reply);
      return;
    }

  drive->is_polling = FALSE;
  packshot_drive_take_poll (drive, reply);
}

static void
polled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotQueueCall) call = user_data;
  g_autoptr (PackshotQueue) self = g_weak_ref_get (&call->queue);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) replies =
      packshot_service_poll_finish (PACKSHOT_SERVICE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (replies != NULL)
    g_ptr_array_set_free_func (replies, NULL);

  for (guint i = 0; i < call->jobs->len; i++)
    {
      PackshotReply *reply = error == NULL
                                 ? g_ptr_array_index (replies, i)
                                 : packshot_reply_new_take_words (PACKSHOT_VERDICT_UNCERTAIN,
                                                                  g_strdup (error->message));

      take_answer (self, g_ptr_array_index (call->jobs, i), call->serial, reply);
    }

  packshot_queue_set_timer (self);
}

static void
ask (PackshotQueue *self, PackshotService *service, GPtrArray *jobs)
{
  PackshotQueueCall *call = packshot_queue_call_new (self, NULL, PACKSHOT_STEP_POLL);

  call->jobs = g_ptr_array_ref (jobs);
  call->serial = self->last_serial;
  packshot_service_poll_async (service, jobs, self->poll_cancelling, polled_cb, call);
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

static void
poll_service (PackshotQueue *self, PackshotService *service, gint64 now)
{
  guint batch = packshot_queue_terms_get_batch (packshot_service_get_manifest (service));
  g_autoptr (GPtrArray) jobs = collect (self, service, now);
  g_autoptr (GPtrArray) some = NULL;

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotDrive *drive = packshot_queue_find_drive (self, g_ptr_array_index (jobs, i));

      drive->is_polling = TRUE;
      drive->due = 0;
      drive->wants_network = FALSE;

      if (some == NULL)
        some = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (some, g_object_ref (drive->job));
      if (some->len == batch || i + 1 == jobs->len)
        {
          ask (self, service, some);
          g_clear_pointer (&some, g_ptr_array_unref);
        }
    }
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
      else if (!g_ptr_array_find (services, drive->service, NULL))
        g_ptr_array_add (services, g_object_ref (drive->service));
    }

  for (guint i = 0; i < services->len; i++)
    poll_service (self, g_ptr_array_index (services, i), now);
}
