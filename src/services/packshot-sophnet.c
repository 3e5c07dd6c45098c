/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* The video API of SophNet, as the service's own skill "video-generation" and public clients use it
 * (February to August 2026). */

#include "packshot-sophnet.h"

#include <glib/gi18n.h>

#include "packshot-answer.h"
#include "packshot-core-error.h"
#include "packshot-wire.h"

#define PROJECTS "/api/open-apis/projects"
#define GENERATE PROJECTS "/easyllms/videogenerator/generate"

/* What each answer is wrapped in: {"status":0,"message":"…","result":{…}}, or as it was at first,
 * {"code":0,"data":{…}}. */
typedef struct
{
  JsonNode *root;   /* (owned) (nullable): NULL where the body is not an object */
  JsonObject *data; /* (unowned) (nullable): the root itself where nothing is wrapped */
  gboolean is_refusal;
  char *said; /* (owned) (nullable): why */
} Envelope;

static void
envelope_clear (Envelope *envelope)
{
  g_clear_pointer (&envelope->root, json_node_unref);
  g_clear_pointer (&envelope->said, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Envelope, envelope_clear)

static gboolean
is_nonzero (JsonObject *object, const char *key)
{
  gint64 value = 0;

  return packshot_wire_get_int (object, key, &value) && value != 0;
}

/* The message of a success says that it is one, which is no reason for anything. */
static char *
dup_reason (JsonObject *root)
{
  static const char *const words[] = { "message", "msg", "error", "detail", NULL };
  JsonObject *error = packshot_wire_get_object (root, "error");

  if (error != NULL && packshot_wire_get_string (error, "message") != NULL)
    return packshot_wire_dup_words (error, words);

  return packshot_wire_dup_words (root, words);
}

static void
open_envelope (Envelope *envelope, PackshotNetAnswer *answer)
{
  JsonObject *root;

  *envelope = (Envelope){ .root = packshot_wire_parse (packshot_net_answer_get_body (answer)) };
  if (envelope->root == NULL)
    return;

  root = json_node_get_object (envelope->root);
  envelope->data = packshot_wire_get_object (root, "result");
  if (envelope->data == NULL)
    envelope->data = packshot_wire_get_object (root, "data");
  if (envelope->data == NULL)
    envelope->data = root;
  envelope->is_refusal = is_nonzero (root, "status") || is_nonzero (root, "code");
  envelope->said = dup_reason (root);
}

static PackshotReply *
refuse_or_puzzle (const Envelope *envelope, PackshotStep step)
{
  if (envelope->is_refusal)
    return packshot_answer_new_refusal (step, envelope->said);

  return packshot_answer_new_puzzle (step, NULL);
}

static char *
read_words (PackshotNetAnswer *answer)
{
  g_auto (Envelope) envelope = { 0 };

  open_envelope (&envelope, answer);
  return g_steal_pointer (&envelope.said);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* Only what was asked for: each model has defaults of its own. */
static void
add_switch (JsonBuilder *builder,
            const PackshotAdapterInput *input,
            const char *option,
            const char *name)
{
  g_autofree char *value = packshot_adapter_input_dup_text (input, option);

  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, g_str_equal (value, "true"));
}

static void
add_text (JsonBuilder *builder, const char *prompt, const char *negative)
{
  if (prompt == NULL && negative == NULL)
    return;

  json_builder_begin_object (builder);
  add_string (builder, "type", "text");
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, prompt != NULL ? prompt : "");
  add_string (builder, "negative_prompt", negative);
  json_builder_end_object (builder);
}

static void
add_frame (JsonBuilder *builder, const char *url, const char *role)
{
  if (url == NULL)
    return;

  json_builder_begin_object (builder);
  add_string (builder, "type", "image_url");
  json_builder_set_member_name (builder, "image_url");
  json_builder_begin_object (builder);
  add_string (builder, "url", url);
  json_builder_end_object (builder);
  add_string (builder, "role", role);
  json_builder_end_object (builder);
}

static void
add_draft (JsonBuilder *builder, const char *id)
{
  if (id == NULL)
    return;

  json_builder_begin_object (builder);
  add_string (builder, "type", "draft_task");
  json_builder_set_member_name (builder, "draft_task");
  json_builder_begin_object (builder);
  add_string (builder, "id", id);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* At least one of them has to be there.
 * Returns: whether it is */
static gboolean
add_content (JsonBuilder *builder, const PackshotAdapterInput *input, GError **error)
{
  g_autofree char *prompt = packshot_adapter_input_dup_text (input, "prompt");
  g_autofree char *negative = packshot_adapter_input_dup_text (input, "negative-prompt");
  g_autofree char *draft = packshot_adapter_input_dup_text (input, "draft-task");
  const char *first = packshot_adapter_input_get_picture (input, "first-frame");
  const char *last = packshot_adapter_input_get_picture (input, "last-frame");

  if (first == NULL && draft == NULL
      && !packshot_adapter_input_check (input, "prompt", prompt, error))
    return FALSE;

  json_builder_set_member_name (builder, "content");
  json_builder_begin_array (builder);
  add_draft (builder, draft);
  add_text (builder, prompt, negative);
  add_frame (builder, first, "first_frame");
  add_frame (builder, last, "last_frame");
  json_builder_end_array (builder);

  return TRUE;
}

/* A size or, in its place, a resolution; a duration of -1 leaves it to the model. */
static gboolean
add_parameters (JsonBuilder *builder, const PackshotAdapterInput *input, GError **error)
{
  g_autofree char *size = packshot_adapter_input_dup_text (input, "size");
  g_autofree char *resolution = packshot_adapter_input_dup_text (input, "resolution");
  g_autofree char *duration = packshot_adapter_input_dup_text (input, "duration");
  gint64 seconds;

  /* An edited manifest may offer what is no number. */
  if (duration != NULL && !g_ascii_string_to_signed (duration, 10, -1, G_MAXINT, &seconds, NULL))
    {
      g_clear_pointer (&duration, g_free);
      return packshot_adapter_input_check (input, "duration", NULL, error);
    }

  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_object (builder);
  add_string (builder, "size", size);
  add_string (builder, "resolution", resolution);
  if (duration != NULL)
    {
      json_builder_set_member_name (builder, "duration");
      json_builder_add_int_value (builder, seconds);
    }
  add_switch (builder, input, "generate-audio", "generate_audio");
  add_switch (builder, input, "draft", "draft");
  json_builder_end_object (builder);

  return TRUE;
}

static PackshotCall *
build_create (const PackshotAdapterInput *input, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) body = NULL;

  if (!packshot_adapter_input_check (input, "model", input->model, error))
    return NULL;

  json_builder_begin_object (builder);
  add_string (builder, "model", input->model);
  if (!add_content (builder, input, error) || !add_parameters (builder, input, error))
    return NULL;
  json_builder_end_object (builder);

  body = json_builder_get_root (builder);
  return packshot_call_new_json (GENERATE, body);
}

static PackshotReply *
read_create (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  g_auto (Envelope) envelope = { 0 };
  PackshotReply *reply;
  const char *id;

  open_envelope (&envelope, answer);
  id = packshot_wire_get_string (envelope.data, "task_id");
  if (id == NULL && !envelope.is_refusal)
    id = packshot_wire_get_string (envelope.data, "id");
  if (!packshot_wire_is_id (id))
    return refuse_or_puzzle (&envelope, PACKSHOT_STEP_CREATE);

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_POLL, id, "create");
  return reply;
}

static PackshotCall *
build_poll (PackshotManifest *manifest, const GPtrArray *ids)
{
  g_autofree char *id = g_uri_escape_string (g_ptr_array_index (ids, 0), NULL, FALSE);
  g_autofree char *path = g_strconcat (GENERATE "/", id, NULL);

  return packshot_call_new_get (path);
}

static gboolean
is_one_of (const char *text, const char *const *list)
{
  g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  return lower != NULL && g_strv_contains (list, lower);
}

/* "content" is an object, and in some answers a list of such, or the address itself. */
static const char *
find_video (JsonObject *task)
{
  JsonObject *content = packshot_wire_get_object (task, "content");
  JsonArray *list = packshot_wire_get_array (task, "content");
  const char *url = packshot_wire_get_string (task, "content");

  if (list != NULL && json_array_get_length (list) > 0)
    {
      JsonNode *first = json_array_get_element (list, 0);

      url = packshot_wire_get_element (list, 0);
      content = JSON_NODE_HOLDS_OBJECT (first) ? json_node_get_object (first) : NULL;
    }
  if (content != NULL)
    url = packshot_wire_get_string (content, "video_url");
  if (url == NULL)
    url = packshot_wire_get_string (content, "file_url");

  return url != NULL ? url : packshot_wire_get_string (task, "video_url");
}

static PackshotReply *
read_succeeded (JsonObject *task)
{
  JsonObject *usage = packshot_wire_get_object (task, "usage");
  g_autofree char *url = packshot_wire_join_url (NULL, find_video (task));
  PackshotReply *reply;

  if (url == NULL)
    return packshot_reply_new_take_words (
        PACKSHOT_VERDICT_UNCERTAIN,
        g_strdup (_ ("The service says that the video is ready, but not where.")));

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  reply->fraction = 1;
  reply->duration = packshot_wire_get_size (usage, "duration");
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_VIDEO_URL, url, "poll");
  return reply;
}

/* The reason stands with the task; what the envelope says is about the question. */
static PackshotReply *
read_failed (JsonObject *task, const char *status)
{
  static const char *const words[] = { "error", "error_message", "reason", NULL };
  static const char *const members[] = { "message", "msg", "code", NULL };
  JsonObject *error = packshot_wire_get_object (task, "error");
  g_autofree char *said = packshot_wire_dup_words (error, members);
  g_autofree char *plain = packshot_wire_dup_words (task, words);
  const char *reason = said != NULL ? said : plain;

  return packshot_answer_new_failure (reason != NULL ? reason : status);
}

static PackshotReply *
read_working (JsonObject *task, const char *status)
{
  static const char *const waits[] = { "queued", "pending", "submitted", "created", NULL };
  static const char *const works[] = { "running", "processing", "in_progress", NULL };
  static const char *const members[] = { "status", NULL };
  g_autofree char *shown = packshot_wire_dup_words (task, members);
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_WORKING);

  if (is_one_of (status, waits))
    reply->words = g_strdup (_ ("Waiting in line at the service."));
  else if (is_one_of (status, works))
    reply->words = g_strdup (_ ("The service is making the video."));
  else
    reply->words =
        g_strdup_printf (_ ("The service reports “%s”, which this program does not know."), shown);

  return reply;
}

static PackshotReply *
read_task (const Envelope *envelope)
{
  static const char *const succeeded[] = { "succeeded", "success", "completed", NULL };
  static const char *const failed[] = { "failed",   "failure", "error", "cancelled",
                                        "canceled", "expired", NULL };
  const char *status = packshot_wire_get_string (envelope->data, "status");

  if (envelope->is_refusal || status == NULL)
    return refuse_or_puzzle (envelope, PACKSHOT_STEP_POLL);

  if (is_one_of (status, failed))
    return read_failed (envelope->data, status);
  if (is_one_of (status, succeeded))
    return read_succeeded (envelope->data);

  return read_working (envelope->data, status);
}

/* It is asked for one at a time, whatever an edited manifest says. */
static void
read_poll (PackshotManifest *manifest,
           const GPtrArray *ids,
           PackshotNetAnswer *answer,
           GPtrArray *replies)
{
  g_auto (Envelope) envelope = { 0 };

  open_envelope (&envelope, answer);
  g_ptr_array_add (replies, read_task (&envelope));
  while (replies->len < ids->len)
    g_ptr_array_add (replies, packshot_answer_new_puzzle (PACKSHOT_STEP_POLL, NULL));
}

static PackshotCall *
build_test (const PackshotAdapterInput *input, GError **error)
{
  return packshot_call_new_get (PROJECTS "/balance");
}

static PackshotReply *
read_test (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  g_auto (Envelope) envelope = { 0 };
  PackshotReply *reply;

  open_envelope (&envelope, answer);
  if (envelope.is_refusal || envelope.data == NULL
      || !json_object_has_member (envelope.data, "currentBalance"))
    return refuse_or_puzzle (&envelope, PACKSHOT_STEP_POLL);

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  reply->balance = packshot_wire_get_money (envelope.data, "currentBalance");
  return reply;
}

static PackshotCall *
build_host (const PackshotAdapterInput *input, GError **error)
{
  return packshot_call_new_form (PROJECTS "/upload", "file", input->file);
}

/* Other services take the short address where theirs may have 200 characters. */
static PackshotReply *
read_host (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  g_auto (Envelope) envelope = { 0 };
  g_autofree char *url = NULL;
  PackshotReply *reply;

  open_envelope (&envelope, answer);
  url = packshot_wire_join_url (NULL, packshot_wire_get_string (envelope.data, "shortUrl"));
  if (url == NULL)
    url = packshot_wire_join_url (NULL, packshot_wire_get_string (envelope.data, "signedUrl"));
  if (envelope.is_refusal || url == NULL)
    return refuse_or_puzzle (&envelope, PACKSHOT_STEP_UPLOAD);

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_HOSTED_URL, url, "host");
  return reply;
}

const PackshotAdapter packshot_sophnet_adapter = {
  .name = "sophnet",
  .build_create = build_create,
  .read_create = read_create,
  .build_poll = build_poll,
  .read_poll = read_poll,
  .build_test = build_test,
  .read_test = read_test,
  .build_host = build_host,
  .read_host = read_host,
  .read_words = read_words,
};
