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
