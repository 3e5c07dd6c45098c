/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-picture-part.h"

G_BEGIN_DECLS

/**
 * PackshotPictureSource:
 * @path: (nullable) (type filename): a file, or %NULL where it is open already
 * @fd: where @path is %NULL, a file open for reading; it is neither closed nor moved in
 * @name: (nullable) (type filename): what errors call it; needed where @path is %NULL
 * @part: (nullable): what of it is to be seen, %NULL for all
 *
 * A picture somebody chose.
 */
typedef struct
{
  const char *path;
  int fd;
  const char *name;
  const PackshotPicturePart *part;
} PackshotPictureSource;

gboolean packshot_picture_source_info (const PackshotPictureSource *source,
                                       PackshotPictureInfo *info,
                                       GError **error);

G_END_DECLS
