/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "packshot-job-state.h"

G_BEGIN_DECLS

/**
 * PackshotEventKind:
 * @PACKSHOT_EVENT_CREATED: the job was written down
 * @PACKSHOT_EVENT_INTENDED: a call is about to be sent
 * @PACKSHOT_EVENT_SENT: the call has left
 * @PACKSHOT_EVENT_ANSWERED: the service answered
 * @PACKSHOT_EVENT_UNANSWERED: no answer came that could be read
 * @PACKSHOT_EVENT_DECIDED: the user decided: to cancel, how an unknown outcome is resolved
 * @PACKSHOT_EVENT_MOVED: the program went on by itself: work on this computer, a download
 *
 * What can happen to a job.
 */
typedef enum
{
  PACKSHOT_EVENT_CREATED,
  PACKSHOT_EVENT_INTENDED,
  PACKSHOT_EVENT_SENT,
  PACKSHOT_EVENT_ANSWERED,
  PACKSHOT_EVENT_UNANSWERED,
  PACKSHOT_EVENT_DECIDED,
  PACKSHOT_EVENT_MOVED,
} PackshotEventKind;

#define PACKSHOT_TYPE_EVENT_KIND (packshot_event_kind_get_type ())
GType packshot_event_kind_get_type (void);

/**
 * PackshotLedgerEvent:
 * @at: when, in microseconds since 1970, UTC
 * @kind: what happened
 * @step: (nullable): at which step
 * @state: the state of the job after it
 * @words: (nullable): what was said about it
 *
 * One line of the log of a job. Events are written and never changed.
 */
typedef struct
{
  gint64 at;
  PackshotEventKind kind;
  char *step;
  PackshotJobState state;
  char *words;
} PackshotLedgerEvent;

void packshot_ledger_event_free (PackshotLedgerEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLedgerEvent, packshot_ledger_event_free)

G_END_DECLS
