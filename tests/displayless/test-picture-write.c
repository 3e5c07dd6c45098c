/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Disks that are full, and people who change their minds, while a prepared picture is written. */

#include "picture-fixtures.h"
#include "picture-prepared.h"

#include <errno.h>
#include <unistd.h>

ssize_t __real_write (int fd, const void *bytes, size_t length);
ssize_t __wrap_write (int fd, const void *bytes, size_t length);

/* Called with each write to the output from some on; tells whether the disk takes it. */
typedef gboolean (*OnWrite) (void);

static int output = -1;
static int writes_left;
static OnWrite on_write;
static GCancellable *to_cancel;
static const char *to_change;

ssize_t
__wrap_write (int fd, const void *bytes, size_t length)
{
  if (fd != output || --writes_left > 0 || on_write ())
    return __real_write (fd, bytes, length);

  errno = ENOSPC;
  return -1;
}

static gboolean
refuse (void)
{
  return FALSE;
}

static gboolean
cancel (void)
{
  g_cancellable_cancel (to_cancel);
  return TRUE;
}

/* Returns how many times was written until all was there. */
static int
prepare_until_it_works (const char *path,
                        const PackshotPictureLimits *limits,
                        OnWrite then,
                        int code)
{
  for (int n = 1;; n++)
    {
      PackshotPictureSource source = { .path = path };
      g_autoptr (PackshotPreparedPicture) prepared = NULL;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      int fd = fixture_open_output ();
      gboolean was_meant;

      output = fd;
      writes_left = n;
      on_write = then;
      to_cancel = cancellable;
      prepared = packshot_picture_prepare (&source, limits, fd, cancellable, &error);
      output = -1;
      was_meant = writes_left <= 0;

      if (was_meant)
        {
          g_assert_null (prepared);
          g_assert_error (error, G_IO_ERROR, code);
          g_assert_cmpint (lseek (fd, 0, SEEK_END), ==, 0);
        }
      else
        g_assert_no_error (error);
      close (fd);
      if (!was_meant)
        return n - 1;
    }
}

static void
check_each_write (OnWrite then, int code)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (1200, 900, TRUE);
  g_autoptr (GByteArray) data = fixture_save (pixbuf, "png", NULL);
  static const char *const only_jpeg[] = { "image/jpeg", NULL };
  PackshotPictureLimits smaller = { .max_width = 900 };
  PackshotPictureLimits jpeg = { .formats = only_jpeg };
  PackshotPictureLimits any = { 0 };
  g_autofree char *path = fixture_write ("photo.png", data);

  g_assert_cmpint (prepare_until_it_works (path, &any, then, code), >=, 1);
  g_assert_cmpint (prepare_until_it_works (path, &smaller, then, code), >=, 2);
  g_assert_cmpint (prepare_until_it_works (path, &jpeg, then, code), >=, 1);
}

static void
test_disk_full (void)
{
  check_each_write (refuse, G_IO_ERROR_NO_SPACE);
}

static void
test_cancelled (void)
{
  check_each_write (cancel, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_before (void)
{
  PackshotPictureSource source = { .path = "/nowhere" };
  PackshotPictureLimits any = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int fd = fixture_open_output ();

  g_cancellable_cancel (cancellable);
  g_assert_null (packshot_picture_prepare (&source, &any, fd, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fd);
}

static gboolean
add_comment (void)
{
  g_autoptr (GByteArray) data = fixture_read (to_change);
  g_autoptr (GByteArray) comment = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  GOutputStream *stream;
  g_autoptr (GFile) file = g_file_new_for_path (to_change);
  g_autoptr (GFileIOStream) both = NULL;

  g_byte_array_append (comment, (const guint8 *) "where I live", 12);
  fixture_insert_jpeg_segment (data, 0xfe, comment);

  /* In place, as some programs save. */
  both = g_file_open_readwrite (file, NULL, &error);
  g_assert_no_error (error);
  stream = g_io_stream_get_output_stream (G_IO_STREAM (both));
  g_output_stream_write_all (stream, data->data, data->len, NULL, NULL, &error);
  g_assert_no_error (error);
  return TRUE;
}

/* The file is looked at, then changed, then copied: what was written is what counts. The file is
 * larger than what is read at once. */
static void
test_changed_meanwhile (void)
{
  g_autoptr (GByteArray) data = fixture_plain_jpeg (12000, 12000);
  g_autofree char *path = fixture_write ("photo.jpg", data);
  PackshotPictureSource source = { .path = path };
  PackshotPictureLimits any = { 0 };
  g_autoptr (GError) error = NULL;
  int fd = fixture_open_output ();

  g_assert_cmpuint (data->len, >, 300000);
  to_change = path;
  output = fd;
  writes_left = 1;
  on_write = add_comment;
  g_assert_null (packshot_picture_prepare (&source, &any, fd, NULL, &error));
  output = -1;

  g_assert_error (error, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_NOT_SENDABLE);
  g_assert_cmpint (lseek (fd, 0, SEEK_END), ==, 0);
  close (fd);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture-write/disk-full", test_disk_full);
  g_test_add_func ("/picture-write/cancelled", test_cancelled);
  g_test_add_func ("/picture-write/cancelled/before", test_cancelled_before);
  g_test_add_func ("/picture-write/changed-meanwhile", test_changed_meanwhile);

  return g_test_run ();
}
