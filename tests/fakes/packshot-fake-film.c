/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a fake service delivers: real files, small since hardly anything moves in them. */

#include "packshot-fake-film.h"

#include <gst/gst.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "packshot-cover.h"
#include "packshot-encoder.h"

#define LONG_SIDE  1920
#define SHORT_SIDE 1080
#define N_SECONDS  12

/* The side of a square of noise, which no encoder makes small: so that there is something to break
 * off in the midst of. */
#define NOISE_SIDE 160

static void
fill (const PackshotVideoFrame *frame, int plane, guint8 value)
{
  int shift = plane > 0 ? 1 : 0;

  for (int y = 0; y < frame->height >> shift; y++)
    memset (frame->planes[plane] + (gsize) y * frame->strides[plane], value,
            (gsize) (frame->width >> shift));
}

static void
add_noise (const PackshotVideoFrame *frame, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (int y = 0; y < NOISE_SIDE; y++)
    {
      guint8 *row = frame->planes[0] + (gsize) y * frame->strides[0];

      for (int x = 0; x < NOISE_SIDE; x++)
        row[x] = (guint8) g_rand_int_range (rand, 16, 236);
    }
}

/* A bar that moves on by a twelfth each second, before a ground that tells the version. */
static void
paint (const PackshotVideoFrame *frame, guint version, int second)
{
  int bar = frame->width / N_SECONDS;

  fill (frame, 0, (guint8) (60 + 40 * (version % 4)));
  fill (frame, 1, 128);
  fill (frame, 2, 128);
  for (int y = 0; y < frame->height; y++)
    memset (frame->planes[0] + (gsize) y * frame->strides[0] + bar * second, 200, (gsize) bar);
  add_noise (frame, version * N_SECONDS + (guint32) second);
}

static GBytes *
read_back (FILE *file)
{
  struct stat info;
  char *data;

  g_assert_cmpint (fstat (fileno (file), &info), ==, 0);
  data = g_malloc ((gsize) info.st_size);
  g_assert_cmpint (pread (fileno (file), data, (gsize) info.st_size, 0), ==, info.st_size);
  fclose (file);

  return g_bytes_new_take (data, (gsize) info.st_size);
}

/**
 * packshot_fake_film_make:
 * @version: films of different versions differ in every frame
 * @is_upright: whether it is higher than wide
 *
 * Returns: (transfer full): a film of 12 seconds in 1080p, one frame each; MP4 where there is an
 *   encoder for it
 */
GBytes *
packshot_fake_film_make (guint version, gboolean is_upright)
{
  int width = is_upright ? SHORT_SIDE : LONG_SIDE;
  int height = is_upright ? LONG_SIDE : SHORT_SIDE;
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotEncoder) encoder = NULL;
  const PackshotEncoderKind *kind;
  PackshotVideoFrame frame;
  FILE *file = tmpfile ();
  FILE *scratch = tmpfile ();

  gst_init (NULL, NULL);
  kind = packshot_encoder_kind_find (PACKSHOT_ENCODER_AUTO, &error);
  g_assert_no_error (error);
  g_assert_true (file != NULL && scratch != NULL);

  encoder =
      packshot_encoder_new (kind, width, height, 1, fileno (file), fileno (scratch), NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_SECONDS; i++)
    {
      packshot_encoder_begin_frame (encoder, &frame, &error);
      g_assert_no_error (error);
      paint (&frame, version, i);
      packshot_encoder_end_frame (encoder, &error);
      g_assert_no_error (error);
    }
  packshot_encoder_finish (encoder, &error);
  g_assert_no_error (error);

  fclose (scratch);
  return read_back (file);
}

/**
 * packshot_fake_film_pad:
 * @film: a film in MP4
 * @padding: how many bytes to add, at least the eight of a header
 *
 * Returns: (transfer full): the same film with a "free" box at its end (ISO/IEC 14496-12, 8.1.2)
 */
GBytes *
packshot_fake_film_pad (GBytes *film, gsize padding)
{
  gsize size = g_bytes_get_size (film);
  guint32 length = GUINT32_TO_BE ((guint32) padding);
  guint8 *bytes = g_malloc0 (size + padding);

  memcpy (bytes, g_bytes_get_data (film, NULL), size);
  memcpy (bytes + size, &length, sizeof length);
  memcpy (bytes + size + sizeof length, "free", 4);

  return g_bytes_new_take (bytes, size + padding);
}

/**
 * packshot_fake_film_make_cover:
 * @is_upright: whether it is higher than wide
 *
 * Returns: (transfer full): a JPEG of the first frame
 */
GBytes *
packshot_fake_film_make_cover (gboolean is_upright)
{
  const int n_pixels = LONG_SIDE * SHORT_SIDE;
  int width = is_upright ? SHORT_SIDE : LONG_SIDE;
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *samples = g_malloc ((gsize) n_pixels * 3 / 2);
  const PackshotVideoFrame frame = {
    .width = width,
    .height = n_pixels / width,
    .planes = { samples, samples + n_pixels, samples + n_pixels * 5 / 4 },
    .strides = { width, width / 2, width / 2 },
  };
  FILE *file = tmpfile ();

  gst_init (NULL, NULL);
  g_assert_true (file != NULL);
  paint (&frame, 0, 0);
  packshot_cover_write (&frame, fileno (file), &error);
  g_assert_no_error (error);

  return read_back (file);
}
