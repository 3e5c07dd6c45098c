/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* When what goes on: one timer for all jobs, and none while nothing waits for a time. */

#include "packshot-queue-private.h"

#include <time.h>

/* The timer does not run while the computer sleeps, and what it is for may be due by then. */
#define MAX_SLEEP (5 * 60 * (gint64) G_USEC_PER_SEC)

/* What it is due for comes after the answer. */
static gboolean
is_asking (const PackshotDrive *drive)
{
  return drive->step == PACKSHOT_STEP_POLL ? drive->is_polling : drive->cancellable != NULL;
}

static void
go_on (PackshotQueue *self, gint64 now)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  packshot_queue_poll (self, now);

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PackshotDrive *drive = value;

      if (drive->due != 0 && drive->due <= now && drive->step != PACKSHOT_STEP_POLL
          && !is_asking (drive))
        g_ptr_array_add (due, g_object_ref (drive->job));
    }

  for (guint i = 0; i < due->len; i++)
    {
      PackshotDrive *drive = packshot_queue_find_drive (self, g_ptr_array_index (due, i));

      if (drive != NULL)
        packshot_drive_retry (drive);
    }
}

static gboolean
timer_cb (gpointer user_data)
{
  g_autoptr (PackshotQueue) self = g_object_ref (user_data);

  self->timer_id = 0;
  go_on (self, packshot_queue_now ());
  packshot_queue_set_timer (self);

  return G_SOURCE_REMOVE;
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean is_available, gpointer user_data)
{
  PackshotQueue *self = user_data;
  GHashTableIter iter;
  gpointer value;

  if (!is_available)
    return;

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PackshotDrive *drive = value;

      if (drive->wants_network)
        drive->due = packshot_queue_now ();
    }

  packshot_queue_set_timer (self);
}

/**
 * packshot_queue_now:
 *
 * Returns: the present time in microseconds by a clock that never jumps, and goes on while the
 *   computer sleeps
 */
gint64
packshot_queue_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/**
 * packshot_queue_set_timer:
 * @self: a queue
 *
 * Sets the timer to when the first job goes on; to be called after each change of a due time.
 */
void
packshot_queue_set_timer (PackshotQueue *self)
{
  gint64 first = G_MAXINT64, wait;
  GHashTableIter iter;
  gpointer value;

  g_clear_handle_id (&self->timer_id, g_source_remove);

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PackshotDrive *drive = value;

      if (drive->due != 0 && !is_asking (drive))
        first = MIN (first, drive->due);
    }

  if (first == G_MAXINT64 || self->closing)
    return;

  wait = CLAMP (first - packshot_queue_now (), 0, MAX_SLEEP);
  self->timer_id = g_timeout_add ((guint) ((wait + 999) / 1000), timer_cb, self);
}

/**
 * packshot_queue_watch_network:
 * @self: a queue
 *
 * For a drive that wants the network: lets it go on as soon as the system says that it is back.
 */
void
packshot_queue_watch_network (PackshotQueue *self)
{
  if (self->network != NULL)
    return;

  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect (self->network, "network-changed", G_CALLBACK (network_changed_cb), self);
}

/**
 * packshot_queue_get_interval:
 * @self: a queue
 * @manifest: what a service offers
 *
 * Returns: the time between two polls, in microseconds
 */
gint64
packshot_queue_get_interval (PackshotQueue *self, PackshotManifest *manifest)
{
  if (self->interval != 0)
    return self->interval;

  return (gint64) (packshot_manifest_get_poll_interval (manifest) * G_USEC_PER_SEC);
}

/**
 * packshot_queue_set_interval:
 * @self: a queue
 * @seconds: the time between two polls
 *
 * Takes the place of what manifests say; for polls that come after.
 */
void
packshot_queue_set_interval (PackshotQueue *self, double seconds)
{
  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && seconds > 0);

  self->interval = MAX ((gint64) (MIN (seconds, 24 * 3600) * G_USEC_PER_SEC), 1000);
}

/**
 * packshot_queue_key_changed:
 * @self: a queue
 * @service: the id of a service
 *
 * There is another key for the service: jobs that wait for one go on.
 */
void
packshot_queue_key_changed (PackshotQueue *self, const char *service)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && service != NULL);

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PackshotDrive *drive = value;

      if (packshot_job_get_key_needed (drive->job)
          && g_str_equal (packshot_job_get_service (drive->job), service))
        drive->due = packshot_queue_now ();
    }

  packshot_queue_set_timer (self);
}
