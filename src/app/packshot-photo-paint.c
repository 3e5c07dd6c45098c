/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-photo-paint.h"

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

/**
 * packshot_photo_paint_fit:
 * @room: a rectangle
 * @ratio: a shape: width by height
 *
 * Returns: the largest rectangle of that shape in the middle of @room
 */
graphene_rect_t
packshot_photo_paint_fit (const graphene_rect_t *room, double ratio)
{
  double width = MIN (room->size.width, room->size.height * ratio);
  double height = width / ratio;

  return GRAPHENE_RECT_INIT (room->origin.x + (float) (room->size.width - width) / 2,
                             room->origin.y + (float) (room->size.height - height) / 2,
                             (float) width, (float) height);
}

/**
 * packshot_photo_paint:
 * @photo: a photo
 * @frame: where, in the shape of a video
 * @snapshot: where to paint it
 *
 * Paints it whole, with its own colours around it where the shapes differ.
 */
void
packshot_photo_paint (PackshotPhoto *photo, const graphene_rect_t *frame, GtkSnapshot *snapshot)
{
  GdkTexture *texture = packshot_photo_get_texture (photo);
  graphene_rect_t place = packshot_photo_paint_fit (
      frame, gdk_paintable_get_intrinsic_aspect_ratio (GDK_PAINTABLE (texture)));

  append_surroundings (snapshot, photo, frame, &place);
  gtk_snapshot_append_texture (snapshot, texture, &place);
}
