/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What a manifest says of a service on the web, for programs. What is not known is null. */

#include "packshot-cli-remote-json.h"

#include "packshot-cli-keys.h"
#include "packshot-ledger-charge.h"
#include "packshot-nick.h"
#include "packshot-settings.h"

static JsonArray *
make_strings (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);

  return array;
}

static JsonArray *
make_prices (PackshotManifest *manifest)
{
  JsonArray *array = json_array_new ();

  for (guint step = 0; step < PACKSHOT_N_STEPS; step++)
    {
      const PackshotPrice *price = packshot_manifest_find_price (manifest, step);
      JsonObject *object;

      if (price == NULL)
        continue;

      object = json_object_new ();
      json_object_set_string_member (object, "step", packshot_nick (PACKSHOT_TYPE_STEP, step));
      json_object_set_string_member (object, "label", price->label);
      packshot_cli_remote_json_set_money (object, "amount", price->amount);
      json_object_set_boolean_member (object, "at_least", price->at_least);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
make_allows (const PackshotModel *model)
{
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer name, values;

  g_hash_table_iter_init (&iter, model->allows);
  while (g_hash_table_iter_next (&iter, &name, &values))
    json_object_set_array_member (object, name, make_strings (values));

  return object;
}

static JsonArray *
make_models (PackshotManifest *manifest)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < packshot_manifest_get_n_models (manifest); i++)
    {
      const PackshotModel *model = packshot_manifest_get_model (manifest, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", model->id);
      json_object_set_string_member (object, "label", model->label);
      json_object_set_string_member (
          object, "status", model->status == PACKSHOT_MODEL_WITHDRAWN ? "withdrawn" : "current");
      json_object_set_string_member (object, "since", model->since);
      json_object_set_string_member (object, "note", model->note);
      json_object_set_object_member (object, "allows", make_allows (model));
      json_object_set_array_member (object, "requires",
                                    make_strings ((const char *const *) model->requires));
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
make_credentials (PackshotManifest *manifest)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (manifest, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", spec->name);
      json_object_set_string_member (object, "label", spec->label);
      json_object_set_string_member (object, "help", spec->help);
      json_object_set_string_member (object, "environment", spec->environment);
      json_array_add_object_element (array, object);
    }

  return array;
}

/* Why it is null is told to people. */
static void
set_key (JsonObject *object, PackshotManifest *manifest)
{
  g_autoptr (PackshotKeys) keys = packshot_cli_keys_look_up (manifest, NULL);

  json_object_set_string_member (object, "key",
                                 keys != NULL ? packshot_cli_keys_get_nick (keys) : NULL);
}

static void
set_address (JsonObject *object, PackshotManifest *manifest)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autofree char *address = packshot_settings_dup_base_url (settings, manifest, NULL);

  json_object_set_string_member (object, "address", address);
}

/**
 * packshot_cli_remote_json_set_money:
 * @object: where to add it
 * @key: the key
 * @amount: in millionths, or %PACKSHOT_MONEY_UNKNOWN
 *
 * Adds an amount of a service's unit, or null.
 */
void
packshot_cli_remote_json_set_money (JsonObject *object, const char *key, gint64 amount)
{
  if (amount >= 0)
    json_object_set_double_member (object, key, (double) amount / PACKSHOT_MONEY_ONE);
  else
    json_object_set_null_member (object, key);
}

/**
 * packshot_cli_remote_json_add_price:
 * @object: where to add it
 * @manifest: a service
 *
 * Adds what a video costs, and whether it takes a key.
 */
void
packshot_cli_remote_json_add_price (JsonObject *object, PackshotManifest *manifest)
{
  packshot_cli_remote_json_set_money (object, "price",
                                      packshot_manifest_get_price (manifest, PACKSHOT_STEP_CREATE));
  json_object_set_string_member (object, "unit", packshot_manifest_get_unit (manifest));
  json_object_set_boolean_member (object, "needs_key",
                                  packshot_manifest_get_n_credentials (manifest) > 0);
}

/**
 * packshot_cli_remote_json_add_terms:
 * @object: where to add them
 * @manifest: a service
 *
 * Adds prices, models, keys and times, in seconds; nothing for a service on this computer.
 */
void
packshot_cli_remote_json_add_terms (JsonObject *object, PackshotManifest *manifest)
{
  if (packshot_manifest_get_offline (manifest))
    return;

  json_object_set_array_member (object, "prices", make_prices (manifest));
  json_object_set_array_member (object, "models", make_models (manifest));
  json_object_set_string_member (object, "default_model",
                                 packshot_manifest_get_default_model (manifest));
  json_object_set_array_member (object, "credentials", make_credentials (manifest));
  set_key (object, manifest);
  set_address (object, manifest);
  json_object_set_string_member (object, "website", packshot_manifest_get_website (manifest));
  json_object_set_string_member (object, "advice", packshot_manifest_get_advice (manifest));
  json_object_set_array_member (object, "id_aliases",
                                make_strings (packshot_manifest_get_id_aliases (manifest)));
  json_object_set_double_member (object, "typical_wait",
                                 packshot_manifest_get_typical_wait (manifest));
  json_object_set_double_member (object, "keeps_jobs", packshot_manifest_get_keeps_jobs (manifest));
  json_object_set_boolean_member (object, "can_resume",
                                  packshot_manifest_get_can_resume (manifest));
  json_object_set_boolean_member (object, "can_cancel",
                                  packshot_manifest_get_can_cancel (manifest));
  json_object_set_boolean_member (object, "can_list", packshot_manifest_get_can_list (manifest));
}

/**
 * packshot_cli_remote_json_new_kinds:
 * @kinds: a bit for each #PackshotPictureValueKind
 *
 * Returns: (transfer full): their names
 */
JsonArray *
packshot_cli_remote_json_new_kinds (guint kinds)
{
  static const char *const names[] = {
    [PACKSHOT_PICTURE_VALUE_FILE] = "file",
    [PACKSHOT_PICTURE_VALUE_ADDRESS] = "address",
    [PACKSHOT_PICTURE_VALUE_REFERENCE] = "reference",
  };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if ((kinds & (1u << i)) != 0)
        json_array_add_string_element (array, names[i]);
    }

  return array;
}

/**
 * packshot_cli_remote_json_add_picture:
 * @object: where to add it
 * @option: a picture
 *
 * Adds what may be given as the picture, and what the service wants of it; 0 is no limit.
 */
void
packshot_cli_remote_json_add_picture (JsonObject *object, PackshotOption *option)
{
  const PackshotPictureRules *rules = packshot_option_get_limits (option);
  JsonObject *limits;
  guint kinds = 0;

  for (guint i = PACKSHOT_PICTURE_VALUE_FILE; i <= PACKSHOT_PICTURE_VALUE_REFERENCE; i++)
    kinds |= packshot_option_accepts (option, i) ? 1u << i : 0;
  json_object_set_array_member (object, "accepts", packshot_cli_remote_json_new_kinds (kinds));

  if (rules == NULL)
    return;

  limits = json_object_new ();
  json_object_set_array_member (limits, "formats",
                                make_strings ((const char *const *) rules->formats));
  json_object_set_int_member (limits, "max_bytes", rules->max_bytes);
  json_object_set_int_member (limits, "min_width", rules->min_width);
  json_object_set_int_member (limits, "max_width", rules->max_width);
  json_object_set_int_member (limits, "min_height", rules->min_height);
  json_object_set_int_member (limits, "max_height", rules->max_height);
  json_object_set_int_member (limits, "max_address_length", rules->max_address_length);
  json_object_set_object_member (object, "limits", limits);
}
