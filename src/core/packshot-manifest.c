/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-manifest-private.h"

G_DEFINE_FINAL_TYPE (PackshotManifest, packshot_manifest, G_TYPE_OBJECT)

static void
packshot_manifest_finalize (GObject *object)
{
  PackshotManifest *self = PACKSHOT_MANIFEST (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->summary);
  g_free (self->engine);
  g_ptr_array_unref (self->options);
  g_clear_pointer (&self->remote, packshot_remote_free);

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
  self->max_concurrency = 1;
  self->options = g_ptr_array_new_with_free_func (g_object_unref);
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
 * packshot_manifest_get_max_concurrency:
 * @self: a manifest
 *
 * Returns: how many of them a person may let run at once, at least as many
 */
guint
packshot_manifest_get_max_concurrency (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), 1);

  return self->max_concurrency;
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
 * packshot_manifest_fetches_pictures:
 * @self: a manifest
 *
 * Returns: whether the service fetches a picture from the web, so that one on this computer has to
 *   be put there first
 */
gboolean
packshot_manifest_fetches_pictures (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), FALSE);

  for (guint i = 0; i < packshot_manifest_get_n_options (self); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self, i);

      if (packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE
          && packshot_option_get_transport (option) == PACKSHOT_PICTURE_TRANSPORT_ADDRESS)
        return TRUE;
    }

  return FALSE;
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

  if (g_str_equal (name, PACKSHOT_MANIFEST_MAIN_PICTURE_ALIAS))
    return packshot_manifest_get_main_picture (self);

  return NULL;
}

/**
 * packshot_manifest_find_role:
 * @self: a manifest
 * @role: what an option may mean to the programs: %PACKSHOT_OPTION_ROLE_REHOST
 *
 * Returns: (transfer none) (nullable): the option that means it
 */
PackshotOption *
packshot_manifest_find_role (PackshotManifest *self, const char *role)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self) && role != NULL, NULL);

  for (guint i = 0; i < self->options->len; i++)
    {
      PackshotOption *option = g_ptr_array_index (self->options, i);

      if (g_strcmp0 (packshot_option_get_role (option), role) == 0)
        return option;
    }

  return NULL;
}
