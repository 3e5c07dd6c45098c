/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* A window in front of the one of the application, for one page that is looked at and closed. */

#include "packshot-side-window.h"

#include <adwaita.h>

#define WIDTH  460
#define HEIGHT 560

static void
add_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

/**
 * packshot_side_window_present:
 * @parent: the window of the application
 * @title: what it is about
 * @content: (transfer floating): the page
 *
 * Shows a page, with a place where toasts can be seen.
 *
 * Returns: (transfer none): the window, which belongs to GTK
 */
GtkWindow *
packshot_side_window_present (GtkWindow *parent, const char *title, GtkWidget *content)
{
  GtkWidget *window;
  GtkWidget *overlay;
  GtkWidget *box;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && GTK_IS_WIDGET (content), NULL);

  gtk_widget_set_vexpand (content, TRUE);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), content);
  overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);

  window = g_object_new (ADW_TYPE_WINDOW, "title", title, "transient-for", parent, "modal", TRUE,
                         "destroy-with-parent", TRUE, "default-width", WIDTH, "default-height",
                         HEIGHT, "content", overlay, NULL);
  add_escape (window);
  gtk_window_present (GTK_WINDOW (window));

  return GTK_WINDOW (window);
}
