/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-media-error.h"
#include "packshot-test-clip.h"
#include "packshot-test-folder.h"
#include "packshot-test-memory.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* How quick a cancelled call returns, in seconds; sanitizers take their time. */
#define PROMPT (PACKSHOT_TEST_SANITIZED ? 1.0 : 0.2)

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
  int fd = packshot_test_open_file (path), scratch = packshot_test_open_scratch ();
  gint64 when = 0;
  g_autoptr (GError) error = NULL;
  PackshotEncoder *encoder =
      packshot_encoder_new (kind, 1920, 1080, 30, fd, scratch, cancellable, &error);
  GThread *thread;
  double seconds;

  g_assert_no_error (error);
  g_object_set_data (G_OBJECT (cancellable), "when", &when);
  thread = g_thread_new ("cancel", cancel_soon_cb, cancellable);
  g_assert_false (
      packshot_test_push_frames (encoder, packshot_test_paint_patches, G_MAXINT, &error));
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
  const PackshotEncoderKind *kind = packshot_test_find_encoder (data);
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
  const PackshotEncoderKind *kind = packshot_test_find_encoder (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film", NULL);
  g_autoptr (GError) error = NULL;
  PackshotEncoder *encoder;
  int fd, scratch;

  if (kind == NULL)
    return;

  fd = packshot_test_open_file (path);
  scratch = packshot_test_open_scratch ();
  g_cancellable_cancel (cancellable);
  encoder = packshot_encoder_new (kind, 192, 108, 30, fd, scratch, cancellable, &error);
  g_assert_no_error (error);
  g_assert_false (packshot_test_push_frames (encoder, packshot_test_paint_patches, 1, &error));
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
      if (packshot_test_push_frames (encoder, packshot_test_paint_patches, 200, &error))
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
  const PackshotEncoderKind *kind = packshot_test_find_encoder (data);
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film", NULL);
  g_autoptr (GError) error = NULL;

  if (kind == NULL)
    return;

  error = encode_into (kind, open ("/dev/full", O_RDWR | O_CLOEXEC), packshot_test_open_scratch ());
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_SPACE);
  g_clear_error (&error);

  if (!kind->needs_scratch)
    return;
  error =
      encode_into (kind, packshot_test_open_file (path), open ("/dev/full", O_RDWR | O_CLOEXEC));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_SPACE);
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
  g_autoptr (GError) error =
      encode_into (&careless, packshot_test_open_file (path), packshot_test_open_scratch ());

  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "of 200"));
}

static void
test_descriptors (gconstpointer data)
{
  PackshotTestClip self = { packshot_test_find_encoder (data), 192, 108, 30, 3,
                            packshot_test_paint_patches };
  guint before = 0;

  if (self.kind == NULL)
    return;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *folder = packshot_test_folder_new ();
      g_autofree char *path = packshot_test_clip_encode (&self, folder);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      /* GStreamer keeps a few for itself from the first time on, and earlier encoders may still be
       * ending: fewer than twenty leaks would make. */
      if (i == 0)
        before = packshot_test_count_descriptors ();
    }
  packshot_test_assert_descriptors (before);
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

  add ("cancel", test_cancel);
  add ("cancelled-before", test_cancelled_before);
  add ("disk-full", test_disk_full);
  add ("descriptors", test_descriptors);
  g_test_add_func ("/encoder/lost-frames", test_lost_frames);

  return g_test_run ();
}
