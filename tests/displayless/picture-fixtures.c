/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-fixtures.h"

#include "picture-bytes.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define GIF_CODE_SIZE 7
#define GIF_CLEAR     (1 << GIF_CODE_SIZE)
#define GIF_END       (GIF_CLEAR + 1)

/* Codes between two clear codes: few enough for them never to grow beyond a byte. */
#define GIF_RUN 100

/* A path in the folder of the running test, which ends with it. */
char *
fixture_path (const char *name)
{
  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  return g_build_filename (g_get_user_data_dir (), name, NULL);
}

char *
fixture_write (const char *name, const GByteArray *data)
{
  g_autoptr (GError) error = NULL;
  char *path = fixture_path (name);

  /* Over an older file it would wait for the disk, hundreds of times. */
  g_unlink (path);
  g_file_set_contents (path, (const char *) data->data, data->len, &error);
  g_assert_no_error (error);
  return path;
}

GByteArray *
fixture_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_byte_array_new_take ((guint8 *) contents, length);
}

/* Plain blocks of 16 pixels, which survive JPEG; no two neighbours alike, and no symmetry. */
GdkPixbuf *
fixture_pattern (int width, int height, gboolean has_alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, width, height);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel =
            gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + x * channels;
        int column = x / 16;
        int row = y / 16;

        pixel[0] = 40 + (column * 67 + row * 11) % 180;
        pixel[1] = 40 + (column * 29 + row * 83) % 180;
        pixel[2] = 40 + (column * 13 + row * 47) % 180;
        if (has_alpha)
          pixel[3] = (column * 31 + row * 17) % 256;
      }

  return pixbuf;
}

gboolean
fixture_can_save (const char *type)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *l = formats; l != NULL; l = l->next)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (l->data);

      if (g_str_equal (name, type))
        return gdk_pixbuf_format_is_writable (l->data);
    }

  return FALSE;
}

GByteArray *
fixture_exif (int orientation, gboolean big_endian)
{
  GByteArray *exif = g_byte_array_new ();

  append_text (exif, big_endian ? "MM" : "II");
  append16 (exif, 42, big_endian);
  append32 (exif, 8, big_endian);
  append16 (exif, 1, big_endian);
  append16 (exif, 0x112, big_endian);
  append16 (exif, 3, big_endian);
  append32 (exif, 1, big_endian);
  append16 (exif, orientation, big_endian);
  append16 (exif, 0, big_endian);
  append32 (exif, 0, big_endian);

  return exif;
}

/* The checksum of PNG, from the sample code of its specification, annex D. */
static guint32
get_crc (const guint8 *data, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
    }

  return ~crc;
}

void
fixture_append_png_chunk (GByteArray *png, const char *type, const guint8 *data, gsize length)
{
  append32 (png, length, TRUE);
  append_text (png, type);
  g_byte_array_append (png, data, length);
  append32 (png, get_crc (png->data + png->len - length - 4, length + 4), TRUE);
}

void
fixture_insert_exif (GByteArray *data, const char *type, const GByteArray *exif)
{
  g_autoptr (GByteArray) piece = g_byte_array_new ();

  if (g_str_equal (type, "webp"))
    fixture_insert_webp_exif (data, exif);
  else if (g_str_equal (type, "png"))
    {
      fixture_append_png_chunk (piece, "eXIf", exif->data, exif->len);
      insert (data, 33, piece);
    }
  else
    {
      append16 (piece, 0xffe1, TRUE);
      append16 (piece, exif->len + 8, TRUE);
      g_byte_array_append (piece, (const guint8 *) "Exif\0", 6);
      g_byte_array_append (piece, exif->data, exif->len);
      insert (data, 2, piece);
    }
}

static GByteArray *
deflate (const guint8 *data, gsize length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
      g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, data, length, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);

  return g_bytes_unref_to_array (
      g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory)));
}

/* @rows are as PNG wants them: a filter byte and the packed pixels. */
GByteArray *
fixture_png (guint width,
             guint height,
             int depth,
             int color_type,
             const GByteArray *palette,
             const GByteArray *rows,
             GBytes *profile)
{
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autoptr (GByteArray) data = deflate (rows->data, rows->len);

  append32 (header, width, TRUE);
  append32 (header, height, TRUE);
  append_byte (header, depth);
  append_byte (header, color_type);
  g_byte_array_append (header, (const guint8 *) "\0\0\0", 3);

  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  fixture_append_png_chunk (png, "IHDR", header->data, header->len);
  if (profile != NULL)
    {
      g_autoptr (GByteArray) chunk = g_byte_array_new ();
      g_autoptr (GByteArray) packed =
          deflate (g_bytes_get_data (profile, NULL), g_bytes_get_size (profile));

      g_byte_array_append (chunk, (const guint8 *) "test\0", 6);
      g_byte_array_append (chunk, packed->data, packed->len);
      fixture_append_png_chunk (png, "iCCP", chunk->data, chunk->len);
    }
  if (palette != NULL)
    fixture_append_png_chunk (png, "PLTE", palette->data, palette->len);
  fixture_append_png_chunk (png, "IDAT", data->data, data->len);
  fixture_append_png_chunk (png, "IEND", NULL, 0);

  return png;
}

/* The saver of gdk-pixbuf hands libpng the profile before the kind of picture, which fails. */
static GByteArray *
save_png (GdkPixbuf *pixbuf, GBytes *profile)
{
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  guint width = gdk_pixbuf_get_width (pixbuf);
  guint height = gdk_pixbuf_get_height (pixbuf);
  int type = gdk_pixbuf_get_has_alpha (pixbuf) ? PNG_RGBA : PNG_RGB;

  for (guint y = 0; y < height; y++)
    {
      append_byte (rows, 0);
      g_byte_array_append (rows,
                           gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf),
                           width * gdk_pixbuf_get_n_channels (pixbuf));
    }

  return fixture_png (width, height, 8, type, NULL, rows, profile);
}

GByteArray *
fixture_save (GdkPixbuf *pixbuf, const char *type, GBytes *profile)
{
  gboolean has_quality = g_str_equal (type, "jpeg") || g_str_equal (type, "webp");
  g_autoptr (GError) error = NULL;
  g_autofree char *encoded = NULL;
  char *names[3] = { NULL };
  char *values[3] = { NULL };
  int n = 0;
  char *data;
  gsize length;

  if (g_str_equal (type, "png") && profile != NULL)
    return save_png (pixbuf, profile);

  if (has_quality)
    {
      names[n] = (char *) "quality";
      values[n++] = (char *) "100";
    }
  if (profile != NULL)
    {
      encoded = g_base64_encode (g_bytes_get_data (profile, NULL), g_bytes_get_size (profile));
      names[n] = (char *) "icc-profile";
      values[n++] = encoded;
    }

  gdk_pixbuf_save_to_bufferv (pixbuf, &data, &length, type, names, values, &error);
  g_assert_no_error (error);
  return g_byte_array_new_take ((guint8 *) data, length);
}

static void
append_tag (GByteArray *tiff, guint tag, guint type, guint count, guint32 value)
{
  append16 (tiff, tag, FALSE);
  append16 (tiff, type, FALSE);
  append32 (tiff, count, FALSE);
  append32 (tiff, value, FALSE);
}

/* One strip, not compressed. */
GByteArray *
fixture_tiff (GdkPixbuf *pixbuf, int orientation, int alpha)
{
  GByteArray *tiff = g_byte_array_new ();
  guint width = gdk_pixbuf_get_width (pixbuf);
  guint height = gdk_pixbuf_get_height (pixbuf);
  guint channels = gdk_pixbuf_get_n_channels (pixbuf);
  guint length = width * height * channels;
  guint padding = length & 1;

  append_text (tiff, "II*");
  append_byte (tiff, 0);
  append32 (tiff, 16 + length + padding, FALSE);
  for (int i = 0; i < 4; i++)
    append16 (tiff, 8, FALSE);
  for (guint y = 0; y < height; y++)
    g_byte_array_append (tiff,
                         gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf),
                         width * channels);
  g_byte_array_append (tiff, (const guint8 *) "", padding);

  append16 (tiff, alpha != TIFF_NO_ALPHA ? 11 : 10, FALSE);
  append_tag (tiff, 256, 4, 1, width);
  append_tag (tiff, 257, 4, 1, height);
  append_tag (tiff, 258, 3, channels, 8);
  append_tag (tiff, 259, 3, 1, 1);
  append_tag (tiff, 262, 3, 1, 2);
  append_tag (tiff, 273, 4, 1, 16);
  append_tag (tiff, 274, 3, 1, orientation);
  append_tag (tiff, 277, 3, 1, channels);
  append_tag (tiff, 278, 4, 1, height);
  append_tag (tiff, 279, 4, 1, length);
  if (alpha != TIFF_NO_ALPHA)
    append_tag (tiff, 338, 3, 1, alpha);
  append32 (tiff, 0, FALSE);

  return tiff;
}

/* Two frames: the first counts through the first hundred greys, the second is plain. A code is a
 * byte here, so that no packing is needed. */
GByteArray *
fixture_gif (guint width, guint height, guint8 transparent)
{
  GByteArray *gif = g_byte_array_new ();

  append_text (gif, "GIF89a");
  append16 (gif, width, FALSE);
  append16 (gif, height, FALSE);
  g_byte_array_append (gif, (const guint8[]){ 0xf6, 0, 0 }, 3);
  for (int i = 0; i < 128; i++)
    g_byte_array_append (gif, (const guint8[]){ 2 * i, 2 * i, i }, 3);

  for (int frame = 0; frame < 2; frame++)
    {
      guint code = 0;

      g_byte_array_append (gif, (const guint8[]){ '!', 0xf9, 4, 1, 1, 0, transparent, 0, ',' }, 9);
      append32 (gif, 0, FALSE);
      append16 (gif, width, FALSE);
      append16 (gif, height, FALSE);
      g_byte_array_append (gif, (const guint8[]){ 0, GIF_CODE_SIZE }, 2);
      for (guint i = 0; i < width * height; i += GIF_RUN)
        {
          guint n = MIN (GIF_RUN, width * height - i);

          g_byte_array_append (gif, (const guint8[]){ n + 1, GIF_CLEAR }, 2);
          for (guint j = 0; j < n; j++, code++)
            append_byte (gif, frame == 0 ? code % 100 : 5);
        }
      g_byte_array_append (gif, (const guint8[]){ 1, GIF_END, 0 }, 3);
    }

  append_byte (gif, ';');
  return gif;
}

/* A grey JPEG of any size in next to no bytes: with such tables every block is two zero bits. */
GByteArray *
fixture_plain_jpeg (guint width, guint height)
{
  GByteArray *jpeg = g_byte_array_new ();
  gsize n_blocks = (gsize) ((width + 7) / 8) * ((height + 7) / 8);
  guint start;

  append32 (jpeg, 0xffd8ffdb, TRUE);
  append16 (jpeg, 67, TRUE);
  append_byte (jpeg, 0);
  for (int i = 0; i < 64; i++)
    append_byte (jpeg, 1);
  append16 (jpeg, 0xffc0, TRUE);
  append16 (jpeg, 11, TRUE);
  append_byte (jpeg, 8);
  append16 (jpeg, height, TRUE);
  append16 (jpeg, width, TRUE);
  g_byte_array_append (jpeg, (const guint8[]){ 1, 1, 0x11, 0 }, 4);
  for (int table = 0; table < 2; table++)
    {
      append16 (jpeg, 0xffc4, TRUE);
      append16 (jpeg, 20, TRUE);
      g_byte_array_append (jpeg, (const guint8[18]){ table << 4, 1 }, 18);
    }
  append16 (jpeg, 0xffda, TRUE);
  g_byte_array_append (jpeg, (const guint8[]){ 0, 8, 1, 1, 0, 0, 63, 0 }, 8);

  start = jpeg->len;
  g_byte_array_set_size (jpeg, start + (n_blocks + 3) / 4);
  memset (jpeg->data + start, 0, jpeg->len - start);
  append16 (jpeg, 0xffd9, TRUE);

  return jpeg;
}

const guint8 *
fixture_pixel (const PackshotPicture *picture, int x, int y)
{
  g_assert_cmpint (x, <, picture->width);
  g_assert_cmpint (y, <, picture->height);

  return picture->pixels + y * picture->stride + x * (picture->has_alpha ? 4 : 3);
}

gboolean
fixture_equal (const PackshotPicture *a, const PackshotPicture *b)
{
  gsize length = (gsize) a->width * (a->has_alpha ? 4 : 3);

  if (a->width != b->width || a->height != b->height || a->has_alpha != b->has_alpha)
    return FALSE;

  for (int y = 0; y < a->height; y++)
    if (memcmp (a->pixels + y * a->stride, b->pixels + y * b->stride, length) != 0)
      return FALSE;

  return TRUE;
}

void
fixture_assert_near (const guint8 *got, const guint8 *wanted, int channels, int tolerance)
{
  for (int i = 0; i < channels; i++)
    g_assert_cmpint (ABS (got[i] - wanted[i]), <=, tolerance);
}

/* Where the pixel that is seen at (x, y) is stored, after the table of EXIF 2.3, 4.6.4 A. */
void
fixture_find_stored (int orientation,
                     int width,
                     int height,
                     int x,
                     int y,
                     int *stored_x,
                     int *stored_y)
{
  static const struct
  {
    gboolean swapped;
    gboolean from_right;
    gboolean from_below;
  } table[] = { { 0 },       { 0, 0, 0 }, { 0, 1, 0 }, { 0, 1, 1 }, { 0, 0, 1 },
                { 1, 0, 0 }, { 1, 0, 1 }, { 1, 1, 1 }, { 1, 1, 0 } };
  int across = table[orientation].swapped ? y : x;
  int down = table[orientation].swapped ? x : y;

  *stored_x = table[orientation].from_right ? width - 1 - across : across;
  *stored_y = table[orientation].from_below ? height - 1 - down : down;
}
