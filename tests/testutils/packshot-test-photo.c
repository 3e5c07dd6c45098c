/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-photo.h"

#include <math.h>
#include <string.h>

#define OCTAVES 7
#define STRIPES 9

static guint8 *
pixel_at (GdkPixbuf *photo, int x, int y)
{
  return gdk_pixbuf_get_pixels (photo) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (photo)
         + (gsize) x * (gsize) gdk_pixbuf_get_n_channels (photo);
}

static guint8
channel_of (guint32 colour, int channel)
{
  return (guint8) (colour >> (24 - 8 * channel));
}

static void
set_pixel (GdkPixbuf *photo, int x, int y, guint32 colour)
{
  guint8 *pixel = pixel_at (photo, x, y);

  for (int i = 0; i < gdk_pixbuf_get_n_channels (photo); i++)
    pixel[i] = channel_of (colour, i);
}

/* The same on every machine; g_rand_new() need not be for ever. */
static guint32
scramble (guint32 x)
{
  x ^= x >> 16;
  x *= 0x7feb352dU;
  x ^= x >> 15;
  x *= 0x846ca68bU;
  x ^= x >> 16;

  return x;
}

static double
lattice_at (int x, int y, guint32 seed)
{
  return scramble ((guint32) x * 73856093U ^ (guint32) y * 19349663U ^ seed) / (double) G_MAXUINT32;
}

/* Noise of one size: random values on a lattice, and a smooth way between them. */
static double
noise_at (double x, double y, guint32 seed)
{
  int column = (int) floor (x), row = (int) floor (y);
  double u = x - column, v = y - row;
  double above, below;

  u = u * u * (3 - 2 * u);
  v = v * v * (3 - 2 * v);
  above = lattice_at (column, row, seed) * (1 - u) + lattice_at (column + 1, row, seed) * u;
  below = lattice_at (column, row + 1, seed) * (1 - u) + lattice_at (column + 1, row + 1, seed) * u;

  return above * (1 - v) + below * v;
}

/* A little weaker at half the size: rougher than the 1/f of nature, as print and fabric are. */
static double
fractal_at (double x, double y, guint32 seed)
{
  double sum = 0, strength = 0.29, size = 96;

  for (guint32 i = 0; i < OCTAVES; i++)
    {
      sum += strength * noise_at (x / size, y / size, seed + i);
      strength *= 0.75;
      size /= 2;
    }

  return sum;
}

/**
 * packshot_test_photo_new_plain:
 * @width: columns
 * @height: rows
 * @colour: 0xRRGGBBAA
 *
 * Returns: (transfer full): a photo of one colour, with alpha where the colour isn't opaque
 */
GdkPixbuf *
packshot_test_photo_new_plain (int width, int height, guint32 colour)
{
  GdkPixbuf *photo = gdk_pixbuf_new (GDK_COLORSPACE_RGB, (colour & 255) != 255, 8, width, height);

  gdk_pixbuf_fill (photo, colour);
  return photo;
}

/**
 * packshot_test_photo_new_detailed:
 * @width: columns
 * @height: rows
 * @seed: for other noise
 *
 * Makes what a camera's photo is to a resampler: noise of all sizes in slow colours, hard slanted
 * edges, and fine lines like those of print.
 *
 * Returns: (transfer full): the photo; no part of it is nearly black
 */
GdkPixbuf *
packshot_test_photo_new_detailed (int width, int height, guint32 seed)
{
  GdkPixbuf *photo = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double light = 60 + 190 * fractal_at (x, y, seed);
        double slant = fmod (x + 0.37 * y, 210) - 105;
        double tint = 30 * (noise_at (x / 300.0, y / 300.0, seed + 99) - 0.5);
        gboolean printed = x % 256 > 150 && y % 192 > 140 && (x / 3 + y / 12 % 2) % 3 == 0;
        guint8 *pixel = pixel_at (photo, x, y);

        light += 15 * CLAMP (slant, -1, 1) + (printed ? -50 : 0);
        pixel[0] = (guint8) CLAMP (light + tint, 0, 255);
        pixel[1] = (guint8) CLAMP (light, 0, 255);
        pixel[2] = (guint8) CLAMP (light - tint, 0, 255);
      }

  return photo;
}

/**
 * packshot_test_photo_add_noise:
 * @photo: a photo
 * @amplitude: how far a channel goes up or down at the most
 * @seed: for other noise
 *
 * Lays a sensor's noise over a photo.
 */
void
packshot_test_photo_add_noise (GdkPixbuf *photo, int amplitude, guint32 seed)
{
  for (int y = 0; y < gdk_pixbuf_get_height (photo); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (photo); x++)
      for (int i = 0; i < 3; i++)
        {
          guint8 *channel = pixel_at (photo, x, y) + i;
          double noise = lattice_at (3 * x + i, y, seed) * 2 - 1;

          *channel = (guint8) CLAMP (lrint (*channel + noise * amplitude), 0, 255);
        }
}

/**
 * packshot_test_photo_add_box:
 * @photo: a photo
 * @x: left edge
 * @y: upper edge
 * @width: columns
 * @height: rows
 * @first: a colour, 0xRRGGBBAA
 * @second: another, for its stripes
 *
 * Puts a striped box on a photo: the product.
 */
void
packshot_test_photo_add_box (GdkPixbuf *photo,
                             int x,
                             int y,
                             int width,
                             int height,
                             guint32 first,
                             guint32 second)
{
  for (int j = 0; j < height; j++)
    for (int i = 0; i < width; i++)
      set_pixel (photo, x + i, y + j, j * STRIPES / height % 2 == 0 ? first : second);
}

/**
 * packshot_test_photo_add_disc:
 * @photo: a photo
 * @disc: where and how large
 * @colour: 0xRRGGBBAA
 *
 * Draws a disc whose edge is two pixels soft, so that its place is exact to far below a pixel.
 */
void
packshot_test_photo_add_disc (GdkPixbuf *photo, const PackshotTestDisc *disc, guint32 colour)
{
  int reach = (int) ceil (disc->radius) + 2;

  for (int y = (int) disc->y - reach; y <= (int) disc->y + reach; y++)
    for (int x = (int) disc->x - reach; x <= (int) disc->x + reach; x++)
      {
        double distance = hypot (x + 0.5 - disc->x, y + 0.5 - disc->y);
        double share = CLAMP ((disc->radius - distance) / 2 + 0.5, 0, 1);
        guint8 *pixel = pixel_at (photo, x, y);

        for (int i = 0; i < 3; i++)
          pixel[i] = (guint8) lrint (pixel[i] * (1 - share) + channel_of (colour, i) * share);
      }
}

/**
 * packshot_test_photo_save:
 * @photo: a photo
 * @name: the name of a file in the test's own folder; its ending says the format
 *
 * Returns: (transfer full) (type filename): its path
 */
char *
packshot_test_photo_save (GdkPixbuf *photo, const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  if (g_str_has_suffix (name, ".png"))
    gdk_pixbuf_save (photo, path, "png", &error, "compression", "1", NULL);
  else
    gdk_pixbuf_save (photo, path, strrchr (name, '.') + 1, &error, NULL);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

/**
 * packshot_test_photo_load:
 * @path: (type filename): a picture
 * @type: what it is, such as "png"; the files by which GdkPixbuf would find out are not seen in a
 *   test's own folders
 *
 * Returns: (transfer full): its pixels
 */
GdkPixbuf *
packshot_test_photo_load (const char *path, const char *type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, &error);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_no_error (error);
  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_write (loader, (const guchar *) data, length, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);

  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/**
 * packshot_test_photo_to_raster:
 * @photo: a photo
 *
 * Returns: (transfer full): the same as the Studio keeps it
 */
PackshotRaster *
packshot_test_photo_to_raster (GdkPixbuf *photo)
{
  g_autoptr (PackshotBands) bands = packshot_bands_new (0);

  return packshot_raster_new_from_pixels (
      gdk_pixbuf_get_width (photo), gdk_pixbuf_get_height (photo), gdk_pixbuf_read_pixels (photo),
      (gsize) gdk_pixbuf_get_rowstride (photo), gdk_pixbuf_get_has_alpha (photo), bands);
}
