/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-http-exchange.h"

G_BEGIN_DECLS

void packshot_http_poll_async (PackshotService *service,
                               const PackshotHttpLink *link,
                               GPtrArray *jobs,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *
packshot_http_poll_finish (PackshotService *service, GAsyncResult *result, GError **error);

G_END_DECLS
