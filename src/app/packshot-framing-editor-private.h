/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-framing-editor.h"

G_BEGIN_DECLS

/* For what handles its input; everybody else asks by the functions. */
struct _PackshotFramingEditor
{
  GtkWidget parent_instance;

  GtkWidget *handle;   /* drawn at the focal point */
  GdkPaintable *photo; /* (owned) (nullable) */
  double ratio;        /* of the video; 0 where it is not known */
  PackshotPictureFraming framing;

  guint n_drags;
  gboolean dragged;
  double grab_x; /* from the pointer to the focal point, in pixels, as long as it is dragged */
  double grab_y;
  double pinched; /* the zoom as two fingers came down */
};

void packshot_framing_editor_take_input (PackshotFramingEditor *self);
gboolean packshot_framing_editor_move_to (PackshotFramingEditor *self, double x, double y);
gboolean packshot_framing_editor_zoom_to (PackshotFramingEditor *self, double zoom);

G_END_DECLS
