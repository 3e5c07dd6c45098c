/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Rows of the preferences that are about no option of a service. */

#include "packshot-preference-rows.h"

#include "packshot-plain-row.h"

/* A button in a row is read out of its place, so that it says by itself what it is about. */
static void
name_widget (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * packshot_preference_rows_add:
 * @group: a group
 * @title: plain text
 * @subtitle: (nullable): plain text, as long as it is
 *
 * Returns: (transfer none): a row at the end of the group
 */
AdwActionRow *
packshot_preference_rows_add (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  AdwActionRow *row;

  g_return_val_if_fail (ADW_IS_PREFERENCES_GROUP (group) && title != NULL, NULL);

  row = packshot_plain_row_new (ADW_TYPE_ACTION_ROW, title);
  g_object_set (row, "subtitle", subtitle, "title-lines", 0, "subtitle-lines", 0, NULL);
  adw_preferences_group_add (group, GTK_WIDGET (row));

  return row;
}

/**
 * packshot_preference_rows_add_button:
 * @row: a row
 * @label: what the button does, with an underlined letter
 * @action: the name of the action it activates
 *
 * Returns: (transfer none): a button at the end of the row
 */
GtkWidget *
packshot_preference_rows_add_button (AdwActionRow *row, const char *label, const char *action)
{
  GtkWidget *button;

  g_return_val_if_fail (ADW_IS_ACTION_ROW (row) && label != NULL && action != NULL, NULL);

  button = gtk_button_new_with_mnemonic (label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (row, button);

  return button;
}

/**
 * packshot_preference_rows_add_switch:
 * @group: a group
 * @title: plain text
 * @subtitle: (nullable): plain text
 * @is_on: whether it is on
 *
 * Returns: (transfer none): the switch in a row at the end of the group
 */
GtkWidget *
packshot_preference_rows_add_switch (AdwPreferencesGroup *group,
                                     const char *title,
                                     const char *subtitle,
                                     gboolean is_on)
{
  AdwActionRow *row = packshot_preference_rows_add (group, title, subtitle);
  GtkWidget *button = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (button), is_on);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  name_widget (button, title);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);

  return button;
}

/**
 * packshot_preference_rows_add_number:
 * @group: a group
 * @title: plain text
 * @subtitle: (nullable): plain text
 * @value: a number from 1 to @most
 * @most: the largest there may be
 *
 * Returns: (transfer none): the #GtkSpinButton in a row at the end of the group
 */
GtkWidget *
packshot_preference_rows_add_number (AdwPreferencesGroup *group,
                                     const char *title,
                                     const char *subtitle,
                                     guint value,
                                     guint most)
{
  AdwActionRow *row = packshot_preference_rows_add (group, title, subtitle);
  GtkWidget *spin = gtk_spin_button_new_with_range (1, most, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  name_widget (spin, title);
  adw_action_row_add_suffix (row, spin);
  adw_action_row_set_activatable_widget (row, spin);

  return spin;
}
