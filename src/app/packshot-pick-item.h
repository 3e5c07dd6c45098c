/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PackshotPickItem:
 *
 * A value among many, to be picked. It never changes.
 */
#define PACKSHOT_TYPE_PICK_ITEM (packshot_pick_item_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPickItem, packshot_pick_item, PACKSHOT, PICK_ITEM, GObject)

PackshotPickItem *packshot_pick_item_new (const char *value,
                                          const char *label,
                                          const char *details,
                                          const char *picture_url);

const char *packshot_pick_item_get_value (PackshotPickItem *self);
const char *packshot_pick_item_get_label (PackshotPickItem *self);
const char *packshot_pick_item_get_details (PackshotPickItem *self);
const char *packshot_pick_item_get_picture_url (PackshotPickItem *self);
gboolean packshot_pick_item_matches (PackshotPickItem *self, const char *const *words);

G_END_DECLS
