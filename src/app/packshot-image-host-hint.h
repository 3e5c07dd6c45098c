/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-registry.h"

G_BEGIN_DECLS

char *packshot_image_host_hint_dup (PackshotRegistry *registry,
                                    PackshotManifest *manifest,
                                    const char *photo);

G_END_DECLS
