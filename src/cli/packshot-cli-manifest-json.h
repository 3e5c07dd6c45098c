/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

JsonObject *packshot_cli_manifest_json_new (PackshotManifest *manifest, gboolean with_options);

G_END_DECLS
