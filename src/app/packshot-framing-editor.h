/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-picture-framing.h"

G_BEGIN_DECLS

/**
 * PackshotFramingEditor:
 *
 * A photo with the frame of the video over it, and the focal point as a handle to drag: by the
 * pointer, by a finger, or with the arrow keys. It has the shape of the photo. Its signal "changed"
 * comes when somebody moves the point, or goes closer.
 */
#define PACKSHOT_TYPE_FRAMING_EDITOR (packshot_framing_editor_get_type ())
G_DECLARE_FINAL_TYPE (PackshotFramingEditor,
                      packshot_framing_editor,
                      PACKSHOT,
                      FRAMING_EDITOR,
                      GtkWidget)

void packshot_framing_editor_set_photo (PackshotFramingEditor *self, GdkPaintable *photo);
void packshot_framing_editor_set_ratio (PackshotFramingEditor *self, double ratio);
void packshot_framing_editor_set_framing (PackshotFramingEditor *self,
                                          const PackshotPictureFraming *framing);
const PackshotPictureFraming *packshot_framing_editor_get_framing (PackshotFramingEditor *self);
guint packshot_framing_editor_get_drag (PackshotFramingEditor *self);

G_END_DECLS
