/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "test-player-film.h"

#include "packshot-encoder.h"

#include <fcntl.h>
#include <gst/gst.h>
#include <string.h>
#include <unistd.h>

/* A frame's number stands in its upper half: a stripe for each bit, the lowest first, between one
 * that is always light and one that is always dark. */
#define N_BITS    10
#define N_STRIPES (N_BITS + 2)
#define LIGHT     200
#define DARK      40

static guint8
stripe_level (int stripe, int number)
{
  if (stripe == 0)
    return LIGHT;
  if (stripe == N_STRIPES - 1)
    return DARK;

  return (number >> (stripe - 1)) & 1 ? LIGHT : DARK;
}

/* Below them something moves that is neither easy nor hard to encode. */
static void
paint_frame (const PackshotVideoFrame *frame, int number)
{
  for (int y = 0; y < frame->height; y++)
    {
      guint8 *row = frame->planes[0] + (gsize) y * frame->strides[0];

      for (int x = 0; x < frame->width; x++)
        row[x] = y < frame->height / 2
                     ? stripe_level (x * N_STRIPES / frame->width, number)
                     : (guint8) (32 + ((x * x / 64 + y * y / 64 + number * 8) & 127));
    }
  for (int plane = 1; plane < 3; plane++)
    for (int y = 0; y < frame->height / 2; y++)
      memset (frame->planes[plane] + (gsize) y * frame->strides[plane], 128,
              (gsize) frame->width / 2);
}

static char *
make_path (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);

  return g_build_filename (g_get_user_runtime_dir (), name, NULL);
}

static GstElement *
parse (const char *description)
{
  g_autoptr (GError) error = NULL;
  GstElement *pipeline;

  gst_init (NULL, NULL);
  pipeline = gst_parse_launch (description, &error);
  g_assert_no_error (error);

  return pipeline;
}

static void
run (GstElement *pipeline)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, NULL);
  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static void
link_cb (GstElement *element, GstPad *pad, gpointer user_data)
{
  g_assert_cmpint (gst_pad_link (pad, user_data), ==, GST_PAD_LINK_OK);
}

/**
 * packshot_test_film_write:
 * @film: what to make
 *
 * Returns: (transfer full) (type filename): the path of the film, in the test's own folder
 */
char *
packshot_test_film_write (const PackshotTestFilm *film)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotEncoder) encoder = NULL;
  g_autofree char *path = make_path (film->name);
  const PackshotEncoderKind *kind;
  PackshotVideoFrame frame;
  int fd, scratch_fd;
  FILE *scratch = tmpfile ();

  gst_init (NULL, NULL);
  kind = packshot_encoder_kind_find (PACKSHOT_ENCODER_AUTO, &error);
  g_assert_no_error (error);
  fd = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_nonnull (scratch);
  scratch_fd = fileno (scratch);

  encoder = packshot_encoder_new (kind, film->width, film->height, film->frames_per_second, fd,
                                  scratch_fd, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < film->n_frames; i++)
    {
      packshot_encoder_begin_frame (encoder, &frame, &error);
      g_assert_no_error (error);
      paint_frame (&frame, i);
      packshot_encoder_end_frame (encoder, &error);
      g_assert_no_error (error);
    }
  packshot_encoder_finish (encoder, &error);
  g_assert_no_error (error);

  fclose (scratch);
  close (fd);

  return g_steal_pointer (&path);
}

/**
 * packshot_test_film_write_with_sound:
 * @film: what to make
 * @name: the name of the file with sound
 *
 * Returns: (transfer full) (type filename): the path of a film that hums
 */
char *
packshot_test_film_write_with_sound (const PackshotTestFilm *film, const char *name)
{
  g_autofree char *silent = packshot_test_film_write (film);
  g_autofree char *path = make_path (name);
  g_autofree char *description =
      g_strdup_printf ("filesrc location=\"%s\" ! parsebin name=parse"
                       " audiotestsrc num-buffers=%d samplesperbuffer=4800"
                       " ! audio/x-raw,format=S16LE,rate=48000,channels=1"
                       " ! matroskamux name=mux ! filesink location=\"%s\"",
                       silent, 10 * film->n_frames / film->frames_per_second, path);
  g_autoptr (GstElement) pipeline = parse (description);
  g_autoptr (GstElement) parser = gst_bin_get_by_name (GST_BIN (pipeline), "parse");
  g_autoptr (GstElement) mux = gst_bin_get_by_name (GST_BIN (pipeline), "mux");
  /* Asked for at once: the muxer would not wait for a film it doesn't know of. */
  g_autoptr (GstPad) pad = gst_element_request_pad_simple (mux, "video_0");

  g_signal_connect (parser, "pad-added", G_CALLBACK (link_cb), pad);
  run (pipeline);

  return g_steal_pointer (&path);
}

/**
 * packshot_test_film_write_sound:
 * @name: the name of the file
 *
 * Returns: (transfer full) (type filename): the path of a second of sound, with nothing to see
 */
char *
packshot_test_film_write_sound (const char *name)
{
  g_autofree char *path = make_path (name);
  g_autofree char *description = g_strdup_printf (
      "audiotestsrc num-buffers=10 samplesperbuffer=4410 ! wavenc ! filesink location=\"%s\"",
      path);
  g_autoptr (GstElement) pipeline = parse (description);

  run (pipeline);

  return g_steal_pointer (&path);
}

/**
 * packshot_test_film_write_cover:
 * @name: the name of the file
 *
 * Returns: (transfer full) (type filename): the path of a picture of 64 × 36 pixels, all red
 */
char *
packshot_test_film_write_cover (const char *name)
{
  g_autofree char *path = make_path (name);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guint8 *pixels = g_malloc (64 * 36 * 3);

  for (int i = 0; i < 64 * 36; i++)
    memcpy (pixels + i * 3, "\xff\0\0", 3);
  bytes = g_bytes_new_take (pixels, 64 * 36 * 3);
  texture = gdk_memory_texture_new (64, 36, GDK_MEMORY_R8G8B8, bytes, 64 * 3);
  g_assert_true (gdk_texture_save_to_png (texture, path));

  return g_steal_pointer (&path);
}

/**
 * packshot_test_film_read:
 * @paintable: what shows a film of packshot_test_film_write(), at any size
 *
 * Returns: the number of the frame that is shown, or -1 where there is none
 */
int
packshot_test_film_read (GdkPaintable *paintable)
{
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (paintable);
  g_autofree guint8 *pixels = NULL;
  int width, height, number = 0;
  const guint8 *row;

  if (!GDK_IS_TEXTURE (image))
    return -1;

  width = gdk_texture_get_width (GDK_TEXTURE (image));
  height = gdk_texture_get_height (GDK_TEXTURE (image));
  pixels = g_malloc ((gsize) width * (gsize) height * 4);
  gdk_texture_download (GDK_TEXTURE (image), pixels, (gsize) width * 4);
  row = pixels + (gsize) (height / 4) * (gsize) width * 4;
  for (int stripe = 0; stripe < N_STRIPES; stripe++)
    {
      gboolean light = row[(2 * stripe + 1) * width / (2 * N_STRIPES) * 4 + 1] > 128;

      if (stripe == 0 || stripe == N_STRIPES - 1)
        {
          if (light != (stripe == 0))
            return -1;
        }
      else if (light)
        number |= 1 << (stripe - 1);
    }

  return number;
}
