/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-split-layout.h"

/* From which width on the children stand side by side, and how wide the second is then. */
#define SPLIT_WIDTH  700
#define SECOND_WIDTH 380

struct _PackshotSplitLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (PackshotSplitLayout, packshot_split_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
get_sizes (GtkWidget *child, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

/* Where the other is out of sight, the first child has it all. */
static gboolean
is_alone (GtkWidget *widget)
{
  return !gtk_widget_should_layout (gtk_widget_get_last_child (widget));
}

/* Of all that is in it: in what scrolls by itself, lines that wrap don't count. */
static int
get_whole_height (GtkWidget *child, int width)
{
  int natural;

  if (GTK_IS_SCROLLED_WINDOW (child) && gtk_widget_should_layout (child))
    child = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child));

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Above the other, the first child has the shape of a screen. */
static int
get_height_on_top (GtkWidget *first, int width)
{
  int minimum, natural;

  get_sizes (first, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural);
  return MAX (minimum, width * 3 / 4);
}

static void
packshot_split_layout_measure (GtkLayoutManager *manager,
                               GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  gboolean side_by_side = for_size >= SPLIT_WIDTH;
  int minima[2], naturals[2];

  if (is_alone (widget))
    {
      get_sizes (first, orientation, for_size, minimum, natural);
      return;
    }

  get_sizes (first, orientation, side_by_side ? for_size - SECOND_WIDTH : for_size, &minima[0],
             &naturals[0]);
  get_sizes (second, orientation, side_by_side ? SECOND_WIDTH : for_size, &minima[1], &naturals[1]);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (minima[0], minima[1]);
      *natural = MAX (*minimum, naturals[0] + SECOND_WIDTH);
    }
  else if (side_by_side)
    {
      *minimum = MAX (minima[0], minima[1]);
      *natural = MAX (naturals[0], naturals[1]);
    }
  else
    {
      int top = for_size >= 0 ? get_height_on_top (first, for_size) : minima[0];

      /* All of it, though the second child could scroll by itself: here what is around scrolls. */
      *minimum = *natural = top + get_whole_height (second, for_size);
    }
}

static void
packshot_split_layout_allocate (GtkLayoutManager *manager,
                                GtkWidget *widget,
                                int width,
                                int height,
                                int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (is_alone (widget))
    {
      gtk_widget_size_allocate (first, &(GtkAllocation){ 0, 0, width, height }, -1);
    }
  else if (width >= SPLIT_WIDTH)
    {
      int rest = width - SECOND_WIDTH;

      gtk_widget_size_allocate (first, &(GtkAllocation){ rtl ? SECOND_WIDTH : 0, 0, rest, height },
                                -1);
      gtk_widget_size_allocate (second, &(GtkAllocation){ rtl ? 0 : rest, 0, SECOND_WIDTH, height },
                                -1);
    }
  else
    {
      int top = get_height_on_top (first, width);

      gtk_widget_size_allocate (first, &(GtkAllocation){ 0, 0, width, top }, -1);
      gtk_widget_size_allocate (second, &(GtkAllocation){ 0, top, width, height - top }, -1);
    }
}

static GtkSizeRequestMode
packshot_split_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
packshot_split_layout_class_init (PackshotSplitLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = packshot_split_layout_measure;
  layout_class->allocate = packshot_split_layout_allocate;
  layout_class->get_request_mode = packshot_split_layout_get_request_mode;
}

static void
packshot_split_layout_init (PackshotSplitLayout *self)
{
}
