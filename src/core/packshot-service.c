/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-service.h"

typedef struct
{
  PackshotManifest *manifest;
} PackshotServicePrivate;

typedef enum
{
  PROP_MANIFEST = 1,
} PackshotServiceProperty;

static GParamSpec *props[PROP_MANIFEST + 1];

enum
{
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PackshotService, packshot_service, G_TYPE_OBJECT)

typedef struct
{
  PackshotService *service; /* (owned) */
  PackshotJob *job;         /* (owned) */
  double fraction;
  char *activity; /* (owned) (nullable) */
} ProgressData;

static void
progress_data_free (gpointer data)
{
  ProgressData *progress = data;

  g_clear_object (&progress->service);
  g_clear_object (&progress->job);
  g_free (progress->activity);
  g_free (progress);
}

static gboolean
emit_progress_cb (gpointer user_data)
{
  ProgressData *progress = user_data;

  g_signal_emit (progress->service, signals[SIGNAL_PROGRESS], 0, progress->job, progress->fraction,
                 progress->activity);

  return G_SOURCE_REMOVE;
}

static void
packshot_service_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PackshotServicePrivate *priv = packshot_service_get_instance_private (PACKSHOT_SERVICE (object));

  switch ((PackshotServiceProperty) prop_id)
    {
    case PROP_MANIFEST:
      g_value_set_object (value, priv->manifest);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_service_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  PackshotServicePrivate *priv = packshot_service_get_instance_private (PACKSHOT_SERVICE (object));

  switch ((PackshotServiceProperty) prop_id)
    {
    case PROP_MANIFEST:
      priv->manifest = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_service_finalize (GObject *object)
{
  PackshotServicePrivate *priv = packshot_service_get_instance_private (PACKSHOT_SERVICE (object));

  g_clear_object (&priv->manifest);

  G_OBJECT_CLASS (packshot_service_parent_class)->finalize (object);
}

static void
packshot_service_class_init (PackshotServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = packshot_service_get_property;
  object_class->set_property = packshot_service_set_property;
  object_class->finalize = packshot_service_finalize;

  /**
   * PackshotService:manifest:
   *
   * What the service offers.
   */
  props[PROP_MANIFEST] =
      g_param_spec_object ("manifest", NULL, NULL, PACKSHOT_TYPE_MANIFEST,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /**
   * PackshotService::progress:
   * @self: a service
   * @job: the job that went on
   * @fraction: how much of it is done, 0 to 1; less than 0 where that is not known
   * @activity: (nullable): what is being done, in a few words
   *
   * Emitted in the main thread, never from within packshot_service_run_async().
   */
  signals[SIGNAL_PROGRESS] =
      g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, PACKSHOT_TYPE_JOB, G_TYPE_DOUBLE, G_TYPE_STRING);
}

static void
packshot_service_init (PackshotService *self)
{
}

/**
 * packshot_service_get_manifest:
 * @self: a service
 *
 * Returns: (transfer none): what the service offers
 */
PackshotManifest *
packshot_service_get_manifest (PackshotService *self)
{
  PackshotServicePrivate *priv = packshot_service_get_instance_private (self);

  g_return_val_if_fail (PACKSHOT_IS_SERVICE (self), NULL);

  return priv->manifest;
}

/**
 * packshot_service_check:
 * @self: a service
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST such as
 *   "options[6].default: missing"
 *
 * Returns: whether it can do what its manifest says
 */
gboolean
packshot_service_check (PackshotService *self, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_SERVICE (self), FALSE);

  return PACKSHOT_SERVICE_GET_CLASS (self)->check == NULL
         || PACKSHOT_SERVICE_GET_CLASS (self)->check (self, error);
}

/**
 * packshot_service_run_async:
 * @self: a service
 * @job: a job whose request is made for this service
 * @step: what to do for it
 * @cancellable: (nullable): stops it
 * @callback: called in the main thread when it ended
 * @user_data: for @callback
 */
void
packshot_service_run_async (PackshotService *self,
                            PackshotJob *job,
                            PackshotStep step,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_SERVICE (self));
  g_return_if_fail (PACKSHOT_IS_JOB (job));

  PACKSHOT_SERVICE_GET_CLASS (self)->run_async (self, job, step, cancellable, callback, user_data);
}

/**
 * packshot_service_run_finish:
 * @self: a service
 * @result: the result the callback got
 * @error: return location for an error where none of the verdicts fits
 *
 * Returns: (transfer full): what came of the step, or %NULL on error
 */
PackshotReply *
packshot_service_run_finish (PackshotService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_SERVICE (self), NULL);

  return PACKSHOT_SERVICE_GET_CLASS (self)->run_finish (self, result, error);
}

/**
 * packshot_service_poll_async:
 * @self: a service that works far away
 * @jobs: (element-type PackshotJob): at least one job, each with an id of the service
 * @cancellable: (nullable): stops it
 * @callback: called in the main thread when all answers are there
 * @user_data: for @callback
 *
 * Asks how the jobs go, in as few calls as the service allows.
 */
void
packshot_service_poll_async (PackshotService *self,
                             GPtrArray *jobs,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_SERVICE (self));
  g_return_if_fail (PACKSHOT_SERVICE_GET_CLASS (self)->poll_async != NULL);
  g_return_if_fail (jobs != NULL && jobs->len > 0);

  PACKSHOT_SERVICE_GET_CLASS (self)->poll_async (self, jobs, cancellable, callback, user_data);
}

/**
 * packshot_service_poll_finish:
 * @self: a service
 * @result: the result the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type PackshotReply): a reply for each job, in their
 *   order, or %NULL on error
 */
GPtrArray *
packshot_service_poll_finish (PackshotService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_SERVICE (self), NULL);

  return PACKSHOT_SERVICE_GET_CLASS (self)->poll_finish (self, result, error);
}

/**
 * packshot_service_test_async:
 * @self: a service that works far away
 * @cancellable: (nullable): stops it
 * @callback: called in the main thread when the answer is there
 * @user_data: for @callback
 *
 * Tries whether the service can be reached and takes the key. Costs nothing.
 */
void
packshot_service_test_async (PackshotService *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_SERVICE (self));
  g_return_if_fail (PACKSHOT_SERVICE_GET_CLASS (self)->test_async != NULL);

  PACKSHOT_SERVICE_GET_CLASS (self)->test_async (self, cancellable, callback, user_data);
}

/**
 * packshot_service_test_finish:
 * @self: a service
 * @result: the result the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): done, with the balance where the service tells, or what is wrong;
 *   %NULL on error
 */
PackshotReply *
packshot_service_test_finish (PackshotService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_SERVICE (self), NULL);

  return PACKSHOT_SERVICE_GET_CLASS (self)->test_finish (self, result, error);
}

/**
 * packshot_service_create_preview:
 * @self: a service
 *
 * Returns: (transfer full) (nullable): a new preview, or %NULL where the service has none
 */
PackshotPreview *
packshot_service_create_preview (PackshotService *self)
{
  PackshotServiceClass *klass;

  g_return_val_if_fail (PACKSHOT_IS_SERVICE (self), NULL);

  klass = PACKSHOT_SERVICE_GET_CLASS (self);
  return klass->create_preview != NULL ? klass->create_preview (self) : NULL;
}

/**
 * packshot_service_report_progress:
 * @self: a service
 * @job: a job it is running
 * @fraction: how much of it is done, 0 to 1; less than 0 where that is not known
 * @activity: (nullable): what is being done, in a few words
 *
 * For services: emits #PackshotService::progress in the main thread. May be called from any
 * thread.
 */
void
packshot_service_report_progress (PackshotService *self,
                                  PackshotJob *job,
                                  double fraction,
                                  const char *activity)
{
  ProgressData *progress;

  g_return_if_fail (PACKSHOT_IS_SERVICE (self));
  g_return_if_fail (PACKSHOT_IS_JOB (job));

  progress = g_new0 (ProgressData, 1);
  progress->service = g_object_ref (self);
  progress->job = g_object_ref (job);
  progress->fraction = fraction;
  progress->activity = g_strdup (activity);

  /* Not g_main_context_invoke(): that runs in a worker thread whenever the main thread happens to
   * be between two iterations. */
  g_idle_add_full (G_PRIORITY_DEFAULT, emit_progress_cb, progress, progress_data_free);
}
