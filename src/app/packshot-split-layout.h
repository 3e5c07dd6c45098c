/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotSplitLayout:
 *
 * Puts the first child of a widget beside the last where there is room, and above it where there is
 * not. The last is the one to read: it has a column of fixed width, the first has the rest. What
 * stands between them is below the first. With the property "wide" the last has room for two
 * columns where there is much of it.
 */
#define PACKSHOT_TYPE_SPLIT_LAYOUT (packshot_split_layout_get_type ())
G_DECLARE_FINAL_TYPE (PackshotSplitLayout,
                      packshot_split_layout,
                      PACKSHOT,
                      SPLIT_LAYOUT,
                      GtkLayoutManager)

G_END_DECLS
