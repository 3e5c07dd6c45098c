/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What can be done with many jobs at once. */

#include "config.h"

#include "packshot-library-page-private.h"

#include <glib/gi18n.h>

#include "packshot-compat-confirm.h"
#include "packshot-toast.h"

/* What is selected, counted by what can be done with it. */
typedef struct
{
  guint n_jobs;
  guint n_busy; /* under way, here or in another program */
  guint n_failed;
  guint n_videos;
} Counts;

static gboolean
is_busy (PackshotLibraryPage *self, PackshotJob *job)
{
  switch (packshot_job_get_state (job))
    {
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_FETCHING:
    case PACKSHOT_JOB_MAKING:
      return TRUE;
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_REVIEW:
    case PACKSHOT_JOB_DONE:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    case PACKSHOT_JOB_UNKNOWN:
    default:
      return packshot_queue_is_driving (self->queue, job)
             || packshot_job_get_driven_elsewhere (job);
    }
}

static Counts
count (PackshotLibraryPage *self, GPtrArray *jobs)
{
  Counts counts = { jobs->len, 0, 0, 0 };

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);

      counts.n_busy += is_busy (self, job);
      counts.n_failed += packshot_job_get_state (job) == PACKSHOT_JOB_FAILED;
      counts.n_videos += packshot_job_get_video_path (job) != NULL;
    }

  return counts;
}

/* A button that can't be pressed says why, to the eye and to a screen reader. */
static void
enable (PackshotLibraryPage *self,
        const char *action,
        GtkWidget *button,
        const char *words,
        const char *obstacle)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, obstacle == NULL);
  gtk_widget_set_tooltip_text (button, obstacle != NULL ? obstacle : words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  obstacle != NULL ? obstacle : words, -1);
}

static const char *
find_trash_obstacle (const Counts *counts)
{
  if (counts->n_jobs == 0)
    return _ ("Nothing is selected.");

  return counts->n_busy > 0 ? _ ("What is under way has to be stopped first.") : NULL;
}

typedef struct
{
  PackshotLibraryPage *page; /* (owned) */
  GPtrArray *jobs;           /* (owned) */
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->page);
  g_ptr_array_unref (undo->jobs);
  g_free (undo);
}

static void
restore (PackshotLibraryPage *self, GPtrArray *jobs)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u video was put back.", "%u videos were put back.", jobs->len), jobs->len);

  packshot_toast_show (GTK_WIDGET (self),
                       packshot_queue_restore (self->queue, jobs, &error) ? words : error->message);
}

static void
undo_cb (gpointer user_data)
{
  Undo *undo = user_data;

  if (undo->page->queue != NULL)
    restore (undo->page, undo->jobs);
}

static void
trash_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (widget);
  g_autoptr (GPtrArray) jobs = packshot_library_page_list_selected (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  Undo *undo;

  if (!packshot_queue_trash (self->queue, jobs, &error))
    {
      packshot_toast_show (widget, error->message);
      return;
    }

  words = g_strdup_printf (ngettext ("%u video was moved to the trash.",
                                     "%u videos were moved to the trash.", jobs->len),
                           jobs->len);
  undo = g_new0 (Undo, 1);
  undo->page = g_object_ref (self);
  undo->jobs = g_steal_pointer (&jobs);
  packshot_toast_show_undo (widget, words, undo_cb, undo, undo_free);
  packshot_job_selection_set_active (self->selection, FALSE);
}

static void
restore_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (widget);
  g_autoptr (GPtrArray) jobs = packshot_library_page_list_selected (self);

  packshot_job_selection_set_active (self->selection, FALSE);
  restore (self, jobs);
}

typedef struct
{
  /* Input. */
  PackshotLibraryPage *page; /* (owned) */
  GPtrArray *jobs;           /* (owned) */

  /* In progress. */
  guint n_left;

  /* Output. */
  guint n_deleted;
  char *reason; /* (owned) (nullable): why the first of the others is still there */
} Deletion;

static void
deletion_free (Deletion *deletion)
{
  g_object_unref (deletion->page);
  g_ptr_array_unref (deletion->jobs);
  g_free (deletion->reason);
  g_free (deletion);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deletion, deletion_free)

static void
tell_deleted (Deletion *deletion)
{
  guint n = deletion->n_deleted;
  g_autofree char *words = NULL;

  if (deletion->reason == NULL)
    words = g_strdup_printf (ngettext ("%u video was deleted.", "%u videos were deleted.", n), n);
  else
    words = g_strdup_printf (
        /* Translators: how many, and a sentence that says why others were not. */
        ngettext ("%u video was deleted, the others could not be: %s",
                  "%u videos were deleted, the others could not be: %s", n),
        n, deletion->reason);
  packshot_toast_show (GTK_WIDGET (deletion->page), words);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deletion *deletion = user_data;
  g_autoptr (GError) error = NULL;

  if (packshot_queue_delete_finish (PACKSHOT_QUEUE (source), result, &error))
    deletion->n_deleted++;
  else if (deletion->reason == NULL)
    deletion->reason = g_strdup (error->message);

  if (--deletion->n_left > 0)
    return;

  if (deletion->page->queue != NULL)
    tell_deleted (deletion);
  deletion_free (deletion);
}

static void
delete_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Deletion) deletion = user_data;
  PackshotLibraryPage *self = deletion->page;
  Deletion *going_on;

  if (!packshot_compat_confirm_finish (GTK_WINDOW (source), result) || self->queue == NULL)
    return;

  packshot_job_selection_set_active (self->selection, FALSE);
  going_on = g_steal_pointer (&deletion);
  going_on->n_left = going_on->jobs->len;
  for (guint i = 0; i < going_on->jobs->len; i++)
    packshot_queue_delete_async (self->queue, g_ptr_array_index (going_on->jobs, i),
                                 PACKSHOT_DELETION_FOR_GOOD, NULL, deleted_cb, going_on);
}

static void
ask_to_delete (PackshotLibraryPage *self, GPtrArray *jobs)
{
  Deletion *deletion = g_new0 (Deletion, 1);
  g_autofree char *heading = g_strdup_printf (
      ngettext ("Delete %u Video for Good?", "Delete %u Videos for Good?", jobs->len), jobs->len);

  deletion->page = g_object_ref (self);
  deletion->jobs = g_ptr_array_ref (jobs);
  packshot_compat_confirm_async (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading,
      _ ("Their files in the library are deleted as well. Copies you saved elsewhere stay, and so "
         "does the record of what they cost."),
      _ ("_Keep"), _ ("_Delete"), NULL, delete_confirmed_cb, deletion);
}

static void
delete_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (widget);
  g_autoptr (GPtrArray) jobs = packshot_library_page_list_selected (self);

  ask_to_delete (self, jobs);
}

/* All of it, also what a search leaves out: that is what the word says. */
static void
empty_trash_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (widget);
  g_autoptr (GPtrArray) jobs = packshot_library_list_list_trash (self->list);

  if (jobs->len > 0)
    ask_to_delete (self, jobs);
}

static void
save_all_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (widget);
  g_autoptr (GPtrArray) jobs = packshot_library_page_list_selected (self);

  packshot_library_page_save_all (self, jobs);
}

static void
stop_saving_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (PACKSHOT_LIBRARY_PAGE (widget)->saving);
}

static void
retry_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (widget);
  g_autoptr (GPtrArray) jobs = packshot_library_page_list_selected (self);

  packshot_library_page_retry (self, jobs);
}

static void
select_all_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (PACKSHOT_LIBRARY_PAGE (widget)->selection));
}

/* What the key does depends on where one is, as in a file manager. */
static void
remove_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotLibraryPage *self = PACKSHOT_LIBRARY_PAGE (widget);
  gboolean trash = gtk_widget_get_visible (self->trash_button);

  if (gtk_widget_is_sensitive (trash ? self->trash_button : self->delete_button))
    gtk_widget_activate_action (widget, trash ? "library.trash" : "library.delete", NULL);
}

/**
 * packshot_library_page_install_actions:
 * @widget_class: the class of the page
 */
void
packshot_library_page_install_actions (GtkWidgetClass *widget_class)
{
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "library.select-all", select_all_action_cb },
    { "library.remove", remove_action_cb },
    { "library.trash", trash_action_cb },
    { "library.restore", restore_action_cb },
    { "library.delete", delete_action_cb },
    { "library.empty-trash", empty_trash_action_cb },
    { "library.save-all", save_all_action_cb },
    { "library.stop-saving", stop_saving_action_cb },
    { "library.retry", retry_action_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK,
                                       "library.select-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "library.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "library.remove", NULL);
}

/**
 * packshot_library_page_enable_actions:
 * @self: a page
 *
 * Offers what can be done with what is selected, and says why the rest can't.
 */
void
packshot_library_page_enable_actions (PackshotLibraryPage *self)
{
  gboolean active = packshot_job_selection_get_active (self->selection);
  gboolean in_trash = packshot_job_filter_get_group (packshot_library_list_get_filter (self->list))
                      == PACKSHOT_JOB_GROUP_TRASH;
  const char *nothing = _ ("Nothing is selected.");
  g_autoptr (GPtrArray) jobs = NULL;
  g_autofree char *words = NULL;
  Counts counts;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.remove", active);
  if (!active)
    return;

  jobs = packshot_library_page_list_selected (self);
  counts = count (self, jobs);
  /* Translators: of videos. */
  words = g_strdup_printf (ngettext ("%u selected", "%u selected", counts.n_jobs), counts.n_jobs);
  gtk_label_set_label (self->selection_count, words);

  gtk_widget_set_visible (self->trash_button, !in_trash);
  gtk_widget_set_visible (self->retry_button, !in_trash);
  gtk_widget_set_visible (self->restore_button, in_trash);
  gtk_widget_set_visible (self->delete_button, in_trash);

  enable (self, "library.trash", self->trash_button, _ ("Move to Trash"),
          find_trash_obstacle (&counts));
  enable (self, "library.delete", self->delete_button, _ ("Delete for Good…"),
          counts.n_jobs == 0 ? nothing : NULL);
  enable (self, "library.restore", self->restore_button, _ ("Put Back into the Library"),
          counts.n_jobs == 0 ? nothing : NULL);
  enable (self, "library.save-all", self->save_button, _ ("Save All Videos…"),
          counts.n_jobs == 0     ? nothing
          : counts.n_videos == 0 ? _ ("None of these has a video yet.")
          : self->saving != NULL ? _ ("Other videos are still being saved.")
                                 : NULL);
  enable (self, "library.retry", self->retry_button, _ ("Order Again What Failed"),
          counts.n_jobs == 0       ? nothing
          : counts.n_failed == 0   ? _ ("None of these has failed.")
          : self->retrying != NULL ? _ ("Others are still being ordered again.")
                                   : NULL);
}
