/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-compositor.h"
#include "packshot-layer-draw.h"
#include "packshot-test-frame.h"
#include "packshot-test-memory.h"
#include "packshot-test-photo.h"
#include "packshot-test-show.h"

#include <math.h>

/* How often a film is composed until nothing is allocated any more. */
#define MAX_ROUNDS 30

static PackshotLayer *
make_noise (int width, int height, gboolean has_alpha, guint32 seed)
{
  g_autoptr (GdkPixbuf) photo =
      packshot_test_photo_new_plain (width, height, has_alpha ? 0x80a060a0 : 0x80a060ff);
  g_autoptr (PackshotRaster) raster = NULL;

  packshot_test_photo_add_noise (photo, 90, seed);
  raster = packshot_test_photo_to_raster (photo);
  if (has_alpha)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);

      /* A premultiplied luma is never above 235 · alpha / 255, nor is a colour above 240. */
      for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
        {
          int alpha = g_rand_int_range (random, 0, 256);

          for (guint plane = 0; plane < 3; plane++)
            raster->planes[plane][i] = (guint8) (raster->planes[plane][i] * alpha / 255);
          raster->planes[3][i] = (guint8) (raster->planes[3][i] * alpha / 255);
        }
    }

  return packshot_layer_new_from_raster (raster);
}

static double
slow_sample (const PackshotPlane *plane, double x, double y, double step)
{
  g_auto (PackshotFilter) across = { 0 }, down = { 0 };
  double sum = 0;

  packshot_filter_set (&across, PACKSHOT_KERNEL_CUBIC, 1, x, step, plane->width);
  packshot_filter_set (&down, PACKSHOT_KERNEL_CUBIC, 1, y, step, plane->height);
  for (int i = 0; i < across.n_taps; i++)
    for (int j = 0; j < down.n_taps; j++)
      sum += (double) across.weights[i] * down.weights[j]
             * plane->data[(gsize) (across.starts[0] + i) * plane->stride
                           + (gsize) (down.starts[0] + j)];

  return CLAMP (sum / PACKSHOT_FILTER_ONE / PACKSHOT_FILTER_ONE, 0, 255);
}

/* What a sprite makes of one sample, from where both lie in luma pixels: luma samples at i + 0.5,
 * chroma samples at 2 i + 0.5 across and 2 j + 1 down, in the layer as in the frame. */
static double
slow_sprite (const PackshotSprite *sprite, guint plane, int i, int j, double below)
{
  const PackshotLayer *layer = sprite->layer;
  double pitch = plane == 0 ? 1 : 2, down_offset = plane == 0 ? 0.5 : 1;
  double x = (0.5 + i * pitch - sprite->x) / sprite->scale;
  double y = (down_offset + j * pitch - sprite->y) / sprite->scale;
  double step = 1 / sprite->scale;
  double column = (x - 0.5) / pitch, row = (y - down_offset) / pitch;
  double colour = slow_sample (&layer->planes[plane], column, row, step);
  guint alpha_plane = plane == 0 ? PACKSHOT_LAYER_A : PACKSHOT_LAYER_CHROMA_A;
  double alpha;

  if (!layer->has_alpha)
    return colour * sprite->opacity + below * (1 - sprite->opacity);

  /* A sprite is drawn on the whole pairs of columns and rows that it touches. */
  if (i * pitch + pitch <= 2 * floor (sprite->x / 2)
      || j * pitch + pitch <= 2 * floor (sprite->y / 2)
      || i * pitch >= 2 * ceil ((sprite->x + layer->width * sprite->scale) / 2)
      || j * pitch >= 2 * ceil ((sprite->y + layer->height * sprite->scale) / 2))
    return below;

  alpha = slow_sample (&layer->planes[alpha_plane], column, row, step) / 255;
  return colour * sprite->opacity + below * (1 - alpha * sprite->opacity);
}

static double
slow_view (const PackshotView *view, guint plane, int x, int y)
{
  double value = 0;

  for (guint i = 0; i < view->n_sprites; i++)
    value = slow_sprite (&view->sprites[i], plane, x, y, value);

  return MIN (value, 255);
}

static void
assert_is_painted (const PackshotComposition *composition, const PackshotVideoFrame *frame)
{
  double worst = 0;

  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int y = 0; y < packshot_test_frame_get_height (frame, plane); y++)
      for (int x = 0; x < packshot_test_frame_get_width (frame, plane); x++)
        {
          double first = slow_view (&composition->views[0], plane, x, y);
          double value = first;

          if (composition->mix > 0)
            value += (slow_view (&composition->views[1], plane, x, y) - first) * composition->mix;
          worst = MAX (worst, fabs (*packshot_test_frame_at (frame, plane, x, y) - value));
        }

  g_test_message ("off by %.2f levels at the most", worst);
  /* Rounded once for each layer and each blend: half a level each at the most. */
  g_assert_cmpfloat (worst, <=, 2);
}

static void
test_arithmetic (void)
{
  g_autoptr (PackshotBands) bands = packshot_bands_new (2);
  g_autoptr (PackshotCompositor) compositor = packshot_compositor_new (96, 150, bands);
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (96, 150);
  g_autoptr (PackshotLayer) ground = make_noise (120, 180, FALSE, 1);
  g_autoptr (PackshotLayer) other = make_noise (100, 160, FALSE, 2);
  g_autoptr (PackshotLayer) title = make_noise (40, 20, TRUE, 3);
  PackshotComposition composition = {
    .views = {
      { .sprites = { { ground, -7.3, -9.1, 1.03, 1 },
                     { other, -1.2, -3.7, 0.9, 0.35 },
                     { title, 17.6, 101.3, 1.2, 0.8 },
                     { title, -11.4, -6.2, 1, 1 },
                     { title, 80.5, 140.5, 0.8, 0.5 } },
        .n_sprites = 5 },
      { .sprites = { { other, -1.5, -0.25, 1, 1 }, { title, 30, 40, 1, 1 } }, .n_sprites = 2 },
    },
  };

  for (int mix = 0; mix <= 4; mix++)
    {
      composition.mix = mix / 4.0;
      packshot_compositor_paint (compositor, &composition, frame);
      assert_is_painted (&composition, frame);
    }
}

/* What can't be seen leaves no trace, and costs no error either. */
static void
test_outside (void)
{
  g_autoptr (PackshotBands) bands = packshot_bands_new (1);
  g_autoptr (PackshotCompositor) compositor = packshot_compositor_new (64, 64, bands);
  g_autofree PackshotVideoFrame *plain = packshot_test_frame_new (64, 64);
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (64, 64);
  g_autoptr (PackshotLayer) ground = make_noise (80, 80, FALSE, 1);
  g_autoptr (PackshotLayer) title = make_noise (40, 20, TRUE, 3);
  PackshotComposition composition = {
    .views = { { .sprites = { { ground, -2.5, -2.5, 1, 1 } }, .n_sprites = 1 } },
  };
  const double places[][2] = { { -41, 3 }, { 65, 3 }, { 3, -21 }, { 3, 65 }, { -1e5, 1e5 } };

  packshot_compositor_paint (compositor, &composition, plain);
  composition.views[0].n_sprites = 2;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      composition.views[0].sprites[1] = (PackshotSprite){ title, places[i][0], places[i][1], 1, 1 };
      packshot_compositor_paint (compositor, &composition, frame);
      g_assert_cmpint (packshot_test_frame_difference (frame, plain), ==, 0);
    }

  composition.views[0].sprites[1] = (PackshotSprite){ title, 3, 3, 1, 0 };
  packshot_compositor_paint (compositor, &composition, frame);
  g_assert_cmpint (packshot_test_frame_difference (frame, plain), ==, 0);
}

static char *
hash_show (guint n_threads)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_detailed (700, 500, 5);
  g_autoptr (PackshotTestShow) show =
      packshot_test_show_new (photo, "showcase", 540, 676, 25, 4, n_threads);
  g_autoptr (GString) hashes = g_string_new (NULL);

  packshot_test_show_set_titles (show, "Name", "Info");
  for (int i = 0; i < show->storyboard->n_frames; i += 3)
    {
      g_autofree PackshotVideoFrame *frame = packshot_test_show_paint (show, i);
      g_autofree char *hash = packshot_test_frame_hash (frame);

      g_string_append_printf (hashes, "%d %s\n", i, hash);
    }

  return g_strdup (hashes->str);
}

static void
test_threads (void)
{
  const guint n_threads[] = { 1, 2, 3, 8 };
  g_autofree char *first = hash_show (1);

  for (guint i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autofree char *again = hash_show (n_threads[i]);

      g_assert_cmpstr (again, ==, first);
    }
}

/* Two colours of equal contrast in luma and both chroma planes. */
static PackshotRaster *
make_edge (int side, double at, gboolean across)
{
  PackshotRaster *raster = packshot_raster_new (side, side, FALSE);

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      for (guint plane = 0; plane < 3; plane++)
        {
          double share = CLAMP (at - (across ? x : y), 0, 1);

          raster->planes[plane][y * side + x] = (guint8) lrint (60 + share * 140);
        }

  return raster;
}

/* Where an edge lies along the middle of a plane, in luma pixels, from the area before it. */
static double
find_edge (const PackshotVideoFrame *frame, guint plane, gboolean across)
{
  int n = packshot_test_frame_get_width (frame, plane), middle = n / 2;
  double sum = 0;

  for (int i = 0; i < n; i++)
    sum += (*packshot_test_frame_at (frame, plane, across ? i : middle, across ? middle : i) - 60)
           / 140.0;
  if (plane == 0)
    return sum;

  /* A chroma sample stands for two luma pixels; across, they begin half a pixel before its pair. */
  return 2 * sum - (across ? 0.5 : 0);
}

static void
assert_edge_is_one (const PackshotLayer *layer,
                    double x,
                    double y,
                    double scale,
                    double expected,
                    gboolean across)
{
  g_autoptr (PackshotBands) bands = packshot_bands_new (1);
  g_autoptr (PackshotCompositor) compositor = packshot_compositor_new (160, 160, bands);
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (160, 160);
  PackshotComposition composition = {
    .views = { { .sprites = { { layer, x, y, scale, 1 } }, .n_sprites = 1 } },
  };

  packshot_compositor_paint (compositor, &composition, frame);
  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    g_assert_cmpfloat_with_epsilon (find_edge (frame, plane, across), expected,
                                    plane == 0 ? 0.03 : 0.1);
}

static void
test_siting (gconstpointer data)
{
  gboolean across = GPOINTER_TO_INT (data);
  g_autoptr (PackshotBands) bands = packshot_bands_new (1);

  for (double at = 60; at < 64; at += 0.31)
    {
      g_autoptr (PackshotRaster) raster = make_edge (330, at * 3 / 2, across);
      g_autoptr (PackshotRaster) small = make_edge (200, at, across);
      g_autoptr (PackshotLayer) drawn = packshot_layer_new (200, 200, FALSE);
      g_autoptr (PackshotLayer) taken = packshot_layer_new_from_raster (small);

      packshot_layer_draw (drawn, raster, -1.7, -1.7, 2 / 3.0, 0, 0, bands);
      assert_edge_is_one (drawn, 0, 0, 1, at - 1.7, across);
      assert_edge_is_one (drawn, -3.4, -3.4, 1.12, (at - 1.7) * 1.12 - 3.4, across);
      assert_edge_is_one (drawn, 2.9, 2.9, 0.9, (at - 1.7) * 0.9 + 2.9, across);
      assert_edge_is_one (taken, -8.2, -8.2, 1, at - 8.2, across);
    }
}

static guint
count_allocations_of (PackshotTestShow *show, PackshotVideoFrame *frame)
{
  guint before = packshot_test_count_allocations ();

  for (int i = 0; i < show->storyboard->n_frames; i++)
    {
      PackshotComposition composition;

      packshot_storyboard_compose (show->storyboard, i, &composition);
      packshot_compositor_paint (show->compositor, &composition, frame);
    }

  return packshot_test_count_allocations () - before;
}

/* The whole film more than once: the first time every buffer grows to the size it needs. With more
 * threads, each of them has its own buffers, and may only later meet the band that needs most; and
 * Pango has a thread of its own that looks for fonts for a while. */
static void
test_memory (gconstpointer data)
{
  guint n_threads = GPOINTER_TO_UINT (data);
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_detailed (400, 300, 6);
  g_autoptr (PackshotTestShow) show =
      packshot_test_show_new (photo, "showcase", 320, 180, 25, 4, n_threads);
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (320, 180);
  guint n = 1;

  if (!PACKSHOT_TEST_COUNTS_ALLOCATIONS)
    {
      g_test_skip ("the sanitizers bring an allocator of their own");
      return;
    }

  packshot_test_show_set_titles (show, "Name", "Info");
  for (guint round = 0; round < MAX_ROUNDS && n > 0; round++)
    {
      n = count_allocations_of (show, frame);
      g_test_message ("round %u: %u allocations", round, n);
    }
  g_assert_cmpuint (n, ==, 0);

  /* And the count does count. */
  n = packshot_test_count_allocations ();
  g_free (g_malloc (100));
  g_assert_cmpuint (packshot_test_count_allocations (), >, n);
}

static void
count_band_cb (guint band, guint thread, gpointer user_data)
{
  gint *counts = user_data;

  g_atomic_int_inc (&counts[band]);
}

static void
test_bands (void)
{
  for (guint n_threads = 1; n_threads <= 17; n_threads += 4)
    {
      g_autoptr (PackshotBands) bands = packshot_bands_new (n_threads);
      gint counts[50] = { 0 };

      for (int run = 0; run < 500; run++)
        packshot_bands_run (bands, (guint) run % 50, count_band_cb, counts);
      for (gint band = 0; band < 50; band++)
        g_assert_cmpint (counts[band], ==, 10 * (49 - band));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/bands/each-once", test_bands);
  g_test_add_func ("/compositor/arithmetic", test_arithmetic);
  g_test_add_func ("/compositor/outside", test_outside);
  g_test_add_func ("/compositor/threads", test_threads);
  g_test_add_data_func ("/compositor/siting/across", GINT_TO_POINTER (TRUE), test_siting);
  g_test_add_data_func ("/compositor/siting/down", GINT_TO_POINTER (FALSE), test_siting);
  g_test_add_data_func ("/compositor/memory/one", GUINT_TO_POINTER (1), test_memory);
  g_test_add_data_func ("/compositor/memory/three", GUINT_TO_POINTER (3), test_memory);

  return g_test_run ();
}
