/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-http-exchange.h"

G_BEGIN_DECLS

/* The step of a question that is about no job. */
#define PACKSHOT_HTTP_CALL_QUESTION PACKSHOT_STEP_PREPARE

void packshot_http_call_async (PackshotService *service,
                               const PackshotHttpLink *link,
                               PackshotJob *job,
                               PackshotStep step,
                               PackshotAdapterBuild build,
                               PackshotAdapterRead read,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
PackshotReply *packshot_http_call_finish (PackshotService *service, GAsyncResult *result);

gboolean packshot_http_call_tells_cost (const PackshotHttpLink *link);
void packshot_http_call_ask_balance_async (PackshotService *service,
                                           const PackshotHttpLink *link,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gint64 packshot_http_call_ask_balance_finish (PackshotService *service, GAsyncResult *result);

G_END_DECLS
