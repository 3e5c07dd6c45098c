/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* The window with what is set once: the accounts at the services. */

#include "config.h"

#include "packshot-preferences.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "packshot-account-group.h"
#include "packshot-side-window.h"

static GtkWidget *
make_nothing (void)
{
  return g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "network-offline-symbolic", "title",
                       _ ("No Accounts Needed"), "description",
                       _ ("All videos are made on this computer."), NULL);
}

/**
 * packshot_preferences_present:
 * @parent: the window of the application
 * @registry: the services there are
 * @accounts: the accounts at them
 * @service: (nullable): the id of a service that can't be used without its key, to ask for that
 *
 * Shows the accounts.
 */
void
packshot_preferences_present (GtkWindow *parent,
                              PackshotRegistry *registry,
                              PackshotAccounts *accounts,
                              const char *service)
{
  GListModel *manifests;
  PackshotAccountGroup *asked = NULL;
  GtkWidget *page;
  gboolean empty = TRUE;

  g_return_if_fail (GTK_IS_WINDOW (parent) && PACKSHOT_IS_REGISTRY (registry));

  manifests = packshot_registry_get_manifests (registry);
  page = adw_preferences_page_new ();
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      GtkWidget *group;

      if (packshot_manifest_get_offline (manifest))
        continue;

      empty = FALSE;
      group = packshot_account_group_new (registry, accounts, manifest);
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
      if (g_strcmp0 (packshot_manifest_get_id (manifest), service) == 0)
        asked = PACKSHOT_ACCOUNT_GROUP (group);
    }

  if (empty)
    g_object_unref (g_object_ref_sink (page));
  packshot_side_window_present (parent, _ ("Accounts"), empty ? make_nothing () : page);
  if (asked != NULL)
    packshot_account_group_ask (asked);
}
