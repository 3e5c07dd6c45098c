/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-reply.h"

/**
 * packshot_reply_new:
 * @verdict: what came of the step
 *
 * Returns: (transfer full): a reply with nothing but its verdict
 */
PackshotReply *
packshot_reply_new (PackshotVerdict verdict)
{
  PackshotReply *reply = g_new0 (PackshotReply, 1);

  reply->verdict = verdict;
  reply->fraction = -1;
  reply->remote_ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  reply->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_job_copy_free);
  reply->cost = PACKSHOT_MONEY_UNKNOWN;
  reply->balance = PACKSHOT_MONEY_UNKNOWN;
  reply->warnings = g_ptr_array_new_with_free_func (g_free);

  return reply;
}

/**
 * packshot_reply_new_take_words:
 * @verdict: what came of the step
 * @words: (transfer full): one sentence for the user
 *
 * Returns: (transfer full): a reply with a verdict and words
 */
PackshotReply *
packshot_reply_new_take_words (PackshotVerdict verdict, char *words)
{
  PackshotReply *reply;

  g_return_val_if_fail (words != NULL, NULL);

  reply = packshot_reply_new (verdict);
  reply->words = words;

  return reply;
}

/**
 * packshot_reply_free:
 * @reply: (transfer full): a reply
 */
void
packshot_reply_free (PackshotReply *reply)
{
  g_free (reply->words);
  g_free (reply->video_path);
  g_free (reply->cover_path);
  g_free (reply->preview_path);
  g_ptr_array_unref (reply->warnings);
  g_ptr_array_unref (reply->remote_ids);
  g_ptr_array_unref (reply->copies);
  g_free (reply);
}

/**
 * packshot_reply_add_remote_id:
 * @reply: a reply
 * @kind: what it names: “video”, an option for a picture that was uploaded, or one of
 *   %PACKSHOT_REMOTE_ID_VIDEO_URL and %PACKSHOT_REMOTE_ID_COVER_URL
 * @id: the id or address
 * @step: (nullable): the step whose answer brought it
 */
void
packshot_reply_add_remote_id (PackshotReply *reply,
                              const char *kind,
                              const char *id,
                              const char *step)
{
  g_return_if_fail (reply != NULL && kind != NULL && id != NULL);

  g_ptr_array_add (reply->remote_ids, packshot_remote_id_new (kind, id, step));
}
