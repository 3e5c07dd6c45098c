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
  reply->warnings = g_ptr_array_new_with_free_func (g_free);

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
  g_ptr_array_unref (reply->warnings);
  g_free (reply);
}
