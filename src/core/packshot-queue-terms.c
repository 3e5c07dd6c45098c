/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-queue-terms.h"

#include "packshot-ledger-charge.h"

/* What manifests do not say yet: the same for each service that is not on this computer. */
#define INTERVAL      (5 * (gint64) G_USEC_PER_SEC)
#define BATCH         50
#define KEEPS_JOBS    (7 * 24 * 3600 * (gint64) G_USEC_PER_SEC)
#define LINK_LIFETIME (24 * 3600 * (gint64) G_USEC_PER_SEC)

/**
 * packshot_queue_terms_get_max_running:
 * @manifest: what a service offers
 *
 * Returns: how many of its jobs may run at once
 */
guint
packshot_queue_terms_get_max_running (PackshotManifest *manifest)
{
  return packshot_manifest_get_concurrency (manifest);
}

/**
 * packshot_queue_terms_get_price:
 * @manifest: what a service offers
 *
 * Returns: what its paid call costs, in millionths of the unit, or %PACKSHOT_MONEY_UNKNOWN
 */
gint64
packshot_queue_terms_get_price (PackshotManifest *manifest)
{
  return packshot_manifest_get_offline (manifest) ? 0 : PACKSHOT_MONEY_UNKNOWN;
}

/**
 * packshot_queue_terms_get_unit:
 * @manifest: what a service offers
 *
 * Returns: (transfer none) (nullable): what is paid with; %NULL where it is free
 */
const char *
packshot_queue_terms_get_unit (PackshotManifest *manifest)
{
  return packshot_manifest_get_offline (manifest) ? NULL : "credits";
}

/**
 * packshot_queue_terms_get_interval:
 * @manifest: what a service offers
 *
 * Returns: the time between two polls, in microseconds
 */
gint64
packshot_queue_terms_get_interval (PackshotManifest *manifest)
{
  return INTERVAL;
}

/**
 * packshot_queue_terms_get_batch:
 * @manifest: what a service offers
 *
 * Returns: how many jobs one call asks for
 */
guint
packshot_queue_terms_get_batch (PackshotManifest *manifest)
{
  return BATCH;
}

/**
 * packshot_queue_terms_get_keeps_jobs:
 * @manifest: what a service offers
 *
 * Returns: how long it knows a job, in microseconds; 0 for ever
 */
gint64
packshot_queue_terms_get_keeps_jobs (PackshotManifest *manifest)
{
  return KEEPS_JOBS;
}

/**
 * packshot_queue_terms_get_link_lifetime:
 * @manifest: what a service offers
 *
 * Returns: how long the link to a video works, in microseconds; 0 where that is not known
 */
gint64
packshot_queue_terms_get_link_lifetime (PackshotManifest *manifest)
{
  return LINK_LIFETIME;
}

/**
 * packshot_queue_terms_get_can_cancel:
 * @manifest: what a service offers
 *
 * Returns: whether it can be asked to stop a job
 */
gboolean
packshot_queue_terms_get_can_cancel (PackshotManifest *manifest)
{
  return !packshot_manifest_get_offline (manifest);
}

/**
 * packshot_queue_terms_get_uploads:
 * @manifest: what a service offers
 * @option: the name of a picture option
 *
 * Returns: whether its file is brought to the service before the paid call
 */
gboolean
packshot_queue_terms_get_uploads (PackshotManifest *manifest, const char *option)
{
  return !packshot_manifest_get_offline (manifest)
         && packshot_manifest_lookup (manifest, option) != NULL;
}
