/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-picture-error.h"

G_BEGIN_DECLS

/* What is opened at most, in bytes, in pixels, and in pixels of a side: no JPEG has more. What is a
 * thousand times as long as wide is no photo, and would take ages to be made small. */
#define PACKSHOT_PICTURE_MAX_BYTES       G_GINT64_CONSTANT (100000000)
#define PACKSHOT_PICTURE_MAX_JPEG_PIXELS G_GINT64_CONSTANT (200000000)
#define PACKSHOT_PICTURE_MAX_PIXELS      G_GINT64_CONSTANT (64000000)
#define PACKSHOT_PICTURE_MAX_SIDE        65535

/**
 * PackshotPictureInfo:
 * @format: what the file is, such as "JPEG"; static
 * @width: columns of the upright picture
 * @height: rows of the upright picture
 *
 * What the header of a file says.
 */
typedef struct
{
  const char *format;
  int width;
  int height;
} PackshotPictureInfo;

#define PACKSHOT_TYPE_PICTURE (packshot_picture_get_type ())

/**
 * PackshotPicture:
 * @width: columns
 * @height: rows
 * @stride: bytes from one row to the next
 * @has_alpha: whether a pixel is RGBA with straight alpha (4 bytes) or RGB (3 bytes)
 * @pixels: the rows from the top, 8 bits a channel, sRGB
 * @source_width: columns in the file, upright
 * @source_height: rows in the file, upright
 * @format: what the file is, such as "JPEG"; static
 *
 * An opened photo: upright, in sRGB, never changed again, so that threads may share it.
 * An alpha channel that is opaque everywhere is not kept.
 */
typedef struct
{
  int width;
  int height;
  gsize stride;
  gboolean has_alpha;
  const guint8 *pixels;
  int source_width;
  int source_height;
  const char *format;
  /*< private >*/
  GObject *memory;
} PackshotPicture;

GType packshot_picture_get_type (void);

gboolean packshot_picture_info (const char *path, PackshotPictureInfo *info, GError **error);

PackshotPicture *packshot_picture_load (const char *path,
                                        gint64 max_pixels,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

PackshotPicture *packshot_picture_ref (PackshotPicture *self);
void packshot_picture_unref (PackshotPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotPicture, packshot_picture_unref)

G_END_DECLS
