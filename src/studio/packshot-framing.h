/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-analysis.h"
#include "packshot-style.h"

G_BEGIN_DECLS

/**
 * PackshotScene:
 * @photo_width: width of the photo
 * @photo_height: height of the photo
 * @frame_width: width of the video
 * @frame_height: height of the video
 * @scale: how large the video is painted: 1, or less for a preview; what is in the picture doesn't
 *   depend on it
 * @has_focus: whether there is a point that the camera keeps in view
 * @focus_x: that point, in pixels of the photo
 * @focus_y: likewise
 * @analysis: what is known of the photo
 * @has_text: whether there is a text to show
 * @runs_left: whether its lines begin at the right: the picture is then laid out the other way
 * round
 *
 * What a framing depends on.
 */
typedef struct
{
  double photo_width;
  double photo_height;
  double frame_width;
  double frame_height;
  double scale;
  gboolean has_focus;
  double focus_x;
  double focus_y;
  PackshotAnalysis analysis;
  gboolean has_text;
  gboolean runs_left;
} PackshotScene;

gboolean packshot_scene_is_wide (const PackshotScene *self);
gboolean packshot_scene_has_room (const PackshotScene *self);
PackshotRect packshot_scene_aim (const PackshotScene *self, const PackshotAim *aim);
PackshotRect packshot_scene_get_text_area (const PackshotScene *self, PackshotTitlePlace place);

G_END_DECLS
