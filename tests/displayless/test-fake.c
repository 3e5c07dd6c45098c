/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The fake service takes what is documented and nothing else, and goes wrong as it is told to. What
 * all tests of paid jobs rest on is asked here with libsoup alone. */

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "packshot-fake-client.h"
#include "packshot-fake-shortvideo.h"
#include "packshot-test-utils.h"

#define UPLOAD "/api/oss/upload"
#define CREATE "/api/task/create"
#define FETCH  "/api/video/fetch?ids="

#define ORDER(args) "{\"user_id\":\"\",\"type\":\"sora2/product-to-video\",\"args\":{" args "}}"
#define NAME        "\"product_name\":\"Watch\""
#define IMAGE       "\"image\":\"" PACKSHOT_FAKE_SHORTVIDEO_PICTURE "\""
#define RATIO       "\"aspect_ratio\":\"9:16\""
#define DURATION    "\"duration\":12"
#define GOOD_ORDER  ORDER (NAME "," IMAGE "," RATIO "," DURATION)

static const char *const type_image[] = { "type", "image", NULL };

typedef struct
{
  PackshotFake *fake;         /* (owned) */
  PackshotFakeClient *client; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->fake = packshot_fake_new (&packshot_fake_shortvideo, user_data);
  fixture->client = packshot_fake_client_new (fixture->fake);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_fake_client_free (fixture->client);
  packshot_fake_free (fixture->fake);
}

/* Returns: (transfer full): a picture of one colour */
static GBytes *
new_picture (const char *format)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 48);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, format, &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

/* The service refuses in its own way, and does nothing. */
static void
assert_refused (Fixture *fixture, guint status, const char *words)
{
  g_autoptr (JsonNode) answer = packshot_fake_client_read (fixture->client);
  JsonObject *object = json_node_get_object (answer);

  g_assert_cmpuint (fixture->client->status, ==, status);
  g_assert_cmpint (json_object_get_int_member (object, "code"), !=, 0);
  g_assert_nonnull (strstr (json_object_get_string_member (object, "info"), words));
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 0);
}

/* Returns: (transfer full): what was asked for; its owner is @answer */
static JsonObject *
read_data (Fixture *fixture, JsonNode **answer)
{
  JsonObject *object;

  *answer = packshot_fake_client_read (fixture->client);
  object = json_node_get_object (*answer);
  g_assert_cmpuint (fixture->client->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (object, "code"), ==, 0);

  return json_object_get_object_member (object, "data");
}

static void
test_key (Fixture *fixture, gconstpointer user_data)
{
  static const char *const wrong[] = { NULL, "Bearer other", "sk-fake-canary",
                                       "bearer sk-fake-canary",
                                       "Bearer sk-fake-canary, Bearer sk-fake-canary" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      SoupMessage *message = packshot_fake_client_message (fixture->client, "GET", FETCH "x");
      SoupMessageHeaders *headers = soup_message_get_request_headers (message);

      soup_message_headers_remove (headers, "Authorization");
      if (wrong[i] != NULL)
        soup_message_headers_append (headers, "Authorization", wrong[i]);
      packshot_fake_client_send (fixture->client, message);
      assert_refused (fixture, 401, "invalid api key");
    }
}

static void
test_endpoints (Fixture *fixture, gconstpointer user_data)
{
  packshot_fake_client_get (fixture->client, "/api/task/list");
  assert_refused (fixture, 404, "no such endpoint");
  packshot_fake_client_get (fixture->client, "/api//video/fetch?ids=x");
  assert_refused (fixture, 404, "no such endpoint");
  packshot_fake_client_get (fixture->client, CREATE);
  assert_refused (fixture, 405, "method not allowed");
  packshot_fake_client_post (fixture->client, FETCH "x", "{}");
  assert_refused (fixture, 405, "method not allowed");
}

static void
test_upload (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) picture = new_picture ("jpeg");
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  g_autofree char *journal = NULL;
  g_autofree char *order = NULL;
  PackshotFakePart part = { "file", "watch.jpg", "image/jpeg", picture };
  JsonObject *data;

  packshot_fake_client_post_form (fixture->client, UPLOAD, type_image, &part);
  data = read_data (fixture, &answer);
  g_assert_true (g_str_has_suffix (json_object_get_string_member (data, "domain"), "/"));

  kept = packshot_fake_ref_picture (fixture->fake, 0);
  g_assert_true (g_bytes_equal (kept, picture));
  g_assert_null (packshot_fake_ref_picture (fixture->fake, 1));
  journal = packshot_fake_dup_journal (fixture->fake);
  g_assert_nonnull (strstr (journal, hash));

  order = g_strdup_printf (ORDER (NAME ",\"image\":\"%s\"," RATIO "," DURATION),
                           json_object_get_string_member (data, "path"));
  packshot_fake_client_post (fixture->client, CREATE, order);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 1);
}

static void
test_bad_forms (Fixture *fixture, gconstpointer user_data)
{
  static const char *const none[] = { NULL };
  static const char *const video[] = { "type", "video", NULL };
  static const char *const more[] = { "type", "image", "user", "me", NULL };
  g_autoptr (GBytes) picture = new_picture ("jpeg");
  const PackshotFakePart part = { "file", "watch.jpg", "image/jpeg", picture };
  const PackshotFakePart other_name = { "image", "watch.jpg", "image/jpeg", picture };
  const struct
  {
    const char *const *fields;
    const PackshotFakePart *part;
    const char *words;
  } cases[] = {
    { none, &part, "expected a form" },
    { video, &part, "expected a form" },
    { more, &part, "expected a form" },
    { type_image, NULL, "expected a form" },
    { type_image, &other_name, "expected a picture" },
  };

  packshot_fake_client_post (fixture->client, UPLOAD, "{\"type\":\"image\"}");
  assert_refused (fixture, 200, "expected a form");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      packshot_fake_client_post_form (fixture->client, UPLOAD, cases[i].fields, cases[i].part);
      assert_refused (fixture, 200, cases[i].words);
    }
  g_assert_null (packshot_fake_ref_picture (fixture->fake, 0));
}

static void
test_bad_pictures (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) jpeg = new_picture ("jpeg");
  g_autoptr (GBytes) png = new_picture ("png");
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  const PackshotFakePart parts[] = {
    { "file", "watch.jpg", "image/jpeg", text }, { "file", "watch.jpg", "image/jpeg", png },
    { "file", "watch.png", "image/png", jpeg },  { "file", "watch.png", "image/png", half },
    { "file", "watch.heic", "image/png", png },  { "file", "watch", "image/png", png },
    { "file", "a/watch.png", "image/png", png },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_test_message ("picture %u", i);
      packshot_fake_client_post_form (fixture->client, UPLOAD, type_image, &parts[i]);
      assert_refused (fixture, 200, i < 4 ? "expected a picture" : "unsupported file name");
    }
  g_assert_null (packshot_fake_ref_picture (fixture->fake, 0));
}

static void
test_create (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *data;
  JsonArray *ids;

  packshot_fake_client_post (fixture->client, CREATE, GOOD_ORDER);
  data = read_data (fixture, &answer);
  ids = json_object_get_array_member (data, "video_ids");
  g_assert_cmpuint (json_array_get_length (ids), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (data, "task_id"), !=,
                   json_array_get_string_element (ids, 0));
  g_assert_cmpint (json_object_get_int_member (data, "consumed_credit"), ==, 100);
  g_assert_cmpint (json_object_get_int_member (data, "credit"), ==, 900);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 1);
  g_assert_cmpuint (packshot_fake_count (fixture->fake, "create"), ==, 1);
}

static void
test_bad_orders (Fixture *fixture, gconstpointer user_data)
{
  static const char *const orders[][2] = {
    { "", "expected JSON" },
    { "[]", "expected JSON" },
    { "{\"user_id\":\"\",\"type\":\"sora2/prod", "expected JSON" },
    { "{\"user_id\":\"\",\"type\":\"sora2/product-to-video\"}", "args are required" },
    { "{\"user_id\":\"\",\"type\":\"sora2/product-to-video\",\"args\":[]}", "args are required" },
    { "{\"user_id\":\"me\",\"type\":\"sora2/product-to-video\",\"args\":{}}", "user_id" },
    { "{\"type\":\"sora2/product-to-video\",\"args\":{}}", "user_id" },
    { "{\"user_id\":\"\",\"type\":\"other\",\"args\":{}}", "type is not supported" },
    { "{\"user_id\":\"\",\"key\":1,\"type\":\"sora2/product-to-video\",\"args\":{}}", "unknown" },
    { ORDER (IMAGE "," RATIO "," DURATION), "product_name" },
    { ORDER ("\"product_name\":\"\"," IMAGE "," RATIO "," DURATION), "product_name" },
    { ORDER ("\"product_name\":7," IMAGE "," RATIO "," DURATION), "product_name" },
    { ORDER (NAME "," RATIO "," DURATION), "image" },
    { ORDER (NAME ",\"image\":\"never.png\"," RATIO "," DURATION), "image" },
    { ORDER (NAME ",\"image\":\"https://example.com/a.jpg\"," RATIO "," DURATION), "image" },
    { ORDER (NAME ",\"image\":null," RATIO "," DURATION), "image" },
    { ORDER (NAME "," IMAGE "," DURATION), "aspect_ratio" },
    { ORDER (NAME "," IMAGE ",\"aspect_ratio\":\"9x16\"," DURATION), "aspect_ratio" },
    { ORDER (NAME "," IMAGE "," RATIO), "duration" },
    { ORDER (NAME "," IMAGE "," RATIO ",\"duration\":\"12\""), "duration" },
    { ORDER (NAME "," IMAGE "," RATIO ",\"duration\":12.0"), "duration" },
    { ORDER (NAME "," IMAGE "," RATIO ",\"duration\":10"), "duration" },
    { ORDER (NAME "," IMAGE "," RATIO "," DURATION ",\"product_info\":\"\""), "product_info" },
    { ORDER (NAME "," IMAGE "," RATIO "," DURATION ",\"product_info\":null"), "product_info" },
    { ORDER (NAME "," IMAGE "," RATIO "," DURATION ",\"seed\":1"), "unknown member" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      packshot_fake_client_post (fixture->client, CREATE, orders[i][0]);
      assert_refused (fixture, 200, orders[i][1]);
    }
}

static void
test_order_is_json (Fixture *fixture, gconstpointer user_data)
{
  SoupMessage *message = packshot_fake_client_message (fixture->client, "POST", CREATE);
  g_autoptr (GBytes) body = g_bytes_new_static (GOOD_ORDER, strlen (GOOD_ORDER));

  soup_message_set_request_body_from_bytes (message, "text/plain", body);
  packshot_fake_client_send (fixture->client, message);
  assert_refused (fixture, 200, "expected JSON");
}

static void
test_credits (Fixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < 3; i++)
    packshot_fake_client_post (fixture->client, CREATE, GOOD_ORDER);

  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 2);
  g_assert_cmpuint (packshot_fake_count (fixture->fake, "create"), ==, 3);
}

/* Returns: (transfer none): the only video in the answer; its owner is @answer */
static JsonObject *
poll (Fixture *fixture, const char *id, JsonNode **answer)
{
  g_autofree char *target = g_strconcat (FETCH, id, NULL);
  JsonArray *videos;

  packshot_fake_client_get (fixture->client, target);
  videos = json_object_get_array_member (read_data (fixture, answer), "videos");
  g_assert_cmpuint (json_array_get_length (videos), ==, 1);

  return json_array_get_object_element (videos, 0);
}

static void
assert_status (Fixture *fixture, const char *id, int status, const char *error)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *video = poll (fixture, id, &answer);

  g_assert_cmpint (json_object_get_int_member (video, "status"), ==, status);
  g_assert_cmpstr (json_object_get_string_member_with_default (video, "error", NULL), ==, error);
}

static void
test_poll (Fixture *fixture, gconstpointer user_data)
{
  const PackshotFakeSettings *settings = user_data;
  const char *failure = settings != NULL ? settings->failure : NULL;
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *ids;
  const char *id;

  packshot_fake_client_post (fixture->client, CREATE, GOOD_ORDER);
  ids = json_object_get_array_member (read_data (fixture, &answer), "video_ids");
  id = json_array_get_string_element (ids, 0);

  assert_status (fixture, id, 0, NULL);
  assert_status (fixture, id, 1, NULL);
  assert_status (fixture, id, failure != NULL ? 3 : 2, failure);
}

static void
test_poll_several (Fixture *fixture, gconstpointer user_data)
{
  static const char *const bad[] = { "", ",", "a,,b", "a,", "a&more=1" };
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *videos;

  packshot_fake_client_get (fixture->client,
                            FETCH "never," PACKSHOT_FAKE_SHORTVIDEO_VIDEO ",task_abc123");
  videos = json_object_get_array_member (read_data (fixture, &answer), "videos");
  g_assert_cmpuint (json_array_get_length (videos), ==, 1);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *target = g_strconcat (FETCH, bad[i], NULL);

      packshot_fake_client_get (fixture->client, target);
      assert_refused (fixture, 200, "ids are required");
    }
  packshot_fake_client_get (fixture->client, "/api/video/fetch");
  assert_refused (fixture, 200, "ids are required");
}

/* Whether the work is done decides what a client may conclude from the answer. */
static void
test_faults (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *name;
    guint status;
    gboolean is_paid;
  } cases[] = {
    { "reset", 0, FALSE },      { "limit", 429, FALSE },    { "error", 500, FALSE },
    { "redirect", 307, FALSE }, { "refuse", 200, FALSE },   { "key", 401, FALSE },
    { "missing", 404, FALSE },  { "lost", 0, TRUE },        { "gateway", 502, TRUE },
    { "garbage", 200, TRUE },   { "oversized", 200, TRUE },
  };
  guint n_orders = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("create:", cases[i].name, NULL);
      g_autofree char *step = NULL;
      PackshotFakeFault fault;
      guint times;

      g_assert_true (packshot_fake_fault_parse (text, &step, &fault, &times));
      packshot_fake_add_fault (fixture->fake, step, fault, times);
      packshot_fake_client_post (fixture->client, CREATE, GOOD_ORDER);
      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (fixture->client->status, ==, cases[i].status);
      g_assert_cmpuint (packshot_fake_fault_get_status (fault), ==, cases[i].status);
      g_assert_true ((fixture->client->error != NULL) == (cases[i].status == 0));
      n_orders += cases[i].is_paid ? 1 : 0;
      g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, n_orders);
    }
  g_assert_cmpuint (packshot_fake_count (fixture->fake, "create"), ==, G_N_ELEMENTS (cases));
}

static void
test_fault_details (Fixture *fixture, gconstpointer user_data)
{
  packshot_fake_add_fault (fixture->fake, "create", PACKSHOT_FAKE_FAULT_LIMIT, 1);
  packshot_fake_add_fault (fixture->fake, "poll", PACKSHOT_FAKE_FAULT_REDIRECT, 2);
  packshot_fake_add_fault (fixture->fake, "create", PACKSHOT_FAKE_FAULT_OVERSIZED, 1);

  for (guint i = 0; i < 2; i++)
    {
      const char *target;

      packshot_fake_client_get (fixture->client, FETCH "x");
      g_assert_cmpuint (fixture->client->status, ==, 307);
      target = soup_message_headers_get_one (fixture->client->headers, "Location");
      g_assert_false (g_str_has_prefix (target, packshot_fake_get_base_url (fixture->fake)));
      g_assert_true (g_str_has_suffix (target, FETCH "x"));
    }
  packshot_fake_client_get (fixture->client, FETCH "x");
  g_assert_cmpuint (fixture->client->status, ==, 200);

  packshot_fake_client_post (fixture->client, CREATE, GOOD_ORDER);
  g_assert_cmpstr (soup_message_headers_get_one (fixture->client->headers, "Retry-After"), ==, "1");
  packshot_fake_client_post (fixture->client, CREATE, GOOD_ORDER);
  g_assert_cmpuint (g_bytes_get_size (fixture->client->body), >, 16 * 1024 * 1024);
}

/* Bad requests are refused, whatever else should go wrong. */
static void
test_fault_of_bad_request (Fixture *fixture, gconstpointer user_data)
{
  packshot_fake_add_fault (fixture->fake, "create", PACKSHOT_FAKE_FAULT_LOST, 1);
  packshot_fake_client_post (fixture->client, CREATE, "{\"seed\":1}");
  assert_refused (fixture, 200, "unknown");
}

static void
test_hang (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SoupMessage) message = packshot_fake_client_message (fixture->client, "POST", CREATE);
  g_autoptr (GBytes) body = g_bytes_new_static (GOOD_ORDER, strlen (GOOD_ORDER));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  packshot_fake_add_fault (fixture->fake, "create", PACKSHOT_FAKE_FAULT_HANG, 1);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  packshot_fake_client_begin (fixture->client, message, cancellable);
  packshot_test_wait_until (packshot_fake_get_n_orders (fixture->fake) == 1);
  g_assert_false (fixture->client->done);

  g_cancellable_cancel (cancellable);
  packshot_test_wait_until (fixture->client->done);
  g_assert_error (fixture->client->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_fault_names (void)
{
  static const char *const wrong[] = { "",          "create",        "create:",       ":lost",
                                       "create:x",  "create:lost:0", "create:lost:x", "create:none",
                                       "a:lost:1:1" };
  g_autofree char *step = NULL;
  PackshotFakeFault fault;
  guint times;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (packshot_fake_fault_parse (wrong[i], &step, &fault, &times));
  g_assert_true (packshot_fake_fault_parse ("video:no-range:3", &step, &fault, &times));
  g_assert_cmpstr (step, ==, "video");
  g_assert_cmpint (fault, ==, PACKSHOT_FAKE_FAULT_NO_RANGE);
  g_assert_cmpuint (times, ==, 3);
}

int
main (int argc, char **argv)
{
  static const PackshotFakeSettings failing = {
    .key = "sk-fake-canary",
    .n_polls = 2,
    .failure = "the picture shows a person",
    .credits = 200,
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, settings, test) g_test_add (path, Fixture, settings, set_up, test, tear_down)
  ADD ("/fake/key", NULL, test_key);
  ADD ("/fake/endpoints", NULL, test_endpoints);
  ADD ("/fake/upload", NULL, test_upload);
  ADD ("/fake/upload/forms", NULL, test_bad_forms);
  ADD ("/fake/upload/pictures", NULL, test_bad_pictures);
  ADD ("/fake/create", NULL, test_create);
  ADD ("/fake/create/bad", NULL, test_bad_orders);
  ADD ("/fake/create/type", NULL, test_order_is_json);
  ADD ("/fake/create/credits", &failing, test_credits);
  ADD ("/fake/poll", NULL, test_poll);
  ADD ("/fake/poll/failure", &failing, test_poll);
  ADD ("/fake/poll/several", NULL, test_poll_several);
  ADD ("/fake/faults", NULL, test_faults);
  ADD ("/fake/faults/details", NULL, test_fault_details);
  ADD ("/fake/faults/bad-request", NULL, test_fault_of_bad_request);
  ADD ("/fake/faults/hang", NULL, test_hang);
#undef ADD
  g_test_add_func ("/fake/faults/names", test_fault_names);

  return g_test_run ();
}
