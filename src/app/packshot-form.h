/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-memory.h"
#include "packshot-request.h"
#include "packshot-service.h"

G_BEGIN_DECLS

/**
 * PackshotFormPicture:
 * @PACKSHOT_FORM_PICTURE_NEEDED: no video without one
 * @PACKSHOT_FORM_PICTURE_OPTIONAL: there may be one, or none
 * @PACKSHOT_FORM_PICTURE_NOT_TAKEN: none can be used
 *
 * What a main picture is to a service.
 */
typedef enum
{
  PACKSHOT_FORM_PICTURE_NEEDED,
  PACKSHOT_FORM_PICTURE_OPTIONAL,
  PACKSHOT_FORM_PICTURE_NOT_TAKEN,
} PackshotFormPicture;

/**
 * PackshotForm:
 *
 * The options of a service as rows, made from its manifest, but for the main picture and what a
 * later step asks. A row is there while its option is asked with the values of the others. Where
 * nobody chose, it shows the default that goes with the others; what somebody chose stays, and what
 * can't be taken any more is told.
 *
 * Its property "aspect-ratio" is the shape the video will have, width by height, or 0 where no
 * option tells; "trouble" is what was chosen and can't be taken, one sentence, or %NULL. Its signal
 * "edited" comes with the #PackshotOption that has another value now.
 */
#define PACKSHOT_TYPE_FORM (packshot_form_get_type ())
G_DECLARE_FINAL_TYPE (PackshotForm, packshot_form, PACKSHOT, FORM, AdwBin)

void packshot_form_set_manifest (PackshotForm *self, PackshotManifest *manifest);

void packshot_form_change_manifest (PackshotForm *self,
                                    PackshotManifest *manifest,
                                    PackshotMemory *memory);
void packshot_form_set_service (PackshotForm *self, PackshotService *service);
void packshot_form_set_picture (PackshotForm *self, const char *text);
PackshotFormPicture packshot_form_get_picture_need (PackshotForm *self);
const char *packshot_form_get_trouble (PackshotForm *self);
double packshot_form_get_aspect_ratio (PackshotForm *self);

gboolean packshot_form_fill (PackshotForm *self, PackshotRequest *request);
void packshot_form_fill_valid (PackshotForm *self, PackshotRequest *request);
GHashTable *packshot_form_dup_chosen (PackshotForm *self);
void packshot_form_forget (PackshotForm *self, PackshotOption *option);
void packshot_form_choose (PackshotForm *self, GHashTable *texts);
char *packshot_form_dup_text (PackshotForm *self, PackshotOption *option);
void packshot_form_show (PackshotForm *self, PackshotRequest *request);
void packshot_form_recall (PackshotForm *self, PackshotMemory *memory);
void packshot_form_remember (PackshotForm *self, PackshotMemory *memory);

G_END_DECLS
