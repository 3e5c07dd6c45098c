/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What came of a step: how it is written, or when the step is done again. */

#include "packshot-queue-private.h"

#include <glib/gstdio.h>

#include "packshot-nick.h"
#include "packshot-request-json.h"

/**
 * packshot_drive_is_contact:
 * @verdict: that of a reply
 *
 * Returns: whether the words of the reply are those of the service, that is: it was reached
 */
gboolean
packshot_drive_is_contact (PackshotVerdict verdict)
{
  return verdict <= PACKSHOT_VERDICT_MOVED;
}

static PackshotEventKind
get_event_kind (PackshotStep step, PackshotVerdict verdict)
{
  if (step == PACKSHOT_STEP_MAKE || step == PACKSHOT_STEP_PREPARE || step == PACKSHOT_STEP_FETCH
      || step == PACKSHOT_STEP_PREVIEW)
    return PACKSHOT_EVENT_MOVED;
  if (verdict == PACKSHOT_VERDICT_UNCERTAIN)
    return PACKSHOT_EVENT_UNANSWERED;

  return packshot_drive_is_contact (verdict) ? PACKSHOT_EVENT_ANSWERED : PACKSHOT_EVENT_MOVED;
}

static gint64
get_size (const char *path)
{
  GStatBuf info;

  return path != NULL && g_stat (path, &info) == 0 ? (gint64) info.st_size : 0;
}

/* A video with its cover, or the picture of a preview. */
static PackshotLedgerResult *
make_result (const PackshotReply *reply)
{
  const char *cover = reply->video_path != NULL ? reply->cover_path : reply->preview_path;
  PackshotLedgerResult *result = packshot_ledger_result_new ();

  result->video = g_strdup (reply->video_path);
  result->video_size = get_size (reply->video_path);
  result->cover = g_strdup (cover);
  result->cover_size = get_size (cover);
  result->width = reply->width;
  result->height = reply->height;
  result->duration = reply->duration;
  result->at = g_get_real_time ();

  return result;
}

static void
take_result (PackshotDrive *self, PackshotLedgerChange *change, const PackshotReply *reply)
{
  PackshotJob *job = self->job;

  if (reply->verdict != PACKSHOT_VERDICT_DONE
      || (reply->video_path == NULL && reply->preview_path == NULL))
    return;

  change->result = make_result (reply);
  if (reply->video_path != NULL && packshot_drive_asks_rehost (job))
    change->not_before = g_get_real_time ();
  if (reply->video_path != NULL && packshot_queue_wants_saving (self->queue, job))
    change->saving = job->saving = TRUE;
  packshot_job_add_result (job, change->result);
  if (reply->video_path == NULL)
    {
      packshot_job_set_files (job, packshot_job_get_video_path (job), reply->preview_path);
      return;
    }

  packshot_job_set_progress (job, 1, NULL);
  packshot_job_set_result (job, reply);
}

static void
settled (PackshotQueue *queue, PackshotJob *job, const GError *error)
{
  PackshotDrive *self = packshot_queue_find_drive (queue, job);

  if (self == NULL)
    return;

  if (error != NULL)
    packshot_drive_end (self, error);
  else
    packshot_drive_go_on (self);
}

/**
 * packshot_drive_add_ids:
 * @self: a drive
 * @change: (nullable): a change that is about to be written, to write them with it
 * @ids: (element-type PackshotRemoteId): what a reply brought
 *
 * Takes the ids that are new: a service that makes the same link again and again would fill the
 * list.
 */
void
packshot_drive_add_ids (PackshotDrive *self, PackshotLedgerChange *change, const GPtrArray *ids)
{
  g_autoptr (GPtrArray) news = g_ptr_array_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      PackshotRemoteId *id = g_ptr_array_index (ids, i);

      if (g_strcmp0 (packshot_remote_id_find (self->job->remote_ids, id->kind), id->id) == 0)
        continue;

      g_ptr_array_add (news, id);
      if (change != NULL)
        g_ptr_array_add (change->remote_ids, packshot_remote_id_copy (id));
      if (g_strcmp0 (id->step, "upload") != 0)
        packshot_queue_index_remote (self->queue, id->id, self->job->row);
    }

  packshot_job_add_remote_ids (self->job, news);
}

/* A closed window does not wait for a job that waits for a key. */
static void
set_key_needed (PackshotDrive *self, gboolean key_needed)
{
  if (packshot_job_get_key_needed (self->job) == key_needed)
    return;

  packshot_job_set_key_needed (self->job, key_needed);
  packshot_queue_notify_busy (self->queue);
}

/* What is there was not made by what was asked for in vain. The wishes for a video that is still to
 * be made are kept. */
static void
take_back_wishes (PackshotDrive *self, PackshotLedgerChange *change, PackshotStep step)
{
  if (self->before == NULL || step != self->paid_step || step == PACKSHOT_STEP_APPROVE
      || change->to != packshot_job_state_before (step))
    return;

  change->request = packshot_request_to_json (self->before);
  packshot_job_set_request (self->job, self->before);
  g_clear_object (&self->before);
}

/**
 * packshot_drive_settle:
 * @self: a drive
 * @step: the step that is over
 * @reply: what came of it
 * @state: the state that follows
 * @failure: why it failed, where it did
 *
 * Writes what came of a step, which has to be written, and goes on then.
 */
void
packshot_drive_settle (PackshotDrive *self,
                       PackshotStep step,
                       const PackshotReply *reply,
                       PackshotJobState state,
                       PackshotFailure failure)
{
  PackshotJobState to = packshot_drive_soften (self, state);
  PackshotLedgerChange *change = packshot_ledger_change_new (
      packshot_job_get_state (self->job), to, get_event_kind (step, reply->verdict),
      packshot_nick (PACKSHOT_TYPE_STEP, step));

  change->words = g_strdup (reply->words);
  change->failure = to == state ? failure : PACKSHOT_FAILURE_NONE;
  change->not_before = 0;
  packshot_drive_set_money (self, change, step, reply);
  packshot_drive_add_ids (self, change, reply->remote_ids);
  if (to != state)
    packshot_drive_return_to_last (self, change);
  if (reply->verdict == PACKSHOT_VERDICT_DONE
      && (step == PACKSHOT_STEP_APPROVE || step == PACKSHOT_STEP_REGENERATE_VIDEO))
    packshot_drive_mark_approved (self, change);
  take_result (self, change, reply);
  take_back_wishes (self, change, step);

  /* Back to ready is to rest there. */
  if (state == PACKSHOT_JOB_READY && !self->cancel_wanted)
    self->purpose = PACKSHOT_PURPOSE_CARRY_ON;

  self->due = 0;
  self->wants_network = FALSE;
  packshot_job_set_next_try (self->job, 0);
  set_key_needed (self, FALSE);
  packshot_queue_write (self->queue, self->job, change, TRUE, NULL, settled);
}

/**
 * packshot_drive_stop:
 * @self: a drive for which nothing was sent that counts
 * @state: cancelled, or ready
 *
 * Lets the job end or rest there without an answer.
 */
void
packshot_drive_stop (PackshotDrive *self, PackshotJobState state)
{
  g_autoptr (PackshotReply) reply = packshot_reply_new (PACKSHOT_VERDICT_CANCELLED);

  packshot_drive_settle (self, PACKSHOT_STEP_PREPARE, reply, state, PACKSHOT_FAILURE_NONE);
}

/**
 * packshot_drive_get_wait:
 * @self: a drive
 * @retry: what the table of answers says of another try
 * @reply: the answer, with the time before which the service wants to be left alone
 *
 * Returns: how long to wait for that try, in microseconds
 */
gint64
packshot_drive_get_wait (PackshotDrive *self, PackshotRetry retry, const PackshotReply *reply)
{
  gint64 interval =
      packshot_queue_get_interval (self->queue, packshot_job_get_manifest (self->job));
  gint64 told = packshot_backoff_until (reply->not_before, g_get_real_time ());
  double random = g_random_double ();
  gint64 wait;

  self->is_told = told > 0;
  if (retry == PACKSHOT_RETRY_INTERVAL)
    self->backoff = (PackshotBackoff){ 0 };

  if (retry == PACKSHOT_RETRY_INTERVAL)
    wait = interval;
  else if (retry == PACKSHOT_RETRY_LINK)
    wait = packshot_backoff_next_fetch (&self->link_backoff, interval, random);
  else if (retry == PACKSHOT_RETRY_TOLD && told > 0)
    wait = told;
  else if (self->step == PACKSHOT_STEP_FETCH || self->step == PACKSHOT_STEP_PREVIEW)
    wait = packshot_backoff_next_fetch (&self->backoff, interval, random);
  else
    wait = packshot_backoff_next (&self->backoff, interval, random);

  return MAX (wait, told);
}

/**
 * packshot_drive_wait:
 * @self: a drive
 * @next: what the table of answers says is next
 * @reply: the answer
 *
 * Stays in its state until a time, the network or a key comes. Not written: a program that starts
 * again asks at once, which is what a person expects then.
 */
void
packshot_drive_wait (PackshotDrive *self, const PackshotNext *next, const PackshotReply *reply)
{
  gint64 wait = packshot_drive_get_wait (self, next->retry, reply);

  self->wants_network = next->retry == PACKSHOT_RETRY_NETWORK;
  if (self->wants_network)
    packshot_queue_watch_network (self->queue);

  packshot_job_set_words (self->job, reply->words);
  set_key_needed (self, next->retry == PACKSHOT_RETRY_KEY);
  /* Another key that came meanwhile is tried at once. */
  if (next->retry != PACKSHOT_RETRY_KEY)
    self->due = packshot_queue_now () + wait;
  packshot_job_set_next_try (self->job, self->due != 0 ? g_get_real_time () + wait : 0);
  packshot_queue_set_timer (self->queue);
}

/**
 * packshot_drive_remember_told:
 * @self: a drive
 * @reply: the answer to a poll
 *
 * Keeps its Retry-After for the next program as well, where it is longer than a start takes.
 */
void
packshot_drive_remember_told (PackshotDrive *self, const PackshotReply *reply)
{
  PackshotJobState state = packshot_job_get_state (self->job);
  PackshotLedgerChange *change;

  if (packshot_backoff_until (reply->not_before, g_get_real_time ()) < 60 * G_USEC_PER_SEC)
    return;

  change = packshot_ledger_change_new (state, state, PACKSHOT_EVENT_ANSWERED,
                                       packshot_nick (PACKSHOT_TYPE_STEP, self->step));
  change->words = g_strdup (reply->words);
  change->not_before = reply->not_before;
  packshot_queue_write (self->queue, self->job, change, FALSE, NULL, NULL);
}
