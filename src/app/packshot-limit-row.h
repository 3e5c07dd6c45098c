/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-settings.h"

G_BEGIN_DECLS

/**
 * PackshotLimitRow:
 *
 * What may be spent at a service in a day, to be set.
 */
#define PACKSHOT_TYPE_LIMIT_ROW (packshot_limit_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotLimitRow, packshot_limit_row, PACKSHOT, LIMIT_ROW, AdwEntryRow)

GtkWidget *packshot_limit_row_new (PackshotSettings *settings, PackshotManifest *manifest);

char *packshot_limit_row_dup_words (PackshotSettings *settings, PackshotManifest *manifest);

G_END_DECLS
