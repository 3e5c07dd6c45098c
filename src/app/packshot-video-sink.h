/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-video-fit.h"

#include <gdk/gdk.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * PackshotVideoPicture:
 * @texture: (owned): the frame, at most as large as asked for
 * @size: how large the video is meant to be seen
 * @time: when it is shown, in nanoseconds from the beginning of the video
 * @end: until when it is shown
 * @frame: how long frames are shown by the rate of the video
 * @n_replaced: frames before it that were never taken
 *
 * A decoded frame.
 */
typedef struct
{
  GdkTexture *texture;
  PackshotVideoSize size;
  GstClockTime time;
  GstClockTime end;
  GstClockTime frame;
  guint n_replaced;
} PackshotVideoPicture;

/**
 * PackshotVideoSink:
 *
 * The end of a pipeline: scales frames to the pixels there are on the screen before it converts
 * their colours, and hands them over to the main thread, where ::picture tells of them.
 */
#define PACKSHOT_TYPE_VIDEO_SINK (packshot_video_sink_get_type ())
G_DECLARE_FINAL_TYPE (PackshotVideoSink, packshot_video_sink, PACKSHOT, VIDEO_SINK, GObject)

PackshotVideoSink *packshot_video_sink_new (void) G_GNUC_WARN_UNUSED_RESULT;
GstElement *packshot_video_sink_make_element (PackshotVideoSink *self, GError **error);
gboolean packshot_video_sink_set_box (PackshotVideoSink *self, PackshotVideoSize box);
gboolean packshot_video_sink_take (PackshotVideoSink *self, PackshotVideoPicture *picture);

G_END_DECLS
