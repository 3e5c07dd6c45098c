/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-filter.h"

G_BEGIN_DECLS

/**
 * PACKSHOT_PLANE_PADDING:
 *
 * Bytes that must be readable behind the last sample of a #PackshotPlane: loops run in whole steps.
 */
#define PACKSHOT_PLANE_PADDING 16

/**
 * PackshotPlane:
 * @width: columns
 * @height: samples in a column
 * @stride: bytes from one column to the next, at least @height
 * @data: (array): the samples, column after column, and %PACKSHOT_PLANE_PADDING bytes more
 *
 * One plane of 8-bit samples, kept transposed: resampling walks down columns first, and so reads
 * memory in order.
 */
typedef struct
{
  int width;
  int height;
  gsize stride;
  guint8 *data;
} PackshotPlane;

/**
 * PackshotResampler:
 *
 * The memory one thread needs to resample; kept, so that frames allocate nothing.
 */
typedef struct _PackshotResampler PackshotResampler;

PackshotResampler *packshot_resampler_new (void);
void packshot_resampler_free (PackshotResampler *self);
void packshot_resampler_reserve (PackshotResampler *self, int columns, int source_rows, int n_taps);
void packshot_resampler_run (PackshotResampler *self,
                             const PackshotPlane *source,
                             const PackshotFilter *across,
                             const PackshotFilter *down,
                             int first_row,
                             int n_rows,
                             guint8 *output,
                             gsize output_stride);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotResampler, packshot_resampler_free)

G_END_DECLS
