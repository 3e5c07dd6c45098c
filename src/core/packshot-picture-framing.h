/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotPictureFramingMode:
 * @PACKSHOT_PICTURE_FRAMING_WHOLE: the photo goes as it is, in a shape of its own
 * @PACKSHOT_PICTURE_FRAMING_FIT: all of the photo in the shape of the video; the rest is filled
 *   from the photo
 * @PACKSHOT_PICTURE_FRAMING_FILL: as much of the photo as covers the shape of the video
 * @PACKSHOT_PICTURE_FRAMING_CROP: likewise, and closer
 *
 * How a photo comes into the shape of a video.
 */
typedef enum
{
  PACKSHOT_PICTURE_FRAMING_WHOLE,
  PACKSHOT_PICTURE_FRAMING_FIT,
  PACKSHOT_PICTURE_FRAMING_FILL,
  PACKSHOT_PICTURE_FRAMING_CROP,
} PackshotPictureFramingMode;

#define PACKSHOT_N_PICTURE_FRAMING_MODES (PACKSHOT_PICTURE_FRAMING_CROP + 1)

/* How close a crop may go. */
#define PACKSHOT_PICTURE_FRAMING_MAX_ZOOM 8.0

/**
 * PackshotPictureFraming:
 * @mode: how
 * @x: the focal point, which stays in the picture: 0, the left edge of the upright photo, to 1
 * @y: likewise, 0 is the upper edge
 * @zoom: how much closer than to fill; 1 to %PACKSHOT_PICTURE_FRAMING_MAX_ZOOM
 *
 * What of a photo is to be seen. What a mode has no use for is as in
 * %PACKSHOT_PICTURE_FRAMING_INIT, so that two of the same effect are equal; see
 * packshot_picture_framing_normalize().
 */
typedef struct
{
  PackshotPictureFramingMode mode;
  double x;
  double y;
  double zoom;
} PackshotPictureFraming;

/* clang-format off */
#define PACKSHOT_PICTURE_FRAMING_INIT { PACKSHOT_PICTURE_FRAMING_WHOLE, 0.5, 0.5, 1 }
/* clang-format on */

/**
 * PackshotPictureView:
 * @x: where it begins, as a share of the photo's width
 * @y: likewise, of its height
 * @width: as a share of the photo's width; more than 1 where there is more to be seen than it
 * @height: likewise, of its height
 *
 * A part of a photo, or the photo and more.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} PackshotPictureView;

void packshot_picture_framing_normalize (PackshotPictureFraming *self);
gboolean packshot_picture_framing_equal (const PackshotPictureFraming *self,
                                         const PackshotPictureFraming *other);
gboolean
packshot_picture_framing_parse (const char *text, PackshotPictureFraming *self, GError **error);
char *packshot_picture_framing_dup_text (const PackshotPictureFraming *self);
const char *packshot_picture_framing_mode_get_name (PackshotPictureFramingMode mode);
PackshotPictureView packshot_picture_framing_get_view (const PackshotPictureFraming *self,
                                                       double photo_ratio,
                                                       double ratio);

G_END_DECLS
