/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "packshot-picture.h"

G_BEGIN_DECLS

#define PNG_GREY    0
#define PNG_RGB     2
#define PNG_PALETTE 3
#define PNG_RGBA    6

#define TIFF_NO_ALPHA       0
#define TIFF_STRAIGHT_ALPHA 2

char *fixture_path (const char *name);
char *fixture_write (const char *name, const GByteArray *data);
GByteArray *fixture_read (const char *path);

GdkPixbuf *fixture_pattern (int width, int height, gboolean has_alpha);
GByteArray *fixture_save (GdkPixbuf *pixbuf, const char *type, GBytes *profile);
gboolean fixture_can_save (const char *type);

GByteArray *fixture_exif (int orientation, gboolean big_endian);
GByteArray *fixture_animate_webp (const GByteArray *first, const GByteArray *second);
void fixture_insert_webp_exif (GByteArray *webp, const GByteArray *exif);
void fixture_append_png_chunk (GByteArray *png, const char *type, const guint8 *data, gsize length);
void fixture_insert_exif (GByteArray *data, const char *type, const GByteArray *exif);

GByteArray *fixture_png (guint width,
                         guint height,
                         int depth,
                         int color_type,
                         const GByteArray *palette,
                         const GByteArray *rows,
                         GBytes *profile);
GByteArray *fixture_tiff (GdkPixbuf *pixbuf, int orientation, int alpha);
GByteArray *fixture_gif (guint width, guint height, guint8 transparent);
GByteArray *fixture_plain_jpeg (guint width, guint height);

const guint8 *fixture_pixel (const PackshotPicture *picture, int x, int y);
gboolean fixture_equal (const PackshotPicture *a, const PackshotPicture *b);
void fixture_assert_near (const guint8 *got, const guint8 *wanted, int channels, int tolerance);
void fixture_find_stored (int orientation,
                          int width,
                          int height,
                          int x,
                          int y,
                          int *stored_x,
                          int *stored_y);

G_END_DECLS
