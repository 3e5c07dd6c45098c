/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-filter.h"
#include "packshot-resample.h"
#include "packshot-test-photo.h"

#include <math.h>
#include <string.h>

static const PackshotKernel kernels[] = { PACKSHOT_KERNEL_CUBIC, PACKSHOT_KERNEL_LANCZOS };

/* Reductions, enlargements, and the odd sizes in between. */
static const double steps[] = { 0.11, 0.5, 0.87, 1, 1.03, 1.15, 1.49, 2, 3.7, 16, 101 };
static const int lengths[] = { 1, 2, 3, 4, 5, 8, 33, 250, 1920 };

static void
assert_filter_is_sound (const PackshotFilter *filter, int source_length)
{
  g_assert_cmpint (filter->n_taps, >=, 1);
  g_assert_cmpint (filter->n_taps, <=, source_length);

  for (int i = 0; i < filter->length; i++)
    {
      const gint16 *weights = filter->weights + (gsize) i * (gsize) filter->n_taps;
      int sum = 0;

      for (int k = 0; k < filter->n_taps; k++)
        sum += weights[k];
      g_assert_cmpint (sum, ==, PACKSHOT_FILTER_ONE);
      g_assert_cmpint (filter->starts[i], >=, 0);
      g_assert_cmpint (filter->starts[i] + filter->n_taps, <=, source_length);
      if (i > 0)
        g_assert_cmpint (filter->starts[i], >=, filter->starts[i - 1]);
    }
}

/* From far before the source to far behind it. */
static void
test_filter_sum (void)
{
  g_auto (PackshotFilter) filter = { 0 };

  for (guint kernel = 0; kernel < G_N_ELEMENTS (kernels); kernel++)
    for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
      for (guint length = 0; length < G_N_ELEMENTS (lengths); length++)
        {
          packshot_filter_set (&filter, kernels[kernel], 400, -100 * steps[step] + 0.37,
                               steps[step], lengths[length]);
          assert_filter_is_sound (&filter, lengths[length]);
        }
}

/* What lies outside repeats the edge: from there on, the edge sample weighs all. */
static void
test_filter_edges (void)
{
  g_auto (PackshotFilter) filter = { 0 };

  for (guint kernel = 0; kernel < G_N_ELEMENTS (kernels); kernel++)
    {
      packshot_filter_set (&filter, kernels[kernel], 1, -50, 1, 32);
      g_assert_cmpint (filter.starts[0], ==, 0);
      g_assert_cmpint (filter.weights[0], ==, PACKSHOT_FILTER_ONE);

      packshot_filter_set (&filter, kernels[kernel], 1, 80, 1, 32);
      g_assert_cmpint (filter.starts[0] + filter.n_taps, ==, 32);
      g_assert_cmpint (filter.weights[filter.n_taps - 1], ==, PACKSHOT_FILTER_ONE);
    }
}

static void
test_filter_memory (void)
{
  g_auto (PackshotFilter) filter = { 0 };
  const gint16 *weights;

  packshot_filter_set (&filter, PACKSHOT_KERNEL_CUBIC, 500, 0, 1, 600);
  weights = filter.weights;
  for (int i = 0; i < 100; i++)
    {
      packshot_filter_set (&filter, PACKSHOT_KERNEL_CUBIC, 500 - i, i / 100.0, 1, 600);
      g_assert_true (filter.weights == weights);
    }
}

/* However many taps there are: they are no matter of the stack, of which threads have little. */
static void
test_filter_long (void)
{
  g_auto (PackshotFilter) filter = { 0 };
  const int length = 400000;
  double sum = 0;

  packshot_filter_set (&filter, PACKSHOT_KERNEL_LANCZOS, 1, length / 2.0, length, length);
  g_assert_cmpint (filter.n_taps, ==, length);
  for (int k = 0; k < filter.n_taps; k++)
    sum += filter.weights[k];
  g_assert_cmpfloat (sum, ==, PACKSHOT_FILTER_ONE);
}

/* Where the weights lie: the mean of the sources' places must be the place asked for. */
static void
test_filter_position (void)
{
  g_auto (PackshotFilter) filter = { 0 };

  for (guint kernel = 0; kernel < G_N_ELEMENTS (kernels); kernel++)
    for (double step = 0.8; step < 1.5; step += 0.0137)
      {
        double first = 40 + step * 7;

        packshot_filter_set (&filter, kernels[kernel], 300, first, step, 600);
        for (int i = 0; i < filter.length; i++)
          {
            const gint16 *weights = filter.weights + (gsize) i * (gsize) filter.n_taps;
            double mean = 0;

            for (int k = 0; k < filter.n_taps; k++)
              mean += (double) weights[k] * (filter.starts[i] + k) / PACKSHOT_FILTER_ONE;
            /* A cubic of this family keeps straight lines; Lanczos-3 bends them by 0.02 at the
             * most. */
            g_assert_cmpfloat_with_epsilon (
                mean, first + i * step, kernels[kernel] == PACKSHOT_KERNEL_CUBIC ? 0.0005 : 0.025);
          }
      }
}

static PackshotPlane
make_plane (int width, int height, guint8 **memory)
{
  *memory = g_malloc0 ((gsize) width * (gsize) height + PACKSHOT_PLANE_PADDING);

  return (PackshotPlane){
    .width = width,
    .height = height,
    .stride = (gsize) height,
    .data = *memory,
  };
}

static void
fill_with_noise (PackshotPlane *plane, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (gsize i = 0; i < plane->stride * (gsize) plane->width; i++)
    plane->data[i] = (guint8) g_rand_int (random);
}

typedef double (*PlaceFunc) (double x, double y);

static void
fill_by (PackshotPlane *plane, PlaceFunc func)
{
  for (int x = 0; x < plane->width; x++)
    for (int y = 0; y < plane->height; y++)
      plane->data[(gsize) x * plane->stride + (gsize) y] = (guint8) lrint (func (x, y));
}

static double
flat (double x, double y)
{
  return 137;
}

/* Whole levels on whole samples, so that the source itself is exact. */
static double
ramp_across (double x, double y)
{
  return 20 + x;
}

static double
ramp_down (double x, double y)
{
  return 230 - y;
}

static void
resample_by (const PackshotPlane *source,
             PackshotKernel kernel,
             int width,
             int height,
             double x,
             double y,
             double step,
             guint8 *output)
{
  g_autoptr (PackshotResampler) resampler = packshot_resampler_new ();
  g_auto (PackshotFilter) across = { 0 }, down = { 0 };

  packshot_filter_set (&across, kernel, width, x, step, source->width);
  packshot_filter_set (&down, kernel, height, y, step, source->height);
  packshot_resampler_run (resampler, source, &across, &down, 0, height, output, (gsize) width);
}

/* Inside, away from where the edge bends the ramp. Rounding to whole levels takes half a level; the
 * products, rounded to 1/64 and 1/32 of a level, may take a tenth more. */
static void
assert_stays (PlaceFunc func, PackshotKernel kernel, double x, double y, double step)
{
  g_autofree guint8 *memory = NULL;
  PackshotPlane source = make_plane (200, 200, &memory);
  int side = (int) (100 / step);
  g_autofree guint8 *output = g_malloc ((gsize) side * (gsize) side);

  fill_by (&source, func);
  resample_by (&source, kernel, side, side, 45 + x, 45 + y, step, output);
  for (int row = 0; row < side; row++)
    for (int column = 0; column < side; column++)
      g_assert_cmpfloat_with_epsilon (output[row * side + column],
                                      func (45 + x + column * step, 45 + y + row * step), 0.6);
}

static void
test_ramp (void)
{
  for (double step = 0.5; step < 1.6; step += 0.09)
    for (double shift = 0; shift < 1; shift += 0.173)
      {
        assert_stays (ramp_across, PACKSHOT_KERNEL_CUBIC, shift, 0.3, step);
        assert_stays (ramp_down, PACKSHOT_KERNEL_CUBIC, 0.2, shift, step);
      }
  assert_stays (ramp_across, PACKSHOT_KERNEL_LANCZOS, 0.5, 0.5, 2);
  assert_stays (ramp_down, PACKSHOT_KERNEL_LANCZOS, 0.5, 0.5, 4);
}

/* At every level, for rounding may not push any of them away. */
static void
test_constant (void)
{
  g_autofree guint8 *memory = NULL;
  PackshotPlane source = make_plane (40, 40, &memory);
  guint8 output[60 * 60];

  for (int level = 0; level < 256; level++)
    for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
      {
        memset (source.data, level, source.stride * (gsize) source.width);
        resample_by (&source, kernels[level % 2], 60, 60, -9.3, -4.1, steps[step], output);
        for (gsize i = 0; i < sizeof output; i++)
          g_assert_cmpint (output[i], ==, level);
      }
  assert_stays (flat, PACKSHOT_KERNEL_CUBIC, 0.25, 0.75, 1);
}

static void
test_identity (void)
{
  g_autofree guint8 *memory = NULL;
  PackshotPlane source = make_plane (61, 47, &memory);
  guint8 output[61 * 47];

  fill_with_noise (&source, 1);
  for (guint kernel = 0; kernel < G_N_ELEMENTS (kernels); kernel++)
    {
      resample_by (&source, kernels[kernel], 61, 47, 0, 0, 1, output);
      for (int y = 0; y < 47; y++)
        for (int x = 0; x < 61; x++)
          g_assert_cmpint (output[y * 61 + x], ==, source.data[x * 47 + y]);
    }
}

/* The sum of the products in floating point, from the same weights. */
static double
slow_sample (const PackshotPlane *source,
             const PackshotFilter *across,
             const PackshotFilter *down,
             int x,
             int y)
{
  double sum = 0;

  for (int i = 0; i < across->n_taps; i++)
    for (int j = 0; j < down->n_taps; j++)
      sum += (double) across->weights[x * across->n_taps + i] * down->weights[y * down->n_taps + j]
             * source->data[(gsize) (across->starts[x] + i) * source->stride
                            + (gsize) (down->starts[y] + j)];

  return CLAMP (sum / PACKSHOT_FILTER_ONE / PACKSHOT_FILTER_ONE, 0, 255);
}

/* Noise is the worst of pictures: every tap counts, and the kernels overshoot. */
static void
test_against_slow (void)
{
  g_autofree guint8 *memory = NULL;
  PackshotPlane source = make_plane (90, 70, &memory);
  g_autoptr (PackshotResampler) resampler = packshot_resampler_new ();
  g_auto (PackshotFilter) across = { 0 }, down = { 0 };
  guint8 output[50 * 40];

  fill_with_noise (&source, 2);
  for (guint kernel = 0; kernel < G_N_ELEMENTS (kernels); kernel++)
    for (double step = 0.4; step < 2.4; step += 0.19)
      {
        packshot_filter_set (&across, kernels[kernel], 50, -3.3, step, source.width);
        packshot_filter_set (&down, kernels[kernel], 40, -2.7, step * 0.9, source.height);
        packshot_resampler_run (resampler, &source, &across, &down, 0, 40, output, 50);
        for (int y = 0; y < 40; y++)
          for (int x = 0; x < 50; x++)
            g_assert_cmpfloat_with_epsilon (output[y * 50 + x],
                                            slow_sample (&source, &across, &down, x, y), 0.75);
      }
}

static void
test_runs (void)
{
  g_autofree guint8 *memory = NULL;
  PackshotPlane source = make_plane (130, 117, &memory);
  g_auto (PackshotFilter) across = { 0 }, down = { 0 };
  guint8 whole[101 * 97], cut[101 * 97];

  fill_with_noise (&source, 3);
  for (guint kernel = 0; kernel < G_N_ELEMENTS (kernels); kernel++)
    for (int n_rows = 1; n_rows < 97; n_rows += n_rows < 20 ? 1 : 13)
      {
        g_autoptr (PackshotResampler) resampler = packshot_resampler_new ();

        packshot_filter_set (&across, kernels[kernel], 101, 0.77, 1.23, source.width);
        packshot_filter_set (&down, kernels[kernel], 97, -0.4, 1.19, source.height);
        packshot_resampler_run (resampler, &source, &across, &down, 0, 97, whole, 101);
        memset (cut, 0, sizeof cut);
        for (int row = 0; row < 97; row += n_rows)
          packshot_resampler_run (resampler, &source, &across, &down, row, MIN (n_rows, 97 - row),
                                  cut + row * 101, 101);
        g_assert_cmpmem (cut, sizeof cut, whole, sizeof whole);
      }
}

/* Nothing beyond the rows asked for is touched, whatever the steps of the loops. */
static void
test_bounds (void)
{
  g_autofree guint8 *memory = NULL;
  PackshotPlane source = make_plane (20, 20, &memory);

  fill_with_noise (&source, 4);
  for (int width = 1; width < 40; width++)
    {
      gsize stride = (gsize) width + 3;
      g_autofree guint8 *output = g_malloc (stride * 7);
      g_autoptr (PackshotResampler) resampler = packshot_resampler_new ();
      g_auto (PackshotFilter) across = { 0 }, down = { 0 };

      memset (output, 77, stride * 7);
      packshot_filter_set (&across, PACKSHOT_KERNEL_CUBIC, width, 0.4, 0.5, source.width);
      packshot_filter_set (&down, PACKSHOT_KERNEL_CUBIC, 6, 0.4, 0.5, source.height);
      packshot_resampler_run (resampler, &source, &across, &down, 0, 6, output, stride);
      for (gsize row = 0; row < 7; row++)
        for (gsize x = row < 6 ? (gsize) width : 0; x < stride; x++)
          g_assert_cmpint (output[row * stride + x], ==, 77);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/filter/sum", test_filter_sum);
  g_test_add_func ("/filter/edges", test_filter_edges);
  g_test_add_func ("/filter/memory", test_filter_memory);
  g_test_add_func ("/filter/long", test_filter_long);
  g_test_add_func ("/filter/position", test_filter_position);
  g_test_add_func ("/resample/ramp", test_ramp);
  g_test_add_func ("/resample/constant", test_constant);
  g_test_add_func ("/resample/identity", test_identity);
  g_test_add_func ("/resample/against-slow", test_against_slow);
  g_test_add_func ("/resample/runs", test_runs);
  g_test_add_func ("/resample/bounds", test_bounds);

  return g_test_run ();
}
