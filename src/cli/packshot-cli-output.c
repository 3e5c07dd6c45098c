/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-output.h"

#include <json-glib/json-glib.h>

#include "packshot-cli-say.h"

static void
put_pair (const char *key, const char *value)
{
  g_autofree char *escaped = packshot_cli_output_escape (value);
  g_autofree char *line = g_strconcat (key, "=", escaped, NULL);

  packshot_cli_put (line);
}

/* "product-name" is PRODUCT_NAME. */
static char *
dup_key (const char *name)
{
  g_autofree char *key = g_ascii_strup (name, -1);

  return g_strdelimit (g_steal_pointer (&key), "-", '_');
}

/* JSON is UTF-8, which the names of files need not be. */
static void
set_path (JsonObject *object, const char *key, const char *path)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  if (name != NULL)
    json_object_set_string_member (object, key, name);
  else
    json_object_set_null_member (object, key);
}

static void
set_words (JsonObject *object, const char *key, const char *words)
{
  g_autofree char *valid = words != NULL ? g_utf8_make_valid (words, -1) : NULL;

  if (valid != NULL)
    json_object_set_string_member (object, key, valid);
  else
    json_object_set_null_member (object, key);
}

static JsonArray *
make_warnings (PackshotJob *job)
{
  const char *const *warnings = packshot_job_get_warnings (job);
  JsonArray *array = json_array_new ();

  for (guint i = 0; warnings[i] != NULL; i++)
    json_array_add_string_element (array, warnings[i]);

  return array;
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
      set_path (object, name, g_variant_get_bytestring (value));
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
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    set_parameter (object, request, packshot_manifest_get_option (manifest, i));

  return object;
}

static void
set_video (JsonObject *object, PackshotJob *job)
{
  set_path (object, "video", packshot_job_get_video_path (job));
  set_path (object, "cover", packshot_job_get_cover_path (job));

  if (packshot_job_get_video_path (job) != NULL)
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

static void
put_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *line = json_to_string (node, FALSE);

  packshot_cli_put (line);
}

/**
 * packshot_cli_output_lines:
 * @job: a job that is done
 *
 * Prints the result as KEY=value lines: what came out of it, then each parameter.
 */
void
packshot_cli_output_lines (PackshotJob *job)
{
  PackshotRequest *request = packshot_job_get_request (job);
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  const char *video = packshot_job_get_video_path (job);
  const char *cover = packshot_job_get_cover_path (job);
  g_autofree char *uri = g_filename_to_uri (video, NULL, NULL);

  put_pair ("TASK_ID", packshot_job_get_id (job));
  put_pair ("STATUS", "succeeded");
  put_pair ("VIDEO_URL", uri);
  put_pair ("LOCAL_PATH", video);
  if (cover != NULL)
    put_pair ("COVER_PATH", cover);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *key = dup_key (packshot_option_get_name (option));
      g_autofree char *value = packshot_request_dup_text (request, option);

      if (value != NULL)
        put_pair (key, value);
    }
}

/**
 * packshot_cli_output_json:
 * @job: a job that has ended
 *
 * Prints all about the job as one JSON object on one line.
 */
void
packshot_cli_output_json (PackshotJob *job)
{
  PackshotRequest *request = packshot_job_get_request (job);
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "job", packshot_job_get_id (job));
  json_object_set_string_member (object, "service", packshot_manifest_get_id (manifest));
  json_object_set_string_member (object, "state",
                                 packshot_job_state_to_string (packshot_job_get_state (job)));
  json_object_set_array_member (object, "remote_ids", json_array_new ());
  json_object_set_null_member (object, "cost");
  json_object_set_null_member (object, "balance");
  set_video (object, job);
  json_object_set_array_member (object, "warnings", make_warnings (job));
  set_words (object, "error", packshot_job_get_failure_words (job));
  json_object_set_object_member (object, "parameters", make_parameters (request));

  put_object (object);
}

/**
 * packshot_cli_output_json_refusal:
 * @service: (nullable): the id of the service asked for
 * @words: why there is no job
 *
 * Prints an object of the same shape for what was refused before it became a job, so that a
 * program that reads the output always finds one.
 */
void
packshot_cli_output_json_refusal (const char *service, const char *words)
{
  static const char *const nulls[] = { "cost",  "balance", "video",   "cover",
                                       "width", "height",  "duration" };
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_null_member (object, "job");
  set_words (object, "service", service);
  json_object_set_string_member (object, "state",
                                 packshot_job_state_to_string (PACKSHOT_JOB_FAILED));
  json_object_set_array_member (object, "remote_ids", json_array_new ());
  for (guint i = 0; i < G_N_ELEMENTS (nulls); i++)
    json_object_set_null_member (object, nulls[i]);
  json_object_set_array_member (object, "warnings", json_array_new ());
  set_words (object, "error", words);
  json_object_set_object_member (object, "parameters", json_object_new ());

  put_object (object);
}

/**
 * packshot_cli_output_escape:
 * @value: any bytes ended by NUL
 *
 * Keeps a value on its line, so that a product name can't pass for another result: line breaks
 * and control characters become "\n", "\r" and "\xNN", and a backslash is doubled. All else stays
 * as it is, byte for byte.
 *
 * Returns: (transfer full): the value on one line
 */
char *
packshot_cli_output_escape (const char *value)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\\')
        g_string_append (escaped, "\\\\");
      else if (*p == '\n')
        g_string_append (escaped, "\\n");
      else if (*p == '\r')
        g_string_append (escaped, "\\r");
      else if (g_ascii_iscntrl (*p))
        g_string_append_printf (escaped, "\\x%02x", (guchar) *p);
      else
        g_string_append_c (escaped, *p);
    }

  return g_string_free (escaped, FALSE);
}
