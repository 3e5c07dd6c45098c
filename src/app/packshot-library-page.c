/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-library-page.h"

#include "packshot-job-filter.h"
#include "packshot-job-tile.h"
#include "packshot-words.h"

struct _PackshotLibraryPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *bar;
  GtkEditable *search;
  GtkDropDown *group;
  GtkGridView *grid;

  GListStore *newest_first;       /* (owned) */
  PackshotJobFilter *filter;      /* (owned) */
  GListModel *found;              /* (owned) */
  PackshotPictureCache *pictures; /* (owned) */
};

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotLibraryPage, packshot_library_page, ADW_TYPE_BIN)

static void
show_found (PackshotLibraryPage *self)
{
  gboolean has_jobs = g_list_model_get_n_items (G_LIST_MODEL (self->newest_first)) > 0;
  gboolean has_found = g_list_model_get_n_items (self->found) > 0;

  gtk_widget_set_visible (self->bar, has_jobs);
  gtk_stack_set_visible_child_name (self->stack, has_found  ? "jobs"
                                                 : has_jobs ? "nothing"
                                                            : "empty");
}

static void
moved_cb (PackshotLibraryPage *self)
{
  packshot_job_filter_moved (self->filter);
}

/* What has ended stays where it is: of ten thousand jobs only a few have to be listened to. */
static void
follow (PackshotLibraryPage *self, PackshotJob *job)
{
  if (packshot_words_is_over (job))
    return;

  g_signal_connect_object (job, "notify::state", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::key-needed", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
jobs_changed_cb (GListModel *jobs,
                 guint position,
                 guint n_removed,
                 guint n_added,
                 PackshotLibraryPage *self)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->newest_first));
  g_autoptr (GPtrArray) added = g_ptr_array_new_full (n_added, g_object_unref);

  for (guint i = n_added; i > 0; i--)
    {
      PackshotJob *job = g_list_model_get_item (jobs, position + i - 1);

      g_ptr_array_add (added, job);
      follow (self, job);
    }

  g_list_store_splice (self->newest_first, n_before - position - n_removed, n_removed, added->pdata,
                       n_added);
  show_found (self);
}

static void
search_cb (PackshotLibraryPage *self)
{
  packshot_job_filter_set_search (self->filter, gtk_editable_get_text (self->search));
}

static void
group_cb (PackshotLibraryPage *self)
{
  packshot_job_filter_set_group (self->filter,
                                 (PackshotJobGroup) gtk_drop_down_get_selected (self->group));
}

static void
show_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (widget);

  gtk_editable_set_text (self->search, "");
  gtk_drop_down_set_selected (self->group, PACKSHOT_JOB_GROUP_ALL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item,
                           packshot_job_tile_new (PACKSHOT_LIBRARY_PAGE (user_data)->pictures));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  packshot_job_tile_set_job (PACKSHOT_JOB_TILE (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  packshot_job_tile_set_job (PACKSHOT_JOB_TILE (gtk_list_item_get_child (item)), NULL);
}

static void
activate_cb (GtkGridView *grid, guint position, gpointer user_data)
{
  PackshotLibraryPage *self = user_data;
  g_autoptr (PackshotJob) job = g_list_model_get_item (self->found, position);

  g_signal_emit (self, signals[SIGNAL_OPENED], 0, job);
}

/* The grid makes more than a hundred tiles at once: not before somebody wants to see them. */
static void
map_cb (PackshotLibraryPage *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  if (gtk_grid_view_get_model (self->grid) != NULL)
    return;

  selection = gtk_no_selection_new (g_object_ref (self->found));
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
}

static void
packshot_library_page_dispose (GObject *object)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_LIBRARY_PAGE);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->newest_first);
  g_clear_object (&self->pictures);

  G_OBJECT_CLASS (packshot_library_page_parent_class)->dispose (object);
}

static void
packshot_library_page_class_init (PackshotLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_library_page_dispose;

  signals[SIGNAL_OPENED] = g_signal_new ("opened", PACKSHOT_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, PACKSHOT_TYPE_JOB);

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PackshotLibraryPage, bar);
  gtk_widget_class_bind_template_child (widget_class, PackshotLibraryPage, search);
  gtk_widget_class_bind_template_child (widget_class, PackshotLibraryPage, group);
  gtk_widget_class_bind_template_child (widget_class, PackshotLibraryPage, grid);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);

  gtk_widget_class_install_action (widget_class, "library.show-all", NULL, show_all_cb);
}

static void
packshot_library_page_init (PackshotLibraryPage *self)
{
  GtkFilterListModel *found;

  self->newest_first = g_list_store_new (PACKSHOT_TYPE_JOB);
  self->filter = packshot_job_filter_new ();
  self->pictures = packshot_picture_cache_new ();
  found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->newest_first)),
                                     g_object_ref (GTK_FILTER (self->filter)));
  /* A few milliseconds at a time, so that typing goes on while thousands are looked through. */
  gtk_filter_list_model_set_incremental (found, TRUE);
  self->found = G_LIST_MODEL (found);
  g_signal_connect_object (found, "items-changed", G_CALLBACK (show_found), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (found, "notify::pending", G_CALLBACK (show_found), self,
                           G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self));
}

/**
 * packshot_library_page_set_jobs:
 * @self: a page
 * @jobs: a list of #PackshotJob, the oldest first
 *
 * Shows the jobs, and those to come. To be called once.
 */
void
packshot_library_page_set_jobs (PackshotLibraryPage *self, GListModel *jobs)
{
  g_return_if_fail (PACKSHOT_IS_LIBRARY_PAGE (self) && G_IS_LIST_MODEL (jobs));

  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (jobs_changed_cb), self, 0);
  jobs_changed_cb (jobs, 0, 0, g_list_model_get_n_items (jobs), self);
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
