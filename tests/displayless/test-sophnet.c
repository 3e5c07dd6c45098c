/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Every answer of the service that is known, and those nobody should give. */

#include <string.h>

#include "packshot-sophnet.h"
#include "packshot-test-adapter.h"

#define V(verdict) PACKSHOT_VERDICT_##verdict

#define REFUSES(said) "The service refuses this: “" said "”."
#define FAILS(said)   "The service could not make this video: “" said "”."

/* Any file that is there: nobody here opens it. */
#define A_FILE SERVICES "/sophnet.json"

#define DATA_URL "data:image/jpeg;base64,/9j/2Q=="

static void
set_up (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_set_up (test, &packshot_sophnet_adapter, SERVICES "/sophnet.json");
}

static void
tear_down (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_tear_down (test);
}

/* The seed's own examples. */
static void
test_text (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_assert_body (
      test, "\"prompt\":\"A serene sunset over the ocean\"",
      "{\"model\":\"Seedance-1.5-Pro\",\"content\":[{\"type\":\"text\",\"text\":\"A serene sunset "
      "over the ocean\"}],\"parameters\":{\"size\":\"1280*720\",\"duration\":-1}}");
  packshot_test_adapter_assert_body (
      test,
      "\"prompt\":\"Dramatic mountain landscape\",\"model\":\"Wan2.6-T2V\",\"size\":\"1920*1080\","
      "\"duration\":\"10\",\"negative-prompt\":\"people\"",
      "{\"model\":\"Wan2.6-T2V\",\"content\":[{\"type\":\"text\",\"text\":\"Dramatic mountain "
      "landscape\",\"negative_prompt\":\"people\"}],\"parameters\":{\"size\":\"1920*1080\","
      "\"duration\":10}}");
}

static void
test_frames (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_assert_body (
      test,
      "\"first-frame\":\"https://example.com/image.jpg\",\"prompt\":\"Camera pans slowly to the "
      "right\"",
      "{\"model\":\"Seedance-1.5-Pro\",\"content\":[{\"type\":\"text\",\"text\":\"Camera pans "
      "slowly to the right\"},{\"type\":\"image_url\",\"image_url\":{\"url\":"
      "\"https://example.com/image.jpg\"},\"role\":\"first_frame\"}],\"parameters\":{\"size\":"
      "\"1280*720\",\"duration\":-1}}");

  g_ptr_array_add (test->remote_ids, packshot_remote_id_new ("last-frame", DATA_URL, NULL));
  packshot_test_adapter_assert_body (
      test,
      "\"first-frame\":\"https://example.com/start.jpg\",\"last-frame\":\"" A_FILE "\","
      "\"model\":\"Wan2.2-I2V-A14B\"",
      "{\"model\":\"Wan2.2-I2V-A14B\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":"
      "\"https://example.com/start.jpg\"},\"role\":\"first_frame\"},{\"type\":\"image_url\","
      "\"image_url\":{\"url\":\"" DATA_URL "\"},\"role\":\"last_frame\"}],\"parameters\":{"
      "\"size\":\"1280*720\",\"duration\":5}}");
}

static void
test_parameters (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_assert_body (
      test,
      "\"prompt\":\"x\",\"generate-audio\":true,\"draft\":true,\"size\":\"480*332\","
      "\"duration\":\"12\",\"upload-oss\":true",
      "{\"model\":\"Seedance-1.5-Pro\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}],"
      "\"parameters\":{\"size\":\"480*332\",\"duration\":12,\"generate_audio\":true,"
      "\"draft\":true}}");
  /* What is off by word is off; what nobody said is the model's to decide. */
  packshot_test_adapter_assert_body (
      test, "\"prompt\":\"x\",\"generate-audio\":false,\"draft\":false,\"size\":\"480*832\"",
      "{\"model\":\"Seedance-1.5-Pro\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}],"
      "\"parameters\":{\"size\":\"480*832\",\"duration\":-1,\"generate_audio\":false,"
      "\"draft\":false}}");
  packshot_test_adapter_assert_body (
      test,
      "\"first-frame\":\"https://example.com/a.jpg\",\"model\":\"Wan2.6-I2V\","
      "\"resolution\":\"1080P\"",
      "{\"model\":\"Wan2.6-I2V\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":"
      "\"https://example.com/a.jpg\"},\"role\":\"first_frame\"}],\"parameters\":{\"resolution\":"
      "\"1080P\",\"duration\":5}}");
  packshot_test_adapter_assert_body (
      test, "\"prompt\":\"x\",\"model\":\"seedance-2.0-fast\"",
      "{\"model\":\"seedance-2.0-fast\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}],"
      "\"parameters\":{\"size\":\"1280*720\",\"duration\":-1}}");
}

/* The draft has all the rest. */
static void
test_draft_task (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_assert_body (
      test, "\"draft-task\":\"task-7\"",
      "{\"model\":\"Seedance-1.5-Pro\",\"content\":[{\"type\":\"draft_task\",\"draft_task\":{"
      "\"id\":\"task-7\"}}],\"parameters\":{}}");
  packshot_test_adapter_assert_body (
      test, "\"draft-task\":\"task-7\",\"resolution\":\"1080P\"",
      "{\"model\":\"Seedance-1.5-Pro\",\"content\":[{\"type\":\"draft_task\",\"draft_task\":{"
      "\"id\":\"task-7\"}}],\"parameters\":{\"resolution\":\"1080P\"}}");
}

static void
test_unfit (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_assert_unfit (test, "",
                                      "SophNet needs the option “prompt”, which has no value.");
  packshot_test_adapter_assert_unfit (test, "\"negative-prompt\":\"x\"",
                                      "SophNet needs the option “prompt”, which has no value.");
  packshot_test_adapter_assert_unfit (test, "\"prompt\":\"x\",\"duration\":\"ten\"",
                                      "SophNet needs the option “duration”, which has no value.");
  /* Not read yet: it must not go out as a path of this computer. */
  packshot_test_adapter_assert_unfit (test, "\"first-frame\":\"/home/a/x.png\"",
                                      "SophNet needs the option “prompt”, which has no value.");
}

/* What a person can ask for, with the programs' own checks. */
static void
assert_checked (PackshotTestAdapter *test, const char *const *pairs, const char *words)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (test->manifest);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; pairs[i] != NULL; i += 2)
    {
      packshot_request_set (request, pairs[i], pairs[i + 1], &error);
      g_assert_no_error (error);
    }
  packshot_request_check (request, &error);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, words);
}

#define PAIRS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
test_models (PackshotTestAdapter *test, gconstpointer user_data)
{
  assert_checked (test, PAIRS ("prompt", "x"), NULL);
  assert_checked (test, PAIRS ("prompt", "x", "duration", "auto", "size", "1280x720"), NULL);
  assert_checked (test, PAIRS ("prompt", "x", "model", "Wan2.6-T2V", "duration", "10"), NULL);
  assert_checked (test, PAIRS ("prompt", "x", "model", "no-such-model", "duration", "7"), NULL);
  assert_checked (test,
                  PAIRS ("model", "Wan2.6-I2V", "first-frame", "https://a.example/a.jpg",
                         "last-frame", "https://a.example/b.jpg", "size", "1920*1080", "duration",
                         "5"),
                  NULL);
}

static void
test_create (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const char *const bodies[] = {
    "{\"status\":0,\"message\":\"请求成功\",\"result\":{\"task_id\":\"task-1\"}}",
    "{\"code\":0,\"data\":{\"task_id\":\"task-1\"}}",
    "{\"task_id\":\"task-1\"}",
    "{\"id\":\"task-1\"}",
    "{\"status\":0,\"result\":{\"id\":\"task-1\"}}",
    "{\"status\":0.0,\"result\":{\"task_id\":\"task-1\",\"new\":{}}}",
    /* Whatever is odd: an order that has an id was taken. */
    "{\"status\":7,\"result\":{\"task_id\":\"task-1\"}}",
    "{\"status\":\"0\",\"result\":{\"task_id\":\"task-1\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (PackshotReply) reply =
          packshot_test_adapter_read (test, PACKSHOT_STEP_CREATE, 200, bodies[i]);

      g_test_message ("%s", bodies[i]);
      g_assert_cmpint (reply->verdict, ==, V (DONE));
      g_assert_cmpstr (packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_POLL), ==,
                       "task-1");
    }
}

static void
test_create_bad (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, "{\"status\":20109,\"message\":\"余额不足\",\"result\":null}", V (REFUSED),
      REFUSES ("余额不足") },
    { 200, "{\"code\":1,\"message\":\"no\",\"data\":{}}", V (REFUSED), REFUSES ("no") },
    { 200, "{\"status\":5,\"message\":\"no\",\"id\":\"request-1\"}", V (REFUSED), REFUSES ("no") },
    { 200, "{\"status\":5}", V (REFUSED), "The service refuses this without a reason." },
    { 400, "{\"code\":\"MODEL_NOT_SUPPORT\",\"message\":\"model not support\"}", V (REFUSED),
      REFUSES ("model not support") },
    { 400, "{\"error\":{\"code\":\"x\",\"message\":\"bad size\"},\"message\":\"error\"}",
      V (REFUSED), REFUSES ("bad size") },
    { 400, "{\"error\":\"bad\"}", V (REFUSED), REFUSES ("bad") },
    { 401, "{\"message\":\"bad key\"}", V (KEY_REFUSED),
      "The service does not accept the key. The service said: “bad key”." },
    { 403, "", V (KEY_REFUSED), NULL },
    { 429, "", V (BUSY), NULL },
    { 302, "", V (MOVED), NULL },
    /* Nothing that leaves it open is taken for a refusal. */
    { 200, "", V (UNCERTAIN), NULL },
    { 200, "{}", V (UNCERTAIN), NULL },
    { 200, "<html>", V (UNCERTAIN), NULL },
    { 200, "task-1", V (UNCERTAIN), NULL },
    { 200, "{\"status\":0,\"result\":{}}", V (UNCERTAIN), NULL },
    { 200, "{\"status\":0,\"result\":{\"task_id\":7}}", V (UNCERTAIN), NULL },
    { 200, "{\"status\":0,\"result\":{\"task_id\":\"a b\"}}", V (UNCERTAIN), NULL },
    { 200, "{\"status\":\"7\",\"message\":\"no\"}", V (UNCERTAIN), NULL },
    { 200, "{\"status\":0,\"result\":{\"task_id\":\"ta", V (UNCERTAIN), NULL },
    { 500, "{\"status\":20109,\"message\":\"no\"}", V (UNCERTAIN), NULL },
    { 502, "<html>", V (UNCERTAIN), NULL },
  };

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_CREATE, answers,
                                        G_N_ELEMENTS (answers));
}

#define TASK(members)                                                                              \
  "{\"status\":0,\"message\":\"请求成功\",\"result\":{\"id\":\"task-1\"," members "}}"
#define DATA(members) "{\"code\":0,\"data\":{\"id\":\"task-1\"," members "}}"
#define BARE(members) "{\"id\":\"task-1\"," members "}"

static void
test_poll_working (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, TASK ("\"status\":\"queued\""), V (WORKING), "Waiting in line at the service." },
    { 200, DATA ("\"status\":\"running\",\"error\":null"), V (WORKING),
      "The service is making the video." },
    { 200, BARE ("\"status\":\"Processing\""), V (WORKING), "The service is making the video." },
    { 200, TASK ("\"status\":\"PENDING\""), V (WORKING), "Waiting in line at the service." },
    { 200, TASK ("\"status\":\"upscaling\""), V (WORKING),
      "The service reports “upscaling”, which this program does not know." },
  };
  GPtrArray *ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) "task/1?x");
  packshot_test_adapter_assert_get (
      test->adapter->build_poll (test->manifest, ids),
      "/api/open-apis/projects/easyllms/videogenerator/generate/task%2F1%3Fx");
  g_ptr_array_unref (ids);
  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_POLL, answers, G_N_ELEMENTS (answers));
}

static void
test_poll_done (PackshotTestAdapter *test, gconstpointer user_data)
{
#define URL "https://oss.example/v.mp4?Expires=1&Signature=a%2Fb"
  static const char *const bodies[] = {
    TASK ("\"status\":\"succeeded\",\"content\":{\"video_url\":\"" URL "\",\"file_url\":\"x\"}"),
    DATA ("\"status\":\"succeeded\",\"content\":{\"video_url\":\"" URL "\"}"),
    BARE ("\"status\":\"Success\",\"content\":{\"video_url\":\"" URL "\"}"),
    TASK ("\"status\":\"completed\",\"content\":{\"video_url\":\"\",\"file_url\":\"" URL "\"}"),
    TASK ("\"status\":\"succeeded\",\"content\":[{\"video_url\":\"" URL "\"}]"),
    TASK ("\"status\":\"succeeded\",\"content\":[\"" URL "\"]"),
    TASK ("\"status\":\"succeeded\",\"content\":\"" URL "\""),
    TASK ("\"status\":\"succeeded\",\"video_url\":\"" URL "\",\"usage\":{\"duration\":\"5\"}"),
  };
  g_autoptr (PackshotReply) told = packshot_test_adapter_read (
      test, PACKSHOT_STEP_POLL, 200,
      TASK ("\"status\":\"succeeded\",\"content\":{\"video_url\":\"" URL
            "\",\"last_frame_url\":\"https://oss.example/l.png\"},\"usage\":{\"duration\":8,"
            "\"resolution\":\"720p\",\"completion_tokens\":108900}"));

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (PackshotReply) reply =
          packshot_test_adapter_read (test, PACKSHOT_STEP_POLL, 200, bodies[i]);

      g_test_message ("%s", bodies[i]);
      g_assert_cmpint (reply->verdict, ==, V (DONE));
      g_assert_cmpstr (packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL),
                       ==, URL);
    }
  g_assert_cmpfloat (told->duration, ==, 8);
  g_assert_cmpuint (told->remote_ids->len, ==, 1);
#undef URL
}

static void
test_poll_failed (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, TASK ("\"status\":\"failed\",\"error\":{\"code\":\"X\",\"message\":\"a person\"}"),
      V (FAILED), FAILS ("a person") },
    { 200, DATA ("\"status\":\"failed\",\"error\":{\"code\":\"SensitiveContent\"}"), V (FAILED),
      FAILS ("SensitiveContent") },
    { 200, BARE ("\"status\":\"error\",\"error\":\"no\""), V (FAILED), FAILS ("no") },
    { 200, TASK ("\"status\":\"cancelled\",\"error\":null"), V (FAILED), FAILS ("cancelled") },
    { 200, TASK ("\"status\":\"canceled\""), V (FAILED), NULL },
    { 200, TASK ("\"status\":\"expired\""), V (FAILED), FAILS ("expired") },
    { 200, TASK ("\"status\":\"failed\",\"content\":{\"video_url\":\"https://a.example/v\"}"),
      V (FAILED), NULL },
  };

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_POLL, answers, G_N_ELEMENTS (answers));
}

/* Nothing here is a verdict on the job: it goes on. */
static void
test_poll_bad (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, "{\"status\":30001,\"message\":\"busy\",\"result\":null}", V (REFUSED),
      REFUSES ("busy") },
    { 200, "{\"status\":3,\"result\":{\"status\":\"failed\"}}", V (REFUSED), NULL },
    { 200, "", V (UNCERTAIN), NULL },
    { 200, "{}", V (UNCERTAIN), NULL },
    { 200, "<html>", V (UNCERTAIN), NULL },
    { 200, TASK ("\"status\":7"), V (UNCERTAIN), NULL },
    { 200, TASK ("\"status\":null"), V (UNCERTAIN), NULL },
    { 200, TASK ("\"status\":\"succeeded\""), V (UNCERTAIN),
      "The service says that the video is ready, but not where." },
    { 200, TASK ("\"status\":\"succeeded\",\"content\":[]"), V (UNCERTAIN), NULL },
    { 200, TASK ("\"status\":\"succeeded\",\"content\":{\"video_url\":\"file:///etc/x\"}"),
      V (UNCERTAIN), NULL },
    { 401, "", V (KEY_REFUSED), NULL },
    { 404, "{\"status\":404,\"message\":\"no such task\"}", V (GONE),
      "The service does not know this video. The service said: “no such task”." },
    { 429, "", V (BUSY), NULL },
    { 500, "", V (UNCERTAIN), NULL },
  };

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_POLL, answers, G_N_ELEMENTS (answers));
}

/* One is asked for at a time. Were it otherwise, the answer is about the first alone. */
static void
test_poll_many (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const char body[] = TASK ("\"status\":\"failed\"");
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (PackshotNetAnswer) answer = packshot_net_answer_new (200, "", bytes);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) replies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_reply_free);

  g_ptr_array_add (ids, (gpointer) "task-1");
  g_ptr_array_add (ids, (gpointer) "task-2");
  test->adapter->read_poll (test->manifest, ids, answer, replies);
  g_assert_cmpuint (replies->len, ==, 2);
  g_assert_cmpint (((PackshotReply *) g_ptr_array_index (replies, 0))->verdict, ==, V (FAILED));
  g_assert_cmpint (((PackshotReply *) g_ptr_array_index (replies, 1))->verdict, ==, V (UNCERTAIN));
}

static void
test_balance (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, "{\"status\":0,\"result\":{\"currentBalance\":0}}", V (DONE), NULL },
    { 200, "{\"status\":0,\"result\":{\"currentBalance\":-1.5}}", V (DONE), NULL },
    { 200, "{\"status\":10003,\"message\":\"invalid key\",\"result\":null}", V (REFUSED),
      REFUSES ("invalid key") },
    { 200, "{\"status\":0,\"result\":{}}", V (UNCERTAIN), NULL },
    { 200, "<html>Welcome</html>", V (UNCERTAIN), NULL },
    { 401, "", V (KEY_REFUSED), NULL },
  };
  g_autoptr (PackshotReply) reply = packshot_test_adapter_read (
      test, PACKSHOT_STEP_PREPARE, 200,
      "{\"status\":0,\"message\":\"请求成功\",\"result\":{\"currentBalance\":12.34,"
      "\"currentBalanceWithoutGift\":2,\"currentGiftBalance\":10.34,\"balanceThreshold\":0}}");

  packshot_test_adapter_assert_get (test->adapter->build_test (&test->input, NULL),
                                    "/api/open-apis/projects/balance");
  g_assert_cmpint (reply->verdict, ==, V (DONE));
  g_assert_cmpint (reply->balance, ==, 12340000);
  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_PREPARE, answers,
                                        G_N_ELEMENTS (answers));
}

static void
test_host (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, "{\"status\":0,\"result\":{\"signedUrl\":\"\"}}", V (UNCERTAIN), NULL },
    { 200, "{\"status\":0,\"result\":{\"signedUrl\":\"file:///x\"}}", V (UNCERTAIN), NULL },
    { 200, "{\"status\":1,\"message\":\"too large\"}", V (REFUSED), REFUSES ("too large") },
    { 413, "", V (REFUSED), NULL },
    { 500, "", V (UNCERTAIN), NULL },
  };
  g_autoptr (PackshotJobCopy) copy = packshot_job_copy_new ("video", "/jobs/x/video.mp4", 3, "00");
  g_autoptr (PackshotReply) both = packshot_test_adapter_read (
      test, PACKSHOT_STEP_REHOST, 200,
      "{\"status\":0,\"result\":{\"signedUrl\":\"https://oss.example/f.mp4?Signature=a%2Fb\","
      "\"shortUrl\":\"https://s.example/1\"}}");
  g_autoptr (PackshotReply) one = packshot_test_adapter_read (
      test, PACKSHOT_STEP_REHOST, 200,
      "{\"code\":0,\"data\":{\"signedUrl\":\"https://oss.example/f.mp4?Signature=a%2Fb\"}}");
  g_autoptr (PackshotCall) call = NULL;
  g_autofree char *target = NULL;

  test->input.file = copy;
  call = test->adapter->build_host (&test->input, NULL);
  target = packshot_call_dup_target (call);
  g_assert_cmpstr (target, ==, "/api/open-apis/projects/upload");
  g_assert_cmpstr (call->file->name, ==, "file");
  g_assert_null (call->fields[0]);
  g_assert_cmpstr (packshot_remote_id_find (both->remote_ids, PACKSHOT_REMOTE_ID_HOSTED_URL), ==,
                   "https://s.example/1");
  g_assert_cmpstr (packshot_remote_id_find (one->remote_ids, PACKSHOT_REMOTE_ID_HOSTED_URL), ==,
                   "https://oss.example/f.mp4?Signature=a%2Fb");
  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_REHOST, answers,
                                        G_N_ELEMENTS (answers));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/sophnet/" path, PackshotTestAdapter, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("build-create/text", test_text);
  ADD ("build-create/frames", test_frames);
  ADD ("build-create/parameters", test_parameters);
  ADD ("build-create/draft-task", test_draft_task);
  ADD ("build-create/unfit", test_unfit);
  ADD ("models", test_models);
  ADD ("read-create/done", test_create);
  ADD ("read-create/bad", test_create_bad);
  ADD ("read-poll/working", test_poll_working);
  ADD ("read-poll/done", test_poll_done);
  ADD ("read-poll/failed", test_poll_failed);
  ADD ("read-poll/bad", test_poll_bad);
  ADD ("read-poll/many", test_poll_many);
  ADD ("balance", test_balance);
  ADD ("host", test_host);

  return g_test_run ();
}
