/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-bytes.h"
#include "picture-fixtures.h"
#include "picture-prepared.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static const PackshotPictureLimits any;

static void
check_orientation (const char *type, gboolean has_alpha, int orientation)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, has_alpha);
  g_autoptr (GByteArray) exif = fixture_exif (orientation, orientation % 2 == 0);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, type, NULL);
  g_autofree char *path = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autoptr (PackshotPicture) shown = NULL;

  fixture_insert_exif (data, type, exif);
  path = fixture_write ("turned", data);
  prepared = fixture_prepare (path, &any, &bytes);
  shown = fixture_load_bytes (bytes);

  g_assert_cmpstr (prepared->mime_type, ==, has_alpha ? "image/png" : "image/jpeg");
  g_assert_cmpstr (prepared->extension, ==, has_alpha ? "png" : "jpg");
  g_assert_cmpint (prepared->width, ==, shown->width);
  g_assert_cmpint (prepared->height, ==, shown->height);
  g_assert_cmpstr (prepared->changes->pdata[0], ==,
                   orientation > 1 ? "Turned upright" : "Metadata removed");
  fixture_assert_turned (shown, pixbuf, orientation, has_alpha ? 0 : 12);
}

static void
test_orientations (void)
{
  for (int orientation = 1; orientation <= 8; orientation++)
    {
      check_orientation ("jpeg", FALSE, orientation);
      check_orientation ("png", FALSE, orientation);
      check_orientation ("png", TRUE, orientation);
      if (fixture_can_save ("webp"))
        check_orientation ("webp", FALSE, orientation);
    }
}

static void
test_orientation_tiff (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, FALSE);

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GByteArray) data = fixture_tiff (pixbuf, orientation, TIFF_NO_ALPHA);
      g_autofree char *path = fixture_write ("turned.tiff", data);
      g_autoptr (GByteArray) bytes = NULL;
      g_autoptr (PackshotPreparedPicture) prepared = fixture_prepare (path, &any, &bytes);
      g_autoptr (PackshotPicture) shown = fixture_load_bytes (bytes);

      g_assert_false (prepared->unchanged);
      fixture_assert_turned (shown, pixbuf, orientation, 12);
    }
}

static void
test_unchanged (void)
{
  static const struct
  {
    const char *type;
    const char *mime_type;
    const char *extension;
    gboolean has_alpha;
  } cases[] = { { "jpeg", "image/jpeg", "jpg", FALSE },
                { "png", "image/png", "png", FALSE },
                { "png", "image/png", "png", TRUE },
                { "webp", "image/webp", "webp", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, cases[i].has_alpha);
      PackshotPictureLimits exact = {
        .max_width = 96, .max_height = 64, .min_width = 96, .min_height = 64
      };
      g_autoptr (GByteArray) data = NULL;
      g_autoptr (GByteArray) bytes = NULL;
      g_autoptr (PackshotPreparedPicture) prepared = NULL;
      g_autofree char *path = NULL;

      if (!fixture_can_save (cases[i].type))
        continue;

      data = fixture_save (pixbuf, cases[i].type, NULL);
      exact.max_bytes = data->len;
      path = fixture_write ("no-ending", data);
      prepared = fixture_prepare (path, &exact, &bytes);

      g_assert_true (prepared->unchanged);
      g_assert_cmpmem (bytes->data, bytes->len, data->data, data->len);
      g_assert_cmpstr (prepared->mime_type, ==, cases[i].mime_type);
      g_assert_cmpstr (prepared->extension, ==, cases[i].extension);
      g_assert_cmpint (prepared->width, ==, 96);
      g_assert_cmpint (prepared->height, ==, 64);
    }
}

/* Progressive and interlaced files are pictures as good as any. */
static void
test_unchanged_interlaced (void)
{
  static const char *const names[] = { "progressive.jpg", "interlaced.png" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (FIXTURES, names[i], NULL);
      g_autoptr (GByteArray) data = fixture_read (path);
      g_autoptr (GByteArray) bytes = NULL;
      g_autoptr (PackshotPreparedPicture) prepared = fixture_prepare (path, &any, &bytes);

      g_assert_true (prepared->unchanged);
      g_assert_cmpmem (bytes->data, bytes->len, data->data, data->len);
    }
}

static void
test_scaled (void)
{
  static const struct
  {
    int max_width;
    int max_height;
    int width;
    int height;
    const char *sentence;
  } cases[] = { { 480, 0, 480, 320, "Scaled from 960 × 640 to 480 × 320" },
                { 0, 480, 720, 480, "Scaled from 960 × 640 to 720 × 480" },
                { 700, 100, 150, 100, "Scaled from 960 × 640 to 150 × 100" },
                { 959, 640, 959, 639, "Scaled from 960 × 640 to 959 × 639" } };
  g_autoptr (GdkPixbuf) small = fixture_pattern (96, 64, FALSE);
  g_autoptr (GdkPixbuf) large = gdk_pixbuf_scale_simple (small, 960, 640, GDK_INTERP_NEAREST);
  g_autoptr (GByteArray) data = fixture_save (large, "jpeg", NULL);
  g_autofree char *path = fixture_write ("large.jpg", data);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PackshotPictureLimits limits = { .max_width = cases[i].max_width,
                                       .max_height = cases[i].max_height };
      g_autoptr (GByteArray) bytes = NULL;
      g_autoptr (PackshotPreparedPicture) prepared = fixture_prepare (path, &limits, &bytes);
      g_autoptr (PackshotPicture) shown = fixture_load_bytes (bytes);

      g_assert_cmpint (shown->width, ==, cases[i].width);
      g_assert_cmpint (shown->height, ==, cases[i].height);
      fixture_assert_changes (prepared, cases[i].sentence, "Compressed again", NULL);
      for (int row = 0; row < 4; row++)
        for (int column = 0; column < 6; column++)
          fixture_assert_near (fixture_pixel (shown, (2 * column + 1) * shown->width / 12,
                                              (2 * row + 1) * shown->height / 8),
                               gdk_pixbuf_get_pixels (small)
                                   + (16 * row + 8) * gdk_pixbuf_get_rowstride (small)
                                   + 3 * (16 * column + 8),
                               3, 6);
    }
}

/* Scaled in bands, there must be no seam: a ramp stays one. */
static void
test_scaled_without_seams (void)
{
  g_autoptr (GdkPixbuf) ramp = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 60, 1530);
  PackshotPictureLimits limits = { .max_height = 765 };
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autoptr (PackshotPicture) shown = NULL;
  g_autofree char *path = NULL;

  for (int y = 0; y < 1530; y++)
    for (int x = 0; x < 60; x++)
      memset (gdk_pixbuf_get_pixels (ramp) + y * gdk_pixbuf_get_rowstride (ramp) + 4 * x, y / 6, 4);
  data = fixture_save (ramp, "png", NULL);
  path = fixture_write ("ramp.png", data);
  prepared = fixture_prepare (path, &limits, &bytes);
  shown = fixture_load_bytes (bytes);

  g_assert_cmpint (shown->height, ==, 765);
  for (int y = 0; y < 765; y++)
    g_assert_cmpint (ABS (fixture_pixel (shown, 15, y)[3] - y / 3), <=, 1);
}

/* The limits are those of the upright picture. */
static void
test_scaled_turned (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (960, 640, FALSE);
  g_autoptr (GByteArray) exif = fixture_exif (6, FALSE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "jpeg", NULL);
  PackshotPictureLimits limits = { .max_width = 320, .max_height = 2000 };
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autofree char *path = NULL;

  fixture_insert_exif (data, "jpeg", exif);
  path = fixture_write ("turned.jpg", data);
  prepared = fixture_prepare (path, &limits, &bytes);
  g_assert_cmpint (prepared->width, ==, 320);
  g_assert_cmpint (prepared->height, ==, 480);
  fixture_assert_changes (prepared, "Turned upright", "Metadata removed",
                          "Scaled from 640 × 960 to 320 × 480", "Compressed again", NULL);
}

static GdkPixbuf *
new_noise (gboolean has_alpha)
{
  GdkPixbuf *noise = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, 400, 300);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gsize length = gdk_pixbuf_get_byte_length (noise);

  for (gsize i = 0; i < length; i++)
    gdk_pixbuf_get_pixels (noise)[i] = g_rand_int (random);
  return noise;
}

/* Noise is what no encoder makes small. */
static void
test_max_bytes (void)
{
  static const gint64 limits_in_bytes[] = { 200000, 50000, 5000, 700 };

  for (int has_alpha = 0; has_alpha <= 1; has_alpha++)
    for (gsize i = 0; i < G_N_ELEMENTS (limits_in_bytes); i++)
      {
        g_autoptr (GdkPixbuf) pixbuf = new_noise (has_alpha);
        g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
        g_autofree char *path = fixture_write ("noise.png", data);
        PackshotPictureLimits limits = { .max_bytes = limits_in_bytes[i] };
        g_autoptr (GByteArray) bytes = NULL;
        g_autoptr (PackshotPreparedPicture) prepared = fixture_prepare (path, &limits, &bytes);
        g_autoptr (PackshotPicture) shown = fixture_load_bytes (bytes);

        g_assert_cmpint (bytes->len, <=, limits_in_bytes[i]);
        /* No smaller than it has to be. */
        g_assert_cmpint (bytes->len, >, i < 3 ? limits_in_bytes[i] / 3 : 0);
        g_assert_cmpint (shown->width, ==, prepared->width);
        g_assert_cmpint (shown->height, ==, prepared->height);
        g_assert_cmpint (ABS (3 * shown->width - 4 * shown->height), <=, 8);
      }
}

static void
test_max_bytes_impossible (void)
{
  g_autoptr (GdkPixbuf) pixbuf = new_noise (FALSE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
  g_autofree char *path = fixture_write ("noise.png", data);
  PackshotPictureLimits tiny = { .max_bytes = 10 };
  PackshotPictureLimits strict = { .max_bytes = 5000, .min_width = 300, .min_height = 200 };

  fixture_prepare_fails (path, &tiny, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_NOT_SENDABLE);
  fixture_prepare_fails (path, &strict, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_TOO_SMALL);
}

static void
check_format (const char *type, gboolean has_alpha, const char *only, const char *sentence)
{
  const char *const formats[] = { only, NULL };
  PackshotPictureLimits limits = { .formats = formats };
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, has_alpha);
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autofree char *path = NULL;

  if (!fixture_can_save (type))
    return;

  data = fixture_save (pixbuf, type, NULL);
  path = fixture_write ("photo", data);
  prepared = fixture_prepare (path, &limits, &bytes);
  g_assert_cmpstr (prepared->mime_type, ==, only);
  g_assert_cmpstr (prepared->changes->pdata[prepared->changes->len - 1], ==, sentence);
}

static void
test_formats (void)
{
  const char *const none[] = { "image/webp", NULL };
  PackshotPictureLimits only_webp = { .formats = none };
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, FALSE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
  g_autofree char *path = fixture_write ("photo.png", data);

  check_format ("png", FALSE, "image/jpeg", "Converted from PNG to JPEG");
  check_format ("png", TRUE, "image/jpeg", "Converted from PNG to JPEG");
  check_format ("jpeg", FALSE, "image/png", "Converted from JPEG to PNG");
  check_format ("webp", FALSE, "image/png", "Converted from WebP to PNG");
  check_format ("bmp", FALSE, "image/jpeg", "Converted from BMP to JPEG");
  check_format ("tiff", FALSE, "image/jpeg", "Converted from TIFF to JPEG");
  fixture_prepare_fails (path, &only_webp, PACKSHOT_PICTURE_ERROR,
                         PACKSHOT_PICTURE_ERROR_NOT_SENDABLE);
}

static void
test_animations (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, FALSE);
  g_autoptr (GByteArray) png = fixture_save (pixbuf, "png", NULL);
  g_autoptr (GByteArray) control = g_byte_array_new ();
  g_autoptr (GByteArray) gif = fixture_gif (31, 17, 3);
  g_autofree char *png_path = NULL;
  g_autofree char *gif_path = fixture_write ("moving.gif", gif);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GByteArray) gif_bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autoptr (PackshotPreparedPicture) from_gif = NULL;

  append32 (control, 1, TRUE);
  append32 (control, 0, TRUE);
  fixture_insert_png_chunk (png, "acTL", control);
  png_path = fixture_write ("moving.png", png);

  prepared = fixture_prepare (png_path, &any, &bytes);
  fixture_assert_changes (prepared, "Animation reduced to one picture",
                          "Converted from PNG to JPEG", NULL);
  from_gif = fixture_prepare (gif_path, &any, &gif_bytes);
  g_assert_cmpstr (from_gif->mime_type, ==, "image/png");
}

static void
test_animation_webp (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, FALSE);
  g_autoptr (GByteArray) frame = NULL;
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autoptr (PackshotPicture) shown = NULL;
  g_autofree char *path = NULL;

  if (!fixture_can_save ("webp"))
    {
      g_test_skip ("No loader for WebP here");
      return;
    }

  frame = fixture_save (pixbuf, "webp", NULL);
  data = fixture_animate_webp (frame, frame);
  path = fixture_write ("moving.webp", data);
  prepared = fixture_prepare (path, &any, &bytes);
  shown = fixture_load_bytes (bytes);
  fixture_assert_changes (prepared, "Animation reduced to one picture",
                          "Converted from WebP to JPEG", NULL);
  fixture_assert_turned (shown, pixbuf, 1, 12);
}

/* 150 megapixels; nobody has to decode all of them for one. */
static void
test_huge (void)
{
  g_autoptr (GByteArray) data = fixture_plain_jpeg (15000, 10000);
  g_autofree char *path = fixture_write ("huge.jpg", data);
  PackshotPictureLimits limits = { .max_width = 1500 };
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = fixture_prepare (path, &limits, &bytes);

  g_assert_cmpint (prepared->width, ==, 1500);
  g_assert_cmpint (prepared->height, ==, 1000);
}

/* A dropped file that is gone by now, read from a position that is not its start. */
static void
test_descriptor (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, FALSE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "jpeg", NULL);
  g_autofree char *path = fixture_write ("dropped.jpg", data);
  PackshotPictureSource source = { .fd = open (path, O_RDONLY | O_CLOEXEC), .name = "dropped.jpg" };
  PackshotPictureLimits higher = { .min_height = 65 };
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autoptr (GError) error = NULL;
  int fd = fixture_open_output ();

  g_assert_no_errno (g_unlink (path));
  lseek (source.fd, 100, SEEK_SET);
  prepared = packshot_picture_prepare (&source, &any, fd, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (prepared->unchanged);
  g_assert_cmpint (prepared->size, ==, data->len);
  g_assert_cmpint (lseek (source.fd, 0, SEEK_CUR), ==, 100);

  g_assert_null (packshot_picture_prepare (&source, &higher, fd, NULL, &error));
  g_assert_cmpstr (error->message, ==,
                   "“dropped.jpg” has 96 × 64 pixels; at least 0 × 65 are asked for.");
  close (source.fd);
  close (fd);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture-prepare/unchanged", test_unchanged);
  g_test_add_func ("/picture-prepare/unchanged/interlaced", test_unchanged_interlaced);
  g_test_add_func ("/picture-prepare/orientations", test_orientations);
  g_test_add_func ("/picture-prepare/orientations/tiff", test_orientation_tiff);
  g_test_add_func ("/picture-prepare/scaled", test_scaled);
  g_test_add_func ("/picture-prepare/scaled/without-seams", test_scaled_without_seams);
  g_test_add_func ("/picture-prepare/scaled/turned", test_scaled_turned);
  g_test_add_func ("/picture-prepare/max-bytes", test_max_bytes);
  g_test_add_func ("/picture-prepare/max-bytes/impossible", test_max_bytes_impossible);
  g_test_add_func ("/picture-prepare/formats", test_formats);
  g_test_add_func ("/picture-prepare/animations", test_animations);
  g_test_add_func ("/picture-prepare/animations/webp", test_animation_webp);
  g_test_add_func ("/picture-prepare/huge", test_huge);
  g_test_add_func ("/picture-prepare/descriptor", test_descriptor);

  return g_test_run ();
}
