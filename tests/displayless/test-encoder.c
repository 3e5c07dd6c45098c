/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-cover.h"
#include "packshot-encoder.h"
#include "packshot-media-error.h"
#include "packshot-test-folder.h"
#include "packshot-test-frame.h"
#include "packshot-test-mp4.h"
#include "packshot-test-photo.h"
#include "packshot-test-video.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* How quick a cancelled encoder is gone, in seconds, with room for sanitizers on a busy machine. */
#define PROMPT 0.5

/* Of H.264 (ITU-T H.264, table A-1 and annex A). */
#define PROFILE_HIGH 100

typedef struct
{
  const PackshotEncoderKind *kind; /* (unowned) */
  int width;
  int height;
  int fps;
  int n_frames;
  void (*paint) (PackshotVideoFrame *frame, int index); /* (nullable): patches */
} Case;

static int
open_file (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_no_errno (fd);
  return fd;
}

static int
open_scratch (void)
{
  return open (g_get_user_data_dir (), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
}

/* Flat patches that move along by one every frame, of colours all over the cube. */
static guint8
patch_at (guint plane, int column, int row, int frame)
{
  static const guint8 levels[3][4] = { { 40, 200, 120, 80 },
                                       { 90, 160, 128, 70 },
                                       { 180, 110, 60, 128 } };

  return levels[plane][(column + row * (plane == 2 ? 2 : 1) + frame) % 4];
}

static void
paint_patches (PackshotVideoFrame *frame, int index)
{
  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int y = 0; y < packshot_test_frame_get_height (frame, plane); y++)
      for (int x = 0; x < packshot_test_frame_get_width (frame, plane); x++)
        *packshot_test_frame_at (frame, plane, x, y) =
            patch_at (plane, 4 * x / packshot_test_frame_get_width (frame, plane),
                      2 * y / packshot_test_frame_get_height (frame, plane), index / 5);
}

static void
paint_noise (PackshotVideoFrame *frame, int index)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) index);

  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int y = 0; y < packshot_test_frame_get_height (frame, plane); y++)
      for (int x = 0; x < packshot_test_frame_get_width (frame, plane); x++)
        *packshot_test_frame_at (frame, plane, x, y) = (guint8) g_rand_int_range (random, 64, 192);
}

static gboolean
push_painted (PackshotEncoder *encoder,
              void (*paint) (PackshotVideoFrame *frame, int index),
              int n_frames,
              GError **error)
{
  for (int i = 0; i < n_frames; i++)
    {
      PackshotVideoFrame frame;

      if (!packshot_encoder_begin_frame (encoder, &frame, error))
        return FALSE;
      paint (&frame, i);
      if (!packshot_encoder_end_frame (encoder, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
push_frames (PackshotEncoder *encoder, int n_frames, GError **error)
{
  return push_painted (encoder, paint_patches, n_frames, error);
}

/* Returns the path. */
static char *
encode (const Case *self, const char *folder)
{
  g_autofree char *name = g_strdup_printf ("film.%s", self->kind->extension);
  char *path = g_build_filename (folder, name, NULL);
  int fd = open_file (path), scratch = open_scratch ();
  g_autoptr (GError) error = NULL;
  PackshotEncoder *encoder = packshot_encoder_new (self->kind, self->width, self->height, self->fps,
                                                   fd, scratch, NULL, &error);

  g_assert_no_error (error);
  push_painted (encoder, self->paint != NULL ? self->paint : paint_patches, self->n_frames, &error);
  g_assert_no_error (error);
  packshot_encoder_finish (encoder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (packshot_encoder_get_n_encoded (encoder), ==, (guint) self->n_frames);

  packshot_encoder_free (encoder);
  close (scratch);
  close (fd);
  return path;
}

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
          int expected = patch_at (plane, column, row, (int) index / 5);

          *worst = MAX (*worst, ABS (*packshot_test_frame_at (frame, plane, x, y) - expected));
        }
}

static void
assert_times (const PackshotTestVideo *video, const Case *self)
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
assert_mp4 (const char *path, const Case *self)
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
assert_encodes (const Case *self)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = encode (self, folder);
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

/* Returns NULL, and says so, where the encoder isn't there. */
static const PackshotEncoderKind *
find_kind (const char *name)
{
  g_autoptr (GError) error = NULL;
  const PackshotEncoderKind *kind = packshot_encoder_kind_find (name, &error);

  if (kind == NULL)
    {
      g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_ENCODER);
      g_test_skip (error->message);
    }

  return kind;
}

static void
test_rates (gconstpointer data)
{
  const int rates[] = { 24, 25, 30, 60 };
  Case self = { .kind = find_kind (data), .width = 192, .height = 108 };

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
  Case self = { .kind = find_kind (data), .fps = 30, .n_frames = 6 };

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
  Case self = { find_kind (data), 192, 108, 30, 1, NULL };

  if (self.kind != NULL)
    assert_encodes (&self);
}

static gpointer
cancel_soon_cb (gpointer data)
{
  gint64 *when = g_object_get_data (data, "when");

  /* Not a wait for something to have happened, but a moment when everything is under way, and
   * x264enc holds back as many frames as it can. */
  g_usleep (500000);
  *when = g_get_monotonic_time ();
  g_cancellable_cancel (data);
  return NULL;
}

/* Pushes frames until it is cancelled; returns how long that took to be seen, in seconds. */
static double
encode_until_cancelled (const PackshotEncoderKind *kind)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film", NULL);
  int fd = open_file (path), scratch = open_scratch ();
  gint64 when = 0;
  g_autoptr (GError) error = NULL;
  PackshotEncoder *encoder =
      packshot_encoder_new (kind, 1920, 1080, 30, fd, scratch, cancellable, &error);
  GThread *thread;
  double seconds;

  g_assert_no_error (error);
  g_object_set_data (G_OBJECT (cancellable), "when", &when);
  thread = g_thread_new ("cancel", cancel_soon_cb, cancellable);
  g_assert_false (push_frames (encoder, G_MAXINT, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  packshot_encoder_free (encoder);
  seconds = (double) (g_get_monotonic_time () - when) / G_USEC_PER_SEC;

  g_thread_join (thread);
  close (scratch);
  close (fd);
  g_assert_finalize_object (g_steal_pointer (&cancellable));
  return seconds;
}

static void
test_cancel (gconstpointer data)
{
  const PackshotEncoderKind *kind = find_kind (data);
  double best = G_MAXDOUBLE;

  if (kind == NULL)
    return;

  /* A busy machine may hold up one of them; it doesn't hold up the best of ten. */
  for (int i = 0; i < 10 && best > PROMPT; i++)
    best = MIN (best, encode_until_cancelled (kind));

  g_test_message ("%s: stopped %.3f s after it was cancelled", kind->name, best);
  g_assert_cmpfloat (best, <=, PROMPT);
}

static void
test_cancelled_before (gconstpointer data)
{
  const PackshotEncoderKind *kind = find_kind (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film", NULL);
  g_autoptr (GError) error = NULL;
  PackshotEncoder *encoder;
  int fd, scratch;

  if (kind == NULL)
    return;

  fd = open_file (path);
  scratch = open_scratch ();
  g_cancellable_cancel (cancellable);
  encoder = packshot_encoder_new (kind, 192, 108, 30, fd, scratch, cancellable, &error);
  g_assert_no_error (error);
  g_assert_false (push_frames (encoder, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (packshot_encoder_finish (encoder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  packshot_encoder_free (encoder);
  close (scratch);
  close (fd);
}

/* Encodes into files that may be full; returns what it ends with. */
static GError *
encode_into (const PackshotEncoderKind *kind, int fd, int scratch)
{
  GError *error = NULL;
  PackshotEncoder *encoder = packshot_encoder_new (kind, 640, 360, 30, fd, scratch, NULL, &error);

  if (encoder != NULL)
    {
      if (push_frames (encoder, 200, &error))
        packshot_encoder_finish (encoder, &error);
      packshot_encoder_free (encoder);
    }
  close (scratch);
  close (fd);

  return error;
}

static void
test_disk_full (gconstpointer data)
{
  const PackshotEncoderKind *kind = find_kind (data);
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film", NULL);
  g_autoptr (GError) error = NULL;

  if (kind == NULL)
    return;

  error = encode_into (kind, open ("/dev/full", O_RDWR | O_CLOEXEC), open_scratch ());
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_SPACE);
  g_clear_error (&error);

  if (!kind->needs_scratch)
    return;
  error = encode_into (kind, open_file (path), open ("/dev/full", O_RDWR | O_CLOEXEC));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_SPACE);
}

static void
test_descriptors (gconstpointer data)
{
  Case self = { find_kind (data), 192, 108, 30, 3, NULL };
  guint before = 0;

  if (self.kind == NULL)
    return;

  for (int i = 0; i < 6; i++)
    {
      g_autofree char *folder = packshot_test_folder_new ();
      g_autofree char *path = encode (&self, folder);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      /* GStreamer keeps a few for itself from the first time on. */
      if (i == 0)
        before = packshot_test_count_descriptors ();
    }
  g_assert_cmpuint (packshot_test_count_descriptors (), ==, before);
}

/* Something that loses frames, in the place of an encoder. */
static void
test_lost_frames (void)
{
  static const PackshotEncoderKind careless = {
    .name = "careless",
    .title = "Careless",
    .factory = "identity",
    .settings = "drop-probability=0.5",
    .keyframe_property = "datarate",
    .stages = "jpegenc",
    .muxer = "avimux name=muxer",
    .extension = "avi",
  };
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film.avi", NULL);
  g_autoptr (GError) error = encode_into (&careless, open_file (path), open_scratch ());

  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "of 200"));
}

/* Noise makes large frames, and those that an encoder holds back are many bytes at the end. */
static void
test_noise (gconstpointer data)
{
  Case self = { find_kind (data), 320, 180, 30, 60, paint_noise };
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (PackshotTestVideo) video = NULL;

  if (self.kind == NULL)
    return;

  path = encode (&self, folder);
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

/* JPEG has other colours and another range: each patch must come back as the RGB it stands for. */
static void
test_cover (void)
{
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (1080, 1350);
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "cover.jpg", NULL);
  g_autoptr (GdkPixbuf) cover = NULL;
  g_autoptr (GError) error = NULL;
  int fd = open_file (path);
  double worst = 0;

  paint_patches (frame, 0);
  packshot_cover_write (frame, fd, &error);
  g_assert_no_error (error);
  close (fd);

  cover = packshot_test_photo_load (path, "jpeg");
  g_assert_cmpint (gdk_pixbuf_get_width (cover), ==, 1080);
  g_assert_cmpint (gdk_pixbuf_get_height (cover), ==, 1350);
  for (int column = 0; column < 4; column++)
    for (int row = 0; row < 2; row++)
      {
        int x = (2 * column + 1) * 1080 / 8, y = (2 * row + 1) * 1350 / 4;
        const guint8 *pixel =
            gdk_pixbuf_read_pixels (cover) + y * gdk_pixbuf_get_rowstride (cover) + 3 * x;
        double expected[3];

        packshot_test_frame_get_rgb (frame, x, y, expected);
        for (int i = 0; i < 3; i++)
          worst = MAX (worst, fabs (pixel[i] - expected[i]));
      }
  g_test_message ("colours of the cover off by %.1f", worst);
  g_assert_cmpfloat (worst, <=, 2);
}

static void
test_cover_disk_full (void)
{
  g_autofree PackshotVideoFrame *frame = packshot_test_frame_new (640, 360);
  g_autoptr (GError) error = NULL;
  int fd = open ("/dev/full", O_RDWR | O_CLOEXEC);

  g_assert_false (packshot_cover_write (frame, fd, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_SPACE);
  close (fd);
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
  g_test_add_func ("/encoder/lost-frames", test_lost_frames);
  add ("rates", test_rates);
  add ("sizes", test_sizes);
  add ("short", test_short);
  add ("noise", test_noise);
  add ("cancel", test_cancel);
  add ("cancelled-before", test_cancelled_before);
  add ("disk-full", test_disk_full);
  add ("descriptors", test_descriptors);
  g_test_add_func ("/cover/colours", test_cover);
  g_test_add_func ("/cover/disk-full", test_cover_disk_full);

  return g_test_run ();
}
