/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The steps of a job, and what follows from their answers: packshot_answer_table_look_up() says
 * where to, and this how. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"

/* How often in all something is tried that a person had better decide about. */
#define MAX_TRIES 3

static gboolean
brings_video (const PackshotReply *reply)
{
  return reply->verdict == PACKSHOT_VERDICT_DONE && reply->video_path != NULL
         && g_file_test (reply->video_path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
brings_preview (const PackshotReply *reply)
{
  return reply->preview_path != NULL && g_file_test (reply->preview_path, G_FILE_TEST_IS_REGULAR);
}

static void
spoil (PackshotReply *reply, PackshotVerdict verdict, const char *words)
{
  reply->verdict = verdict;
  g_free (reply->words);
  reply->words = g_strdup (words);
}

/* A service that says that it is done brings what it is done for. */
static void
check_reply (PackshotStep step, PackshotReply *reply)
{
  const GPtrArray *ids = reply->remote_ids;

  if (reply->verdict != PACKSHOT_VERDICT_DONE)
    return;

  if ((step == PACKSHOT_STEP_MAKE || step == PACKSHOT_STEP_FETCH) && !brings_video (reply))
    spoil (reply, PACKSHOT_VERDICT_LOCAL_FAILURE,
           _ ("The video is gone from where it was written."));
  else if (step == PACKSHOT_STEP_PREVIEW && !brings_preview (reply))
    spoil (reply, PACKSHOT_VERDICT_LOCAL_FAILURE,
           _ ("The picture of the preview is gone from where it was written."));
  else if (step == PACKSHOT_STEP_CREATE
           && packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_POLL) == NULL
           && packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_VIDEO_URL) == NULL)
    spoil (reply, PACKSHOT_VERDICT_UNCERTAIN,
           _ ("The service took the job, but did not say what it calls it."));
  else if (step == PACKSHOT_STEP_POLL
           && packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_VIDEO_URL) == NULL)
    spoil (reply, PACKSHOT_VERDICT_UNCERTAIN,
           _ ("The service says that the video is done, but not where it is."));
}

/* What a service can't say by a verdict. Where something may have been sent, it may have arrived.
 */
static PackshotReply *
make_reply (PackshotStep step, const GError *error)
{
  gboolean is_sent = step == PACKSHOT_STEP_UPLOAD || packshot_step_is_paid (step)
                     || step == PACKSHOT_STEP_POLL || step == PACKSHOT_STEP_CANCEL;
  PackshotVerdict verdict = is_sent ? PACKSHOT_VERDICT_UNCERTAIN : PACKSHOT_VERDICT_LOCAL_FAILURE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return packshot_reply_new (PACKSHOT_VERDICT_CANCELLED);

  return packshot_reply_new_take_words (verdict, g_strdup (error->message));
}

static void
note_contact (PackshotDrive *self, const PackshotReply *reply)
{
  if (packshot_drive_is_contact (reply->verdict))
    packshot_job_set_last_contact (self->job, g_get_real_time ());
  if (reply->balance != PACKSHOT_MONEY_UNKNOWN)
    packshot_job_set_balance (self->job, reply->balance);
}

static gboolean
is_expired (PackshotDrive *self)
{
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);
  double kept = packshot_manifest_get_keeps_jobs (manifest) * G_USEC_PER_SEC;

  gint64 begun = MAX (packshot_job_get_created (self->job), packshot_job_get_paid_at (self->job));

  return kept > 0 && (double) (g_get_real_time () - begun) > kept;
}

/* Where nobody says how long links last, a few tries have to do. */
static gboolean
is_link_dead (PackshotDrive *self)
{
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);
  double lasts = packshot_manifest_get_link_lifetime (manifest) * G_USEC_PER_SEC;

  return lasts == 0 || (double) (g_get_real_time () - packshot_job_get_changed (self->job)) > lasts;
}

/* One that was never named can't be asked for again: its link is all there was, and is not given up
 * for a page that somebody on the way puts in its place. */
static void
take_dead_link (PackshotDrive *self, const PackshotNext *next, const PackshotReply *reply)
{
  if (packshot_remote_id_find (self->job->remote_ids, PACKSHOT_REMOTE_ID_POLL) != NULL)
    {
      self->pause = packshot_drive_get_wait (self, PACKSHOT_RETRY_LINK, reply);
      packshot_drive_settle (self, PACKSHOT_STEP_FETCH, reply, next->state, next->failure);
    }
  else if (++self->n_failures >= MAX_TRIES && is_link_dead (self))
    packshot_drive_settle (self, PACKSHOT_STEP_FETCH, reply, PACKSHOT_JOB_FAILED,
                           PACKSHOT_FAILURE_EXPIRED);
  else
    packshot_drive_wait (self, next, reply);
}

static void
take_answer (PackshotDrive *self, PackshotStep step, PackshotReply *reply)
{
  const PackshotNext *next = packshot_answer_table_look_up (step, reply->verdict);
  const char *link = packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL);

  switch (next->retry)
    {
    case PACKSHOT_RETRY_NONE:
      self->backoff = (PackshotBackoff){ 0 };
      self->n_failures = 0;
      self->pause = packshot_drive_get_wait (self, PACKSHOT_RETRY_INTERVAL, reply);
      if (packshot_step_is_paid (step) && next->state == PACKSHOT_JOB_WAITING && link != NULL)
        packshot_drive_settle (self, step, reply, PACKSHOT_JOB_FETCHING, PACKSHOT_FAILURE_NONE);
      else
        packshot_drive_settle (self, step, reply, next->state, next->failure);
      break;
    case PACKSHOT_RETRY_THRICE:
      if (++self->n_failures >= MAX_TRIES)
        packshot_drive_settle (self, step, reply, next->state, next->failure);
      else
        packshot_drive_wait (self, next, reply);
      break;
    case PACKSHOT_RETRY_KEPT:
      /* A clock that was put right makes a job old at once. */
      if (is_expired (self) && ++self->n_failures >= MAX_TRIES)
        packshot_drive_settle (self, step, reply, PACKSHOT_JOB_FAILED, PACKSHOT_FAILURE_EXPIRED);
      else
        packshot_drive_wait (self, next, reply);
      break;
    case PACKSHOT_RETRY_LINK:
      take_dead_link (self, next, reply);
      break;
    case PACKSHOT_RETRY_TOLD:
      packshot_drive_wait (self, next, reply);
      packshot_drive_remember_told (self, reply);
      break;
    case PACKSHOT_RETRY_INTERVAL:
    case PACKSHOT_RETRY_BACKOFF:
    case PACKSHOT_RETRY_NETWORK:
    case PACKSHOT_RETRY_KEY:
    default:
      packshot_drive_wait (self, next, reply);
      break;
    }
}

static void
prepared (PackshotQueue *queue, PackshotJob *job, const GError *error)
{
  PackshotDrive *self = packshot_queue_find_drive (queue, job);

  if (self == NULL)
    return;

  if (error != NULL)
    {
      packshot_job_set_words (job, error->message);
      packshot_drive_end (self, error);
      return;
    }

  packshot_drive_go_on (self);
}

/* A picture that can't be used is for the user to change; that one did not come is nobody's fault.
 */
static GError *
make_prepare_error (const PackshotReply *reply)
{
  const char *words = reply->words != NULL ? reply->words : _ ("Stopped.");

  if (reply->verdict == PACKSHOT_VERDICT_BAD_INPUT)
    return g_error_new_literal (PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, words);

  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, words);
}

/* The files are kept before anything is sent, so that what is sent is what was shown. */
static void
take_prepared (PackshotDrive *self, PackshotReply *reply)
{
  PackshotLedgerChange *change;
  g_autoptr (GError) error = NULL;

  if (self->cancel_wanted)
    {
      packshot_drive_settle (self, PACKSHOT_STEP_PREPARE, reply, PACKSHOT_JOB_CANCELLED,
                             PACKSHOT_FAILURE_NONE);
      return;
    }

  if (reply->verdict != PACKSHOT_VERDICT_DONE)
    {
      error = make_prepare_error (reply);
      packshot_job_set_words (self->job, reply->words);
      packshot_drive_end (self, error);
      return;
    }

  self->is_prepared = TRUE;
  packshot_job_set_copies (self->job, reply->copies);
  packshot_job_set_warnings (self->job, reply->warnings);
  if (reply->copies->len == 0)
    {
      packshot_drive_go_on (self);
      return;
    }

  change = packshot_ledger_change_new (PACKSHOT_JOB_READY, PACKSHOT_JOB_READY, PACKSHOT_EVENT_MOVED,
                                       "prepare");
  for (guint i = 0; i < reply->copies->len; i++)
    g_ptr_array_add (change->copies, packshot_job_copy_dup (g_ptr_array_index (reply->copies, i)));
  packshot_queue_write (self->queue, self->job, change, FALSE, NULL, prepared);
}

static void
take_uploaded (PackshotDrive *self, PackshotReply *reply)
{
  if (reply->verdict == PACKSHOT_VERDICT_DONE)
    {
      self->backoff = (PackshotBackoff){ 0 };
      self->n_failures = 0;
      self->is_prepared = TRUE;
      packshot_drive_add_ids (self, NULL, reply->remote_ids);
      packshot_job_set_warnings (self->job, reply->warnings);
      packshot_drive_go_on (self);
    }
  else if (reply->verdict == PACKSHOT_VERDICT_CANCELLED && !self->cancel_wanted)
    packshot_drive_settle (self, PACKSHOT_STEP_UPLOAD, reply, PACKSHOT_JOB_READY,
                           PACKSHOT_FAILURE_NONE);
  else
    take_answer (self, PACKSHOT_STEP_UPLOAD, reply);
}

/* Whatever it says, a video that came meanwhile is collected. */
static void
take_cancelled (PackshotDrive *self, PackshotReply *reply)
{
  if (packshot_job_get_state (self->job) != PACKSHOT_JOB_WAITING || self->is_leaving)
    return;

  if (reply->verdict == PACKSHOT_VERDICT_DONE)
    {
      take_answer (self, PACKSHOT_STEP_CANCEL, reply);
      return;
    }

  packshot_job_set_words (self->job, reply->words);
  self->due = packshot_queue_now ();
  packshot_queue_set_timer (self->queue);
}

static void
take_fetched (PackshotDrive *self, PackshotReply *reply)
{
  if (self->is_leaving && reply->verdict != PACKSHOT_VERDICT_DONE)
    {
      packshot_drive_end (self, NULL);
      return;
    }

  take_answer (self, PACKSHOT_STEP_FETCH, reply);
}

/* One that rests already has what it rests for. */
static void
take_preview (PackshotDrive *self, PackshotReply *reply)
{
  gboolean is_resting = packshot_job_get_state (self->job) == PACKSHOT_JOB_REVIEW;

  if (reply->verdict == PACKSHOT_VERDICT_DONE || (!is_resting && !self->is_leaving))
    {
      take_answer (self, PACKSHOT_STEP_PREVIEW, reply);
      return;
    }

  if (reply->words != NULL)
    packshot_job_set_words (self->job, reply->words);
  packshot_drive_end (self, NULL);
}

/* The folder goes first, so that whoever sees the state change finds nothing left behind. */
static void
take_made (PackshotDrive *self, PackshotReply *reply)
{
  if (self->folder != NULL && reply->verdict != PACKSHOT_VERDICT_DONE)
    packshot_job_folder_remove (self->folder);

  take_answer (self, PACKSHOT_STEP_MAKE, reply);
}

static void
take_reply (PackshotDrive *self, PackshotStep step, PackshotReply *reply)
{
  const PackshotNext *next;

  note_contact (self, reply);
  check_reply (step, reply);
  next = packshot_answer_table_look_up (step, reply->verdict);
  if (reply->words == NULL && next->words != NULL)
    reply->words = g_strdup (_ (next->words));

  switch (step)
    {
    case PACKSHOT_STEP_MAKE:
      take_made (self, reply);
      break;
    case PACKSHOT_STEP_PREPARE:
      take_prepared (self, reply);
      break;
    case PACKSHOT_STEP_UPLOAD:
      take_uploaded (self, reply);
      break;
    case PACKSHOT_STEP_FETCH:
      take_fetched (self, reply);
      break;
    case PACKSHOT_STEP_CANCEL:
      take_cancelled (self, reply);
      break;
    case PACKSHOT_STEP_PREVIEW:
      take_preview (self, reply);
      break;
    case PACKSHOT_STEP_REHOST:
      packshot_drive_take_rehosted (self, reply);
      break;
    case PACKSHOT_STEP_POLL:
      if (reply->verdict == PACKSHOT_VERDICT_REVIEW)
        packshot_drive_take_review (self, reply);
      else
        take_answer (self, step, reply);
      break;
    case PACKSHOT_STEP_CREATE:
    case PACKSHOT_STEP_APPROVE:
    case PACKSHOT_STEP_REGENERATE_PICTURE:
    case PACKSHOT_STEP_REGENERATE_VIDEO:
    default:
      take_answer (self, step, reply);
      break;
    }
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotQueueCall) call = user_data;
  g_autoptr (PackshotQueue) queue = g_weak_ref_get (&call->queue);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotReply) reply =
      packshot_service_run_finish (PACKSHOT_SERVICE (source), result, &error);
  PackshotDrive *self = packshot_queue_call_find (call, queue);

  if (self == NULL)
    return;

  if (reply == NULL)
    reply = make_reply (call->step, error);

  g_clear_object (&self->cancellable);
  if (self->progress_id != 0)
    g_signal_handler_disconnect (self->service, self->progress_id);
  self->progress_id = 0;
  take_reply (self, call->step, reply);
}

static void
progress_cb (PackshotService *service,
             PackshotJob *job,
             double fraction,
             const char *activity,
             gpointer user_data)
{
  PackshotDrive *self = user_data;

  /* One who asked to stop should not read how well it goes. */
  if (job == self->job && !g_cancellable_is_cancelled (self->cancellable))
    packshot_job_set_progress (job, fraction, activity);
}

/**
 * packshot_drive_run:
 * @self: a drive for which nothing is out
 * @step: what to do, other than to poll
 *
 * Lets the service do a step.
 */
void
packshot_drive_run (PackshotDrive *self, PackshotStep step)
{
  g_return_if_fail (self->service != NULL);

  if (step != PACKSHOT_STEP_CANCEL)
    self->step = step;

  /* The service was asked to stop, and was faster with the video: what it says to that is of no
   * interest any more. */
  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      g_signal_handler_disconnect (self->service, self->progress_id);
      self->serial = ++self->queue->last_serial;
    }

  self->cancellable = g_cancellable_new ();
  self->progress_id = g_signal_connect (self->service, "progress", G_CALLBACK (progress_cb), self);
  packshot_service_run_async (self->service, self->job, step, self->cancellable, ran_cb,
                              packshot_queue_call_new (self->queue, self, step));
}

/**
 * packshot_drive_take_poll:
 * @self: a drive whose job is waiting
 * @reply: (inout): what the service says of it; words are put in where it has none
 */
void
packshot_drive_take_poll (PackshotDrive *self, PackshotReply *reply)
{
  if (reply->verdict == PACKSHOT_VERDICT_REVIEW && packshot_drive_is_behind (self))
    {
      reply->verdict = PACKSHOT_VERDICT_WORKING;
      /* They are about the preview. */
      g_clear_pointer (&reply->words, g_free);
    }
  if (reply->verdict == PACKSHOT_VERDICT_WORKING)
    packshot_job_set_progress (self->job, reply->fraction, packshot_job_get_activity (self->job));
  if (reply->verdict == PACKSHOT_VERDICT_DONE)
    self->has_fresh_link = TRUE;

  take_reply (self, PACKSHOT_STEP_POLL, reply);
}

/**
 * packshot_drive_make:
 * @self: a drive of a job that is ready
 *
 * Makes the video on this computer.
 */
void
packshot_drive_make (PackshotDrive *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotReply) reply = NULL;
  PackshotLedgerChange *change = packshot_ledger_change_new (
      PACKSHOT_JOB_READY, PACKSHOT_JOB_MAKING, PACKSHOT_EVENT_MOVED, "make");

  change->not_before = 0;
  packshot_job_set_words (self->job, NULL);
  packshot_job_set_state (self->job, PACKSHOT_JOB_MAKING);
  packshot_queue_write (self->queue, self->job, change, TRUE, NULL, NULL);

  if (packshot_job_get_output (self->job) == NULL)
    {
      self->folder = packshot_job_folder_dup_path (packshot_job_get_id (self->job));
      if (!packshot_job_folder_create (self->folder, &error))
        {
          g_clear_pointer (&self->folder, g_free);
          reply = make_reply (PACKSHOT_STEP_MAKE, error);
          take_reply (self, PACKSHOT_STEP_MAKE, reply);
          return;
        }
    }

  packshot_drive_run (self, PACKSHOT_STEP_MAKE);
}
