/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-credentials.h"
#include "packshot-image-host.h"
#include "packshot-registry.h"
#include "packshot-settings.h"

G_BEGIN_DECLS

void packshot_services_add (PackshotRegistry *registry,
                            PackshotCredentials *credentials,
                            PackshotSettings *settings);
PackshotImageHost *packshot_services_get_image_host (PackshotRegistry *registry);

G_END_DECLS
