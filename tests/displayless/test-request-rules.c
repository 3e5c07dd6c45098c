/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What depends on what in a request, with a manifest that says all that can be said. */

#include "packshot-core-error.h"
#include "packshot-request-json.h"
#include "packshot-request.h"
#include "packshot-test-manifest.h"
#include "packshot-test-utils.h"

typedef struct
{
  PackshotManifest *manifest;
  PackshotRequest *request;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->manifest = packshot_test_manifest_load (RULES);
  fixture->request = packshot_request_new (fixture->manifest);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->request);
  g_assert_finalize_object (fixture->manifest);
}

static PackshotOption *
find (Fixture *fixture, const char *name)
{
  PackshotOption *option = packshot_manifest_lookup (fixture->manifest, name);

  g_assert_nonnull (option);
  return option;
}

static void
set (PackshotRequest *request, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;

  packshot_request_set (request, name, text, &error);
  g_assert_no_error (error);
}

/* What the request says of an option, and that it says the same to whoever asks in another way. */
static void
assert_asked (Fixture *fixture, const char *name, const char *why_not)
{
  PackshotOption *option = find (fixture, name);
  g_autofree char *words = packshot_request_explain (fixture->request, option, NULL);

  g_assert_cmpstr (words, ==, why_not);
  g_assert_cmpint (packshot_request_is_asked (fixture->request, option), ==, why_not == NULL);
}

static void
assert_offered (Fixture *fixture, const char *name, const char *value, const char *why_not)
{
  PackshotOption *option = find (fixture, name);
  const PackshotChoice *choice = packshot_option_find_choice (option, value);
  g_autofree char *words = packshot_request_explain (fixture->request, option, choice);

  g_assert_cmpstr (words, ==, why_not);
  g_assert_cmpint (packshot_request_offers (fixture->request, option, choice), ==, why_not == NULL);
}

static void
assert_value (Fixture *fixture, const char *name, const char *expected)
{
  g_autofree char *text = packshot_request_dup_text (fixture->request, find (fixture, name));

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_refused (Fixture *fixture, PackshotCoreError code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (packshot_request_check (fixture->request, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
  g_clear_error (&error);

  g_assert_false (packshot_request_freeze (fixture->request, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, (int) code);
}

static void
assert_frozen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  packshot_request_freeze (fixture->request, &error);
  g_assert_no_error (error);
}

static void
test_is (Fixture *fixture, gconstpointer user_data)
{
  set (fixture->request, "prompt", "A mug");
  assert_asked (fixture, "avatar", "“Avatar” is possible only where “Type” is Avatar or Crowd.");
  set (fixture->request, "type", "crowd");
  assert_asked (fixture, "avatar", NULL);
  set (fixture->request, "avatar", "anna");

  /* What was set stays, and is refused. */
  set (fixture->request, "type", "plain");
  assert_value (fixture, "avatar", "anna");
  assert_refused (fixture, PACKSHOT_CORE_ERROR_BAD_VALUE,
                  "“Avatar” is possible only where “Type” is Avatar or Crowd.");
  packshot_request_unset (fixture->request, "avatar");
  assert_value (fixture, "avatar", NULL);
  assert_frozen (fixture);
}

/* What is not asked is not there for what depends on it. */
static void
test_chain (Fixture *fixture, gconstpointer user_data)
{
  assert_asked (fixture, "motion-style", "“Motion style” is possible only together with “Avatar”.");
  set (fixture->request, "type", "avatar");
  set (fixture->request, "avatar", "anna");
  assert_asked (fixture, "motion-style", NULL);
  set (fixture->request, "type", "plain");
  assert_asked (fixture, "motion-style", "“Motion style” is possible only together with “Avatar”.");
}

static void
test_switch (Fixture *fixture, gconstpointer user_data)
{
  assert_asked (fixture, "seed", "“Seed” is possible only where “Draft” is on.");
  assert_asked (fixture, "audio", NULL);
  assert_value (fixture, "seed", NULL);
  assert_value (fixture, "audio", "true");

  set (fixture->request, "draft", "on");
  assert_asked (fixture, "seed", NULL);
  assert_asked (fixture, "audio", "“Audio” is possible only where “Draft” is off.");
  assert_value (fixture, "seed", "3");
  assert_value (fixture, "audio", NULL);
}

static void
test_kinds (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = packshot_test_write_file ("mug.jpg", "x");

  assert_offered (fixture, "picture-as", "path",
                  "“Path” for “Picture as” is possible only where “First frame” is a file of this "
                  "computer.");
  set (fixture->request, "first-frame", path);
  assert_offered (fixture, "picture-as", "path", NULL);
  assert_offered (fixture, "picture-as", "base64", NULL);
  assert_offered (fixture, "picture-as", "url",
                  "“Address” for “Picture as” is possible only where “First frame” is a web "
                  "address or a picture that the service has.");

  set (fixture->request, "picture-as", "path");
  set (fixture->request, "first-frame", "https://example.com/mug.jpg");
  assert_offered (fixture, "picture-as", "url", NULL);
  assert_refused (fixture, PACKSHOT_CORE_ERROR_BAD_VALUE,
                  "“Path” for “Picture as” is possible only where “First frame” is a file of this "
                  "computer.");
  set (fixture->request, "first-frame", "ref:mug");
  assert_offered (fixture, "picture-as", "url", NULL);
}

static void
test_required_when (Fixture *fixture, gconstpointer user_data)
{
  PackshotOption *prompt = find (fixture, "prompt");

  g_assert_true (packshot_request_is_required (fixture->request, prompt));
  g_assert_true (packshot_request_find_missing (fixture->request) == prompt);
  assert_refused (fixture, PACKSHOT_CORE_ERROR_MISSING_VALUE,
                  "“Prompt” is missing: it is needed without “First frame”.");

  set (fixture->request, "first-frame", "ref:mug");
  g_assert_false (packshot_request_is_required (fixture->request, prompt));
  assert_frozen (fixture);
}

static void
test_model_allows (Fixture *fixture, gconstpointer user_data)
{
  set (fixture->request, "first-frame", "ref:mug");
  set (fixture->request, "duration", "-1");
  assert_offered (fixture, "duration", "-1", NULL);

  set (fixture->request, "model", "Two");
  assert_offered (fixture, "duration", "5", NULL);
  assert_offered (fixture, "duration", "-1",
                  "With “Model two”, “Duration” must be 5 or 10, not “-1”.");
  assert_asked (fixture, "last-frame", "“Model two” does not take “Last frame”.");
  assert_refused (fixture, PACKSHOT_CORE_ERROR_BAD_VALUE,
                  "With “Model two”, “Duration” must be 5 or 10, not “-1”.");

  /* One of the two that the model allows is kept away by another rule, and this one by both. */
  set (fixture->request, "duration", "12");
  assert_refused (fixture, PACKSHOT_CORE_ERROR_BAD_VALUE,
                  "With “Model two”, “Duration” must be 5 or 10, not “12”.");
  set (fixture->request, "duration", "10");
  assert_frozen (fixture);
}

static void
test_choice_when (Fixture *fixture, gconstpointer user_data)
{
  set (fixture->request, "prompt", "A mug");
  set (fixture->request, "duration", "12");
  assert_refused (fixture, PACKSHOT_CORE_ERROR_BAD_VALUE,
                  "“12 seconds” for “Duration” is possible only where “Size” is Small.");
  set (fixture->request, "size", "480");
  assert_frozen (fixture);
}

static void
test_model_defaults (Fixture *fixture, gconstpointer user_data)
{
  PackshotOption *duration = find (fixture, "duration");

  set (fixture->request, "first-frame", "ref:mug");
  assert_value (fixture, "duration", "-1");
  assert_value (fixture, "audio", "true");
  set (fixture->request, "model", "two");
  assert_value (fixture, "duration", "5");
  assert_value (fixture, "audio", "false");
  assert_value (fixture, "seed", NULL);
  set (fixture->request, "draft", "on");
  assert_value (fixture, "seed", "7");
  g_assert_false (packshot_request_is_set (fixture->request, duration));

  assert_frozen (fixture);
  assert_value (fixture, "duration", "5");
  g_assert_false (packshot_request_is_set (fixture->request, duration));
  g_assert_true (packshot_request_is_set (fixture->request, find (fixture, "draft")));

  /* Without a word of the model or the user, and not for what is not asked. */
  assert_value (fixture, "audio", NULL);
  assert_value (fixture, "last-frame", NULL);
}

static void
test_model_requires (Fixture *fixture, gconstpointer user_data)
{
  set (fixture->request, "model", "Two");
  set (fixture->request, "prompt", "A mug");
  assert_refused (fixture, PACKSHOT_CORE_ERROR_MISSING_VALUE,
                  "“First frame” is missing: “Model two” can’t do without it.");
  set (fixture->request, "first-frame", "ref:mug");
  assert_frozen (fixture);
}

/* A model that does not take the prompt does not need it either. */
static void
test_model_without (Fixture *fixture, gconstpointer user_data)
{
  set (fixture->request, "model", "Three");
  g_assert_false (packshot_request_is_required (fixture->request, find (fixture, "prompt")));
  assert_asked (fixture, "prompt", "“Model three” does not take “Prompt”.");
  assert_asked (fixture, "duration", "“Model three” does not take “Duration”.");
  assert_asked (fixture, "audio",
                "“Audio” is possible only with the model Model one or Model two.");
  assert_value (fixture, "duration", NULL);
  assert_frozen (fixture);
}

static void
test_open_model (Fixture *fixture, gconstpointer user_data)
{
  PackshotOption *model = find (fixture, "model");
  g_autoptr (PackshotRequest) back = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (packshot_option_get_open (model));
  g_assert_true (packshot_option_get_catalog (model));
  set (fixture->request, "model", " Seedance-9 ");
  set (fixture->request, "prompt", "A mug");
  set (fixture->request, "duration", "10");
  assert_asked (fixture, "last-frame",
                "“Last frame” is possible only together with “First frame”.");
  assert_asked (fixture, "draft", NULL);
  assert_frozen (fixture);
  g_assert_cmpstr (packshot_request_get_model (fixture->request), ==, "Seedance-9");

  json = packshot_request_to_json (fixture->request);
  back = packshot_request_from_json (fixture->manifest, json, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (packshot_request_get_model (back), ==, "Seedance-9");

  g_assert_false (packshot_option_parse (model, "a\nb", &error));
  g_assert_cmpstr (error->message, ==, "“Model” must be one line, without line breaks.");
}

static void
test_later_step (Fixture *fixture, gconstpointer user_data)
{
  set (fixture->request, "type", "avatar");
  set (fixture->request, "avatar", "anna");
  set (fixture->request, "prompt", "A mug");
  assert_value (fixture, "motion-style", NULL);
  set (fixture->request, "motion-style", "waving");
  assert_refused (fixture, PACKSHOT_CORE_ERROR_BAD_VALUE,
                  "“Motion style” can be given when the preview is approved, not before.");
  packshot_request_unset (fixture->request, "motion-style");
  assert_frozen (fixture);

  /* It would be asked, but not yet. */
  assert_value (fixture, "motion-style", NULL);
  g_assert_true (packshot_request_is_asked (fixture->request, find (fixture, "motion-style")));
}

static PackshotRequest *
amend (Fixture *fixture, PackshotStep step, const char *const *changes, const char *message)
{
  g_autoptr (GError) error = NULL;
  PackshotRequest *amended = packshot_request_amend (fixture->request, step, changes, &error);

  if (message == NULL)
    g_assert_no_error (error);
  else
    g_assert_cmpstr (error->message, ==, message);

  return amended;
}

static void
freeze_avatar (Fixture *fixture)
{
  set (fixture->request, "type", "crowd");
  set (fixture->request, "avatar", "anna");
  set (fixture->request, "prompt", "A mug");
  assert_frozen (fixture);
}

static void
test_amend (Fixture *fixture, gconstpointer user_data)
{
  const char *const none[] = { NULL };
  const char *const style[] = { "motion-style", "talking", NULL };
  const char *const prompt[] = { "prompt", "A cup", NULL };
  g_autoptr (PackshotRequest) approved = NULL;
  g_autoptr (PackshotRequest) again = NULL;
  g_autoptr (PackshotRequest) picture = NULL;

  freeze_avatar (fixture);

  /* The default of a step is taken at that step. */
  approved = amend (fixture, PACKSHOT_STEP_APPROVE, none, NULL);
  g_assert_cmpstr (packshot_request_get_string (approved, "motion-style"), ==, "talking");
  g_assert_cmpstr (packshot_request_get_string (approved, "avatar"), ==, "anna");
  g_assert_false (packshot_request_is_set (approved, find (fixture, "motion-style")));
  g_assert_false (packshot_request_set (approved, "prompt", "x", NULL));
  assert_value (fixture, "motion-style", NULL);

  again = packshot_request_amend (approved, PACKSHOT_STEP_REGENERATE_VIDEO, style, NULL);
  g_assert_true (packshot_request_is_set (again, find (fixture, "motion-style")));

  picture = amend (fixture, PACKSHOT_STEP_REGENERATE_PICTURE, prompt, NULL);
  g_assert_cmpstr (packshot_request_get_string (picture, "prompt"), ==, "A cup");
  g_assert_null (packshot_request_get_string (picture, "motion-style"));
  assert_value (fixture, "prompt", "A mug");
}

static void
test_amend_refused (Fixture *fixture, gconstpointer user_data)
{
  const char *const waving[] = { "motion-style", "waving", NULL };
  const char *const unknown[] = { "colour", "red", NULL };
  const char *const prompt[] = { "prompt", "A cup", NULL };
  const char *const no_prompt[] = { "prompt", "", NULL };
  const char *const wrong[] = { "motion-style", "dancing", NULL };

  freeze_avatar (fixture);
  g_assert_null (amend (fixture, PACKSHOT_STEP_APPROVE, waving,
                        "“Waving” for “Motion style” is possible only where “Type” is Avatar."));
  g_assert_null (amend (fixture, PACKSHOT_STEP_APPROVE, unknown, "Rules has no option “colour”."));
  g_assert_null (
      amend (fixture, PACKSHOT_STEP_APPROVE, prompt, "“Prompt” can’t be changed at this step."));
  g_assert_null (amend (fixture, PACKSHOT_STEP_REGENERATE_PICTURE, no_prompt,
                        "“Prompt” is missing: it is needed without “First frame”."));
  g_assert_null (amend (fixture, PACKSHOT_STEP_APPROVE, wrong,
                        "“Motion style” must be talking or waving, not “dancing”."));
}

/* A job of an earlier version, made from what the manifest no longer says: it can be gone on with,
 * but what is changed now has to be right. */
static void
test_amend_history (Fixture *fixture, gconstpointer user_data)
{
  static const char json[] =
      "{\"format\":1,\"service\":\"rules\",\"model\":\"Two\",\"values\":{\"type\":\"avatar\","
      "\"first-frame\":\"/gone.jpg\",\"avatar\":\"anna\",\"duration\":\"99\",\"size\":\"480\"}}";
  const char *const waving[] = { "motion-style", "waving", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotRequest) old =
      packshot_request_from_json (fixture->manifest, json, NULL, &error);
  g_autoptr (PackshotRequest) amended = NULL;

  g_assert_no_error (error);
  g_assert_null (packshot_request_get_string (old, "picture-as"));
  amended = packshot_request_amend (old, PACKSHOT_STEP_APPROVE, waving, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (packshot_request_get_string (amended, "motion-style"), ==, "waving");
  g_assert_cmpstr (packshot_request_get_string (amended, "duration"), ==, "99");
  g_assert_cmpstr (packshot_request_get_model (amended), ==, "Two");
}

static void
test_copy (Fixture *fixture, gconstpointer user_data)
{
  const char *const none[] = { NULL };
  g_autoptr (PackshotRequest) approved = NULL;
  g_autoptr (PackshotRequest) copy = NULL;
  g_autoptr (GError) error = NULL;

  freeze_avatar (fixture);
  approved = amend (fixture, PACKSHOT_STEP_APPROVE, none, NULL);
  copy = packshot_request_copy (approved);

  g_assert_true (packshot_request_is_set (copy, find (fixture, "avatar")));
  g_assert_true (packshot_request_is_set (copy, find (fixture, "model")));
  g_assert_false (packshot_request_is_set (copy, find (fixture, "size")));
  g_assert_false (packshot_request_is_set (copy, find (fixture, "motion-style")));

  set (copy, "size", "480");
  packshot_request_freeze (copy, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (packshot_request_get_string (approved, "size"), ==, "720");
}

static void
test_continuation (Fixture *fixture, gconstpointer user_data)
{
  set (fixture->request, "prompt", "A mug");
  g_assert_null (packshot_manifest_find_continuation (fixture->manifest, fixture->request));
  set (fixture->request, "draft", "on");
  assert_frozen (fixture);
  g_assert_true (packshot_manifest_find_continuation (fixture->manifest, fixture->request)
                 == find (fixture, "draft-task"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/request-rules/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("is", test_is);
  ADD ("chain", test_chain);
  ADD ("switch", test_switch);
  ADD ("kinds", test_kinds);
  ADD ("required-when", test_required_when);
  ADD ("choice-when", test_choice_when);
  ADD ("model/allows", test_model_allows);
  ADD ("model/defaults", test_model_defaults);
  ADD ("model/requires", test_model_requires);
  ADD ("model/without", test_model_without);
  ADD ("model/open", test_open_model);
  ADD ("later-step", test_later_step);
  ADD ("amend/changes", test_amend);
  ADD ("amend/refused", test_amend_refused);
  ADD ("amend/history", test_amend_history);
  ADD ("copy", test_copy);
  ADD ("continuation", test_continuation);

  return g_test_run ();
}
