/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-accounts.h"

#include <glib/gi18n.h>

#include "packshot-money.h"
#include "packshot-words.h"

/* How long an answer is good, in microseconds of the monotonic clock. */
#define GOOD_FOR (60 * G_USEC_PER_SEC)

struct _PackshotAccounts
{
  GObject parent_instance;

  PackshotRegistry *registry;
  PackshotCredentials *credentials;
  PackshotSettings *settings;
  PackshotQueue *queue;
  GHashTable *standings;     /* (element-type utf8 Standing): by the id of the service */
  GCancellable *cancellable; /* of all that is asked */
};

/* What came of the last question how an account stands. */
typedef struct
{
  gboolean asking;
  gboolean stale; /* what is being asked is about a key, an address or a purse of before */
  gint64 asked;   /* when, by the monotonic clock; 0 where it has to be asked again */
  PackshotVerdict verdict;
  gint64 balance;
} Standing;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotAccounts, packshot_accounts, G_TYPE_OBJECT)

static Standing *
find_standing (PackshotAccounts *self, PackshotManifest *manifest)
{
  return g_hash_table_lookup (self->standings, packshot_manifest_get_id (manifest));
}

static Standing *
ensure_standing (PackshotAccounts *self, PackshotManifest *manifest)
{
  Standing *standing = find_standing (self, manifest);

  if (standing == NULL)
    {
      standing = g_new0 (Standing, 1);
      standing->verdict = PACKSHOT_VERDICT_DONE;
      standing->balance = PACKSHOT_MONEY_UNKNOWN;
      g_hash_table_insert (self->standings, g_strdup (packshot_manifest_get_id (manifest)),
                           standing);
    }

  return standing;
}

/* Nobody is there, or somebody else. */
static gboolean
is_silence (PackshotVerdict verdict)
{
  return verdict == PACKSHOT_VERDICT_NOT_SENT || verdict == PACKSHOT_VERDICT_UNCERTAIN
         || verdict == PACKSHOT_VERDICT_GONE || verdict == PACKSHOT_VERDICT_MOVED;
}

/* An answer that is still on its way is about what was before. */
static void
forget (Standing *standing)
{
  standing->stale = standing->asking;
  standing->asked = 0;
  standing->verdict = PACKSHOT_VERDICT_DONE;
  standing->balance = PACKSHOT_MONEY_UNKNOWN;
}

/* What a job brought to light is newer than what was asked before it, and tells that something was
 * spent. */
static void
spent_cb (PackshotJob *job, GParamSpec *pspec, PackshotAccounts *self)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  Standing *standing = manifest != NULL ? find_standing (self, manifest) : NULL;

  if (manifest == NULL)
    return;

  if (standing != NULL)
    forget (standing);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, packshot_manifest_get_id (manifest));
}

/* Of the many jobs that were read of earlier days nothing more is to be heard of money, or little.
 */
static void
jobs_changed_cb (GListModel *jobs,
                 guint position,
                 guint n_removed,
                 guint n_added,
                 PackshotAccounts *self)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, position + i);
      PackshotManifest *manifest = packshot_job_get_manifest (job);

      if (manifest == NULL || packshot_manifest_get_offline (manifest)
          || packshot_words_is_over (job))
        continue;

      g_signal_connect_object (job, "notify::balance", G_CALLBACK (spent_cb), self, 0);
      g_signal_connect_object (job, "notify::charged", G_CALLBACK (spent_cb), self, 0);
    }
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotService *service = PACKSHOT_SERVICE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotReply) reply = packshot_service_test_finish (service, result, &error);

  PackshotManifest *manifest = packshot_service_get_manifest (service);
  PackshotAccounts *self;
  Standing *standing;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_ACCOUNTS (user_data);
  standing = ensure_standing (self, manifest);
  standing->asking = FALSE;
  if (!standing->stale)
    {
      packshot_accounts_note (self, manifest, reply);
      return;
    }

  standing->stale = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, packshot_manifest_get_id (manifest));
}

static void
credentials_changed_cb (PackshotCredentials *credentials,
                        const char *service,
                        PackshotAccounts *self)
{
  packshot_accounts_changed (self, service);
}

static void
packshot_accounts_dispose (GObject *object)
{
  g_cancellable_cancel (PACKSHOT_ACCOUNTS (object)->cancellable);

  G_OBJECT_CLASS (packshot_accounts_parent_class)->dispose (object);
}

static void
packshot_accounts_finalize (GObject *object)
{
  PackshotAccounts *self = PACKSHOT_ACCOUNTS (object);

  g_object_unref (self->registry);
  g_object_unref (self->credentials);
  g_object_unref (self->settings);
  g_object_unref (self->queue);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->standings);

  G_OBJECT_CLASS (packshot_accounts_parent_class)->finalize (object);
}

static void
packshot_accounts_class_init (PackshotAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_accounts_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_accounts_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PACKSHOT_TYPE_ACCOUNTS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
packshot_accounts_init (PackshotAccounts *self)
{
  self->standings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * packshot_accounts_new:
 * @registry: the services there are
 * @credentials: where keys are
 * @settings: where services are
 * @queue: the jobs, whose answers tell balances; it hears of new keys
 *
 * Returns: (transfer full): the accounts
 */
PackshotAccounts *
packshot_accounts_new (PackshotRegistry *registry,
                       PackshotCredentials *credentials,
                       PackshotSettings *settings,
                       PackshotQueue *queue)
{
  PackshotAccounts *self = g_object_new (PACKSHOT_TYPE_ACCOUNTS, NULL);

  self->registry = g_object_ref (registry);
  self->credentials = g_object_ref (credentials);
  self->settings = g_object_ref (settings);
  self->queue = g_object_ref (queue);
  g_signal_connect_object (credentials, "changed", G_CALLBACK (credentials_changed_cb), self, 0);
  g_signal_connect_object (packshot_queue_get_jobs (queue), "items-changed",
                           G_CALLBACK (jobs_changed_cb), self, 0);

  return self;
}

/**
 * packshot_accounts_get_registry:
 * @self: the accounts
 *
 * Returns: (transfer none): the services there are
 */
PackshotRegistry *
packshot_accounts_get_registry (PackshotAccounts *self)
{
  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (self), NULL);

  return self->registry;
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
  const Standing *standing;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (self) && PACKSHOT_IS_MANIFEST (manifest),
                        PACKSHOT_MONEY_UNKNOWN);

  /* It is forgotten as soon as a job is newer. */
  standing = find_standing (self, manifest);
  if (standing != NULL && standing->balance != PACKSHOT_MONEY_UNKNOWN)
    return standing->balance;

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
 * packshot_accounts_dup_standing:
 * @self: the accounts
 * @manifest: a service on the web
 *
 * Returns: (transfer full) (nullable): how it stands with the account, in a word or two, as far as
 *   it is known: "900 credits left", "Not running"
 */
char *
packshot_accounts_dup_standing (PackshotAccounts *self, PackshotManifest *manifest)
{
  const Standing *standing;
  g_autofree char *left = NULL;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (self) && PACKSHOT_IS_MANIFEST (manifest), NULL);

  standing = find_standing (self, manifest);
  if (standing != NULL && standing->verdict == PACKSHOT_VERDICT_KEY_REFUSED)
    return g_strdup (_ ("Key refused"));
  if (standing != NULL && is_silence (standing->verdict))
    return g_strdup (packshot_manifest_get_n_credentials (manifest) == 0 ? _ ("Not running")
                                                                         : _ ("Does not answer"));

  left = packshot_money_dup_words (packshot_accounts_get_balance (self, manifest), manifest,
                                   packshot_manifest_get_unit (manifest));
  if (left != NULL)
    /* Translators: “%s” is “900 credits”. */
    return g_strdup_printf (_ ("%s left"), left);
  if (standing != NULL && standing->asked != 0 && standing->verdict == PACKSHOT_VERDICT_DONE
      && packshot_manifest_get_n_credentials (manifest) == 0)
    return g_strdup (_ ("Running"));

  return NULL;
}

/**
 * packshot_accounts_ask:
 * @self: the accounts
 * @manifest: a service on the web
 *
 * Asks the service how the account stands, unless that was done a moment ago. Costs nothing; the
 * signal "changed" tells of the answer.
 */
void
packshot_accounts_ask (PackshotAccounts *self, PackshotManifest *manifest)
{
  PackshotService *service;
  Standing *standing;

  g_return_if_fail (PACKSHOT_IS_ACCOUNTS (self) && PACKSHOT_IS_MANIFEST (manifest));

  service = packshot_registry_get_service (self->registry, manifest, NULL);
  if (service == NULL || PACKSHOT_SERVICE_GET_CLASS (service)->test_async == NULL)
    return;

  standing = ensure_standing (self, manifest);
  if (standing->asking
      || (standing->asked != 0 && g_get_monotonic_time () - standing->asked < GOOD_FOR))
    return;

  standing->asking = TRUE;
  packshot_service_test_async (service, self->cancellable, asked_cb, self);
}

/**
 * packshot_accounts_note:
 * @self: the accounts
 * @manifest: a service on the web
 * @reply: (nullable): what it answered to a test; %NULL where there was none
 *
 * Notes how the account stands. Where it works, jobs that waited for a key go on.
 */
void
packshot_accounts_note (PackshotAccounts *self,
                        PackshotManifest *manifest,
                        const PackshotReply *reply)
{
  Standing *standing;

  g_return_if_fail (PACKSHOT_IS_ACCOUNTS (self) && PACKSHOT_IS_MANIFEST (manifest));

  standing = ensure_standing (self, manifest);
  standing->asked = g_get_monotonic_time ();
  standing->verdict = reply != NULL ? reply->verdict : PACKSHOT_VERDICT_UNCERTAIN;
  standing->balance = reply != NULL ? reply->balance : PACKSHOT_MONEY_UNKNOWN;
  /* The keyring may have been locked before. */
  if (standing->verdict == PACKSHOT_VERDICT_DONE)
    packshot_queue_key_changed (self->queue, packshot_manifest_get_id (manifest));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, packshot_manifest_get_id (manifest));
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
  Standing *standing;

  g_return_if_fail (PACKSHOT_IS_ACCOUNTS (self) && service != NULL);

  standing = g_hash_table_lookup (self->standings, service);
  if (standing != NULL)
    forget (standing);
  packshot_queue_key_changed (self->queue, service);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, service);
}
