/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-pick-page.h"

#include <glib/gi18n.h>

#include "packshot-pick-tile.h"

struct _PackshotPickPage
{
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GtkWidget *typed_button;
  GtkLabel *typed_label;
  GtkWidget *trouble;
  GtkLabel *trouble_label;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkListView *list;
  AdwStatusPage *error_page;

  PackshotOption *option;        /* (owned) */
  PackshotService *service;      /* (owned) (nullable): who can be asked for more */
  PackshotWebPictures *pictures; /* (owned) */
  GListStore *items;             /* (owned) (element-type PackshotPickItem) */
  GtkFilter *filter;             /* (owned) */
  GListModel *found;             /* (owned): those of the items that are looked for */
  GtkSingleSelection *selection; /* (owned) */
  GStrv words;                   /* (owned): what is looked for, folded */
  GCancellable *cancellable;     /* (owned): of the question to the service */
};

enum
{
  SIGNAL_PICKED,
  SIGNAL_LOADED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotPickPage, packshot_pick_page, ADW_TYPE_BIN)

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  PackshotPickPage *self = user_data;

  return packshot_pick_item_matches (PACKSHOT_PICK_ITEM (item), (const char *const *) self->words);
}

/* A spinner keeps the whole window awake, even from a page that nobody sees. */
static void
show_page (PackshotPickPage *self, const char *name)
{
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* The page for what there is to see, where nothing is on its way. */
static void
show_found (PackshotPickPage *self)
{
  if (g_list_model_get_n_items (self->found) > 0)
    show_page (self, "list");
  else
    show_page (self,
               g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0 ? "nothing" : "empty");
}

static gboolean
is_waiting (PackshotPickPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "loading") == 0;
}

/* What was typed, as a value; NULL where the option does not take it, or an item has it. */
static char *
dup_typed (PackshotPickPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GVariant) value = packshot_option_parse (self->option, text, NULL);
  g_autofree char *typed = value != NULL ? packshot_option_format (self->option, value) : NULL;

  for (guint i = 0; typed != NULL && i < g_list_model_get_n_items (self->found); i++)
    {
      g_autoptr (PackshotPickItem) item = g_list_model_get_item (self->found, i);

      if (g_str_equal (packshot_pick_item_get_value (item), typed))
        return NULL;
    }

  return g_steal_pointer (&typed);
}

static void
show_typed (PackshotPickPage *self)
{
  g_autofree char *typed = dup_typed (self);
  /* Translators: “%s” is a name that somebody typed. */
  g_autofree char *words = typed != NULL ? g_strdup_printf (_ ("Use “%s” as It Is"), typed) : NULL;

  gtk_widget_set_visible (self->typed_button, typed != NULL);
  if (typed == NULL)
    return;

  gtk_label_set_label (self->typed_label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->typed_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
search_cb (PackshotPickPage *self)
{
  g_autofree char *folded =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  g_strfreev (self->words);
  self->words = g_strsplit (g_strstrip (folded), " ", -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);

  show_typed (self);
  if (!is_waiting (self)
      && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "error") != 0)
    show_found (self);
}

static void
pick (PackshotPickPage *self, PackshotPickItem *item)
{
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, item);
}

static void
typed_cb (PackshotPickPage *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autoptr (PackshotPickItem) item =
      typed != NULL ? packshot_pick_item_new (typed, typed, NULL, NULL) : NULL;

  if (item != NULL)
    pick (self, item);
}

/* By keyboard: what is found first, or else what was typed. The search waits for who types on. */
static void
enter_cb (PackshotPickPage *self)
{
  g_autoptr (PackshotPickItem) first = NULL;

  search_cb (self);
  first = g_list_model_get_item (self->found, 0);
  if (first != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    pick (self, first);
  else
    typed_cb (self);
}

/* The search entry keeps the key for itself. */
static void
stop_cb (PackshotPickPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

static void
activate_cb (GtkListView *list, guint position, gpointer user_data)
{
  PackshotPickPage *self = user_data;
  g_autoptr (PackshotPickItem) item = g_list_model_get_item (self->found, position);

  pick (self, item);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  PackshotPickPage *self = user_data;

  gboolean has_pictures = packshot_option_get_kind (self->option) == PACKSHOT_OPTION_TEXT;

  gtk_list_item_set_child (list_item, packshot_pick_tile_new (self->pictures, has_pictures));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  packshot_pick_tile_set_item (PACKSHOT_PICK_TILE (gtk_list_item_get_child (list_item)),
                               gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  packshot_pick_tile_set_item (PACKSHOT_PICK_TILE (gtk_list_item_get_child (list_item)), NULL);
}

/* What the service tells comes after what the manifest lists, and not twice. */
static void
take_catalog (PackshotPickPage *self, GPtrArray *catalog)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_listed = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n_listed; i++)
    {
      g_autoptr (PackshotPickItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_hash_table_add (known, g_strdup (packshot_pick_item_get_value (item)));
    }

  for (guint i = 0; i < catalog->len; i++)
    {
      const PackshotCatalogItem *item = catalog->pdata[i];

      if (g_hash_table_add (known, g_strdup (item->value)))
        g_ptr_array_add (items, packshot_pick_item_new (item->value, item->label, item->details,
                                                        item->picture_url));
    }

  g_list_store_splice (self->items, n_listed, 0, items->pdata, items->len);
}

static void
show_trouble (PackshotPickPage *self, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    {
      adw_status_page_set_description (self->error_page, escaped);
      show_page (self, "error");
      return;
    }

  gtk_label_set_label (self->trouble_label, words);
  gtk_widget_set_visible (self->trouble, TRUE);
}

static void
catalog_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) catalog =
      packshot_service_catalog_finish (PACKSHOT_SERVICE (source), result, &error);
  PackshotPickPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_PICK_PAGE (user_data);
  if (catalog == NULL)
    {
      show_trouble (self, error->message);
      return;
    }

  take_catalog (self, catalog);
  show_typed (self);
  show_found (self);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static void
load (PackshotPickPage *self)
{
  gtk_widget_set_visible (self->trouble, FALSE);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    show_page (self, "loading");

  packshot_service_catalog_async (self->service, packshot_option_get_name (self->option),
                                  self->cancellable, catalog_cb, self);
}

/* Those who look for words begin to type at once. */
static void
mapped_cb (PackshotPickPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
packshot_pick_page_dispose (GObject *object)
{
  PackshotPickPage *self = PACKSHOT_PICK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_PICK_PAGE);

  G_OBJECT_CLASS (packshot_pick_page_parent_class)->dispose (object);
}

static void
packshot_pick_page_finalize (GObject *object)
{
  PackshotPickPage *self = PACKSHOT_PICK_PAGE (object);

  g_clear_object (&self->option);
  g_clear_object (&self->service);
  g_clear_object (&self->pictures);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_strfreev (self->words);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (packshot_pick_page_parent_class)->finalize (object);
}

static void
packshot_pick_page_class_init (PackshotPickPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_pick_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_pick_page_finalize;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", PACKSHOT_TYPE_PICK_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, PACKSHOT_TYPE_PICK_ITEM);
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", PACKSHOT_TYPE_PICK_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-pick-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotPickPage, search);
  gtk_widget_class_bind_template_child (widget_class, PackshotPickPage, typed_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotPickPage, typed_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotPickPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, PackshotPickPage, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotPickPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PackshotPickPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PackshotPickPage, list);
  gtk_widget_class_bind_template_child (widget_class, PackshotPickPage, error_page);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, load);
}

static void
packshot_pick_page_init (PackshotPickPage *self)
{
  self->words = g_new0 (char *, 1);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}

static void
select_value (PackshotPickPage *self, const char *value)
{
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; value != NULL && i < g_list_model_get_n_items (self->found); i++)
    {
      g_autoptr (PackshotPickItem) item = g_list_model_get_item (self->found, i);

      if (g_str_equal (packshot_pick_item_get_value (item), value))
        position = i;
    }

  gtk_single_selection_set_selected (self->selection, position);
}

/**
 * packshot_pick_page_new:
 * @option: an option that is a choice, or has a catalog
 * @items: (element-type PackshotPickItem): the values that are known; those the service tells are
 *   added to it
 * @pictures: where pictures come from
 * @value: (nullable): the value that the option has
 *
 * Returns: (transfer floating): a new page
 */
GtkWidget *
packshot_pick_page_new (PackshotOption *option,
                        GListStore *items,
                        PackshotWebPictures *pictures,
                        const char *value)
{
  PackshotPickPage *self = g_object_new (PACKSHOT_TYPE_PICK_PAGE, NULL);
  const char *label = packshot_option_get_label (option);

  self->option = g_object_ref (option);
  self->items = g_object_ref (items);
  self->pictures = g_object_ref (pictures);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  self->found = G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (items)), g_object_ref (self->filter)));
  self->selection = gtk_single_selection_new (g_object_ref (self->found));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  select_value (self, value);

  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search, or type a name"), -1);
  show_found (self);

  return GTK_WIDGET (self);
}

/**
 * packshot_pick_page_load:
 * @self: a page
 * @service: a service that can tell more values
 *
 * Asks it.
 */
void
packshot_pick_page_load (PackshotPickPage *self, PackshotService *service)
{
  g_return_if_fail (PACKSHOT_IS_PICK_PAGE (self) && PACKSHOT_IS_SERVICE (service));

  g_set_object (&self->service, service);
  load (self);
}
