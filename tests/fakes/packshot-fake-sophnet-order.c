/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What may stand in an order, and with which model. */

#include "packshot-fake-sophnet-order.h"

#include <string.h>

#include "packshot-fake-data-url.h"

/* What was found in "content". */
typedef struct
{
  gboolean has_text;
  gboolean has_first;
  gboolean has_last;
} Content;

typedef enum
{
  NEEDS_PICTURE = 1 << 0,
  TAKES_NO_PICTURE = 1 << 1,
  TAKES_LAST = 1 << 2,
  IS_SEEDANCE = 1 << 3,
} Abilities;

static const struct
{
  const char *name;
  guint abilities;
} models[] = {
  { "Seedance-1.5-Pro", TAKES_LAST | IS_SEEDANCE },  { "Wan2.6-T2V", TAKES_NO_PICTURE },
  { "Wan2.6-I2V", NEEDS_PICTURE | TAKES_LAST },      { "Wan2.2-T2V-A14B", TAKES_NO_PICTURE },
  { "Wan2.2-I2V-A14B", NEEDS_PICTURE | TAKES_LAST }, { "ViduQ2-pro-fast", TAKES_LAST },
};

static const char *const sizes[] = {
  "832*480",   "480*332",   "480*832",   "640*640",   "1280*720",
  "720*1280",  "960*960",   "1088*832",  "832*1088",  "1920*1080",
  "1080*1920", "1440*1440", "1632*1248", "1248*1632", NULL,
};

static JsonObject *
get_object (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_string (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;
  gboolean is_string = node != NULL && JSON_NODE_HOLDS_VALUE (node)
                       && json_node_get_value_type (node) == G_TYPE_STRING;

  return is_string ? json_node_get_string (node) : NULL;
}

static gboolean
has_only (JsonObject *object, const char *const *keys)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!g_strv_contains (keys, l->data))
        return FALSE;
    }

  return TRUE;
}

static gboolean
says_something (JsonObject *object, const char *key)
{
  const char *text = get_string (object, key);

  return text != NULL && *text != '\0';
}

static void
read_text (Content *content, PackshotFakeCall *call, JsonObject *item)
{
  static const char *const known[] = { "type", "text", "negative_prompt", NULL };

  if (content->has_text || !has_only (item, known) || get_string (item, "text") == NULL)
    packshot_fake_refuse (call, "text is not valid");
  else if (json_object_has_member (item, "negative_prompt")
           && !says_something (item, "negative_prompt"))
    packshot_fake_refuse (call, "negative_prompt must not be empty");
  content->has_text = says_something (item, "text");
}

static void
take_picture (PackshotFakeCall *call, const char *url)
{
  g_autoptr (GBytes) picture = NULL;

  if (url != NULL
      && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://127.0.0.1")))
    return;

  picture = url != NULL ? packshot_fake_data_url_read (url) : NULL;
  if (picture == NULL)
    packshot_fake_refuse (call, "image_url is not valid");
  else if (call->picture == NULL)
    call->picture = g_steal_pointer (&picture);
}

static void
read_frame (Content *content, PackshotFakeCall *call, JsonObject *item)
{
  static const char *const known[] = { "type", "image_url", "role", NULL };
  static const char *const known_of_url[] = { "url", NULL };
  JsonObject *image = get_object (item, "image_url");
  const char *role = get_string (item, "role");
  gboolean is_first = g_strcmp0 (role, "first_frame") == 0;
  gboolean is_last = g_strcmp0 (role, "last_frame") == 0;

  if (!has_only (item, known) || image == NULL || !has_only (image, known_of_url)
      || (!is_first && !is_last))
    packshot_fake_refuse (call, "image_url needs a url and a role");
  else if (is_first ? content->has_first : content->has_last)
    packshot_fake_refuse (call, "two pictures of one role");
  else
    take_picture (call, get_string (image, "url"));
  content->has_first |= is_first;
  content->has_last |= is_last;
}

static void
read_draft (PackshotFakeSophnetOrder *order, PackshotFakeCall *call, JsonObject *item)
{
  static const char *const known[] = { "type", "draft_task", NULL };
  JsonObject *draft = get_object (item, "draft_task");

  if (!has_only (item, known) || !says_something (draft, "id") || order->draft_task != NULL)
    packshot_fake_refuse (call, "draft_task needs an id");
  else
    order->draft_task = g_strdup (get_string (draft, "id"));
}

static void
read_item (PackshotFakeSophnetOrder *order,
           Content *content,
           PackshotFakeCall *call,
           JsonNode *node)
{
  JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = get_string (item, "type");

  if (g_strcmp0 (type, "text") == 0)
    read_text (content, call, item);
  else if (g_strcmp0 (type, "image_url") == 0)
    read_frame (content, call, item);
  else if (g_strcmp0 (type, "draft_task") == 0)
    read_draft (order, call, item);
  else
    packshot_fake_refuse (call, "content has an unknown type");
}

static void
read_content (PackshotFakeSophnetOrder *order,
              Content *content,
              PackshotFakeCall *call,
              JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "content");
  JsonArray *items =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    read_item (order, content, call, json_array_get_element (items, i));

  if (call->words == NULL && !content->has_text && !content->has_first && order->draft_task == NULL)
    packshot_fake_refuse (call, "content must not be empty");
}

/* Returns: what the model can; 0 with a refusal where there is no such model */
static guint
find_model (PackshotFakeCall *call, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      if (g_strcmp0 (models[i].name, name) == 0)
        return models[i].abilities;
    }

  call->status = SOUP_STATUS_BAD_REQUEST;
  packshot_fake_refuse (call, "MODEL_NOT_SUPPORT");
  return 0;
}

static gboolean
is_duration (JsonObject *parameters, gboolean is_seedance)
{
  JsonNode *node = json_object_get_member (parameters, "duration");
  gint64 seconds;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;

  seconds = json_node_get_int (node);
  return is_seedance ? seconds == -1 || (seconds >= 4 && seconds <= 12)
                     : seconds >= 1 && seconds <= 15;
}

static gboolean
is_switch (JsonObject *parameters, const char *key, gboolean is_seedance)
{
  JsonNode *node = json_object_get_member (parameters, key);

  return node == NULL
         || (is_seedance && JSON_NODE_HOLDS_VALUE (node)
             && json_node_get_value_type (node) == G_TYPE_BOOLEAN);
}

static gboolean
is_resolution (const char *text)
{
  static const char *const known[] = { "480P", "720P", "1080P", NULL };

  return text != NULL && g_strv_contains (known, text);
}

static void
read_parameters (PackshotFakeSophnetOrder *order,
                 PackshotFakeCall *call,
                 JsonObject *object,
                 guint abilities)
{
  static const char *const known[] = { "size",           "resolution", "duration",
                                       "generate_audio", "draft",      NULL };
  gboolean is_seedance = (abilities & IS_SEEDANCE) != 0;
  JsonObject *parameters = get_object (object, "parameters");
  const char *size = get_string (parameters, "size");

  if (parameters == NULL || !has_only (parameters, known))
    packshot_fake_refuse (call, "parameters are not valid");
  else if (json_object_has_member (parameters, "size")
           && (size == NULL || !g_strv_contains (sizes, size)))
    packshot_fake_refuse (call, "size is not supported");
  else if (json_object_has_member (parameters, "resolution")
           && (size != NULL || !is_resolution (get_string (parameters, "resolution"))))
    packshot_fake_refuse (call, "resolution is not supported");
  else if (!is_duration (parameters, is_seedance))
    packshot_fake_refuse (call, "duration is not supported");
  else if (!is_switch (parameters, "generate_audio", is_seedance)
           || !is_switch (parameters, "draft", is_seedance))
    packshot_fake_refuse (call, "the model makes no audio and no drafts");
  if (call->words != NULL || parameters == NULL)
    return;

  order->is_draft = json_object_get_boolean_member_with_default (parameters, "draft", FALSE);
  order->is_upright = size != NULL && atoi (size) < atoi (strchr (size, '*') + 1);
}

static void
check_frames (PackshotFakeCall *call, const Content *content, guint abilities)
{
  if (content->has_last && !content->has_first)
    packshot_fake_refuse (call, "last_frame without first_frame");
  else if (content->has_last && (abilities & TAKES_LAST) == 0)
    packshot_fake_refuse (call, "the model takes no last_frame");
  else if (content->has_first && (abilities & TAKES_NO_PICTURE) != 0)
    packshot_fake_refuse (call, "the model takes no pictures");
  else if (!content->has_first && (abilities & NEEDS_PICTURE) != 0)
    packshot_fake_refuse (call, "the model needs a picture");
}

void
packshot_fake_sophnet_order_clear (PackshotFakeSophnetOrder *order)
{
  g_clear_pointer (&order->draft_task, g_free);
}

/**
 * packshot_fake_sophnet_order_read:
 * @order: (out): where to put what was ordered
 * @call: a call, which is refused where it orders nothing that there is
 * @root: (nullable): what is in it
 */
void
packshot_fake_sophnet_order_read (PackshotFakeSophnetOrder *order,
                                  PackshotFakeCall *call,
                                  JsonNode *root)
{
  static const char *const known[] = { "model", "content", "parameters", NULL };
  JsonObject *object =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  Content content = { 0 };
  guint abilities;

  if (object == NULL || call->query != NULL || !has_only (object, known))
    {
      packshot_fake_refuse (call, "expected model, content and parameters");
      return;
    }

  abilities = find_model (call, get_string (object, "model"));
  if (call->words == NULL)
    read_content (order, &content, call, object);
  if (call->words == NULL)
    check_frames (call, &content, abilities);
  if (call->words == NULL)
    read_parameters (order, call, object, abilities);
}
