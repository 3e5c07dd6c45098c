/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-picture-row.h"

#include <glib/gi18n.h>

#include "packshot-address-popover.h"
#include "packshot-picture-slot.h"
#include "packshot-plain-row.h"
#include "packshot-receiver.h"

/* Of the picture, in pixels. */
#define PICTURE_SIZE 48

struct _PackshotPictureRow
{
  AdwActionRow parent_instance;

  GtkWidget *slot; /* (owned): for the picture; among the prefixes while there is one */
  GtkPicture *picture;
  GtkSpinner *spinner;
  GtkWidget *address_button;
  GtkWidget *choose_button;
  GtkWidget *clear_button;

  PackshotOption *option;     /* (owned) */
  PackshotReceiver *receiver; /* (owned) */
  char *value;                /* (owned) (nullable) (type filename) */
};

static char *
dup_text (PackshotOptionRow *row)
{
  return g_strdup (PACKSHOT_PICTURE_ROW (row)->value);
}

static char *
dup_name (const char *value)
{
  return packshot_picture_value_classify (value) == PACKSHOT_PICTURE_VALUE_FILE
             ? g_filename_display_basename (value)
             : g_filename_display_name (value);
}

static void
show_value (PackshotPictureRow *self)
{
  g_autofree char *name = self->value != NULL ? dup_name (self->value) : NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               name != NULL ? name : packshot_option_get_help (self->option));
  gtk_widget_set_visible (self->clear_button, self->value != NULL);
  gtk_widget_set_visible (self->choose_button, self->value == NULL);
  gtk_widget_set_visible (self->address_button, self->value == NULL);
}

/* Prefixes leave room for what can't be seen. */
static void
show_slot (PackshotPictureRow *self, GdkPaintable *picture)
{
  gboolean was_there = gtk_widget_get_parent (self->slot) != NULL;

  gtk_picture_set_paintable (self->picture, picture);
  if (picture != NULL && !was_there)
    adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->slot);
  else if (picture == NULL && was_there)
    adw_action_row_remove (ADW_ACTION_ROW (self), self->slot);
}

static void
take (PackshotPictureRow *self, const char *value, GdkPaintable *picture)
{
  gboolean changed = g_strcmp0 (value, self->value) != 0;

  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  show_slot (self, picture);
  if (changed)
    {
      g_free (self->value);
      self->value = g_strdup (value);
    }
  show_value (self);

  if (changed)
    packshot_option_row_edited (PACKSHOT_OPTION_ROW (self));
}

static void
waiting_cb (PackshotPictureRow *self, const char *words)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_set_spinning (self->spinner, TRUE);
}

static void
received_cb (PackshotPictureRow *self, PackshotPhoto *photo, const char *address)
{
  gboolean is_address = address != NULL && packshot_receiver_sends_address (self->option);

  take (self, is_address ? address : packshot_photo_get_path (photo),
        GDK_PAINTABLE (packshot_photo_get_texture (photo)));
}

/* What can't be shown here may still be what the service finds at the address. */
static void
gave_up_cb (PackshotPictureRow *self)
{
  gboolean keep = self->value != NULL && packshot_receiver_sends_address (self->option)
                  && packshot_picture_value_is_address (self->value);

  take (self, keep ? self->value : NULL, NULL);
}

static void
open_address (PackshotPictureRow *self, const char *address)
{
  if (packshot_receiver_sends_address (self->option))
    take (self, address, NULL);
  packshot_receiver_open_address (self->receiver, address);
}

static void
clear (PackshotPictureRow *self)
{
  packshot_receiver_stop (self->receiver);
  take (self, NULL, NULL);
}

static void
clear_cb (PackshotPictureRow *self)
{
  clear (self);
  /* The button is gone, and with it the focus of whoever works by keyboard. */
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
set_text (PackshotOptionRow *row, const char *text)
{
  PackshotPictureRow *self = PACKSHOT_PICTURE_ROW (row);

  if (g_strcmp0 (text, self->value != NULL ? self->value : "") == 0)
    return;

  if (*text == '\0')
    {
      clear (self);
      return;
    }

  switch (packshot_picture_value_classify (text))
    {
    case PACKSHOT_PICTURE_VALUE_ADDRESS:
      open_address (self, text);
      break;
    case PACKSHOT_PICTURE_VALUE_FILE:
      packshot_receiver_open (self->receiver, text);
      break;
    case PACKSHOT_PICTURE_VALUE_REFERENCE:
    default:
      take (self, text, NULL);
    }
}

static void
option_row_init (PackshotOptionRowInterface *iface)
{
  iface->dup_text = dup_text;
  iface->set_text = set_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotPictureRow,
                               packshot_picture_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (PACKSHOT_TYPE_OPTION_ROW, option_row_init))

static void
packshot_picture_row_activate (AdwActionRow *row)
{
  packshot_receiver_choose (PACKSHOT_PICTURE_ROW (row)->receiver);
}

static GtkWidget *
make_button (const char *icon_name, const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static GtkWidget *
make_address_button (PackshotPictureRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = g_object_new (PACKSHOT_TYPE_ADDRESS_POPOVER, NULL);
  const char *words = _ ("From Web Address…");

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "insert-link-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (popover, "entered", G_CALLBACK (open_address), self, G_CONNECT_SWAPPED);

  return button;
}

static void
packshot_picture_row_dispose (GObject *object)
{
  PackshotPictureRow *self = PACKSHOT_PICTURE_ROW (object);

  g_clear_object (&self->receiver);
  g_clear_object (&self->slot);

  G_OBJECT_CLASS (packshot_picture_row_parent_class)->dispose (object);
}

static void
packshot_picture_row_finalize (GObject *object)
{
  PackshotPictureRow *self = PACKSHOT_PICTURE_ROW (object);

  g_clear_object (&self->option);
  g_free (self->value);

  G_OBJECT_CLASS (packshot_picture_row_parent_class)->finalize (object);
}

static void
packshot_picture_row_class_init (PackshotPictureRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_picture_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_picture_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = packshot_picture_row_activate;
}

static void
add_children (PackshotPictureRow *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (self);

  self->slot = g_object_ref_sink (packshot_picture_slot_new (PICTURE_SIZE, &self->picture));
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  self->clear_button = make_button ("edit-clear-symbolic", _ ("Remove the Picture"));
  self->address_button = make_address_button (self);
  self->choose_button = make_button ("document-open-symbolic", _ ("Choose…"));

  adw_action_row_add_suffix (row, GTK_WIDGET (self->spinner));
  adw_action_row_add_suffix (row, self->clear_button);
  adw_action_row_add_suffix (row, self->address_button);
  adw_action_row_add_suffix (row, self->choose_button);

  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choose_button, "clicked",
                           G_CALLBACK (packshot_picture_row_activate), self, G_CONNECT_SWAPPED);
}

static void
packshot_picture_row_init (PackshotPictureRow *self)
{
  add_children (self);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);

  self->receiver = packshot_receiver_new (GTK_WIDGET (self), PACKSHOT_PHOTO_TILE_PIXELS);
  g_signal_connect_object (self->receiver, "waiting", G_CALLBACK (waiting_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->receiver, "received", G_CALLBACK (received_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->receiver, "gave-up", G_CALLBACK (gave_up_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * packshot_picture_row_new:
 * @option: a picture option
 *
 * Returns: (transfer floating): a row for it
 */
PackshotOptionRow *
packshot_picture_row_new (PackshotOption *option)
{
  PackshotPictureRow *self =
      packshot_plain_row_new (PACKSHOT_TYPE_PICTURE_ROW, packshot_option_get_label (option));

  self->option = g_object_ref (option);
  show_value (self);

  return PACKSHOT_OPTION_ROW (self);
}
