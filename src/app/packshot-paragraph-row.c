/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-paragraph-row.h"

#include "packshot-plain-row.h"

struct _PackshotParagraphRow
{
  AdwPreferencesRow parent_instance;

  GtkTextView *view;
};

static char *
dup_text (PackshotOptionRow *row)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (PACKSHOT_PARAGRAPH_ROW (row)->view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
set_text (PackshotOptionRow *row, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (PACKSHOT_PARAGRAPH_ROW (row)->view), text,
                            -1);
}

static void
option_row_init (PackshotOptionRowInterface *iface)
{
  iface->dup_text = dup_text;
  iface->set_text = set_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotParagraphRow,
                               packshot_paragraph_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (PACKSHOT_TYPE_OPTION_ROW, option_row_init))

static void
changed_cb (GtkTextBuffer *buffer, gpointer user_data)
{
  packshot_option_row_edited (PACKSHOT_OPTION_ROW (user_data));
}

static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  PackshotParagraphRow *self = PACKSHOT_PARAGRAPH_ROW (widget);

  /* Straight into the text: the row around it has nothing to do. */
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  return gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
packshot_paragraph_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PACKSHOT_TYPE_PARAGRAPH_ROW);

  G_OBJECT_CLASS (packshot_paragraph_row_parent_class)->dispose (object);
}

static void
packshot_paragraph_row_class_init (PackshotParagraphRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_paragraph_row_dispose;
  widget_class->focus = focus;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-paragraph-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotParagraphRow, view);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
packshot_paragraph_row_init (PackshotParagraphRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_paragraph_row_new:
 * @option: a text option
 *
 * Returns: (transfer floating): a row for it
 */
PackshotOptionRow *
packshot_paragraph_row_new (PackshotOption *option)
{
  const char *label = packshot_option_get_label (option);
  PackshotParagraphRow *self = packshot_plain_row_new (PACKSHOT_TYPE_PARAGRAPH_ROW, label);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), packshot_option_get_help (option));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return PACKSHOT_OPTION_ROW (self);
}
