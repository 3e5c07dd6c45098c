/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Keeping keys in the keyring, and removing them. */

#include "packshot-credentials-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-keyring.h"

typedef struct
{
  /* Input. */
  PackshotManifest *manifest; /* (owned) */
  char *origin;               /* (owned) */
  GHashTable *values;         /* (owned) name → (owned) SecretValue */

  /* In progress. */
  guint index; /* of the credential in the manifest that is stored */

  /* Output. */
  gboolean kept;
} StoreData;

typedef struct
{
  /* Input. */
  PackshotManifest *manifest; /* (owned) */

  /* Output. */
  gboolean removed;
} ClearData;

static void
store_data_free (gpointer data)
{
  StoreData *store = data;

  g_object_unref (store->manifest);
  g_free (store->origin);
  g_hash_table_unref (store->values);
  g_free (store);
}

static void
clear_data_free (gpointer data)
{
  ClearData *clear = data;

  g_object_unref (clear->manifest);
  g_free (clear);
}

static gboolean
take_values (StoreData *store, GHashTable *values, GError **error)
{
  for (guint i = 0; i < packshot_manifest_get_n_credentials (store->manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (store->manifest, i);
      const char *text = g_hash_table_lookup (values, spec->name);
      SecretValue *value;

      if (text == NULL)
        continue;

      value = packshot_credentials_make_value (text, spec->label, error);
      if (value == NULL)
        return FALSE;
      g_hash_table_insert (store->values, g_strdup (spec->name), value);
    }

  return TRUE;
}

static const PackshotCredentialSpec *
find_next (StoreData *store)
{
  for (; store->index < packshot_manifest_get_n_credentials (store->manifest); store->index++)
    {
      const PackshotCredentialSpec *spec =
          packshot_manifest_get_credential (store->manifest, store->index);

      if (g_hash_table_contains (store->values, spec->name))
        return spec;
    }

  return NULL;
}

static void
store_next (GTask *task, GAsyncReadyCallback stored_cb)
{
  StoreData *store = g_task_get_task_data (task);
  const PackshotCredentialSpec *spec = find_next (store);
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;

  if (spec == NULL)
    {
      packshot_credentials_emit_changed (g_task_get_source_object (task), store->manifest);
      g_task_return_boolean (task, TRUE);
      return;
    }

  attributes = packshot_keyring_attributes (packshot_manifest_get_id (store->manifest),
                                            store->origin, spec->name);
  /* Translators: How the keyring's own window calls a key: "Packshot: Shop Films, API key". */
  label = g_strdup_printf (_ ("Packshot: %s, %s"), packshot_manifest_get_name (store->manifest),
                           spec->label);
  packshot_keyring_store_async (attributes, label, g_hash_table_lookup (store->values, spec->name),
                                g_task_get_cancellable (task), stored_cb, g_object_ref (task));
}

/* A key is in one place: an older one in memory would hide what the keyring has. */
static void
note_stored (GTask *task, const char *name, gboolean in_keyring)
{
  PackshotCredentials *self = g_task_get_source_object (task);
  StoreData *store = g_task_get_task_data (task);

  if (in_keyring)
    {
      packshot_credentials_forget (self, store->manifest, store->origin, name);
      return;
    }

  packshot_credentials_remember (self, store->manifest, store->origin, name,
                                 g_hash_table_lookup (store->values, name));
  store->kept = FALSE;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StoreData *store = g_task_get_task_data (task);
  PackshotKeyringState state;
  GError *error = NULL;

  if (!packshot_keyring_store_finish (result, &state, &error))
    packshot_credentials_return_error (task, error);
  else if (state == PACKSHOT_KEYRING_LOCKED)
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_KEYRING,
                             _ ("The keyring is locked, so the key was not stored."));
  else
    {
      note_stored (task, packshot_manifest_get_credential (store->manifest, store->index)->name,
                   state == PACKSHOT_KEYRING_OPEN);
      store->index++;
      store_next (task, stored_cb);
    }
}

static gboolean
forget (PackshotCredentials *self, PackshotManifest *manifest, const char *origin, const char *name)
{
  gboolean had_any = FALSE;

  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (manifest, i);

      if ((name == NULL || g_str_equal (name, spec->name))
          && packshot_credentials_forget (self, manifest, origin, spec->name))
        had_any = TRUE;
    }

  return had_any;
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ClearData *clear = g_task_get_task_data (task);
  PackshotKeyringState state;
  gboolean removed;
  GError *error = NULL;

  if (!packshot_keyring_clear_finish (result, &state, &removed, &error))
    {
      packshot_credentials_return_error (task, error);
      return;
    }

  clear->removed = clear->removed || removed;
  if (clear->removed)
    packshot_credentials_emit_changed (g_task_get_source_object (task), clear->manifest);

  if (state == PACKSHOT_KEYRING_LOCKED)
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_KEYRING,
                             _ ("The keyring is locked, so no key in it was removed."));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * packshot_credentials_store_async:
 * @self: the credentials
 * @manifest: a service
 * @origin: where the keys may be sent, from packshot_settings_dup_origin()
 * @values: (element-type utf8 utf8): names of the manifest's credentials and the keys. They are
 *   copied, without spaces at their ends, before this returns; the caller wipes its own
 * @cancellable: (nullable): to stop it
 * @callback: called in the main context of the caller
 * @user_data: for @callback
 *
 * Stores keys in the keyring, which may ask for its password, in place of earlier ones. Where there
 * is no keyring they stay in memory.
 */
void
packshot_credentials_store_async (PackshotCredentials *self,
                                  PackshotManifest *manifest,
                                  const char *origin,
                                  GHashTable *values,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  StoreData *store;
  GError *error = NULL;

  g_return_if_fail (PACKSHOT_IS_CREDENTIALS (self) && PACKSHOT_IS_MANIFEST (manifest));
  g_return_if_fail (origin != NULL && values != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  store = g_new0 (StoreData, 1);
  store->manifest = g_object_ref (manifest);
  store->origin = g_strdup (origin);
  store->values =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) secret_value_unref);
  store->kept = TRUE;
  g_task_set_source_tag (task, packshot_credentials_store_async);
  g_task_set_task_data (task, store, store_data_free);

  if (take_values (store, values, &error))
    store_next (task, stored_cb);
  else
    g_task_return_error (task, error);
}

/**
 * packshot_credentials_store_finish:
 * @self: the credentials
 * @result: what the callback got
 * @kept: (out) (optional): whether the keys outlive this program; %FALSE where there is no keyring
 * @error: return location, as for packshot_credentials_lookup_finish()
 *
 * Returns: whether the keys can be used from now on
 */
gboolean
packshot_credentials_store_finish (PackshotCredentials *self,
                                   GAsyncResult *result,
                                   gboolean *kept,
                                   GError **error)
{
  StoreData *store;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_credentials_store_async), FALSE);

  store = g_task_get_task_data (G_TASK (result));
  if (kept != NULL)
    *kept = store->kept;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * packshot_credentials_clear_async:
 * @self: the credentials
 * @manifest: a service
 * @origin: where the keys may be sent, from packshot_settings_dup_origin()
 * @name: (nullable): which of its keys; %NULL for all of them
 * @cancellable: (nullable): to stop it
 * @callback: called in the main context of the caller
 * @user_data: for @callback
 *
 * Removes keys from the keyring and from memory. The environment stays as it is.
 */
void
packshot_credentials_clear_async (PackshotCredentials *self,
                                  PackshotManifest *manifest,
                                  const char *origin,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  ClearData *clear;

  g_return_if_fail (PACKSHOT_IS_CREDENTIALS (self) && PACKSHOT_IS_MANIFEST (manifest));
  g_return_if_fail (origin != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  clear = g_new0 (ClearData, 1);
  clear->manifest = g_object_ref (manifest);
  clear->removed = forget (self, manifest, origin, name);
  g_task_set_source_tag (task, packshot_credentials_clear_async);
  g_task_set_task_data (task, clear, clear_data_free);

  attributes = packshot_keyring_attributes (packshot_manifest_get_id (manifest), origin, name);
  packshot_keyring_clear_async (attributes, cancellable, cleared_cb, g_object_ref (task));
}

/**
 * packshot_credentials_clear_finish:
 * @self: the credentials
 * @result: what the callback got
 * @removed: (out) (optional): whether there was anything to remove
 * @error: return location, as for packshot_credentials_lookup_finish()
 *
 * Returns: whether nothing is left of them
 */
gboolean
packshot_credentials_clear_finish (PackshotCredentials *self,
                                   GAsyncResult *result,
                                   gboolean *removed,
                                   GError **error)
{
  ClearData *clear;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_credentials_clear_async), FALSE);

  clear = g_task_get_task_data (G_TASK (result));
  if (removed != NULL)
    *removed = clear->removed;

  return g_task_propagate_boolean (G_TASK (result), error);
}
