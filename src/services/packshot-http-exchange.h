/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-adapter.h"
#include "packshot-credentials.h"
#include "packshot-image-host.h"
#include "packshot-net-progress.h"
#include "packshot-net-session.h"
#include "packshot-service.h"
#include "packshot-settings.h"

G_BEGIN_DECLS

/**
 * PackshotHttpLink:
 * @manifest: what the service offers
 * @adapter: how it is spoken to
 * @session: by which it is reached
 * @credentials: where its keys are
 * @settings: where it is
 * @image_host: where photos are put that it fetches from the web
 *
 * What it takes to call a service. All members but the adapter are owned by whoever made it.
 */
typedef struct
{
  PackshotManifest *manifest;
  const PackshotAdapter *adapter;
  PackshotNetSession *session;
  PackshotCredentials *credentials;
  PackshotSettings *settings;
  PackshotImageHost *image_host;
} PackshotHttpLink;

void packshot_http_exchange_async (PackshotService *service,
                                   const PackshotHttpLink *link,
                                   PackshotStep step,
                                   PackshotCall *call,
                                   PackshotNetProgress progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
PackshotNetAnswer *packshot_http_exchange_finish (PackshotService *service,
                                                  GAsyncResult *result,
                                                  PackshotReply **trouble);

gboolean packshot_http_link_is_local (const PackshotHttpLink *link);

G_END_DECLS
