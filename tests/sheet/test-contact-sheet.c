/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Composes moments of the default film for eight shapes of photos in three aspect ratios, puts them
 * on one sheet for people to look at, and checks what a program can: that no edge of a frame is
 * black where the photo isn't. */

#include "config.h"

#include "packshot-compositor.h"
#include "packshot-storyboard.h"
#include "packshot-title.h"
#include "test-photos.h"

#include <math.h>
#include <stdlib.h>

#define TILE_HEIGHT 176
#define GAP         4
#define N_MOMENTS   4
#define N_FRAMES    360

#define BLACK 24

static const double moments[N_MOMENTS] = { 0.15, 0.42, 0.60, 0.96 };

typedef struct
{
  int width;
  int height;
} Shape;

static const Shape shapes[] = { { 312, TILE_HEIGHT },
                                { 100, TILE_HEIGHT },
                                { TILE_HEIGHT, TILE_HEIGHT } };

/* Cairo's words to the bytes that a raster is made from. */
static PackshotRaster *
make_raster (cairo_surface_t *surface, PackshotBands *bands)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  gboolean has_alpha = (data[3]) != 255;
  gsize n_bytes = has_alpha ? 4 : 3;
  g_autofree guint8 *pixels = g_malloc ((gsize) width * (gsize) height * n_bytes);
  guint8 *out = pixels;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++, out += n_bytes)
      {
        guint32 word = ((const guint32 *) (gconstpointer) (data + (gsize) y * stride))[x];
        guint alpha = word >> 24;

        for (guint i = 0; i < 3; i++)
          out[i] =
              alpha == 0 ? 0 : (guint8) MIN (255, ((word >> (16 - 8 * i)) & 255) * 255 / alpha);
        if (has_alpha)
          out[3] = (guint8) alpha;
      }

  return packshot_raster_new_from_pixels (width, height, pixels, (gsize) width * n_bytes, has_alpha,
                                          bands);
}

static void
frame_init (PackshotVideoFrame *frame, int width, int height)
{
  gsize size = (gsize) width * (gsize) height;

  frame->width = width;
  frame->height = height;
  frame->planes[0] = g_malloc (size * 3 / 2);
  frame->planes[1] = frame->planes[0] + size;
  frame->planes[2] = frame->planes[1] + size / 4;
  frame->strides[0] = (gsize) width;
  frame->strides[1] = frame->strides[2] = (gsize) width / 2;
}

static guint32
pixel_at (const PackshotVideoFrame *frame, int x, int y)
{
  gsize chroma = (gsize) (y / 2) * frame->strides[1] + (gsize) (x / 2);
  double luma = (frame->planes[0][(gsize) y * frame->strides[0] + (gsize) x] - 16) / 219.0;
  double blue = (frame->planes[1][chroma] - 128) / 224.0;
  double red = (frame->planes[2][chroma] - 128) / 224.0;
  double rgb[3] = { luma + 1.5748 * red, luma - 0.1873 * blue - 0.4681 * red,
                    luma + 1.8556 * blue };
  guint32 word = 0xff;

  for (int i = 0; i < 3; i++)
    word = word << 8 | (guint32) lrint (255 * CLAMP (rgb[i], 0, 1));

  return word;
}

static void
copy_to_sheet (const PackshotVideoFrame *frame, cairo_surface_t *sheet, int left, int top)
{
  guint8 *data = cairo_image_surface_get_data (sheet);
  gsize stride = (gsize) cairo_image_surface_get_stride (sheet);

  for (int y = 0; y < frame->height; y++)
    for (int x = 0; x < frame->width; x++)
      ((guint32 *) (gpointer) (data + (gsize) (top + y) * stride))[left + x] =
          pixel_at (frame, x, y);
}

static gboolean
is_black_line (const PackshotVideoFrame *frame, int x, int y, int step_x, int step_y, int n)
{
  for (int i = 0; i < n; i++)
    if (frame->planes[0][(gsize) (y + i * step_y) * frame->strides[0] + (gsize) (x + i * step_x)]
        > BLACK)
      return FALSE;

  return TRUE;
}

static void
check_edges (const PackshotVideoFrame *frame)
{
  int right = frame->width - 1, bottom = frame->height - 1;

  g_assert_false (is_black_line (frame, 0, 0, 1, 0, frame->width));
  g_assert_false (is_black_line (frame, 0, bottom, 1, 0, frame->width));
  g_assert_false (is_black_line (frame, 0, 0, 0, 1, frame->height));
  g_assert_false (is_black_line (frame, right, 0, 0, 1, frame->height));
}

static void
compose_film (const PackshotRaster *photo,
              const PackshotRaster *small,
              const PackshotStyle *style,
              const Shape *shape,
              PackshotBands *bands,
              cairo_surface_t *sheet,
              int left,
              int top)
{
  g_autoptr (PackshotCompositor) compositor =
      packshot_compositor_new (shape->width, shape->height, bands);
  g_autoptr (PackshotStoryboard) storyboard = NULL;
  PackshotScene scene = {
    .photo_width = photo->width,
    .photo_height = photo->height,
    .frame_width = shape->width,
    .frame_height = shape->height,
    .scale = 1,
    .has_text = TRUE,
  };
  PackshotVideoFrame frame;

  packshot_analysis_run (&scene.analysis, small, photo->width, photo->height);
  storyboard = packshot_storyboard_new (&scene, style, N_FRAMES, 30);
  packshot_storyboard_make_plates (storyboard, photo, small, bands, NULL, NULL);
  packshot_storyboard_make_titles (storyboard, "Aurelia Night Oil",
                                   "Cold-pressed, in glass, made in small batches", compositor);

  frame_init (&frame, shape->width, shape->height);
  for (int i = 0; i < N_MOMENTS; i++)
    {
      PackshotComposition composition;

      packshot_storyboard_compose (storyboard, (int) (moments[i] * (N_FRAMES - 1)), &composition);
      packshot_compositor_paint (compositor, &composition, &frame);
      check_edges (&frame);
      copy_to_sheet (&frame, sheet, left + i * (shape->width + GAP), top);
    }
  g_free (frame.planes[0]);
}

static int
sheet_width (void)
{
  int width = GAP;

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    width += N_MOMENTS * (shapes[i].width + GAP) + GAP;

  return width;
}

static void
compose_photo (const TestPhoto *photo, const PackshotStyle *style, cairo_surface_t *sheet, int top)
{
  g_autoptr (PackshotBands) bands = packshot_bands_new (0);
  cairo_surface_t *surface = test_photo_render (photo);
  g_autoptr (PackshotRaster) raster = make_raster (surface, bands);
  g_autoptr (PackshotRaster) small = packshot_raster_new_reduced (raster, 256);
  int left = GAP;

  cairo_surface_destroy (surface);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      compose_film (raster, small, style, &shapes[i], bands, sheet, left, top);
      left += N_MOMENTS * (shapes[i].width + GAP) + GAP;
    }
}

static void
test_contact_sheet (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotStyle) style = packshot_style_load ("showcase", &error);
  const char *folder = g_getenv ("PACKSHOT_TEST_ARTEFACTS");
  cairo_surface_t *sheet = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, sheet_width (), GAP + (int) test_n_photos * (TILE_HEIGHT + GAP));

  g_assert_no_error (error);
  for (guint i = 0; i < test_n_photos; i++)
    compose_photo (&test_photos[i], style, sheet, GAP + (int) i * (TILE_HEIGHT + GAP));

  cairo_surface_mark_dirty (sheet);
  if (folder != NULL)
    {
      g_autofree char *path = g_build_filename (folder, "contact-sheet.png", NULL);

      g_mkdir_with_parents (folder, 0777);
      g_assert_cmpint (cairo_surface_write_to_png (sheet, path), ==, CAIRO_STATUS_SUCCESS);
      g_test_message ("The sheet is %s", path);
    }
  cairo_surface_destroy (sheet);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/studio/contact-sheet", test_contact_sheet);

  return g_test_run ();
}
