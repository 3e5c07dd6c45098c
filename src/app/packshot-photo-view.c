/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-photo-view.h"

#include <glib/gi18n.h>
#include <math.h>

#define MIN_SIZE     120
#define NATURAL_SIZE 480
#define RADIUS       9

/* How much the shape of a preview may differ from that of the frame, by rounding alone; and by how
 * many pixels it may be smaller. */
#define SAME_SHAPE   0.02
#define MOST_ROUNDED 3

struct _PackshotPhotoView
{
  GtkWidget parent_instance;

  PackshotPhoto *photo; /* (owned) (nullable) */
  double aspect_ratio;  /* of the video, or 0 where it is not known */

  GdkPaintable *preview; /* (owned) (nullable) */
  int frame_width;       /* the size that was told last */
  int frame_height;
};

enum
{
  SIGNAL_RESIZED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

/* Where the video is seen. */
static graphene_rect_t
get_frame (PackshotPhotoView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  graphene_rect_t room =
      GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GdkTexture *texture = packshot_photo_get_texture (self->photo);

  return fit (&room, self->aspect_ratio > 0
                         ? self->aspect_ratio
                         : gdk_paintable_get_intrinsic_aspect_ratio (GDK_PAINTABLE (texture)));
}

/* Tells when the frame has another size. */
static void
resized (PackshotPhotoView *self)
{
  int width, height;

  packshot_photo_view_get_frame_size (self, &width, &height);
  if (width == self->frame_width && height == self->frame_height)
    return;

  self->frame_width = width;
  self->frame_height = height;
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
}

/* Where the preview is drawn, unless it has no picture yet, or one in another shape than the video
 * will have now. Its pixels fall on those of the screen where it was made for this size: they are
 * fewer by what rounding took. */
static gboolean
get_preview_place (PackshotPhotoView *self, const graphene_rect_t *frame, graphene_rect_t *place)
{
  double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width, height;

  if (self->preview == NULL)
    return FALSE;

  width = gdk_paintable_get_intrinsic_width (self->preview) / scale;
  height = gdk_paintable_get_intrinsic_height (self->preview) / scale;
  if (width <= 0 || height <= 0
      || fabs (width / height * frame->size.height / frame->size.width - 1) > SAME_SHAPE)
    return FALSE;

  *place = *frame;
  if (fabs (frame->size.width - width) <= MOST_ROUNDED
      && fabs (frame->size.height - height) <= MOST_ROUNDED)
    *place = GRAPHENE_RECT_INIT (
        (float) (floor ((frame->origin.x + (frame->size.width - width) / 2) * scale) / scale),
        (float) (floor ((frame->origin.y + (frame->size.height - height) / 2) * scale) / scale),
        (float) width, (float) height);

  return TRUE;
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
append_photo (GtkSnapshot *snapshot, PackshotPhoto *photo, const graphene_rect_t *frame)
{
  GdkTexture *texture = packshot_photo_get_texture (photo);
  graphene_rect_t place =
      fit (frame, gdk_paintable_get_intrinsic_aspect_ratio (GDK_PAINTABLE (texture)));

  append_surroundings (snapshot, photo, frame, &place);
  gtk_snapshot_append_texture (snapshot, texture, &place);
}

static void
append_preview (GtkSnapshot *snapshot, GdkPaintable *preview, const graphene_rect_t *place)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &place->origin);
  gdk_paintable_snapshot (preview, snapshot, place->size.width, place->size.height);
  gtk_snapshot_restore (snapshot);
}

static void
packshot_photo_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PackshotPhotoView *self = PACKSHOT_PHOTO_VIEW (widget);
  graphene_rect_t frame, place;
  GskRoundedRect rounded;

  if (self->photo == NULL || gtk_widget_get_width (widget) <= 0
      || gtk_widget_get_height (widget) <= 0)
    return;

  frame = get_frame (self);
  if (get_preview_place (self, &frame, &place))
    {
      gsk_rounded_rect_init_from_rect (&rounded, &place, RADIUS);
      gtk_snapshot_push_rounded_clip (snapshot, &rounded);
      append_preview (snapshot, self->preview, &place);
    }
  else
    {
      gsk_rounded_rect_init_from_rect (&rounded, &frame, RADIUS);
      gtk_snapshot_push_rounded_clip (snapshot, &rounded);
      append_photo (snapshot, self->photo, &frame);
    }
  gtk_snapshot_pop (snapshot);
}

static void
packshot_photo_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  resized (PACKSHOT_PHOTO_VIEW (widget));
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
  PackshotPhotoView *self = PACKSHOT_PHOTO_VIEW (object);

  packshot_photo_view_set_preview (self, NULL);
  g_clear_object (&self->photo);

  G_OBJECT_CLASS (packshot_photo_view_parent_class)->dispose (object);
}

static void
packshot_photo_view_class_init (PackshotPhotoViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_photo_view_dispose;
  widget_class->snapshot = packshot_photo_view_snapshot;
  widget_class->measure = packshot_photo_view_measure;
  widget_class->size_allocate = packshot_photo_view_size_allocate;

  signals[SIGNAL_RESIZED] = g_signal_new ("resized", PACKSHOT_TYPE_PHOTO_VIEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

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
  resized (self);
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
  resized (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * packshot_photo_view_set_preview:
 * @self: a view
 * @preview: (nullable): what is seen instead of the photo, as soon as it has a picture
 */
void
packshot_photo_view_set_preview (PackshotPhotoView *self, GdkPaintable *preview)
{
  g_return_if_fail (PACKSHOT_IS_PHOTO_VIEW (self));

  if (self->preview == preview)
    return;

  if (self->preview != NULL)
    g_signal_handlers_disconnect_by_func (self->preview, gtk_widget_queue_draw, self);
  g_set_object (&self->preview, preview);
  if (preview != NULL)
    {
      g_signal_connect_swapped (preview, "invalidate-contents", G_CALLBACK (gtk_widget_queue_draw),
                                self);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      _ ("Preview of the video"), -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * packshot_photo_view_get_preview:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): its preview, whether it has a picture or not
 */
GdkPaintable *
packshot_photo_view_get_preview (PackshotPhotoView *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PHOTO_VIEW (self), NULL);

  return self->preview;
}

/**
 * packshot_photo_view_get_frame_size:
 * @self: a view
 * @width: (out): how wide the video is seen, in application pixels; 0 where it is not
 * @height: (out): how high
 */
void
packshot_photo_view_get_frame_size (PackshotPhotoView *self, int *width, int *height)
{
  graphene_rect_t frame;

  g_return_if_fail (PACKSHOT_IS_PHOTO_VIEW (self));

  *width = *height = 0;
  if (self->photo == NULL)
    return;

  frame = get_frame (self);
  *width = (int) frame.size.width;
  *height = (int) frame.size.height;
}
