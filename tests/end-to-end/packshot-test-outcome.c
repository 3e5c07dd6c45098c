/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-outcome.h"

#include <math.h>

#include "packshot-test-frame.h"
#include "packshot-test-mp4.h"
#include "packshot-test-photo.h"
#include "packshot-test-video.h"

/* BT.709 of all three: ITU-T H.273, tables 2 to 4. */
#define BT709 1

/* How much of the frame's luma has to differ from its neighbours in the mean, in levels: a picture
 * and not a plain colour. */
#define MIN_DETAIL 0.2

/* Fails the test if a frame is nothing but one colour, or has a black bar at an edge. */
static void
look_at_cb (const PackshotVideoFrame *frame, guint index, gpointer user_data)
{
  double *most = user_data;
  double detail = 0;
  int right = frame->width - 1, bottom = frame->height - 1;

  for (int x = 1; x < frame->width; x++)
    detail += ABS (*packshot_test_frame_at (frame, 0, x, frame->height / 2)
                   - *packshot_test_frame_at (frame, 0, x - 1, frame->height / 2));
  *most = MAX (*most, detail / frame->width);

  g_assert_cmpint (*packshot_test_frame_at (frame, 0, 0, frame->height / 2), >, 18);
  g_assert_cmpint (*packshot_test_frame_at (frame, 0, right, frame->height / 2), >, 18);
  g_assert_cmpint (*packshot_test_frame_at (frame, 0, frame->width / 2, 0), >, 18);
  g_assert_cmpint (*packshot_test_frame_at (frame, 0, frame->width / 2, bottom), >, 18);
}

static void
assert_mp4 (const PackshotTestOutcome *self, const char *path)
{
  PackshotTestMp4 mp4;

  packshot_test_mp4_read (&mp4, path);
  g_assert_true (mp4.index_first);
  g_assert_cmpuint (mp4.n_frames, ==, (guint) lrint (self->seconds * self->fps));
  g_assert_cmpuint (mp4.frame_duration * (guint) self->fps, ==, mp4.timescale);
  g_assert_cmpfloat_with_epsilon ((double) mp4.duration / mp4.timescale, self->seconds, 1e-6);
  if (self->profile > 0)
    g_assert_cmpint (mp4.profile, ==, self->profile);
  g_assert_cmpuint (mp4.primaries, ==, BT709);
  g_assert_cmpuint (mp4.transfer, ==, BT709);
  g_assert_cmpuint (mp4.matrix, ==, BT709);
  g_assert_false (mp4.full_range);
}

/**
 * packshot_test_outcome_assert:
 * @self: what it has to be
 * @video: (type filename): a video
 * @cover: (type filename): its cover
 *
 * Decodes the whole film. Fails the test unless it is what was asked for, to the frame.
 */
void
packshot_test_outcome_assert (const PackshotTestOutcome *self, const char *video, const char *cover)
{
  double detail = 0, unit = self->profile != 0 ? 1 : 1e6;
  g_autoptr (PackshotTestVideo) read = packshot_test_video_read (video, look_at_cb, &detail);
  g_autoptr (GdkPixbuf) picture = packshot_test_photo_load (cover, "jpeg");

  g_assert_cmpint (read->width, ==, self->width);
  g_assert_cmpint (read->height, ==, self->height);
  g_assert_cmpint (read->fps_n, ==, self->fps * read->fps_d);
  g_assert_cmpuint (read->times->len, ==, (guint) lrint (self->seconds * self->fps));
  g_assert_cmpfloat_with_epsilon ((double) read->duration, self->seconds * 1e9, unit);
  for (guint i = 0; i < read->times->len; i++)
    g_assert_cmpfloat_with_epsilon ((double) g_array_index (read->times, guint64, i),
                                    1e9 * i / self->fps, unit);
  g_assert_cmpfloat (detail, >, MIN_DETAIL);
  if (self->profile != 0)
    assert_mp4 (self, video);

  g_assert_cmpint (gdk_pixbuf_get_width (picture), ==, self->width);
  g_assert_cmpint (gdk_pixbuf_get_height (picture), ==, self->height);
}

static void
hash_cb (const PackshotVideoFrame *frame, guint index, gpointer user_data)
{
  g_autofree char *hash = packshot_test_frame_hash (frame);

  g_checksum_update (user_data, (const guchar *) hash, -1);
}

/**
 * packshot_test_outcome_hash:
 * @video: (type filename): a video
 *
 * Returns: (transfer full): a checksum of all its frames, decoded
 */
char *
packshot_test_outcome_hash (const char *video)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (PackshotTestVideo) read = packshot_test_video_read (video, hash_cb, checksum);

  g_assert_cmpuint (read->times->len, >, 0);
  return g_strdup (g_checksum_get_string (checksum));
}
