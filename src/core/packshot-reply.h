/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job-copy.h"
#include "packshot-ledger-charge.h"
#include "packshot-remote-id.h"

G_BEGIN_DECLS

/**
 * PackshotVerdict:
 * @PACKSHOT_VERDICT_DONE: the step is done: a video is there, a picture has arrived, a job was
 *   created. To a poll: the service has finished the video
 * @PACKSHOT_VERDICT_WORKING: to a poll alone: the service still works on it
 * @PACKSHOT_VERDICT_REVIEW: to a poll alone: a preview is there, and the service waits for a word
 *   before it makes the video. The same is said of one that was approved a moment ago
 * @PACKSHOT_VERDICT_FAILED: to a poll: the service says of this very id that there will be no
 * video. To a create that is answered only at the end: the service took the job, and it failed;
 * whether that costs anything it does not say
 * @PACKSHOT_VERDICT_REFUSED: the service refused, in its own words, and did nothing
 * @PACKSHOT_VERDICT_KEY_REFUSED: the service does not take the key (401, 403)
 * @PACKSHOT_VERDICT_GONE: to a poll: the service knows no such id (404); to a fetch: the link
 * brings no video any more (401, 403, 404, 410, a web page)
 * @PACKSHOT_VERDICT_BUSY: not now (429); nothing was done
 * @PACKSHOT_VERDICT_MOVED: the address has moved (3xx); nothing was done
 * @PACKSHOT_VERDICT_UNCERTAIN: it may have been done or not: reset, time-out, 5xx, an answer that
 *   can't be read
 * @PACKSHOT_VERDICT_NOT_SENT: nothing left this computer: no network, unknown name, refused, TLS
 * @PACKSHOT_VERDICT_NO_KEY: nothing left this computer, for there is no key, or the keyring is
 *   locked
 * @PACKSHOT_VERDICT_BAD_INPUT: what was given can't be used: a picture that does not decode
 * @PACKSHOT_VERDICT_LOCAL_FAILURE: something on this computer failed: disk full, no encoder
 * @PACKSHOT_VERDICT_CANCELLED: stopped as asked, and nothing is left behind
 *
 * What came of a step. What follows from it is the queue's to say.
 */
typedef enum
{
  PACKSHOT_VERDICT_DONE,
  PACKSHOT_VERDICT_WORKING,
  PACKSHOT_VERDICT_REVIEW,
  PACKSHOT_VERDICT_FAILED,
  PACKSHOT_VERDICT_REFUSED,
  PACKSHOT_VERDICT_KEY_REFUSED,
  PACKSHOT_VERDICT_GONE,
  PACKSHOT_VERDICT_BUSY,
  PACKSHOT_VERDICT_MOVED,
  PACKSHOT_VERDICT_UNCERTAIN,
  PACKSHOT_VERDICT_NOT_SENT,
  PACKSHOT_VERDICT_NO_KEY,
  PACKSHOT_VERDICT_BAD_INPUT,
  PACKSHOT_VERDICT_LOCAL_FAILURE,
  PACKSHOT_VERDICT_CANCELLED,
} PackshotVerdict;

#define PACKSHOT_N_VERDICTS (PACKSHOT_VERDICT_CANCELLED + 1)

/**
 * PackshotReply:
 * @verdict: what came of it
 * @words: (nullable): one sentence for the user, with the service's own words in it where it said
 *   any; needed with every verdict but done, working and cancelled
 * @not_before: when to ask again at the earliest, in microseconds since 1970, UTC; 0 where nobody
 *   said
 * @fraction: to a poll: how much the service has done, 0 to 1; less than 0 where it does not say
 * @remote_ids: (element-type PackshotRemoteId): ids and addresses that became known
 * @copies: (element-type PackshotJobCopy): of a preparation: the files that will be sent
 * @cost: what the step cost, in millionths of the manifest's unit, or %PACKSHOT_MONEY_UNKNOWN
 * @balance: what is left at the service, in the same, or %PACKSHOT_MONEY_UNKNOWN
 * @video_path: (nullable) (type filename): the absolute path of the video; needed when one was made
 *   or fetched
 * @cover_path: (nullable) (type filename): the absolute path of the cover
 * @preview_path: (nullable) (type filename): the absolute path of the picture of a preview
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
  gint64 not_before;
  double fraction;
  GPtrArray *remote_ids;
  GPtrArray *copies;
  gint64 cost;
  gint64 balance;
  char *video_path;
  char *cover_path;
  char *preview_path;
  guint width;
  guint height;
  double duration;
  GPtrArray *warnings;
} PackshotReply;

PackshotReply *packshot_reply_new (PackshotVerdict verdict);
PackshotReply *packshot_reply_new_take_words (PackshotVerdict verdict, char *words);
void packshot_reply_free (PackshotReply *reply);
void packshot_reply_add_remote_id (PackshotReply *reply,
                                   const char *kind,
                                   const char *id,
                                   const char *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotReply, packshot_reply_free)

G_END_DECLS
