/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-video-fit.h"

/**
 * packshot_video_fit:
 * @picture: the size of a picture
 * @box: the room there is for it
 *
 * The one rule by which frames are scaled and then placed, so that each of their pixels is one of
 * the screen.
 *
 * Returns: the largest size with the shape of @picture that fits into @box, rounded to whole pixels
 *   and at least 1 × 1; 0 × 0 where one of the two is empty
 */
PackshotVideoSize
packshot_video_fit (PackshotVideoSize picture, PackshotVideoSize box)
{
  gint64 width = picture.width;
  gint64 height = picture.height;

  if (width <= 0 || height <= 0 || box.width <= 0 || box.height <= 0)
    return (PackshotVideoSize){ 0, 0 };

  if (box.width * height <= box.height * width)
    return (PackshotVideoSize){ box.width,
                                (int) MAX (1, (box.width * height + width / 2) / width) };

  return (PackshotVideoSize){ (int) MAX (1, (box.height * width + height / 2) / height),
                              box.height };
}
