/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotThumbnail:
 *
 * A picture in a box of one size, cut where it has another shape. Unlike a #GtkPicture it never
 * asks for more room, whatever there is.
 */
#define PACKSHOT_TYPE_THUMBNAIL (packshot_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (PackshotThumbnail, packshot_thumbnail, PACKSHOT, THUMBNAIL, GtkWidget)

void packshot_thumbnail_set_texture (PackshotThumbnail *self, GdkTexture *texture);

G_END_DECLS
