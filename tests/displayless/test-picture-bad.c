/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-fixtures.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "packshot-test-utils.h"

/* Nobody's file needs longer than this to be refused; a refusal by its header takes microseconds.
 */
#define REFUSAL_SECONDS 1.0

static void
assert_refused (const char *path, PackshotPictureError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPicture) picture = packshot_picture_load (path, 0, NULL, &error);

  g_assert_null (picture);
  g_assert_error (error, PACKSHOT_PICTURE_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, "“"));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 400);
  for (const char *p = error->message; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
}

static void
assert_info_refused (const char *path, PackshotPictureError code)
{
  g_autoptr (GError) error = NULL;
  PackshotPictureInfo info;

  g_assert_false (packshot_picture_info (path, &info, &error));
  g_assert_error (error, PACKSHOT_PICTURE_ERROR, (int) code);
  assert_refused (path, code);
}

static void
test_not_found (void)
{
  g_autofree char *path = fixture_path ("nothing.jpg");
  g_autofree char *below = fixture_path ("nothing.jpg/at/all.jpg");

  assert_info_refused (path, PACKSHOT_PICTURE_ERROR_NOT_FOUND);
  assert_info_refused (below, PACKSHOT_PICTURE_ERROR_NOT_FOUND);
}

static void
test_folder (void)
{
  g_autofree char *path = fixture_path ("folder.jpg");

  g_assert_no_errno (g_mkdir (path, 0700));
  assert_info_refused (path, PACKSHOT_PICTURE_ERROR_NOT_A_FILE);
}

/* Must neither wait for a writer nor for bytes. */
static void
test_pipe (void)
{
  g_autofree char *path = fixture_path ("pipe.jpg");

  g_assert_no_errno (mkfifo (path, 0600));
  assert_info_refused (path, PACKSHOT_PICTURE_ERROR_NOT_A_FILE);
  assert_info_refused ("/dev/zero", PACKSHOT_PICTURE_ERROR_NOT_A_FILE);
}

static void
test_unreadable (void)
{
  g_autoptr (GByteArray) data = fixture_plain_jpeg (16, 16);
  g_autofree char *path = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("The superuser may read everything");
      return;
    }

  path = fixture_write ("secret.jpg", data);
  g_assert_no_errno (g_chmod (path, 0));
  assert_info_refused (path, PACKSHOT_PICTURE_ERROR_UNREADABLE);
}

static void
test_empty (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree char *path = fixture_write ("empty.jpg", data);

  assert_info_refused (path, PACKSHOT_PICTURE_ERROR_EMPTY);
}

static void
test_not_a_picture (void)
{
  static const char *const texts[] = { "x",
                                       "BM is not enough of a bitmap",
                                       "Dear Sir, please find enclosed the photo.\n",
                                       "<svg xmlns='http://www.w3.org/2000/svg'/>",
                                       "RIFF____WAVEfmt ",
                                       "/* XPM */" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GByteArray) data = g_byte_array_new ();
      g_autofree char *path = NULL;

      g_byte_array_append (data, (const guint8 *) texts[i], strlen (texts[i]));
      path = fixture_write ("letter.jpg", data);
      assert_info_refused (path, PACKSHOT_PICTURE_ERROR_UNKNOWN_FORMAT);
    }
}

static void
test_too_large (void)
{
  g_autoptr (GByteArray) data = fixture_plain_jpeg (16, 16);
  g_autofree char *path = fixture_write ("large.jpg", data);
  g_autoptr (GError) error = NULL;
  PackshotPictureInfo info;

  g_assert_no_errno (truncate (path, PACKSHOT_PICTURE_MAX_BYTES));
  g_assert_true (packshot_picture_info (path, &info, &error));
  g_assert_no_error (error);

  g_assert_no_errno (truncate (path, PACKSHOT_PICTURE_MAX_BYTES + 1));
  assert_info_refused (path, PACKSHOT_PICTURE_ERROR_TOO_LARGE);
}

static void
test_hostile_names (void)
{
  static const char *const names[] = { "a\nb\tc\x1b[31m.jpg", "\xff\xfe\x80.jpg",
                                       "right\xe2\x80\xaegpj.exe" };
  g_autofree char *endless = g_strnfill (10000, 'n');
  g_autofree char *endless_path = fixture_path (endless);
  g_autofree char *long_name = g_strnfill (200, 'n');
  g_autofree char *long_path = fixture_path (long_name);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = fixture_path (names[i]);

      assert_refused (path, PACKSHOT_PICTURE_ERROR_NOT_FOUND);
    }

  assert_refused (long_path, PACKSHOT_PICTURE_ERROR_NOT_FOUND);
  assert_refused (endless_path, PACKSHOT_PICTURE_ERROR_UNREADABLE);
  g_assert_null (packshot_picture_load ("right\xe2\x80\xaegpj.exe", 0, NULL, &error));
  g_assert_null (strstr (error->message, "\xe2\x80\xae"));
}

/* A PNG of little data that claims to be large. */
static char *
write_bomb (guint width, guint height)
{
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  g_autoptr (GByteArray) data = NULL;

  g_byte_array_set_size (rows, 8000000);
  memset (rows->data, 0, rows->len);
  data = fixture_png (width, height, 1, PNG_GREY, NULL, rows, NULL);

  return fixture_write ("bomb.png", data);
}

static gint64
get_peak_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);

  return g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) * 1024;
}

static void
test_too_many_pixels (void)
{
  g_autofree char *bomb = write_bomb (60000, 60000);
  g_autofree char *huge = write_bomb (G_MAXINT32, G_MAXINT32);
  g_autoptr (GByteArray) jpeg = fixture_plain_jpeg (20001, 10000);
  g_autofree char *jpeg_path = fixture_write ("huge.jpg", jpeg);
  g_autoptr (GByteArray) allowed = fixture_plain_jpeg (20000, 10000);
  g_autofree char *allowed_path = fixture_write ("allowed.jpg", allowed);
  g_autoptr (GError) error = NULL;
  PackshotPictureInfo info;
  gint64 before = get_peak_memory ();

  g_test_timer_start ();
  assert_info_refused (bomb, PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS);
  assert_info_refused (huge, PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS);
  assert_info_refused (jpeg_path, PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, REFUSAL_SECONDS);
  g_assert_cmpint (get_peak_memory () - before, <, 8000000);

  g_assert_true (packshot_picture_info (allowed_path, &info, &error));
  g_assert_no_error (error);
}

static void
patch32 (GByteArray *data, guint position, guint32 value)
{
  guint32 word = GUINT32_TO_LE (value);

  memcpy (data->data + position, &word, sizeof word);
}

/* The limit for every other format, and sizes that make no sense. */
static void
test_sizes (void)
{
  static const guint32 sizes[][2] = {
    { 8001, 8001 }, { 64000001, 1 }, { 1, 64000001 }, { 65536, 3 }, { 3, 65536 },
  };
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (16, 16, FALSE);
  g_autoptr (GByteArray) bmp = fixture_save (pixbuf, "bmp", NULL);
  g_autoptr (GByteArray) tiff = fixture_tiff (pixbuf, 1, TIFF_NO_ALPHA);
  g_autoptr (GByteArray) gif = fixture_gif (16, 16, 0);
  g_autoptr (GByteArray) png = fixture_save (pixbuf, "png", NULL);
  g_autofree char *path = NULL;
  guint directory = tiff->data[4] | tiff->data[5] << 8;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *bmp_path = NULL;
      g_autofree char *tiff_path = NULL;

      patch32 (bmp, 18, sizes[i][0]);
      patch32 (bmp, 22, i == 1 ? (guint32) -1 : sizes[i][1]);
      bmp_path = fixture_write ("huge.bmp", bmp);
      assert_info_refused (bmp_path, PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS);

      patch32 (tiff, directory + 2 + 8, sizes[i][0]);
      patch32 (tiff, directory + 14 + 8, sizes[i][1]);
      tiff_path = fixture_write ("huge.tiff", tiff);
      assert_info_refused (tiff_path, PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS);
    }

  memset (gif->data + 6, 0xff, 4);
  g_free (path);
  path = fixture_write ("huge.gif", gif);
  assert_info_refused (path, PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS);

  memset (png->data + 16, 0, 4);
  g_free (path);
  path = fixture_write ("flat.png", png);
  assert_info_refused (path, PACKSHOT_PICTURE_ERROR_BROKEN);
}

/* A small GIF with a frame the loader could not get memory for, and would end the program over. */
static void
test_gif_frame (void)
{
  g_autoptr (GByteArray) gif = fixture_gif (16, 16, 0);
  g_autofree char *path = NULL;
  guint frame = 13 + 3 * 128 + 8;

  g_assert_cmpint (gif->data[frame], ==, ',');
  memset (gif->data + frame + 5, 0xff, 4);
  path = fixture_write ("frame.gif", gif);

  assert_refused (path, PACKSHOT_PICTURE_ERROR_BROKEN);
}

/* The same of a frame that reaches beyond the picture, and is to be taken back: the loader would
 * complain of itself. One that stays shows what lies within. */
static void
test_gif_restored (void)
{
  g_autoptr (GByteArray) gif = fixture_gif (16, 16, 0);
  g_autoptr (PackshotPicture) picture = NULL;
  g_autofree char *within = NULL;
  g_autofree char *beyond = NULL;
  guint control = 13 + 3 * 128, frame = control + 8;

  gif->data[control + 3] = 3 << 2;
  within = fixture_write ("within.gif", gif);
  picture = packshot_picture_load (within, 0, NULL, NULL);
  g_assert_nonnull (picture);

  gif->data[frame + 3] = 1;
  beyond = fixture_write ("beyond.gif", gif);
  assert_refused (beyond, PACKSHOT_PICTURE_ERROR_BROKEN);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  g_assert_nonnull (folder);
  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static void
test_descriptors (void)
{
  g_autoptr (GByteArray) whole = fixture_plain_jpeg (100, 100);
  g_autoptr (GByteArray) cut = fixture_plain_jpeg (100, 100);
  g_autofree char *whole_path = fixture_write ("whole.jpg", whole);
  g_autofree char *cut_path = NULL;
  guint before;

  g_byte_array_set_size (cut, cut->len - 10);
  cut_path = fixture_write ("cut.jpg", cut);
  assert_refused (cut_path, PACKSHOT_PICTURE_ERROR_BROKEN);

  before = count_descriptors ();
  for (int i = 0; i < 50; i++)
    {
      g_autoptr (PackshotPicture) picture = packshot_picture_load (whole_path, 0, NULL, NULL);

      g_assert_nonnull (picture);
      assert_refused (cut_path, PACKSHOT_PICTURE_ERROR_BROKEN);
      assert_refused (g_get_user_data_dir (), PACKSHOT_PICTURE_ERROR_NOT_A_FILE);
    }
  /* A thread of the tests before may have one of its own open for a moment. */
  packshot_test_wait_until (count_descriptors () <= before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture-bad/not-found", test_not_found);
  g_test_add_func ("/picture-bad/folder", test_folder);
  g_test_add_func ("/picture-bad/pipe", test_pipe);
  g_test_add_func ("/picture-bad/unreadable", test_unreadable);
  g_test_add_func ("/picture-bad/empty", test_empty);
  g_test_add_func ("/picture-bad/not-a-picture", test_not_a_picture);
  g_test_add_func ("/picture-bad/too-large", test_too_large);
  g_test_add_func ("/picture-bad/too-many-pixels", test_too_many_pixels);
  g_test_add_func ("/picture-bad/sizes", test_sizes);
  g_test_add_func ("/picture-bad/gif-frame", test_gif_frame);
  g_test_add_func ("/picture-bad/gif-restored", test_gif_restored);
  g_test_add_func ("/picture-bad/hostile-names", test_hostile_names);
  g_test_add_func ("/picture-bad/descriptors", test_descriptors);

  return g_test_run ();
}
