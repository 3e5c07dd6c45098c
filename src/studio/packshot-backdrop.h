/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-analysis.h"

G_BEGIN_DECLS

/**
 * PackshotBackdropKind:
 * @PACKSHOT_BACKDROP_EXTENDED: the photo's own backdrop, carried on beyond its edges
 * @PACKSHOT_BACKDROP_BLURRED: the photo itself, enlarged, out of focus and held back
 * @PACKSHOT_BACKDROP_PAPER: a sheet of paper, for products cut out of their photo
 */
typedef enum
{
  PACKSHOT_BACKDROP_EXTENDED,
  PACKSHOT_BACKDROP_BLURRED,
  PACKSHOT_BACKDROP_PAPER,
} PackshotBackdropKind;

PackshotBackdropKind packshot_backdrop_choose (const PackshotAnalysis *analysis,
                                               double photo_width,
                                               double photo_height,
                                               const PackshotRect *world);
PackshotRaster *packshot_backdrop_make (PackshotBackdropKind kind,
                                        const PackshotAnalysis *analysis,
                                        const PackshotRaster *small,
                                        double photo_width,
                                        const PackshotRect *world);

G_END_DECLS
