/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-picture-framing.h"

G_BEGIN_DECLS

/**
 * PackshotFramingBar:
 *
 * Buttons to choose how a photo comes into the shape of the video, and one to take back what was
 * done to that last. Its signal "chosen" comes when somebody uses one.
 */
#define PACKSHOT_TYPE_FRAMING_BAR (packshot_framing_bar_get_type ())
G_DECLARE_FINAL_TYPE (PackshotFramingBar, packshot_framing_bar, PACKSHOT, FRAMING_BAR, AdwBin)

void packshot_framing_bar_set_framing (PackshotFramingBar *self,
                                       const PackshotPictureFraming *framing);
const PackshotPictureFraming *packshot_framing_bar_get_framing (PackshotFramingBar *self);
void packshot_framing_bar_follow (PackshotFramingBar *self, const PackshotPictureFraming *framing);
void packshot_framing_bar_set_trouble (PackshotFramingBar *self, const char *words);
gboolean packshot_framing_bar_undo (PackshotFramingBar *self);

G_END_DECLS
