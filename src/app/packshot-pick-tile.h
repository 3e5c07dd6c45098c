/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-pick-item.h"
#include "packshot-web-pictures.h"

G_BEGIN_DECLS

/**
 * PackshotPickTile:
 *
 * Shows a value among many, with its picture once that is there. It shows one after the other, as
 * somebody scrolls.
 */
#define PACKSHOT_TYPE_PICK_TILE (packshot_pick_tile_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPickTile, packshot_pick_tile, PACKSHOT, PICK_TILE, GtkBox)

GtkWidget *packshot_pick_tile_new (PackshotWebPictures *pictures, gboolean has_slot);

void packshot_pick_tile_set_item (PackshotPickTile *self, PackshotPickItem *item);

G_END_DECLS
