/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotVerdict:
 * @PACKSHOT_VERDICT_DONE: the video is there
 * @PACKSHOT_VERDICT_BAD_INPUT: what was given can't be used: a picture that does not decode
 * @PACKSHOT_VERDICT_LOCAL_FAILURE: something on this computer failed: disk full, no encoder
 * @PACKSHOT_VERDICT_CANCELLED: stopped as asked, and nothing is left behind
 *
 * What a service made of a step.
 */
typedef enum
{
  PACKSHOT_VERDICT_DONE,
  PACKSHOT_VERDICT_BAD_INPUT,
  PACKSHOT_VERDICT_LOCAL_FAILURE,
  PACKSHOT_VERDICT_CANCELLED,
} PackshotVerdict;

/**
 * PackshotReply:
 * @verdict: what came of it
 * @words: (nullable): one sentence for the user; needed with a failure
 * @video_path: (nullable) (type filename): the absolute path of the video; needed when done
 * @cover_path: (nullable) (type filename): the absolute path of the cover
 * @width: of the video, in pixels
 * @height: of the video, in pixels
 * @duration: of the video, in seconds
 * @warnings: (element-type utf8): sentences about what was done otherwise than asked
 *
 * The answer of a #PackshotService to one step of a job.
 */
typedef struct
{
  PackshotVerdict verdict;
  char *words;
  char *video_path;
  char *cover_path;
  guint width;
  guint height;
  double duration;
  GPtrArray *warnings;
} PackshotReply;

PackshotReply *packshot_reply_new (PackshotVerdict verdict);
void packshot_reply_free (PackshotReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotReply, packshot_reply_free)

G_END_DECLS
