/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-covers.h"
#include "packshot-option.h"
#include "packshot-picture-framing.h"

G_BEGIN_DECLS

/**
 * PackshotStripItem:
 *
 * One of several photos that each become a video. Its property "name" is what its product is called
 * where that is another than all of them are called, or %NULL; "thumbnail" is a #GdkTexture, once
 * it was asked for and is there. Its signal "broken" has a sentence about why it can't be seen.
 */
#define PACKSHOT_TYPE_STRIP_ITEM (packshot_strip_item_get_type ())
G_DECLARE_FINAL_TYPE (PackshotStripItem, packshot_strip_item, PACKSHOT, STRIP_ITEM, GObject)

PackshotStripItem *packshot_strip_item_new (const char *path, const char *address);

const char *packshot_strip_item_get_path (PackshotStripItem *self);
const char *packshot_strip_item_get_address (PackshotStripItem *self);
const char *packshot_strip_item_get_value (PackshotStripItem *self, PackshotOption *option);
char *packshot_strip_item_dup_file_name (PackshotStripItem *self);

const char *packshot_strip_item_get_name (PackshotStripItem *self);
void packshot_strip_item_set_name (PackshotStripItem *self, const char *name);
const PackshotPictureFraming *packshot_strip_item_get_framing (PackshotStripItem *self);
void packshot_strip_item_set_framing (PackshotStripItem *self,
                                      const PackshotPictureFraming *framing);

GdkTexture *packshot_strip_item_get_thumbnail (PackshotStripItem *self);
void
packshot_strip_item_load_thumbnail (PackshotStripItem *self, PackshotCovers *covers, int scale);

G_END_DECLS
