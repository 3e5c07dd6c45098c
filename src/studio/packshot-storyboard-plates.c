/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-storyboard.h"

#include "packshot-layer-draw.h"

#include <math.h>

/* Beyond what the camera sees, in pixels that are painted: what the resampler touches at its
 * edges. */
#define MARGIN 3.0

/* The most pixels of a plate for one of the frame. A shot that begins far away and ends very close
 * would ask for more than any memory holds; it is shown a little softer then. */
#define MAX_PIXELS 16.0

/* How softly the photo passes into its carried-on backdrop, as a share of its shorter side. */
#define FEATHER_SHARE 0.05

static int
round_to_even (double x)
{
  return MAX (8, 2 * (int) ceil (x / 2));
}

/* Pixels of the plate for one of the photo. The plate has the resolution in which frames are
 * painted where the camera is closest: no frame ever asks for more, and none is reduced by more
 * than the zoom. */
static double
plate_scale (PackshotStoryboard *self, const PackshotShot *shot)
{
  return self->scene.scale * self->scene.frame_width
         / MIN (shot->move.from.width, shot->move.to.width);
}

static double
limit_scale (PackshotStoryboard *self, const PackshotRect *seen, double scale)
{
  double frame =
      self->scene.scale * self->scene.scale * self->scene.frame_width * self->scene.frame_height;

  return MIN (scale, sqrt (MAX_PIXELS * frame / (seen->width * seen->height)));
}

static void
draw_backdrop (PackshotStoryboard *self,
               PackshotShot *shot,
               const PackshotRaster *small,
               PackshotBands *bands)
{
  g_autoptr (PackshotBackdrop) backdrop = packshot_backdrop_make (
      shot->backdrop, &self->scene.analysis, small, self->scene.photo_width, &shot->plate_rect);

  packshot_backdrop_draw (backdrop, shot->plate, bands);
}

static void
draw_photo (PackshotStoryboard *self,
            PackshotShot *shot,
            const PackshotRaster *photo,
            double scale,
            PackshotBands *bands)
{
  const PackshotScene *scene = &self->scene;
  const PackshotRect *plate = &shot->plate_rect;
  double feather = FEATHER_SHARE * MIN (scene->photo_width, scene->photo_height) * scale;
  double margin = 2 * MARGIN / scale;
  /* A raster that was reduced has rounded sides: rather a little beyond the photo's edge than
   * short of it. */
  double reduction = MAX (scene->photo_width / photo->width, scene->photo_height / photo->height);
  gboolean extended = shot->backdrop == PACKSHOT_BACKDROP_EXTENDED;
  gboolean beyond_x = plate->x < -margin || plate->x + plate->width > scene->photo_width + margin;
  gboolean beyond_y = plate->y < -margin || plate->y + plate->height > scene->photo_height + margin;

  packshot_layer_draw (shot->plate, photo, -plate->x * scale, -plate->y * scale, scale * reduction,
                       extended && beyond_x ? feather : 0, extended && beyond_y ? feather : 0,
                       bands);
}

static gboolean
is_inside (const PackshotRect *rect, const PackshotScene *scene)
{
  return rect->x >= 0 && rect->y >= 0 && rect->x + rect->width <= scene->photo_width
         && rect->y + rect->height <= scene->photo_height;
}

static void
make_plate (PackshotStoryboard *self,
            PackshotShot *shot,
            const PackshotRaster *photo,
            const PackshotRaster *small,
            PackshotBands *bands)
{
  PackshotRect seen = packshot_rect_unite (&shot->move.from, &shot->move.to);
  double scale = limit_scale (self, &seen, plate_scale (self, shot));
  PackshotRect rect = packshot_rect_grow (&seen, MARGIN / scale);

  shot->plate = packshot_layer_new (round_to_even (rect.width * scale),
                                    round_to_even (rect.height * scale), FALSE);
  rect.width = shot->plate->width / scale;
  rect.height = shot->plate->height / scale;
  shot->plate_rect = rect;

  if (photo->has_alpha || shot->backdrop_alone || !is_inside (&rect, &self->scene))
    draw_backdrop (self, shot, small, bands);
  if (!shot->backdrop_alone)
    draw_photo (self, shot, photo, scale, bands);
}

/**
 * packshot_storyboard_make_plates:
 * @self: a storyboard
 * @photo: the photo, in full or reduced
 * @small: the photo, reduced as for the analysis
 * @bands: threads to work with
 * @cancellable: (nullable): stops between two plates
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Makes what the shots show. Neither @photo nor @small is needed afterwards.
 *
 * Returns: whether all plates are there
 */
gboolean
packshot_storyboard_make_plates (PackshotStoryboard *self,
                                 const PackshotRaster *photo,
                                 const PackshotRaster *small,
                                 PackshotBands *bands,
                                 GCancellable *cancellable,
                                 GError **error)
{
  for (guint i = 0; i < self->shots->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      make_plate (self, packshot_storyboard_get_shot (self, i), photo, small, bands);
    }

  return TRUE;
}
