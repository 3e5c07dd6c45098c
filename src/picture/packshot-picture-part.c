/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-part.h"

#include "packshot-picture-private.h"

#include <math.h>

/* A picture with something around it has no longer side than this, twice the longer side of a
 * video: a large photo in a narrow shape would be mostly what was made up. */
#define MAX_FITTED_SIDE 4096

static int
round_size (double x)
{
  return MAX (1, (int) lround (x));
}

static gboolean
has_surroundings (const PackshotPicturePart *part)
{
  return part->width > 1 || part->height > 1;
}

static GdkPixbuf *
wrap (const PackshotPicture *picture)
{
  return gdk_pixbuf_new_from_data (picture->pixels, GDK_COLORSPACE_RGB, picture->has_alpha, 8,
                                   picture->width, picture->height, (int) picture->stride, NULL,
                                   NULL);
}

static PackshotPicture *
create (const PackshotPicture *source,
        const PackshotPicturePart *part,
        const PackshotPictureRaster *raster,
        GObject *memory)
{
  PackshotPicture *self = g_atomic_rc_box_new0 (PackshotPicture);

  self->width = raster->width;
  self->height = raster->height;
  self->stride = raster->stride;
  self->has_alpha = raster->channels == 4;
  self->pixels = raster->pixels;
  self->source_width = source->source_width;
  self->source_height = source->source_height;
  packshot_picture_part_get_size (part, &self->source_width, &self->source_height);
  self->format = source->format;
  self->memory = g_object_ref (memory);

  return self;
}

static PackshotPictureRaster
get_raster (GdkPixbuf *pixbuf)
{
  return (PackshotPictureRaster){ .pixels = gdk_pixbuf_get_pixels (pixbuf),
                                  .width = gdk_pixbuf_get_width (pixbuf),
                                  .height = gdk_pixbuf_get_height (pixbuf),
                                  .stride = gdk_pixbuf_get_rowstride (pixbuf),
                                  .channels = gdk_pixbuf_get_n_channels (pixbuf) };
}

/* Without alpha the pixels are shared; with it, the part alone may be opaque. */
static PackshotPicture *
cut_inside (PackshotPicture *picture,
            const PackshotPicturePart *part,
            const char *path,
            GError **error)
{
  PackshotPictureRaster raster = { .width = picture->width,
                                   .height = picture->height,
                                   .stride = picture->stride,
                                   .channels = picture->has_alpha ? 4 : 3 };
  g_autoptr (GdkPixbuf) copy = NULL;
  int x, y;

  packshot_picture_part_get_size (part, &raster.width, &raster.height);
  x = CLAMP ((int) lround (part->x * picture->width), 0, picture->width - raster.width);
  y = CLAMP ((int) lround (part->y * picture->height), 0, picture->height - raster.height);

  if (!picture->has_alpha)
    {
      raster.pixels = (guint8 *) picture->pixels + (gsize) y * raster.stride + (gsize) x * 3;
      return create (picture, part, &raster, picture->memory);
    }

  copy = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, raster.width, raster.height);
  if (copy == NULL)
    {
      packshot_picture_set_no_memory (path, error);
      return NULL;
    }

  {
    g_autoptr (GdkPixbuf) whole = wrap (picture);

    gdk_pixbuf_copy_area (whole, x, y, raster.width, raster.height, copy, 0, 0);
  }
  raster = get_raster (copy);
  packshot_picture_alpha_drop_opaque (&raster);
  return create (picture, part, &raster, G_OBJECT (copy));
}

static PackshotPicture *
fit (PackshotPicture *picture,
     const PackshotPicturePart *part,
     const char *path,
     PackshotPictureFill *fill,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GdkPixbuf) whole = wrap (picture);
  g_autoptr (GdkPixbuf) photo = NULL;
  g_autoptr (GdkPixbuf) fitted = NULL;
  PackshotPictureRaster raster;
  int width = picture->width, height = picture->height;
  int inner_width, inner_height, x, y;

  packshot_picture_part_get_size (part, &width, &height);
  inner_width = MIN (width, round_size (width / part->width));
  inner_height = MIN (height, round_size (height / part->height));
  photo = packshot_picture_scale (whole, inner_width, inner_height, path, cancellable, error);
  if (photo == NULL)
    return NULL;

  fitted = gdk_pixbuf_new (GDK_COLORSPACE_RGB, picture->has_alpha, 8, width, height);
  if (fitted == NULL)
    {
      packshot_picture_set_no_memory (path, error);
      return NULL;
    }

  /* White that is not seen: who drops the alpha channel gets no black. */
  gdk_pixbuf_fill (fitted, 0xffffff00);
  x = (width - inner_width) / 2;
  y = (height - inner_height) / 2;
  gdk_pixbuf_copy_area (photo, 0, 0, inner_width, inner_height, fitted, x, y);

  raster = get_raster (fitted);
  *fill = PACKSHOT_PICTURE_FILL_CLEAR;
  if (!picture->has_alpha)
    {
      const PackshotPicturePlace place = { x, y, inner_width, inner_height };

      if (!packshot_picture_fill_around (&raster, &place, path, fill, cancellable, error))
        return NULL;
    }

  return create (picture, part, &raster, G_OBJECT (fitted));
}

/**
 * packshot_picture_part_get_size:
 * @part: a part
 * @width: (inout): columns of a picture; then those of the part
 * @height: (inout): rows likewise
 *
 * A part is never scaled up. One with something around it may be scaled down: its longer side has
 * 4096 pixels at most.
 */
void
packshot_picture_part_get_size (const PackshotPicturePart *part, int *width, int *height)
{
  int whole_width = *width, whole_height = *height;
  double scale = 1;

  if (has_surroundings (part))
    scale = MIN (1, MAX_FITTED_SIDE / MAX (part->width * *width, part->height * *height));

  *width = round_size (part->width * *width * scale);
  *height = round_size (part->height * *height * scale);

  if (!has_surroundings (part))
    {
      *width = MIN (*width, whole_width);
      *height = MIN (*height, whole_height);
    }
}

/**
 * packshot_picture_cut:
 * @picture: a picture
 * @part: what of it
 * @path: what to call it in an error
 * @fill: (out): what is around it
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #PackshotPictureError or %G_IO_ERROR_CANCELLED
 *
 * Makes a picture of a part of another. What lies beyond that is filled from it: its backdrop goes
 * on where it is plain along both edges, else there is a blurred copy behind it. What is around a
 * picture with alpha is transparent.
 *
 * Blocks: for a thread.
 *
 * Returns: (transfer full) (nullable): the part; @picture itself where it is all of it
 */
PackshotPicture *
packshot_picture_cut (PackshotPicture *picture,
                      const PackshotPicturePart *part,
                      const char *path,
                      PackshotPictureFill *fill,
                      GCancellable *cancellable,
                      GError **error)
{
  int width, height;

  g_return_val_if_fail (picture != NULL && part != NULL && path != NULL && fill != NULL, NULL);
  g_return_val_if_fail (part->width > 0 && part->height > 0, NULL);

  width = picture->width;
  height = picture->height;
  packshot_picture_part_get_size (part, &width, &height);
  *fill = PACKSHOT_PICTURE_FILL_NONE;
  if (width == picture->width && height == picture->height)
    return packshot_picture_ref (picture);

  return has_surroundings (part) ? fit (picture, part, path, fill, cancellable, error)
                                 : cut_inside (picture, part, path, error);
}
