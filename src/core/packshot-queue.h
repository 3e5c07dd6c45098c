/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-job.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

/**
 * PackshotQueue:
 *
 * Owns the jobs, starts them as places become free, and turns the replies of services into
 * states: the only writer of a #PackshotJob. All calls are made in the main thread. A queue lives
 * on while one of its jobs runs.
 */
#define PACKSHOT_TYPE_QUEUE (packshot_queue_get_type ())
G_DECLARE_FINAL_TYPE (PackshotQueue, packshot_queue, PACKSHOT, QUEUE, GObject)

PackshotQueue *packshot_queue_new (PackshotRegistry *registry);

GListModel *packshot_queue_get_jobs (PackshotQueue *self);
PackshotJob *packshot_queue_add (PackshotQueue *self,
                                 PackshotRequest *request,
                                 const char *output,
                                 GError **error);
gboolean packshot_queue_submit (PackshotQueue *self, PackshotJob *job, GError **error);
void packshot_queue_cancel (PackshotQueue *self, PackshotJob *job);

void packshot_queue_shutdown_async (PackshotQueue *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean packshot_queue_shutdown_finish (PackshotQueue *self, GAsyncResult *result, GError **error);

G_END_DECLS
