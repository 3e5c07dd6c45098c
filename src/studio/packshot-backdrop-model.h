/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-analysis.h"

G_BEGIN_DECLS

/* Along a side, the backdrop is known at so many places. */
#define PACKSHOT_BACKDROP_PLACES 64

/**
 * PackshotBackdropModel:
 * @profiles: for each side and plane, the colour of the backdrop along the side, from left to right
 *   or from top to bottom
 * @side_deviation: how far the samples of each side lie from its profile, root mean square, in
 * levels
 * @plain: whether each side shows nothing but backdrop
 * @deviation: the largest deviation of a plain side
 *
 * The even backdrop a photo would have if the product were taken away, guessed from its border.
 */
typedef struct
{
  double profiles[PACKSHOT_N_SIDES][3][PACKSHOT_BACKDROP_PLACES];
  double side_deviation[PACKSHOT_N_SIDES];
  gboolean plain[PACKSHOT_N_SIDES];
  double deviation;
} PackshotBackdropModel;

void packshot_backdrop_model_fit (PackshotBackdropModel *self, const PackshotRaster *small);
double packshot_backdrop_model_distance (const PackshotBackdropModel *self,
                                         const PackshotRaster *small,
                                         int x,
                                         int y);

G_END_DECLS
