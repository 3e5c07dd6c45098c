/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-photo-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "packshot-framing-editor.h"
#include "packshot-photo-paint.h"

#define MIN_SIZE     120
#define NATURAL_SIZE 480
#define RADIUS       9

/* Beside a preview the photo, with what is to be seen of it, has this share of the room; but no
 * less than can be used with a finger, where there is that much. */
#define INSET_SHARE  0.34
#define INSET_SIZE   132
#define INSET_MARGIN 12

/* How much the shape of a preview may differ from that of the frame, by rounding alone; and by how
 * many pixels it may be smaller. */
#define SAME_SHAPE   0.02
#define MOST_ROUNDED 3

struct _PackshotPhotoView
{
  GtkWidget parent_instance;

  PackshotPhoto *photo; /* (owned) (nullable) */
  double aspect_ratio;  /* of the video, or 0 where it is not known */

  PackshotPictureFraming framing;
  PackshotFramingEditor *editor; /* seen where a framing has a focal point */

  GdkPaintable *preview; /* (owned) (nullable) */
  int frame_width;       /* the size that was told last */
  int frame_height;
};

enum
{
  SIGNAL_FRAMED,
  SIGNAL_RESIZED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotPhotoView, packshot_photo_view, GTK_TYPE_WIDGET)

/* Where the video is seen. */
static graphene_rect_t
get_frame (PackshotPhotoView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  graphene_rect_t room =
      GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GdkTexture *texture = packshot_photo_get_texture (self->photo);

  return packshot_photo_paint_fit (
      &room, self->aspect_ratio > 0
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

static gboolean
shows_preview (PackshotPhotoView *self)
{
  graphene_rect_t frame, place;

  if (self->photo == NULL || gtk_widget_get_width (GTK_WIDGET (self)) <= 0
      || gtk_widget_get_height (GTK_WIDGET (self)) <= 0)
    return FALSE;

  frame = get_frame (self);
  return get_preview_place (self, &frame, &place);
}

/* The photo whole, and not its frame: large, or in the corner where lines of text end. */
static GtkAllocation
get_editor_place (PackshotPhotoView *self, gboolean inset)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double ratio = gdk_paintable_get_intrinsic_aspect_ratio (
      GDK_PAINTABLE (packshot_photo_get_texture (self->photo)));
  double side = CLAMP (INSET_SHARE * MAX (width, height), MIN (INSET_SIZE, MIN (width, height)),
                       MIN (width, height));
  graphene_rect_t frame = get_frame (self);
  graphene_rect_t room = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  graphene_rect_t place;

  if (inset)
    {
      room.size = GRAPHENE_SIZE_INIT ((float) (ratio >= 1 ? side : side * ratio),
                                      (float) (ratio >= 1 ? side / ratio : side));
      room.origin.y = frame.origin.y + frame.size.height - room.size.height - INSET_MARGIN;
      /* Of the room, and not of the frame: what lies beside that hides nothing. */
      room.origin.x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL
                          ? INSET_MARGIN
                          : (float) width - room.size.width - INSET_MARGIN;
    }

  place = packshot_photo_paint_fit (&room, ratio);
  return (GtkAllocation){ (int) lrintf (place.origin.x), (int) lrintf (place.origin.y),
                          MAX (1, (int) lrintf (place.size.width)),
                          MAX (1, (int) lrintf (place.size.height)) };
}

static gboolean
has_focal_point (PackshotPhotoView *self)
{
  return self->photo != NULL && self->aspect_ratio > 0
         && (self->framing.mode == PACKSHOT_PICTURE_FRAMING_FILL
             || self->framing.mode == PACKSHOT_PICTURE_FRAMING_CROP);
}

static void
place_editor (PackshotPhotoView *self)
{
  GtkAllocation place;
  gboolean inset = shows_preview (self);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->editor)))
    return;

  place = get_editor_place (self, inset);
  if (inset)
    gtk_widget_add_css_class (GTK_WIDGET (self->editor), "inset");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->editor), "inset");
  gtk_widget_size_allocate (GTK_WIDGET (self->editor), &place, -1);
}

static void
update_editor (PackshotPhotoView *self)
{
  GdkTexture *texture = self->photo != NULL ? packshot_photo_get_texture (self->photo) : NULL;

  packshot_framing_editor_set_photo (self->editor,
                                     texture != NULL ? GDK_PAINTABLE (texture) : NULL);
  packshot_framing_editor_set_ratio (self->editor, self->aspect_ratio);
  packshot_framing_editor_set_framing (self->editor, &self->framing);
  gtk_widget_set_visible (GTK_WIDGET (self->editor), has_focal_point (self));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
edited_cb (PackshotPhotoView *self)
{
  self->framing = *packshot_framing_editor_get_framing (self->editor);
  g_signal_emit (self, signals[SIGNAL_FRAMED], 0);
}

/* With its first picture, or one in the shape that is wanted, it takes the place of the photo. */
static void
preview_changed_cb (PackshotPhotoView *self)
{
  GtkWidget *editor = GTK_WIDGET (self->editor);

  if (gtk_widget_get_visible (editor)
      && gtk_widget_has_css_class (editor, "inset") != shows_preview (self))
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
      gtk_snapshot_pop (snapshot);
    }
  else if (!has_focal_point (self))
    {
      gsk_rounded_rect_init_from_rect (&rounded, &frame, RADIUS);
      gtk_snapshot_push_rounded_clip (snapshot, &rounded);
      packshot_photo_paint (self->photo, &frame, snapshot);
      gtk_snapshot_pop (snapshot);
    }

  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->editor), snapshot);
}

static void
packshot_photo_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  place_editor (PACKSHOT_PHOTO_VIEW (widget));
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
  if (self->editor != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->editor));
  self->editor = NULL;

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

  signals[SIGNAL_FRAMED] = g_signal_new ("framed", PACKSHOT_TYPE_PHOTO_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RESIZED] = g_signal_new ("resized", PACKSHOT_TYPE_PHOTO_VIEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
packshot_photo_view_init (PackshotPhotoView *self)
{
  self->framing = (PackshotPictureFraming) PACKSHOT_PICTURE_FRAMING_INIT;
  self->editor = g_object_new (PACKSHOT_TYPE_FRAMING_EDITOR, "visible", FALSE, NULL);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->editor), GTK_WIDGET (self));
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
  update_editor (self);
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
  update_editor (self);
}

/**
 * packshot_photo_view_set_framing:
 * @self: a view
 * @framing: what of the photo is to be seen in the video
 *
 * One with a focal point lets people move it.
 */
void
packshot_photo_view_set_framing (PackshotPhotoView *self, const PackshotPictureFraming *framing)
{
  PackshotPictureFraming normalized;

  g_return_if_fail (PACKSHOT_IS_PHOTO_VIEW (self) && framing != NULL);

  normalized = *framing;
  packshot_picture_framing_normalize (&normalized);
  if (packshot_picture_framing_equal (&self->framing, &normalized))
    return;

  self->framing = normalized;
  update_editor (self);
}

/**
 * packshot_photo_view_get_framing:
 * @self: a view
 *
 * Returns: (transfer none): what of the photo is to be seen in the video
 */
const PackshotPictureFraming *
packshot_photo_view_get_framing (PackshotPhotoView *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PHOTO_VIEW (self), NULL);

  return &self->framing;
}

/**
 * packshot_photo_view_get_drag:
 * @self: a view
 *
 * Returns: by which drag the focal point is moved, counted from 1; 0 where it is by none
 */
guint
packshot_photo_view_get_drag (PackshotPhotoView *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PHOTO_VIEW (self), 0);

  return packshot_framing_editor_get_drag (self->editor);
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
    g_signal_handlers_disconnect_by_func (self->preview, preview_changed_cb, self);
  g_set_object (&self->preview, preview);
  if (preview != NULL)
    {
      g_signal_connect_swapped (preview, "invalidate-contents", G_CALLBACK (preview_changed_cb),
                                self);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      _ ("Preview of the video"), -1);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
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
