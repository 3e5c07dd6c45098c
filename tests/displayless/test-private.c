/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What other users of this computer may read of ours, and what they may put in our way. */

#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-delivery.h"
#include "packshot-job-folder.h"
#include "packshot-memory.h"
#include "packshot-settings-general.h"
#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

static mode_t
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

/* Files of ours that were there before, which everybody may read. */
static char *
write_open (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "packshot", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);

  return path;
}

static void
test_window (void)
{
  g_autofree char *path = write_open ("window.ini");
  PackshotMemory *memory = packshot_memory_new ();

  packshot_memory_set_int (memory, PACKSHOT_MEMORY_WINDOW, "width", 800);
  packshot_memory_save (memory);
  g_assert_finalize_object (memory);
  g_assert_cmpint (get_mode (path), ==, 0600);
}

static void
test_settings (void)
{
  g_autofree char *path = write_open ("settings.ini");
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  g_assert_true (packshot_settings_set_default_service (settings, "studio", NULL));
  g_assert_cmpint (get_mode (path), ==, 0600);
}

/* However wide it was, since videos in it are as the umask says. */
static void
test_ledger (void)
{
  g_autofree char *folder = packshot_test_ledger_dup_folder ();
  g_autofree char *job = packshot_job_folder_dup_path ("a-job");
  PackshotLedger *ledger;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  ledger = packshot_test_ledger_open (NULL);
  packshot_test_ledger_close (ledger);
  g_assert_cmpint (get_mode (folder), ==, 0700);

  g_assert_true (packshot_job_folder_create (job, NULL));
  g_assert_cmpint (get_mode (job), ==, 0700);
}

static void
delivered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **path = user_data;
  g_autoptr (GError) error = NULL;

  *path = packshot_delivery_copy_finish (result, &error);
  g_assert_no_error (error);
}

/* Somebody who may write into the folder has guessed which name comes next. */
static void
test_planted (void)
{
  g_autofree char *video = packshot_test_write_file ("video.mp4", "a video");
  g_autofree char *letter = packshot_test_write_file ("letter.txt", "dear");
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "Videos", NULL);
  g_autofree char *expected = g_build_filename (folder, "Mug.mp4", NULL);
  g_autofree char *name = NULL;
  g_autofree char *link = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;

  g_random_set_seed (1);
  name = g_strdup_printf (".packshot-%08x", g_random_int ());
  g_random_set_seed (1);
  link = g_build_filename (folder, name, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (symlink (letter, link), ==, 0);

  packshot_delivery_copy_async (video, folder, "Mug", delivered_cb, &path);
  packshot_test_wait_until (path != NULL);
  g_assert_cmpstr (path, ==, expected);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "a video");
  /* Nothing was written through it, and it was not taken for ours. */
  g_clear_pointer (&contents, g_free);
  g_assert_true (g_file_get_contents (letter, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "dear");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_unlink (link), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  /* And nothing is left of ours. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/private/window", test_window);
  g_test_add_func ("/private/settings", test_settings);
  g_test_add_func ("/private/ledger", test_ledger);
  g_test_add_func ("/private/planted", test_planted);

  return g_test_run ();
}
