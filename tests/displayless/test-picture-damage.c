/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-fixtures.h"

#include <string.h>

/* How often each file is cut, and how often damaged. */
#define N_CUTS    120
#define N_DAMAGES 150

static GByteArray *
create_jpeg (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (200, 300, FALSE);

  return fixture_save (pixbuf, "jpeg", NULL);
}

static GByteArray *
create_progressive (void)
{
  g_autofree char *path = g_build_filename (FIXTURES, "progressive.jpg", NULL);

  return fixture_read (path);
}

static GByteArray *
create_interlaced (void)
{
  g_autofree char *path = g_build_filename (FIXTURES, "interlaced.png", NULL);

  return fixture_read (path);
}

static GByteArray *
create_png (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (200, 150, TRUE);

  return fixture_save (pixbuf, "png", NULL);
}

static GByteArray *
create_bmp (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (67, 50, FALSE);

  return fixture_save (pixbuf, "bmp", NULL);
}

static GByteArray *
create_tiff (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (67, 50, FALSE);

  return fixture_save (pixbuf, "tiff", NULL);
}

static GByteArray *
create_plain_tiff (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (67, 50, FALSE);

  return fixture_tiff (pixbuf, 6, TIFF_NO_ALPHA);
}

static GByteArray *
create_gif (void)
{
  return fixture_gif (61, 47, 3);
}

static GByteArray *
create_still_webp (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (200, 150, FALSE);

  return fixture_can_save ("webp") ? fixture_save (pixbuf, "webp", NULL) : NULL;
}

static GByteArray *
create_webp (void)
{
  g_autoptr (GByteArray) exif = fixture_exif (8, TRUE);
  GByteArray *data = create_still_webp ();

  if (data != NULL)
    fixture_insert_exif (data, "webp", exif);
  return data;
}

static GByteArray *
create_animation (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (200, 150, FALSE);
  g_autoptr (GdkPixbuf) turned = gdk_pixbuf_rotate_simple (pixbuf, GDK_PIXBUF_ROTATE_UPSIDEDOWN);
  g_autoptr (GByteArray) first = NULL;
  g_autoptr (GByteArray) second = NULL;

  if (!fixture_can_save ("webp"))
    return NULL;

  first = fixture_save (pixbuf, "webp", NULL);
  second = fixture_save (turned, "webp", NULL);
  return fixture_animate_webp (first, second);
}

/* An RLE8 bitmap of 16 × 8: a run a row, and the mark of its end. */
static GByteArray *
create_packed_bmp (void)
{
  static const guint8 header[] = { 'B', 'M', 0,  0, 0, 0, 0,  0,  0,  0, 62, 0,  0,  0, 40, 0,
                                   0,   0,   16, 0, 0, 0, 8,  0,  0,  0, 1,  0,  8,  0, 1,  0,
                                   0,   0,   34, 0, 0, 0, 0,  0,  0,  0, 0,  0,  0,  0, 2,  0,
                                   0,   0,   0,  0, 0, 0, 10, 20, 30, 0, 40, 50, 60, 0 };
  GByteArray *data = g_byte_array_new ();

  g_byte_array_append (data, header, sizeof header);
  for (int y = 0; y < 8; y++)
    g_byte_array_append (data, (const guint8[]){ 16, y % 2, 0, 0 }, 4);
  g_byte_array_append (data, (const guint8[]){ 0, 1 }, 2);
  data->data[2] = data->len;
  data->data[10] = sizeof header;
  data->data[34] = data->len - sizeof header;

  return data;
}

typedef struct
{
  const char *name;
  GByteArray *(*create) (void);
} Case;

static const Case cases[] = {
  { "jpeg", create_jpeg },
  { "progressive", create_progressive },
  { "png", create_png },
  { "interlaced", create_interlaced },
  { "bmp", create_bmp },
  { "packed-bmp", create_packed_bmp },
  { "tiff", create_tiff },
  { "plain-tiff", create_plain_tiff },
  { "gif", create_gif },
  { "webp", create_webp },
  { "animation", create_animation },
};

static PackshotPicture *
load_data (const GByteArray *data)
{
  g_autofree char *path = fixture_write ("damaged", data);
  g_autoptr (GError) error = NULL;
  PackshotPicture *picture = packshot_picture_load (path, 0, NULL, &error);

  g_assert_true ((picture == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (error->domain == PACKSHOT_PICTURE_ERROR);

  return picture;
}

/* Cut anywhere, a file is refused, or shows all there was to see: never half of it. */
static void
test_cut (gconstpointer user_data)
{
  const Case *tested = user_data;
  g_autoptr (GByteArray) data = tested->create ();
  g_autoptr (PackshotPicture) whole = NULL;
  guint length;

  if (data == NULL)
    {
      g_test_skip ("No loader for this format here");
      return;
    }

  whole = load_data (data);
  g_assert_nonnull (whole);
  length = data->len;

  for (guint i = 0; i <= N_CUTS; i++)
    {
      g_autoptr (GByteArray) cut = g_byte_array_new ();
      g_autoptr (PackshotPicture) picture = NULL;
      /* All over the file, and byte by byte at its end. */
      guint n = i < N_CUTS / 2 ? (guint64) length * i / (N_CUTS / 2) : length - 1 - (N_CUTS - i);

      g_byte_array_append (cut, data->data, MIN (n, length - 1));
      picture = load_data (cut);
      g_assert_true (picture == NULL || fixture_equal (picture, whole));
      g_assert_true (picture == NULL || n > length / 3);
    }
}

/* Whatever stands in a file, reading it ends well. */
static void
test_damaged (gconstpointer user_data)
{
  const Case *tested = user_data;
  g_autoptr (GByteArray) data = tested->create ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20240229);

  if (data == NULL)
    {
      g_test_skip ("No loader for this format here");
      return;
    }

  for (int i = 0; i < N_DAMAGES; i++)
    {
      g_autoptr (GByteArray) damaged = g_byte_array_new ();
      g_autoptr (PackshotPicture) picture = NULL;
      /* Most of what can go wrong is in the header. */
      guint end = i % 2 == 0 ? MIN (data->len, 100) : data->len;

      g_byte_array_append (damaged, data->data, data->len);
      for (int j = 0; j <= i % 4; j++)
        damaged->data[g_rand_int_range (random, 0, end)] = g_rand_int_range (random, 0, 256);
      picture = load_data (damaged);
      if (picture != NULL)
        {
          g_assert_cmpint (picture->width, >=, 1);
          g_assert_cmpint (picture->height, >=, 1);
          g_assert_cmpint ((gint64) picture->width * picture->height, <=,
                           PACKSHOT_PICTURE_MAX_JPEG_PIXELS);
        }
    }
}

static void
assert_broken (const char *name, const GByteArray *data)
{
  g_autofree char *path = fixture_write (name, data);
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_picture_load (path, 0, NULL, &error));
  g_assert_error (error, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_BROKEN);
}

/* A JPEG that was cut, and then given an end mark by some tool, is still cut: near its end or right
 * behind its header, and reduced as well. */
static void
test_early_end (void)
{
  g_autoptr (GByteArray) data = create_jpeg ();
  guint length = data->len;

  for (guint n = length * 3 / 4; n > length / 3; n -= length / 40)
    {
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;

      g_byte_array_set_size (data, n);
      g_byte_array_append (data, (const guint8[]){ 0xff, 0xd9 }, 2);
      assert_broken ("early.jpg", data);

      path = fixture_path ("early.jpg");
      g_assert_null (packshot_picture_load (path, 200 * 300 / 4, NULL, &error));
      g_assert_error (error, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_BROKEN);
    }
}

/* The same for a PNG: its chunks are all there, but half of the rows are not. */
static void
test_early_end_png (void)
{
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  g_autoptr (GByteArray) none = g_byte_array_new ();
  g_autoptr (GByteArray) half = NULL;
  g_autoptr (GByteArray) empty = NULL;

  g_byte_array_set_size (rows, 50 * (1 + 3 * 100));
  memset (rows->data, 0, rows->len);
  half = fixture_png (100, 100, 8, PNG_RGB, NULL, rows, NULL);
  assert_broken ("half.png", half);
  empty = fixture_png (100, 100, 8, PNG_RGB, NULL, none, NULL);
  assert_broken ("none.png", empty);
}

/* And for a WebP: its lengths say that what is left is all there is. */
static void
test_early_end_webp (void)
{
  g_autoptr (GByteArray) data = create_still_webp ();

  if (data == NULL)
    {
      g_test_skip ("No loader for WebP here");
      return;
    }

  for (guint n = data->len * 3 / 4 & ~1u; n > 40; n = n * 3 / 4 & ~1u)
    {
      g_byte_array_set_size (data, n);
      for (int i = 0; i < 4; i++)
        {
          data->data[4 + i] = (n - 8) >> 8 * i;
          data->data[16 + i] = (n - 20) >> 8 * i;
        }
      assert_broken ("cut.webp", data);
    }
}

/* What cameras put behind a picture does not matter. */
static void
test_tail (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) data = cases[i].create ();
      g_autoptr (PackshotPicture) whole = NULL;
      g_autoptr (PackshotPicture) picture = NULL;

      if (data == NULL)
        continue;
      whole = load_data (data);
      g_byte_array_append (data, (const guint8 *) "\xff\xd8 and more", 11);
      picture = load_data (data);
      g_assert_nonnull (picture);
      g_assert_true (fixture_equal (picture, whole));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cut = g_strdup_printf ("/picture-damage/cut/%s", cases[i].name);
      g_autofree char *damaged = g_strdup_printf ("/picture-damage/damaged/%s", cases[i].name);

      g_test_add_data_func (cut, &cases[i], test_cut);
      g_test_add_data_func (damaged, &cases[i], test_damaged);
    }
  g_test_add_func ("/picture-damage/early-end", test_early_end);
  g_test_add_func ("/picture-damage/early-end-png", test_early_end_png);
  g_test_add_func ("/picture-damage/early-end-webp", test_early_end_webp);
  g_test_add_func ("/picture-damage/tail", test_tail);

  return g_test_run ();
}
