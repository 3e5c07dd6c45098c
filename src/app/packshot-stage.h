/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-option.h"
#include "packshot-photo.h"
#include "packshot-previewer.h"

G_BEGIN_DECLS

/**
 * PackshotStage:
 *
 * Where the photo comes in, and stands. Its property "photo" is %NULL until one is there.
 */
#define PACKSHOT_TYPE_STAGE (packshot_stage_get_type ())
G_DECLARE_FINAL_TYPE (PackshotStage, packshot_stage, PACKSHOT, STAGE, AdwBin)

PackshotPhoto *packshot_stage_get_photo (PackshotStage *self);
const char *packshot_stage_get_value (PackshotStage *self, PackshotOption *option);
void packshot_stage_set_invitation (PackshotStage *self, const char *words);

void packshot_stage_set_aspect_ratio (PackshotStage *self, double aspect_ratio);
PackshotPreviewer *packshot_stage_set_preview (PackshotStage *self, PackshotPreview *preview);
void packshot_stage_open (PackshotStage *self, const char *path);
void packshot_stage_open_address (PackshotStage *self, const char *address);
void packshot_stage_choose (PackshotStage *self);
void packshot_stage_paste (PackshotStage *self);

G_END_DECLS
