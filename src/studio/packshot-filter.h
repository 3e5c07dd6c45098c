/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PACKSHOT_FILTER_ONE:
 *
 * The weight that stands for 1.0: weights are fixed point with 14 fractional bits.
 */
#define PACKSHOT_FILTER_ONE (1 << 14)

/**
 * PackshotKernel:
 * @PACKSHOT_KERNEL_CUBIC: four taps, for drawing a prepared layer near its own size.
 * @PACKSHOT_KERNEL_LANCZOS: Lanczos-3 as wide as the reduction asks for, for preparing layers.
 */
typedef enum
{
  PACKSHOT_KERNEL_CUBIC,
  PACKSHOT_KERNEL_LANCZOS,
} PackshotKernel;

/**
 * PackshotFilter:
 * @length: output samples
 * @n_taps: source samples that make one output sample
 * @starts: (array length=length): index of the first source sample of each output sample
 * @weights: @length × @n_taps weights; those of one output sample sum to #PACKSHOT_FILTER_ONE
 *
 * How the samples of one axis are made from a row of source samples. Each output sample has weights
 * of its own, computed exactly: rounding positions to a table of phases is what makes pictures
 * shake.
 */
typedef struct
{
  int length;
  int n_taps;
  int *starts;
  gint16 *weights;

  /*< private >*/
  gsize capacity_length;
  gsize capacity_weights;
  double *scratch;
  gsize capacity_scratch;
} PackshotFilter;

void packshot_filter_clear (PackshotFilter *self);
void packshot_filter_set (PackshotFilter *self,
                          PackshotKernel kernel,
                          int length,
                          double first,
                          double step,
                          int source_length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotFilter, packshot_filter_clear)

G_END_DECLS
