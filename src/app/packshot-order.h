/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-accounts.h"
#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotOrderError:
 * @PACKSHOT_ORDER_ERROR_PARTLY: some of the jobs were submitted, and the others rest
 */
typedef enum
{
  PACKSHOT_ORDER_ERROR_PARTLY,
} PackshotOrderError;

#define PACKSHOT_ORDER_ERROR (packshot_order_error_quark ())
GQuark packshot_order_error_quark (void);

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
void packshot_order_many_async (GtkWidget *widget,
                                PackshotQueue *queue,
                                PackshotAccounts *accounts,
                                GPtrArray *jobs,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean packshot_order_finish (GAsyncResult *result, GError **error);

G_END_DECLS
