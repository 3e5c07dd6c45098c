/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-mp4.h"

#include <string.h>

#define BOX_HEADER 8

/* What stands in a visual sample entry before the boxes in it (ISO/IEC 14496-12, 12.1.3). */
#define SAMPLE_ENTRY_HEADER 78

typedef struct
{
  const guint8 *data;
  gsize size;
} Box;

static guint32
number_at (const Box *box, gsize offset)
{
  guint32 number;

  g_assert_cmpuint (offset + sizeof number, <=, box->size);
  memcpy (&number, box->data + offset, sizeof number);
  return GUINT32_FROM_BE (number);
}

static guint16
short_at (const Box *box, gsize offset)
{
  guint16 number;

  g_assert_cmpuint (offset + sizeof number, <=, box->size);
  memcpy (&number, box->data + offset, sizeof number);
  return GUINT16_FROM_BE (number);
}

/* Looks through the boxes within a box, @skip bytes behind its start. */
static gboolean
find (const Box *parent, gsize skip, const char *type, Box *found, gsize *offset)
{
  gsize at = skip;

  while (at + BOX_HEADER <= parent->size)
    {
      gsize size = number_at (parent, at);

      g_assert_cmpuint (size, >=, BOX_HEADER);
      g_assert_cmpuint (at + size, <=, parent->size);
      if (memcmp (parent->data + at + 4, type, 4) == 0)
        {
          *found = (Box){ parent->data + at + BOX_HEADER, size - BOX_HEADER };
          *offset = at;
          return TRUE;
        }
      at += size;
    }

  return FALSE;
}

static Box
get (const Box *parent, gsize skip, const char *type)
{
  Box found = { NULL, 0 };
  gsize offset;

  if (!find (parent, skip, type, &found, &offset))
    g_error ("there is no box %s", type);
  return found;
}

static Box
get_deep (const Box *parent, const char *path)
{
  g_auto (GStrv) types = g_strsplit (path, "/", -1);
  Box box = *parent;

  for (guint i = 0; types[i] != NULL; i++)
    box = get (&box, 0, types[i]);

  return box;
}

static void
read_times (PackshotTestMp4 *self, const Box *media)
{
  Box header = get_deep (media, "mdhd");
  Box times = get_deep (media, "minf/stbl/stts");
  gboolean wide = header.data[0] == 1;

  self->timescale = number_at (&header, wide ? 20 : 12);
  self->duration = number_at (&header, wide ? 28 : 16);
  for (guint32 i = 0; i < number_at (&times, 4); i++)
    {
      guint32 duration = number_at (&times, 12 + 8 * i);

      self->n_frames += number_at (&times, 8 + 8 * i);
      self->frame_duration = i == 0 || self->frame_duration == duration ? duration : 0;
    }
}

/* Everything about the codec's own box and "colr" (ISO/IEC 14496-15, 5.3.3; 14496-12, 12.1.5). */
static void
read_codec (PackshotTestMp4 *self, const Box *media)
{
  Box descriptions = get_deep (media, "minf/stbl/stsd");
  Box entry = get (&descriptions, 8, "avc1");
  Box config = get (&entry, SAMPLE_ENTRY_HEADER, "avcC");
  Box colours = get (&entry, SAMPLE_ENTRY_HEADER, "colr");

  self->profile = config.data[1];
  g_assert_cmpmem (colours.data, 4, "nclx", 4);
  self->primaries = short_at (&colours, 4);
  self->transfer = short_at (&colours, 6);
  self->matrix = short_at (&colours, 8);
  self->full_range = colours.data[10] >> 7;
}

/**
 * packshot_test_mp4_read:
 * @self: (out caller-allocates): what it says
 * @path: (type filename): an MP4 file with H.264 in it
 *
 * Reads the boxes of a file, without a library that might be kind to it.
 */
void
packshot_test_mp4_read (PackshotTestMp4 *self, const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  Box file, found, media;
  gsize length, index = 0, data = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  *self = (PackshotTestMp4){ 0 };
  file = (Box){ (const guint8 *) contents, length };
  g_assert_cmpmem (contents + 4, 4, "ftyp", 4);
  g_assert_true (find (&file, 0, "mdat", &found, &data));
  g_assert_true (find (&file, 0, "moov", &found, &index));
  self->index_first = index < data;

  media = get_deep (&found, "trak/mdia");
  read_times (self, &media);
  read_codec (self, &media);
}
