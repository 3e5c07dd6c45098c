/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-registry.h"

G_BEGIN_DECLS

gboolean packshot_cli_values_print (PackshotRegistry *registry,
                                    PackshotManifest *manifest,
                                    const char *name,
                                    const char *search,
                                    gboolean json,
                                    GError **error);

G_END_DECLS
