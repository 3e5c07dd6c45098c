/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job-state.h"
#include "packshot-reply.h"
#include "packshot-service.h"

G_BEGIN_DECLS

/**
 * PackshotRetry:
 * @PACKSHOT_RETRY_NONE: the step is over: what follows is what follows from the state
 * @PACKSHOT_RETRY_INTERVAL: again at the service's own pace
 * @PACKSHOT_RETRY_BACKOFF: again, each time later
 * @PACKSHOT_RETRY_THRICE: the same, and the state only after the third time in all
 * @PACKSHOT_RETRY_NETWORK: again when the network is back, and by back-off where that is not told
 * @PACKSHOT_RETRY_TOLD: again when the service said, and by back-off where it did not
 * @PACKSHOT_RETRY_KEY: again when there is another key
 * @PACKSHOT_RETRY_LINK: ask the service for a fresh link, each time later
 * @PACKSHOT_RETRY_KEPT: by back-off as long as the service keeps jobs; after that the job failed,
 *   being expired
 *
 * Whether and when a step is done again.
 */
typedef enum
{
  PACKSHOT_RETRY_NONE,
  PACKSHOT_RETRY_INTERVAL,
  PACKSHOT_RETRY_BACKOFF,
  PACKSHOT_RETRY_THRICE,
  PACKSHOT_RETRY_NETWORK,
  PACKSHOT_RETRY_TOLD,
  PACKSHOT_RETRY_KEY,
  PACKSHOT_RETRY_LINK,
  PACKSHOT_RETRY_KEPT,
} PackshotRetry;

/**
 * PackshotNext:
 * @state: the state the job goes to, or stays in
 * @failure: why it failed, where @state is failed
 * @retry: whether and when the step is done again
 * @nothing_made: the service made nothing, and so nothing is paid for
 * @words: one sentence for the user where the service gave none; not translated yet. %NULL where
 *   nothing has to be said
 *
 * What follows from an answer.
 */
typedef struct
{
  PackshotJobState state;
  PackshotFailure failure;
  PackshotRetry retry;
  gboolean nothing_made;
  const char *words;
} PackshotNext;

const PackshotNext *packshot_answer_table_look_up (PackshotStep step, PackshotVerdict verdict);

G_END_DECLS
