/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-fixtures.h"

#include <lcms2.h>
#include <math.h>
#include <string.h>

#define TOLERANCE 2

/* What gdk-pixbuf is willing to write. */
#define SHORTEST_PROFILE 127

/* What sRGB is made of: IEC 61966-2-1. */
static const cmsCIExyY d65 = { 0.3127, 0.3290, 1.0 };
static const cmsCIExyY red = { 0.64, 0.33, 1.0 };
static const cmsCIExyY green = { 0.30, 0.60, 1.0 };
static const cmsCIExyY blue = { 0.15, 0.06, 1.0 };

/* The green of Adobe RGB (1998), whose other primaries are those of sRGB. */
static const cmsCIExyY adobe_green = { 0.21, 0.71, 1.0 };

#define ADOBE_GAMMA 2.19921875

static GBytes *
close_to_bytes (cmsHPROFILE profile)
{
  cmsUInt32Number length = 0;
  guint8 *data;

  g_assert_true (cmsSaveProfileToMem (profile, NULL, &length));
  data = g_malloc (length);
  g_assert_true (cmsSaveProfileToMem (profile, data, &length));
  cmsCloseProfile (profile);

  return g_bytes_new_take (data, length);
}

static GBytes *
create_profile (const cmsCIExyY *first,
                const cmsCIExyY *second,
                const cmsCIExyY *third,
                cmsToneCurve *curve)
{
  cmsCIExyYTRIPLE primaries = { *first, *second, *third };
  cmsToneCurve *curves[3] = { curve, curve, curve };
  cmsHPROFILE profile = cmsCreateRGBProfile (&d65, &primaries, curves);

  cmsFreeToneCurve (curve);
  g_assert_nonnull (profile);
  return close_to_bytes (profile);
}

static cmsToneCurve *
create_srgb_curve (void)
{
  return cmsBuildParametricToneCurve (
      NULL, 4, (const cmsFloat64Number[]){ 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 });
}

/* As the profile of 1998 has it that most files still carry: a table. */
static cmsToneCurve *
create_srgb_table (void)
{
  cmsUInt16Number table[1024];

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      double value = i / 1023.0;

      table[i] =
          lround (65535 * (value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4)));
    }

  return cmsBuildTabulatedToneCurve16 (NULL, G_N_ELEMENTS (table), table);
}

static double
encode_srgb (double linear)
{
  linear = CLAMP (linear, 0.0, 1.0);
  return 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow (linear, 1 / 2.4) - 0.055);
}

static PackshotPicture *
load_data (const char *name, const GByteArray *data)
{
  g_autofree char *path = fixture_write (name, data);
  g_autoptr (GError) error = NULL;
  PackshotPicture *picture = packshot_picture_load (path, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (picture);
  return picture;
}

static PackshotPicture *
load_with_profile (GdkPixbuf *pixbuf, const char *type, GBytes *profile)
{
  g_autoptr (GByteArray) data = fixture_save (pixbuf, type, profile);

  return load_data (type, data);
}

/* What is to be seen of a stored colour. */
typedef void (*Expectation) (const guint8 *stored, double *expected);

static void
swap_red_and_green (const guint8 *stored, double *expected)
{
  expected[0] = stored[1];
  expected[1] = stored[0];
  expected[2] = stored[2];
}

static void
keep (const guint8 *stored, double *expected)
{
  for (int i = 0; i < 3; i++)
    expected[i] = stored[i];
}

/* Linear Adobe RGB to linear sRGB, from the chromaticities above. */
static void
narrow_adobe (const guint8 *stored, double *expected)
{
  double r = pow (stored[0] / 255.0, ADOBE_GAMMA);
  double g = pow (stored[1] / 255.0, ADOBE_GAMMA);
  double b = pow (stored[2] / 255.0, ADOBE_GAMMA);

  expected[0] = encode_srgb (1.39836 * r - 0.39836 * g);
  expected[1] = encode_srgb (g);
  expected[2] = encode_srgb (-0.04293 * g + 1.04293 * b);
}

static void
assert_colors (const PackshotPicture *picture,
               GdkPixbuf *stored,
               Expectation expectation,
               int tolerance)
{
  int channels = gdk_pixbuf_get_n_channels (stored);

  for (int y = 8; y < picture->height; y += 16)
    for (int x = 8; x < picture->width; x += 16)
      {
        const guint8 *from =
            gdk_pixbuf_get_pixels (stored) + y * gdk_pixbuf_get_rowstride (stored) + x * channels;
        const guint8 *got = fixture_pixel (picture, x, y);
        double expected[3];

        expectation (from, expected);
        for (int i = 0; i < 3; i++)
          g_assert_cmpfloat (fabs (got[i] - expected[i]), <=, tolerance);
        if (picture->has_alpha)
          g_assert_cmpint (got[3], ==, from[3]);
      }
}

static void
test_swapped (void)
{
  g_autoptr (GBytes) profile = create_profile (&green, &red, &blue, create_srgb_curve ());
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (160, 160, FALSE);
  g_autoptr (PackshotPicture) png = load_with_profile (pixbuf, "png", profile);
  g_autoptr (PackshotPicture) jpeg = load_with_profile (pixbuf, "jpeg", profile);
  g_autoptr (PackshotPicture) tiff = load_with_profile (pixbuf, "tiff", profile);

  assert_colors (png, pixbuf, swap_red_and_green, TOLERANCE);
  assert_colors (jpeg, pixbuf, swap_red_and_green, TOLERANCE + 2);
  assert_colors (tiff, pixbuf, swap_red_and_green, TOLERANCE);
}

static void
test_webp (void)
{
  g_autoptr (GBytes) profile = create_profile (&green, &red, &blue, create_srgb_curve ());
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (160, 160, FALSE);
  g_autoptr (PackshotPicture) picture = NULL;

  if (!fixture_can_save ("webp"))
    {
      g_test_skip ("No loader for WebP here");
      return;
    }

  picture = load_with_profile (pixbuf, "webp", profile);
  assert_colors (picture, pixbuf, swap_red_and_green, TOLERANCE + 10);
}

static void
test_alpha (void)
{
  g_autoptr (GBytes) profile = create_profile (&green, &red, &blue, create_srgb_curve ());
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (160, 160, TRUE);
  g_autoptr (PackshotPicture) picture = load_with_profile (pixbuf, "png", profile);

  g_assert_true (picture->has_alpha);
  assert_colors (picture, pixbuf, swap_red_and_green, TOLERANCE);
}

static void
test_wide_gamut (void)
{
  g_autoptr (GBytes) profile =
      create_profile (&red, &adobe_green, &blue, cmsBuildGamma (NULL, ADOBE_GAMMA));
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 160, 160);
  g_autoptr (PackshotPicture) picture = NULL;

  /* Muted colours, which sRGB can show as well: beyond them there is no right answer. */
  for (int y = 0; y < 160; y++)
    for (int x = 0; x < 160; x++)
      {
        guint8 *pixel =
            gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + 3 * x;

        pixel[0] = 150 + x / 16 * 9;
        pixel[1] = 120 + y / 16 * 5;
        pixel[2] = 100 + (x + y) / 32 * 12;
      }
  picture = load_with_profile (pixbuf, "png", profile);

  assert_colors (picture, pixbuf, narrow_adobe, TOLERANCE);
}

/* Not one rounding happens to a picture that is sRGB already. */
static void
test_srgb_untouched (void)
{
  g_autoptr (GBytes) named = close_to_bytes (cmsCreate_sRGBProfile ());
  g_autoptr (GBytes) nameless = create_profile (&red, &green, &blue, create_srgb_curve ());
  g_autoptr (GBytes) tabled = create_profile (&red, &green, &blue, create_srgb_table ());
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 256, 256);
  g_autoptr (PackshotPicture) plain = NULL;
  g_autoptr (PackshotPicture) first = NULL;
  g_autoptr (PackshotPicture) second = NULL;
  g_autoptr (PackshotPicture) third = NULL;

  for (int y = 0; y < 256; y++)
    for (int x = 0; x < 256; x++)
      {
        guint8 *pixel =
            gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + 3 * x;

        pixel[0] = x;
        pixel[1] = y;
        pixel[2] = x ^ y;
      }
  plain = load_with_profile (pixbuf, "png", NULL);
  first = load_with_profile (pixbuf, "png", named);
  second = load_with_profile (pixbuf, "png", nameless);
  third = load_with_profile (pixbuf, "png", tabled);

  assert_colors (plain, pixbuf, keep, 0);
  g_assert_true (fixture_equal (plain, first));
  g_assert_true (fixture_equal (plain, second));
  g_assert_true (fixture_equal (plain, third));
}

static GBytes *
create_grey_profile (double gamma)
{
  cmsToneCurve *curve = cmsBuildGamma (NULL, gamma);
  cmsHPROFILE profile = cmsCreateGrayProfile (cmsD50_xyY (), curve);

  cmsFreeToneCurve (curve);
  return close_to_bytes (profile);
}

static void
assert_ramp (const PackshotPicture *picture, double gamma, int step)
{
  for (int x = 0; x < 256; x += step)
    for (int i = 0; i < 3; i++)
      g_assert_cmpfloat (
          fabs (fixture_pixel (picture, x, 0)[i] - encode_srgb (pow (x / 255.0, gamma))), <=,
          TOLERANCE);
}

static void
test_grey (void)
{
  g_autoptr (GBytes) profile = create_grey_profile (1.8);
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 256, 1);
  g_autoptr (PackshotPicture) png = NULL;
  g_autoptr (PackshotPicture) jpeg = NULL;

  g_byte_array_set_size (rows, 257);
  rows->data[0] = 0;
  for (int x = 0; x < 256; x++)
    {
      rows->data[1 + x] = x;
      memset (gdk_pixbuf_get_pixels (pixbuf) + 3 * x, x, 3);
    }

  data = fixture_png (256, 1, 8, PNG_GREY, NULL, rows, profile);
  png = load_data ("grey.png", data);
  assert_ramp (png, 1.8, 1);

  jpeg = load_with_profile (pixbuf, "jpeg", profile);
  assert_ramp (jpeg, 1.8, 8);
}

/* A profile for another kind of picture says nothing about this one. */
static void
test_mismatch (void)
{
  g_autoptr (GBytes) grey = create_grey_profile (1.0);
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (160, 160, FALSE);
  g_autoptr (PackshotPicture) plain = load_with_profile (pixbuf, "jpeg", NULL);
  g_autoptr (PackshotPicture) beside_grey = load_with_profile (pixbuf, "jpeg", grey);
  g_autoptr (PackshotPicture) beside_cmyk = NULL;
  g_autoptr (GBytes) cmyk = NULL;
  cmsHPROFILE profile = cmsCreateProfilePlaceholder (NULL);

  cmsSetDeviceClass (profile, cmsSigOutputClass);
  cmsSetColorSpace (profile, cmsSigCmykData);
  cmsSetPCS (profile, cmsSigLabData);
  cmsSetProfileVersion (profile, 4.3);
  cmyk = close_to_bytes (profile);
  beside_cmyk = load_with_profile (pixbuf, "jpeg", cmyk);

  g_assert_true (fixture_equal (plain, beside_grey));
  g_assert_true (fixture_equal (plain, beside_cmyk));
}

/* A profile that is cut or full of nonsense does not keep a photo from being opened. */
static void
test_broken (void)
{
  g_autoptr (GBytes) profile = create_profile (&green, &red, &blue, create_srgb_curve ());
  g_autoptr (GBytes) nonsense = NULL;
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (160, 160, FALSE);
  g_autoptr (PackshotPicture) plain = load_with_profile (pixbuf, "jpeg", NULL);
  g_autoptr (PackshotPicture) beside_nonsense = NULL;
  gsize length = g_bytes_get_size (profile);

  nonsense = g_bytes_new_take (g_strnfill (500, 'x'), 500);
  beside_nonsense = load_with_profile (pixbuf, "jpeg", nonsense);
  g_assert_true (fixture_equal (plain, beside_nonsense));

  for (gsize i = SHORTEST_PROFILE; i < length; i += 13)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (profile, 0, i);
      g_autoptr (PackshotPicture) picture = load_with_profile (pixbuf, "jpeg", cut);

      g_assert_cmpint (picture->width, ==, plain->width);
      g_assert_true (i >= length / 2 || fixture_equal (plain, picture));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture-color/swapped", test_swapped);
  g_test_add_func ("/picture-color/webp", test_webp);
  g_test_add_func ("/picture-color/alpha", test_alpha);
  g_test_add_func ("/picture-color/wide-gamut", test_wide_gamut);
  g_test_add_func ("/picture-color/srgb-untouched", test_srgb_untouched);
  g_test_add_func ("/picture-color/grey", test_grey);
  g_test_add_func ("/picture-color/mismatch", test_mismatch);
  g_test_add_func ("/picture-color/broken", test_broken);

  return g_test_run ();
}
