/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-registry.h"

G_BEGIN_DECLS

/**
 * PackshotApplication:
 *
 * The program with its one window, its services and its jobs.
 */
#define PACKSHOT_TYPE_APPLICATION (packshot_application_get_type ())
G_DECLARE_FINAL_TYPE (PackshotApplication,
                      packshot_application,
                      PACKSHOT,
                      APPLICATION,
                      AdwApplication)

PackshotApplication *packshot_application_new (PackshotRegistry *registry);

G_END_DECLS
