/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What the sources of the AIPC Open Gateway do (August 2026), and nothing besides: what the gateway
 * would drop without a word is refused here. Written from the same sheet as the adapter, and not
 * from the adapter. */

#include "packshot-fake-aog.h"

#include <string.h>

#include "packshot-fake-data-url.h"
#include "packshot-fake-form.h"

#define PRICE 1

typedef struct
{
  guint n_made;
} State;

static const struct
{
  const char *name;
  const char *service;
  const char *status;
} models[] = {
  { "wan2.2-i2v-plus", "image-to-video", "downloaded" },
  { "wan2.5-i2v-preview", "image-to-video", "downloaded" },
  { "wan2.6-i2v", "image-to-video", "downloading" },
  { "qwen3-8b", "chat", "downloaded" },
};

static gpointer
state_new (void)
{
  return g_new0 (State, 1);
}

static JsonNode *
take (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return node;
}

static JsonNode *
refuse (guint status, const char *words)
{
  JsonObject *object = json_object_new ();
  int code = (int) status;

  if (g_str_equal (words, "model not exist"))
    code = 30003;
  else if (status == SOUP_STATUS_BAD_REQUEST)
    code = 40002;
  json_object_set_int_member (object, "business_code", code);
  json_object_set_string_member (object, "message", words);

  return take (object);
}

static void
answer (PackshotFakeCall *call, int code, const char *message, JsonNode *data)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "business_code", code);
  json_object_set_string_member (object, "message", message);
  json_object_set_member (object, "data", data);
  call->answer = take (object);
}

static const char *
get_string (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);
  gboolean is_string = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING;
  const char *text = is_string ? json_node_get_string (node) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
has_only_strings (JsonObject *object)
{
  static const char *const known[] = { "model", "image", "image_type", "prompt", NULL };
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!g_strv_contains (known, l->data) || get_string (object, l->data) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_installed (const char *model)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      if (g_strcmp0 (models[i].name, model) == 0)
        return g_str_equal (models[i].service, "image-to-video")
               && g_str_equal (models[i].status, "downloaded");
    }

  return FALSE;
}

/* The gateway's own complaints come as errors of the server. */
static void
complain (PackshotFakeCall *call, const char *words)
{
  call->status = SOUP_STATUS_INTERNAL_SERVER_ERROR;
  packshot_fake_refuse (call, "middleware execution failed: %s", words);
}

/* It reads the file by itself, and tells what it is by the ending. */
static void
read_file (PackshotFakeCall *call, const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  if (!g_path_is_absolute (path) || file == NULL)
    complain (call, "read image file: open: no such file or directory");
  else
    call->picture = g_mapped_file_get_bytes (file);
}

/* As its provider does. */
static void
reject (PackshotFakeCall *call, const char *words)
{
  call->status = SOUP_STATUS_INTERNAL_SERVER_ERROR;
  packshot_fake_refuse (call,
                        "HTTPErrorResponse{StatusCode: 400, Header: map[Content-Type:[application/"
                        "json]], Body: {\"code\":\"InvalidParameter\",\"message\":\"%s\","
                        "\"request_id\":\"r-1\"}}",
                        words);
}

static void
check_image (PackshotFakeCall *call, JsonObject *object)
{
  const char *type = get_string (object, "image_type");
  const char *image = get_string (object, "image");

  if (type == NULL)
    complain (call, "image_type request param lost");
  else if (image == NULL)
    complain (call, "image request param lost");
  else if (g_str_equal (type, "path"))
    read_file (call, image);
  else if (g_str_equal (type, "base64"))
    call->picture = packshot_fake_data_url_read (image);
  else if (!g_str_equal (type, "url"))
    complain (call, "unsupported image type");
  else if (!g_str_has_prefix (image, "https://") && !g_str_has_prefix (image, "http://"))
    reject (call, "url error, please check url");

  if (call->words == NULL && call->picture == NULL && !g_str_equal (type, "url"))
    reject (call, "the image is not valid");
}

static JsonObject *
check_order (PackshotFakeCall *call, JsonNode *root)
{
  JsonObject *object =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  call->status = SOUP_STATUS_BAD_REQUEST;
  if (object == NULL || call->query != NULL)
    packshot_fake_refuse (call, "request body is not readable");
  else if (!has_only_strings (object))
    packshot_fake_refuse (call, "unknown member");
  else if (!is_installed (get_string (object, "model")))
    {
      call->status = SOUP_STATUS_NOT_FOUND;
      packshot_fake_refuse (call, "model not exist");
    }
  else
    {
      call->status = SOUP_STATUS_OK;
      check_image (call, object);
    }

  return call->words == NULL ? object : NULL;
}

/* Where the provider refuses, nothing is paid for. */
static gboolean
fails_unpaid (const char *failure)
{
  return failure != NULL && strstr (failure, "StatusCode: 4") != NULL;
}

static void
say_video (PackshotFake *fake, PackshotFakeCall *call)
{
  State *state = packshot_fake_get_state (fake);
  g_autofree char *id = g_strdup_printf ("request-%04u", ++state->n_made);
  g_autofree char *link = packshot_fake_dup_video_link (fake, id, FALSE);
  g_autofree char *url = g_strconcat (packshot_fake_get_results_url (fake), "/", link, NULL);
  JsonObject *object = json_object_new ();

  call->remote_id = g_strdup (id);
  json_object_set_string_member (object, "id", id);
  if (packshot_fake_get_settings (fake)->failure == NULL)
    json_object_set_string_member (object, "data", url);
  call->answer = take (object);
}

static void
serve_create (PackshotFake *fake, PackshotFakeCall *call)
{
  const PackshotFakeSettings *settings = packshot_fake_get_settings (fake);
  g_autoptr (JsonNode) root = packshot_fake_call_read_json (call);

  if (check_order (call, root) == NULL)
    return;
  if (!fails_unpaid (settings->failure) && !packshot_fake_pay (fake, call, PRICE))
    {
      reject (call, "Access denied, please make sure your account is in good standing.");
      return;
    }

  call->seconds = settings->seconds_to_finish;
  if (settings->failure == NULL || g_str_equal (settings->failure, PACKSHOT_FAKE_AOG_NO_VIDEO))
    {
      say_video (fake, call);
      return;
    }

  call->status = SOUP_STATUS_INTERNAL_SERVER_ERROR;
  packshot_fake_refuse (call, "%s", settings->failure);
}

static void
serve_health (PackshotFake *fake, PackshotFakeCall *call)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "status", "UP");
  answer (call, 80000, "health interface call success", take (data));
}

static void
serve_root (PackshotFake *fake, PackshotFakeCall *call)
{
  call->text = "AIPC Open Gateway";
}

static void
serve_models (PackshotFake *fake, PackshotFakeCall *call)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_alloc ();

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "model_name", models[i].name);
      json_object_set_string_member (object, "avatar", "");
      json_object_set_string_member (object, "provider_name", "remote_aliyun_image-to-video");
      json_object_set_string_member (object, "status", models[i].status);
      json_object_set_string_member (object, "service_name", models[i].service);
      json_object_set_string_member (object, "service_source", "remote");
      json_object_set_boolean_member (object, "is_default", i == 0);
      json_array_add_object_element (array, object);
    }
  json_node_init_array (node, array);
  json_array_unref (array);
  answer (call, 30000, "success", node);
}

static const PackshotFakeRoute routes[] = {
  { "POST", "/aog/v0.2/services/image-to-video", "create", serve_create, NULL },
  { "GET", "/aog/v0.2/model", "catalog", serve_models, NULL },
  { "GET", "/health", "test", serve_health, NULL },
  { "GET", "/", "probe", serve_root, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};

const PackshotFakeService packshot_fake_aog = {
  .name = "aog",
  .routes = routes,
  .refuse = refuse,
  .refusal_status = SOUP_STATUS_BAD_REQUEST,
  .missing = "404 page not found",
  .state_new = state_new,
  .state_free = g_free,
};
