/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-media-error.h"
#include "packshot-test-clip.h"
#include "packshot-test-folder.h"
#include "packshot-test-frame.h"
#include "packshot-test-mp4.h"
#include "packshot-test-video.h"

#include <string.h>

/* Of H.264 (ITU-T H.264, table A-1 and annex A). */
#define PROFILE_HIGH 100

/* The middle of a patch, away from what its neighbours do to it. */
static void
assert_patches_cb (const PackshotVideoFrame *frame, guint index, gpointer user_data)
{
  int *worst = user_data;

  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int column = 0; column < 4; column++)
      for (int row = 0; row < 2; row++)
        {
          int x = (2 * column + 1) * packshot_test_frame_get_width (frame, plane) / 8;
          int y = (2 * row + 1) * packshot_test_frame_get_height (frame, plane) / 4;
          int expected = packshot_test_patch_at (plane, column, row, (int) index);

          *worst = MAX (*worst, ABS (*packshot_test_frame_at (frame, plane, x, y) - expected));
        }
}

static void
assert_times (const PackshotTestVideo *video, const PackshotTestClip *self)
{
  /* WebM counts in milliseconds, MP4 in ticks of which a frame is a whole number. */
  double unit = g_str_equal (self->kind->extension, "webm") ? 1e6 : 1;

  g_assert_cmpuint (video->times->len, ==, (guint) self->n_frames);
  /* Of a single frame nobody can tell the rate. */
  if (self->n_frames > 1)
    g_assert_cmpint (video->fps_n, ==, self->fps * video->fps_d);
  for (guint i = 0; i < video->times->len; i++)
    g_assert_cmpfloat_with_epsilon ((double) g_array_index (video->times, guint64, i),
                                    i * 1e9 / self->fps, unit);
  g_assert_cmpfloat_with_epsilon ((double) video->duration, self->n_frames * 1e9 / self->fps, unit);
}

static void
assert_mp4 (const char *path, const PackshotTestClip *self)
{
  PackshotTestMp4 mp4;

  packshot_test_mp4_read (&mp4, path);
  g_assert_true (mp4.index_first);
  g_assert_cmpuint (mp4.n_frames, ==, (guint) self->n_frames);
  g_assert_cmpuint (mp4.timescale, ==, mp4.frame_duration * (guint) self->fps);
  g_assert_cmpuint (mp4.duration, ==, mp4.frame_duration * (guint) self->n_frames);
  if (g_str_equal (self->kind->name, "x264"))
    g_assert_cmpuint (mp4.profile, ==, PROFILE_HIGH);

  /* 1 is BT.709 in all three tables of ISO/IEC 23091-2. */
  g_assert_cmpuint (mp4.primaries, ==, 1);
  g_assert_cmpuint (mp4.transfer, ==, 1);
  g_assert_cmpuint (mp4.matrix, ==, 1);
  g_assert_false (mp4.full_range);
}

static void
assert_encodes (const PackshotTestClip *self)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = packshot_test_clip_encode (self, folder);
  g_autoptr (PackshotTestVideo) video = NULL;
  int worst = 0;

  video = packshot_test_video_read (path, assert_patches_cb, &worst);
  g_test_message ("%s, %d × %d, %d fps: colours off by %d", self->kind->name, self->width,
                  self->height, self->fps, worst);
  g_assert_cmpint (worst, <=, 2);
  g_assert_cmpint (video->width, ==, self->width);
  g_assert_cmpint (video->height, ==, self->height);
  g_assert_cmpstr (video->colorimetry, ==, "bt709");
  assert_times (video, self);
  if (g_str_equal (self->kind->extension, "mp4"))
    assert_mp4 (path, self);
}

static void
test_rates (gconstpointer data)
{
  const int rates[] = { 24, 25, 30, 60 };
  PackshotTestClip self = { .kind = packshot_test_find_encoder (data),
                            .paint = packshot_test_paint_patches,
                            .width = 192,
                            .height = 108 };

  if (self.kind == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      self.fps = rates[i];
      /* Beyond the next key frame, and no whole number of seconds. */
      self.n_frames = 2 * rates[i] + 7;
      assert_encodes (&self);
    }
}

static void
test_sizes (gconstpointer data)
{
  const int sizes[][2] = { { 1920, 1080 }, { 1080, 1920 }, { 1080, 1080 }, { 1080, 1350 } };
  PackshotTestClip self = { .kind = packshot_test_find_encoder (data),
                            .paint = packshot_test_paint_patches,
                            .fps = 30,
                            .n_frames = 6 };

  if (self.kind == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      self.width = sizes[i][0];
      self.height = sizes[i][1];
      assert_encodes (&self);
    }
}

static void
test_short (gconstpointer data)
{
  PackshotTestClip self = { packshot_test_find_encoder (data), 192, 108, 30, 1,
                            packshot_test_paint_patches };

  if (self.kind != NULL)
    assert_encodes (&self);
}

/* Noise makes large frames, and those that an encoder holds back are many bytes at the end. */
static void
test_noise (gconstpointer data)
{
  PackshotTestClip self = { packshot_test_find_encoder (data), 320, 180, 30, 60,
                            packshot_test_paint_noise };
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (PackshotTestVideo) video = NULL;

  if (self.kind == NULL)
    return;

  path = packshot_test_clip_encode (&self, folder);
  video = packshot_test_video_read (path, NULL, NULL);
  assert_times (video, &self);
}

static void
test_kinds (void)
{
  g_autoptr (GError) error = NULL;
  const PackshotEncoderKind *best = packshot_encoder_kind_find (PACKSHOT_ENCODER_AUTO, &error);

  g_assert_no_error (error);
  g_assert_nonnull (best);
  g_assert_true (packshot_encoder_kind_find (best->name, NULL) == best);

  g_assert_null (packshot_encoder_kind_find ("theora", &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_ENCODER);
  g_assert_nonnull (strstr (error->message, "theora"));
}

static void
add (const char *name, GTestDataFunc func)
{
  static const char *const kinds[] = { "x264", "openh264", "vp9" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/encoder/%s/%s", kinds[i], name);

      g_test_add_data_func (path, kinds[i], func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* The registry of GStreamer is made once, in a folder that is no test's own. */
  g_assert_nonnull (packshot_encoder_kind_find (PACKSHOT_ENCODER_AUTO, NULL));

  g_test_add_func ("/encoder/kinds", test_kinds);
  add ("rates", test_rates);
  add ("sizes", test_sizes);
  add ("short", test_short);
  add ("noise", test_noise);

  return g_test_run ();
}
