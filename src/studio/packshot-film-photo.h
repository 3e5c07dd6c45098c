/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-analysis.h"
#include "packshot-film-plan.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotFilmPhoto:
 * @width: width of the photo as it is framed, in pixels of its own: what the camera moves over
 * @height: height of the photo, likewise
 * @has_focus: whether there is a point that stays in view
 * @focus_x: that point, in pixels of the photo as it is framed
 * @focus_y: likewise
 * @full: the photo, or as much of it as was to be kept
 * @small: the same, reduced as for the analysis and the backdrops
 * @analysis: what is to be seen in it
 *
 * A photo, ready for any film of it. It never changes, so that threads may share it.
 */
typedef struct
{
  int width;
  int height;
  gboolean has_focus;
  double focus_x;
  double focus_y;
  PackshotRaster *full;
  PackshotRaster *small;
  PackshotAnalysis analysis;
} PackshotFilmPhoto;

/**
 * PackshotFilmPhotoOpened:
 * @user_data: what was given to packshot_film_photo_load()
 *
 * Called when the file is read and only the preparation is left.
 */
typedef void (*PackshotFilmPhotoOpened) (gpointer user_data);

PackshotFilmPhoto *packshot_film_photo_load (const PackshotFilmPlan *plan,
                                             gint64 kept_pixels,
                                             PackshotFilmPhotoOpened opened,
                                             gpointer user_data,
                                             GCancellable *cancellable,
                                             GError **error);
PackshotFilmPhoto *packshot_film_photo_ref (PackshotFilmPhoto *self);
void packshot_film_photo_unref (PackshotFilmPhoto *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotFilmPhoto, packshot_film_photo_unref)

G_END_DECLS
