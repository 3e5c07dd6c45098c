/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* The API of ShortVideo, as its own client scripts (product-to-video.py, poll-videos.py, impl.py of
 * the skill "shortvideo", March 2026) use it: there is no other document. */

#include "packshot-shortvideo.h"

#include <glib/gi18n.h>

#include "packshot-answer.h"
#include "packshot-wire.h"

/* What uploads give and creates take in its place. */
#define PICTURE_OPTION "image"

/* An id that no video has. */
#define NO_ID "packshot-test"

#define MAX_PATH_LENGTH 500

typedef enum
{
  STATUS_PENDING = 0,
  STATUS_PROCESSING = 1,
  STATUS_COMPLETED = 2,
  STATUS_FAILED = 3,
} Status;

/* What each answer is wrapped in: {"code":0,"data":{…}} or {"code":1,"info":"…"}. */
typedef struct
{
  JsonNode *root;   /* (owned) (nullable): NULL where the body is not an object */
  JsonObject *data; /* (unowned) (nullable): the root itself where nothing is wrapped */
  gboolean has_code;
  gint64 code;
  char *said; /* (owned) (nullable) */
} Envelope;

static void
envelope_clear (Envelope *envelope)
{
  g_clear_pointer (&envelope->root, json_node_unref);
  g_clear_pointer (&envelope->said, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Envelope, envelope_clear)

static void
open_envelope (Envelope *envelope, PackshotNetAnswer *answer)
{
  static const char *const words[] = { "message", "info", NULL };
  JsonObject *root;

  *envelope = (Envelope){ .root = packshot_wire_parse (packshot_net_answer_get_body (answer)) };
  if (envelope->root == NULL)
    return;

  root = json_node_get_object (envelope->root);
  envelope->data = packshot_wire_get_object (root, "data");
  if (envelope->data == NULL)
    envelope->data = root;
  envelope->has_code = packshot_wire_get_int (root, "code", &envelope->code);
  envelope->said = packshot_wire_dup_words (root, words);
}

static gboolean
is_refusal (const Envelope *envelope)
{
  return envelope->has_code && envelope->code != 0;
}

/* Names of pictures are never asked for by address, and may be more than ids may. */
static gboolean
is_picture_name (const char *text)
{
  if (text == NULL || g_utf8_strlen (text, -1) > MAX_PATH_LENGTH)
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isprint (g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

static char *
read_words (PackshotNetAnswer *answer)
{
  g_auto (Envelope) envelope = { 0 };

  open_envelope (&envelope, answer);
  return g_steal_pointer (&envelope.said);
}

static PackshotCall *
build_upload (const PackshotAdapterInput *input, GError **error)
{
  PackshotCall *call = packshot_call_new_form ("/api/oss/upload", "file", input->file);

  packshot_call_add_field (call, "type", "image");
  return call;
}

/* "domain" and "path" together are a public address; a create wants the path alone. */
static PackshotReply *
read_upload (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  g_auto (Envelope) envelope = { 0 };
  PackshotReply *reply;
  const char *path;

  open_envelope (&envelope, answer);
  if (is_refusal (&envelope))
    return packshot_answer_new_refusal (PACKSHOT_STEP_UPLOAD, envelope.said);

  path = packshot_wire_get_string (envelope.data, "path");
  if (!is_picture_name (path))
    return packshot_answer_new_puzzle (PACKSHOT_STEP_UPLOAD, envelope.said);

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  packshot_reply_add_remote_id (reply, input->file->option, path, "upload");
  return reply;
}

static JsonNode *
make_body (const char *type,
           const char *name,
           const char *info,
           const char *image,
           const char *ratio,
           int duration)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "user_id");
  json_builder_add_string_value (builder, "");
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, type);
  json_builder_set_member_name (builder, "args");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "product_name");
  json_builder_add_string_value (builder, name);
  json_builder_set_member_name (builder, "image");
  json_builder_add_string_value (builder, image);
  json_builder_set_member_name (builder, "aspect_ratio");
  json_builder_add_string_value (builder, ratio);
  json_builder_set_member_name (builder, "duration");
  json_builder_add_int_value (builder, duration);
  if (info != NULL && *info != '\0')
    {
      json_builder_set_member_name (builder, "product_info");
      json_builder_add_string_value (builder, info);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

static PackshotCall *
build_create (const PackshotAdapterInput *input, GError **error)
{
  g_autofree char *name = packshot_adapter_input_dup_text (input, "product-name");
  g_autofree char *info = packshot_adapter_input_dup_text (input, "product-info");
  g_autofree char *ratio = packshot_adapter_input_dup_text (input, "aspect-ratio");
  g_autofree char *duration = packshot_adapter_input_dup_text (input, "duration");
  const char *image = packshot_adapter_input_get_picture (input, PICTURE_OPTION);
  g_autoptr (JsonNode) body = NULL;
  guint64 seconds = 0;

  /* An edited manifest may offer what is no number. */
  if (duration != NULL && !g_ascii_string_to_unsigned (duration, 10, 1, G_MAXINT, &seconds, NULL))
    g_clear_pointer (&duration, g_free);

  if (!packshot_adapter_input_check (input, "model", input->model, error)
      || !packshot_adapter_input_check (input, "product-name", name, error)
      || !packshot_adapter_input_check (input, PICTURE_OPTION, image, error)
      || !packshot_adapter_input_check (input, "aspect-ratio", ratio, error)
      || !packshot_adapter_input_check (input, "duration", duration, error))
    return NULL;

  body = make_body (input->model, name, info, image, ratio, (int) seconds);
  return packshot_call_new_json ("/api/task/create", body);
}

/* One video is ordered and paid for. Should there be more, none of them must be lost.
 * Returns: whether there is an id to ask for. */
static gboolean
take_ids (PackshotReply *reply, JsonArray *ids)
{
  gboolean found = FALSE;

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      const char *id = packshot_wire_get_element (ids, i);

      if (!packshot_wire_is_id (id))
        continue;
      packshot_reply_add_remote_id (reply, found ? "other-video" : PACKSHOT_REMOTE_ID_POLL, id,
                                    "create");
      if (found)
        g_ptr_array_add (reply->warnings,
                         g_strdup_printf (_ ("The service makes one more video, “%s”."), id));
      found = TRUE;
    }

  return found;
}

static PackshotReply *
read_create (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  g_auto (Envelope) envelope = { 0 };
  g_autoptr (PackshotReply) reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  const char *task_id;

  open_envelope (&envelope, answer);
  if (!take_ids (reply, packshot_wire_get_array (envelope.data, "video_ids")))
    {
      if (is_refusal (&envelope))
        return packshot_answer_new_refusal (PACKSHOT_STEP_CREATE, envelope.said);

      packshot_reply_free (reply);
      reply = packshot_answer_new_puzzle (PACKSHOT_STEP_CREATE, envelope.said);
    }

  /* By the task alone a person can still ask the service what became of it. */
  task_id = packshot_wire_get_string (envelope.data, "task_id");
  if (packshot_wire_is_id (task_id))
    packshot_reply_add_remote_id (reply, "task", task_id, "create");
  reply->cost = packshot_wire_get_money (envelope.data, "consumed_credit");
  reply->balance = packshot_wire_get_money (envelope.data, "credit");

  return g_steal_pointer (&reply);
}

/* The ids of videos, not of the task. */
static PackshotCall *
build_poll (PackshotManifest *manifest, const GPtrArray *ids)
{
  PackshotCall *call = packshot_call_new_get ("/api/video/fetch");
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "," : "",
                            (const char *) g_ptr_array_index (ids, i));
  packshot_call_add_query (call, "ids", list->str);

  return call;
}

/* "1080p" where it is there, and else the largest: "720p" before "540p". */
static JsonObject *
choose_spec (JsonObject *specs)
{
  g_autoptr (GList) names = specs != NULL ? json_object_get_members (specs) : NULL;
  JsonObject *best = packshot_wire_get_object (specs, "1080p");
  guint64 best_height = 0;

  if (packshot_wire_get_string (best, "video") != NULL)
    return best;

  best = NULL;
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *spec = packshot_wire_get_object (specs, l->data);
      guint64 height = g_ascii_strtoull (l->data, NULL, 10);

      if (packshot_wire_get_string (spec, "video") == NULL)
        continue;
      if (best == NULL || height > best_height)
        {
          best = spec;
          best_height = height;
        }
    }

  return best;
}

static PackshotReply *
read_completed (JsonObject *video, const char *domain)
{
  JsonObject *spec = choose_spec (packshot_wire_get_object (video, "specs"));
  g_autofree char *url = packshot_wire_join_url (domain, packshot_wire_get_string (spec, "video"));
  g_autofree char *cover =
      packshot_wire_join_url (domain, packshot_wire_get_string (spec, "cover"));
  PackshotReply *reply;

  if (url == NULL)
    return packshot_reply_new_take_words (
        PACKSHOT_VERDICT_UNCERTAIN,
        g_strdup (_ ("The service says that the video is ready, but not where.")));

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  reply->fraction = 1;
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_VIDEO_URL, url, "poll");
  if (cover != NULL)
    packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_COVER_URL, cover, "poll");
  reply->width = packshot_wire_get_size (video, "width");
  reply->height = packshot_wire_get_size (video, "height");
  reply->duration = packshot_wire_get_size (video, "duration");

  return reply;
}

/* The scripts name no member for the reason: these are where others put it. */
static PackshotReply *
read_failed (JsonObject *video)
{
  static const char *const words[] = { "error", "error_msg", "message", "reason", "info", NULL };
  g_autofree char *said = packshot_wire_dup_words (video, words);

  return packshot_answer_new_failure (said);
}

static PackshotReply *
read_working (gint64 status)
{
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_WORKING);

  if (status == STATUS_PENDING)
    reply->words = g_strdup (_ ("Waiting in line at the service."));
  else if (status == STATUS_PROCESSING)
    reply->words = g_strdup (_ ("The service is making the video."));
  else
    {
      g_autofree char *shown = g_strdup_printf ("%" G_GINT64_FORMAT, status);

      reply->words = g_strdup_printf (
          _ ("The service reports “%s”, which this program does not know."), shown);
    }

  return reply;
}

static PackshotReply *
read_video (JsonObject *video, const char *domain)
{
  gint64 status = STATUS_PENDING;
  gboolean is_there =
      json_object_has_member (video, "status") && !json_object_get_null_member (video, "status");

  if (is_there && !packshot_wire_get_int (video, "status", &status))
    return packshot_answer_new_puzzle (PACKSHOT_STEP_POLL, NULL);

  if (status == STATUS_FAILED)
    return read_failed (video);
  if (status == STATUS_COMPLETED)
    return read_completed (video, domain);

  return read_working (status);
}

static JsonObject *
find_video (JsonArray *videos, const char *id)
{
  for (guint i = 0; i < json_array_get_length (videos); i++)
    {
      JsonNode *node = json_array_get_element (videos, i);
      JsonObject *video = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (g_strcmp0 (packshot_wire_get_string (video, "id"), id) == 0)
        return video;
    }

  return NULL;
}

static PackshotReply *
read_one (const Envelope *envelope, const char *id)
{
  JsonArray *videos = packshot_wire_get_array (envelope->data, "videos");
  JsonObject *video;

  if (is_refusal (envelope))
    return packshot_answer_new_refusal (PACKSHOT_STEP_POLL, envelope->said);
  if (videos == NULL)
    return packshot_answer_new_puzzle (PACKSHOT_STEP_POLL, envelope->said);

  video = find_video (videos, id);
  if (video != NULL)
    return read_video (video, packshot_wire_get_string (envelope->data, "domain"));

  return packshot_reply_new_take_words (PACKSHOT_VERDICT_GONE,
                                        g_strdup (_ ("The service does not know this video.")));
}

static void
read_poll (PackshotManifest *manifest,
           const GPtrArray *ids,
           PackshotNetAnswer *answer,
           GPtrArray *replies)
{
  g_auto (Envelope) envelope = { 0 };

  open_envelope (&envelope, answer);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (replies, read_one (&envelope, g_ptr_array_index (ids, i)));
}

/* No call for this is documented. To ask for a video that is not there costs nothing and needs the
 * key; that the service does not know it is the answer hoped for. */
static PackshotCall *
build_test (const PackshotAdapterInput *input, GError **error)
{
  PackshotCall *call = packshot_call_new_get ("/api/video/fetch");

  packshot_call_add_query (call, "ids", NO_ID);
  return call;
}

static PackshotReply *
read_test (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  g_auto (Envelope) envelope = { 0 };

  open_envelope (&envelope, answer);
  if (is_refusal (&envelope))
    return packshot_answer_new_refusal (PACKSHOT_STEP_POLL, envelope.said);
  /* Something else may live at a wrong address, and answer. */
  if (packshot_wire_get_array (envelope.data, "videos") == NULL)
    return packshot_answer_new_puzzle (PACKSHOT_STEP_POLL, envelope.said);

  return packshot_reply_new (PACKSHOT_VERDICT_DONE);
}

const PackshotAdapter packshot_shortvideo_adapter = {
  .name = "shortvideo",
  .build_upload = build_upload,
  .read_upload = read_upload,
  .build_create = build_create,
  .read_create = read_create,
  .build_poll = build_poll,
  .read_poll = read_poll,
  .build_test = build_test,
  .read_test = read_test,
  .read_words = read_words,
};
