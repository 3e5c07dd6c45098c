/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-whole-value.h"

/* Of a longer value so many characters are seen at least. */
#define MOST_CHARS 18

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static char *
dup_words (AdwComboRow *row, GObject *object)
{
  GtkExpression *expression = adw_combo_row_get_expression (row);
  g_auto (GValue) value = G_VALUE_INIT;

  if (GTK_IS_STRING_OBJECT (object))
    return g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (object)));

  if (expression == NULL || !gtk_expression_evaluate (expression, object, &value))
    return g_strdup ("");

  return g_value_dup_string (&value);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  g_autofree char *words = dup_words (user_data, gtk_list_item_get_item (item));
  gboolean is_long = g_utf8_strlen (words, -1) > MOST_CHARS;

  gtk_label_set_label (label, words);
  gtk_label_set_ellipsize (label, is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (label, is_long ? MOST_CHARS : -1);
  /* Each tooltip asks the display where the pointer is. */
  if (is_long)
    gtk_widget_set_tooltip_text (GTK_WIDGET (label), words);
}

static void
bind_narrow_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  const char *words = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (label, words);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), words);
}

/**
 * packshot_whole_value_narrow:
 * @drop_down: a choice among strings
 *
 * Lets the button be narrower than the longest of its words, where there is no room for that. The
 * list that opens is as it was.
 */
void
packshot_whole_value_narrow (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), drop_down, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_narrow_cb), drop_down, 0);
  if (gtk_drop_down_get_list_factory (drop_down) == NULL)
    gtk_drop_down_set_list_factory (drop_down, gtk_drop_down_get_factory (drop_down));
  gtk_drop_down_set_factory (drop_down, factory);
}

/**
 * packshot_whole_value_show:
 * @row: a row with a choice
 *
 * Lets the row show the chosen value whole where it is short: by itself libadwaita would cut it
 * down to nothing where the words below the title are long. The list that opens is as it was.
 */
void
packshot_whole_value_show (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), row, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), row, 0);
  if (adw_combo_row_get_list_factory (row) == NULL)
    adw_combo_row_set_list_factory (row, adw_combo_row_get_factory (row));
  adw_combo_row_set_factory (row, factory);
}
