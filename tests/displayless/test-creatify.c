/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Every parameter of Creatify's flow on the wire. */

#include <string.h>

#include "packshot-core-error.h"
#include "packshot-creatify.h"
#include "packshot-test-adapter.h"

#define TASKS "/api/product_to_videos/"
#define ID    "0a1b2c3d-0000-4000-8000-000000000001"
#define OTHER "0a1b2c3d-0000-4000-8000-000000000002"

#define PHOTO "\"image\":\"https://shop.example/mug.jpg\""
#define PLAIN PHOTO ",\"type\":\"product_anyshot\",\"aspect-ratio\":\"9:16\""
#define FULL                                                                                       \
  PHOTO ",\"type\":\"product_avatar\",\"aspect-ratio\":\"16:9\","                                  \
        "\"override-avatar\":\"" OTHER "\",\"image-prompt\":\"On a “beach”\\nat dusk\","       \
        "\"video-prompt\":\"Slowly nearer\",\"motion-style\":\"talking\","                         \
        "\"product-showcase-url\":\"https://shop.example/like-this.png\","                         \
        "\"webhook-url\":\"https://hooks.example/done?x=1\""

static const PackshotAdapter *const adapter = &packshot_creatify_adapter;

static void
set_up (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_set_up (test, &packshot_creatify_adapter, SERVICES "/creatify.json");
}

static void
tear_down (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_tear_down (test);
}

static void
add_id (PackshotTestAdapter *test, const char *kind, const char *id)
{
  g_ptr_array_add (test->remote_ids, packshot_remote_id_new (kind, id, NULL));
}

static void
assert_no_call (PackshotTestAdapter *test, PackshotAdapterBuild build, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (build (&test->input, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” says nothing of “%s”.", error->message, words);
}

static void
test_create (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_ask_unchecked (test, PLAIN);
  packshot_test_adapter_assert_post (
      test, adapter->build_create, TASKS "gen_image/",
      "{\"product_url\":\"https://shop.example/mug.jpg\",\"type\":\"product_anyshot\","
      "\"aspect_ratio\":\"9x16\"}");
  packshot_test_adapter_ask_unchecked (test, PHOTO
                                       ",\"type\":\"product_anyshot\",\"aspect-ratio\":\"1:1\"");
  packshot_test_adapter_assert_post (
      test, adapter->build_create, TASKS "gen_image/",
      "{\"product_url\":\"https://shop.example/mug.jpg\",\"type\":\"product_anyshot\","
      "\"aspect_ratio\":\"1x1\"}");
}

/* What is for the video waits until that is ordered. */
static void
test_create_full (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_ask_unchecked (test, FULL);
  packshot_test_adapter_assert_post (
      test, adapter->build_create, TASKS "gen_image/",
      "{\"product_url\":\"https://shop.example/mug.jpg\",\"type\":\"product_avatar\","
      "\"aspect_ratio\":\"16x9\",\"image_prompt\":\"On a “beach”\\nat dusk\","
      "\"override_avatar\":\"" OTHER "\","
      "\"product_showcase_url\":\"https://shop.example/like-this.png\","
      "\"webhook_url\":\"https://hooks.example/done?x=1\"}");
}

/* Files go out by the addresses that they were given on the way, and never by their paths. */
static void
test_create_hosted (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_ask_unchecked (
      test, "\"image\":\"/home/a/mug.jpg\",\"type\":\"product_anyshot\","
            "\"aspect-ratio\":\"9:16\",\"product-showcase-url\":\"/home/a/like.png\"");
  assert_no_call (test, adapter->build_create, PACKSHOT_CORE_ERROR_MISSING_VALUE, "“image”");
  add_id (test, "image", "https://host.example/1.jpg");
  add_id (test, "product-showcase-url", "https://host.example/2.png");
  packshot_test_adapter_assert_post (
      test, adapter->build_create, TASKS "gen_image/",
      "{\"product_url\":\"https://host.example/1.jpg\",\"type\":\"product_anyshot\","
      "\"aspect_ratio\":\"9x16\","
      "\"product_showcase_url\":\"https://host.example/2.png\"}");
}

/* An avatar is for videos with one, whatever an edited manifest or an old ledger says. */
static void
test_no_avatar (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_ask_unchecked (test, PLAIN ",\"override-avatar\":\"" OTHER
                                                   "\",\"motion-style\":\"display\"");
  add_id (test, PACKSHOT_REMOTE_ID_POLL, ID);
  packshot_test_adapter_assert_post (
      test, adapter->build_create, TASKS "gen_image/",
      "{\"product_url\":\"https://shop.example/mug.jpg\",\"type\":\"product_anyshot\","
      "\"aspect_ratio\":\"9x16\"}");
  packshot_test_adapter_assert_post (test, adapter->build_approve, TASKS ID "/gen_video/", "{}");
  packshot_test_adapter_assert_post (test, adapter->build_regenerate_video,
                                     TASKS ID "/regen_video/", "{}");
}

static void
test_create_missing (PackshotTestAdapter *test, gconstpointer user_data)
{
  g_autofree char *dots = g_strnfill (200, 'x');
  g_autofree char *address = g_strconcat ("https://host.example/", dots, NULL);

  packshot_test_adapter_ask_unchecked (test,
                                       "\"type\":\"product_anyshot\",\"aspect-ratio\":\"9:16\"");
  assert_no_call (test, adapter->build_create, PACKSHOT_CORE_ERROR_MISSING_VALUE, "“image”");
  packshot_test_adapter_ask_unchecked (test, PHOTO ",\"type\":\"product_anyshot\"");
  assert_no_call (test, adapter->build_create, PACKSHOT_CORE_ERROR_MISSING_VALUE, "“aspect-ratio”");
  packshot_test_adapter_ask_unchecked (test, PHOTO ",\"aspect-ratio\":\"9:16\"");
  assert_no_call (test, adapter->build_create, PACKSHOT_CORE_ERROR_MISSING_VALUE, "“type”");

  packshot_test_adapter_ask_unchecked (test, PLAIN);
  add_id (test, "image", address);
  assert_no_call (test, adapter->build_create, PACKSHOT_CORE_ERROR_BAD_VALUE,
                  "has 221 characters; the service takes 200");
}

/* It stands in every paid call, so that every one of them minds it. */
static void
test_webhook (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const char *const bad[] = { "http://hooks.example/", "ftp://hooks.example/",
                                     "hooks.example",         "https://",
                                     "https://a b.example/",  "https://user@hooks.example/" };
  const PackshotAdapterBuild builds[] = {
    adapter->build_create,
    adapter->build_approve,
    adapter->build_regenerate_picture,
    adapter->build_regenerate_video,
  };

  add_id (test, PACKSHOT_REMOTE_ID_POLL, ID);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *values = g_strdup_printf (PLAIN ",\"webhook-url\":\"%s\"", bad[i]);

      packshot_test_adapter_ask_unchecked (test, values);
      for (guint j = 0; j < G_N_ELEMENTS (builds); j++)
        assert_no_call (test, builds[j], PACKSHOT_CORE_ERROR_BAD_VALUE,
                        "A webhook is an https address");
    }
}

/* Second steps are about the newest task, and bring what was decided for them. */
static void
test_second_steps (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_ask_unchecked (test, FULL);
  add_id (test, PACKSHOT_REMOTE_ID_POLL, OTHER);
  add_id (test, PACKSHOT_REMOTE_ID_POLL, ID);
  packshot_test_adapter_assert_post (
      test, adapter->build_approve, TASKS ID "/gen_video/",
      "{\"motion_style\":\"talking\",\"video_prompt\":\"Slowly nearer\","
      "\"webhook_url\":\"https://hooks.example/done?x=1\"}");
  packshot_test_adapter_assert_post (
      test, adapter->build_regenerate_video, TASKS ID "/regen_video/",
      "{\"motion_style\":\"talking\",\"video_prompt\":\"Slowly nearer\","
      "\"webhook_url\":\"https://hooks.example/done?x=1\"}");
  packshot_test_adapter_assert_post (test, adapter->build_regenerate_picture,
                                     TASKS ID "/regen_image/",
                                     "{\"image_prompt\":\"On a “beach”\\nat dusk\","
                                     "\"webhook_url\":\"https://hooks.example/done?x=1\"}");
}

static void
test_second_steps_plain (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_ask_unchecked (test, PLAIN);
  assert_no_call (test, adapter->build_approve, PACKSHOT_CORE_ERROR_STATE, "Creatify");
  assert_no_call (test, adapter->build_regenerate_picture, PACKSHOT_CORE_ERROR_STATE, "Creatify");
  add_id (test, PACKSHOT_REMOTE_ID_POLL, "../../x?y");
  packshot_test_adapter_assert_post (test, adapter->build_approve,
                                     TASKS "..%2F..%2Fx%3Fy/gen_video/", "{}");
  packshot_test_adapter_assert_post (test, adapter->build_regenerate_picture,
                                     TASKS "..%2F..%2Fx%3Fy/regen_image/", "{}");
}

static void
assert_poll (PackshotTestAdapter *test, const char *const *names, const char *expected)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (ids, (gpointer) names[i]);
  packshot_test_adapter_assert_get (adapter->build_poll (test->manifest, ids), expected);
}

/* One that somebody mistyped must not spoil the answer for the others. */
static void
test_build_poll (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const char *const one[] = { ID, NULL };
  static const char *const two[] = { ID, OTHER, NULL };
  static const char *const strange[] = { "one&x=y", NULL };
  static const char *const mixed[] = { "one", ID, "two", OTHER, NULL };
  static const char *const none[] = { "one", "two", NULL };

  assert_poll (test, one, TASKS "?ids=" ID);
  assert_poll (test, two, TASKS "?ids=" ID "," OTHER);
  assert_poll (test, strange, TASKS "?ids=one%26x%3Dy");
  assert_poll (test, mixed, TASKS "?ids=" ID "," OTHER);
  assert_poll (test, none, TASKS "?ids=one");
  g_assert_cmpuint (packshot_manifest_get_poll_batch (test->manifest), ==, 100);
}

/* What it can't do, it does not offer. */
static void
test_table (void)
{
  g_assert_cmpstr (adapter->name, ==, "creatify");
  g_assert_null (adapter->build_upload);
  g_assert_null (adapter->build_cancel);
  g_assert_null (adapter->build_host);
  g_assert_null (adapter->is_refusal);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/creatify/" path, PackshotTestAdapter, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("create", test_create);
  ADD ("create/full", test_create_full);
  ADD ("create/hosted", test_create_hosted);
  ADD ("create/missing", test_create_missing);
  ADD ("no-avatar", test_no_avatar);
  ADD ("webhook", test_webhook);
  ADD ("second-steps", test_second_steps);
  ADD ("second-steps/plain", test_second_steps_plain);
  ADD ("build-poll", test_build_poll);
  g_test_add_func ("/creatify/table", test_table);

  return g_test_run ();
}
