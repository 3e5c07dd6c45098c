/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-credentials.h"
#include "packshot-registry.h"
#include "packshot-settings.h"

G_BEGIN_DECLS

/**
 * PackshotApplication:
 *
 * The program with its one window, its services and its jobs. When the window is closed it goes on
 * until all that it takes care of is done.
 */
#define PACKSHOT_TYPE_APPLICATION (packshot_application_get_type ())
G_DECLARE_FINAL_TYPE (PackshotApplication,
                      packshot_application,
                      PACKSHOT,
                      APPLICATION,
                      AdwApplication)

PackshotApplication *packshot_application_new (PackshotRegistry *registry,
                                               PackshotCredentials *credentials,
                                               PackshotSettings *settings);

G_END_DECLS
