/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-split-layout.h"

/* From which width on the children stand side by side, and how wide the second is then. */
#define SPLIT_WIDTH  700
#define SECOND_WIDTH 380

/* From which width on the second has room for two columns, and how much that is. */
#define WIDE_WIDTH        1200
#define WIDE_SECOND_WIDTH 660

struct _PackshotSplitLayout
{
  GtkLayoutManager parent_instance;

  gboolean wide;
};

typedef enum
{
  PROP_WIDE = 1,
} PackshotSplitLayoutProperty;

static GParamSpec *props[PROP_WIDE + 1];

G_DEFINE_FINAL_TYPE (PackshotSplitLayout, packshot_split_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
get_sizes (GtkWidget *child, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

/* What stands below the first child, if there is something: between it and the last. */
static GtkWidget *
find_below (GtkWidget *widget)
{
  GtkWidget *below = gtk_widget_get_next_sibling (gtk_widget_get_first_child (widget));

  return below != gtk_widget_get_last_child (widget) && gtk_widget_should_layout (below) ? below
                                                                                         : NULL;
}

static int
get_height_below (GtkWidget *widget, int width)
{
  GtkWidget *below = find_below (widget);
  int minimum, natural = 0;

  if (below != NULL)
    get_sizes (below, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural);

  return natural;
}

/* Where the last is out of sight, the first child has it all. */
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

/* Above the others, the first child has the shape of a screen. */
static int
get_height_on_top (GtkWidget *first, int width)
{
  int minimum, natural;

  get_sizes (first, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural);
  return MAX (minimum, width * 3 / 4);
}

/* In a language of long words it may need more. */
static int
get_second_width (GtkLayoutManager *manager, GtkWidget *second, int width)
{
  int usual = PACKSHOT_SPLIT_LAYOUT (manager)->wide && width >= WIDE_WIDTH ? WIDE_SECOND_WIDTH
                                                                           : SECOND_WIDTH;
  int minimum, natural;

  get_sizes (second, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
  return MAX (usual, minimum);
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  GtkWidget *below = find_below (widget);
  int minima[3] = { 0 }, naturals[3] = { 0 };

  get_sizes (gtk_widget_get_first_child (widget), GTK_ORIENTATION_HORIZONTAL, -1, &minima[0],
             &naturals[0]);
  get_sizes (gtk_widget_get_last_child (widget), GTK_ORIENTATION_HORIZONTAL, -1, &minima[1],
             &naturals[1]);
  if (below != NULL)
    get_sizes (below, GTK_ORIENTATION_HORIZONTAL, -1, &minima[2], &naturals[2]);

  *minimum = MAX (MAX (minima[0], minima[1]), minima[2]);
  *natural = MAX (*minimum, naturals[0] + SECOND_WIDTH);
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
  int second_width = side_by_side ? get_second_width (manager, second, for_size) : for_size;
  int first_width = side_by_side ? for_size - second_width : for_size;
  int minima[2], naturals[2];

  if (is_alone (widget))
    {
      get_sizes (first, orientation, for_size, minimum, natural);
      return;
    }

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (widget, minimum, natural);
      return;
    }

  get_sizes (first, orientation, first_width, &minima[0], &naturals[0]);
  get_sizes (second, orientation, second_width, &minima[1], &naturals[1]);
  if (side_by_side)
    {
      int below = get_height_below (widget, first_width);

      *minimum = MAX (minima[0] + below, minima[1]);
      *natural = MAX (naturals[0] + below, naturals[1]);
    }
  else
    {
      int top = for_size >= 0 ? get_height_on_top (first, for_size) : minima[0];

      /* All of it, though the second child could scroll by itself: here what is around scrolls. */
      *minimum = *natural =
          top + get_height_below (widget, for_size) + get_whole_height (second, for_size);
    }
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
packshot_split_layout_allocate (GtkLayoutManager *manager,
                                GtkWidget *widget,
                                int width,
                                int height,
                                int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *below = find_below (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean side_by_side = width >= SPLIT_WIDTH;
  int second_width = side_by_side ? get_second_width (manager, second, width) : width;
  int first_width = side_by_side ? width - second_width : width;
  int first_x = side_by_side && rtl ? second_width : 0;
  int below_height = get_height_below (widget, first_width);
  int top = side_by_side ? height - below_height : get_height_on_top (first, width);

  if (is_alone (widget))
    {
      allocate (first, 0, 0, width, height);
      return;
    }

  allocate (first, first_x, 0, first_width, top);
  if (below != NULL)
    allocate (below, first_x, top, first_width, below_height);
  if (side_by_side)
    allocate (second, rtl ? 0 : first_width, 0, second_width, height);
  else
    allocate (second, 0, top + below_height, width, height - top - below_height);
}

static GtkSizeRequestMode
packshot_split_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
packshot_split_layout_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  PackshotSplitLayout *self = PACKSHOT_SPLIT_LAYOUT (object);

  switch ((PackshotSplitLayoutProperty) prop_id)
    {
    case PROP_WIDE:
      g_value_set_boolean (value, self->wide);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_split_layout_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  PackshotSplitLayout *self = PACKSHOT_SPLIT_LAYOUT (object);

  switch ((PackshotSplitLayoutProperty) prop_id)
    {
    case PROP_WIDE:
      self->wide = g_value_get_boolean (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_split_layout_class_init (PackshotSplitLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = packshot_split_layout_get_property;
  object_class->set_property = packshot_split_layout_set_property;

  props[PROP_WIDE] =
      g_param_spec_boolean ("wide", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  layout_class->measure = packshot_split_layout_measure;
  layout_class->allocate = packshot_split_layout_allocate;
  layout_class->get_request_mode = packshot_split_layout_get_request_mode;
}

static void
packshot_split_layout_init (PackshotSplitLayout *self)
{
}
