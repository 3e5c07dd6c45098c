/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Looking for keys: in the environment, in memory, in the keyring. */

#include "packshot-credentials-private.h"

#include "packshot-keyring.h"
#include "packshot-keys-private.h"

typedef struct
{
  /* Input. */
  PackshotManifest *manifest; /* (owned) */
  char *origin;               /* (owned) */

  /* In progress. */
  guint index; /* of the credential in the manifest that is looked for */

  /* Output. */
  PackshotKeys *keys; /* (owned) (nullable) */
} LookupData;

static void
lookup_data_free (gpointer data)
{
  LookupData *lookup = data;

  g_object_unref (lookup->manifest);
  g_free (lookup->origin);
  g_clear_pointer (&lookup->keys, packshot_keys_unref);
  g_free (lookup);
}

static void
return_keys (GTask *task, PackshotKeys *keys)
{
  g_task_return_pointer (task, keys, (GDestroyNotify) packshot_keys_unref);
}

/* Leaves NULL where the environment has not all of them: some are as good as none. */
static gboolean
look_in_environment (PackshotManifest *manifest, PackshotKeys **keys, GError **error)
{
  g_autoptr (PackshotKeys) found =
      packshot_keys_new (PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_ENVIRONMENT);

  *keys = NULL;
  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (manifest, i);
      const char *text = g_getenv (spec->environment);
      SecretValue *value;

      if (text == NULL || *text == '\0')
        return TRUE;

      value = packshot_credentials_make_value (text, spec->environment, error);
      if (value == NULL)
        return FALSE;

      packshot_keys_add (found, spec->name, value);
      secret_value_unref (value);
    }

  *keys = g_steal_pointer (&found);
  return TRUE;
}

static PackshotKeys *
look_in_memory (PackshotCredentials *self, LookupData *lookup)
{
  g_autoptr (PackshotKeys) found =
      packshot_keys_new (PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_MEMORY);

  for (guint i = 0; i < packshot_manifest_get_n_credentials (lookup->manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (lookup->manifest, i);
      SecretValue *value =
          packshot_credentials_recall (self, lookup->manifest, lookup->origin, spec->name);

      if (value == NULL)
        return NULL;
      packshot_keys_add (found, spec->name, value);
    }

  return g_steal_pointer (&found);
}

static void
look_in_keyring (GTask *task, GAsyncReadyCallback looked_up_cb)
{
  LookupData *lookup = g_task_get_task_data (task);
  const PackshotCredentialSpec *spec;
  g_autoptr (GHashTable) attributes = NULL;

  if (lookup->index == packshot_manifest_get_n_credentials (lookup->manifest))
    {
      return_keys (task, g_steal_pointer (&lookup->keys));
      return;
    }

  spec = packshot_manifest_get_credential (lookup->manifest, lookup->index);
  attributes = packshot_keyring_attributes (packshot_manifest_get_id (lookup->manifest),
                                            lookup->origin, spec->name);
  packshot_keyring_lookup_async (attributes, g_task_get_cancellable (task), looked_up_cb,
                                 g_object_ref (task));
}

static void
add_key (GTask *task, SecretValue *value, GAsyncReadyCallback looked_up_cb)
{
  LookupData *lookup = g_task_get_task_data (task);
  const PackshotCredentialSpec *spec =
      packshot_manifest_get_credential (lookup->manifest, lookup->index);
  GError *error = NULL;

  /* Other programs may have put there what they like. */
  if (!packshot_credentials_check_value (value, spec->label, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  packshot_keys_add (lookup->keys, spec->name, value);
  lookup->index++;
  look_in_keyring (task, looked_up_cb);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotKeyringState state;
  SecretValue *value = NULL;
  GError *error = NULL;

  if (!packshot_keyring_lookup_finish (result, &state, &value, &error))
    packshot_credentials_return_error (task, error);
  else if (state == PACKSHOT_KEYRING_LOCKED)
    return_keys (task, packshot_keys_new (PACKSHOT_KEYS_LOCKED, PACKSHOT_KEYS_SOURCE_KEYRING));
  else if (value == NULL)
    return_keys (task, packshot_keys_new (PACKSHOT_KEYS_NONE, PACKSHOT_KEYS_SOURCE_NONE));
  else
    add_key (task, value, looked_up_cb);

  g_clear_pointer (&value, secret_value_unref);
}

static void
look_up (GTask *task)
{
  LookupData *lookup = g_task_get_task_data (task);
  PackshotKeys *keys;
  GError *error = NULL;

  if (packshot_manifest_get_n_credentials (lookup->manifest) == 0)
    {
      return_keys (task, packshot_keys_new (PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_NONE));
      return;
    }

  if (!look_in_environment (lookup->manifest, &keys, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (keys == NULL)
    keys = look_in_memory (g_task_get_source_object (task), lookup);
  if (keys != NULL)
    {
      return_keys (task, keys);
      return;
    }

  lookup->keys = packshot_keys_new (PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING);
  look_in_keyring (task, looked_up_cb);
}

/**
 * packshot_credentials_lookup_async:
 * @self: the credentials
 * @manifest: a service
 * @origin: where its keys would be sent, from packshot_settings_dup_origin()
 * @cancellable: (nullable): to stop it
 * @callback: called in the main context of the caller
 * @user_data: for @callback
 *
 * Looks for the keys of a service. Nobody is asked for the password of the keyring.
 */
void
packshot_credentials_lookup_async (PackshotCredentials *self,
                                   PackshotManifest *manifest,
                                   const char *origin,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LookupData *lookup;

  g_return_if_fail (PACKSHOT_IS_CREDENTIALS (self) && PACKSHOT_IS_MANIFEST (manifest));
  g_return_if_fail (origin != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  lookup = g_new0 (LookupData, 1);
  lookup->manifest = g_object_ref (manifest);
  lookup->origin = g_strdup (origin);
  g_task_set_source_tag (task, packshot_credentials_lookup_async);
  g_task_set_task_data (task, lookup, lookup_data_free);

  look_up (task);
}

/**
 * packshot_credentials_lookup_finish:
 * @self: the credentials
 * @result: what the callback got
 * @error: return location for a #PACKSHOT_CORE_ERROR_KEYRING or %PACKSHOT_CORE_ERROR_BAD_VALUE, one
 *   sentence to show, or for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the keys, or why they are not there; %NULL where nothing is known
 */
PackshotKeys *
packshot_credentials_lookup_finish (PackshotCredentials *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_credentials_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
