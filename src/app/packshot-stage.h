/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-framing-bar.h"
#include "packshot-previewer.h"
#include "packshot-receiver.h"

G_BEGIN_DECLS

/**
 * PackshotStage:
 *
 * Where photos come in, and one stands. Its property "photo" is %NULL until one is there. What came
 * is told by its signals.
 */
#define PACKSHOT_TYPE_STAGE (packshot_stage_get_type ())
G_DECLARE_FINAL_TYPE (PackshotStage, packshot_stage, PACKSHOT, STAGE, AdwBin)

PackshotPhoto *packshot_stage_get_photo (PackshotStage *self);
PackshotReceiver *packshot_stage_get_receiver (PackshotStage *self);
PackshotFramingBar *packshot_stage_get_framing_bar (PackshotStage *self);
void packshot_stage_show (PackshotStage *self, const char *path, const char *address);
void packshot_stage_set_invitation (PackshotStage *self, const char *words);

void packshot_stage_set_aspect_ratio (PackshotStage *self, double aspect_ratio);
PackshotPreviewer *packshot_stage_set_preview (PackshotStage *self, PackshotPreview *preview);
void packshot_stage_open (PackshotStage *self, const char *path);
void packshot_stage_open_address (PackshotStage *self, const char *address);
void packshot_stage_choose (PackshotStage *self);
void packshot_stage_paste (PackshotStage *self);

G_END_DECLS
