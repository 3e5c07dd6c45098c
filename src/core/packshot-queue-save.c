/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Copies of finished videos in a folder of the user's. That one is wanted is written together with
 * the video, and taken back when it is there: so it is there after a kill as well. */

#include "packshot-queue-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-delivery.h"
#include "packshot-settings-general.h"

typedef struct
{
  GWeakRef queue;
  PackshotJob *job;     /* (owned) */
  PackshotLease *lease; /* (owned) (nullable): of a job that is in no ledger there is none */
} Saving;

static void
saving_free (Saving *saving)
{
  g_weak_ref_clear (&saving->queue);
  g_object_unref (saving->job);
  g_clear_pointer (&saving->lease, packshot_lease_free);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
note (PackshotQueue *self, Saving *saving, const char *path, const GError *problem)
{
  PackshotLedgerChange *change =
      packshot_ledger_change_new (PACKSHOT_JOB_DONE, PACKSHOT_JOB_DONE, PACKSHOT_EVENT_MOVED, NULL);

  if (problem != NULL)
    {
      change->words = g_strdup (problem->message);
    }
  else
    {
      g_autofree char *shown = g_filename_display_name (path);

      change->saving = 0;
      saving->job->saving = FALSE;
      change->words = g_strdup_printf (_ ("A copy is in “%s”."), shown);
    }

  if (packshot_job_get_row (saving->job) == 0 || self->ledger == NULL)
    {
      packshot_job_set_words (saving->job, change->words);
      packshot_ledger_change_free (change);
      return;
    }

  packshot_queue_write (self, saving->job, change, FALSE, g_steal_pointer (&saving->lease), NULL);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (PackshotQueue) self = g_weak_ref_get (&saving->queue);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = packshot_delivery_copy_finish (result, &error);

  if (self == NULL)
    return;

  g_hash_table_remove (self->savings, saving->job);
  note (self, saving, path, error);
  packshot_queue_notify_busy (self);
  if (self->closing)
    packshot_queue_end_shutdowns (self);
}

/* Where a video is named by nothing but its photo, it takes the photo's place in the name. */
static char *
dup_title (PackshotJob *job)
{
  g_autofree char *title = g_strdup (packshot_job_get_title (job));
  char *dot = strrchr (title, '.');
  static const char *const endings[] = { ".jpg",  ".jpeg", ".png",  ".webp", ".avif",
                                         ".heic", ".tif",  ".tiff", NULL };

  for (guint i = 0; dot != NULL && endings[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot, endings[i]) == 0 && dot != title)
      *dot = '\0';

  return g_steal_pointer (&title);
}

/**
 * packshot_queue_wants_saving:
 * @self: a queue
 * @job: one of its jobs, whose video is there
 *
 * Returns: whether the user wants a copy of it in a folder, and did not say where the video shall
 * be
 */
gboolean
packshot_queue_wants_saving (PackshotQueue *self, PackshotJob *job)
{
  g_autofree char *folder = packshot_settings_dup_save_folder (self->settings);

  return folder != NULL && packshot_job_get_output (job) == NULL;
}

/**
 * packshot_queue_save:
 * @self: a queue
 * @job: one of its jobs, which is not driven
 *
 * Makes the copy that is wanted of its video, if there is one and no other program is at it.
 */
void
packshot_queue_save (PackshotQueue *self, PackshotJob *job)
{
  g_autofree char *folder = packshot_settings_dup_save_folder (self->settings);
  const char *video = packshot_job_get_video_path (job);
  g_autofree char *title = NULL;
  Saving *saving;

  if (!job->saving || job->trashed != 0 || folder == NULL || video == NULL
      || packshot_job_get_state (job) != PACKSHOT_JOB_DONE
      || packshot_queue_find_drive (self, job) != NULL
      || g_hash_table_contains (self->savings, job))
    return;

  saving = g_new0 (Saving, 1);
  g_weak_ref_init (&saving->queue, self);
  saving->job = g_object_ref (job);
  if (self->ledger != NULL && packshot_job_get_row (job) != 0)
    {
      saving->lease = packshot_ledger_lease (self->ledger, packshot_job_get_row (job), NULL);
      if (saving->lease == NULL)
        {
          saving_free (saving);
          return;
        }
    }

  title = dup_title (job);
  g_hash_table_add (self->savings, g_object_ref (job));
  packshot_delivery_copy_async (video, folder, title, copied_cb, saving);
}

/**
 * packshot_queue_settings_changed:
 * @self: a queue
 *
 * Somebody prefers something else now: how many jobs run at once is heeded from here on, and so at
 * once where there may be more.
 */
void
packshot_queue_settings_changed (PackshotQueue *self)
{
  g_return_if_fail (PACKSHOT_IS_QUEUE (self));

  packshot_queue_start_what_fits (self);
}
