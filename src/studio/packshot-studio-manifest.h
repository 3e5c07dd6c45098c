/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

gboolean packshot_studio_manifest_check (PackshotManifest *manifest, GError **error);
gboolean packshot_studio_manifest_parse_shape (const char *text, int *width, int *height);

G_END_DECLS
