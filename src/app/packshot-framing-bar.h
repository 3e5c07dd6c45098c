/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-photo-view.h"

G_BEGIN_DECLS

/**
 * PackshotFramingBar:
 *
 * Buttons to choose how a photo comes into the shape of the video, and one to take back what was
 * done to that last, here or in the view of the photo, its property "view". Its signal "framed"
 * comes whenever somebody frames the photo otherwise.
 */
#define PACKSHOT_TYPE_FRAMING_BAR (packshot_framing_bar_get_type ())
G_DECLARE_FINAL_TYPE (PackshotFramingBar, packshot_framing_bar, PACKSHOT, FRAMING_BAR, AdwBin)

void packshot_framing_bar_set_framing (PackshotFramingBar *self,
                                       const PackshotPictureFraming *framing);
const PackshotPictureFraming *packshot_framing_bar_get_framing (PackshotFramingBar *self);
void packshot_framing_bar_set_trouble (PackshotFramingBar *self, const char *words);

G_END_DECLS
