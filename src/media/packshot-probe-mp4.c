/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-probe-private.h"

#include <string.h>

/* Boxes and their fields: ISO/IEC 14496-12:2015, the clause beside each. */

#define BOX_HEADER      8
#define WIDE_BOX_HEADER 16

/* The index of an hour of video has a few megabytes. */
#define MAX_INDEX (64 * 1024 * 1024)

typedef struct
{
  const guint8 *data;
  gsize size;
} Box;

typedef struct
{
  /* Input */
  PackshotProbeFile *file;   /* (unowned) */
  PackshotMediaProbe *probe; /* (unowned) */

  /* In progress */
  gboolean has_index;
  gboolean has_video;
  gboolean has_frames;
  gboolean has_fragments;
  gboolean expects_data; /* of a fragment that was announced */
} Walk;

static gboolean
fail (Walk *self, PackshotMediaError code, GError **error)
{
  return packshot_probe_file_fail (self->file, code, error);
}

static gboolean
is_type (const guint8 *bytes, const char *type)
{
  return memcmp (bytes, type, 4) == 0;
}

/* The next box within @parent from @offset on; what doesn't fit is the end. */
static gboolean
next_box (const Box *parent, gsize *offset, const guint8 **type, Box *box)
{
  guint64 size;
  gsize header = BOX_HEADER;
  gsize left = parent->size - *offset;

  if (left < BOX_HEADER)
    return FALSE;

  size = packshot_probe_get32 (parent->data + *offset);
  *type = parent->data + *offset + 4;
  if (size == 1 && left >= WIDE_BOX_HEADER)
    {
      header = WIDE_BOX_HEADER;
      size = packshot_probe_get64 (parent->data + *offset + BOX_HEADER);
    }
  if (size < header || size > left)
    return FALSE;

  *box = (Box){ parent->data + *offset + header, size - header };
  *offset += size;
  return TRUE;
}

static gboolean
find (const Box *parent, const char *wanted, Box *box)
{
  const guint8 *type;
  gsize offset = 0;

  while (next_box (parent, &offset, &type, box))
    if (is_type (type, wanted))
      return TRUE;

  return FALSE;
}

static gboolean
find_deep (const Box *parent, const char *const *path, Box *box)
{
  *box = *parent;
  for (; *path != NULL; path++)
    {
      Box within = *box;

      if (!find (&within, *path, box))
        return FALSE;
    }

  return TRUE;
}

/* A box with a count at @at and then entries of @width bytes, all of which are there. */
static gboolean
find_table (const Box *parent,
            const char *type,
            gsize at,
            gsize width,
            Box *entries,
            guint32 *count)
{
  Box box;

  if (!find (parent, type, &box) || box.size < at + 4)
    return FALSE;

  *count = packshot_probe_get32 (box.data + at);
  *entries = (Box){ box.data + at + 4, box.size - at - 4 };
  return *count <= entries->size / width;
}

typedef struct
{
  Box sizes; /* of samples; without data where all have the same */
  guint32 same_size;
  guint32 n_samples;

  Box offsets; /* of chunks */
  gsize offset_width;
  guint32 n_chunks;

  Box runs; /* of chunks with as many samples each */
  guint32 n_runs;
} SampleTable;

/* 8.7.3, 8.7.5 and 8.7.4. Compact sizes (stz2) are taken for a table that can't be checked. */
static gboolean
read_sample_table (const Box *table, SampleTable *self)
{
  Box sizes;

  *self = (SampleTable){ .offset_width = 4 };
  if (!find (table, "stsz", &sizes) || sizes.size < 12)
    return FALSE;

  self->same_size = packshot_probe_get32 (sizes.data + 4);
  self->n_samples = packshot_probe_get32 (sizes.data + 8);
  self->sizes = (Box){ sizes.data + 12, sizes.size - 12 };
  if (self->same_size == 0 && self->n_samples > self->sizes.size / 4)
    return FALSE;

  if (!find_table (table, "stco", 4, 4, &self->offsets, &self->n_chunks))
    {
      self->offset_width = 8;
      if (!find_table (table, "co64", 4, 8, &self->offsets, &self->n_chunks))
        return FALSE;
    }

  return find_table (table, "stsc", 4, 12, &self->runs, &self->n_runs);
}

static guint64
add_sizes (const SampleTable *self, guint32 first, guint32 n)
{
  guint64 sum = 0;

  if (self->same_size != 0)
    return (guint64) n * self->same_size;

  for (guint32 i = first; i < first + n; i++)
    sum += packshot_probe_get32 (self->sizes.data + 4 * (gsize) i);

  return sum;
}

/* Whether every sample the index tells of is there. */
static gboolean
check_samples (Walk *walk, const SampleTable *self, GError **error)
{
  guint32 sample = 0;
  guint32 run = 0;

  for (guint32 chunk = 0; chunk < self->n_chunks; chunk++)
    {
      const guint8 *entry = self->offsets.data + chunk * self->offset_width;
      guint64 offset =
          self->offset_width == 8 ? packshot_probe_get64 (entry) : packshot_probe_get32 (entry);
      guint32 n;

      if (run + 1 < self->n_runs
          && packshot_probe_get32 (self->runs.data + 12 * (gsize) (run + 1)) == chunk + 1)
        run++;
      n = self->n_runs > 0 ? packshot_probe_get32 (self->runs.data + 12 * (gsize) run + 4) : 0;
      if (n > self->n_samples - sample)
        return fail (walk, PACKSHOT_MEDIA_ERROR_BROKEN, error);
      if (offset > (guint64) walk->file->size
          || add_sizes (self, sample, n) > walk->file->size - offset)
        return fail (walk, PACKSHOT_MEDIA_ERROR_CUT_SHORT, error);
      sample += n;
    }

  return sample == self->n_samples || fail (walk, PACKSHOT_MEDIA_ERROR_BROKEN, error);
}

/* 8.4.2. */
static guint64
read_duration (const Box *media)
{
  Box header;
  gboolean wide;
  guint32 timescale;
  guint64 duration;

  if (!find (media, "mdhd", &header) || header.size < 20)
    return 0;

  wide = header.data[0] == 1;
  if (wide && header.size < 32)
    return 0;

  timescale = packshot_probe_get32 (header.data + (wide ? 20 : 12));
  duration =
      wide ? packshot_probe_get64 (header.data + 24) : packshot_probe_get32 (header.data + 16);
  if (timescale == 0 || duration > G_MAXUINT32)
    return 0;

  return duration * G_GUINT64_CONSTANT (1000000000) / timescale;
}

/* 12.1.3: the columns and rows stand 24 bytes behind the header of the first entry. */
static void
read_size (Walk *walk, const Box *table)
{
  Box entries;
  guint32 count;

  if (!find_table (table, "stsd", 4, 36, &entries, &count) || count == 0)
    return;

  walk->probe->width = entries.data[32] << 8 | entries.data[33];
  walk->probe->height = entries.data[34] << 8 | entries.data[35];
}

static gboolean
read_track (Walk *walk, const Box *track, GError **error)
{
  static const char *const to_handler[] = { "mdia", "hdlr", NULL };
  static const char *const to_media[] = { "mdia", NULL };
  static const char *const to_table[] = { "mdia", "minf", "stbl", NULL };
  Box handler, media, table;
  SampleTable samples;
  gboolean is_video;

  if (!find_deep (track, to_handler, &handler) || handler.size < 12
      || !find_deep (track, to_media, &media) || !find_deep (track, to_table, &table))
    return fail (walk, PACKSHOT_MEDIA_ERROR_BROKEN, error);

  is_video = is_type (handler.data + 8, "vide");
  walk->probe->has_audio |= is_type (handler.data + 8, "soun");
  if (is_video && !walk->has_video)
    {
      read_size (walk, &table);
      walk->probe->duration = read_duration (&media);
    }
  walk->has_video |= is_video;

  if (find (&table, "stz2", &media))
    {
      walk->has_frames |= is_video;
      return TRUE;
    }
  if (!read_sample_table (&table, &samples))
    return fail (walk, PACKSHOT_MEDIA_ERROR_BROKEN, error);

  walk->has_frames |= is_video && samples.n_samples > 0;
  return check_samples (walk, &samples, error);
}

static gboolean
read_index (Walk *walk, const Box *index, GError **error)
{
  const guint8 *type;
  gsize offset = 0;
  Box box;

  walk->has_index = TRUE;
  while (next_box (index, &offset, &type, &box))
    if (is_type (type, "trak") && !read_track (walk, &box, error))
      return FALSE;

  return index->size - offset < BOX_HEADER || fail (walk, PACKSHOT_MEDIA_ERROR_BROKEN, error);
}

/* 8.16.3: the index of fragments tells how long they all are. */
static gboolean
read_segment_index (Walk *walk, const Box *index, goffset end, GError **error)
{
  gboolean wide = index->size > 0 && index->data[0] == 1;
  gsize at = wide ? 20 : 16;
  guint64 total;
  guint n;

  if (index->size < at + (wide ? 12 : 8))
    return fail (walk, PACKSHOT_MEDIA_ERROR_BROKEN, error);

  total = wide ? packshot_probe_get64 (index->data + at) : packshot_probe_get32 (index->data + at);
  at += wide ? 8 : 4;
  n = (guint) index->data[at + 2] << 8 | index->data[at + 3];
  at += 4;
  if (n > (index->size - at) / 12)
    return fail (walk, PACKSHOT_MEDIA_ERROR_BROKEN, error);

  for (guint i = 0; i < n && total <= (guint64) walk->file->size; i++)
    total += packshot_probe_get32 (index->data + at + 12 * (gsize) i) & 0x7fffffff;

  return total <= (guint64) (walk->file->size - end)
         || fail (walk, PACKSHOT_MEDIA_ERROR_CUT_SHORT, error);
}

static gboolean
read_box (Walk *walk, const guint8 *type, goffset start, goffset end, GError **error)
{
  gboolean is_index = is_type (type, "moov");
  g_autofree guint8 *bytes = NULL;
  Box box;

  if (is_type (type, "moof"))
    walk->has_fragments = walk->expects_data = TRUE;
  else if (is_type (type, "mdat"))
    walk->expects_data = FALSE;
  if (!is_index && !is_type (type, "sidx"))
    return TRUE;

  if (end - start > MAX_INDEX)
    return fail (walk, PACKSHOT_MEDIA_ERROR_BROKEN, error);

  bytes = g_malloc ((gsize) (end - start) + 1);
  if (!packshot_probe_file_read (walk->file, start, bytes, (gsize) (end - start)))
    return fail (walk, PACKSHOT_MEDIA_ERROR_CUT_SHORT, error);

  box = (Box){ bytes, (gsize) (end - start) };
  return is_index ? read_index (walk, &box, error) : read_segment_index (walk, &box, end, error);
}

/* Steps over one box of the file; 4.2. */
static gboolean
step (Walk *walk, goffset *offset, GError **error)
{
  guint8 bytes[WIDE_BOX_HEADER] = { 0 };
  goffset left = walk->file->size - *offset;
  goffset header = BOX_HEADER;
  guint64 size;

  if (!packshot_probe_file_read (walk->file, *offset, bytes, MIN (left, WIDE_BOX_HEADER)))
    return fail (walk, PACKSHOT_MEDIA_ERROR_CUT_SHORT, error);

  size = packshot_probe_get32 (bytes);
  if (size == 1)
    {
      header = WIDE_BOX_HEADER;
      size = packshot_probe_get64 (bytes + BOX_HEADER);
    }
  else if (size == 0 && left >= BOX_HEADER)
    size = (guint64) left;

  if (left < header || size > (guint64) left)
    return fail (walk, PACKSHOT_MEDIA_ERROR_CUT_SHORT, error);
  if (size < (guint64) header)
    return fail (walk, PACKSHOT_MEDIA_ERROR_BROKEN, error);
  if (!read_box (walk, bytes + 4, *offset + header, *offset + (goffset) size, error))
    return FALSE;

  *offset += (goffset) size;
  return TRUE;
}

/*< private >
 * packshot_probe_mp4:
 * @file: an open MP4 file
 * @probe: (inout): learns what the file says
 * @error: return location for a #PackshotMediaError
 *
 * Walks the boxes of a file and the samples its index tells of, and decodes nothing. A file in
 * fragments that ends between two of them, and has no index of them, can't be told from a whole
 * one.
 *
 * Returns: whether all of it is there
 */
gboolean
packshot_probe_mp4 (PackshotProbeFile *file, PackshotMediaProbe *probe, GError **error)
{
  Walk walk = { .file = file, .probe = probe };
  goffset offset = 0;

  probe->extension = "mp4";
  while (offset < file->size)
    if (!step (&walk, &offset, error))
      return FALSE;

  if (!walk.has_index || walk.expects_data)
    return fail (&walk, PACKSHOT_MEDIA_ERROR_CUT_SHORT, error);
  if (!walk.has_video)
    return fail (&walk, PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO, error);
  if ((!walk.has_frames && !walk.has_fragments) || probe->width == 0 || probe->height == 0)
    return fail (&walk, PACKSHOT_MEDIA_ERROR_BROKEN, error);

  return TRUE;
}
