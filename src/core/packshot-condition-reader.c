/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Reads the conditions of a manifest, when all its options and models are known. */

#include "packshot-condition-reader.h"

#include "packshot-json.h"
#include "packshot-option-models.h"

/* More of them than this would be a program, not a description. */
#define MAX_CONDITIONS 8

static const char *const keys[] = { "option", "is", "given", "kinds", NULL };

/* A condition looks back, never ahead: so a request is gone through once, and nothing can wait for
 * itself. */
static gboolean
stands_before (PackshotManifest *manifest, PackshotOption *option, PackshotOption *before)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *other = packshot_manifest_get_option (manifest, i);

      if (other == before)
        return FALSE;
      if (other == option)
        return TRUE;
    }

  return FALSE;
}

static gboolean
find_option (PackshotManifest *manifest,
             PackshotOption *before,
             const char *name,
             const char *path,
             PackshotOption **option,
             GError **error)
{
  gboolean is_model = g_str_equal (name, PACKSHOT_OPTION_MODEL);

  *option = packshot_manifest_lookup (manifest, name);

  /* One model is no choice, and still a fact. */
  if (is_model && (*option != NULL || packshot_manifest_get_n_models (manifest) > 0))
    return TRUE;

  if (*option == NULL || !g_str_equal (packshot_option_get_name (*option), name))
    return packshot_json_fail (error, path, "option", "there is no option “%s”", name);
  if (before != NULL && !stands_before (manifest, *option, before))
    return packshot_json_fail (error, path, "option", "“%s” does not stand before it", name);

  return TRUE;
}

/* As packshot_option_format() would write it. */
static char *
check_value (PackshotManifest *manifest,
             PackshotOption *option,
             const char *text,
             const char *path,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GVariant) value = NULL;

  /* Somebody may type any other model, but who writes one here has misspelled it. */
  if (option == NULL
      || (packshot_option_get_open (option) && packshot_manifest_get_n_models (manifest) > 0))
    {
      if (packshot_manifest_find_model (manifest, text) != NULL)
        return g_strdup (text);
      packshot_json_fail (error, path, "is", "there is no model “%s”", text);
      return NULL;
    }

  value = packshot_option_parse (option, text, &local_error);
  if (value != NULL)
    return packshot_option_format (option, value);

  packshot_json_fail (error, path, "is", "%s", local_error->message);
  return NULL;
}

static gboolean
read_values (PackshotCondition *self,
             PackshotManifest *manifest,
             PackshotOption *option,
             JsonObject *object,
             const char *path,
             GError **error)
{
  g_auto (GStrv) texts = NULL;
  PackshotOptionKind kind =
      option != NULL ? packshot_option_get_kind (option) : PACKSHOT_OPTION_CHOICE;

  if (kind == PACKSHOT_OPTION_TEXT || kind == PACKSHOT_OPTION_PICTURE)
    return packshot_json_fail (error, path, "is", "its values can’t be known before");
  if (!packshot_json_get_strv (object, path, "is", PACKSHOT_JSON_REQUIRED, &texts, error))
    return FALSE;
  if (texts[0] == NULL)
    return packshot_json_fail (error, path, "is", "expected a value");

  for (guint i = 0; texts[i] != NULL; i++)
    {
      char *checked = check_value (manifest, option, texts[i], path, error);

      if (checked == NULL)
        return FALSE;
      g_free (texts[i]);
      texts[i] = checked;
    }

  self->kind = PACKSHOT_CONDITION_IS;
  g_strfreev (self->values);
  self->values = g_steal_pointer (&texts);
  return TRUE;
}

static gboolean
read_given (PackshotCondition *self, JsonObject *object, const char *path, GError **error)
{
  self->kind = PACKSHOT_CONDITION_GIVEN;
  return packshot_json_get_boolean (object, path, "given", PACKSHOT_JSON_REQUIRED, &self->given,
                                    error);
}

static gboolean
read_picture_kinds (PackshotCondition *self,
                    PackshotOption *option,
                    JsonObject *object,
                    const char *path,
                    GError **error)
{
  g_auto (GStrv) names = NULL;

  if (option == NULL || packshot_option_get_kind (option) != PACKSHOT_OPTION_PICTURE)
    return packshot_json_fail (error, path, "kinds", "it is no picture");
  if (!packshot_json_get_strv (object, path, "kinds", PACKSHOT_JSON_REQUIRED, &names, error))
    return FALSE;
  if (names[0] == NULL)
    return packshot_json_fail (error, path, "kinds", "expected file, address or reference");

  self->kind = PACKSHOT_CONDITION_KINDS;
  for (guint i = 0; names[i] != NULL; i++)
    {
      int kind = packshot_picture_value_kind_from_name (names[i]);

      if (kind < 0)
        return packshot_json_fail (error, path, "kinds", "expected file, address or reference");
      if (!packshot_option_accepts (option, kind))
        return packshot_json_fail (error, path, "kinds", "the picture can’t be of the kind “%s”",
                                   names[i]);
      self->picture_kinds |= 1u << kind;
    }

  return TRUE;
}

/**
 * packshot_condition_read:
 * @manifest: a manifest whose options and models are known
 * @before: (nullable): the option that waits for the condition; %NULL where it may name any
 * @object: the condition as the file has it
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: (transfer full): a new condition, or %NULL on error
 */
PackshotCondition *
packshot_condition_read (PackshotManifest *manifest,
                         PackshotOption *before,
                         JsonObject *object,
                         const char *path,
                         GError **error)
{
  g_autoptr (PackshotCondition) self = g_new0 (PackshotCondition, 1);
  PackshotOption *option;
  const char *name;
  gboolean is_well;

  self->values = g_new0 (char *, 1);

  if (!packshot_json_check_keys (object, path, keys, error)
      || !packshot_json_get_string (object, path, "option", PACKSHOT_JSON_REQUIRED, &name, error)
      || !find_option (manifest, before, name, path, &option, error))
    return NULL;

  self->option = g_strdup (name);
  if (json_object_get_size (object) != 2)
    is_well = packshot_json_fail (error, path, "option", "expected one of is, given and kinds");
  else if (json_object_has_member (object, "is"))
    is_well = read_values (self, manifest, option, object, path, error);
  else if (json_object_has_member (object, "given"))
    is_well = read_given (self, object, path, error);
  else
    is_well = read_picture_kinds (self, option, object, path, error);

  return is_well ? g_steal_pointer (&self) : NULL;
}

/**
 * packshot_conditions_read:
 * @manifest: a manifest whose options and models are known
 * @before: the option that waits for the conditions
 * @object: what has them
 * @path: its place in the file
 * @key: the member that lists them; it may be missing
 * @conditions: (element-type PackshotCondition): the list to fill
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: %FALSE where the list is there and not well
 */
gboolean
packshot_conditions_read (PackshotManifest *manifest,
                          PackshotOption *before,
                          JsonObject *object,
                          const char *path,
                          const char *key,
                          GPtrArray *conditions,
                          GError **error)
{
  JsonArray *array = NULL;

  if (!packshot_json_get_array (object, path, key, PACKSHOT_JSON_OPTIONAL, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  if (json_array_get_length (array) < 1 || json_array_get_length (array) > MAX_CONDITIONS)
    return packshot_json_fail (error, path, key, "expected 1 to %d conditions", MAX_CONDITIONS);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%s[%u]", path, key, i);
      JsonObject *element = packshot_json_array_get_object (array, place, i, error);
      PackshotCondition *condition;

      if (element == NULL)
        return FALSE;
      condition = packshot_condition_read (manifest, before, element, place, error);
      if (condition == NULL)
        return FALSE;
      g_ptr_array_add (conditions, condition);
    }

  return TRUE;
}
