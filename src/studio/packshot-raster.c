/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "config.h"
#include "packshot-raster.h"

#include "packshot-pixels.h"

#include <math.h>

#define ROWS_PER_BAND 64

typedef struct
{
  PackshotRaster *raster;
  const guint8 *pixels;
  gsize stride;
} Conversion;

/* ITU-R BT.709-6, 3.2–3.4: luma from 16 to 235, colour differences from 16 to 240 around 128; with
 * 15 fractional bits. Each row of colour weights sums to exactly 0, so that grey has no colour. */
#define FRACTION 15
#define HALF     (1 << (FRACTION - 1))

static inline int
luma (int r, int g, int b)
{
  return ((5983 * r + 20127 * g + 2032 * b + HALF) >> FRACTION) + 16;
}

static inline int
blue_difference (int r, int g, int b)
{
  return ((-3298 * r - 11094 * g + 14392 * b + HALF) >> FRACTION) + 128;
}

static inline int
red_difference (int r, int g, int b)
{
  return ((14392 * r - 13073 * g - 1319 * b + HALF) >> FRACTION) + 128;
}

PACKSHOT_CLONES static void
convert_row (const guint8 *restrict pixels,
             guint8 *restrict y,
             guint8 *restrict u,
             guint8 *restrict v,
             int n)
{
  for (int i = 0; i < n; i++)
    {
      int r = pixels[3 * i], g = pixels[3 * i + 1], b = pixels[3 * i + 2];

      y[i] = (guint8) luma (r, g, b);
      u[i] = (guint8) blue_difference (r, g, b);
      v[i] = (guint8) red_difference (r, g, b);
    }
}

static inline guint8
premultiply (int value, int alpha)
{
  return (guint8) ((value * alpha + 127) / 255);
}

PACKSHOT_CLONES static void
convert_row_with_alpha (const guint8 *restrict pixels,
                        guint8 *restrict y,
                        guint8 *restrict u,
                        guint8 *restrict v,
                        guint8 *restrict a,
                        int n)
{
  for (int i = 0; i < n; i++)
    {
      int r = pixels[4 * i], g = pixels[4 * i + 1], b = pixels[4 * i + 2];
      int alpha = pixels[4 * i + 3];

      y[i] = premultiply (luma (r, g, b), alpha);
      u[i] = premultiply (blue_difference (r, g, b), alpha);
      v[i] = premultiply (red_difference (r, g, b), alpha);
      a[i] = (guint8) alpha;
    }
}

static void
convert_band (guint band, guint thread, gpointer user_data)
{
  Conversion *conversion = user_data;
  PackshotRaster *raster = conversion->raster;
  int first = (int) band * ROWS_PER_BAND;
  int end = MIN (first + ROWS_PER_BAND, raster->height);

  for (int row = first; row < end; row++)
    {
      const guint8 *pixels = conversion->pixels + (gsize) row * conversion->stride;
      gsize offset = (gsize) row * (gsize) raster->width;
      guint8 **planes = raster->planes;

      if (raster->has_alpha)
        convert_row_with_alpha (pixels, planes[0] + offset, planes[1] + offset, planes[2] + offset,
                                planes[3] + offset, raster->width);
      else
        convert_row (pixels, planes[0] + offset, planes[1] + offset, planes[2] + offset,
                     raster->width);
    }
}

static void
turn (const guint8 *columns, int width, int height, guint8 *rows)
{
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      rows[(gsize) y * (gsize) width + (gsize) x] = columns[(gsize) x * (gsize) height + (gsize) y];
}

/**
 * packshot_raster_new:
 * @width: columns, at least 1
 * @height: rows, at least 1
 * @has_alpha: whether there is a plane of opacity
 *
 * Returns: (transfer full): a raster whose samples are not set
 */
PackshotRaster *
packshot_raster_new (int width, int height, gboolean has_alpha)
{
  PackshotRaster *self = g_new0 (PackshotRaster, 1);
  gsize size = (gsize) width * (gsize) height + PACKSHOT_PLANE_PADDING;

  self->width = width;
  self->height = height;
  self->has_alpha = has_alpha;
  for (guint i = 0; i < packshot_raster_get_n_planes (self); i++)
    self->planes[i] = g_malloc (size);

  return self;
}

/**
 * packshot_raster_new_from_pixels:
 * @width: columns
 * @height: rows
 * @pixels: sRGB, 3 bytes a pixel, or with @has_alpha 4, the opacity last and not premultiplied
 * @stride: bytes from one row to the next
 * @has_alpha: whether there is opacity
 * @bands: threads to work with
 *
 * Returns: (transfer full): the same picture in the colour space of videos
 */
PackshotRaster *
packshot_raster_new_from_pixels (int width,
                                 int height,
                                 const guint8 *pixels,
                                 gsize stride,
                                 gboolean has_alpha,
                                 PackshotBands *bands)
{
  PackshotRaster *self = packshot_raster_new (width, height, has_alpha);
  Conversion conversion = { self, pixels, stride };

  packshot_bands_run (bands, (guint) (height + ROWS_PER_BAND - 1) / ROWS_PER_BAND, convert_band,
                      &conversion);

  return self;
}

/**
 * packshot_raster_new_reduced:
 * @source: a raster
 * @longest_side: the size that the longer side shall have at most
 *
 * Returns: (transfer full): the same picture, never larger than @source
 */
PackshotRaster *
packshot_raster_new_reduced (const PackshotRaster *source, int longest_side)
{
  double step = MAX (1, (double) MAX (source->width, source->height) / longest_side);
  int width = MAX (1, (int) lrint (source->width / step));
  int height = MAX (1, (int) lrint (source->height / step));
  double step_x = (double) source->width / width, step_y = (double) source->height / height;
  PackshotRaster *self = packshot_raster_new (width, height, source->has_alpha);
  g_autofree guint8 *columns = g_malloc ((gsize) width * (gsize) height);
  g_autoptr (PackshotResampler) resampler = packshot_resampler_new ();
  g_auto (PackshotFilter) across = { 0 }, down = { 0 };

  packshot_filter_set (&across, PACKSHOT_KERNEL_LANCZOS, width, step_x / 2 - 0.5, step_x,
                       source->width);
  packshot_filter_set (&down, PACKSHOT_KERNEL_LANCZOS, height, step_y / 2 - 0.5, step_y,
                       source->height);

  for (guint i = 0; i < packshot_raster_get_n_planes (self); i++)
    {
      PackshotPlane plane = packshot_raster_get_turned_plane (source, i);

      packshot_resampler_run (resampler, &plane, &down, &across, 0, width, columns, (gsize) height);
      turn (columns, width, height, self->planes[i]);
    }

  return self;
}

/**
 * packshot_raster_free:
 * @self: (transfer full): a raster
 *
 * Frees it.
 */
void
packshot_raster_free (PackshotRaster *self)
{
  for (guint i = 0; i < PACKSHOT_RASTER_MAX_PLANES; i++)
    g_free (self->planes[i]);
  g_free (self);
}

/**
 * packshot_raster_get_n_planes:
 * @self: a raster
 *
 * Returns: how many planes it has: 3, or 4 with alpha
 */
guint
packshot_raster_get_n_planes (const PackshotRaster *self)
{
  return self->has_alpha ? 4 : 3;
}

/**
 * packshot_raster_get_turned_plane:
 * @self: a raster
 * @plane: which plane
 *
 * Rows that follow one another are what a #PackshotPlane of the turned picture is: its columns are
 * the rows of the raster. Resampling it gives rows that are the columns of the result.
 *
 * Returns: a plane to read; it belongs to the raster
 */
PackshotPlane
packshot_raster_get_turned_plane (const PackshotRaster *self, guint plane)
{
  return (PackshotPlane){
    .width = self->height,
    .height = self->width,
    .stride = (gsize) self->width,
    .data = self->planes[plane],
  };
}
