/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-film.h"

#include "packshot-cover.h"
#include "packshot-encoder.h"
#include "packshot-reel.h"
#include "packshot-save-file.h"
#include "packshot-studio-error.h"

#include <string.h>

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

  PackshotReel *reel; /* (owned) */
  int n_frames;

  PackshotFilmResult *result; /* (owned) */
} Film;

static void
film_clear (Film *self)
{
  g_clear_pointer (&self->reel, packshot_reel_free);
  g_clear_pointer (&self->scratch, packshot_save_file_free);
  g_clear_pointer (&self->cover, packshot_save_file_free);
  g_clear_pointer (&self->video, packshot_save_file_free);
  g_clear_pointer (&self->result, packshot_film_result_free);
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

static void
opened_cb (gpointer user_data)
{
  report (user_data, PACKSHOT_FILM_PREPARING, 0);
}

/* All that needs the photo in full; its memory is free again when this returns. */
static gboolean
prepare (Film *self, GError **error)
{
  const PackshotFilmPlan *plan = self->plan;
  g_autoptr (PackshotFilmPhoto) photo = NULL;

  report (self, PACKSHOT_FILM_OPENING, 0);
  photo = packshot_film_photo_load (plan, 0, opened_cb, self, self->cancellable, error);
  if (photo == NULL)
    return FALSE;

  self->reel = packshot_reel_new (plan, photo, plan->width, plan->height, self->result->warnings,
                                  self->cancellable, error);
  return self->reel != NULL;
}

static gboolean
write_cover (Film *self, GError **error)
{
  g_autofree guint8 *memory = NULL;
  PackshotVideoFrame frame;

  memory = packshot_reel_paint_still (self->reel, packshot_reel_get_cover (self->reel), &frame);
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
      PackshotVideoFrame frame;

      if (!packshot_encoder_begin_frame (encoder, &frame, error))
        return FALSE;
      packshot_reel_paint (self->reel, i, &frame);
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
    .result = g_new0 (PackshotFilmResult, 1),
  };

  self.result->warnings = g_ptr_array_new_with_free_func (g_free);
  if (!packshot_film_plan_check (plan, error))
    return NULL;

  self.n_frames = packshot_film_plan_get_n_frames (plan);
  self.result->duration = (double) self.n_frames / plan->frames_per_second;

  if (!open_files (&self, error) || !prepare (&self, error) || !write_cover (&self, error)
      || !render (&self, error) || !commit (&self, error))
    return NULL;

  return g_steal_pointer (&self.result);
}
