/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What Creatify's manifest lets people ask for, when, and for how much. */

#include <gio/gio.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-ledger-charge.h"
#include "packshot-request.h"
#include "packshot-test-manifest.h"

#define PERSONA "0a1b2c3d-0000-4000-8000-000000000001"

typedef struct
{
  PackshotManifest *manifest; /* (owned) */
  PackshotRequest *request;   /* (owned) */
} Fixture;

static void
set (Fixture *fixture, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;

  packshot_request_set (fixture->request, name, value, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->manifest = packshot_test_manifest_load (SERVICES "/creatify.json");
  fixture->request = packshot_request_new (fixture->manifest);
  set (fixture, "image", "https://shop.example/mug.jpg");
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->request);
  g_assert_finalize_object (fixture->manifest);
}

static PackshotOption *
get_option (Fixture *fixture, const char *name)
{
  PackshotOption *option = packshot_manifest_lookup (fixture->manifest, name);

  g_assert_nonnull (option);
  return option;
}

static void
assert_value (Fixture *fixture, const char *name, const char *value)
{
  g_autofree char *text = packshot_request_dup_text (fixture->request, get_option (fixture, name));

  g_assert_cmpstr (text, ==, value);
}

static void
assert_refused (Fixture *fixture, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (packshot_request_check (fixture->request, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_test_message ("%s", error->message);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” says nothing of “%s”.", error->message, words);
}

static void
test_defaults (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (packshot_request_freeze (fixture->request, &error));
  g_assert_no_error (error);
  assert_value (fixture, "type", "product_anyshot");
  assert_value (fixture, "aspect-ratio", "9:16");
  assert_value (fixture, "motion-style", NULL);
  assert_value (fixture, "override-avatar", NULL);
  g_assert_null (packshot_request_get_model (fixture->request));
}

/* As the documents spell things, and as people do. */
static void
test_spellings (Fixture *fixture, gconstpointer user_data)
{
  static const char *const spellings[][3] = {
    { "aspect-ratio", "9x16", "9:16" },
    { "aspect-ratio", "16x9", "16:9" },
    { "aspect-ratio", "1x1", "1:1" },
    { "aspect-ratio", "1:1", "1:1" },
    { "type", "product_avatar", "product_avatar" },
    { "type", "avatar", "product_avatar" },
    { "type", "product-anyshot", "product_anyshot" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      set (fixture, spellings[i][0], spellings[i][1]);
      assert_value (fixture, spellings[i][0], spellings[i][2]);
    }
  g_assert_true (get_option (fixture, "product-url") == get_option (fixture, "image"));
  g_assert_true (get_option (fixture, "avatar-id") == get_option (fixture, "override-avatar"));
}

/* Who has no avatar is not asked for one, and who asks for one all the same is told. */
static void
test_avatar (Fixture *fixture, gconstpointer user_data)
{
  static const char *const names[][2] = { { "override-avatar", PERSONA },
                                          { "motion-style", "talking" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PackshotOption *option = get_option (fixture, names[i][0]);
      g_autoptr (GError) error = NULL;

      packshot_request_unset (fixture->request, "type");
      g_assert_false (packshot_request_is_asked (fixture->request, option));
      set (fixture, names[i][0], names[i][1]);
      assert_refused (fixture, packshot_option_get_label (option));

      set (fixture, "type", "product_avatar");
      g_assert_true (packshot_request_is_asked (fixture->request, option));
      g_assert_true (packshot_request_check (fixture->request, &error));
      packshot_request_unset (fixture->request, names[i][0]);
    }
  g_assert_true (packshot_option_get_catalog (get_option (fixture, "override-avatar")));
}

/* What can be changed at which step, and nothing else. */
static void
test_amend (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *name;
    const char *value;
    gboolean at_approve;
    gboolean at_picture;
    gboolean at_video;
  } cases[] = {
    { "video-prompt", "Slowly", TRUE, FALSE, TRUE },
    { "motion-style", "display", TRUE, FALSE, TRUE },
    { "image-prompt", "On a beach", FALSE, TRUE, FALSE },
    { "webhook-url", "https://hooks.example/", TRUE, TRUE, TRUE },
    { "aspect-ratio", "1:1", FALSE, FALSE, FALSE },
    { "type", "product_anyshot", FALSE, FALSE, FALSE },
    { "override-avatar", PERSONA, FALSE, FALSE, FALSE },
    { "image", "https://shop.example/other.jpg", FALSE, FALSE, FALSE },
  };

  set (fixture, "type", "product_avatar");
  g_assert_true (packshot_request_freeze (fixture->request, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const change[] = { cases[i].name, cases[i].value, NULL };
      const struct
      {
        PackshotStep step;
        gboolean is_possible;
      } steps[] = {
        { PACKSHOT_STEP_APPROVE, cases[i].at_approve },
        { PACKSHOT_STEP_REGENERATE_PICTURE, cases[i].at_picture },
        { PACKSHOT_STEP_REGENERATE_VIDEO, cases[i].at_video },
      };

      for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (PackshotRequest) amended =
              packshot_request_amend (fixture->request, steps[j].step, change, &error);

          g_test_message ("%s: %s", cases[i].name, error != NULL ? error->message : "possible");
          g_assert_true ((amended != NULL) == steps[j].is_possible);
          if (amended == NULL)
            g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
        }
    }
}

/* The rule of 200 characters, and which pictures there are. */
static void
test_addresses (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *dots = g_strnfill (200 - strlen ("https://a.example/"), 'x');
  g_autofree char *longest = g_strconcat ("https://a.example/", dots, NULL);
  g_autofree char *too_long = g_strconcat (longest, "x", NULL);
  g_autoptr (GError) error = NULL;

  set (fixture, "image", longest);
  set (fixture, "product-showcase-url", too_long);
  set (fixture, "webhook-url", longest);
  g_assert_false (packshot_request_set (fixture->request, "image", too_long, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "200"));
  g_clear_error (&error);
  g_assert_false (packshot_request_set (fixture->request, "webhook-url", too_long, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (
      packshot_request_set (fixture->request, "image", "data:image/png;base64,AA==", &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
}

static void
test_terms (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    PackshotStep step;
    gint64 amount;
  } prices[] = {
    { PACKSHOT_STEP_CREATE, 1 },
    { PACKSHOT_STEP_APPROVE, 3 },
    { PACKSHOT_STEP_REGENERATE_PICTURE, 1 },
    { PACKSHOT_STEP_REGENERATE_VIDEO, 1 },
  };
  static const char *const keys[][2] = { { "X-API-ID", "CREATIFY_API_ID" },
                                         { "X-API-KEY", "CREATIFY_API_KEY" } };

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      const PackshotPrice *price = packshot_manifest_find_price (fixture->manifest, prices[i].step);

      g_assert_true (packshot_manifest_offers_step (fixture->manifest, prices[i].step));
      g_assert_cmpint (price->amount, ==, prices[i].amount * PACKSHOT_MONEY_ONE);
      g_assert_true (price->at_least);
    }
  g_assert_true (packshot_manifest_get_balance_tells_cost (fixture->manifest));
  g_assert_nonnull (packshot_manifest_get_advice (fixture->manifest));
  g_assert_true (packshot_manifest_get_can_list (fixture->manifest));
  g_assert_cmpstr (packshot_manifest_get_base_url_environment (fixture->manifest), ==,
                   "CREATIFY_BASE_URL");

  g_assert_cmpuint (packshot_manifest_get_n_credentials (fixture->manifest), ==,
                    G_N_ELEMENTS (keys));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (fixture->manifest, i);

      g_assert_cmpstr (spec->header, ==, keys[i][0]);
      g_assert_cmpstr (spec->environment, ==, keys[i][1]);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/creatify-manifest/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("defaults", test_defaults);
  ADD ("spellings", test_spellings);
  ADD ("avatar", test_avatar);
  ADD ("amend", test_amend);
  ADD ("addresses", test_addresses);
  ADD ("terms", test_terms);

  return g_test_run ();
}
