/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-photo.h"

G_BEGIN_DECLS

/**
 * PackshotPhotoView:
 *
 * Shows a photo in the frame of the video it becomes: whole, with its own colours around it where
 * the shapes differ.
 */
#define PACKSHOT_TYPE_PHOTO_VIEW (packshot_photo_view_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPhotoView, packshot_photo_view, PACKSHOT, PHOTO_VIEW, GtkWidget)

void packshot_photo_view_set_photo (PackshotPhotoView *self, PackshotPhoto *photo);
void packshot_photo_view_set_aspect_ratio (PackshotPhotoView *self, double aspect_ratio);

G_END_DECLS
