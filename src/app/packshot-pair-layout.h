/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotPairLayout:
 *
 * Shows the second child of a widget beside the first or below it, where there is room for both;
 * where there is not, the first alone. The second never makes the widget larger.
 */
#define PACKSHOT_TYPE_PAIR_LAYOUT (packshot_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPairLayout,
                      packshot_pair_layout,
                      PACKSHOT,
                      PAIR_LAYOUT,
                      GtkLayoutManager)

void packshot_pair_layout_set_upright (PackshotPairLayout *self, gboolean upright);

G_END_DECLS
