/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-video-fit.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * PackshotVideoPaintable:
 *
 * A #GdkPaintable that shows the cover of a video, and once that is lifted the newest frame. It
 * counts the frames that were painted and those that were replaced before.
 */
#define PACKSHOT_TYPE_VIDEO_PAINTABLE (packshot_video_paintable_get_type ())
G_DECLARE_FINAL_TYPE (PackshotVideoPaintable,
                      packshot_video_paintable,
                      PACKSHOT,
                      VIDEO_PAINTABLE,
                      GObject)

PackshotVideoPaintable *packshot_video_paintable_new (void) G_GNUC_WARN_UNUSED_RESULT;
void packshot_video_paintable_reset (PackshotVideoPaintable *self);
void packshot_video_paintable_set_cover (PackshotVideoPaintable *self, GdkTexture *cover);
void packshot_video_paintable_lift_cover (PackshotVideoPaintable *self);
gboolean packshot_video_paintable_is_covered (PackshotVideoPaintable *self);
void packshot_video_paintable_show (PackshotVideoPaintable *self,
                                    GdkTexture *frame,
                                    PackshotVideoSize size);
guint packshot_video_paintable_get_n_painted (PackshotVideoPaintable *self);
guint packshot_video_paintable_get_n_dropped (PackshotVideoPaintable *self);

G_END_DECLS
