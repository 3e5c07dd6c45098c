/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "packshot-manifest.h"

G_BEGIN_DECLS

void packshot_cli_remote_json_set_money (JsonObject *object, const char *key, gint64 amount);
void packshot_cli_remote_json_add_price (JsonObject *object, PackshotManifest *manifest);
void packshot_cli_remote_json_add_terms (JsonObject *object, PackshotManifest *manifest);
JsonArray *packshot_cli_remote_json_new_kinds (guint kinds);
void packshot_cli_remote_json_add_picture (JsonObject *object, PackshotOption *option);

G_END_DECLS
