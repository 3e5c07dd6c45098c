/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-spending-page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-compat-file-dialog.h"
#include "packshot-limit-row.h"
#include "packshot-side-window.h"
#include "packshot-spending-csv.h"
#include "packshot-spending-group.h"
#include "packshot-toast.h"

/* What the file is called at first. */
#define FILE_NAME "packshot-spending.csv"

struct _PackshotSpendingPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwStatusPage *trouble;
  AdwPreferencesPage *page;
  GtkWidget *head;
  GtkWidget *nothing;

  PackshotQueue *queue;       /* (owned) */
  PackshotAccounts *accounts; /* (owned) */
  PackshotSpending *spending; /* (owned) (nullable): until it is read */
  GCancellable *cancellable;  /* (owned): of the reading */
};

G_DEFINE_FINAL_TYPE (PackshotSpendingPage, packshot_spending_page, ADW_TYPE_BIN)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotSpendingPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    packshot_toast_show (GTK_WIDGET (self), _ ("The book is saved."));
  else
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

/* One who chose no file is told nothing. */
static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotSpendingPage) self = user_data;
  g_autoptr (GFile) file = packshot_compat_file_finish (GTK_WINDOW (source), result, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GBytes) bytes = NULL;
  char *csv;

  if (file == NULL || self->spending == NULL)
    return;

  csv = packshot_spending_csv (self->spending, NULL, NULL, zone);
  bytes = g_bytes_new_take (csv, strlen (csv));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, g_object_ref (self));
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_home_dir ());

  packshot_compat_save_file_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Export CSV"),
                                   folder, FILE_NAME, chosen_cb, g_object_ref (widget));
}

/* The newest month first: so stand the sums. */
static void
add_months (PackshotSpendingPage *self)
{
  PackshotRegistry *registry = packshot_accounts_get_registry (self->accounts);
  const char *month = NULL;

  for (guint i = 0; i < self->spending->sums->len; i++)
    {
      const PackshotSpendingSum *sum = g_ptr_array_index (self->spending->sums, i);

      if (g_strcmp0 (sum->month, month) == 0)
        continue;

      month = sum->month;
      adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (packshot_spending_group_new (
                                                registry, self->queue, self->spending, month)));
    }
}

static void
add_limits (PackshotSpendingPage *self)
{
  GListModel *manifests =
      packshot_registry_get_manifests (packshot_accounts_get_registry (self->accounts));
  PackshotSettings *settings = packshot_accounts_get_settings (self->accounts);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Daily Limits"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("What would go over a limit is not sent before you say so once more. A day begins at "
         "midnight."));
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      if (packshot_manifest_get_unit (manifest) != NULL)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   packshot_limit_row_new (settings, manifest));
    }

  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) charges =
      packshot_queue_list_charges_finish (PACKSHOT_QUEUE (source), result, &error);
  PackshotSpendingPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_SPENDING_PAGE (user_data);
  if (charges == NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->trouble, escaped);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
      return;
    }

  self->spending = packshot_spending_new_for_jobs (charges, packshot_queue_get_jobs (self->queue));
  gtk_widget_set_visible (self->head, charges->len > 0);
  gtk_widget_set_visible (self->nothing, charges->len == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "spending.export", charges->len > 0);
  add_months (self);
  add_limits (self);
  gtk_stack_set_visible_child_name (self->stack, "book");
}

static void
packshot_spending_page_dispose (GObject *object)
{
  PackshotSpendingPage *self = PACKSHOT_SPENDING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->queue);
  g_clear_object (&self->accounts);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_SPENDING_PAGE);

  G_OBJECT_CLASS (packshot_spending_page_parent_class)->dispose (object);
}

/* The rows, which look into the book, are gone before it is. */
static void
packshot_spending_page_finalize (GObject *object)
{
  PackshotSpendingPage *self = PACKSHOT_SPENDING_PAGE (object);

  g_clear_pointer (&self->spending, packshot_spending_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (packshot_spending_page_parent_class)->finalize (object);
}

static void
packshot_spending_page_class_init (PackshotSpendingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_spending_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_spending_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-spending-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotSpendingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PackshotSpendingPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, PackshotSpendingPage, page);
  gtk_widget_class_bind_template_child (widget_class, PackshotSpendingPage, head);
  gtk_widget_class_bind_template_child (widget_class, PackshotSpendingPage, nothing);

  gtk_widget_class_install_action (widget_class, "spending.export", NULL, export_cb);
}

static void
packshot_spending_page_init (PackshotSpendingPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_spending_page_present:
 * @parent: the window of the application
 * @queue: the queue, whose ledger has the book
 * @accounts: the accounts at the services
 *
 * Shows what was spent, in a window of its own.
 */
void
packshot_spending_page_present (GtkWindow *parent, PackshotQueue *queue, PackshotAccounts *accounts)
{
  PackshotSpendingPage *self;

  g_return_if_fail (GTK_IS_WINDOW (parent) && PACKSHOT_IS_QUEUE (queue));
  g_return_if_fail (PACKSHOT_IS_ACCOUNTS (accounts));

  self = g_object_new (PACKSHOT_TYPE_SPENDING_PAGE, NULL);
  self->queue = g_object_ref (queue);
  self->accounts = g_object_ref (accounts);
  packshot_side_window_present (parent, _ ("Spending"), GTK_WIDGET (self));
  packshot_queue_list_charges_async (queue, self->cancellable, listed_cb, self);
}
