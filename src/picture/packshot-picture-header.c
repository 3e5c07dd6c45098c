/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <string.h>

#include <glib/gi18n.h>

#define BMP_CORE_HEADER 12
#define BMP_FIELDS      3

/* Where the JPEG loader gives up. */
#define MAX_JPEG_MEMORY G_GINT64_CONSTANT (1000000000)

typedef struct
{
  const char *name;
  const char *mime_type;
  gboolean (*read) (PackshotPictureFile *file, PackshotPictureHeader *header);
} Format;

static gboolean
png_read (PackshotPictureFile *file, PackshotPictureHeader *header)
{
  const guint8 *bytes = packshot_picture_file_peek (file, 0, 33);
  goffset offset = 8;

  if (bytes == NULL || memcmp (bytes + 12, "IHDR", 4) != 0)
    return FALSE;

  header->width = packshot_picture_get32 (bytes + 16, TRUE);
  header->height = packshot_picture_get32 (bytes + 20, TRUE);
  header->in_rows = TRUE;

  /* The loader is content without the end mark, and does not tell of an orientation. */
  while (!header->is_whole && (bytes = packshot_picture_file_peek (file, offset, 8)) != NULL)
    {
      guint32 length = packshot_picture_get32 (bytes, TRUE);

      header->end = offset + 12 + (goffset) length;
      if (memcmp (bytes + 4, "IEND", 4) == 0)
        header->is_whole = header->end <= file->size;
      else if (memcmp (bytes + 4, "eXIf", 4) == 0)
        header->orientation = packshot_picture_exif_read (file, offset + 8, header->end - 4);
      offset = header->end;
    }

  return TRUE;
}

/* The loader leaves rows that are missing as the memory was before. */
static gboolean
bmp_is_whole (PackshotPictureFile *file, const guint8 *bytes, gint64 width, gint64 height)
{
  gboolean is_core = bytes[14] == BMP_CORE_HEADER;
  guint32 file_size = packshot_picture_get32 (bytes + 2, FALSE);
  guint32 start = packshot_picture_get32 (bytes + 10, FALSE);
  gint64 depth = packshot_picture_get16 (bytes + (is_core ? 24 : 28), FALSE);
  guint32 packing = is_core ? 0 : packshot_picture_get32 (bytes + 30, FALSE);
  guint32 packed_length = is_core ? 0 : packshot_picture_get32 (bytes + 34, FALSE);

  /* Such a size is refused in a moment; until then it must not overflow. */
  if (height == 0 || width > PACKSHOT_PICTURE_MAX_PIXELS / height)
    return FALSE;

  if (packing == 0 || packing == BMP_FIELDS)
    return start + (width * depth + 31) / 32 * 4 * height <= file->size;

  return file_size != 0 && file_size <= file->size && (goffset) start + packed_length <= file->size;
}

static gboolean
bmp_read (PackshotPictureFile *file, PackshotPictureHeader *header)
{
  const guint8 *bytes = packshot_picture_file_peek (file, 0, 38);

  if (bytes == NULL)
    return FALSE;

  if (bytes[14] == BMP_CORE_HEADER)
    {
      header->width = packshot_picture_get16 (bytes + 18, FALSE);
      header->height = packshot_picture_get16 (bytes + 20, FALSE);
    }
  else
    {
      gint32 height = (gint32) packshot_picture_get32 (bytes + 22, FALSE);

      header->width = packshot_picture_get32 (bytes + 18, FALSE);
      /* A negative height means rows from the top. */
      header->height = height < 0 ? 0 - (guint32) height : (guint32) height;
    }

  header->is_whole = bmp_is_whole (file, bytes, header->width, header->height);
  return TRUE;
}

static gboolean
heif_read (PackshotPictureFile *file, PackshotPictureHeader *header)
{
  /* Their boxes are a tree that only the loader climbs; it turns the picture as well. */
  header->loader_tells_size = TRUE;
  header->is_whole = TRUE;
  return TRUE;
}

static const Format formats[] = {
  [PACKSHOT_PICTURE_FORMAT_JPEG] = { "JPEG", "image/jpeg", packshot_picture_jpeg_read },
  [PACKSHOT_PICTURE_FORMAT_PNG] = { "PNG", "image/png", png_read },
  [PACKSHOT_PICTURE_FORMAT_WEBP] = { "WebP", "image/webp", packshot_picture_webp_read },
  [PACKSHOT_PICTURE_FORMAT_GIF] = { "GIF", "image/gif", packshot_picture_gif_read },
  [PACKSHOT_PICTURE_FORMAT_BMP] = { "BMP", "image/bmp", bmp_read },
  [PACKSHOT_PICTURE_FORMAT_TIFF] = { "TIFF", "image/tiff", packshot_picture_tiff_read },
  [PACKSHOT_PICTURE_FORMAT_HEIC] = { "HEIC", "image/heic", heif_read },
  [PACKSHOT_PICTURE_FORMAT_AVIF] = { "AVIF", "image/avif", heif_read },
};

static gboolean
is_bmp (const guint8 *bytes)
{
  static const guint8 header_sizes[] = { BMP_CORE_HEADER, 40, 52, 56, 64, 108, 124 };

  /* Two letters are too few to tell a picture from a text. */
  return memcmp (bytes, "BM", 2) == 0 && memcmp (bytes + 15, "\0\0", 3) == 0
         && memchr (header_sizes, bytes[14], sizeof header_sizes) != NULL;
}

static gboolean
has_brand (const guint8 *bytes, const char *const *brands)
{
  if (memcmp (bytes + 4, "ftyp", 4) != 0)
    return FALSE;

  for (; *brands != NULL; brands++)
    if (memcmp (bytes + 8, *brands, 4) == 0)
      return TRUE;

  return FALSE;
}

/* Names and endings lie, and the loaders' own signatures match too much. */
static gboolean
recognize (const guint8 *bytes, PackshotPictureFormat *format)
{
  static const char *const avif[] = { "avif", "avis", NULL };
  static const char *const heic[] = { "heic", "heix", "heim", "heis", "mif1", NULL };

  if (memcmp (bytes, "\xff\xd8\xff", 3) == 0)
    *format = PACKSHOT_PICTURE_FORMAT_JPEG;
  else if (memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
    *format = PACKSHOT_PICTURE_FORMAT_PNG;
  else if (memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0)
    *format = PACKSHOT_PICTURE_FORMAT_WEBP;
  else if (memcmp (bytes, "GIF87a", 6) == 0 || memcmp (bytes, "GIF89a", 6) == 0)
    *format = PACKSHOT_PICTURE_FORMAT_GIF;
  else if (is_bmp (bytes))
    *format = PACKSHOT_PICTURE_FORMAT_BMP;
  else if (memcmp (bytes, "II*\0", 4) == 0 || memcmp (bytes, "MM\0*", 4) == 0)
    *format = PACKSHOT_PICTURE_FORMAT_TIFF;
  else if (has_brand (bytes, avif))
    *format = PACKSHOT_PICTURE_FORMAT_AVIF;
  else if (has_brand (bytes, heic))
    *format = PACKSHOT_PICTURE_FORMAT_HEIC;
  else
    return FALSE;

  return TRUE;
}

/*< private >
 * packshot_picture_header_read:
 * @file: an open file
 * @header: (out): what it says; to be cleared with packshot_picture_header_clear() in any case
 * @error: return location for a #PackshotPictureError
 *
 * Finds out what a file is and how large its picture, without touching a pixel, and refuses what
 * is over the limits.
 *
 * Returns: whether the file is a picture that may be opened
 */
gboolean
packshot_picture_header_read (PackshotPictureFile *file,
                              PackshotPictureHeader *header,
                              GError **error)
{
  guint8 start[20] = { 0 };
  gsize length = MIN ((gsize) file->size, sizeof start);
  const guint8 *bytes = packshot_picture_file_peek (file, 0, length);

  *header = (PackshotPictureHeader){ .orientation = 1, .end = file->size };
  if (bytes == NULL)
    {
      packshot_picture_file_set_broken (file, error);
      return FALSE;
    }

  memcpy (start, bytes, length);
  if (!recognize (start, &header->format))
    {
      packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_UNKNOWN_FORMAT, file->path,
                                  _ ("is not a picture of a known format"));
      return FALSE;
    }

  header->name = formats[header->format].name;
  header->mime_type = formats[header->format].mime_type;
  if (!formats[header->format].read (file, header))
    {
      packshot_picture_file_set_broken (file, error);
      return FALSE;
    }

  return header->loader_tells_size
         || packshot_picture_header_check_size (header, file->path, header->width, header->height,
                                                error);
}

/*< private >
 * packshot_picture_header_clear:
 * @header: a header
 */
void
packshot_picture_header_clear (PackshotPictureHeader *header)
{
  g_clear_pointer (&header->profile, g_bytes_unref);
}

/*< private >
 * packshot_picture_header_check_size:
 * @header: the header of the file
 * @path: the file
 * @width: columns
 * @height: rows
 * @error: return location for a #PackshotPictureError
 *
 * Returns: whether so many pixels, of such sides, are opened of that format
 */
gboolean
packshot_picture_header_check_size (const PackshotPictureHeader *header,
                                    const char *path,
                                    gint64 width,
                                    gint64 height,
                                    GError **error)
{
  gint64 limit = header->format == PACKSHOT_PICTURE_FORMAT_JPEG ? PACKSHOT_PICTURE_MAX_JPEG_PIXELS
                                                                : PACKSHOT_PICTURE_MAX_PIXELS;

  if (width < 1 || height < 1)
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_BROKEN, path,
                                _ ("is damaged: it has no pixels"));
  else if (width > limit / height)
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS, path,
                                /* Translators: goes on after the name of a file; width, height, a
                                 * number, and a format such as JPEG. */
                                _ ("has %.0f × %.0f pixels, more than the %d megapixels allowed "
                                   "for %s"),
                                (double) width, (double) height, (int) (limit / 1000000),
                                header->name);
  else if (MAX (width, height) > PACKSHOT_PICTURE_MAX_SIDE)
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS, path,
                                /* Translators: goes on after the name of a file; width, height,
                                 * and the most of either. */
                                _ ("has %.0f × %.0f pixels, more than the %d allowed for a side"),
                                (double) width, (double) height, PACKSHOT_PICTURE_MAX_SIDE);
  else if (header->jpeg_memory > MAX_JPEG_MEMORY)
    packshot_picture_set_error (
        error, PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS, path,
        /* Translators: goes on after the name of a file; width and height. */
        _ ("has %.0f × %.0f pixels, too many for a progressive JPEG"), (double) width,
        (double) height);
  else
    return TRUE;

  return FALSE;
}
