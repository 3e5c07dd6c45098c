/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Parts of photos, and photos with more around them. */

#include "picture-fixtures.h"
#include "picture-prepared.h"

/* A photo with a colour in each corner. */
#define WIDTH  400
#define HEIGHT 300
#define CORNER 60

typedef enum
{
  RED,
  GREEN,
  BLUE,
  YELLOW,
  N_COLORS,
} Color;

static const guint8 colors[N_COLORS][3] = {
  { 220, 20, 20 },
  { 20, 180, 20 },
  { 20, 20, 220 },
  { 220, 200, 20 },
};

static const PackshotPictureLimits any;

static void
paint (GdkPixbuf *pixbuf, int x, int y, Color color)
{
  g_autoptr (GdkPixbuf) corner = gdk_pixbuf_new_subpixbuf (pixbuf, x, y, CORNER, CORNER);
  const guint8 *c = colors[color];

  gdk_pixbuf_fill (corner,
                   (guint32) c[0] << 24 | (guint32) c[1] << 16 | (guint32) c[2] << 8 | 0xff);
}

/* @inset: how far the corners are from the edges. */
static GdkPixbuf *
make_photo (int inset, guint32 backdrop, gboolean has_alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, WIDTH, HEIGHT);
  int right = WIDTH - CORNER - inset, below = HEIGHT - CORNER - inset;

  gdk_pixbuf_fill (pixbuf, backdrop);
  paint (pixbuf, inset, inset, RED);
  paint (pixbuf, right, inset, GREEN);
  paint (pixbuf, inset, below, BLUE);
  paint (pixbuf, right, below, YELLOW);
  return pixbuf;
}

static char *
write_photo (int inset, guint32 backdrop, gboolean has_alpha)
{
  g_autoptr (GdkPixbuf) pixbuf = make_photo (inset, backdrop, has_alpha);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);

  return fixture_write ("corners", data);
}

static gboolean
is_near (const guint8 *pixel, Color color)
{
  for (int i = 0; i < 3; i++)
    if (ABS (pixel[i] - colors[color][i]) > 24)
      return FALSE;

  return TRUE;
}

/* Which share of the picture has the colour. */
static double
measure (const PackshotPicture *picture, Color color)
{
  int n = 0;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      n += is_near (fixture_pixel (picture, x, y), color);

  return n / (double) (picture->width * picture->height);
}

static void
assert_seen (const PackshotPicture *picture,
             gboolean red,
             gboolean green,
             gboolean blue,
             gboolean yellow)
{
  const gboolean seen[] = { red, green, blue, yellow };

  for (int i = 0; i < N_COLORS; i++)
    g_assert_cmpint (measure (picture, i) > 0.005, ==, seen[i]);
}

static void
assert_no_black (const PackshotPicture *picture)
{
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        const guint8 *p = fixture_pixel (picture, x, y);

        g_assert_cmpint (p[0] + p[1] + p[2], >, 90);
      }
}

static PackshotPicture *
prepare (const char *path,
         const PackshotPicturePart *part,
         const PackshotPictureLimits *limits,
         PackshotPreparedPicture **prepared)
{
  g_autoptr (GByteArray) bytes = NULL;
  PackshotPicture *picture;

  *prepared = fixture_prepare_part (path, part, limits, &bytes);
  picture = fixture_load_bytes (bytes);
  g_assert_cmpint (picture->width, ==, (*prepared)->width);
  g_assert_cmpint (picture->height, ==, (*prepared)->height);
  return picture;
}

static void
test_inside (void)
{
  const PackshotPicturePart left = { 0, 0, 0.5, 1 }, right = { 0.5, 0, 0.5, 1 };
  const PackshotPicturePart below = { 0.6, 0.6, 0.4, 0.4 };
  g_autofree char *path = write_photo (0, 0xc8c8d0ff, FALSE);
  g_autoptr (PackshotPicture) a = NULL;
  g_autoptr (PackshotPicture) b = NULL;
  g_autoptr (PackshotPicture) c = NULL;
  g_autoptr (PackshotPreparedPicture) of_a = NULL;
  g_autoptr (PackshotPreparedPicture) of_b = NULL;
  g_autoptr (PackshotPreparedPicture) of_c = NULL;

  a = prepare (path, &left, &any, &of_a);
  assert_seen (a, TRUE, FALSE, TRUE, FALSE);
  g_assert_cmpint (a->width, ==, 200);
  g_assert_cmpint (a->height, ==, 300);
  fixture_assert_changes (of_a, "Cut from 400 × 300 to 200 × 300", "Converted from PNG to JPEG",
                          NULL);

  b = prepare (path, &right, &any, &of_b);
  assert_seen (b, FALSE, TRUE, FALSE, TRUE);

  c = prepare (path, &below, &any, &of_c);
  assert_seen (c, FALSE, FALSE, FALSE, TRUE);
  g_assert_cmpint (c->width, ==, 160);
  g_assert_cmpint (c->height, ==, 120);
  g_assert_true (is_near (fixture_pixel (c, 159, 119), YELLOW));
  g_assert_false (is_near (fixture_pixel (c, 20, 20), YELLOW));
}

/* What lies around keeps its place, whatever the photo's own orientation. */
static void
test_turned (void)
{
  const PackshotPicturePart top = { 0, 0, 1, 0.5 };
  g_autoptr (GdkPixbuf) pixbuf = make_photo (0, 0xc8c8d0ff, FALSE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "jpeg", NULL);
  g_autoptr (GByteArray) exif = fixture_exif (6, TRUE);
  g_autofree char *path = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autoptr (PackshotPicture) picture = NULL;

  /* Turned to the right to be upright: what is stored at the left is above. */
  fixture_insert_exif (data, "jpeg", exif);
  path = fixture_write ("turned", data);
  picture = prepare (path, &top, &any, &prepared);

  g_assert_cmpint (picture->width, ==, 300);
  g_assert_cmpint (picture->height, ==, 200);
  assert_seen (picture, TRUE, FALSE, TRUE, FALSE);
}

static void
check_fitted (int inset,
              guint32 backdrop,
              const PackshotPicturePart *part,
              int width,
              int height,
              const char *change)
{
  g_autofree char *path = write_photo (inset, backdrop, FALSE);
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autoptr (PackshotPicture) picture = prepare (path, part, &any, &prepared);

  g_assert_cmpint (picture->width, ==, width);
  g_assert_cmpint (picture->height, ==, height);
  assert_seen (picture, TRUE, TRUE, TRUE, TRUE);
  assert_no_black (picture);
  fixture_assert_changes (prepared, change, "Converted from PNG to JPEG", NULL);
}

static void
test_extended (void)
{
  const PackshotPicturePart tall = { 0, -0.5, 1, 2 }, wide = { -0.5, 0, 2, 1 };
  g_autofree char *path = write_photo (20, 0xc8c8d0ff, FALSE);
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autoptr (PackshotPicture) picture = prepare (path, &tall, &any, &prepared);

  check_fitted (20, 0xc8c8d0ff, &tall, 400, 600, "Background extended to 400 × 600");
  check_fitted (20, 0xc8c8d0ff, &wide, 800, 300, "Background extended to 800 × 300");

  for (int y = 0; y < 600; y += 5)
    for (int x = 0; x < 400; x += 5)
      if (y < 140 || y >= 460)
        g_assert_cmpint (ABS (fixture_pixel (picture, x, y)[0] - 0xc8), <=, 3);
}

static void
test_blurred (void)
{
  const PackshotPicturePart tall = { 0, -0.5, 1, 2 }, wide = { -0.5, 0, 2, 1 };

  check_fitted (0, 0xc8c8d0ff, &tall, 400, 600,
                "Surrounded by a blurred copy of itself, to 400 × 600");
  check_fitted (0, 0xc8c8d0ff, &wide, 800, 300,
                "Surrounded by a blurred copy of itself, to 800 × 300");
  check_fitted (0, 0x505058ff, &wide, 800, 300,
                "Surrounded by a blurred copy of itself, to 800 × 300");
}

/* A backdrop that gets darker downwards goes on so beside it, without a seam. */
static void
test_gradient (void)
{
  const PackshotPicturePart wide = { -0.5, 0, 2, 1 };
  g_autoptr (GdkPixbuf) pixbuf = make_photo (20, 0xffffffff, FALSE);
  g_autoptr (GByteArray) data = NULL;
  g_autofree char *path = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autoptr (PackshotPicture) picture = NULL;

  for (int y = 0; y < HEIGHT; y++)
    {
      guint8 *p = gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf);

      for (int x = 0; x < WIDTH; x++, p += 3)
        if (p[0] == 255)
          p[0] = p[1] = p[2] = (guint8) (230 - y / 3);
    }

  data = fixture_save (pixbuf, "png", NULL);
  path = fixture_write ("gradient", data);
  picture = prepare (path, &wide, &any, &prepared);

  g_assert_nonnull (strstr (prepared->changes->pdata[0], "extended"));
  for (int y = 4; y < HEIGHT - 4; y++)
    {
      g_assert_cmpint (
          ABS (fixture_pixel (picture, 198, y)[0] - fixture_pixel (picture, 203, y)[0]), <=, 5);
      g_assert_cmpint (ABS (fixture_pixel (picture, 2, y)[0] - (230 - y / 3)), <=, 12);
    }
}

static void
test_alpha (void)
{
  const PackshotPicturePart wide = { -0.5, 0, 2, 1 }, corner = { 0, 0, 0.1, 0.1 };
  const char *const jpeg_alone[] = { "image/jpeg", NULL };
  const PackshotPictureLimits jpeg = { .formats = jpeg_alone };
  g_autofree char *path = write_photo (0, 0x00000000, TRUE);
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  g_autoptr (PackshotPreparedPicture) flat = NULL;
  g_autoptr (PackshotPreparedPicture) opaque = NULL;
  g_autoptr (PackshotPicture) picture = prepare (path, &wide, &any, &prepared);
  g_autoptr (PackshotPicture) white = prepare (path, &wide, &jpeg, &flat);
  g_autoptr (PackshotPicture) red = prepare (path, &corner, &any, &opaque);

  g_assert_true (picture->has_alpha);
  g_assert_cmpint (fixture_pixel (picture, 3, 3)[3], ==, 0);
  g_assert_cmpint (fixture_pixel (picture, 3, 3)[0], ==, 255);
  fixture_assert_changes (prepared, "Transparent space added, to 800 × 300", "Compressed again",
                          NULL);

  g_assert_false (white->has_alpha);
  assert_no_black (white);
  assert_seen (white, TRUE, TRUE, TRUE, TRUE);

  /* Where nothing is seen through, it is a photo like any other. */
  g_assert_cmpstr (opaque->mime_type, ==, "image/jpeg");
  g_assert_cmpfloat (measure (red, RED), >, 0.99);
}

static void
test_limits (void)
{
  const PackshotPicturePart tall = { 0, -0.5, 1, 2 }, left = { 0, 0, 0.5, 1 };
  const PackshotPictureLimits small = { .max_width = 100, .max_height = 120 };
  const PackshotPictureLimits light = { .max_bytes = 3000 };
  const PackshotPictureLimits large = { .min_width = 201 };
  g_autofree char *path = write_photo (20, 0xc8c8d0ff, FALSE);
  g_autoptr (PackshotPreparedPicture) fitted = NULL;
  g_autoptr (PackshotPreparedPicture) cut = NULL;
  g_autoptr (PackshotPreparedPicture) squeezed = NULL;
  g_autoptr (PackshotPicture) a = prepare (path, &tall, &small, &fitted);
  g_autoptr (PackshotPicture) b = prepare (path, &left, &small, &cut);
  g_autoptr (PackshotPicture) c = prepare (path, &tall, &light, &squeezed);
  const PackshotPictureSource source = { .path = path, .part = &left };
  g_autoptr (GError) error = NULL;
  int fd = fixture_open_output ();

  g_assert_cmpint (a->width, ==, 80);
  g_assert_cmpint (a->height, ==, 120);
  assert_seen (a, TRUE, TRUE, TRUE, TRUE);
  fixture_assert_changes (fitted, "Background extended to 400 × 600",
                          "Scaled from 400 × 600 to 80 × 120", "Converted from PNG to JPEG", NULL);

  g_assert_cmpint (b->width, ==, 80);
  g_assert_cmpint (b->height, ==, 120);
  assert_seen (b, TRUE, FALSE, TRUE, FALSE);

  g_assert_cmpint (squeezed->size, <=, 3000);
  g_assert_cmpfloat_with_epsilon ((double) c->width / c->height, 2.0 / 3, 0.01);

  g_assert_null (packshot_picture_prepare (&source, &large, fd, NULL, &error));
  g_assert_error (error, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_TOO_SMALL);
  g_assert_nonnull (strstr (error->message, "200 × 300 pixels in the shape of the video"));
  close (fd);
}

/* Of a large photo no more is decoded than is needed, and a wide shape does not make it huge. */
static void
test_large (void)
{
  const PackshotPicturePart tall = { 0, -0.5, 1, 2 }, left = { 0, 0, 0.25, 0.5 };
  const PackshotPictureLimits small = { .max_width = 300, .max_height = 300 };
  g_autoptr (GdkPixbuf) pixbuf = make_photo (20, 0xc8c8d0ff, FALSE);
  g_autoptr (GdkPixbuf) larger =
      gdk_pixbuf_scale_simple (pixbuf, WIDTH * 8, HEIGHT * 8, GDK_INTERP_NEAREST);
  g_autoptr (GByteArray) data = fixture_save (larger, "jpeg", NULL);
  g_autofree char *path = fixture_write ("large", data);
  g_autoptr (PackshotPreparedPicture) fitted = NULL;
  g_autoptr (PackshotPreparedPicture) cut = NULL;
  g_autoptr (PackshotPicture) a = prepare (path, &tall, &any, &fitted);
  g_autoptr (PackshotPicture) b = prepare (path, &left, &small, &cut);

  g_assert_cmpint (a->height, ==, 4096);
  g_assert_cmpint (a->width, ==, 2731);
  assert_seen (a, TRUE, TRUE, TRUE, TRUE);

  g_assert_cmpint (b->width, ==, 200);
  g_assert_cmpint (b->height, ==, 300);
  g_assert_true (is_near (fixture_pixel (b, 60, 60), RED));
  fixture_assert_changes (cut, "Cut from 3200 × 2400 to 800 × 1200",
                          "Scaled from 800 × 1200 to 200 × 300", "Compressed again", NULL);
}

/* All of it is no part: the file goes as it is. */
static void
test_whole (void)
{
  const PackshotPicturePart whole = { 0, 0, 1, 1 }, almost = { 0, 0.0004, 1, 0.9995 };
  g_autofree char *path = write_photo (20, 0xc8c8d0ff, FALSE);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GByteArray) same = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = fixture_prepare_part (path, &whole, &any, &bytes);
  g_autoptr (PackshotPreparedPicture) again = fixture_prepare_part (path, &almost, &any, &same);

  g_assert_true (prepared->unchanged);
  g_assert_true (again->unchanged);
  g_assert_cmpmem (bytes->data, bytes->len, same->data, same->len);
}

/* Any part of any photo is a picture of its shape. */
static void
test_any_part (void)
{
  for (guint i = 0; i < 300; i++)
    {
      int width = g_test_rand_int_range (1, 60), height = g_test_rand_int_range (1, 60);
      double share = g_test_rand_double_range (0.001, 1);
      gboolean tall = g_test_rand_bit ();
      PackshotPicturePart part = { g_test_rand_double_range (0, 1), g_test_rand_double_range (0, 1),
                                   tall ? share : 1, tall ? 1 : share };
      g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (width, height, g_test_rand_bit ());
      g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
      g_autofree char *path = fixture_write ("any", data);
      g_autoptr (PackshotPicture) photo = packshot_picture_load (path, 0, NULL, NULL);
      g_autoptr (PackshotPicture) picture = NULL;
      g_autoptr (GError) error = NULL;
      PackshotPictureFill fill;

      if (g_test_rand_bit ())
        part = (PackshotPicturePart){ tall ? -0.5 / share : 0, tall ? 0 : -0.5 / share,
                                      tall ? 1 / share : 1, tall ? 1 : 1 / share };

      picture = packshot_picture_cut (photo, &part, path, &fill, NULL, &error);
      g_assert_no_error (error);
      packshot_picture_part_get_size (&part, &width, &height);
      g_assert_cmpint (picture->width, ==, width);
      g_assert_cmpint (picture->height, ==, height);
      g_assert_cmpint (fixture_pixel (picture, width - 1, height - 1)[0], >=, 0);
    }
}

static void
test_cancelled (void)
{
  const PackshotPicturePart tall = { 0, -8, 1, 17 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = write_photo (0, 0xc8c8d0ff, FALSE);
  g_autoptr (PackshotPicture) photo = packshot_picture_load (path, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;
  PackshotPictureFill fill;

  g_cancellable_cancel (cancellable);
  g_assert_null (packshot_picture_cut (photo, &tall, path, &fill, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture-part/inside", test_inside);
  g_test_add_func ("/picture-part/turned", test_turned);
  g_test_add_func ("/picture-part/extended", test_extended);
  g_test_add_func ("/picture-part/blurred", test_blurred);
  g_test_add_func ("/picture-part/gradient", test_gradient);
  g_test_add_func ("/picture-part/alpha", test_alpha);
  g_test_add_func ("/picture-part/limits", test_limits);
  g_test_add_func ("/picture-part/large", test_large);
  g_test_add_func ("/picture-part/whole", test_whole);
  g_test_add_func ("/picture-part/any-part", test_any_part);
  g_test_add_func ("/picture-part/cancelled", test_cancelled);

  return g_test_run ();
}
