/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-progress.h"
#include "packshot-net-session.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define PACKSHOT_TYPE_NET_EXCHANGE (packshot_net_exchange_get_type ())

/**
 * PackshotNetExchange:
 *
 * One request and its answer, without redirects: keeps the deadlines of its phases and knows what
 * left this computer.
 */
G_DECLARE_FINAL_TYPE (PackshotNetExchange, packshot_net_exchange, PACKSHOT, NET_EXCHANGE, GObject)

PackshotNetExchange *
packshot_net_exchange_new (PackshotNetSession *session,
                           SoupMessage *message,
                           const PackshotNetPatience *patience,
                           GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void packshot_net_exchange_set_progress (PackshotNetExchange *self,
                                         PackshotNetProgress progress,
                                         gpointer progress_data);
void packshot_net_exchange_set_stays_outside (PackshotNetExchange *self, gboolean stays_outside);
gboolean packshot_net_exchange_get_was_outside (PackshotNetExchange *self);
SoupMessage *packshot_net_exchange_get_message (PackshotNetExchange *self);
const char *packshot_net_exchange_get_host (PackshotNetExchange *self);
goffset packshot_net_exchange_get_length (PackshotNetExchange *self);
gboolean packshot_net_exchange_get_was_sent (PackshotNetExchange *self);
void packshot_net_exchange_start_async (PackshotNetExchange *self,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean packshot_net_exchange_start_finish (PackshotNetExchange *self,
                                             GAsyncResult *result,
                                             GError **error);
void packshot_net_exchange_read_async (PackshotNetExchange *self,
                                       void *buffer,
                                       gsize size,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gssize
packshot_net_exchange_read_finish (PackshotNetExchange *self, GAsyncResult *result, GError **error);
void packshot_net_exchange_abort (PackshotNetExchange *self);

G_END_DECLS
