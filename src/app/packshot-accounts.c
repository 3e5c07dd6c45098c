/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-accounts.h"

#include <glib/gi18n.h>

struct _PackshotAccounts
{
  GObject parent_instance;

  PackshotCredentials *credentials;
  PackshotSettings *settings;
  PackshotQueue *queue;
  GHashTable *balances; /* (element-type utf8 gint64): told by a test, by the id of the service */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (packshot - accounts - error - quark, packshot_accounts_error)

G_DEFINE_FINAL_TYPE (PackshotAccounts, packshot_accounts, G_TYPE_OBJECT)

static void
credentials_changed_cb (PackshotCredentials *credentials,
                        const char *service,
                        PackshotAccounts *self)
{
  packshot_accounts_changed (self, service);
}

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

static void
packshot_accounts_finalize (GObject *object)
{
  PackshotAccounts *self = PACKSHOT_ACCOUNTS (object);

  g_object_unref (self->credentials);
  g_object_unref (self->settings);
  g_object_unref (self->queue);
  g_hash_table_unref (self->balances);

  G_OBJECT_CLASS (packshot_accounts_parent_class)->finalize (object);
}

static void
packshot_accounts_class_init (PackshotAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_accounts_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PACKSHOT_TYPE_ACCOUNTS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
packshot_accounts_init (PackshotAccounts *self)
{
  self->balances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * packshot_accounts_new:
 * @credentials: where keys are
 * @settings: where services are
 * @queue: the jobs, whose answers tell balances; it hears of new keys
 *
 * Returns: (transfer full): the accounts
 */
PackshotAccounts *
packshot_accounts_new (PackshotCredentials *credentials,
                       PackshotSettings *settings,
                       PackshotQueue *queue)
{
  PackshotAccounts *self = g_object_new (PACKSHOT_TYPE_ACCOUNTS, NULL);

  self->credentials = g_object_ref (credentials);
  self->settings = g_object_ref (settings);
  self->queue = g_object_ref (queue);
  g_signal_connect_object (credentials, "changed", G_CALLBACK (credentials_changed_cb), self, 0);

  return self;
}

/**
 * packshot_accounts_get_credentials:
 * @self: the accounts
 *
 * Returns: (transfer none): where keys are
 */
PackshotCredentials *
packshot_accounts_get_credentials (PackshotAccounts *self)
{
  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (self), NULL);

  return self->credentials;
}

/**
 * packshot_accounts_get_settings:
 * @self: the accounts
 *
 * Returns: (transfer none): where services are
 */
PackshotSettings *
packshot_accounts_get_settings (PackshotAccounts *self)
{
  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (self), NULL);

  return self->settings;
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
    origin = packshot_settings_dup_origin (self->settings, manifest, &error);
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

  packshot_credentials_lookup_async (self->credentials, manifest, origin, cancellable, looked_cb,
                                     g_steal_pointer (&task));
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

/**
 * packshot_accounts_dup_host:
 * @self: the accounts
 * @manifest: a service on the web
 *
 * Returns: (transfer full): the host its calls go to, or an empty text where its address can't be
 *   used
 */
char *
packshot_accounts_dup_host (PackshotAccounts *self, PackshotManifest *manifest)
{
  g_autofree char *base_url = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (self) && PACKSHOT_IS_MANIFEST (manifest), NULL);

  base_url = packshot_settings_dup_base_url (self->settings, manifest, NULL);
  uri = base_url != NULL ? g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL) : NULL;
  return g_strdup (uri != NULL ? g_uri_get_host (uri) : "");
}

/**
 * packshot_accounts_get_balance:
 * @self: the accounts
 * @manifest: a service
 *
 * Returns: what was left when an answer told it last, in millionths of the service's unit, or
 *   %PACKSHOT_MONEY_UNKNOWN
 */
gint64
packshot_accounts_get_balance (PackshotAccounts *self, PackshotManifest *manifest)
{
  GListModel *jobs;
  const gint64 *told;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (self) && PACKSHOT_IS_MANIFEST (manifest),
                        PACKSHOT_MONEY_UNKNOWN);

  /* A test asks on purpose, and so it is newer than any job that it was run after. */
  told = g_hash_table_lookup (self->balances, packshot_manifest_get_id (manifest));
  if (told != NULL)
    return *told;

  jobs = packshot_queue_get_jobs (self->queue);
  for (guint i = g_list_model_get_n_items (jobs); i > 0; i--)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i - 1);

      if (packshot_job_get_manifest (job) == manifest
          && packshot_job_get_balance (job) != PACKSHOT_MONEY_UNKNOWN)
        return packshot_job_get_balance (job);
    }

  return PACKSHOT_MONEY_UNKNOWN;
}

/**
 * packshot_accounts_set_balance:
 * @self: the accounts
 * @manifest: a service
 * @balance: what is left, in millionths of its unit, or %PACKSHOT_MONEY_UNKNOWN
 *
 * Notes what the service told when it was asked. The answers to jobs that come after it count more.
 */
void
packshot_accounts_set_balance (PackshotAccounts *self, PackshotManifest *manifest, gint64 balance)
{
  const char *service;

  g_return_if_fail (PACKSHOT_IS_ACCOUNTS (self) && PACKSHOT_IS_MANIFEST (manifest));

  service = packshot_manifest_get_id (manifest);
  if (balance == PACKSHOT_MONEY_UNKNOWN)
    g_hash_table_remove (self->balances, service);
  else
    g_hash_table_insert (self->balances, g_strdup (service), g_memdup2 (&balance, sizeof balance));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, service);
}

/**
 * packshot_accounts_changed:
 * @self: the accounts
 * @service: the id of a service whose key or address is another now
 *
 * Lets jobs that waited for it go on, and everybody look again.
 */
void
packshot_accounts_changed (PackshotAccounts *self, const char *service)
{
  g_return_if_fail (PACKSHOT_IS_ACCOUNTS (self) && service != NULL);

  g_hash_table_remove (self->balances, service);
  packshot_queue_key_changed (self->queue, service);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, service);
}
