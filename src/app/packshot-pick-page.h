/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-pick-item.h"
#include "packshot-service.h"
#include "packshot-web-pictures.h"

G_BEGIN_DECLS

/**
 * PackshotPickPage:
 *
 * Lets a person look through many values of an option, those that its manifest lists and those that
 * the service tells, and pick one, or type one that is not among them. Its signal "picked" comes
 * with the #PackshotPickItem, "loaded" when the service has told.
 */
#define PACKSHOT_TYPE_PICK_PAGE (packshot_pick_page_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPickPage, packshot_pick_page, PACKSHOT, PICK_PAGE, AdwBin)

GtkWidget *packshot_pick_page_new (PackshotOption *option,
                                   GListStore *items,
                                   PackshotWebPictures *pictures,
                                   const char *value);

void packshot_pick_page_load (PackshotPickPage *self, PackshotService *service);

G_END_DECLS
