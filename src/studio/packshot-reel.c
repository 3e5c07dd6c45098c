/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-reel.h"

#include "packshot-storyboard.h"
#include "packshot-title.h"

#include <glib/gi18n.h>

struct _PackshotReel
{
  PackshotStyle *style;           /* (owned) */
  PackshotBands *bands;           /* (owned) */
  PackshotCompositor *compositor; /* (owned) */
  PackshotStoryboard *storyboard; /* (owned) */
};

/* (transfer full) (nullable): what of a text can be shown. */
static char *
take_text (PackshotReel *self, const char *text, GPtrArray *warnings)
{
  g_autofree char *dropped = NULL;
  char *kept;

  if (text == NULL)
    return NULL;

  kept = packshot_title_drop_unknown (text, self->style->fonts, &dropped);
  if (dropped != NULL && warnings != NULL)
    g_ptr_array_add (
        warnings,
        /* Translators: “%s” are the characters that no font has. */
        g_strdup_printf (_ ("No installed font can show “%s”: left out of the video."), dropped));

  return kept;
}

static void
plan_shots (PackshotReel *self,
            const PackshotFilmPlan *plan,
            const PackshotFilmPhoto *photo,
            double scale,
            const char *text)
{
  PackshotScene scene = {
    .photo_width = photo->width,
    .photo_height = photo->height,
    .frame_width = plan->width,
    .frame_height = plan->height,
    .scale = scale,
    .has_focus = photo->has_focus,
    .focus_x = photo->focus_x,
    .focus_y = photo->focus_y,
    .analysis = photo->analysis,
    .has_text = text != NULL,
    .runs_left = text != NULL && packshot_title_runs_left (text),
  };

  self->storyboard = packshot_storyboard_new (
      &scene, self->style, packshot_film_plan_get_n_frames (plan), plan->frames_per_second);
}

/**
 * packshot_reel_new:
 * @plan: what is asked for
 * @photo: its photo, which is not needed afterwards
 * @width: width of the frames to paint, even; that of the plan, or less for a preview
 * @height: height of the frames, even; in the plan's shape but for the rounding
 * @warnings: (nullable) (element-type utf8): takes sentences on what is otherwise than asked
 * @cancellable: (nullable): stops it
 * @error: return location for a #PackshotStudioError or %G_IO_ERROR_CANCELLED
 *
 * Prepares all that is the same in every frame. It takes a moment: call it from a thread.
 *
 * Returns: (transfer full) (nullable): the film, or %NULL on error
 */
PackshotReel *
packshot_reel_new (const PackshotFilmPlan *plan,
                   const PackshotFilmPhoto *photo,
                   int width,
                   int height,
                   GPtrArray *warnings,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (PackshotReel) self = g_new0 (PackshotReel, 1);
  g_autofree char *name = NULL;
  g_autofree char *info = NULL;

  self->style = packshot_style_load (plan->style, error);
  if (self->style == NULL)
    return NULL;

  name = take_text (self, plan->name, warnings);
  info = take_text (self, plan->info, warnings);
  self->bands = packshot_bands_new (plan->n_threads);
  self->compositor = packshot_compositor_new (width, height, self->bands);
  /* Where rounding changed the shape a little, rather less of the picture than its edge. */
  plan_shots (self, plan, photo, MAX ((double) width / plan->width, (double) height / plan->height),
              name != NULL ? name : info);
  if (!packshot_storyboard_make_plates (self->storyboard, photo->full, photo->small, self->bands,
                                        cancellable, error))
    return NULL;

  packshot_storyboard_make_titles (self->storyboard, name, info, self->compositor);
  return g_steal_pointer (&self);
}

/**
 * packshot_reel_free:
 * @self: (transfer full): a reel
 *
 * Frees it.
 */
void
packshot_reel_free (PackshotReel *self)
{
  g_clear_pointer (&self->storyboard, packshot_storyboard_free);
  g_clear_pointer (&self->compositor, packshot_compositor_free);
  g_clear_pointer (&self->bands, packshot_bands_free);
  g_clear_pointer (&self->style, packshot_style_free);
  g_free (self);
}

/**
 * packshot_reel_get_n_frames:
 * @self: a reel
 *
 * Returns: how many frames it has
 */
int
packshot_reel_get_n_frames (PackshotReel *self)
{
  return self->storyboard->n_frames;
}

/**
 * packshot_reel_get_cover:
 * @self: a film
 *
 * Returns: the frame that stands for the video
 */
int
packshot_reel_get_cover (PackshotReel *self)
{
  return packshot_storyboard_get_cover (self->storyboard);
}

/**
 * packshot_reel_paint:
 * @self: a film
 * @frame: which frame, from 0
 * @painted: where to paint it; of the size the film was prepared for
 */
void
packshot_reel_paint (PackshotReel *self, int frame, PackshotVideoFrame *painted)
{
  PackshotComposition composition;

  packshot_storyboard_compose (self->storyboard, frame, &composition);
  packshot_compositor_paint (self->compositor, &composition, painted);
}

/**
 * packshot_reel_paint_still:
 * @self: a film
 * @frame: which frame, from 0
 * @painted: (out caller-allocates): the frame; its planes lie in the memory that is returned
 *
 * Paints a frame into memory of its own.
 *
 * Returns: (transfer full): the memory, to be freed with g_free()
 */
guint8 *
packshot_reel_paint_still (PackshotReel *self, int frame, PackshotVideoFrame *painted)
{
  PackshotComposition composition;

  packshot_storyboard_compose (self->storyboard, frame, &composition);
  return packshot_compositor_paint_still (self->compositor, &composition, painted);
}
