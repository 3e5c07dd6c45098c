/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-preview.h"

G_BEGIN_DECLS

/**
 * PackshotPreviewPaintable:
 *
 * Plays a preview once, and then shows the frame that stands for the video and does nothing any
 * more. Where frames take longer to paint than to show, some are left out. Its property "playing"
 * tells when it moves. As long as there is no frame its size is 0 × 0.
 */
#define PACKSHOT_TYPE_PREVIEW_PAINTABLE (packshot_preview_paintable_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPreviewPaintable,
                      packshot_preview_paintable,
                      PACKSHOT,
                      PREVIEW_PAINTABLE,
                      GObject)

PackshotPreviewPaintable *
packshot_preview_paintable_new (PackshotPreview *preview) G_GNUC_WARN_UNUSED_RESULT;

void packshot_preview_paintable_show (PackshotPreviewPaintable *self,
                                      PackshotRequest *request,
                                      int max_width,
                                      int max_height,
                                      GtkWidget *player);
void packshot_preview_paintable_play (PackshotPreviewPaintable *self, GtkWidget *player);
void packshot_preview_paintable_stop (PackshotPreviewPaintable *self);
void packshot_preview_paintable_clear (PackshotPreviewPaintable *self);
gboolean packshot_preview_paintable_is_playing (PackshotPreviewPaintable *self);

G_END_DECLS
