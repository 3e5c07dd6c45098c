/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-library-page-private.h"

#include <glib/gi18n.h>

#include "packshot-job-cover.h"
#include "packshot-job-tile.h"
#include "packshot-nick.h"
#include "packshot-whole-value.h"

#define MEMORY_GROUP "library"

#define AGE_INTERVAL 60 /* seconds, after which all that is seen is older */

typedef enum
{
  PROP_ORDER = 1,
  PROP_SERVICE,
  PROP_SELECTING,
  N_PROPS,
} PackshotLibraryPageProperty;

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotLibraryPage, packshot_library_page, ADW_TYPE_BIN)

static PackshotJobFilter *
get_filter (PackshotLibraryPage *self)
{
  return packshot_library_list_get_filter (self->list);
}

static void
remember (PackshotLibraryPage *self)
{
  PackshotJobFilter *filter = get_filter (self);

  packshot_memory_set_string (
      self->memory, MEMORY_GROUP, "order",
      packshot_nick (PACKSHOT_TYPE_JOB_ORDER, (int) packshot_library_list_get_order (self->list)));
  packshot_memory_set_string (
      self->memory, MEMORY_GROUP, "group",
      packshot_nick (PACKSHOT_TYPE_JOB_GROUP, (int) packshot_job_filter_get_group (filter)));
  packshot_memory_set_string (self->memory, MEMORY_GROUP, "service",
                              packshot_job_filter_get_service (filter));
}

/* After another choice what was selected is no longer what is seen. */
static void
chosen (PackshotLibraryPage *self)
{
  packshot_job_selection_set_active (self->selection, FALSE);
  remember (self);
  packshot_library_page_show_found (self);
  packshot_library_page_tell_count (self);
}

static void
search_cb (PackshotLibraryPage *self)
{
  packshot_library_list_set_search (self->list, gtk_editable_get_text (self->search));
  packshot_library_page_show_found (self);
  packshot_library_page_tell_count (self);
}

static void
stop_search_cb (PackshotLibraryPage *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
group_cb (PackshotLibraryPage *self)
{
  if (self->list == NULL)
    return;

  packshot_job_filter_set_group (get_filter (self),
                                 (PackshotJobGroup) gtk_drop_down_get_selected (self->group));
  chosen (self);
}

static void
show_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (widget);

  gtk_editable_set_text (self->search, "");
  gtk_drop_down_set_selected (self->group, PACKSHOT_JOB_GROUP_ALL);
  g_object_set (self, "service", "", NULL);
}

static void
add_service (GMenu *menu, const char *id, const char *name)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

  g_menu_item_set_action_and_target (item, "library.service", "s", id);
  g_menu_append_item (menu, item);
}

/* One that was chosen and has no job left stays chosen no longer. */
static void
services_cb (PackshotLibraryPage *self)
{
  g_autoptr (GPtrArray) services = packshot_library_list_list_services (self->list);
  const char *chosen_id = packshot_job_filter_get_service (get_filter (self));
  gboolean is_there = chosen_id == NULL || services->len == 0;

  g_menu_remove_all (self->services_menu);
  if (services->len > 1)
    add_service (self->services_menu, "", _ ("All Services"));
  for (guint i = 0; i < services->len; i++)
    {
      const PackshotLibraryService *service = g_ptr_array_index (services, i);

      if (services->len > 1)
        add_service (self->services_menu, service->id, service->name);
      is_there |= g_strcmp0 (service->id, chosen_id) == 0;
    }

  if (!is_there && !packshot_queue_get_reading (self->queue))
    g_object_set (self, "service", "", NULL);
}

static void
activate_cb (GtkGridView *grid, guint position, gpointer user_data)
{
  PackshotLibraryPage *self = user_data;
  g_autoptr (PackshotJob) job = NULL;

  if (packshot_job_selection_get_active (self->selection))
    {
      packshot_job_selection_toggle (self->selection, position);
      return;
    }

  job = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, job);
}

static void
active_cb (PackshotLibraryPage *self)
{
  gboolean active = packshot_job_selection_get_active (self->selection);

  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (self->grid), "selecting");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->grid), "selecting");
  gtk_revealer_set_reveal_child (self->selection_bar, active);
  packshot_library_page_enable_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTING]);
}

static void
grow_older (GtkWidget *widget)
{
  if (PACKSHOT_IS_JOB_TILE (widget))
    {
      packshot_job_tile_grow_older (PACKSHOT_JOB_TILE (widget));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    grow_older (child);
}

static gboolean
age_cb (gpointer user_data)
{
  grow_older (GTK_WIDGET (PACKSHOT_LIBRARY_PAGE (user_data)->grid));
  return G_SOURCE_CONTINUE;
}

/* The grid makes more than a hundred tiles at once: not before somebody wants to see them. */
static void
map_cb (PackshotLibraryPage *self)
{
  packshot_library_list_begin (self->list);
  if (gtk_grid_view_get_model (self->grid) == NULL)
    gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (self->selection));

  grow_older (GTK_WIDGET (self->grid));
  self->age_id = g_timeout_add_seconds (AGE_INTERVAL, age_cb, self);
}

static void
unmap_cb (PackshotLibraryPage *self)
{
  g_clear_handle_id (&self->age_id, g_source_remove);
  g_clear_handle_id (&self->count_id, g_source_remove);
}

/* Returns: whether there was something to leave */
static gboolean
escape_cb (GtkWidget *widget, GVariant *parameters, gpointer user_data)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (widget);

  if (packshot_job_selection_get_active (self->selection))
    packshot_job_selection_set_active (self->selection, FALSE);
  else if (packshot_job_filter_is_searching (get_filter (self)))
    stop_search_cb (self);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
packshot_library_page_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (object);
  const char *service;

  switch ((PackshotLibraryPageProperty) prop_id)
    {
    case PROP_ORDER:
      g_value_set_enum (value, self->list != NULL
                                   ? (int) packshot_library_list_get_order (self->list)
                                   : PACKSHOT_JOB_ORDER_NEWEST);
      break;
    case PROP_SERVICE:
      service = self->list != NULL ? packshot_job_filter_get_service (get_filter (self)) : NULL;
      g_value_set_string (value, service != NULL ? service : "");
      break;
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selection != NULL
                                      && packshot_job_selection_get_active (self->selection));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_library_page_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (object);
  const char *service;

  switch ((PackshotLibraryPageProperty) prop_id)
    {
    case PROP_ORDER:
      packshot_library_list_set_order (self->list, (PackshotJobOrder) g_value_get_enum (value));
      chosen (self);
      break;
    case PROP_SERVICE:
      service = g_value_get_string (value);
      packshot_job_filter_set_service (get_filter (self),
                                       service != NULL && *service != '\0' ? service : NULL);
      chosen (self);
      break;
    case PROP_SELECTING:
      packshot_job_selection_set_active (self->selection, g_value_get_boolean (value));
      return;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  g_object_notify_by_pspec (object, pspec);
}

static void
packshot_library_page_dispose (GObject *object)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (object);

  g_clear_handle_id (&self->age_id, g_source_remove);
  g_clear_handle_id (&self->count_id, g_source_remove);
  g_cancellable_cancel (self->saving);
  g_cancellable_cancel (self->retrying);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_LIBRARY_PAGE);
  g_clear_pointer (&self->spare_tiles, g_ptr_array_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->covers);
  g_clear_object (&self->queue);
  g_clear_object (&self->accounts);
  g_clear_object (&self->memory);
  g_clear_object (&self->saving);
  g_clear_object (&self->retrying);

  G_OBJECT_CLASS (packshot_library_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-library-page.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, PackshotLibraryPage, child)
  BIND (bar);
  BIND (search);
  BIND (group);
  BIND (services_menu);
  BIND (status);
  BIND (count);
  BIND (empty_trash_button);
  BIND (stack);
  BIND (trouble);
  BIND (grid);
  BIND (selection_bar);
  BIND (selection_count);
  BIND (trash_button);
  BIND (restore_button);
  BIND (delete_button);
  BIND (save_button);
  BIND (retry_button);
  BIND (saving_bar);
  BIND (saving_words);
  BIND (saving_progress);
#undef BIND
  packshot_library_page_bind_tiles (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, unmap_cb);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_ORDER] = g_param_spec_enum ("order", NULL, NULL, PACKSHOT_TYPE_JOB_ORDER,
                                         PACKSHOT_JOB_ORDER_NEWEST, flags);
  props[PROP_SERVICE] = g_param_spec_string ("service", NULL, NULL, "", flags);
  props[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
packshot_library_page_class_init (PackshotLibraryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = packshot_library_page_get_property;
  object_class->set_property = packshot_library_page_set_property;
  object_class->dispose = packshot_library_page_dispose;
  install_properties (object_class);

  signals[SIGNAL_OPENED] = g_signal_new ("opened", PACKSHOT_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, PACKSHOT_TYPE_JOB);

  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "library.order", "order");
  gtk_widget_class_install_property_action (widget_class, "library.service", "service");
  gtk_widget_class_install_property_action (widget_class, "library.select", "selecting");
  gtk_widget_class_install_action (widget_class, "library.show-all", NULL, show_all_cb);
  packshot_library_page_install_actions (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
packshot_library_page_init (PackshotLibraryPage *self)
{
  self->covers = packshot_covers_new (PACKSHOT_JOB_COVER_WIDTH, PACKSHOT_JOB_COVER_HEIGHT);
  self->spare_tiles = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  packshot_whole_value_narrow (self->group);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self));
}

/* Returns: the value of that name, or 0, which each has as its standard */
static int
parse_nick (GType type, const char *nick)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  return value != NULL ? value->value : 0;
}

static void
recall (PackshotLibraryPage *self)
{
  g_autofree char *order = packshot_memory_dup_string (self->memory, MEMORY_GROUP, "order");
  g_autofree char *group = packshot_memory_dup_string (self->memory, MEMORY_GROUP, "group");
  g_autofree char *service = packshot_memory_dup_string (self->memory, MEMORY_GROUP, "service");

  packshot_library_list_set_order (self->list,
                                   (PackshotJobOrder) parse_nick (PACKSHOT_TYPE_JOB_ORDER, order));
  packshot_job_filter_set_service (get_filter (self), service);
  /* Last, since it has all remembered again. */
  gtk_drop_down_set_selected (self->group, (guint) parse_nick (PACKSHOT_TYPE_JOB_GROUP, group));
}

/**
 * packshot_library_page_set_up:
 * @self: a page
 * @queue: whose jobs are shown
 * @accounts: the accounts at the services
 * @memory: what was chosen last
 *
 * Shows the jobs, and those to come, as soon as somebody looks. To be called once.
 */
void
packshot_library_page_set_up (PackshotLibraryPage *self,
                              PackshotQueue *queue,
                              PackshotAccounts *accounts,
                              PackshotMemory *memory)
{
  g_return_if_fail (PACKSHOT_IS_LIBRARY_PAGE (self) && PACKSHOT_IS_QUEUE (queue));

  self->queue = g_object_ref (queue);
  self->accounts = g_object_ref (accounts);
  self->memory = g_object_ref (memory);
  self->list = packshot_library_list_new (queue);
  self->selection = packshot_job_selection_new (packshot_library_list_get_found (self->list));

  g_signal_connect_object (self->list, "changed", G_CALLBACK (packshot_library_page_show_found),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "services-changed", G_CALLBACK (services_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (packshot_library_page_enable_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (packshot_library_page_enable_actions), self,
                           G_CONNECT_SWAPPED);
  recall (self);
}

/**
 * packshot_library_page_search:
 * @self: a page
 *
 * Gives the keyboard to the field for searching.
 */
void
packshot_library_page_search (PackshotLibraryPage *self)
{
  g_return_if_fail (PACKSHOT_IS_LIBRARY_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * packshot_library_page_list_selected:
 * @self: a page
 *
 * Returns: (transfer full) (element-type PackshotJob): the jobs that are selected; empty where
 *   nobody selects
 */
GPtrArray *
packshot_library_page_list_selected (PackshotLibraryPage *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LIBRARY_PAGE (self), NULL);

  return packshot_job_selection_list (self->selection);
}
