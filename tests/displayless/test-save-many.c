/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Videos that are saved into one folder: real files, and what becomes of those that can't be. */

#include "packshot-save-many.h"

#include <glib/gstdio.h>

#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

typedef struct
{
  char *from;
  char *to;
  GFile *folder;
  GCancellable *cancellable;
  guint n_steps;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->from = g_build_filename (g_get_user_data_dir (), "from", NULL);
  fixture->to = g_build_filename (g_get_user_data_dir (), "to", NULL);
  fixture->folder = g_file_new_for_path (fixture->to);
  fixture->cancellable = g_cancellable_new ();
  g_assert_cmpint (g_mkdir_with_parents (fixture->from, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (fixture->to, 0700), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_free (fixture->from);
  g_free (fixture->to);
  g_object_unref (fixture->folder);
  g_object_unref (fixture->cancellable);
}

static char *
make_film (Fixture *fixture, const char *name)
{
  char *path = g_build_filename (fixture->from, name, NULL);

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  return path;
}

static void
assert_saved (Fixture *fixture, const char *name, const char *film)
{
  g_autofree char *path = g_build_filename (fixture->to, name, NULL);
  g_autofree char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, film);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static void
step_cb (guint n_done, guint n_files, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (n_files, ==, 3);
  g_assert_cmpuint (n_done, ==, ++fixture->n_steps);
}

static PackshotSaveManyResult *
save (Fixture *fixture, const char *const *paths, const char *const *titles)
{
  g_autoptr (GAsyncResult) result = NULL;

  packshot_save_many_async (paths, titles, fixture->folder, fixture->cancellable, step_cb, fixture,
                            packshot_test_answer_cb, &result);
  packshot_test_wait_until (result != NULL);
  return packshot_save_many_finish (result);
}

/* Two of one title and one that is there already: each has a name of its own. */
static void
test_names (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *one = make_film (fixture, "one.mp4");
  g_autofree char *two = make_film (fixture, "two.mp4");
  g_autofree char *three = make_film (fixture, "three.webm");
  g_autofree char *there = g_build_filename (fixture->to, "Mug.mp4", NULL);
  const char *paths[] = { one, two, three, NULL };
  const char *titles[] = { "Mug", "Mug", "../Mug", NULL };
  g_autoptr (PackshotSaveManyResult) saved = NULL;
  g_autofree char *words = NULL;

  g_assert_true (g_file_set_contents (there, "mine", -1, NULL));
  saved = save (fixture, paths, titles);
  words = packshot_save_many_result_dup_words (saved);
  g_assert_cmpstr (words, ==, "3 videos were saved.");
  g_assert_cmpuint (fixture->n_steps, ==, 3);
  g_assert_cmpuint (count_files (fixture->to), ==, 4);
  assert_saved (fixture, "Mug.mp4", "mine");
  assert_saved (fixture, "Mug (2).mp4", "one.mp4");
  assert_saved (fixture, "Mug (3).mp4", "two.mp4");
  assert_saved (fixture, "-Mug.webm", "three.webm");
}

/* One is gone: the others come, one sentence tells of it, and no empty file stands for it. */
static void
test_missing (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *one = make_film (fixture, "one.mp4");
  g_autofree char *gone = g_build_filename (fixture->from, "gone.mp4", NULL);
  g_autofree char *two = make_film (fixture, "two.mp4");
  const char *paths[] = { one, gone, two, NULL };
  const char *titles[] = { "Mug", "Lamp", "Scarf", NULL };
  g_autoptr (PackshotSaveManyResult) saved = save (fixture, paths, titles);
  g_autofree char *words = packshot_save_many_result_dup_words (saved);

  g_assert_cmpstr (words, ==,
                   "2 videos were saved, but not “Lamp”: The file can’t be saved: No such file or "
                   "directory.");
  g_assert_false (saved->cancelled);
  g_assert_cmpuint (count_files (fixture->to), ==, 2);
  assert_saved (fixture, "Scarf.mp4", "two.mp4");
}

/* Nothing was tried, and nothing is left behind. */
static void
test_stopped (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *one = make_film (fixture, "one.mp4");
  const char *paths[] = { one, NULL };
  const char *titles[] = { "Mug", NULL };
  g_autoptr (PackshotSaveManyResult) saved = NULL;
  g_autofree char *words = NULL;

  g_cancellable_cancel (fixture->cancellable);
  saved = save (fixture, paths, titles);
  words = packshot_save_many_result_dup_words (saved);
  g_assert_true (saved->cancelled);
  g_assert_cmpstr (words, ==, "Stopped; 0 videos were saved.");
  g_assert_cmpuint (count_files (fixture->to), ==, 0);
}

static void
test_no_folder (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *one = make_film (fixture, "one.mp4");
  const char *paths[] = { one, one, one, NULL };
  const char *titles[] = { "Mug", "Lamp", "Scarf", NULL };
  g_autoptr (PackshotSaveManyResult) saved = NULL;

  g_assert_cmpint (g_rmdir (fixture->to), ==, 0);
  saved = save (fixture, paths, titles);
  g_assert_cmpuint (saved->n_saved, ==, 0);
  g_assert_cmpuint (g_strv_length (saved->failed), ==, 3);
  g_assert_nonnull (saved->reason);
}

#define add(name) g_test_add ("/save-many/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add (names);
  add (missing);
  add (stopped);
  add (no_folder);

  return g_test_run ();
}
