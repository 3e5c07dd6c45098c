/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <string.h>

#define TAG_WIDTH       256
#define TAG_HEIGHT      257
#define TAG_ORIENTATION 274

#define TYPE_SHORT 3
#define TYPE_LONG  4

typedef struct
{
  guint width;
  guint height;
  int orientation;
} Directory;

static void
read_entry (const guint8 *entry, gboolean big_endian, Directory *directory)
{
  guint type = packshot_picture_get16 (entry + 2, big_endian);
  guint value = type == TYPE_SHORT ? packshot_picture_get16 (entry + 8, big_endian)
                                   : packshot_picture_get32 (entry + 8, big_endian);

  if (type != TYPE_SHORT && type != TYPE_LONG)
    return;

  switch (packshot_picture_get16 (entry, big_endian))
    {
    case TAG_WIDTH:
      directory->width = value;
      break;
    case TAG_HEIGHT:
      directory->height = value;
      break;
    case TAG_ORIENTATION:
      if (value >= 1 && value <= 8)
        directory->orientation = value;
      break;
    default:
      break;
    }
}

static const guint8 *
peek (PackshotPictureFile *file, goffset end, goffset offset, gsize length)
{
  return offset + (goffset) length <= end ? packshot_picture_file_peek (file, offset, length)
                                          : NULL;
}

/* EXIF is a TIFF without a picture, so one reader does for both. */
static gboolean
read_first_directory (PackshotPictureFile *file, goffset start, goffset end, Directory *directory)
{
  const guint8 *bytes = peek (file, end, start, 8);
  gboolean big_endian;
  goffset offset;
  guint n_entries;

  *directory = (Directory){ .orientation = 1 };
  if (bytes == NULL || (memcmp (bytes, "II*\0", 4) != 0 && memcmp (bytes, "MM\0*", 4) != 0))
    return FALSE;

  big_endian = bytes[0] == 'M';
  offset = start + packshot_picture_get32 (bytes + 4, big_endian);
  bytes = peek (file, end, offset, 2);
  if (bytes == NULL)
    return FALSE;

  n_entries = packshot_picture_get16 (bytes, big_endian);
  for (guint i = 0; i < n_entries; i++)
    {
      bytes = peek (file, end, offset + 2 + 12 * (goffset) i, 12);
      if (bytes == NULL)
        return FALSE;
      read_entry (bytes, big_endian, directory);
    }

  return TRUE;
}

/*< private >
 * packshot_picture_exif_read:
 * @file: a file
 * @start: where its EXIF data begins, in bytes
 * @end: where it ends
 *
 * Returns: the orientation of EXIF, 1 to 8; 1 if nothing sensible is said
 */
int
packshot_picture_exif_read (PackshotPictureFile *file, goffset start, goffset end)
{
  Directory directory;

  read_first_directory (file, start, end, &directory);
  return directory.orientation;
}

/*< private >
 * packshot_picture_tiff_read:
 * @file: a TIFF file
 * @header: to be filled in
 *
 * Returns: whether the header makes sense
 */
gboolean
packshot_picture_tiff_read (PackshotPictureFile *file, PackshotPictureHeader *header)
{
  Directory directory;

  if (!read_first_directory (file, 0, file->size, &directory))
    return FALSE;

  header->width = directory.width;
  header->height = directory.height;
  header->orientation = directory.orientation;
  /* Strips lie anywhere in a TIFF; libtiff fails over a missing one. */
  header->is_whole = TRUE;
  return TRUE;
}
