/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <string.h>

/* Rows that are transposed at a time: their scratch memory stays within the cache. */
#define STRIP_ROWS 64

/* Moves between two looks at the cancellable: a few milliseconds of work. */
#define MOVES 16384

static void
pack_rows (PackshotPictureRaster *raster)
{
  gsize length = (gsize) raster->width * raster->channels;

  for (int y = 1; raster->stride != length && y < raster->height; y++)
    memmove (raster->pixels + y * length, raster->pixels + y * raster->stride, length);

  raster->stride = length;
}

static void
mirror_row (guint8 *row, int width, int channels)
{
  guint8 *left = row;
  guint8 *right = row + (gsize) (width - 1) * channels;

  for (; left < right; left += channels, right -= channels)
    for (int i = 0; i < channels; i++)
      {
        guint8 value = left[i];

        left[i] = right[i];
        right[i] = value;
      }
}

static void
mirror_columns (PackshotPictureRaster *raster)
{
  for (int y = 0; y < raster->height; y++)
    mirror_row (raster->pixels + y * raster->stride, raster->width, raster->channels);
}

static void
mirror_rows (PackshotPictureRaster *raster)
{
  gsize length = (gsize) raster->width * raster->channels;
  g_autofree guint8 *row = g_malloc (length);

  for (int y = 0; y < raster->height / 2; y++)
    {
      guint8 *upper = raster->pixels + y * raster->stride;
      guint8 *lower = raster->pixels + (raster->height - 1 - y) * raster->stride;

      memcpy (row, upper, length);
      memcpy (upper, lower, length);
      memcpy (lower, row, length);
    }
}

static void
transpose (guint8 *to, const guint8 *from, int width, int height, int channels)
{
  gsize stride = (gsize) width * channels;

  for (int x = 0; x < width; x++)
    {
      const guint8 *pixel = from + x * channels;

      for (int y = 0; y < height; y++, pixel += stride, to += channels)
        for (int i = 0; i < channels; i++)
          to[i] = pixel[i];
    }
}

/* Transposes the matrix of @rows × @columns segments of @length bytes by following its cycles. */
static gboolean
transpose_segments (guint8 *data,
                    gsize rows,
                    gsize columns,
                    gsize length,
                    GCancellable *cancellable,
                    GError **error)
{
  gsize n_segments = rows * columns;
  g_autofree guint8 *moved = g_malloc0 (n_segments);
  g_autofree guint8 *first = g_malloc (length);
  guint n_moves = 0;

  for (gsize start = 0; start < n_segments; start++)
    {
      gsize hole = start;
      gsize next;

      if (moved[start])
        continue;

      memcpy (first, data + start * length, length);
      while ((next = hole % rows * columns + hole / rows) != start)
        {
          if (++n_moves % MOVES == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          memcpy (data + hole * length, data + next * length, length);
          moved[hole] = TRUE;
          hole = next;
        }
      memcpy (data + hole * length, first, length);
      moved[hole] = TRUE;
    }

  return TRUE;
}

/* Puts the columns of the last few rows, which made no full strip, behind the others. The last
 * column moves first, so that none is overwritten. */
static void
append_columns (guint8 *data, gsize n_columns, gsize length, const guint8 *rest, gsize rest_length)
{
  for (gsize x = n_columns; x-- > 0;)
    {
      guint8 *column = data + x * (length + rest_length);

      memmove (column, data + x * length, length);
      memcpy (column + length, rest + x * rest_length, rest_length);
    }
}

/* A second picture beside the first would double the memory a photo takes, so columns become rows
 * in place: within strips, whose columns are then brought together. */
static gboolean
transpose_in_place (PackshotPictureRaster *raster, GCancellable *cancellable, GError **error)
{
  int width = raster->width;
  int height = raster->height;
  int strip_rows = MIN (STRIP_ROWS, height);
  int n_strips = height / strip_rows;
  int rest_rows = height % strip_rows;
  gsize strip_length = (gsize) width * strip_rows * raster->channels;
  g_autofree guint8 *scratch = g_malloc (strip_length);
  g_autofree guint8 *rest = g_malloc ((gsize) width * rest_rows * raster->channels + 1);

  pack_rows (raster);
  for (int i = 0; i < n_strips; i++)
    {
      guint8 *strip = raster->pixels + i * strip_length;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      memcpy (scratch, strip, strip_length);
      transpose (strip, scratch, width, strip_rows, raster->channels);
    }
  transpose (rest, raster->pixels + n_strips * strip_length, width, rest_rows, raster->channels);

  if (!transpose_segments (raster->pixels, n_strips, width, (gsize) strip_rows * raster->channels,
                           cancellable, error))
    return FALSE;
  append_columns (raster->pixels, width, (gsize) n_strips * strip_rows * raster->channels, rest,
                  (gsize) rest_rows * raster->channels);

  raster->width = height;
  raster->height = width;
  raster->stride = (gsize) height * raster->channels;
  return TRUE;
}

/*< private >
 * packshot_picture_orientation_apply:
 * @raster: pixels as they are stored
 * @orientation: how they are to be looked at, as EXIF 2.3 numbers it, 1 to 8
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Turns the picture upright in place.
 *
 * Returns: %FALSE if cancelled
 */
gboolean
packshot_picture_orientation_apply (PackshotPictureRaster *raster,
                                    int orientation,
                                    GCancellable *cancellable,
                                    GError **error)
{
  if (orientation >= 5 && !transpose_in_place (raster, cancellable, error))
    return FALSE;

  if (orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7)
    mirror_columns (raster);
  if (orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8)
    mirror_rows (raster);

  return TRUE;
}
