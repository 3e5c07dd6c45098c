/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is known of ShortVideo's API (March 2026), and not a bit more. Written from the same sheet
 * as the adapter, and not from the adapter. */

#include "packshot-fake-shortvideo.h"

#include <string.h>

#include "packshot-fake-form.h"

#define TASK_TYPE "sora2/product-to-video"
#define PRICE     100
#define DURATION  12
#define MAX_BYTES (100 * 1024 * 1024)

typedef struct
{
  char *id;      /* (owned) */
  char *task_id; /* (owned) */
  char *ratio;   /* (owned) */
  gint64 made_at;
  guint n_polls;
  gboolean is_old;
} Order;

typedef struct
{
  GHashTable *pictures; /* (owned) (element-type utf8): their paths */
  GHashTable *orders;   /* (owned) (element-type utf8 Order) */
  guint n_made;
} State;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->id);
  g_free (order->task_id);
  g_free (order->ratio);
  g_free (order);
}

static Order *
order_new (State *state, const char *id, const char *task_id, const char *ratio)
{
  Order *order = g_new0 (Order, 1);

  order->id = g_strdup (id);
  order->task_id = g_strdup (task_id);
  order->ratio = g_strdup (ratio);
  order->made_at = g_get_monotonic_time ();
  g_hash_table_insert (state->orders, order->id, order);

  return order;
}

static gpointer
state_new (void)
{
  State *state = g_new0 (State, 1);

  state->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->orders = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, order_free);
  g_hash_table_add (state->pictures, g_strdup (PACKSHOT_FAKE_SHORTVIDEO_PICTURE));
  order_new (state, PACKSHOT_FAKE_SHORTVIDEO_VIDEO, "task_abc123", "16:9")->is_old = TRUE;

  return state;
}

static void
state_free (gpointer data)
{
  State *state = data;

  g_hash_table_unref (state->pictures);
  g_hash_table_unref (state->orders);
  g_free (state);
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

  json_object_set_int_member (object, "code", status == SOUP_STATUS_OK ? 1 : status);
  json_object_set_string_member (object, "info", words);

  return take (object);
}

static void
answer (PackshotFakeCall *call, JsonObject *data)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "code", 0);
  json_object_set_object_member (object, "data", data);
  call->answer = take (object);
}

static gboolean
has_ending (const char *name)
{
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (g_str_has_suffix (name, endings[i]))
        return TRUE;
    }

  return FALSE;
}

static void
serve_upload (PackshotFake *fake, PackshotFakeCall *call)
{
  State *state = packshot_fake_get_state (fake);
  g_autoptr (GPtrArray) parts = packshot_fake_form_read (call->message, call->body);
  const PackshotFakePart *file = parts != NULL ? packshot_fake_form_find (parts, "file") : NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *path = NULL;
  JsonObject *data;

  if (parts == NULL || parts->len != 2 || call->query != NULL
      || !packshot_fake_part_is_text (packshot_fake_form_find (parts, "type"), "image"))
    packshot_fake_refuse (call, "expected a form of “type” and “file”");
  else if (!packshot_fake_part_is_picture (file))
    packshot_fake_refuse (call, "expected a picture");
  else if (g_bytes_get_size (file->bytes) > MAX_BYTES)
    packshot_fake_refuse (call, "file too large");
  else if (!has_ending (file->file_name) || strchr (file->file_name, '/') != NULL)
    packshot_fake_refuse (call, "unsupported file name");
  /* What was refused had no such part, which newer compilers can't see. */
  if (call->words != NULL || file == NULL)
    return;

  prefix = g_strconcat (packshot_fake_get_results_url (fake), "/", NULL);
  path = g_strdup_printf ("videos/20261121/%04u/%s", ++state->n_made, file->file_name);
  call->picture = g_bytes_ref (file->bytes);
  data = json_object_new ();
  json_object_set_string_member (data, "path", path);
  json_object_set_string_member (data, "domain", prefix);
  g_hash_table_add (state->pictures, g_steal_pointer (&path));
  answer (call, data);
}

static gboolean
is_string (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
says (JsonObject *object, const char *key, const char *text)
{
  return is_string (object, key) && g_str_equal (json_object_get_string_member (object, key), text);
}

static gboolean
says_something (JsonObject *object, const char *key)
{
  return is_string (object, key) && *json_object_get_string_member (object, key) != '\0';
}

static gboolean
is_int (JsonObject *object, const char *key, gint64 value)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
         && json_node_get_int (node) == value;
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

static void
check_args (State *state, PackshotFakeCall *call, JsonObject *args)
{
  static const char *const known[] = { "product_name", "image",        "aspect_ratio",
                                       "duration",     "product_info", NULL };

  if (!has_only (args, known))
    packshot_fake_refuse (call, "unknown member of args");
  else if (!says_something (args, "product_name"))
    packshot_fake_refuse (call, "product_name is required");
  else if (!is_string (args, "image")
           || !g_hash_table_contains (state->pictures,
                                      json_object_get_string_member (args, "image")))
    packshot_fake_refuse (call, "image not found");
  else if (!says (args, "aspect_ratio", "16:9") && !says (args, "aspect_ratio", "9:16"))
    packshot_fake_refuse (call, "aspect_ratio must be 16:9 or 9:16");
  else if (!is_int (args, "duration", DURATION))
    packshot_fake_refuse (call, "duration must be %d", DURATION);
  else if (json_object_has_member (args, "product_info") && !says_something (args, "product_info"))
    packshot_fake_refuse (call, "product_info must not be empty");
}

/* Returns: (transfer none) (nullable): the arguments of an order that can be taken. */
static JsonObject *
check_order (State *state, PackshotFakeCall *call, JsonNode *root)
{
  static const char *const known[] = { "user_id", "type", "args", NULL };
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  JsonObject *object =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *args = object != NULL ? json_object_get_member (object, "args") : NULL;

  if (g_strcmp0 (type, "application/json") != 0 || call->query != NULL || object == NULL)
    packshot_fake_refuse (call, "expected JSON");
  else if (!has_only (object, known))
    packshot_fake_refuse (call, "unknown member");
  else if (!says (object, "user_id", ""))
    packshot_fake_refuse (call, "user_id must be empty");
  else if (!says (object, "type", TASK_TYPE))
    packshot_fake_refuse (call, "type is not supported");
  else if (args == NULL || !JSON_NODE_HOLDS_OBJECT (args))
    packshot_fake_refuse (call, "args are required");
  else
    check_args (state, call, json_node_get_object (args));

  return call->words == NULL ? json_node_get_object (args) : NULL;
}

static JsonObject *
describe_order (PackshotFake *fake, const Order *order)
{
  JsonObject *data = json_object_new ();
  JsonArray *ids = json_array_new ();

  json_array_add_string_element (ids, order->id);
  json_object_set_string_member (data, "task_id", order->task_id);
  json_object_set_array_member (data, "video_ids", ids);
  json_object_set_array_member (data, "asset_ids", json_array_new ());
  json_object_set_int_member (data, "consumed_credit", PRICE);
  json_object_set_int_member (data, "credit", packshot_fake_get_credits (fake));
  json_object_set_int_member (data, "sub_credit", 0);

  return data;
}

static void
serve_create (PackshotFake *fake, PackshotFakeCall *call)
{
  State *state = packshot_fake_get_state (fake);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *id = NULL;
  g_autofree char *task_id = NULL;
  JsonObject *args;
  Order *order;

  json_parser_load_from_data (parser, g_bytes_get_data (call->body, NULL),
                              (gssize) g_bytes_get_size (call->body), NULL);
  args = check_order (state, call, json_parser_get_root (parser));
  if (args == NULL)
    return;
  if (!packshot_fake_pay (fake, call, PRICE))
    {
      packshot_fake_refuse (call, "insufficient credits");
      return;
    }

  state->n_made++;
  id = g_strdup_printf ("video_%04u", state->n_made);
  task_id = g_strdup_printf ("task_%04u", state->n_made);
  order = order_new (state, id, task_id, json_object_get_string_member (args, "aspect_ratio"));
  call->remote_id = g_strdup (id);
  answer (call, describe_order (fake, order));
}

static int
get_status (PackshotFake *fake, const Order *order)
{
  const PackshotFakeSettings *settings = packshot_fake_get_settings (fake);
  double seconds = (double) (g_get_monotonic_time () - order->made_at) / G_TIME_SPAN_SECOND;

  if (order->is_old)
    return 2;
  if (order->n_polls <= settings->n_polls || seconds < settings->seconds_to_finish)
    return order->n_polls <= 1 ? 0 : 1;

  return settings->failure != NULL ? 3 : 2;
}

static gboolean
is_upright (const Order *order)
{
  return g_str_equal (order->ratio, "9:16");
}

static void
add_spec (PackshotFake *fake, JsonObject *specs, const char *name, const Order *order)
{
  g_autofree char *video = packshot_fake_dup_video_link (fake, order->id, is_upright (order));
  g_autofree char *cover = packshot_fake_dup_cover_link (fake, order->id, is_upright (order));
  JsonObject *spec = json_object_new ();

  /* There is nothing where the lesser ones would be: only one is wanted. */
  json_object_set_string_member (spec, "video",
                                 g_str_equal (name, "1080p") ? video : "videos/not-wanted.mp4");
  json_object_set_string_member (spec, "cover", cover);
  json_object_set_int_member (spec, "size",
                              (gint64) packshot_fake_get_video_size (fake, is_upright (order)));
  json_object_set_object_member (specs, name, spec);
}

/* With the members that are only known from examples, which nobody may depend on. */
static JsonObject *
describe_video (PackshotFake *fake, const Order *order, int status)
{
  JsonObject *video = json_object_new ();
  JsonObject *specs = json_object_new ();

  json_object_set_string_member (video, "id", order->id);
  json_object_set_string_member (video, "task_id", order->task_id);
  json_object_set_string_member (video, "user_id", "u1");
  json_object_set_int_member (video, "kind", 18);
  json_object_set_int_member (video, "status", status);
  json_object_set_string_member (video, "task_type", TASK_TYPE);
  json_object_set_boolean_member (video, "nsfw", FALSE);
  json_object_set_string_member (video, "created_at", "2026-11-21T08:00:00Z");
  if (status == 2)
    {
      json_object_set_int_member (video, "width", is_upright (order) ? 1080 : 1920);
      json_object_set_int_member (video, "height", is_upright (order) ? 1920 : 1080);
      json_object_set_int_member (video, "duration", DURATION);
      add_spec (fake, specs, "720p", order);
      add_spec (fake, specs, "1080p", order);
    }
  json_object_set_object_member (video, "specs", specs);
  if (status == 3)
    json_object_set_string_member (video, "error", packshot_fake_get_settings (fake)->failure);

  return video;
}

static void
serve_fetch (PackshotFake *fake, PackshotFakeCall *call)
{
  State *state = packshot_fake_get_state (fake);
  const char *list = call->query != NULL ? g_hash_table_lookup (call->query, "ids") : NULL;
  g_auto (GStrv) ids = g_strsplit (list != NULL ? list : "", ",", -1);
  g_autofree char *prefix = g_strconcat (packshot_fake_get_results_url (fake), "/", NULL);
  JsonArray *videos;
  JsonObject *data;

  if (list == NULL || g_hash_table_size (call->query) != 1 || g_strv_contains ((void *) ids, "")
      || ids[0] == NULL)
    {
      packshot_fake_refuse (call, "ids are required");
      return;
    }

  videos = json_array_new ();
  for (guint i = 0; ids[i] != NULL; i++)
    {
      Order *order = g_hash_table_lookup (state->orders, ids[i]);

      if (order == NULL)
        continue;
      order->n_polls++;
      json_array_add_object_element (videos,
                                     describe_video (fake, order, get_status (fake, order)));
    }
  call->remote_id = g_strdup (list);

  data = json_object_new ();
  json_object_set_array_member (data, "videos", videos);
  json_object_set_string_member (data, "domain", prefix);
  answer (call, data);
}

static const PackshotFakeRoute routes[] = {
  { "POST", "/api/oss/upload", "upload", serve_upload, NULL },
  { "POST", "/api/task/create", "create", serve_create, NULL },
  { "GET", "/api/video/fetch", "poll", serve_fetch, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};

const PackshotFakeService packshot_fake_shortvideo = {
  .name = "shortvideo",
  .key_header = "Authorization",
  .key_prefix = "Bearer ",
  .routes = routes,
  .refuse = refuse,
  .state_new = state_new,
  .state_free = state_free,
};
