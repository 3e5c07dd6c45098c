/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-strip-tile.h"

#include <glib/gi18n.h>

#include "packshot-thumbnail.h"

struct _PackshotStripTile
{
  AdwBin parent_instance;

  PackshotThumbnail *picture;
  GtkEntry *name;

  PackshotStripItem *item;    /* (owned) (nullable) */
  GSignalGroup *item_signals; /* (owned) */
  char *label;                /* (owned) (nullable): what the service calls the name */
  guint position;
  guint n_items;
  gboolean showing; /* the name changes because it is shown */
};

G_DEFINE_FINAL_TYPE (PackshotStripTile, packshot_strip_tile, ADW_TYPE_BIN)

/* The row is what has the focus, and so it is what a screen reader speaks of. */
static void
set_label (PackshotStripTile *self, const char *words)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show_words (PackshotStripTile *self)
{
  g_autofree char *file = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  if (self->item == NULL)
    return;

  file = packshot_strip_item_dup_file_name (self->item);
  /* Translators: two numbers, and the name of a file. */
  words = g_strdup_printf (_ ("Photo %u of %u, %s"), self->position + 1, self->n_items, file);
  set_label (self, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->picture), file);
  if (self->label == NULL)
    return;

  /* Translators: what is asked for, “Product name”, and the name of a file. */
  name = g_strdup_printf (_ ("%s of %s"), self->label, file);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
show_name (PackshotStripTile *self)
{
  const char *name = packshot_strip_item_get_name (self->item);

  if (g_strcmp0 (name != NULL ? name : "", gtk_editable_get_text (GTK_EDITABLE (self->name))) == 0)
    return;

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  self->showing = FALSE;
}

static void
show_thumbnail (PackshotStripTile *self)
{
  packshot_thumbnail_set_texture (self->picture, packshot_strip_item_get_thumbnail (self->item));
}

static void
typed_cb (PackshotStripTile *self)
{
  if (self->item != NULL && !self->showing)
    packshot_strip_item_set_name (self->item, gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

/* A list lets nobody onto a row whose children can have the focus: only while a name is typed. */
static void
left_cb (PackshotStripTile *self)
{
  gtk_widget_set_can_focus (GTK_WIDGET (self->name), FALSE);
}

static void
leave_name (PackshotStripTile *self)
{
  left_cb (self);
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
}

static void
leave_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave_name (PACKSHOT_STRIP_TILE (widget));
}

static void
packshot_strip_tile_dispose (GObject *object)
{
  PackshotStripTile *self = PACKSHOT_STRIP_TILE (object);

  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_STRIP_TILE);

  G_OBJECT_CLASS (packshot_strip_tile_parent_class)->dispose (object);
}

static void
packshot_strip_tile_finalize (GObject *object)
{
  g_free (PACKSHOT_STRIP_TILE (object)->label);

  G_OBJECT_CLASS (packshot_strip_tile_parent_class)->finalize (object);
}

static void
packshot_strip_tile_class_init (PackshotStripTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_strip_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_strip_tile_finalize;

  g_type_ensure (PACKSHOT_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-strip-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotStripTile, picture);
  gtk_widget_class_bind_template_child (widget_class, PackshotStripTile, name);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_name);
  gtk_widget_class_bind_template_callback (widget_class, packshot_strip_tile_edit_name);

  gtk_widget_class_install_action (widget_class, "tile.leave", NULL, leave_action_cb);
}

static void
packshot_strip_tile_init (PackshotStripTile *self)
{
  self->item_signals = g_signal_group_new (PACKSHOT_TYPE_STRIP_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify::name", G_CALLBACK (show_name), self);
  g_signal_group_connect_swapped (self->item_signals, "notify::thumbnail",
                                  G_CALLBACK (show_thumbnail), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_strip_tile_new:
 *
 * Returns: (transfer floating): a tile without a photo
 */
GtkWidget *
packshot_strip_tile_new (void)
{
  return g_object_new (PACKSHOT_TYPE_STRIP_TILE, NULL);
}

/**
 * packshot_strip_tile_set_item:
 * @self: a tile
 * @item: (nullable): the photo to show
 */
void
packshot_strip_tile_set_item (PackshotStripTile *self, PackshotStripItem *item)
{
  g_return_if_fail (PACKSHOT_IS_STRIP_TILE (self));

  /* Whatever the field says from here on is about another photo. */
  g_set_object (&self->item, item);
  g_signal_group_set_target (self->item_signals, item);
  if (item == NULL)
    {
      packshot_thumbnail_set_texture (self->picture, NULL);
      return;
    }

  show_thumbnail (self);
  show_name (self);
  show_words (self);
}

/**
 * packshot_strip_tile_set_place:
 * @self: a tile
 * @position: of its photo, from 0
 * @n_items: how many there are
 */
void
packshot_strip_tile_set_place (PackshotStripTile *self, guint position, guint n_items)
{
  g_return_if_fail (PACKSHOT_IS_STRIP_TILE (self));

  self->position = position;
  self->n_items = n_items;
  show_words (self);
}

/**
 * packshot_strip_tile_set_naming:
 * @self: a tile
 * @label: (nullable): what the service calls the name of a product, or %NULL where it asks for none
 * @name: (nullable): what the products are called that have no name of their own
 * @max_length: how long a name can be, in characters; 0 for no limit
 */
void
packshot_strip_tile_set_naming (PackshotStripTile *self,
                                const char *label,
                                const char *name,
                                guint max_length)
{
  g_return_if_fail (PACKSHOT_IS_STRIP_TILE (self));

  g_free (self->label);
  self->label = g_strdup (label);
  gtk_widget_set_visible (GTK_WIDGET (self->name), label != NULL);
  gtk_entry_set_placeholder_text (self->name, name != NULL && *name != '\0' ? name : label);
  gtk_entry_set_max_length (self->name, (int) max_length);
  show_words (self);
}

/**
 * packshot_strip_tile_edit_name:
 * @self: a tile
 *
 * Lets a person type the name of the product; the stage shows its photo meanwhile.
 */
void
packshot_strip_tile_edit_name (PackshotStripTile *self)
{
  g_return_if_fail (PACKSHOT_IS_STRIP_TILE (self));

  if (self->label == NULL || gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    return;

  gtk_widget_activate_action (GTK_WIDGET (self), "list.select-item", "(ubb)", self->position, FALSE,
                              FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->name), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}
