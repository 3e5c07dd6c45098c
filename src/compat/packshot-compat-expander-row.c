/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-compat"

#include "packshot-compat-expander-row.h"

/**
 * packshot_compat_expander_row_add_suffix:
 * @row: a row
 * @widget: what to show at its end
 *
 * Shows something before the arrow of the row: a suffix since libadwaita 1.4, an action before.
 */
void
packshot_compat_expander_row_add_suffix (AdwExpanderRow *row, GtkWidget *widget)
{
  g_return_if_fail (ADW_IS_EXPANDER_ROW (row) && GTK_IS_WIDGET (widget));

#if ADW_CHECK_VERSION(1, 4, 0)
  adw_expander_row_add_suffix (row, widget);
#else
  adw_expander_row_add_action (row, widget);
#endif
}
