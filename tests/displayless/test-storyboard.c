/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-storyboard.h"
#include "packshot-test-frame.h"
#include "packshot-test-memory.h"
#include "packshot-test-photo.h"
#include "packshot-test-show.h"

#include <math.h>

/* What a plate has beyond what the camera sees, in pixels of the frame: as much as the four taps of
 * the cubic ask for. */
#define TAPS_REACH 2.0

/* Every so many frames, one is painted and looked at. */
#define PAINTED_STEP (PACKSHOT_TEST_SANITIZED ? 32 : 6)

static const char *const styles[] = { "showcase", "drift" };
static const int rates[] = { 24, 25, 30, 60 };

/* The four aspect ratios, at a quarter of their size. */
static const int frames[][2] = { { 480, 270 }, { 270, 480 }, { 270, 270 }, { 270, 338 } };

typedef struct
{
  const char *name;
  int width;
  int height;
  guint32 colour; /* 0 for one full of detail */
} Shape;

static const Shape shapes[] = {
  { "panorama", 2400, 300, 0 },      { "tall", 300, 1800, 0 },
  { "square", 900, 900, 0 },         { "tiny", 12, 9, 0 },
  { "huge", 3600, 2400, 0 },         { "transparent", 800, 600, 0x00000000 },
  { "dark", 1200, 900, 0x181c20ff }, { "white on white", 1000, 1000, 0xfafafaff },
};

static GdkPixbuf *
make_photo (const Shape *shape)
{
  GdkPixbuf *photo;
  int width = shape->width, height = shape->height;

  if (shape->colour == 0 && g_str_equal (shape->name, "transparent"))
    photo = packshot_test_photo_new_plain (width, height, 0x00000000);
  else if (shape->colour == 0)
    return packshot_test_photo_new_detailed (width, height, 9);
  else
    photo = packshot_test_photo_new_plain (width, height, shape->colour);

  packshot_test_photo_add_box (photo, width / 3, height / 4, width / 4, height / 2,
                               shape->colour == 0xfafafaff ? 0xf0f0f0ff : 0x706050ff, 0xe0d0c0ff);
  return photo;
}

/* Inside the plate, whatever the camera does; a tap further out would repeat its edge. */
static void
assert_inside_plate (const PackshotSprite *plate, int width, int height)
{
  double margin = TAPS_REACH * plate->scale;

  g_assert_cmpfloat (plate->x, <=, -margin);
  g_assert_cmpfloat (plate->y, <=, -margin);
  g_assert_cmpfloat (plate->x + plate->layer->width * plate->scale, >=, width + margin);
  g_assert_cmpfloat (plate->y + plate->layer->height * plate->scale, >=, height + margin);
  g_assert_cmpfloat (plate->opacity, ==, 1);
  g_assert_false (plate->layer->has_alpha);
}

/* The mean luma of a row or a column. */
static double
measure_line (const PackshotVideoFrame *frame, gboolean is_row, int index)
{
  int n = is_row ? frame->width : frame->height;
  double sum = 0;

  for (int i = 0; i < n; i++)
    sum += *packshot_test_frame_at (frame, 0, is_row ? i : index, is_row ? index : i);

  return sum / n;
}

static double
find_darkest (const PackshotVideoFrame *frame)
{
  double darkest = 255;

  for (int i = 0; i < 3; i++)
    {
      darkest = MIN (darkest, measure_line (frame, TRUE, i));
      darkest = MIN (darkest, measure_line (frame, TRUE, frame->height - 1 - i));
      darkest = MIN (darkest, measure_line (frame, FALSE, i));
      darkest = MIN (darkest, measure_line (frame, FALSE, frame->width - 1 - i));
    }

  return darkest;
}

/* No backdrop is darker than the photo out of focus and held back. */
static double
darkest_explained (GdkPixbuf *photo)
{
  g_autoptr (PackshotRaster) raster = packshot_test_photo_to_raster (photo);
  /* No paper is darker. */
  double darkest = 130;

  for (gsize i = 0; i < (gsize) raster->width * (gsize) raster->height; i++)
    if (!raster->has_alpha || raster->planes[3][i] == 255)
      darkest = MIN (darkest, raster->planes[0][i]);

  return 16 + (darkest - 16) * 0.65 - 1;
}

static void
assert_shows (const Shape *shape, GdkPixbuf *photo, double limit, const char *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autoptr (PackshotTestShow) show =
          packshot_test_show_new (photo, style, frames[i][0], frames[i][1], 24, 4, 0);
      double darkest = 255;

      for (int frame = 0; frame < show->storyboard->n_frames; frame++)
        {
          g_autofree PackshotVideoFrame *painted = NULL;
          PackshotComposition composition;

          packshot_storyboard_compose (show->storyboard, frame, &composition);
          for (guint view = 0; view < (composition.mix > 0 ? 2 : 1); view++)
            assert_inside_plate (&composition.views[view].sprites[0], frames[i][0], frames[i][1]);
          if (frame % PAINTED_STEP != PAINTED_STEP - 1)
            continue;
          painted = packshot_test_show_paint (show, frame);
          darkest = MIN (darkest, find_darkest (painted));
        }

      g_test_message ("%s, %s, %d × %d: darkest edge %.0f, explained down to %.0f", shape->name,
                      style, frames[i][0], frames[i][1], darkest, limit);
      g_assert_cmpfloat (darkest, >=, limit);
    }
}

static void
test_shape (gconstpointer data)
{
  const Shape *shape = data;
  g_autoptr (GdkPixbuf) photo = make_photo (shape);
  double limit = darkest_explained (photo);

  for (guint style = 0; style < G_N_ELEMENTS (styles); style++)
    assert_shows (shape, photo, limit, styles[style]);
}

/* A bar must not pass: the same measure on a frame that has one. */
static void
test_bars_are_seen (void)
{
  g_autoptr (GdkPixbuf) photo = make_photo (&shapes[0]);
  g_autoptr (PackshotTestShow) show = packshot_test_show_new (photo, "drift", 480, 270, 24, 4, 0);
  g_autofree PackshotVideoFrame *frame = packshot_test_show_paint (show, 0);

  g_assert_cmpfloat (find_darkest (frame), >=, darkest_explained (photo));
  for (int y = 0; y < 2; y++)
    for (int x = 0; x < 480; x++)
      *packshot_test_frame_at (frame, 0, x, y) = 16;
  g_assert_cmpfloat (find_darkest (frame), <, darkest_explained (photo));
}

/* Nothing to see in such photos, but nothing to crash on either. */
static void
test_extreme (void)
{
  static const Shape extremes[] = {
    { "pixel", 1, 1, 0xc0c0c0ff },  { "column", 1, 5000, 0xc0c0c0ff },
    { "row", 5000, 1, 0xc0c0c0ff }, { "eight", 8, 8, 0 },
    { "two", 2, 3, 0xc0c0c0ff },    { "no pixel", 1, 1, 0x00000000 },
    { "thin", 3, 900, 0xc0c0c0ff },
  };

  for (guint i = 0; i < G_N_ELEMENTS (extremes); i++)
    {
      const Shape *shape = &extremes[i];
      g_autoptr (GdkPixbuf) photo =
          i == 3 ? packshot_test_photo_new_detailed (8, 8, 1)
                 : packshot_test_photo_new_plain (shape->width, shape->height, shape->colour);

      for (guint style = 0; style < G_N_ELEMENTS (styles); style++)
        assert_shows (shape, photo, 60, styles[style]);
    }
}

/* How much of the frame a layer is, and where, in one frame and the next. */
static double
weight_of (const PackshotComposition *composition,
           const PackshotLayer *layer,
           PackshotSprite *found)
{
  double weight = 0;

  for (guint view = 0; view < (composition->mix > 0 ? 2 : 1); view++)
    {
      const PackshotView *seen = &composition->views[view];
      double share = view == 1 ? composition->mix : 1 - composition->mix;

      for (guint i = 0; i < seen->n_sprites; i++)
        if (seen->sprites[i].layer == layer)
          {
            *found = seen->sprites[i];
            weight += share * seen->sprites[i].opacity;
          }
    }

  return weight;
}

/* From one frame to the next, no layer comes or goes at once, and none jumps. */
static void
assert_goes_on (const PackshotComposition *before,
                const PackshotComposition *now,
                const PackshotLayer *layer,
                double width,
                double seconds)
{
  PackshotSprite old = { 0 }, new = { 0 };
  double weight_before = weight_of (before, layer, &old);
  double weight_now = weight_of (now, layer, &new);

  /* The quickest that is lawful: a title that goes in 0.45 s, or a transition of half a second in
   * the shortest film, both with an ease that is half as quick again in its middle. */
  g_assert_cmpfloat (fabs (weight_now - weight_before), <=, 1.5 * seconds / 0.35 + 0.01);
  if (weight_before == 0 || weight_now == 0)
    return;

  /* A quarter of the frame a second is as quick as a camera goes. */
  g_assert_cmpfloat (fabs (new.x - old.x), <=, 0.5 * width * seconds);
  g_assert_cmpfloat (fabs (new.y - old.y), <=, 0.5 * width * seconds);
}

static void
assert_is_continuous (PackshotTestShow *show)
{
  PackshotStoryboard *board = show->storyboard;
  double seconds = 1.0 / board->frames_per_second;
  PackshotComposition before, now;

  packshot_storyboard_compose (board, 0, &before);
  for (int frame = 1; frame < board->n_frames; frame++)
    {
      packshot_storyboard_compose (board, frame, &now);
      g_assert_cmpfloat (now.mix, >=, 0);
      g_assert_cmpfloat (now.mix, <=, 1);
      if (before.mix > 0 && now.mix > 0
          && before.views[0].sprites[0].layer == now.views[0].sprites[0].layer)
        g_assert_cmpfloat (now.mix, >=, before.mix);

      for (guint i = 0; i < board->shots->len; i++)
        {
          PackshotShot *shot = packshot_storyboard_get_shot (board, i);

          assert_goes_on (&before, &now, shot->plate, board->scene.frame_width, seconds);
          if (shot->title != NULL)
            assert_goes_on (&before, &now, shot->title, board->scene.frame_width, seconds);
        }
      before = now;
    }
}

/* The first frame is the start of the first shot, the last the end of the last. */
static void
assert_ends (PackshotStoryboard *board)
{
  PackshotShot *first = packshot_storyboard_get_shot (board, 0);
  PackshotShot *last = packshot_storyboard_get_shot (board, board->shots->len - 1);
  PackshotComposition composition;
  const PackshotSprite *plate = &composition.views[0].sprites[0];
  double width = board->scene.frame_width;

  packshot_storyboard_compose (board, 0, &composition);
  g_assert_cmpfloat (composition.mix, ==, 0);
  g_assert_true (plate->layer == first->plate);
  g_assert_cmpfloat_with_epsilon (
      plate->x, (first->plate_rect.x - first->move.from.x) * width / first->move.from.width, 1e-6);

  packshot_storyboard_compose (board, board->n_frames - 1, &composition);
  g_assert_cmpfloat (composition.mix, ==, 0);
  g_assert_true (plate->layer == last->plate);
  g_assert_cmpfloat_with_epsilon (
      plate->x, (last->plate_rect.x - last->move.to.x) * width / last->move.to.width, 1e-6);

  g_assert_cmpint (packshot_storyboard_get_cover (board), >=, 0);
  g_assert_cmpint (packshot_storyboard_get_cover (board), <, board->n_frames);
}

static void
assert_shots (PackshotStoryboard *board)
{
  for (guint i = 0; i < board->shots->len; i++)
    {
      PackshotShot *shot = packshot_storyboard_get_shot (board, i);

      g_assert_cmpfloat (shot->first, <, shot->last);
      if (i > 0)
        {
          PackshotShot *before = packshot_storyboard_get_shot (board, i - 1);

          g_assert_cmpfloat (shot->first, >, before->first);
          g_assert_cmpfloat (shot->first, <=, before->last);
        }
      if (i > 1)
        g_assert_cmpfloat (shot->first, >=, packshot_storyboard_get_shot (board, i - 2)->last);
    }
}

static void
test_continuous (gconstpointer data)
{
  static const double lengths[] = { 4, 4.5, 7.3, 12, 20, 30 };
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_plain (160, 120, 0xe0e0e0ff);

  packshot_test_photo_add_box (photo, 50, 30, 60, 60, 0x804020ff, 0x204080ff);
  for (guint length = 0; length < G_N_ELEMENTS (lengths); length += PACKSHOT_TEST_SANITIZED ? 3 : 1)
    for (guint rate = 0; rate < G_N_ELEMENTS (rates); rate++)
      {
        g_autoptr (PackshotTestShow) show =
            packshot_test_show_new (photo, data, 96, 54, rates[rate], lengths[length], 1);

        g_assert_cmpint (show->storyboard->n_frames, ==,
                         (int) lrint (lengths[length] * rates[rate]));
        packshot_test_show_set_titles (show, "Name", "Info");
        assert_shots (show->storyboard);
        assert_ends (show->storyboard);
        assert_is_continuous (show);
      }
}

/* The whole photo, to the pixel, from its first frame on: style "drift". */
static void
test_drift_is_whole (void)
{
  static const int photos[][2] = { { 1920, 1080 }, { 900, 1600 }, { 1000, 1000 } };

  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      g_autoptr (GdkPixbuf) photo =
          packshot_test_photo_new_detailed (photos[i][0], photos[i][1], 2);
      g_autoptr (PackshotTestShow) show =
          packshot_test_show_new (photo, "drift", 480, 270, 30, 4, 0);
      PackshotShot *shot = packshot_storyboard_get_shot (show->storyboard, 0);

      g_assert_cmpuint (show->storyboard->shots->len, ==, 1);
      g_assert_cmpfloat (shot->move.from.x, <=, 1e-9);
      g_assert_cmpfloat (shot->move.from.y, <=, 1e-9);
      g_assert_cmpfloat_with_epsilon (
          MIN (shot->move.from.width / photos[i][0], shot->move.from.height / photos[i][1]), 1,
          1e-9);
      g_assert_cmpfloat_with_epsilon (shot->move.from.width / shot->move.to.width, 1.15, 1e-9);
      packshot_test_show_set_titles (show, "Name", "Info");
      g_assert_null (shot->title);
    }
}

/* Every title stands inside the frame all the time, rise and all. */
static void
test_titles_inside (void)
{
  g_autofree char *name = g_strnfill (100, 'W');
  g_autofree char *info = g_strnfill (300, '\n');

  for (guint shape = 0; shape < G_N_ELEMENTS (shapes); shape++)
    {
      g_autoptr (GdkPixbuf) photo = make_photo (&shapes[shape]);

      for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
        {
          g_autoptr (PackshotTestShow) show =
              packshot_test_show_new (photo, "showcase", frames[i][0], frames[i][1], 24, 4, 0);

          packshot_test_show_set_titles (show, name, info);
          for (guint j = 0; j < show->storyboard->shots->len; j++)
            {
              PackshotShot *shot = packshot_storyboard_get_shot (show->storyboard, j);

              if (shot->title == NULL)
                continue;
              g_assert_cmpfloat (shot->title_x, >=, 0);
              g_assert_cmpfloat (shot->title_y, >=, 0);
              g_assert_cmpfloat (shot->title_x + shot->title->width, <=, frames[i][0]);
              g_assert_cmpfloat (shot->title_y + shot->title->height, <=, 0.98 * frames[i][1]);
              g_assert_cmpfloat (shot->title_first, >=, shot->first);
              g_assert_cmpfloat (shot->title_last, <=, shot->last);
            }
        }
    }
}

static void
test_cancel (void)
{
  g_autoptr (GdkPixbuf) photo = make_photo (&shapes[2]);
  g_autoptr (PackshotTestShow) show = packshot_test_show_new (photo, "showcase", 96, 54, 24, 4, 1);
  g_autoptr (PackshotRaster) raster = packshot_test_photo_to_raster (photo);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PackshotStoryboard) board =
      packshot_storyboard_new (&show->storyboard->scene, show->style, 96, 24);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (
      packshot_storyboard_make_plates (board, raster, raster, show->bands, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_finalize_object (g_steal_pointer (&cancellable));
}

/* From as far away as a style may say to as close: no plate grows beyond what memory holds. */
static void
test_far_to_close (void)
{
  static const char style[] =
      "{'format': 1, 'id': 'far', 'name': 'Far', 'shots': ["
      "{'from': {'framing': 'whole', 'zoom': 0.25}, 'to': {'framing': 'detail', 'zoom': 8}}]}";
  g_autofree char *text = g_strdelimit (g_strdup (style), "'", '"');
  g_autoptr (GdkPixbuf) photo = make_photo (&shapes[3]);
  g_autoptr (PackshotTestShow) show = packshot_test_show_new (photo, "drift", 96, 54, 24, 4, 1);
  g_autoptr (PackshotRaster) raster = packshot_test_photo_to_raster (photo);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (PackshotStyle) far = packshot_style_new_from_bytes (bytes, "far", NULL);
  g_autoptr (PackshotStoryboard) board =
      packshot_storyboard_new (&show->storyboard->scene, far, 96, 24);
  const PackshotLayer *plate;

  packshot_storyboard_make_plates (board, raster, raster, show->bands, NULL, NULL);
  plate = packshot_storyboard_get_shot (board, 0)->plate;
  g_assert_cmpint (plate->width * plate->height, <, 20 * 96 * 54);
}

static void
test_ease (void)
{
  for (double softness = 0; softness <= 1; softness += 0.25)
    {
      double before = 0;

      g_assert_cmpfloat (packshot_ease (0, softness), ==, 0);
      g_assert_cmpfloat (packshot_ease (1, softness), ==, 1);
      g_assert_cmpfloat_with_epsilon (packshot_ease (0.5, softness), 0.5, 1e-12);
      for (double progress = 0.01; progress < 1; progress += 0.01)
        {
          double eased = packshot_ease (progress, softness);

          g_assert_cmpfloat (eased, >, before);
          before = eased;
        }
    }
}

/* A zoom about a point keeps it where it is, and grows by the same factor in the same time. */
static void
test_move (void)
{
  const PackshotMove move = { { 0, 0, 160, 90 }, { 30, 22.5, 80, 45 }, 0 };
  double fixed_x = 30 / (1 - 0.5), fixed_y = 22.5 / (1 - 0.5);
  double before = 160;

  for (int i = 0; i <= 10; i++)
    {
      PackshotRect rect = packshot_move_at (&move, i / 10.0);

      g_assert_cmpfloat_with_epsilon ((fixed_x - rect.x) / rect.width, fixed_x / 160, 1e-9);
      g_assert_cmpfloat_with_epsilon ((fixed_y - rect.y) / rect.height, fixed_y / 90, 1e-9);
      g_assert_cmpfloat_with_epsilon (rect.width / rect.height, 16 / 9.0, 1e-9);
      if (i > 0)
        g_assert_cmpfloat_with_epsilon (rect.width / before, pow (0.5, 0.1), 1e-9);
      before = rect.width;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/camera/ease", test_ease);
  g_test_add_func ("/camera/move", test_move);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/storyboard/shape/%s", shapes[i].name);

      g_test_add_data_func (path, &shapes[i], test_shape);
    }
  g_test_add_func ("/storyboard/bars-are-seen", test_bars_are_seen);
  g_test_add_func ("/storyboard/extreme", test_extreme);
  g_test_add_data_func ("/storyboard/continuous/showcase", "showcase", test_continuous);
  g_test_add_data_func ("/storyboard/continuous/drift", "drift", test_continuous);
  g_test_add_func ("/storyboard/drift-is-whole", test_drift_is_whole);
  g_test_add_func ("/storyboard/titles-inside", test_titles_inside);
  g_test_add_func ("/storyboard/far-to-close", test_far_to_close);
  g_test_add_func ("/storyboard/cancel", test_cancel);

  return g_test_run ();
}
