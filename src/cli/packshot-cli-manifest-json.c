/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-manifest-json.h"

#include "packshot-cli-remote-json.h"

static JsonArray *
make_strings (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);

  return array;
}

static JsonArray *
make_choices (PackshotOption *option)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "value", choice->value);
      json_object_set_string_member (object, "label", choice->label);
      json_object_set_string_member (object, "help", choice->help);
      json_object_set_array_member (object, "spellings",
                                    make_strings ((const char *const *) choice->spellings));
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
set_default (JsonObject *object, PackshotOption *option)
{
  GVariant *value = packshot_option_get_default (option);

  if (value == NULL)
    json_object_set_null_member (object, "default");
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    json_object_set_double_member (object, "default", g_variant_get_double (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    json_object_set_boolean_member (object, "default", g_variant_get_boolean (value));
  else
    json_object_set_string_member (object, "default", g_variant_get_string (value, NULL));
}

static void
set_details (JsonObject *object, PackshotOption *option)
{
  switch (packshot_option_get_kind (option))
    {
    case PACKSHOT_OPTION_TEXT:
      json_object_set_string_member (object, "type", "text");
      json_object_set_int_member (object, "max_length", packshot_option_get_max_length (option));
      json_object_set_boolean_member (object, "multi_line",
                                      packshot_option_get_multi_line (option));
      break;
    case PACKSHOT_OPTION_CHOICE:
      json_object_set_string_member (object, "type", "choice");
      json_object_set_array_member (object, "choices", make_choices (option));
      break;
    case PACKSHOT_OPTION_RANGE:
      json_object_set_string_member (object, "type", "range");
      json_object_set_double_member (object, "minimum", packshot_option_get_minimum (option));
      json_object_set_double_member (object, "maximum", packshot_option_get_maximum (option));
      json_object_set_double_member (object, "step", packshot_option_get_step (option));
      json_object_set_string_member (object, "unit", packshot_option_get_unit (option));
      break;
    case PACKSHOT_OPTION_SWITCH:
      json_object_set_string_member (object, "type", "switch");
      break;
    case PACKSHOT_OPTION_PICTURE:
    default:
      json_object_set_string_member (object, "type", "picture");
      json_object_set_boolean_member (object, "main", packshot_option_get_main (option));
      packshot_cli_remote_json_add_picture (object, option);
      break;
    }
}

static JsonObject *
make_option (PackshotOption *option)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", packshot_option_get_name (option));
  set_details (object, option);
  json_object_set_string_member (object, "label", packshot_option_get_label (option));
  json_object_set_string_member (object, "help", packshot_option_get_help (option));
  json_object_set_array_member (object, "aliases",
                                make_strings (packshot_option_get_aliases (option)));
  json_object_set_boolean_member (object, "required", packshot_option_get_required (option));
  json_object_set_boolean_member (object, "advanced", packshot_option_get_advanced (option));
  set_default (object, option);

  return object;
}

/**
 * packshot_cli_manifest_json_dup:
 * @manifest: a service
 * @with_options: whether to tell of its options as well, of its models and terms, and where its
 *   key is
 *
 * Returns: (transfer full): what the service offers, as one JSON object on one line
 */
char *
packshot_cli_manifest_json_dup (PackshotManifest *manifest, gboolean with_options)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonArray *options;

  json_object_set_string_member (object, "id", packshot_manifest_get_id (manifest));
  json_object_set_string_member (object, "name", packshot_manifest_get_name (manifest));
  json_object_set_string_member (object, "summary", packshot_manifest_get_summary (manifest));
  json_object_set_boolean_member (object, "offline", packshot_manifest_get_offline (manifest));
  json_object_set_boolean_member (object, "default", packshot_manifest_get_default (manifest));

  packshot_cli_remote_json_add_price (object, manifest);

  if (with_options)
    {
      packshot_cli_remote_json_add_terms (object, manifest);
      options = json_array_new ();
      for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
        json_array_add_object_element (options,
                                       make_option (packshot_manifest_get_option (manifest, i)));
      json_object_set_array_member (object, "options", options);
    }

  node = json_node_init_object (json_node_alloc (), object);
  return json_to_string (node, FALSE);
}
