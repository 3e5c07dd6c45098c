/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-list-row.h"

struct _PackshotListRow
{
  AdwComboRow parent_instance;

  PackshotOption *option; /* (owned) */
};

static char *
dup_text (PackshotOptionRow *row)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

  if (selected == GTK_INVALID_LIST_POSITION)
    return NULL;

  return g_strdup (packshot_option_get_choice (PACKSHOT_LIST_ROW (row)->option, selected)->value);
}

static void
set_text (PackshotOptionRow *row, const char *text)
{
  PackshotListRow *self = PACKSHOT_LIST_ROW (row);

  for (guint i = 0; i < packshot_option_get_n_choices (self->option); i++)
    {
      if (packshot_choice_matches (packshot_option_get_choice (self->option, i), text))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
    }
}

static void
option_row_init (PackshotOptionRowInterface *iface)
{
  iface->dup_text = dup_text;
  iface->set_text = set_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotListRow,
                               packshot_list_row,
                               ADW_TYPE_COMBO_ROW,
                               G_IMPLEMENT_INTERFACE (PACKSHOT_TYPE_OPTION_ROW, option_row_init))

static void
selected_cb (PackshotListRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  const char *help = packshot_option_get_help (self->option);

  if (selected != GTK_INVALID_LIST_POSITION
      && packshot_option_get_choice (self->option, selected)->help != NULL)
    help = packshot_option_get_choice (self->option, selected)->help;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), help);
  packshot_option_row_edited (PACKSHOT_OPTION_ROW (self));
}

static void
packshot_list_row_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_LIST_ROW (object)->option);

  G_OBJECT_CLASS (packshot_list_row_parent_class)->finalize (object);
}

static void
packshot_list_row_class_init (PackshotListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_list_row_finalize;
}

static void
packshot_list_row_init (PackshotListRow *self)
{
}

/**
 * packshot_list_row_new:
 * @option: a choice option
 *
 * Returns: (transfer floating): a row for it
 */
PackshotOptionRow *
packshot_list_row_new (PackshotOption *option)
{
  PackshotListRow *self = g_object_new (PACKSHOT_TYPE_LIST_ROW, "use-markup", FALSE, "title",
                                        packshot_option_get_label (option), NULL);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    gtk_string_list_append (labels, packshot_option_get_choice (option, i)->label);

  self->option = g_object_ref (option);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), GTK_INVALID_LIST_POSITION);

  return PACKSHOT_OPTION_ROW (self);
}
