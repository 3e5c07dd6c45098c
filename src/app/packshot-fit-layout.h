/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotFitLayout:
 *
 * Shows one child of a widget: the first that fits into the width there is, or else the last. The
 * children are to be the same thing in several widths.
 */
#define PACKSHOT_TYPE_FIT_LAYOUT (packshot_fit_layout_get_type ())
G_DECLARE_FINAL_TYPE (PackshotFitLayout,
                      packshot_fit_layout,
                      PACKSHOT,
                      FIT_LAYOUT,
                      GtkLayoutManager)

G_END_DECLS
