/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-memory.h"
#include "packshot-request.h"

G_BEGIN_DECLS

/**
 * PackshotForm:
 *
 * The options of a service as rows, made from its manifest. The picture is not among them. Its
 * property "aspect-ratio" is the shape the video will have, width by height, or 0 where no option
 * tells. Its signal "edited" comes with the #PackshotOption that has another value now.
 */
#define PACKSHOT_TYPE_FORM (packshot_form_get_type ())
G_DECLARE_FINAL_TYPE (PackshotForm, packshot_form, PACKSHOT, FORM, AdwBin)

void packshot_form_set_manifest (PackshotForm *self, PackshotManifest *manifest);

void packshot_form_change_manifest (PackshotForm *self,
                                    PackshotManifest *manifest,
                                    PackshotMemory *memory);
double packshot_form_get_aspect_ratio (PackshotForm *self);

gboolean packshot_form_fill (PackshotForm *self, PackshotRequest *request);
void packshot_form_fill_valid (PackshotForm *self, PackshotRequest *request);
void packshot_form_show (PackshotForm *self, PackshotRequest *request);
void packshot_form_recall (PackshotForm *self, PackshotMemory *memory);
void packshot_form_remember (PackshotForm *self, PackshotMemory *memory);

G_END_DECLS
