/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

/**
 * PackshotManifestOverride:
 * @id: the id of the service it is for: the name of the file without ".json"
 * @shown: the path of the file, to be shown
 * @manifest: (nullable): what the file says; %NULL where it can't be read
 * @trouble: (nullable): why it can't be used, beginning with the path of the file, without a full
 *   stop
 *
 * What a user's own description of a service came to.
 */
typedef struct
{
  char *id;
  char *shown;
  PackshotManifest *manifest;
  char *trouble;
} PackshotManifestOverride;

void packshot_manifest_override_free (PackshotManifestOverride *self);

GPtrArray *packshot_manifest_overrides_load (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotManifestOverride, packshot_manifest_override_free)

G_END_DECLS
