/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What a model takes of the options of its manifest. */

#include "packshot-model-rules.h"

#include "packshot-json.h"
#include "packshot-option-models.h"
#include "packshot-option-private.h"

static PackshotOption *
find_option (PackshotManifest *manifest, const char *name, const char *path, GError **error)
{
  PackshotOption *option = packshot_manifest_lookup (manifest, name);

  if (option != NULL && g_str_equal (packshot_option_get_name (option), name)
      && !g_str_equal (name, PACKSHOT_OPTION_MODEL))
    return option;

  packshot_json_fail (error, path, "", "there is no option “%s”", name);
  return NULL;
}

static gboolean
read_allowed (PackshotModel *model,
              PackshotOption *option,
              JsonObject *rules,
              const char *path,
              GError **error)
{
  const char *name = packshot_option_get_name (option);
  g_auto (GStrv) values = NULL;

  if (!packshot_json_get_strv (rules, path, name, PACKSHOT_JSON_REQUIRED, &values, error))
    return FALSE;
  if (values[0] != NULL && packshot_option_get_kind (option) != PACKSHOT_OPTION_CHOICE)
    return packshot_json_fail (error, path, name, "it is no choice: only [] can be said of it");
  if (values[0] == NULL && packshot_option_get_required (option))
    return packshot_json_fail (error, path, name, "the option is required");

  for (guint i = 0; values[i] != NULL; i++)
    {
      if (packshot_option_find_choice (option, values[i]) == NULL)
        return packshot_json_fail (error, path, name, "there is no choice “%s”", values[i]);
    }

  g_hash_table_insert (model->allows, g_strdup (name), g_steal_pointer (&values));
  return TRUE;
}

/* Called when it is known what the model allows. */
static gboolean
check_is_allowed (PackshotModel *model,
                  PackshotOption *option,
                  GVariant *value,
                  const char *path,
                  GError **error)
{
  const char *name = packshot_option_get_name (option);
  const char *const *allowed = g_hash_table_lookup (model->allows, name);
  g_autofree char *text = packshot_option_format (option, value);

  if (allowed != NULL && !g_strv_contains (allowed, text))
    return packshot_json_fail (error, path, name, "the model does not allow it");

  return TRUE;
}

static gboolean
read_default (PackshotModel *model,
              PackshotOption *option,
              JsonObject *rules,
              const char *path,
              GError **error)
{
  const char *name = packshot_option_get_name (option);
  g_autoptr (GVariant) value = NULL;

  if (packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE)
    return packshot_json_fail (error, path, name, "a picture has no default");

  value = packshot_option_read_value (option, rules, path, name, error);
  if (value == NULL || !check_is_allowed (model, option, value, path, error))
    return FALSE;

  g_hash_table_insert (model->defaults, g_strdup (name), g_steal_pointer (&value));
  return TRUE;
}

typedef gboolean (*ReadRule) (PackshotModel *model,
                              PackshotOption *option,
                              JsonObject *rules,
                              const char *path,
                              GError **error);

/* Of the member, which may be missing: its keys are names of options. */
static gboolean
read_rules (PackshotManifest *manifest,
            PackshotModel *model,
            JsonObject *object,
            const char *path,
            const char *key,
            ReadRule read,
            GError **error)
{
  g_autofree char *place = g_strconcat (path, ".", key, NULL);
  JsonNode *node = json_object_get_member (object, key);
  g_autoptr (GList) names = NULL;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return packshot_json_fail (error, path, key, "expected an object");

  names = json_object_get_members (json_node_get_object (node));
  for (GList *l = names; l != NULL; l = l->next)
    {
      PackshotOption *option = find_option (manifest, l->data, place, error);

      if (option == NULL || !read (model, option, json_node_get_object (node), place, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_requires (PackshotManifest *manifest,
               PackshotModel *model,
               JsonObject *object,
               const char *path,
               GError **error)
{
  g_autofree char *place = g_strconcat (path, ".requires", NULL);
  g_auto (GStrv) names = NULL;

  if (!packshot_json_get_strv (object, path, "requires", PACKSHOT_JSON_OPTIONAL, &names, error))
    return FALSE;
  if (names == NULL)
    return TRUE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *const *allowed = g_hash_table_lookup (model->allows, names[i]);

      if (find_option (manifest, names[i], place, error) == NULL)
        return FALSE;
      if (allowed != NULL && allowed[0] == NULL)
        return packshot_json_fail (error, path, "requires", "the model does not allow “%s”",
                                   names[i]);
    }

  g_strfreev (model->requires);
  model->requires = g_steal_pointer (&names);
  return TRUE;
}

/* A default that the model does not allow would be dropped without a word. */
static gboolean
check_defaults (PackshotManifest *manifest, PackshotModel *model, const char *path, GError **error)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      const char *name = packshot_option_get_name (option);
      const char *const *allowed = g_hash_table_lookup (model->allows, name);
      g_autofree char *place = g_strconcat (path, ".allows", NULL);

      if (allowed != NULL && allowed[0] != NULL && packshot_option_get_default (option) != NULL
          && !g_hash_table_contains (model->defaults, name)
          && !check_is_allowed (model, option, packshot_option_get_default (option), place, NULL))
        return packshot_json_fail (error, place, name,
                                   "the option’s default is not among them: the model needs one");
    }

  return TRUE;
}

/**
 * packshot_model_rules_read:
 * @manifest: a manifest whose options and models are known
 * @model: one of its models, which has no rules yet
 * @object: that model as the file has it
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Reads what the model allows, takes where nothing is given, and can't do without.
 *
 * Returns: whether it was well
 */
gboolean
packshot_model_rules_read (PackshotManifest *manifest,
                           PackshotModel *model,
                           JsonObject *object,
                           const char *path,
                           GError **error)
{
  return read_rules (manifest, model, object, path, "allows", read_allowed, error)
         && read_rules (manifest, model, object, path, "defaults", read_default, error)
         && read_requires (manifest, model, object, path, error)
         && check_defaults (manifest, model, path, error);
}
