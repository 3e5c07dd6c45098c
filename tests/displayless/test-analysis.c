/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-analysis.h"
#include "packshot-framing.h"
#include "packshot-test-photo.h"
#include "packshot-test-show.h"

typedef struct
{
  int x, y, width, height;
} Box;

static void
analyse (GdkPixbuf *photo, PackshotAnalysis *analysis)
{
  PackshotScene scene;

  packshot_test_scene_init (&scene, photo, 1920, 1080);
  *analysis = scene.analysis;
}

/* Within so much of the photo's sides. */
static void
assert_box (const PackshotAnalysis *analysis, const Box *box, GdkPixbuf *photo, double share)
{
  double across = share * gdk_pixbuf_get_width (photo);
  double down = share * gdk_pixbuf_get_height (photo);
  const PackshotRect *found = &analysis->product;

  g_test_message ("box %d, %d, %d × %d: found %.0f, %.0f, %.0f × %.0f", box->x, box->y, box->width,
                  box->height, found->x, found->y, found->width, found->height);
  g_assert_cmpfloat_with_epsilon (found->x, box->x, across);
  g_assert_cmpfloat_with_epsilon (found->y, box->y, down);
  g_assert_cmpfloat_with_epsilon (found->x + found->width, box->x + box->width, across);
  g_assert_cmpfloat_with_epsilon (found->y + found->height, box->y + box->height, down);
  g_assert_cmpfloat (analysis->detail_x, >=, box->x);
  g_assert_cmpfloat (analysis->detail_x, <=, box->x + box->width);
  g_assert_cmpfloat (analysis->detail_y, >=, box->y);
  g_assert_cmpfloat (analysis->detail_y, <=, box->y + box->height);
}

static GdkPixbuf *
make_product (guint32 ground, const Box *box)
{
  GdkPixbuf *photo = packshot_test_photo_new_plain (1600, 1200, ground);

  packshot_test_photo_add_box (photo, box->x, box->y, box->width, box->height, 0xb03828ff,
                               0x284878ff);
  packshot_test_photo_add_noise (photo, 5, 3);
  return photo;
}

static const Box boxes[] = {
  { 500, 300, 600, 600 },
  { 120, 90, 200, 160 },
  { 1000, 700, 420, 330 },
  { 100, 80, 1400, 1040 },
};

/* Backdrops as studios have them: white, grey, black, coloured. */
static const guint32 grounds[] = { 0xfefefeff, 0xd8d4ccff, 0x909090ff, 0x101418ff, 0x40a0c0ff };

static void
test_plain (void)
{
  for (guint ground = 0; ground < G_N_ELEMENTS (grounds); ground++)
    for (guint box = 0; box < G_N_ELEMENTS (boxes); box++)
      {
        g_autoptr (GdkPixbuf) photo = make_product (grounds[ground], &boxes[box]);
        PackshotAnalysis analysis;

        analyse (photo, &analysis);
        assert_box (&analysis, &boxes[box], photo, 0.02);
        g_assert_cmpfloat (analysis.confidence, ==, 1);
        g_assert_false (analysis.cut_out);
        for (PackshotSide side = 0; side < PACKSHOT_N_SIDES; side++)
          g_assert_true (analysis.plain[side]);
      }
}

/* A light that falls off is backdrop all the same. */
static void
test_gradient (void)
{
  g_autoptr (GdkPixbuf) photo = make_product (0x808080ff, &boxes[0]);
  PackshotAnalysis analysis;

  for (int y = 0; y < 1200; y++)
    for (int x = 0; x < 1600; x++)
      {
        guint8 *pixel =
            gdk_pixbuf_get_pixels (photo) + y * gdk_pixbuf_get_rowstride (photo) + 3 * x;

        for (int i = 0; i < 3; i++)
          pixel[i] = (guint8) CLAMP (pixel[i] + x / 25 + y / 30 - 20, 0, 255);
      }

  analyse (photo, &analysis);
  assert_box (&analysis, &boxes[0], photo, 0.02);
  g_assert_cmpfloat (analysis.confidence, ==, 1);
}

/* A product may stand on one edge of the photo, and only there the backdrop can't be carried on. */
static void
test_edge (void)
{
  static const struct
  {
    Box box;
    PackshotSide side;
  } cases[] = {
    { { 500, 500, 600, 700 }, PACKSHOT_SIDE_BOTTOM },
    { { 500, 0, 600, 700 }, PACKSHOT_SIDE_TOP },
    { { 0, 300, 700, 600 }, PACKSHOT_SIDE_LEFT },
    { { 900, 300, 700, 600 }, PACKSHOT_SIDE_RIGHT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GdkPixbuf) photo = make_product (0xe8e8e8ff, &cases[i].box);
      PackshotAnalysis analysis;

      analyse (photo, &analysis);
      assert_box (&analysis, &cases[i].box, photo, 0.02);
      g_assert_cmpfloat (analysis.confidence, >, 0);
      g_assert_cmpfloat (analysis.confidence, <, 1);
      for (PackshotSide side = 0; side < PACKSHOT_N_SIDES; side++)
        g_assert_true (analysis.plain[side] == (side != cases[i].side));
    }
}

static void
test_busy (void)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_detailed (1600, 1200, 8);
  g_autoptr (GdkPixbuf) empty = packshot_test_photo_new_plain (1600, 1200, 0xc0c0c0ff);
  PackshotAnalysis analysis;

  analyse (photo, &analysis);
  g_assert_cmpfloat (analysis.confidence, ==, 0);
  g_assert_cmpfloat (analysis.product.width, >, 0);
  for (PackshotSide side = 0; side < PACKSHOT_N_SIDES; side++)
    g_assert_false (analysis.plain[side]);

  /* Nothing at all is no product either. */
  analyse (empty, &analysis);
  g_assert_cmpfloat (analysis.confidence, ==, 0);
  g_assert_cmpfloat (analysis.product.width, ==, 1600);
  g_assert_cmpfloat (analysis.product.height, ==, 1200);
}

static void
test_alpha (void)
{
  for (guint box = 0; box < G_N_ELEMENTS (boxes); box++)
    {
      g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_plain (1600, 1200, 0xffffff00);
      PackshotAnalysis analysis;

      packshot_test_photo_add_box (photo, boxes[box].x, boxes[box].y, boxes[box].width,
                                   boxes[box].height, 0xffffffff, 0xffffffff);
      analyse (photo, &analysis);
      assert_box (&analysis, &boxes[box], photo, 0.02);
      g_assert_true (analysis.cut_out);
      g_assert_cmpfloat (analysis.confidence, ==, 1);
      g_assert_cmpfloat_with_epsilon (analysis.product_luma, 235, 2);
    }
}

/* What every framing keeps, of every photo: the frame's own shape, and never more pixels of the
 * frame than a soft picture bears. */
static void
assert_framing (const PackshotScene *scene, PackshotFraming framing)
{
  const PackshotAim aim = { .framing = framing, .zoom = 1 };
  PackshotRect rect = packshot_scene_aim (scene, &aim);

  g_assert_cmpfloat (rect.width, >, 0);
  g_assert_cmpfloat_with_epsilon (rect.width / rect.height,
                                  scene->frame_width / scene->frame_height, 1e-6);
  g_assert_cmpfloat (scene->frame_width / rect.width, <=, 4.001);

  if (framing == PACKSHOT_FRAMING_WHOLE)
    {
      g_assert_cmpfloat (rect.x, <=, 1e-6);
      g_assert_cmpfloat (rect.y, <=, 1e-6);
      g_assert_cmpfloat (rect.x + rect.width, >=, scene->photo_width - 1e-6);
      g_assert_cmpfloat (rect.y + rect.height, >=, scene->photo_height - 1e-6);
    }
}

static void
test_framing (void)
{
  static const int frames[][2] = { { 1920, 1080 }, { 1080, 1920 }, { 1080, 1080 }, { 1080, 1350 } };
  static const int photos[][2] = { { 1600, 1200 }, { 400, 1300 }, { 3000, 300 }, { 1, 1 },
                                   { 1, 5000 },    { 5000, 1 },   { 8, 8 } };

  for (guint photo = 0; photo < G_N_ELEMENTS (photos); photo++)
    {
      g_autoptr (GdkPixbuf) pixbuf =
          packshot_test_photo_new_detailed (photos[photo][0], photos[photo][1], 4);

      PackshotScene scene;

      packshot_test_scene_init (&scene, pixbuf, 0, 0);
      for (guint frame = 0; frame < G_N_ELEMENTS (frames); frame++)
        for (PackshotFraming framing = 0; framing <= PACKSHOT_FRAMING_CARD; framing++)
          {
            scene.frame_width = frames[frame][0];
            scene.frame_height = frames[frame][1];
            scene.has_text = FALSE;
            assert_framing (&scene, framing);
            scene.has_text = TRUE;
            assert_framing (&scene, framing);
          }
    }
}

/* A product on a plain ground is seen in full where it is looked at, and beside its text. */
static void
test_product_seen (void)
{
  static const PackshotFraming framings[] = { PACKSHOT_FRAMING_PRODUCT, PACKSHOT_FRAMING_TITLE,
                                              PACKSHOT_FRAMING_CARD };
  static const int frames[][2] = { { 1920, 1080 }, { 1080, 1920 }, { 1080, 1080 }, { 1080, 1350 } };

  for (guint box = 0; box < G_N_ELEMENTS (boxes); box++)
    {
      g_autoptr (GdkPixbuf) photo = make_product (0xe8e8e8ff, &boxes[box]);
      PackshotScene scene;

      packshot_test_scene_init (&scene, photo, 0, 0);
      scene.has_text = TRUE;
      for (guint frame = 0; frame < G_N_ELEMENTS (frames); frame++)
        for (guint i = 0; i < G_N_ELEMENTS (framings); i++)
          {
            const PackshotAim aim = { .framing = framings[i], .zoom = 1 };
            const PackshotRect *product = &scene.analysis.product;
            PackshotRect seen;

            scene.frame_width = frames[frame][0];
            scene.frame_height = frames[frame][1];
            seen = packshot_scene_aim (&scene, &aim);
            g_assert_cmpfloat (seen.x, <=, product->x);
            g_assert_cmpfloat (seen.y, <=, product->y);
            g_assert_cmpfloat (seen.x + seen.width, >=, product->x + product->width);
            g_assert_cmpfloat (seen.y + seen.height, >=, product->y + product->height);
          }
    }
}

/* On a card, text and product have each their own part of the frame, whichever way the text runs.
 */
static void
test_card_apart (gconstpointer data)
{
  static const int frames[][2] = { { 1920, 1080 }, { 1080, 1920 }, { 1080, 1080 }, { 1080, 1350 } };
  const PackshotAim aim = { .framing = PACKSHOT_FRAMING_CARD, .zoom = 1 };
  g_autoptr (GdkPixbuf) photo = make_product (0xe8e8e8ff, &boxes[0]);

  for (guint frame = 0; frame < G_N_ELEMENTS (frames); frame++)
    {
      PackshotScene scene;
      PackshotRect seen, text;
      double scale, left, right, bottom;

      packshot_test_scene_init (&scene, photo, frames[frame][0], frames[frame][1]);
      scene.has_text = TRUE;
      scene.runs_left = GPOINTER_TO_INT (data);
      seen = packshot_scene_aim (&scene, &aim);
      text = packshot_scene_get_text_area (&scene, PACKSHOT_TITLE_CARD);
      scale = scene.frame_width / seen.width;
      left = (boxes[0].x - seen.x) * scale;
      right = (boxes[0].x + boxes[0].width - seen.x) * scale;
      bottom = (boxes[0].y + boxes[0].height - seen.y) * scale;

      g_assert_true (right <= text.x || left >= text.x + text.width || bottom <= text.y);
      g_assert_cmpfloat (text.x, >=, 0);
      g_assert_cmpfloat (text.x + text.width, <=, scene.frame_width);
      g_assert_cmpfloat (text.y + text.height, <=, scene.frame_height);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/analysis/plain", test_plain);
  g_test_add_func ("/analysis/gradient", test_gradient);
  g_test_add_func ("/analysis/edge", test_edge);
  g_test_add_func ("/analysis/busy", test_busy);
  g_test_add_func ("/analysis/alpha", test_alpha);
  g_test_add_func ("/framing/shape", test_framing);
  g_test_add_func ("/framing/product-seen", test_product_seen);
  g_test_add_data_func ("/framing/card/right", GINT_TO_POINTER (FALSE), test_card_apart);
  g_test_add_data_func ("/framing/card/left", GINT_TO_POINTER (TRUE), test_card_apart);

  return g_test_run ();
}
