/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a film costs, side by side in one run: the encoder alone on frames that lie ready in memory;
 * painting and encoding them; the whole program; and what others use for the same move, where it is
 * installed. Each measurement is a process of its own; rounds alternate, and the median of the
 * ratios is what counts, because machines are noisy. */

#include "config.h"

#include "packshot-cover.h"
#include "packshot-encoder.h"
#include "packshot-picture.h"
#include "packshot-storyboard.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define WIDTH      1920
#define HEIGHT     1080
#define RATE       30
#define N_FRAMES   360
#define FRAME_SIZE ((gsize) WIDTH * HEIGHT * 3 / 2)
#define N_STYLES   2
#define MAX_ROUNDS 9

static const char *const styles[N_STYLES] = { "drift", "showcase" };

typedef struct
{
  double wall;
  double cpu;
  double megabytes; /* the most memory the process ever held */
} Cost;

typedef struct
{
  PackshotBands *bands;
  PackshotCompositor *compositor;
  PackshotStyle *style;
  PackshotStoryboard *storyboard;
} Scene;

static double
now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static double
seconds_of (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

static Cost
cost_of (const struct rusage *usage, double wall)
{
  return (Cost){ wall, seconds_of (usage->ru_utime) + seconds_of (usage->ru_stime),
                 (double) usage->ru_maxrss / 1024 };
}

static Cost
cost_so_far (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return cost_of (&usage, now ());
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

static Cost
measure_encoder (const char *photo, const char *style, int n_kept)
{
  g_autofree guint8 *frames = g_malloc ((gsize) n_kept * FRAME_SIZE);
  Scene scene;
  Cost before, after;

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

  return (Cost){ after.wall - before.wall, after.cpu - before.cpu, after.megabytes };
}

static Cost
measure_rendering (const char *photo, const char *style)
{
  g_autoptr (PackshotEncoder) encoder = NULL;
  g_autoptr (GError) error = NULL;
  Scene scene;
  Cost before, after;

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

  return (Cost){ after.wall - before.wall, after.cpu - before.cpu, after.megabytes };
}

/* Painting alone, into memory, on as many threads. */
static Cost
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
  Cost before, after;

  scene_init (&scene, photo, style);
  before = cost_so_far ();
  for (int i = 0; i < N_FRAMES; i++)
    paint (&scene, i, &frame);
  after = cost_so_far ();
  scene_clear (&scene);

  return (Cost){ after.wall - before.wall, after.cpu - before.cpu, after.megabytes };
}

/* The cover: one frame, painted and written as a JPEG. */
static Cost
measure_cover (const char *photo, const char *style)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *memory = NULL;
  PackshotComposition composition;
  PackshotVideoFrame frame;
  Scene scene;
  Cost before, after;

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

  return (Cost){ after.wall - before.wall, after.cpu - before.cpu, after.megabytes };
}

/* Runs a command in the folder for temporary files and says what it cost. */
static gboolean
run (char **argv, Cost *cost, char **output)
{
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  double start = now ();
  int out = -1, status = 0;
  GPid pid;

  if (!g_spawn_async_with_pipes (g_get_tmp_dir (), argv, NULL,
                                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH
                                     | G_SPAWN_STDERR_TO_DEV_NULL,
                                 NULL, NULL, &pid, NULL, &out, NULL, &error))
    return FALSE;

  {
    g_autoptr (GIOChannel) channel = g_io_channel_unix_new (out);
    g_autofree char *text = NULL;

    g_io_channel_set_close_on_unref (channel, TRUE);
    g_io_channel_set_encoding (channel, NULL, NULL);
    g_io_channel_read_to_end (channel, &text, NULL, NULL);
    if (output != NULL)
      *output = g_steal_pointer (&text);
  }

  wait4 (pid, &status, 0, &usage);
  *cost = cost_of (&usage, now () - start);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/* A part of a film, in a process of its own that prints three numbers. */
static Cost
run_part (const char *self, const char *part, const char *photo, const char *style)
{
  char *argv[] = { (char *) self, (char *) part, (char *) photo, (char *) style, NULL };
  g_autofree char *output = NULL;
  Cost cost, whole;

  if (!run (argv, &whole, &output)
      || sscanf (output, "%lf %lf %lf", &cost.wall, &cost.cpu, &cost.megabytes) != 3)
    g_error ("The part “%s” failed", part);

  return cost;
}

static Cost
run_program (const char *photo, const char *style)
{
  char *argv[] = { (char *) g_getenv ("PACKSHOT_CLI"),
                   (char *) "make",
                   (char *) "--image",
                   (char *) photo,
                   (char *) "--style",
                   (char *) style,
                   (char *) "--product-name",
                   (char *) "Nordlys",
                   (char *) "--product-info",
                   (char *) "Calm botanical oil",
                   (char *) "--output",
                   (char *) "packshot-bench.mp4",
                   NULL };
  Cost cost;

  if (!run (argv, &cost, NULL))
    g_error ("packshot-cli failed");

  return cost;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (const double *values, int n)
{
  double sorted[MAX_ROUNDS];

  memcpy (sorted, values, sizeof *values * (gsize) n);
  qsort (sorted, (gsize) n, sizeof *sorted, compare);
  return n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

static void
print_row (const char *name, const Cost *costs, const Cost *base, int n)
{
  double wall[MAX_ROUNDS], cpu[MAX_ROUNDS], memory[MAX_ROUNDS], ratio[MAX_ROUNDS];

  for (int i = 0; i < n; i++)
    {
      wall[i] = costs[i].wall;
      cpu[i] = costs[i].cpu;
      memory[i] = costs[i].megabytes;
      ratio[i] = costs[i].wall / base[i].wall;
    }

  printf ("%-44s %7.2f %7.2f %7.0f %7.2f\n", name, median (wall, n), median (cpu, n),
          median (memory, n), median (ratio, n));
  fflush (stdout);
}

static void
print_style (const char *self, const char *photo, const char *style, int n, Cost *encoder)
{
  Cost cover[MAX_ROUNDS], painting[MAX_ROUNDS], rendering[MAX_ROUNDS], program[MAX_ROUNDS];
  Cost lean = run_part (self, "encoder-lean", photo, style);

  for (int i = 0; i < n; i++)
    {
      encoder[i] = run_part (self, "encoder", photo, style);
      rendering[i] = run_part (self, "rendering", photo, style);
      program[i] = run_program (photo, style);
      painting[i] = run_part (self, "painting", photo, style);
      cover[i] = run_part (self, "cover", photo, style);
    }

  printf ("%s\n", style);
  print_row ("  encoder alone, frames ready (1.1 GB of them)", encoder, encoder, n);
  print_row ("  painting alone", painting, encoder, n);
  print_row ("  cover", cover, encoder, n);
  print_row ("  painting and encoding", rendering, encoder, n);
  print_row ("  whole program", program, encoder, n);
  printf ("  %.0f MB more than a process that only encodes (%.0f MB)\n",
          program[0].megabytes - lean.megabytes, lean.megabytes);
}

static void
print_others (const char *photo, int n, const Cost *encoder)
{
#define ENCODE " -c:v libx264 -preset veryfast -crf 20 -pix_fmt yuv420p -f mp4 packshot-other.mp4"
#define ZOOM   "zoompan=z=1+0.15*on/359:x=iw/2-iw/zoom/2:y=ih/2-ih/zoom/2:d=360:s=1920x1080:fps=30"
#define FFMPEG "ffmpeg -v error -nostdin -y "
  static const struct
  {
    const char *name;
    const char *command;
  } others[] = {
    { "  ffmpeg zoompan", FFMPEG "-i PHOTO -vf " ZOOM ENCODE },
    { "  ffmpeg zoompan on 8000 px",
      FFMPEG "-i PHOTO -vf scale=8000:-2:flags=bicubic," ZOOM ENCODE },
    { "  ffmpeg perspective, cubic",
      FFMPEG "-loop 1 -framerate 30 -t 12 -i PHOTO -vf scale=1920:1080,"
             "perspective=x0=W*0.075*on/359:y0=H*0.075*on/359:x1=W-W*0.075*on/359:y1=H*0.075*on/359"
             ":x2=W*0.075*on/359:y2=H-H*0.075*on/359:x3=W-W*0.075*on/359:y3=H-H*0.075*on/359"
             ":interpolation=cubic:eval=frame" ENCODE },
    { "  MLT affine",
      "melt PHOTO out=359 -profile atsc_1080p_30 -attach affine transition.fill=1"
      " transition.rect=0=0%/0%:100%x100%;359=-7.5%/-7.5%:115%x115%"
      " -consumer avformat:packshot-other.mp4 vcodec=libx264 preset=veryfast crf=20 an=1" },
  };

  printf ("what others use, the move of drift (their own ratio is to drift’s encoder alone)\n");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_auto (GStrv) argv = g_strsplit (others[i].command, " ", -1);
      g_autofree char *program = g_find_program_in_path (argv[0]);
      Cost cost;

      for (char **word = argv; *word != NULL; word++)
        if (g_str_equal (*word, "PHOTO"))
          {
            g_free (*word);
            *word = g_strdup (photo);
          }

      if (program != NULL && run (argv, &cost, NULL))
        print_row (others[i].name, &cost, encoder, 1);
      else
        printf ("%-44s not installed, or failed\n", others[i].name);
    }
}

/* Twelve megapixels of the sample photo, as a PNG. */
static char *
make_photo (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) sample = gdk_pixbuf_new_from_file (g_getenv ("PACKSHOT_SAMPLE"), &error);
  g_autoptr (GdkPixbuf) scaled = NULL;
  char *path = g_build_filename (g_get_tmp_dir (), "packshot-bench.png", NULL);

  g_assert_no_error (error);
  scaled = gdk_pixbuf_scale_simple (sample, 4000, 3000, GDK_INTERP_BILINEAR);
  gdk_pixbuf_save (scaled, path, "png", &error, "compression", "6", NULL);
  g_assert_no_error (error);

  return path;
}

static int
print_part (const char *part, const char *photo, const char *style)
{
  Cost cost;

  if (g_str_equal (part, "encoder"))
    cost = measure_encoder (photo, style, N_FRAMES);
  else if (g_str_equal (part, "encoder-lean"))
    cost = measure_encoder (photo, style, 2);
  else if (g_str_equal (part, "cover"))
    cost = measure_cover (photo, style);
  else if (g_str_equal (part, "painting"))
    cost = measure_painting (photo, style);
  else
    cost = measure_rendering (photo, style);

  setlocale (LC_NUMERIC, "C");
  printf ("%f %f %f\n", cost.wall, cost.cpu, cost.megabytes);
  return 0;
}

int
main (int argc, char **argv)
{
  const char *rounds = g_getenv ("PACKSHOT_BENCH_ROUNDS");
  int n = CLAMP (rounds != NULL ? atoi (rounds) : 3, 1, MAX_ROUNDS);
  Cost encoder[N_STYLES][MAX_ROUNDS];
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *photo = NULL;

  setlocale (LC_ALL, "");
  if (argc == 4)
    return print_part (argv[1], argv[2], argv[3]);

  photo = make_photo ();
  printf ("12 s, 1920×1080, 30 fps from a 12-megapixel PNG; medians of %d rounds\n", n);
  printf ("%-44s %7s %7s %7s %7s\n", "", "wall s", "CPU s", "MB", "ratio");
  for (int i = 0; i < N_STYLES; i++)
    print_style (self, photo, styles[i], n, encoder[i]);
  print_others (photo, 1, encoder[0]);
  g_unlink (photo);

  return 0;
}
