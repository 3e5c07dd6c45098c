/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* High enough for nothing to be seen of it; 100 would double the file. */
#define JPEG_QUALITY "95"

typedef struct
{
  int fd;
  const char *path;          /* (unowned) */
  GCancellable *cancellable; /* (unowned) (nullable) */
} Target;

static gboolean
write_all (const Target *target, const guint8 *bytes, gsize length, GError **error)
{
  while (length > 0)
    {
      ssize_t n;

      if (g_cancellable_set_error_if_cancelled (target->cancellable, error))
        return FALSE;

      n = write (target->fd, bytes, length);
      if (n < 0 && errno != EINTR)
        {
          int code = errno;
          g_autofree char *name = g_filename_display_basename (target->path);

          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                       /* Translators: the name of a file, and what the system says. */
                       _ ("A copy of “%s” can’t be written: %s."), name, g_strerror (code));
          return FALSE;
        }
      if (n > 0)
        {
          bytes += n;
          length -= n;
        }
    }

  return TRUE;
}

static gboolean
save_cb (const char *bytes, gsize length, GError **error, gpointer user_data)
{
  return write_all (user_data, (const guint8 *) bytes, length, error);
}

static GdkPixbuf *
fill_with_white (GdkPixbuf *source)
{
  return gdk_pixbuf_composite_color_simple (source, gdk_pixbuf_get_width (source),
                                            gdk_pixbuf_get_height (source), GDK_INTERP_NEAREST, 255,
                                            gdk_pixbuf_get_width (source), 0xffffff, 0xffffff);
}

static gboolean
save (GdkPixbuf *pixbuf, const char *type, Target *target, GError **error)
{
  gboolean is_jpeg = g_str_equal (type, "jpeg");
  char *names[] = { is_jpeg ? (char *) "quality" : NULL, NULL };
  char *values[] = { is_jpeg ? (char *) JPEG_QUALITY : NULL, NULL };
  g_autoptr (GError) reason = NULL;

  if (gdk_pixbuf_save_to_callbackv (pixbuf, save_cb, target, type, names, values, &reason))
    return TRUE;

  if (g_error_matches (reason, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    {
      packshot_picture_set_no_memory (target->path, error);
      return FALSE;
    }
  if (reason->domain == G_IO_ERROR)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    {
      g_debug ("Saving failed: %s", reason->message);
      packshot_picture_set_error (
          error, PACKSHOT_PICTURE_ERROR_NOT_SENDABLE, target->path,
          /* Translators: goes on after the name of a file; “%s” is a format such as JPEG. */
          _ ("can’t be converted to %s on this computer"), is_jpeg ? "JPEG" : "PNG");
    }
  return FALSE;
}

/*< private >
 * packshot_picture_write:
 * @writing: what to write; for a JPEG transparent pixels become white
 * @fd: an empty file
 * @path: what to call it in an error
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #PackshotPictureError or a #GIOErrorEnum
 *
 * Scales a picture and encodes it, with no metadata.
 *
 * Returns: whether all of it was written
 */
gboolean
packshot_picture_write (const PackshotPictureWriting *writing,
                        int fd,
                        const char *path,
                        GCancellable *cancellable,
                        GError **error)
{
  const PackshotPicture *picture = writing->picture;
  Target target = { .fd = fd, .path = path, .cancellable = cancellable };
  g_autoptr (GdkPixbuf) source =
      gdk_pixbuf_new_from_data (picture->pixels, GDK_COLORSPACE_RGB, picture->has_alpha, 8,
                                picture->width, picture->height, picture->stride, NULL, NULL);
  g_autoptr (GdkPixbuf) scaled =
      packshot_picture_scale (source, writing->width, writing->height, path, cancellable, error);

  if (scaled == NULL)
    return FALSE;

  if (picture->has_alpha && g_str_equal (writing->type, "jpeg"))
    {
      g_autoptr (GdkPixbuf) clear = g_steal_pointer (&scaled);

      scaled = fill_with_white (clear);
      if (scaled == NULL)
        {
          packshot_picture_set_no_memory (path, error);
          return FALSE;
        }
    }

  return save (scaled, writing->type, &target, error);
}

/*< private >
 * packshot_picture_write_copy:
 * @file: an open file
 * @fd: an empty file
 * @error: return location for a #PackshotPictureError or a #GIOErrorEnum
 *
 * Copies a file byte for byte.
 *
 * Returns: whether all of it was written
 */
gboolean
packshot_picture_write_copy (PackshotPictureFile *file, int fd, GError **error)
{
  Target target = { .fd = fd, .path = file->path, .cancellable = file->cancellable };
  goffset offset = 0;

  while (offset < file->size)
    {
      gsize length;
      const guint8 *bytes = packshot_picture_file_peek_some (file, offset, &length);

      if (bytes == NULL)
        {
          packshot_picture_file_set_broken (file, error);
          return FALSE;
        }
      if (!write_all (&target, bytes, length, error))
        return FALSE;
      offset += length;
    }

  if (offset == file->size)
    return TRUE;

  packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_NOT_SENDABLE, file->path,
                              /* Translators: goes on after the name of a file. */
                              _ ("changed while it was read"));
  return FALSE;
}
