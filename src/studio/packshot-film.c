/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-film.h"

#include "packshot-cover.h"
#include "packshot-encoder.h"
#include "packshot-picture.h"
#include "packshot-save-file.h"
#include "packshot-storyboard.h"
#include "packshot-studio-error.h"
#include "packshot-title.h"

#include <math.h>
#include <string.h>

/* The analysis and the backdrops work on a photo of this size. */
#define SMALL_SIDE 256

/* More pixels than this hardly show; the cameras of 24 megapixels have a few more. */
#define MAX_PHOTO_PIXELS 26000000

typedef struct
{
  const PackshotFilmPlan *plan;
  PackshotFilmProgress progress;
  gpointer user_data;
  GCancellable *cancellable; /* (unowned) (nullable) */

  const PackshotEncoderKind *kind; /* (unowned) */
  PackshotSaveFile *video;         /* (owned) */
  PackshotSaveFile *cover;         /* (owned) */
  PackshotSaveFile *scratch;       /* (owned) (nullable) */

  PackshotStyle *style;           /* (owned) */
  char *name;                     /* (owned) (nullable): what of it can be shown */
  char *info;                     /* (owned) (nullable): likewise */
  PackshotBands *bands;           /* (owned) */
  PackshotCompositor *compositor; /* (owned) */
  PackshotStoryboard *storyboard; /* (owned) */
  int n_frames;

  PackshotFilmResult *result; /* (owned) */
} Film;

static void
film_clear (Film *self)
{
  g_clear_pointer (&self->storyboard, packshot_storyboard_free);
  g_clear_pointer (&self->compositor, packshot_compositor_free);
  g_clear_pointer (&self->bands, packshot_bands_free);
  g_clear_pointer (&self->style, packshot_style_free);
  g_clear_pointer (&self->scratch, packshot_save_file_free);
  g_clear_pointer (&self->cover, packshot_save_file_free);
  g_clear_pointer (&self->video, packshot_save_file_free);
  g_clear_pointer (&self->result, packshot_film_result_free);
  g_free (self->name);
  g_free (self->info);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Film, film_clear)

static void
report (Film *self, PackshotFilmStage stage, guint n_encoded)
{
  if (self->progress != NULL)
    self->progress (stage, n_encoded, (guint) self->n_frames, self->user_data);
}

static void
warn (Film *self, char *sentence)
{
  g_ptr_array_add (self->result->warnings, sentence);
}

/* A name that ends otherwise than the file is would mislead whoever opens it. */
static gboolean
choose_path (Film *self, GError **error)
{
  const char *path = self->plan->video;
  g_autofree char *base = g_path_get_basename (path);
  const char *dot = strrchr (base, '.');
  g_autofree char *shown = g_filename_display_name (base);
  gboolean lacks_h264;

  if (dot == NULL || dot == base || g_ascii_strcasecmp (dot + 1, self->kind->extension) == 0)
    {
      self->result->video = g_strdup (path);
      return TRUE;
    }

  lacks_h264 = g_str_equal (self->plan->encoder, PACKSHOT_ENCODER_AUTO)
               && g_ascii_strcasecmp (dot + 1, "mp4") == 0;
  if (self->plan->any_ending || lacks_h264)
    self->result->video = g_strdup_printf ("%.*s%s", (int) (strlen (path) - strlen (dot) + 1), path,
                                           self->kind->extension);
  if (lacks_h264)
    warn (self, g_strdup_printf ("No H.264 encoder is installed: the video is in %s and its file "
                                 "ends in .%s.",
                                 self->kind->title, self->kind->extension));
  if (self->result->video != NULL)
    return TRUE;

  g_set_error (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_OUTPUT,
               "Videos by %s are .%s files: “%s” can’t be one.", self->kind->title,
               self->kind->extension, shown);
  return FALSE;
}

static gboolean
open_files (Film *self, GError **error)
{
  self->kind = packshot_encoder_kind_find (self->plan->encoder, error);
  if (self->kind == NULL || !choose_path (self, error))
    return FALSE;

  self->result->cover = g_strdup (self->plan->cover);
  self->video = packshot_save_file_new (self->result->video, error);
  if (self->video == NULL)
    return FALSE;
  self->cover = packshot_save_file_new (self->result->cover, error);
  if (self->cover == NULL)
    return FALSE;

  if (self->kind->needs_scratch)
    self->scratch = packshot_save_file_new (self->result->video, error);
  return !self->kind->needs_scratch || self->scratch != NULL;
}

static char *
take_text (Film *self, const char *text)
{
  g_autofree char *dropped = NULL;
  char *kept;

  if (text == NULL)
    return NULL;

  kept = packshot_title_drop_unknown (text, self->style->fonts, &dropped);
  if (dropped != NULL)
    warn (self,
          g_strdup_printf ("No installed font can show “%s”: left out of the video.", dropped));

  return kept;
}

/* All that needs the photo in full; its memory is free again when this returns. */
static gboolean
make_storyboard (Film *self, GError **error)
{
  const PackshotFilmPlan *plan = self->plan;
  g_autoptr (PackshotPicture) picture = NULL;
  g_autoptr (PackshotRaster) photo = NULL;
  g_autoptr (PackshotRaster) small = NULL;
  const char *text = self->name != NULL ? self->name : self->info;
  PackshotScene scene = {
    .frame_width = plan->width,
    .frame_height = plan->height,
    .has_text = text != NULL,
    .runs_left = text != NULL && packshot_title_runs_left (text),
  };

  report (self, PACKSHOT_FILM_OPENING, 0);
  picture = packshot_picture_load (plan->photo, MAX_PHOTO_PIXELS, self->cancellable, error);
  if (picture == NULL)
    return FALSE;

  report (self, PACKSHOT_FILM_PREPARING, 0);
  photo = packshot_raster_new_from_pixels (picture->width, picture->height, picture->pixels,
                                           picture->stride, picture->has_alpha, self->bands);
  g_clear_pointer (&picture, packshot_picture_unref);

  small = packshot_raster_new_reduced (photo, SMALL_SIDE);
  scene.photo_width = photo->width;
  scene.photo_height = photo->height;
  packshot_analysis_run (&scene.analysis, small, photo->width, photo->height);

  self->storyboard =
      packshot_storyboard_new (&scene, self->style, self->n_frames, plan->frames_per_second);

  return packshot_storyboard_make_plates (self->storyboard, photo, small, self->bands,
                                          self->cancellable, error);
}

static gboolean
prepare (Film *self, GError **error)
{
  const PackshotFilmPlan *plan = self->plan;

  self->style = packshot_style_load (plan->style, error);
  if (self->style == NULL)
    return FALSE;

  self->name = take_text (self, plan->name);
  self->info = take_text (self, plan->info);
  self->bands = packshot_bands_new (plan->n_threads);
  self->compositor = packshot_compositor_new (plan->width, plan->height, self->bands);
  if (!make_storyboard (self, error))
    return FALSE;

  packshot_storyboard_make_titles (self->storyboard, self->name, self->info, self->compositor);
  return TRUE;
}

static gboolean
write_cover (Film *self, GError **error)
{
  g_autofree guint8 *memory = NULL;
  PackshotVideoFrame frame;
  PackshotComposition composition;

  packshot_storyboard_compose (self->storyboard, packshot_storyboard_get_cover (self->storyboard),
                               &composition);
  memory = packshot_compositor_paint_still (self->compositor, &composition, &frame);

  return packshot_cover_write (&frame, packshot_save_file_get_fd (self->cover), error);
}

static gboolean
render (Film *self, GError **error)
{
  const PackshotFilmPlan *plan = self->plan;
  int scratch = self->scratch != NULL ? packshot_save_file_get_fd (self->scratch) : -1;
  g_autoptr (PackshotEncoder) encoder = packshot_encoder_new (
      self->kind, plan->width, plan->height, plan->frames_per_second,
      packshot_save_file_get_fd (self->video), scratch, self->cancellable, error);

  if (encoder == NULL)
    return FALSE;

  for (int i = 0; i < self->n_frames; i++)
    {
      PackshotComposition composition;
      PackshotVideoFrame frame;

      if (!packshot_encoder_begin_frame (encoder, &frame, error))
        return FALSE;
      packshot_storyboard_compose (self->storyboard, i, &composition);
      packshot_compositor_paint (self->compositor, &composition, &frame);
      if (!packshot_encoder_end_frame (encoder, error))
        return FALSE;

      report (self, PACKSHOT_FILM_RENDERING, packshot_encoder_get_n_encoded (encoder));
    }

  report (self, PACKSHOT_FILM_FINISHING, packshot_encoder_get_n_encoded (encoder));
  return packshot_encoder_finish (encoder, error);
}

/* The cover first: whoever sees the new video sees its cover as well. But not before both are on
 * disk: a full one may be found out no earlier, and the old video has to keep its cover. */
static gboolean
commit (Film *self, GError **error)
{
  return packshot_save_file_flush (self->cover, error)
         && packshot_save_file_flush (self->video, error)
         && packshot_save_file_commit (self->cover, error)
         && packshot_save_file_commit (self->video, error);
}

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

void
packshot_film_result_free (PackshotFilmResult *self)
{
  g_free (self->video);
  g_free (self->cover);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/**
 * packshot_film_make:
 * @plan: what to make
 * @progress: (nullable) (scope call): told how far it is
 * @user_data: data for @progress
 * @cancellable: (nullable): stops it within a few frames
 * @error: return location for a #PackshotPictureError, #PackshotMediaError, #PackshotStudioError or
 *   %G_IO_ERROR_CANCELLED
 *
 * Makes a video from a photo, start to end. It takes seconds: call it from a thread. Files appear
 * under their names when all is complete; on error nothing has changed.
 *
 * Returns: (transfer full) (nullable): what was made, or %NULL on error
 */
PackshotFilmResult *
packshot_film_make (const PackshotFilmPlan *plan,
                    PackshotFilmProgress progress,
                    gpointer user_data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (Film) self = {
    .plan = plan,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
    .n_frames = (int) lrint (plan->duration * plan->frames_per_second),
    .result = g_new0 (PackshotFilmResult, 1),
  };

  self.result->warnings = g_ptr_array_new_with_free_func (g_free);
  self.result->duration = (double) self.n_frames / plan->frames_per_second;

  if (!open_files (&self, error) || !prepare (&self, error) || !write_cover (&self, error)
      || !render (&self, error) || !commit (&self, error))
    return NULL;

  return g_steal_pointer (&self.result);
}
