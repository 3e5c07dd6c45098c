/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-service.h"

G_BEGIN_DECLS

void packshot_http_inline_async (PackshotService *service,
                                 PackshotManifest *manifest,
                                 const GPtrArray *copies,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean packshot_http_inline_finish (PackshotService *service,
                                      GAsyncResult *result,
                                      GPtrArray *remote_ids,
                                      GError **error);

G_END_DECLS
