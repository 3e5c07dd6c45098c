/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-fixtures.h"

#include <string.h>

static PackshotPicture *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  PackshotPicture *picture = packshot_picture_load (path, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (picture);
  return picture;
}

static PackshotPicture *
load_data (const char *name, const GByteArray *data)
{
  g_autofree char *path = fixture_write (name, data);

  return load (path);
}

static gboolean
is_at_edge (int position)
{
  return position % 16 < 2 || position % 16 > 13;
}

static void
assert_upright (const PackshotPicture *picture, GdkPixbuf *stored, int orientation, int tolerance)
{
  int width = gdk_pixbuf_get_width (stored);
  int height = gdk_pixbuf_get_height (stored);
  int channels = gdk_pixbuf_get_n_channels (stored);

  g_assert_cmpint (picture->width, ==, orientation >= 5 ? height : width);
  g_assert_cmpint (picture->height, ==, orientation >= 5 ? width : height);
  g_assert_cmpint (picture->source_width, ==, picture->width);
  g_assert_cmpint (picture->source_height, ==, picture->height);

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        const guint8 *wanted = gdk_pixbuf_get_pixels (stored);
        int stored_x;
        int stored_y;

        fixture_find_stored (orientation, width, height, x, y, &stored_x, &stored_y);
        /* Where colour is kept at half the size, it runs over the edge of a block. */
        if (tolerance > 0 && (is_at_edge (stored_x) || is_at_edge (stored_y)))
          continue;
        wanted += stored_y * gdk_pixbuf_get_rowstride (stored) + stored_x * channels;
        fixture_assert_near (fixture_pixel (picture, x, y), wanted, picture->has_alpha ? 4 : 3,
                             tolerance);
      }
}

static void
check_orientations (const char *type, int width, int height, gboolean has_alpha, int tolerance)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (width, height, has_alpha);

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GByteArray) exif = fixture_exif (orientation, orientation % 2 == 0);
      g_autoptr (GByteArray) data = fixture_save (pixbuf, type, NULL);
      g_autofree char *path = NULL;
      g_autoptr (PackshotPicture) picture = NULL;
      g_autoptr (GError) error = NULL;
      PackshotPictureInfo info;

      fixture_insert_exif (data, type, exif);
      path = fixture_write ("turned", data);
      picture = load (path);
      g_assert_cmpint (picture->has_alpha, ==, has_alpha);
      assert_upright (picture, pixbuf, orientation, tolerance);

      g_assert_true (packshot_picture_info (path, &info, &error));
      g_assert_no_error (error);
      g_assert_cmpint (info.width, ==, picture->width);
      g_assert_cmpint (info.height, ==, picture->height);
    }
}

static void
test_orientation_jpeg (void)
{
  check_orientations ("jpeg", 48, 80, FALSE, 3);
  check_orientations ("jpeg", 70, 45, FALSE, 3);
}

static void
test_orientation_png (void)
{
  static const int sizes[][2] = { { 1, 1 },    { 1, 7 },   { 9, 1 },     { 64, 64 }, { 65, 63 },
                                  { 33, 128 }, { 30, 97 }, { 130, 131 }, { 200, 67 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      check_orientations ("png", sizes[i][0], sizes[i][1], FALSE, 0);
      check_orientations ("png", sizes[i][0], sizes[i][1], TRUE, 0);
    }
}

static void
test_orientation_webp (void)
{
  if (!fixture_can_save ("webp"))
    {
      g_test_skip ("No loader for WebP here");
      return;
    }

  check_orientations ("webp", 48, 80, FALSE, 12);
}

static void
test_orientation_tiff (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (50, 83, FALSE);

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GByteArray) data = fixture_tiff (pixbuf, orientation, TIFF_NO_ALPHA);
      g_autoptr (PackshotPicture) picture = load_data ("turned.tiff", data);

      g_assert_cmpstr (picture->format, ==, "TIFF");
      g_assert_false (picture->has_alpha);
      assert_upright (picture, pixbuf, orientation, 0);
    }
}

/* EXIF that ends early, and an orientation nobody has defined, mean upright. */
static void
test_orientation_nonsense (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (40, 20, FALSE);

  for (guint length = 0; length <= 26; length++)
    {
      g_autoptr (GByteArray) exif = fixture_exif (length < 20 ? 6 : 9, FALSE);
      g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
      g_autoptr (PackshotPicture) picture = NULL;

      g_byte_array_set_size (exif, length);
      fixture_insert_exif (data, "png", exif);
      picture = load_data ("nonsense.png", data);
      assert_upright (picture, pixbuf, 1, 0);
    }
}

static void
test_formats (void)
{
  static const struct
  {
    const char *type;
    const char *name;
    int tolerance;
  } cases[] = { { "jpeg", "JPEG", 3 },
                { "png", "PNG", 0 },
                { "bmp", "BMP", 0 },
                { "tiff", "TIFF", 0 },
                { "webp", "WebP", 12 } };
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (67, 50, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) data = NULL;
      g_autoptr (PackshotPicture) picture = NULL;

      if (!fixture_can_save (cases[i].type))
        {
          g_test_message ("No loader for %s here", cases[i].name);
          continue;
        }

      data = fixture_save (pixbuf, cases[i].type, NULL);
      picture = load_data ("no-ending", data);
      g_assert_cmpstr (picture->format, ==, cases[i].name);
      g_assert_false (picture->has_alpha);
      assert_upright (picture, pixbuf, 1, cases[i].tolerance);
    }
}

static void
test_gif (void)
{
  g_autoptr (GByteArray) opaque = fixture_gif (31, 17, 127);
  g_autoptr (GByteArray) clear = fixture_gif (31, 17, 3);
  g_autoptr (PackshotPicture) picture = load_data ("opaque.gif", opaque);
  g_autoptr (PackshotPicture) holed = load_data ("holed.gif", clear);

  g_assert_cmpstr (picture->format, ==, "GIF");
  g_assert_false (picture->has_alpha);
  g_assert_true (holed->has_alpha);
  for (int i = 0; i < 31 * 17; i++)
    {
      const guint8 *pixel = fixture_pixel (picture, i % 31, i / 31);

      fixture_assert_near (pixel, (const guint8[]){ i % 100 * 2, i % 100 * 2, i % 100 }, 3, 0);
      pixel = fixture_pixel (holed, i % 31, i / 31);
      g_assert_cmpint (pixel[3], ==, i % 100 == 3 ? 0 : 255);
    }
}

static void
test_webp_animation (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (67, 50, FALSE);
  g_autoptr (GdkPixbuf) turned = gdk_pixbuf_rotate_simple (pixbuf, GDK_PIXBUF_ROTATE_UPSIDEDOWN);
  g_autoptr (GByteArray) first = NULL;
  g_autoptr (GByteArray) second = NULL;
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (PackshotPicture) picture = NULL;

  if (!fixture_can_save ("webp"))
    {
      g_test_skip ("No loader for WebP here");
      return;
    }

  first = fixture_save (pixbuf, "webp", NULL);
  second = fixture_save (turned, "webp", NULL);
  data = fixture_animate_webp (first, second);
  picture = load_data ("moving.webp", data);
  assert_upright (picture, pixbuf, 1, 12);
}

static void
test_png_16_bit (void)
{
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (PackshotPicture) picture = NULL;

  for (int y = 0; y < 2; y++)
    {
      g_byte_array_append (rows, (const guint8[]){ 0 }, 1);
      for (int x = 0; x < 128; x++)
        g_byte_array_append (rows, (const guint8[]){ x, 7, 2 * x, 99, 255 - x, y }, 6);
    }
  data = fixture_png (128, 2, 16, PNG_RGB, NULL, rows, NULL);
  picture = load_data ("deep.png", data);

  for (int x = 0; x < 128; x++)
    fixture_assert_near (fixture_pixel (picture, x, 1), (const guint8[]){ x, 2 * x, 255 - x }, 3,
                         0);
}

static void
test_png_palette (void)
{
  static const guint8 colors[] = { 10, 20, 30, 200, 100, 50, 0, 255, 0, 255, 0, 255 };
  g_autoptr (GByteArray) palette = g_byte_array_new ();
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (PackshotPicture) picture = NULL;

  g_byte_array_append (palette, colors, sizeof colors);
  g_byte_array_append (rows, (const guint8[]){ 0, 0x1b }, 2);
  data = fixture_png (4, 1, 2, PNG_PALETTE, palette, rows, NULL);
  picture = load_data ("palette.png", data);

  g_assert_false (picture->has_alpha);
  for (int x = 0; x < 4; x++)
    fixture_assert_near (fixture_pixel (picture, x, 0), colors + 3 * x, 3, 0);
}

static void
test_png_grey (void)
{
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (PackshotPicture) picture = NULL;

  g_byte_array_append (rows, (const guint8[]){ 0, 0, 1, 100, 255 }, 5);
  data = fixture_png (4, 1, 8, PNG_GREY, NULL, rows, NULL);
  picture = load_data ("grey.png", data);

  fixture_assert_near (fixture_pixel (picture, 1, 0), (const guint8[]){ 1, 1, 1 }, 3, 0);
  fixture_assert_near (fixture_pixel (picture, 2, 0), (const guint8[]){ 100, 100, 100 }, 3, 0);
}

static void
test_png_interlaced (void)
{
  g_autofree char *path = g_build_filename (FIXTURES, "interlaced.png", NULL);
  g_autoptr (PackshotPicture) picture = load (path);
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (64, 48, FALSE);

  assert_upright (picture, pixbuf, 1, 0);
}

/* Adobe's inverted CMYK: cyan, half black, as the loader converts it. */
static void
test_jpeg_cmyk (void)
{
  g_autofree char *path = g_build_filename (FIXTURES, "cmyk.jpg", NULL);
  g_autoptr (PackshotPicture) picture = load (path);

  g_assert_false (picture->has_alpha);
  fixture_assert_near (fixture_pixel (picture, 8, 8), (const guint8[]){ 0, 128, 128 }, 3, 4);
}

static void
test_jpeg_progressive (void)
{
  g_autofree char *path = g_build_filename (FIXTURES, "progressive.jpg", NULL);
  g_autoptr (PackshotPicture) picture = load (path);
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (64, 48, FALSE);

  assert_upright (picture, pixbuf, 1, 6);
}

static void
test_alpha_kept (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (67, 50, TRUE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
  g_autoptr (PackshotPicture) picture = load_data ("clear.png", data);

  g_assert_true (picture->has_alpha);
  assert_upright (picture, pixbuf, 1, 0);
}

static void
test_alpha_dropped (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (67, 50, FALSE);
  g_autoptr (GdkPixbuf) opaque = gdk_pixbuf_add_alpha (pixbuf, FALSE, 0, 0, 0);
  g_autoptr (GByteArray) data = fixture_save (opaque, "png", NULL);
  g_autoptr (PackshotPicture) picture = load_data ("opaque.png", data);

  g_assert_false (picture->has_alpha);
  assert_upright (picture, pixbuf, 1, 0);
}

/* What libtiff multiplied comes back as exactly as eight bits allow. */
static void
test_alpha_tiff (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (67, 50, TRUE);
  g_autoptr (GByteArray) data = fixture_tiff (pixbuf, 1, TIFF_STRAIGHT_ALPHA);
  g_autoptr (PackshotPicture) picture = load_data ("clear.tiff", data);

  g_assert_true (picture->has_alpha);
  for (int y = 0; y < 50; y++)
    for (int x = 0; x < 67; x++)
      {
        const guint8 *got = fixture_pixel (picture, x, y);
        const guint8 *wanted =
            gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + 4 * x;

        g_assert_cmpint (got[3], ==, wanted[3]);
        if (wanted[3] > 0)
          fixture_assert_near (got, wanted, 3, 1 + 128 / wanted[3]);
      }
}

/* A JPEG is halved until it has few enough pixels, and stays the same picture. */
static void
test_reduced (void)
{
  static const struct
  {
    gint64 max_pixels;
    int scale;
  } cases[] = { { 0, 1 },        { 1000000, 1 }, { 203 * 101, 1 }, { 203 * 101 - 1, 2 },
                { 102 * 51, 2 }, { 2000, 4 },    { 400, 8 },       { 1, 8 } };
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (203, 101, FALSE);
  g_autoptr (GByteArray) exif = fixture_exif (6, FALSE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "jpeg", NULL);
  g_autofree char *path = NULL;

  fixture_insert_exif (data, "jpeg", exif);
  path = fixture_write ("large.jpg", data);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PackshotPicture) picture =
          packshot_picture_load (path, cases[i].max_pixels, NULL, &error);
      int scale = cases[i].scale;
      int center = 8 / scale;

      g_assert_no_error (error);
      g_assert_cmpint (picture->width, ==, (101 + scale - 1) / scale);
      g_assert_cmpint (picture->height, ==, (203 + scale - 1) / scale);
      g_assert_cmpint (picture->source_width, ==, 101);
      g_assert_cmpint (picture->source_height, ==, 203);
      /* The lower left corner is seen at the upper left. */
      fixture_assert_near (fixture_pixel (picture, picture->width - 1 - center, center),
                           gdk_pixbuf_get_pixels (pixbuf), 3, 6);
    }
}

/* Other formats are left whole, and nothing is enlarged. */
static void
test_not_reduced (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (67, 50, FALSE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
  g_autofree char *path = fixture_write ("whole.png", data);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPicture) picture = packshot_picture_load (path, 100, NULL, &error);

  g_assert_no_error (error);
  assert_upright (picture, pixbuf, 1, 0);
}

static void
test_boxed (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (4, 4, FALSE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
  g_autoptr (PackshotPicture) picture = load_data ("small.png", data);
  PackshotPicture *copy = g_boxed_copy (PACKSHOT_TYPE_PICTURE, picture);

  g_assert_true (copy == picture);
  g_boxed_free (PACKSHOT_TYPE_PICTURE, copy);
  assert_upright (picture, pixbuf, 1, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture/formats", test_formats);
  g_test_add_func ("/picture/gif", test_gif);
  g_test_add_func ("/picture/webp-animation", test_webp_animation);
  g_test_add_func ("/picture/png/16-bit", test_png_16_bit);
  g_test_add_func ("/picture/png/palette", test_png_palette);
  g_test_add_func ("/picture/png/grey", test_png_grey);
  g_test_add_func ("/picture/png/interlaced", test_png_interlaced);
  g_test_add_func ("/picture/jpeg/cmyk", test_jpeg_cmyk);
  g_test_add_func ("/picture/jpeg/progressive", test_jpeg_progressive);
  g_test_add_func ("/picture/alpha/kept", test_alpha_kept);
  g_test_add_func ("/picture/alpha/dropped", test_alpha_dropped);
  g_test_add_func ("/picture/alpha/tiff", test_alpha_tiff);
  g_test_add_func ("/picture/orientation/jpeg", test_orientation_jpeg);
  g_test_add_func ("/picture/orientation/png", test_orientation_png);
  g_test_add_func ("/picture/orientation/webp", test_orientation_webp);
  g_test_add_func ("/picture/orientation/tiff", test_orientation_tiff);
  g_test_add_func ("/picture/orientation/nonsense", test_orientation_nonsense);
  g_test_add_func ("/picture/reduced", test_reduced);
  g_test_add_func ("/picture/not-reduced", test_not_reduced);
  g_test_add_func ("/picture/boxed", test_boxed);

  return g_test_run ();
}
