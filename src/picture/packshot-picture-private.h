/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "packshot-picture-source.h"

G_BEGIN_DECLS

void packshot_picture_set_error (GError **error,
                                 PackshotPictureError code,
                                 const char *path,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (4, 5);

void packshot_picture_set_no_memory (const char *path, GError **error);

/* An open file and the part of it that is looked at. The window holds the longest JPEG segment. */
#define PACKSHOT_PICTURE_WINDOW (128 * 1024)

typedef struct
{
  char *path;                /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): lets every read fail */
  int fd;
  goffset size;
  int read_error; /* an errno, 0 as long as all is well */
  goffset window_start;
  gsize window_length;
  guint8 window[PACKSHOT_PICTURE_WINDOW];
} PackshotPictureFile;

PackshotPictureFile *
packshot_picture_file_open (const char *path, GCancellable *cancellable, GError **error);
PackshotPictureFile *packshot_picture_source_open (const PackshotPictureSource *source,
                                                   GCancellable *cancellable,
                                                   GError **error);
PackshotPictureFile *
packshot_picture_file_open_fd (int fd, const char *name, GCancellable *cancellable, GError **error);
void packshot_picture_file_close (PackshotPictureFile *self);
const guint8 *packshot_picture_file_peek (PackshotPictureFile *self, goffset offset, gsize length);
const guint8 *
packshot_picture_file_peek_some (PackshotPictureFile *self, goffset offset, gsize *length);
GBytes *packshot_picture_file_copy (PackshotPictureFile *self, goffset offset, gsize length);
void packshot_picture_file_set_broken (PackshotPictureFile *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotPictureFile, packshot_picture_file_close)

typedef enum
{
  PACKSHOT_PICTURE_FORMAT_JPEG,
  PACKSHOT_PICTURE_FORMAT_PNG,
  PACKSHOT_PICTURE_FORMAT_WEBP,
  PACKSHOT_PICTURE_FORMAT_GIF,
  PACKSHOT_PICTURE_FORMAT_BMP,
  PACKSHOT_PICTURE_FORMAT_TIFF,
  PACKSHOT_PICTURE_FORMAT_HEIC,
  PACKSHOT_PICTURE_FORMAT_AVIF,
} PackshotPictureFormat;

#define PACKSHOT_PICTURE_PREFIX 30

/* What stands in a file beside its pixels. */
typedef struct
{
  PackshotPictureFormat format;
  const char *name;
  const char *mime_type;
  guint width; /* as stored */
  guint height;
  gboolean loader_tells_size; /* only the loader does */
  int orientation;            /* EXIF, 1 to 8; 1 where the loader turns by itself */
  GBytes *profile;            /* (owned) (nullable): an ICC profile the loader would not tell of */

  goffset start;     /* where the data for the loader begins */
  goffset end;       /* and ends */
  gboolean is_whole; /* whether the file reaches that end; a JPEG is not looked through for it */
  gboolean in_rows;  /* whether the loader hands out finished rows as the data comes */
  guint8 prefix[PACKSHOT_PICTURE_PREFIX]; /* what the loader is to see before the start */
  gsize prefix_length;
  const char *suffix; /* (nullable): and behind the end */

  int mcu_height;     /* JPEG: the rows of a row of blocks */
  gint64 jpeg_memory; /* JPEG: bytes of coefficients a progressive one keeps, otherwise 0 */
} PackshotPictureHeader;

gboolean packshot_picture_header_read (PackshotPictureFile *file,
                                       PackshotPictureHeader *header,
                                       GError **error);
void packshot_picture_header_clear (PackshotPictureHeader *header);
gboolean packshot_picture_header_check_size (const PackshotPictureHeader *header,
                                             const char *path,
                                             gint64 width,
                                             gint64 height,
                                             GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotPictureHeader, packshot_picture_header_clear)

/* What may stand in a file beside its picture. */
typedef enum
{
  PACKSHOT_PICTURE_EXTRAS_NONE = 0,
  PACKSHOT_PICTURE_EXTRAS_METADATA = 1 << 0,
  PACKSHOT_PICTURE_EXTRAS_PROFILE = 1 << 1,
  PACKSHOT_PICTURE_EXTRAS_ANIMATION = 1 << 2,
  PACKSHOT_PICTURE_EXTRAS_INKS = 1 << 3, /* no profile, but colours that are not RGB: CMYK */
} PackshotPictureExtras;

PackshotPictureExtras packshot_picture_look_for_extras (PackshotPictureFile *file,
                                                        const PackshotPictureHeader *header);
PackshotPictureExtras packshot_picture_jpeg_look_for_extras (PackshotPictureFile *file);

gboolean packshot_picture_jpeg_read (PackshotPictureFile *file, PackshotPictureHeader *header);
gboolean packshot_picture_jpeg_find_end (PackshotPictureFile *file, PackshotPictureHeader *header);
gboolean packshot_picture_webp_read (PackshotPictureFile *file, PackshotPictureHeader *header);
gboolean packshot_picture_gif_read (PackshotPictureFile *file, PackshotPictureHeader *header);
gboolean packshot_picture_tiff_read (PackshotPictureFile *file, PackshotPictureHeader *header);
int packshot_picture_exif_read (PackshotPictureFile *file, goffset start, goffset end);

PackshotPicture *packshot_picture_load_file (PackshotPictureFile *file,
                                             gint64 max_pixels,
                                             GCancellable *cancellable,
                                             GError **error);

gboolean packshot_picture_decode_size (PackshotPictureFile *file,
                                       const PackshotPictureHeader *header,
                                       int *width,
                                       int *height,
                                       GError **error);
GdkPixbuf *packshot_picture_decode (PackshotPictureFile *file,
                                    const PackshotPictureHeader *header,
                                    gint64 max_pixels,
                                    GError **error);

/* A picture that is to be written with other columns and rows. */
typedef struct
{
  const PackshotPicture *picture; /* (unowned) */
  int width;
  int height;
  const char *type; /* as gdk-pixbuf calls the format: "jpeg" or "png" */
} PackshotPictureWriting;

GdkPixbuf *packshot_picture_scale (GdkPixbuf *source,
                                   int width,
                                   int height,
                                   const char *path,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean packshot_picture_write (const PackshotPictureWriting *writing,
                                 int fd,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean packshot_picture_write_copy (PackshotPictureFile *file, int fd, GError **error);

/* Pixels that are worked on in place. */
typedef struct
{
  guint8 *pixels;
  int width;
  int height;
  gsize stride;
  int channels; /* 3 or 4 */
} PackshotPictureRaster;

/* Where a picture lies in a larger one. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} PackshotPicturePlace;

gboolean packshot_picture_fill_around (PackshotPictureRaster *raster,
                                       const PackshotPicturePlace *photo,
                                       const char *path,
                                       PackshotPictureFill *fill,
                                       GCancellable *cancellable,
                                       GError **error);

void packshot_picture_alpha_divide (PackshotPictureRaster *raster);
void packshot_picture_alpha_drop_opaque (PackshotPictureRaster *raster);
gboolean packshot_picture_color_to_srgb (PackshotPictureRaster *raster,
                                         GBytes *profile,
                                         GCancellable *cancellable,
                                         GError **error);
gboolean packshot_picture_orientation_apply (PackshotPictureRaster *raster,
                                             int orientation,
                                             GCancellable *cancellable,
                                             GError **error);

static inline guint
packshot_picture_get16 (const guint8 *p, gboolean big_endian)
{
  return big_endian ? (guint) p[0] << 8 | p[1] : (guint) p[1] << 8 | p[0];
}

static inline guint32
packshot_picture_get32 (const guint8 *p, gboolean big_endian)
{
  return big_endian
             ? packshot_picture_get16 (p, TRUE) << 16 | packshot_picture_get16 (p + 2, TRUE)
             : packshot_picture_get16 (p + 2, FALSE) << 16 | packshot_picture_get16 (p, FALSE);
}

G_END_DECLS
