/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-bands.h"
#include "packshot-resample.h"

G_BEGIN_DECLS

#define PACKSHOT_RASTER_MAX_PLANES 4

/**
 * PackshotRaster:
 * @width: columns
 * @height: rows
 * @has_alpha: whether the fourth plane, opacity, is there; the others are then premultiplied with
 * it
 * @planes: Y, U, V and opacity, row after row, each of the full size
 *
 * A photo or a backdrop before it is cut into layers: BT.709, limited range.
 */
typedef struct
{
  int width;
  int height;
  gboolean has_alpha;
  guint8 *planes[PACKSHOT_RASTER_MAX_PLANES];
} PackshotRaster;

PackshotRaster *packshot_raster_new (int width, int height, gboolean has_alpha);
PackshotRaster *packshot_raster_new_from_pixels (int width,
                                                 int height,
                                                 const guint8 *pixels,
                                                 gsize stride,
                                                 gboolean has_alpha,
                                                 PackshotBands *bands);
PackshotRaster *packshot_raster_new_reduced (const PackshotRaster *source, int longest_side);
void packshot_raster_free (PackshotRaster *self);
guint packshot_raster_get_n_planes (const PackshotRaster *self);
PackshotPlane packshot_raster_get_turned_plane (const PackshotRaster *self, guint plane);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotRaster, packshot_raster_free)

G_END_DECLS
