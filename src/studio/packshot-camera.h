/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotRect:
 * @x: left edge
 * @y: top edge
 * @width: above 0
 * @height: above 0
 *
 * Part of the plane in which the photo lies: 1 is a pixel of the photo, 0, 0 its upper left corner.
 * A rectangle may reach beyond the photo.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} PackshotRect;

/**
 * PackshotMove:
 * @from: what is seen at the start
 * @to: what is seen at the end, of the same shape
 * @softness: 0 a constant pace … 1 starting and ending at rest
 *
 * A move of the camera.
 */
typedef struct
{
  PackshotRect from;
  PackshotRect to;
  double softness;
} PackshotMove;

PackshotRect packshot_move_at (const PackshotMove *self, double progress);
PackshotRect packshot_rect_unite (const PackshotRect *a, const PackshotRect *b);
PackshotRect packshot_rect_grow (const PackshotRect *self, double margin);
double packshot_ease (double progress, double softness);

G_END_DECLS
