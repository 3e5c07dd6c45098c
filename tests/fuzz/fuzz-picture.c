/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Whatever somebody drops, it is refused in words, or what is made of it to be sent is a picture
 * that may go as it is. */

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "packshot-fuzz.h"
#include "packshot-picture-prepare.h"

/* More are decoded by the library alone, and are looked at no further. */
#define MAX_PIXELS 300000

/* Odd enough to come out of no file by chance, and to ask for less than many. */
static const PackshotPictureLimits limits[] = {
  { 0 },
  { .max_width = 61, .max_height = 47, .max_bytes = 6000 },
};

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == PACKSHOT_PICTURE_ERROR);
  g_assert_true (*error->message != '\0' && g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
}

static int
open_memory (const uint8_t *data, size_t size)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);

  g_assert_no_errno (fd);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  return fd;
}

/* What was made once needs nothing more done to it. */
static void
check_again (int fd, const PackshotPreparedPicture *first)
{
  static const PackshotPictureLimits none;
  PackshotPictureSource source = { .fd = fd, .name = "again" };
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPreparedPicture) again = NULL;
  int output = open_memory (NULL, 0);

  again = packshot_picture_prepare (&source, &none, output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (again->unchanged);
  g_assert_cmpstr (again->mime_type, ==, first->mime_type);
  g_assert_cmpint (again->size, ==, first->size);
  close (output);
}

static void
check_prepared (const PackshotPictureSource *source, const PackshotPictureLimits *limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPreparedPicture) prepared = NULL;
  int output = open_memory (NULL, 0);

  prepared = packshot_picture_prepare (source, limit, output, NULL, &error);
  if (prepared == NULL)
    {
      check_error (error);
      g_assert_cmpint (lseek (output, 0, SEEK_END), ==, 0);
      close (output);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpint (lseek (output, 0, SEEK_END), ==, prepared->size);
  g_assert_true (limit->max_width == 0 || prepared->width <= limit->max_width);
  g_assert_true (limit->max_height == 0 || prepared->height <= limit->max_height);
  g_assert_true (limit->max_bytes == 0 || prepared->size <= limit->max_bytes);
  g_assert_cmpint (prepared->changes->len == 0, ==, prepared->unchanged);
  check_again (output, prepared);
  close (output);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  int fd = open_memory (data, size);
  PackshotPictureSource source = { .fd = fd, .name = "fuzz" };
  PackshotPictureInfo info = { 0 };

  if (!packshot_picture_source_info (&source, &info, &error))
    check_error (error);
  else
    {
      g_assert_true (info.format != NULL && info.width > 0 && info.height > 0);
      if ((gint64) info.width * info.height <= MAX_PIXELS)
        for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
          check_prepared (&source, &limits[i]);
    }

  close (fd);
  return 0;
}
