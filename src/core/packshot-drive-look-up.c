/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What became of a paid call that was not answered: asked of the service, which costs nothing. One
 * that makes a new video is looked for among those that the service lists; one that goes on with a
 * video that is known is asked for by its id. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-listing-match.h"
#include "packshot-nick.h"
#include "packshot-text-join.h"

static const char *
get_name (PackshotDrive *self)
{
  return packshot_manifest_get_name (packshot_job_get_manifest (self->job));
}

/* The words of the job stay what they are: why nobody knows. What was found is added where nobody
 * waits to be told. */
static void
end (PackshotDrive *self, const GError *error)
{
  const char *words = packshot_job_get_words (self->job);
  g_autoptr (GString) all = g_string_new (words);

  packshot_job_set_progress (self->job, -1, NULL);
  if (self->waiting == NULL && error != NULL && words != NULL
      && g_error_matches (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE))
    {
      packshot_text_join_sentence (all, error->message);
      packshot_job_set_words (self->job, all->str);
    }

  packshot_drive_end (self, error);
}

G_GNUC_PRINTF (2, 3)
static void
fail (PackshotDrive *self, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE, format, args);
  va_end (args);
  end (self, error);
}

static PackshotQueueCall *
make_call (PackshotDrive *self)
{
  return packshot_queue_call_new (self->queue, self, PACKSHOT_STEP_POLL);
}

static void
settled (PackshotQueue *queue, PackshotJob *job, const GError *error)
{
  PackshotDrive *self = packshot_queue_find_drive (queue, job);

  if (self == NULL)
    return;

  if (error != NULL)
    {
      end (self, error);
      return;
    }

  packshot_drive_add_ids (self, NULL, self->look_up->ids);
  packshot_job_set_progress (job, -1, NULL);
  packshot_drive_end_look_up (self);
  packshot_drive_go_on (self);
}

static void
add_id (PackshotLookUp *look_up, const char *kind, const char *id)
{
  g_ptr_array_add (look_up->ids, packshot_remote_id_new (kind, id, "look-up"));
}

/* May fail: then nothing is known of it, and it is looked for again some other time. So no more of
 * it is told before it is written than that it is being written. */
static void
settle (PackshotDrive *self, PackshotJobState state, gboolean is_claim)
{
  PackshotLookUp *look_up = self->look_up;
  PackshotLedgerChange *change = packshot_ledger_change_new (
      PACKSHOT_JOB_UNKNOWN, state, PACKSHOT_EVENT_ANSWERED,
      packshot_nick (PACKSHOT_TYPE_STEP, packshot_job_get_paid_step (self->job)));

  g_ptr_array_unref (change->remote_ids);
  change->remote_ids = packshot_remote_ids_copy (look_up->ids);
  change->is_claim = is_claim;
  if (state == PACKSHOT_JOB_REVIEW && packshot_job_get_unit (self->job) != NULL)
    {
      change->money = PACKSHOT_MONEY_CHARGED;
      change->amount = 0;
      change->unit = g_strdup (packshot_job_get_unit (self->job));
    }

  packshot_queue_write (self->queue, self->job, change, FALSE, NULL, settled);
}

static void
adopt (PackshotDrive *self, const PackshotListing *listing)
{
  add_id (self->look_up, PACKSHOT_REMOTE_ID_POLL, listing->id);
  if (packshot_job_get_paid_step (self->job) == PACKSHOT_STEP_REGENERATE_VIDEO)
    add_id (self->look_up, PACKSHOT_REMOTE_ID_APPROVED, listing->id);

  settle (self, PACKSHOT_JOB_WAITING, TRUE);
}

static const char *
get_poll_id (PackshotDrive *self)
{
  return packshot_remote_id_find (packshot_job_get_remote_ids (self->job), PACKSHOT_REMOTE_ID_POLL);
}

/* An order that is on its way at this moment is in the list as well, and may be its like. */
static gboolean
is_other_out (PackshotDrive *self)
{
  GListModel *jobs = packshot_queue_get_jobs (self->queue);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      if (packshot_job_get_state (job) == PACKSHOT_JOB_SUBMITTING
          && g_str_equal (packshot_job_get_service (job), packshot_job_get_service (self->job)))
        return TRUE;
    }

  return FALSE;
}

static void
choose (PackshotDrive *self)
{
  const PackshotListing *found = NULL;

  if (is_other_out (self))
    {
      fail (self,
            _ ("Another order is on its way to %s, whose video could be taken for this one. Please "
               "look again when it is answered."),
            get_name (self));
      return;
    }

  switch (packshot_listing_find (self->look_up->listings, packshot_job_get_request (self->job),
                                 packshot_job_get_remote_ids (self->job),
                                 packshot_job_get_paid_at (self->job), &found))
    {
    case PACKSHOT_LISTING_ONE:
      adopt (self, found);
      break;
    case PACKSHOT_LISTING_SEVERAL:
      fail (self,
            _ ("%s has several videos that could be this one. Please say which by its id there."),
            get_name (self));
      break;
    case PACKSHOT_LISTING_NONE:
    default:
      fail (self, _ ("%s has no video that could be this one."), get_name (self));
      break;
    }
}

/* What a job has is not up for choice, be it a job of another program. */
static void
names_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotQueueCall) call = user_data;
  g_autoptr (PackshotQueue) queue = g_weak_ref_get (&call->queue);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names =
      packshot_ledger_list_finish (PACKSHOT_LEDGER (source), result, &error);
  PackshotDrive *self = packshot_queue_call_find (call, queue);

  if (self == NULL)
    return;

  if (names == NULL)
    {
      end (self, error);
      return;
    }

  packshot_queue_take_names (queue, names);
  packshot_queue_leave_strangers (queue, packshot_job_get_manifest (call->job),
                                  self->look_up->listings);
  choose (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotQueueCall) call = user_data;
  g_autoptr (PackshotQueue) queue = g_weak_ref_get (&call->queue);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listings =
      packshot_service_list_finish (PACKSHOT_SERVICE (source), result, &error);
  PackshotDrive *self = packshot_queue_call_find (call, queue);

  if (self == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (listings == NULL || self->is_leaving)
    {
      end (self, error);
      return;
    }

  self->look_up->listings = g_steal_pointer (&listings);
  packshot_ledger_list_names_async (queue->ledger, NULL, names_cb, make_call (self));
}

/* A service may be behind with what it tells of a preview that was approved a moment ago: only one
 * that still waits for that word after a while has not had it. */
static void
take_poll (PackshotDrive *self, const PackshotReply *reply)
{
  gint64 age = g_get_real_time () - packshot_job_get_paid_at (self->job);
  g_autoptr (GError) error = NULL;

  switch (reply->verdict)
    {
    case PACKSHOT_VERDICT_DONE:
    case PACKSHOT_VERDICT_WORKING:
    case PACKSHOT_VERDICT_FAILED:
      add_id (self->look_up, PACKSHOT_REMOTE_ID_APPROVED, get_poll_id (self));
      settle (self, PACKSHOT_JOB_WAITING, FALSE);
      break;
    case PACKSHOT_VERDICT_REVIEW:
      if (age > PACKSHOT_LISTING_LATE)
        settle (self, PACKSHOT_JOB_REVIEW, FALSE);
      else
        fail (self,
              _ ("%s still waits for your word about the preview. It may be behind: please look "
                 "again in a quarter of an hour."),
              get_name (self));
      break;
    case PACKSHOT_VERDICT_REFUSED:
    case PACKSHOT_VERDICT_KEY_REFUSED:
    case PACKSHOT_VERDICT_GONE:
    case PACKSHOT_VERDICT_BUSY:
    case PACKSHOT_VERDICT_MOVED:
    case PACKSHOT_VERDICT_UNCERTAIN:
    case PACKSHOT_VERDICT_NOT_SENT:
    case PACKSHOT_VERDICT_NO_KEY:
    case PACKSHOT_VERDICT_BAD_INPUT:
    case PACKSHOT_VERDICT_LOCAL_FAILURE:
    case PACKSHOT_VERDICT_CANCELLED:
    default:
      error = g_error_new_literal (
          PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE,
          reply->words != NULL ? reply->words : _ ("The service did not say what became of it."));
      end (self, error);
      break;
    }
}

static void
polled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotQueueCall) call = user_data;
  g_autoptr (PackshotQueue) queue = g_weak_ref_get (&call->queue);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) replies =
      packshot_service_poll_finish (PACKSHOT_SERVICE (source), result, &error);
  PackshotDrive *self = packshot_queue_call_find (call, queue);

  if (self == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (replies == NULL || self->is_leaving)
    end (self, error);
  else
    take_poll (self, g_ptr_array_index (replies, 0));
}

static void
poll (PackshotDrive *self)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (jobs, g_object_ref (self->job));
  packshot_service_poll_async (self->service, jobs, self->cancellable, polled_cb, make_call (self));
}

static void
ask_service (PackshotDrive *self)
{
  g_autofree char *activity = g_strdup_printf (_ ("Asking %s what became of it"), get_name (self));
  gboolean is_named =
      packshot_job_get_paid_step (self->job) == PACKSHOT_STEP_APPROVE && get_poll_id (self) != NULL;

  /* Whoever asked is told that the service has no list, and nobody else. */
  if (!is_named && self->waiting == NULL
      && !packshot_manifest_get_can_list (packshot_job_get_manifest (self->job)))
    {
      end (self, NULL);
      return;
    }

  packshot_job_set_progress (self->job, -1, activity);
  self->cancellable = g_cancellable_new ();
  if (is_named)
    poll (self);
  else
    packshot_service_list_async (self->service, self->cancellable, listed_cb, make_call (self));
}

/**
 * packshot_drive_can_look_up:
 * @job: a job
 *
 * Returns: whether its service may know what became of a call that was not answered: it lists what
 *   it has, or takes paid calls for a video that it has named before
 */
gboolean
packshot_drive_can_look_up (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest != NULL && !packshot_manifest_get_offline (manifest)
         && (packshot_manifest_get_can_list (manifest)
             || packshot_manifest_find_price (manifest, PACKSHOT_STEP_APPROVE) != NULL);
}

/**
 * packshot_drive_look_up:
 * @self: a drive of a job whose outcome is unknown
 *
 * Finds out what became of it, if that was asked for or was never tried here.
 */
void
packshot_drive_look_up (PackshotDrive *self)
{
  gboolean is_asked = self->purpose == PACKSHOT_PURPOSE_LOOK_UP;
  gboolean is_new = !self->job->was_looked_up;

  self->job->was_looked_up = TRUE;
  if (self->is_leaving || self->queue->closing || self->service == NULL
      || (!is_asked && (!is_new || !packshot_drive_can_look_up (self->job))))
    {
      packshot_drive_stop_look_up (self);
      return;
    }

  self->look_up = g_new0 (PackshotLookUp, 1);
  self->look_up->ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  if (packshot_job_get_request (self->job) == NULL)
    fail (self, _ ("What was asked for can’t be read any more."));
  else
    ask_service (self);
}

/**
 * packshot_drive_end_look_up:
 * @self: a drive of a job that is not unknown any more
 *
 * Tells who asked so, and goes on as any other.
 */
void
packshot_drive_end_look_up (PackshotDrive *self)
{
  g_autoptr (GTask) waiting = g_steal_pointer (&self->waiting);

  g_clear_pointer (&self->look_up, packshot_look_up_free);
  self->purpose = PACKSHOT_PURPOSE_CARRY_ON;
  if (waiting != NULL)
    g_task_return_boolean (waiting, TRUE);
}

/**
 * packshot_drive_stop_look_up:
 * @self: (transfer full): a drive that looks for what became of its job
 *
 * A person knows better.
 */
void
packshot_drive_stop_look_up (PackshotDrive *self)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Stopped."));

  end (self, error);
}

/**
 * packshot_look_up_free:
 * @look_up: (transfer full): what is known of a call
 */
void
packshot_look_up_free (PackshotLookUp *look_up)
{
  g_clear_pointer (&look_up->listings, g_ptr_array_unref);
  g_ptr_array_unref (look_up->ids);
  g_free (look_up);
}
