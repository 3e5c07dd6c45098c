/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-video-fit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotVideoArea:
 *
 * Shows a paintable as large as fits, on a dark ground, pixel by pixel of the screen.
 */
#define PACKSHOT_TYPE_VIDEO_AREA (packshot_video_area_get_type ())
G_DECLARE_FINAL_TYPE (PackshotVideoArea, packshot_video_area, PACKSHOT, VIDEO_AREA, GtkWidget)

void packshot_video_area_set_paintable (PackshotVideoArea *self, GdkPaintable *paintable);
PackshotVideoSize packshot_video_area_get_box (PackshotVideoArea *self);

G_END_DECLS
