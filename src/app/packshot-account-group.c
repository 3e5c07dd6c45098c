/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-account-group.h"

#include <glib/gi18n.h>

#include "packshot-error-row.h"
#include "packshot-job-files.h"
#include "packshot-limit-row.h"
#include "packshot-money.h"
#include "packshot-plain-row.h"
#include "packshot-toast.h"

struct _PackshotAccountGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *state;
  AdwEntryRow *address;
  AdwActionRow *test;
  GtkSpinner *spinner;
  GtkWidget *remove_button;
  GtkWidget *website_button;
  PackshotErrorRow *address_error; /* (unowned): the group holds it */
  GPtrArray *key_rows;             /* (element-type AdwEntryRow): one for each credential */
  gboolean has_keys;               /* all of them are there */

  PackshotRegistry *registry; /* (owned) */
  PackshotAccounts *accounts; /* (owned) */
  PackshotManifest *manifest; /* (owned) */
  GCancellable *cancellable;  /* (owned): of all that is asked */
};

G_DEFINE_FINAL_TYPE (PackshotAccountGroup, packshot_account_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_state (PackshotAccountGroup *self, PackshotKeys *keys)
{
  const PackshotCredentialSpec *first = packshot_manifest_get_credential (self->manifest, 0);

  if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_LOCKED)
    return g_strdup (_ ("The keyring is locked. Packshot can’t see whether a key is in it."));
  if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_NONE)
    return g_strdup (_ ("There is no key yet."));

  switch (packshot_keys_get_source (keys))
    {
    case PACKSHOT_KEYS_SOURCE_ENVIRONMENT:
      return g_strdup_printf (
          /* Translators: “%s” is the name of an environment variable. */
          _ ("Set from outside, by the environment variable %s."), first->environment);
    case PACKSHOT_KEYS_SOURCE_MEMORY:
      return g_strdup (_ ("Kept until Packshot ends: this system has no keyring."));
    case PACKSHOT_KEYS_SOURCE_KEYRING:
      return g_strdup (_ ("Kept in the keyring."));
    case PACKSHOT_KEYS_SOURCE_NONE:
    default:
      return g_strdup (_ ("No key is needed."));
    }
}

static void
show_keys (PackshotAccountGroup *self, PackshotKeys *keys)
{
  g_autofree char *state = dup_state (self, keys);
  PackshotKeysSource source = packshot_keys_get_source (keys);

  self->has_keys = packshot_keys_get_status (keys) == PACKSHOT_KEYS_FOUND;
  adw_action_row_set_subtitle (self->state, state);
  gtk_widget_set_visible (self->remove_button, source == PACKSHOT_KEYS_SOURCE_KEYRING
                                                   || source == PACKSHOT_KEYS_SOURCE_MEMORY);
  /* What the environment sets wins, and would make fools of those who type here. */
  for (guint i = 0; i < self->key_rows->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->key_rows, i),
                            source != PACKSHOT_KEYS_SOURCE_ENVIRONMENT);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotKeys) keys =
      packshot_credentials_lookup_finish (PACKSHOT_CREDENTIALS (source), result, &error);

  if (keys != NULL)
    show_keys (PACKSHOT_ACCOUNT_GROUP (user_data), keys);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_action_row_set_subtitle (PACKSHOT_ACCOUNT_GROUP (user_data)->state, error->message);
}

static char *
dup_origin (PackshotAccountGroup *self, GError **error)
{
  return packshot_settings_dup_origin (packshot_accounts_get_settings (self->accounts),
                                       self->manifest, error);
}

/* Where the address can't be used there is no place to which a key could belong. */
static void
look (PackshotAccountGroup *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *origin = dup_origin (self, &error);

  packshot_error_row_set_words (self->address_error, error != NULL ? error->message : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.test", origin != NULL);
  if (origin != NULL && self->key_rows->len > 0)
    packshot_credentials_lookup_async (packshot_accounts_get_credentials (self->accounts),
                                       self->manifest, origin, self->cancellable, looked_cb, self);
}

static void
changed_cb (PackshotAccountGroup *self, const char *service)
{
  if (g_str_equal (packshot_manifest_get_id (self->manifest), service))
    look (self);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotAccountGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (packshot_credentials_store_finish (PACKSHOT_CREDENTIALS (source), result, NULL, &error))
    packshot_toast_show (GTK_WIDGET (self), _ ("The key is set."));
  else
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

/* What was typed, by the names of credentials; complains of what is missing where there is no key
 * yet, since a part of one is worth nothing. */
static GHashTable *
dup_typed (PackshotAccountGroup *self)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->key_rows->len; i++)
    {
      GtkEditable *row = g_ptr_array_index (self->key_rows, i);
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (self->manifest, i);
      const char *text = gtk_editable_get_text (row);

      if (*text != '\0')
        g_hash_table_insert (values, spec->name, (gpointer) text);
      else if (!self->has_keys)
        {
          g_autofree char *words =
              /* Translators: “%s” is what the service calls one part of its key. */
              g_strdup_printf (_ ("“%s” is still missing."), spec->label);

          adw_action_row_set_subtitle (self->state, words);
          return NULL;
        }
    }

  return g_hash_table_size (values) > 0 ? g_steal_pointer (&values) : NULL;
}

/* Not to be cancelled: who closes the window at once wants the key kept all the same. */
static void
key_cb (PackshotAccountGroup *self)
{
  g_autoptr (GHashTable) values = dup_typed (self);
  g_autofree char *origin = dup_origin (self, NULL);

  if (origin == NULL || values == NULL)
    return;

  packshot_credentials_store_async (packshot_accounts_get_credentials (self->accounts),
                                    self->manifest, origin, values, NULL, stored_cb,
                                    g_object_ref (self));
  /* It is on its way: nothing of it stays on the screen. */
  for (guint i = 0; i < self->key_rows->len; i++)
    gtk_editable_set_text (g_ptr_array_index (self->key_rows, i), "");
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotAccountGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!packshot_credentials_clear_finish (PACKSHOT_CREDENTIALS (source), result, NULL, &error))
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotAccountGroup *self = PACKSHOT_ACCOUNT_GROUP (widget);
  g_autofree char *origin = dup_origin (self, NULL);

  if (origin != NULL)
    packshot_credentials_clear_async (packshot_accounts_get_credentials (self->accounts),
                                      self->manifest, origin, NULL, NULL, cleared_cb,
                                      g_object_ref (self));
}

static void
address_cb (PackshotAccountGroup *self)
{
  g_autofree char *address =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));
  g_autoptr (GError) error = NULL;

  if (packshot_settings_set_base_url (packshot_accounts_get_settings (self->accounts),
                                      self->manifest, *address != '\0' ? address : NULL, &error))
    packshot_accounts_changed (self->accounts, packshot_manifest_get_id (self->manifest));
  else
    packshot_error_row_set_words (self->address_error, error->message);
}

static void
show_test (PackshotAccountGroup *self, gboolean running, const char *words)
{
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.test", !running);
  adw_action_row_set_subtitle (self->test, words);
}

static void
show_reply (PackshotAccountGroup *self, const PackshotReply *reply)
{
  g_autofree char *left = packshot_money_dup_words (reply->balance, self->manifest,
                                                    packshot_manifest_get_unit (self->manifest));
  /* Translators: “%s” is “900 credits”. */
  g_autofree char *words = left != NULL ? g_strdup_printf (_ ("It works. You have %s left."), left)
                                        : g_strdup (_ ("It works."));

  show_test (self, FALSE, reply->verdict == PACKSHOT_VERDICT_DONE ? words : reply->words);
  packshot_accounts_note (self->accounts, self->manifest, reply);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotReply) reply =
      packshot_service_test_finish (PACKSHOT_SERVICE (source), result, &error);

  if (reply != NULL)
    show_reply (PACKSHOT_ACCOUNT_GROUP (user_data), reply);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_test (PACKSHOT_ACCOUNT_GROUP (user_data), FALSE, error->message);
}

static void
test_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotAccountGroup *self = PACKSHOT_ACCOUNT_GROUP (widget);
  PackshotService *service = packshot_registry_get_service (self->registry, self->manifest, NULL);

  show_test (self, TRUE, _ ("Asking…"));
  packshot_service_test_async (service, self->cancellable, tested_cb, self);
}

static void
website_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotManifest *manifest = PACKSHOT_ACCOUNT_GROUP (widget)->manifest;

  packshot_job_files_open_address (widget, packshot_manifest_get_website (manifest));
}

static void
add_key_row (PackshotAccountGroup *self, const PackshotCredentialSpec *spec)
{
  GtkWidget *row = packshot_plain_row_new (ADW_TYPE_PASSWORD_ENTRY_ROW, spec->label);

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, spec->help);
  g_signal_connect_object (row, "apply", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->key_rows, row);
}

static void
fill_address (PackshotAccountGroup *self)
{
  const char *variable = packshot_manifest_get_base_url_environment (self->manifest);
  gboolean outside = variable != NULL && g_getenv (variable) != NULL;
  g_autofree char *address = packshot_settings_dup_base_url (
      packshot_accounts_get_settings (self->accounts), self->manifest, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->address), address != NULL ? address : "");
  gtk_editable_set_editable (GTK_EDITABLE (self->address), !outside);
  if (outside)
    {
      g_autofree char *title =
          /* Translators: “%s” is the name of an environment variable. */
          g_strdup_printf (_ ("Address, from %s"), variable);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->address), title);
      /* A row with an entry can't wrap its title. */
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->address), title);
    }
}

/* It is set where one sees what was spent. */
static void
add_limit (PackshotAccountGroup *self)
{
  GtkWidget *row;
  g_autofree char *words = NULL;

  if (packshot_manifest_get_unit (self->manifest) == NULL)
    return;

  words = packshot_limit_row_dup_words (packshot_accounts_get_settings (self->accounts),
                                        self->manifest);
  row = packshot_plain_row_new (ADW_TYPE_ACTION_ROW, _ ("Daily limit, set in Spending"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
fill (PackshotAccountGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  PackshotService *service = packshot_registry_get_service (self->registry, self->manifest, NULL);
  /* The title and the description of a group are markup. */
  g_autofree char *name = g_markup_escape_text (packshot_manifest_get_name (self->manifest), -1);
  g_autofree char *summary =
      g_markup_escape_text (packshot_manifest_get_summary (self->manifest), -1);

  adw_preferences_group_set_title (group, name);
  adw_preferences_group_set_description (group, summary);
  gtk_widget_set_visible (self->website_button,
                          packshot_manifest_get_website (self->manifest) != NULL);

  for (guint i = 0; i < packshot_manifest_get_n_credentials (self->manifest); i++)
    {
      if (i == 0)
        adw_preferences_group_add (group, GTK_WIDGET (self->state));
      add_key_row (self, packshot_manifest_get_credential (self->manifest, i));
    }

  fill_address (self);
  self->address_error = PACKSHOT_ERROR_ROW (packshot_error_row_new ());
  adw_preferences_group_add (group, GTK_WIDGET (self->address));
  adw_preferences_group_add (group, GTK_WIDGET (self->address_error));
  if (service != NULL && PACKSHOT_SERVICE_GET_CLASS (service)->test_async != NULL)
    adw_preferences_group_add (group, GTK_WIDGET (self->test));
  add_limit (self);
}

static void
packshot_account_group_dispose (GObject *object)
{
  PackshotAccountGroup *self = PACKSHOT_ACCOUNT_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->registry);
  g_clear_object (&self->accounts);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_ACCOUNT_GROUP);

  G_OBJECT_CLASS (packshot_account_group_parent_class)->dispose (object);
}

static void
packshot_account_group_finalize (GObject *object)
{
  PackshotAccountGroup *self = PACKSHOT_ACCOUNT_GROUP (object);

  g_clear_object (&self->manifest);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->key_rows);

  G_OBJECT_CLASS (packshot_account_group_parent_class)->finalize (object);
}

static void
packshot_account_group_class_init (PackshotAccountGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_account_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_account_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-account-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotAccountGroup, state);
  gtk_widget_class_bind_template_child (widget_class, PackshotAccountGroup, address);
  gtk_widget_class_bind_template_child (widget_class, PackshotAccountGroup, test);
  gtk_widget_class_bind_template_child (widget_class, PackshotAccountGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, PackshotAccountGroup, remove_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotAccountGroup, website_button);
  gtk_widget_class_bind_template_callback (widget_class, address_cb);

  gtk_widget_class_install_action (widget_class, "account.test", NULL, test_cb);
  gtk_widget_class_install_action (widget_class, "account.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "account.website", NULL, website_cb);
}

static void
packshot_account_group_init (PackshotAccountGroup *self)
{
  self->key_rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_account_group_new:
 * @registry: the services there are
 * @accounts: the accounts at them
 * @manifest: a service on the web
 *
 * Returns: (transfer floating): a group for it
 */
GtkWidget *
packshot_account_group_new (PackshotRegistry *registry,
                            PackshotAccounts *accounts,
                            PackshotManifest *manifest)
{
  PackshotAccountGroup *self;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (accounts) && PACKSHOT_IS_MANIFEST (manifest), NULL);

  self = g_object_new (PACKSHOT_TYPE_ACCOUNT_GROUP, NULL);
  self->registry = g_object_ref (registry);
  self->accounts = g_object_ref (accounts);
  self->manifest = g_object_ref (manifest);
  g_signal_connect_object (accounts, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  fill (self);
  look (self);

  return GTK_WIDGET (self);
}

/**
 * packshot_account_group_ask:
 * @self: a group
 *
 * Says that nothing can be ordered without the key, and gives the keyboard to its field.
 */
void
packshot_account_group_ask (PackshotAccountGroup *self)
{
  g_autofree char *words = NULL;
  g_autofree char *escaped = NULL;

  g_return_if_fail (PACKSHOT_IS_ACCOUNT_GROUP (self));

  words = g_strdup_printf (_ ("Before a video can be made here, %s has to know you by your key."),
                           packshot_manifest_get_name (self->manifest));
  escaped = g_markup_escape_text (words, -1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), escaped);
  if (self->key_rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->key_rows, 0));
}
