/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

/* Rows that are scaled between two looks at the cancellable. */
#define BAND_ROWS 128

/*< private >
 * packshot_picture_scale:
 * @source: a picture
 * @width: columns to have
 * @height: rows to have
 * @path: what to call it in an error
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #PACKSHOT_PICTURE_ERROR_NO_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * In bands, since gdk-pixbuf can't be stopped; the pixels are those of a single go. Its bilinear
 * filter covers all of the area a pixel stands for, and weighs colours by their alpha.
 *
 * Returns: (transfer full) (nullable): the picture, or @source where it has that size
 */
GdkPixbuf *
packshot_picture_scale (GdkPixbuf *source,
                        int width,
                        int height,
                        const char *path,
                        GCancellable *cancellable,
                        GError **error)
{
  double across = (double) width / gdk_pixbuf_get_width (source);
  double down = (double) height / gdk_pixbuf_get_height (source);
  g_autoptr (GdkPixbuf) scaled = NULL;

  if (width == gdk_pixbuf_get_width (source) && height == gdk_pixbuf_get_height (source))
    return g_object_ref (source);

  scaled = gdk_pixbuf_new (GDK_COLORSPACE_RGB, gdk_pixbuf_get_has_alpha (source), 8, width, height);
  if (scaled == NULL)
    {
      packshot_picture_set_no_memory (path, error);
      return NULL;
    }

  for (int y = 0; y < height; y += BAND_ROWS)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      gdk_pixbuf_scale (source, scaled, 0, y, width, MIN (BAND_ROWS, height - y), 0, 0, across,
                        down, GDK_INTERP_BILINEAR);
    }

  return g_steal_pointer (&scaled);
}
