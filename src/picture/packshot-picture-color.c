/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <lcms2.h>
#include <string.h>

/* Pixels between two looks at the cancellable: a few milliseconds of work. */
#define BLOCK_PIXELS (256 * 1024)

/* The colours a profile is tried on: a cube of so many steps a side. */
#define CUBE_STEPS 9

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (cmsContext, cmsDeleteContext, NULL)

static void
log_cb (cmsContext context, cmsUInt32Number code, const char *text)
{
  g_debug ("Colour profile: %s", text);
}

static gboolean
is_grey (const PackshotPictureRaster *raster)
{
  for (int y = 0; y < raster->height; y++)
    {
      const guint8 *pixel = raster->pixels + y * raster->stride;
      guint8 differences = 0;

      for (int x = 0; x < raster->width; x++, pixel += raster->channels)
        differences |= (pixel[0] ^ pixel[1]) | (pixel[0] ^ pixel[2]);
      if (differences != 0)
        return FALSE;
    }

  return TRUE;
}

static cmsUInt32Number
get_format (int channels, gboolean grey)
{
  return grey ? COLORSPACE_SH (PT_GRAY) | CHANNELS_SH (1) | EXTRA_SH (channels - 1) | BYTES_SH (1)
              : COLORSPACE_SH (PT_RGB) | CHANNELS_SH (3) | EXTRA_SH (channels - 3) | BYTES_SH (1);
}

/* Relative colorimetric keeps white and every colour sRGB can show exactly as photographed, which
 * is what a product's colour is about; perceptual would shift them all by its maker's taste. Black
 * point compensation keeps the shadows of a profile whose black is deeper. */
static cmsHTRANSFORM
create_transform (cmsContext context, cmsHPROFILE profile, int channels, gboolean grey)
{
  cmsHPROFILE srgb = cmsCreate_sRGBProfileTHR (context);
  cmsHTRANSFORM transform = cmsCreateTransformTHR (
      context, profile, get_format (channels, grey), srgb, get_format (channels, FALSE),
      INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION);

  cmsCloseProfile (srgb);
  return transform;
}

/* Most profiles are sRGB under one of a hundred names; what they do tells them best. Converting a
 * photo to what it is already would take longer than to decode it. */
static gboolean
changes_nothing (cmsHTRANSFORM transform, int channels)
{
  guint8 before[CUBE_STEPS * CUBE_STEPS * CUBE_STEPS * 4] = { 0 };
  guint8 after[sizeof before];
  gsize n_pixels = sizeof before / 4;

  for (gsize i = 0; i < n_pixels; i++)
    {
      guint8 *pixel = before + i * channels;

      pixel[0] = i % CUBE_STEPS * 255 / (CUBE_STEPS - 1);
      pixel[1] = i / CUBE_STEPS % CUBE_STEPS * 255 / (CUBE_STEPS - 1);
      pixel[2] = i / CUBE_STEPS / CUBE_STEPS * 255 / (CUBE_STEPS - 1);
    }

  memcpy (after, before, sizeof before);
  cmsDoTransform (transform, after, after, n_pixels);
  for (gsize i = 0; i < sizeof before; i++)
    if (ABS (before[i] - after[i]) > 1)
      return FALSE;

  return TRUE;
}

static gboolean
apply_transform (PackshotPictureRaster *raster,
                 cmsHTRANSFORM transform,
                 GCancellable *cancellable,
                 GError **error)
{
  int rows = MAX (1, BLOCK_PIXELS / raster->width);

  for (int y = 0; y < raster->height; y += rows)
    {
      guint8 *row = raster->pixels + y * raster->stride;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      cmsDoTransformLineStride (transform, row, row, raster->width, MIN (rows, raster->height - y),
                                raster->stride, raster->stride, 0, 0);
    }

  return TRUE;
}

static gboolean
fits (const PackshotPictureRaster *raster, cmsHPROFILE profile, gboolean *grey)
{
  cmsColorSpaceSignature space = cmsGetColorSpace (profile);

  *grey = space == cmsSigGrayData;
  return space == cmsSigRgbData || (*grey && is_grey (raster));
}

/*< private >
 * packshot_picture_color_to_srgb:
 * @raster: pixels in the colours of the file
 * @profile: (nullable): the ICC profile that tells what they mean
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Converts the pixels to sRGB in place. A profile that is broken, or not for such pixels (a CMYK
 * one beside what the loader has made RGB), is passed over.
 *
 * Returns: %FALSE if cancelled
 */
gboolean
packshot_picture_color_to_srgb (PackshotPictureRaster *raster,
                                GBytes *profile,
                                GCancellable *cancellable,
                                GError **error)
{
  g_auto (cmsContext) context = NULL;
  cmsHPROFILE source;
  cmsHTRANSFORM transform = NULL;
  gboolean grey = FALSE;
  gboolean done = TRUE;

  if (profile == NULL)
    return TRUE;

  context = cmsCreateContext (NULL, NULL);
  cmsSetLogErrorHandlerTHR (context, log_cb);
  source = cmsOpenProfileFromMemTHR (context, g_bytes_get_data (profile, NULL),
                                     g_bytes_get_size (profile));

  if (source != NULL && fits (raster, source, &grey))
    transform = create_transform (context, source, raster->channels, grey);
  if (transform == NULL)
    g_debug ("Passing over a colour profile that is broken or of another kind of picture");
  else if (grey || !changes_nothing (transform, raster->channels))
    done = apply_transform (raster, transform, cancellable, error);

  g_clear_pointer (&transform, cmsDeleteTransform);
  g_clear_pointer (&source, cmsCloseProfile);
  return done;
}
