/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is known of Creatify's API "product to video" (2025 and 2026), and not a bit more. Written
 * from the same sheet as the adapter, and not from the adapter. */

#include "packshot-fake-creatify.h"

#include <string.h>

#include "packshot-fake-creatify-check.h"
#include "packshot-fake-creatify-order.h"

#define MAX_IDS 100

/* Which part of a path the task is: /api/product_to_videos/{id}/… */
#define ID_PART 3

typedef PackshotFakeCreatifyOrder Order;

typedef struct
{
  GPtrArray *orders; /* (owned) (element-type PackshotFakeCreatifyOrder): the oldest first */
  guint n_made;
} State;

static void
free_order (gpointer order)
{
  packshot_fake_creatify_order_free (order);
}

static gpointer
state_new (void)
{
  State *state = g_new0 (State, 1);
  Order *old = packshot_fake_creatify_order_new (PACKSHOT_FAKE_CREATIFY_TASK);
  JsonObject *asked = json_object_new ();

  json_object_set_string_member (asked, "product_url", "https://shop.example/old-mug.jpg");
  json_object_set_string_member (asked, "type", "product_avatar");
  json_object_set_string_member (asked, "aspect_ratio", "16x9");
  json_object_set_string_member (asked, "override_avatar", PACKSHOT_FAKE_PERSONA);
  json_object_set_string_member (asked, "motion_style", "display");
  json_object_set_string_member (asked, "image_prompt", "On a kitchen table");
  packshot_fake_creatify_order_take (old, asked);
  json_object_unref (asked);
  old->is_old = TRUE;
  old->is_video = TRUE;
  old->made_at -= G_TIME_SPAN_DAY;
  state->orders = g_ptr_array_new_with_free_func (free_order);
  g_ptr_array_add (state->orders, old);

  return state;
}

static void
state_free (gpointer data)
{
  State *state = data;

  g_ptr_array_unref (state->orders);
  g_free (state);
}

static JsonNode *
take (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return node;
}

/* As Django's REST framework says it: "field: words" becomes a list of the field. */
static JsonNode *
refuse (guint status, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, ": ", 2);
  gboolean has_field = g_strv_length (parts) == 2 && strchr (parts[0], ' ') == NULL;
  JsonObject *object = json_object_new ();
  JsonArray *list;

  if (status != SOUP_STATUS_BAD_REQUEST)
    {
      json_object_set_string_member (object, "detail", words);
      return take (object);
    }

  list = json_array_new ();
  json_array_add_string_element (list, has_field ? parts[1] : words);
  json_object_set_array_member (object, has_field ? parts[0] : "non_field_errors", list);
  return take (object);
}

static Order *
find_order (State *state, const char *id)
{
  for (guint i = 0; i < state->orders->len; i++)
    {
      Order *order = g_ptr_array_index (state->orders, i);

      if (g_str_equal (order->id, id))
        return order;
    }

  return NULL;
}

/* Of the task in the path; refuses where there is none. */
static Order *
take_order (PackshotFake *fake, PackshotFakeCall *call)
{
  g_autofree char *id = packshot_fake_call_dup_part (call, ID_PART);
  Order *order = find_order (packshot_fake_get_state (fake), id);

  if (order == NULL)
    packshot_fake_creatify_refuse_with (call, SOUP_STATUS_NOT_FOUND, "Not found.");
  call->remote_id = g_steal_pointer (&id);

  return order;
}

static char *
make_id (State *state)
{
  return g_strdup_printf ("22222222-2222-4222-8222-%012u", ++state->n_made);
}

static void
answer (PackshotFake *fake, PackshotFakeCall *call, Order *order, guint status)
{
  g_free (call->remote_id);
  call->remote_id = g_strdup (order->id);
  call->status = status;
  call->answer = take (packshot_fake_creatify_order_describe (order, fake));
}

static gboolean
pay (PackshotFake *fake, PackshotFakeCall *call, guint credits)
{
  if (packshot_fake_pay (fake, call, credits))
    return TRUE;

  packshot_fake_creatify_refuse_with (call, SOUP_STATUS_PAYMENT_REQUIRED, "Insufficient credits.");
  return FALSE;
}

static void
serve_create (PackshotFake *fake, PackshotFakeCall *call)
{
  static const char *const known[] = {
    "product_url",     "type",        "image_prompt",         "aspect_ratio",
    "override_avatar", "webhook_url", "product_showcase_url", NULL,
  };
  State *state = packshot_fake_get_state (fake);
  g_autoptr (JsonNode) root = packshot_fake_creatify_read (call, known);
  JsonObject *asked = root != NULL ? json_node_get_object (root) : NULL;
  g_autofree char *id = NULL;
  Order *order;

  if (asked == NULL)
    return;
  if (!json_object_has_member (asked, "product_url"))
    packshot_fake_creatify_refuse_field (call, "product_url", "This field is required.");
  /* The default is not documented. */
  else if (!json_object_has_member (asked, "aspect_ratio"))
    packshot_fake_creatify_refuse_field (call, "aspect_ratio", "This field is required.");
  else if (json_object_has_member (asked, "override_avatar")
           && g_strcmp0 (json_object_get_string_member_with_default (asked, "type", NULL),
                         "product_avatar")
                  != 0)
    packshot_fake_creatify_refuse_field (call, "override_avatar",
                                         "There is no avatar in this type.");
  if (call->words != NULL || !pay (fake, call, PACKSHOT_FAKE_CREATIFY_PICTURE))
    return;

  id = make_id (state);
  order = packshot_fake_creatify_order_new (id);
  packshot_fake_creatify_order_take (order, asked);
  g_ptr_array_add (state->orders, order);
  answer (fake, call, order, SOUP_STATUS_CREATED);
}

/* Returns: (transfer none) (nullable): the task in the path, where it has come to @status. */
static Order *
take_order_at (PackshotFake *fake, PackshotFakeCall *call, const char *status)
{
  Order *order = take_order (fake, call);

  if (order == NULL)
    return NULL;
  if (g_str_equal (
          packshot_fake_creatify_order_get_status (order, packshot_fake_get_settings (fake)),
          status))
    return order;

  packshot_fake_creatify_refuse_with (call, SOUP_STATUS_BAD_REQUEST,
                                      "This task is not at this step.");
  return NULL;
}

/* Returns: (transfer full) (nullable): what was asked for of a video of @order. */
static JsonNode *
read_video (PackshotFakeCall *call, Order *order)
{
  static const char *const known[] = { "motion_style", "video_prompt", "webhook_url", NULL };
  g_autoptr (JsonNode) root = packshot_fake_creatify_read (call, known);

  if (root == NULL)
    return NULL;
  if (json_object_has_member (json_node_get_object (root), "motion_style")
      && g_strcmp0 (packshot_fake_creatify_order_get (order, "type"), "product_avatar") != 0)
    {
      packshot_fake_creatify_refuse_field (call, "motion_style",
                                           "There is no avatar in this picture.");
      return NULL;
    }

  return g_steal_pointer (&root);
}

static void
serve_gen_video (PackshotFake *fake, PackshotFakeCall *call)
{
  Order *order = take_order_at (fake, call, "image_generated");
  g_autoptr (JsonNode) root = order != NULL ? read_video (call, order) : NULL;

  if (root == NULL || !pay (fake, call, PACKSHOT_FAKE_CREATIFY_VIDEO))
    return;

  packshot_fake_creatify_order_take (order, json_node_get_object (root));
  packshot_fake_creatify_order_begin (order, TRUE);
  answer (fake, call, order, SOUP_STATUS_OK);
}

/* Another task, with what was asked for of the one it comes from and what is asked for now. */
static void
make_anew (PackshotFake *fake,
           PackshotFakeCall *call,
           Order *source,
           JsonNode *root,
           gboolean video)
{
  State *state = packshot_fake_get_state (fake);
  g_autofree char *id = make_id (state);
  Order *order = packshot_fake_creatify_order_copy (source, id);

  order->regen = video ? "regen_video" : "regen_image";
  packshot_fake_creatify_order_take (order, json_node_get_object (root));
  packshot_fake_creatify_order_begin (order, video);
  g_ptr_array_add (state->orders, order);
  answer (fake, call, order, SOUP_STATUS_OK);
}

static void
serve_regen_image (PackshotFake *fake, PackshotFakeCall *call)
{
  static const char *const known[] = { "image_prompt", "webhook_url", NULL };
  Order *order = take_order_at (fake, call, "image_generated");
  g_autoptr (JsonNode) root = order != NULL ? packshot_fake_creatify_read (call, known) : NULL;

  if (root != NULL && pay (fake, call, PACKSHOT_FAKE_CREATIFY_PICTURE))
    make_anew (fake, call, order, root, FALSE);
}

static void
serve_regen_video (PackshotFake *fake, PackshotFakeCall *call)
{
  Order *order = take_order_at (fake, call, "video_generated");
  g_autoptr (JsonNode) root = order != NULL ? read_video (call, order) : NULL;

  if (root != NULL && pay (fake, call, PACKSHOT_FAKE_CREATIFY_VIDEO))
    make_anew (fake, call, order, root, TRUE);
}

static void
answer_list (PackshotFakeCall *call, JsonArray *list)
{
  call->answer = json_node_init_array (json_node_alloc (), list);
  json_array_unref (list);
}

static void
serve_poll (PackshotFake *fake, PackshotFakeCall *call)
{
  State *state = packshot_fake_get_state (fake);
  const char *text = g_hash_table_lookup (call->query, "ids");
  g_auto (GStrv) ids = g_strsplit (text, ",", -1);
  JsonArray *list;

  if (g_hash_table_size (call->query) != 1 || g_strv_length (ids) > MAX_IDS)
    {
      packshot_fake_creatify_refuse_field (call, "ids",
                                           "Ensure this field has no more than 100 elements.");
      return;
    }
  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (!g_uuid_string_is_valid (ids[i]))
        {
          packshot_fake_creatify_refuse_field (call, "ids", "Must be valid UUIDs.");
          return;
        }
    }

  list = json_array_new ();
  for (guint i = 0; ids[i] != NULL; i++)
    {
      Order *order = find_order (state, ids[i]);

      if (order == NULL)
        continue;
      order->n_polls++;
      json_array_add_object_element (list, packshot_fake_creatify_order_describe (order, fake));
    }
  call->remote_id = g_strdup (text);
  answer_list (call, list);
}

static void
serve_one (PackshotFake *fake, PackshotFakeCall *call)
{
  Order *order = take_order (fake, call);

  if (order == NULL)
    return;

  order->n_polls++;
  answer (fake, call, order, SOUP_STATUS_OK);
}

/* The newest first. To look at a list is no poll. */
static void
serve_list (PackshotFake *fake, PackshotFakeCall *call)
{
  State *state = packshot_fake_get_state (fake);
  JsonArray *list = json_array_new ();

  for (guint i = state->orders->len; i > 0; i--)
    json_array_add_object_element (list, packshot_fake_creatify_order_describe (
                                             g_ptr_array_index (state->orders, i - 1), fake));
  answer_list (call, list);
}

static void
serve_personas (PackshotFake *fake, PackshotFakeCall *call)
{
  call->answer = packshot_fake_personas_list (fake);
}

static void
serve_credits (PackshotFake *fake, PackshotFakeCall *call)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "remaining_credits", packshot_fake_get_credits (fake));
  call->answer = take (object);
}

#define TASKS "/api/product_to_videos/"

static const PackshotFakeRoute routes[] = {
  { "POST", TASKS "gen_image/", "create", serve_create, NULL },
  { "POST", TASKS "*/gen_video/", "approve", serve_gen_video, NULL },
  { "POST", TASKS "*/regen_image/", "regenerate-picture", serve_regen_image, NULL },
  { "POST", TASKS "*/regen_video/", "regenerate-video", serve_regen_video, NULL },
  { "GET", TASKS, "poll", serve_poll, "ids" },
  { "GET", TASKS, "list", serve_list, NULL },
  { "GET", TASKS "*/", "poll", serve_one, NULL },
  { "GET", "/api/personas/", "catalog", serve_personas, NULL },
  { "GET", "/api/remaining_credits/", "test", serve_credits, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};

const PackshotFakeService packshot_fake_creatify = {
  .name = "creatify",
  .key_header = "X-API-KEY",
  .key_prefix = "",
  .id_header = "X-API-ID",
  .routes = routes,
  .refuse = refuse,
  .refusal_status = SOUP_STATUS_BAD_REQUEST,
  .state_new = state_new,
  .state_free = state_free,
};
