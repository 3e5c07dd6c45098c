/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotVideoSize:
 * @width: columns of pixels
 * @height: rows of pixels
 *
 * How large a picture is; 0 × 0 where that isn't known.
 */
typedef struct
{
  int width;
  int height;
} PackshotVideoSize;

PackshotVideoSize packshot_video_fit (PackshotVideoSize picture, PackshotVideoSize box);

G_END_DECLS
