/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-pick-row.h"

#include <glib/gi18n.h>

#include "packshot-pick-page.h"
#include "packshot-picture-slot.h"
#include "packshot-plain-row.h"
#include "packshot-side-window.h"

/* Of the picture, in pixels. */
#define PICTURE_SIZE 40

struct _PackshotPickRow
{
  AdwActionRow parent_instance;

  GtkWidget *slot; /* (owned): for the picture; among the prefixes while there is one */
  GtkPicture *picture;
  GtkWidget *clear_button;
  GtkWindow *window; /* (weak) (nullable): with the page, while that is open */

  PackshotOption *option;        /* (owned) */
  PackshotService *service;      /* (owned) (nullable) */
  PackshotWebPictures *pictures; /* (owned) */
  GListStore *items;             /* (owned) (element-type PackshotPickItem): what is known */
  gboolean loaded;               /* what the service tells is among them */
  char *value;                   /* (owned) (nullable) */
  GCancellable *cancellable;     /* (owned) (nullable): of the picture that is on its way */
};

static char *
dup_text (PackshotOptionRow *row)
{
  return g_strdup (PACKSHOT_PICK_ROW (row)->value);
}

/* (transfer full) (nullable): what is known of the value. */
static PackshotPickItem *
find_item (PackshotPickRow *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (PackshotPickItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_strcmp0 (packshot_pick_item_get_value (item), self->value) == 0)
        return g_steal_pointer (&item);
    }

  return NULL;
}

/* Prefixes leave room for what can't be seen. */
static void
show_slot (PackshotPickRow *self, GdkTexture *texture)
{
  gboolean was_there = gtk_widget_get_parent (self->slot) != NULL;

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (texture != NULL && !was_there)
    adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->slot);
  else if (texture == NULL && was_there)
    adw_action_row_remove (ADW_ACTION_ROW (self), self->slot);
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GdkTexture) texture =
      packshot_web_pictures_load_finish (PACKSHOT_WEB_PICTURES (source), result, NULL);

  /* Where it was cancelled, the row may be gone. */
  if (texture != NULL)
    show_slot (PACKSHOT_PICK_ROW (user_data), texture);
}

static void
show_picture (PackshotPickRow *self, const char *address)
{
  GdkTexture *known =
      address != NULL ? packshot_web_pictures_look_up (self->pictures, address) : NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  show_slot (self, known);
  if (address == NULL || known != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  packshot_web_pictures_load_async (self->pictures, address, self->cancellable, picture_cb, self);
}

/* Lines of Latin letters would begin at the left, beside others that begin at the right. */
static char *
dup_lines (PackshotPickRow *self, const char *first, const char *second)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const char *mark = rtl ? "\u200f" : "";

  return g_strconcat (mark, rtl ? "\u2068" : "", first, rtl ? "\u2069" : "",
                      second != NULL ? "\n" : "", second != NULL ? mark : "", second, NULL);
}

/* What is chosen, and below it what is to be known of that. */
static char *
dup_subtitle (PackshotPickRow *self, PackshotPickItem *item)
{
  if (self->value == NULL)
    return g_strdup (packshot_option_get_help (self->option));
  if (item == NULL)
    return dup_lines (self, self->value, NULL);

  return dup_lines (self, packshot_pick_item_get_label (item),
                    packshot_pick_item_get_details (item));
}

static void
show_value (PackshotPickRow *self)
{
  g_autoptr (PackshotPickItem) item = self->value != NULL ? find_item (self) : NULL;
  g_autofree char *subtitle = dup_subtitle (self, item);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (self->clear_button,
                          self->value != NULL
                              && packshot_option_get_default (self->option) == NULL);
  show_picture (self, item != NULL ? packshot_pick_item_get_picture_url (item) : NULL);
}

static void
take (PackshotPickRow *self, const char *value)
{
  if (g_strcmp0 (value, self->value) == 0)
    return;

  g_free (self->value);
  self->value = g_strdup (value);
  show_value (self);
  packshot_option_row_edited (PACKSHOT_OPTION_ROW (self));
}

static void
set_text (PackshotOptionRow *row, const char *text)
{
  take (PACKSHOT_PICK_ROW (row), *text != '\0' ? text : NULL);
}

static void
option_row_init (PackshotOptionRowInterface *iface)
{
  iface->dup_text = dup_text;
  iface->set_text = set_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotPickRow,
                               packshot_pick_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (PACKSHOT_TYPE_OPTION_ROW, option_row_init))

static void
picked_cb (PackshotPickRow *self, PackshotPickItem *item)
{
  take (self, packshot_pick_item_get_value (item));
  gtk_window_close (self->window);
}

static void
loaded_cb (PackshotPickRow *self)
{
  self->loaded = TRUE;
  show_value (self);
}

static void
clear_cb (PackshotPickRow *self)
{
  take (self, NULL);
  /* The button is gone, and with it the focus of whoever works by keyboard. */
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
packshot_pick_row_activate (AdwActionRow *row)
{
  PackshotPickRow *self = PACKSHOT_PICK_ROW (row);
  GtkWidget *page = packshot_pick_page_new (self->option, self->items, self->pictures, self->value);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_signal_connect_object (page, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_clear_weak_pointer (&self->window);
  g_set_weak_pointer (
      &self->window, packshot_side_window_present (GTK_WINDOW (root),
                                                   packshot_option_get_label (self->option), page));

  if (!self->loaded && self->service != NULL && packshot_option_get_catalog (self->option))
    packshot_pick_page_load (PACKSHOT_PICK_PAGE (page), self->service);
}

static void
packshot_pick_row_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (packshot_pick_row_parent_class)->direction_changed (widget, previous);
  if (PACKSHOT_PICK_ROW (widget)->option != NULL)
    show_value (PACKSHOT_PICK_ROW (widget));
}

static void
packshot_pick_row_dispose (GObject *object)
{
  PackshotPickRow *self = PACKSHOT_PICK_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->slot);

  G_OBJECT_CLASS (packshot_pick_row_parent_class)->dispose (object);
}

static void
packshot_pick_row_finalize (GObject *object)
{
  PackshotPickRow *self = PACKSHOT_PICK_ROW (object);

  g_clear_object (&self->option);
  g_clear_object (&self->service);
  g_clear_object (&self->pictures);
  g_clear_object (&self->items);
  g_clear_object (&self->cancellable);
  g_free (self->value);

  G_OBJECT_CLASS (packshot_pick_row_parent_class)->finalize (object);
}

static void
packshot_pick_row_class_init (PackshotPickRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_pick_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_pick_row_finalize;
  GTK_WIDGET_CLASS (klass)->direction_changed = packshot_pick_row_direction_changed;
  ADW_ACTION_ROW_CLASS (klass)->activate = packshot_pick_row_activate;
}

static void
add_children (PackshotPickRow *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (self);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  const char *words = _ ("Take Back");

  self->slot = g_object_ref_sink (packshot_picture_slot_new (PICTURE_SIZE, &self->picture));

  self->clear_button = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_tooltip_text (self->clear_button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_valign (self->clear_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->clear_button, "flat");
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_cb), self,
                           G_CONNECT_SWAPPED);

  adw_action_row_add_suffix (row, self->clear_button);
  adw_action_row_add_suffix (row, arrow);
}

static void
packshot_pick_row_init (PackshotPickRow *self)
{
  self->pictures = packshot_web_pictures_new ();
  self->items = g_list_store_new (PACKSHOT_TYPE_PICK_ITEM);
  add_children (self);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

/**
 * packshot_pick_row_new:
 * @option: a choice that is open, or a text with a catalog
 *
 * Returns: (transfer floating): a row for it
 */
PackshotOptionRow *
packshot_pick_row_new (PackshotOption *option)
{
  PackshotPickRow *self =
      packshot_plain_row_new (PACKSHOT_TYPE_PICK_ROW, packshot_option_get_label (option));

  self->option = g_object_ref (option);
  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);
      g_autoptr (PackshotPickItem) item =
          packshot_pick_item_new (choice->value, choice->label, choice->help, NULL);

      g_list_store_append (self->items, item);
    }
  show_value (self);

  return PACKSHOT_OPTION_ROW (self);
}

/**
 * packshot_pick_row_set_service:
 * @self: a row
 * @service: (nullable): who can tell more values
 */
void
packshot_pick_row_set_service (PackshotPickRow *self, PackshotService *service)
{
  g_return_if_fail (PACKSHOT_IS_PICK_ROW (self));

  g_set_object (&self->service, service);
  self->loaded = FALSE;
}
