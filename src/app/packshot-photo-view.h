/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-photo.h"
#include "packshot-picture-framing.h"

G_BEGIN_DECLS

/**
 * PackshotPhotoView:
 *
 * Shows a photo in the frame of the video it becomes: whole, with its own colours around it where
 * the shapes differ. A preview takes its place as soon as it has a picture in that shape. Where it
 * is framed around a focal point, the frame lies over the photo and that point can be moved: then
 * it emits "framed". Emits "resized" when the frame has another size.
 */
#define PACKSHOT_TYPE_PHOTO_VIEW (packshot_photo_view_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPhotoView, packshot_photo_view, PACKSHOT, PHOTO_VIEW, GtkWidget)

void packshot_photo_view_set_photo (PackshotPhotoView *self, PackshotPhoto *photo);
void packshot_photo_view_set_aspect_ratio (PackshotPhotoView *self, double aspect_ratio);
void packshot_photo_view_set_framing (PackshotPhotoView *self,
                                      const PackshotPictureFraming *framing);
const PackshotPictureFraming *packshot_photo_view_get_framing (PackshotPhotoView *self);
guint packshot_photo_view_get_drag (PackshotPhotoView *self);
void packshot_photo_view_set_preview (PackshotPhotoView *self, GdkPaintable *preview);
GdkPaintable *packshot_photo_view_get_preview (PackshotPhotoView *self);
void packshot_photo_view_get_frame_size (PackshotPhotoView *self, int *width, int *height);

G_END_DECLS
