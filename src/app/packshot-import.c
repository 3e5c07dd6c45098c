/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* The window in which videos are brought in that were ordered elsewhere. */

#include "config.h"

#include "packshot-import.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "packshot-import-group.h"
#include "packshot-side-window.h"

/**
 * packshot_import_is_offered:
 * @registry: the services there are
 *
 * Returns: whether one of them can tell which videos it has
 */
gboolean
packshot_import_is_offered (PackshotRegistry *registry)
{
  GListModel *manifests;

  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (registry), FALSE);

  manifests = packshot_registry_get_manifests (registry);
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      if (packshot_manifest_get_can_list (manifest))
        return TRUE;
    }

  return FALSE;
}

/**
 * packshot_import_present:
 * @parent: the window of the application
 * @registry: the services there are
 * @queue: the queue of the library
 *
 * Shows what the services have that the library has not.
 */
void
packshot_import_present (GtkWindow *parent, PackshotRegistry *registry, PackshotQueue *queue)
{
  GListModel *manifests;
  GtkWidget *page;

  g_return_if_fail (GTK_IS_WINDOW (parent) && PACKSHOT_IS_REGISTRY (registry));

  manifests = packshot_registry_get_manifests (registry);
  page = adw_preferences_page_new ();
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      if (packshot_manifest_get_can_list (manifest))
        adw_preferences_page_add (
            ADW_PREFERENCES_PAGE (page),
            ADW_PREFERENCES_GROUP (packshot_import_group_new (queue, manifest)));
    }

  packshot_side_window_present (parent, _ ("Import Videos"), page);
}
