/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-filter.h"

#include <math.h>

#define CUBIC_TAPS    4
#define LANCZOS_LOBES 3

/* At this reduction the cubic has become a B-spline, the smoothest of its family. */
#define CUBIC_SOFTEST_STEP 1.5

typedef struct
{
  PackshotKernel kernel;
  double softness;  /* cubic: B of the (B, C) family, 0 sharp … 1 smooth */
  double reduction; /* Lanczos: source samples one lobe covers, at least 1 */
} Shape;

/* The family of Mitchell and Netravali ("Reconstruction Filters in Computer Graphics", 1988) along
 * its line of good quality, B + 2C = 1: B = 0 is Catmull-Rom, B = 1 the cubic B-spline. All of it
 * ends at distance 2, so that a change of softness never cuts a tail off. */
static double
cubic (double x, double b)
{
  double c = (1 - b) / 2;

  x = fabs (x);
  if (x < 1)
    return ((12 - 9 * b - 6 * c) * x * x * x + (-18 + 12 * b + 6 * c) * x * x + (6 - 2 * b)) / 6;
  if (x < 2)
    return ((-b - 6 * c) * x * x * x + (6 * b + 30 * c) * x * x + (-12 * b - 48 * c) * x
            + (8 * b + 24 * c))
           / 6;
  return 0;
}

static double
sinc (double x)
{
  return fabs (x) < 1e-9 ? 1 : sin (G_PI * x) / (G_PI * x);
}

static double
lanczos (double x)
{
  return fabs (x) < LANCZOS_LOBES ? sinc (x) * sinc (x / LANCZOS_LOBES) : 0;
}

static double
weight_at (const Shape *shape, double distance)
{
  if (shape->kernel == PACKSHOT_KERNEL_CUBIC)
    return cubic (distance, shape->softness);

  return lanczos (distance / shape->reduction);
}

static int
count_taps (const Shape *shape)
{
  if (shape->kernel == PACKSHOT_KERNEL_CUBIC)
    return CUBIC_TAPS;

  return 2 * (int) ceil (LANCZOS_LOBES * shape->reduction);
}

/* What rounding left over goes to the heaviest tap, where it weighs least. */
static void
quantize (const double *exact, int n, gint16 *weights)
{
  double sum = 0;
  int left = PACKSHOT_FILTER_ONE;
  int heaviest = 0;

  for (int k = 0; k < n; k++)
    sum += exact[k];

  for (int k = 0; k < n; k++)
    {
      weights[k] = (gint16) lrint (exact[k] / sum * PACKSHOT_FILTER_ONE);
      left -= weights[k];
      if (weights[k] > weights[heaviest])
        heaviest = k;
    }

  weights[heaviest] = (gint16) (weights[heaviest] + left);
}

/* A tap outside the source reads the source's edge: its weight moves to the edge sample, and the
 * window slides back inside, so that the inner loops need no test. Returns where the window starts.
 */
static int
fold_edges (const double *exact,
            int n_exact,
            int start,
            double *folded,
            int n_taps,
            int source_length)
{
  int inside = CLAMP (start, 0, source_length - n_taps);

  for (int k = 0; k < n_taps; k++)
    folded[k] = 0;
  for (int k = 0; k < n_exact; k++)
    folded[CLAMP (start + k, inside, inside + n_taps - 1) - inside] += exact[k];

  return inside;
}

static void
reserve (PackshotFilter *self, int length, int n_exact, int n_taps)
{
  gsize n_weights = (gsize) length * (gsize) n_taps;
  gsize n_scratch = (gsize) n_exact + (gsize) n_taps;

  /* With a fourth more than asked for: what moves into the frame wants a little more each time. */
  if (self->capacity_length < (gsize) length)
    {
      self->capacity_length = (gsize) length + (gsize) length / 4;
      self->starts = g_renew (int, self->starts, self->capacity_length);
    }
  if (self->capacity_weights < n_weights)
    {
      self->capacity_weights = n_weights + n_weights / 4;
      self->weights = g_renew (gint16, self->weights, self->capacity_weights);
    }
  /* A few dozen taps as a rule; a panorama squeezed by a hundred has 600, a line of pixels more
   * than the stack of a thread holds. */
  if (self->capacity_scratch < n_scratch)
    {
      self->capacity_scratch = n_scratch + n_scratch / 4;
      self->scratch = g_renew (double, self->scratch, self->capacity_scratch);
    }

  self->length = length;
  self->n_taps = n_taps;
}

/**
 * packshot_filter_clear:
 * @self: a filter
 *
 * Frees what is in it, and leaves it empty.
 */
void
packshot_filter_clear (PackshotFilter *self)
{
  g_clear_pointer (&self->starts, g_free);
  g_clear_pointer (&self->weights, g_free);
  g_clear_pointer (&self->scratch, g_free);
  self->capacity_length = self->capacity_weights = self->capacity_scratch = 0;
  self->length = self->n_taps = 0;
}

/**
 * packshot_filter_set:
 * @self: a filter, zeroed before its first use
 * @kernel: the shape of the weights
 * @length: output samples, at least 1
 * @first: source index of the first output sample; 0 is the centre of the first source sample
 * @step: source samples from one output sample to the next, above 0
 * @source_length: samples of the source, at least 1
 *
 * Computes starts and weights. Memory grows to the largest filter ever set and is then used again:
 * setting a filter of the same size anew allocates nothing. Outside the source its edge goes on.
 */
void
packshot_filter_set (PackshotFilter *self,
                     PackshotKernel kernel,
                     int length,
                     double first,
                     double step,
                     int source_length)
{
  Shape shape = { .kernel = kernel };
  double *exact, *folded;
  int n_exact, n_taps;

  g_return_if_fail (length > 0 && source_length > 0);
  g_return_if_fail (step > 0);

  shape.softness = CLAMP ((step - 1) / (CUBIC_SOFTEST_STEP - 1), 0, 1);
  shape.reduction = MAX (step, 1);
  n_exact = count_taps (&shape);
  n_taps = MIN (n_exact, source_length);
  reserve (self, length, n_exact, n_taps);
  exact = self->scratch;
  folded = self->scratch + n_exact;

  for (int i = 0; i < length; i++)
    {
      double position = first + i * step;
      int start = (int) floor (position) - n_exact / 2 + 1;

      for (int k = 0; k < n_exact; k++)
        exact[k] = weight_at (&shape, start + k - position);
      self->starts[i] = fold_edges (exact, n_exact, start, folded, n_taps, source_length);
      quantize (folded, n_taps, self->weights + (gsize) i * (gsize) n_taps);
    }
}
