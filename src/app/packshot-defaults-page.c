/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-defaults-page.h"

#include <glib/gi18n.h>

#include "packshot-compat-file-dialog.h"
#include "packshot-preference-rows.h"
#include "packshot-settings-general.h"
#include "packshot-toast.h"

struct _PackshotDefaultsPage
{
  AdwBin parent_instance;

  AdwActionRow *folder; /* (unowned): as the next */
  GtkWidget *stop_button;

  PackshotAccounts *accounts; /* (owned) */
  PackshotQueue *queue;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (PackshotDefaultsPage, packshot_defaults_page, ADW_TYPE_BIN)

static PackshotSettings *
get_settings (PackshotDefaultsPage *self)
{
  return packshot_accounts_get_settings (self->accounts);
}

static GListModel *
get_manifests (PackshotDefaultsPage *self)
{
  return packshot_registry_get_manifests (packshot_accounts_get_registry (self->accounts));
}

static void
tell (PackshotDefaultsPage *self, const GError *error)
{
  if (error != NULL)
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

/* The first one is the service that was used last. */
static void
service_cb (AdwComboRow *row, GParamSpec *pspec, PackshotDefaultsPage *self)
{
  guint selected = adw_combo_row_get_selected (row);
  g_autoptr (PackshotManifest) manifest =
      selected > 0 && selected != GTK_INVALID_LIST_POSITION
          ? g_list_model_get_item (get_manifests (self), selected - 1)
          : NULL;
  g_autoptr (GError) error = NULL;

  packshot_settings_set_default_service (
      get_settings (self), manifest != NULL ? packshot_manifest_get_id (manifest) : NULL, &error);
  tell (self, error);
}

static void
add_service (PackshotDefaultsPage *self, AdwPreferencesGroup *group)
{
  GListModel *manifests = get_manifests (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *id = packshot_settings_dup_default_service (get_settings (self));
  GtkWidget *row = adw_combo_row_new ();
  guint selected = 0;

  gtk_string_list_append (names, _ ("The One Used Last"));
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      gtk_string_list_append (names, packshot_manifest_get_name (manifest));
      if (g_strcmp0 (packshot_manifest_get_id (manifest), id) == 0)
        selected = i + 1;
    }

  g_object_set (row, "use-markup", FALSE, "title", _ ("Service"), "subtitle",
                _ ("What is chosen when Packshot starts."), NULL);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (service_cb), self, 0);
  adw_preferences_group_add (group, row);
}

static void
show_folder (PackshotDefaultsPage *self)
{
  g_autofree char *folder = packshot_settings_dup_save_folder (get_settings (self));
  g_autofree char *shown = folder != NULL ? g_filename_display_name (folder) : NULL;

  adw_action_row_set_subtitle (
      self->folder, shown != NULL ? shown : _ ("Finished videos are in the library alone."));
  gtk_widget_set_visible (self->stop_button, folder != NULL);
}

static void
set_folder (PackshotDefaultsPage *self, const char *folder)
{
  g_autoptr (GError) error = NULL;

  packshot_settings_set_save_folder (get_settings (self), folder, &error);
  tell (self, error);
  show_folder (self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotDefaultsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = packshot_compat_files_finish (GTK_WINDOW (source), result, &error);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    set_folder (self, g_file_peek_path (file));
  else if (file != NULL)
    packshot_toast_show (GTK_WIDGET (self), _ ("Please choose a folder on this computer."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_compat_open_folders_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                                      _ ("Save Copies of Videos To"), chosen_cb,
                                      g_object_ref (widget));
}

static void
stop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_folder (PACKSHOT_DEFAULTS_PAGE (widget), NULL);
}

static void
add_folder (PackshotDefaultsPage *self, AdwPreferencesGroup *group)
{
  self->folder = packshot_preference_rows_add (group, _ ("Save Copies To"), NULL);
  self->stop_button =
      packshot_preference_rows_add_button (self->folder, _ ("_Stop"), "defaults.stop");
  gtk_widget_add_css_class (self->stop_button, "flat");
  gtk_widget_set_tooltip_text (self->stop_button, _ ("Stop Saving Copies"));
  packshot_preference_rows_add_button (self->folder, _ ("_Choose…"), "defaults.choose");
  show_folder (self);
}

static void
number_cb (GtkSpinButton *spin, PackshotDefaultsPage *self)
{
  PackshotManifest *manifest = g_object_get_data (G_OBJECT (spin), "manifest");
  g_autoptr (GError) error = NULL;

  packshot_settings_set_concurrency (get_settings (self), manifest,
                                     (guint) gtk_spin_button_get_value_as_int (spin), &error);
  tell (self, error);
  packshot_queue_settings_changed (self->queue);
}

static char *
dup_limit (PackshotManifest *manifest)
{
  guint most = packshot_manifest_get_max_concurrency (manifest);

  if (packshot_manifest_get_offline (manifest))
    return g_strdup (_ ("Each uses all of the processor: more at once is rarely faster."));

  return g_strdup_printf (
      ngettext ("The service takes %u at once.", "The service takes up to %u at once.", most),
      most);
}

static void
add_numbers (PackshotDefaultsPage *self, AdwPreferencesGroup *group)
{
  GListModel *manifests = get_manifests (self);

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      guint most = packshot_manifest_get_max_concurrency (manifest);
      g_autofree char *limit = dup_limit (manifest);
      GtkWidget *spin;

      if (most == 1)
        continue;

      spin = packshot_preference_rows_add_number (
          group, packshot_manifest_get_name (manifest), limit,
          packshot_settings_get_concurrency (get_settings (self), manifest), most);
      g_object_set_data_full (G_OBJECT (spin), "manifest", g_object_ref (manifest), g_object_unref);
      g_signal_connect_object (spin, "value-changed", G_CALLBACK (number_cb), self, 0);
    }
}

static void
packshot_defaults_page_dispose (GObject *object)
{
  PackshotDefaultsPage *self = PACKSHOT_DEFAULTS_PAGE (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (packshot_defaults_page_parent_class)->dispose (object);
}

static void
packshot_defaults_page_class_init (PackshotDefaultsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_defaults_page_dispose;

  gtk_widget_class_install_action (widget_class, "defaults.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "defaults.stop", NULL, stop_cb);
}

static void
packshot_defaults_page_init (PackshotDefaultsPage *self)
{
}

/**
 * packshot_defaults_page_new:
 * @accounts: the accounts, with the services and the settings
 * @queue: what heeds them
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
packshot_defaults_page_new (PackshotAccounts *accounts, PackshotQueue *queue)
{
  PackshotDefaultsPage *self;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *group;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (accounts) && PACKSHOT_IS_QUEUE (queue), NULL);

  self = g_object_new (PACKSHOT_TYPE_DEFAULTS_PAGE, NULL);
  self->accounts = g_object_ref (accounts);
  self->queue = g_object_ref (queue);
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (page));

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, _ ("New Videos"));
  add_service (self, group);
  add_folder (self, group);
  adw_preferences_page_add (page, group);

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, _ ("Videos at Once"));
  adw_preferences_group_set_description (group, _ ("The others wait in line."));
  add_numbers (self, group);
  adw_preferences_page_add (page, group);

  return GTK_WIDGET (self);
}
