/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-pick-tile.h"

#include "packshot-picture-slot.h"

/* Of a picture, in pixels. */
#define PICTURE_SIZE 72

struct _PackshotPickTile
{
  GtkBox parent_instance;

  GtkWidget *slot; /* for the picture */
  GtkPicture *picture;
  GtkLabel *label;
  GtkLabel *details;

  PackshotWebPictures *pictures; /* (owned) */
  gboolean has_slot;             /* even for what has no picture, beside others that do */
  GCancellable *cancellable;     /* (owned) (nullable): of the picture that is on its way */
};

G_DEFINE_FINAL_TYPE (PackshotPickTile, packshot_pick_tile, GTK_TYPE_BOX)

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      packshot_web_pictures_load_finish (PACKSHOT_WEB_PICTURES (source), result, &error);

  /* Where there is none, its place stays empty; where it was cancelled, the tile may be gone. */
  if (texture != NULL)
    gtk_picture_set_paintable (PACKSHOT_PICK_TILE (user_data)->picture, GDK_PAINTABLE (texture));
}

static void
stop (PackshotPickTile *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
show_picture (PackshotPickTile *self, const char *address)
{
  GdkTexture *known =
      address != NULL ? packshot_web_pictures_look_up (self->pictures, address) : NULL;

  gtk_widget_set_visible (self->slot, self->has_slot || address != NULL);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (known));
  if (address == NULL || known != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  packshot_web_pictures_load_async (self->pictures, address, self->cancellable, loaded_cb, self);
}

static GtkLabel *
add_label (GtkBox *box, const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
      gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
    }
  gtk_box_append (box, GTK_WIDGET (label));

  return label;
}

static void
packshot_pick_tile_dispose (GObject *object)
{
  PackshotPickTile *self = PACKSHOT_PICK_TILE (object);

  stop (self);
  g_clear_object (&self->pictures);

  G_OBJECT_CLASS (packshot_pick_tile_parent_class)->dispose (object);
}

static void
packshot_pick_tile_class_init (PackshotPickTileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_pick_tile_dispose;
}

static void
packshot_pick_tile_init (PackshotPickTile *self)
{
  GtkBox *words = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));

  self->slot = packshot_picture_slot_new (PICTURE_SIZE, &self->picture);

  self->label = add_label (words, NULL);
  self->details = add_label (words, "caption");
  gtk_widget_set_valign (GTK_WIDGET (words), GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (words), TRUE);

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pick");
  gtk_box_append (GTK_BOX (self), self->slot);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (words));
}

/**
 * packshot_pick_tile_new:
 * @pictures: where pictures come from
 * @has_slot: whether there is room for a picture even beside what has none
 *
 * Returns: (transfer floating): a tile that shows nothing yet
 */
GtkWidget *
packshot_pick_tile_new (PackshotWebPictures *pictures, gboolean has_slot)
{
  PackshotPickTile *self = g_object_new (PACKSHOT_TYPE_PICK_TILE, NULL);

  self->pictures = g_object_ref (pictures);
  self->has_slot = has_slot;

  return GTK_WIDGET (self);
}

/**
 * packshot_pick_tile_set_item:
 * @self: a tile
 * @item: (nullable): what to show; %NULL when it is out of sight
 */
void
packshot_pick_tile_set_item (PackshotPickTile *self, PackshotPickItem *item)
{
  const char *details;

  g_return_if_fail (PACKSHOT_IS_PICK_TILE (self));

  stop (self);
  if (item == NULL)
    return;

  details = packshot_pick_item_get_details (item);
  gtk_label_set_label (self->label, packshot_pick_item_get_label (item));
  gtk_label_set_label (self->details, details != NULL ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->details), details != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  packshot_pick_item_get_label (item), -1);
  show_picture (self, packshot_pick_item_get_picture_url (item));
}
