/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures that are not sent: too small, broken, or none. */

#include "picture-fixtures.h"
#include "picture-prepared.h"

static const PackshotPictureLimits any;

static void
test_too_small (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (640, 64, FALSE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "jpeg", NULL);
  g_autofree char *path = fixture_write ("long.jpg", data);
  PackshotPictureLimits higher = { .min_height = 65 };
  PackshotPictureLimits narrower = { .max_width = 320, .min_height = 64 };

  fixture_prepare_fails (path, &higher, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_TOO_SMALL);
  fixture_prepare_fails (path, &narrower, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_TOO_SMALL);
}

/* Cut short anywhere, with and without a need to decode: never half a picture. */
static void
test_broken (void)
{
  static const char *const types[] = { "jpeg", "png", "webp" };
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GByteArray) data = NULL;

      if (!fixture_can_save (types[i]))
        continue;

      data = fixture_save (pixbuf, types[i], NULL);
      for (guint length = data->len - 1; length > 40; length = length * 4 / 5)
        {
          g_autofree char *path = NULL;

          g_byte_array_set_size (data, length);
          path = fixture_write ("cut", data);
          fixture_prepare_fails (path, &any, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_BROKEN);
        }
    }
}

/* Nothing beside its pixels, of the right size and broken within: found before it is paid for. */
static void
test_broken_within (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (96, 64, TRUE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
  g_autofree char *path = NULL;

  memset (data->data + data->len / 2, 0, 20);
  path = fixture_write ("broken.png", data);
  fixture_prepare_fails (path, &any, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_BROKEN);
}

static void
test_bad_sources (void)
{
  g_autofree char *text = fixture_path ("text.jpg");
  g_autoptr (GError) error = NULL;

  g_file_set_contents (text, "No picture at all", -1, &error);
  g_assert_no_error (error);
  fixture_prepare_fails (text, &any, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_UNKNOWN_FORMAT);
  fixture_prepare_fails ("/nowhere/at-all.jpg", &any, PACKSHOT_PICTURE_ERROR,
                         PACKSHOT_PICTURE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture-prepare-bad/too-small", test_too_small);
  g_test_add_func ("/picture-prepare-bad/broken", test_broken);
  g_test_add_func ("/picture-prepare-bad/broken/within", test_broken_within);
  g_test_add_func ("/picture-prepare-bad/bad-sources", test_bad_sources);

  return g_test_run ();
}
