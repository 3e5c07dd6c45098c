/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-previewer.h"

G_BEGIN_DECLS

/**
 * PackshotPreviewButton:
 *
 * Plays a preview, and stops it while it plays. It is seen only where there is a previewer.
 */
#define PACKSHOT_TYPE_PREVIEW_BUTTON (packshot_preview_button_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPreviewButton,
                      packshot_preview_button,
                      PACKSHOT,
                      PREVIEW_BUTTON,
                      GtkButton)

void packshot_preview_button_set_previewer (PackshotPreviewButton *self,
                                            PackshotPreviewer *previewer);

G_END_DECLS
