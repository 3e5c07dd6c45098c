/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As many pixels as a window shows of a photo; a thumbnail has fewer, and one among many fewer yet.
 */
#define PACKSHOT_PHOTO_STAGE_PIXELS     (1600 * 1000)
#define PACKSHOT_PHOTO_THUMBNAIL_PIXELS (480 * 320)
#define PACKSHOT_PHOTO_TILE_PIXELS      (320 * 180)

/**
 * PackshotPhoto:
 *
 * A photo as it is shown. It never changes.
 */
#define PACKSHOT_TYPE_PHOTO (packshot_photo_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPhoto, packshot_photo, PACKSHOT, PHOTO, GObject)

void packshot_photo_load_async (const char *path,
                                gint64 max_pixels,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
PackshotPhoto *packshot_photo_load_finish (GAsyncResult *result, GError **error);

const char *packshot_photo_get_path (PackshotPhoto *self);
GdkTexture *packshot_photo_get_texture (PackshotPhoto *self);
GdkTexture *packshot_photo_get_edge (PackshotPhoto *self, GtkPositionType edge);

G_END_DECLS
