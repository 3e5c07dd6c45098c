/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-backdrop.h"
#include "packshot-test-photo.h"

#include <math.h>
#include <string.h>

static gboolean
is_near (const PackshotBackdrop *backdrop, guint plane, int x, int y, int level, int tolerance)
{
  int sample = backdrop->planes[plane][y * backdrop->width + x];

  return ABS (sample - (level << PACKSHOT_BACKDROP_FRACTION)) <= tolerance
                                                                     << PACKSHOT_BACKDROP_FRACTION;
}

/* Of a photo of one even colour, all that is carried on has that colour. */
static void
test_extended (void)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_plain (1600, 1200, 0xd0c090ff);
  g_autoptr (PackshotRaster) raster = NULL;
  g_autoptr (PackshotRaster) small = NULL;
  g_autoptr (PackshotBackdrop) backdrop = NULL;
  const PackshotRect world = { -1600, -1200, 4800, 3600 };
  PackshotAnalysis analysis;

  packshot_test_photo_add_box (photo, 500, 300, 600, 600, 0xb03828ff, 0x284878ff);
  packshot_test_photo_add_noise (photo, 5, 3);
  raster = packshot_test_photo_to_raster (photo);
  small = packshot_raster_new_reduced (raster, 256);
  packshot_analysis_run (&analysis, small, 1600, 1200);
  g_assert_cmpint (packshot_backdrop_choose (&analysis, 1600, 1200, &world), ==,
                   PACKSHOT_BACKDROP_EXTENDED);
  backdrop = packshot_backdrop_make (PACKSHOT_BACKDROP_EXTENDED, &analysis, small, 1600, &world);
  for (int y = 0; y < backdrop->height; y++)
    for (int x = 0; x < backdrop->width; x++)
      {
        gboolean outside = x < backdrop->width / 3 - 1 || x > 2 * backdrop->width / 3 + 1
                           || y < backdrop->height / 3 - 1 || y > 2 * backdrop->height / 3 + 1;

        for (guint plane = 0; plane < 3 && outside; plane++)
          g_assert_true (is_near (backdrop, plane, x, y, small->planes[plane][0], 4));
      }
}

/* A light that falls off to the corners and to one side, and a product. */
static PackshotRaster *
make_lit (void)
{
  PackshotRaster *small = packshot_raster_new (128, 102, FALSE);

  for (guint plane = 0; plane < 3; plane++)
    for (int y = 0; y < small->height; y++)
      for (int x = 0; x < small->width; x++)
        {
          gboolean is_product = x >= 8 && x < 120 && y >= 8 && y < 94;
          double u = x / 63.5 - 1, v = y / 50.5 - 1;
          double level = (plane == 0 ? 180 : 128) - 20 * (u * u + v * v) + 5 * u;

          small->planes[plane][y * small->width + x] = is_product ? 40 : (guint8) lrint (level);
        }

  return small;
}

static gboolean
is_outside (const PackshotBackdrop *backdrop, const PackshotRect *world, int x, int y)
{
  double across = world->x + (x + 0.5) * world->width / backdrop->width;
  double down = world->y + (y + 0.5) * world->height / backdrop->height;

  return across < 0 || across >= 128 || down < 0 || down >= 102;
}

/* Where the photo is carried on there is no step: neither in line with its sides, where what is
 * beyond one of them meets what is beyond two, nor where the product comes near. */
static void
test_no_seams (void)
{
  static const PackshotRect worlds[] = {
    { -100, -20, 328, 184 },
    { -20, -120, 170, 302 },
    { -128, -102, 384, 306 },
  };
  g_autoptr (PackshotRaster) small = make_lit ();
  const PackshotAnalysis analysis = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (worlds); i++)
    {
      g_autoptr (PackshotBackdrop) lit =
          packshot_backdrop_make (PACKSHOT_BACKDROP_EXTENDED, &analysis, small, 128, &worlds[i]);
      int steepest = 0;

      for (int y = 1; y < lit->height; y++)
        for (int x = 1; x < lit->width; x++)
          for (guint plane = 0; plane < 3 && is_outside (lit, &worlds[i], x, y); plane++)
            {
              const int *sample = &lit->planes[plane][y * lit->width + x];

              if (is_outside (lit, &worlds[i], x - 1, y))
                steepest = MAX (steepest, ABS (sample[0] - sample[-1]));
              if (is_outside (lit, &worlds[i], x, y - 1))
                steepest = MAX (steepest, ABS (sample[0] - sample[-lit->width]));
            }

      g_test_message ("world %u: up to %.2f levels from one to the next", i,
                      (double) steepest / (1 << PACKSHOT_BACKDROP_FRACTION));
      g_assert_cmpint (steepest, <=, 3 << PACKSHOT_BACKDROP_FRACTION);
    }
}

static void
test_choice (void)
{
  const PackshotRect inside = { 10, 10, 700, 500 };
  const PackshotRect below = { 10, 10, 700, 1000 };
  const PackshotRect beside = { -300, 10, 700, 500 };
  PackshotAnalysis analysis = { .plain = { TRUE, TRUE, TRUE, FALSE } };

  g_assert_cmpint (packshot_backdrop_choose (&analysis, 800, 600, &inside), ==,
                   PACKSHOT_BACKDROP_EXTENDED);
  g_assert_cmpint (packshot_backdrop_choose (&analysis, 800, 600, &beside), ==,
                   PACKSHOT_BACKDROP_EXTENDED);
  g_assert_cmpint (packshot_backdrop_choose (&analysis, 800, 600, &below), ==,
                   PACKSHOT_BACKDROP_BLURRED);
  analysis.cut_out = TRUE;
  g_assert_cmpint (packshot_backdrop_choose (&analysis, 800, 600, &inside), ==,
                   PACKSHOT_BACKDROP_PAPER);
}

/* Paper stands off from the product: light below what is dark, darker below what is light. */
static void
test_paper (void)
{
  g_autoptr (PackshotRaster) small = packshot_raster_new (16, 16, TRUE);
  const PackshotRect world = { 0, 0, 160, 90 };
  PackshotAnalysis analysis = { .product_luma = 60 };
  g_autoptr (PackshotBackdrop) light =
      packshot_backdrop_make (PACKSHOT_BACKDROP_PAPER, &analysis, small, 16, &world);
  g_autoptr (PackshotBackdrop) dark = NULL;

  analysis.product_luma = 230;
  dark = packshot_backdrop_make (PACKSHOT_BACKDROP_PAPER, &analysis, small, 16, &world);
  for (int i = 0; i < light->width * light->height; i++)
    {
      g_assert_cmpint (light->planes[0][i], >, 190 << PACKSHOT_BACKDROP_FRACTION);
      g_assert_cmpint (dark->planes[0][i], <, 160 << PACKSHOT_BACKDROP_FRACTION);
      g_assert_cmpint (light->planes[1][i], ==, 128 << PACKSHOT_BACKDROP_FRACTION);
      g_assert_cmpint (dark->planes[2][i], ==, 128 << PACKSHOT_BACKDROP_FRACTION);
    }
}

static PackshotBackdrop *
make_ramp (void)
{
  g_autoptr (PackshotRaster) small = packshot_raster_new (8, 8, FALSE);
  const PackshotRect world = { 0, 0, 160, 80 };
  const PackshotAnalysis analysis = { 0 };
  PackshotBackdrop *ramp;

  for (guint plane = 0; plane < 3; plane++)
    memset (small->planes[plane], 128, 64);
  ramp = packshot_backdrop_make (PACKSHOT_BACKDROP_EXTENDED, &analysis, small, 160, &world);
  for (int x = 0; x < ramp->width; x++)
    for (int y = 0; y < ramp->height; y++)
      ramp->planes[0][y * ramp->width + x] = (100 << PACKSHOT_BACKDROP_FRACTION) + 8 * x;

  return ramp;
}

/* A slope of a level in hundreds of pixels stays one: the mean of some samples tells the fraction,
 * and neighbours differ, or there would be bands. */
static void
test_no_bands (void)
{
  g_autoptr (PackshotBackdrop) ramp = make_ramp ();
  g_autoptr (PackshotBands) bands = packshot_bands_new (3);
  g_autoptr (PackshotLayer) layer = packshot_layer_new (1600, 800, FALSE);
  const PackshotPlane *luma = &layer->planes[PACKSHOT_LAYER_Y];

  packshot_backdrop_draw (ramp, layer, bands);
  for (int x = 20; x + 40 < layer->width; x += 40)
    {
      double sum = 0;

      for (int i = 0; i < 40; i++)
        for (int y = 0; y < layer->height; y++)
          sum += luma->data[(gsize) (x + i) * luma->stride + (gsize) y];
      /* Rounding by a dither of 0 … 1 cuts off: the mean is the level itself. */
      g_assert_cmpfloat_with_epsilon (sum / (40 * layer->height),
                                      100 + 8.0 / 256 * ((x + 20) / 10.0 - 0.5), 0.03);
    }
  for (gsize i = 0; i < luma->stride * (gsize) luma->width; i++)
    g_assert_true (luma->data[i] >= 99 && luma->data[i] <= 106);
}

static void
test_draw_is_the_same (void)
{
  g_autoptr (PackshotBackdrop) ramp = make_ramp ();
  g_autoptr (PackshotBands) one = packshot_bands_new (1);
  g_autoptr (PackshotBands) many = packshot_bands_new (5);
  g_autoptr (PackshotLayer) first = packshot_layer_new (402, 200, FALSE);
  g_autoptr (PackshotLayer) second = packshot_layer_new (402, 200, FALSE);

  packshot_backdrop_draw (ramp, first, one);
  packshot_backdrop_draw (ramp, second, many);
  for (guint plane = 0; plane < 3; plane++)
    {
      gsize size = first->planes[plane].stride * (gsize) first->planes[plane].width;

      g_assert_cmpmem (first->planes[plane].data, size, second->planes[plane].data, size);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/backdrop/extended", test_extended);
  g_test_add_func ("/backdrop/no-seams", test_no_seams);
  g_test_add_func ("/backdrop/choice", test_choice);
  g_test_add_func ("/backdrop/paper", test_paper);
  g_test_add_func ("/backdrop/no-bands", test_no_bands);
  g_test_add_func ("/backdrop/draw-is-the-same", test_draw_is_the_same);

  return g_test_run ();
}
