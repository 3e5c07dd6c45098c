/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "packshot-manifest.h"

G_BEGIN_DECLS

char *packshot_figures_dup_step_price (PackshotManifest *manifest, PackshotStep step);
char *packshot_figures_dup_price (PackshotManifest *manifest);
char *packshot_figures_dup_order (PackshotManifest *manifest, const char *price);
char *packshot_figures_dup_when (gint64 time);
char *packshot_figures_dup_span (double seconds);
char *packshot_figures_dup_bare_span (double seconds);
char *packshot_figures_dup_ago (gint64 time);

G_END_DECLS
