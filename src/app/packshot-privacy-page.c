/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-privacy-page.h"

#include <glib/gi18n.h>

#include "packshot-preference-rows.h"
#include "packshot-settings-general.h"
#include "packshot-storage.h"
#include "packshot-toast.h"

struct _PackshotPrivacyPage
{
  AdwBin parent_instance;

  PackshotAccounts *accounts; /* (owned) */
  PackshotMemory *memory;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (PackshotPrivacyPage, packshot_privacy_page, ADW_TYPE_BIN)

static void
switched_cb (GtkSwitch *button, GParamSpec *pspec, PackshotPrivacyPage *self)
{
  PackshotPrivacy what = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "what"));
  g_autoptr (GError) error = NULL;

  if (!packshot_settings_set_privacy (packshot_accounts_get_settings (self->accounts), what,
                                      gtk_switch_get_active (button), &error))
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
add_switch (PackshotPrivacyPage *self,
            AdwPreferencesGroup *group,
            PackshotPrivacy what,
            const char *title,
            const char *subtitle)
{
  PackshotSettings *settings = packshot_accounts_get_settings (self->accounts);
  GtkWidget *button = packshot_preference_rows_add_switch (
      group, title, subtitle, packshot_settings_get_privacy (settings, what));

  g_object_set_data (G_OBJECT (button), "what", GINT_TO_POINTER (what));
  g_signal_connect_object (button, "notify::active", G_CALLBACK (switched_cb), self, 0);
}

static void
forget_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotPrivacyPage *self = PACKSHOT_PRIVACY_PAGE (widget);

  packshot_memory_forget (self->memory);
  packshot_toast_show (widget, _ ("Forgotten. Videos and keys are as they were."));
}

static void
add_kept (PackshotPrivacyPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwActionRow *row;

  adw_preferences_group_set_title (group, _ ("What Is Kept and Shown"));
  add_switch (self, group, PACKSHOT_PRIVACY_KEEP_DRAFTS, _ ("Keep Drafts"),
              _ ("What you are putting together is there again after a crash."));
  add_switch (self, group, PACKSHOT_PRIVACY_SHOW_TITLES, _ ("Names in Notifications"),
              _ ("They name the product that a video is about."));
  add_switch (self, group, PACKSHOT_PRIVACY_REMEMBER, _ ("Remember Last Choices"),
              _ ("Service and options are as they were for the last video."));
  row = packshot_preference_rows_add (group, _ ("Remembered Choices"), NULL);
  packshot_preference_rows_add_button (row, _ ("_Forget Now"), "privacy.forget");
  adw_preferences_page_add (page, group);
}

/* From the manifests, so that it is true of a service somebody added as well. */
static char *
dup_what_leaves (PackshotManifest *manifest)
{
  if (packshot_manifest_get_offline (manifest))
    return g_strdup (_ ("Nothing: it works on this computer alone."));

  if (packshot_manifest_get_n_credentials (manifest) == 0)
    return g_strdup (_ ("When you create a video there: its photos, and what you typed for it. No "
                        "key is sent."));

  return g_strdup (_ ("When you create a video there: its photos, and what you typed for it. Then "
                      "it is asked how the video goes. Your key goes with each call, and to no "
                      "other address."));
}

static void
add_leaves (PackshotPrivacyPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GListModel *manifests =
      packshot_registry_get_manifests (packshot_accounts_get_registry (self->accounts));

  adw_preferences_group_set_title (group, _ ("What Leaves This Computer"));
  adw_preferences_group_set_description (
      group,
      _ ("Place, time and camera are removed from a photo before it is sent. Packshot gathers "
         "no statistics."));
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      g_autofree char *words = dup_what_leaves (manifest);

      packshot_preference_rows_add (group, packshot_manifest_get_name (manifest), words);
    }
  packshot_preference_rows_add (
      group, _ ("Image Host"),
      _ ("If you set one up: photos for services that fetch them from the web. Whoever knows the "
         "address of a photo can see it there."));
  adw_preferences_page_add (page, group);
}

static void
add_places (AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *data = packshot_storage_dup_folder ();
  g_autofree char *config = g_build_filename (g_get_user_config_dir (), "packshot", NULL);
  g_autofree char *data_shown = g_filename_display_name (data);
  g_autofree char *config_shown = g_filename_display_name (config);

  adw_preferences_group_set_title (group, _ ("Where Things Are Kept"));
  packshot_preference_rows_add (group, _ ("Keys and Passwords"),
                                _ ("In the keyring of this system, and in no file of Packshot."));
  packshot_preference_rows_add (group, _ ("Videos and the Spending Book"), data_shown);
  packshot_preference_rows_add (group, _ ("Preferences and Choices"), config_shown);
  adw_preferences_page_add (page, group);
}

static void
packshot_privacy_page_dispose (GObject *object)
{
  PackshotPrivacyPage *self = PACKSHOT_PRIVACY_PAGE (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->memory);

  G_OBJECT_CLASS (packshot_privacy_page_parent_class)->dispose (object);
}

static void
packshot_privacy_page_class_init (PackshotPrivacyPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_privacy_page_dispose;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "privacy.forget", NULL, forget_cb);
}

static void
packshot_privacy_page_init (PackshotPrivacyPage *self)
{
}

/**
 * packshot_privacy_page_new:
 * @accounts: the accounts, with the services and the settings
 * @memory: what is remembered
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
packshot_privacy_page_new (PackshotAccounts *accounts, PackshotMemory *memory)
{
  PackshotPrivacyPage *self;
  AdwPreferencesPage *page;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (accounts) && PACKSHOT_IS_MEMORY (memory), NULL);

  self = g_object_new (PACKSHOT_TYPE_PRIVACY_PAGE, NULL);
  self->accounts = g_object_ref (accounts);
  self->memory = g_object_ref (memory);
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (page));
  add_kept (self, page);
  add_leaves (self, page);
  add_places (page);

  return GTK_WIDGET (self);
}
