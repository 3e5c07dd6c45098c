/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-registry.h"

G_BEGIN_DECLS

PackshotReply *packshot_cli_ask_test (PackshotRegistry *registry,
                                      PackshotManifest *manifest,
                                      GCancellable *cancellable,
                                      GError **error);
gint64 packshot_cli_ask_balance (PackshotRegistry *registry,
                                 PackshotManifest *manifest,
                                 GCancellable *cancellable);
GPtrArray *packshot_cli_ask_catalog (PackshotRegistry *registry,
                                     PackshotManifest *manifest,
                                     const char *option,
                                     GError **error);

G_END_DECLS
