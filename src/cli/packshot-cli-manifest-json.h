/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

char *packshot_cli_manifest_json_dup (PackshotManifest *manifest, gboolean with_options);

G_END_DECLS
