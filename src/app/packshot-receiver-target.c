/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Where a receiver lets people drop pictures. */

#include "packshot-arrival.h"
#include "packshot-receiver.h"

/* What is dragged out of this window is a video, or some text: not what a video is made of. */
static GdkDragAction
enter_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, gpointer user_data)
{
  if (gdk_drop_get_drag (drop) == NULL)
    return GDK_ACTION_COPY;

  gtk_drop_target_async_reject_drop (target, drop);
  return 0;
}

static gboolean
drop_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, gpointer user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  /* GTK 4.8 keeps it until the pointer moves the next time. */
  gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_DROP_ACTIVE);
  return packshot_receiver_take_drop (PACKSHOT_RECEIVER (user_data), drop);
}

/**
 * packshot_receiver_add_target:
 * @self: a receiver
 * @widget: a widget of the same window
 *
 * Takes what is dropped on the widget as if it were dropped on that of the receiver. A widget
 * within it that takes drops itself comes first.
 */
void
packshot_receiver_add_target (PackshotReceiver *self, GtkWidget *widget)
{
  GtkDropTargetAsync *target;

  g_return_if_fail (PACKSHOT_IS_RECEIVER (self) && GTK_IS_WIDGET (widget));

  target = gtk_drop_target_async_new (packshot_arrival_dup_formats (), GDK_ACTION_COPY);
  g_signal_connect_object (target, "drag-enter", G_CALLBACK (enter_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
