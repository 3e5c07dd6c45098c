/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-service.h"

G_BEGIN_DECLS

/**
 * PackshotDummyService:
 *
 * A service that does what its option "behaviour" says, see dummy.json: an engine for tests, and
 * the only one in the programs of the tests.
 */
#define PACKSHOT_TYPE_DUMMY_SERVICE (packshot_dummy_service_get_type ())
G_DECLARE_FINAL_TYPE (PackshotDummyService,
                      packshot_dummy_service,
                      PACKSHOT,
                      DUMMY_SERVICE,
                      PackshotService)

PackshotService *packshot_dummy_service_new (PackshotManifest *manifest);

G_END_DECLS
