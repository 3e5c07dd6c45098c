/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "config.h"
#include "packshot-resample.h"

#include "packshot-pixels.h"

#include <string.h>

/* Arithmetic: a sample of 8 bits is shifted up by 7 and multiplied with a weight of 14 fractional
 * bits, keeping the rounded upper half (x · w / 2¹⁵): 6 fractional bits are left in 16, with room
 * for the overshoot of the cubic. The second pass leaves 5, and rounding gives 8 bits again.
 * Sixteen bit lanes all the way are what makes this quick, and 1/64 of a level is far below what
 * shows. */
#define SAMPLE_SHIFT 7
#define RESULT_SHIFT 5

/* Loops run in whole steps of samples, over buffers that are rounded up to them. */
#define STEP PACKSHOT_PLANE_PADDING

/* Columns made at a time before they are turned into rows. */
#define TILE_COLUMNS 8

typedef gint16 Eight __attribute__ ((vector_size (16)));

struct _PackshotResampler
{
  gint16 *tile;  /* (owned): TILE_COLUMNS columns of source_rows */
  gint16 *sheet; /* (owned): source_rows rows of columns */
  gint16 *sums;  /* (owned): one row of columns */
  gint16 *ring;  /* (owned): the last widened source columns, by index and ring_mask */
  gsize tile_size;
  gsize sheet_size;
  gsize sums_size;
  gsize ring_size;
  int ring_mask;
  int ring_end; /* source columns before this one have been widened, as far as anyone asked */
};

static gsize
round_up (int n)
{
  return ((gsize) n + (STEP - 1)) & ~(gsize) (STEP - 1);
}

/* Written so that compilers know it as one instruction (pmulhrsw). */
static inline gint16
multiply (gint16 x, gint16 weight)
{
  return (gint16) ((((int) x * weight >> 14) + 1) >> 1);
}

/* Every step is cut to 16 bits again, or compilers would go on in 32. */
static inline guint8
scale_down (gint16 sum)
{
  gint16 value = (gint16) (sum + (1 << (RESULT_SHIFT - 1)));

  value = (gint16) (value >> RESULT_SHIFT);
  value = MAX (value, 0);
  value = MIN (value, 255);

  return (guint8) value;
}

PACKSHOT_CLONES static void
widen (gint16 *restrict output, const guint8 *restrict source, int n)
{
  for (int i = 0; i < n; i += STEP)
    for (int j = i; j < i + STEP; j++)
      output[j] = (gint16) (source[j] << SAMPLE_SHIFT);
}

PACKSHOT_CLONES static void
blend_four_columns (gint16 *restrict output,
                    const gint16 *restrict a,
                    const gint16 *restrict b,
                    const gint16 *restrict c,
                    const gint16 *restrict d,
                    const gint16 *weights,
                    int n)
{
  gint16 wa = weights[0], wb = weights[1], wc = weights[2], wd = weights[3];

  for (int i = 0; i < n; i += STEP)
    for (int j = i; j < i + STEP; j++)
      output[j] = (gint16) (multiply (a[j], wa) + multiply (b[j], wb) + multiply (c[j], wc)
                            + multiply (d[j], wd));
}

PACKSHOT_CLONES static void
blend_four_rows (guint8 *restrict output,
                 const gint16 *restrict rows,
                 gsize stride,
                 const gint16 *weights,
                 int n)
{
  const gint16 *a = rows, *b = a + stride, *c = b + stride, *d = c + stride;
  gint16 wa = weights[0], wb = weights[1], wc = weights[2], wd = weights[3];

  for (int i = 0; i < n; i++)
    output[i] = scale_down ((gint16) (multiply (a[i], wa) + multiply (b[i], wb)
                                      + multiply (c[i], wc) + multiply (d[i], wd)));
}

PACKSHOT_CLONES static void
add_weighted (gint16 *restrict sums, const gint16 *restrict row, gint16 weight, int n)
{
  for (int i = 0; i < n; i++)
    sums[i] = (gint16) (sums[i] + multiply (row[i], weight));
}

PACKSHOT_CLONES static void
finish_row (guint8 *restrict output, const gint16 *restrict sums, int n)
{
  for (int i = 0; i < n; i++)
    output[i] = scale_down (sums[i]);
}

static void
blend_rows (guint8 *output,
            gint16 *sums,
            const gint16 *rows,
            gsize stride,
            const gint16 *weights,
            int n_weights,
            int n)
{
  memset (sums, 0, sizeof *sums * (gsize) n);
  for (int k = 0; k < n_weights; k++)
    add_weighted (sums, rows + (gsize) k * stride, weights[k], n);
  finish_row (output, sums, n);
}

/* Neighbouring output columns share most of their source columns: each is widened once and waits in
 * a ring until the window has passed it. */
static void
widen_up_to (PackshotResampler *self,
             const PackshotPlane *source,
             int first_column,
             int end_column,
             int first_row,
             int n_rows,
             gsize stride)
{
  for (int x = MAX (self->ring_end, first_column); x < end_column; x++)
    widen (self->ring + (gsize) (x & self->ring_mask) * stride,
           source->data + (gsize) x * source->stride + first_row, n_rows);
  self->ring_end = end_column;
}

static const gint16 *
ring_column (PackshotResampler *self, int column, gsize stride)
{
  return self->ring + (gsize) (column & self->ring_mask) * stride;
}

static void
blend_columns (PackshotResampler *self,
               gint16 *output,
               gsize stride,
               int start,
               const gint16 *weights,
               int n_weights,
               int n)
{
  if (n_weights == 4)
    {
      blend_four_columns (
          output, ring_column (self, start, stride), ring_column (self, start + 1, stride),
          ring_column (self, start + 2, stride), ring_column (self, start + 3, stride), weights, n);
      return;
    }

  memset (output, 0, sizeof *output * (gsize) n);
  for (int k = 0; k < n_weights; k++)
    add_weighted (output, ring_column (self, start + k, stride), weights[k], n);
}

/* Three rounds of interleaving turn eight columns of eight into eight rows of eight. */
static inline void
turn_block (const gint16 *restrict columns,
            gsize column_stride,
            gint16 *restrict rows,
            gsize row_stride)
{
  Eight in[8], out[8];

  for (int i = 0; i < 8; i++)
    memcpy (&in[i], columns + (gsize) i * column_stride, sizeof in[i]);

#define INTERLEAVE(to, from)                                                                       \
  for (int i = 0; i < 4; i++)                                                                      \
    {                                                                                              \
      (to)[2 * i] = __builtin_shufflevector ((from)[i], (from)[i + 4], 0, 8, 1, 9, 2, 10, 3, 11);  \
      (to)[2 * i + 1] =                                                                            \
          __builtin_shufflevector ((from)[i], (from)[i + 4], 4, 12, 5, 13, 6, 14, 7, 15);          \
    }
  INTERLEAVE (out, in)
  INTERLEAVE (in, out)
  INTERLEAVE (out, in)
#undef INTERLEAVE

  for (int i = 0; i < 8; i++)
    memcpy (rows + (gsize) i * row_stride, &out[i], sizeof out[i]);
}

/* Both sizes are rounded up to whole blocks in the buffers; what lies beyond is never read. */
static void
turn_tile (const gint16 *tile, gsize tile_stride, gint16 *sheet, gsize sheet_stride, int n_rows)
{
  for (int row = 0; row < n_rows; row += 8)
    turn_block (tile + row, tile_stride, sheet + (gsize) row * sheet_stride, sheet_stride);
}

static void
run_across (PackshotResampler *self,
            const PackshotPlane *source,
            const PackshotFilter *across,
            int first_row,
            int n_rows)
{
  gsize stride = round_up (n_rows);
  gsize sheet_stride = round_up (across->length);

  self->ring_end = 0;
  for (int x = 0; x < across->length; x++)
    {
      int start = across->starts[x];

      widen_up_to (self, source, start, start + across->n_taps, first_row, n_rows, stride);
      blend_columns (self, self->tile + (gsize) (x % TILE_COLUMNS) * stride, stride, start,
                     across->weights + (gsize) x * (gsize) across->n_taps, across->n_taps, n_rows);
      if (x % TILE_COLUMNS == TILE_COLUMNS - 1 || x == across->length - 1)
        turn_tile (self->tile, stride, self->sheet + x - x % TILE_COLUMNS, sheet_stride, n_rows);
    }
}

static void
run_down (PackshotResampler *self,
          const PackshotFilter *across,
          const PackshotFilter *down,
          int first_row,
          int n_rows,
          guint8 *output,
          gsize output_stride)
{
  gsize sheet_stride = round_up (across->length);
  int sheet_start = down->starts[first_row];

  for (int i = 0; i < n_rows; i++)
    {
      int row = first_row + i;
      const gint16 *rows = self->sheet + (gsize) (down->starts[row] - sheet_start) * sheet_stride;
      const gint16 *weights = down->weights + (gsize) row * (gsize) down->n_taps;
      guint8 *line = output + (gsize) i * output_stride;

      if (down->n_taps == 4)
        blend_four_rows (line, rows, sheet_stride, weights, across->length);
      else
        blend_rows (line, self->sums, rows, sheet_stride, weights, down->n_taps, across->length);
    }
}

/* Cleared, because a last narrow tile is turned whole, with columns nobody wrote. With a fourth
 * more than asked for: a slow zoom wants a row more every few frames. */
static void
grow (gint16 **buffer, gsize *size, gsize wanted)
{
  if (*size >= wanted)
    return;

  g_free (*buffer);
  *size = wanted + wanted / 4;
  *buffer = g_new0 (gint16, *size);
}

/**
 * packshot_resampler_new:
 *
 * Returns: (transfer full): an empty resampler
 */
PackshotResampler *
packshot_resampler_new (void)
{
  return g_new0 (PackshotResampler, 1);
}

/**
 * packshot_resampler_free:
 * @self: (transfer full): a resampler
 *
 * Frees it.
 */
void
packshot_resampler_free (PackshotResampler *self)
{
  g_free (self->tile);
  g_free (self->sheet);
  g_free (self->sums);
  g_free (self->ring);
  g_free (self);
}

/**
 * packshot_resampler_reserve:
 * @self: a resampler
 * @columns: the most output columns that will be asked for
 * @source_rows: the most source rows one run will touch
 * @n_taps: the most taps a filter across will have
 *
 * Makes sure that runs up to this size allocate nothing.
 */
void
packshot_resampler_reserve (PackshotResampler *self, int columns, int source_rows, int n_taps)
{
  gsize rows = round_up (source_rows);
  gsize ring_columns = 4;

  while (ring_columns < (gsize) n_taps)
    ring_columns *= 2;

  grow (&self->tile, &self->tile_size, TILE_COLUMNS * rows);
  grow (&self->sheet, &self->sheet_size, round_up (columns) * rows);
  grow (&self->sums, &self->sums_size, round_up (columns));
  grow (&self->ring, &self->ring_size, ring_columns * rows);
  self->ring_mask = (int) ring_columns - 1;
}

/**
 * packshot_resampler_run:
 * @self: a resampler
 * @source: the plane to read
 * @across: how a row is made; its length is the width of the output
 * @down: how a column is made
 * @first_row: first output row, an index into @down
 * @n_rows: output rows, at least 1
 * @output: (out caller-allocates): rows of the output, the first one being @first_row
 * @output_stride: bytes from one output row to the next
 *
 * Resamples some rows of a picture. The rows are the same bits whichever way a picture is cut into
 * runs.
 */
void
packshot_resampler_run (PackshotResampler *self,
                        const PackshotPlane *source,
                        const PackshotFilter *across,
                        const PackshotFilter *down,
                        int first_row,
                        int n_rows,
                        guint8 *output,
                        gsize output_stride)
{
  int source_first = down->starts[first_row];
  int source_rows = down->starts[first_row + n_rows - 1] + down->n_taps - source_first;

  packshot_resampler_reserve (self, across->length, source_rows, across->n_taps);
  run_across (self, source, across, source_first, source_rows);
  run_down (self, across, down, first_row, n_rows, output, output_stride);
}
