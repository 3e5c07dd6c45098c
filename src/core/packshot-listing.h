/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotListing:
 * @id: what the service calls it; what a poll asks for
 * @created: when it was ordered, in microseconds since 1970, UTC; 0 where the service does not say
 * @values: (element-type utf8 utf8): what was ordered as far as the service tells: texts, as
 *   packshot_request_set() takes them, by the names of options; of a picture its address
 *
 * A job that a service has, as it lists it.
 */
typedef struct
{
  char *id;
  gint64 created;
  GHashTable *values;
} PackshotListing;

PackshotListing *packshot_listing_new (const char *id, gint64 created);
void packshot_listing_free (PackshotListing *self);
void packshot_listing_set (PackshotListing *self, const char *option, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotListing, packshot_listing_free)

G_END_DECLS
