/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Every parameter of the service on the wire. */

#include "packshot-core-error.h"
#include "packshot-shortvideo.h"
#include "packshot-test-adapter.h"

static const PackshotAdapter *const adapter = &packshot_shortvideo_adapter;

static void
set_up (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_set_up (test, &packshot_shortvideo_adapter, SERVICES "/shortvideo.json");
  g_ptr_array_add (test->copies, packshot_job_copy_new ("image", "/jobs/x/image.png", 3, "00"));
  test->input.file = g_ptr_array_index (test->copies, 0);
}

static void
tear_down (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_tear_down (test);
}

static void
test_build_upload (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const char *const fields[] = { "type", "image", NULL };
  g_autoptr (PackshotCall) call = adapter->build_upload (&test->input, NULL);
  g_autofree char *target = packshot_call_dup_target (call);

  g_assert_cmpstr (call->method, ==, "POST");
  g_assert_cmpstr (target, ==, "/api/oss/upload");
  g_assert_null (call->headers[0]);
  g_assert_null (call->json);
  g_assert_cmpstrv (call->fields, (char **) fields);
  g_assert_cmpstr (call->file->name, ==, "file");
  g_assert_cmpstr (call->file->path, ==, "/jobs/x/image.png");
  g_assert_cmpstr (call->file->file_name, ==, "image.png");
  g_assert_cmpstr (call->file->content_type, ==, "image/png");
}

static void
test_build_create (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_ask_unchecked (
      test, "\"image\":\"/home/a/photo.jpg\",\"product-name\":\"Premium Headphones\","
            "\"aspect-ratio\":\"16:9\",\"duration\":\"12\"");
  g_ptr_array_add (test->remote_ids,
                   packshot_remote_id_new ("image", "d2mm4m9addr0008000a0.png", "upload"));
  packshot_test_adapter_assert_post (
      test, adapter->build_create, "/api/task/create",
      "{\"user_id\":\"\",\"type\":\"sora2/product-to-video\",\"args\":{"
      "\"product_name\":\"Premium Headphones\",\"image\":\"d2mm4m9addr0008000a0.png\","
      "\"aspect_ratio\":\"16:9\",\"duration\":12}}");
}

static void
test_build_create_full (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_ask_unchecked (
      test, "\"image\":\"oss://bucket/x.png\",\"product-name\":\"Ключ “\\\"\\\\\","
            "\"product-info\":\"Wireless,\\nnoise-cancelling\",\"aspect-ratio\":\"9:16\","
            "\"duration\":\"12\"");
  test->input.model = "vidu/another-type";
  packshot_test_adapter_assert_post (
      test, adapter->build_create, "/api/task/create",
      "{\"user_id\":\"\",\"type\":\"vidu/another-type\",\"args\":{"
      "\"product_name\":\"Ключ “\\\"\\\\\",\"image\":\"oss://bucket/x.png\","
      "\"aspect_ratio\":\"9:16\",\"duration\":12,"
      "\"product_info\":\"Wireless,\\nnoise-cancelling\"}}");
}

static void
assert_needs (PackshotTestAdapter *test, const char *name)
{
  g_autofree char *message =
      g_strdup_printf ("ShortVideo needs the option “%s”, which has no value.", name);
  g_autoptr (GError) error = NULL;

  g_assert_null (adapter->build_create (&test->input, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MISSING_VALUE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_missing (PackshotTestAdapter *test, const char *values, const char *name)
{
  packshot_test_adapter_ask_unchecked (test, values);
  assert_needs (test, name);
}

/* Manifests are there to be edited; the worst that may come of it is a sentence. A picture that was
 * not uploaded must not reach the service as a path of this computer. */
static void
test_build_create_missing (PackshotTestAdapter *test, gconstpointer user_data)
{
#define NAMED "\"product-name\":\"Watch\",\"aspect-ratio\":\"16:9\""
  assert_missing (test, NAMED ",\"duration\":\"12\",\"image\":\"/home/a/x.png\"", "image");
  assert_missing (test, NAMED ",\"duration\":\"12\",\"image\":\"HTTPS://a.example/x.png\"",
                  "image");
  assert_missing (test, NAMED ",\"duration\":\"12\"", "image");
  assert_missing (test, NAMED ",\"duration\":\"twelve\",\"image\":\"x.png\"", "duration");
  assert_missing (test, NAMED ",\"duration\":\"-12\",\"image\":\"x.png\"", "duration");
  assert_missing (test, NAMED ",\"image\":\"x.png\"", "duration");
  assert_missing (test, "\"product-name\":\"\",\"image\":\"x.png\"", "product-name");
  assert_missing (test, "\"product-name\":\"Watch\",\"image\":\"x.png\"", "aspect-ratio");

  packshot_test_adapter_ask_unchecked (test, NAMED ",\"duration\":\"12\",\"image\":\"x.png\"");
  test->input.model = NULL;
  assert_needs (test, "model");
#undef NAMED
}

static void
test_build_poll (PackshotTestAdapter *test, gconstpointer user_data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) "video_xyz789");
  g_ptr_array_add (ids, (gpointer) "a&ids=b");
  g_ptr_array_add (ids, (gpointer) "../x");
  packshot_test_adapter_assert_get (adapter->build_poll (test->manifest, ids),
                                    "/api/video/fetch?ids=video_xyz789,a%26ids%3Db,..%2Fx");
}

/* What it can't do, it does not offer. */
static void
test_table (void)
{
  g_assert_cmpstr (adapter->name, ==, "shortvideo");
  g_assert_null (adapter->build_cancel);
  g_assert_null (adapter->read_cancel);
  g_assert_null (adapter->is_refusal);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/shortvideo/" path, PackshotTestAdapter, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("build-upload", test_build_upload);
  ADD ("build-create", test_build_create);
  ADD ("build-create/full", test_build_create_full);
  ADD ("build-create/missing", test_build_create_missing);
  ADD ("build-poll", test_build_poll);
  g_test_add_func ("/shortvideo/table", test_table);

  return g_test_run ();
}
