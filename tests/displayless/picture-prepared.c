/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-prepared.h"

#include "picture-bytes.h"
#include "picture-fixtures.h"

#include <fcntl.h>
#include <unistd.h>

#define PNG_HEADER 33

int
fixture_open_output (void)
{
  int fd;

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  fd = open (g_get_user_data_dir (), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
  g_assert_no_errno (fd);
  /* What was in it before must not come out. */
  g_assert_cmpint (write (fd, "before", 6), ==, 6);

  return fd;
}

/* @bytes are what was written of @part. */
PackshotPreparedPicture *
fixture_prepare_part (const char *path,
                      const PackshotPicturePart *part,
                      const PackshotPictureLimits *limits,
                      GByteArray **bytes)
{
  PackshotPictureSource source = { .path = path, .part = part };
  g_autoptr (GError) error = NULL;
  int fd = fixture_open_output ();
  PackshotPreparedPicture *prepared = packshot_picture_prepare (&source, limits, fd, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (prepared);
  g_assert_cmpint (lseek (fd, 0, SEEK_CUR), ==, 0);
  g_assert_cmpint (lseek (fd, 0, SEEK_END), ==, prepared->size);
  g_assert_cmpint (prepared->changes->len == 0, ==, prepared->unchanged);

  *bytes = g_byte_array_new ();
  g_byte_array_set_size (*bytes, prepared->size);
  g_assert_cmpint (pread (fd, (*bytes)->data, prepared->size, 0), ==, prepared->size);
  close (fd);

  return prepared;
}

PackshotPreparedPicture *
fixture_prepare (const char *path, const PackshotPictureLimits *limits, GByteArray **bytes)
{
  return fixture_prepare_part (path, NULL, limits, bytes);
}

void
fixture_prepare_fails (const char *path,
                       const PackshotPictureLimits *limits,
                       GQuark domain,
                       int code)
{
  PackshotPictureSource source = { .path = path };
  g_autoptr (GError) error = NULL;
  int fd = fixture_open_output ();

  g_assert_null (packshot_picture_prepare (&source, limits, fd, NULL, &error));
  g_assert_error (error, domain, code);
  g_test_message ("%s", error->message);
  close (fd);
}

void
fixture_assert_changes (const PackshotPreparedPicture *prepared, ...)
{
  g_autoptr (GString) got = g_string_new (NULL);
  g_autoptr (GString) wanted = g_string_new (NULL);
  const char *change;
  va_list changes;

  for (guint i = 0; i < prepared->changes->len; i++)
    g_string_append_printf (got, "%s. ", (const char *) prepared->changes->pdata[i]);

  va_start (changes, prepared);
  while ((change = va_arg (changes, const char *)) != NULL)
    g_string_append_printf (wanted, "%s. ", change);
  va_end (changes);

  g_assert_cmpstr (got->str, ==, wanted->str);
}

PackshotPicture *
fixture_load_bytes (const GByteArray *bytes)
{
  g_autofree char *path = fixture_write ("written", bytes);
  g_autoptr (GError) error = NULL;
  PackshotPicture *picture = packshot_picture_load (path, 0, NULL, &error);

  g_assert_no_error (error);
  return picture;
}

/* Asserts that the picture is upright, as it was stored by this orientation. */
void
fixture_assert_turned (const PackshotPicture *picture,
                       GdkPixbuf *stored,
                       int orientation,
                       int tolerance)
{
  int width = gdk_pixbuf_get_width (stored);
  int height = gdk_pixbuf_get_height (stored);
  int channels = gdk_pixbuf_get_n_channels (stored);

  g_assert_cmpint (picture->width, ==, orientation >= 5 ? height : width);
  g_assert_cmpint (picture->height, ==, orientation >= 5 ? width : height);
  for (int y = 8; y < picture->height; y += 16)
    for (int x = 8; x < picture->width; x += 16)
      {
        int stored_x;
        int stored_y;

        fixture_find_stored (orientation, width, height, x, y, &stored_x, &stored_y);
        fixture_assert_near (fixture_pixel (picture, x, y),
                             gdk_pixbuf_get_pixels (stored)
                                 + stored_y * gdk_pixbuf_get_rowstride (stored)
                                 + stored_x * channels,
                             channels, tolerance);
      }
}

/* Behind the first segment, where most cameras put theirs. */
void
fixture_insert_jpeg_segment (GByteArray *jpeg, guint8 marker, const GByteArray *contents)
{
  g_autoptr (GByteArray) piece = g_byte_array_new ();

  append_byte (piece, 0xff);
  append_byte (piece, marker);
  append16 (piece, contents->len + 2, TRUE);
  g_byte_array_append (piece, contents->data, contents->len);
  insert (jpeg, 4 + (jpeg->data[4] << 8 | jpeg->data[5]), piece);
}

void
fixture_insert_png_chunk (GByteArray *png, const char *type, const GByteArray *contents)
{
  g_autoptr (GByteArray) piece = g_byte_array_new ();

  fixture_append_png_chunk (piece, type, contents->data, contents->len);
  insert (png, PNG_HEADER, piece);
}

void
fixture_append_webp_chunk (GByteArray *webp, const char *type, const GByteArray *contents)
{
  g_autoptr (GByteArray) length = g_byte_array_new ();

  append_text (webp, type);
  append32 (webp, contents->len, FALSE);
  g_byte_array_append (webp, contents->data, contents->len);
  g_byte_array_append (webp, (const guint8 *) "", contents->len & 1);
  append32 (length, webp->len - 8, FALSE);
  memcpy (webp->data + 4, length->data, 4);
}
