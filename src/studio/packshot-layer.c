/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-layer.h"

static void
allocate_plane (PackshotPlane *plane, int width, int height)
{
  plane->width = width;
  plane->height = height;
  plane->stride = (gsize) height;
  plane->data = g_malloc0 (plane->stride * (gsize) width + PACKSHOT_PLANE_PADDING);
}

static void
turn_plane (const guint8 *rows, PackshotPlane *plane)
{
  for (int x = 0; x < plane->width; x++)
    for (int y = 0; y < plane->height; y++)
      plane->data[(gsize) x * plane->stride + (gsize) y] =
          rows[(gsize) y * (gsize) plane->width + (gsize) x];
}

/* Chroma lies on the left column of its pair, which weighs as much as its two neighbours, and
 * between its two rows. */
static guint8
chroma_at (const guint8 *rows, int width, int x, int y)
{
  const guint8 *above = rows + (gsize) (2 * y) * (gsize) width;
  const guint8 *below = above + width;
  int left = MAX (2 * x - 1, 0), right = MIN (2 * x + 1, width - 1);
  int sum =
      above[left] + 2 * above[2 * x] + above[right] + below[left] + 2 * below[2 * x] + below[right];

  return (guint8) ((sum + 4) / 8);
}

static void
halve_plane (const guint8 *rows, int width, PackshotPlane *plane)
{
  for (int x = 0; x < plane->width; x++)
    for (int y = 0; y < plane->height; y++)
      plane->data[(gsize) x * plane->stride + (gsize) y] = chroma_at (rows, width, x, y);
}

/**
 * packshot_layer_new:
 * @width: luma columns, even, at least 8
 * @height: luma rows, even, at least 8
 * @has_alpha: whether parts of it let what is below show through
 *
 * Returns: (transfer full): a layer; all samples are 0
 */
PackshotLayer *
packshot_layer_new (int width, int height, gboolean has_alpha)
{
  PackshotLayer *self;

  g_return_val_if_fail (width >= 8 && width % 2 == 0, NULL);
  g_return_val_if_fail (height >= 8 && height % 2 == 0, NULL);

  self = g_new0 (PackshotLayer, 1);
  self->width = width;
  self->height = height;
  self->has_alpha = has_alpha;

  for (guint i = 0; i < packshot_layer_get_n_planes (self); i++)
    {
      int halving = packshot_layer_plane_is_chroma (i) ? 2 : 1;

      allocate_plane (&self->planes[i], width / halving, height / halving);
    }

  return self;
}

/**
 * packshot_layer_new_from_raster:
 * @raster: a picture with even sides of at least 8
 *
 * Returns: (transfer full): the same picture as a layer, pixel by pixel
 */
PackshotLayer *
packshot_layer_new_from_raster (const PackshotRaster *raster)
{
  PackshotLayer *self = packshot_layer_new (raster->width, raster->height, raster->has_alpha);

  turn_plane (raster->planes[0], &self->planes[PACKSHOT_LAYER_Y]);
  halve_plane (raster->planes[1], raster->width, &self->planes[PACKSHOT_LAYER_U]);
  halve_plane (raster->planes[2], raster->width, &self->planes[PACKSHOT_LAYER_V]);
  if (raster->has_alpha)
    {
      turn_plane (raster->planes[3], &self->planes[PACKSHOT_LAYER_A]);
      halve_plane (raster->planes[3], raster->width, &self->planes[PACKSHOT_LAYER_CHROMA_A]);
    }

  return self;
}

/**
 * packshot_layer_free:
 * @self: (transfer full): a layer
 *
 * Frees it.
 */
void
packshot_layer_free (PackshotLayer *self)
{
  for (guint i = 0; i < PACKSHOT_LAYER_N_PLANES; i++)
    g_free (self->planes[i].data);
  g_free (self);
}

/**
 * packshot_layer_get_n_planes:
 * @self: a layer
 *
 * Returns: how many of the planes are there, from the first on
 */
guint
packshot_layer_get_n_planes (const PackshotLayer *self)
{
  return self->has_alpha ? PACKSHOT_LAYER_N_PLANES : PACKSHOT_LAYER_A;
}

/**
 * packshot_layer_plane_is_chroma:
 * @plane: a plane
 *
 * Returns: whether the plane has half the width and height of the layer
 */
gboolean
packshot_layer_plane_is_chroma (PackshotLayerPlane plane)
{
  return plane != PACKSHOT_LAYER_Y && plane != PACKSHOT_LAYER_A;
}
