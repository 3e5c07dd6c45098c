/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-picture.h"

G_BEGIN_DECLS

/**
 * PackshotPicturePart:
 * @x: where it begins, as a share of the upright picture's width
 * @y: likewise, of its height
 * @width: as a share of the width; above 0
 * @height: as a share of the height; above 0
 *
 * What of a picture is to be seen: a part inside it, or all of it with something around it, where
 * it begins before 0 and is wider or higher than 1.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} PackshotPicturePart;

/**
 * PackshotPictureFill:
 * @PACKSHOT_PICTURE_FILL_NONE: there is nothing around the picture
 * @PACKSHOT_PICTURE_FILL_EXTENDED: its plain backdrop is carried on
 * @PACKSHOT_PICTURE_FILL_BLURRED: a blurred copy of it, darker or lighter
 * @PACKSHOT_PICTURE_FILL_CLEAR: transparent, as parts of the picture are
 *
 * What is seen around a picture that was fitted into a shape.
 */
typedef enum
{
  PACKSHOT_PICTURE_FILL_NONE,
  PACKSHOT_PICTURE_FILL_EXTENDED,
  PACKSHOT_PICTURE_FILL_BLURRED,
  PACKSHOT_PICTURE_FILL_CLEAR,
} PackshotPictureFill;

void packshot_picture_part_get_size (const PackshotPicturePart *part, int *width, int *height);
PackshotPicture *packshot_picture_cut (PackshotPicture *picture,
                                       const PackshotPicturePart *part,
                                       const char *path,
                                       PackshotPictureFill *fill,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
