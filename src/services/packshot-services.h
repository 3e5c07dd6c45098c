/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-credentials.h"
#include "packshot-registry.h"
#include "packshot-settings.h"

G_BEGIN_DECLS

void packshot_services_add (PackshotRegistry *registry,
                            PackshotCredentials *credentials,
                            PackshotSettings *settings);

G_END_DECLS
