/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-source.h"

#include "packshot-picture-private.h"

/*< private >
 * packshot_picture_source_open:
 * @source: a picture
 * @cancellable: (nullable): lets every read fail
 * @error: return location for a #PackshotPictureError
 *
 * Returns: (transfer full) (nullable): its file
 */
PackshotPictureFile *
packshot_picture_source_open (const PackshotPictureSource *source,
                              GCancellable *cancellable,
                              GError **error)
{
  return source->path != NULL
             ? packshot_picture_file_open (source->path, cancellable, error)
             : packshot_picture_file_open_fd (source->fd, source->name, cancellable, error);
}

/**
 * packshot_picture_source_info:
 * @source: a picture
 * @info: (out): what its header says
 * @error: return location for a #PackshotPictureError
 *
 * Looks at the header of a picture and at nothing else: whether its format is known and its size
 * within the limits (%PACKSHOT_PICTURE_MAX_BYTES, %PACKSHOT_PICTURE_MAX_JPEG_PIXELS for a JPEG and
 * %PACKSHOT_PICTURE_MAX_PIXELS for any other). What comes behind the header may still be broken.
 *
 * Returns: whether it is a picture packshot_picture_prepare() would try to open
 */
gboolean
packshot_picture_source_info (const PackshotPictureSource *source,
                              PackshotPictureInfo *info,
                              GError **error)
{
  g_autoptr (PackshotPictureFile) file = NULL;
  g_auto (PackshotPictureHeader) header = { 0 };
  int width;
  int height;

  g_return_val_if_fail (source != NULL && info != NULL, FALSE);
  g_return_val_if_fail (source->path != NULL || source->name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  file = packshot_picture_source_open (source, NULL, error);
  if (file == NULL || !packshot_picture_header_read (file, &header, error))
    return FALSE;

  width = header.width;
  height = header.height;
  if (header.loader_tells_size
      && !packshot_picture_decode_size (file, &header, &width, &height, error))
    return FALSE;

  info->format = header.name;
  info->width = header.orientation >= 5 ? height : width;
  info->height = header.orientation >= 5 ? width : height;
  return TRUE;
}
