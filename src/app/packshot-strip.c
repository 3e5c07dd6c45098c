/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-strip.h"

struct _PackshotStrip
{
  GObject parent_instance;

  GListStore *items;             /* (owned) (element-type PackshotStripItem) */
  GtkSingleSelection *selection; /* (owned) */
  GPtrArray *expected;           /* (owned) (element-type PackshotStripItem): on their way here */
};

typedef enum
{
  PROP_CHOSEN = 1,
} PackshotStripProperty;

static GParamSpec *props[PROP_CHOSEN + 1];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotStrip, packshot_strip, G_TYPE_OBJECT)

static void
changed_cb (PackshotStrip *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
chosen_cb (PackshotStrip *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHOSEN]);
}

static void
follow (PackshotStrip *self, PackshotStripItem *item)
{
  /* One that was removed may come back. */
  g_signal_handlers_disconnect_by_func (item, changed_cb, self);
  g_signal_connect_object (item, "notify::name", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
packshot_strip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PackshotStrip *self = PACKSHOT_STRIP (object);

  switch ((PackshotStripProperty) prop_id)
    {
    case PROP_CHOSEN:
      g_value_set_object (value, packshot_strip_get_chosen (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_strip_finalize (GObject *object)
{
  PackshotStrip *self = PACKSHOT_STRIP (object);

  g_object_unref (self->selection);
  g_object_unref (self->items);
  g_ptr_array_unref (self->expected);

  G_OBJECT_CLASS (packshot_strip_parent_class)->finalize (object);
}

static void
packshot_strip_class_init (PackshotStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = packshot_strip_get_property;
  object_class->finalize = packshot_strip_finalize;

  props[PROP_CHOSEN] =
      g_param_spec_object ("chosen", NULL, NULL, PACKSHOT_TYPE_STRIP_ITEM,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PACKSHOT_TYPE_STRIP, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
packshot_strip_init (PackshotStrip *self)
{
  self->items = g_list_store_new (PACKSHOT_TYPE_STRIP_ITEM);
  self->expected = g_ptr_array_new_with_free_func (g_object_unref);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * packshot_strip_new:
 *
 * Returns: (transfer full): a strip without photos
 */
PackshotStrip *
packshot_strip_new (void)
{
  return g_object_new (PACKSHOT_TYPE_STRIP, NULL);
}

/**
 * packshot_strip_get_model:
 * @self: a strip
 *
 * Returns: (transfer none): its photos, with the chosen one selected
 */
GtkSingleSelection *
packshot_strip_get_model (PackshotStrip *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP (self), NULL);

  return self->selection;
}

/**
 * packshot_strip_get_n_items:
 * @self: a strip
 *
 * Returns: how many photos there are
 */
guint
packshot_strip_get_n_items (PackshotStrip *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/**
 * packshot_strip_get_item:
 * @self: a strip
 * @position: less than packshot_strip_get_n_items()
 *
 * Returns: (transfer none) (nullable): the photo there
 */
PackshotStripItem *
packshot_strip_get_item (PackshotStrip *self, guint position)
{
  g_autoptr (PackshotStripItem) item = NULL;

  g_return_val_if_fail (PACKSHOT_IS_STRIP (self), NULL);

  /* The store has it as well. */
  item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  return item;
}

/**
 * packshot_strip_get_chosen:
 * @self: a strip
 *
 * Returns: (transfer none) (nullable): the photo that is looked at
 */
PackshotStripItem *
packshot_strip_get_chosen (PackshotStrip *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

/**
 * packshot_strip_choose:
 * @self: a strip
 * @item: one of its photos
 */
void
packshot_strip_choose (PackshotStrip *self, PackshotStripItem *item)
{
  guint position;

  g_return_if_fail (PACKSHOT_IS_STRIP (self));

  if (g_list_store_find (self->items, item, &position))
    gtk_single_selection_set_selected (self->selection, position);
}

/**
 * packshot_strip_contains:
 * @self: a strip
 * @path: (type filename): an absolute path
 *
 * Returns: whether it has that photo
 */
gboolean
packshot_strip_contains (PackshotStrip *self, const char *path)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP (self), FALSE);

  for (guint i = 0; i < packshot_strip_get_n_items (self); i++)
    {
      if (g_strcmp0 (packshot_strip_item_get_path (packshot_strip_get_item (self, i)), path) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * packshot_strip_add:
 * @self: a strip
 * @items: (element-type PackshotStripItem): photos it does not have
 *
 * Adds them at the end, as long as there is room.
 *
 * Returns: how many were added
 */
guint
packshot_strip_add (PackshotStrip *self, GPtrArray *items)
{
  guint n_before, n_added;

  g_return_val_if_fail (PACKSHOT_IS_STRIP (self) && items != NULL, 0);

  n_before = packshot_strip_get_n_items (self);
  n_added = MIN (items->len, PACKSHOT_STRIP_MOST - n_before);
  for (guint i = 0; i < n_added; i++)
    follow (self, g_ptr_array_index (items, i));
  g_list_store_splice (self->items, n_before, 0, items->pdata, n_added);

  return n_added;
}

/**
 * packshot_strip_expect:
 * @self: a strip
 * @items: (element-type PackshotStripItem): photos that are looked at before they are added
 *
 * Notes that they are on their way, until packshot_strip_expect_no_more().
 */
void
packshot_strip_expect (PackshotStrip *self, GPtrArray *items)
{
  g_return_if_fail (PACKSHOT_IS_STRIP (self) && items != NULL);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->expected, g_object_ref (g_ptr_array_index (items, i)));
}

/**
 * packshot_strip_expect_no_more:
 * @self: a strip
 * @items: (element-type PackshotStripItem): photos that were on their way
 */
void
packshot_strip_expect_no_more (PackshotStrip *self, GPtrArray *items)
{
  g_return_if_fail (PACKSHOT_IS_STRIP (self) && items != NULL);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_remove (self->expected, g_ptr_array_index (items, i));
}

/**
 * packshot_strip_get_expected:
 * @self: a strip
 *
 * Returns: (transfer none) (element-type PackshotStripItem): the photos on their way to it
 */
const GPtrArray *
packshot_strip_get_expected (PackshotStrip *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP (self), NULL);

  return self->expected;
}

/**
 * packshot_strip_set_only:
 * @self: a strip
 * @item: a photo
 *
 * Takes it in the place of all that are there.
 */
void
packshot_strip_set_only (PackshotStrip *self, PackshotStripItem *item)
{
  gpointer items[] = { item };

  g_return_if_fail (PACKSHOT_IS_STRIP (self) && PACKSHOT_IS_STRIP_ITEM (item));

  follow (self, item);
  g_list_store_splice (self->items, 0, packshot_strip_get_n_items (self), items, 1);
}

/**
 * packshot_strip_remove:
 * @self: a strip
 * @item: one of its photos
 *
 * Removes it. Where it was chosen, its neighbour is then.
 */
void
packshot_strip_remove (PackshotStrip *self, PackshotStripItem *item)
{
  guint position;

  g_return_if_fail (PACKSHOT_IS_STRIP (self));

  if (g_list_store_find (self->items, item, &position))
    g_list_store_remove (self->items, position);
}

/**
 * packshot_strip_clear:
 * @self: a strip
 *
 * Removes all photos.
 */
void
packshot_strip_clear (PackshotStrip *self)
{
  g_return_if_fail (PACKSHOT_IS_STRIP (self));

  g_list_store_remove_all (self->items);
}
