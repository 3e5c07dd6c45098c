/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <string.h>

#include <glib/gi18n.h>

/* How much the loader gets between two looks at the cancellable: of a plain area, that is already
 * some twenty megapixels. */
#define SLICE (16 * 1024)

#define EOI_LENGTH 2

typedef struct
{
  PackshotPictureFile *file;
  const PackshotPictureHeader *header;
  gint64 max_pixels;
  gboolean only_size;
  GError *error; /* (owned) (nullable): why the loader was told to stop */
  int width;     /* in the file, as the loader sees it; 0 until it does */
  int height;
  int scale; /* what both are divided by; at least 1 */
  int rows;  /* finished so far */
} Decoding;

static int
divide_up (int length, int divisor)
{
  return (length + divisor - 1) / divisor;
}

/* libjpeg halves cheaply and well, up to three times; anything in between the loader would do
 * afterwards, by a poor filter and with both pictures in memory. */
static int
choose_jpeg_scale (int width, int height, gint64 max_pixels)
{
  int scale = 1;

  while (max_pixels > 0 && scale < 8
         && (gint64) divide_up (width, scale) * divide_up (height, scale) > max_pixels)
    scale *= 2;

  return scale;
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Decoding *decoding = user_data;

  decoding->width = width;
  decoding->height = height;

  if (decoding->error == NULL
      && !g_cancellable_set_error_if_cancelled (decoding->file->cancellable, &decoding->error))
    packshot_picture_header_check_size (decoding->header, decoding->file->path, width, height,
                                        &decoding->error);

  /* A loader that is asked for nothing stops here, before it takes memory. */
  if (decoding->only_size || decoding->error != NULL)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (decoding->header->format == PACKSHOT_PICTURE_FORMAT_JPEG)
    {
      decoding->scale = choose_jpeg_scale (width, height, decoding->max_pixels);
      gdk_pixbuf_loader_set_size (loader, divide_up (width, decoding->scale),
                                  divide_up (height, decoding->scale));
    }
}

static void
area_updated_cb (GdkPixbufLoader *loader, int x, int y, int width, int height, gpointer user_data)
{
  Decoding *decoding = user_data;

  decoding->rows = MAX (decoding->rows, y + height);
}

static GdkPixbufLoader *
create_loader (Decoding *decoding, GError **error)
{
  const PackshotPictureHeader *header = decoding->header;
  g_autoptr (GError) reason = NULL;
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_mime_type (header->mime_type, &reason);

  if (loader == NULL)
    {
      g_debug ("No loader for %s: %s", header->mime_type, reason->message);
      packshot_picture_set_error (
          error, PACKSHOT_PICTURE_ERROR_UNKNOWN_FORMAT, decoding->file->path,
          /* Translators: goes on after the name of a file; “%s” is a format such as AVIF. */
          _ ("is in the format %s, which nothing installed here can read"), header->name);
      return NULL;
    }

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), decoding);
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_updated_cb), decoding);
  return loader;
}

/* Says in our words why loading failed. */
static void
set_error (Decoding *decoding, const GError *reason, GError **error)
{
  g_debug ("Loading failed: %s", reason != NULL ? reason->message : "no reason given");

  if (decoding->error != NULL)
    g_propagate_error (error, g_steal_pointer (&decoding->error));
  else if (g_error_matches (reason, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_NO_MEMORY, decoding->file->path,
                                _ ("needs more memory than there is"));
  else
    packshot_picture_file_set_broken (decoding->file, error);
}

static gboolean
feed (Decoding *decoding, GdkPixbufLoader *loader, goffset from, goffset to, GError **error)
{
  while (from < to && decoding->error == NULL && !(decoding->only_size && decoding->width > 0))
    {
      gsize length;
      const guint8 *bytes = packshot_picture_file_peek_some (decoding->file, from, &length);

      if (bytes == NULL
          || g_cancellable_set_error_if_cancelled (decoding->file->cancellable, &decoding->error))
        return FALSE;

      length = MIN (MIN (length, SLICE), (gsize) (to - from));
      if (!gdk_pixbuf_loader_write (loader, bytes, length, error))
        return FALSE;
      from += length;
    }

  return decoding->error == NULL;
}

/* Whether there are fewer rows by now than there should be, but for the @held_back last ones. A
 * loader that has no picture yet is one that does everything in the end. */
static gboolean
is_short (const Decoding *decoding, GdkPixbufLoader *loader, int held_back)
{
  return decoding->header->in_rows && gdk_pixbuf_loader_get_pixbuf (loader) != NULL
         && decoding->rows < divide_up (decoding->height, decoding->scale) - held_back;
}

static gboolean
feed_all (Decoding *decoding, GdkPixbufLoader *loader, GError **error)
{
  const PackshotPictureHeader *header = decoding->header;
  gboolean is_jpeg = header->format == PACKSHOT_PICTURE_FORMAT_JPEG;
  goffset end = is_jpeg ? header->end - EOI_LENGTH : header->end;
  int held_back;

  if (header->prefix_length > 0
      && !gdk_pixbuf_loader_write (loader, header->prefix, header->prefix_length, error))
    return FALSE;
  if (!feed (decoding, loader, header->start, end, error))
    return FALSE;

  /* A JPEG that was cut and then given an end mark is short of rows just before that mark. */
  held_back = is_jpeg ? 3 * divide_up (header->mcu_height, decoding->scale) : 0;
  if (is_short (decoding, loader, held_back))
    return FALSE;
  if (!feed (decoding, loader, end, header->end, error))
    return FALSE;

  return header->suffix == NULL
         || gdk_pixbuf_loader_write (loader, (const guint8 *) header->suffix,
                                     strlen (header->suffix), error);
}

/* Loaders fill what they did not get with grey when they are closed, and count it as rows. */
static gboolean
finish (Decoding *decoding, GdkPixbufLoader *loader, GError **error)
{
  return !is_short (decoding, loader, 0) && gdk_pixbuf_loader_close (loader, error)
         && decoding->error == NULL && gdk_pixbuf_loader_get_pixbuf (loader) != NULL
         && !is_short (decoding, loader, 0);
}

/*< private >
 * packshot_picture_decode_size:
 * @file: an open file
 * @header: its header
 * @width: (out): columns
 * @height: (out): rows
 * @error: return location for a #PackshotPictureError
 *
 * Asks the loader for the size of a picture and stops it there.
 *
 * Returns: whether there is a size, and it is within the limits
 */
gboolean
packshot_picture_decode_size (PackshotPictureFile *file,
                              const PackshotPictureHeader *header,
                              int *width,
                              int *height,
                              GError **error)
{
  Decoding decoding = { .file = file, .header = header, .only_size = TRUE, .scale = 1 };
  g_autoptr (GdkPixbufLoader) loader = create_loader (&decoding, error);
  g_autoptr (GError) reason = NULL;

  if (loader == NULL)
    return FALSE;

  /* Being stopped is an error to the loader; having learned the size is what counts. */
  feed_all (&decoding, loader, &reason);
  gdk_pixbuf_loader_close (loader, NULL);
  if (decoding.width == 0 || decoding.error != NULL)
    {
      set_error (&decoding, reason, error);
      return FALSE;
    }

  *width = decoding.width;
  *height = decoding.height;
  return TRUE;
}

/*< private >
 * packshot_picture_decode:
 * @file: an open file
 * @header: its header, with its true end
 * @max_pixels: how many pixels are wanted of a JPEG at most, 0 for all
 * @error: return location for a #PackshotPictureError or %G_IO_ERROR_CANCELLED
 *
 * Lets gdk-pixbuf decode the file, a JPEG at the largest of 1/1, 1/2, 1/4 and 1/8 that has no
 * more than @max_pixels.
 *
 * Returns: (transfer full) (nullable): the pixels as they are stored, in the colours of the file
 */
GdkPixbuf *
packshot_picture_decode (PackshotPictureFile *file,
                         const PackshotPictureHeader *header,
                         gint64 max_pixels,
                         GError **error)
{
  Decoding decoding = { .file = file, .header = header, .max_pixels = max_pixels, .scale = 1 };
  g_autoptr (GdkPixbufLoader) loader = create_loader (&decoding, error);
  g_autoptr (GError) reason = NULL;

  if (loader == NULL)
    return NULL;

  if (!feed_all (&decoding, loader, &reason) || !finish (&decoding, loader, &reason))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      set_error (&decoding, reason, error);
      return NULL;
    }

  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}
