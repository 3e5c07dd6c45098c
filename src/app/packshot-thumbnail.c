/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-thumbnail.h"

#define WIDTH  112
#define HEIGHT 84

struct _PackshotThumbnail
{
  GtkWidget parent_instance;

  GdkTexture *texture; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PackshotThumbnail, packshot_thumbnail, GTK_TYPE_WIDGET)

static void
packshot_thumbnail_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
packshot_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PackshotThumbnail *self = PACKSHOT_THUMBNAIL (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float scale;
  graphene_rect_t place;

  if (self->texture == NULL)
    return;

  scale = MAX (width / (float) gdk_texture_get_width (self->texture),
               height / (float) gdk_texture_get_height (self->texture));
  place.size.width = scale * (float) gdk_texture_get_width (self->texture);
  place.size.height = scale * (float) gdk_texture_get_height (self->texture);
  place.origin.x = (width - place.size.width) / 2;
  place.origin.y = (height - place.size.height) / 2;
  gtk_snapshot_append_texture (snapshot, self->texture, &place);
}

static void
packshot_thumbnail_dispose (GObject *object)
{
  g_clear_object (&PACKSHOT_THUMBNAIL (object)->texture);

  G_OBJECT_CLASS (packshot_thumbnail_parent_class)->dispose (object);
}

static void
packshot_thumbnail_class_init (PackshotThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_thumbnail_dispose;
  widget_class->measure = packshot_thumbnail_measure;
  widget_class->snapshot = packshot_thumbnail_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
packshot_thumbnail_init (PackshotThumbnail *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "cover");
}

/**
 * packshot_thumbnail_set_texture:
 * @self: a thumbnail
 * @texture: (nullable): what it shows
 */
void
packshot_thumbnail_set_texture (PackshotThumbnail *self, GdkTexture *texture)
{
  g_return_if_fail (PACKSHOT_IS_THUMBNAIL (self));

  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
