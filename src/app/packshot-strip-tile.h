/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-strip-item.h"

G_BEGIN_DECLS

/**
 * PackshotStripTile:
 *
 * A photo in a strip: small, and with a field for the name of its product where the service asks
 * for one.
 */
#define PACKSHOT_TYPE_STRIP_TILE (packshot_strip_tile_get_type ())
G_DECLARE_FINAL_TYPE (PackshotStripTile, packshot_strip_tile, PACKSHOT, STRIP_TILE, AdwBin)

GtkWidget *packshot_strip_tile_new (void);

void packshot_strip_tile_set_item (PackshotStripTile *self, PackshotStripItem *item);
void packshot_strip_tile_set_place (PackshotStripTile *self, guint position, guint n_items);
void packshot_strip_tile_set_naming (PackshotStripTile *self,
                                     const char *label,
                                     const char *name,
                                     guint max_length);
void packshot_strip_tile_edit_name (PackshotStripTile *self);

G_END_DECLS
