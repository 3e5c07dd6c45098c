/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-strip-item.h"

G_BEGIN_DECLS

/* As many videos as one order has at most. */
#define PACKSHOT_STRIP_MOST 200

/**
 * PackshotStrip:
 *
 * The photos that become videos, in their order, one of which is chosen wherever there are any. Its
 * signal "changed" comes when there are others than before, or one has another name; its property
 * "chosen" is the #PackshotStripItem that is looked at, or %NULL.
 */
#define PACKSHOT_TYPE_STRIP (packshot_strip_get_type ())
G_DECLARE_FINAL_TYPE (PackshotStrip, packshot_strip, PACKSHOT, STRIP, GObject)

PackshotStrip *packshot_strip_new (void);

GtkSingleSelection *packshot_strip_get_model (PackshotStrip *self);
guint packshot_strip_get_n_items (PackshotStrip *self);
PackshotStripItem *packshot_strip_get_item (PackshotStrip *self, guint position);
PackshotStripItem *packshot_strip_get_chosen (PackshotStrip *self);
void packshot_strip_choose (PackshotStrip *self, PackshotStripItem *item);

gboolean packshot_strip_contains (PackshotStrip *self, const char *path);
guint packshot_strip_add (PackshotStrip *self, GPtrArray *items);
void packshot_strip_expect (PackshotStrip *self, GPtrArray *items);
void packshot_strip_expect_no_more (PackshotStrip *self, GPtrArray *items);
const GPtrArray *packshot_strip_get_expected (PackshotStrip *self);
void packshot_strip_set_only (PackshotStrip *self, PackshotStripItem *item);
void packshot_strip_remove (PackshotStrip *self, PackshotStripItem *item);
void packshot_strip_clear (PackshotStrip *self);

G_END_DECLS
