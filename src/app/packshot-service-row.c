/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-service-row.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"

struct _PackshotServiceRow
{
  AdwComboRow parent_instance;

  PackshotAccounts *accounts; /* (owned) (nullable) */
  GCancellable *cancellable;  /* (owned): of the look at the account */
};

G_DEFINE_FINAL_TYPE (PackshotServiceRow, packshot_service_row, ADW_TYPE_COMBO_ROW)

static char *
get_name_cb (PackshotManifest *manifest)
{
  return g_strdup (packshot_manifest_get_name (manifest));
}

static void
show_state (PackshotServiceRow *self, const char *account)
{
  PackshotManifest *manifest = packshot_service_row_get_manifest (self);
  g_autofree char *price = packshot_figures_dup_price (manifest);
  g_autofree char *words = NULL;

  if (packshot_manifest_get_offline (manifest))
    words = g_strdup (_ ("Offline · free"));
  else if (account != NULL)
    /* Translators: what a video costs, and how it stands with the account: “900 credits left”. */
    words = g_strdup_printf (_ ("%s · %s"), price, account);
  else
    words = g_steal_pointer (&price);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
}

static void
show_account (PackshotServiceRow *self, const GError *error)
{
  PackshotManifest *manifest = packshot_service_row_get_manifest (self);
  g_autofree char *left = NULL;
  g_autofree char *words = NULL;

  if (g_error_matches (error, PACKSHOT_ACCOUNTS_ERROR, PACKSHOT_ACCOUNTS_ERROR_NO_KEY))
    words = g_strdup (_ ("No key yet"));
  else if (g_error_matches (error, PACKSHOT_ACCOUNTS_ERROR, PACKSHOT_ACCOUNTS_ERROR_LOCKED))
    words = g_strdup (_ ("Keyring is locked"));
  else if (error != NULL)
    words = g_strdup (error->message);
  else
    left = packshot_figures_dup_money (packshot_accounts_get_balance (self->accounts, manifest),
                                       packshot_manifest_get_unit (manifest));

  if (left != NULL)
    /* Translators: “%s” is “900 credits”. */
    words = g_strdup_printf (_ ("%s left"), left);
  show_state (self, words);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  packshot_accounts_look_finish (PACKSHOT_ACCOUNTS (source), result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_account (PACKSHOT_SERVICE_ROW (user_data), error);
}

static void
look (PackshotServiceRow *self)
{
  PackshotManifest *manifest = packshot_service_row_get_manifest (self);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (manifest == NULL)
    return;

  show_state (self, NULL);
  if (!packshot_manifest_get_offline (manifest))
    packshot_accounts_look_async (self->accounts, manifest, self->cancellable, looked_cb, self);
}

static void
account_cb (PackshotServiceRow *self, const char *service)
{
  PackshotManifest *manifest = packshot_service_row_get_manifest (self);

  if (manifest != NULL && g_str_equal (packshot_manifest_get_id (manifest), service))
    look (self);
}

static void
packshot_service_row_dispose (GObject *object)
{
  PackshotServiceRow *self = PACKSHOT_SERVICE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (packshot_service_row_parent_class)->dispose (object);
}

static void
packshot_service_row_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_SERVICE_ROW (object)->cancellable);

  G_OBJECT_CLASS (packshot_service_row_parent_class)->finalize (object);
}

static void
packshot_service_row_class_init (PackshotServiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_service_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_service_row_finalize;
}

static void
packshot_service_row_init (PackshotServiceRow *self)
{
  self->cancellable = g_cancellable_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Made by"));
}

/**
 * packshot_service_row_set_up:
 * @self: a row, once
 * @registry: the services there are
 * @accounts: the accounts at them
 *
 * Offers the services, the first of them chosen.
 */
void
packshot_service_row_set_up (PackshotServiceRow *self,
                             PackshotRegistry *registry,
                             PackshotAccounts *accounts)
{
  g_autoptr (GtkExpression) name = NULL;

  g_return_if_fail (PACKSHOT_IS_SERVICE_ROW (self) && self->accounts == NULL);

  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "changed", G_CALLBACK (account_cb), self, G_CONNECT_SWAPPED);

  name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_name_cb), NULL,
                                      NULL);
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), name);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), packshot_registry_get_manifests (registry));
  g_signal_connect (self, "notify::selected", G_CALLBACK (look), NULL);
  /* Each video may have told how much is left. */
  g_signal_connect (self, "map", G_CALLBACK (look), NULL);
  look (self);
}

/**
 * packshot_service_row_get_manifest:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the service that is chosen
 */
PackshotManifest *
packshot_service_row_get_manifest (PackshotServiceRow *self)
{
  g_return_val_if_fail (PACKSHOT_IS_SERVICE_ROW (self), NULL);

  return adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));
}

/**
 * packshot_service_row_set_manifest:
 * @self: a row
 * @manifest: the service to choose; nothing happens where it is none of those there are
 */
void
packshot_service_row_set_manifest (PackshotServiceRow *self, PackshotManifest *manifest)
{
  GListModel *manifests;

  g_return_if_fail (PACKSHOT_IS_SERVICE_ROW (self) && PACKSHOT_IS_MANIFEST (manifest));

  manifests = adw_combo_row_get_model (ADW_COMBO_ROW (self));
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) candidate = g_list_model_get_item (manifests, i);

      if (candidate == manifest)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
    }
}
