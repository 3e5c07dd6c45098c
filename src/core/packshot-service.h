/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-catalog-item.h"
#include "packshot-job.h"
#include "packshot-listing.h"
#include "packshot-manifest.h"
#include "packshot-preview.h"
#include "packshot-reply.h"
#include "packshot-step.h"

G_BEGIN_DECLS

#define PACKSHOT_TYPE_SERVICE (packshot_service_get_type ())
G_DECLARE_DERIVABLE_TYPE (PackshotService, packshot_service, PACKSHOT, SERVICE, GObject)

/**
 * PackshotServiceClass:
 * @check: (nullable): whether it can do what its manifest says, which somebody may have written who
 *   knows nothing of it; %NULL for a service that reads no more than what a request has
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
 * @list_async: (nullable): asks which jobs the service has
 * @list_finish: (nullable): gives them, as #PackshotListing, or an error
 * @catalog_async: (nullable): asks which values the service offers for an option
 * @catalog_finish: (nullable): gives them, as #PackshotCatalogItem, or an error
 * @host_async: (nullable): puts a file where it has a public address
 * @host_finish: (nullable): gives that, or an error
 * @can_host: (nullable): whether it does that; %NULL where it never does
 * @create_preview: (nullable): gives a new preview; %NULL for a service that can't show anything
 *   before it is made
 *
 * What makes videos. A service knows nothing of the queue, the programs or another service.
 */
struct _PackshotServiceClass
{
  GObjectClass parent_class;

  gboolean (*check) (PackshotService *self, GError **error);
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
  void (*list_async) (PackshotService *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*list_finish) (PackshotService *self, GAsyncResult *result, GError **error);
  void (*catalog_async) (PackshotService *self,
                         const char *option,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  GPtrArray *(*catalog_finish) (PackshotService *self, GAsyncResult *result, GError **error);
  void (*host_async) (PackshotService *self,
                      const char *path,
                      const char *content_type,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  char *(*host_finish) (PackshotService *self, GAsyncResult *result, GError **error);
  gboolean (*can_host) (PackshotService *self);
  PackshotPreview *(*create_preview) (PackshotService *self);
};

PackshotManifest *packshot_service_get_manifest (PackshotService *self);
gboolean packshot_service_check (PackshotService *self, GError **error);

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

void packshot_service_list_async (PackshotService *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *
packshot_service_list_finish (PackshotService *self, GAsyncResult *result, GError **error);

void packshot_service_catalog_async (PackshotService *self,
                                     const char *option,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *
packshot_service_catalog_finish (PackshotService *self, GAsyncResult *result, GError **error);

gboolean packshot_service_can_host (PackshotService *self);
void packshot_service_host_async (PackshotService *self,
                                  const char *path,
                                  const char *content_type,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *packshot_service_host_finish (PackshotService *self, GAsyncResult *result, GError **error);

PackshotPreview *packshot_service_create_preview (PackshotService *self);

void packshot_service_report_progress (PackshotService *self,
                                       PackshotJob *job,
                                       double fraction,
                                       const char *activity);

G_END_DECLS
