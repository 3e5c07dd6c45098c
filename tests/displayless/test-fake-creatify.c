/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The fake of Creatify takes what is documented and nothing else: asked with libsoup alone. */

#include <string.h>

#include "packshot-fake-client.h"
#include "packshot-fake-creatify.h"

#define TASKS  "/api/product_to_videos/"
#define CREATE TASKS "gen_image/"
#define PHOTO  "\"product_url\":\"https://shop.example/mug.jpg\""
#define RATIO  "\"aspect_ratio\":\"9x16\""
#define GOOD   "{" PHOTO "," RATIO "}"
#define AVATAR "{" PHOTO "," RATIO ",\"type\":\"product_avatar\"}"

typedef struct
{
  PackshotFake *fake;         /* (owned) */
  PackshotFakeClient *client; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->fake = packshot_fake_new (&packshot_fake_creatify, user_data);
  fixture->client = packshot_fake_client_new (fixture->fake);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_fake_client_free (fixture->client);
  packshot_fake_free (fixture->fake);
}

/* The service refuses, and is not paid. */
static void
assert_refused (Fixture *fixture, guint status, const char *words, guint n_orders)
{
  g_autoptr (JsonNode) answer = packshot_fake_client_read (fixture->client);
  g_autofree char *text = json_to_string (answer, FALSE);

  g_assert_cmpuint (fixture->client->status, ==, status);
  if (strstr (text, words) == NULL)
    g_error ("“%s” says nothing of “%s”.", text, words);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, n_orders);
}

static char *
dup_member (JsonNode *answer, const char *name)
{
  JsonNode *node = JSON_NODE_HOLDS_ARRAY (answer)
                       ? json_array_get_element (json_node_get_array (answer), 0)
                       : answer;

  return g_strdup (json_object_get_string_member (json_node_get_object (node), name));
}

/* Posts to a task, or for a new one. Returns: (transfer full): which task answered */
static char *
post (Fixture *fixture, const char *id, const char *call, const char *json)
{
  g_autofree char *target = g_strconcat (TASKS, id, call, NULL);
  g_autoptr (JsonNode) answer = NULL;

  packshot_fake_client_post (fixture->client, target, json);
  g_assert_cmpuint (fixture->client->status / 100, ==, 2);
  answer = packshot_fake_client_read (fixture->client);

  return dup_member (answer, "id");
}

/* Returns: (transfer full): a member of a task that is asked for */
static char *
poll (Fixture *fixture, const char *id, const char *member)
{
  g_autofree char *target = g_strconcat (TASKS "?ids=", id, NULL);
  g_autoptr (JsonNode) answer = NULL;

  packshot_fake_client_get (fixture->client, target);
  g_assert_cmpuint (fixture->client->status, ==, 200);
  answer = packshot_fake_client_read (fixture->client);

  return dup_member (answer, member);
}

static void
assert_statuses (Fixture *fixture, const char *id, const char *const *statuses)
{
  for (guint i = 0; statuses[i] != NULL; i++)
    {
      g_autofree char *status = poll (fixture, id, "status");

      g_assert_cmpstr (status, ==, statuses[i]);
    }
}

static void
test_keys (Fixture *fixture, gconstpointer user_data)
{
  static const char *const wrong[][2] = {
    { NULL, NULL },
    { "sk-fake-canary", NULL },
    { NULL, "id-fake-account" },
    { "id-fake-account", "sk-fake-canary" },
    { "Bearer sk-fake-canary", "id-fake-account" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      SoupMessage *message = packshot_fake_client_message (fixture->client, "GET", TASKS);
      SoupMessageHeaders *headers = soup_message_get_request_headers (message);

      soup_message_headers_remove (headers, "X-API-KEY");
      soup_message_headers_remove (headers, "X-API-ID");
      if (wrong[i][0] != NULL)
        soup_message_headers_append (headers, "X-API-KEY", wrong[i][0]);
      if (wrong[i][1] != NULL)
        soup_message_headers_append (headers, "X-API-ID", wrong[i][1]);
      packshot_fake_client_send (fixture->client, message);
      assert_refused (fixture, 401, "detail", 0);
    }
}

static void
test_endpoints (Fixture *fixture, gconstpointer user_data)
{
  packshot_fake_client_post (fixture->client, TASKS "gen_image", GOOD);
  assert_refused (fixture, 404, "detail", 0);
  packshot_fake_client_get (fixture->client, "/api/product_to_videos");
  assert_refused (fixture, 404, "detail", 0);
  packshot_fake_client_get (fixture->client, TASKS "/");
  assert_refused (fixture, 404, "detail", 0);
  packshot_fake_client_post (fixture->client, TASKS, GOOD);
  assert_refused (fixture, 405, "detail", 0);
  packshot_fake_client_get (fixture->client, TASKS "33333333-3333-4333-8333-333333333333/");
  assert_refused (fixture, 404, "Not found", 0);
  packshot_fake_client_get (fixture->client, TASKS "?ids=one");
  assert_refused (fixture, 400, "UUID", 0);
}

static void
test_bad_orders (Fixture *fixture, gconstpointer user_data)
{
  static const char *const orders[][2] = {
    { "", "JSON parse error" },
    { "[]", "JSON parse error" },
    { "{" RATIO "}", "product_url" },
    { "{" PHOTO "}", "aspect_ratio" },
    { "{" PHOTO ",\"aspect_ratio\":\"9:16\"}", "aspect_ratio" },
    { "{\"product_url\":\"data:image/png;base64,AA==\"," RATIO "}", "product_url" },
    { "{\"product_url\":null," RATIO "}", "product_url" },
    { "{" PHOTO "," RATIO ",\"video_prompt\":\"x\"}", "video_prompt" },
    { "{" PHOTO "," RATIO ",\"motion_style\":\"talking\"}", "motion_style" },
    { "{" PHOTO "," RATIO ",\"image_prompt\":\"\"}", "image_prompt" },
    { "{" PHOTO "," RATIO ",\"type\":\"avatar\"}", "type" },
    { "{" PHOTO "," RATIO ",\"override_avatar\":\"" PACKSHOT_FAKE_PERSONA "\"}", "avatar" },
    { "{" PHOTO "," RATIO ",\"type\":\"product_avatar\",\"override_avatar\":\"x\"}", "UUID" },
    { "{" PHOTO "," RATIO ",\"type\":\"product_avatar\",\"override_avatar\":"
      "\"" PACKSHOT_FAKE_PERSONA_INACTIVE "\"}",
      "no such avatar" },
  };
  g_autofree char *dots = g_strnfill (200, 'x');
  g_autofree char *too_long =
      g_strdup_printf ("{\"product_url\":\"https://shop.example/%s\"," RATIO "}", dots);

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_test_message ("order %u", i);
      packshot_fake_client_post (fixture->client, CREATE, orders[i][0]);
      assert_refused (fixture, 400, orders[i][1], 0);
    }
  packshot_fake_client_post (fixture->client, CREATE, too_long);
  assert_refused (fixture, 400, "200 characters", 0);
}

static void
test_credits (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) answer = NULL;

  g_free (post (fixture, "", "gen_image/", GOOD));
  packshot_fake_client_get (fixture->client, "/api/remaining_credits/");
  answer = packshot_fake_client_read (fixture->client);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (answer), "remaining_credits"),
                   ==, 3 - PACKSHOT_FAKE_CREATIFY_PICTURE);
  packshot_fake_client_post (fixture->client, CREATE, GOOD);
  assert_refused (fixture, 402, "Insufficient credits", 1);
}

/* From the order to the film, with everything made anew on the way. */
static void
test_life (Fixture *fixture, gconstpointer user_data)
{
  static const char *const picture[] = { "initializing", "image_generating", "image_generated",
                                         "image_generated", NULL };
  static const char *const video[] = { "image_generated", "video_generating", "video_generated",
                                       NULL };
  static const char *const again[] = { "initializing", "video_generating", "video_generated",
                                       NULL };
  g_autofree char *first = post (fixture, "", "gen_image/", AVATAR);
  g_autofree char *second = NULL;
  g_autofree char *same = NULL;
  g_autofree char *third = NULL;
  g_autofree char *source = NULL;
  g_autofree char *url = NULL;

  assert_statuses (fixture, first, picture);
  second = post (fixture, first, "/regen_image/", "{\"image_prompt\":\"On a beach\"}");
  g_assert_cmpstr (second, !=, first);
  assert_statuses (fixture, second, picture);
  same = post (fixture, second, "/gen_video/", "{\"motion_style\":\"talking\"}");
  g_assert_cmpstr (same, ==, second);
  assert_statuses (fixture, second, video);
  third = post (fixture, second, "/regen_video/", "{\"video_prompt\":\"Slowly\"}");
  assert_statuses (fixture, third, again);
  source = poll (fixture, third, "regen_source_id");
  g_assert_cmpstr (source, ==, second);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 4);

  url = poll (fixture, third, "generated_video_url");
  packshot_fake_client_fetch (fixture->client, url, NULL, NULL);
  g_assert_cmpuint (fixture->client->status, ==, 200);
}

/* What is out of turn is refused. */
static void
test_order (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *id = post (fixture, "", "gen_image/", GOOD);
  g_autofree char *video = g_strconcat (TASKS, id, "/gen_video/", NULL);
  g_autofree char *again = g_strconcat (TASKS, id, "/regen_video/", NULL);

  packshot_fake_client_post (fixture->client, video, "{}");
  assert_refused (fixture, 400, "not at this step", 1);
  packshot_fake_client_post (fixture->client, again, "{}");
  assert_refused (fixture, 400, "not at this step", 1);
  for (guint i = 0; i < 3; i++)
    g_free (poll (fixture, id, "status"));
  packshot_fake_client_post (fixture->client, video, "{\"motion_style\":\"talking\"}");
  assert_refused (fixture, 400, "no avatar", 1);
  packshot_fake_client_post (fixture->client, video, "{\"image_prompt\":\"x\"}");
  assert_refused (fixture, 400, "Unknown field", 1);
  packshot_fake_client_post (fixture->client, video, "");
  assert_refused (fixture, 400, "JSON parse error", 1);
}

static void
test_failures (Fixture *fixture, gconstpointer user_data)
{
  const PackshotFakeSettings *settings = user_data;
  static const char *const early[] = { "initializing", "image_generating", "failed", NULL };
  static const char *const picture[] = { "initializing", "image_generating", "image_generated",
                                         NULL };
  static const char *const late[] = { "image_generated", "video_generating", "failed", NULL };
  g_autofree char *id = post (fixture, "", "gen_image/", GOOD);
  g_autofree char *reason = NULL;

  assert_statuses (fixture, id, settings->fails_late ? picture : early);
  if (settings->fails_late)
    {
      g_free (post (fixture, id, "/gen_video/", "{}"));
      assert_statuses (fixture, id, late);
    }
  reason = poll (fixture, id, "failed_reason");
  g_assert_cmpstr (reason, ==, settings->failure);
}

static void
test_lists (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *id = post (fixture, "", "gen_image/", GOOD);
  g_autoptr (JsonNode) tasks = NULL;
  g_autoptr (JsonNode) personas = NULL;
  g_autofree char *newest = NULL;
  guint n_inactive = 0;
  JsonArray *array;

  packshot_fake_client_get (fixture->client, TASKS);
  tasks = packshot_fake_client_read (fixture->client);
  newest = dup_member (tasks, "id");
  g_assert_cmpstr (newest, ==, id);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (tasks)), ==, 2);

  packshot_fake_client_get (fixture->client, "/api/personas/");
  personas = packshot_fake_client_read (fixture->client);
  array = json_node_get_array (personas);
  g_assert_cmpuint (json_array_get_length (array), ==, PACKSHOT_FAKE_N_PERSONAS);
  for (guint i = 0; i < json_array_get_length (array); i++)
    n_inactive +=
        json_object_get_boolean_member (json_array_get_object_element (array, i), "is_active") ? 0
                                                                                               : 1;
  g_assert_cmpuint (n_inactive, ==, PACKSHOT_FAKE_N_INACTIVE_PERSONAS);
}

int
main (int argc, char **argv)
{
  PackshotFakeSettings poor = packshot_fake_default_settings;
  PackshotFakeSettings early = packshot_fake_default_settings;
  PackshotFakeSettings late = packshot_fake_default_settings;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  poor.credits = 3;
  early.failure = "The photo shows no product.";
  late.failure = "The video was blocked.";
  late.fails_late = TRUE;

#define ADD(path, settings, function)                                                              \
  g_test_add ("/fake-creatify/" path, Fixture, settings, set_up, function, tear_down)

  ADD ("keys", NULL, test_keys);
  ADD ("endpoints", NULL, test_endpoints);
  ADD ("bad-orders", NULL, test_bad_orders);
  ADD ("credits", &poor, test_credits);
  ADD ("life", NULL, test_life);
  ADD ("order", NULL, test_order);
  ADD ("failures/early", &early, test_failures);
  ADD ("failures/late", &late, test_failures);
  ADD ("lists", NULL, test_lists);

  return g_test_run ();
}
