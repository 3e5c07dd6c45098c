/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* One job on its way: from the lease to where it rests. What its steps answer is in
 * packshot-drive-steps.c. */

#include "packshot-queue-private.h"

#include "packshot-core-error.h"
#include "packshot-job-folder.h"

/* How long what was sent with an order that was not taken serves the next one, in microseconds. */
#define UPLOADS_LAST G_TIME_SPAN_HOUR

static gboolean
is_offline (PackshotDrive *self)
{
  return packshot_manifest_get_offline (packshot_job_get_manifest (self->job));
}

static gboolean
take_lease (PackshotDrive *self)
{
  g_autoptr (GError) error = NULL;

  self->lease =
      packshot_ledger_lease (self->queue->ledger, packshot_job_get_row (self->job), &error);
  if (self->lease != NULL)
    return TRUE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      packshot_queue_set_elsewhere (self->queue, self->job, TRUE);
      packshot_drive_end (self, error);
    }
  else
    {
      packshot_drive_give_up (self, error);
    }

  return FALSE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotQueueCall) call = user_data;
  g_autoptr (PackshotQueue) queue = g_weak_ref_get (&call->queue);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotLedgerRecord) record =
      packshot_ledger_load_finish (PACKSHOT_LEDGER (source), result, &error);
  PackshotDrive *self = packshot_queue_call_find (call, queue);

  if (self == NULL)
    return;

  if (record == NULL)
    {
      packshot_drive_give_up (self, error);
      packshot_queue_read_again (queue);
      return;
    }

  packshot_job_take_record (call->job, record);
  packshot_queue_index_ids (queue, call->job);
  self->is_loaded = TRUE;
  if (self->purpose == PACKSHOT_PURPOSE_LOOK_UP
      && packshot_job_get_state (call->job) != PACKSHOT_JOB_UNKNOWN)
    packshot_drive_end_look_up (self);
  /* What was said when it came back is no answer to its being sent again. */
  if (self->purpose == PACKSHOT_PURPOSE_SUBMIT
      && packshot_job_get_state (call->job) == PACKSHOT_JOB_READY)
    packshot_job_set_words (call->job, NULL);
  /* Another program may have been faster: what was to be paid for is done, or is not wanted. */
  if (self->purpose == PACKSHOT_PURPOSE_PAY && !packshot_job_offers (call->job, self->paid_step))
    self->purpose = PACKSHOT_PURPOSE_CARRY_ON;
  self->wants_preview = packshot_job_get_state (call->job) == PACKSHOT_JOB_REVIEW
                        && self->purpose == PACKSHOT_PURPOSE_CARRY_ON;
  /* Whoever was asked for it may have ended before the service was. */
  if (packshot_job_get_cancel_asked (call->job)
      && packshot_job_get_state (call->job) == PACKSHOT_JOB_WAITING)
    self->cancel_wanted = TRUE;
  packshot_drive_go_on (self);
}

/* Takes the lease first, and then reads the job again, since another program may have moved it on
 * before. One that is not written yet has to wait for that. */
static void
begin (PackshotDrive *self)
{
  if (self->queue->ledger == NULL || packshot_job_get_row (self->job) == 0)
    return;

  packshot_queue_set_elsewhere (self->queue, self->job, FALSE);
  if (take_lease (self))
    packshot_ledger_load_async (self->queue->ledger, packshot_job_get_row (self->job), NULL,
                                loaded_cb,
                                packshot_queue_call_new (self->queue, self, PACKSHOT_STEP_PREPARE));
}

/* A request that is at hand can be made at once: it costs nothing if another program had the same
 * thought. */
static void
begin_making (PackshotDrive *self)
{
  if (packshot_job_get_request (self->job) == NULL || self->purpose == PACKSHOT_PURPOSE_RECOVER)
    begin (self);
  else if (packshot_job_get_row (self->job) == 0 || self->queue->ledger == NULL
           || take_lease (self))
    packshot_drive_go_on (self);
}

static gboolean
is_uploaded (PackshotManifest *manifest, const char *name)
{
  PackshotOption *option = packshot_manifest_lookup (manifest, name);
  PackshotPictureTransport transport =
      option != NULL ? packshot_option_get_transport (option) : PACKSHOT_PICTURE_TRANSPORT_NONE;

  /* There is a copy of what has to have an address only where it has none yet. */
  return transport == PACKSHOT_PICTURE_TRANSPORT_UPLOAD
         || transport == PACKSHOT_PICTURE_TRANSPORT_ADDRESS;
}

/* An order that was not taken rests until somebody sends it again, maybe for days. By then signed
 * addresses have run out, and services have thrown away what nobody ordered anything with. */
static gboolean
are_uploads_old (PackshotJob *job)
{
  return g_get_real_time () - packshot_job_get_changed (job) > UPLOADS_LAST;
}

static gboolean
needs_upload (PackshotDrive *self)
{
  const GPtrArray *copies = packshot_job_get_copies (self->job);
  const GPtrArray *ids = packshot_job_get_remote_ids (self->job);
  gboolean again = are_uploads_old (self->job);

  for (guint i = 0; i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);

      if (is_uploaded (packshot_job_get_manifest (self->job), copy->option)
          && (again || packshot_remote_id_find (ids, copy->option) == NULL))
        return TRUE;
    }

  return FALSE;
}

/* That were made before, and nobody took away. */
static gboolean
has_copies (PackshotJob *job)
{
  const GPtrArray *copies = packshot_job_get_copies (job);

  for (guint i = 0; i < copies->len; i++)
    if (!g_file_test (((PackshotJobCopy *) g_ptr_array_index (copies, i))->path,
                      G_FILE_TEST_IS_REGULAR))
      return FALSE;

  return copies->len > 0;
}

static void
go_on_ready (PackshotDrive *self)
{
  if (self->cancel_wanted)
    packshot_drive_stop (self, PACKSHOT_JOB_CANCELLED);
  else if (self->is_leaving || self->purpose == PACKSHOT_PURPOSE_CARRY_ON
           || self->purpose == PACKSHOT_PURPOSE_PAY || self->purpose == PACKSHOT_PURPOSE_RECOVER)
    packshot_drive_end (self, NULL);
  else if (is_offline (self))
    packshot_drive_make (self);
  else if (packshot_job_get_request (self->job) == NULL)
    packshot_drive_end (self, NULL);
  else if (!self->is_prepared && !has_copies (self->job))
    packshot_drive_run (self, PACKSHOT_STEP_PREPARE);
  else if (self->purpose == PACKSHOT_PURPOSE_PREPARE)
    packshot_drive_end (self, NULL);
  else if (needs_upload (self))
    packshot_drive_intend_upload (self);
  else
    packshot_drive_intend_create (self);
}

static void
wait_for_poll (PackshotDrive *self)
{
  gint64 now = g_get_real_time ();
  gint64 told = packshot_backoff_until (self->job->not_before, now);
  gint64 wait = MAX (told, self->pause);

  self->step = PACKSHOT_STEP_POLL;
  self->due = packshot_queue_now () + wait;
  packshot_job_set_next_try (self->job, now + wait);
  self->pause = 0;
  self->is_told = told > 0;
  packshot_queue_set_timer (self->queue);

  if (self->cancel_wanted)
    packshot_drive_cancel (self);
}

/* A link that ran out while nobody looked costs a call in vain, and a fresh one is free. */
static gboolean
is_link_old (PackshotDrive *self)
{
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);
  double lifetime = packshot_manifest_get_link_lifetime (manifest) * G_USEC_PER_SEC;

  return !self->has_fresh_link && lifetime > 0
         && packshot_remote_id_find (self->job->remote_ids, PACKSHOT_REMOTE_ID_POLL) != NULL
         && (double) (g_get_real_time () - packshot_job_get_changed (self->job)) > lifetime;
}

static void
go_on_fetching (PackshotDrive *self)
{
  g_autoptr (PackshotReply) reply = NULL;

  self->step = PACKSHOT_STEP_FETCH;
  if (!is_link_old (self))
    {
      self->has_fresh_link = TRUE;
      packshot_drive_run (self, PACKSHOT_STEP_FETCH);
      return;
    }

  reply = packshot_reply_new (PACKSHOT_VERDICT_GONE);
  packshot_drive_settle (self, PACKSHOT_STEP_FETCH, reply, PACKSHOT_JOB_WAITING,
                         PACKSHOT_FAILURE_NONE);
}

/**
 * packshot_drive_go_on:
 * @self: a drive
 *
 * Does what follows from the state of its job, as it is on disk.
 */
void
packshot_drive_go_on (PackshotDrive *self)
{
  gboolean is_here = self->purpose != PACKSHOT_PURPOSE_RECOVER || self->queue->resumed;

  switch (packshot_job_get_state (self->job))
    {
    case PACKSHOT_JOB_READY:
      go_on_ready (self);
      break;
    case PACKSHOT_JOB_UPLOADING:
      if (self->step != PACKSHOT_STEP_UPLOAD || !self->is_prepared)
        packshot_drive_recover (self);
      else if (self->cancel_wanted)
        packshot_drive_stop (self, PACKSHOT_JOB_CANCELLED);
      else if (self->is_leaving)
        packshot_drive_stop (self, PACKSHOT_JOB_READY);
      else
        packshot_drive_intend_create (self);
      break;
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_MAKING:
      packshot_drive_recover (self);
      break;
    case PACKSHOT_JOB_WAITING:
      if (is_here && !self->is_leaving)
        wait_for_poll (self);
      else
        packshot_drive_end (self, NULL);
      break;
    case PACKSHOT_JOB_FETCHING:
      if (is_here && !self->is_leaving)
        go_on_fetching (self);
      else
        packshot_drive_end (self, NULL);
      break;
    case PACKSHOT_JOB_UNKNOWN:
      packshot_drive_look_up (self);
      break;
    case PACKSHOT_JOB_REVIEW:
      packshot_drive_go_on_review (self);
      break;
    case PACKSHOT_JOB_DONE:
      if (self->purpose == PACKSHOT_PURPOSE_PAY)
        packshot_drive_intend_again (self);
      else
        packshot_drive_rehost (self);
      break;
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    default:
      packshot_drive_end (self, NULL);
      break;
    }
}

/**
 * packshot_drive_start:
 * @queue: the queue
 * @job: one of its jobs, which is not driven yet
 * @purpose: why
 * @waiting: (nullable): who asked for the files of the job, or what became of it
 *
 * Begins to drive a job, as soon as it is written.
 *
 * Returns: (transfer none) (nullable): the drive, or %NULL where it has ended already
 */
PackshotDrive *
packshot_drive_start (PackshotQueue *queue,
                      PackshotJob *job,
                      PackshotPurpose purpose,
                      GTask *waiting)
{
  PackshotDrive *self = g_new0 (PackshotDrive, 1);
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  self->queue = queue;
  self->job = g_object_ref (job);
  self->purpose = purpose;
  self->serial = ++queue->last_serial;
  if (manifest != NULL)
    g_set_object (&self->service, packshot_registry_get_service (queue->registry, manifest, NULL));
  g_set_object (&self->waiting, waiting);
  g_hash_table_insert (queue->drives, g_object_ref (job), self);

  if (purpose == PACKSHOT_PURPOSE_SUBMIT && is_offline (self))
    begin_making (self);
  else
    begin (self);

  return packshot_queue_find_drive (queue, job);
}

/**
 * packshot_drive_free:
 * @self: (transfer full): a drive
 *
 * Stops what is out.
 */
void
packshot_drive_free (PackshotDrive *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->progress_id != 0)
    g_signal_handler_disconnect (self->service, self->progress_id);
  g_clear_pointer (&self->lease, packshot_lease_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->waiting);
  g_clear_object (&self->amended);
  g_clear_object (&self->before);
  g_clear_object (&self->service);
  g_clear_object (&self->job);
  g_clear_pointer (&self->look_up, packshot_look_up_free);
  g_free (self->folder);
  g_free (self);
}

/**
 * packshot_drive_end:
 * @self: (transfer full): a drive
 * @error: (nullable): why it ended early
 *
 * The job rests. Its lease is given back when all is written.
 */
void
packshot_drive_end (PackshotDrive *self, const GError *error)
{
  g_autoptr (PackshotQueue) queue = g_object_ref (self->queue);
  g_autoptr (PackshotJob) job = g_object_ref (self->job);
  g_autoptr (GTask) waiting = g_steal_pointer (&self->waiting);

  packshot_job_set_next_try (job, 0);
  packshot_job_set_key_needed (job, FALSE);
  job->over_limit_allowed = FALSE;
  if (self->lease != NULL)
    packshot_queue_keep_lease (queue, job, g_steal_pointer (&self->lease));
  g_hash_table_remove (queue->drives, job);

  if (waiting != NULL && error != NULL)
    g_task_return_error (waiting, g_error_copy (error));
  else if (waiting != NULL)
    g_task_return_boolean (waiting, TRUE);

  packshot_queue_save (queue, job);
  packshot_queue_set_timer (queue);
  packshot_queue_end_opening (queue);
  packshot_queue_start_what_fits (queue);
  if (queue->closing)
    packshot_queue_end_shutdowns (queue);
}

/**
 * packshot_drive_give_up:
 * @self: (transfer full): a drive
 * @error: why its job can't go on
 *
 * The job rests where it is, with a word about that.
 */
void
packshot_drive_give_up (PackshotDrive *self, const GError *error)
{
  packshot_job_set_words (self->job, error->message);
  packshot_drive_end (self, error);
}

/**
 * packshot_drive_row_written:
 * @self: a drive
 *
 * Its job is written for the first time.
 */
void
packshot_drive_row_written (PackshotDrive *self)
{
  if (packshot_job_get_state (self->job) == PACKSHOT_JOB_MAKING)
    self->lease =
        packshot_ledger_lease (self->queue->ledger, packshot_job_get_row (self->job), NULL);
  else if (!self->is_loaded && self->lease == NULL)
    begin (self);
}

/**
 * packshot_drive_retry:
 * @self: a drive whose time has come, of a job that is not waiting
 *
 * Does its step again.
 */
void
packshot_drive_retry (PackshotDrive *self)
{
  self->due = 0;
  self->wants_network = FALSE;
  packshot_drive_run (self, self->step);
}
