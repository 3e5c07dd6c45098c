/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Whatever a manifest says, it is refused in words, or all that is made of it holds together. */

#include <math.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-film-plan.h"
#include "packshot-fuzz.h"
#include "packshot-manifest.h"
#include "packshot-request.h"
#include "packshot-studio-manifest.h"

/* A file that is there and not empty; nothing looks into it. */
#define PHOTO "/proc/self/exe"

static void
check_words (const char *words)
{
  g_assert_true (words != NULL && *words != '\0' && g_utf8_validate (words, -1, NULL));
  g_assert_null (strchr (words, '\n'));
}

static void
check_option (PackshotManifest *manifest, PackshotOption *option)
{
  check_words (packshot_option_get_name (option));
  check_words (packshot_option_get_label (option));
  g_assert_true (packshot_manifest_lookup (manifest, packshot_option_get_name (option)) == option);
}

static void
check_remote (PackshotManifest *manifest)
{
  const char *model = packshot_manifest_get_default_model (manifest);

  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (manifest, i);

      check_words (spec->name);
      check_words (spec->label);
    }
  for (guint i = 0; i < packshot_manifest_get_n_models (manifest); i++)
    check_words (packshot_manifest_get_model (manifest, i)->id);
  if (model != NULL)
    g_assert_nonnull (packshot_manifest_find_model (manifest, model));

  g_assert_true (packshot_manifest_get_poll_interval (manifest) > 0);
  g_assert_true (isfinite (packshot_manifest_get_poll_interval (manifest)));
  g_assert_cmpuint (packshot_manifest_get_poll_batch (manifest), >, 0);
}

/* Nothing that is chosen, as often as it is asked about, may lead astray. */
static void
check_request (PackshotManifest *manifest)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (manifest);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *words = packshot_request_explain (request, option, NULL);

      g_assert_cmpint (packshot_request_is_asked (request, option), ==, words == NULL);
      for (guint j = 0; j < packshot_option_get_n_choices (option); j++)
        {
          const PackshotChoice *choice = packshot_option_get_choice (option, j);
          g_autofree char *why = packshot_request_explain (request, option, choice);

          if (words == NULL)
            g_assert_cmpint (packshot_request_offers (request, option, choice), ==, why == NULL);
          if (i % 2 == 0)
            packshot_request_set (request, packshot_option_get_name (option), choice->value, NULL);
        }
    }

  if (!packshot_request_freeze (request, &error))
    check_words (error->message);
}

/* What the Studio finds good makes films of it, whatever is chosen. */
static void
check_film (PackshotManifest *manifest, guint index)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (manifest);
  g_autoptr (PackshotFilmPlan) plan = NULL;

  packshot_request_set (request, "image", PHOTO, NULL);
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);

      if (index < packshot_option_get_n_choices (option))
        packshot_request_set (request, packshot_option_get_name (option),
                              packshot_option_get_choice (option, index)->value, NULL);
    }
  if (!packshot_request_freeze (request, NULL))
    return;

  plan = packshot_film_plan_new (request);
  g_assert_true (plan->photo != NULL && plan->style != NULL && plan->encoder != NULL);
  g_assert_cmpint (MIN (plan->width, plan->height), ==, 1080);
  g_assert_cmpint (packshot_film_plan_get_n_frames (plan), >, 0);
}

static void
check_films (PackshotManifest *manifest)
{
  g_autoptr (GError) error = NULL;

  if (packshot_studio_manifest_check (manifest, &error))
    {
      for (guint i = 0; i < 4; i++)
        check_film (manifest, i);
      return;
    }

  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST);
  check_words (error->message);
}

static void
check (PackshotManifest *manifest)
{
  check_words (packshot_manifest_get_id (manifest));
  check_words (packshot_manifest_get_name (manifest));
  check_words (packshot_manifest_get_engine (manifest));
  g_assert_cmpuint (packshot_manifest_get_concurrency (manifest), >, 0);
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    check_option (manifest, packshot_manifest_get_option (manifest, i));
  if (!packshot_manifest_get_offline (manifest))
    check_remote (manifest);
  check_request (manifest);
  check_films (manifest);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotManifest) manifest =
      packshot_manifest_new_from_bytes (bytes, "fuzz.json", &error);

  if (manifest == NULL)
    {
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST);
      g_assert_true (g_str_has_prefix (error->message, "fuzz.json"));
      check_words (error->message);
      return 0;
    }

  g_assert_no_error (error);
  check (manifest);
  return 0;
}
