/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-test-photo.h"
#include "packshot-video-frame.h"

/* A place in a frame, in luma pixels; whole pixels have their middle at .5. */
typedef struct
{
  double x;
  double y;
} PackshotTestPoint;

/* Where the dots of a film are, frame by frame. */
typedef struct
{
  guint n_dots;
  guint n_frames;
  int reach;       /* of the window that is looked at, in pixels to each side */
  GArray **points; /* (owned) (element-type PackshotTestPoint): for each dot */
} PackshotTestTrack;

PackshotTestTrack *
packshot_test_track_new (const PackshotTestDisc *discs, guint n_discs, double scale);
void packshot_test_track_free (PackshotTestTrack *self);
void packshot_test_track_add (PackshotTestTrack *self, const PackshotVideoFrame *frame);
void
packshot_test_track_add_point (PackshotTestTrack *self, guint dot, const PackshotTestPoint *point);
PackshotTestPoint packshot_test_track_get (PackshotTestTrack *self, guint dot, guint frame);
double packshot_test_track_get_jitter (PackshotTestTrack *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotTestTrack, packshot_test_track_free)
