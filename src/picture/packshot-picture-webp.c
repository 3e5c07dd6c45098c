/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <string.h>

#define VP8X_ANIMATION 0x02
#define VP8X_ALPHA     0x10

/* A chunk of the container for extended files, and what a frame of an animation begins with. */
#define VP8X_LENGTH 10
#define ANMF_LENGTH 16

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

/* Makes a still WebP of the first frame: the loader would decode them all, and stumbles over what
 * is broken. */
static void
take_frame (PackshotPictureHeader *header, const guint8 *frame, goffset offset, guint32 length)
{
  guint32 riff_length = GUINT32_TO_LE (4 + 8 + VP8X_LENGTH + length - ANMF_LENGTH);

  header->width = get24 (frame + 6) + 1;
  header->height = get24 (frame + 9) + 1;
  header->start = offset + ANMF_LENGTH;
  header->end = offset + length;

  header->prefix_length = PACKSHOT_PICTURE_PREFIX;
  memcpy (header->prefix, "RIFF\0\0\0\0WEBPVP8X\n\0\0\0", 20);
  memcpy (header->prefix + 4, &riff_length, sizeof riff_length);
  header->prefix[20] = VP8X_ALPHA;
  memcpy (header->prefix + 24, frame + 6, 6);
}

/*< private >
 * packshot_picture_webp_read:
 * @file: a WebP file
 * @header: to be filled in
 *
 * Reads the RIFF chunks, for the loader tells neither of a colour profile nor of an orientation,
 * and takes a file that was cut short for a success. Of an animation, the first frame is taken.
 *
 * Returns: whether the header makes sense
 */
gboolean
packshot_picture_webp_read (PackshotPictureFile *file, PackshotPictureHeader *header)
{
  const guint8 *bytes = packshot_picture_file_peek (file, 0, 30);
  gboolean is_animation;
  goffset offset = 12;
  goffset end;

  header->in_rows = TRUE;
  if (bytes == NULL || !read_size (header, bytes + 12))
    return FALSE;

  is_animation = memcmp (bytes + 12, "VP8X", 4) == 0 && (bytes[20] & VP8X_ANIMATION) != 0;
  end = 8 + (goffset) packshot_picture_get32 (bytes + 4, FALSE);
  header->end = end;

  while (offset + 8 <= end && (bytes = packshot_picture_file_peek (file, offset, 8)) != NULL)
    {
      guint32 length = packshot_picture_get32 (bytes + 4, FALSE);
      char name[4];

      memcpy (name, bytes, sizeof name);
      offset += 8;
      read_metadata (file, header, name, offset, length);
      if (is_animation && header->start == 0 && memcmp (name, "ANMF", 4) == 0
          && length > ANMF_LENGTH
          && (bytes = packshot_picture_file_peek (file, offset, ANMF_LENGTH)) != NULL)
        take_frame (header, bytes, offset, length);
      offset += (goffset) length + (length & 1);
    }

  header->is_whole = header->end <= file->size && is_animation == (header->start > 0);
  return TRUE;
}
