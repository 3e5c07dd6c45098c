/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "packshot-job-copy.h"
#include "packshot-core-error.h"
#include "packshot-test-utils.h"

/* The linker puts this in the place of fsync. */
int __wrap_fsync (int fd);
int __real_fsync (int fd);

/* Which fsync from now on fails, or 0, and which came last: of a file or of a folder. */
static guint fail_at;
static guint n_syncs;
static gboolean was_folder[8];

int
__wrap_fsync (int fd)
{
  struct stat info;

  g_assert_cmpint (fstat (fd, &info), ==, 0);
  was_folder[n_syncs++ % G_N_ELEMENTS (was_folder)] = S_ISDIR (info.st_mode);
  if (n_syncs != fail_at)
    return __real_fsync (fd);

  errno = EIO;
  return -1;
}

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->folder = g_build_filename (g_get_user_data_dir (), "job", NULL);
  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  fail_at = 0;
  n_syncs = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_free (fixture->folder);
}

/* More than a block, and not a whole number of them. */
static GBytes *
make_bytes (void)
{
  gsize size = 1000003;
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (i * i >> 3);

  return g_bytes_new_take (bytes, size);
}

static PackshotJobCopy *
make (Fixture *fixture, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (bytes);

  return packshot_job_copy_make (source, "photo", fixture->folder, name, NULL, error);
}

static void
test_make (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = make_bytes ();
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *expected = g_build_filename (fixture->folder, "photo\xff.jpg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotJobCopy) copy = make (fixture, bytes, "photo\xff.jpg", &error);
  g_autofree char *contents = NULL;
  struct stat info;
  gsize length;

  g_assert_no_error (error);
  g_assert_cmpstr (copy->option, ==, "photo");
  g_assert_cmpstr (copy->path, ==, expected);
  g_assert_cmpuint (copy->size, ==, g_bytes_get_size (bytes));
  g_assert_cmpstr (copy->sha256, ==, sha256);

  g_assert_true (g_file_get_contents (copy->path, &contents, &length, NULL));
  g_assert_cmpmem (contents, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpint (stat (copy->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  g_assert_cmpuint (n_syncs, ==, 2);
  g_assert_false (was_folder[0]);
  g_assert_true (was_folder[1]);
}

static void
test_empty (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);
  g_autoptr (PackshotJobCopy) copy = make (fixture, bytes, "photo.jpg", NULL);

  g_assert_cmpuint (copy->size, ==, 0);
  g_assert_true (packshot_job_copy_check (copy, NULL, NULL));
}

static void
test_check (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = make_bytes ();
  g_autoptr (PackshotJobCopy) copy = make (fixture, bytes, "photo.jpg", NULL);
  g_autoptr (PackshotJobCopy) same = packshot_job_copy_dup (copy);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (packshot_job_copy_check (same, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (copy->path, &contents, &length, NULL));
  contents[length - 1] ^= 1;
  g_assert_true (g_file_set_contents (copy->path, contents, (gssize) length, NULL));
  g_assert_false (packshot_job_copy_check (copy, NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_clear_error (&error);

  g_assert_cmpint (g_unlink (copy->path), ==, 0);
  g_assert_false (packshot_job_copy_check (copy, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* The bytes stop in the middle: of a compressed stream, so that reading fails. */
static void
test_broken_source (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = make_bytes ();
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GZlibDecompressor) expander = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, G_CONVERTER (compressor));
  g_autoptr (GBytes) half = g_input_stream_read_bytes (packed, 1000, NULL, NULL);
  g_autoptr (GInputStream) cut = g_memory_input_stream_new_from_bytes (half);
  g_autoptr (GInputStream) source = g_converter_input_stream_new (cut, G_CONVERTER (expander));
  g_autoptr (GError) error = NULL;

  g_assert_null (
      packshot_job_copy_make (source, "photo", fixture->folder, "photo.jpg", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  g_assert_true (packshot_test_is_empty_folder (fixture->folder));
}

static void
test_cancelled (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = make_bytes ();
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
      packshot_job_copy_make (source, "photo", fixture->folder, "photo.jpg", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (packshot_test_is_empty_folder (fixture->folder));
}

/* What is not durable is not there. */
static void
test_sync_fails (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = make_bytes ();

  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (GError) error = NULL;

      n_syncs = 0;
      fail_at = i;
      g_assert_null (make (fixture, bytes, "photo.jpg", &error));
      g_assert_error (error, G_IO_ERROR, (int) g_io_error_from_errno (EIO));
      g_assert_true (packshot_test_is_empty_folder (fixture->folder));
    }
}

static void
test_no_folder (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = make_bytes ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_assert_null (make (fixture, bytes, "photo.jpg", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/job-copy/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("make", test_make);
  ADD ("empty", test_empty);
  ADD ("check", test_check);
  ADD ("broken-source", test_broken_source);
  ADD ("cancelled", test_cancelled);
  ADD ("sync-fails", test_sync_fails);
  ADD ("no-folder", test_no_folder);

  return g_test_run ();
}
