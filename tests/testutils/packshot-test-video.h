/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-video-frame.h"

/* What is known of a video file after all of it was decoded. */
typedef struct
{
  int width;
  int height;
  int fps_n;
  int fps_d;
  char *colorimetry; /* (owned) */
  char *chroma_site; /* (owned) */
  guint64 duration;  /* as the container says, in nanoseconds */
  GArray *times;     /* (owned) (element-type guint64): of the frames, in nanoseconds */
} PackshotTestVideo;

/* Called with each frame in its order. */
typedef void (*PackshotTestFrameFunc) (const PackshotVideoFrame *frame,
                                       guint index,
                                       gpointer user_data);

PackshotTestVideo *
packshot_test_video_read (const char *path, PackshotTestFrameFunc func, gpointer user_data);
void packshot_test_video_free (PackshotTestVideo *self);
void packshot_test_video_keep_cb (const PackshotVideoFrame *frame, guint index, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotTestVideo, packshot_test_video_free)
