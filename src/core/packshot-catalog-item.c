/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-catalog-item.h"

/**
 * packshot_catalog_item_new:
 * @value: the value for the option
 * @label: what a person reads
 *
 * Returns: (transfer full): an item without details and picture
 */
PackshotCatalogItem *
packshot_catalog_item_new (const char *value, const char *label)
{
  PackshotCatalogItem *self;

  g_return_val_if_fail (value != NULL && label != NULL, NULL);

  self = g_new0 (PackshotCatalogItem, 1);
  self->value = g_strdup (value);
  self->label = g_strdup (label);

  return self;
}

/**
 * packshot_catalog_item_free:
 * @self: (transfer full): an item
 */
void
packshot_catalog_item_free (PackshotCatalogItem *self)
{
  g_free (self->value);
  g_free (self->label);
  g_free (self->details);
  g_free (self->picture_url);
  g_free (self);
}
