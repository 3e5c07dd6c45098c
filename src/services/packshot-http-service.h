/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-adapter.h"
#include "packshot-credentials.h"
#include "packshot-image-host.h"
#include "packshot-net-session.h"
#include "packshot-service.h"
#include "packshot-settings.h"

G_BEGIN_DECLS

#define PACKSHOT_TYPE_HTTP_SERVICE (packshot_http_service_get_type ())

/**
 * PackshotHttpService:
 *
 * A service far away: the one class that speaks to all of them. What is particular to one is in its
 * manifest and its #PackshotAdapter.
 */
G_DECLARE_FINAL_TYPE (PackshotHttpService,
                      packshot_http_service,
                      PACKSHOT,
                      HTTP_SERVICE,
                      PackshotService)

PackshotService *packshot_http_service_new (PackshotManifest *manifest,
                                            const PackshotAdapter *adapter,
                                            PackshotNetSession *session,
                                            PackshotCredentials *credentials,
                                            PackshotSettings *settings,
                                            PackshotImageHost *image_host);

G_END_DECLS
