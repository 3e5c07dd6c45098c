/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-session.h"
#include "packshot-service.h"

G_BEGIN_DECLS

void packshot_http_preview_async (PackshotService *service,
                                  PackshotNetSession *session,
                                  PackshotJob *job,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
PackshotReply *
packshot_http_preview_finish (PackshotService *service, GAsyncResult *result, GError **error);

G_END_DECLS
