/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-exchange-private.h"
#include "packshot-net-progress.h"

G_BEGIN_DECLS

void packshot_net_pump_async (PackshotNetExchange *exchange,
                              int fd,
                              goffset max_bytes,
                              guint crawl,
                              PackshotNetProgress progress,
                              gpointer progress_data,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean
packshot_net_pump_finish (PackshotNetExchange *exchange, GAsyncResult *result, GError **error);

G_END_DECLS
