/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-show.h"

#include "packshot-test-frame.h"
#include "packshot-test-photo.h"

#include <math.h>

/* As packshot_film_make() does. */
#define SMALL_SIDE 256

static void
look_at_photo (PackshotScene *scene, const PackshotRaster *photo, const PackshotRaster *small)
{
  scene->photo_width = photo->width;
  scene->photo_height = photo->height;
  packshot_analysis_run (&scene->analysis, small, photo->width, photo->height);
}

/**
 * packshot_test_scene_init:
 * @self: (out caller-allocates): a scene without text
 * @photo: its photo
 * @width: width of the video
 * @height: height of the video
 */
void
packshot_test_scene_init (PackshotScene *self, GdkPixbuf *photo, int width, int height)
{
  g_autoptr (PackshotRaster) raster = packshot_test_photo_to_raster (photo);
  g_autoptr (PackshotRaster) small = packshot_raster_new_reduced (raster, SMALL_SIDE);

  *self = (PackshotScene){ .frame_width = width, .frame_height = height, .scale = 1 };
  look_at_photo (self, raster, small);
}

/**
 * packshot_test_show_new:
 * @photo: a photo
 * @style: which style
 * @width: width of the frames
 * @height: height of the frames
 * @frames_per_second: the constant rate
 * @seconds: how long it is
 * @n_threads: threads that paint
 *
 * Prepares a film as packshot_film_make() does, with room for text.
 *
 * Returns: (transfer full): a film to take frames from
 */
PackshotTestShow *
packshot_test_show_new (GdkPixbuf *photo,
                        const char *style,
                        int width,
                        int height,
                        int frames_per_second,
                        double seconds,
                        guint n_threads)
{
  PackshotTestShow *self = g_new0 (PackshotTestShow, 1);
  g_autoptr (PackshotRaster) raster = packshot_test_photo_to_raster (photo);
  g_autoptr (PackshotRaster) small = packshot_raster_new_reduced (raster, SMALL_SIDE);
  g_autoptr (GError) error = NULL;
  PackshotScene scene = {
    .frame_width = width, .frame_height = height, .scale = 1, .has_text = TRUE
  };

  self->bands = packshot_bands_new (n_threads);
  self->compositor = packshot_compositor_new (width, height, self->bands);
  self->style = packshot_style_load (style, &error);
  g_assert_no_error (error);

  look_at_photo (&scene, raster, small);
  self->storyboard = packshot_storyboard_new (
      &scene, self->style, (int) lrint (seconds * frames_per_second), frames_per_second);
  packshot_storyboard_make_plates (self->storyboard, raster, small, self->bands, NULL, &error);
  g_assert_no_error (error);

  return self;
}

void
packshot_test_show_free (PackshotTestShow *self)
{
  packshot_storyboard_free (self->storyboard);
  packshot_style_free (self->style);
  packshot_compositor_free (self->compositor);
  packshot_bands_free (self->bands);
  g_free (self);
}

void
packshot_test_show_set_titles (PackshotTestShow *self, const char *name, const char *info)
{
  packshot_storyboard_make_titles (self->storyboard, name, info, self->compositor);
}

/**
 * packshot_test_show_paint:
 * @self: a film
 * @frame: which frame
 *
 * Returns: (transfer full): that frame; ends with g_free()
 */
PackshotVideoFrame *
packshot_test_show_paint (PackshotTestShow *self, int frame)
{
  const PackshotScene *scene = &self->storyboard->scene;
  PackshotVideoFrame *painted =
      packshot_test_frame_new ((int) scene->frame_width, (int) scene->frame_height);
  PackshotComposition composition;

  packshot_storyboard_compose (self->storyboard, frame, &composition);
  packshot_compositor_paint (self->compositor, &composition, painted);

  return painted;
}
