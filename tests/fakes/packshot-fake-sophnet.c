/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is known of SophNet's video API (2026), and not a bit more. It wraps its answers in the two
 * ways there are by turns. Written from the same sheet as the adapter, and not from the adapter. */

#include "packshot-fake-sophnet.h"

#include <string.h>

#include "packshot-fake-form.h"
#include "packshot-fake-sophnet-order.h"

#define VIDEOGENERATOR "/api/open-apis/projects/easyllms/videogenerator"

typedef struct
{
  char *id; /* (owned) */
  gboolean is_upright;
  gboolean is_draft;
  gboolean is_old;
  gint64 made_at;
  guint n_polls;
} Order;

typedef struct
{
  GHashTable *orders; /* (owned) (element-type utf8 Order) */
  guint n_made;
  guint n_questions;
} State;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->id);
  g_free (order);
}

static Order *
order_new (State *state, const char *id)
{
  Order *order = g_new0 (Order, 1);

  order->id = g_strdup (id);
  order->made_at = g_get_monotonic_time ();
  g_hash_table_insert (state->orders, order->id, order);

  return order;
}

static gpointer
state_new (void)
{
  State *state = g_new0 (State, 1);
  Order *draft;

  state->orders = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, order_free);
  order_new (state, PACKSHOT_FAKE_SOPHNET_TASK)->is_old = TRUE;
  draft = order_new (state, PACKSHOT_FAKE_SOPHNET_DRAFT);
  draft->is_old = TRUE;
  draft->is_draft = TRUE;

  return state;
}

static void
state_free (gpointer data)
{
  State *state = data;

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

  json_object_set_int_member (object, "status", status == SOUP_STATUS_OK ? 20109 : status * 100);
  json_object_set_string_member (object, "message", words);
  json_object_set_null_member (object, "result");
  json_object_set_int_member (object, "timestamp", G_GINT64_CONSTANT (1771200000000));

  return take (object);
}

/* Wrapped in the newer way where the turn is odd. */
static void
answer (PackshotFakeCall *call, guint turn, JsonObject *payload)
{
  JsonObject *object = json_object_new ();
  gboolean is_new = turn % 2 == 1;

  json_object_set_int_member (object, is_new ? "status" : "code", 0);
  if (is_new)
    json_object_set_string_member (object, "message", "请求成功");
  json_object_set_object_member (object, is_new ? "result" : "data", payload);
  call->answer = take (object);
}

/* Of a draft all is taken but what the draft is without. */
static gboolean
knows_draft (State *state, const char *id)
{
  Order *order = id != NULL ? g_hash_table_lookup (state->orders, id) : NULL;

  return order != NULL && order->is_draft;
}

static void
serve_create (PackshotFake *fake, PackshotFakeCall *call)
{
  State *state = packshot_fake_get_state (fake);
  g_autoptr (JsonNode) root = packshot_fake_call_read_json (call);
  g_auto (PackshotFakeSophnetOrder) wanted = { 0 };
  g_autofree char *id = NULL;
  JsonObject *payload;
  Order *order;

  packshot_fake_sophnet_order_read (&wanted, call, root);
  if (call->words == NULL && wanted.draft_task != NULL && !knows_draft (state, wanted.draft_task))
    packshot_fake_refuse (call, "draft task not found");
  if (call->words != NULL)
    return;
  if (!packshot_fake_pay (fake, call, PACKSHOT_FAKE_SOPHNET_PRICE))
    {
      packshot_fake_refuse (call, "余额不足");
      return;
    }

  id = g_strdup_printf ("task-%04u", ++state->n_made);
  order = order_new (state, id);
  order->is_upright = wanted.is_upright;
  order->is_draft = wanted.is_draft;
  call->remote_id = g_strdup (id);
  payload = json_object_new ();
  json_object_set_string_member (payload, "task_id", id);
  answer (call, state->n_made, payload);
}

static const char *
get_status (PackshotFake *fake, const Order *order)
{
  const PackshotFakeSettings *settings = packshot_fake_get_settings (fake);
  double seconds = (double) (g_get_monotonic_time () - order->made_at) / G_TIME_SPAN_SECOND;

  if (order->is_old)
    return "succeeded";
  if (order->n_polls <= settings->n_polls || seconds < settings->seconds_to_finish)
    return order->n_polls <= 1 ? "queued" : "running";

  return settings->failure != NULL ? "failed" : "succeeded";
}

static void
add_video (PackshotFake *fake, JsonObject *payload, const Order *order)
{
  g_autofree char *link = packshot_fake_dup_video_link (fake, order->id, order->is_upright);
  g_autofree char *url = g_strconcat (packshot_fake_get_results_url (fake), "/", link, NULL);
  JsonObject *content = json_object_new ();
  JsonObject *usage = json_object_new ();

  json_object_set_string_member (content, "video_url", url);
  json_object_set_null_member (content, "file_url");
  json_object_set_object_member (payload, "content", content);
  json_object_set_int_member (usage, "duration", 5);
  json_object_set_string_member (usage, "resolution", "720p");
  json_object_set_object_member (payload, "usage", usage);
}

static void
add_error (PackshotFake *fake, JsonObject *payload)
{
  JsonObject *error = json_object_new ();

  json_object_set_string_member (error, "code", "ContentPolicy");
  json_object_set_string_member (error, "message", packshot_fake_get_settings (fake)->failure);
  json_object_set_object_member (payload, "error", error);
}

static void
serve_poll (PackshotFake *fake, PackshotFakeCall *call)
{
  State *state = packshot_fake_get_state (fake);
  g_autofree char *id = packshot_fake_call_dup_part (call, 7);
  Order *order = g_hash_table_lookup (state->orders, id);
  JsonObject *payload;
  const char *status;

  if (order == NULL || call->query != NULL)
    {
      call->status = SOUP_STATUS_NOT_FOUND;
      packshot_fake_refuse (call, "task not found");
      return;
    }

  order->n_polls++;
  status = get_status (fake, order);
  payload = json_object_new ();
  json_object_set_string_member (payload, "id", order->id);
  json_object_set_string_member (payload, "model", "Seedance-1.5-Pro");
  json_object_set_string_member (payload, "status", status);
  json_object_set_null_member (payload, "error");
  json_object_set_int_member (payload, "created_at", G_GINT64_CONSTANT (1771200000000));
  if (g_str_equal (status, "succeeded"))
    add_video (fake, payload, order);
  else if (g_str_equal (status, "failed"))
    add_error (fake, payload);
  call->remote_id = g_strdup (id);
  answer (call, order->n_polls, payload);
}

static void
serve_balance (PackshotFake *fake, PackshotFakeCall *call)
{
  State *state = packshot_fake_get_state (fake);
  JsonObject *payload = json_object_new ();

  json_object_set_double_member (payload, "currentBalance",
                                 packshot_fake_get_credits (fake) + 0.25);
  json_object_set_double_member (payload, "currentBalanceWithoutGift", 0);
  json_object_set_double_member (payload, "currentGiftBalance", 0);
  json_object_set_double_member (payload, "balanceThreshold", 10);
  answer (call, ++state->n_questions, payload);
}

static gboolean
is_film (const PackshotFakePart *part)
{
  gsize size;
  const char *data;

  if (part == NULL || part->file_name == NULL)
    return FALSE;

  data = g_bytes_get_data (part->bytes, &size);
  return size > 8 && memcmp (data + 4, "ftyp", 4) == 0;
}

/* Pictures for other services, and films of its own. */
static void
serve_upload (PackshotFake *fake, PackshotFakeCall *call)
{
  State *state = packshot_fake_get_state (fake);
  g_autoptr (GPtrArray) parts = packshot_fake_form_read (call->message, call->body);
  const PackshotFakePart *file = parts != NULL ? packshot_fake_form_find (parts, "file") : NULL;
  g_autofree char *id = NULL;
  g_autofree char *link = NULL;
  g_autofree char *long_url = NULL;
  JsonObject *payload;

  if (parts == NULL || parts->len != 1 || file == NULL)
    packshot_fake_refuse (call, "expected a form with “file”");
  else if (!is_film (file) && !packshot_fake_part_is_picture (file))
    packshot_fake_refuse (call, "expected a picture or a video");
  if (call->words != NULL || file == NULL)
    return;

  id = g_strdup_printf ("upload-%04u", ++state->n_made);
  link = is_film (file) ? packshot_fake_dup_video_link (fake, id, FALSE)
                        : packshot_fake_dup_cover_link (fake, id, FALSE);
  long_url = g_strconcat (packshot_fake_get_results_url (fake), "/", link,
                          strchr (link, '?') != NULL ? "&" : "?", "Signature=abc", NULL);
  call->picture = g_bytes_ref (file->bytes);
  payload = json_object_new ();
  json_object_set_string_member (payload, "signedUrl", long_url);
  answer (call, state->n_made, payload);
}

static const PackshotFakeRoute routes[] = {
  { "POST", VIDEOGENERATOR "/generate", "create", serve_create, NULL },
  { "GET", VIDEOGENERATOR "/generate/*", "poll", serve_poll, NULL },
  { "GET", "/api/open-apis/projects/balance", "test", serve_balance, NULL },
  { "POST", "/api/open-apis/projects/upload", "host", serve_upload, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};

const PackshotFakeService packshot_fake_sophnet = {
  .name = "sophnet",
  .key_header = "Authorization",
  .key_prefix = "Bearer ",
  .routes = routes,
  .refuse = refuse,
  .state_new = state_new,
  .state_free = state_free,
};
