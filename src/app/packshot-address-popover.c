/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-address-popover.h"

#include <string.h>

#include "packshot-words.h"

struct _PackshotAddressPopover
{
  GtkPopover parent_instance;

  GtkEditable *entry;
  GtkWidget *button;
};

enum
{
  SIGNAL_ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotAddressPopover, packshot_address_popover, GTK_TYPE_POPOVER)

/* What was typed, with the scheme most people leave out; NULL where it can't be an address. */
static char *
dup_address (PackshotAddressPopover *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (strstr (text, "://") == NULL && strchr (text, '.') != NULL)
    {
      g_autofree char *address = g_strconcat ("https://", text, NULL);

      return packshot_words_is_web_address (address) ? g_steal_pointer (&address) : NULL;
    }

  return packshot_words_is_web_address (text) ? g_steal_pointer (&text) : NULL;
}

static void
changed_cb (PackshotAddressPopover *self)
{
  g_autofree char *address = dup_address (self);

  gtk_widget_set_sensitive (self->button, address != NULL);
}

static void
enter_cb (PackshotAddressPopover *self)
{
  g_autofree char *address = dup_address (self);

  if (address == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0, address);
}

/* With the focus comes the selection: an address that was entered before can be typed over. */
static void
mapped_cb (GtkWidget *widget)
{
  gtk_widget_grab_focus (GTK_WIDGET (PACKSHOT_ADDRESS_POPOVER (widget)->entry));
}

static void
packshot_address_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PACKSHOT_TYPE_ADDRESS_POPOVER);

  G_OBJECT_CLASS (packshot_address_popover_parent_class)->dispose (object);
}

static void
packshot_address_popover_class_init (PackshotAddressPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_address_popover_dispose;

  /**
   * PackshotAddressPopover::entered:
   * @self: a popover
   * @address: an http or https address
   */
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-address-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotAddressPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, PackshotAddressPopover, button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
}

static void
packshot_address_popover_init (PackshotAddressPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
