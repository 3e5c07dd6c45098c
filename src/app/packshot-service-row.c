/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-service-row.h"

#include <glib/gi18n.h>

#include "packshot-service-item.h"
#include "packshot-service-state.h"
#include "packshot-whole-value.h"

struct _PackshotServiceRow
{
  AdwComboRow parent_instance;

  PackshotAccounts *accounts;  /* (owned) (nullable) */
  PackshotServiceState *state; /* (owned) (nullable): of the service that is chosen */
};

G_DEFINE_FINAL_TYPE (PackshotServiceRow, packshot_service_row, ADW_TYPE_COMBO_ROW)

static char *
get_name_cb (PackshotManifest *manifest)
{
  return g_strdup (packshot_manifest_get_name (manifest));
}

static void
show_words (PackshotServiceRow *self)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               packshot_service_state_get_words (self->state));
}

static void
watch_cb (PackshotServiceRow *self)
{
  if (self->state != NULL)
    packshot_service_state_set_watched (self->state, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
selected_cb (PackshotServiceRow *self)
{
  PackshotManifest *manifest = packshot_service_row_get_manifest (self);

  g_clear_object (&self->state);
  if (manifest == NULL)
    return;

  self->state = packshot_service_state_new (self->accounts, manifest);
  g_signal_connect_object (self->state, "notify::words", G_CALLBACK (show_words), self,
                           G_CONNECT_SWAPPED);
  show_words (self);
  watch_cb (self);
}

static void
mark_chosen (PackshotServiceRow *self, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (child != NULL)
    packshot_service_item_set_chosen (PACKSHOT_SERVICE_ITEM (child),
                                      gtk_list_item_get_item (item)
                                          == packshot_service_row_get_manifest (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  PackshotServiceRow *self = user_data;

  gtk_list_item_set_child (item, packshot_service_item_new (self->accounts));
}

static void
chosen_cb (PackshotServiceRow *self, GParamSpec *pspec, GtkListItem *item)
{
  mark_chosen (self, item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  PackshotServiceItem *child = PACKSHOT_SERVICE_ITEM (gtk_list_item_get_child (item));

  packshot_service_item_set_manifest (child, gtk_list_item_get_item (item));
  mark_chosen (PACKSHOT_SERVICE_ROW (user_data), item);
  g_signal_connect_object (user_data, "notify::selected", G_CALLBACK (chosen_cb), item, 0);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (user_data, chosen_cb, item);
  packshot_service_item_set_manifest (PACKSHOT_SERVICE_ITEM (gtk_list_item_get_child (item)), NULL);
}

/* The chosen one is named in the row, where it stands is below its title: only the list tells both
 * of each. */
static void
set_list_factory (PackshotServiceRow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (self), factory);
}

static void
packshot_service_row_dispose (GObject *object)
{
  PackshotServiceRow *self = PACKSHOT_SERVICE_ROW (object);

  g_clear_object (&self->state);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (packshot_service_row_parent_class)->dispose (object);
}

static void
packshot_service_row_class_init (PackshotServiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_service_row_dispose;
}

static void
packshot_service_row_init (PackshotServiceRow *self)
{
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
  name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_name_cb), NULL,
                                      NULL);
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), name);
  set_list_factory (self);
  packshot_whole_value_show (ADW_COMBO_ROW (self));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), packshot_registry_get_manifests (registry));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
  g_signal_connect (self, "map", G_CALLBACK (watch_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (watch_cb), NULL);
  selected_cb (self);
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
