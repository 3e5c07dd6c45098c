/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-job.h"
#include "packshot-manifest.h"
#include "packshot-preview.h"
#include "packshot-reply.h"
#include "packshot-step.h"

G_BEGIN_DECLS

#define PACKSHOT_TYPE_SERVICE (packshot_service_get_type ())
G_DECLARE_DERIVABLE_TYPE (PackshotService, packshot_service, PACKSHOT, SERVICE, GObject)

/**
 * PackshotServiceClass:
 * @run_async: begins a step of a job; must end soon after @cancellable is cancelled and leave
 *   nothing behind then. The job is for reading in the main thread alone: threads get copies.
 * @run_finish: gives the reply, or an error where none of its verdicts fits
 * @poll_async: (nullable): asks how jobs go, in as few calls as the service allows; %NULL for a
 *   service that makes its videos on this computer
 * @poll_finish: (nullable): gives one #PackshotReply for each of the jobs, in their order
 * @test_async: (nullable): tries whether the service can be reached and takes the key; costs
 *   nothing
 * @test_finish: (nullable): gives the reply: done, with the balance where the service tells, or
 *   what is wrong
 * @create_preview: (nullable): gives a new preview; %NULL for a service that can't show anything
 *   before it is made
 *
 * What makes videos. A service knows nothing of the queue, the programs or another service.
 */
struct _PackshotServiceClass
{
  GObjectClass parent_class;

  void (*run_async) (PackshotService *self,
                     PackshotJob *job,
                     PackshotStep step,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
  PackshotReply *(*run_finish) (PackshotService *self, GAsyncResult *result, GError **error);
  void (*poll_async) (PackshotService *self,
                      GPtrArray *jobs,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*poll_finish) (PackshotService *self, GAsyncResult *result, GError **error);
  void (*test_async) (PackshotService *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  PackshotReply *(*test_finish) (PackshotService *self, GAsyncResult *result, GError **error);
  PackshotPreview *(*create_preview) (PackshotService *self);
};

PackshotManifest *packshot_service_get_manifest (PackshotService *self);

void packshot_service_run_async (PackshotService *self,
                                 PackshotJob *job,
                                 PackshotStep step,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
PackshotReply *
packshot_service_run_finish (PackshotService *self, GAsyncResult *result, GError **error);

void packshot_service_poll_async (PackshotService *self,
                                  GPtrArray *jobs,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *
packshot_service_poll_finish (PackshotService *self, GAsyncResult *result, GError **error);

void packshot_service_test_async (PackshotService *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
PackshotReply *
packshot_service_test_finish (PackshotService *self, GAsyncResult *result, GError **error);

PackshotPreview *packshot_service_create_preview (PackshotService *self);

void packshot_service_report_progress (PackshotService *self,
                                       PackshotJob *job,
                                       double fraction,
                                       const char *activity);

G_END_DECLS
