/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* A job as one JSON object. Each key is always there, and null where it means nothing. */

#include "packshot-cli-job-json.h"

#include "packshot-cli-say.h"
#include "packshot-cli-words.h"
#include "packshot-ledger-event.h"
#include "packshot-nick.h"
#include "packshot-text.h"

static JsonArray *
make_warnings (PackshotJob *job)
{
  const char *const *warnings = packshot_job_get_warnings (job);
  JsonArray *array = json_array_new ();

  for (guint i = 0; warnings[i] != NULL; i++)
    json_array_add_string_element (array, warnings[i]);

  return array;
}

static gboolean
is_link (const PackshotRemoteId *remote_id)
{
  static const char *const kinds[] = {
    PACKSHOT_REMOTE_ID_VIDEO_URL,  PACKSHOT_REMOTE_ID_COVER_URL, PACKSHOT_REMOTE_ID_PREVIEW_URL,
    PACKSHOT_REMOTE_ID_HOSTED_URL, PACKSHOT_REMOTE_ID_APPROVED,  NULL
  };

  return g_strv_contains (kinds, remote_id->kind);
}

static JsonArray *
make_remote_ids (PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      const PackshotRemoteId *remote_id = g_ptr_array_index (ids, i);
      JsonObject *object;

      /* Where something lies is no name of it, and has keys of its own; a mark of ours is none. */
      if (is_link (remote_id))
        continue;

      object = json_object_new ();
      packshot_cli_job_json_set_words (object, "kind", remote_id->kind);
      packshot_cli_job_json_set_words (object, "id", remote_id->id);
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
set_amount (JsonObject *object, const char *key, gint64 amount)
{
  if (amount < 0)
    json_object_set_null_member (object, key);
  else if (amount % PACKSHOT_MONEY_ONE == 0)
    json_object_set_int_member (object, key, amount / PACKSHOT_MONEY_ONE);
  else
    json_object_set_double_member (object, key, (double) amount / PACKSHOT_MONEY_ONE);
}

static void
set_parameter (JsonObject *object, PackshotRequest *request, PackshotOption *option)
{
  const char *name = packshot_option_get_name (option);
  GVariant *value = packshot_request_get_value (request, option);

  if (value == NULL)
    {
      json_object_set_null_member (object, name);
      return;
    }

  switch (packshot_option_get_kind (option))
    {
    case PACKSHOT_OPTION_PICTURE:
      packshot_cli_job_json_set_path (object, name, g_variant_get_bytestring (value));
      break;
    case PACKSHOT_OPTION_RANGE:
      json_object_set_double_member (object, name, g_variant_get_double (value));
      break;
    case PACKSHOT_OPTION_SWITCH:
      json_object_set_boolean_member (object, name, g_variant_get_boolean (value));
      break;
    case PACKSHOT_OPTION_TEXT:
    case PACKSHOT_OPTION_CHOICE:
    default:
      json_object_set_string_member (object, name, g_variant_get_string (value, NULL));
      break;
    }
}

static JsonObject *
make_parameters (PackshotRequest *request)
{
  JsonObject *object = json_object_new ();
  PackshotManifest *manifest;

  /* Nobody here asked for a job that was made elsewhere. */
  if (request == NULL)
    return object;

  manifest = packshot_request_get_manifest (request);
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    set_parameter (object, request, packshot_manifest_get_option (manifest, i));
  if (packshot_manifest_get_main_picture (manifest) != NULL)
    {
      g_autofree char *framing =
          packshot_picture_framing_dup_text (packshot_request_get_framing (request));

      json_object_set_string_member (object, "framing", framing);
    }

  return object;
}

static void
set_money (JsonObject *object, PackshotJob *job)
{
  const char *unit = packshot_job_get_unit (job);

  /* What is free is counted in nothing. */
  set_amount (object, "price",
              unit != NULL ? packshot_job_get_price (job) : PACKSHOT_MONEY_UNKNOWN);
  set_amount (object, "cost", packshot_cli_words_get_cost (job));
  set_amount (object, "balance",
              unit != NULL ? packshot_job_get_balance (job) : PACKSHOT_MONEY_UNKNOWN);
  packshot_cli_job_json_set_words (object, "unit", unit);
}

/* Before there is a video, the picture is a preview and not its cover. */
static void
set_video (JsonObject *object, PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);
  const char *video = packshot_job_get_video_path (job);
  const char *picture = packshot_job_get_cover_path (job);

  packshot_cli_job_json_set_words (object, "video_url",
                                   packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_VIDEO_URL));
  packshot_cli_job_json_set_words (object, "preview_url",
                                   packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_PREVIEW_URL));
  packshot_cli_job_json_set_words (object, "oss_url",
                                   packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_HOSTED_URL));
  packshot_cli_job_json_set_path (object, "video", video);
  packshot_cli_job_json_set_path (object, "cover", video != NULL ? picture : NULL);
  packshot_cli_job_json_set_path (object, "preview", video == NULL ? picture : NULL);

  if (packshot_job_get_video_path (job) != NULL && packshot_job_get_width (job) > 0)
    {
      json_object_set_int_member (object, "width", packshot_job_get_width (job));
      json_object_set_int_member (object, "height", packshot_job_get_height (job));
      json_object_set_double_member (object, "duration", packshot_job_get_duration (job));
      return;
    }

  json_object_set_null_member (object, "width");
  json_object_set_null_member (object, "height");
  json_object_set_null_member (object, "duration");
}

/* What can be asked for now. */
static JsonArray *
make_steps (PackshotJob *job)
{
  JsonArray *array = json_array_new ();

  for (PackshotStep step = 0; step < PACKSHOT_N_STEPS; step++)
    {
      if (packshot_step_is_paid (step) && packshot_job_offers (job, step))
        json_array_add_string_element (array, packshot_nick (PACKSHOT_TYPE_STEP, step));
    }

  return array;
}

static JsonArray *
make_copies (PackshotJob *job)
{
  const GPtrArray *copies = packshot_job_get_copies (job);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);
      JsonObject *object = json_object_new ();

      packshot_cli_job_json_set_words (object, "option", copy->option);
      packshot_cli_job_json_set_path (object, "path", copy->path);
      json_object_set_int_member (object, "size", (gint64) copy->size);
      packshot_cli_job_json_set_words (object, "sha256", copy->sha256);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
make_events (GPtrArray *events)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (PACKSHOT_TYPE_EVENT_KIND);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      const PackshotLedgerEvent *event = g_ptr_array_index (events, i);
      JsonObject *object = json_object_new ();

      packshot_cli_job_json_set_time (object, "at", event->at);
      packshot_cli_job_json_set_words (object, "kind",
                                       g_enum_get_value (kinds, event->kind)->value_nick);
      packshot_cli_job_json_set_words (object, "step", event->step);
      packshot_cli_job_json_set_words (object, "state",
                                       packshot_job_state_to_string (event->state));
      packshot_cli_job_json_set_words (object, "words", event->words);
      json_array_add_object_element (array, object);
    }

  return array;
}

/**
 * packshot_cli_job_json_new:
 * @job: a job
 *
 * Returns: (transfer full): all about the job, with its parameters and ids where they are loaded
 */
JsonObject *
packshot_cli_job_json_new (PackshotJob *job)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "job", packshot_job_get_id (job));
  packshot_cli_job_json_set_words (object, "service", packshot_job_get_service (job));
  json_object_set_string_member (object, "state",
                                 packshot_job_state_to_string (packshot_job_get_state (job)));
  packshot_cli_job_json_set_words (object, "title", packshot_job_get_title (job));
  packshot_cli_job_json_set_time (object, "created", packshot_job_get_created (job));
  packshot_cli_job_json_set_time (object, "changed", packshot_job_get_changed (job));
  packshot_cli_job_json_set_time (object, "trashed", packshot_job_get_trashed (job));
  json_object_set_array_member (object, "remote_ids", make_remote_ids (job));
  set_money (object, job);
  set_video (object, job);
  json_object_set_array_member (object, "warnings", make_warnings (job));
  packshot_cli_job_json_set_words (object, "error", packshot_job_get_failure_words (job));
  packshot_cli_job_json_set_words (object, "words", packshot_job_get_words (job));
  json_object_set_boolean_member (object, "cancel_asked", packshot_job_get_cancel_asked (job));
  json_object_set_array_member (object, "steps", make_steps (job));
  json_object_set_object_member (object, "parameters",
                                 make_parameters (packshot_job_get_request (job)));

  return object;
}

/**
 * packshot_cli_job_json_new_with_history:
 * @job: a job that is loaded
 * @events: (element-type PackshotLedgerEvent): what happened to it
 *
 * Returns: (transfer full): all about the job, and how it came to that
 */
JsonObject *
packshot_cli_job_json_new_with_history (PackshotJob *job, GPtrArray *events)
{
  JsonObject *object = packshot_cli_job_json_new (job);

  packshot_cli_job_json_set_path (object, "destination", packshot_job_get_destination (job));
  packshot_cli_job_json_set_time (object, "last_contact", packshot_job_get_last_contact (job));
  packshot_cli_job_json_set_time (object, "next_try", packshot_job_get_next_try (job));
  json_object_set_array_member (object, "files", make_copies (job));
  json_object_set_array_member (object, "events", make_events (events));

  return object;
}

/**
 * packshot_cli_job_json_new_refusal:
 * @service: (nullable): the id of the service asked for
 * @words: why there is no job
 *
 * Returns: (transfer full): an object of the same shape for what was refused before it became a
 *   job, so that a program that reads the output always finds one
 */
JsonObject *
packshot_cli_job_json_new_refusal (const char *service, const char *words)
{
  static const char *const nulls[] = { "title",    "created", "changed",   "price",       "cost",
                                       "balance",  "unit",    "video_url", "preview_url", "oss_url",
                                       "video",    "cover",   "preview",   "width",       "height",
                                       "duration", "trashed" };
  JsonObject *object = json_object_new ();

  json_object_set_null_member (object, "job");
  packshot_cli_job_json_set_words (object, "service", service);
  json_object_set_string_member (object, "state",
                                 packshot_job_state_to_string (PACKSHOT_JOB_FAILED));
  json_object_set_array_member (object, "remote_ids", json_array_new ());
  for (guint i = 0; i < G_N_ELEMENTS (nulls); i++)
    json_object_set_null_member (object, nulls[i]);
  json_object_set_array_member (object, "warnings", json_array_new ());
  packshot_cli_job_json_set_words (object, "error", words);
  json_object_set_null_member (object, "words");
  json_object_set_boolean_member (object, "cancel_asked", FALSE);
  json_object_set_array_member (object, "steps", json_array_new ());
  json_object_set_object_member (object, "parameters", json_object_new ());

  return object;
}

/**
 * packshot_cli_job_json_dup_line:
 * @object: an object
 *
 * What a terminal would obey is escaped, which it may be in JSON: a program that reads it has what
 * there was.
 *
 * Returns: (transfer full): the object on one line
 */
char *
packshot_cli_job_json_dup_line (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (GString) line = g_string_new (NULL);

  /* Outside of strings there are none. */
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (packshot_text_is_control (c))
        g_string_append_printf (line, "\\u%04x", c);
      else
        g_string_append_unichar (line, c);
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * packshot_cli_job_json_put:
 * @object: an object
 *
 * Prints it on one line of stdout.
 */
void
packshot_cli_job_json_put (JsonObject *object)
{
  g_autofree char *line = packshot_cli_job_json_dup_line (object);

  packshot_cli_put (line);
}

/**
 * packshot_cli_job_json_set_words:
 * @object: an object
 * @key: the key
 * @words: (nullable): any bytes ended by NUL
 *
 * Adds a text in UTF-8, or null.
 */
void
packshot_cli_job_json_set_words (JsonObject *object, const char *key, const char *words)
{
  g_autofree char *valid = words != NULL ? g_utf8_make_valid (words, -1) : NULL;

  if (valid != NULL)
    json_object_set_string_member (object, key, valid);
  else
    json_object_set_null_member (object, key);
}

/**
 * packshot_cli_job_json_set_time:
 * @object: an object
 * @key: the key
 * @at: in microseconds since 1970, UTC, or 0 for never
 *
 * Adds a time as ISO 8601 has it, in UTC, or null.
 */
void
packshot_cli_job_json_set_time (JsonObject *object, const char *key, gint64 at)
{
  g_autoptr (GDateTime) time = at > 0 ? g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  packshot_cli_job_json_set_words (object, key, text);
}

/**
 * packshot_cli_job_json_set_path:
 * @object: an object
 * @key: the key
 * @path: (nullable) (type filename): a path
 *
 * Adds a path. JSON is UTF-8, which the names of files need not be.
 */
void
packshot_cli_job_json_set_path (JsonObject *object, const char *key, const char *path)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  packshot_cli_job_json_set_words (object, key, name);
}
