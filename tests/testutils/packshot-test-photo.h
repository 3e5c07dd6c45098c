/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "packshot-raster.h"

/* A disc of a test photo, in pixels of the photo. */
typedef struct
{
  double x;
  double y;
  double radius;
} PackshotTestDisc;

GdkPixbuf *packshot_test_photo_new_plain (int width, int height, guint32 colour);
GdkPixbuf *packshot_test_photo_new_detailed (int width, int height, guint32 seed);
void packshot_test_photo_add_noise (GdkPixbuf *photo, int amplitude, guint32 seed);
void packshot_test_photo_add_box (GdkPixbuf *photo,
                                  int x,
                                  int y,
                                  int width,
                                  int height,
                                  guint32 first,
                                  guint32 second);
void packshot_test_photo_add_disc (GdkPixbuf *photo, const PackshotTestDisc *disc, guint32 colour);
char *packshot_test_photo_save (GdkPixbuf *photo, const char *name);
GdkPixbuf *packshot_test_photo_load (const char *path, const char *type);
PackshotRaster *packshot_test_photo_to_raster (GdkPixbuf *photo);
