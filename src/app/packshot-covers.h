/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotCovers:
 *
 * Small pictures of many files, for what flies by: few are read at once, those that were asked for
 * last come first, and those that nobody waits for any more are not read at all.
 */
#define PACKSHOT_TYPE_COVERS (packshot_covers_get_type ())
G_DECLARE_FINAL_TYPE (PackshotCovers, packshot_covers, PACKSHOT, COVERS, GObject)

PackshotCovers *packshot_covers_new (int width, int height);

GdkTexture *packshot_covers_look_up (PackshotCovers *self, const char *path, int scale);
void packshot_covers_load_async (PackshotCovers *self,
                                 const char *path,
                                 int scale,
                                 gboolean keep,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GdkTexture *
packshot_covers_load_finish (PackshotCovers *self, GAsyncResult *result, GError **error);

G_END_DECLS
