/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-arrival-haul.h"
#include "packshot-net-session.h"

G_BEGIN_DECLS

/* The most that is taken from an address: as much as a photo on this computer may have. */
#define PACKSHOT_ARRIVAL_MOST_BYTES (100 * 1024 * 1024)

void packshot_arrival_gather_async (PackshotNetSession *session,
                                    GPtrArray *items,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
PackshotArrivalHaul *packshot_arrival_gather_finish (PackshotNetSession *session,
                                                     GAsyncResult *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
