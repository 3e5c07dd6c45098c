/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-camera.h"
#include "packshot-raster.h"

G_BEGIN_DECLS

/**
 * PackshotSide:
 *
 * A side of the photo.
 */
typedef enum
{
  PACKSHOT_SIDE_LEFT,
  PACKSHOT_SIDE_RIGHT,
  PACKSHOT_SIDE_TOP,
  PACKSHOT_SIDE_BOTTOM,
  PACKSHOT_N_SIDES,
} PackshotSide;

/**
 * PackshotAnalysis:
 * @plain: for each side, whether the backdrop runs out over it evenly enough to be carried on
 * @cut_out: whether the photo has no backdrop, but opacity
 * @confidence: 0 … 1, how sure it is that @product is the product and not a guess
 * @product: where the product is, in pixels of the photo
 * @detail_x: where there is most to see of it, in pixels of the photo
 * @detail_y: likewise
 * @product_luma: mean luma of the product, 16 … 235
 *
 * What is to be seen in a photo.
 */
typedef struct
{
  gboolean plain[PACKSHOT_N_SIDES];
  gboolean cut_out;
  double confidence;
  PackshotRect product;
  double detail_x;
  double detail_y;
  double product_luma;
} PackshotAnalysis;

void packshot_analysis_run (PackshotAnalysis *self,
                            const PackshotRaster *small,
                            double photo_width,
                            double photo_height);

G_END_DECLS
