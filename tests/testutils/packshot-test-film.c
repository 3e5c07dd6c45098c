/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-film.h"

#include "packshot-test-folder.h"
#include "packshot-test-photo.h"

/**
 * packshot_test_film_make_photo:
 *
 * Returns: (transfer full): a small photo of a striped product on a plain backdrop
 */
GdkPixbuf *
packshot_test_film_make_photo (void)
{
  GdkPixbuf *photo = packshot_test_photo_new_plain (640, 480, 0xd8d8d8ff);

  packshot_test_photo_add_box (photo, 200, 120, 220, 240, 0xc04030ff, 0x3060c0ff);
  packshot_test_photo_add_noise (photo, 4, 1);
  return photo;
}

/**
 * packshot_test_film_init:
 * @self: (out caller-allocates): a film of a second, film.mp4 and film.jpg in an empty folder
 * @photo: its photo
 */
void
packshot_test_film_init (PackshotTestFilm *self, GdkPixbuf *photo)
{
  self->folder = packshot_test_folder_new ();
  self->plan = (PackshotFilmPlan){
    .photo = packshot_test_photo_save (photo, "photo.png"),
    .style = g_strdup ("showcase"),
    .encoder = g_strdup ("auto"),
    .width = 320,
    .height = 180,
    .frames_per_second = 24,
    .duration = 1,
    .video = g_build_filename (self->folder, "film.mp4", NULL),
    .cover = g_build_filename (self->folder, "film.jpg", NULL),
  };
}

void
packshot_test_film_clear (PackshotTestFilm *self)
{
  PackshotFilmPlan *plan = g_memdup2 (&self->plan, sizeof self->plan);

  packshot_film_plan_free (plan);
  g_free (self->folder);
}

/**
 * packshot_test_film_set_path:
 * @path: a path of a plan
 * @folder: where it shall lead instead
 * @name: the file's name there
 */
void
packshot_test_film_set_path (char **path, const char *folder, const char *name)
{
  g_free (*path);
  *path = g_build_filename (folder, name, NULL);
}

/**
 * packshot_test_film_make:
 * @self: a film
 *
 * Returns: (transfer full): what was made; the test fails unless it could be
 */
PackshotFilmResult *
packshot_test_film_make (const PackshotTestFilm *self)
{
  g_autoptr (GError) error = NULL;
  PackshotFilmResult *result = packshot_film_make (&self->plan, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/**
 * packshot_test_film_write_old:
 * @self: a film
 *
 * Puts an older video and cover where the film will be.
 */
void
packshot_test_film_write_old (const PackshotTestFilm *self)
{
  g_assert_true (g_file_set_contents (self->plan.video, "old video", -1, NULL));
  g_assert_true (g_file_set_contents (self->plan.cover, "old cover", -1, NULL));
}

/**
 * packshot_test_film_assert_old:
 * @self: a film
 *
 * Fails the test unless the older video and cover are all there is, and as they were.
 */
void
packshot_test_film_assert_old (const PackshotTestFilm *self)
{
  g_autofree char *video = NULL;
  g_autofree char *cover = NULL;

  packshot_test_folder_assert (self->folder, "film.jpg", "film.mp4", NULL);
  g_assert_true (g_file_get_contents (self->plan.video, &video, NULL, NULL));
  g_assert_true (g_file_get_contents (self->plan.cover, &cover, NULL, NULL));
  g_assert_cmpstr (video, ==, "old video");
  g_assert_cmpstr (cover, ==, "old cover");
}
