/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What a pointer, fingers and keys do to a framing. */

#include "config.h"

#include "packshot-framing-editor-private.h"

#include <math.h>

/* How near the handle a finger may come down and still mean it, in pixels. */
#define REACH 24

/* How far a key moves the point, as shares of the photo; with Shift, and without. */
#define SMALL_STEP 0.01
#define LARGE_STEP 0.1

/* How much closer a key, or a notch of the wheel, goes. */
#define ZOOM_STEP 1.1

static void
drag_to (PackshotFramingEditor *self, double x, double y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (width > 0 && height > 0)
    packshot_framing_editor_move_to (self, (x + self->grab_x) / width, (y + self->grab_y) / height);
}

/* The handle is taken where it is touched; anywhere else it comes to the pointer. */
static void
drag_begin_cb (GtkGestureDrag *drag, double x, double y, gpointer user_data)
{
  PackshotFramingEditor *self = user_data;
  double from_x = self->framing.x * gtk_widget_get_width (GTK_WIDGET (self)) - x;
  double from_y = self->framing.y * gtk_widget_get_height (GTK_WIDGET (self)) - y;
  gboolean touched = hypot (from_x, from_y) <= REACH;

  self->grab_x = touched ? from_x : 0;
  self->grab_y = touched ? from_y : 0;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  drag_to (self, x, y);
}

static void
drag_update_cb (GtkGestureDrag *drag, double offset_x, double offset_y, gpointer user_data)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y))
    drag_to (user_data, x + offset_x, y + offset_y);
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, gpointer user_data)
{
  if (n_press == 2)
    packshot_framing_editor_move_to (user_data, 0.5, 0.5);
}

static gboolean
scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy, gpointer user_data)
{
  PackshotFramingEditor *self = user_data;

  if (self->framing.mode != PACKSHOT_PICTURE_FRAMING_CROP || dy == 0)
    return GDK_EVENT_PROPAGATE;

  packshot_framing_editor_zoom_to (self, self->framing.zoom * pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *pinch, GdkEventSequence *sequence, gpointer user_data)
{
  PackshotFramingEditor *self = user_data;

  self->pinched = self->framing.zoom;
}

static void
pinch_cb (GtkGestureZoom *pinch, double scale, gpointer user_data)
{
  PackshotFramingEditor *self = user_data;

  if (self->framing.mode == PACKSHOT_PICTURE_FRAMING_CROP)
    packshot_framing_editor_zoom_to (self, self->pinched * scale);
}

static gboolean
move_by (PackshotFramingEditor *self, double x, double y, GdkModifierType state)
{
  double step = (state & GDK_SHIFT_MASK) != 0 ? LARGE_STEP : SMALL_STEP;

  packshot_framing_editor_move_to (self, self->framing.x + x * step, self->framing.y + y * step);
  return GDK_EVENT_STOP;
}

static gboolean
zoom_by (PackshotFramingEditor *self, double factor)
{
  if (self->framing.mode != PACKSHOT_PICTURE_FRAMING_CROP)
    return GDK_EVENT_PROPAGATE;

  packshot_framing_editor_zoom_to (self, self->framing.zoom * factor);
  return GDK_EVENT_STOP;
}

/* In a photo left is left, whichever way the words run. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        gpointer user_data)
{
  PackshotFramingEditor *self = user_data;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move_by (self, -1, 0, state);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move_by (self, 1, 0, state);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_by (self, 0, -1, state);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_by (self, 0, 1, state);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      packshot_framing_editor_move_to (self, 0.5, 0.5);
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      return zoom_by (self, ZOOM_STEP);
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return zoom_by (self, 1 / ZOOM_STEP);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/*< private >
 * packshot_framing_editor_take_input:
 * @self: an editor
 *
 * Lets people move the focal point, and go closer.
 */
void
packshot_framing_editor_take_input (PackshotFramingEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);

  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, keys);
  gtk_gesture_group (click, drag);
}
