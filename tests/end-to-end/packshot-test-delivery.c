/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-delivery.h"

#include "packshot-test-folder.h"

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize size;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, size);
}

static void
assert_video (PackshotTestPurchase *self, const char *path)
{
  g_autoptr (GBytes) video = read_file (path);
  g_autoptr (GBytes) expected = packshot_fake_ref_video (self->fake, FALSE);

  g_assert_true (g_bytes_equal (video, expected));
}

static void
assert_cover (PackshotTestPurchase *self, PackshotTestBooks *books)
{
  g_autoptr (GBytes) cover = read_file (books->cover);
  g_autoptr (GBytes) expected = packshot_fake_ref_cover (self->fake, FALSE);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (cover, &size);

  if (!self->is_disk_bad && self->wares->has_cover)
    g_assert_true (g_bytes_equal (cover, expected));
  /* A JPEG from its beginning to its end. */
  g_assert_cmpuint (size, >, 1000);
  g_assert_true (bytes[0] == 0xff && bytes[1] == 0xd8);
  g_assert_true (bytes[size - 2] == 0xff && bytes[size - 1] == 0xd9);
}

/* Where it was asked for, with nothing beside it that looks like one; or, from a bad disk, where
 * the ledger says. Where that disk took the file and could not promise to keep it, it is in both.
 */
static void
assert_place (PackshotTestPurchase *self, PackshotTestBooks *books)
{
  gboolean is_second = self->wanted == PACKSHOT_STEP_REGENERATE_VIDEO;
  g_autofree char *video =
      packshot_test_program_path (&self->program, is_second ? "film-2.mp4" : "film.mp4");

  if (is_second)
    {
      g_assert_cmpstr (books->video, ==, video);
      packshot_test_folder_assert (self->program.folder, "film-2.jpg", "film-2.mp4", "film.jpg",
                                   "film.mp4", "photo.jpg", NULL);
      return;
    }
  if (!self->is_disk_bad || g_str_equal (books->video, video))
    {
      g_assert_cmpstr (books->video, ==, video);
      packshot_test_folder_assert (self->program.folder, "film.jpg", "film.mp4", "photo.jpg", NULL);
      return;
    }

  g_assert_true (g_str_has_prefix (books->video, self->program.data));
  if (g_file_test (video, G_FILE_TEST_EXISTS))
    assert_video (self, video);
}

/**
 * packshot_test_delivery_assert:
 * @purchase: a purchase that is finished
 * @books: what is on the disk
 *
 * Fails the test unless the video and its cover are where they were asked for, and whole.
 */
void
packshot_test_delivery_assert (PackshotTestPurchase *purchase, PackshotTestBooks *books)
{
  assert_place (purchase, books);
  assert_video (purchase, books->video);
  assert_cover (purchase, books);
}
