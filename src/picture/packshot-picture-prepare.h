/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-picture-source.h"

G_BEGIN_DECLS

/**
 * PackshotPictureLimits:
 * @formats: (nullable) (array zero-terminated=1): MIME types; %NULL for JPEG, PNG and WebP
 * @max_bytes: size of the file
 * @max_width: columns
 * @max_height: rows
 * @min_width: columns
 * @min_height: rows
 *
 * What whoever is to get a picture takes; 0 means no limit.
 */
typedef struct
{
  const char *const *formats;
  gint64 max_bytes;
  int max_width;
  int max_height;
  int min_width;
  int min_height;
} PackshotPictureLimits;

/**
 * PackshotPreparedPicture:
 * @mime_type: "image/jpeg", "image/png" or "image/webp"; static
 * @extension: "jpg", "png" or "webp"; static
 * @width: columns
 * @height: rows
 * @size: in bytes
 * @unchanged: whether it is the chosen file byte for byte
 * @changes: (element-type utf8): what was done to it, as sentences for users without a full stop;
 *   none where it is unchanged
 *
 * A picture that shows what it shows and tells nothing else.
 */
typedef struct
{
  const char *mime_type;
  const char *extension;
  int width;
  int height;
  gint64 size;
  gboolean unchanged;
  GPtrArray *changes;
} PackshotPreparedPicture;

PackshotPreparedPicture *packshot_picture_prepare (const PackshotPictureSource *source,
                                                   const PackshotPictureLimits *limits,
                                                   int fd,
                                                   GCancellable *cancellable,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void packshot_prepared_picture_free (PackshotPreparedPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotPreparedPicture, packshot_prepared_picture_free)

G_END_DECLS
