/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-library-page.h"

#include "packshot-job-tile.h"

struct _PackshotLibraryPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkGridView *grid;

  GListStore *newest_first; /* (owned) */
};

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotLibraryPage, packshot_library_page, ADW_TYPE_BIN)

static void
jobs_changed_cb (GListModel *jobs,
                 guint position,
                 guint n_removed,
                 guint n_added,
                 PackshotLibraryPage *self)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->newest_first));
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = n_added; i > 0; i--)
    g_ptr_array_add (added, g_list_model_get_item (jobs, position + i - 1));

  g_list_store_splice (self->newest_first, n_before - position - n_removed, n_removed, added->pdata,
                       n_added);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (jobs) > 0 ? "jobs" : "empty");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, packshot_job_tile_new ());
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
  g_autoptr (PackshotJob) job = g_list_model_get_item (G_LIST_MODEL (self->newest_first), position);

  g_signal_emit (self, signals[SIGNAL_OPENED], 0, job);
}

static void
packshot_library_page_dispose (GObject *object)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_LIBRARY_PAGE);
  g_clear_object (&self->newest_first);

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
  gtk_widget_class_bind_template_child (widget_class, PackshotLibraryPage, grid);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
packshot_library_page_init (PackshotLibraryPage *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->newest_first = g_list_store_new (PACKSHOT_TYPE_JOB);
  gtk_widget_init_template (GTK_WIDGET (self));

  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->newest_first)));
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
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
