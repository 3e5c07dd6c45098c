/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-compat"

#include "packshot-compat-about.h"

#include <adwaita.h>

/**
 * packshot_compat_show_about:
 * @parent: the window it belongs to
 * @first_property: the name of a property that #AdwAboutWindow and #AdwAboutDialog share
 * @...: its value, then more names and values, ended by %NULL
 *
 * Shows who made the application.
 */
void
packshot_compat_show_about (GtkWindow *parent, const char *first_property, ...)
{
  va_list properties;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  va_start (properties, first_property);
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (
      ADW_DIALOG (g_object_new_valist (ADW_TYPE_ABOUT_DIALOG, first_property, properties)),
      GTK_WIDGET (parent));
#else
  {
    GtkWindow *window =
        GTK_WINDOW (g_object_new_valist (ADW_TYPE_ABOUT_WINDOW, first_property, properties));

    gtk_window_set_transient_for (window, parent);
    gtk_window_set_modal (window, TRUE);
    gtk_window_set_destroy_with_parent (window, TRUE);
    gtk_window_present (window);
  }
#endif
  va_end (properties);
}
