/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Whether something could be ordered at a service: what is to be known before anybody is asked to
 * pay. */

#include "packshot-accounts.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (packshot - accounts - error - quark, packshot_accounts_error)

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotManifest *manifest = g_task_get_task_data (task);
  const char *name = packshot_manifest_get_name (manifest);
  GError *error = NULL;
  g_autoptr (PackshotKeys) keys =
      packshot_credentials_lookup_finish (PACKSHOT_CREDENTIALS (source), result, &error);

  if (keys == NULL)
    g_task_return_error (task, error);
  else if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_FOUND)
    g_task_return_boolean (task, TRUE);
  else if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_LOCKED)
    g_task_return_new_error (task, PACKSHOT_ACCOUNTS_ERROR, PACKSHOT_ACCOUNTS_ERROR_LOCKED,
                             _ ("The keyring with the key for %s is locked."), name);
  else
    g_task_return_new_error (task, PACKSHOT_ACCOUNTS_ERROR, PACKSHOT_ACCOUNTS_ERROR_NO_KEY,
                             _ ("%s needs a key first."), name);
}

/**
 * packshot_accounts_look_async:
 * @self: the accounts
 * @manifest: (nullable): a service, or %NULL for one that is no longer there
 * @cancellable: (nullable): stops it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Looks whether something could be ordered at a service, as far as this computer knows.
 */
void
packshot_accounts_look_async (PackshotAccounts *self,
                              PackshotManifest *manifest,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *origin = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PACKSHOT_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_accounts_look_async);
  if (manifest == NULL)
    {
      g_task_return_new_error (task, PACKSHOT_ACCOUNTS_ERROR, PACKSHOT_ACCOUNTS_ERROR_ADDRESS,
                               _ ("Packshot no longer has this service."));
      return;
    }

  g_task_set_task_data (task, g_object_ref (manifest), g_object_unref);
  if (!packshot_manifest_get_offline (manifest))
    origin = packshot_settings_dup_origin (packshot_accounts_get_settings (self), manifest, &error);
  if (error != NULL)
    {
      g_task_return_new_error (task, PACKSHOT_ACCOUNTS_ERROR, PACKSHOT_ACCOUNTS_ERROR_ADDRESS, "%s",
                               error->message);
      return;
    }
  if (packshot_manifest_get_n_credentials (manifest) == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  packshot_credentials_lookup_async (packshot_accounts_get_credentials (self), manifest, origin,
                                     cancellable, looked_cb, g_steal_pointer (&task));
}

/**
 * packshot_accounts_look_finish:
 * @self: the accounts
 * @result: the result the callback got
 * @error: return location for a #PackshotAccountsError, one sentence to show
 *
 * Returns: whether something could be ordered
 */
gboolean
packshot_accounts_look_finish (PackshotAccounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_accounts_look_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
