/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-frame.h"

#include <string.h>

/* See packshot_test_ssim(). */
#define SSIM_WINDOW 8
#define SSIM_STEP   4
#define SSIM_RANGE  255.0

/**
 * packshot_test_frame_new:
 * @width: luma samples in a row, even
 * @height: luma rows, even
 *
 * Returns: (transfer full): a black frame together with its samples; ends with g_free()
 */
PackshotVideoFrame *
packshot_test_frame_new (int width, int height)
{
  gsize size = (gsize) width * (gsize) height;
  PackshotVideoFrame *frame = g_malloc (sizeof *frame + size * 3 / 2);
  guint8 *memory = (guint8 *) (frame + 1);

  frame->width = width;
  frame->height = height;
  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    {
      frame->planes[plane] = memory;
      frame->strides[plane] = (gsize) packshot_test_frame_get_width (frame, plane);
      memset (memory, plane == 0 ? 16 : 128, plane == 0 ? size : size / 4);
      memory += plane == 0 ? size : size / 4;
    }

  return frame;
}

/**
 * packshot_test_frame_copy:
 * @frame: a frame
 *
 * Returns: (transfer full): a frame with the same samples; ends with g_free()
 */
PackshotVideoFrame *
packshot_test_frame_copy (const PackshotVideoFrame *frame)
{
  PackshotVideoFrame *copy = packshot_test_frame_new (frame->width, frame->height);

  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int y = 0; y < packshot_test_frame_get_height (frame, plane); y++)
      memcpy (packshot_test_frame_at (copy, plane, 0, y),
              packshot_test_frame_at (frame, plane, 0, y),
              (gsize) packshot_test_frame_get_width (frame, plane));

  return copy;
}

int
packshot_test_frame_get_width (const PackshotVideoFrame *frame, guint plane)
{
  return plane == 0 ? frame->width : frame->width / 2;
}

int
packshot_test_frame_get_height (const PackshotVideoFrame *frame, guint plane)
{
  return plane == 0 ? frame->height : frame->height / 2;
}

guint8 *
packshot_test_frame_at (const PackshotVideoFrame *frame, guint plane, int x, int y)
{
  return frame->planes[plane] + (gsize) y * frame->strides[plane] + x;
}

/**
 * packshot_test_frame_hash:
 * @frame: a frame
 *
 * Returns: (transfer full): a checksum of all its samples
 */
char *
packshot_test_frame_hash (const PackshotVideoFrame *frame)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int y = 0; y < packshot_test_frame_get_height (frame, plane); y++)
      g_checksum_update (checksum, packshot_test_frame_at (frame, plane, 0, y),
                         packshot_test_frame_get_width (frame, plane));

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * packshot_test_frame_difference:
 * @a: a frame
 * @b: a frame of the same size
 *
 * Returns: by how many levels the samples differ that differ most
 */
int
packshot_test_frame_difference (const PackshotVideoFrame *a, const PackshotVideoFrame *b)
{
  int most = 0;

  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpint (a->height, ==, b->height);
  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int y = 0; y < packshot_test_frame_get_height (a, plane); y++)
      for (int x = 0; x < packshot_test_frame_get_width (a, plane); x++)
        most = MAX (most, ABS (*packshot_test_frame_at (a, plane, x, y)
                               - *packshot_test_frame_at (b, plane, x, y)));

  return most;
}

/**
 * packshot_test_frame_get_rgb:
 * @frame: a frame
 * @x: luma column
 * @y: luma row
 * @rgb: (out caller-allocates) (array fixed-size=3): red, green and blue, 0 … 255
 *
 * One pixel after ITU-R BT.709-6, 3.2–3.4, in floating point; chroma of the nearest sample.
 */
void
packshot_test_frame_get_rgb (const PackshotVideoFrame *frame, int x, int y, double *rgb)
{
  double luma = (*packshot_test_frame_at (frame, 0, x, y) - 16) / 219.0;
  double blue = (*packshot_test_frame_at (frame, 1, x / 2, y / 2) - 128) / 224.0;
  double red = (*packshot_test_frame_at (frame, 2, x / 2, y / 2) - 128) / 224.0;
  double r = luma + 1.5748 * red;
  double b = luma + 1.8556 * blue;

  rgb[0] = 255 * CLAMP (r, 0, 1);
  rgb[1] = 255 * CLAMP ((luma - 0.2126 * r - 0.0722 * b) / 0.7152, 0, 1);
  rgb[2] = 255 * CLAMP (b, 0, 1);
}

static double
ssim_of_window (const guint8 *a, const guint8 *b, gsize stride)
{
  double c1 = 0.01 * SSIM_RANGE * 0.01 * SSIM_RANGE, c2 = 0.03 * SSIM_RANGE * 0.03 * SSIM_RANGE;
  double n = SSIM_WINDOW * SSIM_WINDOW;
  double sum_a = 0, sum_b = 0, squares_a = 0, squares_b = 0, products = 0;
  double mean_a, mean_b, variance_a, variance_b, covariance;

  for (gsize y = 0; y < SSIM_WINDOW; y++)
    for (gsize x = 0; x < SSIM_WINDOW; x++)
      {
        double p = a[y * stride + x], q = b[y * stride + x];

        sum_a += p;
        sum_b += q;
        squares_a += p * p;
        squares_b += q * q;
        products += p * q;
      }

  mean_a = sum_a / n;
  mean_b = sum_b / n;
  variance_a = (squares_a - sum_a * mean_a) / (n - 1);
  variance_b = (squares_b - sum_b * mean_b) / (n - 1);
  covariance = (products - sum_a * mean_b) / (n - 1);

  return (2 * mean_a * mean_b + c1) * (2 * covariance + c2)
         / ((mean_a * mean_a + mean_b * mean_b + c1) * (variance_a + variance_b + c2));
}

/**
 * packshot_test_ssim:
 * @a: (array): rows of a plane, without gaps
 * @b: (array): rows of another
 * @width: samples in a row
 * @height: rows
 *
 * Structural similarity: Wang, Bovik, Sheikh and Simoncelli, "Image Quality Assessment: From Error
 * Visibility to Structural Similarity", 2004, equation 13, in square windows of eight by eight
 * samples as in their section III.C, every fourth of them.
 *
 * Returns: the mean over all windows; 1 for equal planes
 */
double
packshot_test_ssim (const guint8 *a, const guint8 *b, int width, int height)
{
  double sum = 0;
  int n = 0;

  for (int y = 0; y + SSIM_WINDOW <= height; y += SSIM_STEP)
    for (int x = 0; x + SSIM_WINDOW <= width; x += SSIM_STEP)
      {
        gsize offset = (gsize) y * (gsize) width + (gsize) x;

        sum += ssim_of_window (a + offset, b + offset, (gsize) width);
        n++;
      }

  return sum / n;
}
