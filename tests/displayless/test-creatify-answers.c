/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Every answer of Creatify to a paid step, to a question for a task and to that for the credits. */

#include "packshot-creatify.h"
#include "packshot-test-adapter.h"

#define ID    "0a1b2c3d-0000-4000-8000-000000000001"
#define OTHER "0a1b2c3d-0000-4000-8000-000000000002"

#define V(verdict) PACKSHOT_VERDICT_##verdict

static void
set_up (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_set_up (test, &packshot_creatify_adapter, SERVICES "/creatify.json");
  test->poll_id = ID;
}

static void
tear_down (PackshotTestAdapter *test, gconstpointer user_data)
{
  packshot_test_adapter_tear_down (test);
}

static const PackshotStep paid[] = {
  PACKSHOT_STEP_CREATE,
  PACKSHOT_STEP_APPROVE,
  PACKSHOT_STEP_REGENERATE_PICTURE,
  PACKSHOT_STEP_REGENERATE_VIDEO,
};

/* Whatever else stands in the answer: with an id it can be asked for. */
static void
test_read_paid (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
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
      packshot_test_adapter_assert_answers (test, paid[i], answers, G_N_ELEMENTS (answers));
      for (guint j = 0; j < G_N_ELEMENTS (answers); j++)
        {
          g_autoptr (PackshotReply) reply =
              packshot_test_adapter_read (test, paid[i], answers[j].status, answers[j].body);

          g_assert_cmpstr (packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_POLL), ==,
                           ID);
          g_assert_cmpint (reply->cost, ==, PACKSHOT_MONEY_UNKNOWN);
        }
    }
}

static void
test_read_paid_bad (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
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
    packshot_test_adapter_assert_answers (test, paid[i], answers, G_N_ELEMENTS (answers));
}

/* The documents promise words about it, and show none. */
static void
test_credits (PackshotTestAdapter *test, gconstpointer user_data)
{
#define POOR "There are too few credits left for this."
  static const PackshotTestAnswer answers[] = {
    { 402, "", V (REFUSED), POOR },
    { 402, "{\"detail\":\"Insufficient credits.\"}", V (REFUSED),
      POOR " The service said: “Insufficient credits.”" },
    { 400, "{\"message\":\"You don't have enough Credits\"}", V (REFUSED),
      POOR " The service said: “You don't have enough Credits”." },
    { 403, "{\"non_field_errors\":[\"No API credits left.\"]}", V (KEY_REFUSED),
      POOR " The service said: “No API credits left.”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (paid); i++)
    packshot_test_adapter_assert_answers (test, paid[i], answers, G_N_ELEMENTS (answers));
#undef POOR
}

#define TASK(members) "[{\"id\":\"" OTHER "\"},{\"id\":\"" ID "\"," members "}]"
#define PICTURE       "\"generated_photo_url\":\"https://cdn.example/p.jpg\""
#define VIDEO         "\"generated_video_url\":\"https://cdn.example/v.mp4?sig=%2B\""

static void
test_read_poll_working (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, TASK ("\"status\":\"initializing\""), V (WORKING), "Waiting in line at the service." },
    { 200, TASK ("\"status\":\"image_generating\",\"generated_photo_url\":\"\""), V (WORKING),
      "The service is making the picture." },
    { 200, TASK ("\"status\":\"video_generating\",\"failed_reason\":null," PICTURE), V (WORKING),
      "The service is making the video." },
    { 200, TASK ("\"status\":\"paused\""), V (WORKING),
      "The service reports “paused”, which this program does not know." },
    { 200, "{\"count\":1,\"next\":null,\"results\":" TASK ("\"status\":\"initializing\"") "}",
      V (WORKING), NULL },
  };
  /* Of which nothing can be said. */
  static const char *const wordless[] = {
    TASK ("\"status\":null"),
    TASK ("\"status\":\"\""),
    TASK ("\"status\":3"),
    TASK ("\"failed_reason\":\"\""),
  };

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_POLL, answers, G_N_ELEMENTS (answers));
  for (guint i = 0; i < G_N_ELEMENTS (wordless); i++)
    {
      g_autoptr (PackshotReply) reply =
          packshot_test_adapter_read (test, PACKSHOT_STEP_POLL, 200, wordless[i]);

      g_assert_cmpint (reply->verdict, ==, V (WORKING));
      g_assert_null (reply->words);
    }
}

static void
test_read_poll_ready (PackshotTestAdapter *test, gconstpointer user_data)
{
  g_autoptr (PackshotReply) picture = packshot_test_adapter_read (
      test, PACKSHOT_STEP_POLL, 200, TASK ("\"status\":\"image_generated\"," PICTURE));
  g_autoptr (PackshotReply) video = packshot_test_adapter_read (
      test, PACKSHOT_STEP_POLL, 200, TASK ("\"status\":\"video_generated\"," PICTURE "," VIDEO));
  g_autoptr (PackshotReply) bare = packshot_test_adapter_read (
      test, PACKSHOT_STEP_POLL, 200,
      TASK ("\"status\":\"video_generated\",\"generated_photo_url\":null," VIDEO));

  g_assert_cmpint (picture->verdict, ==, V (REVIEW));
  g_assert_cmpstr (packshot_remote_id_find (picture->remote_ids, PACKSHOT_REMOTE_ID_PREVIEW_URL),
                   ==, "https://cdn.example/p.jpg");
  g_assert_null (packshot_remote_id_find (picture->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL));
  g_assert_cmpint (video->verdict, ==, V (DONE));
  g_assert_cmpstr (packshot_remote_id_find (video->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL), ==,
                   "https://cdn.example/v.mp4?sig=%2B");
  g_assert_cmpstr (packshot_remote_id_find (video->remote_ids, PACKSHOT_REMOTE_ID_COVER_URL), ==,
                   "https://cdn.example/p.jpg");
  g_assert_cmpint (bare->verdict, ==, V (DONE));
  g_assert_null (packshot_remote_id_find (bare->remote_ids, PACKSHOT_REMOTE_ID_COVER_URL));
}

static void
test_read_poll_failed (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
    { 200, TASK ("\"status\":\"failed\",\"failed_reason\":\"No product was found.\""), V (FAILED),
      "The service could not make this video: “No product was found.”" },
    { 200, TASK ("\"status\":\"failed\",\"failed_reason\":\"\""), V (FAILED),
      "The service could not make this video, and gives no reason." },
    { 200, TASK ("\"status\":\"failed\",\"failed_reason\":null," VIDEO), V (FAILED), NULL },
    { 200, TASK ("\"status\":\"failed\""), V (FAILED), NULL },
  };

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_POLL, answers, G_N_ELEMENTS (answers));
}

/* Nothing here is a verdict on the job: it goes on. */
static void
test_read_poll_bad (PackshotTestAdapter *test, gconstpointer user_data)
{
  static const PackshotTestAnswer answers[] = {
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

  packshot_test_adapter_assert_answers (test, PACKSHOT_STEP_POLL, answers, G_N_ELEMENTS (answers));
}

static void
test_test (PackshotTestAdapter *test, gconstpointer user_data)
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

  packshot_test_adapter_assert_get (test->adapter->build_test (&test->input, NULL),
                                    "/api/remaining_credits/");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotReply) reply =
          packshot_test_adapter_read (test, PACKSHOT_STEP_PREPARE, 200, cases[i].body);

      g_assert_cmpint (reply->verdict, ==, cases[i].verdict);
      if (reply->verdict == V (DONE))
        g_assert_cmpint (reply->balance, ==, (gint64) (cases[i].balance * PACKSHOT_MONEY_ONE));
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/creatify/" path, PackshotTestAdapter, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("read-paid", test_read_paid);
  ADD ("read-paid/bad", test_read_paid_bad);
  ADD ("credits", test_credits);
  ADD ("read-poll/working", test_read_poll_working);
  ADD ("read-poll/ready", test_read_poll_ready);
  ADD ("read-poll/failed", test_read_poll_failed);
  ADD ("read-poll/bad", test_read_poll_bad);
  ADD ("test", test_test);

  return g_test_run ();
}
