/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <string.h>

#define VP8X_ANIMATION 0x02

#define MAX_PROFILE_BYTES (16 * 1024 * 1024)

static guint
get24 (const guint8 *p)
{
  return packshot_picture_get16 (p, FALSE) | (guint) p[2] << 16;
}

static gboolean
read_size (PackshotPictureHeader *header, const guint8 *chunk)
{
  const guint8 *data = chunk + 8;
  guint32 bits;

  if (memcmp (chunk, "VP8X", 4) == 0)
    {
      header->in_rows = (data[0] & VP8X_ANIMATION) == 0;
      header->width = get24 (data + 4) + 1;
      header->height = get24 (data + 7) + 1;
    }
  else if (memcmp (chunk, "VP8L", 4) == 0)
    {
      bits = packshot_picture_get32 (data + 1, FALSE);
      header->width = (bits & 0x3fff) + 1;
      header->height = (bits >> 14 & 0x3fff) + 1;
    }
  else if (memcmp (chunk, "VP8 ", 4) == 0)
    {
      header->width = packshot_picture_get16 (data + 6, FALSE) & 0x3fff;
      header->height = packshot_picture_get16 (data + 8, FALSE) & 0x3fff;
    }
  else
    return FALSE;

  return TRUE;
}

static void
read_metadata (PackshotPictureFile *file,
               PackshotPictureHeader *header,
               const char *name,
               goffset offset,
               guint32 length)
{
  if (memcmp (name, "ICCP", 4) == 0 && header->profile == NULL && length <= MAX_PROFILE_BYTES)
    header->profile = packshot_picture_file_copy (file, offset, length);

  if (memcmp (name, "EXIF", 4) == 0)
    {
      goffset end = offset + length;
      const guint8 *bytes = packshot_picture_file_peek (file, offset, 6);

      /* Some writers keep the mark EXIF carries in a JPEG. */
      if (bytes != NULL && memcmp (bytes, "Exif\0", 6) == 0)
        offset += 6;
      header->orientation = packshot_picture_exif_read (file, offset, end);
    }
}

/*< private >
 * packshot_picture_webp_read:
 * @file: a WebP file
 * @header: to be filled in
 *
 * Reads the RIFF chunks, for the loader tells neither of a colour profile nor of an orientation,
 * and takes a file that was cut short for a success.
 *
 * Returns: whether the header makes sense
 */
gboolean
packshot_picture_webp_read (PackshotPictureFile *file, PackshotPictureHeader *header)
{
  const guint8 *bytes = packshot_picture_file_peek (file, 0, 30);
  goffset offset = 12;

  header->in_rows = TRUE;
  if (bytes == NULL || !read_size (header, bytes + 12))
    return FALSE;

  header->end = 8 + (goffset) packshot_picture_get32 (bytes + 4, FALSE);
  header->is_whole = header->end <= file->size;

  while (offset + 8 <= header->end && (bytes = packshot_picture_file_peek (file, offset, 8)))
    {
      guint32 length = packshot_picture_get32 (bytes + 4, FALSE);
      char name[4];

      memcpy (name, bytes, sizeof name);
      read_metadata (file, header, name, offset + 8, length);
      offset += 8 + (goffset) length + (length & 1);
    }

  return TRUE;
}
