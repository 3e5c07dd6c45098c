/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-image-host-group.h"

#include <glib/gi18n.h>

#include "packshot-error-row.h"
#include "packshot-toast.h"

/* In the list of kinds; the services that keep files come after these. */
enum
{
  KIND_NONE,
  KIND_PUT,
  N_KINDS,
};

struct _PackshotImageHostGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *kind;
  AdwEntryRow *url;
  AdwEntryRow *public_url;
  AdwEntryRow *user;
  AdwEntryRow *password;
  AdwActionRow *secret;
  GtkWidget *remove_button;
  PackshotErrorRow *error;
  AdwActionRow *test;
  GtkSpinner *spinner;

  PackshotAccounts *accounts; /* (owned) */
  PackshotImageHost *host;    /* (owned) */
  GPtrArray *services;        /* (element-type PackshotManifest): that keep files */
  GCancellable *cancellable;  /* (owned): of all that is asked */
  gboolean filling;           /* what is shown is what is set up already */
};

G_DEFINE_FINAL_TYPE (PackshotImageHostGroup, packshot_image_host_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_text (AdwEntryRow *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text != '\0')
    return text;

  g_free (text);
  return NULL;
}

static gboolean
is_put (PackshotImageHostGroup *self)
{
  return adw_combo_row_get_selected (self->kind) == KIND_PUT;
}

static void
show_keys (PackshotImageHostGroup *self, PackshotKeys *keys)
{
  PackshotKeysSource source = packshot_keys_get_source (keys);

  gtk_widget_set_visible (self->remove_button, source == PACKSHOT_KEYS_SOURCE_KEYRING
                                                   || source == PACKSHOT_KEYS_SOURCE_MEMORY);
  gtk_widget_set_visible (GTK_WIDGET (self->password), source != PACKSHOT_KEYS_SOURCE_ENVIRONMENT);
  if (packshot_keys_get_status (keys) == PACKSHOT_KEYS_LOCKED)
    adw_action_row_set_subtitle (self->secret, _ ("The keyring is locked."));
  else if (source == PACKSHOT_KEYS_SOURCE_ENVIRONMENT)
    adw_action_row_set_subtitle (self->secret, _ ("Set from outside."));
  else if (source == PACKSHOT_KEYS_SOURCE_MEMORY)
    adw_action_row_set_subtitle (self->secret,
                                 _ ("Kept until Packshot ends: this system has no keyring."));
  else if (source == PACKSHOT_KEYS_SOURCE_KEYRING)
    adw_action_row_set_subtitle (self->secret, _ ("Kept in the keyring."));
  else
    adw_action_row_set_subtitle (self->secret, _ ("There is none yet."));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotKeys) keys =
      packshot_credentials_lookup_finish (PACKSHOT_CREDENTIALS (source), result, &error);

  if (keys != NULL)
    show_keys (PACKSHOT_IMAGE_HOST_GROUP (user_data), keys);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_action_row_set_subtitle (PACKSHOT_IMAGE_HOST_GROUP (user_data)->secret, error->message);
}

/* A password is asked of who has a name, and kept for the place it belongs to. */
static void
look (PackshotImageHostGroup *self)
{
  g_autofree char *where = packshot_image_host_describe (self->host, NULL);
  g_autofree char *user = dup_text (self->user);
  g_autofree char *origin = packshot_image_host_dup_origin (self->host, NULL);
  gboolean wanted = is_put (self) && user != NULL && origin != NULL;

  adw_action_row_set_subtitle (self->test, where != NULL ? where : "");
  gtk_widget_set_visible (GTK_WIDGET (self->test), where != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->password), wanted);
  gtk_widget_set_visible (GTK_WIDGET (self->secret), wanted);
  if (wanted)
    packshot_credentials_lookup_async (packshot_accounts_get_credentials (self->accounts),
                                       packshot_image_host_get_manifest (self->host), origin,
                                       self->cancellable, looked_cb, self);
}

static PackshotImageHostSettings *
make_settings (PackshotImageHostGroup *self)
{
  PackshotImageHostSettings *settings = g_new0 (PackshotImageHostSettings, 1);
  guint selected = adw_combo_row_get_selected (self->kind);

  if (selected == KIND_PUT)
    {
      settings->kind = PACKSHOT_IMAGE_HOST_PUT;
      settings->url = dup_text (self->url);
      settings->public_url = dup_text (self->public_url);
      settings->user = dup_text (self->user);
    }
  else if (selected >= N_KINDS && selected - N_KINDS < self->services->len)
    {
      PackshotManifest *manifest = g_ptr_array_index (self->services, selected - N_KINDS);

      settings->kind = PACKSHOT_IMAGE_HOST_SERVICE;
      settings->service = g_strdup (packshot_manifest_get_id (manifest));
    }

  return settings;
}

/* Half an address book is no image host: it is kept once both addresses are there. */
static void
save_cb (PackshotImageHostGroup *self)
{
  g_autoptr (PackshotImageHostSettings) settings = make_settings (self);
  g_autoptr (GError) error = NULL;
  const char *words = NULL;

  if (settings->kind == PACKSHOT_IMAGE_HOST_PUT
      && (settings->url == NULL || settings->public_url == NULL))
    words = _ ("It is used once both addresses are there.");
  else if (!packshot_settings_set_image_host (packshot_accounts_get_settings (self->accounts),
                                              settings, &error))
    words = error->message;
  else
    packshot_accounts_changed (
        self->accounts, packshot_manifest_get_id (packshot_image_host_get_manifest (self->host)));

  packshot_error_row_set_words (self->error, words);
  look (self);
}

static void
show_fields (PackshotImageHostGroup *self)
{
  GtkStringObject *kind = adw_combo_row_get_selected_item (self->kind);

  /* Where there is little room, the row cuts it. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->kind),
                               kind != NULL ? gtk_string_object_get_string (kind) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->url), is_put (self));
  gtk_widget_set_visible (GTK_WIDGET (self->public_url), is_put (self));
  gtk_widget_set_visible (GTK_WIDGET (self->user), is_put (self));
}

static void
kind_cb (PackshotImageHostGroup *self)
{
  if (self->filling)
    return;

  show_fields (self);
  save_cb (self);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotImageHostGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!packshot_image_host_store_password_finish (PACKSHOT_IMAGE_HOST (source), result, NULL,
                                                  &error))
    packshot_toast_show (GTK_WIDGET (self), error->message);
  else if (self->host != NULL)
    look (self);
}

/* Not to be cancelled: who closes the window at once wants it kept all the same. */
static void
password_cb (PackshotImageHostGroup *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password));

  if (*password == '\0')
    return;

  packshot_image_host_store_password_async (self->host, password, NULL, stored_cb,
                                            g_object_ref (self));
  /* It is on its way: nothing of it stays on the screen. */
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotImageHostGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!packshot_image_host_clear_password_finish (PACKSHOT_IMAGE_HOST (source), result, NULL,
                                                  &error))
    packshot_toast_show (GTK_WIDGET (self), error->message);
  else if (self->host != NULL)
    look (self);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_image_host_clear_password_async (PACKSHOT_IMAGE_HOST_GROUP (widget)->host, NULL,
                                            cleared_cb, g_object_ref (widget));
}

static void
show_test (PackshotImageHostGroup *self, gboolean running, const char *words)
{
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "image-host.test", !running);
  adw_action_row_set_subtitle (self->test, words);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotReply) reply =
      packshot_image_host_test_finish (PACKSHOT_IMAGE_HOST (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  show_test (PACKSHOT_IMAGE_HOST_GROUP (user_data), FALSE,
             reply == NULL                             ? error->message
             : reply->verdict == PACKSHOT_VERDICT_DONE ? _ ("It works.")
                                                       : reply->words);
}

static void
test_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotImageHostGroup *self = PACKSHOT_IMAGE_HOST_GROUP (widget);

  show_test (self, TRUE, _ ("Trying…"));
  packshot_image_host_test_async (self->host, self->cancellable, tested_cb, self);
}

static void
fill_kinds (PackshotImageHostGroup *self)
{
  PackshotRegistry *registry = packshot_accounts_get_registry (self->accounts);
  GListModel *manifests = packshot_registry_get_manifests (registry);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  /* Translators: where photos are put. */
  gtk_string_list_append (kinds, _ ("Nowhere"));
  gtk_string_list_append (kinds, _ ("WebDAV or PUT"));
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      PackshotService *service = packshot_registry_get_service (registry, manifest, NULL);

      if (service == NULL || !packshot_service_can_host (service))
        continue;

      gtk_string_list_append (kinds, packshot_manifest_get_name (manifest));
      g_ptr_array_add (self->services, g_steal_pointer (&manifest));
    }

  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
}

static guint
find_kind (PackshotImageHostGroup *self, const PackshotImageHostSettings *settings)
{
  if (settings->kind == PACKSHOT_IMAGE_HOST_PUT)
    return KIND_PUT;

  for (guint i = 0; i < self->services->len; i++)
    {
      if (g_strcmp0 (packshot_manifest_get_id (g_ptr_array_index (self->services, i)),
                     settings->service)
          == 0)
        return N_KINDS + i;
    }

  return KIND_NONE;
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
fill (PackshotImageHostGroup *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotImageHostSettings) settings =
      packshot_settings_dup_image_host (packshot_accounts_get_settings (self->accounts), &error);

  self->filling = TRUE;
  fill_kinds (self);
  if (settings != NULL)
    {
      adw_combo_row_set_selected (self->kind, find_kind (self, settings));
      set_text (self->url, settings->url);
      set_text (self->public_url, settings->public_url);
      set_text (self->user, settings->user);
    }
  self->filling = FALSE;

  packshot_error_row_set_words (self->error, error != NULL ? error->message : NULL);
  show_fields (self);
  look (self);
}

static void
packshot_image_host_group_dispose (GObject *object)
{
  PackshotImageHostGroup *self = PACKSHOT_IMAGE_HOST_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->accounts);
  g_clear_object (&self->host);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_IMAGE_HOST_GROUP);

  G_OBJECT_CLASS (packshot_image_host_group_parent_class)->dispose (object);
}

static void
packshot_image_host_group_finalize (GObject *object)
{
  PackshotImageHostGroup *self = PACKSHOT_IMAGE_HOST_GROUP (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->services);

  G_OBJECT_CLASS (packshot_image_host_group_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-image-host-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotImageHostGroup, kind);
  gtk_widget_class_bind_template_child (widget_class, PackshotImageHostGroup, url);
  gtk_widget_class_bind_template_child (widget_class, PackshotImageHostGroup, public_url);
  gtk_widget_class_bind_template_child (widget_class, PackshotImageHostGroup, user);
  gtk_widget_class_bind_template_child (widget_class, PackshotImageHostGroup, password);
  gtk_widget_class_bind_template_child (widget_class, PackshotImageHostGroup, secret);
  gtk_widget_class_bind_template_child (widget_class, PackshotImageHostGroup, remove_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotImageHostGroup, error);
  gtk_widget_class_bind_template_child (widget_class, PackshotImageHostGroup, test);
  gtk_widget_class_bind_template_child (widget_class, PackshotImageHostGroup, spinner);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_cb);
}

static void
packshot_image_host_group_class_init (PackshotImageHostGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_image_host_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_image_host_group_finalize;

  g_type_ensure (PACKSHOT_TYPE_ERROR_ROW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "image-host.test", NULL, test_cb);
  gtk_widget_class_install_action (widget_class, "image-host.remove", NULL, remove_cb);
}

static void
packshot_image_host_group_init (PackshotImageHostGroup *self)
{
  self->services = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_image_host_group_new:
 * @accounts: the accounts at the services
 * @host: the user's image host, which may be none
 *
 * Returns: (transfer floating): a group for it
 */
GtkWidget *
packshot_image_host_group_new (PackshotAccounts *accounts, PackshotImageHost *host)
{
  PackshotImageHostGroup *self;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (accounts) && PACKSHOT_IS_IMAGE_HOST (host), NULL);

  self = g_object_new (PACKSHOT_TYPE_IMAGE_HOST_GROUP, NULL);
  self->accounts = g_object_ref (accounts);
  self->host = g_object_ref (host);
  fill (self);

  return GTK_WIDGET (self);
}

/**
 * packshot_image_host_group_ask:
 * @self: a group
 *
 * Gives the keyboard to what is to be said first: where photos are put, or the address of the
 * place.
 */
void
packshot_image_host_group_ask (PackshotImageHostGroup *self)
{
  g_return_if_fail (PACKSHOT_IS_IMAGE_HOST_GROUP (self));

  gtk_widget_grab_focus (is_put (self) ? GTK_WIDGET (self->url) : GTK_WIDGET (self->kind));
}
