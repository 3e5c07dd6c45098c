/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Every answer of the gateway that its sources know, and those nobody should give. */

#include <string.h>

#include "packshot-aog.h"
#include "packshot-test-adapter.h"

#define V(verdict) PACKSHOT_VERDICT_##verdict

#define NOBODY_KNOWS                                                                               \
  " Nobody here knows whether it took the order; nothing is sent again unless you say so."
#define FAILS                                                                                      \
  "The provider behind the gateway made no video. Its reason stands in the log of the gateway."
#define GIVES_UP(said)                                                                             \
  "The gateway stopped waiting before the video was there; its provider may still make it, and "   \
  "charge for it." NOBODY_KNOWS " The service said: “" said "”."
#define REFUSES(said) "The service refuses this: “" said "”."

/* Any file that is there: nobody here opens it. */
#define A_FILE SERVICES "/aog.json"

#define DATA_URL "data:image/png;base64,iVBORw0KGgo="

static void
set_up (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_set_up (test, &packshot_aog_adapter, SERVICES "/aog.json");
}

static void
tear_down (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_tear_down (test);
}

/* As the service does it that reads the picture. */
static void
add_file (PackshotTestAdapter *test, const char *path)
{
  g_ptr_array_add (test->remote_ids, packshot_remote_id_new ("image", DATA_URL, NULL));
  g_ptr_array_add (test->copies, packshot_job_copy_new ("image", path, 3, "00"));
}

static void
test_build_file (PackshotTestAdapter *test, gconstpointer user_data)
{
  add_file (test, "/jobs/x/image.png");
  packshot_test_adapter_assert_body (test, "\"image\":\"" A_FILE "\"",
                                     "{\"model\":\"wan2.2-i2v-plus\",\"image\":\"" DATA_URL
                                     "\",\"image_type\":\"base64\"}");
  packshot_test_adapter_assert_body (
      test,
      "\"image\":\"" A_FILE "\",\"image-type\":\"base64\",\"model\":\"wan2.5-i2v-preview\","
      "\"prompt\":\"Make the cat\\nrun “fast”\"",
      "{\"model\":\"wan2.5-i2v-preview\",\"image\":\"" DATA_URL
      "\",\"image_type\":\"base64\",\"prompt\":\"Make the cat\\nrun “fast”\"}");
}

static void
test_build_address (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_assert_body (test, "\"image\":\"https://a.example/cat.jpg\"",
                                     "{\"model\":\"wan2.2-i2v-plus\",\"image\":"
                                     "\"https://a.example/cat.jpg\",\"image_type\":\"url\"}");
  packshot_test_adapter_assert_body (
      test, "\"image\":\"HTTP://a.example/cat.jpg\",\"image-type\":\"url\"",
      "{\"model\":\"wan2.2-i2v-plus\",\"image\":\"HTTP://a.example/cat.jpg\","
      "\"image_type\":\"url\"}");
}

/* The gateway reads the very file that would be sent, not the one with all that a camera writes. */
static void
test_build_path (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const char values[] = "\"image\":\"" A_FILE "\",\"image-type\":\"path\"";

  add_file (test, "/jobs/x/image.png");
  packshot_test_adapter_assert_unfit (test, values,
                                      "AOG runs on another computer, which can’t read the files of "
                                      "this one: send the photo itself, as “base64”.");
  test->input.is_local = TRUE;
  packshot_test_adapter_assert_body (test, values,
                                     "{\"model\":\"wan2.2-i2v-plus\",\"image\":"
                                     "\"/jobs/x/image.png\",\"image_type\":\"path\"}");
}

/* Manifests are there to be edited. */
static void
test_build_unfit (PackshotTestAdapter *test, gconstpointer user_data)
{
  test->input.is_local = TRUE;
  packshot_test_adapter_assert_unfit (test, "\"prompt\":\"Run\"",
                                      "AOG needs the option “image”, which has no value.");
  packshot_test_adapter_assert_unfit (
      test, "\"image\":\"https://a.example/cat.jpg\",\"image-type\":\"path\"",
      "AOG can read a photo by its path only where it is a file.");
  g_ptr_array_add (test->remote_ids, packshot_remote_id_new ("image", DATA_URL, NULL));
  g_ptr_array_add (test->copies, packshot_job_copy_new ("image", "/jobs/\xff/image.png", 3, "00"));
  packshot_test_adapter_assert_unfit (test, "\"image\":\"" A_FILE "\",\"image-type\":\"path\"",
                                      "AOG can read a photo by its path only where it is a file.");
}

/* It takes as long as it takes. */
static void
test_build_call (PackshotTestAdapter *test, gconstpointer user_data)
{
  g_autoptr (PackshotCall) call = NULL;
  g_autofree char *target = NULL;

  packshot_test_adapter_ask (test, "\"image\":\"https://a.example/cat.jpg\"");
  call = test->adapter->build_create (&test->input, NULL);
  target = packshot_call_dup_target (call);
  g_assert_cmpstr (target, ==, "/aog/v0.2/services/image-to-video");
  g_assert_cmpuint (call->answer_seconds, >=, 300);
}

static void
test_create_done (PackshotTestAdapter *test, gconstpointer user_data)
{
#define URL "https://dashscope.oss.example/v.mp4?Expires=1&Signature=a%2Fb"
  static const char *const bodies[] = {
    "{\"id\":\"r-1\",\"data\":\"" URL "\"}",
    "{\"data\":\"" URL "\"}",
    "{\"id\":7,\"data\":{\"url\":\"" URL "\"}}",
    "{\"id\":\"r-1\",\"data\":{\"video_url\":\"" URL "\"}}",
    "{\"id\":\"r-1\",\"url\":\"" URL "\"}",
    "{\"id\":\"r-1\",\"data\":null,\"url\":[\"" URL "\",\"https://other.example/\"]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (PackshotReply) reply =
          packshot_test_adapter_read (test, PACKSHOT_STEP_CREATE, 200, bodies[i]);

      g_assert_cmpint (reply->verdict, ==, V (DONE));
      g_assert_cmpstr (packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL),
                       ==, URL);
      g_assert_null (packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_POLL));
    }
#undef URL
}

#define UPSTREAM(status, body)                                                                     \
  "{\"business_code\":500,\"message\":\"HTTPErrorResponse{StatusCode: " status                     \
  ", Header: map[Content-Type:[application/json] X-Id:[{}]], Body: " body "}\"}"

static void
test_create_bad (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    /* Success without a video is none. */
    { 200, "{\"id\":\"r-1\"}", V (FAILED), FAILS },
    { 200, "{\"id\":\"r-1\",\"data\":\"\"}", V (FAILED), FAILS },
    { 200, "{\"id\":\"r-1\",\"data\":null}", V (FAILED), FAILS },
    { 200, "{\"id\":\"r-1\",\"data\":{},\"url\":[]}", V (FAILED), FAILS },
    { 200, "{\"id\":\"r-1\",\"url\":[7]}", V (FAILED), FAILS },
    { 200, "{}", V (FAILED), FAILS },
    /* What can't be read may have been one. */
    { 200, "", V (UNCERTAIN), NULL },
    { 200, "[]", V (UNCERTAIN), NULL },
    { 200, "{\"id\":\"r-1\",\"da", V (UNCERTAIN), NULL },
    { 200, "<html>", V (UNCERTAIN), NULL },
    { 200, "{\"data\":\"file:///etc/passwd\"}", V (UNCERTAIN), NULL },
    { 204, "", V (UNCERTAIN), NULL },

    { 404, "{\"business_code\":30003,\"message\":\"model not exist\"}", V (REFUSED),
      REFUSES ("model not exist") },
    { 404, "{\"business_code\":10011,\"message\":\"service not found\"}", V (REFUSED),
      REFUSES ("service not found") },
    { 404, "{\"business_code\":40010,\"message\":\"The provider does not exist\"}", V (REFUSED),
      REFUSES ("The provider does not exist") },
    { 404, "404 page not found", V (REFUSED),
      "There is no such page at the gateway. Its address has no path: it looks like "
      "“http://127.0.0.1:16688”." },
    { 400, "{\"business_code\":40002,\"message\":\"bad body\"}", V (REFUSED),
      REFUSES ("bad body") },
    { 405, "{\"business_code\":40005,\"message\":\"wrong method\"}", V (REFUSED), NULL },
    { 429, "", V (BUSY), NULL },
    { 307, "", V (MOVED), NULL },

    /* Its own errors that are none. */
    { 500,
      "{\"business_code\":500,\"message\":\"middleware execution failed: image_type request param "
      "lost\"}",
      V (REFUSED), REFUSES ("middleware execution failed: image_type request param lost") },
    { 500,
      "{\"business_code\":500,\"message\":\"middleware execution failed: image request param "
      "lost\"}",
      V (REFUSED), NULL },
    { 500,
      "{\"business_code\":500,\"message\":\"middleware execution failed: unsupported image "
      "type\"}",
      V (REFUSED), NULL },
    { 500,
      "{\"business_code\":500,\"message\":\"middleware execution failed: read image file: open "
      "/x: no such file\"}",
      V (REFUSED), NULL },

    /* The provider's own words, out of Go's. */
    { 500,
      UPSTREAM ("401", "{\\\"code\\\":\\\"InvalidApiKey\\\",\\\"message\\\":\\\"Invalid API-key "
                       "provided.\\\",\\\"request_id\\\":\\\"x\\\"}"),
      V (REFUSED), "The service refuses this: “Invalid API-key provided.”" },
    { 500, UPSTREAM ("429", "{\\\"code\\\":\\\"Throttling\\\"}"), V (REFUSED),
      REFUSES ("Throttling") },
    { 500, UPSTREAM ("400", "<html>"), V (REFUSED), NULL },
    { 500, UPSTREAM ("400", "{\\\"message\\\":"), V (REFUSED), NULL },
    { 500, UPSTREAM ("408", "{\\\"message\\\":\\\"slow\\\"}"), V (UNCERTAIN),
      "The service has trouble of its own (status 500)." NOBODY_KNOWS
      " The service said: “slow”." },
    { 500, UPSTREAM ("500", "{\\\"message\\\":\\\"oops\\\"}"), V (UNCERTAIN),
      "The service has trouble of its own (status 500)." NOBODY_KNOWS
      " The service said: “oops”." },

    /* What may be paid for all the same. */
    { 500,
      "{\"business_code\":500,\"message\":\"exceeded maximum number of retries (100) while polling "
      "task status\"}",
      V (UNCERTAIN),
      GIVES_UP ("exceeded maximum number of retries (100) while polling task status") },
    { 500,
      "{\"business_code\":500,\"message\":\"max retries exceeded: retryable error: "
      "HTTPErrorResponse{StatusCode: 400, Header: map[], Body: {}}\"}",
      V (UNCERTAIN), NULL },
    { 500, "{\"business_code\":500,\"message\":\"invalid character\"}", V (UNCERTAIN), NULL },
    { 500, "{\"business_code\":500}", V (UNCERTAIN), NULL },
    { 500, "{\"message\":7}", V (UNCERTAIN), NULL },
    { 500, "", V (UNCERTAIN), NULL },
    { 502, "<html>Bad Gateway</html>", V (UNCERTAIN), NULL },
  };

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_CREATE, answers,
                                        G_N_ELEMENTS (answers));
}

static void
test_health (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200,
      "{\"business_code\":80000,\"message\":\"health interface call success\",\"data\":{"
      "\"status\":\"UP\"}}",
      V (DONE), NULL },
    { 200, "{\"data\":{\"status\":\"DOWN\"}}", V (UNCERTAIN), NULL },
    { 200, "{}", V (UNCERTAIN), NULL },
    { 200, "<html>Welcome</html>", V (UNCERTAIN), NULL },
    { 404, "404 page not found", V (REFUSED),
      "There is no such page at the gateway. Its address has no path: it looks like "
      "“http://127.0.0.1:16688”." },
  };

  packshot_test_adapter_assert_get (test->adapter->build_test (&test->input, NULL), "/health");
  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_PREPARE, answers,
                                        G_N_ELEMENTS (answers));
}

static void
assert_probe (PackshotTestAdapter *test, const char *body, PackshotVerdict verdict)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (PackshotNetAnswer) answer = packshot_net_answer_new (200, "", bytes);
  g_autoptr (PackshotReply) reply = test->adapter->read_probe (&test->input, answer);

  g_assert_cmpint (reply->verdict, ==, verdict);
}

static void
test_probe (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_assert_get (test->adapter->build_probe (&test->input, NULL), "/");
  assert_probe (test, "AIPC Open Gateway", V (DONE));
  assert_probe (test, "<html>It works!</html>", V (UNCERTAIN));
  assert_probe (test, "", V (UNCERTAIN));
}

static GPtrArray *
read_models (PackshotTestAdapter *test, const char *body, PackshotReply **trouble)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (PackshotNetAnswer) answer = packshot_net_answer_new (200, "", bytes);

  return test->adapter->read_catalog (test->manifest, "model", answer, trouble);
}

static void
test_models (PackshotTestAdapter *test, gconstpointer user_data)
{
#define MODEL(name, service, status)                                                               \
  "{\"model_name\":\"" name "\",\"service_name\":\"" service "\",\"status\":\"" status             \
  "\",\"provider_name\":\"remote_aliyun\"}"
  static const char body[] =
      "{\"business_code\":30000,\"message\":\"ok\",\"data\":[null,7,{}," MODEL (
          "qwen3", "chat",
          "downloaded") "," MODEL ("wan2.2-i2v-plus", "image-to-video",
                                   "downloaded") "," MODEL ("wan2.6-i2v", "image-to-video",
                                                            "downloading") "," MODEL ("a b",
                                                                                      "image-"
                                                                                      "to-"
                                                                                      "video",
                                                                                      "download"
                                                                                      "ed") "]"
                                                                                            "}";
  PackshotReply *trouble = NULL;
  g_autoptr (GPtrArray) items = read_models (test, body, &trouble);
  g_autoptr (GPtrArray) none = read_models (test, "{\"data\":[]}", &trouble);
  const PackshotCatalogItem *item;

  packshot_test_adapter_assert_get (test->adapter->build_catalog (test->manifest, "model"),
                                    "/aog/v0.2/model");
  g_assert_null (trouble);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpstr (item->value, ==, "wan2.2-i2v-plus");
  g_assert_cmpstr (item->details, ==, "remote_aliyun");
  g_assert_cmpuint (none->len, ==, 0);

  g_assert_null (read_models (test, "<html>", &trouble));
  g_assert_cmpint (trouble->verdict, ==, V (UNCERTAIN));
  packshot_reply_free (trouble);
#undef MODEL
}

/* What it can't do, it does not offer. */
static void
test_table (void)
{
  const PackshotAdapter *adapter = &packshot_aog_adapter;

  g_assert_cmpstr (adapter->name, ==, "aog");
  g_assert_null (adapter->build_upload);
  g_assert_null (adapter->build_poll);
  g_assert_null (adapter->build_cancel);
  g_assert_null (adapter->build_list);
  g_assert_null (adapter->build_host);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/aog/" path, PackshotTestAdapter, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("build-create/file", test_build_file);
  ADD ("build-create/address", test_build_address);
  ADD ("build-create/path", test_build_path);
  ADD ("build-create/unfit", test_build_unfit);
  ADD ("build-create/call", test_build_call);
  ADD ("read-create/done", test_create_done);
  ADD ("read-create/bad", test_create_bad);
  ADD ("health", test_health);
  ADD ("probe", test_probe);
  ADD ("models", test_models);
  g_test_add_func ("/aog/table", test_table);

  return g_test_run ();
}
