/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "packshot-storyboard.h"

/* A film of a test photo, frame by frame and without an encoder. */
typedef struct
{
  PackshotBands *bands;           /* (owned) */
  PackshotCompositor *compositor; /* (owned) */
  PackshotStyle *style;           /* (owned) */
  PackshotStoryboard *storyboard; /* (owned) */
} PackshotTestShow;

PackshotTestShow *packshot_test_show_new (GdkPixbuf *photo,
                                          const char *style,
                                          int width,
                                          int height,
                                          int frames_per_second,
                                          double seconds,
                                          guint n_threads);
void packshot_test_show_free (PackshotTestShow *self);
void packshot_test_show_set_titles (PackshotTestShow *self, const char *name, const char *info);
PackshotVideoFrame *packshot_test_show_paint (PackshotTestShow *self, int frame);
void packshot_test_scene_init (PackshotScene *self, GdkPixbuf *photo, int width, int height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotTestShow, packshot_test_show_free)
