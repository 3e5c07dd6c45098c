/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-film-photo.h"

#include "packshot-picture-part.h"

#include <math.h>

/* More pixels than this hardly show; the cameras of 24 megapixels have a few more. */
#define MAX_PIXELS 26000000

/* The analysis and the backdrops work on a photo of this size. */
#define SMALL_SIDE 256

/* (transfer full): the raster itself where it is small enough. */
static PackshotRaster *
keep_pixels (PackshotRaster *raster, gint64 kept_pixels)
{
  double n_pixels = (double) raster->width * raster->height;
  PackshotRaster *kept;

  if (kept_pixels == 0 || n_pixels <= (double) kept_pixels)
    return raster;

  kept = packshot_raster_new_reduced (
      raster, (int) (MAX (raster->width, raster->height) * sqrt ((double) kept_pixels / n_pixels)));
  packshot_raster_free (raster);
  return kept;
}

/* (transfer full) (nullable): what of a photo is to be seen. */
static PackshotPicture *
open_picture (PackshotFilmPhoto *self,
              const PackshotFilmPlan *plan,
              GCancellable *cancellable,
              GError **error)
{
  const PackshotPictureFraming *framing = &plan->framing;
  g_autoptr (PackshotPicture) whole =
      packshot_picture_load (plan->photo, MAX_PIXELS, cancellable, error);
  PackshotPictureFill fill;
  PackshotPictureView view;
  PackshotPicturePart part;
  PackshotPicture *picture;

  if (whole == NULL || framing->mode == PACKSHOT_PICTURE_FRAMING_WHOLE)
    return g_steal_pointer (&whole);

  view = packshot_picture_framing_get_view (framing, (double) whole->width / whole->height,
                                            (double) plan->width / plan->height);
  part = (PackshotPicturePart){ view.x, view.y, view.width, view.height };
  picture = packshot_picture_cut (whole, &part, plan->photo, &fill, cancellable, error);
  if (picture == NULL)
    return NULL;

  self->has_focus = framing->mode != PACKSHOT_PICTURE_FRAMING_FIT;
  self->focus_x = (framing->x - view.x) / view.width * picture->width;
  self->focus_y = (framing->y - view.y) / view.height * picture->height;
  return picture;
}

static void
photo_clear (gpointer data)
{
  PackshotFilmPhoto *self = data;

  g_clear_pointer (&self->full, packshot_raster_free);
  g_clear_pointer (&self->small, packshot_raster_free);
}

/**
 * packshot_film_photo_load:
 * @plan: what is asked for: the file, how it is framed, and with how many threads to work
 * @kept_pixels: how many pixels to keep at most, for frames smaller than those of a video; 0 for
 * all
 * @opened: (nullable) (scope call): told between reading and preparing
 * @user_data: data for @opened
 * @cancellable: (nullable): stops it
 * @error: return location for a #PackshotPictureError or %G_IO_ERROR_CANCELLED
 *
 * Reads a photo and looks at it. What is seen in it doesn't depend on @kept_pixels. It takes a
 * moment: call it from a thread.
 *
 * Returns: (transfer full) (nullable): the photo, or %NULL on error
 */
PackshotFilmPhoto *
packshot_film_photo_load (const PackshotFilmPlan *plan,
                          gint64 kept_pixels,
                          PackshotFilmPhotoOpened opened,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (PackshotFilmPhoto) self = g_atomic_rc_box_new0 (PackshotFilmPhoto);
  g_autoptr (PackshotPicture) picture = open_picture (self, plan, cancellable, error);
  g_autoptr (PackshotBands) bands = NULL;

  if (picture == NULL)
    return NULL;

  if (opened != NULL)
    opened (user_data);

  bands = packshot_bands_new (plan->n_threads);
  self->full = packshot_raster_new_from_pixels (picture->width, picture->height, picture->pixels,
                                                picture->stride, picture->has_alpha, bands);
  g_clear_pointer (&picture, packshot_picture_unref);

  self->small = packshot_raster_new_reduced (self->full, SMALL_SIDE);
  self->width = self->full->width;
  self->height = self->full->height;
  packshot_analysis_run (&self->analysis, self->small, self->width, self->height);
  self->full = keep_pixels (self->full, kept_pixels);

  return g_steal_pointer (&self);
}

/**
 * packshot_film_photo_ref:
 * @self: a photo
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): @self
 */
PackshotFilmPhoto *
packshot_film_photo_ref (PackshotFilmPhoto *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * packshot_film_photo_unref:
 * @self: (transfer full): a photo
 *
 * Drops a reference, on any thread.
 */
void
packshot_film_photo_unref (PackshotFilmPhoto *self)
{
  g_atomic_rc_box_release_full (self, photo_clear);
}
