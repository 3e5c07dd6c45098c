/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-bands.h"
#include "packshot-layer.h"
#include "packshot-video-frame.h"

G_BEGIN_DECLS

#define PACKSHOT_VIEW_MAX_SPRITES 6

/**
 * PackshotSprite:
 * @layer: (unowned): what to draw
 * @x: where the left edge of the layer falls, in frame pixels from the frame's left edge
 * @y: where the top edge falls, likewise
 * @scale: frame pixels one layer pixel covers, above 0
 * @opacity: 0 … 1
 *
 * One layer in one frame. Where a layer without alpha ends, its edge goes on: the lowest one always
 * covers the frame.
 */
typedef struct
{
  const PackshotLayer *layer;
  double x;
  double y;
  double scale;
  double opacity;
} PackshotSprite;

/**
 * PackshotView:
 * @sprites: what is drawn, from the lowest to the highest; the lowest has no alpha and is opaque
 * @n_sprites: how many, at least 1
 */
typedef struct
{
  PackshotSprite sprites[PACKSHOT_VIEW_MAX_SPRITES];
  guint n_sprites;
} PackshotView;

/**
 * PackshotComposition:
 * @views: two pictures, of which the second counts only where @mix is above 0
 * @mix: 0 the first view alone … 1 the second alone
 *
 * All that is to be seen in one frame.
 */
typedef struct
{
  PackshotView views[2];
  double mix;
} PackshotComposition;

typedef struct _PackshotCompositor PackshotCompositor;

PackshotCompositor *packshot_compositor_new (int width, int height, PackshotBands *bands);
void packshot_compositor_free (PackshotCompositor *self);
void packshot_compositor_paint (PackshotCompositor *self,
                                const PackshotComposition *composition,
                                PackshotVideoFrame *frame);
guint8 *packshot_compositor_paint_still (PackshotCompositor *self,
                                         const PackshotComposition *composition,
                                         PackshotVideoFrame *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotCompositor, packshot_compositor_free)

G_END_DECLS
