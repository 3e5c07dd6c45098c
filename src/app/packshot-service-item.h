/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"

G_BEGIN_DECLS

/**
 * PackshotServiceItem:
 *
 * A service in a list of them, with how it stands with it. The service is asked while the list is
 * on the screen.
 */
#define PACKSHOT_TYPE_SERVICE_ITEM (packshot_service_item_get_type ())
G_DECLARE_FINAL_TYPE (PackshotServiceItem, packshot_service_item, PACKSHOT, SERVICE_ITEM, AdwBin)

GtkWidget *packshot_service_item_new (PackshotAccounts *accounts);

void packshot_service_item_set_manifest (PackshotServiceItem *self, PackshotManifest *manifest);
void packshot_service_item_set_chosen (PackshotServiceItem *self, gboolean chosen);

G_END_DECLS
