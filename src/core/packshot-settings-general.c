/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What a person prefers, where a video can be made either way. What can't be read counts as not
 * said; in matters of privacy as not allowed. */

#include "packshot-settings-general.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-settings-private.h"

#define GENERAL     "general"
#define SERVICE     "service"
#define SAVE_FOLDER "save-folder"
#define CONCURRENCY "concurrency"
#define PRIVACY     "privacy"

static const char *const privacy_keys[] = {
  [PACKSHOT_PRIVACY_KEEP_DRAFTS] = "keep-drafts",
  [PACKSHOT_PRIVACY_REMEMBER] = "remember-choices",
  [PACKSHOT_PRIVACY_SHOW_TITLES] = "show-titles",
};

static char *
dup_general (PackshotSettings *self, const char *key)
{
  g_autoptr (GKeyFile) file = packshot_settings_load (self, NULL);
  g_autofree char *value = file != NULL ? g_key_file_get_string (file, GENERAL, key, NULL) : NULL;

  return value != NULL && *value != '\0' ? g_steal_pointer (&value) : NULL;
}

static gboolean
set_general (PackshotSettings *self, const char *key, const char *value, GError **error)
{
  g_autoptr (GKeyFile) file = packshot_settings_load (self, error);

  if (file == NULL)
    return FALSE;

  if (value != NULL && *value != '\0')
    g_key_file_set_string (file, GENERAL, key, value);
  else
    g_key_file_remove_key (file, GENERAL, key, NULL);

  return packshot_settings_save (self, file, error);
}

/**
 * packshot_settings_dup_default_service:
 * @self: the settings
 *
 * Returns: (transfer full) (nullable): the id of the service that is offered first; %NULL for the
 *   one that was used last. It need not be there any more
 */
char *
packshot_settings_dup_default_service (PackshotSettings *self)
{
  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self), NULL);

  return dup_general (self, SERVICE);
}

/**
 * packshot_settings_set_default_service:
 * @self: the settings
 * @service: (nullable): the id of a service; %NULL for the one that was used last
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show
 *
 * Returns: whether it is on the disk for good
 */
gboolean
packshot_settings_set_default_service (PackshotSettings *self, const char *service, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self), FALSE);

  return set_general (self, SERVICE, service, error);
}

/**
 * packshot_settings_dup_save_folder:
 * @self: the settings
 *
 * Returns: (transfer full) (nullable) (type filename): the absolute path of the folder where a copy
 *   of each finished video is put; %NULL where none is made. It need not be there any more
 */
char *
packshot_settings_dup_save_folder (PackshotSettings *self)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self), NULL);

  folder = dup_general (self, SAVE_FOLDER);
  return folder != NULL && g_path_is_absolute (folder) ? g_steal_pointer (&folder) : NULL;
}

/**
 * packshot_settings_set_save_folder:
 * @self: the settings
 * @folder: (nullable) (type filename): an absolute path; %NULL where no copies are wanted
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show
 *
 * Returns: whether it is on the disk for good
 */
gboolean
packshot_settings_set_save_folder (PackshotSettings *self, const char *folder, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self), FALSE);

  if (folder != NULL && (!g_path_is_absolute (folder) || !g_utf8_validate (folder, -1, NULL)))
    {
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("The folder “%s” can’t be remembered: its name is no text."), shown);
      return FALSE;
    }

  return set_general (self, SAVE_FOLDER, folder, error);
}

/**
 * packshot_settings_get_concurrency:
 * @self: the settings
 * @manifest: what a service offers
 *
 * Returns: how many of its jobs may run at once, 1 to
 *   packshot_manifest_get_max_concurrency()
 */
guint
packshot_settings_get_concurrency (PackshotSettings *self, PackshotManifest *manifest)
{
  g_autoptr (GKeyFile) file = NULL;
  int concurrency = 0;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self) && PACKSHOT_IS_MANIFEST (manifest), 1);

  file = packshot_settings_load (self, NULL);
  if (file != NULL)
    concurrency =
        g_key_file_get_integer (file, packshot_manifest_get_id (manifest), CONCURRENCY, NULL);
  if (concurrency < 1)
    return packshot_manifest_get_concurrency (manifest);

  return MIN ((guint) concurrency, packshot_manifest_get_max_concurrency (manifest));
}

/**
 * packshot_settings_set_concurrency:
 * @self: the settings
 * @manifest: what a service offers
 * @concurrency: how many of its jobs may run at once; what its manifest says, or 0, is not kept
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show
 *
 * packshot_queue_settings_changed() has it heeded at once.
 *
 * Returns: whether it is on the disk for good
 */
gboolean
packshot_settings_set_concurrency (PackshotSettings *self,
                                   PackshotManifest *manifest,
                                   guint concurrency,
                                   GError **error)
{
  g_autoptr (GKeyFile) file = NULL;
  const char *id;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self) && PACKSHOT_IS_MANIFEST (manifest), FALSE);
  g_return_val_if_fail (concurrency <= packshot_manifest_get_max_concurrency (manifest), FALSE);

  file = packshot_settings_load (self, error);
  if (file == NULL)
    return FALSE;

  id = packshot_manifest_get_id (manifest);
  if (concurrency == 0 || concurrency == packshot_manifest_get_concurrency (manifest))
    g_key_file_remove_key (file, id, CONCURRENCY, NULL);
  else
    g_key_file_set_integer (file, id, CONCURRENCY, (int) concurrency);

  return packshot_settings_save (self, file, error);
}

/**
 * packshot_settings_get_privacy:
 * @self: the settings
 * @what: what is to be kept or shown
 *
 * Returns: whether that is allowed
 */
gboolean
packshot_settings_get_privacy (PackshotSettings *self, PackshotPrivacy what)
{
  g_autoptr (GKeyFile) file = NULL;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self), FALSE);

  file = packshot_settings_load (self, NULL);
  if (file == NULL)
    return FALSE;

  return !g_key_file_has_key (file, PRIVACY, privacy_keys[what], NULL)
         || g_key_file_get_boolean (file, PRIVACY, privacy_keys[what], NULL);
}

/**
 * packshot_settings_set_privacy:
 * @self: the settings
 * @what: what is to be kept or shown
 * @is_allowed: whether that is allowed
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show
 *
 * Returns: whether it is on the disk for good
 */
gboolean
packshot_settings_set_privacy (PackshotSettings *self,
                               PackshotPrivacy what,
                               gboolean is_allowed,
                               GError **error)
{
  g_autoptr (GKeyFile) file = NULL;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self), FALSE);

  file = packshot_settings_load (self, error);
  if (file == NULL)
    return FALSE;

  g_key_file_set_boolean (file, PRIVACY, privacy_keys[what], is_allowed);
  return packshot_settings_save (self, file, error);
}
