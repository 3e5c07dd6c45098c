/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-bytes.h"
#include "picture-fixtures.h"
#include "picture-prepared.h"

/* Stands for a name, a place or a face. */
#define CANARY "c4nary-52.5200N-13.4050E"

static const PackshotPictureLimits any;

static GByteArray *
new_contents (const char *mark, gsize mark_length)
{
  GByteArray *contents = g_byte_array_new ();

  g_byte_array_append (contents, (const guint8 *) mark, mark_length);
  append_text (contents, CANARY);
  return contents;
}

static GByteArray *
new_photo (const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, FALSE);

  return fixture_save (pixbuf, type, NULL);
}

static gboolean
contains (const GByteArray *data, const char *text)
{
  return memmem (data->data, data->len, text, strlen (text)) != NULL;
}

static void
assert_same_picture (const GByteArray *before, const GByteArray *after)
{
  g_autoptr (PackshotPicture) a = fixture_load_bytes (before);
  g_autoptr (PackshotPicture) b = fixture_load_bytes (after);

  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpint (a->height, ==, b->height);
  for (int y = 8; y < a->height; y += 16)
    for (int x = 8; x < a->width; x += 16)
      for (int i = 0; i < 3; i++)
        g_assert_cmpint (ABS (fixture_pixel (a, x, y)[i] - fixture_pixel (b, x, y)[i]), <=, 6);
}

static void
assert_removed (const GByteArray *photo)
{
  g_autofree char *path = fixture_write ("photo", photo);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = NULL;

  g_assert_true (contains (photo, CANARY));
  prepared = fixture_prepare (path, &any, &bytes);
  g_assert_false (prepared->unchanged);
  g_assert_cmpstr (prepared->changes->pdata[0], ==, "Metadata removed");
  g_assert_false (contains (bytes, CANARY));
  assert_same_picture (photo, bytes);
}

/* Without the canary the same file goes as it is: so it is that which is found. */
static void
assert_untouched (const GByteArray *photo)
{
  g_autofree char *path = fixture_write ("photo", photo);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = fixture_prepare (path, &any, &bytes);

  g_assert_true (prepared->unchanged);
  g_assert_cmpmem (bytes->data, bytes->len, photo->data, photo->len);
}

static void
test_jpeg (void)
{
  static const struct
  {
    guint8 marker;
    const char *mark;
    gsize length;
  } cases[] = {
    { 0xe1, "Exif\0", 6 }, { 0xe1, "http://ns.adobe.com/xap/1.0/", 29 },
    { 0xe0, "JFXX", 5 },   { 0xe0, "JFIF\0\1\1\0\0\1\0\1\2\2", 14 },
    { 0xe2, "MPF", 4 },    { 0xed, "Photoshop 3.0", 14 },
    { 0xee, "Adobe", 5 },  { 0xef, "", 0 },
  };
  g_autoptr (GByteArray) plain = new_photo ("jpeg");

  assert_untouched (plain);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) photo = new_photo ("jpeg");
      g_autoptr (GByteArray) contents = new_contents (cases[i].mark, cases[i].length);

      g_test_message ("marker %02x, %s", cases[i].marker, cases[i].mark);
      fixture_insert_jpeg_segment (photo, cases[i].marker, contents);
      assert_removed (photo);
    }
}

/* Between two segments, where no reader looks. */
static void
test_jpeg_gap (void)
{
  g_autoptr (GByteArray) photo = new_photo ("jpeg");
  g_autoptr (GByteArray) gap = new_contents ("", 0);

  insert (photo, 4 + (photo->data[4] << 8 | photo->data[5]), gap);
  assert_removed (photo);
}

/* What Adobe says of the colours is needed to show them. */
static void
test_jpeg_adobe (void)
{
  static const guint8 adobe[] = { 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 1 };
  g_autoptr (GByteArray) photo = new_photo ("jpeg");
  g_autoptr (GByteArray) contents = g_byte_array_new ();

  g_byte_array_append (contents, adobe, sizeof adobe);
  fixture_insert_jpeg_segment (photo, 0xee, contents);
  assert_untouched (photo);
}

static void
test_png (void)
{
  static const char *const types[] = { "tEXt", "zTXt", "iTXt", "eXIf", "tIME",
                                       "prVt", "pHYs", "bKGD", "sPLT", "sTER" };
  g_autoptr (GByteArray) plain = new_photo ("png");

  assert_untouched (plain);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GByteArray) photo = new_photo ("png");
      g_autoptr (GByteArray) contents = new_contents ("Author", 7);

      g_test_message ("%s", types[i]);
      fixture_insert_png_chunk (photo, types[i], contents);
      assert_removed (photo);
    }
}

static void
test_png_harmless (void)
{
  g_autoptr (GByteArray) photo = new_photo ("png");
  g_autoptr (GByteArray) contents = g_byte_array_new ();

  append32 (contents, 11811, TRUE);
  append32 (contents, 11811, TRUE);
  append_byte (contents, 1);
  fixture_insert_png_chunk (photo, "pHYs", contents);
  g_byte_array_set_size (contents, 4);
  fixture_insert_png_chunk (photo, "gAMA", contents);
  assert_untouched (photo);
}

static void
test_webp (void)
{
  static const char *const types[] = { "EXIF", "XMP ", "priv" };
  g_autoptr (GByteArray) plain = NULL;

  if (!fixture_can_save ("webp"))
    {
      g_test_skip ("No loader for WebP here");
      return;
    }

  plain = new_photo ("webp");
  assert_untouched (plain);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GByteArray) photo = new_photo ("webp");
      g_autoptr (GByteArray) nothing = g_byte_array_new ();
      g_autoptr (GByteArray) contents = new_contents ("", 0);

      g_test_message ("%s", types[i]);
      fixture_insert_webp_exif (photo, nothing);
      fixture_append_webp_chunk (photo, types[i], contents);
      assert_removed (photo);
    }
}

/* Some cameras put a second picture, or a film, behind the first. */
static void
test_trailing (void)
{
  static const char *const types[] = { "jpeg", "png", "webp" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GByteArray) photo = NULL;

      if (!fixture_can_save (types[i]))
        continue;

      photo = new_photo (types[i]);
      append_text (photo, CANARY);
      assert_removed (photo);
    }
}

/* The position as cameras write it: in a directory of its own, beside the orientation. */
static void
test_place (void)
{
  static const char *const types[] = { "jpeg", "png", "webp" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GByteArray) photo = NULL;
      g_autoptr (GByteArray) exif = fixture_exif (1, TRUE);

      if (!fixture_can_save (types[i]))
        continue;

      photo = new_photo (types[i]);
      append_text (exif, CANARY);
      fixture_insert_exif (photo, types[i], exif);
      assert_removed (photo);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture-metadata/jpeg", test_jpeg);
  g_test_add_func ("/picture-metadata/jpeg/gap", test_jpeg_gap);
  g_test_add_func ("/picture-metadata/jpeg/adobe", test_jpeg_adobe);
  g_test_add_func ("/picture-metadata/png", test_png);
  g_test_add_func ("/picture-metadata/png/harmless", test_png_harmless);
  g_test_add_func ("/picture-metadata/webp", test_webp);
  g_test_add_func ("/picture-metadata/trailing", test_trailing);
  g_test_add_func ("/picture-metadata/place", test_place);

  return g_test_run ();
}
