/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-pick-item.h"

#include <string.h>

struct _PackshotPickItem
{
  GObject parent_instance;

  char *value;
  char *label;
  char *details;     /* (nullable) */
  char *picture_url; /* (nullable) */
  char *folded;      /* what is searched */
};

G_DEFINE_FINAL_TYPE (PackshotPickItem, packshot_pick_item, G_TYPE_OBJECT)

static void
packshot_pick_item_finalize (GObject *object)
{
  PackshotPickItem *self = PACKSHOT_PICK_ITEM (object);

  g_free (self->value);
  g_free (self->label);
  g_free (self->details);
  g_free (self->picture_url);
  g_free (self->folded);

  G_OBJECT_CLASS (packshot_pick_item_parent_class)->finalize (object);
}

static void
packshot_pick_item_class_init (PackshotPickItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_pick_item_finalize;
}

static void
packshot_pick_item_init (PackshotPickItem *self)
{
}

/**
 * packshot_pick_item_new:
 * @value: the value for the option
 * @label: what a person reads
 * @details: (nullable): more words about it
 * @picture_url: (nullable): where a picture of it lies
 *
 * Returns: (transfer full): a new item
 */
PackshotPickItem *
packshot_pick_item_new (const char *value,
                        const char *label,
                        const char *details,
                        const char *picture_url)
{
  PackshotPickItem *self = g_object_new (PACKSHOT_TYPE_PICK_ITEM, NULL);
  g_autofree char *all = g_strjoin ("\n", label, value, details != NULL ? details : "", NULL);

  self->value = g_strdup (value);
  self->label = g_strdup (label);
  self->details = g_strdup (details);
  self->picture_url = g_strdup (picture_url);
  self->folded = g_utf8_casefold (all, -1);

  return self;
}

/**
 * packshot_pick_item_get_value:
 * @self: an item
 *
 * Returns: (transfer none): the value for the option
 */
const char *
packshot_pick_item_get_value (PackshotPickItem *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PICK_ITEM (self), NULL);

  return self->value;
}

/**
 * packshot_pick_item_get_label:
 * @self: an item
 *
 * Returns: (transfer none): what a person reads
 */
const char *
packshot_pick_item_get_label (PackshotPickItem *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PICK_ITEM (self), NULL);

  return self->label;
}

/**
 * packshot_pick_item_get_details:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): more words about it
 */
const char *
packshot_pick_item_get_details (PackshotPickItem *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PICK_ITEM (self), NULL);

  return self->details;
}

/**
 * packshot_pick_item_get_picture_url:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): where a picture of it lies
 */
const char *
packshot_pick_item_get_picture_url (PackshotPickItem *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PICK_ITEM (self), NULL);

  return self->picture_url;
}

/**
 * packshot_pick_item_matches:
 * @self: an item
 * @words: (array zero-terminated=1): what is looked for, each folded by g_utf8_casefold()
 *
 * Returns: whether each of the words is in what is known of it
 */
gboolean
packshot_pick_item_matches (PackshotPickItem *self, const char *const *words)
{
  g_return_val_if_fail (PACKSHOT_IS_PICK_ITEM (self) && words != NULL, FALSE);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (self->folded, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}
