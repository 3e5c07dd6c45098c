/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-service-item.h"

#include "packshot-service-state.h"
#include "packshot-text-join.h"

struct _PackshotServiceItem
{
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *words;
  GtkWidget *check;

  PackshotAccounts *accounts;  /* (owned) */
  PackshotServiceState *state; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PackshotServiceItem, packshot_service_item, ADW_TYPE_BIN)

static void
show_words (PackshotServiceItem *self)
{
  const char *words = packshot_service_state_get_words (self->state);
  g_autoptr (GString) label = g_string_new (gtk_label_get_label (self->name));

  packshot_text_join_item (label, words);
  gtk_label_set_label (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  -1);
}

static void
watch_cb (PackshotServiceItem *self)
{
  if (self->state != NULL)
    packshot_service_state_set_watched (self->state, TRUE);
}

static void
unwatch_cb (PackshotServiceItem *self)
{
  if (self->state != NULL)
    packshot_service_state_set_watched (self->state, FALSE);
}

static void
packshot_service_item_dispose (GObject *object)
{
  PackshotServiceItem *self = PACKSHOT_SERVICE_ITEM (object);

  g_clear_object (&self->state);
  g_clear_object (&self->accounts);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_SERVICE_ITEM);

  G_OBJECT_CLASS (packshot_service_item_parent_class)->dispose (object);
}

static void
packshot_service_item_class_init (PackshotServiceItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_service_item_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-service-item.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotServiceItem, name);
  gtk_widget_class_bind_template_child (widget_class, PackshotServiceItem, words);
  gtk_widget_class_bind_template_child (widget_class, PackshotServiceItem, check);
  gtk_widget_class_bind_template_callback (widget_class, watch_cb);
  gtk_widget_class_bind_template_callback (widget_class, unwatch_cb);
}

static void
packshot_service_item_init (PackshotServiceItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_service_item_new:
 * @accounts: the accounts at the services
 *
 * Returns: (transfer floating): an item without a service
 */
GtkWidget *
packshot_service_item_new (PackshotAccounts *accounts)
{
  PackshotServiceItem *self;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (accounts), NULL);

  self = g_object_new (PACKSHOT_TYPE_SERVICE_ITEM, NULL);
  self->accounts = g_object_ref (accounts);

  return GTK_WIDGET (self);
}

/**
 * packshot_service_item_set_manifest:
 * @self: an item
 * @manifest: (nullable): the service to show
 */
void
packshot_service_item_set_manifest (PackshotServiceItem *self, PackshotManifest *manifest)
{
  g_return_if_fail (PACKSHOT_IS_SERVICE_ITEM (self));

  g_clear_object (&self->state);
  if (manifest == NULL)
    return;

  gtk_label_set_label (self->name, packshot_manifest_get_name (manifest));
  self->state = packshot_service_state_new (self->accounts, manifest);
  g_signal_connect_object (self->state, "notify::words", G_CALLBACK (show_words), self,
                           G_CONNECT_SWAPPED);
  show_words (self);
  packshot_service_state_set_watched (self->state, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/**
 * packshot_service_item_set_chosen:
 * @self: an item
 * @chosen: whether it is the service that is used
 */
void
packshot_service_item_set_chosen (PackshotServiceItem *self, gboolean chosen)
{
  g_return_if_fail (PACKSHOT_IS_SERVICE_ITEM (self));

  /* Where there is no mark there is as much room, so that all lines are as long. */
  gtk_widget_set_opacity (self->check, chosen ? 1 : 0);
}
