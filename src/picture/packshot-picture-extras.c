/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <string.h>

#define PNG_SIGNATURE 8
#define PNG_OVERHEAD  12

#define RIFF_HEADER 12
#define RIFF_CHUNK  8

typedef struct
{
  const char *name;
  guint32 max_length; /* a chunk that is longer holds something else as well */
} Chunk;

/* What the pixels need (PNG, third edition, 11.2 and 11.3). */
static const Chunk png_chunks[] = {
  { "IHDR", 13 },  { "PLTE", 768 }, { "IDAT", G_MAXINT32 }, { "IEND", 0 },
  { "tRNS", 256 }, { "gAMA", 4 },   { "cHRM", 32 },         { "sRGB", 1 },
  { "bKGD", 6 },   { "pHYs", 9 },   { "sBIT", 4 },
};

/* RFC 9649, 2.5 to 2.7. */
static const Chunk webp_chunks[] = {
  { "VP8 ", G_MAXINT32 },
  { "VP8L", G_MAXINT32 },
  { "VP8X", 10 },
  { "ALPH", G_MAXINT32 },
};

static gboolean
is_named (const guint8 *name, const char *const *names)
{
  for (; *names != NULL; names++)
    if (memcmp (name, *names, 4) == 0)
      return TRUE;

  return FALSE;
}

static PackshotPictureExtras
judge_chunk (const guint8 *name, guint32 length, const Chunk *chunks, gsize n_chunks)
{
  static const char *const profiles[] = { "iCCP", "ICCP", NULL };
  static const char *const frames[] = { "acTL", "fcTL", "fdAT", "ANIM", "ANMF", NULL };

  if (is_named (name, profiles))
    return PACKSHOT_PICTURE_EXTRAS_PROFILE;
  if (is_named (name, frames))
    return PACKSHOT_PICTURE_EXTRAS_ANIMATION;

  for (gsize i = 0; i < n_chunks; i++)
    if (memcmp (name, chunks[i].name, 4) == 0 && length <= chunks[i].max_length)
      return PACKSHOT_PICTURE_EXTRAS_NONE;

  return PACKSHOT_PICTURE_EXTRAS_METADATA;
}

static PackshotPictureExtras
look_through_png (PackshotPictureFile *file)
{
  PackshotPictureExtras extras = PACKSHOT_PICTURE_EXTRAS_NONE;
  goffset offset = PNG_SIGNATURE;
  gboolean at_end = FALSE;
  const guint8 *bytes;

  while (!at_end && (bytes = packshot_picture_file_peek (file, offset, 8)) != NULL)
    {
      guint32 length = packshot_picture_get32 (bytes, TRUE);

      extras |= judge_chunk (bytes + 4, length, png_chunks, G_N_ELEMENTS (png_chunks));
      at_end = memcmp (bytes + 4, "IEND", 4) == 0;
      offset += PNG_OVERHEAD + (goffset) length;
    }

  return at_end && offset == file->size ? extras : extras | PACKSHOT_PICTURE_EXTRAS_METADATA;
}

static PackshotPictureExtras
look_through_webp (PackshotPictureFile *file)
{
  PackshotPictureExtras extras = PACKSHOT_PICTURE_EXTRAS_NONE;
  goffset offset = RIFF_HEADER;
  const guint8 *bytes = packshot_picture_file_peek (file, 0, RIFF_HEADER);

  if (bytes == NULL
      || RIFF_CHUNK + (goffset) packshot_picture_get32 (bytes + 4, FALSE) != file->size)
    extras |= PACKSHOT_PICTURE_EXTRAS_METADATA;

  while ((bytes = packshot_picture_file_peek (file, offset, RIFF_CHUNK)) != NULL)
    {
      guint32 length = packshot_picture_get32 (bytes + 4, FALSE);

      extras |= judge_chunk (bytes, length, webp_chunks, G_N_ELEMENTS (webp_chunks));
      offset += RIFF_CHUNK + (goffset) length + (length & 1);
    }

  return offset == file->size ? extras : extras | PACKSHOT_PICTURE_EXTRAS_METADATA;
}

/*< private >
 * packshot_picture_look_for_extras:
 * @file: an open file
 * @header: its header
 *
 * Looks for whatever stands in a JPEG, PNG or WebP file beside the pixels and what they need to be
 * shown. Whatever is not known to be harmless is metadata, and so is what follows the end of the
 * picture. A colour profile counts, even that of sRGB, for its texts may name a person or a device.
 *
 * Returns: what was found; of any other format, that there may be metadata
 */
PackshotPictureExtras
packshot_picture_look_for_extras (PackshotPictureFile *file, const PackshotPictureHeader *header)
{
  switch (header->format)
    {
    case PACKSHOT_PICTURE_FORMAT_JPEG:
      return packshot_picture_jpeg_look_for_extras (file);
    case PACKSHOT_PICTURE_FORMAT_PNG:
      return look_through_png (file);
    case PACKSHOT_PICTURE_FORMAT_WEBP:
      return look_through_webp (file);
    case PACKSHOT_PICTURE_FORMAT_GIF:
    case PACKSHOT_PICTURE_FORMAT_BMP:
    case PACKSHOT_PICTURE_FORMAT_TIFF:
    case PACKSHOT_PICTURE_FORMAT_HEIC:
    case PACKSHOT_PICTURE_FORMAT_AVIF:
    default:
      return PACKSHOT_PICTURE_EXTRAS_METADATA;
    }
}
