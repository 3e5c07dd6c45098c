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
  PROP_ROW,
  PROP_SERVICE,
  PROP_MANIFEST,
  PROP_TITLE,
  PROP_CREATED,
  PROP_CHANGED,
  PROP_PRICE,
  PROP_CHARGED,
  PROP_BALANCE,
  PROP_UNIT,
  PROP_WORDS,
  PROP_NEXT_TRY,
  PROP_LAST_CONTACT,
  PROP_CANCEL_ASKED,
  PROP_KEY_NEEDED,
  PROP_DRIVEN_ELSEWHERE,
  PROP_TRASHED,
} PackshotJobProperty;

static GParamSpec *props[PROP_TRASHED + 1];

G_DEFINE_FINAL_TYPE (PackshotJob, packshot_job, G_TYPE_OBJECT)

/* What a job that is done has. */
static gboolean
get_result (PackshotJob *self, guint prop_id, GValue *value)
{
  switch ((PackshotJobProperty) prop_id)
    {
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
    default:
      return FALSE;
    }

  return TRUE;
}

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
    case PROP_FAILURE:
      g_value_set_enum (value, self->failure);
      break;
    case PROP_FAILURE_WORDS:
      g_value_set_string (value, self->failure_words);
      break;
    case PROP_ROW:
      g_value_set_int64 (value, self->row);
      break;
    case PROP_SERVICE:
      g_value_set_string (value, self->service);
      break;
    case PROP_MANIFEST:
      g_value_set_object (value, self->manifest);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_CREATED:
      g_value_set_int64 (value, self->created);
      break;
    case PROP_CHANGED:
      g_value_set_int64 (value, self->changed);
      break;
    case PROP_PRICE:
      g_value_set_int64 (value, self->price);
      break;
    case PROP_CHARGED:
      g_value_set_int64 (value, self->charged);
      break;
    case PROP_BALANCE:
      g_value_set_int64 (value, self->balance);
      break;
    case PROP_UNIT:
      g_value_set_string (value, self->unit);
      break;
    case PROP_WORDS:
      g_value_set_string (value, self->words);
      break;
    case PROP_NEXT_TRY:
      g_value_set_int64 (value, self->next_try);
      break;
    case PROP_LAST_CONTACT:
      g_value_set_int64 (value, self->last_contact);
      break;
    case PROP_CANCEL_ASKED:
      g_value_set_boolean (value, self->cancel_asked);
      break;
    case PROP_KEY_NEEDED:
      g_value_set_boolean (value, self->key_needed);
      break;
    case PROP_DRIVEN_ELSEWHERE:
      g_value_set_boolean (value, self->driven_elsewhere);
      break;
    case PROP_TRASHED:
      g_value_set_int64 (value, self->trashed);
      break;
    default:
      if (!get_result (self, prop_id, value))
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_job_finalize (GObject *object)
{
  PackshotJob *self = PACKSHOT_JOB (object);

  g_free (self->id);
  g_clear_object (&self->request);
  g_clear_object (&self->manifest);
  g_free (self->service);
  g_free (self->title);
  g_free (self->unit);
  g_free (self->words);
  g_free (self->output);
  g_free (self->destination);
  g_free (self->cover_destination);
  g_free (self->beside);
  g_ptr_array_unref (self->remote_ids);
  g_ptr_array_unref (self->copies);
  g_ptr_array_unref (self->results);
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
  props[PROP_ROW] = g_param_spec_int64 ("row", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_SERVICE] = g_param_spec_string ("service", NULL, NULL, NULL, flags);
  props[PROP_MANIFEST] =
      g_param_spec_object ("manifest", NULL, NULL, PACKSHOT_TYPE_MANIFEST, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_CREATED] = g_param_spec_int64 ("created", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_CHANGED] = g_param_spec_int64 ("changed", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_PRICE] = g_param_spec_int64 ("price", NULL, NULL, -1, G_MAXINT64, -1, flags);
  props[PROP_CHARGED] = g_param_spec_int64 ("charged", NULL, NULL, -1, G_MAXINT64, -1, flags);
  props[PROP_BALANCE] = g_param_spec_int64 ("balance", NULL, NULL, -1, G_MAXINT64, -1, flags);
  props[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, NULL, flags);
  props[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, flags);
  props[PROP_NEXT_TRY] = g_param_spec_int64 ("next-try", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_LAST_CONTACT] =
      g_param_spec_int64 ("last-contact", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_CANCEL_ASKED] = g_param_spec_boolean ("cancel-asked", NULL, NULL, FALSE, flags);
  props[PROP_KEY_NEEDED] = g_param_spec_boolean ("key-needed", NULL, NULL, FALSE, flags);
  props[PROP_DRIVEN_ELSEWHERE] =
      g_param_spec_boolean ("driven-elsewhere", NULL, NULL, FALSE, flags);
  props[PROP_TRASHED] = g_param_spec_int64 ("trashed", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
packshot_job_init (PackshotJob *self)
{
  self->remote_ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_job_copy_free);
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_result_free);
  self->paid_step = PACKSHOT_STEP_CREATE;
  self->state = PACKSHOT_JOB_READY;
  self->fraction = -1;
  self->warnings = g_new0 (char *, 1);
  self->price = PACKSHOT_MONEY_UNKNOWN;
  self->charged = PACKSHOT_MONEY_UNKNOWN;
  self->balance = PACKSHOT_MONEY_UNKNOWN;
}
