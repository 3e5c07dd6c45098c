/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-film.h"
#include "packshot-test-frame.h"
#include "packshot-test-memory.h"
#include "packshot-test-photo.h"
#include "packshot-test-show.h"
#include "packshot-test-track.h"
#include "packshot-test-video.h"

#include <math.h>

/* The promise: root mean square over all frames, dots and both axes, in pixels of the video. */
#define LIMIT 0.02

#define PHOTO_WIDTH  2880
#define PHOTO_HEIGHT 1620
#define FPS          30

static const PackshotTestDisc discs[] = {
  { 370.3, 262.7, 30 },
  { 2501.6, 240.2, 30 },
  { 351.9, 1371.4, 30 },
  { 2488.8, 1350.1, 30 },
};

typedef struct
{
  int width;
  int height;
  double seconds;
} Size;

static GdkPixbuf *
make_photo (void)
{
  GdkPixbuf *photo = packshot_test_photo_new_plain (PHOTO_WIDTH, PHOTO_HEIGHT, 0x202830ff);

  for (guint i = 0; i < G_N_ELEMENTS (discs); i++)
    packshot_test_photo_add_disc (photo, &discs[i], 0xf4f0e8ff);

  return photo;
}

static PackshotTestTrack *
make_track (int width)
{
  return packshot_test_track_new (discs, G_N_ELEMENTS (discs), (double) width / PHOTO_WIDTH);
}

static void
track_cb (const PackshotVideoFrame *frame, guint index, gpointer user_data)
{
  packshot_test_track_add (user_data, frame);
}

/* Outwards all the time, and far enough for a jitter to show; the first frame is the whole photo,
 * corner to corner. */
static void
assert_is_drift (PackshotTestTrack *track, int width, int height)
{
  double scale = (double) width / PHOTO_WIDTH;

  for (guint dot = 0; dot < G_N_ELEMENTS (discs); dot++)
    {
      PackshotTestPoint first = packshot_test_track_get (track, dot, 0);
      PackshotTestPoint last = packshot_test_track_get (track, dot, track->n_frames - 1);
      double before = -1;

      g_assert_cmpfloat_with_epsilon (first.x, discs[dot].x * scale, 0.05);
      g_assert_cmpfloat_with_epsilon (first.y, discs[dot].y * scale, 0.05);
      g_assert_cmpfloat (hypot (last.x - first.x, last.y - first.y), >=, 20);

      for (guint frame = 0; frame < track->n_frames; frame++)
        {
          PackshotTestPoint point = packshot_test_track_get (track, dot, frame);
          double distance = hypot (point.x - width / 2.0, point.y - height / 2.0);

          /* At rest at both ends: there an encoder may turn standing still into a hair's breadth.
           */
          g_assert_cmpfloat (distance, >=, before - LIMIT);
          before = distance;
        }
    }
}

static void
test_film (gconstpointer data)
{
  const Size *size = data;
  g_autoptr (GdkPixbuf) photo = make_photo ();
  g_autofree char *path = packshot_test_photo_save (photo, "photo.bmp");
  g_autofree char *video = g_strconcat (path, ".mp4", NULL);
  g_autofree char *cover = g_strconcat (path, ".jpg", NULL);
  g_autoptr (PackshotTestTrack) track = make_track (size->width);
  g_autoptr (PackshotTestVideo) read = NULL;
  g_autoptr (PackshotFilmResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const PackshotFilmPlan plan = {
    .photo = path,
    .style = (char *) "drift",
    .encoder = (char *) "x264",
    .width = size->width,
    .height = size->height,
    .frames_per_second = FPS,
    .duration = size->seconds,
    .video = video,
    .cover = cover,
  };
  double jitter;

  result = packshot_film_make (&plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  read = packshot_test_video_read (video, track_cb, track);
  g_assert_cmpuint (read->times->len, ==, (guint) lrint (size->seconds * FPS));
  jitter = packshot_test_track_get_jitter (track);
  g_test_message ("%d × %d, %.0f s, decoded: %.4f px RMS", size->width, size->height, size->seconds,
                  jitter);
  g_assert_cmpfloat (jitter, <=, LIMIT);
  assert_is_drift (track, size->width, size->height);
}

typedef double (*RoundFunc) (double x);

static double
keep (double x)
{
  return x;
}

static double
round_to_quarter (double x)
{
  return rint (4 * x) / 4;
}

static void
follow_frames (const Size *size, RoundFunc round_place, PackshotTestTrack *track)
{
  g_autoptr (GdkPixbuf) photo = make_photo ();
  g_autoptr (PackshotTestShow) show =
      packshot_test_show_new (photo, "drift", size->width, size->height, FPS, size->seconds, 0);
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (size->width, size->height);

  for (int i = 0; i < show->storyboard->n_frames; i++)
    {
      PackshotComposition composition;
      PackshotSprite *plate = &composition.views[0].sprites[0];

      packshot_storyboard_compose (show->storyboard, i, &composition);
      plate->x = round_place (plate->x);
      plate->y = round_place (plate->y);
      packshot_compositor_paint (show->compositor, &composition, frame);
      packshot_test_track_add (track, frame);
    }
}

static void
test_frames (gconstpointer data)
{
  const Size *size = data;
  g_autoptr (PackshotTestTrack) track = make_track (size->width);
  double jitter;

  follow_frames (size, keep, track);
  jitter = packshot_test_track_get_jitter (track);
  g_test_message ("%d × %d, %.0f s, as composed: %.4f px RMS", size->width, size->height,
                  size->seconds, jitter);
  g_assert_cmpfloat (jitter, <=, LIMIT);
  assert_is_drift (track, size->width, size->height);
}

/* The measure sees what it is there for: places rounded to a quarter of a pixel, which is finer
 * than what many programs do. */
static void
test_rounded (gconstpointer data)
{
  const Size *size = data;
  g_autoptr (PackshotTestTrack) track = make_track (size->width);
  double jitter;

  follow_frames (size, round_to_quarter, track);
  jitter = packshot_test_track_get_jitter (track);
  g_test_message ("%d × %d, %.0f s, rounded to 1/4 px: %.4f px RMS", size->width, size->height,
                  size->seconds, jitter);
  g_assert_cmpfloat (jitter, >, 2 * LIMIT);
}

/* A way that is a cubic has no jitter, and a known noise is what it is. */
static void
test_measure (void)
{
  g_autoptr (PackshotTestTrack) smooth = make_track (PHOTO_WIDTH);
  g_autoptr (PackshotTestTrack) rough = make_track (PHOTO_WIDTH);

  for (guint frame = 0; frame < 200; frame++)
    for (guint dot = 0; dot < G_N_ELEMENTS (discs); dot++)
      {
        double t = frame / 100.0 - 1;
        PackshotTestPoint point = { 50 + 30 * t - 4 * t * t * t, 8 - 11 * t * t };

        packshot_test_track_add_point (smooth, dot, &point);
        point.x += frame % 2 == 0 ? 0.1 : -0.1;
        point.y += frame % 2 == 0 ? 0.1 : -0.1;
        packshot_test_track_add_point (rough, dot, &point);
      }

  g_assert_cmpfloat (packshot_test_track_get_jitter (smooth), <, 1e-9);
  g_assert_cmpfloat_with_epsilon (packshot_test_track_get_jitter (rough), 0.1, 0.03);
}

int
main (int argc, char **argv)
{
  /* The promise is for twelve seconds; with sanitizers, a short film is all there is time for. */
  const Size full = { 1920, 1080, 12 };
  const Size brief = { 1920, 1080, 6 };
  const Size *size = PACKSHOT_TEST_SANITIZED ? &brief : &full;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/jitter/measure", test_measure);
  g_test_add_data_func ("/jitter/film", size, test_film);
  g_test_add_data_func ("/jitter/frames", size, test_frames);
  g_test_add_data_func ("/jitter/rounded", size, test_rounded);

  return g_test_run ();
}
