/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-media-error.h"
#include "packshot-save-file.h"
#include "packshot-test-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOBODY 65534

/* The linker leads the library's openat() here: a file system without nameless files is made of one
 * that has them. */
static gboolean refuse_nameless;

int __real_openat64 (int folder, const char *name, int flags, ...);
int __wrap_openat64 (int folder, const char *name, int flags, ...);

int
__wrap_openat64 (int folder, const char *name, int flags, ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = va_arg (arguments, mode_t);
  va_end (arguments);

  if (refuse_nameless && (flags & O_TMPFILE) == O_TMPFILE)
    {
      errno = EOPNOTSUPP;
      return -1;
    }

  return __real_openat64 (folder, name, flags, mode);
}

/* And its fsync() here: not every file system can sync a folder. */
static int folder_error;

int __real_fsync (int fd);
int __wrap_fsync (int fd);

int
__wrap_fsync (int fd)
{
  struct stat info;

  if (folder_error != 0 && fstat (fd, &info) == 0 && S_ISDIR (info.st_mode))
    {
      errno = folder_error;
      return -1;
    }

  return __real_fsync (fd);
}

static PackshotSaveFile *
begin (const char *path, const char *contents)
{
  g_autoptr (GError) error = NULL;
  PackshotSaveFile *file = packshot_save_file_new (path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (packshot_save_file_get_fd (file), contents, strlen (contents)), ==,
                   (gssize) strlen (contents));
  return file;
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

static void
test_commit (gconstpointer data)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);
  g_autofree char *list = NULL;
  g_autoptr (PackshotSaveFile) file = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  refuse_nameless = GPOINTER_TO_INT (data);
  file = begin (path, "new");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  list = packshot_test_folder_list (folder);
  if (refuse_nameless)
    g_assert_true (g_str_has_prefix (list, ".packshot-"));
  else
    g_assert_cmpstr (list, ==, "");

  packshot_save_file_commit (file, &error);
  g_assert_no_error (error);
  assert_contents (path, "new");
  packshot_test_folder_assert (folder, "film.mp4", NULL);

  g_clear_pointer (&file, packshot_save_file_free);
  assert_contents (path, "new");
  packshot_test_folder_assert (folder, "film.mp4", NULL);

  /* As any other new file: not for its owner alone. */
  g_assert_no_errno (g_stat (path, &status));
  g_assert_cmpint (status.st_mode & 0777, ==, 0644);
}

/* A reader who has the old file open goes on with it: it was put aside, not written into. */
static void
test_replace (gconstpointer data)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);
  g_autoptr (PackshotSaveFile) file = NULL;
  g_autoptr (GError) error = NULL;
  char seen[4] = "";
  int reader;

  refuse_nameless = GPOINTER_TO_INT (data);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  reader = open (path, O_RDONLY | O_CLOEXEC);
  file = begin (path, "new and longer");
  assert_contents (path, "old");

  packshot_save_file_commit (file, &error);
  g_assert_no_error (error);
  assert_contents (path, "new and longer");
  packshot_test_folder_assert (folder, "film.mp4", NULL);

  g_assert_cmpint (read (reader, seen, 3), ==, 3);
  g_assert_cmpstr (seen, ==, "old");
  close (reader);
}

static void
test_abort (gconstpointer data)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);
  PackshotSaveFile *file;

  refuse_nameless = GPOINTER_TO_INT (data);
  file = begin (path, "half");
  packshot_save_file_free (file);
  packshot_test_folder_assert (folder, NULL);

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  file = begin (path, "half");
  packshot_save_file_free (file);
  packshot_test_folder_assert (folder, "film.mp4", NULL);
  assert_contents (path, "old");
}

/* The file is in its place, and where folders can't be synced that is all there can be. */
static void
test_folder_not_synced (gconstpointer data)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);
  g_autoptr (PackshotSaveFile) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  refuse_nameless = GPOINTER_TO_INT (data);
  first = begin (path, "first");
  second = begin (path, "second");
  folder_error = EINVAL;
  packshot_save_file_commit (first, &error);
  folder_error = EIO;
  g_assert_no_error (error);
  assert_contents (path, "first");
  g_assert_false (packshot_save_file_commit (second, &error));
  folder_error = 0;
  g_assert_nonnull (error);
}

/* Two at once for one path, as for a video and its muxer: the last commit stays. */
static void
test_two (gconstpointer data)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);
  g_autoptr (PackshotSaveFile) first = NULL, second = NULL, third = NULL;
  g_autoptr (GError) error = NULL;

  refuse_nameless = GPOINTER_TO_INT (data);
  first = begin (path, "first");
  second = begin (path, "second");
  third = begin (path, "third");
  packshot_save_file_commit (second, &error);
  g_assert_no_error (error);
  packshot_save_file_commit (first, &error);
  g_assert_no_error (error);
  g_clear_pointer (&third, packshot_save_file_free);

  assert_contents (path, "first");
  packshot_test_folder_assert (folder, "film.mp4", NULL);
}

static void
assert_fails (const char *path, int code)
{
  g_autoptr (GError) error = NULL;
  PackshotSaveFile *file = packshot_save_file_new (path, &error);

  g_assert_null (file);
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, code);
}

static void
test_bad_folder (void)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *missing = g_build_filename (folder, "none", "film.mp4", NULL);
  g_autofree char *plain = g_build_filename (folder, "plain", NULL);
  g_autofree char *below = g_build_filename (plain, "film.mp4", NULL);

  refuse_nameless = FALSE;
  assert_fails (missing, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
  g_assert_true (g_file_set_contents (plain, "", -1, NULL));
  assert_fails (below, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
  assert_fails ("/proc/film.mp4", PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
  packshot_test_folder_assert (folder, "plain", NULL);
}

static void
test_no_permission (void)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);

  refuse_nameless = FALSE;
  g_assert_no_errno (g_chmod (folder, 0500));
  /* To root every folder is writable: be somebody else for a moment. */
  if (getuid () == 0)
    g_assert_no_errno (seteuid (NOBODY));
  assert_fails (path, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
  g_assert_no_errno (seteuid (getuid ()));
  g_assert_no_errno (g_chmod (folder, 0700));
  packshot_test_folder_assert (folder, NULL);
}

/* A folder that has the file's name can't be replaced, and nobody should work for it first; one
 * that comes later can't either. Nothing is left beside it. */
static void
test_folder_in_the_way (gconstpointer data)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);
  PackshotSaveFile *file;
  g_autoptr (GError) error = NULL;

  refuse_nameless = GPOINTER_TO_INT (data);
  file = begin (path, "new");
  g_assert_no_errno (g_mkdir (path, 0700));
  assert_fails (path, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);

  g_assert_false (packshot_save_file_commit (file, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
  packshot_save_file_free (file);

  packshot_test_folder_assert (folder, "film.mp4", NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
}

static void
test_long_name (void)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *name = g_strnfill (300, 'x');
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (PackshotSaveFile) file = NULL;
  g_autoptr (GError) error = NULL;

  refuse_nameless = FALSE;
  file = begin (path, "new");
  g_assert_false (packshot_save_file_commit (file, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
  g_clear_pointer (&file, packshot_save_file_free);
  packshot_test_folder_assert (folder, NULL);
}

static void
test_descriptors (gconstpointer data)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);
  g_autofree char *missing = g_build_filename (folder, "none", "film.mp4", NULL);
  guint before = packshot_test_count_descriptors ();

  refuse_nameless = GPOINTER_TO_INT (data);
  for (int i = 0; i < 20; i++)
    {
      PackshotSaveFile *file = begin (path, "new");

      g_assert_cmpuint (packshot_test_count_descriptors (), >, before);
      if (i % 2 == 0)
        g_assert_true (packshot_save_file_commit (file, NULL));
      packshot_save_file_free (file);
      assert_fails (missing, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
    }
  g_assert_cmpuint (packshot_test_count_descriptors (), ==, before);
}

/* A test for file systems with nameless files, and for those without. */
static void
add (const char *name, GTestDataFunc func)
{
  g_autofree char *nameless = g_strdup_printf ("/save-file/nameless/%s", name);
  g_autofree char *named = g_strdup_printf ("/save-file/named/%s", name);

  g_test_add_data_func (nameless, GINT_TO_POINTER (FALSE), func);
  g_test_add_data_func (named, GINT_TO_POINTER (TRUE), func);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  umask (022);

  add ("commit", test_commit);
  add ("replace", test_replace);
  add ("abort", test_abort);
  add ("folder-not-synced", test_folder_not_synced);
  add ("two", test_two);
  add ("folder-in-the-way", test_folder_in_the_way);
  add ("descriptors", test_descriptors);
  g_test_add_func ("/save-file/bad-folder", test_bad_folder);
  g_test_add_func ("/save-file/no-permission", test_no_permission);
  g_test_add_func ("/save-file/long-name", test_long_name);

  return g_test_run ();
}
