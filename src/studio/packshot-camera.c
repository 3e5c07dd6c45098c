/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-camera.h"

#include <math.h>

static double
mix (double from, double to, double share)
{
  return from + (to - from) * share;
}

/**
 * packshot_ease:
 * @progress: 0 … 1
 * @softness: 0 a constant pace … 1 starting and ending at rest
 *
 * Returns: how far a move is, 0 … 1
 */
double
packshot_ease (double progress, double softness)
{
  double soft = progress * progress * (3 - 2 * progress);

  return mix (progress, soft, softness);
}

/**
 * packshot_move_at:
 * @self: a move
 * @progress: 0 … 1
 *
 * A zoom keeps its pace to the eye when the size changes by the same factor in the same time. The
 * point that both ends see at the same place of the frame stays there all along.
 *
 * Returns: what the camera sees
 */
PackshotRect
packshot_move_at (const PackshotMove *self, double progress)
{
  const PackshotRect *from = &self->from, *to = &self->to;
  double eased = packshot_ease (progress, self->softness);
  double change = to->width / from->width;
  double share = eased;
  PackshotRect rect;

  if (fabs (change - 1) > 1e-9)
    share = (pow (change, eased) - 1) / (change - 1);

  rect.x = mix (from->x, to->x, share);
  rect.y = mix (from->y, to->y, share);
  rect.width = mix (from->width, to->width, share);
  rect.height = mix (from->height, to->height, share);

  return rect;
}

/**
 * packshot_rect_unite:
 * @a: a rectangle
 * @b: another
 *
 * Returns: the smallest rectangle that holds both
 */
PackshotRect
packshot_rect_unite (const PackshotRect *a, const PackshotRect *b)
{
  PackshotRect rect;

  rect.x = MIN (a->x, b->x);
  rect.y = MIN (a->y, b->y);
  rect.width = MAX (a->x + a->width, b->x + b->width) - rect.x;
  rect.height = MAX (a->y + a->height, b->y + b->height) - rect.y;

  return rect;
}

/**
 * packshot_rect_grow:
 * @self: a rectangle
 * @margin: how far each edge moves outwards
 *
 * Returns: the larger rectangle
 */
PackshotRect
packshot_rect_grow (const PackshotRect *self, double margin)
{
  return (PackshotRect){ self->x - margin, self->y - margin, self->width + 2 * margin,
                         self->height + 2 * margin };
}
