/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-job-private.h"

static void
set_string (PackshotJob *self, char **field, const char *value, const char *property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify (G_OBJECT (self), property);
}

static void
set_double (PackshotJob *self, double *field, double value, const char *property)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify (G_OBJECT (self), property);
}

static void
set_uint (PackshotJob *self, guint *field, guint value, const char *property)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify (G_OBJECT (self), property);
}

static void
set_int64 (PackshotJob *self, gint64 *field, gint64 value, const char *property)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify (G_OBJECT (self), property);
}

static void
set_boolean (PackshotJob *self, gboolean *field, gboolean value, const char *property)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify (G_OBJECT (self), property);
}

/* They follow from what is there, and from the state. */
static void
forget_destinations (PackshotJob *self)
{
  g_clear_pointer (&self->destination, g_free);
  g_clear_pointer (&self->cover_destination, g_free);
}

/**
 * packshot_job_new:
 * @id: a name for it, unique on this computer and fit for a file name
 * @request: what is asked; frozen
 * @title: what to call it
 * @output: (nullable) (type filename): the absolute path the user asked for
 *
 * Returns: (transfer full): a new job, which is ready
 */
PackshotJob *
packshot_job_new (const char *id, PackshotRequest *request, const char *title, const char *output)
{
  PackshotJob *self = g_object_new (PACKSHOT_TYPE_JOB, NULL);

  self->id = g_strdup (id);
  self->request = g_object_ref (request);
  self->manifest = g_object_ref (packshot_request_get_manifest (request));
  self->service = g_strdup (packshot_manifest_get_id (self->manifest));
  self->title = g_strdup (title);
  self->output = g_strdup (output);
  self->created = self->changed = g_get_real_time ();

  return self;
}

/**
 * packshot_job_set_state:
 * @self: a job
 * @state: a state that may follow the one it is in
 *
 * Moves the job on. The clock starts when it leaves ready, and again with another paid call; it
 * stops where the job ends or rests.
 */
void
packshot_job_set_state (PackshotJob *self, PackshotJobState state)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));
  g_return_if_fail (packshot_job_state_may_follow (self->state, state));

  g_debug ("Job %s was %s and is %s", self->id, packshot_job_state_to_string (self->state),
           packshot_job_state_to_string (state));

  if (state == PACKSHOT_JOB_READY)
    self->started = 0;
  else if (self->started == 0 || (self->ended != 0 && state == PACKSHOT_JOB_SUBMITTING))
    self->started = g_get_monotonic_time ();

  if (packshot_job_state_is_end (state) || state == PACKSHOT_JOB_REVIEW)
    self->ended = g_get_monotonic_time ();
  else
    self->ended = 0;

  self->state = state;
  forget_destinations (self);
  /* How much of the upload is done says nothing about the order, nor that about the video. */
  if (state == PACKSHOT_JOB_SUBMITTING || state == PACKSHOT_JOB_WAITING
      || state == PACKSHOT_JOB_FETCHING)
    packshot_job_set_progress (self, -1, NULL);
  self->changed = g_get_real_time ();
  g_object_notify (G_OBJECT (self), "state");
  g_object_notify (G_OBJECT (self), "changed");
}

/**
 * packshot_job_set_progress:
 * @self: a job
 * @fraction: how much is done, 0 to 1; less than 0 where that is not known
 * @activity: (nullable): what is being done, in a few words
 */
void
packshot_job_set_progress (PackshotJob *self, double fraction, const char *activity)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  fraction = fraction >= 0 ? MIN (fraction, 1) : -1;
  if (fraction >= 0)
    packshot_estimate_add (&self->estimate, g_get_monotonic_time (), fraction);

  /* Not frozen, which would tell of the two in the reverse order: what is done comes first. */
  set_string (self, &self->activity, activity, "activity");
  set_double (self, &self->fraction, fraction, "fraction");
}

/**
 * packshot_job_set_files:
 * @self: a job
 * @video: (nullable) (type filename): the absolute path of the video
 * @cover: (nullable) (type filename): the absolute path of the cover
 */
void
packshot_job_set_files (PackshotJob *self, const char *video, const char *cover)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_string (self, &self->video_path, video, "video-path");
  set_string (self, &self->cover_path, cover, "cover-path");
}

/**
 * packshot_job_set_size:
 * @self: a job
 * @width: of the video, in pixels
 * @height: of the video, in pixels
 * @duration: of the video, in seconds
 */
void
packshot_job_set_size (PackshotJob *self, guint width, guint height, double duration)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_uint (self, &self->width, width, "width");
  set_uint (self, &self->height, height, "height");
  set_double (self, &self->duration, duration, "duration");
}

/**
 * packshot_job_set_warnings:
 * @self: a job
 * @warnings: (element-type utf8): what a step has to say; where it is nothing, what an earlier one
 *   said stays
 */
void
packshot_job_set_warnings (PackshotJob *self, const GPtrArray *warnings)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  g_return_if_fail (PACKSHOT_IS_JOB (self) && warnings != NULL);

  if (warnings->len == 0)
    return;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < warnings->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (warnings, i));

  g_strfreev (self->warnings);
  self->warnings = g_strv_builder_end (builder);
  g_object_notify (G_OBJECT (self), "warnings");
}

/**
 * packshot_job_set_result:
 * @self: a job
 * @reply: the reply with the video
 */
void
packshot_job_set_result (PackshotJob *self, const PackshotReply *reply)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self) && reply != NULL);

  g_object_freeze_notify (G_OBJECT (self));
  packshot_job_set_files (self, reply->video_path, reply->cover_path);
  packshot_job_set_size (self, reply->width, reply->height, reply->duration);
  packshot_job_set_warnings (self, reply->warnings);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * packshot_job_add_result:
 * @self: a job
 * @result: what came of it now, after all others
 */
void
packshot_job_add_result (PackshotJob *self, const PackshotLedgerResult *result)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self) && result != NULL);

  g_ptr_array_add (self->results, packshot_ledger_result_copy (result));
  forget_destinations (self);
}

/**
 * packshot_job_set_beside:
 * @self: a job
 * @beside: (nullable) (type filename): where a video that is made again is to be
 */
void
packshot_job_set_beside (PackshotJob *self, const char *beside)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  g_free (self->beside);
  self->beside = g_strdup (beside);
  forget_destinations (self);
}

/**
 * packshot_job_set_request:
 * @self: a job
 * @request: what is asked from now on; frozen
 */
void
packshot_job_set_request (PackshotJob *self, PackshotRequest *request)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  if (g_set_object (&self->request, request))
    g_object_notify (G_OBJECT (self), "request");
}

/**
 * packshot_job_set_paid_step:
 * @self: a job
 * @step: the paid call that is about to be sent
 * @at: when, in microseconds since 1970, UTC
 * @price: the price that was shown of it, in millionths of its unit
 */
void
packshot_job_set_paid_step (PackshotJob *self, PackshotStep step, gint64 at, gint64 price)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  self->paid_step = step;
  self->paid_at = at;
  set_int64 (self, &self->price, price, "price");
}

/**
 * packshot_job_add_remote_ids:
 * @self: a job
 * @ids: (element-type PackshotRemoteId): ids that became known
 */
void
packshot_job_add_remote_ids (PackshotJob *self, const GPtrArray *ids)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self) && ids != NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      const PackshotRemoteId *id = g_ptr_array_index (ids, i);

      g_ptr_array_add (self->remote_ids, packshot_remote_id_new (id->kind, id->id, id->step));
    }
}

/**
 * packshot_job_set_copies:
 * @self: a job
 * @copies: (element-type PackshotJobCopy): the files that will be sent
 */
void
packshot_job_set_copies (PackshotJob *self, const GPtrArray *copies)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self) && copies != NULL);

  g_ptr_array_set_size (self->copies, 0);
  for (guint i = 0; i < copies->len; i++)
    g_ptr_array_add (self->copies, packshot_job_copy_dup (g_ptr_array_index (copies, i)));
}

/**
 * packshot_job_set_failure:
 * @self: a job
 * @failure: why it failed
 * @words: the same in one sentence for the user
 */
void
packshot_job_set_failure (PackshotJob *self, PackshotFailure failure, const char *words)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self) && words != NULL);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->failure != failure)
    {
      self->failure = failure;
      g_object_notify (G_OBJECT (self), "failure");
    }
  set_string (self, &self->failure_words, words, "failure-words");
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * packshot_job_set_row:
 * @self: a job
 * @row: its row in the ledger
 */
void
packshot_job_set_row (PackshotJob *self, gint64 row)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_int64 (self, &self->row, row, "row");
}

/**
 * packshot_job_set_words:
 * @self: a job
 * @words: (nullable): one sentence about the state it is in
 */
void
packshot_job_set_words (PackshotJob *self, const char *words)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  /* In the ledger an empty text takes the place of earlier words. */
  set_string (self, &self->words, words != NULL && *words != '\0' ? words : NULL, "words");
}

/**
 * packshot_job_set_charged:
 * @self: a job
 * @charged: what it cost, in millionths of its unit
 */
void
packshot_job_set_charged (PackshotJob *self, gint64 charged)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_int64 (self, &self->charged, charged, "charged");
}

/**
 * packshot_job_set_balance:
 * @self: a job
 * @balance: what is left at the service, in the same
 */
void
packshot_job_set_balance (PackshotJob *self, gint64 balance)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_int64 (self, &self->balance, balance, "balance");
}

/**
 * packshot_job_set_next_try:
 * @self: a job
 * @next_try: when the service is asked again, in microseconds since 1970, or 0
 */
void
packshot_job_set_next_try (PackshotJob *self, gint64 next_try)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_int64 (self, &self->next_try, next_try, "next-try");
}

/**
 * packshot_job_set_last_contact:
 * @self: a job
 * @last_contact: when the service answered, in the same
 */
void
packshot_job_set_last_contact (PackshotJob *self, gint64 last_contact)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_int64 (self, &self->last_contact, last_contact, "last-contact");
}

/**
 * packshot_job_set_cancel_asked:
 * @self: a job
 * @cancel_asked: whether the user asked to cancel
 */
void
packshot_job_set_cancel_asked (PackshotJob *self, gboolean cancel_asked)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_boolean (self, &self->cancel_asked, cancel_asked, "cancel-asked");
}

/**
 * packshot_job_set_key_needed:
 * @self: a job
 * @key_needed: whether it waits for a key
 */
void
packshot_job_set_key_needed (PackshotJob *self, gboolean key_needed)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_boolean (self, &self->key_needed, key_needed, "key-needed");
}

/**
 * packshot_job_set_driven_elsewhere:
 * @self: a job
 * @driven_elsewhere: whether another program drives it
 */
void
packshot_job_set_driven_elsewhere (PackshotJob *self, gboolean driven_elsewhere)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_boolean (self, &self->driven_elsewhere, driven_elsewhere, "driven-elsewhere");
}

/**
 * packshot_job_set_trashed:
 * @self: a job
 * @trashed: when it was put into the trash, in microseconds since 1970, or 0
 */
void
packshot_job_set_trashed (PackshotJob *self, gint64 trashed)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self));

  set_int64 (self, &self->trashed, trashed, "trashed");
}
