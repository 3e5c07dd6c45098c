/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-film-plan.h"

#include <math.h>
#include <stdlib.h>

#include "packshot-studio-manifest.h"

/* Smaller than this there is nothing to be seen. */
#define MIN_SIDE 32

static int
round_to_even (double x)
{
  return 2 * (int) lrint (x / 2);
}

/**
 * packshot_film_plan_new:
 * @request: a frozen request for the Studio, by a manifest that it found good
 *
 * Returns: (transfer full): what is asked for, without paths of a video and a cover
 */
PackshotFilmPlan *
packshot_film_plan_new (PackshotRequest *request)
{
  PackshotFilmPlan *self = g_new0 (PackshotFilmPlan, 1);

  self->photo = g_strdup (packshot_request_get_string (request, "image"));
  self->name = g_strdup (packshot_request_get_string (request, "product-name"));
  self->info = g_strdup (packshot_request_get_string (request, "product-info"));
  self->style = g_strdup (packshot_request_get_string (request, "style"));
  self->encoder = g_strdup (packshot_request_get_string (request, "encoder"));
  self->duration = packshot_request_get_double (request, "duration");
  self->frames_per_second = atoi (packshot_request_get_string (request, "fps"));
  packshot_studio_manifest_parse_shape (packshot_request_get_string (request, "aspect-ratio"),
                                        &self->width, &self->height);
  self->framing = *packshot_request_get_framing (request);

  return self;
}

/**
 * packshot_film_plan_free:
 * @self: (transfer full): a plan
 *
 * Frees it.
 */
void
packshot_film_plan_free (PackshotFilmPlan *self)
{
  g_free (self->photo);
  g_free (self->name);
  g_free (self->info);
  g_free (self->style);
  g_free (self->encoder);
  g_free (self->video);
  g_free (self->cover);
  g_free (self);
}

/**
 * packshot_film_plan_fit:
 * @self: a plan
 * @width: (inout): the width of some room, in pixels; then that of its frames in it, even
 * @height: (inout): the height, likewise
 *
 * Fits frames into a room: in their shape, and never larger than they are.
 */
void
packshot_film_plan_fit (const PackshotFilmPlan *self, int *width, int *height)
{
  double scale = MIN ((double) *width / self->width, (double) *height / self->height);

  scale = MIN (scale, 1);
  *width = MAX (MIN_SIDE, round_to_even (self->width * scale));
  *height = MAX (MIN_SIDE, round_to_even (self->height * scale));
}

/**
 * packshot_film_plan_get_n_frames:
 * @self: a plan
 *
 * Returns: how many frames the video has
 */
int
packshot_film_plan_get_n_frames (const PackshotFilmPlan *self)
{
  return (int) lrint (self->duration * self->frames_per_second);
}
