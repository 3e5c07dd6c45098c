/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What was put together and not ordered, from one start to the next. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#include "packshot-draft-folder.h"
#include "packshot-draft-keeper.h"
#include "packshot-test-utils.h"

static const PackshotPictureFraming crop = { PACKSHOT_PICTURE_FRAMING_CROP, 0.25, 0.75, 1.5 };
static const PackshotPictureFraming whole = PACKSHOT_PICTURE_FRAMING_INIT;

/* Somewhere nothing vanishes from by itself. */
static char *
make_photo (const char *name, const char *contents)
{
  char *path = g_build_filename (g_get_home_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_home_dir (), 0700), ==, 0);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);

  return path;
}

static char *
make_dropped_photo (const char *name, const char *contents)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "dropped", NULL);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);

  return path;
}

static PackshotDraft *
make_draft (void)
{
  PackshotDraft *draft = packshot_draft_new ();

  draft->service = g_strdup ("studio");
  draft->chosen = 1;
  g_hash_table_insert (draft->options, g_strdup ("product-name"), g_strdup ("“Wren” & Söhne\n"));
  g_hash_table_insert (draft->options, g_strdup ("aspect-ratio"), g_strdup ("9:16"));
  g_hash_table_insert (draft->pictures, g_strdup ("last-frame"),
                       g_strdup ("https://example.com/last.jpg"));

  return draft;
}

static void
assert_draft (PackshotDraft *draft)
{
  const PackshotDraftPhoto *photo;

  g_assert_nonnull (draft);
  g_assert_cmpstr (draft->service, ==, "studio");
  g_assert_cmpuint (draft->chosen, ==, 1);
  g_assert_cmpuint (g_hash_table_size (draft->options), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (draft->options, "product-name"), ==, "“Wren” & Söhne\n");
  g_assert_cmpstr (g_hash_table_lookup (draft->pictures, "last-frame"), ==,
                   "https://example.com/last.jpg");
  g_assert_cmpuint (draft->photos->len, ==, 2);
  photo = g_ptr_array_index (draft->photos, 0);
  g_assert_cmpstr (photo->name, ==, NULL);
  g_assert_true (packshot_picture_framing_equal (&photo->framing, &whole));
  photo = g_ptr_array_index (draft->photos, 1);
  g_assert_cmpstr (photo->name, ==, "Lamp");
  g_assert_cmpstr (photo->address, ==, "https://example.com/lamp.jpg");
  g_assert_true (packshot_picture_framing_equal (&photo->framing, &crop));
}

static void
add_photos (PackshotDraft *draft, const char *first, const char *second)
{
  packshot_draft_add_photo (draft, first, NULL, NULL, &whole);
  packshot_draft_add_photo (draft, second, "https://example.com/lamp.jpg", "Lamp", &crop);
}

static PackshotDraft *
read_draft (const char *folder)
{
  g_autofree char *complaint = NULL;
  PackshotDraft *draft = packshot_draft_folder_read (folder, &complaint);

  g_assert_cmpstr (complaint, ==, NULL);
  return draft;
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, expected);
}

/* File names need not be UTF-8. */
static void
test_round_trip (void)
{
  g_autofree char *folder = packshot_draft_folder_dup_path ();
  g_autofree char *first = make_photo ("mug \xff.jpg", "mug");
  g_autofree char *second = make_photo ("lamp.jpg", "lamp");
  g_autoptr (PackshotDraft) draft = make_draft ();
  g_autoptr (PackshotDraft) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (read_draft (folder));
  add_photos (draft, first, second);
  packshot_draft_folder_write (folder, draft, &error);
  g_assert_no_error (error);

  read = read_draft (folder);
  assert_draft (read);
  g_assert_cmpstr (((PackshotDraftPhoto *) read->photos->pdata[0])->path, ==, first);
  g_assert_cmpstr (((PackshotDraftPhoto *) read->photos->pdata[1])->path, ==, second);

  packshot_draft_folder_forget (folder);
  g_assert_null (read_draft (folder));
}

/* What lies where programs put what they need for a while is gone the next time: it is copied,
 * once, and keeps its name. */
static void
test_vanishing (void)
{
  g_autofree char *folder = packshot_draft_folder_dup_path ();
  g_autofree char *first = make_dropped_photo ("dropped.png", "pixels");
  g_autofree char *second = make_photo ("lamp.jpg", "lamp");
  g_autofree char *copied = NULL;
  g_autoptr (PackshotDraft) draft = make_draft ();
  g_autoptr (PackshotDraft) read = NULL;
  g_autoptr (PackshotDraft) again = NULL;
  g_autoptr (GError) error = NULL;

  add_photos (draft, first, second);
  g_hash_table_insert (draft->pictures, g_strdup ("first-frame"), g_strdup (first));
  packshot_draft_folder_write (folder, draft, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (first), ==, 0);

  read = read_draft (folder);
  assert_draft (read);
  copied = g_strdup (((PackshotDraftPhoto *) read->photos->pdata[0])->path);
  g_assert_true (g_str_has_prefix (copied, folder));
  g_assert_true (g_str_has_suffix (copied, "/dropped.png"));
  assert_contents (copied, "pixels");
  g_assert_cmpstr (g_hash_table_lookup (read->pictures, "first-frame"), ==, copied);

  /* The next start writes what it found. */
  packshot_draft_folder_write (folder, read, &error);
  g_assert_no_error (error);
  again = read_draft (folder);
  g_assert_cmpstr (((PackshotDraftPhoto *) again->photos->pdata[0])->path, ==, copied);
  assert_contents (copied, "pixels");
}

/* Another photo by the same name is another photo. */
static void
test_replaced (void)
{
  g_autofree char *folder = packshot_draft_folder_dup_path ();
  g_autofree char *path = make_dropped_photo ("dropped.png", "one");
  g_autoptr (PackshotDraft) draft = packshot_draft_new ();
  g_autoptr (PackshotDraft) read = NULL;
  g_autoptr (GError) error = NULL;

  packshot_draft_add_photo (draft, path, NULL, NULL, &whole);
  packshot_draft_folder_write (folder, draft, &error);
  g_assert_no_error (error);

  g_free (make_dropped_photo ("dropped.png", "another"));
  g_ptr_array_set_size (draft->photos, 0);
  packshot_draft_add_photo (draft, path, NULL, NULL, &whole);
  packshot_draft_folder_write (folder, draft, &error);
  g_assert_no_error (error);
  read = read_draft (folder);
  assert_contents (((PackshotDraftPhoto *) read->photos->pdata[0])->path, "another");
}

/* Copies outlive the draft while a job may need them, and no longer. */
static void
test_old_copies (void)
{
  g_autofree char *folder = packshot_draft_folder_dup_path ();
  g_autofree char *path = make_dropped_photo ("old.png", "old");
  g_autofree char *own = NULL;
  g_autoptr (PackshotDraft) draft = packshot_draft_new ();
  g_autoptr (PackshotDraft) read = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  struct utimbuf old = { (time_t) (now - 8 * 24 * 60 * 60), (time_t) (now - 8 * 24 * 60 * 60) };
  g_autofree char *copied = NULL;

  packshot_draft_add_photo (draft, path, NULL, NULL, &whole);
  packshot_draft_folder_write (folder, draft, &error);
  g_assert_no_error (error);
  read = read_draft (folder);
  copied = g_strdup (((PackshotDraftPhoto *) read->photos->pdata[0])->path);
  own = g_path_get_dirname (copied);

  packshot_draft_folder_forget (folder);
  assert_contents (copied, "old");

  /* As long as a draft has it, it is not old. */
  g_assert_cmpint (g_utime (own, &old), ==, 0);
  packshot_draft_folder_write (folder, read, &error);
  g_assert_no_error (error);
  assert_contents (copied, "old");

  g_assert_cmpint (g_utime (own, &old), ==, 0);
  packshot_draft_folder_forget (folder);
  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
}

/* P10: it is set aside with a sentence, and not in the way of the next. */
static void
test_damaged (void)
{
  static const char askew[] = "{ \"format\": 1, \"options\": [], \"pictures\": [], \"photos\": "
                              "[{ \"file\": \"file:///x\", \"framing\": \"askew\" }] }";
  static const char *const damaged[] = {
    "",
    "{",
    "[]",
    "{ \"format\": 2, \"options\": [], \"pictures\": [], \"photos\": [] }",
    "{ \"format\": 1, \"options\": {}, \"pictures\": [], \"photos\": [] }",
    "{ \"format\": 1, \"options\": [], \"pictures\": [], \"photos\": [{ \"file\": 3 }] }",
    "{ \"format\": 1, \"options\": [], \"pictures\": [], \"photos\": [{ \"file\": \"x\" }] }",
    askew,
  };
  g_autofree char *folder = packshot_draft_folder_dup_path ();
  g_autofree char *path = g_build_filename (folder, "draft.json", NULL);
  g_autofree char *aside = g_build_filename (folder, "draft-damaged.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autofree char *complaint = NULL;

      g_file_set_contents (path, damaged[i], -1, &error);
      g_assert_no_error (error);
      g_test_expect_message ("packshot-app", G_LOG_LEVEL_WARNING, "The draft is damaged*");
      g_assert_null (packshot_draft_folder_read (folder, &complaint));
      g_test_assert_expected_messages ();
      g_assert_nonnull (strstr (complaint, aside));
      assert_contents (aside, damaged[i]);
      g_assert_null (read_draft (folder));
    }
}

/* Of what comes quickly the last is what stays. */
static void
test_keeper (void)
{
  g_autofree char *folder = packshot_draft_folder_dup_path ();
  PackshotDraftKeeper *keeper = packshot_draft_keeper_new (folder);
  g_autoptr (PackshotDraft) read = NULL;

  for (guint i = 0; i < 100; i++)
    {
      PackshotDraft *draft = packshot_draft_new ();

      draft->chosen = i;
      packshot_draft_keeper_take (keeper, draft);
    }
  packshot_draft_keeper_flush (keeper);
  read = read_draft (folder);
  g_assert_cmpuint (read->chosen, ==, 99);

  packshot_draft_keeper_take (keeper, packshot_draft_new ());
  packshot_draft_keeper_forget (keeper);
  packshot_draft_keeper_flush (keeper);
  g_assert_null (read_draft (folder));

  packshot_test_let_go (keeper);
}

/* What lies at the end of a link is nobody's copy. */
static void
test_links (void)
{
  g_autofree char *folder = packshot_draft_folder_dup_path ();
  g_autofree char *pictures = g_build_filename (folder, "pictures", NULL);
  g_autofree char *link = g_build_filename (pictures, "0123456789abcdef", NULL);
  g_autofree char *album = g_build_filename (g_get_home_dir (), "albums", "album", NULL);
  g_autofree char *albums = g_path_get_dirname (album);
  g_autofree char *photo = g_build_filename (album, "wedding.jpg", NULL);
  const struct utimbuf times = { 1000, 1000 };

  g_assert_cmpint (g_mkdir_with_parents (album, 0700), ==, 0);
  g_assert_true (g_file_set_contents (photo, "dear", -1, NULL));
  g_assert_cmpint (g_utime (album, (struct utimbuf *) &times), ==, 0);

  g_assert_cmpint (g_mkdir_with_parents (pictures, 0700), ==, 0);
  g_assert_cmpint (symlink (album, link), ==, 0);
  packshot_draft_folder_forget (folder);
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_unlink (link), ==, 0);
  g_assert_cmpint (g_rmdir (pictures), ==, 0);
  g_assert_cmpint (symlink (albums, pictures), ==, 0);
  packshot_draft_folder_forget (folder);
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (pictures), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/draft/round-trip", test_round_trip);
  g_test_add_func ("/draft/vanishing", test_vanishing);
  g_test_add_func ("/draft/replaced", test_replaced);
  g_test_add_func ("/draft/old-copies", test_old_copies);
  g_test_add_func ("/draft/damaged", test_damaged);
  g_test_add_func ("/draft/links", test_links);
  g_test_add_func ("/draft/keeper", test_keeper);

  return g_test_run ();
}
