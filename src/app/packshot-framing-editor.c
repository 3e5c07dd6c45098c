/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-framing-editor-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* What will not be seen is dimmed by this much. */
#define DIMMED 0.6

/* Of the frame, in pixels: light, with a dark seam that is seen on what is light. */
#define FRAME_WIDTH 2

/* Of the corners, as in the style sheet. */
#define RADIUS 9

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotFramingEditor, packshot_framing_editor, GTK_TYPE_WIDGET)

static int
to_percent (double share)
{
  return (int) lrint (100 * share);
}

/* The name is what a screen reader says again when it changes, and so it tells the value. */
static void
tell (PackshotFramingEditor *self)
{
  int x = to_percent (self->framing.x), y = to_percent (self->framing.y);
  g_autofree char *point =
      /* Translators: where in a photo; in percent of its width and height */
      g_strdup_printf (_ ("Focal point %d %% from the left, %d %% from the top"), x, y);
  g_autofree char *all = NULL;

  if (self->framing.mode == PACKSHOT_PICTURE_FRAMING_CROP)
    /* Translators: the first is “Focal point …”, the second how much closer than usual */
    all = g_strdup_printf (_ ("%s, zoom %d %%"), point, to_percent (self->framing.zoom));

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all != NULL ? all : point,
      GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
      GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) x, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
      all != NULL ? all : point, -1);
}

static gboolean
take (PackshotFramingEditor *self, PackshotPictureFraming framing)
{
  packshot_picture_framing_normalize (&framing);
  if (packshot_picture_framing_equal (&framing, &self->framing))
    return FALSE;

  self->framing = framing;
  tell (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

/* What will be seen, in whole pixels of the widget: between others there would be seams. */
static graphene_rect_t
get_seen (PackshotFramingEditor *self)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  PackshotPictureView view = packshot_picture_framing_get_view (
      &self->framing, gdk_paintable_get_intrinsic_aspect_ratio (self->photo), self->ratio);

  float left = roundf ((float) view.x * width), top = roundf ((float) view.y * height);

  return GRAPHENE_RECT_INIT (left, top, roundf ((float) (view.x + view.width) * width) - left,
                             roundf ((float) (view.y + view.height) * height) - top);
}

static void
append_dimmed (GtkSnapshot *snapshot, float x, float y, float width, float height)
{
  const GdkRGBA color = { 0, 0, 0, DIMMED };
  const graphene_rect_t rect = GRAPHENE_RECT_INIT (x, y, width, height);

  if (width > 0 && height > 0)
    gtk_snapshot_append_color (snapshot, &color, &rect);
}

static void
append_surroundings (GtkSnapshot *snapshot, const graphene_rect_t *seen, float width, float height)
{
  float left = seen->origin.x, top = seen->origin.y;
  float right = left + seen->size.width, below = top + seen->size.height;

  append_dimmed (snapshot, 0, 0, width, top);
  append_dimmed (snapshot, 0, below, width, height - below);
  append_dimmed (snapshot, 0, top, left, seen->size.height);
  append_dimmed (snapshot, right, top, width - right, seen->size.height);
}

static void
append_line (GtkSnapshot *snapshot, const graphene_rect_t *rect, float width, const GdkRGBA *color)
{
  const float widths[] = { width, width, width, width };
  const GdkRGBA colors[] = { *color, *color, *color, *color };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
append_frame (GtkSnapshot *snapshot, const graphene_rect_t *seen)
{
  const GdkRGBA light = { 1, 1, 1, 1 }, dark = { 0, 0, 0, 0.5 };
  graphene_rect_t inner = *seen;

  append_line (snapshot, seen, FRAME_WIDTH, &light);
  graphene_rect_inset (&inner, FRAME_WIDTH, FRAME_WIDTH);
  if (inner.size.width > 0 && inner.size.height > 0)
    append_line (snapshot, &inner, 1, &dark);
}

static void
packshot_framing_editor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PackshotFramingEditor *self = PACKSHOT_FRAMING_EDITOR (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GskRoundedRect rounded;
  graphene_rect_t seen;

  if (self->photo == NULL || self->ratio <= 0 || width <= 0 || height <= 0)
    return;

  seen = get_seen (self);
  gsk_rounded_rect_init_from_rect (&rounded, &all, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gdk_paintable_snapshot (self->photo, snapshot, width, height);
  append_surroundings (snapshot, &seen, (float) width, (float) height);
  append_frame (snapshot, &seen);
  gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (widget, self->handle, snapshot);
}

static void
packshot_framing_editor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PackshotFramingEditor *self = PACKSHOT_FRAMING_EDITOR (widget);
  GtkAllocation place;

  gtk_widget_measure (self->handle, GTK_ORIENTATION_HORIZONTAL, -1, &place.width, NULL, NULL, NULL);
  gtk_widget_measure (self->handle, GTK_ORIENTATION_VERTICAL, -1, &place.height, NULL, NULL, NULL);
  place.x = (int) lrint (self->framing.x * width) - place.width / 2;
  place.y = (int) lrint (self->framing.y * height) - place.height / 2;
  gtk_widget_size_allocate (self->handle, &place, -1);
}

static void
packshot_framing_editor_dispose (GObject *object)
{
  PackshotFramingEditor *self = PACKSHOT_FRAMING_EDITOR (object);

  g_clear_pointer (&self->handle, gtk_widget_unparent);
  g_clear_object (&self->photo);

  G_OBJECT_CLASS (packshot_framing_editor_parent_class)->dispose (object);
}

static void
packshot_framing_editor_class_init (PackshotFramingEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_framing_editor_dispose;
  widget_class->snapshot = packshot_framing_editor_snapshot;
  widget_class->size_allocate = packshot_framing_editor_size_allocate;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PACKSHOT_TYPE_FRAMING_EDITOR,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "framing");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
packshot_framing_editor_init (PackshotFramingEditor *self)
{
  self->framing = (PackshotPictureFraming) PACKSHOT_PICTURE_FRAMING_INIT;
  self->handle = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                               "can-target", FALSE, NULL);
  gtk_widget_add_css_class (self->handle, "focal-point");
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "move");
  packshot_framing_editor_take_input (self);
  tell (self);
}

/*< private >
 * packshot_framing_editor_move_to:
 * @self: an editor
 * @x: where somebody wants the focal point, as a share of the photo's width
 * @y: likewise, of its height
 *
 * Returns: whether that is anywhere else
 */
gboolean
packshot_framing_editor_move_to (PackshotFramingEditor *self, double x, double y)
{
  PackshotPictureFraming framing = self->framing;

  framing.x = x;
  framing.y = y;
  if (!take (self, framing))
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

/*< private >
 * packshot_framing_editor_zoom_to:
 * @self: an editor
 * @zoom: how close somebody wants it
 *
 * Returns: whether that is anything else
 */
gboolean
packshot_framing_editor_zoom_to (PackshotFramingEditor *self, double zoom)
{
  PackshotPictureFraming framing = self->framing;

  framing.zoom = zoom;
  if (!take (self, framing))
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

/**
 * packshot_framing_editor_set_photo:
 * @self: an editor
 * @photo: (nullable): the photo
 */
void
packshot_framing_editor_set_photo (PackshotFramingEditor *self, GdkPaintable *photo)
{
  g_return_if_fail (PACKSHOT_IS_FRAMING_EDITOR (self));

  if (g_set_object (&self->photo, photo))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * packshot_framing_editor_set_ratio:
 * @self: an editor
 * @ratio: the width of the video by its height, or 0 where it is not known
 */
void
packshot_framing_editor_set_ratio (PackshotFramingEditor *self, double ratio)
{
  g_return_if_fail (PACKSHOT_IS_FRAMING_EDITOR (self));

  self->ratio = ratio;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * packshot_framing_editor_set_framing:
 * @self: an editor
 * @framing: what is to be seen
 */
void
packshot_framing_editor_set_framing (PackshotFramingEditor *self,
                                     const PackshotPictureFraming *framing)
{
  g_return_if_fail (PACKSHOT_IS_FRAMING_EDITOR (self) && framing != NULL);

  take (self, *framing);
}

/**
 * packshot_framing_editor_get_framing:
 * @self: an editor
 *
 * Returns: (transfer none): what is to be seen
 */
const PackshotPictureFraming *
packshot_framing_editor_get_framing (PackshotFramingEditor *self)
{
  g_return_val_if_fail (PACKSHOT_IS_FRAMING_EDITOR (self), NULL);

  return &self->framing;
}
