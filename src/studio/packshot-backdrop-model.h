/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-analysis.h"

G_BEGIN_DECLS

#define PACKSHOT_BACKDROP_TERMS 6

/**
 * PackshotBackdropModel:
 * @terms: for Y, U and V, the terms of a surface of second order over the photo
 * @deviation: how far the samples it was made from lie from it, root mean square, in levels
 * @side_deviation: the same for the samples of each side
 *
 * The even backdrop a photo would have if the product were taken away, guessed from its border.
 */
typedef struct
{
  double terms[3][PACKSHOT_BACKDROP_TERMS];
  double deviation;
  double side_deviation[PACKSHOT_N_SIDES];
} PackshotBackdropModel;

void packshot_backdrop_model_fit (PackshotBackdropModel *self, const PackshotRaster *small);
double packshot_backdrop_model_distance (const PackshotBackdropModel *self,
                                         const PackshotRaster *small,
                                         int x,
                                         int y);

G_END_DECLS
