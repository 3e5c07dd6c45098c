/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Photos as the window shows them: never with many more pixels than it asks for. */

#include "packshot-photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "packshot-test-utils.h"

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotPhoto **photo = user_data;
  g_autoptr (GError) error = NULL;

  *photo = packshot_photo_load_finish (result, &error);
  g_assert_no_error (error);
}

/* Of one colour, and half to be seen through where that can be. */
static PackshotPhoto *
load (int width, int height, const char *type, gboolean has_alpha)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, width, height);
  g_autofree char *name = g_strconcat ("photo.", type, NULL);
  g_autofree char *path = packshot_test_write_file (name, "");
  g_autoptr (GError) error = NULL;
  PackshotPhoto *photo = NULL;

  gdk_pixbuf_fill (pixbuf, 0x4080c080);
  gdk_pixbuf_save (pixbuf, path, type, &error, NULL);
  g_assert_no_error (error);
  packshot_photo_load_async (path, PACKSHOT_PHOTO_TILE_PIXELS, NULL, loaded_cb, &photo);
  packshot_test_wait_until (photo != NULL);

  return photo;
}

static void
assert_size (PackshotPhoto *photo, int width, int height)
{
  GdkTexture *texture = packshot_photo_get_texture (photo);

  g_assert_cmpint (gdk_texture_get_width (texture), ==, width);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, height);
}

/* Blue, green and red, and how much of them, as they lie in the memory of a texture. */
static void
assert_colour (PackshotPhoto *photo, guint32 expected)
{
  GdkTexture *texture = packshot_photo_get_texture (photo);
  gsize stride = 4 * (gsize) gdk_texture_get_width (texture);
  g_autofree guchar *pixels = g_malloc (stride * (gsize) gdk_texture_get_height (texture));
  const guint32 *colour = (const guint32 *) (void *) pixels;

  gdk_texture_download (texture, pixels, stride);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (ABS ((int) (colour[0] >> 8 * i & 0xff) - (int) (expected >> 8 * i & 0xff)), <=,
                     1);
}

static void
test_large (void)
{
  PackshotPhoto *photo = load (1600, 900, "png", FALSE);

  assert_size (photo, 320, 180);
  assert_colour (photo, 0xff4080c0);
  g_assert_finalize_object (photo);

  photo = load (1600, 900, "png", TRUE);
  assert_size (photo, 320, 180);
  assert_colour (photo, 0x80204060);
  g_assert_finalize_object (photo);
}

static void
test_small (void)
{
  PackshotPhoto *photo = load (240, 160, "png", FALSE);

  assert_size (photo, 240, 160);
  g_assert_finalize_object (photo);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/photo/large", test_large);
  g_test_add_func ("/photo/small", test_small);

  return g_test_run ();
}
