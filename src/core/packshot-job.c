/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-job-private.h"

typedef enum
{
  PROP_ID = 1,
  PROP_REQUEST,
  PROP_OUTPUT,
  PROP_STATE,
  PROP_ACTIVITY,
  PROP_FRACTION,
  PROP_ELAPSED,
  PROP_SECONDS_LEFT,
  PROP_VIDEO_PATH,
  PROP_COVER_PATH,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_DURATION,
  PROP_WARNINGS,
  PROP_FAILURE,
  PROP_FAILURE_WORDS,
} PackshotJobProperty;

static GParamSpec *props[PROP_FAILURE_WORDS + 1];

G_DEFINE_FINAL_TYPE (PackshotJob, packshot_job, G_TYPE_OBJECT)

static void
packshot_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PackshotJob *self = PACKSHOT_JOB (object);

  switch ((PackshotJobProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_REQUEST:
      g_value_set_object (value, self->request);
      break;
    case PROP_OUTPUT:
      g_value_set_string (value, self->output);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ACTIVITY:
      g_value_set_string (value, self->activity);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_ELAPSED:
      g_value_set_double (value, packshot_job_get_elapsed (self));
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_double (value, packshot_job_get_seconds_left (self));
      break;
    case PROP_VIDEO_PATH:
      g_value_set_string (value, self->video_path);
      break;
    case PROP_COVER_PATH:
      g_value_set_string (value, self->cover_path);
      break;
    case PROP_WIDTH:
      g_value_set_uint (value, self->width);
      break;
    case PROP_HEIGHT:
      g_value_set_uint (value, self->height);
      break;
    case PROP_DURATION:
      g_value_set_double (value, self->duration);
      break;
    case PROP_WARNINGS:
      g_value_set_boxed (value, self->warnings);
      break;
    case PROP_FAILURE:
      g_value_set_enum (value, self->failure);
      break;
    case PROP_FAILURE_WORDS:
      g_value_set_string (value, self->failure_words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_job_finalize (GObject *object)
{
  PackshotJob *self = PACKSHOT_JOB (object);

  g_free (self->id);
  g_clear_object (&self->request);
  g_free (self->output);
  g_free (self->destination);
  g_free (self->cover_destination);
  g_ptr_array_unref (self->remote_ids);
  g_ptr_array_unref (self->copies);
  g_free (self->activity);
  g_free (self->video_path);
  g_free (self->cover_path);
  g_strfreev (self->warnings);
  g_free (self->failure_words);

  G_OBJECT_CLASS (packshot_job_parent_class)->finalize (object);
}

static void
packshot_job_class_init (PackshotJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = packshot_job_get_property;
  object_class->finalize = packshot_job_finalize;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_REQUEST] = g_param_spec_object ("request", NULL, NULL, PACKSHOT_TYPE_REQUEST, flags);
  props[PROP_OUTPUT] = g_param_spec_string ("output", NULL, NULL, NULL, flags);
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, PACKSHOT_TYPE_JOB_STATE, PACKSHOT_JOB_READY, flags);
  props[PROP_ACTIVITY] = g_param_spec_string ("activity", NULL, NULL, NULL, flags);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  props[PROP_ELAPSED] = g_param_spec_double ("elapsed", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  props[PROP_SECONDS_LEFT] =
      g_param_spec_double ("seconds-left", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  props[PROP_VIDEO_PATH] = g_param_spec_string ("video-path", NULL, NULL, NULL, flags);
  props[PROP_COVER_PATH] = g_param_spec_string ("cover-path", NULL, NULL, NULL, flags);
  props[PROP_WIDTH] = g_param_spec_uint ("width", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_HEIGHT] = g_param_spec_uint ("height", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_DURATION] = g_param_spec_double ("duration", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  props[PROP_WARNINGS] = g_param_spec_boxed ("warnings", NULL, NULL, G_TYPE_STRV, flags);
  props[PROP_FAILURE] = g_param_spec_enum ("failure", NULL, NULL, PACKSHOT_TYPE_FAILURE,
                                           PACKSHOT_FAILURE_NONE, flags);
  props[PROP_FAILURE_WORDS] = g_param_spec_string ("failure-words", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
packshot_job_init (PackshotJob *self)
{
  self->remote_ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_job_copy_free);
  self->state = PACKSHOT_JOB_READY;
  self->fraction = -1;
  self->warnings = g_new0 (char *, 1);
}

/**
 * packshot_job_get_id:
 * @self: a job
 *
 * Returns: (transfer none): its name, unique on this computer and fit for a file name
 */
const char *
packshot_job_get_id (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->id;
}

/**
 * packshot_job_get_request:
 * @self: a job
 *
 * Returns: (transfer none): what was asked; frozen
 */
PackshotRequest *
packshot_job_get_request (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->request;
}

/**
 * packshot_job_get_output:
 * @self: a job
 *
 * Returns: (transfer none) (nullable) (type filename): the absolute path the user asked for
 */
const char *
packshot_job_get_output (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->output;
}

/**
 * packshot_job_get_destination:
 * @self: a job
 *
 * Returns: (transfer none) (type filename): where the service writes the video. A service whose
 *   container is another may change the extension; its reply names the file it really wrote
 */
const char *
packshot_job_get_destination (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->destination;
}

/**
 * packshot_job_get_cover_destination:
 * @self: a job
 *
 * Returns: (transfer none) (type filename): where the service writes the cover, a JPEG
 */
const char *
packshot_job_get_cover_destination (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->cover_destination;
}

/**
 * packshot_job_get_remote_ids:
 * @self: a job
 *
 * Returns: (transfer none) (element-type PackshotRemoteId): what the service calls it, the oldest
 *   first
 */
const GPtrArray *
packshot_job_get_remote_ids (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->remote_ids;
}

/**
 * packshot_job_get_copies:
 * @self: a job
 *
 * Returns: (transfer none) (element-type PackshotJobCopy): the exact files it sends
 */
const GPtrArray *
packshot_job_get_copies (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->copies;
}

/**
 * packshot_job_get_state:
 * @self: a job
 *
 * Returns: where the job is in its life
 */
PackshotJobState
packshot_job_get_state (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), PACKSHOT_JOB_FAILED);

  return self->state;
}

/**
 * packshot_job_get_activity:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): what is being done right now, in a few words
 */
const char *
packshot_job_get_activity (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->activity;
}

/**
 * packshot_job_get_fraction:
 * @self: a job
 *
 * Returns: how much is done, 0 to 1, or -1 where that is not known
 */
double
packshot_job_get_fraction (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), -1);

  return self->fraction;
}

/**
 * packshot_job_get_elapsed:
 * @self: a job
 *
 * Returns: the seconds since the work began, until now or until it ended
 */
double
packshot_job_get_elapsed (PackshotJob *self)
{
  gint64 until;

  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  if (self->started == 0)
    return 0;

  until = self->ended != 0 ? self->ended : g_get_monotonic_time ();
  return (double) (until - self->started) / G_USEC_PER_SEC;
}

/**
 * packshot_job_get_seconds_left:
 * @self: a job
 *
 * Returns: the seconds it will still take by its pace of late, or -1 where that is not known
 */
double
packshot_job_get_seconds_left (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), -1);

  if (self->started == 0 || self->ended != 0 || self->fraction < 0)
    return -1;

  return packshot_estimate_seconds_left (&self->estimate, g_get_monotonic_time ());
}

/**
 * packshot_job_get_video_path:
 * @self: a job
 *
 * Returns: (transfer none) (nullable) (type filename): the absolute path of the video, once done
 */
const char *
packshot_job_get_video_path (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->video_path;
}

/**
 * packshot_job_get_cover_path:
 * @self: a job
 *
 * Returns: (transfer none) (nullable) (type filename): the absolute path of the cover, once done
 */
const char *
packshot_job_get_cover_path (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->cover_path;
}

/**
 * packshot_job_get_width:
 * @self: a job
 *
 * Returns: the width of the video in pixels, once done
 */
guint
packshot_job_get_width (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->width;
}

/**
 * packshot_job_get_height:
 * @self: a job
 *
 * Returns: the height of the video in pixels, once done
 */
guint
packshot_job_get_height (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->height;
}

/**
 * packshot_job_get_duration:
 * @self: a job
 *
 * Returns: the length of the video in seconds, once done
 */
double
packshot_job_get_duration (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->duration;
}

/**
 * packshot_job_get_warnings:
 * @self: a job
 *
 * Returns: (transfer none): sentences about what was done otherwise than asked, ended by %NULL
 */
const char *const *
packshot_job_get_warnings (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return (const char *const *) self->warnings;
}

/**
 * packshot_job_get_failure:
 * @self: a job
 *
 * Returns: why it failed
 */
PackshotFailure
packshot_job_get_failure (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), PACKSHOT_FAILURE_NONE);

  return self->failure;
}

/**
 * packshot_job_get_failure_words:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): why it failed, in one sentence for the user
 */
const char *
packshot_job_get_failure_words (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->failure_words;
}
