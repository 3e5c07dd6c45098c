/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-job-cover.h"

#include <math.h>

/* The least that is of use, and how round its corners are. */
#define MIN_WIDTH 136
#define RADIUS    9

struct _PackshotJobCover
{
  GtkWidget parent_instance;

  GtkWidget *icon;     /* (owned) */
  GdkTexture *texture; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PackshotJobCover, packshot_job_cover, GTK_TYPE_WIDGET)

/* Where a picture of this shape stands: in the middle, as large as there is room for, and never
 * larger than @width. */
static graphene_rect_t
fit (PackshotJobCover *self, double width, double height)
{
  double own_width = gtk_widget_get_width (GTK_WIDGET (self));
  double own_height = gtk_widget_get_height (GTK_WIDGET (self));
  double scale = MIN (MIN (own_width / width, own_height / height), 1);

  width = round (width * scale);
  height = round (height * scale);
  return GRAPHENE_RECT_INIT ((float) floor ((own_width - width) / 2),
                             (float) floor ((own_height - height) / 2), (float) width,
                             (float) height);
}

static void
packshot_job_cover_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  /* What is measured is remembered; what is never measured must not be allocated. */
  gtk_widget_measure (PACKSHOT_JOB_COVER (widget)->icon, orientation, -1, NULL, NULL, NULL, NULL);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : PACKSHOT_JOB_COVER_HEIGHT;
  *natural = *minimum;
}

static void
packshot_job_cover_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PackshotJobCover *self = PACKSHOT_JOB_COVER (widget);
  graphene_rect_t place = fit (self, PACKSHOT_JOB_COVER_WIDTH, PACKSHOT_JOB_COVER_WIDTH * 9 / 16.0);
  GtkAllocation allocation = { (int) place.origin.x, (int) place.origin.y, (int) place.size.width,
                               (int) place.size.height };

  gtk_widget_size_allocate (self->icon, &allocation, -1);
}

static void
packshot_job_cover_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PackshotJobCover *self = PACKSHOT_JOB_COVER (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  graphene_rect_t place;
  GskRoundedRect rounded;

  if (self->texture == NULL)
    {
      gtk_widget_snapshot_child (widget, self->icon, snapshot);
      return;
    }

  place = fit (self, (double) gdk_texture_get_width (self->texture) / scale,
               (double) gdk_texture_get_height (self->texture) / scale);
  gsk_rounded_rect_init_from_rect (&rounded, &place, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_texture (snapshot, self->texture, &place);
  gtk_snapshot_pop (snapshot);
}

static void
packshot_job_cover_dispose (GObject *object)
{
  PackshotJobCover *self = PACKSHOT_JOB_COVER (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (packshot_job_cover_parent_class)->dispose (object);
}

static void
packshot_job_cover_class_init (PackshotJobCoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_job_cover_dispose;
  widget_class->measure = packshot_job_cover_measure;
  widget_class->size_allocate = packshot_job_cover_size_allocate;
  widget_class->snapshot = packshot_job_cover_snapshot;

  gtk_widget_class_set_css_name (widget_class, "cover");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
packshot_job_cover_init (PackshotJobCover *self)
{
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "pixel-size", 32, NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
}

/**
 * packshot_job_cover_set_texture:
 * @self: a cover
 * @texture: (nullable): the picture, with as many pixels as it has room for at most; %NULL for the
 *   icon
 */
void
packshot_job_cover_set_texture (PackshotJobCover *self, GdkTexture *texture)
{
  g_return_if_fail (PACKSHOT_IS_JOB_COVER (self));

  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * packshot_job_cover_set_icon_name:
 * @self: a cover
 * @name: an icon, which stands where there is no picture
 */
void
packshot_job_cover_set_icon_name (PackshotJobCover *self, const char *name)
{
  g_return_if_fail (PACKSHOT_IS_JOB_COVER (self));

  /* Even the same name would have the image measured again. */
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (self->icon)), name) != 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), name);
}
