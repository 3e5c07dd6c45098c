/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a manifest may say about what depends on what, and what it may not. */

#include <json-glib/json-glib.h>

#include "packshot-condition.h"
#include "packshot-core-error.h"
#include "packshot-ledger-charge.h"
#include "packshot-manifest.h"

static JsonNode *
load (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, RULES, &error);
  g_assert_no_error (error);
  return json_node_copy (json_parser_get_root (parser));
}

static PackshotManifest *
read_manifest (JsonNode *root, GError **error)
{
  g_autofree char *text = json_to_string (root, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return packshot_manifest_new_from_bytes (bytes, "test.json", error);
}

static JsonObject *
find_element (JsonObject *parent, const char *list, const char *key, const char *value)
{
  JsonArray *array = json_object_get_array_member (parent, list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *element = json_array_get_object_element (array, i);

      if (g_strcmp0 (json_object_get_string_member (element, key), value) == 0)
        return element;
    }

  g_assert_not_reached ();
}

/* Where @place is "remote", or the name of an option or a model. */
static JsonObject *
find_place (JsonNode *root, const char *place)
{
  JsonObject *object = json_node_get_object (root);
  JsonObject *remote = json_object_get_object_member (object, "remote");

  if (g_str_equal (place, "remote"))
    return remote;
  if (g_ascii_isupper (*place))
    return find_element (remote, "models", "id", place);

  return find_element (object, "options", "name", place);
}

static void
test_good (void)
{
  g_autoptr (JsonNode) root = load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotManifest) manifest = read_manifest (root, &error);
  PackshotOption *picture, *motion, *avatar, *again;
  const PackshotCondition *condition;
  const PackshotModel *two;

  g_assert_no_error (error);
  picture = packshot_manifest_lookup (manifest, "first-frame");
  motion = packshot_manifest_lookup (manifest, "motion-style");
  avatar = packshot_manifest_lookup (manifest, "avatar");
  again = packshot_manifest_lookup (manifest, "prompt");
  two = packshot_manifest_find_model (manifest, "Two");

  g_assert_true (packshot_option_get_sends_address (picture));
  g_assert_true (packshot_option_get_catalog (avatar));
  g_assert_false (packshot_option_get_catalog (again));
  g_assert_true (packshot_option_has_step (picture, PACKSHOT_STEP_CREATE));
  g_assert_false (packshot_option_has_step (picture, PACKSHOT_STEP_APPROVE));
  g_assert_false (packshot_option_has_step (motion, PACKSHOT_STEP_CREATE));
  g_assert_true (packshot_option_has_step (motion, PACKSHOT_STEP_APPROVE));
  g_assert_true (packshot_option_has_step (motion, PACKSHOT_STEP_REGENERATE_VIDEO));
  g_assert_true (packshot_option_has_step (again, PACKSHOT_STEP_CREATE));
  g_assert_true (packshot_option_has_step (again, PACKSHOT_STEP_REGENERATE_PICTURE));

  condition = g_ptr_array_index (packshot_option_get_when (avatar), 0);
  g_assert_cmpstr (condition->option, ==, "type");
  g_assert_cmpint (condition->kind, ==, PACKSHOT_CONDITION_IS);
  g_assert_cmpstr (condition->values[1], ==, "crowd");
  g_assert_cmpuint (packshot_option_get_required_when (again)->len, ==, 1);

  g_assert_true (packshot_manifest_find_role (manifest, PACKSHOT_OPTION_ROLE_REHOST)
                 == packshot_manifest_lookup (manifest, "upload-oss"));
  g_assert_null (packshot_manifest_find_role (manifest, "other"));

  g_assert_cmpstr (two->requires[0], ==, "first-frame");
  g_assert_cmpuint (g_hash_table_size (two->allows), ==, 3);
  g_assert_cmpuint (g_hash_table_size (two->defaults), ==, 3);
  g_assert_finalize_object (g_steal_pointer (&manifest));
}

static void
test_remote (void)
{
  g_autoptr (JsonNode) root = load ();
  g_autoptr (PackshotManifest) manifest = read_manifest (root, NULL);

  g_assert_true (packshot_manifest_get_balance_tells_cost (manifest));
  g_assert_cmpstr (packshot_manifest_get_advice (manifest), ==, "It can’t be asked for later.");
  g_assert_true (packshot_manifest_offers_step (manifest, PACKSHOT_STEP_APPROVE));
  g_assert_true (packshot_manifest_offers_step (manifest, PACKSHOT_STEP_REGENERATE_VIDEO));
  g_assert_false (packshot_manifest_offers_step (manifest, PACKSHOT_STEP_REHOST));
  g_assert_cmpint (packshot_manifest_get_price (manifest, PACKSHOT_STEP_APPROVE), ==, 3000000);
  g_assert_cmpint (packshot_manifest_get_price (manifest, PACKSHOT_STEP_REGENERATE_PICTURE), ==,
                   PACKSHOT_MONEY_UNKNOWN);
}

/* An open list may begin empty: then nobody knows a name, and the service takes its own. */
static void
test_no_models (void)
{
  g_autoptr (JsonNode) root = load ();
  JsonObject *audio = find_place (root, "audio");
  g_autoptr (PackshotManifest) manifest = NULL;
  g_autoptr (GError) error = NULL;
  PackshotOption *model;

  json_object_remove_member (audio, "when");
  json_object_set_array_member (find_place (root, "remote"), "models", json_array_new ());
  manifest = read_manifest (root, &error);
  g_assert_no_error (error);

  model = packshot_manifest_lookup (manifest, "model");
  g_assert_cmpuint (packshot_option_get_n_choices (model), ==, 0);
  g_assert_null (packshot_option_get_default (model));
}

/* With one model there is no option, and conditions still know which it is. */
static void
test_one_model (void)
{
  g_autoptr (JsonNode) root = load ();
  JsonObject *remote = find_place (root, "remote");
  g_autoptr (PackshotManifest) manifest = NULL;
  g_autoptr (GError) error = NULL;

  json_object_remove_member (remote, "models_open");
  json_object_remove_member (remote, "models_catalog");
  json_object_set_member (remote, "models",
                          json_from_string ("[{\"id\":\"One\",\"label\":\"O\",\"status\":"
                                            "\"current\"}]",
                                            NULL));
  json_object_set_member (find_place (root, "audio"), "when",
                          json_from_string ("[{\"option\":\"model\",\"is\":[\"One\"]}]", NULL));
  manifest = read_manifest (root, &error);
  g_assert_no_error (error);
  g_assert_null (packshot_manifest_lookup (manifest, "model"));
  g_clear_object (&manifest);

  json_object_set_member (find_place (root, "draft-task"), "continues",
                          json_from_string ("{\"option\":\"model\",\"is\":[\"One\"]}", NULL));
  manifest = read_manifest (root, &error);
  g_assert_no_error (error);
  g_clear_object (&manifest);

  json_object_set_member (find_place (root, "audio"), "when",
                          json_from_string ("[{\"option\":\"model\",\"is\":[\"Two\"]}]", NULL));
  g_assert_null (read_manifest (root, &error));
  g_assert_cmpstr (error->message, ==,
                   "test.json: options[11].when[0].is: there is no model “Two”");
}

/* Each replaces one member of the good manifest. */
static const struct
{
  const char *place;
  const char *key;
  const char *value;
  const char *message;
} broken[] = {
  { "avatar", "when", "{}", "options[4].when: expected a list" },
  { "avatar", "when", "[]", "options[4].when: expected 1 to 8 conditions" },
  { "avatar", "when", "[1]", "options[4].when[0]: expected an object" },
  { "avatar", "when", "[{}]", "options[4].when[0].option: missing" },
  { "avatar", "when", "[{\"option\":\"type\"}]",
    "options[4].when[0].option: expected one of is, given and kinds" },
  { "avatar", "when", "[{\"option\":\"type\",\"given\":true,\"is\":[\"avatar\"]}]",
    "options[4].when[0].option: expected one of is, given and kinds" },
  { "avatar", "when", "[{\"option\":\"type\",\"are\":[\"avatar\"]}]",
    "options[4].when[0].are: unknown key" },
  { "avatar", "when", "[{\"option\":\"kind\",\"given\":true}]",
    "options[4].when[0].option: there is no option “kind”" },
  { "avatar", "when", "[{\"option\":\"image\",\"given\":true}]",
    "options[4].when[0].option: there is no option “image”" },
  { "avatar", "when", "[{\"option\":\"size\",\"given\":true}]",
    "options[4].when[0].option: “size” does not stand before it" },
  { "avatar", "when", "[{\"option\":\"avatar\",\"given\":true}]",
    "options[4].when[0].option: “avatar” does not stand before it" },
  { "avatar", "when", "[{\"option\":\"type\",\"is\":[]}]",
    "options[4].when[0].is: expected a value" },
  { "avatar", "when", "[{\"option\":\"type\",\"is\":[\"avatar\",\"robot\"]}]",
    "options[4].when[0].is: “Type” must be plain, avatar or crowd, not “robot”" },
  { "avatar", "when", "[{\"option\":\"prompt\",\"is\":[\"x\"]}]",
    "options[4].when[0].is: its values can’t be known before" },
  { "avatar", "when", "[{\"option\":\"first-frame\",\"is\":[\"x\"]}]",
    "options[4].when[0].is: its values can’t be known before" },
  { "avatar", "when", "[{\"option\":\"type\",\"given\":1}]",
    "options[4].when[0].given: expected true or false" },
  { "avatar", "when", "[{\"option\":\"type\",\"kinds\":[\"file\"]}]",
    "options[4].when[0].kinds: it is no picture" },
  { "avatar", "when", "[{\"option\":\"first-frame\",\"kinds\":[\"fax\"]}]",
    "options[4].when[0].kinds: expected file, address or reference" },
  { "avatar", "when", "[{\"option\":\"first-frame\",\"kinds\":[]}]",
    "options[4].when[0].kinds: expected file, address or reference" },
  { "avatar", "when", "[{\"option\":\"last-frame\",\"kinds\":[\"address\"]}]",
    "options[4].when[0].kinds: the picture can’t be of the kind “address”" },
  { "seed", "when", "[{\"option\":\"draft\",\"is\":[\"perhaps\"]}]",
    "options[10].when[0].is: “Draft” must be yes or no, not “perhaps”" },
  { "avatar", "required_when", "[{\"option\":\"size\",\"given\":true}]",
    "options[4].required_when[0].option: “size” does not stand before it" },
  { "duration", "choices",
    "[{\"value\":\"-1\",\"label\":\"A\",\"when\":[{\"option\":\"draft\",\"is\":[\"true\"]}]}]",
    "options[8].choices[0].when[0].option: “draft” does not stand before it" },
  { "prompt", "steps", "[]", "options[3].steps: expected a step" },
  { "prompt", "steps", "[\"create\",\"poll\"]",
    "options[3].steps: expected create, approve, regenerate-picture or regenerate-video" },
  { "prompt", "steps", "[\"create\",\"create\"]", "options[3].steps: “create” is there twice" },
  { "first-frame", "steps", "[\"approve\"]", "options[1].steps: the main picture needs create" },
  { "prompt", "catalog", "\"yes\"", "options[3].catalog: expected true or false" },
  { "type", "catalog", "true", "options[0].catalog: unknown key" },
  { "prompt", "role", "\"rehost\"", "options[3].role: unknown key" },
  { "draft", "role", "\"party\"", "options[9].role: expected rehost" },
  { "draft", "role", "\"rehost\"", "options[13].role: another option has it" },
  { "draft-task", "continues", "[]", "options[12].continues: expected an object" },
  { "draft-task", "continues", "{\"option\":\"drift\",\"given\":true}",
    "options[12].continues.option: there is no option “drift”" },
  { "draft-task", "continues", "{\"option\":\"model\",\"is\":[\"Tow\"]}",
    "options[12].continues.is: there is no model “Tow”" },
  { "avatar", "when", "[{\"option\":\"model\",\"is\":[\"One\",\"Tow\"]}]",
    "options[4].when[0].is: there is no model “Tow”" },
  { "last-frame", "sends_address", "true", "options[2].sends_address: no address is accepted" },
  { "first-frame", "transport", "\"address\"",
    "options[1].sends_address: only with the transport upload or inline" },
  { "Two", "allows", "[]", "remote.models[1].allows: expected an object" },
  { "Two", "allows", "{\"colour\":[]}", "remote.models[1].allows: there is no option “colour”" },
  { "Two", "allows", "{\"model\":[]}", "remote.models[1].allows: there is no option “model”" },
  { "Two", "allows", "{\"image\":[]}", "remote.models[1].allows: there is no option “image”" },
  { "Two", "allows", "{\"size\":[\"8K\"]}",
    "remote.models[1].allows.size: there is no choice “8K”" },
  { "Two", "allows", "{\"size\":[480]}", "remote.models[1].allows.size: expected strings only" },
  { "Two", "allows", "{\"draft\":[\"true\"]}",
    "remote.models[1].allows.draft: it is no choice: only [] can be said of it" },
  { "Two", "allows", "{\"size\":[\"480\"]}",
    "remote.models[1].allows.size: the option’s default is not among them: the model needs one" },
  { "Two", "allows", "{\"duration\":[\"10\"]}",
    "remote.models[1].defaults.duration: the model does not allow it" },
  { "Two", "defaults", "{\"duration\":5}",
    "remote.models[1].defaults.duration: expected a string" },
  { "Two", "defaults", "{\"seed\":11}",
    "remote.models[1].defaults.seed: “Seed” must be from 0 to 10, not 11" },
  { "Two", "defaults", "{\"first-frame\":\"x\"}",
    "remote.models[1].defaults.first-frame: a picture has no default" },
  { "Two", "requires", "[\"colour\"]", "remote.models[1].requires: there is no option “colour”" },
  { "Two", "requires", "[\"last-frame\"]",
    "remote.models[1].requires: the model does not allow “last-frame”" },
  { "Two", "alows", "{}", "remote.models[1].alows: unknown key" },
  { "remote", "models_open", "false", "remote.models_catalog: only where models_open is true" },
  { "remote", "advice", "7", "remote.advice: expected a string" },
  { "remote", "balance_tells_cost", "7", "remote.balance_tells_cost: expected true or false" },
  { "remote", "prices",
    "[{\"step\":\"create\",\"label\":\"Video\"},{\"step\":\"approve\",\"label\":\"V\"}]",
    "options[3].steps: there is no price of the step “regenerate-picture”" },
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (JsonNode) root = load ();
      g_autoptr (GError) error = NULL;
      g_autofree char *message = g_strconcat ("test.json: ", broken[i].message, NULL);

      json_object_set_member (find_place (root, broken[i].place), broken[i].key,
                              json_from_string (broken[i].value, NULL));
      g_assert_null (read_manifest (root, &error));
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST);
      g_assert_cmpstr (error->message, ==, message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-rules/good", test_good);
  g_test_add_func ("/manifest-rules/remote", test_remote);
  g_test_add_func ("/manifest-rules/no-models", test_no_models);
  g_test_add_func ("/manifest-rules/one-model", test_one_model);
  g_test_add_func ("/manifest-rules/broken", test_broken);

  return g_test_run ();
}
