/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "config.h"
#include "packshot-studio-service.h"

#include "packshot-film.h"
#include "packshot-media-error.h"
#include "packshot-picture-error.h"
#include "packshot-studio-error.h"
#include "packshot-studio-manifest.h"
#include "packshot-studio-preview.h"

#include <glib/gi18n.h>

struct _PackshotStudioService
{
  PackshotService parent_instance;
};

G_DEFINE_FINAL_TYPE (PackshotStudioService, packshot_studio_service, PACKSHOT_TYPE_SERVICE)

typedef struct
{
  /* Input data. */
  PackshotJob *job;       /* (owned): for progress alone */
  PackshotFilmPlan *plan; /* (owned) */

  /* In-progress state. */
  int last_stage;
  int last_percent;
} MakeData;

static void
make_data_free (gpointer data)
{
  MakeData *self = data;

  g_object_unref (self->job);
  packshot_film_plan_free (self->plan);
  g_free (self);
}

static PackshotFilmPlan *
make_plan (PackshotJob *job)
{
  PackshotFilmPlan *plan = packshot_film_plan_new (packshot_job_get_request (job));

  plan->video = g_strdup (packshot_job_get_destination (job));
  plan->any_ending = packshot_job_get_output (job) == NULL;
  plan->cover = g_strdup (packshot_job_get_cover_destination (job));

  return plan;
}

static const char *
describe_stage (PackshotFilmStage stage)
{
  switch (stage)
    {
    case PACKSHOT_FILM_OPENING:
      return _ ("Opening the photo");
    case PACKSHOT_FILM_PREPARING:
      return _ ("Preparing the shots");
    case PACKSHOT_FILM_RENDERING:
      return _ ("Rendering");
    case PACKSHOT_FILM_FINISHING:
    default:
      return _ ("Finishing the file");
    }
}

/* On the thread that makes the film. */
static void
progress_cb (PackshotFilmStage stage, guint n_encoded, guint n_frames, gpointer user_data)
{
  GTask *task = user_data;
  MakeData *data = g_task_get_task_data (task);
  gboolean known = stage >= PACKSHOT_FILM_RENDERING;
  int percent = known ? (int) (100 * n_encoded / n_frames) : -1;

  if ((int) stage == data->last_stage && percent == data->last_percent)
    return;

  data->last_stage = (int) stage;
  data->last_percent = percent;
  packshot_service_report_progress (g_task_get_source_object (task), data->job,
                                    known ? (double) n_encoded / n_frames : -1,
                                    describe_stage (stage));
}

static PackshotReply *
make_reply (const PackshotFilmPlan *plan, PackshotFilmResult *result)
{
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);

  reply->video_path = g_steal_pointer (&result->video);
  reply->cover_path = g_steal_pointer (&result->cover);
  reply->width = (guint) plan->width;
  reply->height = (guint) plan->height;
  reply->duration = result->duration;
  for (guint i = 0; i < result->warnings->len; i++)
    g_ptr_array_add (reply->warnings, g_strdup (result->warnings->pdata[i]));

  return reply;
}

static gboolean
is_bad_input (const GError *error)
{
  if (error->domain == PACKSHOT_PICTURE_ERROR)
    return error->code != PACKSHOT_PICTURE_ERROR_NO_MEMORY;

  return g_error_matches (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_OUTPUT)
         || g_error_matches (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NOT_WRITABLE);
}

static PackshotReply *
make_failure (const GError *error)
{
  PackshotVerdict verdict = PACKSHOT_VERDICT_LOCAL_FAILURE;
  PackshotReply *reply;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    verdict = PACKSHOT_VERDICT_CANCELLED;
  else if (is_bad_input (error))
    verdict = PACKSHOT_VERDICT_BAD_INPUT;

  reply = packshot_reply_new (verdict);
  reply->words = g_strdup (error->message);
  return reply;
}

static void
make_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  MakeData *data = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotFilmResult) result =
      packshot_film_make (data->plan, progress_cb, task, cancellable, &error);

  g_task_return_pointer (task,
                         result != NULL ? make_reply (data->plan, result) : make_failure (error),
                         (GDestroyNotify) packshot_reply_free);
}

static void
packshot_studio_service_run_async (PackshotService *service,
                                   PackshotJob *job,
                                   PackshotStep step,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  MakeData *data = g_new0 (MakeData, 1);

  g_assert (step == PACKSHOT_STEP_MAKE);

  data->job = g_object_ref (job);
  data->plan = make_plan (job);
  data->last_stage = -1;

  g_task_set_source_tag (task, packshot_studio_service_run_async);
  g_task_set_task_data (task, data, make_data_free);
  /* The film answers to the cancellable itself, with a reply that says so. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, make_in_thread);
}

static PackshotReply *
packshot_studio_service_run_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_studio_service_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
packshot_studio_service_check (PackshotService *service, GError **error)
{
  return packshot_studio_manifest_check (packshot_service_get_manifest (service), error);
}

static PackshotPreview *
packshot_studio_service_create_preview (PackshotService *service)
{
  return packshot_studio_preview_new ();
}

static void
packshot_studio_service_class_init (PackshotStudioServiceClass *klass)
{
  PackshotServiceClass *service_class = PACKSHOT_SERVICE_CLASS (klass);

  service_class->check = packshot_studio_service_check;
  service_class->run_async = packshot_studio_service_run_async;
  service_class->run_finish = packshot_studio_service_run_finish;
  service_class->create_preview = packshot_studio_service_create_preview;
}

static void
packshot_studio_service_init (PackshotStudioService *self)
{
}

/**
 * packshot_studio_service_new:
 * @manifest: the manifest that describes the Studio
 *
 * Returns: (transfer full): the service
 */
PackshotService *
packshot_studio_service_new (PackshotManifest *manifest)
{
  return g_object_new (PACKSHOT_TYPE_STUDIO_SERVICE, "manifest", manifest, NULL);
}
