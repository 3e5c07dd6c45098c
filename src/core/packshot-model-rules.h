/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "packshot-manifest.h"

G_BEGIN_DECLS

gboolean packshot_model_rules_read (PackshotManifest *manifest,
                                    PackshotModel *model,
                                    JsonObject *object,
                                    const char *path,
                                    GError **error);

G_END_DECLS
