/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

char *packshot_order_words_dup_total (GPtrArray *manifests);
char *packshot_order_words_dup_button (PackshotManifest *manifest, guint n_videos);
char *packshot_order_words_dup_yes (guint n_videos, const char *price);

G_END_DECLS
