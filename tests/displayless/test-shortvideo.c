/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Every answer of the service that its scripts know, and those nobody should give. */

#include <gio/gio.h>
#include <string.h>

#include "packshot-answer.h"
#include "packshot-core-error.h"
#include "packshot-request-json.h"
#include "packshot-shortvideo.h"

#define REFUSES(said) "The service refuses this: “" said "”."
#define FAILS(said)   "The service could not make this video: “" said "”."

#define MODEL "sora2/product-to-video"

static const PackshotAdapter *const adapter = &packshot_shortvideo_adapter;

typedef struct
{
  PackshotManifest *manifest; /* (owned) */
  PackshotJobCopy *copy;      /* (owned) */
  GPtrArray *remote_ids;      /* (owned) (element-type PackshotRemoteId) */
  PackshotAdapterInput input; /* but for its request: (unowned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (SERVICES "/shortvideo.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);
  fixture->manifest = packshot_manifest_new_from_bytes (bytes, "test.json", &error);
  g_assert_no_error (error);
  fixture->copy = packshot_job_copy_new ("image", "/jobs/x/image.png", 3, "00");
  fixture->remote_ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  fixture->input = (PackshotAdapterInput){
    .manifest = fixture->manifest,
    .remote_ids = fixture->remote_ids,
    .file = fixture->copy,
    .model = MODEL,
  };
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  if (fixture->input.request != NULL)
    g_assert_finalize_object (fixture->input.request);
  g_assert_finalize_object (fixture->manifest);
  packshot_job_copy_free (fixture->copy);
  g_ptr_array_unref (fixture->remote_ids);
}

/* Freezes a request as the ledger would give it back. */
static void
ask (Fixture *fixture, const char *values)
{
  g_autofree char *json =
      g_strdup_printf ("{\"format\":1,\"service\":\"shortvideo\",\"values\":{%s}}", values);
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->input.request);
  fixture->input.request = packshot_request_from_json (fixture->manifest, json, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_json (const PackshotCall *call, const char *json)
{
  g_assert_cmpmem (g_bytes_get_data (call->json, NULL), g_bytes_get_size (call->json), json,
                   strlen (json));
}

static PackshotNetAnswer *
new_answer (guint status, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return packshot_net_answer_new (status, "", bytes);
}

/* As the one who sends calls does it. */
static PackshotReply *
read_step (Fixture *fixture, PackshotStep step, guint status, const char *body)
{
  g_autoptr (PackshotNetAnswer) answer = new_answer (status, body);
  PackshotReply *reply = packshot_answer_read_status (adapter, step, answer);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) replies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_reply_free);

  if (reply != NULL)
    return reply;
  if (step == PACKSHOT_STEP_UPLOAD)
    return adapter->read_upload (&fixture->input, answer);
  if (step == PACKSHOT_STEP_CREATE)
    return adapter->read_create (&fixture->input, answer);

  g_ptr_array_add (ids, (gpointer) "video_xyz789");
  adapter->read_poll (fixture->manifest, ids, answer, replies);
  g_assert_cmpuint (replies->len, ==, 1);

  return g_ptr_array_steal_index (replies, 0);
}

static PackshotReply *
read_create (Fixture *fixture, const char *body)
{
  return read_step (fixture, PACKSHOT_STEP_CREATE, 200, body);
}

static PackshotReply *
read_poll (Fixture *fixture, const char *body)
{
  return read_step (fixture, PACKSHOT_STEP_POLL, 200, body);
}

static const char *
find_id (PackshotReply *reply, const char *kind)
{
  return packshot_remote_id_find (reply->remote_ids, kind);
}

static void
test_build_upload (Fixture *fixture, gconstpointer user_data)
{
  static const char *const fields[] = { "type", "image", NULL };
  g_autoptr (PackshotCall) call = adapter->build_upload (&fixture->input, NULL);
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
test_build_create (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotCall) call = NULL;
  g_autofree char *target = NULL;
  g_autoptr (GError) error = NULL;

  ask (fixture, "\"image\":\"/home/a/photo.jpg\",\"product-name\":\"Premium Headphones\","
                "\"aspect-ratio\":\"16:9\",\"duration\":\"12\"");
  g_ptr_array_add (fixture->remote_ids,
                   packshot_remote_id_new ("image", "d2mm4m9addr0008000a0.png", "upload"));

  call = adapter->build_create (&fixture->input, &error);
  g_assert_no_error (error);
  target = packshot_call_dup_target (call);
  g_assert_cmpstr (call->method, ==, "POST");
  g_assert_cmpstr (target, ==, "/api/task/create");
  g_assert_null (call->headers[0]);
  g_assert_null (call->file);
  assert_json (call, "{\"user_id\":\"\",\"type\":\"sora2/product-to-video\",\"args\":{"
                     "\"product_name\":\"Premium Headphones\","
                     "\"image\":\"d2mm4m9addr0008000a0.png\",\"aspect_ratio\":\"16:9\","
                     "\"duration\":12}}");
}

static void
test_build_create_full (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotCall) call = NULL;
  g_autoptr (GError) error = NULL;

  ask (fixture, "\"image\":\"oss://bucket/x.png\",\"product-name\":\"Ключ “\\\"\\\\\","
                "\"product-info\":\"Wireless,\\nnoise-cancelling\",\"aspect-ratio\":\"9:16\","
                "\"duration\":\"12\"");
  fixture->input.model = "vidu/another-type";

  call = adapter->build_create (&fixture->input, &error);
  g_assert_no_error (error);
  assert_json (call, "{\"user_id\":\"\",\"type\":\"vidu/another-type\",\"args\":{"
                     "\"product_name\":\"Ключ “\\\"\\\\\",\"image\":\"oss://bucket/x.png\","
                     "\"aspect_ratio\":\"9:16\",\"duration\":12,"
                     "\"product_info\":\"Wireless,\\nnoise-cancelling\"}}");
}

static void
assert_missing (Fixture *fixture, const char *values, const char *name)
{
  g_autofree char *message =
      g_strdup_printf ("ShortVideo needs the option “%s”, which has no value.", name);
  g_autoptr (GError) error = NULL;

  ask (fixture, values);
  g_assert_null (adapter->build_create (&fixture->input, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MISSING_VALUE);
  g_assert_cmpstr (error->message, ==, message);
}

/* Manifests are there to be edited; the worst that may come of it is a sentence. A picture that was
 * not uploaded must not reach the service as a path of this computer. */
static void
test_build_create_missing (Fixture *fixture, gconstpointer user_data)
{
#define NAMED "\"product-name\":\"Watch\",\"aspect-ratio\":\"16:9\""
  assert_missing (fixture, NAMED ",\"duration\":\"12\",\"image\":\"/home/a/x.png\"", "image");
  assert_missing (fixture, NAMED ",\"duration\":\"12\",\"image\":\"HTTPS://a.example/x.png\"",
                  "image");
  assert_missing (fixture, NAMED ",\"duration\":\"12\"", "image");
  assert_missing (fixture, NAMED ",\"duration\":\"twelve\",\"image\":\"x.png\"", "duration");
  assert_missing (fixture, NAMED ",\"duration\":\"-12\",\"image\":\"x.png\"", "duration");
  assert_missing (fixture, NAMED ",\"image\":\"x.png\"", "duration");
  assert_missing (fixture, "\"product-name\":\"\",\"image\":\"x.png\"", "product-name");
  assert_missing (fixture, "\"product-name\":\"Watch\",\"image\":\"x.png\"", "aspect-ratio");
  fixture->input.model = NULL;
  assert_missing (fixture, NAMED ",\"duration\":\"12\",\"image\":\"x.png\"", "model");
#undef NAMED
}

static void
test_build_poll (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (PackshotCall) call = NULL;
  g_autofree char *target = NULL;

  g_ptr_array_add (ids, (gpointer) "video_xyz789");
  g_ptr_array_add (ids, (gpointer) "a&ids=b");
  g_ptr_array_add (ids, (gpointer) "../x");
  call = adapter->build_poll (fixture->manifest, ids);
  target = packshot_call_dup_target (call);
  g_assert_cmpstr (call->method, ==, "GET");
  g_assert_cmpstr (target, ==, "/api/video/fetch?ids=video_xyz789,a%26ids%3Db,..%2Fx");
  g_assert_null (call->json);
}

typedef struct
{
  guint status;
  const char *body;
  PackshotVerdict verdict;
  const char *words; /* (nullable): not looked at */
} Case;

#define V(verdict) PACKSHOT_VERDICT_##verdict

static void
assert_cases (Fixture *fixture, PackshotStep step, const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (PackshotReply) reply = read_step (fixture, step, cases[i].status, cases[i].body);

      if (reply->verdict != cases[i].verdict)
        g_error ("%u %s: %d", cases[i].status, cases[i].body, reply->verdict);
      if (cases[i].words != NULL)
        g_assert_cmpstr (reply->words, ==, cases[i].words);
      if (reply->verdict != V (DONE))
        g_assert_nonnull (reply->words);
    }
}

static void
test_read_upload (Fixture *fixture, gconstpointer user_data)
{
  static const Case cases[] = {
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
  g_autoptr (PackshotReply) reply = read_step (
      fixture, PACKSHOT_STEP_UPLOAD, 200,
      "{\"code\":0,\"data\":{\"path\":\"d2mm4m9addr0008000a0.png\",\"domain\":\"https://x/\"}}");
  g_autoptr (PackshotReply) nested =
      read_step (fixture, PACKSHOT_STEP_UPLOAD, 201,
                 "{\"code\":0,\"data\":{\"path\":\"videos/20260312/ä/image.jpg\"},\"new\":[]}");

  g_assert_cmpint (reply->verdict, ==, V (DONE));
  g_assert_cmpstr (find_id (reply, "image"), ==, "d2mm4m9addr0008000a0.png");
  g_assert_cmpstr (find_id (nested, "image"), ==, "videos/20260312/ä/image.jpg");
  assert_cases (fixture, PACKSHOT_STEP_UPLOAD, cases, G_N_ELEMENTS (cases));
}

static void
test_read_create (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotReply) reply = read_create (
      fixture, "{\"code\":0,\"data\":{\"task_id\":\"task_abc123\",\"video_ids\":"
               "[\"video_xyz789\"],\"asset_ids\":[],\"consumed_credit\":100,\"credit\":900,"
               "\"sub_credit\":0}}");

  g_assert_cmpint (reply->verdict, ==, V (DONE));
  g_assert_cmpstr (find_id (reply, "video"), ==, "video_xyz789");
  g_assert_cmpstr (find_id (reply, "task"), ==, "task_abc123");
  g_assert_cmpint (reply->cost, ==, 100 * PACKSHOT_MONEY_ONE);
  g_assert_cmpint (reply->balance, ==, 900 * PACKSHOT_MONEY_ONE);
  g_assert_cmpuint (reply->warnings->len, ==, 0);
}

/* Whatever is odd: an order that has an id was taken. */
static void
test_read_create_odd (Fixture *fixture, gconstpointer user_data)
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
  g_autoptr (PackshotReply) two = read_create (
      fixture, "{\"code\":0,\"data\":{\"video_ids\":[\"one\",\"two\"],\"credit\":1e999}}");

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (PackshotReply) reply = read_create (fixture, bodies[i]);

      g_assert_cmpint (reply->verdict, ==, V (DONE));
      g_assert_cmpstr (find_id (reply, "video"), ==, "video_xyz789");
      g_assert_cmpint (reply->cost, ==, PACKSHOT_MONEY_UNKNOWN);
      g_assert_cmpint (reply->balance, ==, PACKSHOT_MONEY_UNKNOWN);
    }

  g_assert_cmpstr (find_id (two, "video"), ==, "one");
  g_assert_cmpuint (two->warnings->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (two->warnings, 0), ==,
                   "The service makes one more video, “two”.");
  g_assert_cmpstr (find_id (two, "other-video"), ==, "two");
}

static void
test_read_create_bad (Fixture *fixture, gconstpointer user_data)
{
  static const Case cases[] = {
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
  g_autoptr (PackshotReply) task_only =
      read_create (fixture, "{\"code\":0,\"data\":{\"task_id\":\"task_abc123\",\"credit\":900}}");
  g_autofree char *spaces = g_strnfill (9 * 1024 * 1024, ' ');
  g_autoptr (PackshotReply) oversized = read_create (fixture, spaces);

  assert_cases (fixture, PACKSHOT_STEP_CREATE, cases, G_N_ELEMENTS (cases));

  /* What can still help a person to find it. */
  g_assert_cmpint (task_only->verdict, ==, V (UNCERTAIN));
  g_assert_cmpstr (find_id (task_only, "task"), ==, "task_abc123");
  g_assert_cmpint (task_only->balance, ==, 900 * PACKSHOT_MONEY_ONE);
  g_assert_cmpint (oversized->verdict, ==, V (UNCERTAIN));
}

#define VIDEO(members) "{\"code\":0,\"data\":{\"videos\":[{\"id\":\"video_xyz789\"," members "}]}}"
#define READY(domain, specs)                                                                       \
  "{\"code\":0,\"data\":{\"videos\":[{\"id\":\"video_xyz789\",\"status\":2," specs "}]" domain "}" \
  "}"
#define DOMAIN ",\"domain\":\"https://cdn.example.com/\""

static void
test_read_poll_working (Fixture *fixture, gconstpointer user_data)
{
  static const Case cases[] = {
    { 200, VIDEO ("\"status\":0"), V (WORKING), "Waiting in line at the service." },
    { 200, VIDEO ("\"status\":1"), V (WORKING), "The service is making the video." },
    { 200, VIDEO ("\"name\":\"x\""), V (WORKING), "Waiting in line at the service." },
    { 200, VIDEO ("\"status\":null"), V (WORKING), "Waiting in line at the service." },
    { 200, VIDEO ("\"status\":1.0"), V (WORKING), "The service is making the video." },
    { 200, VIDEO ("\"status\":4"), V (WORKING),
      "The service reports 4, which this program does not know." },
    { 200, VIDEO ("\"status\":-1"), V (WORKING), NULL },
    { 200, VIDEO ("\"status\":9223372036854775807"), V (WORKING), NULL },
    { 200, VIDEO ("\"status\":99999999999999999999999"), V (WORKING), NULL },
    { 200, "{\"videos\":[{\"id\":\"video_xyz789\",\"status\":1}]}", V (WORKING), NULL },
  };

  assert_cases (fixture, PACKSHOT_STEP_POLL, cases, G_N_ELEMENTS (cases));
}

static void
test_read_poll_finished (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotReply) reply = read_poll (
      fixture, READY (DOMAIN, "\"task_id\":\"task_abc123\",\"width\":1920,\"height\":1080,"
                              "\"duration\":12,\"specs\":{\"720p\":{\"video\":\"v/720.mp4\"},"
                              "\"1080p\":{\"video\":\"videos/xxx/video.mp4\","
                              "\"cover\":\"videos/xxx/cover.jpg\",\"size\":3145728}}"));
  g_autoptr (PackshotReply) lesser = read_poll (
      fixture, READY (DOMAIN, "\"width\":-1,\"height\":1e9,\"duration\":\"12\",\"specs\":{"
                              "\"540p\":{\"video\":\"540.mp4\"},\"720p\":{\"video\":\"720.mp4\","
                              "\"size\":-7,\"cover\":7},\"1080p\":{\"video\":null},\"best\":[]}"));
  g_autoptr (PackshotReply) whole = read_poll (
      fixture, READY ("", "\"specs\":{\"1080p\":{\"video\":\"https://a.example/v.mp4?sig=%2B\","
                          "\"cover\":\"javascript:alert(1)\"}}"));

  g_assert_cmpint (reply->verdict, ==, V (DONE));
  g_assert_cmpstr (find_id (reply, PACKSHOT_REMOTE_ID_VIDEO_URL), ==,
                   "https://cdn.example.com/videos/xxx/video.mp4");
  g_assert_cmpstr (find_id (reply, PACKSHOT_REMOTE_ID_COVER_URL), ==,
                   "https://cdn.example.com/videos/xxx/cover.jpg");
  g_assert_cmpuint (reply->width, ==, 1920);
  g_assert_cmpuint (reply->height, ==, 1080);
  g_assert_cmpfloat (reply->duration, ==, 12);
  g_assert_cmpfloat (reply->fraction, ==, 1);

  g_assert_cmpint (lesser->verdict, ==, V (DONE));
  g_assert_cmpstr (find_id (lesser, PACKSHOT_REMOTE_ID_VIDEO_URL), ==,
                   "https://cdn.example.com/720.mp4");
  g_assert_null (find_id (lesser, PACKSHOT_REMOTE_ID_COVER_URL));
  g_assert_cmpuint (lesser->width, ==, 0);
  g_assert_cmpuint (lesser->height, ==, 0);
  g_assert_cmpfloat (lesser->duration, ==, 0);

  g_assert_cmpstr (find_id (whole, PACKSHOT_REMOTE_ID_VIDEO_URL), ==,
                   "https://a.example/v.mp4?sig=%2B");
  g_assert_null (find_id (whole, PACKSHOT_REMOTE_ID_COVER_URL));
}

static void
test_read_poll_failed (Fixture *fixture, gconstpointer user_data)
{
  static const Case cases[] = {
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

  assert_cases (fixture, PACKSHOT_STEP_POLL, cases, G_N_ELEMENTS (cases));
}

/* Nothing here is a verdict on the job: it goes on. */
static void
test_read_poll_bad (Fixture *fixture, gconstpointer user_data)
{
  static const Case cases[] = {
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

  assert_cases (fixture, PACKSHOT_STEP_POLL, cases, G_N_ELEMENTS (cases));
}

static void
test_read_poll_many (Fixture *fixture, gconstpointer user_data)
{
  static const char *const names[] = { "c", "a", "b", "d" };
  static const PackshotVerdict verdicts[] = { V (DONE), V (WORKING), V (FAILED), V (GONE) };
  static const char body[] =
      "{\"code\":0,\"data\":{\"videos\":[{\"id\":\"a\",\"status\":1},{\"id\":\"b\",\"status\":3},"
      "{\"id\":\"c\",\"status\":2,\"specs\":{\"1080p\":{\"video\":\"c.mp4\"}}},"
      "{\"id\":\"stranger\",\"status\":3}],\"domain\":\"https://cdn.example.com\"}}";
  g_autoptr (PackshotNetAnswer) answer = new_answer (200, body);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) replies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_reply_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (ids, (gpointer) names[i]);
  adapter->read_poll (fixture->manifest, ids, answer, replies);

  g_assert_cmpuint (replies->len, ==, G_N_ELEMENTS (verdicts));
  for (guint i = 0; i < replies->len; i++)
    {
      PackshotReply *reply = g_ptr_array_index (replies, i);

      g_assert_cmpint (reply->verdict, ==, verdicts[i]);
    }
  g_assert_cmpstr (find_id (g_ptr_array_index (replies, 0), PACKSHOT_REMOTE_ID_VIDEO_URL), ==,
                   "https://cdn.example.com/c.mp4");
}

static void
test_test (Fixture *fixture, gconstpointer user_data)
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
  g_autoptr (PackshotCall) call = adapter->build_test (&fixture->input, NULL);
  g_autofree char *target = packshot_call_dup_target (call);

  g_assert_cmpstr (call->method, ==, "GET");
  g_assert_cmpstr (target, ==, "/api/video/fetch?ids=packshot-test");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotNetAnswer) answer = new_answer (200, cases[i].body);
      g_autoptr (PackshotReply) reply = adapter->read_test (&fixture->input, answer);

      g_assert_cmpint (reply->verdict, ==, cases[i].verdict);
    }
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
  g_test_add ("/shortvideo/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("build-upload", test_build_upload);
  ADD ("build-create", test_build_create);
  ADD ("build-create/full", test_build_create_full);
  ADD ("build-create/missing", test_build_create_missing);
  ADD ("build-poll", test_build_poll);
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
  g_test_add_func ("/shortvideo/table", test_table);

  return g_test_run ();
}
