/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Descriptions of the Studio that somebody else wrote: it makes the videos they offer, or is told
 * what is wrong with them. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "packshot-film-plan.h"
#include "packshot-registry.h"
#include "packshot-studio-service.h"
#include "packshot-test-utils.h"

/* What stands in the shipped file, what is put in its place, and what is said of that. */
typedef struct
{
  const char *old;
  const char *new;
  const char *trouble; /* (nullable): nothing is wrong */
} Change;

static const Change refused[] = {
  { "\"name\": \"product-name\"", "\"name\": \"title\"", "options: missing: “product-name”." },
  { "\"name\": \"product-info\"", "\"name\": \"claim\"", "options: missing: “product-info”." },
  { "\"name\": \"fps\"", "\"name\": \"rate\"", "options: missing: “fps”." },
  { "\"name\": \"encoder\"", "\"name\": \"codec\"", "options: missing: “encoder”." },
  { "\"name\": \"image\"", "\"name\": \"photo\"", "options: missing: “image”." },
  { "\"required\": true,\n      \"main\"", "\"main\"", "options[0].required: missing." },
  { "\"default\": \"30\",", "", "options[6].default: missing." },
  { "\"default\": \"16:9\",", "", "options[4].default: missing." },
  { "\"unit\": \"seconds\",\n      \"default\": 12", "\"unit\": \"seconds\"",
    "options[5].default: missing." },
  { "\"default\": \"30\",",
    "\"default\": \"30\", \"when\": [{\"option\": \"style\", \"is\": "
    "[\"drift\"]}],",
    "options[6].when: this option is always asked." },
  { "\"label\": \"30 fps\"",
    "\"label\": \"30 fps\", \"when\": [{\"option\": \"style\", \"is\": "
    "[\"drift\"]}]",
    "options[6].choices[2].when: the default depends on nothing here." },
  { "\"value\": \"24\"", "\"value\": \"slow\"", "options[6].choices[0].value: expected 1 to 120." },
  { "\"value\": \"24\"", "\"value\": \"0\"", "options[6].choices[0].value: expected 1 to 120." },
  { "\"value\": \"24\"", "\"value\": \"23.976\"",
    "options[6].choices[0].value: expected 1 to 120." },
  { "\"value\": \"60\"", "\"value\": \"121\"", "options[6].choices[3].value: expected 1 to 120." },
  { "\"value\": \"4:5\"", "\"value\": \"tall\"",
    "options[4].choices[3].value: expected a shape from 1:3 to 3:1." },
  { "\"value\": \"4:5\"", "\"value\": \"0:5\"",
    "options[4].choices[3].value: expected a shape from 1:3 to 3:1." },
  { "\"value\": \"4:5\"", "\"value\": \"1:4\"",
    "options[4].choices[3].value: expected a shape from 1:3 to 3:1." },
  { "\"value\": \"4:5\"", "\"value\": \"4:5:6\"",
    "options[4].choices[3].value: expected a shape from 1:3 to 3:1." },
  { "\"minimum\": 4", "\"minimum\": 0", "options[5].minimum: expected at least 1." },
  { "\"maximum\": 30", "\"maximum\": 601", "options[5].maximum: expected at most 600." },
  { "\"type\": \"range\",\n      \"label\": \"Duration\",\n      \"help\": \"How long the video is."
    "\",\n      \"minimum\": 4,\n      \"maximum\": 30,\n      \"step\": 0.5,\n      \"unit\": "
    "\"seconds\",\n      \"default\": 12",
    "\"type\": \"choice\", \"label\": \"D\", \"help\": \"H\", \"default\": \"short\", \"choices\": "
    "[{\"value\": \"short\", \"label\": \"Short\"}]",
    "options[5].type: expected range." },
  { "\"engine\": \"studio\"", "\"engine\": \"stodio\"", "engine: there is no “stodio”." },
};

static const Change accepted[] = {
  { "\"label\": \"Photo\"", "\"label\": \"Picture\"", NULL },
  { "\"value\": \"60\"", "\"value\": \"120\"", NULL },
  { "\"value\": \"24\"", "\"value\": \"1\"", NULL },
  { "\"value\": \"4:5\"", "\"value\": \"3:1\"", NULL },
  { "\"value\": \"4:5\"", "\"value\": \"1920:1080\"", NULL },
  { "\"minimum\": 4", "\"minimum\": 1", NULL },
  { "\"help\": \"VP9 in WebM.\"",
    "\"help\": \"VP9.\", \"when\": [{\"option\": \"fps\", \"is\": "
    "[\"30\"]}]",
    NULL },
  { "\"help\": \"The title in the video.\"",
    "\"help\": \"H\", \"when\": [{\"option\": \"image\", "
    "\"given\": true}]",
    NULL },
  { "\"default\": true,", "", NULL },
};

static PackshotRegistry *
load (void)
{
  PackshotRegistry *registry = packshot_registry_new ();

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  return registry;
}

/* The shipped file with a change, as the user's own. */
static char *
write_description (const char *id, const Change *change)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_config_dir (), "packshot", "services", NULL);
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *own_id = g_strdup_printf ("\"id\": \"%s\"", id);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (
      PACKSHOT_RESOURCE_PREFIX "/services/studio.json", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GString) text =
      g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_string_replace (text, "\"id\": \"studio\"", own_id, 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, change->old, change->new, 1), ==, 1);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);

  return path;
}

static void
assert_complaint (PackshotRegistry *registry, const char *begin, const char *path, const char *end)
{
  const char *const *complaints = packshot_registry_get_complaints (registry);
  g_autofree char *expected = g_strdup_printf (
      "A description of a service can’t be used, and the %s: %s: %s", begin, path, end);

  g_assert_cmpuint (g_strv_length ((GStrv) complaints), ==, 1);
  g_assert_cmpstr (complaints[0], ==, expected);
}

/* Each value that may be chosen makes a plan of a video that there can be. */
static void
assert_plans (PackshotManifest *manifest)
{
  static const char *const names[] = { "aspect-ratio", "fps" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PackshotOption *option = packshot_manifest_lookup (manifest, names[i]);

      for (guint j = 0; j < packshot_option_get_n_choices (option); j++)
        {
          g_autoptr (PackshotRequest) request = packshot_request_new (manifest);
          g_autoptr (PackshotFilmPlan) plan = NULL;
          g_autoptr (GError) error = NULL;

          packshot_request_set (request, "image", g_get_prgname (), &error);
          packshot_request_set (request, names[i], packshot_option_get_choice (option, j)->value,
                                &error);
          g_assert_true (packshot_request_freeze (request, &error));
          g_assert_no_error (error);

          plan = packshot_film_plan_new (request);
          g_assert_nonnull (plan->style);
          g_assert_nonnull (plan->encoder);
          g_assert_cmpint (MIN (plan->width, plan->height), ==, 1080);
          g_assert_cmpint (MAX (plan->width, plan->height), <=, 3 * 1080);
          g_assert_cmpint (packshot_film_plan_get_n_frames (plan), >, 0);
        }
    }
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = write_description ("studio", &refused[i]);
      g_autoptr (PackshotRegistry) registry = load ();
      PackshotManifest *manifest = packshot_registry_get_default (registry);

      g_assert_cmpuint (g_list_model_get_n_items (packshot_registry_get_manifests (registry)), ==,
                        1);
      g_assert_cmpstr (packshot_manifest_get_id (manifest), ==, "studio");
      g_assert_true (packshot_registry_lookup (registry, "studio") == manifest);
      assert_plans (manifest);
      assert_complaint (registry, "one that came with Packshot is used instead", path,
                        refused[i].trouble);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static void
test_accepted (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autofree char *path = write_description ("studio", &accepted[i]);
      g_autoptr (PackshotRegistry) registry = load ();

      g_assert_null (packshot_registry_get_complaints (registry)[0]);
      g_assert_cmpuint (g_list_model_get_n_items (packshot_registry_get_manifests (registry)), ==,
                        1);
      assert_plans (packshot_registry_get_default (registry));
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

/* Beside the shipped one. */
static void
test_another (void)
{
  const Change broken = { "\"name\": \"fps\"", "\"name\": \"rate\"", NULL };
  const Change good = { "\"default\": true,", "", NULL };
  g_autofree char *path = write_description ("atelier", &broken);
  g_autofree char *other = NULL;
  g_autoptr (PackshotRegistry) registry = load ();

  g_assert_null (packshot_registry_lookup (registry, "atelier"));
  assert_complaint (registry, "service is left out", path, "options: missing: “fps”.");
  g_assert_finalize_object (g_steal_pointer (&registry));

  other = write_description ("atelier", &good);
  registry = load ();
  g_assert_nonnull (packshot_registry_lookup (registry, "atelier"));
  g_assert_null (packshot_registry_get_complaints (registry)[0]);
  g_assert_cmpstr (packshot_manifest_get_id (packshot_registry_get_default (registry)), ==,
                   "studio");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/studio-manifest/refused", test_refused);
  g_test_add_func ("/studio-manifest/accepted", test_accepted);
  g_test_add_func ("/studio-manifest/another", test_another);

  return g_test_run ();
}
