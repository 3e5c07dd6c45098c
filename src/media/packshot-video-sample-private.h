/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * PackshotVideoSample:
 * @sample: (nullable): the frame, as I420, BT.709, limited range, chroma on the left
 * @missing_decoder: (nullable): what GStreamer lacks, in its own words
 * @duration: of the video, in nanoseconds; 0 where nothing tells
 *
 * One frame of a video file. Where there is no frame, and it is not for want of a decoder, the
 * decoder that is there didn't do its work.
 */
typedef struct
{
  GstSample *sample;
  char *missing_decoder;
  guint64 duration;
} PackshotVideoSample;

gboolean packshot_video_sample_take (PackshotVideoSample *self,
                                     const char *path,
                                     guint64 position,
                                     GCancellable *cancellable,
                                     GError **error);
void packshot_video_sample_clear (PackshotVideoSample *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotVideoSample, packshot_video_sample_clear)

G_END_DECLS
