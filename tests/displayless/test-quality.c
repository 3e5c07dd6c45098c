/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-compositor.h"
#include "packshot-layer-draw.h"
#include "packshot-test-frame.h"
#include "packshot-test-photo.h"

#include <gio/gio.h>

#include <math.h>
#include <string.h>

#define WIDTH  1200
#define HEIGHT 800

/* What the camera's move costs on top: at the far end of a zoom, a plate is seen this much smaller.
 */
#define FAR_END 1.15

/* Returns: (transfer full) (nullable): its program; others have one of that name too */
static char *
find_imagemagick (void)
{
  g_autofree char *program = g_find_program_in_path ("convert");
  const char *const argv[] = { program, "-version", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *words = NULL;

  if (program == NULL)
    return NULL;

  process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &words, NULL, NULL))
    return NULL;

  return strstr (words, "ImageMagick") != NULL ? g_steal_pointer (&program) : NULL;
}

static GdkPixbuf *
reduce_by_imagemagick (const char *photo, int width, int height)
{
  g_autofree char *program = find_imagemagick ();
  g_autofree char *reduced = g_strconcat (photo, ".reduced.png", NULL);
  g_autofree char *size = g_strdup_printf ("%dx%d!", width, height);
  const char *const argv[] = { program, photo,    "-filter", "Lanczos", "-resize",
                               size,    "-strip", reduced,   NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    return NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));

  return packshot_test_photo_load (reduced, "png");
}

/* ITU-R BT.709-6, 3.2–3.4, in floating point. */
static guint8 *
luma_of (GdkPixbuf *photo)
{
  int width = gdk_pixbuf_get_width (photo), height = gdk_pixbuf_get_height (photo);
  guint8 *luma = g_malloc ((gsize) width * (gsize) height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *pixel = gdk_pixbuf_read_pixels (photo)
                              + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (photo)
                              + (gsize) x * (gsize) gdk_pixbuf_get_n_channels (photo);

        luma[y * width + x] = (guint8) lrint (
            16 + (0.2126 * pixel[0] + 0.7152 * pixel[1] + 0.0722 * pixel[2]) * 219 / 255);
      }

  return luma;
}

/* A plate and a frame of it, as for every shot; the frame shows the plate at @scale. */
static PackshotVideoFrame *
draw (GdkPixbuf *photo, int plate_width, int plate_height, double scale)
{
  g_autoptr (PackshotRaster) raster = packshot_test_photo_to_raster (photo);
  g_autoptr (PackshotLayer) plate = packshot_layer_new (plate_width, plate_height, FALSE);
  g_autoptr (PackshotBands) bands = packshot_bands_new (0);
  int width = (int) lrint (plate_width * scale), height = (int) lrint (plate_height * scale);
  g_autoptr (PackshotCompositor) compositor = packshot_compositor_new (width, height, bands);
  PackshotVideoFrame *frame = packshot_test_frame_new (width, height);
  PackshotComposition composition = {
    .views = { { .sprites = { { plate, 0, 0, scale, 1 } }, .n_sprites = 1 } },
  };

  packshot_layer_draw (plate, raster, 0, 0, (double) plate_width / raster->width, 0, 0, bands);
  packshot_compositor_paint (compositor, &composition, frame);

  return frame;
}

static void
assert_is_like_lanczos (int plate_width, int plate_height, double scale, double limit)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_detailed (WIDTH, HEIGHT, 11);
  g_autofree char *path = packshot_test_photo_save (photo, "photo.png");
  g_autofree PackshotVideoFrame *frame = draw (photo, plate_width, plate_height, scale);
  g_autoptr (GdkPixbuf) reference = reduce_by_imagemagick (path, frame->width, frame->height);
  g_autofree guint8 *luma = NULL;
  double similarity;

  if (reference == NULL)
    {
      g_test_skip ("ImageMagick’s convert is not installed");
      return;
    }

  luma = luma_of (reference);
  similarity = packshot_test_ssim (frame->planes[0], luma, frame->width, frame->height);
  g_test_message ("%d × %d → %d × %d: SSIM %.5f", WIDTH, HEIGHT, frame->width, frame->height,
                  similarity);
  g_assert_cmpfloat (similarity, >=, limit);
}

static void
test_reduction (gconstpointer data)
{
  int reduction = GPOINTER_TO_INT (data);

  assert_is_like_lanczos (WIDTH / reduction, HEIGHT / reduction, 1, 0.99);
}

/* No frame of a film is worse than this one. */
static void
test_far_end (void)
{
  assert_is_like_lanczos ((int) lrint (WIDTH / 2 * FAR_END), (int) lrint (HEIGHT / 2 * FAR_END),
                          1 / FAR_END, 0.99);
}

/* A pixel's shift or a little blur must not pass for the same picture. */
static void
test_ssim (void)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_detailed (400, 300, 11);
  g_autofree guint8 *luma = luma_of (photo);
  g_autofree guint8 *shifted = g_memdup2 (luma, 400 * 300);

  g_assert_cmpfloat (packshot_test_ssim (luma, luma, 400, 300), ==, 1);
  g_assert_cmpfloat (packshot_test_ssim (luma + 1, shifted, 400, 299), <, 0.95);
  for (gsize i = 400; i < 400 * 299; i++)
    shifted[i] = (guint8) ((luma[i - 1] + 2 * luma[i] + luma[i + 1]) / 4);
  g_assert_cmpfloat (packshot_test_ssim (luma, shifted, 400, 300), <, 0.99);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/quality/ssim", test_ssim);
  g_test_add_data_func ("/quality/1-to-1", GINT_TO_POINTER (1), test_reduction);
  g_test_add_data_func ("/quality/1-to-2", GINT_TO_POINTER (2), test_reduction);
  g_test_add_data_func ("/quality/1-to-4", GINT_TO_POINTER (4), test_reduction);
  g_test_add_func ("/quality/far-end", test_far_end);

  return g_test_run ();
}
