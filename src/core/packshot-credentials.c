/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-credentials.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-keyring.h"
#include "packshot-keys-private.h"

struct _PackshotCredentials
{
  GObject parent_instance;

  GHashTable *memory; /* (owned) "service origin name" → (owned) SecretValue */
};

typedef struct
{
  /* Input. */
  PackshotManifest *manifest; /* (owned) */
  char *origin;               /* (owned) */
  GHashTable *values; /* (owned) (nullable) name → (owned) SecretValue: what is to be stored */
  char *name;         /* (owned) (nullable): what is to be removed; NULL for all */

  /* In progress. */
  guint index;        /* of the credential in the manifest */
  PackshotKeys *keys; /* (owned) (nullable): what was found so far */

  /* Output. */
  gboolean kept;
  gboolean removed;
} KeysData;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotCredentials, packshot_credentials, G_TYPE_OBJECT)

static void
keys_data_free (gpointer user_data)
{
  KeysData *data = user_data;

  g_object_unref (data->manifest);
  g_free (data->origin);
  g_clear_pointer (&data->values, g_hash_table_unref);
  g_free (data->name);
  g_clear_pointer (&data->keys, packshot_keys_unref);
  g_free (data);
}

static GTask *
start (PackshotCredentials *self,
       PackshotManifest *manifest,
       const char *origin,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  KeysData *data = g_new0 (KeysData, 1);

  data->manifest = g_object_ref (manifest);
  data->origin = g_strdup (origin);
  data->kept = TRUE;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, data, keys_data_free);

  return task;
}

static char *
dup_memory_key (KeysData *data, const char *name)
{
  return g_strjoin (" ", packshot_manifest_get_id (data->manifest), data->origin, name, NULL);
}

static void
emit_changed (PackshotCredentials *self, KeysData *data)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, packshot_manifest_get_id (data->manifest));
}

/* A key travels in a header, in which nothing else is safe: RFC 9110, section 5.5. */
static gboolean
is_key (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  return text != NULL && *text != '\0';
}

/* Takes what people copy along with a key, spaces and a line break at its ends, and wipes what it
 * needed for that. */
static SecretValue *
make_value (const char *text)
{
  const char *begin = text;
  gsize length;

  while (g_ascii_isspace (*begin))
    begin++;
  length = strlen (begin);
  while (length > 0 && g_ascii_isspace (begin[length - 1]))
    length--;

  return secret_value_new (begin, (gssize) length, "text/plain");
}

static void
fail_bad_key (GTask *task, const char *place)
{
  g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                           _ ("The key in %s has characters that no key can have, or none at "
                              "all. Was it copied whole?"),
                           place);
}

/* What libsecret says is for programmers, but nothing else is known. */
static void
fail_keyring (GTask *task, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_KEYRING,
                           _ ("The keyring can't be used: %s"), error->message);
  g_error_free (error);
}

static void
return_keys (GTask *task, PackshotKeys *keys)
{
  g_task_return_pointer (task, keys, (GDestroyNotify) packshot_keys_unref);
}

/* Looks whether all keys are in the environment; some of them are as good as none. FALSE where the
 * task has ended. */
static gboolean
look_in_environment (GTask *task, PackshotKeys **keys)
{
  KeysData *data = g_task_get_task_data (task);
  g_autoptr (PackshotKeys) found =
      packshot_keys_new (PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_ENVIRONMENT);

  *keys = NULL;
  for (guint i = 0; i < packshot_manifest_get_n_credentials (data->manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (data->manifest, i);
      const char *text = g_getenv (spec->environment);
      SecretValue *value;

      if (text == NULL || *text == '\0')
        return TRUE;

      value = make_value (text);
      packshot_keys_add (found, spec->name, value);
      secret_value_unref (value);
      if (!is_key (packshot_keys_get (found, spec->name)))
        {
          fail_bad_key (task, spec->environment);
          return FALSE;
        }
    }

  *keys = g_steal_pointer (&found);
  return TRUE;
}

static PackshotKeys *
look_in_memory (PackshotCredentials *self, KeysData *data)
{
  g_autoptr (PackshotKeys) found =
      packshot_keys_new (PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_MEMORY);

  for (guint i = 0; i < packshot_manifest_get_n_credentials (data->manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (data->manifest, i);
      g_autofree char *key = dup_memory_key (data, spec->name);
      SecretValue *value = g_hash_table_lookup (self->memory, key);

      if (value == NULL)
        return NULL;
      packshot_keys_add (found, spec->name, value);
    }

  return g_steal_pointer (&found);
}

static void
look_up_next (GTask *task, GAsyncReadyCallback looked_up_cb)
{
  KeysData *data = g_task_get_task_data (task);
  const PackshotCredentialSpec *spec;
  g_autoptr (GHashTable) attributes = NULL;

  if (data->index == packshot_manifest_get_n_credentials (data->manifest))
    {
      return_keys (task, g_steal_pointer (&data->keys));
      return;
    }

  spec = packshot_manifest_get_credential (data->manifest, data->index);
  attributes = packshot_keyring_attributes (packshot_manifest_get_id (data->manifest), data->origin,
                                            spec->name);
  packshot_keyring_lookup_async (attributes, g_task_get_cancellable (task), looked_up_cb,
                                 g_object_ref (task));
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KeysData *data = g_task_get_task_data (task);
  const PackshotCredentialSpec *spec =
      packshot_manifest_get_credential (data->manifest, data->index);
  PackshotKeyringState state;
  SecretValue *value = NULL;
  GError *error = NULL;

  if (!packshot_keyring_lookup_finish (result, &state, &value, &error))
    fail_keyring (task, error);
  else if (state == PACKSHOT_KEYRING_LOCKED)
    return_keys (task, packshot_keys_new (PACKSHOT_KEYS_LOCKED, PACKSHOT_KEYS_SOURCE_KEYRING));
  else if (value == NULL)
    return_keys (task, packshot_keys_new (PACKSHOT_KEYS_NONE, PACKSHOT_KEYS_SOURCE_NONE));
  else if (!is_key (secret_value_get_text (value)))
    fail_bad_key (task, _ ("the keyring"));
  else
    {
      packshot_keys_add (data->keys, spec->name, value);
      data->index++;
      look_up_next (task, looked_up_cb);
    }

  g_clear_pointer (&value, secret_value_unref);
}

/* FALSE where the task has ended. */
static gboolean
take_values (GTask *task, GHashTable *values)
{
  KeysData *data = g_task_get_task_data (task);

  data->values =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) secret_value_unref);

  for (guint i = 0; i < packshot_manifest_get_n_credentials (data->manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (data->manifest, i);
      const char *text = g_hash_table_lookup (values, spec->name);
      SecretValue *value;

      if (text == NULL)
        continue;

      value = make_value (text);
      g_hash_table_insert (data->values, g_strdup (spec->name), value);
      if (!is_key (secret_value_get_text (value)))
        {
          fail_bad_key (task, spec->label);
          return FALSE;
        }
    }

  return TRUE;
}

static const PackshotCredentialSpec *
find_next_to_store (KeysData *data)
{
  for (; data->index < packshot_manifest_get_n_credentials (data->manifest); data->index++)
    {
      const PackshotCredentialSpec *spec =
          packshot_manifest_get_credential (data->manifest, data->index);

      if (g_hash_table_contains (data->values, spec->name))
        return spec;
    }

  return NULL;
}

static void
store_next (GTask *task, GAsyncReadyCallback stored_cb)
{
  KeysData *data = g_task_get_task_data (task);
  const PackshotCredentialSpec *spec = find_next_to_store (data);
  const char *id = packshot_manifest_get_id (data->manifest);
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;

  if (spec == NULL)
    {
      emit_changed (g_task_get_source_object (task), data);
      g_task_return_boolean (task, TRUE);
      return;
    }

  attributes = packshot_keyring_attributes (id, data->origin, spec->name);
  /* Translators: How the keyring's own window calls a key: "Packshot: Shop Films, API key". */
  label = g_strdup_printf (_ ("Packshot: %s, %s"), packshot_manifest_get_name (data->manifest),
                           spec->label);
  packshot_keyring_store_async (attributes, label, g_hash_table_lookup (data->values, spec->name),
                                g_task_get_cancellable (task), stored_cb, g_object_ref (task));
}

/* A key is in one place: what an older one in memory hid would come to light by surprise. */
static void
remember (PackshotCredentials *self, KeysData *data, const char *name, gboolean in_keyring)
{
  g_autofree char *key = dup_memory_key (data, name);
  SecretValue *value = g_hash_table_lookup (data->values, name);

  if (in_keyring)
    g_hash_table_remove (self->memory, key);
  else
    g_hash_table_insert (self->memory, g_steal_pointer (&key), secret_value_ref (value));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KeysData *data = g_task_get_task_data (task);
  const PackshotCredentialSpec *spec =
      packshot_manifest_get_credential (data->manifest, data->index);
  PackshotKeyringState state;
  GError *error = NULL;

  if (!packshot_keyring_store_finish (result, &state, &error))
    fail_keyring (task, error);
  else if (state == PACKSHOT_KEYRING_LOCKED)
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_KEYRING,
                             _ ("The keyring is locked, so the key was not stored."));
  else
    {
      remember (g_task_get_source_object (task), data, spec->name, state == PACKSHOT_KEYRING_OPEN);
      if (state == PACKSHOT_KEYRING_ABSENT)
        data->kept = FALSE;
      data->index++;
      store_next (task, stored_cb);
    }
}

static void
forget (PackshotCredentials *self, KeysData *data)
{
  for (guint i = 0; i < packshot_manifest_get_n_credentials (data->manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (data->manifest, i);
      g_autofree char *key = dup_memory_key (data, spec->name);

      if (data->name == NULL || g_str_equal (data->name, spec->name))
        data->removed = g_hash_table_remove (self->memory, key) || data->removed;
    }
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KeysData *data = g_task_get_task_data (task);
  PackshotKeyringState state;
  gboolean removed;
  GError *error = NULL;

  if (!packshot_keyring_clear_finish (result, &state, &removed, &error))
    {
      fail_keyring (task, error);
      return;
    }

  data->removed = data->removed || removed;
  if (data->removed)
    emit_changed (g_task_get_source_object (task), data);

  if (state == PACKSHOT_KEYRING_LOCKED)
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_KEYRING,
                             _ ("The keyring is locked, so no key in it was removed."));
  else
    g_task_return_boolean (task, TRUE);
}

static void
packshot_credentials_finalize (GObject *object)
{
  PackshotCredentials *self = PACKSHOT_CREDENTIALS (object);

  g_hash_table_unref (self->memory);

  G_OBJECT_CLASS (packshot_credentials_parent_class)->finalize (object);
}

static void
packshot_credentials_class_init (PackshotCredentialsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_credentials_finalize;

  /**
   * PackshotCredentials::changed:
   * @self: the credentials
   * @service: the id of a service
   *
   * This program stored or removed keys of a service. What other programs do is not told.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
packshot_credentials_init (PackshotCredentials *self)
{
  self->memory =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) secret_value_unref);
}

/**
 * packshot_credentials_new:
 *
 * Returns: (transfer full): the keys of the user. One a program: it holds what the keyring can't.
 */
PackshotCredentials *
packshot_credentials_new (void)
{
  return g_object_new (PACKSHOT_TYPE_CREDENTIALS, NULL);
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
  KeysData *data;
  PackshotKeys *keys;

  g_return_if_fail (PACKSHOT_IS_CREDENTIALS (self) && PACKSHOT_IS_MANIFEST (manifest));
  g_return_if_fail (origin != NULL);

  task = start (self, manifest, origin, packshot_credentials_lookup_async, cancellable, callback,
                user_data);
  data = g_task_get_task_data (task);

  if (packshot_manifest_get_n_credentials (manifest) == 0)
    {
      return_keys (task, packshot_keys_new (PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_NONE));
      return;
    }

  if (!look_in_environment (task, &keys))
    return;

  if (keys == NULL)
    keys = look_in_memory (self, data);
  if (keys != NULL)
    {
      return_keys (task, keys);
      return;
    }

  data->keys = packshot_keys_new (PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING);
  look_up_next (task, looked_up_cb);
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

  g_return_if_fail (PACKSHOT_IS_CREDENTIALS (self) && PACKSHOT_IS_MANIFEST (manifest));
  g_return_if_fail (origin != NULL && values != NULL);

  task = start (self, manifest, origin, packshot_credentials_store_async, cancellable, callback,
                user_data);
  if (take_values (task, values))
    store_next (task, stored_cb);
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
  KeysData *data;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_credentials_store_async), FALSE);

  data = g_task_get_task_data (G_TASK (result));
  if (kept != NULL)
    *kept = data->kept;

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
  KeysData *data;

  g_return_if_fail (PACKSHOT_IS_CREDENTIALS (self) && PACKSHOT_IS_MANIFEST (manifest));
  g_return_if_fail (origin != NULL);

  task = start (self, manifest, origin, packshot_credentials_clear_async, cancellable, callback,
                user_data);
  data = g_task_get_task_data (task);
  data->name = g_strdup (name);
  forget (self, data);

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
  KeysData *data;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_credentials_clear_async), FALSE);

  data = g_task_get_task_data (G_TASK (result));
  if (removed != NULL)
    *removed = data->removed;

  return g_task_propagate_boolean (G_TASK (result), error);
}
