/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What may be spent at a service in a day, as the settings have it. */

#include "packshot-settings-limits.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-money.h"
#include "packshot-settings-private.h"

#define DAILY_LIMIT "daily-limit"

/**
 * packshot_settings_get_daily_limit:
 * @self: the settings
 * @manifest: a service
 * @limit: (out): in millionths of the service's unit, or %PACKSHOT_MONEY_UNKNOWN where there is
 * none
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show
 *
 * What may be spent in a day without being asked once more. A limit that can't be read is an error,
 * and not none: somebody wanted to be stopped.
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_settings_get_daily_limit (PackshotSettings *self,
                                   PackshotManifest *manifest,
                                   gint64 *limit,
                                   GError **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self) && PACKSHOT_IS_MANIFEST (manifest), FALSE);

  *limit = PACKSHOT_MONEY_UNKNOWN;
  if (packshot_manifest_get_unit (manifest) == NULL)
    return TRUE;

  file = packshot_settings_load (self, error);
  if (file == NULL)
    return FALSE;

  text = g_key_file_get_string (file, packshot_manifest_get_id (manifest), DAILY_LIMIT, NULL);
  if (text == NULL || *text == '\0' || packshot_money_parse (text, limit))
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: the id of a service, and what stands there. */
               _ ("The daily limit of %s in the settings, “%s”, is not an amount."),
               packshot_manifest_get_name (manifest), text);
  return FALSE;
}

/**
 * packshot_settings_set_daily_limit:
 * @self: the settings
 * @manifest: a service that counts something
 * @limit: in millionths of its unit, 0 to %PACKSHOT_MONEY_MAX, or %PACKSHOT_MONEY_UNKNOWN for none
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show
 *
 * Writes it down for both programs, on the disk for good when this returns.
 *
 * Returns: whether that went well
 */
gboolean
packshot_settings_set_daily_limit (PackshotSettings *self,
                                   PackshotManifest *manifest,
                                   gint64 limit,
                                   GError **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *number = NULL;
  const char *id;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (self) && PACKSHOT_IS_MANIFEST (manifest), FALSE);
  g_return_val_if_fail (packshot_manifest_get_unit (manifest) != NULL, FALSE);
  g_return_val_if_fail (limit <= PACKSHOT_MONEY_MAX, FALSE);

  file = packshot_settings_load (self, error);
  if (file == NULL)
    return FALSE;

  id = packshot_manifest_get_id (manifest);
  if (limit == PACKSHOT_MONEY_UNKNOWN)
    {
      g_key_file_remove_key (file, id, DAILY_LIMIT, NULL);
    }
  else
    {
      number = packshot_money_dup_number (limit);
      g_key_file_set_string (file, id, DAILY_LIMIT, number);
    }

  return packshot_settings_save (self, file, error);
}
