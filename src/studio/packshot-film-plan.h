/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-request.h"

G_BEGIN_DECLS

/**
 * PackshotFilmPlan:
 * @photo: path of the photo
 * @name: (nullable): the product's name
 * @info: (nullable): what is to be said of it
 * @style: which style
 * @encoder: which encoder, or "auto"
 * @width: width of the video, even
 * @height: height of the video, even
 * @framing: how the photo comes into that shape
 * @frames_per_second: the constant rate
 * @duration: length in seconds
 * @video: (nullable): path of the video
 * @any_ending: whether the file may end otherwise than @video, as its encoder has it
 * @cover: (nullable): path of the cover
 * @n_threads: threads that paint; 0 for one a processor
 *
 * What the Studio is to make. Without @video and @cover it can be looked at only.
 */
typedef struct
{
  char *photo;
  char *name;
  char *info;
  char *style;
  char *encoder;
  int width;
  int height;
  PackshotPictureFraming framing;
  int frames_per_second;
  double duration;
  char *video;
  gboolean any_ending;
  char *cover;
  guint n_threads;
} PackshotFilmPlan;

PackshotFilmPlan *packshot_film_plan_new (PackshotRequest *request);
gboolean packshot_film_plan_check (const PackshotFilmPlan *self, GError **error);
void packshot_film_plan_free (PackshotFilmPlan *self);
void packshot_film_plan_fit (const PackshotFilmPlan *self, int *width, int *height);
int packshot_film_plan_get_n_frames (const PackshotFilmPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotFilmPlan, packshot_film_plan_free)

G_END_DECLS
