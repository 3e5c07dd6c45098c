/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-fit-layout.h"

struct _PackshotFitLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (PackshotFitLayout, packshot_fit_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
packshot_fit_layout_measure (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = across ? G_MAXINT : 0;
  *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = across ? MIN (*minimum, child_minimum) : MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
packshot_fit_layout_allocate (GtkLayoutManager *manager,
                              GtkWidget *widget,
                              int width,
                              int height,
                              int baseline)
{
  gboolean found = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean fits;
      int minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      fits = !found && (minimum <= width || gtk_widget_get_next_sibling (child) == NULL);
      gtk_widget_set_child_visible (child, fits);
      if (fits)
        gtk_widget_size_allocate (child, &(GtkAllocation){ 0, 0, width, height }, baseline);
      found = found || fits;
    }
}

static void
packshot_fit_layout_class_init (PackshotFitLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = packshot_fit_layout_measure;
  layout_class->allocate = packshot_fit_layout_allocate;
}

static void
packshot_fit_layout_init (PackshotFitLayout *self)
{
}
