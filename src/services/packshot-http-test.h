/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-http-exchange.h"

G_BEGIN_DECLS

void packshot_http_test_async (PackshotService *service,
                               const PackshotHttpLink *link,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
PackshotReply *
packshot_http_test_finish (PackshotService *service, GAsyncResult *result, GError **error);

G_END_DECLS
