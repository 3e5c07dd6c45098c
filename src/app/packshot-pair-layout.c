/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-pair-layout.h"

struct _PackshotPairLayout
{
  GtkLayoutManager parent_instance;

  gboolean upright; /* what is shown is higher than wide */
};

G_DEFINE_FINAL_TYPE (PackshotPairLayout, packshot_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
packshot_pair_layout_measure (GtkLayoutManager *manager,
                              GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static gboolean
fits (GtkWidget *first, GtkWidget *second, int width, int height)
{
  GtkWidget *children[] = { first, second };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int minimum_width, minimum_height;

      gtk_widget_measure (children[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL,
                          NULL);
      if (minimum_width > width)
        return FALSE;

      gtk_widget_measure (children[i], GTK_ORIENTATION_VERTICAL, width, &minimum_height, NULL, NULL,
                          NULL);
      if (minimum_height > height)
        return FALSE;
    }

  return TRUE;
}

static void
allocate_beside (GtkWidget *first, GtkWidget *second, int width, int height)
{
  gboolean rtl = gtk_widget_get_direction (first) == GTK_TEXT_DIR_RTL;
  int half = width / 2;

  gtk_widget_size_allocate (rtl ? second : first, &(GtkAllocation){ 0, 0, half, height }, -1);
  gtk_widget_size_allocate (rtl ? first : second, &(GtkAllocation){ half, 0, width - half, height },
                            -1);
}

static void
allocate_below (GtkWidget *first, GtkWidget *second, int width, int height)
{
  int half = height / 2;

  gtk_widget_size_allocate (first, &(GtkAllocation){ 0, 0, width, half }, -1);
  gtk_widget_size_allocate (second, &(GtkAllocation){ 0, half, width, height - half }, -1);
}

static void
packshot_pair_layout_allocate (GtkLayoutManager *manager,
                               GtkWidget *widget,
                               int width,
                               int height,
                               int baseline)
{
  PackshotPairLayout *self = PACKSHOT_PAIR_LAYOUT (manager);
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  gboolean wanted = second != NULL && gtk_widget_get_visible (second);
  gboolean beside = wanted && fits (first, second, width / 2, height);
  gboolean below = wanted && fits (first, second, width, height / 2);

  if (second != NULL)
    gtk_widget_set_child_visible (second, beside || below);

  /* Where both ways are open, the one in which what is seen is larger. */
  if (beside && (self->upright || !below))
    allocate_beside (first, second, width, height);
  else if (below)
    allocate_below (first, second, width, height);
  else
    gtk_widget_size_allocate (first, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static GtkSizeRequestMode
packshot_pair_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
packshot_pair_layout_class_init (PackshotPairLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = packshot_pair_layout_measure;
  layout_class->allocate = packshot_pair_layout_allocate;
  layout_class->get_request_mode = packshot_pair_layout_get_request_mode;
}

static void
packshot_pair_layout_init (PackshotPairLayout *self)
{
}

/**
 * packshot_pair_layout_set_upright:
 * @self: a layout
 * @upright: whether what is shown is higher than wide
 */
void
packshot_pair_layout_set_upright (PackshotPairLayout *self, gboolean upright)
{
  g_return_if_fail (PACKSHOT_IS_PAIR_LAYOUT (self));

  self->upright = upright;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
