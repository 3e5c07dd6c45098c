/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-frame-rgb.h"
#include "packshot-layer.h"
#include "packshot-test-frame.h"
#include "packshot-test-photo.h"

#include <math.h>

#define WIDTH  32
#define HEIGHT 16

/* Pixels on a side, and levels from one to the next. */
#define SLOPE      24
#define SLOPE_STEP 8

static void
fill (PackshotVideoFrame *frame, int luma, int cb, int cr)
{
  const int levels[] = { luma, cb, cr };

  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int y = 0; y < packshot_test_frame_get_height (frame, plane); y++)
      for (int x = 0; x < packshot_test_frame_get_width (frame, plane); x++)
        *packshot_test_frame_at (frame, plane, x, y) = (guint8) levels[plane];
}

/* Every colour, in and out of range, as the standard has it. */
static void
test_colours (void)
{
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (WIDTH, HEIGHT);

  for (int luma = 0; luma < 256; luma += 15)
    for (int cb = 0; cb < 256; cb += 15)
      for (int cr = 0; cr < 256; cr += 15)
        {
          g_autoptr (GBytes) bytes = NULL;
          const guint8 *pixels;
          double rgb[3];
          gsize size;

          fill (frame, luma, cb, cr);
          bytes = packshot_frame_to_rgb (frame);
          pixels = g_bytes_get_data (bytes, &size);
          packshot_test_frame_get_rgb (frame, 0, 0, rgb);

          g_assert_cmpuint (size, ==, 3 * WIDTH * HEIGHT);
          for (gsize i = 0; i < size; i++)
            g_assert_cmpfloat_with_epsilon (pixels[i], rgb[i % 3], 1);
        }
}

static void
test_ends (void)
{
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (WIDTH, HEIGHT);
  g_autoptr (GBytes) black = packshot_frame_to_rgb (frame);
  g_autoptr (GBytes) white = NULL;

  fill (frame, 235, 128, 128);
  white = packshot_frame_to_rgb (frame);
  for (gsize i = 0; i < g_bytes_get_size (black); i++)
    {
      g_assert_cmpint (((const guint8 *) g_bytes_get_data (black, NULL))[i], ==, 0);
      g_assert_cmpint (((const guint8 *) g_bytes_get_data (white, NULL))[i], ==, 255);
    }
}

/* Red rises and blue falls along a line, across or down: steep, so that chroma half a pixel beside
 * its place would make the whole line redder or bluer. */
static GdkPixbuf *
make_slope (gboolean across)
{
  GdkPixbuf *photo = packshot_test_photo_new_plain (SLOPE, SLOPE, 0x808080ff);

  for (int y = 0; y < SLOPE; y++)
    for (int x = 0; x < SLOPE; x++)
      {
        guint8 *pixel = gdk_pixbuf_get_pixels (photo)
                        + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (photo) + 3 * (gsize) x;
        int step = SLOPE_STEP * (across ? x : y);

        pixel[0] = (guint8) (32 + step);
        pixel[2] = (guint8) (224 - step);
      }

  return photo;
}

static PackshotVideoFrame *
make_frame (GdkPixbuf *photo)
{
  g_autoptr (PackshotRaster) raster = packshot_test_photo_to_raster (photo);
  g_autoptr (PackshotLayer) layer = packshot_layer_new_from_raster (raster);
  PackshotVideoFrame *frame = packshot_test_frame_new (raster->width, raster->height);

  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int y = 0; y < packshot_test_frame_get_height (frame, plane); y++)
      for (int x = 0; x < packshot_test_frame_get_width (frame, plane); x++)
        *packshot_test_frame_at (frame, plane, x, y) =
            layer->planes[plane].data[(gsize) x * layer->planes[plane].stride + (gsize) y];

  return frame;
}

static void
test_chroma (gconstpointer data)
{
  g_autoptr (GdkPixbuf) photo = make_slope (GPOINTER_TO_INT (data));
  g_autofree PackshotVideoFrame *frame = make_frame (photo);
  g_autoptr (GBytes) bytes = packshot_frame_to_rgb (frame);
  const guint8 *pixels = g_bytes_get_data (bytes, NULL);
  double sums[3] = { 0, 0, 0 };
  int worst = 0;

  /* The edges have nothing beyond them to be made of. */
  for (int y = 2; y < SLOPE - 2; y++)
    for (int x = 2; x < SLOPE - 2; x++)
      for (int i = 0; i < 3; i++)
        {
          int expected =
              gdk_pixbuf_get_pixels (photo)[(gsize) y * (gsize) gdk_pixbuf_get_rowstride (photo)
                                            + 3 * (gsize) x + (gsize) i];
          int difference = pixels[3 * (SLOPE * y + x) + i] - expected;

          worst = MAX (worst, ABS (difference));
          sums[i] += difference;
        }

  for (int i = 0; i < 3; i++)
    sums[i] /= (SLOPE - 4) * (SLOPE - 4);
  g_test_message ("beside by %.3f, %.3f, %.3f, and by %d", sums[0], sums[1], sums[2], worst);
  g_assert_cmpint (worst, <=, 3);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (fabs (sums[i]), <, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/frame-rgb/colours", test_colours);
  g_test_add_func ("/frame-rgb/ends", test_ends);
  g_test_add_data_func ("/frame-rgb/chroma-across", GINT_TO_POINTER (TRUE), test_chroma);
  g_test_add_data_func ("/frame-rgb/chroma-down", GINT_TO_POINTER (FALSE), test_chroma);

  return g_test_run ();
}
