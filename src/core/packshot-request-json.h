/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-request.h"

G_BEGIN_DECLS

char *packshot_request_to_json (PackshotRequest *self);
PackshotRequest *packshot_request_from_json (PackshotManifest *manifest,
                                             const char *json,
                                             GStrv *dropped,
                                             GError **error);
gboolean packshot_request_json_check (const char *json, GError **error);

G_END_DECLS
