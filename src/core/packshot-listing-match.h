/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-listing.h"
#include "packshot-request.h"

G_BEGIN_DECLS

/* How long before a call was sent, by this computer's clock, its video may have been ordered by the
 * service's, in microseconds; and how long after it, when it was on its way for long besides. */
#define PACKSHOT_LISTING_EARLY (5 * 60 * (gint64) G_USEC_PER_SEC)
#define PACKSHOT_LISTING_LATE  (15 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * PackshotListingMatch:
 * @PACKSHOT_LISTING_NONE: none can be it
 * @PACKSHOT_LISTING_ONE: one can be it, and no other
 * @PACKSHOT_LISTING_SEVERAL: which of them it is can't be told
 *
 * How many of a service's videos can be the one that was asked for.
 */
typedef enum
{
  PACKSHOT_LISTING_NONE,
  PACKSHOT_LISTING_ONE,
  PACKSHOT_LISTING_SEVERAL,
} PackshotListingMatch;

PackshotListingMatch packshot_listing_find (const GPtrArray *listings,
                                            PackshotRequest *request,
                                            const GPtrArray *remote_ids,
                                            gint64 intended,
                                            const PackshotListing **found);
PackshotRequest *packshot_listing_make_request (const PackshotListing *listing,
                                                PackshotManifest *manifest,
                                                GError **error);

G_END_DECLS
