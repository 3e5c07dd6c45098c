/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-backdrop-model.h"

#include <math.h>

#define TERMS PACKSHOT_BACKDROP_TERMS

/* The border that is taken for backdrop, as a share of the shorter side. */
#define BORDER_SHARE 0.03

/* Colour differences tell product from backdrop better than shadows do. */
#define COLOUR_WEIGHT 2.0

/* A product that is cut by the edge must not bend the surface: after each round, samples further
 * than so many deviations away are left out of the next. */
#define ROUNDS  4
#define OUTLIER 2.0

static int
border_of (const PackshotRaster *small)
{
  return MAX (1, (int) lrint (BORDER_SHARE * MIN (small->width, small->height)));
}

static gboolean
is_border (const PackshotRaster *small, int x, int y, int border)
{
  return x < border || y < border || x >= small->width - border || y >= small->height - border;
}

static void
terms_at (const PackshotRaster *small, int x, int y, double *terms)
{
  double u = 2.0 * x / MAX (1, small->width - 1) - 1;
  double v = 2.0 * y / MAX (1, small->height - 1) - 1;

  terms[0] = 1;
  terms[1] = u;
  terms[2] = v;
  terms[3] = u * u;
  terms[4] = u * v;
  terms[5] = v * v;
}

static double
sample_at (const PackshotRaster *small, guint plane, int x, int y)
{
  return small->planes[plane][(gsize) y * (gsize) small->width + (gsize) x];
}

static double
model_at (const PackshotBackdropModel *self, guint plane, const double *terms)
{
  double sum = 0;

  for (int i = 0; i < TERMS; i++)
    sum += self->terms[plane][i] * terms[i];

  return sum;
}

/* Gaussian elimination of a small positive definite system, steadied on its diagonal, so that a
 * border of one colour or of two pixels has a solution too. */
static void
solve (double matrix[TERMS][TERMS], double *right, double *solution)
{
  for (int i = 0; i < TERMS; i++)
    matrix[i][i] += 1e-6 * (matrix[0][0] + 1);

  for (int i = 0; i < TERMS; i++)
    for (int row = i + 1; row < TERMS; row++)
      {
        double factor = matrix[row][i] / matrix[i][i];

        for (int column = i; column < TERMS; column++)
          matrix[row][column] -= factor * matrix[i][column];
        right[row] -= factor * right[i];
      }

  for (int i = TERMS - 1; i >= 0; i--)
    {
      double sum = right[i];

      for (int column = i + 1; column < TERMS; column++)
        sum -= matrix[i][column] * solution[column];
      solution[i] = sum / matrix[i][i];
    }
}

/* One round of least squares over the samples of the border that are closer than @limit. */
static void
fit_round (PackshotBackdropModel *self, const PackshotRaster *small, double limit)
{
  double matrix[3][TERMS][TERMS] = { 0 };
  double right[3][TERMS] = { 0 };
  int border = border_of (small);

  for (int y = 0; y < small->height; y++)
    for (int x = 0; x < small->width; x++)
      {
        double terms[TERMS];

        if (!is_border (small, x, y, border)
            || packshot_backdrop_model_distance (self, small, x, y) > limit)
          continue;

        terms_at (small, x, y, terms);
        for (guint plane = 0; plane < 3; plane++)
          for (int i = 0; i < TERMS; i++)
            {
              for (int j = 0; j < TERMS; j++)
                matrix[plane][i][j] += terms[i] * terms[j];
              right[plane][i] += terms[i] * sample_at (small, plane, x, y);
            }
      }

  for (guint plane = 0; plane < 3; plane++)
    solve (matrix[plane], right[plane], self->terms[plane]);
}

static gboolean
on_side (const PackshotRaster *small, PackshotSide side, int x, int y, int border)
{
  switch (side)
    {
    case PACKSHOT_SIDE_LEFT:
      return x < border;
    case PACKSHOT_SIDE_RIGHT:
      return x >= small->width - border;
    case PACKSHOT_SIDE_TOP:
      return y < border;
    case PACKSHOT_SIDE_BOTTOM:
      return y >= small->height - border;
    case PACKSHOT_N_SIDES:
    default:
      return TRUE;
    }
}

/* For a side, or with PACKSHOT_N_SIDES for the whole border. */
static double
measure (const PackshotBackdropModel *self, const PackshotRaster *small, PackshotSide side)
{
  int border = border_of (small);
  double sum = 0;
  int n = 0;

  for (int y = 0; y < small->height; y++)
    for (int x = 0; x < small->width; x++)
      if (is_border (small, x, y, border) && on_side (small, side, x, y, border))
        {
          double distance = packshot_backdrop_model_distance (self, small, x, y);

          sum += distance * distance;
          n++;
        }

  return sqrt (sum / MAX (n, 1));
}

/**
 * packshot_backdrop_model_fit:
 * @self: (out caller-allocates): the model
 * @small: a photo of some hundred pixels a side; its opacity is not looked at
 *
 * Lays an even surface through the border of a photo.
 */
void
packshot_backdrop_model_fit (PackshotBackdropModel *self, const PackshotRaster *small)
{
  *self = (PackshotBackdropModel){ 0 };

  fit_round (self, small, G_MAXDOUBLE);
  for (int round = 1; round < ROUNDS; round++)
    fit_round (self, small, OUTLIER * measure (self, small, PACKSHOT_N_SIDES) + 1);

  self->deviation = measure (self, small, PACKSHOT_N_SIDES);
  for (PackshotSide side = 0; side < PACKSHOT_N_SIDES; side++)
    self->side_deviation[side] = measure (self, small, side);
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
  double terms[TERMS];
  double sum = 0;

  terms_at (small, x, y, terms);
  for (guint plane = 0; plane < 3; plane++)
    {
      double difference = sample_at (small, plane, x, y) - model_at (self, plane, terms);

      sum += difference * difference * (plane == 0 ? 1 : COLOUR_WEIGHT * COLOUR_WEIGHT);
    }

  return sqrt (sum);
}
