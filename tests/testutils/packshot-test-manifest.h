/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

PackshotManifest *packshot_test_manifest_read (const char *text, GError **error);
PackshotManifest *packshot_test_manifest_load (const char *path);

const char *packshot_test_manifest_get_remote (void);
char *
packshot_test_manifest_dup_remote_with (const char *parent, const char *key, const char *value);
void packshot_test_manifest_be_quick (const char *service);

G_END_DECLS
