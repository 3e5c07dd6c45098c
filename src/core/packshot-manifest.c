/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-manifest.h"

#include "packshot-core-error.h"
#include "packshot-json.h"
#include "packshot-manifest-words.h"

#define FORMAT          1
#define MAX_SIZE        (256 * 1024)
#define MAX_OPTIONS     64
#define MAX_CONCURRENCY 100

/* What the main picture is called everywhere. */
#define MAIN_PICTURE_ALIAS "image"

struct _PackshotManifest
{
  GObject parent_instance;

  char *id;
  char *name;
  char *summary;
  char *engine;
  gboolean offline;
  gboolean is_default;
  guint concurrency;
  GPtrArray *options; /* (element-type PackshotOption) */
};

G_DEFINE_FINAL_TYPE (PackshotManifest, packshot_manifest, G_TYPE_OBJECT)

static const char *const keys[] = { "format",  "id",      "name",        "summary", "engine",
                                    "offline", "default", "concurrency", "options", NULL };

/* Flags that the programs have for every service. */
static const char *const reserved[] = {
  "service", "output", "output-file", "json", "verbose", "help", "version", "yes", NULL,
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

  if (self->concurrency < 1 || self->concurrency > MAX_CONCURRENCY)
    return packshot_json_fail (error, "", "concurrency", "expected 1 to %d", MAX_CONCURRENCY);

  return TRUE;
}

static gboolean
check_name_is_free (PackshotManifest *self,
                    const char *name,
                    const char *path,
                    const char *key,
                    GError **error)
{
  if (g_strv_contains (reserved, name))
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
          && packshot_option_answers_to (option, MAIN_PICTURE_ALIAS))
        return packshot_json_fail (error, "", "options", "“%s” is not the main picture",
                                   MAIN_PICTURE_ALIAS);
    }

  return TRUE;
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

      if (element == NULL)
        return FALSE;

      option = packshot_option_new_from_json (element, path, error);
      if (option == NULL || !check_names (self, option, path, error))
        return FALSE;

      g_ptr_array_add (self->options, g_steal_pointer (&option));
    }

  return check_main_picture (self, error);
}

static gboolean
read_manifest (PackshotManifest *self, GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = packshot_json_parse (bytes, MAX_SIZE, error);
  JsonObject *object;

  if (root == NULL)
    return FALSE;

  object = json_node_get_object (root);
  return check_format (object, error) && read_head (self, object, error)
         && read_options (self, object, error);
}

static void
packshot_manifest_finalize (GObject *object)
{
  PackshotManifest *self = PACKSHOT_MANIFEST (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->summary);
  g_free (self->engine);
  g_ptr_array_unref (self->options);

  G_OBJECT_CLASS (packshot_manifest_parent_class)->finalize (object);
}

static void
packshot_manifest_class_init (PackshotManifestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_manifest_finalize;
}

static void
packshot_manifest_init (PackshotManifest *self)
{
  self->concurrency = 1;
  self->options = g_ptr_array_new_with_free_func (g_object_unref);
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

/**
 * packshot_manifest_get_id:
 * @self: a manifest
 *
 * Returns: (transfer none): the service's name on the command line
 */
const char *
packshot_manifest_get_id (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->id;
}

/**
 * packshot_manifest_get_name:
 * @self: a manifest
 *
 * Returns: (transfer none): the service's name for people
 */
const char *
packshot_manifest_get_name (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->name;
}

/**
 * packshot_manifest_get_summary:
 * @self: a manifest
 *
 * Returns: (transfer none): a sentence about the service
 */
const char *
packshot_manifest_get_summary (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->summary;
}

/**
 * packshot_manifest_get_engine:
 * @self: a manifest
 *
 * Returns: (transfer none): the name of the code that runs the service
 */
const char *
packshot_manifest_get_engine (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->engine;
}

/**
 * packshot_manifest_get_offline:
 * @self: a manifest
 *
 * Returns: whether nothing leaves this computer
 */
gboolean
packshot_manifest_get_offline (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), FALSE);

  return self->offline;
}

/**
 * packshot_manifest_get_default:
 * @self: a manifest
 *
 * Returns: whether the service is used where none is asked for
 */
gboolean
packshot_manifest_get_default (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), FALSE);

  return self->is_default;
}

/**
 * packshot_manifest_get_concurrency:
 * @self: a manifest
 *
 * Returns: how many jobs of the service may run at once, at least 1
 */
guint
packshot_manifest_get_concurrency (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), 1);

  return self->concurrency;
}

/**
 * packshot_manifest_get_n_options:
 * @self: a manifest
 *
 * Returns: how many options there are
 */
guint
packshot_manifest_get_n_options (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), 0);

  return self->options->len;
}

/**
 * packshot_manifest_get_option:
 * @self: a manifest
 * @index: which option, in the manifest's order
 *
 * Returns: (transfer none): that option
 */
PackshotOption *
packshot_manifest_get_option (PackshotManifest *self, guint index)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self) && index < self->options->len, NULL);

  return g_ptr_array_index (self->options, index);
}

/**
 * packshot_manifest_get_main_picture:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): the picture that a drop fills; %NULL where the service
 *   takes no picture
 */
PackshotOption *
packshot_manifest_get_main_picture (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  for (guint i = 0; i < self->options->len; i++)
    {
      PackshotOption *option = g_ptr_array_index (self->options, i);

      if (packshot_option_get_main (option))
        return option;
    }

  return NULL;
}

/**
 * packshot_manifest_lookup:
 * @self: a manifest
 * @name: the name of an option, or an alias of it
 *
 * Returns: (transfer none) (nullable): the option of that name
 */
PackshotOption *
packshot_manifest_lookup (PackshotManifest *self, const char *name)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self) && name != NULL, NULL);

  for (guint i = 0; i < self->options->len; i++)
    {
      PackshotOption *option = g_ptr_array_index (self->options, i);

      if (packshot_option_answers_to (option, name))
        return option;
    }

  if (g_str_equal (name, MAIN_PICTURE_ALIAS))
    return packshot_manifest_get_main_picture (self);

  return NULL;
}
