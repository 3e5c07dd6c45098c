/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Rows for words of others: of a manifest, a service or a person. */

#include "config.h"

#include "packshot-plain-row.h"

/**
 * packshot_plain_row_new:
 * @type: an #AdwPreferencesRow, or what is derived of it
 * @title: plain text
 *
 * Were both given to g_object_new(), the labels would hear of the title first, and read it as the
 * markup it is no more a moment later.
 *
 * Returns: (transfer floating) (type AdwPreferencesRow): a row whose title and subtitle are no
 *   markup
 */
gpointer
packshot_plain_row_new (GType type, const char *title)
{
  AdwPreferencesRow *row;

  g_return_val_if_fail (g_type_is_a (type, ADW_TYPE_PREFERENCES_ROW) && title != NULL, NULL);

  row = g_object_new (type, NULL);
  adw_preferences_row_set_use_markup (row, FALSE);
  adw_preferences_row_set_title (row, title);

  return row;
}
