/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "config.h"

#include <gio/gio.h>

#include "packshot-core-error.h"
#include "packshot-dummy-service.h"
#include "packshot-manifest.h"
#include "packshot-registry.h"
#include "packshot-test-manifest.h"

/* A manifest with one option, or more if @options has commas. */
static char *
dup_manifest (const char *options)
{
  return g_strdup_printf ("{\"format\":1,\"id\":\"test\",\"name\":\"Test\",\"summary\":\"A test.\","
                          "\"engine\":\"none\",\"offline\":true,\"options\":[%s]}",
                          options);
}

#define HEAD(name, type)                                                                           \
  "\"name\":\"" name "\",\"type\":\"" type "\",\"label\":\"L\",\"help\":\"H.\""
#define TEXT(name)    "{" HEAD (name, "text") ",\"max_length\":9}"
#define PICTURE(name) "{" HEAD (name, "picture") ",\"accepts\":[\"file\"],\"main\":true}"

static void
test_studio (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (
      PACKSHOT_RESOURCE_PREFIX "/services/studio.json", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  static const char *const names[] = { "image",        "product-name", "product-info", "style",
                                       "aspect-ratio", "duration",     "fps",          "encoder" };
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotManifest) manifest =
      packshot_manifest_new_from_bytes (bytes, "studio.json", &error);
  PackshotOption *option;

  g_assert_no_error (error);
  g_assert_cmpstr (packshot_manifest_get_id (manifest), ==, "studio");
  g_assert_cmpstr (packshot_manifest_get_engine (manifest), ==, "studio");
  g_assert_true (packshot_manifest_get_offline (manifest));
  g_assert_true (packshot_manifest_get_default (manifest));
  g_assert_cmpuint (packshot_manifest_get_concurrency (manifest), ==, 1);

  g_assert_cmpuint (packshot_manifest_get_n_options (manifest), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      option = packshot_manifest_get_option (manifest, i);
      g_assert_cmpstr (packshot_option_get_name (option), ==, names[i]);
      g_assert_true (packshot_manifest_lookup (manifest, names[i]) == option);
    }

  option = packshot_manifest_lookup (manifest, "aspect-ratio");
  g_assert_cmpuint (packshot_option_get_n_choices (option), ==, 4);
  g_assert_true (packshot_choice_matches (packshot_option_get_choice (option, 1), "9X16"));
  g_assert_cmpstr (g_variant_get_string (packshot_option_get_default (option), NULL), ==, "16:9");

  option = packshot_manifest_lookup (manifest, "duration");
  g_assert_cmpfloat (packshot_option_get_minimum (option), ==, 4);
  g_assert_cmpfloat (packshot_option_get_maximum (option), ==, 30);
  g_assert_cmpfloat (packshot_option_get_step (option), ==, 0.5);
  g_assert_cmpfloat (g_variant_get_double (packshot_option_get_default (option)), ==, 12);

  g_assert_true (packshot_option_get_main (packshot_manifest_lookup (manifest, "image")));
  g_assert_true (packshot_option_get_advanced (packshot_manifest_lookup (manifest, "encoder")));
  g_assert_finalize_object (g_steal_pointer (&manifest));
}

static void
test_main_picture (void)
{
  g_autofree char *text = dup_manifest (TEXT ("title") "," PICTURE ("first-frame"));
  g_autofree char *without = dup_manifest (TEXT ("title"));
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotManifest) manifest = packshot_test_manifest_read (text, &error);
  g_autoptr (PackshotManifest) other = packshot_test_manifest_read (without, &error);

  g_assert_no_error (error);
  g_assert_true (packshot_manifest_lookup (manifest, "image")
                 == packshot_manifest_get_option (manifest, 1));
  g_assert_true (packshot_manifest_get_main_picture (manifest)
                 == packshot_manifest_get_option (manifest, 1));
  g_assert_null (packshot_manifest_lookup (manifest, "nothing"));

  g_assert_null (packshot_manifest_get_main_picture (other));
  g_assert_null (packshot_manifest_lookup (other, "image"));
}

static void
test_broken_head (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "test.json: expected an object" },
    { "{}", "test.json: format: missing" },
    { "{\"format\":2}", "test.json: format: this program reads format 1, not 2" },
    { "{\"format\":\"1\"}", "test.json: format: expected a whole number from 0 to 2147483647" },
    { "{\"format\":1,\"idd\":1}", "test.json: idd: unknown key" },
    { "{\"format\":1}", "test.json: id: missing" },
    { "{\"format\":1,\"id\":\"../x\"}",
      "test.json: id: expected a name of small letters, digits and single hyphens" },
    { "{\"format\":1,\"id\":\"x-\"}",
      "test.json: id: expected a name of small letters, digits and single hyphens" },
    { "{\"format\":1,\"id\":\"xy\",\"name\":\"\\u001b[2J\"}",
      "test.json: name: “name” has a control character in it (U+001B)" },
    { "{\"format\":1,\"id\":\"xy\",\"name\":\" \"}", "test.json: name: “name” is empty" },
    { "{\"format\":1,\"id\":\"xy\",\"name\":\"<b>X</b>\"}",
      "test.json: name: “name” must be plain text, without tags such as “<b>”" },
    { "{\"format\":1,\"id\":\"xy\",\"name\":\"X\",\"summary\":\"S\",\"engine\":\"ee\","
      "\"concurrency\":0,\"options\":[]}",
      "test.json: concurrency: expected 1 to 100" },
    { "{\"format\":1,\"id\":\"xy\",\"name\":\"X\",\"summary\":\"S\",\"engine\":\"ee\","
      "\"default\":1,\"options\":[]}",
      "test.json: default: expected true or false" },
    { "{\"format\":1,\"id\":\"xy\",\"name\":\"X\",\"summary\":\"S\",\"engine\":\"ee\"}",
      "test.json: options: missing" },
    { "{\"format\":1,\"id\":\"xy\",\"name\":\"X\",\"summary\":\"S\",\"engine\":\"ee\","
      "\"options\":[7]}",
      "test.json: options[0]: expected an object" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (packshot_test_manifest_read (cases[i].text, &error));
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

#define CHOICE(more) "{" HEAD ("one", "choice") ",\"choices\":[" more "]}"
#define RANGE(more)  "{" HEAD ("one", "range") "," more "}"

static void
test_broken_options (void)
{
  static const struct
  {
    const char *options;
    const char *message;
  } cases[] = {
    { "{}", "options[0].type: missing" },
    { "{\"type\":\"slider\"}", "options[0].type: expected text, choice, range, switch or picture" },
    { "{\"type\":\"text\",\"minimum\":1}", "options[0].minimum: unknown key" },
    { "{\"type\":\"picture\",\"default\":\"x\"}", "options[0].default: unknown key" },
    { "{\"type\":\"text\"}", "options[0].name: missing" },
    { "{" HEAD ("one", "text") "}", "options[0].max_length: missing" },
    { "{" HEAD ("one", "text") ",\"max_length\":0}", "options[0].max_length: expected 1 to 10000" },
    { "{" HEAD ("one", "text") ",\"max_length\":2,\"default\":\"abc\"}",
      "options[0].default: “L” may have at most 2 characters, not 3" },
    { "{" HEAD ("one", "text") ",\"max_length\":2,\"required\":\"yes\"}",
      "options[0].required: expected true or false" },
    { "{" HEAD ("one", "text") ",\"max_length\":2,\"aliases\":[\"--x\"]}",
      "options[0].aliases: expected names" },
    { TEXT ("one") "," TEXT ("one"), "options[1].name: “one” is there twice" },
    { TEXT ("one") ",{" HEAD ("two", "text") ",\"max_length\":2,\"aliases\":[\"one\"]}",
      "options[1].aliases: “one” is there twice" },
    { TEXT ("output"), "options[0].name: “output” is a flag of the program itself" },
    { TEXT ("image") "," PICTURE ("photo"), "options: “image” is not the main picture" },
    { PICTURE ("aa") "," PICTURE ("bb"), "options[1].main: another picture is the main one" },
    { "{" HEAD ("one", "picture") ",\"accepts\":[\"file\"]}",
      "options: no picture is the main one" },
    { "{" HEAD ("one", "picture") ",\"accepts\":[\"address\"]}",
      "options[0].accepts: expected file among them" },
    { "{" HEAD ("one", "switch") ",\"default\":\"on\"}",
      "options[0].default: expected true or false" },
    { CHOICE (""), "options[0].choices: expected 1 to 200 choices" },
    { CHOICE ("\"x\""), "options[0].choices[0]: expected an object" },
    { CHOICE ("{\"value\":\"x\"}"), "options[0].choices[0].label: missing" },
    { CHOICE ("{\"value\":\"x\",\"label\":\"X\",\"spelings\":[]}"),
      "options[0].choices[0].spelings: unknown key" },
    { CHOICE ("{\"value\":\"x\",\"label\":\"X\"},{\"value\":\"X\",\"label\":\"X\"}"),
      "options[0].choices[1].value: another choice is spelled like this" },
    { CHOICE ("{\"value\":\"x\",\"label\":\"X\"},{\"value\":\"y\",\"label\":\"Y\","
              "\"spellings\":[\"x\"]}"),
      "options[0].choices[1].spellings: another choice is spelled like one of these" },
    { "{" HEAD ("one", "choice") ",\"choices\":[{\"value\":\"x\",\"label\":\"X\"}],"
                                 "\"default\":\"z\"}",
      "options[0].default: “L” must be x, not “z”" },
    { RANGE ("\"minimum\":\"1\""), "options[0].minimum: expected a number" },
    { RANGE ("\"minimum\":1,\"maximum\":1,\"step\":1"),
      "options[0].maximum: expected more than the minimum" },
    { RANGE ("\"minimum\":1,\"maximum\":2,\"step\":0"),
      "options[0].step: expected to lead from the minimum to the maximum" },
    { RANGE ("\"minimum\":1,\"maximum\":2,\"step\":-1"),
      "options[0].step: expected to lead from the minimum to the maximum" },
    { RANGE ("\"minimum\":1,\"maximum\":2,\"step\":0.3"),
      "options[0].step: expected to lead from the minimum to the maximum" },
    { RANGE ("\"minimum\":1,\"maximum\":2,\"step\":1e-300"),
      "options[0].step: expected to lead from the minimum to the maximum" },
    { RANGE ("\"minimum\":1,\"maximum\":2,\"step\":1,\"default\":3"),
      "options[0].default: “L” must be from 1 to 2, not 3" },
    { RANGE ("\"minimum\":1,\"maximum\":2,\"step\":1,\"default\":\"1\""),
      "options[0].default: expected a number" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = dup_manifest (cases[i].options);
      g_autofree char *message = g_strconcat ("test.json: ", cases[i].message, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (packshot_test_manifest_read (text, &error));
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST);
      g_assert_cmpstr (error->message, ==, message);
    }
}

/* White space around a word would be there to see, and nobody could type it. */
static void
test_trimmed (void)
{
  g_autofree char *text = dup_manifest (
      CHOICE ("{\"value\":\" x \",\"label\":\" X\",\"spellings\":[\" ten \",\"10\"]}"));
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotManifest) manifest = packshot_test_manifest_read (text, &error);
  PackshotOption *option;

  g_assert_no_error (error);
  option = packshot_manifest_lookup (manifest, "one");
  g_assert_cmpstr (packshot_option_get_choice (option, 0)->value, ==, "x");
  g_assert_true (packshot_choice_matches (packshot_option_get_choice (option, 0), "Ten"));
}

static void
test_too_many (void)
{
  g_autoptr (GString) options = g_string_new (TEXT ("first"));
  g_autofree char *text = NULL;
  g_autofree char *spaces = g_strnfill (256 * 1024 + 1, ' ');
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 64; i++)
    g_string_append (options, "," TEXT ("other"));
  text = dup_manifest (options->str);

  g_assert_null (packshot_test_manifest_read (text, &error));
  g_assert_cmpstr (error->message, ==, "test.json: options: more than 64");
  g_clear_error (&error);

  g_assert_null (packshot_test_manifest_read (spaces, &error));
  g_assert_cmpstr (error->message, ==, "test.json: larger than 262144 bytes");
}

static void
test_registry (void)
{
  g_autoptr (PackshotRegistry) registry = packshot_registry_new ();
  g_autoptr (PackshotRegistry) other = packshot_registry_new ();
  g_autoptr (GError) error = NULL;
  GListModel *manifests = packshot_registry_get_manifests (registry);
  PackshotManifest *studio;
  PackshotService *service;

  g_assert_true (g_list_model_get_item_type (manifests) == PACKSHOT_TYPE_MANIFEST);
  g_assert_cmpuint (g_list_model_get_n_items (manifests), ==, 0);
  g_assert_null (packshot_registry_get_default (registry));
  g_assert_null (packshot_registry_lookup (registry, "studio"));

  packshot_registry_add_engine (registry, "studio", packshot_dummy_service_new);
  packshot_registry_add_engine (registry, "studio", packshot_dummy_service_new);
  g_assert_cmpuint (g_list_model_get_n_items (manifests), ==, 1);
  studio = packshot_registry_get_default (registry);
  g_assert_true (packshot_manifest_get_default (studio));
  g_assert_true (packshot_registry_lookup (registry, packshot_manifest_get_id (studio)) == studio);
  g_assert_null (packshot_registry_lookup (registry, "nobody"));

  g_assert_null (packshot_registry_get_service (other, studio, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE);
  g_clear_error (&error);

  service = packshot_registry_get_service (registry, studio, &error);
  g_assert_no_error (error);
  g_assert_true (packshot_service_get_manifest (service) == studio);
  g_assert_true (packshot_registry_get_service (registry, studio, &error) == service);

  g_object_add_weak_pointer (G_OBJECT (service), (gpointer *) &service);
  g_assert_finalize_object (g_steal_pointer (&registry));
  g_assert_null (service);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest/studio", test_studio);
  g_test_add_func ("/manifest/main-picture", test_main_picture);
  g_test_add_func ("/manifest/broken-head", test_broken_head);
  g_test_add_func ("/manifest/broken-options", test_broken_options);
  g_test_add_func ("/manifest/trimmed", test_trimmed);
  g_test_add_func ("/manifest/too-many", test_too_many);
  g_test_add_func ("/manifest/registry", test_registry);

  return g_test_run ();
}
