/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-backdrop.h"
#include "packshot-compositor.h"
#include "packshot-framing.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotShot:
 * @first: first frame in which the shot is seen
 * @last: last frame in which it is seen
 * @move: the camera
 * @backdrop: what fills the frame where the photo doesn't reach
 * @backdrop_alone: whether the photo itself is not shown
 * @plate: (owned) (nullable): photo and backdrop as this shot needs them; made by
 *   packshot_storyboard_make_plates()
 * @plate_rect: what the plate covers, in pixels of the photo
 * @title: (owned) (nullable): text; made by packshot_storyboard_make_titles()
 * @shade: (owned) (nullable): what lies below the text
 * @title_x: where the text stands, in pixels of the video
 * @title_y: likewise
 * @title_first: the first frame in which the text is seen
 * @title_last: the last one
 * @shade_scale: pixels of the video a pixel of the shade covers
 *
 * One shot of a storyboard.
 */
typedef struct
{
  double first;
  double last;
  PackshotMove move;
  PackshotBackdropKind backdrop;
  gboolean backdrop_alone;
  PackshotLayer *plate;
  PackshotRect plate_rect;

  PackshotLayer *title;
  PackshotLayer *shade;
  double title_x;
  double title_y;
  double title_first;
  double title_last;
  double shade_scale;
} PackshotShot;

/**
 * PackshotStoryboard:
 * @scene: photo and frame
 * @style: (unowned): the style it follows
 * @n_frames: frames of the whole video
 * @frames_per_second: the constant rate
 * @shots: (element-type PackshotShot): in their order, each overlapping the next
 *
 * The plan of a video. What is seen in a frame depends on nothing but the plan.
 */
typedef struct
{
  PackshotScene scene;
  const PackshotStyle *style;
  int n_frames;
  int frames_per_second;
  GArray *shots;
} PackshotStoryboard;

PackshotStoryboard *packshot_storyboard_new (const PackshotScene *scene,
                                             const PackshotStyle *style,
                                             int n_frames,
                                             int frames_per_second);
void packshot_storyboard_free (PackshotStoryboard *self);
PackshotShot *packshot_storyboard_get_shot (PackshotStoryboard *self, guint index);
gboolean packshot_storyboard_make_plates (PackshotStoryboard *self,
                                          const PackshotRaster *photo,
                                          const PackshotRaster *small,
                                          PackshotBands *bands,
                                          GCancellable *cancellable,
                                          GError **error);
void packshot_storyboard_make_titles (PackshotStoryboard *self,
                                      const char *name,
                                      const char *info,
                                      PackshotCompositor *compositor);
int packshot_storyboard_get_cover (PackshotStoryboard *self);
void
packshot_storyboard_compose (PackshotStoryboard *self, int frame, PackshotComposition *composition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotStoryboard, packshot_storyboard_free)

G_END_DECLS
