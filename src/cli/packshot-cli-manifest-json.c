/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-manifest-json.h"

#include "packshot-cli-remote-json.h"
#include "packshot-condition.h"
#include "packshot-nick.h"

static JsonArray *
make_strings (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);

  return array;
}

static JsonObject *
make_condition (const PackshotCondition *condition)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "option", condition->option);
  switch (condition->kind)
    {
    case PACKSHOT_CONDITION_GIVEN:
      json_object_set_boolean_member (object, "given", condition->given);
      break;
    case PACKSHOT_CONDITION_KINDS:
      json_object_set_array_member (object, "kinds",
                                    packshot_cli_remote_json_new_kinds (condition->picture_kinds));
      break;
    case PACKSHOT_CONDITION_IS:
    default:
      json_object_set_array_member (object, "is",
                                    make_strings ((const char *const *) condition->values));
      break;
    }

  return object;
}

/* As they stand in a manifest: all of them have to hold. */
static JsonArray *
make_conditions (const GPtrArray *conditions)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    json_array_add_object_element (array, make_condition (g_ptr_array_index (conditions, i)));

  return array;
}

static JsonArray *
make_steps (PackshotOption *option)
{
  JsonArray *array = json_array_new ();

  for (PackshotStep step = 0; step < PACKSHOT_N_STEPS; step++)
    {
      if (packshot_option_has_step (option, step))
        json_array_add_string_element (array, packshot_nick (PACKSHOT_TYPE_STEP, step));
    }

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
      json_object_set_array_member (object, "when", make_conditions (choice->when));
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
  json_object_set_array_member (object, "when",
                                make_conditions (packshot_option_get_when (option)));
  json_object_set_array_member (object, "required_when",
                                make_conditions (packshot_option_get_required_when (option)));
  json_object_set_array_member (object, "steps", make_steps (option));
  json_object_set_boolean_member (object, "catalog", packshot_option_get_catalog (option));
  json_object_set_boolean_member (object, "open", packshot_option_get_open (option));
  set_default (object, option);

  return object;
}

/**
 * packshot_cli_manifest_json_new:
 * @manifest: a service
 * @with_options: whether to tell of its options as well, of its models and terms, and where its
 *   key is
 *
 * Returns: (transfer full): what the service offers
 */
JsonObject *
packshot_cli_manifest_json_new (PackshotManifest *manifest, gboolean with_options)
{
  JsonObject *object = json_object_new ();
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

  return object;
}
