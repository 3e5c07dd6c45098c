/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-output.h"

#include "packshot-cli-job-json.h"
#include "packshot-cli-say.h"
#include "packshot-cli-words.h"
#include "packshot-money.h"
#include "packshot-text.h"

/* What most services call the order, of which the video is the result. */
#define REMOTE_ID_TASK "task"

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

static void
put_amount (const char *key, gint64 amount)
{
  g_autofree char *text = NULL;

  if (amount < 0)
    return;

  text = packshot_money_dup_number (amount);
  put_pair (key, text);
}

static gboolean
is_offline (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest != NULL && packshot_manifest_get_offline (manifest);
}

/* The services' own programs name what they made by its task; work on this computer has the id of
 * its job alone. */
static const char *
get_task (PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);
  const char *task = packshot_remote_id_find (ids, REMOTE_ID_TASK);

  if (task == NULL)
    task = packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_POLL);
  if (task == NULL && is_offline (job))
    task = packshot_job_get_id (job);

  return task;
}

static const char *
get_status (PackshotJob *job)
{
  PackshotJobState state = packshot_job_get_state (job);

  return state == PACKSHOT_JOB_DONE ? "succeeded" : packshot_job_state_to_string (state);
}

static void
put_ids (PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);
  const char *task = get_task (job);
  const char *video = packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_POLL);

  if (task != NULL)
    put_pair ("TASK_ID", task);
  put_pair ("STATUS", get_status (job));
  if (is_offline (job))
    return;

  if (video != NULL)
    put_pair ("VIDEO_IDS", video);
  put_pair ("JOB", packshot_job_get_id (job));
  put_amount ("COST", packshot_cli_words_get_cost (job));
  put_amount ("BALANCE", packshot_job_get_balance (job));
}

/* Before there is a video, the picture is a preview and not its cover. */
static void
put_video (PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);
  const char *link = packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_VIDEO_URL);
  const char *hosted = packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_HOSTED_URL);
  const char *video = packshot_job_get_video_path (job);
  const char *cover = packshot_job_get_cover_path (job);
  g_autofree char *uri = video != NULL ? g_filename_to_uri (video, NULL, NULL) : NULL;

  if (link != NULL || uri != NULL)
    put_pair ("VIDEO_URL", link != NULL ? link : uri);
  if (hosted != NULL)
    put_pair ("OSS_URL", hosted);
  if (video != NULL)
    put_pair ("LOCAL_PATH", video);
  if (cover != NULL)
    put_pair (video != NULL ? "COVER_PATH" : "PREVIEW_PATH", cover);
}

static void
put_parameters (PackshotRequest *request)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  const PackshotPictureFraming *framing = packshot_request_get_framing (request);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *key = dup_key (packshot_option_get_name (option));
      g_autofree char *value = packshot_request_dup_text (request, option);

      if (value != NULL)
        put_pair (key, value);
    }

  if (framing->mode != PACKSHOT_PICTURE_FRAMING_WHOLE)
    {
      g_autofree char *value = packshot_picture_framing_dup_text (framing);

      put_pair ("FRAMING", value);
    }
}

static void
append_bytes (GString *escaped, const char *from, const char *to)
{
  for (const char *p = from; p < to; p++)
    g_string_append_printf (escaped, "\\x%02x", (guchar) *p);
}

/**
 * packshot_cli_output_lines:
 * @job: a job that is done, or kept
 *
 * Prints what there is of it as KEY=value lines: what came out of it, then each parameter.
 */
void
packshot_cli_output_lines (PackshotJob *job)
{
  PackshotRequest *request = packshot_job_get_request (job);

  put_ids (job);
  put_video (job);

  /* Nobody here asked for a job that was made elsewhere. */
  if (request != NULL)
    put_parameters (request);
}

/**
 * packshot_cli_output_json:
 * @job: a job
 *
 * Prints all about the job as one JSON object on one line.
 */
void
packshot_cli_output_json (PackshotJob *job)
{
  g_autoptr (JsonObject) object = packshot_cli_job_json_new (job);

  packshot_cli_job_json_put (object);
}

/**
 * packshot_cli_output_json_refusal:
 * @service: (nullable): the id of the service asked for
 * @words: why there is no job
 *
 * Prints an object of the same shape for what was refused before it became a job.
 */
void
packshot_cli_output_json_refusal (const char *service, const char *words)
{
  g_autoptr (JsonObject) object = packshot_cli_job_json_new_refusal (service, words);

  packshot_cli_job_json_put (object);
}

/**
 * packshot_cli_output_escape:
 * @value: any bytes ended by NUL
 *
 * Keeps a value on its line, so that a product name can't pass for another result, and lets none of
 * it act on the terminal it may be shown on: "\n", "\r" and "\xNN" stand for the bytes of line
 * breaks, of control characters and of what turns the writing direction, and a backslash is
 * doubled. All else stays as it is, byte for byte.
 *
 * Returns: (transfer full): the value on one line
 */
char *
packshot_cli_output_escape (const char *value)
{
  GString *escaped = g_string_new (NULL);
  const char *p = value;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char_validated (p, -1);
      /* Bytes that are no UTF-8 stand for themselves, as they did on old terminals. */
      gboolean is_valid = c != (gunichar) -1 && c != (gunichar) -2;
      const char *next = is_valid ? g_utf8_next_char (p) : p + 1;

      if (!is_valid)
        c = (guchar) *p;

      if (c == '\\')
        g_string_append (escaped, "\\\\");
      else if (c == '\n')
        g_string_append (escaped, "\\n");
      else if (c == '\r')
        g_string_append (escaped, "\\r");
      else if (packshot_text_is_control (c))
        append_bytes (escaped, p, next);
      else
        g_string_append_len (escaped, p, next - p);
      p = next;
    }

  return g_string_free (escaped, FALSE);
}
