/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-accounts.h"
#include "packshot-queue.h"

G_BEGIN_DECLS

void packshot_order_async (GtkWidget *widget,
                           PackshotQueue *queue,
                           PackshotAccounts *accounts,
                           PackshotJob *job,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
void packshot_order_step_async (GtkWidget *widget,
                                PackshotQueue *queue,
                                PackshotAccounts *accounts,
                                PackshotJob *job,
                                PackshotStep step,
                                PackshotRequest *request,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean packshot_order_finish (GAsyncResult *result, GError **error);

G_END_DECLS
