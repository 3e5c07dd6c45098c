/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "config.h"
#include "packshot-compositor.h"

#include "packshot-pixels.h"

#include <math.h>

/* Luma rows of a band: enough for the rows that neighbours share to weigh little, few enough for
 * the sheet between the two passes to stay in the second-level cache. Even, for the chroma rows. */
#define BAND_ROWS 128

#define OPACITY_ONE 256

/* A sprite of the frame being painted, with all that does not depend on the band. Columns and rows
 * are those of the frame that it touches; luma is index 0 of the filters, chroma 1. */
typedef struct
{
  const PackshotLayer *layer;
  int left, right;
  int top, bottom;
  int opacity;
  PackshotFilter across[2];
  PackshotFilter down[2];
} Prepared;

/* What one thread needs. */
typedef struct
{
  PackshotResampler *resampler;
  guint8 *colours; /* (owned): rows of a sprite */
  guint8 *alphas;  /* (owned): rows of its opacity */
  guint8 *second;  /* (owned): rows of the second view */
} Worker;

struct _PackshotCompositor
{
  int width;
  int height;
  PackshotBands *bands; /* (unowned) */
  Worker *workers;      /* (owned) */
  Prepared prepared[2][PACKSHOT_VIEW_MAX_SPRITES];

  /* The frame being painted. */
  guint n_prepared[2];
  int mix;
  PackshotVideoFrame *frame; /* (unowned) */
};

PACKSHOT_CLONES static void
blend_premultiplied (guint8 *restrict below,
                     const guint8 *restrict colours,
                     const guint8 *restrict alphas,
                     int opacity,
                     int n)
{
  for (int i = 0; i < n; i++)
    {
      guint16 alpha = (guint16) ((alphas[i] * opacity + OPACITY_ONE / 2) >> 8);
      guint16 colour = (guint16) ((colours[i] * opacity + OPACITY_ONE / 2) >> 8);
      guint16 sum = (guint16) (colour + packshot_divide_by_255 (below[i] * (255 - alpha)));

      below[i] = (guint8) MIN (sum, 255);
    }
}

PACKSHOT_CLONES static void
blend_evenly (guint8 *restrict below, const guint8 *restrict above, int opacity, int n)
{
  for (int i = 0; i < n; i++)
    below[i] =
        (guint8) ((below[i] * (OPACITY_ONE - opacity) + above[i] * opacity + OPACITY_ONE / 2) >> 8);
}

/* Positions are those of sample centres. Chroma lies on the left luma column of its pair and
 * between its two rows, in the layer as in the frame (see PackshotVideoFrame). */
static void
set_filters (Prepared *self, const PackshotSprite *sprite)
{
  const PackshotLayer *layer = sprite->layer;
  double step = 1 / sprite->scale;
  int columns = self->right - self->left;
  int rows = self->bottom - self->top;

  packshot_filter_set (&self->across[0], PACKSHOT_KERNEL_CUBIC, columns,
                       (self->left + 0.5 - sprite->x) * step - 0.5, step, layer->width);
  packshot_filter_set (&self->down[0], PACKSHOT_KERNEL_CUBIC, rows,
                       (self->top + 0.5 - sprite->y) * step - 0.5, step, layer->height);
  packshot_filter_set (&self->across[1], PACKSHOT_KERNEL_CUBIC, columns / 2,
                       ((self->left + 0.5 - sprite->x) * step - 0.5) / 2, step, layer->width / 2);
  packshot_filter_set (&self->down[1], PACKSHOT_KERNEL_CUBIC, rows / 2,
                       ((self->top + 1 - sprite->y) * step - 1) / 2, step, layer->height / 2);
}

static int
even_below (double x, int limit)
{
  return CLAMP (2 * (int) floor (x / 2), 0, limit);
}

static int
even_above (double x, int limit)
{
  return CLAMP (2 * (int) ceil (x / 2), 0, limit);
}

/* Returns whether there is anything to see. */
static gboolean
prepare_sprite (PackshotCompositor *self, Prepared *prepared, const PackshotSprite *sprite)
{
  const PackshotLayer *layer = sprite->layer;

  prepared->layer = layer;
  prepared->opacity = (int) lrint (sprite->opacity * OPACITY_ONE);
  prepared->left = prepared->top = 0;
  prepared->right = self->width;
  prepared->bottom = self->height;

  if (layer->has_alpha)
    {
      prepared->left = even_below (sprite->x, self->width);
      prepared->top = even_below (sprite->y, self->height);
      prepared->right = even_above (sprite->x + layer->width * sprite->scale, self->width);
      prepared->bottom = even_above (sprite->y + layer->height * sprite->scale, self->height);
    }

  if (prepared->opacity <= 0 || prepared->left >= prepared->right
      || prepared->top >= prepared->bottom)
    return FALSE;

  set_filters (prepared, sprite);
  return TRUE;
}

static guint
prepare_view (PackshotCompositor *self, Prepared *prepared, const PackshotView *view)
{
  guint n = 0;

  for (guint i = 0; i < view->n_sprites; i++)
    if (prepare_sprite (self, &prepared[n], &view->sprites[i]))
      n++;

  return n;
}

/* Draws rows first … end of one plane; @output is where row first starts. */
static void
draw_sprite (PackshotCompositor *self,
             Worker *worker,
             const Prepared *sprite,
             guint plane,
             int first,
             int end,
             guint8 *output,
             gsize stride)
{
  guint chroma = plane != PACKSHOT_LAYER_Y;
  int halving = chroma ? 2 : 1;
  int left = sprite->left / halving, columns = (sprite->right - sprite->left) / halving;
  int top = MAX (first, sprite->top / halving), bottom = MIN (end, sprite->bottom / halving);
  const PackshotFilter *across = &sprite->across[chroma], *down = &sprite->down[chroma];
  const PackshotPlane *alpha =
      &sprite->layer->planes[chroma ? PACKSHOT_LAYER_CHROMA_A : PACKSHOT_LAYER_A];
  gsize width = (gsize) columns;
  guint8 *lines;

  if (top >= bottom)
    return;

  lines = output + (gsize) (top - first) * stride + left;
  if (!sprite->layer->has_alpha && sprite->opacity == OPACITY_ONE)
    {
      packshot_resampler_run (worker->resampler, &sprite->layer->planes[plane], across, down,
                              top - sprite->top / halving, bottom - top, lines, stride);
      return;
    }

  packshot_resampler_run (worker->resampler, &sprite->layer->planes[plane], across, down,
                          top - sprite->top / halving, bottom - top, worker->colours, width);
  if (sprite->layer->has_alpha)
    packshot_resampler_run (worker->resampler, alpha, across, down, top - sprite->top / halving,
                            bottom - top, worker->alphas, width);

  for (int i = 0; i < bottom - top; i++)
    {
      guint8 *line = lines + (gsize) i * stride;
      gsize offset = (gsize) i * width;

      if (sprite->layer->has_alpha)
        blend_premultiplied (line, worker->colours + offset, worker->alphas + offset,
                             sprite->opacity, columns);
      else
        blend_evenly (line, worker->colours + offset, sprite->opacity, columns);
    }
}

static void
draw_view (PackshotCompositor *self,
           Worker *worker,
           guint view,
           guint plane,
           int first,
           int end,
           guint8 *output,
           gsize stride)
{
  for (guint i = 0; i < self->n_prepared[view]; i++)
    draw_sprite (self, worker, &self->prepared[view][i], plane, first, end, output, stride);
}

static void
paint_band (guint band, guint thread, gpointer user_data)
{
  PackshotCompositor *self = user_data;
  Worker *worker = &self->workers[thread];

  for (guint plane = 0; plane < 3; plane++)
    {
      int halving = plane == PACKSHOT_LAYER_Y ? 1 : 2;
      int first = (int) band * BAND_ROWS / halving;
      int end = MIN (first + BAND_ROWS / halving, self->height / halving);
      int columns = self->width / halving;
      gsize stride = self->frame->strides[plane];
      guint8 *output = self->frame->planes[plane] + (gsize) first * stride;

      draw_view (self, worker, 0, plane, first, end, output, stride);
      if (self->mix == 0)
        continue;

      draw_view (self, worker, 1, plane, first, end, worker->second, (gsize) columns);
      for (int i = 0; i < end - first; i++)
        blend_evenly (output + (gsize) i * stride, worker->second + (gsize) i * (gsize) columns,
                      self->mix, columns);
    }
}

/**
 * packshot_compositor_new:
 * @width: width of the frames, even
 * @height: height of the frames, even
 * @bands: (unowned): the threads to paint with; must outlive the compositor
 *
 * Returns: (transfer full): a compositor
 */
PackshotCompositor *
packshot_compositor_new (int width, int height, PackshotBands *bands)
{
  PackshotCompositor *self = g_new0 (PackshotCompositor, 1);
  gsize band_size = (gsize) width * BAND_ROWS;

  self->width = width;
  self->height = height;
  self->bands = bands;
  self->workers = g_new0 (Worker, packshot_bands_get_n_threads (bands));

  for (guint i = 0; i < packshot_bands_get_n_threads (bands); i++)
    {
      self->workers[i].resampler = packshot_resampler_new ();
      self->workers[i].colours = g_malloc (band_size);
      self->workers[i].alphas = g_malloc (band_size);
      self->workers[i].second = g_malloc (band_size);
    }

  return self;
}

/**
 * packshot_compositor_free:
 * @self: (transfer full): a compositor
 *
 * Frees it, and none of what it was given.
 */
void
packshot_compositor_free (PackshotCompositor *self)
{
  for (guint i = 0; i < packshot_bands_get_n_threads (self->bands); i++)
    {
      packshot_resampler_free (self->workers[i].resampler);
      g_free (self->workers[i].colours);
      g_free (self->workers[i].alphas);
      g_free (self->workers[i].second);
    }
  g_free (self->workers);

  for (guint view = 0; view < 2; view++)
    for (guint i = 0; i < PACKSHOT_VIEW_MAX_SPRITES; i++)
      for (guint chroma = 0; chroma < 2; chroma++)
        {
          packshot_filter_clear (&self->prepared[view][i].across[chroma]);
          packshot_filter_clear (&self->prepared[view][i].down[chroma]);
        }

  g_free (self);
}

/**
 * packshot_compositor_paint:
 * @self: a compositor
 * @composition: what to paint
 * @frame: where to paint it; of the compositor's size
 *
 * Paints one frame, on all threads, and returns when it is complete. The samples depend on the
 * composition alone: neither on the number of threads nor on the processor.
 */
void
packshot_compositor_paint (PackshotCompositor *self,
                           const PackshotComposition *composition,
                           PackshotVideoFrame *frame)
{
  g_return_if_fail (frame->width == self->width && frame->height == self->height);

  self->frame = frame;
  self->mix = (int) lrint (composition->mix * OPACITY_ONE);
  for (guint view = 0; view < (self->mix > 0 ? 2 : 1); view++)
    self->n_prepared[view] = prepare_view (self, self->prepared[view], &composition->views[view]);

  packshot_bands_run (self->bands, (guint) (self->height + BAND_ROWS - 1) / BAND_ROWS, paint_band,
                      self);
}

/**
 * packshot_compositor_paint_still:
 * @self: a compositor
 * @composition: what to paint
 * @frame: (out caller-allocates): the frame; its planes lie in the memory that is returned
 *
 * Paints one frame into memory of its own.
 *
 * Returns: (transfer full): the memory, to be freed with g_free()
 */
guint8 *
packshot_compositor_paint_still (PackshotCompositor *self,
                                 const PackshotComposition *composition,
                                 PackshotVideoFrame *frame)
{
  gsize width = (gsize) self->width, height = (gsize) self->height;
  gsize size = width * height;
  guint8 *memory = g_malloc (size + size / 2);

  *frame = (PackshotVideoFrame){
    .width = self->width,
    .height = self->height,
    .planes = { memory, memory + size, memory + size + size / 4 },
    .strides = { width, width / 2, width / 2 },
  };
  packshot_compositor_paint (self, composition, frame);

  return memory;
}
