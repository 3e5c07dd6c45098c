/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "packshot-picture-framing.h"

G_BEGIN_DECLS

/**
 * PackshotDraftPhoto:
 * @path: (type filename): its absolute path
 * @address: (nullable): where on the web it came from
 * @name: (nullable): what its product is called, where that is another than the others are
 * @framing: how it comes into the shape of the video
 *
 * A photo that a video is to be made of.
 */
typedef struct
{
  char *path;
  char *address;
  char *name;
  PackshotPictureFraming framing;
} PackshotDraftPhoto;

/**
 * PackshotDraft:
 * @service: (nullable): the id of the service
 * @options: (element-type utf8 utf8): what was typed and chosen, by the names of options
 * @pictures: (element-type utf8 filename): the same of options that take pictures, but the main one
 * @photos: (element-type PackshotDraftPhoto): the photos, in their order
 * @chosen: which of them is looked at
 *
 * What somebody put together and has not ordered yet.
 */
typedef struct
{
  char *service;
  GHashTable *options;
  GHashTable *pictures;
  GPtrArray *photos;
  guint chosen;
} PackshotDraft;

PackshotDraft *packshot_draft_new (void);
PackshotDraft *packshot_draft_new_from_bytes (GBytes *bytes, GError **error);
void packshot_draft_free (PackshotDraft *self);

void packshot_draft_add_photo (PackshotDraft *self,
                               const char *path,
                               const char *address,
                               const char *name,
                               const PackshotPictureFraming *framing);
GBytes *packshot_draft_to_bytes (PackshotDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotDraft, packshot_draft_free)

G_END_DECLS
