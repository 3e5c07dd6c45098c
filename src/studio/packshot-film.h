/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-film-plan.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotFilmStage:
 * @PACKSHOT_FILM_OPENING: the photo is being opened
 * @PACKSHOT_FILM_PREPARING: shots and texts are being prepared
 * @PACKSHOT_FILM_RENDERING: frames are being painted and encoded
 * @PACKSHOT_FILM_FINISHING: the file is being completed
 */
typedef enum
{
  PACKSHOT_FILM_OPENING,
  PACKSHOT_FILM_PREPARING,
  PACKSHOT_FILM_RENDERING,
  PACKSHOT_FILM_FINISHING,
} PackshotFilmStage;

/**
 * PackshotFilmProgress:
 * @stage: what is being done
 * @n_encoded: frames that are encoded
 * @n_frames: frames of the whole video
 * @user_data: what was given to packshot_film_make()
 *
 * Called on the thread that makes the film.
 */
typedef void (*PackshotFilmProgress) (PackshotFilmStage stage,
                                      guint n_encoded,
                                      guint n_frames,
                                      gpointer user_data);

/**
 * PackshotFilmResult:
 * @video: path of the video
 * @cover: path of the cover
 * @duration: length in seconds, a whole number of frames
 * @warnings: (element-type utf8): what was done otherwise than asked
 */
typedef struct
{
  char *video;
  char *cover;
  double duration;
  GPtrArray *warnings;
} PackshotFilmResult;

void packshot_film_result_free (PackshotFilmResult *self);

PackshotFilmResult *packshot_film_make (const PackshotFilmPlan *plan,
                                        PackshotFilmProgress progress,
                                        gpointer user_data,
                                        GCancellable *cancellable,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotFilmResult, packshot_film_result_free)

G_END_DECLS
