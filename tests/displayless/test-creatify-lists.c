/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The lists of Creatify: of tasks, and of avatars. */

#include <gio/gio.h>
#include <string.h>

#include "packshot-creatify.h"

#define ID    "0a1b2c3d-0000-4000-8000-000000000001"
#define OTHER "0a1b2c3d-0000-4000-8000-000000000002"

static const PackshotAdapter *const adapter = &packshot_creatify_adapter;

/* Returns: (transfer full) (nullable): what was read; where there is nothing, that has words */
static GPtrArray *
read_with (PackshotAdapterReadList read, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (PackshotNetAnswer) answer = packshot_net_answer_new (200, "", bytes);
  g_autoptr (PackshotReply) trouble = NULL;
  GPtrArray *list = read (NULL, "override-avatar", answer, &trouble);

  if (list != NULL)
    {
      g_assert_null (trouble);
    }
  else
    {
      g_assert_cmpint (trouble->verdict, ==, PACKSHOT_VERDICT_UNCERTAIN);
      g_assert_nonnull (trouble->words);
    }

  return list;
}

static const char *
get_value (GPtrArray *listings, guint index, const char *option)
{
  const PackshotListing *listing = g_ptr_array_index (listings, index);

  return g_hash_table_lookup (listing->values, option);
}

static void
test_build (void)
{
  g_autoptr (PackshotCall) list = adapter->build_list (NULL, NULL);
  g_autoptr (PackshotCall) catalog = adapter->build_catalog (NULL, "override-avatar");
  g_autofree char *list_target = packshot_call_dup_target (list);
  g_autofree char *catalog_target = packshot_call_dup_target (catalog);

  g_assert_cmpstr (list->method, ==, "GET");
  g_assert_cmpstr (list_target, ==, "/api/product_to_videos/");
  g_assert_cmpstr (catalog->method, ==, "GET");
  g_assert_cmpstr (catalog_target, ==, "/api/personas/");
}

static void
test_list (void)
{
  static const struct
  {
    const char *option;
    const char *value;
  } values[] = {
    { "image", "https://shop.example/mug.jpg" },
    { "type", "product_avatar" },
    { "aspect-ratio", "9x16" },
    { "override-avatar", OTHER },
    { "motion-style", "talking" },
    { "product-showcase-url", "https://shop.example/like.png" },
    { "image-prompt", "On a beach" },
    { "video-prompt", "Slowly" },
    { "webhook-url", "https://hooks.example/" },
  };
  g_autoptr (GPtrArray) listings =
      read_with (adapter->read_list,
                 "[{\"id\":\"" ID "\",\"type\":\"product_avatar\",\"status\":\"video_generated\","
                 "\"product_url\":\"https://shop.example/mug.jpg\",\"aspect_ratio\":\"9x16\","
                 "\"override_avatar\":\"" OTHER "\",\"motion_style\":\"talking\","
                 "\"product_showcase_url\":\"https://shop.example/like.png\","
                 "\"image_prompt\":\"On a beach\",\"video_prompt\":\"Slowly\","
                 "\"webhook_url\":\"https://hooks.example/\","
                 "\"created_at\":\"2025-05-30T04:11:05.449603-07:00\"}]");
  const PackshotListing *listing = g_ptr_array_index (listings, 0);

  g_assert_cmpuint (listings->len, ==, 1);
  g_assert_cmpstr (listing->id, ==, ID);
  /* date -u -d 2025-05-30T11:11:05 +%s */
  g_assert_cmpint (listing->created, ==, G_GINT64_CONSTANT (1748603465449603));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpstr (get_value (listings, 0, values[i].option), ==, values[i].value);
  g_assert_cmpuint (g_hash_table_size (listing->values), ==, G_N_ELEMENTS (values));
}

/* Null, empty and missing are alike, and what an order of this kind has not is not told of it. */
static void
test_list_odd (void)
{
  static const char *const unknown[] = {
    "null", "\"\"", "\"yesterday\"", "7", "\"2025-13-40T99:00:00Z\"",
  };
  g_autoptr (GPtrArray) listings = read_with (
      adapter->read_list, "[null,7,[],{},{\"id\":\"\"},{\"id\":\"a b\"},"
                          "{\"id\":\"" ID "\",\"type\":\"product_anyshot\",\"override_avatar\":"
                          "\"" OTHER "\",\"motion_style\":\"\",\"image_prompt\":null,"
                          "\"product_url\":7},{\"id\":\"" OTHER "\"}]");

  g_assert_cmpuint (listings->len, ==, 2);
  g_assert_cmpstr (get_value (listings, 0, "type"), ==, "product_anyshot");
  g_assert_null (get_value (listings, 0, "override-avatar"));
  g_assert_null (get_value (listings, 0, "motion-style"));
  g_assert_null (get_value (listings, 0, "image-prompt"));
  g_assert_null (get_value (listings, 0, "image"));

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autofree char *body =
          g_strdup_printf ("{\"results\":[{\"id\":\"" ID "\",\"created_at\":%s}]}", unknown[i]);
      g_autoptr (GPtrArray) one = read_with (adapter->read_list, body);
      const PackshotListing *listing = g_ptr_array_index (one, 0);

      g_assert_cmpint (listing->created, ==, 0);
    }
}

static const PackshotCatalogItem *
get_item (GPtrArray *items, guint index)
{
  return g_ptr_array_index (items, index);
}

static void
test_catalog (void)
{
  g_autoptr (GPtrArray) items = read_with (
      adapter->read_catalog,
      "[{\"id\":\"" ID "\",\"creator_name\":\"Amelia\",\"gender\":\"f\",\"age_range\":\"adult\","
      "\"location\":\"indoor\",\"style\":\"presenter\",\"keywords\":\"kitchen\","
      "\"is_active\":true,\"preview_image_9_16\":\"https://cdn.example/tall.jpg\","
      "\"preview_image_1_1\":\"https://cdn.example/square.jpg\"},"
      "{\"id\":\"away\",\"creator_name\":\"Bruno\",\"is_active\":false},"
      "{\"id\":\"" OTHER "\",\"creator_name\":\"\",\"gender\":\"x\",\"age_range\":null,"
      "\"preview_image_1_1\":null,\"preview_image_9_16\":\"\","
      "\"preview_image_16_9\":\"https://cdn.example/wide.jpg\"},"
      "{\"id\":\"third\",\"creator_name\":\"Chloé\\n\",\"gender\":\"nb\",\"style\":\"other\","
      "\"preview_image_1_1\":\"file:///etc/passwd\"},"
      "{\"creator_name\":\"Nobody\"},null,[],7]");

  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpstr (get_item (items, 0)->value, ==, ID);
  g_assert_cmpstr (get_item (items, 0)->label, ==, "Amelia");
  g_assert_cmpstr (get_item (items, 0)->details, ==, "female, adult, indoors, presenter, kitchen");
  g_assert_cmpstr (get_item (items, 0)->picture_url, ==, "https://cdn.example/square.jpg");
  g_assert_cmpstr (get_item (items, 1)->label, ==, OTHER);
  g_assert_null (get_item (items, 1)->details);
  g_assert_cmpstr (get_item (items, 1)->picture_url, ==, "https://cdn.example/wide.jpg");
  g_assert_cmpstr (get_item (items, 2)->label, ==, "Chloé");
  g_assert_cmpstr (get_item (items, 2)->details, ==, "non-binary");
  g_assert_null (get_item (items, 2)->picture_url);
}

static void
test_bad (void)
{
  static const char *const bodies[] = {
    "", "{}", "<html>", "7", "null", "{\"detail\":\"busy\"}", "{\"results\":7}", "[{\"id\":", "[]]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_test_message ("%s", bodies[i]);
      g_assert_null (read_with (adapter->read_list, bodies[i]));
      g_assert_null (read_with (adapter->read_catalog, bodies[i]));
    }
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) listings = read_with (adapter->read_list, " [ ] ");
  g_autoptr (GPtrArray) items = read_with (adapter->read_catalog, "{\"results\":[]}");

  g_assert_cmpuint (listings->len, ==, 0);
  g_assert_cmpuint (items->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/creatify-lists/build", test_build);
  g_test_add_func ("/creatify-lists/list", test_list);
  g_test_add_func ("/creatify-lists/list/odd", test_list_odd);
  g_test_add_func ("/creatify-lists/catalog", test_catalog);
  g_test_add_func ("/creatify-lists/bad", test_bad);
  g_test_add_func ("/creatify-lists/empty", test_empty);

  return g_test_run ();
}
