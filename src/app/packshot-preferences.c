/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* The window with what is set once. */

#include "config.h"

#include "packshot-preferences.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "packshot-account-group.h"
#include "packshot-defaults-page.h"
#include "packshot-fit-layout.h"
#include "packshot-image-host-group.h"
#include "packshot-privacy-page.h"
#include "packshot-services.h"
#include "packshot-side-window.h"
#include "packshot-storage-page.h"

#define WIDTH 640

/* Where no service needs one nobody has to think about it. */
static gboolean
needs_image_host (PackshotRegistry *registry)
{
  GListModel *manifests = packshot_registry_get_manifests (registry);

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      if (packshot_manifest_fetches_pictures (manifest))
        return TRUE;
    }

  return FALSE;
}

static GtkWidget *
make_nothing (void)
{
  return g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "network-offline-symbolic", "title",
                       _ ("No Accounts Needed"), "description",
                       _ ("All videos are made on this computer."), NULL);
}

static GtkWidget *
add_account (GtkWidget *page, PackshotAccounts *accounts, PackshotManifest *manifest)
{
  GtkWidget *group =
      packshot_account_group_new (packshot_accounts_get_registry (accounts), accounts, manifest);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return group;
}

/* All but the one that is asked for, which is there already; returns how many. */
static guint
add_others (GtkWidget *page, PackshotAccounts *accounts, PackshotManifest *asked)
{
  GListModel *manifests =
      packshot_registry_get_manifests (packshot_accounts_get_registry (accounts));
  guint n_added = 0;

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      if (packshot_manifest_get_offline (manifest) || manifest == asked)
        continue;

      add_account (page, accounts, manifest);
      n_added++;
    }

  return n_added;
}

static GtkWidget *
add_image_host (GtkWidget *page, PackshotAccounts *accounts)
{
  PackshotRegistry *registry = packshot_accounts_get_registry (accounts);
  PackshotImageHost *host = packshot_services_get_image_host (registry);
  GtkWidget *group;

  if (host == NULL || !needs_image_host (registry))
    return NULL;

  group = packshot_image_host_group_new (accounts, host);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return group;
}

/* What is asked for stands above the others. */
static GtkWidget *
make_accounts (PackshotAccounts *accounts,
               PackshotManifest *asked,
               gboolean host_first,
               GtkWidget **group)
{
  GtkWidget *page = adw_preferences_page_new ();

  if (asked != NULL)
    *group = add_account (page, accounts, asked);
  else if (host_first)
    *group = add_image_host (page, accounts);
  if (add_others (page, accounts, asked) == 0 && asked == NULL)
    {
      g_object_unref (g_object_ref_sink (page));
      return make_nothing ();
    }

  if (!host_first)
    add_image_host (page, accounts);
  return page;
}

static void
add_page (AdwViewStack *stack,
          GtkWidget *page,
          const char *name,
          const char *title,
          const char *icon)
{
  AdwViewStackPage *added = adw_view_stack_add_titled (stack, page, name, title);

  adw_view_stack_page_set_icon_name (added, icon);
}

/* The one of the two that fits. */
static GtkWidget *
make_switcher (AdwViewStack *stack)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, g_object_new (PACKSHOT_TYPE_FIT_LAYOUT, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (ADW_TYPE_VIEW_SWITCHER, "stack", stack, "policy",
                                               ADW_VIEW_SWITCHER_POLICY_WIDE, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (ADW_TYPE_VIEW_SWITCHER, "stack", stack, "policy",
                                               ADW_VIEW_SWITCHER_POLICY_NARROW, NULL));

  return box;
}

/* Returns: (transfer none) (nullable): what is asked for */
static GtkWidget *
present (GtkWindow *parent,
         PackshotAccounts *accounts,
         PackshotQueue *queue,
         PackshotMemory *memory,
         PackshotManifest *asked,
         gboolean host_first)
{
  AdwViewStack *stack = ADW_VIEW_STACK (adw_view_stack_new ());
  GtkWidget *group = NULL;

  add_page (stack, make_accounts (accounts, asked, host_first, &group), "accounts", _ ("Accounts"),
            "avatar-default-symbolic");
  add_page (stack, packshot_defaults_page_new (accounts, queue), "defaults", _ ("Defaults"),
            "emblem-system-symbolic");
  add_page (stack, packshot_storage_page_new (queue), "storage", _ ("Storage"),
            "drive-harddisk-symbolic");
  add_page (stack, packshot_privacy_page_new (accounts, memory), "privacy", _ ("Privacy"),
            "security-high-symbolic");
  packshot_side_window_present_full (parent, _ ("Preferences"), GTK_WIDGET (stack),
                                     make_switcher (stack), WIDTH);

  return group;
}

/**
 * packshot_preferences_present:
 * @parent: the window of the application
 * @accounts: the accounts at the services
 * @queue: what makes the videos
 * @memory: what is remembered
 * @service: (nullable): the id of a service that can't be used without its key, to ask for that
 *
 * Shows what is set once, on pages of their own: the accounts and the image host, what is wanted
 * unless somebody says otherwise, what is kept, and what is nobody's business.
 */
void
packshot_preferences_present (GtkWindow *parent,
                              PackshotAccounts *accounts,
                              PackshotQueue *queue,
                              PackshotMemory *memory,
                              const char *service)
{
  PackshotManifest *asked;
  GtkWidget *group;

  g_return_if_fail (GTK_IS_WINDOW (parent) && PACKSHOT_IS_ACCOUNTS (accounts));
  g_return_if_fail (PACKSHOT_IS_QUEUE (queue) && PACKSHOT_IS_MEMORY (memory));

  asked = service != NULL
              ? packshot_registry_lookup (packshot_accounts_get_registry (accounts), service)
              : NULL;
  group = present (parent, accounts, queue, memory, asked, FALSE);
  if (group != NULL)
    packshot_account_group_ask (PACKSHOT_ACCOUNT_GROUP (group));
}

/**
 * packshot_preferences_present_image_host:
 * @parent: the window of the application
 * @accounts: the accounts at the services
 * @queue: what makes the videos
 * @memory: what is remembered
 *
 * Shows the same with the image host above all, and the keyboard there.
 */
void
packshot_preferences_present_image_host (GtkWindow *parent,
                                         PackshotAccounts *accounts,
                                         PackshotQueue *queue,
                                         PackshotMemory *memory)
{
  GtkWidget *group;

  g_return_if_fail (GTK_IS_WINDOW (parent) && PACKSHOT_IS_ACCOUNTS (accounts));
  g_return_if_fail (PACKSHOT_IS_QUEUE (queue) && PACKSHOT_IS_MEMORY (memory));

  group = present (parent, accounts, queue, memory, NULL, TRUE);
  if (group != NULL)
    packshot_image_host_group_ask (PACKSHOT_IMAGE_HOST_GROUP (group));
}
