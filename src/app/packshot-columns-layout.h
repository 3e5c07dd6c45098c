/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotColumnsLayout:
 *
 * Puts the children of a widget into two columns of one width where there is room, and else one
 * below the other. The first column is read before the second, and both are about as high.
 */
#define PACKSHOT_TYPE_COLUMNS_LAYOUT (packshot_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (PackshotColumnsLayout,
                      packshot_columns_layout,
                      PACKSHOT,
                      COLUMNS_LAYOUT,
                      GtkLayoutManager)

GtkLayoutManager *packshot_columns_layout_new (int spacing);

G_END_DECLS
