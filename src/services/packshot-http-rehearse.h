/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-http-exchange.h"

G_BEGIN_DECLS

PackshotReply *packshot_http_rehearse (const PackshotHttpLink *link,
                                       PackshotRequest *request,
                                       const GPtrArray *copies);
void packshot_http_rehearse_warn (PackshotRequest *request, GPtrArray *warnings);
char *packshot_http_rehearse_dup_warning (PackshotManifest *manifest, const char *address);

G_END_DECLS
