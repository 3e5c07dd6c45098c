/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-photo-view.h"

#include <glib/gi18n.h>

#define MIN_SIZE     120
#define NATURAL_SIZE 480
#define RADIUS       9

struct _PackshotPhotoView
{
  GtkWidget parent_instance;

  PackshotPhoto *photo; /* (owned) (nullable) */
  double aspect_ratio;  /* of the video, or 0 where it is not known */
};

G_DEFINE_FINAL_TYPE (PackshotPhotoView, packshot_photo_view, GTK_TYPE_WIDGET)

/* The largest rectangle of a shape in the middle of another. */
static graphene_rect_t
fit (const graphene_rect_t *room, double ratio)
{
  double width = MIN (room->size.width, room->size.height * ratio);
  double height = width / ratio;

  return GRAPHENE_RECT_INIT (room->origin.x + (float) (room->size.width - width) / 2,
                             room->origin.y + (float) (room->size.height - height) / 2,
                             (float) width, (float) height);
}

/* Goes on with the colours of the photo's edges where the frame is larger. A pixel beyond the seam
 * lies under the photo, so that rounding opens no gap. */
static void
append_surroundings (GtkSnapshot *snapshot,
                     PackshotPhoto *photo,
                     const graphene_rect_t *frame,
                     const graphene_rect_t *place)
{
  float width = frame->size.width;
  float height = frame->size.height;
  float left = place->origin.x - frame->origin.x;
  float top = place->origin.y - frame->origin.y;
  graphene_rect_t rest;

  if (left > 0)
    {
      rest = GRAPHENE_RECT_INIT (frame->origin.x, frame->origin.y, left + 1, height);
      gtk_snapshot_append_texture (snapshot, packshot_photo_get_edge (photo, GTK_POS_LEFT), &rest);
      rest.origin.x += width - left - 1;
      gtk_snapshot_append_texture (snapshot, packshot_photo_get_edge (photo, GTK_POS_RIGHT), &rest);
    }

  if (top > 0)
    {
      rest = GRAPHENE_RECT_INIT (frame->origin.x, frame->origin.y, width, top + 1);
      gtk_snapshot_append_texture (snapshot, packshot_photo_get_edge (photo, GTK_POS_TOP), &rest);
      rest.origin.y += height - top - 1;
      gtk_snapshot_append_texture (snapshot, packshot_photo_get_edge (photo, GTK_POS_BOTTOM),
                                   &rest);
    }
}

static void
packshot_photo_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PackshotPhotoView *self = PACKSHOT_PHOTO_VIEW (widget);
  graphene_rect_t room =
      GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  graphene_rect_t frame, place;
  GskRoundedRect rounded;
  GdkTexture *texture;
  double ratio;

  if (self->photo == NULL || room.size.width <= 0 || room.size.height <= 0)
    return;

  texture = packshot_photo_get_texture (self->photo);
  ratio = (double) gdk_texture_get_width (texture) / gdk_texture_get_height (texture);
  frame = fit (&room, self->aspect_ratio > 0 ? self->aspect_ratio : ratio);
  place = fit (&frame, ratio);

  gsk_rounded_rect_init_from_rect (&rounded, &frame, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  append_surroundings (snapshot, self->photo, &frame, &place);
  gtk_snapshot_append_texture (snapshot, texture, &place);
  gtk_snapshot_pop (snapshot);
}

static void
packshot_photo_view_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = MIN_SIZE;
  *natural = NATURAL_SIZE;
}

static void
packshot_photo_view_dispose (GObject *object)
{
  g_clear_object (&PACKSHOT_PHOTO_VIEW (object)->photo);

  G_OBJECT_CLASS (packshot_photo_view_parent_class)->dispose (object);
}

static void
packshot_photo_view_class_init (PackshotPhotoViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_photo_view_dispose;
  widget_class->snapshot = packshot_photo_view_snapshot;
  widget_class->measure = packshot_photo_view_measure;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
packshot_photo_view_init (PackshotPhotoView *self)
{
}

/**
 * packshot_photo_view_set_photo:
 * @self: a view
 * @photo: (nullable): what it shows
 */
void
packshot_photo_view_set_photo (PackshotPhotoView *self, PackshotPhoto *photo)
{
  g_return_if_fail (PACKSHOT_IS_PHOTO_VIEW (self));

  if (!g_set_object (&self->photo, photo))
    return;

  if (photo != NULL)
    {
      g_autofree char *name = g_filename_display_basename (packshot_photo_get_path (photo));
      g_autofree char *label = g_strdup_printf (_ ("Photo %s"), name);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * packshot_photo_view_set_aspect_ratio:
 * @self: a view
 * @aspect_ratio: the width of the video by its height, or 0 where it is not known
 */
void
packshot_photo_view_set_aspect_ratio (PackshotPhotoView *self, double aspect_ratio)
{
  g_return_if_fail (PACKSHOT_IS_PHOTO_VIEW (self));

  if (self->aspect_ratio == aspect_ratio)
    return;

  self->aspect_ratio = aspect_ratio;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
