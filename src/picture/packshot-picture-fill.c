/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

/* What is seen around a photo in a shape that is not its own: more of its backdrop, or where there
 * is none, itself out of focus. Never bars. */

#include "packshot-picture-private.h"

#include <math.h>
#include <string.h>

/* The edge of a photo is this share of its depth. */
#define STRIP_SHARE 64

/* An edge is plain where its pixels are this close to what is far around them along the edge, in
 * levels of 255: paper with the noise of a camera is, cloth is not, nor is one a product crosses.
 */
#define PLAIN_DEVIATION 6.0

/* Next to the photo its backdrop goes on as it is; the farther, the less of its unevenness. */
#define NEAR_RADIUS 2
#define FAR_SHARE   12

/* The blurred copy is made small, and comes back in two goes so that no lattice shows. */
#define SMALL_SIDE    64
#define SMALL_RADIUS  3
#define MIDDLE_SIDE   512
#define MIDDLE_RADIUS 12

/* What it becomes: a dark photo darker, a light one lighter, so that the photo stands out. */
#define DARKEN  0.62
#define LIGHTEN 0.42

/* The picture seen from the two edges beyond which it goes on: across them, and along them. */
typedef struct
{
  guint8 *pixels;
  gsize step_across;
  gsize step_along;
  int n_across;
  int n_along;
  int first; /* where the photo begins across */
  int last;  /* and ends, exclusive */
} Canvas;

/* Colours along an edge: three numbers a place. */
typedef struct
{
  float *near; /* (owned) */
  float *far;  /* (owned) */
  double deviation;
} Edge;

static guint8 *
canvas_at (const Canvas *self, int across, int along)
{
  return self->pixels + (gsize) across * self->step_across + (gsize) along * self->step_along;
}

/* A running mean over 2 × radius + 1 places, of those there are. */
static float *
smooth (const float *line, int n, int radius)
{
  float *result = g_new (float, (gsize) n * 3);

  for (int c = 0; c < 3; c++)
    {
      double sum = 0;
      int from = 0, to = 0;

      for (int i = 0; i < n; i++)
        {
          for (; to < MIN (n, i + radius + 1); to++)
            sum += line[to * 3 + c];
          for (; from < i - radius; from++)
            sum -= line[from * 3 + c];
          result[i * 3 + c] = (float) (sum / (to - from));
        }
    }

  return result;
}

static float *
measure_line (const Canvas *self, int start, int n_strip)
{
  float *line = g_new0 (float, (gsize) self->n_along * 3);

  for (int j = 0; j < self->n_along; j++)
    for (int i = start; i < start + n_strip; i++)
      for (int c = 0; c < 3; c++)
        line[j * 3 + c] += (float) canvas_at (self, i, j)[c] / (float) n_strip;

  return line;
}

static double
measure_deviation (const Canvas *self, int start, int n_strip, const float *expected)
{
  double sum = 0;

  for (int j = 0; j < self->n_along; j++)
    for (int i = start; i < start + n_strip; i++)
      for (int c = 0; c < 3; c++)
        sum += pow (canvas_at (self, i, j)[c] - (double) expected[j * 3 + c], 2);

  return sqrt (sum / ((double) self->n_along * n_strip * 3));
}

static void
edge_init (Edge *self, const Canvas *canvas, gboolean at_end)
{
  int n_strip = MAX (1, (canvas->last - canvas->first) / STRIP_SHARE);
  int start = at_end ? canvas->last - n_strip : canvas->first;
  g_autofree float *line = measure_line (canvas, start, n_strip);
  g_autofree float *once = smooth (line, canvas->n_along, canvas->n_along / FAR_SHARE);

  self->near = smooth (line, canvas->n_along, NEAR_RADIUS);
  self->far = smooth (once, canvas->n_along, canvas->n_along / FAR_SHARE);
  self->deviation = measure_deviation (canvas, start, n_strip, self->far);
}

static void
edge_clear (Edge *self)
{
  g_free (self->near);
  g_free (self->far);
}

/* @distance: from the photo, of @depth. */
static void
extend_row (const Canvas *canvas, const Edge *edge, int across, int distance, int depth)
{
  double t = CLAMP ((double) distance / depth, 0, 1);
  float share = (float) (t * t * (3 - 2 * t));

  for (int j = 0; j < canvas->n_along; j++)
    {
      guint8 *pixel = canvas_at (canvas, across, j);

      for (int c = 0; c < 3; c++)
        pixel[c] =
            (guint8) lrintf (edge->near[j * 3 + c] * (1 - share) + edge->far[j * 3 + c] * share);
    }
}

static void
extend (const Canvas *canvas, const Edge *before, const Edge *after)
{
  for (int i = 0; i < canvas->first; i++)
    extend_row (canvas, before, i, canvas->first - i, canvas->first);
  for (int i = canvas->last; i < canvas->n_across; i++)
    extend_row (canvas, after, i, i - canvas->last + 1, canvas->n_across - canvas->last);
}

static void
blur_lines (guint8 *pixels, gsize step, gsize step_line, int n, int n_lines, int radius)
{
  g_autofree float *line = g_new (float, (gsize) n * 3);

  for (int j = 0; j < n_lines; j++)
    {
      guint8 *start = pixels + (gsize) j * step_line;
      g_autofree float *once = NULL;
      g_autofree float *twice = NULL;

      for (int i = 0; i < n; i++)
        for (int c = 0; c < 3; c++)
          line[i * 3 + c] = start[(gsize) i * step + (gsize) c];

      once = smooth (line, n, radius);
      twice = smooth (once, n, radius);
      for (int i = 0; i < n; i++)
        for (int c = 0; c < 3; c++)
          start[(gsize) i * step + (gsize) c] = (guint8) lrintf (twice[i * 3 + c]);
    }
}

static void
blur (GdkPixbuf *pixbuf, int radius)
{
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  gsize stride = gdk_pixbuf_get_rowstride (pixbuf);
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);

  blur_lines (pixels, 3, stride, width, height, radius);
  blur_lines (pixels, stride, 3, height, width, radius);
}

static double
measure_luma (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  double sum = 0;

  for (int y = 0; y < height; y++)
    {
      const guint8 *p = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf);

      for (int x = 0; x < width; x++, p += 3)
        sum += 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2];
    }

  return sum / ((double) width * height);
}

static void
tone (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  gboolean is_light = measure_luma (pixbuf) > 127;

  for (int y = 0; y < height; y++)
    {
      guint8 *p = gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf);

      for (int x = 0; x < width * 3; x++)
        p[x] = (guint8) lrint (is_light ? p[x] + LIGHTEN * (255 - p[x]) : DARKEN * p[x]);
    }
}

/* The largest part in the middle of the photo that has the shape of the whole. */
static GdkPixbuf *
take_cover (const PackshotPictureRaster *raster, const PackshotPicturePlace *photo)
{
  double scale =
      MIN ((double) photo->width / raster->width, (double) photo->height / raster->height);
  int width = MAX (1, (int) (raster->width * scale));
  int height = MAX (1, (int) (raster->height * scale));
  int x = photo->x + (photo->width - width) / 2;
  int y = photo->y + (photo->height - height) / 2;

  return gdk_pixbuf_new_from_data (raster->pixels + (gsize) y * raster->stride + (gsize) x * 3,
                                   GDK_COLORSPACE_RGB, FALSE, 8, width, height,
                                   (int) raster->stride, NULL, NULL);
}

static GdkPixbuf *
scale_to_side (GdkPixbuf *source, int side, const char *path, GError **error)
{
  int width = gdk_pixbuf_get_width (source), height = gdk_pixbuf_get_height (source);
  double factor = (double) side / MAX (width, height);

  return packshot_picture_scale (source, MAX (1, (int) (width * factor)),
                                 MAX (1, (int) (height * factor)), path, NULL, error);
}

static GdkPixbuf *
make_blurred (const PackshotPictureRaster *raster,
              const PackshotPicturePlace *photo,
              const char *path,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GdkPixbuf) cover = take_cover (raster, photo);
  g_autoptr (GdkPixbuf) small = scale_to_side (cover, SMALL_SIDE, path, error);
  g_autoptr (GdkPixbuf) middle = NULL;

  if (small == NULL)
    return NULL;

  /* A photo no larger than that is its own small copy, whose pixels are not to be touched. */
  if (small == cover)
    {
      g_clear_object (&small);
      small = gdk_pixbuf_copy (cover);
    }
  blur (small, SMALL_RADIUS);
  tone (small);
  middle = scale_to_side (small, MIDDLE_SIDE, path, error);
  if (middle == NULL)
    return NULL;

  blur (middle, MIDDLE_RADIUS);
  return packshot_picture_scale (middle, raster->width, raster->height, path, cancellable, error);
}

/* Everywhere but where the photo is. */
static void
copy_around (const PackshotPictureRaster *raster,
             const PackshotPicturePlace *photo,
             GdkPixbuf *from)
{
  for (int y = 0; y < raster->height; y++)
    {
      const guint8 *source = gdk_pixbuf_read_pixels (from) + y * gdk_pixbuf_get_rowstride (from);
      guint8 *row = raster->pixels + (gsize) y * raster->stride;
      gboolean beside = y >= photo->y && y < photo->y + photo->height;
      gsize left = (gsize) (beside ? photo->x : raster->width) * 3;
      gsize right = (gsize) (beside ? photo->x + photo->width : raster->width) * 3;

      memcpy (row, source, left);
      memcpy (row + right, source + right, (gsize) raster->width * 3 - right);
    }
}

static Canvas
make_canvas (const PackshotPictureRaster *raster, const PackshotPicturePlace *photo)
{
  if (photo->width < raster->width)
    return (Canvas){ raster->pixels, 3,        raster->stride,         raster->width,
                     raster->height, photo->x, photo->x + photo->width };

  return (Canvas){ raster->pixels, raster->stride,          3, raster->height, raster->width,
                   photo->y,       photo->y + photo->height };
}

/*< private >
 * packshot_picture_fill_around:
 * @raster: RGB, with a photo in it that reaches from edge to edge one way
 * @photo: where
 * @path: what to call it in an error
 * @fill: (out): how it was filled
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #PACKSHOT_PICTURE_ERROR_NO_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether all around the photo is filled
 */
gboolean
packshot_picture_fill_around (PackshotPictureRaster *raster,
                              const PackshotPicturePlace *photo,
                              const char *path,
                              PackshotPictureFill *fill,
                              GCancellable *cancellable,
                              GError **error)
{
  Canvas canvas = make_canvas (raster, photo);
  g_autoptr (GdkPixbuf) blurred = NULL;
  Edge before, after;
  gboolean is_plain;

  edge_init (&before, &canvas, FALSE);
  edge_init (&after, &canvas, TRUE);
  is_plain = before.deviation <= PLAIN_DEVIATION && after.deviation <= PLAIN_DEVIATION;
  g_debug ("edges deviate by %.1f and %.1f levels", before.deviation, after.deviation);

  if (is_plain)
    extend (&canvas, &before, &after);
  edge_clear (&before);
  edge_clear (&after);

  *fill = is_plain ? PACKSHOT_PICTURE_FILL_EXTENDED : PACKSHOT_PICTURE_FILL_BLURRED;
  if (is_plain)
    return TRUE;

  blurred = make_blurred (raster, photo, path, cancellable, error);
  if (blurred == NULL)
    return FALSE;

  copy_around (raster, photo, blurred);
  return TRUE;
}
