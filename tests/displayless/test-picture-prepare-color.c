/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The colours of a picture that is sent, whatever profile, depth or alpha it has. */

#include "picture-bytes.h"
#include "picture-fixtures.h"
#include "picture-prepared.h"

#include <lcms2.h>

static const PackshotPictureLimits any;

/* Where there is no alpha, it is white that shows through. */
static void
test_alpha_to_white (void)
{
  const char *const formats[] = { "image/jpeg", NULL };
  PackshotPictureLimits limits = { .formats = formats };
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, TRUE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
  g_autofree char *path = fixture_write ("clear.png", data);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = fixture_prepare (path, &limits, &bytes);
  g_autoptr (PackshotPicture) shown = fixture_load_bytes (bytes);

  fixture_assert_changes (prepared, "Transparent parts filled with white",
                          "Converted from PNG to JPEG", NULL);
  for (int y = 8; y < 64; y += 16)
    for (int x = 8; x < 96; x += 16)
      {
        const guint8 *from =
            gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + 4 * x;
        guint8 wanted[3];

        for (int i = 0; i < 3; i++)
          wanted[i] = (from[i] * from[3] + 255 * (255 - from[3])) / 255;
        fixture_assert_near (fixture_pixel (shown, x, y), wanted, 3, 8);
      }
}

/* A profile with texts goes, and the colours it stood for stay. */
static void
test_profile (void)
{
  cmsHPROFILE profile = cmsCreate_sRGBProfile ();
  cmsUInt32Number length = 0;
  g_autofree guint8 *data = NULL;
  g_autoptr (GBytes) icc = NULL;
  static const char *const types[] = { "jpeg", "png", "webp" };

  cmsSaveProfileToMem (profile, NULL, &length);
  data = g_malloc (length);
  cmsSaveProfileToMem (profile, data, &length);
  cmsCloseProfile (profile);
  icc = g_bytes_new (data, length);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, FALSE);
      g_autoptr (GByteArray) photo = NULL;
      g_autoptr (GByteArray) bytes = NULL;
      g_autoptr (PackshotPreparedPicture) prepared = NULL;
      g_autoptr (PackshotPicture) shown = NULL;
      g_autofree char *path = NULL;

      if (!fixture_can_save (types[i]))
        continue;

      photo = fixture_save (pixbuf, types[i], icc);
      path = fixture_write ("photo", photo);
      prepared = fixture_prepare (path, &any, &bytes);
      shown = fixture_load_bytes (bytes);
      g_assert_cmpstr (prepared->changes->pdata[0], ==, "Colours converted to sRGB");
      g_assert_null (memmem (bytes->data, bytes->len, "acsp", 4));
      fixture_assert_turned (shown, pixbuf, 1, 12);
    }
}

static void
test_cmyk (void)
{
  g_autofree char *path = g_build_filename (FIXTURES, "cmyk.jpg", NULL);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = fixture_prepare (path, &any, &bytes);
  g_autoptr (PackshotPicture) shown = fixture_load_bytes (bytes);

  fixture_assert_changes (prepared, "Colours converted to sRGB", "Compressed again", NULL);
  fixture_assert_near (fixture_pixel (shown, 8, 8), (const guint8[]){ 0, 128, 128 }, 3, 6);
}

/* Sixteen bits go as they are where nothing is to be done. */
static void
test_deep (void)
{
  PackshotPictureLimits smaller = { .max_width = 64 };
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  g_autoptr (GByteArray) data = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GByteArray) same = NULL;
  g_autoptr (GByteArray) scaled = NULL;
  g_autoptr (PackshotPreparedPicture) unchanged = NULL;
  g_autoptr (PackshotPreparedPicture) changed = NULL;

  for (int y = 0; y < 16; y++)
    {
      append_byte (rows, 0);
      for (int x = 0; x < 128; x++)
        g_byte_array_append (rows, (const guint8[]){ x, 7, 2 * x, 99, 255 - x, y }, 6);
    }
  data = fixture_png (128, 16, 16, PNG_RGB, NULL, rows, NULL);
  path = fixture_write ("deep.png", data);

  unchanged = fixture_prepare (path, &any, &same);
  g_assert_true (unchanged->unchanged);
  changed = fixture_prepare (path, &smaller, &scaled);
  g_assert_cmpstr (changed->mime_type, ==, "image/jpeg");
  g_assert_cmpint (changed->height, ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture-prepare-color/alpha-to-white", test_alpha_to_white);
  g_test_add_func ("/picture-prepare-color/profile", test_profile);
  g_test_add_func ("/picture-prepare-color/cmyk", test_cmyk);
  g_test_add_func ("/picture-prepare-color/deep", test_deep);

  return g_test_run ();
}
