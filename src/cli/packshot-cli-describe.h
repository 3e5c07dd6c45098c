/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

char *packshot_cli_describe_placeholder (PackshotOption *option);
char *packshot_cli_describe_limits (PackshotOption *option);
char *packshot_cli_describe_default (PackshotOption *option);
char *packshot_cli_describe_price (const PackshotPrice *price,
                                   PackshotManifest *manifest,
                                   const char *unit);
char *packshot_cli_describe_state (PackshotManifest *manifest);
void packshot_cli_describe_option (GString *text,
                                   PackshotManifest *manifest,
                                   PackshotOption *option,
                                   gboolean is_first);
void packshot_cli_describe_options (GString *text, PackshotManifest *manifest, gboolean advanced);
void packshot_cli_describe_later_options (GString *text, PackshotManifest *manifest);

G_END_DECLS
