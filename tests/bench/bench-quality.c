/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether the encoders match: each that is installed makes the same film, which is decoded and
 * compared with the frames that were painted. Time is of painting and encoding together; the first
 * row of a style is what "auto" takes, and the others are to be near its SSIM. */

#include "packshot-encoder.h"
#include "packshot-test-frame.h"
#include "packshot-test-photo.h"
#include "packshot-test-show.h"
#include "packshot-test-video.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define WIDTH   1920
#define HEIGHT  1080
#define RATE    30
#define SECONDS 12

/* SSIM takes longer than encoding does; every so many frames is enough to tell encoders apart. */
#define STEP 5

typedef struct
{
  PackshotTestShow *show; /* (unowned) */
  double sum;
  double least;
  guint n;
} Comparison;

static int
open_temporary (const char *folder)
{
  int fd = open (folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);

  g_assert_no_errno (fd);
  return fd;
}

static void
push_frames (PackshotEncoder *encoder, PackshotTestShow *show)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < SECONDS * RATE; i++)
    {
      PackshotComposition composition;
      PackshotVideoFrame frame;

      packshot_encoder_begin_frame (encoder, &frame, &error);
      g_assert_no_error (error);
      packshot_storyboard_compose (show->storyboard, i, &composition);
      packshot_compositor_paint (show->compositor, &composition, &frame);
      packshot_encoder_end_frame (encoder, &error);
      g_assert_no_error (error);
    }
  packshot_encoder_finish (encoder, &error);
  g_assert_no_error (error);
}

/* Returns the seconds it took. */
static double
encode (const PackshotEncoderKind *kind, PackshotTestShow *show, int fd, const char *folder)
{
  int scratch = open_temporary (folder);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  PackshotEncoder *encoder =
      packshot_encoder_new (kind, WIDTH, HEIGHT, RATE, fd, scratch, NULL, &error);
  double seconds;

  g_assert_no_error (error);
  push_frames (encoder, show);
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  packshot_encoder_free (encoder);
  close (scratch);

  return seconds;
}

static void
compare_cb (const PackshotVideoFrame *frame, guint index, gpointer user_data)
{
  Comparison *self = user_data;
  g_autofree PackshotVideoFrame *painted = NULL;
  g_autofree PackshotVideoFrame *decoded = NULL;
  double ssim;

  if (index % STEP != 0)
    return;

  painted = packshot_test_show_paint (self->show, (int) index);
  decoded = packshot_test_frame_copy (frame);
  ssim = packshot_test_ssim (decoded->planes[0], painted->planes[0], WIDTH, HEIGHT);
  self->sum += ssim;
  self->least = MIN (self->least, ssim);
  self->n++;
}

static void
print_encoder (const PackshotEncoderKind *kind, PackshotTestShow *show, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "film", NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  Comparison comparison = { .show = show, .least = 1 };
  PackshotTestVideo *video;
  struct stat info;
  double seconds;

  g_assert_no_errno (fd);
  seconds = encode (kind, show, fd, folder);
  g_assert_no_errno (fstat (fd, &info));
  close (fd);

  video = packshot_test_video_read (path, compare_cb, &comparison);
  g_assert_cmpuint (video->times->len, ==, SECONDS * RATE);
  printf ("  %-12s %8.4f %8.4f %12" G_GINT64_FORMAT " %8.2f\n", kind->title,
          comparison.sum / comparison.n, comparison.least, (gint64) info.st_size, seconds);
  fflush (stdout);

  packshot_test_video_free (video);
  g_unlink (path);
}

static void
print_style (const char *style, GdkPixbuf *photo, const char *folder)
{
  static const char *const names[] = { "x264", "openh264", "va", "nvenc", "vp9" };
  g_autoptr (PackshotTestShow) show =
      packshot_test_show_new (photo, style, WIDTH, HEIGHT, RATE, SECONDS, 0);

  packshot_test_show_set_titles (show, "Nordlys", "Calm botanical oil");
  printf ("%s\n", style);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const PackshotEncoderKind *kind = packshot_encoder_kind_find (names[i], NULL);

      if (kind != NULL)
        print_encoder (kind, show, folder);
      else
        printf ("  %-12s not installed\n", names[i]);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("packshot-bench-XXXXXX", &error);
  g_autoptr (GdkPixbuf) photo = NULL;

  g_assert_no_error (error);
  setlocale (LC_ALL, "");
  photo = packshot_test_photo_load (g_getenv ("PACKSHOT_SAMPLE"), "jpeg");

  printf ("%d s, %d×%d, %d fps of the sample photo; SSIM of luma against the painted frames\n",
          SECONDS, WIDTH, HEIGHT, RATE);
  printf ("  %-12s %8s %8s %12s %8s\n", "", "mean", "least", "bytes", "seconds");
  print_style ("drift", photo, folder);
  print_style ("showcase", photo, folder);
  g_rmdir (folder);

  return 0;
}
