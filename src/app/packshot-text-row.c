/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-text-row.h"

#include "packshot-plain-row.h"

struct _PackshotTextRow
{
  AdwEntryRow parent_instance;
};

static char *
dup_text (PackshotOptionRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  return *text != '\0' ? g_strdup (text) : NULL;
}

static void
set_text (PackshotOptionRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
option_row_init (PackshotOptionRowInterface *iface)
{
  iface->dup_text = dup_text;
  iface->set_text = set_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotTextRow,
                               packshot_text_row,
                               ADW_TYPE_ENTRY_ROW,
                               G_IMPLEMENT_INTERFACE (PACKSHOT_TYPE_OPTION_ROW, option_row_init))

static void
packshot_text_row_class_init (PackshotTextRowClass *klass)
{
}

static void
packshot_text_row_init (PackshotTextRow *self)
{
  g_signal_connect (self, "changed", G_CALLBACK (packshot_option_row_edited), NULL);
}

/**
 * packshot_text_row_new:
 * @option: a text option
 *
 * Returns: (transfer floating): a row for it
 */
PackshotOptionRow *
packshot_text_row_new (PackshotOption *option)
{
  GtkWidget *row =
      packshot_plain_row_new (PACKSHOT_TYPE_TEXT_ROW, packshot_option_get_label (option));

  gtk_widget_set_tooltip_text (row, packshot_option_get_help (option));
  return PACKSHOT_OPTION_ROW (row);
}
