/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* The API "product to video" of Creatify, as its documents have it (docs.creatify.ai, November
 * 2026): a picture first, of which the user thinks something, and then the video. Paths end with a
 * slash; without it a POST would be redirected and lose its body. */

#include "packshot-creatify.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-answer.h"
#include "packshot-core-error.h"
#include "packshot-creatify-lists.h"
#include "packshot-creatify-words.h"
#include "packshot-nick.h"
#include "packshot-wire.h"

#define TASKS "/api/product_to_videos/"

/* Of the picture and of the webhook. */
#define MAX_ADDRESS_LENGTH 200

#define TYPE_AVATAR "product_avatar"

/* States in which the service works, and what a person reads. */
static const struct
{
  const char *status;
  const char *words;
} working[] = {
  { "initializing", N_ ("Waiting in line at the service.") },
  { "image_generating", N_ ("The service is making the picture.") },
  { "video_generating", N_ ("The service is making the video.") },
};

/* A body grows by what has a value. */
static void
add_text (JsonObject *body, const char *member, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (body, member, text);
}

static void
add_option (JsonObject *body,
            const char *member,
            const PackshotAdapterInput *input,
            const char *option)
{
  g_autofree char *text = packshot_adapter_input_dup_text (input, option);

  add_text (body, member, text);
}

static gboolean
has_avatar (const PackshotAdapterInput *input)
{
  g_autofree char *type = packshot_adapter_input_dup_text (input, "type");

  return g_strcmp0 (type, TYPE_AVATAR) == 0;
}

/* The service calls it from far away: what is said in it must not be overheard. */
static gboolean
check_webhook (const PackshotAdapterInput *input, GError **error)
{
  g_autofree char *text = packshot_adapter_input_dup_text (input, "webhook-url");
  g_autofree char *url = packshot_wire_join_url (NULL, text);

  if (text == NULL || *text == '\0')
    return TRUE;
  if (g_strcmp0 (url, text) == 0 && g_str_has_prefix (text, "https://")
      && strlen (text) <= MAX_ADDRESS_LENGTH)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: a number, and what was typed. */
               ngettext ("A webhook is an https address of at most %d character, not “%s”.",
                         "A webhook is an https address of at most %d characters, not “%s”.",
                         MAX_ADDRESS_LENGTH),
               MAX_ADDRESS_LENGTH, text);
  return FALSE;
}

static gboolean
check_address (const char *url, GError **error)
{
  glong length = g_utf8_strlen (url, -1);

  if (length <= MAX_ADDRESS_LENGTH)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: the first number decides on the form. */
               ngettext ("The address of the photo has %ld character; the service takes %d.",
                         "The address of the photo has %ld characters; the service takes %d.",
                         (gulong) length),
               length, MAX_ADDRESS_LENGTH);
  return FALSE;
}

static PackshotCall *
make_call (const char *path, JsonObject *body)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), body);

  return packshot_call_new_json (path, node);
}

static PackshotCall *
build_create (const PackshotAdapterInput *input, GError **error)
{
  const char *picture = packshot_adapter_input_get_picture (input, "image");
  g_autofree char *type = packshot_adapter_input_dup_text (input, "type");
  g_autofree char *ratio = packshot_adapter_input_dup_text (input, "aspect-ratio");
  g_autoptr (JsonObject) body = json_object_new ();

  /* Which shape it has without one, the documents do not say. */
  if (!packshot_adapter_input_check (input, "image", picture, error)
      || !packshot_adapter_input_check (input, "type", type, error)
      || !packshot_adapter_input_check (input, "aspect-ratio", ratio, error)
      || !check_address (picture, error) || !check_webhook (input, error))
    return NULL;

  add_text (body, "product_url", picture);
  add_text (body, "type", type);
  add_text (body, "aspect_ratio", g_strdelimit (ratio, ":", 'x'));
  add_option (body, "image_prompt", input, "image-prompt");
  if (has_avatar (input))
    add_option (body, "override_avatar", input, "override-avatar");
  add_text (body, "product_showcase_url",
            packshot_adapter_input_get_picture (input, "product-showcase-url"));
  add_option (body, "webhook_url", input, "webhook-url");

  return make_call (TASKS "gen_image/", body);
}

/* A call about the task there is. */
static PackshotCall *
make_task_call (const PackshotAdapterInput *input,
                const char *name,
                JsonObject *body,
                GError **error)
{
  const char *id = input->remote_ids != NULL
                       ? packshot_remote_id_find (input->remote_ids, PACKSHOT_REMOTE_ID_POLL)
                       : NULL;
  g_autofree char *escaped = id != NULL ? g_uri_escape_string (id, NULL, FALSE) : NULL;
  g_autofree char *path = g_strdup_printf (TASKS "%s/%s/", escaped, name);

  if (!packshot_wire_is_id (id))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                   _ ("It is not known what %s calls this job."),
                   packshot_manifest_get_name (input->manifest));
      return NULL;
    }

  return make_call (path, body);
}

/* "The prerequisite is that the image has an avatar." */
static PackshotCall *
build_video (const PackshotAdapterInput *input, const char *name, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();

  if (!check_webhook (input, error))
    return NULL;

  if (has_avatar (input))
    add_option (body, "motion_style", input, "motion-style");
  add_option (body, "video_prompt", input, "video-prompt");
  add_option (body, "webhook_url", input, "webhook-url");

  return make_task_call (input, name, body, error);
}

static PackshotCall *
build_approve (const PackshotAdapterInput *input, GError **error)
{
  return build_video (input, "gen_video", error);
}

static PackshotCall *
build_regenerate_video (const PackshotAdapterInput *input, GError **error)
{
  return build_video (input, "regen_video", error);
}

static PackshotCall *
build_regenerate_picture (const PackshotAdapterInput *input, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();

  if (!check_webhook (input, error))
    return NULL;

  add_option (body, "image_prompt", input, "image-prompt");
  add_option (body, "webhook_url", input, "webhook-url");

  return make_task_call (input, "regen_image", body, error);
}

/* Every paid call answers with the task; one that made something anew, with another one. How that
 * goes on is for polls to tell, be it that it has failed already. */
static PackshotReply *
read_paid (PackshotStep step, PackshotNetAnswer *answer)
{
  g_autoptr (JsonNode) root = packshot_wire_parse (packshot_net_answer_get_body (answer));
  JsonObject *task = root != NULL ? json_node_get_object (root) : NULL;
  const char *id = packshot_wire_get_string (task, "id");
  g_autofree char *said = NULL;
  PackshotReply *reply;

  if (!packshot_wire_is_id (id))
    {
      said = packshot_creatify_read_words (answer);
      return packshot_answer_new_puzzle (step, said);
    }

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_POLL, id,
                                packshot_nick (PACKSHOT_TYPE_STEP, (int) step));
  return reply;
}

static PackshotReply *
read_create (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  return read_paid (PACKSHOT_STEP_CREATE, answer);
}

static PackshotReply *
read_approve (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  return read_paid (PACKSHOT_STEP_APPROVE, answer);
}

static PackshotReply *
read_regenerate_picture (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  return read_paid (PACKSHOT_STEP_REGENERATE_PICTURE, answer);
}

static PackshotReply *
read_regenerate_video (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  return read_paid (PACKSHOT_STEP_REGENERATE_VIDEO, answer);
}

/* One id that is none would spoil the answer for the others: it is left out, unless it is alone. */
static PackshotCall *
build_poll (PackshotManifest *manifest, const GPtrArray *ids)
{
  PackshotCall *call = packshot_call_new_get (TASKS);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      if (ids->len == 1 || g_uuid_string_is_valid (id))
        g_string_append_printf (list, "%s%s", list->len > 0 ? "," : "", id);
    }
  if (list->len == 0)
    g_string_append (list, g_ptr_array_index (ids, 0));
  packshot_call_add_query (call, "ids", list->str);

  return call;
}

static PackshotReply *
new_incomplete (const char *words)
{
  return packshot_reply_new_take_words (PACKSHOT_VERDICT_UNCERTAIN, g_strdup (words));
}

static PackshotReply *
read_picture (JsonObject *task)
{
  g_autofree char *url =
      packshot_wire_join_url (NULL, packshot_wire_get_string (task, "generated_photo_url"));
  PackshotReply *reply;

  if (url == NULL)
    return new_incomplete (_ ("The service says that the picture is ready, but not where."));

  reply = packshot_reply_new_take_words (PACKSHOT_VERDICT_REVIEW,
                                         g_strdup (_ ("The picture is ready.")));
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_PREVIEW_URL, url, "poll");
  return reply;
}

static PackshotReply *
read_video (JsonObject *task)
{
  g_autofree char *url =
      packshot_wire_join_url (NULL, packshot_wire_get_string (task, "generated_video_url"));
  g_autofree char *photo =
      packshot_wire_join_url (NULL, packshot_wire_get_string (task, "generated_photo_url"));
  PackshotReply *reply;

  if (url == NULL)
    return new_incomplete (_ ("The service says that the video is ready, but not where."));

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  reply->fraction = 1;
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_VIDEO_URL, url, "poll");
  if (photo != NULL)
    packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_COVER_URL, photo, "poll");
  return reply;
}

static PackshotReply *
read_failed (JsonObject *task)
{
  static const char *const words[] = { "failed_reason", "detail", "message", "error", NULL };
  g_autofree char *said = packshot_wire_dup_words (task, words);

  return packshot_answer_new_failure (said);
}

static PackshotReply *
read_working (JsonObject *task, const char *status)
{
  static const char *const members[] = { "status", NULL };
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_WORKING);
  g_autofree char *shown = packshot_wire_dup_words (task, members);

  for (guint i = 0; i < G_N_ELEMENTS (working); i++)
    {
      if (g_strcmp0 (working[i].status, status) == 0)
        {
          reply->words = g_strdup (_ (working[i].words));
          return reply;
        }
    }

  if (shown != NULL)
    reply->words =
        g_strdup_printf (_ ("The service reports “%s”, which this program does not know."), shown);
  return reply;
}

static PackshotReply *
read_task (JsonObject *task)
{
  const char *status = packshot_wire_get_string (task, "status");

  if (g_strcmp0 (status, "failed") == 0)
    return read_failed (task);
  if (g_strcmp0 (status, "video_generated") == 0)
    return read_video (task);
  if (g_strcmp0 (status, "image_generated") == 0)
    return read_picture (task);

  return read_working (task, status);
}

static JsonObject *
find_task (JsonArray *tasks, const char *id)
{
  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = packshot_wire_get_member (tasks, i);

      if (g_strcmp0 (packshot_wire_get_string (task, "id"), id) == 0)
        return task;
    }

  return NULL;
}

static PackshotReply *
read_one (JsonArray *tasks, const char *id)
{
  JsonObject *task = find_task (tasks, id);

  if (task != NULL)
    return read_task (task);

  return packshot_reply_new_take_words (PACKSHOT_VERDICT_GONE,
                                        g_strdup (_ ("The service does not know this video.")));
}

static void
read_poll (PackshotManifest *manifest,
           const GPtrArray *ids,
           PackshotNetAnswer *answer,
           GPtrArray *replies)
{
  JsonArray *tasks = NULL;
  g_autoptr (JsonNode) root = packshot_creatify_parse_list (answer, &tasks);
  g_autofree char *said = root == NULL ? packshot_creatify_read_words (answer) : NULL;

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (replies, root != NULL ? read_one (tasks, g_ptr_array_index (ids, i))
                                           : packshot_answer_new_puzzle (PACKSHOT_STEP_POLL, said));
}

static PackshotCall *
build_test (const PackshotAdapterInput *input, GError **error)
{
  return packshot_call_new_get ("/api/remaining_credits/");
}

static PackshotReply *
read_test (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  g_autoptr (JsonNode) root = packshot_wire_parse (packshot_net_answer_get_body (answer));
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  gint64 balance = packshot_wire_get_money (object, "remaining_credits");
  g_autofree char *said = NULL;
  PackshotReply *reply;

  if (balance == PACKSHOT_MONEY_UNKNOWN)
    {
      said = packshot_creatify_read_words (answer);
      return packshot_answer_new_puzzle (PACKSHOT_STEP_POLL, said);
    }

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  reply->balance = balance;
  return reply;
}

const PackshotAdapter packshot_creatify_adapter = {
  .name = "creatify",
  .build_create = build_create,
  .read_create = read_create,
  .build_poll = build_poll,
  .read_poll = read_poll,
  .build_test = build_test,
  .read_test = read_test,
  .build_approve = build_approve,
  .read_approve = read_approve,
  .build_regenerate_picture = build_regenerate_picture,
  .read_regenerate_picture = read_regenerate_picture,
  .build_regenerate_video = build_regenerate_video,
  .read_regenerate_video = read_regenerate_video,
  .build_list = packshot_creatify_build_list,
  .read_list = packshot_creatify_read_list,
  .build_catalog = packshot_creatify_build_catalog,
  .read_catalog = packshot_creatify_read_catalog,
  .read_words = packshot_creatify_read_words,
  .explain = packshot_creatify_explain,
};
