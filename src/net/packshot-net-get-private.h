/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-exchange-private.h"

G_BEGIN_DECLS

void packshot_net_get_async (PackshotNetSession *session,
                             GUri *uri,
                             SoupMessageHeaders *headers,
                             SoupMessageHeaders *credentials,
                             const PackshotNetPatience *patience,
                             gboolean is_of_others,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
PackshotNetExchange *
packshot_net_get_finish (PackshotNetSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
