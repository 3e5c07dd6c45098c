/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-http-exchange.h"

G_BEGIN_DECLS

void packshot_http_host_async (PackshotService *service,
                               const PackshotHttpLink *link,
                               PackshotJob *job,
                               const char *path,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
PackshotReply *packshot_http_host_finish (PackshotService *service, GAsyncResult *result);
char *
packshot_http_host_finish_address (PackshotService *service, GAsyncResult *result, GError **error);

G_END_DECLS
