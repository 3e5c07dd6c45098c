/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-analysis.h"
#include "packshot-bands.h"
#include "packshot-layer.h"

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

/* Samples of a backdrop have so many fractional bits: it is enlarged so far that the steps of whole
 * levels would be seen as bands. */
#define PACKSHOT_BACKDROP_FRACTION 8

/**
 * PackshotBackdrop:
 * @width: columns
 * @height: rows
 * @planes: Y, U and V, row after row, with %PACKSHOT_BACKDROP_FRACTION fractional bits
 *
 * A small picture, even enough to be enlarged by any factor.
 */
typedef struct
{
  int width;
  int height;
  int *planes[3];
} PackshotBackdrop;

PackshotBackdropKind packshot_backdrop_choose (const PackshotAnalysis *analysis,
                                               double photo_width,
                                               double photo_height,
                                               const PackshotRect *world);
PackshotBackdrop *packshot_backdrop_make (PackshotBackdropKind kind,
                                          const PackshotAnalysis *analysis,
                                          const PackshotRaster *small,
                                          double photo_width,
                                          const PackshotRect *world);
void packshot_backdrop_free (PackshotBackdrop *self);
void
packshot_backdrop_draw (const PackshotBackdrop *self, PackshotLayer *layer, PackshotBands *bands);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotBackdrop, packshot_backdrop_free)

G_END_DECLS
