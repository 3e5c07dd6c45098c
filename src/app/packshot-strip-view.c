/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-strip-view.h"

#include <math.h>

#include "packshot-strip-arrive.h"
#include "packshot-strip-tile.h"
#include "packshot-toast.h"

/* The longer side of a photo, in pixels of an unscaled screen, so that its shorter one is not much
 * less than what a tile shows. */
#define COVER_SIZE 168

struct _PackshotStripView
{
  AdwBin parent_instance;

  GtkListView *list;
  GtkScrolledWindow *scroller;

  PackshotStrip *strip;       /* (owned) (nullable) */
  PackshotOption *naming;     /* (owned) (nullable): what asks for the name of a product */
  char *name;                 /* (owned) (nullable): of those that have none of their own */
  GPtrArray *tiles;           /* (owned) (element-type PackshotStripTile): those with a photo */
  PackshotCovers *covers;     /* (owned): reads the photos */
  PackshotReceiver *receiver; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PackshotStripView, packshot_strip_view, ADW_TYPE_BIN)

/* The list makes more tiles than can be seen: only what can be seen is read from the disk. */
static void
load_visible (PackshotStripView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  double upper = gtk_adjustment_get_upper (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  guint n_items = self->strip != NULL ? packshot_strip_get_n_items (self->strip) : 0;
  double start = gtk_adjustment_get_value (adjustment);
  guint first, last;

  if (n_items < 2 || upper <= 0 || page <= 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  first = (guint) floor (start / upper * n_items);
  last = (guint) ceil ((start + page) / upper * n_items);
  for (guint i = MIN (first, n_items - 1); i < MIN (last, n_items); i++)
    packshot_strip_item_load_thumbnail (packshot_strip_get_item (self->strip, i), self->covers,
                                        gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
resized_cb (PackshotStripView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);

  if (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment))
    gtk_widget_remove_css_class (GTK_WIDGET (self), "whole");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "whole");
  load_visible (self);
}

static void
show_place (PackshotStripView *self, GtkListItem *item)
{
  PackshotStripTile *tile = PACKSHOT_STRIP_TILE (gtk_list_item_get_child (item));

  if (self->strip != NULL && gtk_list_item_get_item (item) != NULL)
    packshot_strip_tile_set_place (tile, gtk_list_item_get_position (item),
                                   packshot_strip_get_n_items (self->strip));
}

static void
show_naming (PackshotStripView *self, PackshotStripTile *tile)
{
  packshot_strip_tile_set_naming (
      tile, self->naming != NULL ? packshot_option_get_label (self->naming) : NULL, self->name,
      self->naming != NULL ? packshot_option_get_max_length (self->naming) : 0);
}

static void
moved_cb (GtkListItem *item, GParamSpec *pspec, PackshotStripView *self)
{
  show_place (self, item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, packshot_strip_tile_new ());
  g_signal_connect_object (item, "notify::position", G_CALLBACK (moved_cb), user_data, 0);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  PackshotStripView *self = user_data;
  PackshotStripTile *tile = PACKSHOT_STRIP_TILE (gtk_list_item_get_child (item));

  packshot_strip_tile_set_item (tile, gtk_list_item_get_item (item));
  g_object_set_data (G_OBJECT (tile), "list-item", item);
  g_ptr_array_add (self->tiles, tile);
  show_naming (self, tile);
  show_place (self, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  PackshotStripView *self = user_data;
  PackshotStripTile *tile = PACKSHOT_STRIP_TILE (gtk_list_item_get_child (item));

  g_ptr_array_remove_fast (self->tiles, tile);
  packshot_strip_tile_set_item (tile, NULL);
}

static void
changed_cb (PackshotStripView *self)
{
  for (guint i = 0; i < self->tiles->len; i++)
    show_place (self, g_object_get_data (g_ptr_array_index (self->tiles, i), "list-item"));
  gtk_widget_set_visible (GTK_WIDGET (self), packshot_strip_get_n_items (self->strip) > 1);
  load_visible (self);
}

/* The one that is looked at is to be seen among them, too. */
static void
chosen_cb (PackshotStripView *self)
{
  guint position = gtk_single_selection_get_selected (packshot_strip_get_model (self->strip));

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
edit_name (PackshotStripView *self, guint position)
{
  for (guint i = 0; i < self->tiles->len; i++)
    {
      PackshotStripTile *tile = g_ptr_array_index (self->tiles, i);

      if (gtk_list_item_get_position (g_object_get_data (G_OBJECT (tile), "list-item")) == position)
        packshot_strip_tile_edit_name (tile);
    }
}

static void
activate_cb (GtkListView *list, guint position, gpointer user_data)
{
  edit_name (PACKSHOT_STRIP_VIEW (user_data), position);
}

static void
rename_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotStripView *self = PACKSHOT_STRIP_VIEW (widget);

  edit_name (self, gtk_single_selection_get_selected (packshot_strip_get_model (self->strip)));
}

static void
received_cb (PackshotStripView *self, PackshotPhoto *photo, const char *address)
{
  packshot_strip_arrive_one (self->strip, packshot_photo_get_path (photo), address);
}

static void
received_files_cb (PackshotStripView *self, GPtrArray *paths, const char *words)
{
  g_autoptr (GPtrArray) items = packshot_strip_make_items (self->receiver, paths);

  packshot_strip_arrive (self->strip, GTK_WIDGET (self), items, NULL);
  if (words != NULL)
    packshot_toast_show (GTK_WIDGET (self), words);
}

static void
add_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_strip_view_choose_more (PACKSHOT_STRIP_VIEW (widget));
}

static void
remove_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotStripView *self = PACKSHOT_STRIP_VIEW (widget);
  PackshotStripItem *item = packshot_strip_get_chosen (self->strip);
  gboolean had_keyboard = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

  if (item == NULL)
    return;

  packshot_strip_remove (self->strip, item);
  /* From a tile that goes, GTK 4.18 gives the keyboard to nobody. */
  if (had_keyboard)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
packshot_strip_view_dispose (GObject *object)
{
  PackshotStripView *self = PACKSHOT_STRIP_VIEW (object);

  g_clear_object (&self->receiver);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->strip);
  g_clear_object (&self->naming);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_STRIP_VIEW);

  G_OBJECT_CLASS (packshot_strip_view_parent_class)->dispose (object);
}

static void
packshot_strip_view_finalize (GObject *object)
{
  PackshotStripView *self = PACKSHOT_STRIP_VIEW (object);

  g_object_unref (self->covers);
  g_ptr_array_unref (self->tiles);
  g_free (self->name);

  G_OBJECT_CLASS (packshot_strip_view_parent_class)->finalize (object);
}

static void
packshot_strip_view_class_init (PackshotStripViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_strip_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_strip_view_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-strip-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotStripView, list);
  gtk_widget_class_bind_template_child (widget_class, PackshotStripView, scroller);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_visible);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  gtk_widget_class_install_action (widget_class, "strip.add", NULL, add_action_cb);
  gtk_widget_class_install_action (widget_class, "strip.remove", NULL, remove_action_cb);
  gtk_widget_class_install_action (widget_class, "strip.rename", NULL, rename_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "strip.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "strip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "strip.remove", NULL);

  gtk_widget_class_set_css_name (widget_class, "strip");
}

static void
packshot_strip_view_init (PackshotStripView *self)
{
  GtkAdjustment *adjustment;

  self->tiles = g_ptr_array_new ();
  self->covers = packshot_covers_new (COVER_SIZE, COVER_SIZE);
  gtk_widget_init_template (GTK_WIDGET (self));

  adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (load_visible), self,
                           G_CONNECT_SWAPPED);

  self->receiver = packshot_receiver_new (GTK_WIDGET (self), PACKSHOT_PHOTO_THUMBNAIL_PIXELS);
  packshot_receiver_set_takes_many (self->receiver, TRUE);
  g_signal_connect_object (self->receiver, "received", G_CALLBACK (received_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->receiver, "received-files", G_CALLBACK (received_files_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * packshot_strip_view_set_strip:
 * @self: a view
 * @strip: the photos to show
 */
void
packshot_strip_view_set_strip (PackshotStripView *self, PackshotStrip *strip)
{
  g_return_if_fail (PACKSHOT_IS_STRIP_VIEW (self) && self->strip == NULL);

  self->strip = g_object_ref (strip);
  g_signal_connect_object (strip, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (strip, "notify::chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (packshot_strip_get_model (strip)));
  changed_cb (self);
}

/**
 * packshot_strip_view_set_naming:
 * @self: a view
 * @option: (nullable): what asks for the name of a product, or %NULL where nothing does
 * @name: (nullable): what it is for all products that have no name of their own
 */
void
packshot_strip_view_set_naming (PackshotStripView *self, PackshotOption *option, const char *name)
{
  g_return_if_fail (PACKSHOT_IS_STRIP_VIEW (self));

  if (option == self->naming && g_strcmp0 (name, self->name) == 0)
    return;

  g_set_object (&self->naming, option);
  g_free (self->name);
  self->name = g_strdup (name);
  for (guint i = 0; i < self->tiles->len; i++)
    show_naming (self, g_ptr_array_index (self->tiles, i));
}

/**
 * packshot_strip_view_choose_more:
 * @self: a view
 *
 * Lets a person choose more photos among the files.
 */
void
packshot_strip_view_choose_more (PackshotStripView *self)
{
  g_return_if_fail (PACKSHOT_IS_STRIP_VIEW (self));

  packshot_receiver_choose (self->receiver);
}
