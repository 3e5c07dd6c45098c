/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Which answer leads where: the table of DESIGN §4, and nothing else decides it.
 *
 * A verdict that is none of a step, such as "working" to an upload, is an answer that can't be
 * read, and stands in the table as that. */

#include "packshot-answer-table.h"

#include <glib/gi18n.h>

#define ROW(verdict, state, failure, retry, nothing_made, words)                                   \
  [PACKSHOT_VERDICT_##verdict] = { PACKSHOT_JOB_##state, PACKSHOT_FAILURE_##failure,               \
                                   PACKSHOT_RETRY_##retry, nothing_made, words }

#define UNREADABLE N_ ("The service gave an answer that can't be read.")
#define SILENT     N_ ("The service gave no reason.")
#define NOT_SENT   N_ ("The service can't be reached.")
#define NO_KEY     N_ ("The service needs a key.")
#define BAD_KEY    N_ ("The service does not take the key.")
#define BUSY       N_ ("The service is busy.")
#define MOVED      N_ ("The address of the service has moved.")
#define LOST       N_ ("No answer came, so that nobody knows whether the job was taken.")
#define UNKNOWN_ID N_ ("The service does not know this job.")
#define NO_LINK    N_ ("The link to the video does not work any more.")

/* Work on this computer. The words are the same as ever where there are none: such a service has
 * nobody else to quote. */
static const PackshotNext make[PACKSHOT_N_VERDICTS] = {
  ROW (DONE, DONE, NONE, NONE, FALSE, NULL),
  ROW (WORKING, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (FAILED, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (REFUSED, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (KEY_REFUSED, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (GONE, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (BUSY, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (MOVED, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (UNCERTAIN, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (NOT_SENT, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (NO_KEY, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (BAD_INPUT, FAILED, INPUT, NONE, TRUE, SILENT),
  ROW (LOCAL_FAILURE, FAILED, LOCAL, NONE, TRUE, SILENT),
  ROW (CANCELLED, CANCELLED, NONE, NONE, TRUE, NULL),
};

/* Nothing is sent yet: whatever goes wrong, the job rests as it did. */
static const PackshotNext prepare[PACKSHOT_N_VERDICTS] = {
  ROW (DONE, READY, NONE, NONE, TRUE, NULL),
  ROW (WORKING, READY, NONE, NONE, TRUE, UNREADABLE),
  ROW (FAILED, READY, NONE, NONE, TRUE, SILENT),
  ROW (REFUSED, READY, NONE, NONE, TRUE, SILENT),
  ROW (KEY_REFUSED, READY, NONE, NONE, TRUE, BAD_KEY),
  ROW (GONE, READY, NONE, NONE, TRUE, SILENT),
  ROW (BUSY, READY, NONE, NONE, TRUE, BUSY),
  ROW (MOVED, READY, NONE, NONE, TRUE, MOVED),
  ROW (UNCERTAIN, READY, NONE, NONE, TRUE, UNREADABLE),
  ROW (NOT_SENT, READY, NONE, NONE, TRUE, NOT_SENT),
  ROW (NO_KEY, READY, NONE, NONE, TRUE, NO_KEY),
  ROW (BAD_INPUT, READY, NONE, NONE, TRUE, SILENT),
  ROW (LOCAL_FAILURE, READY, NONE, NONE, TRUE, SILENT),
  ROW (CANCELLED, READY, NONE, NONE, TRUE, NULL),
};

/* Free, and may be done again. What is uploaded stays there, and the paid call follows. */
static const PackshotNext upload[PACKSHOT_N_VERDICTS] = {
  ROW (DONE, UPLOADING, NONE, NONE, TRUE, NULL),
  ROW (WORKING, READY, NONE, THRICE, TRUE, UNREADABLE),
  ROW (FAILED, READY, NONE, THRICE, TRUE, UNREADABLE),
  ROW (REFUSED, FAILED, REFUSED, NONE, TRUE, SILENT),
  ROW (KEY_REFUSED, FAILED, REFUSED, NONE, TRUE, BAD_KEY),
  ROW (GONE, FAILED, WITHDRAWN, NONE, TRUE, SILENT),
  ROW (BUSY, UPLOADING, NONE, TOLD, TRUE, BUSY),
  ROW (MOVED, FAILED, WITHDRAWN, NONE, TRUE, MOVED),
  ROW (UNCERTAIN, READY, NONE, THRICE, TRUE, UNREADABLE),
  ROW (NOT_SENT, UPLOADING, NONE, NETWORK, TRUE, NOT_SENT),
  ROW (NO_KEY, READY, NONE, NONE, TRUE, NO_KEY),
  ROW (BAD_INPUT, FAILED, INPUT, NONE, TRUE, SILENT),
  ROW (LOCAL_FAILURE, READY, NONE, NONE, TRUE, SILENT),
  ROW (CANCELLED, CANCELLED, NONE, NONE, TRUE, NULL),
};

/* The paid call: P2. Nothing in this column is ever sent again by itself. */
static const PackshotNext create[PACKSHOT_N_VERDICTS] = {
  ROW (DONE, WAITING, NONE, NONE, FALSE, NULL),
  ROW (WORKING, UNKNOWN, NONE, NONE, FALSE, LOST),
  ROW (FAILED, UNKNOWN, NONE, NONE, FALSE, LOST),
  ROW (REFUSED, FAILED, REFUSED, NONE, TRUE, SILENT),
  ROW (KEY_REFUSED, FAILED, REFUSED, NONE, TRUE, BAD_KEY),
  ROW (GONE, FAILED, WITHDRAWN, NONE, TRUE, SILENT),
  ROW (BUSY, READY, NONE, NONE, TRUE, BUSY),
  ROW (MOVED, READY, NONE, NONE, TRUE, MOVED),
  ROW (UNCERTAIN, UNKNOWN, NONE, NONE, FALSE, LOST),
  ROW (NOT_SENT, READY, NONE, NONE, TRUE, NOT_SENT),
  ROW (NO_KEY, READY, NONE, NONE, TRUE, NO_KEY),
  ROW (BAD_INPUT, FAILED, INPUT, NONE, TRUE, SILENT),
  ROW (LOCAL_FAILURE, READY, NONE, NONE, TRUE, SILENT),
  ROW (CANCELLED, UNKNOWN, NONE, NONE, FALSE, LOST),
};

/* Only a verdict on this very id ends a job that is paid for. */
static const PackshotNext poll[PACKSHOT_N_VERDICTS] = {
  ROW (DONE, FETCHING, NONE, NONE, FALSE, NULL),
  ROW (WORKING, WAITING, NONE, INTERVAL, FALSE, NULL),
  ROW (FAILED, FAILED, SERVICE, NONE, FALSE, SILENT),
  ROW (REFUSED, WAITING, NONE, BACKOFF, FALSE, SILENT),
  ROW (KEY_REFUSED, WAITING, NONE, KEY, FALSE, BAD_KEY),
  ROW (GONE, WAITING, NONE, KEPT, FALSE, UNKNOWN_ID),
  ROW (BUSY, WAITING, NONE, TOLD, FALSE, BUSY),
  ROW (MOVED, WAITING, NONE, BACKOFF, FALSE, MOVED),
  ROW (UNCERTAIN, WAITING, NONE, BACKOFF, FALSE, UNREADABLE),
  ROW (NOT_SENT, WAITING, NONE, NETWORK, FALSE, NOT_SENT),
  ROW (NO_KEY, WAITING, NONE, KEY, FALSE, NO_KEY),
  ROW (BAD_INPUT, WAITING, NONE, BACKOFF, FALSE, SILENT),
  ROW (LOCAL_FAILURE, WAITING, NONE, BACKOFF, FALSE, SILENT),
  ROW (CANCELLED, WAITING, NONE, BACKOFF, FALSE, NULL),
};

/* The service says that the video is done: nothing that happens to a download makes it fail. */
static const PackshotNext fetch[PACKSHOT_N_VERDICTS] = {
  ROW (DONE, DONE, NONE, NONE, FALSE, NULL),
  ROW (WORKING, FETCHING, NONE, BACKOFF, FALSE, UNREADABLE),
  ROW (FAILED, WAITING, NONE, LINK, FALSE, NO_LINK),
  ROW (REFUSED, WAITING, NONE, LINK, FALSE, NO_LINK),
  ROW (KEY_REFUSED, WAITING, NONE, LINK, FALSE, NO_LINK),
  ROW (GONE, WAITING, NONE, LINK, FALSE, NO_LINK),
  ROW (BUSY, FETCHING, NONE, TOLD, FALSE, BUSY),
  ROW (MOVED, FETCHING, NONE, BACKOFF, FALSE, MOVED),
  ROW (UNCERTAIN, FETCHING, NONE, BACKOFF, FALSE, UNREADABLE),
  ROW (NOT_SENT, FETCHING, NONE, NETWORK, FALSE, NOT_SENT),
  ROW (NO_KEY, FETCHING, NONE, KEY, FALSE, NO_KEY),
  ROW (BAD_INPUT, FETCHING, NONE, BACKOFF, FALSE, SILENT),
  ROW (LOCAL_FAILURE, FETCHING, NONE, BACKOFF, FALSE, SILENT),
  ROW (CANCELLED, FETCHING, NONE, BACKOFF, FALSE, NULL),
};

/* P8: only the service's own word ends it; all else leaves a job that is watched as before. */
static const PackshotNext cancel[PACKSHOT_N_VERDICTS] = {
  ROW (DONE, CANCELLED, NONE, NONE, FALSE, NULL),
  ROW (WORKING, WAITING, NONE, NONE, FALSE, NULL),
  ROW (FAILED, WAITING, NONE, NONE, FALSE, SILENT),
  ROW (REFUSED, WAITING, NONE, NONE, FALSE, SILENT),
  ROW (KEY_REFUSED, WAITING, NONE, NONE, FALSE, BAD_KEY),
  ROW (GONE, WAITING, NONE, NONE, FALSE, UNKNOWN_ID),
  ROW (BUSY, WAITING, NONE, NONE, FALSE, BUSY),
  ROW (MOVED, WAITING, NONE, NONE, FALSE, MOVED),
  ROW (UNCERTAIN, WAITING, NONE, NONE, FALSE, UNREADABLE),
  ROW (NOT_SENT, WAITING, NONE, NONE, FALSE, NOT_SENT),
  ROW (NO_KEY, WAITING, NONE, NONE, FALSE, NO_KEY),
  ROW (BAD_INPUT, WAITING, NONE, NONE, FALSE, SILENT),
  ROW (LOCAL_FAILURE, WAITING, NONE, NONE, FALSE, SILENT),
  ROW (CANCELLED, WAITING, NONE, NONE, FALSE, NULL),
};

static const PackshotNext *const table[PACKSHOT_N_STEPS] = {
  [PACKSHOT_STEP_MAKE] = make,     [PACKSHOT_STEP_PREPARE] = prepare,
  [PACKSHOT_STEP_UPLOAD] = upload, [PACKSHOT_STEP_CREATE] = create,
  [PACKSHOT_STEP_POLL] = poll,     [PACKSHOT_STEP_FETCH] = fetch,
  [PACKSHOT_STEP_CANCEL] = cancel,
};

/**
 * packshot_answer_table_look_up:
 * @step: what was asked of a service
 * @verdict: what came of it
 *
 * Returns: (transfer none): what follows for the job
 */
const PackshotNext *
packshot_answer_table_look_up (PackshotStep step, PackshotVerdict verdict)
{
  g_return_val_if_fail (step < PACKSHOT_N_STEPS && verdict < PACKSHOT_N_VERDICTS, NULL);

  return &table[step][verdict];
}
