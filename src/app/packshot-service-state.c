/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-service-state.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"

struct _PackshotServiceState
{
  GObject parent_instance;

  PackshotAccounts *accounts; /* (owned) */
  PackshotManifest *manifest; /* (owned) */
  GCancellable *cancellable;  /* (owned): of the look at the account */
  char *words;                /* (owned) */
  gboolean watched;
};

typedef enum
{
  PROP_WORDS = 1,
} PackshotServiceStateProperty;

static GParamSpec *props[PROP_WORDS + 1];

G_DEFINE_FINAL_TYPE (PackshotServiceState, packshot_service_state, G_TYPE_OBJECT)

static gboolean
is_withdrawn (PackshotManifest *manifest)
{
  for (guint i = 0; i < packshot_manifest_get_n_models (manifest); i++)
    {
      if (packshot_manifest_get_model (manifest, i)->status != PACKSHOT_MODEL_WITHDRAWN)
        return FALSE;
    }

  return packshot_manifest_get_n_models (manifest) > 0;
}

/* What it costs, and whether there is any use in asking for it. */
static char *
dup_offer (PackshotManifest *manifest)
{
  g_autofree char *price = packshot_figures_dup_price (manifest);

  if (packshot_manifest_get_offline (manifest))
    /* Translators: of a service that works on this computer and costs nothing. */
    return g_strdup (_ ("Offline · free"));
  if (is_withdrawn (manifest))
    /* Translators: of a service that ended; “%s” is a price. */
    return g_strdup_printf (_ ("Withdrawn · %s"), price);

  return g_steal_pointer (&price);
}

static void
take_account (PackshotServiceState *self, const char *account)
{
  g_autofree char *offer = dup_offer (self->manifest);
  g_autofree char *words = account != NULL
                               /* Translators: what a video costs, and how it stands with the
                                * account: “900 credits left”. */
                               ? g_strdup_printf (_ ("%s · %s"), offer, account)
                               : g_strdup (offer);

  if (g_strcmp0 (words, self->words) == 0)
    return;

  g_free (self->words);
  self->words = g_steal_pointer (&words);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WORDS]);
}

static void
show_account (PackshotServiceState *self, const GError *error)
{
  g_autofree char *standing = packshot_accounts_dup_standing (self->accounts, self->manifest);

  if (g_error_matches (error, PACKSHOT_ACCOUNTS_ERROR, PACKSHOT_ACCOUNTS_ERROR_NO_KEY))
    take_account (self, _ ("No key yet"));
  else if (g_error_matches (error, PACKSHOT_ACCOUNTS_ERROR, PACKSHOT_ACCOUNTS_ERROR_LOCKED))
    take_account (self, _ ("Keyring is locked"));
  else
    take_account (self, error != NULL ? error->message : standing);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  PackshotServiceState *self;

  packshot_accounts_look_finish (PACKSHOT_ACCOUNTS (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_SERVICE_STATE (user_data);
  show_account (self, error);
  if (error == NULL && self->watched)
    packshot_accounts_ask (self->accounts, self->manifest);
}

static void
look (PackshotServiceState *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  if (!packshot_manifest_get_offline (self->manifest))
    packshot_accounts_look_async (self->accounts, self->manifest, self->cancellable, looked_cb,
                                  self);
}

static void
account_cb (PackshotServiceState *self, const char *service)
{
  if (g_str_equal (packshot_manifest_get_id (self->manifest), service))
    look (self);
}

static void
packshot_service_state_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  switch ((PackshotServiceStateProperty) prop_id)
    {
    case PROP_WORDS:
      g_value_set_string (value, PACKSHOT_SERVICE_STATE (object)->words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_service_state_dispose (GObject *object)
{
  PackshotServiceState *self = PACKSHOT_SERVICE_STATE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->accounts);
  g_clear_object (&self->manifest);

  G_OBJECT_CLASS (packshot_service_state_parent_class)->dispose (object);
}

static void
packshot_service_state_finalize (GObject *object)
{
  PackshotServiceState *self = PACKSHOT_SERVICE_STATE (object);

  g_clear_object (&self->cancellable);
  g_free (self->words);

  G_OBJECT_CLASS (packshot_service_state_parent_class)->finalize (object);
}

static void
packshot_service_state_class_init (PackshotServiceStateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = packshot_service_state_get_property;
  object_class->dispose = packshot_service_state_dispose;
  object_class->finalize = packshot_service_state_finalize;

  props[PROP_WORDS] =
      g_param_spec_string ("words", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
packshot_service_state_init (PackshotServiceState *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * packshot_service_state_new:
 * @accounts: the accounts at the services
 * @manifest: a service
 *
 * Returns: (transfer full): how it stands with it. The service itself is not asked before somebody
 *   watches
 */
PackshotServiceState *
packshot_service_state_new (PackshotAccounts *accounts, PackshotManifest *manifest)
{
  PackshotServiceState *self;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (accounts) && PACKSHOT_IS_MANIFEST (manifest), NULL);

  self = g_object_new (PACKSHOT_TYPE_SERVICE_STATE, NULL);
  self->accounts = g_object_ref (accounts);
  self->manifest = g_object_ref (manifest);
  g_signal_connect_object (accounts, "changed", G_CALLBACK (account_cb), self, G_CONNECT_SWAPPED);
  take_account (self, NULL);
  look (self);

  return self;
}

/**
 * packshot_service_state_set_watched:
 * @self: a state
 * @watched: whether somebody looks at it
 *
 * While somebody does, the service is asked how the account stands, where there is a key.
 */
void
packshot_service_state_set_watched (PackshotServiceState *self, gboolean watched)
{
  g_return_if_fail (PACKSHOT_IS_SERVICE_STATE (self));

  if (self->watched == watched)
    return;

  self->watched = watched;
  if (watched)
    look (self);
}

/**
 * packshot_service_state_get_words:
 * @self: a state
 *
 * Returns: (transfer none): one line
 */
const char *
packshot_service_state_get_words (PackshotServiceState *self)
{
  g_return_val_if_fail (PACKSHOT_IS_SERVICE_STATE (self), NULL);

  return self->words;
}
