/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-studio-preview.h"

#include "packshot-frame-rgb.h"
#include "packshot-reel.h"

/* As much as a preview shows of a photo where the camera is closest. It is kept: 12 megabytes. */
#define KEPT_PIXELS 4000000

/* A preview is small, and must not take a processor from what else is going on. */
#define N_THREADS 1

/* A photo that was opened, and how to tell whether its file is still the same. */
typedef struct
{
  char *path; /* (owned) (nullable) */
  char *etag; /* (owned) (nullable) */
  PackshotPictureFraming framing;
  double ratio;             /* of the video it is framed for; 0 where that doesn't matter */
  PackshotFilmPhoto *photo; /* (owned) (nullable) */
} Kept;

/* A reel that threads take turns at. */
typedef struct
{
  GMutex mutex;
  PackshotReel *reel; /* (owned), under the mutex */
  PackshotPreviewFormat format;
} Shared;

struct _PackshotStudioPreview
{
  GObject parent_instance;

  Kept kept;
  Shared *shared; /* (owned) (nullable): what was prepared last */
};

typedef struct
{
  /* Input. */
  PackshotFilmPlan *plan; /* (owned) */
  int width;
  int height;
  Kept kept; /* (owned): what may be used again, and then what was used */

  /* Output: the #Shared that the task returns, and @kept. */
} PrepareData;

typedef struct
{
  /* Input. */
  Shared *shared; /* (owned) */
  int frame;
} PaintData;

static void
kept_clear (Kept *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->photo, packshot_film_photo_unref);
}

static void
prepare_data_free (gpointer data)
{
  PrepareData *self = data;

  packshot_film_plan_free (self->plan);
  kept_clear (&self->kept);
  g_free (self);
}

static void
shared_clear (gpointer data)
{
  Shared *self = data;

  g_mutex_clear (&self->mutex);
  packshot_reel_free (self->reel);
}

static void
shared_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, shared_clear);
}

static void
paint_data_free (gpointer data)
{
  PaintData *self = data;

  shared_unref (self->shared);
  g_free (self);
}

/* (transfer full) (nullable): changes whenever the file does. */
static char *
dup_etag (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

/* Opens the photo, unless it is the one that was kept. */
static gboolean
ensure_photo (Kept *kept, const PackshotFilmPlan *plan, GCancellable *cancellable, GError **error)
{
  g_autofree char *etag = dup_etag (plan->photo);
  double ratio = plan->framing.mode != PACKSHOT_PICTURE_FRAMING_WHOLE
                     ? (double) plan->width / plan->height
                     : 0;

  if (kept->photo != NULL && etag != NULL && g_str_equal (kept->path, plan->photo)
      && g_strcmp0 (kept->etag, etag) == 0 && kept->ratio == ratio
      && packshot_picture_framing_equal (&kept->framing, &plan->framing))
    return TRUE;

  kept_clear (kept);
  kept->photo = packshot_film_photo_load (plan, KEPT_PIXELS, NULL, NULL, cancellable, error);
  kept->path = g_strdup (plan->photo);
  kept->framing = plan->framing;
  kept->ratio = ratio;
  kept->etag = g_steal_pointer (&etag);

  return kept->photo != NULL;
}

static void
prepare_in_thread (GTask *task,
                   gpointer source_object,
                   gpointer task_data,
                   GCancellable *cancellable)
{
  PrepareData *data = task_data;
  g_autoptr (PackshotReel) reel = NULL;
  g_autoptr (GError) error = NULL;
  Shared *shared;

  if (packshot_film_plan_check (data->plan, &error)
      && ensure_photo (&data->kept, data->plan, cancellable, &error))
    reel = packshot_reel_new (data->plan, data->kept.photo, data->width, data->height, NULL,
                              cancellable, &error);
  if (reel == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  shared = g_atomic_rc_box_new0 (Shared);
  g_mutex_init (&shared->mutex);
  shared->format = (PackshotPreviewFormat){
    .width = data->width,
    .height = data->height,
    .n_frames = packshot_reel_get_n_frames (reel),
    .frames_per_second = data->plan->frames_per_second,
    .cover = packshot_reel_get_cover (reel),
  };
  shared->reel = g_steal_pointer (&reel);
  g_task_return_pointer (task, shared, shared_unref);
}

static void
packshot_studio_preview_prepare_async (PackshotPreview *preview,
                                       PackshotRequest *request,
                                       int max_width,
                                       int max_height,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  PackshotStudioPreview *self = PACKSHOT_STUDIO_PREVIEW (preview);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  PrepareData *data = g_new0 (PrepareData, 1);

  data->plan = packshot_film_plan_new (request);
  data->plan->n_threads = N_THREADS;
  data->width = max_width;
  data->height = max_height;
  packshot_film_plan_fit (data->plan, &data->width, &data->height);
  if (self->kept.photo != NULL)
    {
      data->kept = self->kept;
      data->kept.path = g_strdup (self->kept.path);
      data->kept.etag = g_strdup (self->kept.etag);
      packshot_film_photo_ref (data->kept.photo);
    }

  g_task_set_source_tag (task, packshot_studio_preview_prepare_async);
  g_task_set_task_data (task, data, prepare_data_free);
  g_task_run_in_thread (task, prepare_in_thread);
}

static gboolean
packshot_studio_preview_prepare_finish (PackshotPreview *preview,
                                        GAsyncResult *result,
                                        PackshotPreviewFormat *format,
                                        GError **error)
{
  PackshotStudioPreview *self = PACKSHOT_STUDIO_PREVIEW (preview);
  PrepareData *data;
  Shared *shared;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_studio_preview_prepare_async),
                        FALSE);

  shared = g_task_propagate_pointer (G_TASK (result), error);
  if (shared == NULL)
    return FALSE;

  g_clear_pointer (&self->shared, shared_unref);
  self->shared = shared;
  *format = shared->format;

  data = g_task_get_task_data (G_TASK (result));
  kept_clear (&self->kept);
  self->kept = data->kept;
  data->kept = (Kept){ 0 };

  return TRUE;
}

static void
paint_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  PaintData *data = task_data;
  g_autofree guint8 *memory = NULL;
  PackshotVideoFrame frame;

  if (g_task_return_error_if_cancelled (task))
    return;

  g_mutex_lock (&data->shared->mutex);
  memory = packshot_reel_paint_still (data->shared->reel, data->frame, &frame);
  g_mutex_unlock (&data->shared->mutex);

  g_task_return_pointer (task, packshot_frame_to_rgb (&frame), (GDestroyNotify) g_bytes_unref);
}

static void
packshot_studio_preview_paint_async (PackshotPreview *preview,
                                     int frame,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  PackshotStudioPreview *self = PACKSHOT_STUDIO_PREVIEW (preview);
  g_autoptr (GTask) task = NULL;
  PaintData *data;

  g_return_if_fail (self->shared != NULL && frame < self->shared->format.n_frames);

  data = g_new0 (PaintData, 1);
  data->shared = g_atomic_rc_box_acquire (self->shared);
  data->frame = frame;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_studio_preview_paint_async);
  g_task_set_task_data (task, data, paint_data_free);
  g_task_run_in_thread (task, paint_in_thread);
}

static GBytes *
packshot_studio_preview_paint_finish (PackshotPreview *preview,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, preview), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_studio_preview_paint_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
preview_iface_init (PackshotPreviewInterface *iface)
{
  iface->prepare_async = packshot_studio_preview_prepare_async;
  iface->prepare_finish = packshot_studio_preview_prepare_finish;
  iface->paint_async = packshot_studio_preview_paint_async;
  iface->paint_finish = packshot_studio_preview_paint_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotStudioPreview,
                               packshot_studio_preview,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PACKSHOT_TYPE_PREVIEW, preview_iface_init))

static void
packshot_studio_preview_finalize (GObject *object)
{
  PackshotStudioPreview *self = PACKSHOT_STUDIO_PREVIEW (object);

  g_clear_pointer (&self->shared, shared_unref);
  kept_clear (&self->kept);

  G_OBJECT_CLASS (packshot_studio_preview_parent_class)->finalize (object);
}

static void
packshot_studio_preview_class_init (PackshotStudioPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_studio_preview_finalize;
}

static void
packshot_studio_preview_init (PackshotStudioPreview *self)
{
}

/**
 * packshot_studio_preview_new:
 *
 * Returns: (transfer full): a preview of nothing yet
 */
PackshotPreview *
packshot_studio_preview_new (void)
{
  return g_object_new (PACKSHOT_TYPE_STUDIO_PREVIEW, NULL);
}
