/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "packshot-film.h"
#include "packshot-studio-error.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What somebody made of the manifest of the Studio, and what is told of it. */
typedef struct
{
  const char *option;
  const char *choice; /* (nullable): one more; NULL takes the whole option away */
} Edit;

static const Edit edits[] = {
  { "fps", "0" },         { "fps", "fast" },          { "fps", "100000" },
  { "fps", NULL },        { "aspect-ratio", "wide" }, { "aspect-ratio", "0:0" },
  { "encoder", NULL },    { "aspect-ratio", "9:-1" }, { "aspect-ratio", NULL },
  { "duration", NULL },   { "style", NULL },          { "image", NULL },
  { "aspect-ratio", ":" }
};

static JsonNode *
read_manifest (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (
      PACKSHOT_RESOURCE_PREFIX "/services/studio.json", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autofree char *copy = g_strndup (text, size);

  return json_from_string (copy, NULL);
}

static void
change (JsonArray *options, const Edit *edit)
{
  for (guint i = 0; i < json_array_get_length (options); i++)
    {
      JsonObject *option = json_array_get_object_element (options, i);
      JsonObject *choice;

      if (!g_str_equal (json_object_get_string_member (option, "name"), edit->option))
        continue;
      if (edit->choice == NULL)
        {
          json_array_remove_element (options, i);
          return;
        }
      choice = json_object_new ();
      json_object_set_string_member (choice, "value", edit->choice);
      json_object_set_string_member (choice, "label", "Odd");
      json_array_add_object_element (json_object_get_array_member (option, "choices"), choice);
    }
}

static PackshotManifest *
new_manifest (const Edit *edit)
{
  g_autoptr (JsonNode) root = read_manifest ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  PackshotManifest *manifest;
  char *text;

  change (json_object_get_array_member (json_node_get_object (root), "options"), edit);
  text = json_to_string (root, FALSE);
  bytes = g_bytes_new_take (text, strlen (text));
  manifest = packshot_manifest_new_from_bytes (bytes, "studio.json", &error);
  g_assert_no_error (error);
  return manifest;
}

static void
test_edited (gconstpointer data)
{
  const Edit *edit = data;
  g_autoptr (PackshotManifest) manifest = new_manifest (edit);
  g_autoptr (PackshotRequest) request = packshot_request_new (manifest);
  g_autoptr (PackshotFilmPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  int width = 100, height = 100;

  if (!g_str_equal (edit->option, "image"))
    g_assert_true (packshot_request_set (request, "image", FIXTURES "/progressive.jpg", NULL));
  if (edit->choice != NULL)
    g_assert_true (packshot_request_set (request, edit->option, edit->choice, NULL));

  plan = packshot_film_plan_new (request);
  packshot_film_plan_fit (plan, &width, &height);
  g_assert_null (packshot_film_make (plan, NULL, NULL, NULL, &error));
  g_assert_error (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_OUTPUT);
  g_assert_nonnull (strstr (error->message, edit->option));
}

/* As it comes, nothing is wrong with it. */
static void
test_shipped (void)
{
  const Edit nothing = { "", NULL };
  g_autoptr (PackshotManifest) manifest = new_manifest (&nothing);
  g_autoptr (PackshotRequest) request = packshot_request_new (manifest);
  g_autoptr (PackshotFilmPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (packshot_request_set (request, "image", FIXTURES "/progressive.jpg", NULL));
  plan = packshot_film_plan_new (request);
  packshot_film_plan_check (plan, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plan->width, ==, 1920);
  g_assert_cmpint (plan->height, ==, 1080);
  g_assert_cmpint (plan->frames_per_second, ==, 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/film-plan/shipped", test_shipped);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *path = g_strdup_printf ("/film-plan/edited/%s/%s", edits[i].option,
                                               edits[i].choice != NULL ? edits[i].choice : "gone");

      g_test_add_data_func (path, &edits[i], test_edited);
    }

  return g_test_run ();
}
