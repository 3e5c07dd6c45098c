/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-listing.h"

/**
 * packshot_listing_new:
 * @id: what the service calls it
 * @created: when it was ordered, in microseconds since 1970, UTC, or 0
 *
 * Returns: (transfer full): a listing without values
 */
PackshotListing *
packshot_listing_new (const char *id, gint64 created)
{
  PackshotListing *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_new0 (PackshotListing, 1);
  self->id = g_strdup (id);
  self->created = created;
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * packshot_listing_free:
 * @self: (transfer full): a listing
 */
void
packshot_listing_free (PackshotListing *self)
{
  g_free (self->id);
  g_hash_table_unref (self->values);
  g_free (self);
}

/**
 * packshot_listing_set:
 * @self: a listing
 * @option: the name of an option
 * @text: (nullable): its value; nothing happens where the service does not tell
 */
void
packshot_listing_set (PackshotListing *self, const char *option, const char *text)
{
  g_return_if_fail (self != NULL && option != NULL);

  if (text != NULL && *text != '\0')
    g_hash_table_insert (self->values, g_strdup (option), g_strdup (text));
}
