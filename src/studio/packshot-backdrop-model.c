/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-backdrop-model.h"

#include <math.h>

#define PLACES PACKSHOT_BACKDROP_PLACES

/* The border that is taken for backdrop, as a share of the shorter side. */
#define BORDER_SHARE 0.03

/* A place of a profile is the median of the samples within this share of the side to either side of
 * it: what changes faster is not backdrop. */
#define WINDOW_SHARE 0.05

/* A side whose samples lie this close to its profile shows nothing but backdrop. */
#define PLAIN_DEVIATION 5.0

/* Nor may the profile itself change faster than this between a place and the next but one, in
 * levels: a horizon is no backdrop, however even the sky. */
#define STEEPEST 14.0

/* Colour differences tell product from backdrop better than shadows do. */
#define LUMA_WEIGHT   0.8
#define COLOUR_WEIGHT 2.0

static gboolean
is_upright (PackshotSide side)
{
  return side == PACKSHOT_SIDE_LEFT || side == PACKSHOT_SIDE_RIGHT;
}

static int
length_of (const PackshotRaster *small, PackshotSide side)
{
  return is_upright (side) ? small->height : small->width;
}

static int
border_of (const PackshotRaster *small)
{
  return MAX (1, (int) lrint (BORDER_SHARE * MIN (small->width, small->height)));
}

/* The sample so far along a side and so far inside it. */
static guint8
side_sample (const PackshotRaster *small, guint plane, PackshotSide side, int along, int inside)
{
  int x = along, y = along;

  if (side == PACKSHOT_SIDE_LEFT)
    x = inside;
  else if (side == PACKSHOT_SIDE_RIGHT)
    x = small->width - 1 - inside;
  else if (side == PACKSHOT_SIDE_TOP)
    y = inside;
  else
    y = small->height - 1 - inside;

  return small->planes[plane][(gsize) y * (gsize) small->width + (gsize) x];
}

static guint8
median (const guint *histogram, guint n)
{
  guint sum = 0;
  guint level = 0;

  for (level = 0; level < 255; level++)
    {
      sum += histogram[level];
      if (2 * sum >= n)
        break;
    }

  return (guint8) level;
}

static guint8
median_around (const PackshotRaster *small, guint plane, PackshotSide side, double share)
{
  int length = length_of (small, side), border = border_of (small);
  int reach = MAX (1, (int) lrint (WINDOW_SHARE * length));
  int middle = (int) lrint (share * (length - 1));
  guint histogram[256] = { 0 };
  guint n = 0;

  for (int along = MAX (0, middle - reach); along <= MIN (length - 1, middle + reach); along++)
    for (int inside = 0; inside < border; inside++)
      {
        histogram[side_sample (small, plane, side, along, inside)]++;
        n++;
      }

  return median (histogram, n);
}

static double
profile_at (const PackshotBackdropModel *self, guint plane, PackshotSide side, double share)
{
  const double *profile = self->profiles[side][plane];
  double position = share * (PLACES - 1);
  int before = CLAMP ((int) position, 0, PLACES - 2);

  return profile[before] + (position - before) * (profile[before + 1] - profile[before]);
}

static gboolean
is_gentle (const PackshotBackdropModel *self, PackshotSide side)
{
  for (guint plane = 0; plane < 3; plane++)
    for (int i = 0; i + 2 < PLACES; i++)
      if (fabs (self->profiles[side][plane][i + 2] - self->profiles[side][plane][i]) > STEEPEST)
        return FALSE;

  return TRUE;
}

static void
fit_side (PackshotBackdropModel *self, const PackshotRaster *small, PackshotSide side)
{
  int length = length_of (small, side), border = border_of (small);
  double sum = 0;

  for (guint plane = 0; plane < 3; plane++)
    {
      for (int i = 0; i < PLACES; i++)
        self->profiles[side][plane][i] = median_around (small, plane, side, i / (PLACES - 1.0));

      for (int along = 0; along < length; along++)
        for (int inside = 0; inside < border; inside++)
          {
            double difference = side_sample (small, plane, side, along, inside)
                                - profile_at (self, plane, side, along / MAX (1.0, length - 1.0));

            sum += difference * difference;
          }
    }

  self->side_deviation[side] = sqrt (sum / ((double) length * border));
  self->plain[side] = self->side_deviation[side] < PLAIN_DEVIATION && is_gentle (self, side);
}

/* A side that shows the product as well tells nothing of the backdrop but at its ends. */
static void
straighten_side (PackshotBackdropModel *self, PackshotSide side)
{
  PackshotSide first = is_upright (side) ? PACKSHOT_SIDE_TOP : PACKSHOT_SIDE_LEFT;
  PackshotSide second = is_upright (side) ? PACKSHOT_SIDE_BOTTOM : PACKSHOT_SIDE_RIGHT;
  gboolean far = side == PACKSHOT_SIDE_RIGHT || side == PACKSHOT_SIDE_BOTTOM;

  for (guint plane = 0; plane < 3; plane++)
    {
      double from = self->profiles[first][plane][far ? PLACES - 1 : 0];
      double to = self->profiles[second][plane][far ? PLACES - 1 : 0];

      for (int i = 0; i < PLACES; i++)
        self->profiles[side][plane][i] = from + (to - from) * i / (PLACES - 1);
    }
}

/* The surface that the four sides span, linear between opposite ones: a Coons patch. */
static double
model_at (const PackshotBackdropModel *self, guint plane, double u, double v)
{
  const double *left = self->profiles[PACKSHOT_SIDE_LEFT][plane];
  const double *right = self->profiles[PACKSHOT_SIDE_RIGHT][plane];
  double across = (1 - u) * profile_at (self, plane, PACKSHOT_SIDE_LEFT, v)
                  + u * profile_at (self, plane, PACKSHOT_SIDE_RIGHT, v);
  double down = (1 - v) * profile_at (self, plane, PACKSHOT_SIDE_TOP, u)
                + v * profile_at (self, plane, PACKSHOT_SIDE_BOTTOM, u);
  double corners = (1 - v) * ((1 - u) * left[0] + u * right[0])
                   + v * ((1 - u) * left[PLACES - 1] + u * right[PLACES - 1]);

  return across + down - corners;
}

/**
 * packshot_backdrop_model_fit:
 * @self: (out caller-allocates): the model
 * @small: a photo of some hundred pixels a side; its opacity is not looked at
 *
 * Looks at the border of a photo and spans an even surface over it.
 */
void
packshot_backdrop_model_fit (PackshotBackdropModel *self, const PackshotRaster *small)
{
  *self = (PackshotBackdropModel){ 0 };

  for (PackshotSide side = 0; side < PACKSHOT_N_SIDES; side++)
    fit_side (self, small, side);

  for (PackshotSide side = 0; side < PACKSHOT_N_SIDES; side++)
    if (self->plain[side])
      self->deviation = MAX (self->deviation, self->side_deviation[side]);
    else
      straighten_side (self, side);
}

/**
 * packshot_backdrop_model_distance:
 * @self: a model
 * @small: the photo it was made from
 * @x: column
 * @y: row
 *
 * Returns: how far the photo is from the backdrop there, in levels
 */
double
packshot_backdrop_model_distance (const PackshotBackdropModel *self,
                                  const PackshotRaster *small,
                                  int x,
                                  int y)
{
  gsize i = (gsize) y * (gsize) small->width + (gsize) x;
  double u = x / MAX (1.0, small->width - 1.0), v = y / MAX (1.0, small->height - 1.0);
  double sum = 0;

  for (guint plane = 0; plane < 3; plane++)
    {
      double weight = plane == 0 ? LUMA_WEIGHT : COLOUR_WEIGHT;
      double difference = weight * (small->planes[plane][i] - model_at (self, plane, u, v));

      sum += difference * difference;
    }

  return sqrt (sum);
}
