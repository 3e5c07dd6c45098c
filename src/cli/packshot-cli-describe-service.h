/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

void packshot_cli_describe_service_models (GString *text, PackshotManifest *manifest);
void packshot_cli_describe_service_terms (GString *text, PackshotManifest *manifest);

G_END_DECLS
