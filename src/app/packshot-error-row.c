/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-error-row.h"

struct _PackshotErrorRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label; /* (unowned): the child holds it */
};

G_DEFINE_FINAL_TYPE (PackshotErrorRow, packshot_error_row, ADW_TYPE_PREFERENCES_ROW)

static void
packshot_error_row_class_init (PackshotErrorRowClass *klass)
{
}

static void
packshot_error_row_init (PackshotErrorRow *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "error");

  self->label = GTK_LABEL (label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

/**
 * packshot_error_row_new:
 *
 * Returns: (transfer floating): a row that says nothing yet
 */
GtkWidget *
packshot_error_row_new (void)
{
  return g_object_new (PACKSHOT_TYPE_ERROR_ROW, NULL);
}

/**
 * packshot_error_row_set_words:
 * @self: a row
 * @words: (nullable): what is wrong; %NULL hides the row
 */
void
packshot_error_row_set_words (PackshotErrorRow *self, const char *words)
{
  g_return_if_fail (PACKSHOT_IS_ERROR_ROW (self));

  gtk_label_set_label (self->label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
}
