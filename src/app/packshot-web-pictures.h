/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotWebPictures:
 *
 * Small pictures from the web, for lists of many: a few are fetched at a time, they are decoded on
 * threads, nothing of them stays on the disk, and the latest are kept in memory.
 */
#define PACKSHOT_TYPE_WEB_PICTURES (packshot_web_pictures_get_type ())
G_DECLARE_FINAL_TYPE (PackshotWebPictures, packshot_web_pictures, PACKSHOT, WEB_PICTURES, GObject)

PackshotWebPictures *packshot_web_pictures_new (void);

GdkTexture *packshot_web_pictures_look_up (PackshotWebPictures *self, const char *address);
void packshot_web_pictures_load_async (PackshotWebPictures *self,
                                       const char *address,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GdkTexture *
packshot_web_pictures_load_finish (PackshotWebPictures *self, GAsyncResult *result, GError **error);

G_END_DECLS
