/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The keyring of the desktop, by the Secret Service of freedesktop.org, or in a sandbox by the
 * portal for secrets. What libsecret keeps apart badly is told apart here: a key that is not there,
 * a keyring that is locked, and no keyring at all. */

#include "packshot-keyring.h"

#include "packshot-sandbox.h"

typedef struct
{
  /* Output. */
  PackshotKeyringState state;
  SecretValue *value; /* (owned) (nullable) */
  gboolean removed;
} KeyringData;

/* The name is a part of how keys are kept, and so the same for each program that finds them. */
static const SecretSchema schema = {
  .name = "io.github.packshot.Packshot.Key",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
      { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static void
keyring_data_free (gpointer data)
{
  KeyringData *keyring = data;

  g_clear_pointer (&keyring->value, secret_value_unref);
  g_free (keyring);
}

static GTask *
start (gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  KeyringData *data = g_new0 (KeyringData, 1);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, data, keyring_data_free);

  return task;
}

static void
return_state (GTask *task, PackshotKeyringState state)
{
  KeyringData *data = g_task_get_task_data (task);

  data->state = state;
  g_task_return_boolean (task, TRUE);
}

/* No session bus, or nobody on it who keeps secrets, or a sandbox that lets nobody ask. */
static gboolean
is_absence (const GError *error)
{
  if (error->domain == G_DBUS_ERROR)
    return error->code == G_DBUS_ERROR_SERVICE_UNKNOWN
           || error->code == G_DBUS_ERROR_NAME_HAS_NO_OWNER || error->code == G_DBUS_ERROR_NO_SERVER
           || error->code == G_DBUS_ERROR_DISCONNECTED || error->code == G_DBUS_ERROR_ACCESS_DENIED
           || (error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED
               && error->code <= G_DBUS_ERROR_SPAWN_NO_MEMORY);

  return error->domain == G_SPAWN_ERROR
         || (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED
             && error->code != G_IO_ERROR_TIMED_OUT && error->code != G_IO_ERROR_DBUS_ERROR);
}

/* A keyring that was never set up can't be opened either: it would ask for its first password. */
static gboolean
is_locked (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
         || g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
}

static void
return_error (GTask *task, GError *error)
{
  if (is_absence (error))
    return_state (task, PACKSHOT_KEYRING_ABSENT);
  else if (is_locked (error))
    return_state (task, PACKSHOT_KEYRING_LOCKED);
  else
    {
      g_task_return_error (task, error);
      return;
    }

  g_error_free (error);
}

static KeyringData *
finish (GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_task_get_task_data (G_TASK (result));
}

static void
return_value (GTask *task, SecretValue *value)
{
  KeyringData *data = g_task_get_task_data (task);

  data->value = value;
  return_state (task, PACKSHOT_KEYRING_OPEN);
}

static void
collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  if (collection != NULL && secret_collection_get_locked (collection))
    return_state (task, PACKSHOT_KEYRING_LOCKED);
  else
    return_state (task, PACKSHOT_KEYRING_OPEN);
}

/* In a sandbox libsecret may keep secrets in a file, for which the desktop gives the password. Its
 * functions that serve both leave a reference behind each time, in 0.20.5. */
static gboolean
is_service (void)
{
  const char *backend = g_getenv ("SECRET_BACKEND");

  if (backend != NULL && *backend != '\0')
    return g_str_equal (backend, "service");

  return !packshot_sandbox_is_here ();
}

/* Some keyrings show their entries when they are locked, and some show nothing then. */
static void
ask_for_lock (GTask *task)
{
  if (!is_service ())
    {
      return_state (task, PACKSHOT_KEYRING_OPEN);
      return;
    }

  secret_collection_for_alias (NULL, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               g_task_get_cancellable (task), collection_cb, g_object_ref (task));
}

static void
secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SecretValue *value =
      secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);

  if (error != NULL)
    return_error (task, error);
  else
    return_value (task, value);
}

static void
search_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GList *items = is_service () ? secret_service_search_finish (NULL, result, &error)
                               : secret_password_search_finish (result, &error);

  if (error != NULL)
    return_error (task, error);
  else if (items == NULL)
    ask_for_lock (task);
  else if (SECRET_IS_ITEM (items->data) && secret_item_get_locked (items->data))
    return_state (task, PACKSHOT_KEYRING_LOCKED);
  else
    secret_retrievable_retrieve_secret (items->data, g_task_get_cancellable (task), secret_cb,
                                        g_object_ref (task));

  g_list_free_full (items, g_object_unref);
}

static void
store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean was_stored = is_service () ? secret_service_store_finish (NULL, result, &error)
                                      : secret_password_store_finish (result, &error);

  if (was_stored)
    return_state (task, PACKSHOT_KEYRING_OPEN);
  else if (error != NULL)
    return_error (task, error);
  else
    /* Somebody was asked for the password of the keyring, and gave none. */
    return_state (task, PACKSHOT_KEYRING_LOCKED);
}

static void
clear_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KeyringData *data = g_task_get_task_data (task);
  GError *error = NULL;

  data->removed = is_service () ? secret_service_clear_finish (NULL, result, &error)
                                : secret_password_clear_finish (result, &error);
  if (error != NULL)
    return_error (task, error);
  else if (data->removed)
    return_state (task, PACKSHOT_KEYRING_OPEN);
  else
    /* libsecret removes what it may see, and passes over the rest without a word. */
    ask_for_lock (task);
}

/**
 * packshot_keyring_attributes:
 * @service: the id of a service
 * @origin: where the key may be sent
 * @name: (nullable): the name of a credential; %NULL for all of the service
 *
 * Returns: (transfer full): by what a key is found
 */
GHashTable *
packshot_keyring_attributes (const char *service, const char *origin, const char *name)
{
  if (name == NULL)
    return secret_attributes_build (&schema, "service", service, "origin", origin, NULL);

  return secret_attributes_build (&schema, "service", service, "origin", origin, "name", name,
                                  NULL);
}

/**
 * packshot_keyring_lookup_async:
 * @attributes: of one key
 * @cancellable: (nullable): to stop it
 * @callback: called in the main context of the caller
 * @user_data: for @callback
 *
 * Looks for a key. Asks nobody for a password.
 */
void
packshot_keyring_lookup_async (GHashTable *attributes,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = start (packshot_keyring_lookup_async, cancellable, callback, user_data);

  if (is_service ())
    secret_service_search (NULL, &schema, attributes, SECRET_SEARCH_NONE, cancellable, search_cb,
                           task);
  else
    secret_password_searchv (&schema, attributes, SECRET_SEARCH_NONE, cancellable, search_cb, task);
}

/**
 * packshot_keyring_lookup_finish:
 * @result: what the callback got
 * @state: (out): how the keyring is
 * @value: (out) (nullable) (transfer full): the key; %NULL where it is not there
 * @error: return location for an error of GIO or libsecret
 *
 * Returns: %FALSE where nothing is known
 */
gboolean
packshot_keyring_lookup_finish (GAsyncResult *result,
                                PackshotKeyringState *state,
                                SecretValue **value,
                                GError **error)
{
  KeyringData *data = finish (result, packshot_keyring_lookup_async, error);

  if (data == NULL)
    return FALSE;

  *state = data->state;
  *value = g_steal_pointer (&data->value);
  return TRUE;
}

/**
 * packshot_keyring_store_async:
 * @attributes: of one key
 * @label: what a person reads in the keyring's own window
 * @value: the key
 * @cancellable: (nullable): to stop it
 * @callback: called in the main context of the caller
 * @user_data: for @callback
 *
 * Keeps a key, in place of an earlier one. The keyring may ask for its password first.
 */
void
packshot_keyring_store_async (GHashTable *attributes,
                              const char *label,
                              SecretValue *value,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = start (packshot_keyring_store_async, cancellable, callback, user_data);

  if (is_service ())
    secret_service_store (NULL, &schema, attributes, SECRET_COLLECTION_DEFAULT, label, value,
                          cancellable, store_cb, task);
  else
    secret_password_storev_binary (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, value,
                                   cancellable, store_cb, task);
}

/**
 * packshot_keyring_store_finish:
 * @result: what the callback got
 * @state: (out): how the keyring is; it has the key only where it is open
 * @error: return location for an error of GIO or libsecret
 *
 * Returns: %FALSE where nothing is known
 */
gboolean
packshot_keyring_store_finish (GAsyncResult *result, PackshotKeyringState *state, GError **error)
{
  KeyringData *data = finish (result, packshot_keyring_store_async, error);

  if (data == NULL)
    return FALSE;

  *state = data->state;
  return TRUE;
}

/**
 * packshot_keyring_clear_async:
 * @attributes: of one key, or several
 * @cancellable: (nullable): to stop it
 * @callback: called in the main context of the caller
 * @user_data: for @callback
 *
 * Removes keys. The keyring may ask for its password first.
 */
void
packshot_keyring_clear_async (GHashTable *attributes,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = start (packshot_keyring_clear_async, cancellable, callback, user_data);

  if (is_service ())
    secret_service_clear (NULL, &schema, attributes, cancellable, clear_cb, task);
  else
    secret_password_clearv (&schema, attributes, cancellable, clear_cb, task);
}

/**
 * packshot_keyring_clear_finish:
 * @result: what the callback got
 * @state: (out): how the keyring is
 * @removed: (out): whether there was a key
 * @error: return location for an error of GIO or libsecret
 *
 * Returns: %FALSE where nothing is known
 */
gboolean
packshot_keyring_clear_finish (GAsyncResult *result,
                               PackshotKeyringState *state,
                               gboolean *removed,
                               GError **error)
{
  KeyringData *data = finish (result, packshot_keyring_clear_async, error);

  if (data == NULL)
    return FALSE;

  *state = data->state;
  *removed = data->removed;
  return TRUE;
}
