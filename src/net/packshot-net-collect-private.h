/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-exchange-private.h"

G_BEGIN_DECLS

void packshot_net_collect_async (PackshotNetExchange *exchange,
                                 goffset max_bytes,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *
packshot_net_collect_finish (PackshotNetExchange *exchange, GAsyncResult *result, GError **error);

G_END_DECLS
