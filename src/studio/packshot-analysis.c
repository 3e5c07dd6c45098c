/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-analysis.h"

#include "packshot-backdrop-model.h"

#include <math.h>

/* A pixel this far from the backdrop belongs to the product, whatever the noise. */
#define MIN_DISTANCE 14.0
#define NOISE_FACTOR 4.0

/* More difference than this doesn't count for more. */
#define MAX_DISTANCE 64.0

/* The product found must not be a speck, nor the whole photo. */
#define MIN_COVERAGE 0.004
#define MAX_COVERAGE 0.9

/* What of the product's samples may lie outside its box on each side: dust, reflections. */
#define OUTSIDE_SHARE 0.012

/* The part of the product a close look shows. */
#define DETAIL_SHARE 0.5

/* A steeper slope counts no more than this: print has many edges, an outline has strong ones. */
#define DETAIL_SLOPE 24.0

/* Where nothing stands out, the weight falls off to half at this share of the photo's side. */
#define CENTRE_SPREAD 0.35

/* A map of how much each pixel of the small photo counts. */
typedef struct
{
  int width;
  int height;
  double *weights; /* (owned) */
} Map;

static void
map_init (Map *self, const PackshotRaster *small)
{
  self->width = small->width;
  self->height = small->height;
  self->weights = g_new0 (double, (gsize) small->width *(gsize) small->height);
}

static void
map_clear (Map *self)
{
  g_free (self->weights);
}

static double *
map_at (Map *self, int x, int y)
{
  return &self->weights[(gsize) y * (gsize) self->width + (gsize) x];
}

static double
map_sum (Map *self)
{
  double sum = 0;

  for (gsize i = 0; i < (gsize) self->width * (gsize) self->height; i++)
    sum += self->weights[i];

  return sum;
}

/* The share of the pixels that count at all. */
static double
map_coverage (Map *self)
{
  gsize n = (gsize) self->width * (gsize) self->height, marked = 0;

  for (gsize i = 0; i < n; i++)
    marked += self->weights[i] > 0 ? 1 : 0;

  return (double) marked / (double) n;
}

static double
column_sum (Map *self, int x)
{
  double sum = 0;

  for (int y = 0; y < self->height; y++)
    sum += *map_at (self, x, y);

  return sum;
}

static double
row_sum (Map *self, int y)
{
  double sum = 0;

  for (int x = 0; x < self->width; x++)
    sum += *map_at (self, x, y);

  return sum;
}

/* Where along one axis the weight lies, without a share at each end. */
static void
find_range (Map *self,
            double (*sum_at) (Map *, int),
            int length,
            double share,
            double *low,
            double *high)
{
  double total = map_sum (self);
  double sum = 0;

  *low = 0;
  *high = length;
  for (int i = 0; i < length; i++)
    {
      double before = sum;

      sum += sum_at (self, i);
      if (before <= share * total && sum > share * total)
        *low = i;
      if (before < (1 - share) * total && sum >= (1 - share) * total)
        *high = i + 1;
    }
}

static PackshotRect
find_box (Map *self, double share)
{
  double left, right, top, bottom;

  find_range (self, column_sum, self->width, share, &left, &right);
  find_range (self, row_sum, self->height, share, &top, &bottom);

  return (PackshotRect){ left, top, MAX (right - left, 1), MAX (bottom - top, 1) };
}

/* The slope of the luma: edges, print, texture. */
static double
slope_at (const PackshotRaster *small, int x, int y)
{
  const guint8 *luma = small->planes[0];
  int left = MAX (x - 1, 0), right = MIN (x + 1, small->width - 1);
  int above = MAX (y - 1, 0), below = MIN (y + 1, small->height - 1);
  gsize stride = (gsize) small->width;
  double across =
      luma[(gsize) y * stride + (gsize) right] - luma[(gsize) y * stride + (gsize) left];
  double down = luma[(gsize) below * stride + (gsize) x] - luma[(gsize) above * stride + (gsize) x];

  return sqrt (across * across + down * down);
}

/* Without alpha, what differs from the backdrop counts, and the more the more it differs: a shadow
 * differs little from where it falls. With alpha, what is opaque counts. */
static void
mark_product (Map *self, const PackshotRaster *small, const PackshotBackdropModel *model)
{
  double threshold = MAX (MIN_DISTANCE, NOISE_FACTOR * model->deviation);

  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        gsize i = (gsize) y * (gsize) self->width + (gsize) x;
        double distance;

        if (small->has_alpha)
          {
            self->weights[i] = small->planes[3][i] > 127 ? 1 : 0;
            continue;
          }

        distance = packshot_backdrop_model_distance (model, small, x, y);
        if (distance > threshold)
          self->weights[i] = pow (MIN (distance, MAX_DISTANCE), 2);
      }
}

/* Where no product can be told from a backdrop: structure, rather in the middle. */
static void
mark_structure (Map *self, const PackshotRaster *small)
{
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        double u = ((x + 0.5) / self->width - 0.5) / CENTRE_SPREAD;
        double v = ((y + 0.5) / self->height - 0.5) / CENTRE_SPREAD;

        *map_at (self, x, y) = slope_at (small, x, y) * exp2 (-(u * u + v * v));
      }
}

/* The window of the box with the most structure in it; found on sums over all windows. */
static void
find_detail (const PackshotRaster *small, const PackshotRect *box, double *x, double *y)
{
  int width = MAX (1, (int) (box->width * DETAIL_SHARE));
  int height = MAX (1, (int) (box->height * DETAIL_SHARE));
  int n_columns = (int) box->width, n_rows = (int) box->height;
  gsize stride = (gsize) n_columns + 1;
  g_autofree double *sums = g_new0 (double, stride *((gsize) n_rows + 1));
  double most = -1;

  for (int j = 0; j < n_rows; j++)
    for (int i = 0; i < n_columns; i++)
      {
        gsize here = (gsize) (j + 1) * stride + (gsize) (i + 1);

        sums[here] = MIN (slope_at (small, (int) box->x + i, (int) box->y + j), DETAIL_SLOPE)
                     + sums[here - 1] + sums[here - stride] - sums[here - stride - 1];
      }

  for (int j = 0; j + height <= n_rows; j++)
    for (int i = 0; i + width <= n_columns; i++)
      {
        gsize top = (gsize) j * stride, bottom = (gsize) (j + height) * stride;
        gsize left = (gsize) i, right = left + (gsize) width;
        double sum =
            sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];

        if (sum > most)
          {
            most = sum;
            *x = box->x + i + width / 2.0;
            *y = box->y + j + height / 2.0;
          }
      }
}

static double
measure_luma (const PackshotRaster *small, Map *map)
{
  double sum = 0, total = 0;

  for (gsize i = 0; i < (gsize) map->width * (gsize) map->height; i++)
    {
      double alpha = small->has_alpha ? small->planes[3][i] / 255.0 : 1;

      sum += small->planes[0][i] * map->weights[i];
      total += alpha * map->weights[i];
    }

  return total > 0 ? sum / total : 128;
}

static gboolean
find_product (PackshotAnalysis *self,
              const PackshotRaster *small,
              const PackshotBackdropModel *model,
              Map *map)
{
  double coverage;
  guint n_plain = 0;

  for (PackshotSide side = 0; side < PACKSHOT_N_SIDES; side++)
    n_plain += self->plain[side] ? 1 : 0;

  mark_product (map, small, model);
  coverage = map_coverage (map);
  if (coverage < MIN_COVERAGE || coverage > MAX_COVERAGE)
    return FALSE;

  /* Three plain sides: a product often stands on the lower edge. */
  if (!small->has_alpha && n_plain < 3)
    return FALSE;

  self->confidence = small->has_alpha || n_plain == 4 ? 1 : 0.7;
  return TRUE;
}

/**
 * packshot_analysis_run:
 * @self: (out caller-allocates): what was found
 * @small: the photo, reduced to some hundred pixels a side
 * @photo_width: width of the photo in its own pixels
 * @photo_height: height likewise
 *
 * Looks for the product: what differs from a backdrop that the border shows, or what is opaque;
 * where neither tells, what has structure, which is a guess and has no confidence.
 */
void
packshot_analysis_run (PackshotAnalysis *self,
                       const PackshotRaster *small,
                       double photo_width,
                       double photo_height)
{
  double scale_x = photo_width / small->width, scale_y = photo_height / small->height;
  PackshotBackdropModel model;
  PackshotRect box;
  Map map;

  *self = (PackshotAnalysis){ 0 };
  self->cut_out = small->has_alpha;
  packshot_backdrop_model_fit (&model, small);
  for (PackshotSide side = 0; side < PACKSHOT_N_SIDES; side++)
    self->plain[side] = !small->has_alpha && model.plain[side];

  map_init (&map, small);
  if (find_product (self, small, &model, &map))
    box = find_box (&map, OUTSIDE_SHARE);
  else
    {
      mark_structure (&map, small);
      box = map_sum (&map) > 0 ? find_box (&map, 0.2)
                               : (PackshotRect){ 0, 0, small->width, small->height };
    }

  self->product_luma = measure_luma (small, &map);
  self->detail_x = box.x + box.width / 2;
  self->detail_y = box.y + box.height / 2;
  find_detail (small, &box, &self->detail_x, &self->detail_y);
  map_clear (&map);

  self->product =
      (PackshotRect){ box.x * scale_x, box.y * scale_y, box.width * scale_x, box.height * scale_y };
  self->detail_x *= scale_x;
  self->detail_y *= scale_y;

  g_debug ("product at %.0f, %.0f, %.0f × %.0f, confidence %.2f; backdrop deviates by %.1f levels",
           self->product.x, self->product.y, self->product.width, self->product.height,
           self->confidence, model.deviation);
}
