/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotCatalogItem:
 * @value: the value for the option
 * @label: what a person reads
 * @details: (nullable): more words about it, which are searched as well: "female, adult, indoor"
 * @picture_url: (nullable): an address where a picture of it lies
 *
 * One of the values that a service offers for an option of the type "text" or for the model, and
 * that no manifest can list: an avatar, a model that somebody installed.
 */
typedef struct
{
  char *value;
  char *label;
  char *details;
  char *picture_url;
} PackshotCatalogItem;

PackshotCatalogItem *packshot_catalog_item_new (const char *value, const char *label);
void packshot_catalog_item_free (PackshotCatalogItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotCatalogItem, packshot_catalog_item_free)

G_END_DECLS
