/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is seen in a film of a photo that was framed. */

#include "packshot-frame-rgb.h"
#include "packshot-framing.h"
#include "packshot-reel.h"
#include "packshot-test-photo.h"

#include <string.h>

#define PHOTO_WIDTH  1600
#define PHOTO_HEIGHT 1200
#define CORNER       240

typedef enum
{
  RED,
  GREEN,
  BLUE,
  YELLOW,
  N_COLORS,
} Color;

static const guint32 colors[N_COLORS] = { 0xd02020ff, 0x20b020ff, 0x2020d0ff, 0xd8c820ff };

typedef struct
{
  int width;
  int height;
  GBytes *pixels; /* (owned) */
} Frame;

static void
frame_clear (Frame *self)
{
  g_clear_pointer (&self->pixels, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Frame, frame_clear)

/* A colour in each corner, @inset from the edges. */
static GdkPixbuf *
make_photo (int inset)
{
  int right = PHOTO_WIDTH - CORNER - inset, below = PHOTO_HEIGHT - CORNER - inset;
  GdkPixbuf *photo = packshot_test_photo_new_plain (PHOTO_WIDTH, PHOTO_HEIGHT, 0xdcd8d4ff);

  packshot_test_photo_add_box (photo, inset, inset, CORNER, CORNER, colors[RED], colors[RED]);
  packshot_test_photo_add_box (photo, right, inset, CORNER, CORNER, colors[GREEN], colors[GREEN]);
  packshot_test_photo_add_box (photo, inset, below, CORNER, CORNER, colors[BLUE], colors[BLUE]);
  packshot_test_photo_add_box (photo, right, below, CORNER, CORNER, colors[YELLOW], colors[YELLOW]);
  return photo;
}

static char *
save_photo (int inset)
{
  g_autoptr (GdkPixbuf) photo = make_photo (inset);

  return packshot_test_photo_save (photo, "corners.png");
}

static PackshotFilmPlan
make_plan (char *photo, const char *framing, int width, int height)
{
  PackshotFilmPlan plan = {
    .photo = photo,
    .style = (char *) "drift",
    .encoder = (char *) "auto",
    .width = width,
    .height = height,
    .frames_per_second = 24,
    .duration = 4,
    .n_threads = 1,
  };
  g_autoptr (GError) error = NULL;

  packshot_picture_framing_parse (framing, &plan.framing, &error);
  g_assert_no_error (error);
  return plan;
}

static PackshotFilmPhoto *
load (const PackshotFilmPlan *plan)
{
  g_autoptr (GError) error = NULL;
  PackshotFilmPhoto *photo = packshot_film_photo_load (plan, 0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return photo;
}

static void
paint (const PackshotFilmPlan *plan, int index, Frame *frame)
{
  g_autoptr (PackshotFilmPhoto) photo = load (plan);
  g_autoptr (PackshotReel) reel = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *memory = NULL;
  PackshotVideoFrame painted;

  frame->width = plan->width;
  frame->height = plan->height;
  packshot_film_plan_fit (plan, &frame->width, &frame->height);
  reel = packshot_reel_new (plan, photo, frame->width, frame->height, NULL, NULL, &error);
  g_assert_no_error (error);
  memory = packshot_reel_paint_still (reel, index, &painted);
  frame->pixels = packshot_frame_to_rgb (&painted);
}

static double
measure (const Frame *frame, guint32 color)
{
  const guint8 *p = g_bytes_get_data (frame->pixels, NULL);
  int n = frame->width * frame->height, found = 0;

  for (int i = 0; i < n; i++, p += 3)
    found += ABS (p[0] - (int) (color >> 24)) < 32 && ABS (p[1] - (int) (color >> 16 & 255)) < 32
             && ABS (p[2] - (int) (color >> 8 & 255)) < 32;

  return (double) found / n;
}

static int
find_darkest (const Frame *frame)
{
  const guint8 *p = g_bytes_get_data (frame->pixels, NULL);
  int darkest = 3 * 255;

  for (int i = 0; i < frame->width * frame->height; i++, p += 3)
    darkest = MIN (darkest, p[0] + p[1] + p[2]);

  return darkest;
}

/* @seen: the first letters of the colours. */
static void
assert_seen (char *photo, const char *framing, int width, int height, const char *seen)
{
  PackshotFilmPlan plan = make_plan (photo, framing, width, height);

  for (int index = 0; index < 96; index += 19)
    {
      g_auto (Frame) frame = { 0 };

      paint (&plan, index, &frame);
      for (int i = 0; i < N_COLORS; i++)
        {
          double share = measure (&frame, colors[i]);

          g_test_message ("%s, frame %d: %.3f of colour %d", framing, index, share, i);
          g_assert_cmpint (share > 0.004, ==, strchr (seen, "rgby"[i]) != NULL);
        }
      g_assert_cmpint (find_darkest (&frame), >, 90);
    }
}

static void
test_fill (void)
{
  g_autofree char *photo = save_photo (0);

  assert_seen (photo, "fill 0,0.5", 270, 480, "rb");
  assert_seen (photo, "fill 1,0.5", 270, 480, "gy");
  assert_seen (photo, "fill 0.5,0.5", 270, 480, "");
}

static void
test_crop (void)
{
  g_autofree char *photo = save_photo (0);

  assert_seen (photo, "crop 0,0 2", 480, 270, "r");
  assert_seen (photo, "crop 1,1 2", 480, 270, "y");
  assert_seen (photo, "crop 0,1 2.5", 480, 480, "b");
}

static void
test_fit (void)
{
  g_autofree char *at_edge = save_photo (0);
  g_autofree char *inside = save_photo (60);

  for (int i = 0; i < 2; i++)
    {
      PackshotFilmPlan tall = make_plan (i == 0 ? at_edge : inside, "fit", 270, 480);
      PackshotFilmPlan wide = make_plan (i == 0 ? at_edge : inside, "fit", 480, 270);
      g_autoptr (PackshotFilmPhoto) in_tall = load (&tall);
      g_autoptr (PackshotFilmPhoto) in_wide = load (&wide);

      g_assert_cmpint (in_tall->width, ==, 1600);
      g_assert_cmpint (in_tall->height, ==, 2844);
      g_assert_cmpint (in_wide->width, ==, 2133);
      g_assert_cmpint (in_wide->height, ==, 1200);
    }
}

/* The photo whole is in the frame that shows most of it. */
static void
test_fit_frames (void)
{
  g_autofree char *photo = save_photo (0);
  PackshotFilmPlan plan = make_plan (photo, "fit", 270, 480);
  gboolean seen_all = FALSE;

  for (int index = 0; index < 96; index += 19)
    {
      g_auto (Frame) frame = { 0 };
      int n = 0;

      paint (&plan, index, &frame);
      g_assert_cmpint (find_darkest (&frame), >, 90);
      for (int i = 0; i < N_COLORS; i++)
        n += measure (&frame, colors[i]) > 0.004;
      seen_all = seen_all || n == N_COLORS;
    }

  g_assert_true (seen_all);
}

/* Whatever the style looks at, the focal point is in the frame. */
static void
test_focus (void)
{
  static const PackshotFraming framings[] = { PACKSHOT_FRAMING_WHOLE, PACKSHOT_FRAMING_PRODUCT,
                                              PACKSHOT_FRAMING_DETAIL, PACKSHOT_FRAMING_TITLE,
                                              PACKSHOT_FRAMING_CARD };
  g_autofree char *photo = save_photo (0);

  for (int x = 0; x <= 10; x++)
    for (int y = 0; y <= 10; y += 2)
      for (int has_text = 0; has_text < 2; has_text++)
        {
          g_autofree char *framing = g_strdup_printf ("crop 0.%d,0.%d 1.5", x, y);
          PackshotFilmPlan plan =
              make_plan (photo, x < 10 && y < 10 ? framing : "crop 1,1 1.5", 480, 270);
          PackshotPictureView view = packshot_picture_framing_get_view (
              &plan.framing, (double) PHOTO_WIDTH / PHOTO_HEIGHT, 480.0 / 270);
          PackshotScene scene = {
            .photo_width = view.width * PHOTO_WIDTH,
            .photo_height = view.height * PHOTO_HEIGHT,
            .frame_width = 1920,
            .frame_height = 1080,
            .scale = 1,
            .has_focus = TRUE,
            .focus_x = (plan.framing.x - view.x) * PHOTO_WIDTH,
            .focus_y = (plan.framing.y - view.y) * PHOTO_HEIGHT,
            .has_text = has_text,
            .analysis = { .plain = { TRUE, has_text, TRUE, TRUE },
                          .confidence = 1,
                          .product = { 100, 80, 120, 160 },
                          .detail_x = 130,
                          .detail_y = 100 },
          };

          for (guint i = 0; i < G_N_ELEMENTS (framings); i++)
            {
              const PackshotAim aim = { .framing = framings[i], .zoom = 1.3, .x = 0.1, .y = -0.1 };
              PackshotRect seen = packshot_scene_aim (&scene, &aim);

              g_assert_cmpfloat (scene.focus_x, >=, seen.x - 1e-6);
              g_assert_cmpfloat (scene.focus_x, <=, seen.x + seen.width + 1e-6);
              g_assert_cmpfloat (scene.focus_y, >=, seen.y - 1e-6);
              g_assert_cmpfloat (scene.focus_y, <=, seen.y + seen.height + 1e-6);
            }
        }
}

/* What is not framed is as it was before there was anything to frame. */
static void
test_whole (void)
{
  g_autofree char *photo = save_photo (0);
  PackshotFilmPlan plan = make_plan (photo, "whole", 480, 270);
  g_autoptr (PackshotFilmPhoto) loaded = load (&plan);
  g_autoptr (GdkPixbuf) pixbuf = make_photo (0);
  g_autoptr (PackshotRaster) raster = packshot_test_photo_to_raster (pixbuf);

  g_assert_false (loaded->has_focus);
  g_assert_cmpint (loaded->width, ==, PHOTO_WIDTH);
  g_assert_cmpint (loaded->height, ==, PHOTO_HEIGHT);
  for (guint i = 0; i < packshot_raster_get_n_planes (raster); i++)
    g_assert_cmpmem (loaded->full->planes[i], PHOTO_WIDTH * PHOTO_HEIGHT, raster->planes[i],
                     PHOTO_WIDTH * PHOTO_HEIGHT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/film-framing/fill", test_fill);
  g_test_add_func ("/film-framing/crop", test_crop);
  g_test_add_func ("/film-framing/fit", test_fit);
  g_test_add_func ("/film-framing/fit-frames", test_fit_frames);
  g_test_add_func ("/film-framing/focus", test_focus);
  g_test_add_func ("/film-framing/whole", test_whole);

  return g_test_run ();
}
