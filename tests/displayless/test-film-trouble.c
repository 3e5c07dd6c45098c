/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-media-error.h"
#include "packshot-picture-error.h"
#include "packshot-studio-error.h"
#include "packshot-test-film.h"
#include "packshot-test-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* Fails, and leaves the folder as it was, empty or with an older film. */
static void
assert_fails (PackshotTestFilm *job, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_film_make (&job->plan, NULL, NULL, NULL, &error));
  g_assert_error (error, domain, code);
  packshot_test_folder_assert (job->folder, NULL);
  g_clear_error (&error);

  packshot_test_film_write_old (job);
  g_assert_null (packshot_film_make (&job->plan, NULL, NULL, NULL, &error));
  g_assert_error (error, domain, code);
  packshot_test_film_assert_old (job);
}

static void
test_bad_photo (void)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_film_make_photo ();
  g_auto (PackshotTestFilm) missing = { 0 }, text = { 0 };

  packshot_test_film_init (&missing, photo);
  packshot_test_film_set_path (&missing.plan.photo, missing.folder, "none.png");
  assert_fails (&missing, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_NOT_FOUND);

  packshot_test_film_init (&text, photo);
  g_assert_true (g_file_set_contents (text.plan.photo, "not a picture", -1, NULL));
  assert_fails (&text, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_UNKNOWN_FORMAT);
}

static void
test_bad_words (void)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_film_make_photo ();
  g_auto (PackshotTestFilm) style = { 0 }, encoder = { 0 };

  packshot_test_film_init (&style, photo);
  g_free (style.plan.style);
  style.plan.style = g_strdup ("none");
  assert_fails (&style, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_STYLE);

  packshot_test_film_init (&encoder, photo);
  g_free (encoder.plan.encoder);
  encoder.plan.encoder = g_strdup ("none");
  assert_fails (&encoder, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_ENCODER);
}

static void
test_wrong_ending (void)
{
  static const struct
  {
    const char *encoder;
    const char *name;
  } cases[] = { { "auto", "film.avi" },
                { "auto", "film.mp4.txt" },
                { "vp9", "film.mp4" },
                { "x264", "film.webm" } };
  g_autoptr (GdkPixbuf) photo = packshot_test_film_make_photo ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (PackshotTestFilm) job = { 0 };
      g_autoptr (GError) error = NULL;

      packshot_test_film_init (&job, photo);
      packshot_test_film_set_path (&job.plan.video, job.folder, cases[i].name);
      g_free (job.plan.encoder);
      job.plan.encoder = g_strdup (cases[i].encoder);
      g_assert_null (packshot_film_make (&job.plan, NULL, NULL, NULL, &error));
      g_assert_error (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_OUTPUT);
      g_assert_nonnull (strstr (error->message, cases[i].name));
      packshot_test_folder_assert (job.folder, NULL);
    }
}

static void
test_bad_folder (void)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_film_make_photo ();
  g_auto (PackshotTestFilm) missing = { 0 }, taken = { 0 };
  g_autofree char *folder = NULL;
  g_autofree char *cover = NULL;
  g_autoptr (GError) error = NULL;

  packshot_test_film_init (&missing, photo);
  folder = g_build_filename (missing.folder, "none", NULL);
  packshot_test_film_set_path (&missing.plan.video, folder, "film.mp4");
  g_assert_null (packshot_film_make (&missing.plan, NULL, NULL, NULL, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
  g_clear_error (&error);

  /* A folder in the place of the video: the cover must not be a new one either. */
  packshot_test_film_init (&taken, photo);
  g_assert_no_errno (g_mkdir (taken.plan.video, 0700));
  g_assert_true (g_file_set_contents (taken.plan.cover, "old cover", -1, NULL));
  g_assert_null (packshot_film_make (&taken.plan, NULL, NULL, NULL, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
  g_assert_true (g_file_get_contents (taken.plan.cover, &cover, NULL, NULL));
  g_assert_cmpstr (cover, ==, "old cover");
  packshot_test_folder_assert (taken.folder, "film.jpg", "film.mp4", NULL);
}

/* The system refuses to let any file grow beyond a size: as on a full disk, in the midst of it. */
static void
test_write_error (void)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_film_make_photo ();
  g_auto (PackshotTestFilm) job = { 0 };
  g_autoptr (GError) error = NULL;
  struct rlimit before, tight;

  packshot_test_film_init (&job, photo);
  job.plan.duration = 4;
  packshot_test_film_write_old (&job);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &before));
  tight = (struct rlimit){ 32768, before.rlim_max };
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &tight));
  g_assert_null (packshot_film_make (&job.plan, NULL, NULL, NULL, &error));
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &before));

  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED);
  packshot_test_film_assert_old (&job);
}

/* Where to stop a film. */
typedef struct
{
  GCancellable *cancellable; /* (unowned) */
  PackshotFilmStage stage;
  guint n_calls; /* in that stage, before the one that stops */
} Stop;

static void
stop_cb (PackshotFilmStage stage, guint n_encoded, guint n_frames, gpointer user_data)
{
  Stop *stop = user_data;

  if (stage == stop->stage && stop->n_calls-- == 0)
    g_cancellable_cancel (stop->cancellable);
}

/* A photo that is no longer wanted is opened to its end on a thread of its own, which holds on to
 * what could stop it. */
static void
assert_let_go (GCancellable *cancellable)
{
  gpointer object = cancellable;

  g_object_add_weak_pointer (G_OBJECT (cancellable), &object);
  g_object_unref (cancellable);
  for (int i = 0; i < 500 && g_atomic_pointer_get (&object) != NULL; i++)
    g_usleep (10000);
  g_assert_null (g_atomic_pointer_get (&object));
}

static void
cancel_at (PackshotFilmStage stage, guint n_calls, gboolean with_old)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_film_make_photo ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (PackshotTestFilm) job = { 0 };
  g_autoptr (GError) error = NULL;
  Stop stop = { cancellable, stage, n_calls };

  packshot_test_film_init (&job, photo);
  job.plan.name = g_strdup ("Name");
  if (with_old)
    packshot_test_film_write_old (&job);
  g_assert_null (packshot_film_make (&job.plan, stop_cb, &stop, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  if (with_old)
    packshot_test_film_assert_old (&job);
  else
    packshot_test_folder_assert (job.folder, NULL);
  assert_let_go (g_steal_pointer (&cancellable));
}

static void
test_cancel (void)
{
  guint before;

  /* What GStreamer and the font library keep open from the first time on. */
  cancel_at (PACKSHOT_FILM_FINISHING, 0, FALSE);
  before = packshot_test_count_descriptors ();

  for (int with_old = 0; with_old < 2; with_old++)
    {
      cancel_at (PACKSHOT_FILM_OPENING, 0, with_old);
      cancel_at (PACKSHOT_FILM_PREPARING, 0, with_old);
      for (guint n_calls = 0; n_calls < 24; n_calls += 7)
        cancel_at (PACKSHOT_FILM_RENDERING, n_calls, with_old);
      cancel_at (PACKSHOT_FILM_FINISHING, 0, with_old);
    }

  packshot_test_assert_descriptors (before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/film/bad-photo", test_bad_photo);
  g_test_add_func ("/film/bad-words", test_bad_words);
  g_test_add_func ("/film/wrong-ending", test_wrong_ending);
  g_test_add_func ("/film/bad-folder", test_bad_folder);
  g_test_add_func ("/film/write-error", test_write_error);
  g_test_add_func ("/film/cancel", test_cancel);

  return g_test_run ();
}
