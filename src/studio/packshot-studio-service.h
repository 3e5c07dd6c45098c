/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-service.h"

G_BEGIN_DECLS

/**
 * PackshotStudioService:
 *
 * The service that needs no other computer: makes the video here.
 */
#define PACKSHOT_TYPE_STUDIO_SERVICE (packshot_studio_service_get_type ())
G_DECLARE_FINAL_TYPE (PackshotStudioService,
                      packshot_studio_service,
                      PACKSHOT,
                      STUDIO_SERVICE,
                      PackshotService)

PackshotService *packshot_studio_service_new (PackshotManifest *manifest);

G_END_DECLS
