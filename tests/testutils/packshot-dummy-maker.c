/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-dummy-maker.h"

#include "packshot-job-folder.h"
#include "packshot-remote-dummy.h"

static char *
dup_folder (PackshotJob *job)
{
  char *folder = packshot_job_folder_dup_path (packshot_job_get_id (job));

  g_assert_true (packshot_job_folder_create (folder, NULL));
  return folder;
}

static void
add_copy (PackshotReply *reply, PackshotJob *job)
{
  const char *photo = packshot_request_get_string (packshot_job_get_request (job), "photo");
  g_autofree char *folder = dup_folder (job);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  PackshotJobCopy *copy;

  if (photo == NULL || !g_path_is_absolute (photo))
    return;

  file = g_file_new_for_path (photo);
  stream = g_file_read (file, NULL, NULL);
  g_assert_nonnull (stream);
  copy = packshot_job_copy_make (G_INPUT_STREAM (stream), "photo", folder, "photo.jpg", NULL, NULL);
  g_assert_nonnull (copy);
  g_ptr_array_add (reply->copies, copy);
}

/* As a download does: into the folder of the job, and from there to where the user wants it. */
static void
add_video (PackshotReply *reply, PackshotJob *job)
{
  g_autofree char *folder = dup_folder (job);
  g_autofree char *fetched = g_build_filename (folder, "fetched.mp4", NULL);

  g_assert_true (g_file_set_contents (fetched, "a video", -1, NULL));
  reply->video_path = g_strdup (packshot_job_get_destination (job));
  reply->cover_path = g_strdup (packshot_job_get_cover_destination (job));
  g_assert_true (g_file_set_contents (reply->video_path, "a video", -1, NULL));
  g_assert_true (g_file_set_contents (reply->cover_path, "a cover", -1, NULL));
  reply->width = 1920;
  reply->height = 1080;
  reply->duration = 12;
}

static const char *
find_poll_id (PackshotJob *job)
{
  return packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_POLL);
}

static void
add_link (PackshotReply *reply, PackshotJob *job)
{
  g_autofree char *link = g_strdup_printf ("https://example.com/%s.mp4", find_poll_id (job));

  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_VIDEO_URL, link, "poll");
}

/* One whose price is told by the balance tells what it was before the call. */
static void
charge (PackshotDummyMaker *self, PackshotReply *reply, gint64 price)
{
  if (self->tells_balance)
    {
      reply->balance = self->balance;
      self->balance -= price;
      return;
    }

  reply->cost = price;
  reply->balance = PACKSHOT_REMOTE_DUMMY_BALANCE;
}

static void
add_id (PackshotDummyMaker *self, PackshotReply *reply, const char *step)
{
  g_autofree char *id = g_strdup_printf ("video-%u", ++self->n_videos);

  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_POLL, id, step);
}

static void
approve (PackshotDummyMaker *self, const char *id)
{
  g_hash_table_add (self->approved, g_strdup (id));
}

static void
add_preview (PackshotReply *reply, PackshotJob *job)
{
  g_free (dup_folder (job));
  reply->preview_path = packshot_job_dup_preview_path (job);
  g_assert_true (g_file_set_contents (reply->preview_path, "a preview", -1, NULL));
}

/* Another paid call, which costs something and brings another id where something is made again. */
static void
pay (PackshotDummyMaker *self, PackshotStep step, PackshotJob *job, PackshotReply *reply)
{
  if (step == PACKSHOT_STEP_APPROVE)
    {
      approve (self, find_poll_id (job));
      charge (self, reply, PACKSHOT_REMOTE_DUMMY_APPROVE_PRICE);
    }
  else if (step == PACKSHOT_STEP_REGENERATE_PICTURE)
    {
      add_id (self, reply, "regenerate-picture");
      charge (self, reply, PACKSHOT_REMOTE_DUMMY_PICTURE_PRICE);
    }
  else
    {
      add_id (self, reply, "regenerate-video");
      approve (self, packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_POLL));
      charge (self, reply, PACKSHOT_REMOTE_DUMMY_VIDEO_PRICE);
    }
}

/**
 * packshot_dummy_maker_fill:
 * @self: what it has made so far
 * @step: a step that is done
 * @job: for which job
 * @reply: the reply, which gets what belongs to that
 */
void
packshot_dummy_maker_fill (PackshotDummyMaker *self,
                           PackshotStep step,
                           PackshotJob *job,
                           PackshotReply *reply)
{
  if (step == PACKSHOT_STEP_PREPARE)
    add_copy (reply, job);
  else if (step == PACKSHOT_STEP_UPLOAD)
    packshot_reply_add_remote_id (reply, "photo", "picture-1", "upload");
  else if (step == PACKSHOT_STEP_CREATE && reply->remote_ids->len == 0)
    {
      add_id (self, reply, "create");
      charge (self, reply, PACKSHOT_REMOTE_DUMMY_PRICE);
    }
  else if (packshot_step_is_paid (step) && reply->remote_ids->len == 0)
    pay (self, step, job, reply);
  else if (step == PACKSHOT_STEP_PREVIEW)
    add_preview (reply, job);
  else if (step == PACKSHOT_STEP_POLL && reply->remote_ids->len == 0)
    add_link (reply, job);
  else if (step == PACKSHOT_STEP_FETCH)
    add_video (reply, job);
  else if (step == PACKSHOT_STEP_REHOST && reply->remote_ids->len == 0)
    packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_HOSTED_URL,
                                  "https://files.example.com/1", "rehost");
}

/**
 * packshot_dummy_maker_poll:
 * @self: what it has made so far
 * @job: a job that is asked for
 *
 * Returns: (transfer full): how that goes
 */
PackshotReply *
packshot_dummy_maker_poll (PackshotDummyMaker *self, PackshotJob *job)
{
  const char *id = find_poll_id (job);
  g_autofree char *url = NULL;
  PackshotReply *reply;

  if (self->is_busy)
    return packshot_reply_new (PACKSHOT_VERDICT_WORKING);
  if (!self->reviews || g_hash_table_contains (self->approved, id))
    return packshot_reply_new (PACKSHOT_VERDICT_DONE);

  url = g_strdup_printf ("https://example.com/%s.jpg", id);
  reply = packshot_reply_new (PACKSHOT_VERDICT_REVIEW);
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_PREVIEW_URL, url, "poll");
  return reply;
}

/**
 * packshot_dummy_maker_init:
 * @self: what is filled in
 */
void
packshot_dummy_maker_init (PackshotDummyMaker *self)
{
  self->approved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->balance = PACKSHOT_REMOTE_DUMMY_BALANCE;
}

/**
 * packshot_dummy_maker_clear:
 * @self: what packshot_dummy_maker_init() filled in
 */
void
packshot_dummy_maker_clear (PackshotDummyMaker *self)
{
  g_hash_table_unref (self->approved);
}
