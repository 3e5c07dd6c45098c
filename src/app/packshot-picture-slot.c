/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* A small square for a picture of any shape. */

#include "packshot-picture-slot.h"

/**
 * packshot_picture_slot_new:
 * @size: of its sides, in pixels
 * @picture: (out) (transfer none): return location for what shows the picture in it
 *
 * A picture by itself would have the width that goes with its own shape.
 *
 * Returns: (transfer floating): a square, empty yet
 */
GtkWidget *
packshot_picture_slot_new (int size, GtkPicture **picture)
{
  GtkWidget *slot = gtk_overlay_new ();
  GtkWidget *room = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  *picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (*picture, GTK_CONTENT_FIT_COVER);

  gtk_widget_set_size_request (room, size, size);
  gtk_overlay_set_child (GTK_OVERLAY (slot), room);
  gtk_overlay_add_overlay (GTK_OVERLAY (slot), GTK_WIDGET (*picture));
  gtk_widget_set_valign (slot, GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (slot, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (slot, "cover");

  return slot;
}
