/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* A window in front of the one of the application, for one page that is looked at and closed. */

#include "packshot-side-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "packshot-compat-toast.h"

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
 * packshot_side_window_present_full:
 * @parent: the window of the application
 * @title: what it is about
 * @content: (transfer floating): the page
 * @title_widget: (nullable) (transfer floating): what stands in place of the title in its header
 * @width: how wide it is at first
 *
 * Shows a page, with a place where toasts can be seen.
 *
 * Returns: (transfer none): the window, which belongs to GTK
 */
GtkWindow *
packshot_side_window_present_full (GtkWindow *parent,
                                   const char *title,
                                   GtkWidget *content,
                                   GtkWidget *title_widget,
                                   int width)
{
  GtkWidget *window;
  GtkWidget *overlay;
  GtkWidget *header;
  GtkWidget *box;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && GTK_IS_WIDGET (content), NULL);

  header = adw_header_bar_new ();
  if (title_widget != NULL)
    adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), title_widget);
  gtk_widget_set_vexpand (content, TRUE);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), content);
  overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  packshot_compat_name_toasts (ADW_TOAST_OVERLAY (overlay), _ ("Close"));

  window = g_object_new (ADW_TYPE_WINDOW, "title", title, "transient-for", parent, "modal", TRUE,
                         "destroy-with-parent", TRUE, "default-width", width, "default-height",
                         HEIGHT, "content", overlay, NULL);
  add_escape (window);
  gtk_window_present (GTK_WINDOW (window));

  return GTK_WINDOW (window);
}

/**
 * packshot_side_window_present:
 * @parent: the window of the application
 * @title: what it is about
 * @content: (transfer floating): the page
 *
 * Shows a page under its title, as packshot_side_window_present_full() does.
 *
 * Returns: (transfer none): the window, which belongs to GTK
 */
GtkWindow *
packshot_side_window_present (GtkWindow *parent, const char *title, GtkWidget *content)
{
  return packshot_side_window_present_full (parent, title, content, NULL, WIDTH);
}
