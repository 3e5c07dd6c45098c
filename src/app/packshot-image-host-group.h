/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-image-host.h"

G_BEGIN_DECLS

/**
 * PackshotImageHostGroup:
 *
 * Where photos of this computer are put for services that fetch them from the web: set up, tried,
 * or nowhere at all.
 */
#define PACKSHOT_TYPE_IMAGE_HOST_GROUP (packshot_image_host_group_get_type ())
G_DECLARE_FINAL_TYPE (PackshotImageHostGroup,
                      packshot_image_host_group,
                      PACKSHOT,
                      IMAGE_HOST_GROUP,
                      AdwPreferencesGroup)

GtkWidget *packshot_image_host_group_new (PackshotAccounts *accounts, PackshotImageHost *host);
void packshot_image_host_group_ask (PackshotImageHostGroup *self);

G_END_DECLS
