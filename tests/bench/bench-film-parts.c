/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of a film cost, each by itself, in the process that asks. */

#include "config.h"

#include "bench-film-parts.h"

#include "packshot-cover.h"
#include "packshot-encoder.h"
#include "packshot-picture.h"
#include "packshot-storyboard.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define WIDTH      1920
#define HEIGHT     1080
#define RATE       30
#define N_FRAMES   360
#define FRAME_SIZE ((gsize) WIDTH * HEIGHT * 3 / 2)

typedef struct
{
  PackshotBands *bands;
  PackshotCompositor *compositor;
  PackshotStyle *style;
  PackshotStoryboard *storyboard;
} Scene;

/* In seconds. */
double
bench_film_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static double
seconds_of (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

/* Of a process that took so many seconds. */
BenchFilmCost
bench_film_cost_of (const struct rusage *usage, double wall)
{
  return (BenchFilmCost){ wall, seconds_of (usage->ru_utime) + seconds_of (usage->ru_stime),
                          (double) usage->ru_maxrss / 1024 };
}

static BenchFilmCost
cost_so_far (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return bench_film_cost_of (&usage, bench_film_now ());
}

static void
scene_init (Scene *self, const char *photo_path, const char *style)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPicture) picture = packshot_picture_load (photo_path, 0, NULL, &error);
  g_autoptr (PackshotRaster) photo = NULL;
  g_autoptr (PackshotRaster) small = NULL;
  PackshotScene scene = {
    .frame_width = WIDTH, .frame_height = HEIGHT, .scale = 1, .has_text = TRUE
  };

  g_assert_no_error (error);
  self->bands = packshot_bands_new (0);
  self->compositor = packshot_compositor_new (WIDTH, HEIGHT, self->bands);
  self->style = packshot_style_load (style, &error);
  g_assert_no_error (error);

  photo = packshot_raster_new_from_pixels (picture->width, picture->height, picture->pixels,
                                           picture->stride, picture->has_alpha, self->bands);
  small = packshot_raster_new_reduced (photo, 256);
  scene.photo_width = photo->width;
  scene.photo_height = photo->height;
  packshot_analysis_run (&scene.analysis, small, photo->width, photo->height);
  self->storyboard = packshot_storyboard_new (&scene, self->style, N_FRAMES, RATE);
  packshot_storyboard_make_plates (self->storyboard, photo, small, self->bands, NULL, NULL);
  packshot_storyboard_make_titles (self->storyboard, "Nordlys", "Calm botanical oil",
                                   self->compositor);
}

static void
scene_clear (Scene *self)
{
  packshot_storyboard_free (self->storyboard);
  packshot_style_free (self->style);
  packshot_compositor_free (self->compositor);
  packshot_bands_free (self->bands);
}

static void
paint (Scene *self, int frame, PackshotVideoFrame *out)
{
  PackshotComposition composition;

  packshot_storyboard_compose (self->storyboard, frame, &composition);
  packshot_compositor_paint (self->compositor, &composition, out);
}

static int
open_scratch (void)
{
  int fd = g_file_open_tmp ("packshot-bench-XXXXXX", NULL, NULL);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static const PackshotEncoderKind *
find_encoder (void)
{
  g_autoptr (GError) error = NULL;
  const PackshotEncoderKind *kind = packshot_encoder_kind_find (PACKSHOT_ENCODER_AUTO, &error);

  g_assert_no_error (error);
  return kind;
}

/* Pushes frames without copying them. With @n_kept below N_FRAMES they come round again. */
static void
encode_ready_frames (guint8 *frames, int n_kept)
{
  const PackshotEncoderKind *kind = find_encoder ();
  g_autofree char *text = g_strdup_printf (
      "appsrc name=source format=time block=true max-bytes=%" G_GSIZE_FORMAT
      " caps=video/x-raw,format=I420,width=%d,height=%d,framerate=%d/1,colorimetry=bt709"
      " ! %s %s %s=%d ! %s ! %s ! fdsink fd=%d sync=false",
      4 * FRAME_SIZE, WIDTH, HEIGHT, RATE, kind->factory, kind->settings, kind->keyframe_property,
      2 * RATE, kind->stages, kind->muxer, open_scratch ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (text, &error);
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (int i = 0; i < N_FRAMES; i++)
    {
      GstBuffer *buffer = gst_buffer_new_wrapped_full (GST_MEMORY_FLAG_READONLY,
                                                       frames + (gsize) (i % n_kept) * FRAME_SIZE,
                                                       FRAME_SIZE, 0, FRAME_SIZE, NULL, NULL);

      GST_BUFFER_PTS (buffer) = gst_util_uint64_scale ((guint64) i, GST_SECOND, RATE);
      GST_BUFFER_DURATION (buffer) = GST_SECOND / RATE;
      gst_app_src_push_buffer (GST_APP_SRC (source), buffer);
    }
  gst_app_src_end_of_stream (GST_APP_SRC (source));
  message =
      gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static BenchFilmCost
measure_encoder (const char *photo, const char *style, int n_kept)
{
  g_autofree guint8 *frames = g_malloc ((gsize) n_kept * FRAME_SIZE);
  Scene scene;
  BenchFilmCost before, after;

  scene_init (&scene, photo, style);
  for (int i = 0; i < n_kept; i++)
    {
      guint8 *start = frames + (gsize) i * FRAME_SIZE;
      PackshotVideoFrame frame = {
        .width = WIDTH,
        .height = HEIGHT,
        .planes = { start, start + WIDTH * HEIGHT, start + WIDTH * HEIGHT * 5 / 4 },
        .strides = { WIDTH, WIDTH / 2, WIDTH / 2 },
      };

      paint (&scene, i, &frame);
    }
  scene_clear (&scene);
  find_encoder ();

  before = cost_so_far ();
  encode_ready_frames (frames, n_kept);
  after = cost_so_far ();

  return (BenchFilmCost){ after.wall - before.wall, after.cpu - before.cpu, after.megabytes };
}

static BenchFilmCost
measure_rendering (const char *photo, const char *style)
{
  g_autoptr (PackshotEncoder) encoder = NULL;
  g_autoptr (GError) error = NULL;
  Scene scene;
  BenchFilmCost before, after;

  scene_init (&scene, photo, style);
  find_encoder ();

  before = cost_so_far ();
  encoder = packshot_encoder_new (find_encoder (), WIDTH, HEIGHT, RATE, open_scratch (),
                                  open_scratch (), NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_FRAMES; i++)
    {
      PackshotVideoFrame frame;

      packshot_encoder_begin_frame (encoder, &frame, &error);
      g_assert_no_error (error);
      paint (&scene, i, &frame);
      packshot_encoder_end_frame (encoder, &error);
      g_assert_no_error (error);
    }
  packshot_encoder_finish (encoder, &error);
  g_assert_no_error (error);
  after = cost_so_far ();
  scene_clear (&scene);

  return (BenchFilmCost){ after.wall - before.wall, after.cpu - before.cpu, after.megabytes };
}

/* Painting alone, into memory, on as many threads. */
static BenchFilmCost
measure_painting (const char *photo, const char *style)
{
  g_autofree guint8 *memory = g_malloc0 (FRAME_SIZE);
  PackshotVideoFrame frame = {
    .width = WIDTH,
    .height = HEIGHT,
    .planes = { memory, memory + WIDTH * HEIGHT, memory + WIDTH * HEIGHT * 5 / 4 },
    .strides = { WIDTH, WIDTH / 2, WIDTH / 2 },
  };
  Scene scene;
  BenchFilmCost before, after;

  scene_init (&scene, photo, style);
  before = cost_so_far ();
  for (int i = 0; i < N_FRAMES; i++)
    paint (&scene, i, &frame);
  after = cost_so_far ();
  scene_clear (&scene);

  return (BenchFilmCost){ after.wall - before.wall, after.cpu - before.cpu, after.megabytes };
}

/* The cover: one frame, painted and written as a JPEG. */
static BenchFilmCost
measure_cover (const char *photo, const char *style)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *memory = NULL;
  PackshotComposition composition;
  PackshotVideoFrame frame;
  Scene scene;
  BenchFilmCost before, after;

  scene_init (&scene, photo, style);
  find_encoder ();

  before = cost_so_far ();
  packshot_storyboard_compose (scene.storyboard, packshot_storyboard_get_cover (scene.storyboard),
                               &composition);
  memory = packshot_compositor_paint_still (scene.compositor, &composition, &frame);
  packshot_cover_write (&frame, open_scratch (), &error);
  g_assert_no_error (error);
  after = cost_so_far ();
  scene_clear (&scene);

  return (BenchFilmCost){ after.wall - before.wall, after.cpu - before.cpu, after.megabytes };
}

/* One part of a film: "encoder", "encoder-lean" (which keeps two frames), "cover", "painting" or
 * "rendering". */
BenchFilmCost
bench_film_measure (const char *part, const char *photo, const char *style)
{
  if (g_str_equal (part, "encoder"))
    return measure_encoder (photo, style, N_FRAMES);
  if (g_str_equal (part, "encoder-lean"))
    return measure_encoder (photo, style, 2);
  if (g_str_equal (part, "cover"))
    return measure_cover (photo, style);
  if (g_str_equal (part, "painting"))
    return measure_painting (photo, style);

  return measure_rendering (photo, style);
}
