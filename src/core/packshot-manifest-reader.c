/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-manifest-private.h"

#include "packshot-json.h"
#include "packshot-manifest-words.h"
#include "packshot-model-rules.h"
#include "packshot-option-models.h"
#include "packshot-option-rules.h"

#define FORMAT          1
#define MAX_OPTIONS     64
#define MAX_CONCURRENCY 100

static const char *const keys[] = {
  "format",          "id",      "name",   "summary", "engine", "offline", "default", "concurrency",
  "max_concurrency", "options", "remote", NULL,
};

static gboolean
check_format (JsonObject *object, GError **error)
{
  guint format;

  if (!packshot_json_get_uint (object, "", "format", PACKSHOT_JSON_REQUIRED, &format, error))
    return FALSE;
  if (format != FORMAT)
    return packshot_json_fail (error, "", "format", "this program reads format %d, not %u", FORMAT,
                               format);

  return TRUE;
}

static gboolean
read_head (PackshotManifest *self, JsonObject *object, GError **error)
{
  if (!packshot_json_check_keys (object, "", keys, error)
      || !packshot_manifest_words_get_name (object, "", "id", &self->id, error)
      || !packshot_manifest_words_get_translated (object, "", "name", PACKSHOT_JSON_REQUIRED,
                                                  &self->name, error)
      || !packshot_manifest_words_get_translated (object, "", "summary", PACKSHOT_JSON_REQUIRED,
                                                  &self->summary, error)
      || !packshot_manifest_words_get_name (object, "", "engine", &self->engine, error)
      || !packshot_json_get_boolean (object, "", "offline", PACKSHOT_JSON_OPTIONAL, &self->offline,
                                     error)
      || !packshot_json_get_boolean (object, "", "default", PACKSHOT_JSON_OPTIONAL,
                                     &self->is_default, error)
      || !packshot_json_get_uint (object, "", "concurrency", PACKSHOT_JSON_OPTIONAL,
                                  &self->concurrency, error))
    return FALSE;

  self->max_concurrency = self->concurrency;
  if (!packshot_json_get_uint (object, "", "max_concurrency", PACKSHOT_JSON_OPTIONAL,
                               &self->max_concurrency, error))
    return FALSE;

  if (self->concurrency < 1 || self->concurrency > MAX_CONCURRENCY)
    return packshot_json_fail (error, "", "concurrency", "expected 1 to %d", MAX_CONCURRENCY);
  if (self->max_concurrency < self->concurrency || self->max_concurrency > MAX_CONCURRENCY)
    return packshot_json_fail (error, "", "max_concurrency", "expected %u to %d", self->concurrency,
                               MAX_CONCURRENCY);
  if (self->offline && json_object_has_member (object, "remote"))
    return packshot_json_fail (error, "", "remote", "an offline service has none");

  return TRUE;
}

static gboolean
check_name_is_free (PackshotManifest *self,
                    const char *name,
                    const char *path,
                    const char *key,
                    GError **error)
{
  if (packshot_manifest_words_is_reserved (name))
    return packshot_json_fail (error, path, key, "“%s” is a flag of the program itself", name);

  if (packshot_manifest_lookup (self, name) != NULL)
    return packshot_json_fail (error, path, key, "“%s” is there twice", name);

  return TRUE;
}

/* Called before @option is added. */
static gboolean
check_names (PackshotManifest *self, PackshotOption *option, const char *path, GError **error)
{
  const char *const *aliases = packshot_option_get_aliases (option);

  if (!check_name_is_free (self, packshot_option_get_name (option), path, "name", error))
    return FALSE;

  for (guint i = 0; aliases[i] != NULL; i++)
    {
      if (!check_name_is_free (self, aliases[i], path, "aliases", error))
        return FALSE;
    }

  if (packshot_option_get_main (option) && packshot_manifest_get_main_picture (self) != NULL)
    return packshot_json_fail (error, path, "main", "another picture is the main one");

  return TRUE;
}

/* Called when all options are known. */
static gboolean
check_main_picture (PackshotManifest *self, GError **error)
{
  PackshotOption *main_picture = packshot_manifest_get_main_picture (self);

  for (guint i = 0; i < self->options->len; i++)
    {
      PackshotOption *option = g_ptr_array_index (self->options, i);

      if (main_picture == NULL && packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE)
        return packshot_json_fail (error, "", "options", "no picture is the main one");

      if (main_picture != NULL && option != main_picture
          && packshot_option_answers_to (option, PACKSHOT_MANIFEST_MAIN_PICTURE_ALIAS))
        return packshot_json_fail (error, "", "options", "“%s” is not the main picture",
                                   PACKSHOT_MANIFEST_MAIN_PICTURE_ALIAS);
    }

  return TRUE;
}

/* Asked before the picture is read, for the rest of it depends on this. */
static gboolean
check_transport (PackshotManifest *self, JsonObject *option, const char *path, GError **error)
{
  const char *type = NULL;

  if (!packshot_json_get_string (option, path, "type", PACKSHOT_JSON_REQUIRED, &type, error))
    return FALSE;
  if (!g_str_equal (type, "picture")
      || json_object_has_member (option, "transport") != self->offline)
    return TRUE;

  return self->offline
             ? packshot_json_fail (error, path, "transport", "an offline service has none")
             : packshot_json_fail (error, path, "transport", "missing: how does it get there?");
}

static gboolean
read_options (PackshotManifest *self, JsonObject *object, GError **error)
{
  JsonArray *array;

  if (!packshot_json_get_array (object, "", "options", PACKSHOT_JSON_REQUIRED, &array, error))
    return FALSE;
  if (json_array_get_length (array) > MAX_OPTIONS)
    return packshot_json_fail (error, "", "options", "more than %d", MAX_OPTIONS);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("options[%u]", i);
      JsonObject *element = packshot_json_array_get_object (array, path, i, error);
      g_autoptr (PackshotOption) option = NULL;

      if (element == NULL || !check_transport (self, element, path, error))
        return FALSE;

      option = packshot_option_new_from_json (element, path, error);
      if (option == NULL || !check_names (self, option, path, error))
        return FALSE;

      g_ptr_array_add (self->options, g_steal_pointer (&option));
    }

  return check_main_picture (self, error);
}

static gboolean
read_remote (PackshotManifest *self, JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "remote");

  if (self->offline)
    return TRUE;
  if (node == NULL)
    return packshot_json_fail (error, "", "remote", "missing: the service is not offline");
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return packshot_json_fail (error, "", "remote", "expected an object");

  self->remote = packshot_remote_new_from_json (json_node_get_object (node), "remote", error);
  return self->remote != NULL;
}

/* Where there is more than one model, somebody has to choose. */
static void
add_model_option (PackshotManifest *self)
{
  if (self->remote != NULL && (self->remote->models->len > 1 || self->remote->models_open))
    g_ptr_array_insert (self->options, 0, packshot_option_new_for_models (self->remote));
}

/* Called when all options and models are known, and both lists were found well. */
static gboolean
read_rules (PackshotManifest *self, JsonObject *object, GError **error)
{
  JsonArray *options = json_object_get_array_member (object, "options");
  guint n_options = json_array_get_length (options);
  guint n_models = self->remote != NULL ? self->remote->models->len : 0;

  for (guint i = 0; i < n_options; i++)
    {
      g_autofree char *path = g_strdup_printf ("options[%u]", i);
      PackshotOption *option =
          g_ptr_array_index (self->options, self->options->len - n_options + i);

      if (!packshot_option_rules_read (self, option, json_array_get_object_element (options, i),
                                       path, error))
        return FALSE;
    }

  for (guint i = 0; i < n_models; i++)
    {
      g_autofree char *path = g_strdup_printf ("remote.models[%u]", i);
      JsonArray *models =
          json_object_get_array_member (json_object_get_object_member (object, "remote"), "models");

      if (!packshot_model_rules_read (self, g_ptr_array_index (self->remote->models, i),
                                      json_array_get_object_element (models, i), path, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_manifest (PackshotManifest *self, GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = packshot_json_parse (bytes, PACKSHOT_MANIFEST_MAX_SIZE, error);
  JsonObject *object;

  if (root == NULL)
    return FALSE;

  object = json_node_get_object (root);
  if (!check_format (object, error) || !read_head (self, object, error)
      || !read_options (self, object, error) || !read_remote (self, object, error))
    return FALSE;

  add_model_option (self);
  return read_rules (self, object, error);
}

/**
 * packshot_manifest_new_from_bytes:
 * @bytes: the contents of a manifest's file
 * @name: the name of that file, for messages
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST such as
 *   "demo.json: options[3].minimum: expected a number"
 *
 * Returns: (transfer full): a new manifest, or %NULL on error
 */
PackshotManifest *
packshot_manifest_new_from_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (PackshotManifest) self = NULL;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  self = g_object_new (PACKSHOT_TYPE_MANIFEST, NULL);
  if (!read_manifest (self, bytes, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }

  return g_steal_pointer (&self);
}
