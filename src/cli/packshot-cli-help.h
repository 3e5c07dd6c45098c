/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

char *packshot_cli_help_dup_program (PackshotManifest *manifest);
char *packshot_cli_help_dup_make (PackshotManifest *manifest);

G_END_DECLS
