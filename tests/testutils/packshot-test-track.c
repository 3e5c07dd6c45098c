/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-track.h"

#include "packshot-test-frame.h"

#include <math.h>

/* Samples this close to the ground are ground: an encoder's noise is no part of a dot. */
#define NOISE 8.0

/* Frames to each side through which the smooth way is laid: half a second in all. */
#define HALF_WINDOW 7

/**
 * packshot_test_track_new:
 * @discs: the dots in the photo, bright on an even dark ground
 * @n_discs: how many
 * @scale: pixels of the first frame a pixel of the photo covers
 *
 * Returns: (transfer full): a track that expects the whole photo in the first frame
 */
PackshotTestTrack *
packshot_test_track_new (const PackshotTestDisc *discs, guint n_discs, double scale)
{
  PackshotTestTrack *self = g_new0 (PackshotTestTrack, 1);

  self->n_dots = n_discs;
  self->points = g_new0 (GArray *, n_discs);
  for (guint dot = 0; dot < n_discs; dot++)
    {
      PackshotTestPoint expected = { discs[dot].x * scale, discs[dot].y * scale };

      self->points[dot] = g_array_new (FALSE, FALSE, sizeof expected);
      g_array_append_val (self->points[dot], expected);
      self->reach = MAX (self->reach, (int) ceil (discs[dot].radius * scale * 1.3) + 6);
    }

  return self;
}

void
packshot_test_track_free (PackshotTestTrack *self)
{
  for (guint dot = 0; dot < self->n_dots; dot++)
    g_array_unref (self->points[dot]);
  g_free (self->points);
  g_free (self);
}

/* The centre of what is brighter than the ground, near where the dot was last. */
static PackshotTestPoint
find_dot (PackshotTestTrack *self, const PackshotVideoFrame *frame, const PackshotTestPoint *last)
{
  int x0 = (int) last->x - self->reach, x1 = (int) last->x + self->reach;
  int y0 = (int) last->y - self->reach, y1 = (int) last->y + self->reach;
  double ground = *packshot_test_frame_at (frame, 0, frame->width / 2, frame->height / 2);
  double sum = 0, across = 0, down = 0;

  g_assert_true (x0 >= 0 && y0 >= 0 && x1 < frame->width && y1 < frame->height);
  for (int y = y0; y <= y1; y++)
    for (int x = x0; x <= x1; x++)
      {
        double light = *packshot_test_frame_at (frame, 0, x, y) - ground;

        if (light < NOISE)
          continue;
        sum += light;
        across += light * (x + 0.5);
        down += light * (y + 0.5);
      }

  g_assert_cmpfloat (sum, >, 1000);
  return (PackshotTestPoint){ across / sum, down / sum };
}

/**
 * packshot_test_track_add:
 * @self: a track
 * @frame: the next frame
 *
 * Finds all dots in another frame.
 */
void
packshot_test_track_add (PackshotTestTrack *self, const PackshotVideoFrame *frame)
{
  for (guint dot = 0; dot < self->n_dots; dot++)
    {
      GArray *points = self->points[dot];
      const PackshotTestPoint *last = &g_array_index (points, PackshotTestPoint, points->len - 1);
      PackshotTestPoint found = find_dot (self, frame, last);

      packshot_test_track_add_point (self, dot, &found);
    }
}

/**
 * packshot_test_track_add_point:
 * @self: a track
 * @dot: which dot
 * @point: where it is in its next frame
 */
void
packshot_test_track_add_point (PackshotTestTrack *self, guint dot, const PackshotTestPoint *point)
{
  g_array_append_val (self->points[dot], *point);
  /* The first point is where the dot was expected. */
  self->n_frames = self->points[dot]->len - 1;
}

PackshotTestPoint
packshot_test_track_get (PackshotTestTrack *self, guint dot, guint frame)
{
  return g_array_index (self->points[dot], PackshotTestPoint, frame + 1);
}

/* How far the middle value lies from the cubic through its neighbours and itself, by least squares:
 * the even terms of Savitzky and Golay's smoothing filter of third order (Analytical Chemistry 36,
 * 1964, p. 1627), for 2 m + 1 points: 3 (3 m² + 3 m - 1 - 5 i²) / ((2 m - 1) (2 m + 1) (2 m + 3)).
 */
static double
residual_of (const double *middle)
{
  const double m = HALF_WINDOW;
  double smooth = 0;

  for (int i = -HALF_WINDOW; i <= HALF_WINDOW; i++)
    smooth += 3 * (3 * m * m + 3 * m - 1 - 5.0 * i * i) / ((2 * m - 1) * (2 * m + 1) * (2 * m + 3))
              * middle[i];

  return *middle - smooth;
}

/**
 * packshot_test_track_get_jitter:
 * @self: a track of more than 15 frames
 *
 * Returns: how far the dots are from a smooth way, root mean square over all frames that have seven
 *   to each side, all dots and both axes, in pixels
 */
double
packshot_test_track_get_jitter (PackshotTestTrack *self)
{
  g_autofree double *across = g_new (double, self->n_frames);
  g_autofree double *down = g_new (double, self->n_frames);
  double squares = 0;
  int n = 0;

  g_assert_cmpuint (self->n_frames, >, 2 * HALF_WINDOW);
  for (guint dot = 0; dot < self->n_dots; dot++)
    {
      for (guint frame = 0; frame < self->n_frames; frame++)
        {
          PackshotTestPoint point = packshot_test_track_get (self, dot, frame);

          across[frame] = point.x;
          down[frame] = point.y;
        }

      for (guint frame = HALF_WINDOW; frame < self->n_frames - HALF_WINDOW; frame++, n++)
        squares += pow (residual_of (across + frame), 2) + pow (residual_of (down + frame), 2);
    }

  return sqrt (squares / (2.0 * n));
}
