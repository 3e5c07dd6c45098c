/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-frame-rgb.h"

/* Chroma is made for every pixel in eighths: three parts of the nearer row and one of the other,
 * and half of either column where a pixel lies between two. */
#define EIGHTHS 8

/* ITU-R BT.709-6, 3.2–3.4, limited range, turned around: with 16 fractional bits, of which the
 * eighths of chroma take three more. */
#define FRACTION    19
#define HALF        (1 << (FRACTION - 1))
#define LUMA        (76309 * EIGHTHS)
#define RED_BY_CR   117489
#define GREEN_BY_CB (-13976)
#define GREEN_BY_CR (-34925)
#define BLUE_BY_CB  138438
#define LUMA_ZERO   16
#define CHROMA_ZERO (128 * EIGHTHS)

static inline guint8
clamp_byte (int x)
{
  return (guint8) CLAMP (x >> FRACTION, 0, 255);
}

/* Chroma lies between two luma rows: those above it are nearer to the chroma row before, those
 * below to the one after. In quarters, and with one sample more for the last column. */
static void
blend_rows (const guint8 *near, const guint8 *far, gint16 *quarters, int n)
{
  for (int i = 0; i < n; i++)
    quarters[i] = (gint16) (3 * near[i] + far[i]);
  quarters[n] = quarters[n - 1];
}

/* Chroma lies on the left column of its pair. */
static void
spread_row (const gint16 *quarters, gint16 *eighths, int n)
{
  for (int i = 0; i < n; i++)
    {
      eighths[2 * i] = (gint16) (2 * quarters[i] - CHROMA_ZERO);
      eighths[2 * i + 1] = (gint16) (quarters[i] + quarters[i + 1] - CHROMA_ZERO);
    }
}

static void
convert_row (const guint8 *luma, const gint16 *cb, const gint16 *cr, guint8 *pixels, int n)
{
  for (int i = 0; i < n; i++)
    {
      int y = LUMA * (luma[i] - LUMA_ZERO) + HALF;

      pixels[3 * i] = clamp_byte (y + RED_BY_CR * cr[i]);
      pixels[3 * i + 1] = clamp_byte (y + GREEN_BY_CB * cb[i] + GREEN_BY_CR * cr[i]);
      pixels[3 * i + 2] = clamp_byte (y + BLUE_BY_CB * cb[i]);
    }
}

static void
make_chroma_row (const PackshotVideoFrame *frame,
                 guint plane,
                 int y,
                 gint16 *quarters,
                 gint16 *eighths)
{
  int near = y / 2;
  int far = CLAMP (y % 2 == 0 ? near - 1 : near + 1, 0, frame->height / 2 - 1);
  const guint8 *samples = frame->planes[plane];
  gsize stride = frame->strides[plane];

  blend_rows (samples + (gsize) near * stride, samples + (gsize) far * stride, quarters,
              frame->width / 2);
  spread_row (quarters, eighths, frame->width / 2);
}

/**
 * packshot_frame_to_rgb:
 * @frame: a frame
 *
 * Makes of a frame what a screen shows: chroma is interpolated, and range and matrix are undone.
 *
 * Returns: (transfer full): the rows from the top, without gaps, three bytes a pixel: red, green
 *   and blue
 */
GBytes *
packshot_frame_to_rgb (const PackshotVideoFrame *frame)
{
  gsize width = (gsize) frame->width, size = 3 * width * (gsize) frame->height;
  guint8 *pixels = g_malloc (size);
  g_autofree gint16 *quarters = g_new (gint16, width / 2 + 1);
  g_autofree gint16 *cb = g_new0 (gint16, width);
  g_autofree gint16 *cr = g_new0 (gint16, width);

  for (int y = 0; y < frame->height; y++)
    {
      make_chroma_row (frame, 1, y, quarters, cb);
      make_chroma_row (frame, 2, y, quarters, cr);
      convert_row (frame->planes[0] + (gsize) y * frame->strides[0], cb, cr,
                   pixels + 3 * width * (gsize) y, frame->width);
    }

  return g_bytes_new_take (pixels, size);
}
