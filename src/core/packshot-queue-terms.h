/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

/* What the queue has to know of a service's terms; the one place where it asks a manifest. */

guint packshot_queue_terms_get_max_running (PackshotManifest *manifest);
gint64 packshot_queue_terms_get_price (PackshotManifest *manifest);
const char *packshot_queue_terms_get_unit (PackshotManifest *manifest);
gint64 packshot_queue_terms_get_interval (PackshotManifest *manifest);
guint packshot_queue_terms_get_batch (PackshotManifest *manifest);
gint64 packshot_queue_terms_get_keeps_jobs (PackshotManifest *manifest);
gint64 packshot_queue_terms_get_link_lifetime (PackshotManifest *manifest);
gboolean packshot_queue_terms_get_can_cancel (PackshotManifest *manifest);
gboolean packshot_queue_terms_get_uploads (PackshotManifest *manifest, const char *option);

G_END_DECLS
