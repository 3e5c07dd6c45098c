/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-milestone-row.h"

struct _PackshotMilestoneRow
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *time;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (PackshotMilestoneRow, packshot_milestone_row, GTK_TYPE_BOX)

/* One that says what it said before is not told to be new. */
static void
set_label (GtkLabel *label, const char *words)
{
  if (g_strcmp0 (gtk_label_get_label (label), words != NULL ? words : "") != 0)
    gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words != '\0');
}

static void
packshot_milestone_row_class_init (PackshotMilestoneRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-milestone-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotMilestoneRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PackshotMilestoneRow, title);
  gtk_widget_class_bind_template_child (widget_class, PackshotMilestoneRow, time);
  gtk_widget_class_bind_template_child (widget_class, PackshotMilestoneRow, words);
}

static void
packshot_milestone_row_init (PackshotMilestoneRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_milestone_row_new:
 *
 * Returns: (transfer floating): a row that says nothing yet
 */
GtkWidget *
packshot_milestone_row_new (void)
{
  return g_object_new (PACKSHOT_TYPE_MILESTONE_ROW, NULL);
}

/**
 * packshot_milestone_row_set_words:
 * @self: a row
 * @title: what happened
 * @time: (nullable): when, or for how long
 * @words: (nullable): what was said about it, plain text
 */
void
packshot_milestone_row_set_words (PackshotMilestoneRow *self,
                                  const char *title,
                                  const char *time,
                                  const char *words)
{
  g_return_if_fail (PACKSHOT_IS_MILESTONE_ROW (self) && title != NULL);

  set_label (self->title, title);
  set_label (self->time, time);
  set_label (self->words, words);
}

/**
 * packshot_milestone_row_set_icon:
 * @self: a row
 * @icon: the name of an icon, for those who look; the words say the same
 * @trouble: whether it is none of what a person hoped for
 */
void
packshot_milestone_row_set_icon (PackshotMilestoneRow *self, const char *icon, gboolean trouble)
{
  g_return_if_fail (PACKSHOT_IS_MILESTONE_ROW (self) && icon != NULL);

  gtk_image_set_from_icon_name (self->icon, icon);
  if (trouble)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
}
