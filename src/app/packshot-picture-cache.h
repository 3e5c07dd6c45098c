/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotPictureCache:
 *
 * The small pictures that were shown last, so that scrolling back reads no file again.
 */
#define PACKSHOT_TYPE_PICTURE_CACHE (packshot_picture_cache_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPictureCache,
                      packshot_picture_cache,
                      PACKSHOT,
                      PICTURE_CACHE,
                      GObject)

PackshotPictureCache *packshot_picture_cache_new (void);

GdkTexture *packshot_picture_cache_look_up (PackshotPictureCache *self, const char *path);
void packshot_picture_cache_add (PackshotPictureCache *self, const char *path, GdkTexture *picture);

G_END_DECLS
