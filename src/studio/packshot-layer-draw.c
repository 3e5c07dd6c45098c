/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "config.h"
#include "packshot-layer-draw.h"

#include "packshot-camera.h"
#include "packshot-pixels.h"

#include <math.h>
#include <string.h>

#define COLUMNS_PER_BAND 64

/* One axis of a plane: which of its samples are drawn on, how they are made, how opaque they are.
 */
typedef struct
{
  int first;
  int end;
  PackshotFilter filter;
  guint8 *cover; /* (owned): a value for each sample from first on */
} Axis;

typedef struct
{
  PackshotLayer *layer;
  const PackshotRaster *raster;
  Axis across[2]; /* luma, chroma */
  Axis down[2];
  PackshotResampler **resamplers; /* (owned): one a thread */
  guint plane;
} Drawing;

PACKSHOT_CLONES static void
scale_by_cover (guint8 *restrict alphas, const guint8 *restrict cover, int column_cover, int n)
{
  for (int i = 0; i < n; i++)
    alphas[i] = (guint8) packshot_divide_by_255 (
        alphas[i] * packshot_divide_by_255 (cover[i] * column_cover));
}

PACKSHOT_CLONES static void
blend_straight (guint8 *restrict below,
                const guint8 *restrict colours,
                const guint8 *restrict alphas,
                int n)
{
  for (int i = 0; i < n; i++)
    below[i] =
        (guint8) packshot_divide_by_255 (below[i] * (255 - alphas[i]) + colours[i] * alphas[i]);
}

/* Premultiplied colours take their part of the cover here; the alphas already have theirs. */
PACKSHOT_CLONES static void
blend_covered (guint8 *restrict below,
               const guint8 *restrict colours,
               const guint8 *restrict alphas,
               const guint8 *restrict cover,
               int column_cover,
               int n)
{
  for (int i = 0; i < n; i++)
    {
      int colour =
          packshot_divide_by_255 (colours[i] * packshot_divide_by_255 (cover[i] * column_cover));
      int sum = colour + packshot_divide_by_255 (below[i] * (255 - alphas[i]));

      below[i] = (guint8) MIN (sum, 255);
    }
}

/* A hard edge covers the part of its sample that it reaches; a soft one rises inside. */
static guint8
cover_at (double position, double low, double high, double feather)
{
  double inside = MIN (position - low, high - position);
  double cover = CLAMP (feather > 0 ? inside / feather : inside + 0.5, 0, 1);

  if (feather > 0)
    cover = packshot_ease (cover, 1);

  return (guint8) lrint (255 * cover);
}

/* Sample i of the layer lies at offset + i · pitch, in luma pixels from the layer's edge. */
static void
set_axis (Axis *self,
          int n_samples,
          double offset,
          double pitch,
          double start,
          double scale,
          double feather,
          int source_length)
{
  double stop = start + source_length * scale;

  self->first = CLAMP ((int) floor ((start - offset) / pitch), 0, n_samples);
  self->end = CLAMP ((int) ceil ((stop - offset) / pitch) + 1, 0, n_samples);
  if (self->first >= self->end)
    return;

  packshot_filter_set (&self->filter, PACKSHOT_KERNEL_LANCZOS, self->end - self->first,
                       (offset + self->first * pitch - start) / scale - 0.5, pitch / scale,
                       source_length);
  self->cover = g_malloc ((gsize) (self->end - self->first));
  for (int i = self->first; i < self->end; i++)
    self->cover[i - self->first] = cover_at (offset + i * pitch, start, stop, feather);
}

static void
clear_axis (Axis *self)
{
  packshot_filter_clear (&self->filter);
  g_free (self->cover);
}

static void
draw_column (Drawing *self, const guint8 *colours, guint8 *alphas, int column)
{
  guint chroma = packshot_layer_plane_is_chroma (self->plane);
  const Axis *across = &self->across[chroma], *down = &self->down[chroma];
  PackshotPlane *plane = &self->layer->planes[self->plane];
  guint8 *below = plane->data + (gsize) column * plane->stride + down->first;
  int column_cover = across->cover[column - across->first];
  int n = down->end - down->first;

  scale_by_cover (alphas, down->cover, column_cover, n);
  if (self->raster->has_alpha)
    blend_covered (below, colours, alphas, down->cover, column_cover, n);
  else
    blend_straight (below, colours, alphas, n);
}

/* The raster is read as its turned self (see packshot_raster_get_turned_plane()): the resampler's
 * columns run down the layer, and its rows are the layer's columns. */
static void
draw_band (guint band, guint thread, gpointer user_data)
{
  Drawing *self = user_data;
  guint chroma = packshot_layer_plane_is_chroma (self->plane);
  const Axis *across = &self->across[chroma], *down = &self->down[chroma];
  int first = across->first + (int) band * COLUMNS_PER_BAND;
  int end = MIN (first + COLUMNS_PER_BAND, across->end);
  gsize n = (gsize) (down->end - down->first), size = n * (gsize) (end - first);
  PackshotPlane source = packshot_raster_get_turned_plane (self->raster, self->plane);
  g_autofree guint8 *colours = g_malloc (size);
  g_autofree guint8 *alphas = g_malloc (size);

  packshot_resampler_run (self->resamplers[thread], &source, &down->filter, &across->filter,
                          first - across->first, end - first, colours, n);
  if (self->raster->has_alpha)
    {
      source = packshot_raster_get_turned_plane (self->raster, PACKSHOT_LAYER_A);
      packshot_resampler_run (self->resamplers[thread], &source, &down->filter, &across->filter,
                              first - across->first, end - first, alphas, n);
    }
  else
    memset (alphas, 255, size);

  for (int column = first; column < end; column++)
    {
      gsize offset = (gsize) (column - first) * n;

      draw_column (self, colours + offset, alphas + offset, column);
    }
}

/**
 * packshot_layer_draw:
 * @self: a layer without alpha
 * @raster: what to draw
 * @x: where the left edge of @raster falls, in luma pixels from the layer's left edge
 * @y: where the top edge falls, likewise
 * @scale: luma pixels of the layer that one pixel of @raster covers, above 0
 * @feather_x: how far inside its left and right edges @raster becomes opaque, in luma pixels; 0 for
 *   hard edges
 * @feather_y: likewise for its upper and lower edges
 * @bands: threads to work with
 *
 * Draws a picture on a layer, as well as it can be done: this happens once, the layer is seen in
 * hundreds of frames.
 */
void
packshot_layer_draw (PackshotLayer *self,
                     const PackshotRaster *raster,
                     double x,
                     double y,
                     double scale,
                     double feather_x,
                     double feather_y,
                     PackshotBands *bands)
{
  guint n_threads = packshot_bands_get_n_threads (bands);
  Drawing drawing = { .layer = self, .raster = raster };

  g_return_if_fail (!self->has_alpha);
  g_return_if_fail (scale > 0);

  /* Chroma lies on the left column of its pair and between its two rows. */
  set_axis (&drawing.across[0], self->width, 0.5, 1, x, scale, feather_x, raster->width);
  set_axis (&drawing.across[1], self->width / 2, 0.5, 2, x, scale, feather_x, raster->width);
  set_axis (&drawing.down[0], self->height, 0.5, 1, y, scale, feather_y, raster->height);
  set_axis (&drawing.down[1], self->height / 2, 1, 2, y, scale, feather_y, raster->height);

  drawing.resamplers = g_new (PackshotResampler *, n_threads);
  for (guint i = 0; i < n_threads; i++)
    drawing.resamplers[i] = packshot_resampler_new ();

  for (drawing.plane = 0; drawing.plane < 3; drawing.plane++)
    {
      guint chroma = packshot_layer_plane_is_chroma (drawing.plane);
      int n_columns = drawing.across[chroma].end - drawing.across[chroma].first;

      if (n_columns > 0 && drawing.down[chroma].end > drawing.down[chroma].first)
        packshot_bands_run (bands, (guint) (n_columns + COLUMNS_PER_BAND - 1) / COLUMNS_PER_BAND,
                            draw_band, &drawing);
    }

  for (guint i = 0; i < n_threads; i++)
    packshot_resampler_free (drawing.resamplers[i]);
  g_free (drawing.resamplers);
  for (guint chroma = 0; chroma < 2; chroma++)
    {
      clear_axis (&drawing.across[chroma]);
      clear_axis (&drawing.down[chroma]);
    }
}
