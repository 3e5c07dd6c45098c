/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-backdrop.h"

#include <math.h>

#define ONE (1 << PACKSHOT_BACKDROP_FRACTION)

/* A backdrop has no detail: this many pixels on its longer side are plenty. */
#define LONGEST_SIDE 160

/* How far the world may reach beyond a side, as a share of it, without a backdrop being missed. */
#define SLACK 0.002

/* The border that is carried on, as a share of the shorter side. */
#define BORDER_SHARE 0.02

/* Colours run together the more, the further they are carried. */
#define SPREAD_PER_STEP 0.7

/* Blur of the enlarged photo, as a share of the backdrop's shorter side, and how often: three
 * boxes are close to a bell. */
#define BLUR_SHARE  0.09
#define BLUR_ROUNDS 3

/* A bright photo stays bright behind itself, for grey looks dirty; any other is held back. */
#define BRIGHT_LUMA    170.0
#define BRIGHT_TONE    0.94
#define HELD_BACK_TONE 0.68
#define COLOUR_TONE    0.85

/* Paper is light, unless the product is. */
#define LIGHT_PRODUCT_LUMA 185.0
#define LIGHT_PAPER        226.0
#define DARK_PAPER         150.0
#define PAPER_FALLOFF      26.0

static guint8
small_at (const PackshotRaster *small, guint plane, int x, int y)
{
  return small->planes[plane][(gsize) y * (gsize) small->width + (gsize) x];
}

static int *
sample_of (PackshotBackdrop *self, guint plane, int x, int y)
{
  return &self->planes[plane][(gsize) y * (gsize) self->width + (gsize) x];
}

static int
to_sample (double level)
{
  return (int) lrint (level * ONE);
}

static PackshotBackdrop *
make_backdrop (const PackshotRect *world)
{
  PackshotBackdrop *self = g_new0 (PackshotBackdrop, 1);
  double step = MAX (world->width, world->height) / LONGEST_SIDE;

  self->width = MAX (8, (int) lrint (world->width / step));
  self->height = MAX (8, (int) lrint (world->height / step));
  for (guint plane = 0; plane < 3; plane++)
    self->planes[plane] = g_new0 (int, (gsize) self->width *(gsize) self->height);

  return self;
}

static double
mean_of (const PackshotRaster *small, guint plane, int left, int right, int top, int bottom)
{
  int sum = 0;

  left = CLAMP (left, 0, small->width - 1);
  right = CLAMP (right, left, small->width - 1);
  top = CLAMP (top, 0, small->height - 1);
  bottom = CLAMP (bottom, top, small->height - 1);

  for (int y = top; y <= bottom; y++)
    for (int x = left; x <= right; x++)
      sum += small_at (small, plane, x, y);

  return (double) sum / ((right - left + 1) * (bottom - top + 1));
}

/* Along a side, a mean reaches at least as far as into it. */
static int
spread_at (int beyond, int inside)
{
  return MAX (inside, (int) lrint (SPREAD_PER_STEP * beyond));
}

/* The mean of the photo around the place in it that is nearest. */
static double
mean_around (const PackshotRaster *small, guint plane, int x, int y, int reach_x, int reach_y)
{
  int near_x = CLAMP (x, 0, small->width - 1);
  int near_y = CLAMP (y, 0, small->height - 1);

  return mean_of (small, plane, near_x - reach_x, near_x + reach_x, near_y - reach_y,
                  near_y + reach_y);
}

/* Inside the photo its own colour; outside, a mean of the border that is nearest. Beyond a corner
 * that is the border of two sides, each with the more weight the further it is beyond that side: so
 * there is no seam in line with them, and nothing of what lies further inside is seen. */
static int
extend_at (const PackshotRaster *small, guint plane, int x, int y)
{
  int inside = MAX (1, (int) lrint (BORDER_SHARE * MIN (small->width, small->height))) - 1;
  int beyond_x = MAX (MAX (-x, x - (small->width - 1)), 0);
  int beyond_y = MAX (MAX (-y, y - (small->height - 1)), 0);
  double sum = 0;

  if (beyond_x == 0 && beyond_y == 0)
    return to_sample (small_at (small, plane, x, y));

  if (beyond_x > 0)
    sum += beyond_x * mean_around (small, plane, x, y, inside, spread_at (beyond_x, inside));
  if (beyond_y > 0)
    sum += beyond_y * mean_around (small, plane, x, y, spread_at (beyond_y, inside), inside);

  return to_sample (sum / (beyond_x + beyond_y));
}

static PackshotBackdrop *
make_extended (const PackshotRaster *small, double photo_width, const PackshotRect *world)
{
  PackshotBackdrop *self = make_backdrop (world);
  double scale = small->width / photo_width;

  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        double across = (world->x + (x + 0.5) * world->width / self->width) * scale;
        double down = (world->y + (y + 0.5) * world->height / self->height) * scale;

        for (guint plane = 0; plane < 3; plane++)
          *sample_of (self, plane, x, y) =
              extend_at (small, plane, (int) floor (across), (int) floor (down));
      }

  return self;
}

/* One round along rows; with the strides exchanged, along columns. */
static void
blur_lines (int *samples,
            int n_lines,
            gsize line_stride,
            int length,
            gsize stride,
            int radius,
            int *copy)
{
  for (int line = 0; line < n_lines; line++)
    {
      int *start = samples + (gsize) line * line_stride;
      int sum = 0;

      for (int i = 0; i < length; i++)
        copy[i] = start[(gsize) i * stride];
      for (int i = -radius; i <= radius; i++)
        sum += copy[CLAMP (i, 0, length - 1)];

      for (int i = 0; i < length; i++)
        {
          start[(gsize) i * stride] = (sum + radius) / (2 * radius + 1);
          sum += copy[MIN (i + radius + 1, length - 1)] - copy[MAX (i - radius, 0)];
        }
    }
}

static void
blur (PackshotBackdrop *self)
{
  int radius = MAX (1, (int) lrint (BLUR_SHARE * MIN (self->width, self->height)));
  g_autofree int *copy = g_new0 (int, (gsize) MAX (self->width, self->height));
  gsize width = (gsize) self->width;

  for (guint plane = 0; plane < 3; plane++)
    for (int round = 0; round < BLUR_ROUNDS; round++)
      {
        blur_lines (self->planes[plane], self->height, width, self->width, 1, radius, copy);
        blur_lines (self->planes[plane], self->width, 1, self->height, width, radius, copy);
      }
}

static double
mean_luma (const PackshotBackdrop *self)
{
  gsize n = (gsize) self->width * (gsize) self->height;
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += self->planes[0][i];

  return sum / (double) n / ONE;
}

static int
tone_down (int sample, double level, double tone)
{
  return to_sample (level + ((double) sample / ONE - level) * tone);
}

static void
hold_back (PackshotBackdrop *self)
{
  double tone = mean_luma (self) > BRIGHT_LUMA ? BRIGHT_TONE : HELD_BACK_TONE;
  gsize n = (gsize) self->width * (gsize) self->height;

  for (gsize i = 0; i < n; i++)
    {
      self->planes[0][i] = tone_down (self->planes[0][i], 16, tone);
      for (guint plane = 1; plane < 3; plane++)
        self->planes[plane][i] = tone_down (self->planes[plane][i], 128, COLOUR_TONE);
    }
}

static PackshotBackdrop *
make_blurred (const PackshotRaster *small, const PackshotRect *world)
{
  PackshotBackdrop *self = make_backdrop (world);
  double scale = MIN ((double) small->width / self->width, (double) small->height / self->height);

  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        double across = small->width / 2.0 + (x + 0.5 - self->width / 2.0) * scale;
        double down = small->height / 2.0 + (y + 0.5 - self->height / 2.0) * scale;

        for (guint plane = 0; plane < 3; plane++)
          *sample_of (self, plane, x, y) =
              ONE
              * small_at (small, plane, CLAMP ((int) across, 0, small->width - 1),
                          CLAMP ((int) down, 0, small->height - 1));
      }

  blur (self);
  hold_back (self);
  return self;
}

/* Lit from above: brightest a little above the middle, falling off towards the corners. */
static PackshotBackdrop *
make_paper (double product_luma, const PackshotRect *world)
{
  PackshotBackdrop *self = make_backdrop (world);
  double paper = product_luma > LIGHT_PRODUCT_LUMA ? DARK_PAPER : LIGHT_PAPER;

  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        double u = (x + 0.5) / self->width - 0.5, v = (y + 0.5) / self->height - 0.42;

        *sample_of (self, 0, x, y) = to_sample (paper - PAPER_FALLOFF * 2 * (u * u + v * v));
        *sample_of (self, 1, x, y) = *sample_of (self, 2, x, y) = to_sample (128);
      }

  return self;
}

/**
 * packshot_backdrop_choose:
 * @analysis: what is known of the photo
 * @photo_width: width of the photo
 * @photo_height: height of the photo
 * @world: all that will be seen, in pixels of the photo
 *
 * Returns: what suits best to fill the world where the photo doesn't reach
 */
PackshotBackdropKind
packshot_backdrop_choose (const PackshotAnalysis *analysis,
                          double photo_width,
                          double photo_height,
                          const PackshotRect *world)
{
  double slack = SLACK * MIN (photo_width, photo_height);
  gboolean needed[PACKSHOT_N_SIDES] = {
    [PACKSHOT_SIDE_LEFT] =
        world->x<-slack, [PACKSHOT_SIDE_RIGHT] = world->x + world->width> photo_width + slack,
    [PACKSHOT_SIDE_TOP] =
        world->y<-slack, [PACKSHOT_SIDE_BOTTOM] = world->y + world->height> photo_height + slack,
  };

  if (analysis->cut_out)
    return PACKSHOT_BACKDROP_PAPER;

  for (PackshotSide side = 0; side < PACKSHOT_N_SIDES; side++)
    if (needed[side] && !analysis->plain[side])
      return PACKSHOT_BACKDROP_BLURRED;

  return PACKSHOT_BACKDROP_EXTENDED;
}

/**
 * packshot_backdrop_make:
 * @kind: what kind of backdrop
 * @analysis: what is known of the photo
 * @small: the photo, reduced
 * @photo_width: width of the photo itself
 * @world: what the backdrop shall cover, in pixels of the photo
 *
 * Returns: (transfer full): a backdrop of the shape of @world, nearly
 */
PackshotBackdrop *
packshot_backdrop_make (PackshotBackdropKind kind,
                        const PackshotAnalysis *analysis,
                        const PackshotRaster *small,
                        double photo_width,
                        const PackshotRect *world)
{
  switch (kind)
    {
    case PACKSHOT_BACKDROP_BLURRED:
      return make_blurred (small, world);
    case PACKSHOT_BACKDROP_PAPER:
      return make_paper (analysis->product_luma, world);
    case PACKSHOT_BACKDROP_EXTENDED:
    default:
      return make_extended (small, photo_width, world);
    }
}

/**
 * packshot_backdrop_free:
 * @self: (transfer full): a backdrop
 *
 * Frees it.
 */
void
packshot_backdrop_free (PackshotBackdrop *self)
{
  for (guint plane = 0; plane < 3; plane++)
    g_free (self->planes[plane]);
  g_free (self);
}
