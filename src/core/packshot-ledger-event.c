/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-event.h"

/* The nicks are what the ledger holds. */
G_DEFINE_ENUM_TYPE (PackshotEventKind,
                    packshot_event_kind,
                    G_DEFINE_ENUM_VALUE (PACKSHOT_EVENT_CREATED, "created"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_EVENT_INTENDED, "intended"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_EVENT_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_EVENT_ANSWERED, "answered"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_EVENT_UNANSWERED, "unanswered"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_EVENT_DECIDED, "decided"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_EVENT_MOVED, "moved"))

/**
 * packshot_ledger_event_free:
 * @self: (transfer full): an event
 */
void
packshot_ledger_event_free (PackshotLedgerEvent *self)
{
  g_free (self->step);
  g_free (self->words);
  g_free (self);
}
