/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

char *packshot_cli_describe_rules_dup_conditions (PackshotManifest *manifest,
                                                  const GPtrArray *conditions);
void packshot_cli_describe_rules_append (GString *words,
                                         PackshotManifest *manifest,
                                         PackshotOption *option);
void packshot_cli_describe_rules_append_model (GString *words,
                                               PackshotManifest *manifest,
                                               const PackshotModel *model);

G_END_DECLS
