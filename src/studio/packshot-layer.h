/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-raster.h"

G_BEGIN_DECLS

/**
 * PackshotLayerPlane:
 * @PACKSHOT_LAYER_Y: luma
 * @PACKSHOT_LAYER_U: blue difference, half the width and height
 * @PACKSHOT_LAYER_V: red difference, likewise
 * @PACKSHOT_LAYER_A: opacity at luma samples
 * @PACKSHOT_LAYER_CHROMA_A: opacity at chroma samples
 */
typedef enum
{
  PACKSHOT_LAYER_Y,
  PACKSHOT_LAYER_U,
  PACKSHOT_LAYER_V,
  PACKSHOT_LAYER_A,
  PACKSHOT_LAYER_CHROMA_A,
  PACKSHOT_LAYER_N_PLANES,
} PackshotLayerPlane;

/**
 * PackshotLayer:
 * @width: luma columns, even
 * @height: luma rows, even
 * @has_alpha: whether the planes of opacity are there; the others are then premultiplied with them
 * @planes: the samples, in the encoder's colour space and chroma position (see #PackshotVideoFrame)
 *
 * A picture prepared once, near the size at which it will be seen, that a compositor draws in every
 * frame.
 */
typedef struct
{
  int width;
  int height;
  gboolean has_alpha;
  PackshotPlane planes[PACKSHOT_LAYER_N_PLANES];
} PackshotLayer;

PackshotLayer *packshot_layer_new (int width, int height, gboolean has_alpha);
PackshotLayer *packshot_layer_new_from_raster (const PackshotRaster *raster);
void packshot_layer_free (PackshotLayer *self);
guint packshot_layer_get_n_planes (const PackshotLayer *self);
gboolean packshot_layer_plane_is_chroma (PackshotLayerPlane plane);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLayer, packshot_layer_free)

G_END_DECLS
