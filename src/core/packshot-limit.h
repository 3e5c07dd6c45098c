/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

/**
 * PackshotLimit:
 * @manifest: (owned): a service with a limit
 * @limit: what may be spent there in a day without being asked again, in millionths of its unit
 * @spent: what was spent there today, and what is about to be sent: charged where that is known,
 *   and else asked
 * @added: what is to be ordered now, as far as prices are known before
 * @n_orders: how many paid calls that are
 * @n_unpriced: how many of them have a price nobody tells before
 *
 * How an order stands to the limit of its service. A day begins at midnight where the user is.
 */
typedef struct
{
  PackshotManifest *manifest;
  gint64 limit;
  gint64 spent;
  gint64 added;
  guint n_orders;
  guint n_unpriced;
} PackshotLimit;

PackshotLimit *packshot_limit_new (PackshotManifest *manifest, gint64 limit, gint64 spent);
void packshot_limit_free (PackshotLimit *self);

void packshot_limit_add (PackshotLimit *self, gint64 price);
gboolean packshot_limit_is_over (const PackshotLimit *self);
char *packshot_limit_dup_words (const PackshotLimit *self);

gint64 packshot_limit_day_start (gint64 now, GTimeZone *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLimit, packshot_limit_free)

G_END_DECLS
