/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotImportGroup:
 *
 * The videos that a service has and the library has not, each to be brought in.
 */
#define PACKSHOT_TYPE_IMPORT_GROUP (packshot_import_group_get_type ())
G_DECLARE_FINAL_TYPE (PackshotImportGroup,
                      packshot_import_group,
                      PACKSHOT,
                      IMPORT_GROUP,
                      AdwPreferencesGroup)

GtkWidget *packshot_import_group_new (PackshotQueue *queue, PackshotManifest *manifest);

G_END_DECLS
