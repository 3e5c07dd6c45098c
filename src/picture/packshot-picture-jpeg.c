/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <string.h>

#define SOF0 0xc0
#define DHT  0xc4
#define JPG  0xc8
#define DAC  0xcc
#define SOFF 0xcf
#define RST0 0xd0
#define RST7 0xd7
#define SOI  0xd8
#define EOI  0xd9
#define SOS  0xda
#define DQT  0xdb
#define DNL  0xdc
#define DRI  0xdd
#define APP0 0xe0
#define APP1 0xe1
#define APP2 0xe2
#define APPE 0xee
#define TEM  0x01

/* Of segments with their marker: JFIF without a thumbnail, and what Adobe says of the colours. */
#define JFIF_LENGTH  18
#define ADOBE_LENGTH 16

#define MAX_COMPONENTS 3

/* The next marker from @offset on that is no part of compressed data, as the position of its 0xff;
 * -1 at the end of the file. */
static goffset
find_marker (PackshotPictureFile *file, goffset offset)
{
  const guint8 *bytes;
  gsize length;

  while ((bytes = packshot_picture_file_peek_some (file, offset, &length)) != NULL)
    {
      const guint8 *found = memchr (bytes, 0xff, length);

      if (found == NULL)
        {
          offset += length;
          continue;
        }

      offset += found - bytes;
      bytes = packshot_picture_file_peek (file, offset, 2);
      if (bytes == NULL)
        return -1;
      if (bytes[1] != 0x00 && bytes[1] != 0xff && !(bytes[1] >= RST0 && bytes[1] <= RST7))
        return offset;
      offset += bytes[1] == 0xff ? 1 : 2;
    }

  return -1;
}

/* Where the segment of the marker at @offset ends; -1 if it makes no sense. */
static goffset
skip_segment (PackshotPictureFile *file, goffset offset, guint8 marker)
{
  const guint8 *bytes;
  guint length;

  if (marker == SOI || marker == TEM)
    return offset + 2;

  bytes = packshot_picture_file_peek (file, offset, 4);
  length = bytes != NULL ? packshot_picture_get16 (bytes + 2, TRUE) : 0;

  return length >= 2 ? offset + 2 + length : -1;
}

static gboolean
is_frame_header (guint8 marker)
{
  return marker >= SOF0 && marker <= SOFF && marker != DHT && marker != JPG && marker != DAC;
}

static gboolean
is_progressive (guint8 marker)
{
  return (marker & 3) == 2;
}

static gboolean
read_frame_header (PackshotPictureFile *file,
                   goffset offset,
                   guint8 marker,
                   PackshotPictureHeader *header)
{
  const guint8 *bytes = packshot_picture_file_peek (file, offset, 10);
  guint n_components = bytes != NULL ? bytes[9] : 0;
  guint widest = 1;
  guint area = 0;

  bytes = packshot_picture_file_peek (file, offset, 10 + 3 * n_components);
  if (bytes == NULL)
    return FALSE;

  header->height = packshot_picture_get16 (bytes + 5, TRUE);
  header->width = packshot_picture_get16 (bytes + 7, TRUE);
  header->mcu_height = 8;

  for (guint i = 0; i < n_components; i++)
    {
      guint across = bytes[10 + 3 * i + 1] >> 4;
      guint down = bytes[10 + 3 * i + 1] & 15;

      widest = MAX (widest, across);
      header->mcu_height = MAX (header->mcu_height, 8 * (int) down);
      area += across * down;
    }

  if (is_progressive (marker))
    header->jpeg_memory = (gint64) header->width * header->height * area * sizeof (gint16)
                          / (widest * (header->mcu_height / 8));

  return TRUE;
}

/*< private >
 * packshot_picture_jpeg_read:
 * @file: a JPEG file
 * @header: to be filled in; its end is that of the header
 *
 * Reads what stands before the compressed data.
 *
 * Returns: whether the header makes sense
 */
gboolean
packshot_picture_jpeg_read (PackshotPictureFile *file, PackshotPictureHeader *header)
{
  goffset offset = 0;
  gboolean has_frame = FALSE;

  while ((offset = find_marker (file, offset)) >= 0)
    {
      const guint8 *bytes = packshot_picture_file_peek (file, offset, 10);
      guint8 marker = bytes != NULL ? bytes[1] : EOI;

      if (marker == SOS || marker == EOI)
        break;
      if (marker == APP1 && memcmp (bytes + 4, "Exif\0", 6) == 0)
        header->orientation =
            packshot_picture_exif_read (file, offset + 10, skip_segment (file, offset, marker));
      else if (is_frame_header (marker))
        has_frame = read_frame_header (file, offset, marker, header);

      offset = skip_segment (file, offset, marker);
      if (offset < 0)
        return FALSE;
    }

  header->end = offset;
  return has_frame && offset >= 0;
}

/*< private >
 * packshot_picture_jpeg_find_end:
 * @file: a JPEG file
 * @header: its header, which learns where the picture ends and how it is kept
 *
 * Looks through the compressed data for the end marker. The loader would paint whatever is missing
 * grey and call that a success.
 *
 * Returns: whether the end is there
 */
gboolean
packshot_picture_jpeg_find_end (PackshotPictureFile *file, PackshotPictureHeader *header)
{
  goffset offset = header->end;
  guint n_scans = 0;

  while ((offset = find_marker (file, offset)) >= 0)
    {
      const guint8 *bytes = packshot_picture_file_peek (file, offset, 2);
      guint8 marker = bytes != NULL ? bytes[1] : TEM;

      if (marker == EOI)
        {
          header->end = offset + 2;
          header->is_whole = n_scans > 0;
          header->in_rows = n_scans == 1 && header->jpeg_memory == 0;
          return header->is_whole;
        }

      n_scans += marker == SOS;
      offset = skip_segment (file, offset, marker);
      if (offset < 0)
        break;
    }

  return FALSE;
}

static gboolean
begins (const guint8 *segment, goffset length, const char *mark, gsize mark_length)
{
  return length >= (goffset) (4 + mark_length) && memcmp (segment + 4, mark, mark_length) == 0;
}

/* A segment with its marker, of which at least what is compared here is at hand. */
static PackshotPictureExtras
judge_segment (const guint8 *segment, goffset length)
{
  guint8 marker = segment[1];

  if (is_frame_header (marker))
    return length > 9 && segment[9] > MAX_COMPONENTS ? PACKSHOT_PICTURE_EXTRAS_INKS
                                                     : PACKSHOT_PICTURE_EXTRAS_NONE;

  switch (marker)
    {
    case DHT:
    case DAC:
    case SOS:
    case DQT:
    case DNL:
    case DRI:
      return PACKSHOT_PICTURE_EXTRAS_NONE;
    case APP0:
      return length == JFIF_LENGTH && begins (segment, length, "JFIF", 5)
                 ? PACKSHOT_PICTURE_EXTRAS_NONE
                 : PACKSHOT_PICTURE_EXTRAS_METADATA;
    case APP2:
      return begins (segment, length, "ICC_PROFILE", 12) ? PACKSHOT_PICTURE_EXTRAS_PROFILE
                                                         : PACKSHOT_PICTURE_EXTRAS_METADATA;
    case APPE:
      return length == ADOBE_LENGTH && begins (segment, length, "Adobe", 5)
                 ? PACKSHOT_PICTURE_EXTRAS_NONE
                 : PACKSHOT_PICTURE_EXTRAS_METADATA;
    default:
      return PACKSHOT_PICTURE_EXTRAS_METADATA;
    }
}

/*< private >
 * packshot_picture_jpeg_look_for_extras:
 * @file: a JPEG file
 *
 * Returns: what stands in the file beside its picture (ISO/IEC 10918-1, annex B)
 */
PackshotPictureExtras
packshot_picture_jpeg_look_for_extras (PackshotPictureFile *file)
{
  PackshotPictureExtras extras = PACKSHOT_PICTURE_EXTRAS_NONE;
  goffset expected = 0;
  goffset offset = 0;

  while ((offset = find_marker (file, offset)) >= 0)
    {
      gsize length = MIN (file->size - offset, JFIF_LENGTH);
      const guint8 *bytes = packshot_picture_file_peek (file, offset, length);
      goffset end;

      /* Only behind a scan do other bytes stand before a marker. */
      if (bytes == NULL || (expected >= 0 && offset != expected))
        break;
      if (bytes[1] == EOI)
        return offset + 2 == file->size ? extras : extras | PACKSHOT_PICTURE_EXTRAS_METADATA;

      end = skip_segment (file, offset, bytes[1]);
      bytes = packshot_picture_file_peek (file, offset, length);
      if (end < 0 || end > file->size || bytes == NULL)
        break;
      if (offset > 0)
        extras |= judge_segment (bytes, end - offset);
      expected = bytes[1] == SOS ? -1 : end;
      offset = end;
    }

  return extras | PACKSHOT_PICTURE_EXTRAS_METADATA;
}
