/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-accounts.h"
#include "packshot-queue.h"

G_BEGIN_DECLS

void packshot_order_prepare_async (PackshotQueue *queue,
                                   PackshotAccounts *accounts,
                                   GPtrArray *jobs,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
packshot_order_prepare_finish (GAsyncResult *result, PackshotJob **troubled, GError **error);

G_END_DECLS
