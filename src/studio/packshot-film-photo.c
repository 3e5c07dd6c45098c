/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-film-photo.h"

#include "packshot-picture.h"

/* The analysis and the backdrops work on a photo of this size. */
#define SMALL_SIDE 256

static void
photo_clear (gpointer data)
{
  PackshotFilmPhoto *self = data;

  packshot_raster_free (self->full);
  packshot_raster_free (self->small);
}

/**
 * packshot_film_photo_load:
 * @path: (type filename): the file
 * @max_pixels: how many pixels to keep at most
 * @n_threads: threads to work with; 0 for one a processor
 * @opened: (nullable) (scope call): told between reading and preparing
 * @user_data: data for @opened
 * @cancellable: (nullable): stops it
 * @error: return location for a #PackshotPictureError or %G_IO_ERROR_CANCELLED
 *
 * Reads a photo and looks at it. It takes a moment: call it from a thread.
 *
 * Returns: (transfer full) (nullable): the photo, or %NULL on error
 */
PackshotFilmPhoto *
packshot_film_photo_load (const char *path,
                          gint64 max_pixels,
                          guint n_threads,
                          PackshotFilmPhotoOpened opened,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (PackshotPicture) picture =
      packshot_picture_load (path, max_pixels, cancellable, error);
  g_autoptr (PackshotBands) bands = NULL;
  PackshotFilmPhoto *self;

  if (picture == NULL)
    return NULL;

  if (opened != NULL)
    opened (user_data);

  bands = packshot_bands_new (n_threads);
  self = g_atomic_rc_box_new0 (PackshotFilmPhoto);
  self->full = packshot_raster_new_from_pixels (picture->width, picture->height, picture->pixels,
                                                picture->stride, picture->has_alpha, bands);
  g_clear_pointer (&picture, packshot_picture_unref);

  self->small = packshot_raster_new_reduced (self->full, SMALL_SIDE);
  packshot_analysis_run (&self->analysis, self->small, self->full->width, self->full->height);

  return self;
}

PackshotFilmPhoto *
packshot_film_photo_ref (PackshotFilmPhoto *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
packshot_film_photo_unref (PackshotFilmPhoto *self)
{
  g_atomic_rc_box_release_full (self, photo_clear);
}
