/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Jobs that are paid for in steps: the preview that a person looks at, and what happens to what is
 * there when the next thing does not come. */

#include "packshot-queue-private.h"

#include "packshot-listing-match.h"
#include "packshot-nick.h"

static const char *
find_id (PackshotDrive *self, const char *kind)
{
  return packshot_remote_id_find (self->job->remote_ids, kind);
}

static gboolean
has_picture (PackshotJob *job)
{
  const char *path = packshot_job_get_cover_path (job);

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static void
rest_in_review (PackshotDrive *self)
{
  g_autoptr (PackshotReply) reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);

  packshot_drive_settle (self, PACKSHOT_STEP_PREVIEW, reply, PACKSHOT_JOB_REVIEW,
                         PACKSHOT_FAILURE_NONE);
}

static void
review_written (PackshotQueue *queue, PackshotJob *job, const GError *error)
{
  PackshotDrive *self = packshot_queue_find_drive (queue, job);
  gboolean wants_preview;

  if (self == NULL)
    return;

  /* Once: a job whose picture does not come rests without it. */
  wants_preview = self->wants_preview;
  self->wants_preview = FALSE;
  if (error != NULL || self->is_leaving)
    packshot_drive_end (self, error);
  else if (wants_preview)
    packshot_drive_run (self, PACKSHOT_STEP_PREVIEW);
  else
    rest_in_review (self);
}

/**
 * packshot_drive_is_behind:
 * @self: a drive whose service says that it waits for a review
 *
 * Returns: whether that is what it said before the review: a moment after the approval it may say
 * so still
 */
gboolean
packshot_drive_is_behind (PackshotDrive *self)
{
  const char *id = find_id (self, PACKSHOT_REMOTE_ID_POLL);
  gint64 age = g_get_real_time () - self->job->paid_at;

  if (self->job->paid_step == PACKSHOT_STEP_REGENERATE_VIDEO
      || (self->job->paid_step == PACKSHOT_STEP_APPROVE && age < PACKSHOT_LISTING_LATE))
    return TRUE;

  for (guint i = 0; i < self->job->remote_ids->len; i++)
    {
      const PackshotRemoteId *other = g_ptr_array_index (self->job->remote_ids, i);

      if (g_str_equal (other->kind, PACKSHOT_REMOTE_ID_APPROVED) && g_strcmp0 (other->id, id) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_id (PackshotDrive *self, PackshotLedgerChange *change, PackshotRemoteId *id)
{
  g_autoptr (GPtrArray) ids =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);

  g_ptr_array_add (ids, id);
  packshot_drive_add_ids (self, change, ids);
}

/**
 * packshot_drive_mark_approved:
 * @self: a drive whose service took an approval
 * @change: where that is written; it has the ids that came with it already
 */
void
packshot_drive_mark_approved (PackshotDrive *self, PackshotLedgerChange *change)
{
  const char *id = find_id (self, PACKSHOT_REMOTE_ID_POLL);

  if (id != NULL)
    add_id (self, change, packshot_remote_id_new (PACKSHOT_REMOTE_ID_APPROVED, id, change->step));
}

/**
 * packshot_drive_soften:
 * @self: a drive
 * @state: where its job would go
 *
 * Something that was to be made again and is not to be had takes nothing from what is there.
 *
 * Returns: @state, or where the job goes back to
 */
PackshotJobState
packshot_drive_soften (PackshotDrive *self, PackshotJobState state)
{
  PackshotJobState now = packshot_job_get_state (self->job);
  PackshotStep paid_step = self->job->paid_step;

  if ((state != PACKSHOT_JOB_FAILED && state != PACKSHOT_JOB_CANCELLED)
      || (paid_step != PACKSHOT_STEP_REGENERATE_PICTURE
          && paid_step != PACKSHOT_STEP_REGENERATE_VIDEO)
      || !packshot_job_state_may_follow (now, packshot_job_state_before (paid_step)))
    return state;

  return packshot_job_state_before (paid_step);
}

/**
 * packshot_drive_return_to_last:
 * @self: a drive whose job goes back to what was there before
 * @change: where that is written
 *
 * What the service called that is what counts from then on.
 */
void
packshot_drive_return_to_last (PackshotDrive *self, PackshotLedgerChange *change)
{
  const char *failed = find_id (self, PACKSHOT_REMOTE_ID_POLL);

  for (guint i = self->job->remote_ids->len; i > 0; i--)
    {
      const PackshotRemoteId *id = g_ptr_array_index (self->job->remote_ids, i - 1);

      if (!g_str_equal (id->kind, PACKSHOT_REMOTE_ID_POLL) || g_strcmp0 (id->id, failed) == 0)
        continue;

      add_id (self, change, packshot_remote_id_copy (id));
      return;
    }
}

/**
 * packshot_drive_go_on_review:
 * @self: a drive of a job in review
 *
 * A job rests there, but for what a person asked for: the next paid call, or a picture that did not
 * come at the first attempt.
 */
void
packshot_drive_go_on_review (PackshotDrive *self)
{
  gboolean wants_preview = self->wants_preview && !has_picture (self->job)
                           && find_id (self, PACKSHOT_REMOTE_ID_PREVIEW_URL) != NULL;

  self->wants_preview = FALSE;
  if (self->purpose == PACKSHOT_PURPOSE_PAY)
    packshot_drive_intend_again (self);
  else if (wants_preview && !self->is_leaving && !self->cancel_wanted)
    packshot_drive_run (self, PACKSHOT_STEP_PREVIEW);
  else
    packshot_drive_end (self, NULL);
}

/**
 * packshot_drive_take_review:
 * @self: a drive whose job is waiting
 * @reply: the answer to a poll: the preview is there
 *
 * Writes that, and brings the picture here before the job rests.
 */
void
packshot_drive_take_review (PackshotDrive *self, PackshotReply *reply)
{
  const char *url = packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_PREVIEW_URL);
  gboolean is_known = self->job->paid_step == PACKSHOT_STEP_APPROVE && has_picture (self->job)
                      && g_strcmp0 (url, find_id (self, PACKSHOT_REMOTE_ID_PREVIEW_URL)) == 0;
  PackshotLedgerChange *change = packshot_ledger_change_new (
      PACKSHOT_JOB_WAITING, PACKSHOT_JOB_WAITING, PACKSHOT_EVENT_ANSWERED,
      packshot_nick (PACKSHOT_TYPE_STEP, PACKSHOT_STEP_POLL));

  /* An approval of which nobody knew what became of it: it was not taken. */
  if (self->job->paid_step == PACKSHOT_STEP_APPROVE && reply->cost == PACKSHOT_MONEY_UNKNOWN)
    reply->cost = 0;

  packshot_drive_set_money (self, change, PACKSHOT_STEP_POLL, reply);
  packshot_drive_add_ids (self, change, reply->remote_ids);
  self->wants_preview = url != NULL && !is_known;
  self->step = PACKSHOT_STEP_PREVIEW;
  self->due = 0;
  self->n_failures = 0;
  self->backoff = (PackshotBackoff){ 0 };
  packshot_job_set_next_try (self->job, 0);
  packshot_queue_write (self->queue, self->job, change, TRUE, NULL, review_written);
}
