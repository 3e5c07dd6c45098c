/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-storage-page.h"

#include <glib/gi18n.h>

#include "packshot-compat-confirm.h"
#include "packshot-job-files.h"
#include "packshot-preference-rows.h"
#include "packshot-storage.h"
#include "packshot-toast.h"

/* How long to wait for more changes of the list, in milliseconds. */
#define MEASURE_DELAY 200

enum
{
  KIND_VIDEOS,
  KIND_PICTURES,
  KIND_TRASH,
  KIND_UNREAD,
  KIND_REST,
  N_KINDS,
};

struct _PackshotStoragePage
{
  AdwBin parent_instance;

  GtkWidget *sizes[N_KINDS]; /* (unowned): labels */
  GtkWidget *bars[N_KINDS];  /* (unowned): levels */
  AdwActionRow *trash;       /* (unowned): as the next */
  AdwActionRow *spare;
  AdwActionRow *unread;

  PackshotQueue *queue;      /* (owned) */
  GCancellable *cancellable; /* (owned): of what is measured */
  guint measure_id;          /* to measure again */
  PackshotStorageSizes measured;
  guint64 before; /* what was kept when something began to be removed, or 0 */
};

G_DEFINE_FINAL_TYPE (PackshotStoragePage, packshot_storage_page, ADW_TYPE_BIN)

static guint64
get_total (const PackshotStorageSizes *sizes)
{
  return sizes->videos + sizes->pictures + sizes->trash + sizes->unread + sizes->rest;
}

static void
show_size (PackshotStoragePage *self, guint kind, guint64 size)
{
  g_autofree char *words = g_format_size (size);
  guint64 total = MAX (get_total (&self->measured), 1);

  gtk_label_set_text (GTK_LABEL (self->sizes[kind]), words);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->bars[kind]), (double) size / (double) total);
}

static guint
count_trashed (PackshotStoragePage *self)
{
  GListModel *jobs = packshot_queue_get_jobs (self->queue);
  guint n_trashed = 0;

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      n_trashed += packshot_job_get_trashed (job) != 0;
    }

  return n_trashed;
}

static void
show_trash (PackshotStoragePage *self)
{
  guint n_trashed = count_trashed (self);
  g_autofree char *size = g_format_size (self->measured.trash);
  g_autofree char *words =
      n_trashed > 0
          /* Translators: the second is a size: "12 MB". */
          ? g_strdup_printf (ngettext ("%u video, %s. Gone for good after 30 days.",
                                       "%u videos, %s. Each is gone for good after 30 days.",
                                       n_trashed),
                             n_trashed, size)
          : g_strdup (_ ("It is empty."));

  adw_action_row_set_subtitle (self->trash, words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "storage.empty-trash", n_trashed > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "storage.restore", n_trashed > 0);
}

static void
show_rest (PackshotStoragePage *self)
{
  g_autofree char *spare_size = g_format_size (self->measured.spare);
  g_autofree char *unread_size = g_format_size (self->measured.unread);
  g_autofree char *spare =
      self->measured.spare > 0
          /* Translators: “%s” is a size: "12 MB". */
          ? g_strdup_printf (
              /* Translators: “%s” is a size: "12 MB". */
              _ ("%s: copies of photos that were sent for videos that are finished."), spare_size)
          : g_strdup (_ ("There is nothing that finished videos don’t need."));
  g_autofree char *unread =
      self->measured.unread > 0
          /* Translators: “%s” is a size: "12 MB". */
          ? g_strdup_printf (_ ("%s. There may be videos among it that you paid for."), unread_size)
          : g_strdup (_ ("All that is kept can be read."));

  adw_action_row_set_subtitle (self->spare, spare);
  adw_action_row_set_subtitle (self->unread, unread);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "storage.tidy", self->measured.spare > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "storage.remove-unread",
                                 self->measured.unread > 0);
}

static void
tell_freed (PackshotStoragePage *self)
{
  guint64 total = get_total (&self->measured);
  guint64 freed = self->before > total ? self->before - total : 0;
  g_autofree char *size = g_format_size (freed);
  /* Translators: “%s” is a size: "12 MB". */
  g_autofree char *words = g_strdup_printf (_ ("%s are free again."), size);

  if (self->before != 0)
    packshot_toast_show (GTK_WIDGET (self), words);
  self->before = 0;
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotStoragePage *self = user_data;
  PackshotStorageSizes sizes;
  g_autoptr (GError) error = NULL;

  /* Where the list of jobs is not read yet, it is measured when it is. */
  if (!packshot_storage_measure_finish (result, &sizes, &error))
    return;

  self->measured = sizes;
  show_size (self, KIND_VIDEOS, sizes.videos);
  show_size (self, KIND_PICTURES, sizes.pictures);
  show_size (self, KIND_TRASH, sizes.trash);
  show_size (self, KIND_UNREAD, sizes.unread);
  show_size (self, KIND_REST, sizes.rest);
  show_trash (self);
  show_rest (self);
  tell_freed (self);
}

static void
measure (PackshotStoragePage *self)
{
  packshot_storage_measure_async (self->queue, self->cancellable, measured_cb, self);
}

static void
measure_cb (gpointer user_data)
{
  PackshotStoragePage *self = user_data;

  self->measure_id = 0;
  measure (self);
}

/* Many may go at once. */
static void
jobs_changed_cb (PackshotStoragePage *self)
{
  if (self->measure_id == 0)
    self->measure_id = g_timeout_add_once (MEASURE_DELAY, measure_cb, self);
}

static void
begin (PackshotStoragePage *self)
{
  self->before = get_total (&self->measured);
}

static void
end (PackshotStoragePage *self, gboolean is_done, const GError *error)
{
  if (!is_done)
    {
      self->before = 0;
      packshot_toast_show (GTK_WIDGET (self), error->message);
    }

  if (self->queue != NULL)
    measure (self);
}

static void
emptied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotStoragePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = packshot_queue_empty_trash_finish (PACKSHOT_QUEUE (source), result, &error);

  end (self, is_done, error);
}

static void
tidied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotStoragePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = packshot_storage_tidy_finish (result, &error);

  end (self, is_done, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotStoragePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = packshot_storage_remove_unread_finish (result, &error);

  end (self, is_done, error);
}

static void
empty_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotStoragePage) self = user_data;

  if (!packshot_compat_confirm_finish (GTK_WINDOW (source), result) || self->queue == NULL)
    return;

  begin (self);
  packshot_queue_empty_trash_async (self->queue, 0, NULL, emptied_cb, g_object_ref (self));
}

static void
empty_trash_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_compat_confirm_async (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Empty the Trash?"),
      _ ("The videos in it are deleted for good. What was paid for them is not given back."),
      _ ("_Cancel"), _ ("_Empty Trash"), NULL, empty_confirmed_cb, g_object_ref (widget));
}

static void
unread_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotStoragePage) self = user_data;

  if (!packshot_compat_confirm_finish (GTK_WINDOW (source), result) || self->queue == NULL)
    return;

  begin (self);
  packshot_storage_remove_unread_async (self->queue, NULL, removed_cb, g_object_ref (self));
}

static void
remove_unread_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_compat_confirm_async (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Delete What Can’t Be Read?"),
      _ ("These are damaged lists of videos, and folders of videos that are on no list any more. "
         "Have a look at the folder first: what is deleted now can’t be brought back."),
      _ ("_Cancel"), _ ("_Delete"), NULL, unread_confirmed_cb, g_object_ref (widget));
}

static void
tidy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotStoragePage *self = PACKSHOT_STORAGE_PAGE (widget);

  begin (self);
  packshot_storage_tidy_async (self->queue, NULL, tidied_cb, g_object_ref (self));
}

static void
restore_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotStoragePage *self = PACKSHOT_STORAGE_PAGE (widget);
  GListModel *all = packshot_queue_get_jobs (self->queue);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (all, i);

      if (packshot_job_get_trashed (job) != 0)
        g_ptr_array_add (jobs, g_steal_pointer (&job));
    }

  /* They come out in this order. */
  if (jobs->len > 0)
    g_signal_connect_object (g_ptr_array_index (jobs, jobs->len - 1), "notify::trashed",
                             G_CALLBACK (measure), self, G_CONNECT_SWAPPED);
  if (!packshot_queue_restore (self->queue, jobs, &error))
    packshot_toast_show (widget, error->message);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *folder = packshot_storage_dup_folder ();
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  packshot_job_files_show (widget, uri);
}

static void
add_where (PackshotStoragePage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *folder = packshot_storage_dup_folder ();
  g_autofree char *shown = g_filename_display_name (folder);
  AdwActionRow *row = packshot_preference_rows_add (group, _ ("Folder"), shown);

  packshot_preference_rows_add_button (row, _ ("_Open Folder"), "storage.open");
  adw_preferences_page_add (page, group);
}

static void
add_kind (PackshotStoragePage *self, AdwPreferencesGroup *group, guint kind, const char *title)
{
  AdwActionRow *row = packshot_preference_rows_add (group, title, NULL);
  GtkWidget *bar = gtk_level_bar_new ();
  GtkWidget *label = gtk_label_new ("…");

  /* The figure says the same, and more. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_size_request (bar, 90, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW, 0);
  gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH, 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_width_chars (GTK_LABEL (label), 9);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  adw_action_row_add_suffix (row, bar);
  adw_action_row_add_suffix (row, label);
  self->bars[kind] = bar;
  self->sizes[kind] = label;
}

static void
add_sizes (PackshotStoragePage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _ ("Space Used"));
  add_kind (self, group, KIND_VIDEOS, _ ("Videos and Covers"));
  add_kind (self, group, KIND_PICTURES, _ ("Photos to Send"));
  add_kind (self, group, KIND_TRASH, _ ("Trash"));
  add_kind (self, group, KIND_UNREAD, _ ("Unreadable"));
  add_kind (self, group, KIND_REST, _ ("Everything Else"));
  adw_preferences_page_add (page, group);
}

/* Without words, since those of the row need the room. */
static void
add_restore (PackshotStoragePage *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Restore All"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Restore All"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "storage.restore");
  adw_action_row_add_suffix (self->trash, button);
}

static void
add_clean_up (PackshotStoragePage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _ ("Clean Up"));
  self->trash = packshot_preference_rows_add (group, _ ("Trash"), NULL);
  add_restore (self);
  packshot_preference_rows_add_button (self->trash, _ ("_Empty…"), "storage.empty-trash");
  self->spare = packshot_preference_rows_add (group, _ ("Sent Photos"), NULL);
  packshot_preference_rows_add_button (self->spare, _ ("_Clean Up"), "storage.tidy");
  self->unread = packshot_preference_rows_add (group, _ ("What Can’t Be Read"), NULL);
  packshot_preference_rows_add_button (self->unread, _ ("_Delete…"), "storage.remove-unread");
  adw_preferences_page_add (page, group);
}

static void
packshot_storage_page_dispose (GObject *object)
{
  PackshotStoragePage *self = PACKSHOT_STORAGE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->measure_id, g_source_remove);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (packshot_storage_page_parent_class)->dispose (object);
}

static void
packshot_storage_page_finalize (GObject *object)
{
  PackshotStoragePage *self = PACKSHOT_STORAGE_PAGE (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (packshot_storage_page_parent_class)->finalize (object);
}

static void
packshot_storage_page_class_init (PackshotStoragePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_storage_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_storage_page_finalize;

  gtk_widget_class_install_action (widget_class, "storage.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "storage.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class, "storage.empty-trash", NULL, empty_trash_cb);
  gtk_widget_class_install_action (widget_class, "storage.tidy", NULL, tidy_cb);
  gtk_widget_class_install_action (widget_class, "storage.remove-unread", NULL, remove_unread_cb);
}

static void
packshot_storage_page_init (PackshotStoragePage *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * packshot_storage_page_new:
 * @queue: the queue of the library
 *
 * Returns: (transfer floating): a page, which begins to measure
 */
GtkWidget *
packshot_storage_page_new (PackshotQueue *queue)
{
  PackshotStoragePage *self;
  AdwPreferencesPage *page;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (queue), NULL);

  self = g_object_new (PACKSHOT_TYPE_STORAGE_PAGE, NULL);
  self->queue = g_object_ref (queue);
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (page));
  add_where (self, page);
  add_sizes (self, page);
  add_clean_up (self, page);
  show_trash (self);
  show_rest (self);
  g_signal_connect_object (packshot_queue_get_jobs (queue), "items-changed",
                           G_CALLBACK (jobs_changed_cb), self, G_CONNECT_SWAPPED);
  measure (self);

  return GTK_WIDGET (self);
}
