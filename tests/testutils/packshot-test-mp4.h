/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What an MP4 file itself says of its one video track. */
typedef struct
{
  gboolean index_first;   /* moov before mdat */
  guint32 timescale;      /* of the track: ticks a second */
  guint32 duration;       /* of the track, in ticks */
  guint32 frame_duration; /* in ticks; 0 if not all frames have the same */
  guint32 n_frames;
  guint8 profile; /* H.264 profile_idc */
  guint16 primaries, transfer, matrix;
  gboolean full_range;
} PackshotTestMp4;

void packshot_test_mp4_read (PackshotTestMp4 *self, const char *path);
