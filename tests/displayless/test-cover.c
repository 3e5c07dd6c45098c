/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-cover.h"
#include "packshot-media-error.h"
#include "packshot-test-clip.h"
#include "packshot-test-folder.h"
#include "packshot-test-frame.h"
#include "packshot-test-photo.h"

#include <fcntl.h>
#include <math.h>
#include <unistd.h>

/* JPEG has other colours and another range: each patch must come back as the RGB it stands for. */
static void
test_cover (void)
{
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (1080, 1350);
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "cover.jpg", NULL);
  g_autoptr (GdkPixbuf) cover = NULL;
  g_autoptr (GError) error = NULL;
  int fd = packshot_test_open_file (path);
  double worst = 0;

  packshot_test_paint_patches (frame, 0);
  packshot_cover_write (frame, fd, &error);
  g_assert_no_error (error);
  close (fd);

  cover = packshot_test_photo_load (path, "jpeg");
  g_assert_cmpint (gdk_pixbuf_get_width (cover), ==, 1080);
  g_assert_cmpint (gdk_pixbuf_get_height (cover), ==, 1350);
  for (int column = 0; column < 4; column++)
    for (int row = 0; row < 2; row++)
      {
        int x = (2 * column + 1) * 1080 / 8, y = (2 * row + 1) * 1350 / 4;
        const guint8 *pixel =
            gdk_pixbuf_read_pixels (cover) + y * gdk_pixbuf_get_rowstride (cover) + 3 * x;
        double expected[3];

        packshot_test_frame_get_rgb (frame, x, y, expected);
        for (int i = 0; i < 3; i++)
          worst = MAX (worst, fabs (pixel[i] - expected[i]));
      }
  g_test_message ("colours of the cover off by %.1f", worst);
  g_assert_cmpfloat (worst, <=, 2);
}

static void
test_cover_disk_full (void)
{
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (640, 360);
  g_autoptr (GError) error = NULL;
  int fd = open ("/dev/full", O_RDWR | O_CLOEXEC);

  g_assert_false (packshot_cover_write (frame, fd, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_SPACE);
  close (fd);
}

static char *
make_clip (const char *folder, int n_frames)
{
  PackshotTestClip clip = {
    .kind = packshot_test_find_encoder ("x264"),
    .width = 320,
    .height = 192,
    .fps = 30,
    .n_frames = n_frames,
    .paint = packshot_test_paint_patches,
  };

  return clip.kind != NULL ? packshot_test_clip_encode (&clip, folder) : NULL;
}

/* How far a picture is from a frame of the clip, in the middle of its patches. */
static double
measure_distance (GdkPixbuf *cover, int index)
{
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (320, 192);
  double worst = 0;

  packshot_test_paint_patches (frame, index);
  for (int column = 0; column < 4; column++)
    for (int row = 0; row < 2; row++)
      {
        int x = (2 * column + 1) * 320 / 8, y = (2 * row + 1) * 192 / 4;
        const guint8 *pixel =
            gdk_pixbuf_read_pixels (cover) + y * gdk_pixbuf_get_rowstride (cover) + 3 * x;
        double expected[3];

        packshot_test_frame_get_rgb (frame, x, y, expected);
        for (int i = 0; i < 3; i++)
          worst = MAX (worst, fabs (pixel[i] - expected[i]));
      }

  return worst;
}

/* It is the frame after one second, or that in the middle, and no other. The patches move on every
 * fifth frame. */
static void
check_made (int n_frames, int index)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *video = make_clip (folder, n_frames);
  g_autofree char *path = g_build_filename (folder, "cover.jpg", NULL);
  g_autoptr (GdkPixbuf) cover = NULL;
  g_autoptr (GError) error = NULL;

  if (video == NULL)
    return;

  g_assert_true (packshot_cover_make (video, path, NULL, &error));
  g_assert_no_error (error);
  packshot_test_folder_assert (folder, "cover.jpg", "film.mp4", NULL);

  cover = packshot_test_photo_load (path, "jpeg");
  g_assert_cmpint (gdk_pixbuf_get_width (cover), ==, 320);
  g_assert_cmpint (gdk_pixbuf_get_height (cover), ==, 192);
  g_assert_cmpfloat (measure_distance (cover, index), <=, 8);
  g_assert_cmpfloat (measure_distance (cover, index + 5), >, 20);
}

static void
test_made (void)
{
  check_made (90, 32);
}

static void
test_made_of_short (void)
{
  check_made (14, 7);
}

static void
test_made_of_nothing (void)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *video = make_clip (folder, 14);
  g_autofree char *path = g_build_filename (folder, "cover.jpg", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", "cover.jpg", NULL);
  g_autoptr (GError) error = NULL;

  if (video == NULL)
    return;

  g_assert_false (packshot_cover_make (video, nowhere, NULL, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
  g_clear_error (&error);

  g_file_set_contents (video, "No video at all", -1, &error);
  g_assert_no_error (error);
  g_assert_false (packshot_cover_make (video, path, NULL, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_BROKEN);
  packshot_test_folder_assert (folder, "film.mp4", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_nonnull (packshot_encoder_kind_find (PACKSHOT_ENCODER_AUTO, NULL));

  g_test_add_func ("/cover/colours", test_cover);
  g_test_add_func ("/cover/disk-full", test_cover_disk_full);
  g_test_add_func ("/cover/made", test_made);
  g_test_add_func ("/cover/made/of-short", test_made_of_short);
  g_test_add_func ("/cover/made/of-nothing", test_made_of_nothing);

  return g_test_run ();
}
