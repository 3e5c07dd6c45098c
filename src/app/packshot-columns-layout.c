/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-columns-layout.h"

/* From which width on there are two columns. */
#define TWO_WIDTH 600

struct _PackshotColumnsLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (PackshotColumnsLayout, packshot_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
find_next (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static int
get_height (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  return natural;
}

/* The height of the children from one to another, which is not among them. */
static int
get_height_between (PackshotColumnsLayout *self, GtkWidget *first, GtkWidget *end, int width)
{
  int height = 0;

  for (GtkWidget *child = find_next (first); child != NULL && child != end;
       child = find_next (gtk_widget_get_next_sibling (child)))
    height += (height > 0 ? self->spacing : 0) + get_height (child, width);

  return height;
}

/* The child that begins the second column: where the higher of both is lowest. */
static GtkWidget *
find_second_column (PackshotColumnsLayout *self, GtkWidget *widget, int width, int *height)
{
  GtkWidget *first = find_next (gtk_widget_get_first_child (widget));
  GtkWidget *best = NULL;

  *height = get_height_between (self, first, NULL, width);
  for (GtkWidget *child = first; child != NULL;
       child = find_next (gtk_widget_get_next_sibling (child)))
    {
      int left = get_height_between (self, first, child, width);
      int right = get_height_between (self, child, NULL, width);

      if (MAX (left, right) >= *height)
        continue;
      *height = MAX (left, right);
      best = child;
    }

  return best;
}

static int
get_column_width (PackshotColumnsLayout *self, int width)
{
  return width >= TWO_WIDTH ? (width - self->spacing) / 2 : width;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = find_next (gtk_widget_get_first_child (widget)); child != NULL;
       child = find_next (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
packshot_columns_layout_measure (GtkLayoutManager *manager,
                                 GtkWidget *widget,
                                 GtkOrientation orientation,
                                 int for_size,
                                 int *minimum,
                                 int *natural,
                                 int *minimum_baseline,
                                 int *natural_baseline)
{
  PackshotColumnsLayout *self = PACKSHOT_COLUMNS_LAYOUT (manager);
  int least = 0, wanted = 0;
  int height;

  measure_width (widget, &least, &wanted);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = wanted;
      return;
    }

  if (for_size >= TWO_WIDTH)
    find_second_column (self, widget, MAX (get_column_width (self, for_size), least), &height);
  else
    height = get_height_between (self, gtk_widget_get_first_child (widget), NULL,
                                 for_size >= 0 ? MAX (for_size, least) : -1);
  *minimum = *natural = height;
}

static void
packshot_columns_layout_allocate (GtkLayoutManager *manager,
                                  GtkWidget *widget,
                                  int width,
                                  int height,
                                  int baseline)
{
  PackshotColumnsLayout *self = PACKSHOT_COLUMNS_LAYOUT (manager);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int column = get_column_width (self, width);
  GtkWidget *second = NULL;
  int x = rtl ? width - column : 0;
  int y = 0;
  int ignored;

  if (width >= TWO_WIDTH)
    second = find_second_column (self, widget, column, &ignored);

  for (GtkWidget *child = find_next (gtk_widget_get_first_child (widget)); child != NULL;
       child = find_next (gtk_widget_get_next_sibling (child)))
    {
      int child_height = get_height (child, column);

      if (child == second)
        {
          x = rtl ? 0 : width - column;
          y = 0;
        }
      gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, column, child_height }, -1);
      y += child_height + self->spacing;
    }
}

static GtkSizeRequestMode
packshot_columns_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
packshot_columns_layout_class_init (PackshotColumnsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = packshot_columns_layout_measure;
  layout_class->allocate = packshot_columns_layout_allocate;
  layout_class->get_request_mode = packshot_columns_layout_get_request_mode;
}

static void
packshot_columns_layout_init (PackshotColumnsLayout *self)
{
}

/**
 * packshot_columns_layout_new:
 * @spacing: between the children, and between the columns, in application pixels
 *
 * Returns: (transfer full): a layout
 */
GtkLayoutManager *
packshot_columns_layout_new (int spacing)
{
  PackshotColumnsLayout *self = g_object_new (PACKSHOT_TYPE_COLUMNS_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
