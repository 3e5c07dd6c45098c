/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

static gboolean
row_is_opaque (const guint8 *row, int width)
{
  guint8 all = 0xff;

  for (int x = 0; x < width; x++)
    all &= row[4 * x + 3];

  return all == 0xff;
}

static guint8
divide (guint color, guint alpha)
{
  return MIN ((color * 255 + alpha / 2) / alpha, 255);
}

/*< private >
 * packshot_picture_alpha_divide:
 * @raster: RGBA with the colours multiplied by alpha
 *
 * Makes the alpha straight.
 */
void
packshot_picture_alpha_divide (PackshotPictureRaster *raster)
{
  g_assert (raster->channels == 4);

  for (int y = 0; y < raster->height; y++)
    {
      guint8 *pixel = raster->pixels + y * raster->stride;

      for (int x = 0; x < raster->width; x++, pixel += 4)
        if (pixel[3] != 0 && pixel[3] != 255)
          for (int i = 0; i < 3; i++)
            pixel[i] = divide (pixel[i], pixel[3]);
    }
}

/*< private >
 * packshot_picture_alpha_drop_opaque:
 * @raster: RGB or RGBA
 *
 * Turns RGBA that is opaque everywhere into RGB, in place; leaves everything else alone.
 */
void
packshot_picture_alpha_drop_opaque (PackshotPictureRaster *raster)
{
  gsize stride = (gsize) raster->width * 3;

  if (raster->channels != 4)
    return;

  for (int y = 0; y < raster->height; y++)
    if (!row_is_opaque (raster->pixels + y * raster->stride, raster->width))
      return;

  for (int y = 0; y < raster->height; y++)
    {
      const guint8 *from = raster->pixels + y * raster->stride;
      guint8 *to = raster->pixels + y * stride;

      /* What is written never overtakes what is read. */
      for (int x = 0; x < raster->width; x++, from += 4, to += 3)
        {
          to[0] = from[0];
          to[1] = from[1];
          to[2] = from[2];
        }
    }

  raster->channels = 3;
  raster->stride = stride;
}
