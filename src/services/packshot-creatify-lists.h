/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-adapter.h"

G_BEGIN_DECLS

JsonNode *packshot_creatify_parse_list (PackshotNetAnswer *answer, JsonArray **list);

PackshotCall *packshot_creatify_build_list (PackshotManifest *manifest, const char *option);
GPtrArray *packshot_creatify_read_list (PackshotManifest *manifest,
                                        const char *option,
                                        PackshotNetAnswer *answer,
                                        PackshotReply **trouble);
PackshotCall *packshot_creatify_build_catalog (PackshotManifest *manifest, const char *option);
GPtrArray *packshot_creatify_read_catalog (PackshotManifest *manifest,
                                           const char *option,
                                           PackshotNetAnswer *answer,
                                           PackshotReply **trouble);

G_END_DECLS
