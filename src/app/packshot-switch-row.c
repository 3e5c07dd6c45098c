/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-switch-row.h"

#include "packshot-plain-row.h"

struct _PackshotSwitchRow
{
  AdwActionRow parent_instance;

  GtkSwitch *control;
  PackshotOption *option; /* (owned) */
};

static char *
dup_text (PackshotOptionRow *row)
{
  PackshotSwitchRow *self = PACKSHOT_SWITCH_ROW (row);
  g_autoptr (GVariant) value =
      g_variant_ref_sink (g_variant_new_boolean (gtk_switch_get_active (self->control)));

  return packshot_option_format (self->option, value);
}

static void
set_text (PackshotOptionRow *row, const char *text)
{
  PackshotSwitchRow *self = PACKSHOT_SWITCH_ROW (row);
  g_autoptr (GVariant) value = packshot_option_parse (self->option, text, NULL);

  if (value != NULL)
    gtk_switch_set_active (self->control, g_variant_get_boolean (value));
}

static void
option_row_init (PackshotOptionRowInterface *iface)
{
  iface->dup_text = dup_text;
  iface->set_text = set_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotSwitchRow,
                               packshot_switch_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (PACKSHOT_TYPE_OPTION_ROW, option_row_init))

static void
packshot_switch_row_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_SWITCH_ROW (object)->option);

  G_OBJECT_CLASS (packshot_switch_row_parent_class)->finalize (object);
}

static void
packshot_switch_row_class_init (PackshotSwitchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_switch_row_finalize;
}

static void
packshot_switch_row_init (PackshotSwitchRow *self)
{
  self->control = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->control), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->control, "notify::active",
                            G_CALLBACK (packshot_option_row_edited), self);

  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->control));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->control));
}

/**
 * packshot_switch_row_new:
 * @option: a switch option
 *
 * Returns: (transfer floating): a row for it
 */
PackshotOptionRow *
packshot_switch_row_new (PackshotOption *option)
{
  const char *label = packshot_option_get_label (option);
  PackshotSwitchRow *self = packshot_plain_row_new (PACKSHOT_TYPE_SWITCH_ROW, label);

  self->option = g_object_ref (option);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), packshot_option_get_help (option));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  return PACKSHOT_OPTION_ROW (self);
}
