/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Every answer of the service that its scripts know, and those nobody should give. */

#include <string.h>

#include "packshot-shortvideo.h"
#include "packshot-test-adapter.h"

#define REFUSES(said) "The service refuses this: “" said "”."
#define FAILS(said)   "The service could not make this video: “" said "”."

#define V(verdict) PACKSHOT_VERDICT_##verdict

static void
set_up (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_set_up (test, &packshot_shortvideo_adapter, SERVICES "/shortvideo.json");
  test->poll_id = "video_xyz789";
  g_ptr_array_add (test->copies, packshot_job_copy_new ("image", "/jobs/x/image.png", 3, "00"));
  test->input.file = g_ptr_array_index (test->copies, 0);
}

static void
tear_down (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_tear_down (test);
}

static void
test_read_upload (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, "{\"code\":0,\"data\":{}}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"path\":7}}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"path\":\"\"}}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"path\":\"a\\u001b[2J\"}}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":[]}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":null}", V (UNCERTAIN), NULL },
    { 200, "<html>", V (UNCERTAIN), NULL },
    { 200, "{\"code\":1,\"info\":\"file too large\"}", V (REFUSED), REFUSES ("file too large") },
    { 200, "{\"code\":1,\"message\":\"no\",\"info\":\"yes\"}", V (REFUSED), REFUSES ("no") },
    { 200, "{\"code\":1}", V (REFUSED), "The service refuses this without a reason." },
    { 413, "<html>too large</html>", V (REFUSED), "The service says that this is too large." },
    { 401, "{\"code\":401,\"info\":\"bad key\"}", V (KEY_REFUSED),
      "The service does not accept the key. The service said: “bad key”." },
    { 500, "oops", V (UNCERTAIN), NULL },
    { 429, "", V (BUSY), NULL },
    { 302, "", V (MOVED), NULL },
  };
  g_autoptr (PackshotReply) reply = packshot_test_adapter_read (
      test, PACKSHOT_STEP_UPLOAD, 200,
      "{\"code\":0,\"data\":{\"path\":\"d2mm4m9addr0008000a0.png\",\"domain\":\"https://x/\"}}");
  g_autoptr (PackshotReply) nested = packshot_test_adapter_read (
      test, PACKSHOT_STEP_UPLOAD, 201,
      "{\"code\":0,\"data\":{\"path\":\"videos/20260312/ä/image.jpg\"},\"new\":[]}");

  g_assert_cmpint (reply->verdict, ==, V (DONE));
  g_assert_cmpstr (packshot_remote_id_find (reply->remote_ids, "image"), ==,
                   "d2mm4m9addr0008000a0.png");
  g_assert_cmpstr (packshot_remote_id_find (nested->remote_ids, "image"), ==,
                   "videos/20260312/ä/image.jpg");
  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_UPLOAD, answers,
                                        G_N_ELEMENTS (answers));
}

static void
test_read_create (PackshotTestAdapter *test, gconstpointer user_data)
{
  g_autoptr (PackshotReply) reply = packshot_test_adapter_read (
      test, PACKSHOT_STEP_CREATE, 200,
      "{\"code\":0,\"data\":{\"task_id\":\"task_abc123\",\"video_ids\":"
      "[\"video_xyz789\"],\"asset_ids\":[],\"consumed_credit\":100,\"credit\":900,"
      "\"sub_credit\":0}}");

  g_assert_cmpint (reply->verdict, ==, V (DONE));
  g_assert_cmpstr (packshot_remote_id_find (reply->remote_ids, "video"), ==, "video_xyz789");
  g_assert_cmpstr (packshot_remote_id_find (reply->remote_ids, "task"), ==, "task_abc123");
  g_assert_cmpint (reply->cost, ==, 100 * PACKSHOT_MONEY_ONE);
  g_assert_cmpint (reply->balance, ==, 900 * PACKSHOT_MONEY_ONE);
  g_assert_cmpuint (reply->warnings->len, ==, 0);
}

/* Whatever is odd: an order that has an id was taken. */
static void
test_read_create_odd (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const char *const bodies[] = {
    "{\"task_id\":\"t\",\"video_ids\":[\"video_xyz789\"]}",
    "{\"code\":0,\"video_ids\":[\"video_xyz789\"]}",
    "{\"code\":0,\"data\":{\"video_ids\":[\"video_xyz789\"]}}",
    "{\"code\":0,\"data\":{\"task_id\":7,\"video_ids\":[\"video_xyz789\"],\"credit\":\"900\"}}",
    "{\"code\":0,\"data\":{\"video_ids\":[\"video_xyz789\"],\"consumed_credit\":-5}}",
    "{\"code\":0,\"data\":{\"video_ids\":[null,7,\"\",\"a b\",\"video_xyz789\"],\"new\":{}}}",
    "{\"code\":7,\"data\":{\"video_ids\":[\"video_xyz789\"]}}",
    "{\"code\":\"0\",\"data\":{\"video_ids\":[\"video_xyz789\"]}}",
    "{\"code\":0,\"data\":{\"name\":\"cut \\ud83d\",\"video_ids\":[\"video_xyz789\"]}}",
    "{\"code\":0,\"data\":{\"name\":\"\xff\",\"video_ids\":[\"video_xyz789\"]}}",
    "\xef\xbb\xbf{\"code\":0,\"data\":{\"video_ids\":[\"video_xyz789\"]}}",
  };
  g_autoptr (PackshotReply) two = packshot_test_adapter_read (
      test, PACKSHOT_STEP_CREATE, 200,
      "{\"code\":0,\"data\":{\"video_ids\":[\"one\",\"two\"],\"credit\":1e999}}");

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (PackshotReply) reply =
          packshot_test_adapter_read (test, PACKSHOT_STEP_CREATE, 200, bodies[i]);

      g_assert_cmpint (reply->verdict, ==, V (DONE));
      g_assert_cmpstr (packshot_remote_id_find (reply->remote_ids, "video"), ==, "video_xyz789");
      g_assert_cmpint (reply->cost, ==, PACKSHOT_MONEY_UNKNOWN);
      g_assert_cmpint (reply->balance, ==, PACKSHOT_MONEY_UNKNOWN);
    }

  g_assert_cmpstr (packshot_remote_id_find (two->remote_ids, "video"), ==, "one");
  g_assert_cmpuint (two->warnings->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (two->warnings, 0), ==,
                   "The service makes one more video, “two”.");
  g_assert_cmpstr (packshot_remote_id_find (two->remote_ids, "other-video"), ==, "two");
}

static void
test_read_create_bad (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, "{\"code\":1,\"info\":\"insufficient credits\"}", V (REFUSED),
      REFUSES ("insufficient credits") },
    { 200, "{\"code\":1,\"message\":\"\",\"info\":\"no\"}", V (REFUSED), REFUSES ("no") },
    { 200, "{\"code\":-1,\"data\":null}", V (REFUSED), NULL },
    { 200, "{\"code\":1.0,\"info\":\"no\"}", V (REFUSED), REFUSES ("no") },
    { 200, "{\"code\":2,\"info\":\"type not supported\",\"data\":{\"video_ids\":[]}}", V (REFUSED),
      REFUSES ("type not supported") },
    { 400, "{\"code\":1,\"info\":\"bad ratio\"}", V (REFUSED), REFUSES ("bad ratio") },
    { 402, "{\"code\":1,\"message\":\"top up\"}", V (REFUSED), REFUSES ("top up") },
    { 401, "", V (KEY_REFUSED), "The service does not accept the key." },
    { 429, "{\"code\":9,\"info\":\"slow down\"}", V (BUSY), NULL },
    { 301, "", V (MOVED), NULL },
    { 307, "", V (MOVED), NULL },
    /* Nothing that leaves it open is taken for a refusal. */
    { 500, "{\"code\":1,\"info\":\"insufficient credits\"}", V (UNCERTAIN), NULL },
    { 502, "<html>Bad Gateway</html>", V (UNCERTAIN), NULL },
    { 200, "", V (UNCERTAIN), NULL },
    { 200, "{}", V (UNCERTAIN), NULL },
    { 200, "OK", V (UNCERTAIN), NULL },
    { 200, "[]", V (UNCERTAIN), NULL },
    { 204, "", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{}}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":\"x\"}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":\"1\",\"info\":\"no\"}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":null,\"info\":\"no\"}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":true,\"info\":\"no\"}", V (UNCERTAIN), NULL },
    { 200, "{\"info\":\"no\"}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"video_ids\":\"video_xyz789\"}}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"video_ids\":[7]}}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"video_ids\":[{\"id\":\"x\"}]}}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"video_ids\":[\"a\\nb\"]}}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"video_ids\":[\"vid", V (UNCERTAIN), NULL },
  };
  g_autoptr (PackshotReply) task_only = packshot_test_adapter_read (
      test, PACKSHOT_STEP_CREATE, 200,
      "{\"code\":0,\"data\":{\"task_id\":\"task_abc123\",\"credit\":900}}");
  g_autofree char *spaces = g_strnfill (9 * 1024 * 1024, ' ');
  g_autoptr (PackshotReply) oversized =
      packshot_test_adapter_read (test, PACKSHOT_STEP_CREATE, 200, spaces);

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_CREATE, answers,
                                        G_N_ELEMENTS (answers));

  /* What can still help a person to find it. */
  g_assert_cmpint (task_only->verdict, ==, V (UNCERTAIN));
  g_assert_cmpstr (packshot_remote_id_find (task_only->remote_ids, "task"), ==, "task_abc123");
  g_assert_cmpint (task_only->balance, ==, 900 * PACKSHOT_MONEY_ONE);
  g_assert_cmpint (oversized->verdict, ==, V (UNCERTAIN));
}

#define VIDEO(members) "{\"code\":0,\"data\":{\"videos\":[{\"id\":\"video_xyz789\"," members "}]}}"
#define READY(domain, specs)                                                                       \
  "{\"code\":0,\"data\":{\"videos\":[{\"id\":\"video_xyz789\",\"status\":2," specs "}]" domain "}" \
  "}"
#define DOMAIN ",\"domain\":\"https://cdn.example.com/\""

static void
test_read_poll_working (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, VIDEO ("\"status\":0"), V (WORKING), "Waiting in line at the service." },
    { 200, VIDEO ("\"status\":1"), V (WORKING), "The service is making the video." },
    { 200, VIDEO ("\"name\":\"x\""), V (WORKING), "Waiting in line at the service." },
    { 200, VIDEO ("\"status\":null"), V (WORKING), "Waiting in line at the service." },
    { 200, VIDEO ("\"status\":1.0"), V (WORKING), "The service is making the video." },
    { 200, VIDEO ("\"status\":4"), V (WORKING),
      "The service reports “4”, which this program does not know." },
    { 200, VIDEO ("\"status\":-1"), V (WORKING), NULL },
    { 200, VIDEO ("\"status\":9223372036854775807"), V (WORKING), NULL },
    { 200, VIDEO ("\"status\":99999999999999999999999"), V (WORKING), NULL },
    { 200, "{\"videos\":[{\"id\":\"video_xyz789\",\"status\":1}]}", V (WORKING), NULL },
  };

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_POLL, answers, G_N_ELEMENTS (answers));
}

static void
test_read_poll_finished (PackshotTestAdapter *test, gconstpointer user_data)
{
  g_autoptr (PackshotReply) reply = packshot_test_adapter_read (
      test, PACKSHOT_STEP_POLL, 200,
      READY (DOMAIN, "\"task_id\":\"task_abc123\",\"width\":1920,\"height\":1080,"
                     "\"duration\":12,\"specs\":{\"720p\":{\"video\":\"v/720.mp4\"},"
                     "\"1080p\":{\"video\":\"videos/xxx/video.mp4\","
                     "\"cover\":\"videos/xxx/cover.jpg\",\"size\":3145728}}"));
  g_autoptr (PackshotReply) lesser = packshot_test_adapter_read (
      test, PACKSHOT_STEP_POLL, 200,
      READY (DOMAIN, "\"width\":-1,\"height\":1e9,\"duration\":\"12\",\"specs\":{"
                     "\"540p\":{\"video\":\"540.mp4\"},\"720p\":{\"video\":\"720.mp4\","
                     "\"size\":-7,\"cover\":7},\"1080p\":{\"video\":null},\"best\":[]}"));
  g_autoptr (PackshotReply) whole = packshot_test_adapter_read (
      test, PACKSHOT_STEP_POLL, 200,
      READY ("", "\"specs\":{\"1080p\":{\"video\":\"https://a.example/v.mp4?sig=%2B\","
                 "\"cover\":\"javascript:alert(1)\"}}"));

  g_assert_cmpint (reply->verdict, ==, V (DONE));
  g_assert_cmpstr (packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL), ==,
                   "https://cdn.example.com/videos/xxx/video.mp4");
  g_assert_cmpstr (packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_COVER_URL), ==,
                   "https://cdn.example.com/videos/xxx/cover.jpg");
  g_assert_cmpuint (reply->width, ==, 1920);
  g_assert_cmpuint (reply->height, ==, 1080);
  g_assert_cmpfloat (reply->duration, ==, 12);
  g_assert_cmpfloat (reply->fraction, ==, 1);

  g_assert_cmpint (lesser->verdict, ==, V (DONE));
  g_assert_cmpstr (packshot_remote_id_find (lesser->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL), ==,
                   "https://cdn.example.com/720.mp4");
  g_assert_null (packshot_remote_id_find (lesser->remote_ids, PACKSHOT_REMOTE_ID_COVER_URL));
  g_assert_cmpuint (lesser->width, ==, 0);
  g_assert_cmpuint (lesser->height, ==, 0);
  g_assert_cmpfloat (lesser->duration, ==, 0);

  g_assert_cmpstr (packshot_remote_id_find (whole->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL), ==,
                   "https://a.example/v.mp4?sig=%2B");
  g_assert_null (packshot_remote_id_find (whole->remote_ids, PACKSHOT_REMOTE_ID_COVER_URL));
}

static void
test_read_poll_failed (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, VIDEO ("\"status\":3,\"error\":\"blocked by moderation\""), V (FAILED),
      FAILS ("blocked by moderation") },
    { 200, VIDEO ("\"status\":3,\"error\":{},\"error_msg\":\"\",\"reason\":\"nsfw\""), V (FAILED),
      FAILS ("nsfw") },
    { 200, VIDEO ("\"status\":3"), V (FAILED),
      "The service could not make this video, and gives no reason." },
    /* A failure with files beside it is a failure. */
    { 200, READY (DOMAIN, "\"info\":\"no\"},{\"id\":\"other\",\"status\":3"), V (UNCERTAIN), NULL },
    { 200, VIDEO ("\"status\":3,\"specs\":{\"1080p\":{\"video\":\"https://a.example/v\"}}"),
      V (FAILED), NULL },
  };

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_POLL, answers, G_N_ELEMENTS (answers));
}

/* Nothing here is a verdict on the job: it goes on. */
static void
test_read_poll_bad (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, "{\"code\":1,\"info\":\"busy\"}", V (REFUSED), REFUSES ("busy") },
    { 200, "{\"code\":1,\"data\":{\"videos\":[{\"id\":\"video_xyz789\",\"status\":3}]}}",
      V (REFUSED), NULL },
    { 200, "", V (UNCERTAIN), NULL },
    { 200, "{}", V (UNCERTAIN), NULL },
    { 200, "<html>", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"videos\":{}}}", V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"videos\":null}}", V (UNCERTAIN), NULL },
    { 200, VIDEO ("\"status\":\"3\""), V (UNCERTAIN), NULL },
    { 200, VIDEO ("\"status\":[3]"), V (UNCERTAIN), NULL },
    { 200, VIDEO ("\"status\":true"), V (UNCERTAIN), NULL },
    { 200, VIDEO ("\"status\":2.5"), V (UNCERTAIN), NULL },
    { 200, "{\"code\":0,\"data\":{\"videos\":[]}}", V (GONE), NULL },
    { 200, "{\"code\":0,\"data\":{\"videos\":[null,7,[],{},{\"id\":7},{\"id\":\"other\"}]}}",
      V (GONE), NULL },
    { 200, READY (DOMAIN, "\"specs\":{}"), V (UNCERTAIN),
      "The service says that the video is ready, but not where." },
    { 200, READY (DOMAIN, "\"specs\":null"), V (UNCERTAIN), NULL },
    { 200, READY (DOMAIN, "\"specs\":[]"), V (UNCERTAIN), NULL },
    { 200, READY (DOMAIN, "\"specs\":{\"1080p\":\"v.mp4\"}"), V (UNCERTAIN), NULL },
    { 200, READY (DOMAIN, "\"specs\":{\"1080p\":{\"video\":\"\"}}"), V (UNCERTAIN), NULL },
    { 200, READY ("", "\"specs\":{\"1080p\":{\"video\":\"v.mp4\"}}"), V (UNCERTAIN), NULL },
    { 200, READY (",\"domain\":7", "\"specs\":{\"1080p\":{\"video\":\"v.mp4\"}}"), V (UNCERTAIN),
      NULL },
    { 200, READY (",\"domain\":\"file:///\"", "\"specs\":{\"1080p\":{\"video\":\"etc/passwd\"}}"),
      V (UNCERTAIN), NULL },
    { 401, "{\"code\":401,\"info\":\"expired\"}", V (KEY_REFUSED),
      "The service does not accept the key. The service said: “expired”." },
    { 403, "", V (KEY_REFUSED), NULL },
    { 404, "{\"code\":404,\"info\":\"no such video\"}", V (GONE),
      "The service does not know this video. The service said: “no such video”." },
    { 400, "{\"code\":1,\"info\":\"bad ids\"}", V (REFUSED), REFUSES ("bad ids") },
    { 429, "", V (BUSY), NULL },
    { 500, "", V (UNCERTAIN), NULL },
    { 502, "<html>", V (UNCERTAIN), NULL },
    { 302, "", V (MOVED), NULL },
  };

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_POLL, answers, G_N_ELEMENTS (answers));
}

static void
test_read_poll_many (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const char *const names[] = { "c", "a", "b", "d" };
  static const PackshotVerdict verdicts[] = { V (DONE), V (WORKING), V (FAILED), V (GONE) };
  static const char body[] =
      "{\"code\":0,\"data\":{\"videos\":[{\"id\":\"a\",\"status\":1},{\"id\":\"b\",\"status\":3},"
      "{\"id\":\"c\",\"status\":2,\"specs\":{\"1080p\":{\"video\":\"c.mp4\"}}},"
      "{\"id\":\"stranger\",\"status\":3}],\"domain\":\"https://cdn.example.com\"}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (PackshotNetAnswer) answer = packshot_net_answer_new (200, "", bytes);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) replies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_reply_free);
  const PackshotReply *done;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (ids, (gpointer) names[i]);
  test->adapter->read_poll (test->manifest, ids, answer, replies);

  g_assert_cmpuint (replies->len, ==, G_N_ELEMENTS (verdicts));
  for (guint i = 0; i < replies->len; i++)
    {
      PackshotReply *reply = g_ptr_array_index (replies, i);

      g_assert_cmpint (reply->verdict, ==, verdicts[i]);
    }
  done = g_ptr_array_index (replies, 0);
  g_assert_cmpstr (packshot_remote_id_find (done->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL), ==,
                   "https://cdn.example.com/c.mp4");
}

static void
test_test (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const struct
  {
    const char *body;
    PackshotVerdict verdict;
  } cases[] = {
    { "{\"code\":0,\"data\":{\"videos\":[],\"domain\":\"https://cdn.example.com\"}}", V (DONE) },
    { "{\"videos\":[]}", V (DONE) },
    { "{\"code\":1,\"info\":\"invalid key\"}", V (REFUSED) },
    { "{\"ok\":true}", V (UNCERTAIN) },
    { "<html>Welcome</html>", V (UNCERTAIN) },
  };

  packshot_test_adapter_assert_get (test->adapter->build_test (&test->input, NULL),
                                    "/api/video/fetch?ids=packshot-test");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotReply) reply =
          packshot_test_adapter_read (test, PACKSHOT_STEP_PREPARE, 200, cases[i].body);

      g_assert_cmpint (reply->verdict, ==, cases[i].verdict);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/shortvideo/" path, PackshotTestAdapter, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("read-upload", test_read_upload);
  ADD ("read-create", test_read_create);
  ADD ("read-create/odd", test_read_create_odd);
  ADD ("read-create/bad", test_read_create_bad);
  ADD ("read-poll/working", test_read_poll_working);
  ADD ("read-poll/finished", test_read_poll_finished);
  ADD ("read-poll/failed", test_read_poll_failed);
  ADD ("read-poll/bad", test_read_poll_bad);
  ADD ("read-poll/many", test_read_poll_many);
  ADD ("test", test_test);

  return g_test_run ();
}
