/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Puts a finished video where it has an address of its own, if that was asked for. Whatever comes
 * of it, the job is done: the video is here. That it is still to be put there is in the ledger as a
 * time not before which the job goes on, so that a start need not look into each job. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-nick.h"

static guint
find_last (const GPtrArray *ids, const char *kind)
{
  for (guint i = ids->len; i > 0; i--)
    {
      const PackshotRemoteId *id = g_ptr_array_index (ids, i - 1);

      if (g_str_equal (id->kind, kind))
        return i;
    }

  return 0;
}

/* An address that came before the video is one of an earlier video. */
static gboolean
has_address (PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);

  return find_last (ids, PACKSHOT_REMOTE_ID_HOSTED_URL)
         > find_last (ids, PACKSHOT_REMOTE_ID_VIDEO_URL);
}

/**
 * packshot_drive_asks_rehost:
 * @job: a job whose request is known
 *
 * Returns: whether its video shall get an address of its own
 */
gboolean
packshot_drive_asks_rehost (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  PackshotRequest *request = packshot_job_get_request (job);
  PackshotOption *option =
      manifest != NULL ? packshot_manifest_find_role (manifest, PACKSHOT_OPTION_ROLE_REHOST) : NULL;

  return option != NULL && request != NULL
         && packshot_request_get_boolean (request, packshot_option_get_name (option));
}

/**
 * packshot_drive_wants_rehost:
 * @job: a job that is done
 *
 * Returns: whether its video shall get an address of its own, and has none yet, as far as is known
 *   before all of the job was read
 */
gboolean
packshot_drive_wants_rehost (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  if (packshot_job_get_state (job) != PACKSHOT_JOB_DONE || manifest == NULL
      || packshot_manifest_find_role (manifest, PACKSHOT_OPTION_ROLE_REHOST) == NULL)
    return FALSE;

  return packshot_job_get_request (job) == NULL
         || (packshot_drive_asks_rehost (job) && !has_address (job));
}

/**
 * packshot_drive_rehost:
 * @self: a drive of a job that is done
 *
 * Puts the video where it has an address, where that is to be done; otherwise the job rests.
 */
void
packshot_drive_rehost (PackshotDrive *self)
{
  if (self->is_leaving || self->queue->closing || self->is_rehosted || self->service == NULL
      || packshot_job_get_request (self->job) == NULL || !packshot_drive_wants_rehost (self->job))
    {
      packshot_drive_end (self, NULL);
      return;
    }

  self->is_rehosted = TRUE;
  packshot_job_set_progress (self->job, -1, _ ("Putting the video online"));
  packshot_drive_run (self, PACKSHOT_STEP_REHOST);
}

static void
settled (PackshotQueue *queue, PackshotJob *job, const GError *error)
{
  PackshotDrive *self = packshot_queue_find_drive (queue, job);

  if (self != NULL)
    packshot_drive_end (self, error);
}

/* No words take the place of those about an earlier try. */
static char *
dup_words (const PackshotReply *reply, gboolean has_come)
{
  const char *words = reply->verdict != PACKSHOT_VERDICT_DONE && reply->words != NULL
                          ? reply->words
                          : _ ("No address came back.");

  return has_come
             ? g_strdup ("")
             : g_strdup_printf (_ ("The video is here, but could not be put online. %s"), words);
}

/**
 * packshot_drive_take_rehosted:
 * @self: a drive of a job that is done
 * @reply: what came of putting its video where it has an address
 *
 * Writes it, and lets the job rest. Where the program ends it is tried again by the next.
 */
void
packshot_drive_take_rehosted (PackshotDrive *self, const PackshotReply *reply)
{
  const char *address = packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_HOSTED_URL);
  gboolean has_come = reply->verdict == PACKSHOT_VERDICT_DONE && address != NULL;
  PackshotLedgerChange *change;

  packshot_job_set_progress (self->job, 1, NULL);
  if (reply->verdict == PACKSHOT_VERDICT_CANCELLED)
    {
      packshot_drive_end (self, NULL);
      return;
    }

  change = packshot_ledger_change_new (
      PACKSHOT_JOB_DONE, PACKSHOT_JOB_DONE,
      packshot_drive_is_contact (reply->verdict) ? PACKSHOT_EVENT_ANSWERED : PACKSHOT_EVENT_MOVED,
      packshot_nick (PACKSHOT_TYPE_STEP, PACKSHOT_STEP_REHOST));
  change->words = dup_words (reply, has_come);
  change->not_before = 0;
  if (has_come)
    packshot_drive_add_ids (self, change, reply->remote_ids);

  packshot_queue_write (self->queue, self->job, change, TRUE, NULL, settled);
}
