/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-photo-view.h"
#include "packshot-preview.h"

G_BEGIN_DECLS

/**
 * PackshotPreviewer:
 *
 * Keeps the preview in a photo view true: shows the newest request, at the size it has there, and
 * plays it once where it is seen and where people want things to move. Its property "playing" tells
 * when it does.
 */
#define PACKSHOT_TYPE_PREVIEWER (packshot_previewer_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPreviewer, packshot_previewer, PACKSHOT, PREVIEWER, GObject)

PackshotPreviewer *packshot_previewer_new (PackshotPreview *preview,
                                           PackshotPhotoView *view) G_GNUC_WARN_UNUSED_RESULT;

void
packshot_previewer_set_request (PackshotPreviewer *self, PackshotRequest *request, guint delay);
void packshot_previewer_play (PackshotPreviewer *self);
void packshot_previewer_stop (PackshotPreviewer *self);
gboolean packshot_previewer_is_playing (PackshotPreviewer *self);

G_END_DECLS
