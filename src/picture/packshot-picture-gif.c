/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#define EXTENSION '!'
#define IMAGE     ','
#define TRAILER   ';'

#define HAS_COLORS 0x80

/* The extension that says what becomes of a frame before the next, and one thing it may say: what
 * was there before comes back. */
#define CONTROL        0xf9
#define IS_RESTORED(x) (((x) >> 2 & 7) == 3)

static gsize
get_color_table_length (guint8 flags)
{
  return (flags & HAS_COLORS) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

/* Where the chain of data blocks ends; -1 if the file does first. */
static goffset
skip_data (PackshotPictureFile *file, goffset offset)
{
  const guint8 *bytes;

  while ((bytes = packshot_picture_file_peek (file, offset, 1)) != NULL)
    {
      offset += 1 + bytes[0];
      if (bytes[0] == 0)
        return offset;
    }

  return -1;
}

static gboolean
is_restored (PackshotPictureFile *file, goffset extension)
{
  const guint8 *bytes = packshot_picture_file_peek (file, extension, 4);

  return bytes != NULL && bytes[1] == CONTROL && IS_RESTORED (bytes[3]);
}

/* Where the first frame ends; -1 if it does not, or the loader would choke on it: that asks for the
 * memory of a frame without a look at the answer, and copies what is to come back without a look at
 * where the picture ends. */
static goffset
skip_frame (PackshotPictureFile *file,
            const PackshotPictureHeader *header,
            goffset offset,
            gboolean comes_back)
{
  const guint8 *bytes = packshot_picture_file_peek (file, offset, 10);
  guint x, y;
  gint64 width, height;

  if (bytes == NULL)
    return -1;

  x = packshot_picture_get16 (bytes + 1, FALSE);
  y = packshot_picture_get16 (bytes + 3, FALSE);
  width = packshot_picture_get16 (bytes + 5, FALSE);
  height = packshot_picture_get16 (bytes + 7, FALSE);
  if (width * height == 0 || width * height > PACKSHOT_PICTURE_MAX_PIXELS)
    return -1;
  if (comes_back && (x + width > header->width || y + height > header->height))
    return -1;

  return skip_data (file, offset + 11 + get_color_table_length (bytes[9]));
}

static goffset
find_end_of_first_frame (PackshotPictureFile *file,
                         const PackshotPictureHeader *header,
                         goffset offset)
{
  gboolean comes_back = FALSE;
  const guint8 *bytes;

  while (offset >= 0 && (bytes = packshot_picture_file_peek (file, offset, 1)) != NULL)
    switch (bytes[0])
      {
      case IMAGE:
        return skip_frame (file, header, offset, comes_back);
      case EXTENSION:
        comes_back |= is_restored (file, offset);
        offset = skip_data (file, offset + 2);
        break;
      case TRAILER:
        return -1;
      default:
        offset++;
        break;
      }

  return -1;
}

/*< private >
 * packshot_picture_gif_read:
 * @file: a GIF file
 * @header: to be filled in; its end is that of the first frame
 *
 * Returns: whether the header makes sense
 */
gboolean
packshot_picture_gif_read (PackshotPictureFile *file, PackshotPictureHeader *header)
{
  const guint8 *bytes = packshot_picture_file_peek (file, 0, 13);

  if (bytes == NULL)
    return FALSE;

  header->width = packshot_picture_get16 (bytes + 6, FALSE);
  header->height = packshot_picture_get16 (bytes + 8, FALSE);
  header->end = find_end_of_first_frame (file, header, 13 + get_color_table_length (bytes[10]));
  header->is_whole = header->end > 0;
  header->suffix = ";";

  return TRUE;
}
