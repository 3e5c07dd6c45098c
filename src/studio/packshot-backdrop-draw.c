/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-backdrop.h"

#include "packshot-filter.h"

#define COLUMNS_PER_BAND 64

/* Its shape is only nearly that of the layer: it is laid over the middle, this much too large. */
#define EXCESS 1.001

#define FILTER_HALF (PACKSHOT_FILTER_ONE / 2)

typedef struct
{
  const PackshotBackdrop *backdrop;
  PackshotPlane *plane;
  guint source;
  const PackshotFilter *across;
  const PackshotFilter *down;
} Drawing;

/* A share of a level, different from sample to sample, so that rounding makes no bands. The
 * constants are those of the "lowbias32" mixer by Chris Wellons (hash-prospector, in the public
 * domain). */
static int
dither_at (int x, int y)
{
  guint32 h = (guint32) x * 0x9e3779b9u + (guint32) y;

  h = (h ^ (h >> 16)) * 0x7feb352du;
  h = (h ^ (h >> 15)) * 0x846ca68bu;
  h ^= h >> 16;

  return (int) (h >> (32 - PACKSHOT_BACKDROP_FRACTION));
}

static int
blend (const int *samples, const PackshotFilter *filter, int i)
{
  const gint16 *weights = filter->weights + (gsize) i * (gsize) filter->n_taps;
  int sum = FILTER_HALF;

  /* 16 bits of a sample and 14 of a weight, with room for the overshoot: 31. */
  for (int k = 0; k < filter->n_taps; k++)
    sum += samples[filter->starts[i] + k] * weights[k];

  return sum / PACKSHOT_FILTER_ONE;
}

static void
draw_column (const Drawing *self, int x, int *column)
{
  const PackshotBackdrop *backdrop = self->backdrop;
  guint8 *out = self->plane->data + (gsize) x * self->plane->stride;

  for (int y = 0; y < backdrop->height; y++)
    column[y] = blend (backdrop->planes[self->source] + (gsize) y * (gsize) backdrop->width,
                       self->across, x);

  for (int y = 0; y < self->plane->height; y++)
    {
      int level = (blend (column, self->down, y) + dither_at (x, y)) >> PACKSHOT_BACKDROP_FRACTION;

      out[y] = (guint8) CLAMP (level, 0, 255);
    }
}

static void
draw_band (guint band, guint thread, gpointer user_data)
{
  const Drawing *self = user_data;
  g_autofree int *column = g_new (int, (gsize) self->backdrop->height);
  int first = (int) band * COLUMNS_PER_BAND;
  int end = MIN (first + COLUMNS_PER_BAND, self->plane->width);

  for (int x = first; x < end; x++)
    draw_column (self, x, column);
}

/* Sample i of the layer lies at offset + i · pitch, in luma pixels from the layer's edge. */
static void
set_filter (PackshotFilter *filter,
            int n_samples,
            double offset,
            double pitch,
            int layer_length,
            int length,
            double scale)
{
  double start = (layer_length - length * scale) / 2;

  packshot_filter_set (filter, PACKSHOT_KERNEL_CUBIC, n_samples, (offset - start) / scale - 0.5,
                       pitch / scale, length);
}

/**
 * packshot_backdrop_draw:
 * @self: a backdrop
 * @layer: a layer without alpha, nearly of the same shape
 * @bands: threads to work with
 *
 * Covers the whole layer with the backdrop.
 */
void
packshot_backdrop_draw (const PackshotBackdrop *self, PackshotLayer *layer, PackshotBands *bands)
{
  double scale =
      EXCESS * MAX ((double) layer->width / self->width, (double) layer->height / self->height);
  g_auto (PackshotFilter) across = { 0 }, down = { 0 };
  Drawing drawing = { .backdrop = self, .across = &across, .down = &down };

  g_return_if_fail (!layer->has_alpha);

  for (guint i = 0; i < 3; i++)
    {
      gboolean chroma = packshot_layer_plane_is_chroma (i);
      PackshotPlane *plane = &layer->planes[i];

      /* Chroma lies on the left column of its pair and between its two rows. */
      set_filter (&across, plane->width, 0.5, chroma ? 2 : 1, layer->width, self->width, scale);
      set_filter (&down, plane->height, chroma ? 1 : 0.5, chroma ? 2 : 1, layer->height,
                  self->height, scale);

      drawing.plane = plane;
      drawing.source = i;
      packshot_bands_run (bands, (guint) (plane->width + COLUMNS_PER_BAND - 1) / COLUMNS_PER_BAND,
                          draw_band, &drawing);
    }
}
