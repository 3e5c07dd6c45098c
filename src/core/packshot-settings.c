/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-settings.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "packshot-base-url.h"
#include "packshot-core-error.h"
#include "packshot-folder.h"
#include "packshot-settings-private.h"

#define BASE_URL "base-url"

struct _PackshotSettings
{
  GObject parent_instance;

  char *path; /* (type filename) */
};

G_DEFINE_FINAL_TYPE (PackshotSettings, packshot_settings, G_TYPE_OBJECT)

static char *
check (const char *text, PackshotManifest *manifest, const char *place, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *checked =
      packshot_base_url_check (text, packshot_manifest_get_allow_http (manifest), &problem);

  if (checked == NULL)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: the name of a service, an environment variable or a file, and a
                    sentence that says what is wrong. */
                 _ ("The address of %s, which is set in %s, can’t be used. %s"),
                 packshot_manifest_get_name (manifest), place, problem->message);

  return checked;
}

static void
packshot_settings_finalize (GObject *object)
{
  PackshotSettings *self = PACKSHOT_SETTINGS (object);

  g_free (self->path);

  G_OBJECT_CLASS (packshot_settings_parent_class)->finalize (object);
}

static void
packshot_settings_class_init (PackshotSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_settings_finalize;
}

static void
packshot_settings_init (PackshotSettings *self)
{
  self->path = g_build_filename (g_get_user_config_dir (), "packshot", "settings.ini", NULL);
}

/**
 * packshot_settings_new:
 *
 * Returns: (transfer full): the settings of the user
 */
PackshotSettings *
packshot_settings_new (void)
{
  return g_object_new (PACKSHOT_TYPE_SETTINGS, NULL);
}

/**
 * packshot_settings_is_there:
 * @self: the settings
 *
 * Returns: whether somebody has set anything yet
 */
gboolean
packshot_settings_is_there (PackshotSettings *self)
{
  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self), FALSE);

  return g_file_test (self->path, G_FILE_TEST_EXISTS);
}

/*< private >
 * packshot_settings_load:
 * @self: the settings
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show
 *
 * Returns: (transfer full): what is in the file, nothing where there is none; %NULL on error
 */
GKeyFile *
packshot_settings_load (PackshotSettings *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;
  g_autofree char *shown = NULL;

  if (g_key_file_load_from_file (file, self->path, G_KEY_FILE_KEEP_COMMENTS, &problem)
      || g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&file);

  shown = g_filename_display_name (self->path);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: the path of a file, and what the system says. */
               _ ("The settings in “%s” can’t be read: %s."), shown, problem->message);
  return NULL;
}

/*< private >
 * packshot_settings_save:
 * @self: the settings
 * @file: what shall be in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show
 *
 * Returns: whether it is on the disk for good
 */
gboolean
packshot_settings_save (PackshotSettings *self, GKeyFile *file, GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);
  g_autofree char *contents = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length;

  contents = g_key_file_to_data (file, &length, NULL);
  if (packshot_folder_replace_file (self->path, contents, length,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    &problem))
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: the path of a file, and what the system says. */
               _ ("The settings in “%s” can’t be written: %s."), shown, problem->message);
  return FALSE;
}

/**
 * packshot_settings_dup_base_url:
 * @self: the settings
 * @manifest: a service on the web
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, a sentence or two to show
 *
 * Where a service is: what its environment variable says, else what the settings say, else what the
 * manifest says. It has to be https, but for this computer itself and where the manifest allows
 * plain http.
 *
 * A setting that can't be used is an error, and not passed over: whoever set it did not want their
 * pictures to go to the next one.
 *
 * Returns: (transfer full): the address without a slash at its end, or %NULL on error
 */
char *
packshot_settings_dup_base_url (PackshotSettings *self, PackshotManifest *manifest, GError **error)
{
  const char *variable;
  const char *standard;
  const char *text;
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *set = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self) && PACKSHOT_IS_MANIFEST (manifest), NULL);

  variable = packshot_manifest_get_base_url_environment (manifest);
  text = variable != NULL ? g_getenv (variable) : NULL;
  if (text != NULL && *text != '\0')
    return check (text, manifest, variable, error);

  file = packshot_settings_load (self, error);
  if (file == NULL)
    return NULL;

  set = g_key_file_get_string (file, packshot_manifest_get_id (manifest), BASE_URL, NULL);
  shown = g_filename_display_name (self->path);
  if (set != NULL && *set != '\0')
    return check (set, manifest, shown, error);

  standard = packshot_manifest_get_base_url (manifest);
  if (standard == NULL)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("Nobody has set where %s is to be found."),
                 packshot_manifest_get_name (manifest));

  return g_strdup (standard);
}

/**
 * packshot_settings_dup_origin:
 * @self: the settings
 * @manifest: a service on the web
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, as for
 *   packshot_settings_dup_base_url()
 *
 * What a stored key belongs to, see #PackshotCredentials.
 *
 * Returns: (transfer full): "https://api.example.com", the scheme, host and port of the service's
 *   address, or %NULL on error
 */
char *
packshot_settings_dup_origin (PackshotSettings *self, PackshotManifest *manifest, GError **error)
{
  g_autofree char *base_url = packshot_settings_dup_base_url (self, manifest, error);

  return base_url != NULL ? packshot_base_url_dup_origin (base_url) : NULL;
}

/**
 * packshot_settings_set_base_url:
 * @self: the settings
 * @manifest: a service on the web
 * @base_url: (nullable): where it is; %NULL for where its manifest says
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show
 *
 * Writes it down for both programs, on the disk for good when this returns.
 *
 * Returns: whether that went well
 */
gboolean
packshot_settings_set_base_url (PackshotSettings *self,
                                PackshotManifest *manifest,
                                const char *base_url,
                                GError **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *checked = NULL;
  const char *id;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self) && PACKSHOT_IS_MANIFEST (manifest), FALSE);

  if (base_url != NULL
      && (checked = packshot_base_url_check (base_url, packshot_manifest_get_allow_http (manifest),
                                             error))
             == NULL)
    return FALSE;

  file = packshot_settings_load (self, error);
  if (file == NULL)
    return FALSE;

  id = packshot_manifest_get_id (manifest);
  if (checked != NULL)
    g_key_file_set_string (file, id, BASE_URL, checked);
  else
    g_key_file_remove_key (file, id, BASE_URL, NULL);

  return packshot_settings_save (self, file, error);
}
