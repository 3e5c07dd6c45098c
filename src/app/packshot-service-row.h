/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

/**
 * PackshotServiceRow:
 *
 * Which service makes the video, where there is more than one, and how it stands with it: what it
 * costs, what is left, whether there is a key. Its "selected" tells when another is chosen.
 */
#define PACKSHOT_TYPE_SERVICE_ROW (packshot_service_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotServiceRow, packshot_service_row, PACKSHOT, SERVICE_ROW, AdwComboRow)

void packshot_service_row_set_up (PackshotServiceRow *self,
                                  PackshotRegistry *registry,
                                  PackshotAccounts *accounts);

PackshotManifest *packshot_service_row_get_manifest (PackshotServiceRow *self);
void packshot_service_row_set_manifest (PackshotServiceRow *self, PackshotManifest *manifest);

G_END_DECLS
