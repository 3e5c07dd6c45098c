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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_nonnull (packshot_encoder_kind_find (PACKSHOT_ENCODER_AUTO, NULL));

  g_test_add_func ("/cover/colours", test_cover);
  g_test_add_func ("/cover/disk-full", test_cover_disk_full);

  return g_test_run ();
}
