/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "packshot-condition.h"
#include "packshot-manifest.h"

G_BEGIN_DECLS

gboolean packshot_conditions_read (PackshotManifest *manifest,
                                   PackshotOption *before,
                                   JsonObject *object,
                                   const char *path,
                                   const char *key,
                                   GPtrArray *conditions,
                                   GError **error);
PackshotCondition *packshot_condition_read (PackshotManifest *manifest,
                                            PackshotOption *before,
                                            JsonObject *object,
                                            const char *path,
                                            GError **error);

G_END_DECLS
