/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-compat"

#include "packshot-compat-toast.h"

#define CHILDREN "packshot-children"
#define NAME     "packshot-name"

static void
name_icons (GtkWidget *root, const char *name)
{
  if (GTK_IS_BUTTON (root) && gtk_button_get_icon_name (GTK_BUTTON (root)) != NULL)
    {
      gtk_widget_set_tooltip_text (root, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_icons (child, name);
}

static void
children_cb (GListModel *children, guint position, guint removed, guint added, gpointer user_data)
{
  AdwToastOverlay *overlay = user_data;

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);

      if (child != adw_toast_overlay_get_child (overlay))
        name_icons (child, g_object_get_data (G_OBJECT (overlay), NAME));
    }
}

/**
 * packshot_compat_name_toasts:
 * @overlay: where toasts are shown
 * @name: what the button that closes one is called
 *
 * The button that closes a toast has no name for a screen reader and no tooltip in libadwaita 1.2,
 * and nothing of a toast can be reached before it is shown.
 */
void
packshot_compat_name_toasts (AdwToastOverlay *overlay, const char *name)
{
  GListModel *children;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && name != NULL);

  children = gtk_widget_observe_children (GTK_WIDGET (overlay));
  g_object_set_data_full (G_OBJECT (overlay), NAME, g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (overlay), CHILDREN, children, g_object_unref);
  g_signal_connect_object (children, "items-changed", G_CALLBACK (children_cb), overlay, 0);
}
