/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-credentials.h"

G_BEGIN_DECLS

PackshotKeys *packshot_cli_keys_look_up (PackshotManifest *manifest, GError **error);
PackshotKeys *
packshot_cli_keys_look_up_at (PackshotManifest *manifest, const char *origin, GError **error);
gboolean packshot_cli_keys_check (PackshotManifest *manifest, GError **error);
gboolean packshot_cli_keys_store (PackshotManifest *manifest,
                                  GHashTable *values,
                                  gboolean *kept,
                                  GError **error);
gboolean packshot_cli_keys_clear (PackshotManifest *manifest,
                                  const char *name,
                                  gboolean *removed,
                                  GError **error);

const char *packshot_cli_keys_get_nick (PackshotKeys *keys);
char *packshot_cli_keys_describe (PackshotManifest *manifest);
char *packshot_cli_keys_list_variables (PackshotManifest *manifest);

G_END_DECLS
