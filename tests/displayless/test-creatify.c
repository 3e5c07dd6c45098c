/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Every parameter of Creatify's flow on the wire, and every answer to a task. */

#include <gio/gio.h>
#include <string.h>

#include "packshot-answer.h"
#include "packshot-core-error.h"
#include "packshot-creatify.h"
#include "packshot-request-json.h"

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

#define V(verdict) PACKSHOT_VERDICT_##verdict

static const PackshotAdapter *const adapter = &packshot_creatify_adapter;

typedef struct
{
  PackshotManifest *manifest; /* (owned) */
  GPtrArray *remote_ids;      /* (owned) (element-type PackshotRemoteId) */
  PackshotAdapterInput input; /* but for its request: (unowned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (SERVICES "/creatify.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);
  fixture->manifest = packshot_manifest_new_from_bytes (bytes, "test.json", &error);
  g_assert_no_error (error);
  fixture->remote_ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  fixture->input = (PackshotAdapterInput){
    .manifest = fixture->manifest,
    .remote_ids = fixture->remote_ids,
  };
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  if (fixture->input.request != NULL)
    g_assert_finalize_object (fixture->input.request);
  g_assert_finalize_object (fixture->manifest);
  g_ptr_array_unref (fixture->remote_ids);
}

/* Freezes a request as the ledger would give it back. */
static void
ask (Fixture *fixture, const char *values)
{
  g_autofree char *json =
      g_strdup_printf ("{\"format\":1,\"service\":\"creatify\",\"values\":{%s}}", values);
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->input.request);
  fixture->input.request = packshot_request_from_json (fixture->manifest, json, NULL, &error);
  g_assert_no_error (error);
}

static void
add_id (Fixture *fixture, const char *kind, const char *id)
{
  g_ptr_array_add (fixture->remote_ids, packshot_remote_id_new (kind, id, NULL));
}

static void
assert_call (Fixture *fixture, PackshotAdapterBuild build, const char *path, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotCall) call = build (&fixture->input, &error);
  g_autofree char *target = NULL;
  g_autofree char *body = NULL;

  g_assert_no_error (error);
  target = packshot_call_dup_target (call);
  g_assert_cmpstr (call->method, ==, "POST");
  g_assert_cmpstr (target, ==, path);
  g_assert_null (call->headers[0]);
  g_assert_null (call->file);
  body = g_strndup (g_bytes_get_data (call->json, NULL), g_bytes_get_size (call->json));
  g_assert_cmpstr (body, ==, json);
}

static void
assert_no_call (Fixture *fixture, PackshotAdapterBuild build, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (build (&fixture->input, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” says nothing of “%s”.", error->message, words);
}

static void
test_create (Fixture *fixture, gconstpointer user_data)
{
  ask (fixture, PLAIN);
  assert_call (fixture, adapter->build_create, TASKS "gen_image/",
               "{\"product_url\":\"https://shop.example/mug.jpg\",\"type\":\"product_anyshot\","
               "\"aspect_ratio\":\"9x16\"}");
  ask (fixture, PHOTO ",\"type\":\"product_anyshot\",\"aspect-ratio\":\"1:1\"");
  assert_call (fixture, adapter->build_create, TASKS "gen_image/",
               "{\"product_url\":\"https://shop.example/mug.jpg\",\"type\":\"product_anyshot\","
               "\"aspect_ratio\":\"1x1\"}");
}

/* What is for the video waits until that is ordered. */
static void
test_create_full (Fixture *fixture, gconstpointer user_data)
{
  ask (fixture, FULL);
  assert_call (fixture, adapter->build_create, TASKS "gen_image/",
               "{\"product_url\":\"https://shop.example/mug.jpg\",\"type\":\"product_avatar\","
               "\"aspect_ratio\":\"16x9\",\"image_prompt\":\"On a “beach”\\nat dusk\","
               "\"override_avatar\":\"" OTHER "\","
               "\"product_showcase_url\":\"https://shop.example/like-this.png\","
               "\"webhook_url\":\"https://hooks.example/done?x=1\"}");
}

/* Files go out by the addresses that they were given on the way, and never by their paths. */
static void
test_create_hosted (Fixture *fixture, gconstpointer user_data)
{
  ask (fixture, "\"image\":\"/home/a/mug.jpg\",\"type\":\"product_anyshot\","
                "\"aspect-ratio\":\"9:16\",\"product-showcase-url\":\"/home/a/like.png\"");
  assert_no_call (fixture, adapter->build_create, PACKSHOT_CORE_ERROR_MISSING_VALUE, "“image”");
  add_id (fixture, "image", "https://host.example/1.jpg");
  add_id (fixture, "product-showcase-url", "https://host.example/2.png");
  assert_call (fixture, adapter->build_create, TASKS "gen_image/",
               "{\"product_url\":\"https://host.example/1.jpg\",\"type\":\"product_anyshot\","
               "\"aspect_ratio\":\"9x16\","
               "\"product_showcase_url\":\"https://host.example/2.png\"}");
}

/* An avatar is for videos with one, whatever an edited manifest or an old ledger says. */
static void
test_no_avatar (Fixture *fixture, gconstpointer user_data)
{
  ask (fixture, PLAIN ",\"override-avatar\":\"" OTHER "\",\"motion-style\":\"display\"");
  add_id (fixture, PACKSHOT_REMOTE_ID_POLL, ID);
  assert_call (fixture, adapter->build_create, TASKS "gen_image/",
               "{\"product_url\":\"https://shop.example/mug.jpg\",\"type\":\"product_anyshot\","
               "\"aspect_ratio\":\"9x16\"}");
  assert_call (fixture, adapter->build_approve, TASKS ID "/gen_video/", "{}");
  assert_call (fixture, adapter->build_regenerate_video, TASKS ID "/regen_video/", "{}");
}

static void
test_create_missing (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *dots = g_strnfill (200, 'x');
  g_autofree char *address = g_strconcat ("https://host.example/", dots, NULL);

  ask (fixture, "\"type\":\"product_anyshot\",\"aspect-ratio\":\"9:16\"");
  assert_no_call (fixture, adapter->build_create, PACKSHOT_CORE_ERROR_MISSING_VALUE, "“image”");
  ask (fixture, PHOTO ",\"type\":\"product_anyshot\"");
  assert_no_call (fixture, adapter->build_create, PACKSHOT_CORE_ERROR_MISSING_VALUE,
                  "“aspect-ratio”");
  ask (fixture, PHOTO ",\"aspect-ratio\":\"9:16\"");
  assert_no_call (fixture, adapter->build_create, PACKSHOT_CORE_ERROR_MISSING_VALUE, "“type”");

  ask (fixture, PLAIN);
  add_id (fixture, "image", address);
  assert_no_call (fixture, adapter->build_create, PACKSHOT_CORE_ERROR_BAD_VALUE,
                  "has 221 characters; the service takes 200");
}

/* It stands in every paid call, so that every one of them minds it. */
static void
test_webhook (Fixture *fixture, gconstpointer user_data)
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

  add_id (fixture, PACKSHOT_REMOTE_ID_POLL, ID);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *values = g_strdup_printf (PLAIN ",\"webhook-url\":\"%s\"", bad[i]);

      ask (fixture, values);
      for (guint j = 0; j < G_N_ELEMENTS (builds); j++)
        assert_no_call (fixture, builds[j], PACKSHOT_CORE_ERROR_BAD_VALUE,
                        "A webhook is an https address");
    }
}

/* Second steps are about the newest task, and bring what was decided for them. */
static void
test_second_steps (Fixture *fixture, gconstpointer user_data)
{
  ask (fixture, FULL);
  add_id (fixture, PACKSHOT_REMOTE_ID_POLL, OTHER);
  add_id (fixture, PACKSHOT_REMOTE_ID_POLL, ID);
  assert_call (fixture, adapter->build_approve, TASKS ID "/gen_video/",
               "{\"motion_style\":\"talking\",\"video_prompt\":\"Slowly nearer\","
               "\"webhook_url\":\"https://hooks.example/done?x=1\"}");
  assert_call (fixture, adapter->build_regenerate_video, TASKS ID "/regen_video/",
               "{\"motion_style\":\"talking\",\"video_prompt\":\"Slowly nearer\","
               "\"webhook_url\":\"https://hooks.example/done?x=1\"}");
  assert_call (fixture, adapter->build_regenerate_picture, TASKS ID "/regen_image/",
               "{\"image_prompt\":\"On a “beach”\\nat dusk\","
               "\"webhook_url\":\"https://hooks.example/done?x=1\"}");
}

static void
test_second_steps_plain (Fixture *fixture, gconstpointer user_data)
{
  ask (fixture, PLAIN);
  assert_no_call (fixture, adapter->build_approve, PACKSHOT_CORE_ERROR_STATE, "Creatify");
  assert_no_call (fixture, adapter->build_regenerate_picture, PACKSHOT_CORE_ERROR_STATE,
                  "Creatify");
  add_id (fixture, PACKSHOT_REMOTE_ID_POLL, "../../x?y");
  assert_call (fixture, adapter->build_approve, TASKS "..%2F..%2Fx%3Fy/gen_video/", "{}");
  assert_call (fixture, adapter->build_regenerate_picture, TASKS "..%2F..%2Fx%3Fy/regen_image/",
               "{}");
}

static void
assert_poll (Fixture *fixture, const char *const *names, const char *expected)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (PackshotCall) call = NULL;
  g_autofree char *target = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (ids, (gpointer) names[i]);
  call = adapter->build_poll (fixture->manifest, ids);
  target = packshot_call_dup_target (call);
  g_assert_cmpstr (call->method, ==, "GET");
  g_assert_cmpstr (target, ==, expected);
}

/* One that somebody mistyped must not spoil the answer for the others. */
static void
test_build_poll (Fixture *fixture, gconstpointer user_data)
{
  static const char *const one[] = { ID, NULL };
  static const char *const two[] = { ID, OTHER, NULL };
  static const char *const strange[] = { "one&x=y", NULL };
  static const char *const mixed[] = { "one", ID, "two", OTHER, NULL };
  static const char *const none[] = { "one", "two", NULL };

  assert_poll (fixture, one, TASKS "?ids=" ID);
  assert_poll (fixture, two, TASKS "?ids=" ID "," OTHER);
  assert_poll (fixture, strange, TASKS "?ids=one%26x%3Dy");
  assert_poll (fixture, mixed, TASKS "?ids=" ID "," OTHER);
  assert_poll (fixture, none, TASKS "?ids=one");
  g_assert_cmpuint (packshot_manifest_get_poll_batch (fixture->manifest), ==, 100);
}

static PackshotNetAnswer *
new_answer (guint status, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return packshot_net_answer_new (status, "", bytes);
}

static PackshotReply *
read_poll (Fixture *fixture, PackshotNetAnswer *answer)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) replies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_reply_free);

  g_ptr_array_add (ids, (gpointer) ID);
  adapter->read_poll (fixture->manifest, ids, answer, replies);
  g_assert_cmpuint (replies->len, ==, 1);

  return g_ptr_array_steal_index (replies, 0);
}

/* As the one who sends calls does it. */
static PackshotReply *
read_step (Fixture *fixture, PackshotStep step, guint status, const char *body)
{
  g_autoptr (PackshotNetAnswer) answer = new_answer (status, body);
  PackshotReply *reply = packshot_answer_read_status (adapter, step, answer);

  if (reply != NULL)
    return reply;

  switch ((guint) step)
    {
    case PACKSHOT_STEP_CREATE:
      return adapter->read_create (&fixture->input, answer);
    case PACKSHOT_STEP_APPROVE:
      return adapter->read_approve (&fixture->input, answer);
    case PACKSHOT_STEP_REGENERATE_PICTURE:
      return adapter->read_regenerate_picture (&fixture->input, answer);
    case PACKSHOT_STEP_REGENERATE_VIDEO:
      return adapter->read_regenerate_video (&fixture->input, answer);
    default:
      return read_poll (fixture, answer);
    }
}

static const char *
find_id (PackshotReply *reply, const char *kind)
{
  return packshot_remote_id_find (reply->remote_ids, kind);
}

typedef struct
{
  guint status;
  const char *body;
  PackshotVerdict verdict;
  const char *words; /* (nullable): not looked at */
} Case;

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
      if (reply->verdict != V (DONE) && reply->verdict != V (WORKING))
        g_assert_nonnull (reply->words);
    }
}

static const PackshotStep paid[] = {
  PACKSHOT_STEP_CREATE,
  PACKSHOT_STEP_APPROVE,
  PACKSHOT_STEP_REGENERATE_PICTURE,
  PACKSHOT_STEP_REGENERATE_VIDEO,
};

/* Whatever else stands in the answer: with an id it can be asked for. */
static void
test_read_paid (Fixture *fixture, gconstpointer user_data)
{
  static const Case cases[] = {
    { 201, "{\"id\":\"" ID "\",\"status\":\"initializing\",\"failed_reason\":null}", V (DONE),
      NULL },
    { 200, "{\"id\":\"" ID "\"}", V (DONE), NULL },
    { 202, "{\"id\":\"" ID "\",\"status\":\"failed\",\"failed_reason\":\"no\"}", V (DONE), NULL },
    { 200, "{\"id\":\"" ID "\",\"detail\":\"odd\",\"product_url\":\"cut \\ud83d\"}", V (DONE),
      NULL },
    { 200, "\xef\xbb\xbf{\"id\":\"" ID "\"}", V (DONE), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (paid); i++)
    {
      assert_cases (fixture, paid[i], cases, G_N_ELEMENTS (cases));
      for (guint j = 0; j < G_N_ELEMENTS (cases); j++)
        {
          g_autoptr (PackshotReply) reply =
              read_step (fixture, paid[i], cases[j].status, cases[j].body);

          g_assert_cmpstr (find_id (reply, PACKSHOT_REMOTE_ID_POLL), ==, ID);
          g_assert_cmpint (reply->cost, ==, PACKSHOT_MONEY_UNKNOWN);
        }
    }
}

static void
test_read_paid_bad (Fixture *fixture, gconstpointer user_data)
{
  static const Case cases[] = {
    { 400, "{\"product_url\":[\"Ensure this field has no more than 200 characters.\"]}",
      V (REFUSED),
      "The service refuses this: “product_url: Ensure this field has no more than 200 "
      "characters.”" },
    { 400, "{\"non_field_errors\":[\"This task is not at this step.\"]}", V (REFUSED),
      "The service refuses this: “This task is not at this step.”" },
    { 400, "", V (REFUSED), "The service refuses this without a reason (status 400)." },
    { 404, "{\"detail\":\"Not found.\"}", V (REFUSED), "The service refuses this: “Not found.”" },
    { 405, "{\"detail\":\"Method “POST” not allowed.\"}", V (REFUSED), NULL },
    { 401, "{\"detail\":\"Invalid credentials.\"}", V (KEY_REFUSED),
      "The service does not accept the key. The service said: “Invalid credentials.”" },
    { 403, "{\"detail\":\"Your plan has no API access.\"}", V (KEY_REFUSED), NULL },
    { 429, "{\"detail\":\"Request was throttled.\"}", V (BUSY), NULL },
    { 301, "", V (MOVED), NULL },
    { 308, "", V (MOVED), NULL },
    /* Nothing that leaves it open is taken for a refusal. */
    { 500, "{\"detail\":\"Insufficient credits.\"}", V (UNCERTAIN), NULL },
    { 502, "<html>Bad Gateway</html>", V (UNCERTAIN), NULL },
    { 200, "", V (UNCERTAIN), NULL },
    { 200, "{}", V (UNCERTAIN), NULL },
    { 200, "[]", V (UNCERTAIN), NULL },
    { 200, "[{\"id\":\"" ID "\"}]", V (UNCERTAIN), NULL },
    { 200, "{\"id\":null}", V (UNCERTAIN), NULL },
    { 200, "{\"id\":\"\"}", V (UNCERTAIN), NULL },
    { 200, "{\"id\":7}", V (UNCERTAIN), NULL },
    { 200, "{\"id\":\"a b\"}", V (UNCERTAIN), NULL },
    { 200, "{\"detail\":\"Insufficient credits.\"}", V (UNCERTAIN), NULL },
    { 204, "", V (UNCERTAIN), NULL },
    { 200, "{\"id\":\"" ID, V (UNCERTAIN), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (paid); i++)
    assert_cases (fixture, paid[i], cases, G_N_ELEMENTS (cases));
}

/* The documents promise words about it, and show none. */
static void
test_credits (Fixture *fixture, gconstpointer user_data)
{
#define POOR "There are too few credits left for this."
  static const Case cases[] = {
    { 402, "", V (REFUSED), POOR },
    { 402, "{\"detail\":\"Insufficient credits.\"}", V (REFUSED),
      POOR " The service said: “Insufficient credits.”" },
    { 400, "{\"message\":\"You don't have enough Credits\"}", V (REFUSED),
      POOR " The service said: “You don't have enough Credits”." },
    { 403, "{\"non_field_errors\":[\"No API credits left.\"]}", V (KEY_REFUSED),
      POOR " The service said: “No API credits left.”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (paid); i++)
    assert_cases (fixture, paid[i], cases, G_N_ELEMENTS (cases));
#undef POOR
}

#define TASK(members) "[{\"id\":\"" OTHER "\"},{\"id\":\"" ID "\"," members "}]"
#define PICTURE       "\"generated_photo_url\":\"https://cdn.example/p.jpg\""
#define VIDEO         "\"generated_video_url\":\"https://cdn.example/v.mp4?sig=%2B\""

static void
test_read_poll_working (Fixture *fixture, gconstpointer user_data)
{
  static const Case cases[] = {
    { 200, TASK ("\"status\":\"initializing\""), V (WORKING), "Waiting in line at the service." },
    { 200, TASK ("\"status\":\"image_generating\",\"generated_photo_url\":\"\""), V (WORKING),
      "The service is making the picture." },
    { 200, TASK ("\"status\":\"video_generating\",\"failed_reason\":null," PICTURE), V (WORKING),
      "The service is making the video." },
    { 200, TASK ("\"status\":\"paused\""), V (WORKING),
      "The service reports “paused”, which this program does not know." },
    { 200, TASK ("\"status\":null"), V (WORKING), NULL },
    { 200, TASK ("\"status\":\"\""), V (WORKING), NULL },
    { 200, TASK ("\"status\":3"), V (WORKING), NULL },
    { 200, TASK ("\"failed_reason\":\"\""), V (WORKING), NULL },
    { 200, "{\"count\":1,\"next\":null,\"results\":" TASK ("\"status\":\"initializing\"") "}",
      V (WORKING), NULL },
  };

  assert_cases (fixture, PACKSHOT_STEP_POLL, cases, G_N_ELEMENTS (cases));
}

static void
test_read_poll_ready (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotReply) picture = read_step (fixture, PACKSHOT_STEP_POLL, 200,
                                                 TASK ("\"status\":\"image_generated\"," PICTURE));
  g_autoptr (PackshotReply) video = read_step (
      fixture, PACKSHOT_STEP_POLL, 200, TASK ("\"status\":\"video_generated\"," PICTURE "," VIDEO));
  g_autoptr (PackshotReply) bare =
      read_step (fixture, PACKSHOT_STEP_POLL, 200,
                 TASK ("\"status\":\"video_generated\",\"generated_photo_url\":null," VIDEO));

  g_assert_cmpint (picture->verdict, ==, V (REVIEW));
  g_assert_cmpstr (find_id (picture, PACKSHOT_REMOTE_ID_PREVIEW_URL), ==,
                   "https://cdn.example/p.jpg");
  g_assert_null (find_id (picture, PACKSHOT_REMOTE_ID_VIDEO_URL));
  g_assert_cmpint (video->verdict, ==, V (DONE));
  g_assert_cmpstr (find_id (video, PACKSHOT_REMOTE_ID_VIDEO_URL), ==,
                   "https://cdn.example/v.mp4?sig=%2B");
  g_assert_cmpstr (find_id (video, PACKSHOT_REMOTE_ID_COVER_URL), ==, "https://cdn.example/p.jpg");
  g_assert_cmpint (bare->verdict, ==, V (DONE));
  g_assert_null (find_id (bare, PACKSHOT_REMOTE_ID_COVER_URL));
}

static void
test_read_poll_failed (Fixture *fixture, gconstpointer user_data)
{
  static const Case cases[] = {
    { 200, TASK ("\"status\":\"failed\",\"failed_reason\":\"No product was found.\""), V (FAILED),
      "The service could not make this video: “No product was found.”" },
    { 200, TASK ("\"status\":\"failed\",\"failed_reason\":\"\""), V (FAILED),
      "The service could not make this video, and gives no reason." },
    { 200, TASK ("\"status\":\"failed\",\"failed_reason\":null," VIDEO), V (FAILED), NULL },
    { 200, TASK ("\"status\":\"failed\""), V (FAILED), NULL },
  };

  assert_cases (fixture, PACKSHOT_STEP_POLL, cases, G_N_ELEMENTS (cases));
}

/* Nothing here is a verdict on the job: it goes on. */
static void
test_read_poll_bad (Fixture *fixture, gconstpointer user_data)
{
  static const Case cases[] = {
    { 200, "", V (UNCERTAIN), NULL },
    { 200, "{}", V (UNCERTAIN), NULL },
    { 200, "<html>", V (UNCERTAIN), NULL },
    { 200, "{\"detail\":\"busy\"}", V (UNCERTAIN), NULL },
    { 200, "[{\"id\":\"" ID "\"},", V (UNCERTAIN), NULL },
    { 200, "[],\"x\":[]", V (UNCERTAIN), NULL },
    { 200, "{\"results\":{}}", V (UNCERTAIN), NULL },
    { 200, TASK ("\"status\":\"image_generated\""), V (UNCERTAIN),
      "The service says that the picture is ready, but not where." },
    { 200, TASK ("\"status\":\"image_generated\",\"generated_photo_url\":\"file:///etc/passwd\""),
      V (UNCERTAIN), NULL },
    { 200, TASK ("\"status\":\"video_generated\"," PICTURE), V (UNCERTAIN),
      "The service says that the video is ready, but not where." },
    { 200, TASK ("\"status\":\"video_generated\",\"generated_video_url\":[]"), V (UNCERTAIN),
      NULL },
    { 200, "[]", V (GONE), NULL },
    { 200, "[null,7,[],{},{\"id\":7},{\"id\":\"" OTHER "\",\"status\":\"failed\"}]", V (GONE),
      NULL },
    { 401, "{\"detail\":\"Invalid credentials.\"}", V (KEY_REFUSED), NULL },
    { 403, "", V (KEY_REFUSED), NULL },
    { 404, "{\"detail\":\"Not found.\"}", V (GONE), NULL },
    { 400, "{\"ids\":[\"Must be valid UUIDs.\"]}", V (REFUSED),
      "The service refuses this: “ids: Must be valid UUIDs.”" },
    { 429, "", V (BUSY), NULL },
    { 500, "", V (UNCERTAIN), NULL },
    { 302, "", V (MOVED), NULL },
  };

  assert_cases (fixture, PACKSHOT_STEP_POLL, cases, G_N_ELEMENTS (cases));
}

static void
test_test (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *body;
    PackshotVerdict verdict;
    double balance;
  } cases[] = {
    { "{\"remaining_credits\":998}", V (DONE), 998 },
    { "{\"remaining_credits\":0}", V (DONE), 0 },
    { "{\"remaining_credits\":12.5,\"plan\":\"pro\"}", V (DONE), 12.5 },
    { "{\"remaining_credits\":\"998\"}", V (UNCERTAIN), 0 },
    { "{\"remaining_credits\":-1}", V (UNCERTAIN), 0 },
    { "{}", V (UNCERTAIN), 0 },
    { "<html>Welcome</html>", V (UNCERTAIN), 0 },
  };
  g_autoptr (PackshotCall) call = adapter->build_test (&fixture->input, NULL);
  g_autofree char *target = packshot_call_dup_target (call);

  g_assert_cmpstr (call->method, ==, "GET");
  g_assert_cmpstr (target, ==, "/api/remaining_credits/");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotNetAnswer) answer = new_answer (200, cases[i].body);
      g_autoptr (PackshotReply) reply = adapter->read_test (&fixture->input, answer);

      g_assert_cmpint (reply->verdict, ==, cases[i].verdict);
      if (reply->verdict == V (DONE))
        g_assert_cmpint (reply->balance, ==, (gint64) (cases[i].balance * PACKSHOT_MONEY_ONE));
    }
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
  g_test_add ("/creatify/" path, Fixture, NULL, set_up, function, tear_down)

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
  ADD ("read-paid", test_read_paid);
  ADD ("read-paid/bad", test_read_paid_bad);
  ADD ("credits", test_credits);
  ADD ("read-poll/working", test_read_poll_working);
  ADD ("read-poll/ready", test_read_poll_ready);
  ADD ("read-poll/failed", test_read_poll_failed);
  ADD ("read-poll/bad", test_read_poll_bad);
  ADD ("test", test_test);
  g_test_add_func ("/creatify/table", test_table);

  return g_test_run ();
}
