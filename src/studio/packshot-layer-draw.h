/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-bands.h"
#include "packshot-layer.h"
#include "packshot-raster.h"

G_BEGIN_DECLS

void packshot_layer_draw (PackshotLayer *self,
                          const PackshotRaster *raster,
                          double x,
                          double y,
                          double scale,
                          double feather_x,
                          double feather_y,
                          PackshotBands *bands);

G_END_DECLS
