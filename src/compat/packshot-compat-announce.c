/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-compat"

#include "packshot-compat-announce.h"

/**
 * packshot_compat_announce:
 * @widget: the label that shows @words as well
 * @words: what has changed
 *
 * Has screen readers say something that nobody went to. Before GTK 4.14 no widget can speak up:
 * what reads labels of the role "status" is told by the label itself.
 */
void
packshot_compat_announce (GtkWidget *widget, const char *words)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && words != NULL);

#if GTK_CHECK_VERSION(4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#endif
}
