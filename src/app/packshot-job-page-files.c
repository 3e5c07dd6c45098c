/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What can be done with what came of a job, and with all of it: of several results the one that is
 * chosen is meant. */

#include "config.h"

#include "packshot-job-page-private.h"

#include <glib/gi18n.h>

#include "packshot-drag-out.h"
#include "packshot-job-files.h"
#include "packshot-job-questions.h"
#include "packshot-toast.h"
#include "packshot-words.h"

/* A video, or a preview where that is chosen. */
static const char *
get_path (PackshotJobPage *self)
{
  const char *video = packshot_job_results_get_video (self->results);

  return video != NULL ? video : packshot_job_results_get_picture (self->results);
}

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);
  const char *video = packshot_job_results_get_video (self->results);

  if (video != NULL)
    packshot_job_files_save_video (widget, self->job, video);
  else
    packshot_job_files_save_picture (widget, self->job, get_path (self));
}

static void
save_cover_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);

  packshot_job_files_save_picture (widget, self->job,
                                   packshot_job_results_get_picture (self->results));
}

static void
copy_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);

  packshot_drag_out_copy_file (widget, self->job, get_path (self));
  packshot_toast_show (widget, _ ("Copied. It can be pasted as a file, or as its place in text."));
}

static void
show_file_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *uri = g_filename_to_uri (get_path (PACKSHOT_JOB_PAGE (widget)), NULL, NULL);

  packshot_job_files_show (widget, uri);
}

static void
open_file_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_job_files_open (widget,
                           packshot_job_results_get_video (PACKSHOT_JOB_PAGE (widget)->results));
}

static gboolean
restore (PackshotQueue *queue, PackshotJob *job, GError **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  g_ptr_array_add (jobs, job);
  return packshot_queue_restore (queue, jobs, error);
}

/* Whatever the page shows by then. */
static void
undo_trash (gpointer user_data)
{
  PackshotJobPageTurn *turn = user_data;
  g_autoptr (GError) error = NULL;

  if (turn->page->queue != NULL && !restore (turn->page->queue, turn->job, &error))
    packshot_toast_show (GTK_WIDGET (turn->page), error->message);
}

static void
tell_trashed (PackshotJobPage *self)
{
  packshot_toast_show_undo (GTK_WIDGET (self), _ ("Moved to the trash."), undo_trash,
                            packshot_job_page_begin_turn (self),
                            (GDestroyNotify) packshot_job_page_turn_free);
}

static void
trash_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (jobs, self->job);
  if (!packshot_queue_trash (self->queue, jobs, &error))
    {
      packshot_toast_show (widget, error->message);
      return;
    }

  tell_trashed (self);
  gtk_widget_activate_action (widget, "win.back", NULL);
}

static void
restore_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (restore (self->queue, self->job, &error))
    packshot_toast_show (widget, _ ("Restored."));
  else
    packshot_toast_show (widget, error->message);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotJobPageTurn) turn = user_data;
  g_autoptr (GError) error = NULL;
  gboolean deleted = packshot_queue_delete_finish (PACKSHOT_QUEUE (source), result, &error);

  if (turn->page->queue == NULL)
    return;

  if (!deleted)
    packshot_toast_show (GTK_WIDGET (turn->page), error->message);
  else if (packshot_job_page_turn_is_shown (turn))
    gtk_widget_activate_action (GTK_WIDGET (turn->page), "win.back", NULL);
}

static void
delete_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotJobPageTurn) turn = user_data;
  PackshotQueue *queue = turn->page->queue;
  PackshotJob *job = turn->job;

  /* Meanwhile it may have been taken out of the trash. */
  if (packshot_job_questions_ask_finish (source, result) && queue != NULL
      && packshot_job_get_trashed (job) != 0)
    packshot_queue_delete_async (queue, job, PACKSHOT_DELETION_FOR_GOOD, NULL, deleted_cb,
                                 g_steal_pointer (&turn));
}

static void
delete_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);

  packshot_job_questions_ask_delete (widget, self->cancellable, delete_confirmed_cb,
                                     packshot_job_page_begin_turn (self));
}

/**
 * packshot_job_page_install_file_actions:
 * @widget_class: the class of the page
 */
void
packshot_job_page_install_file_actions (GtkWidgetClass *widget_class)
{
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
    guint key;
    GdkModifierType modifiers;
  } actions[] = {
    { "job.save", save_action_cb, GDK_KEY_s, GDK_CONTROL_MASK },
    { "job.save-cover", save_cover_action_cb, GDK_KEY_S, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "job.copy", copy_action_cb, GDK_KEY_c, GDK_CONTROL_MASK },
    { "job.show-file", show_file_action_cb, 0, 0 },
    { "job.open-file", open_file_action_cb, 0, 0 },
    { "job.trash", trash_action_cb, GDK_KEY_Delete, 0 },
    { "job.restore", restore_action_cb, 0, 0 },
    { "job.delete", delete_action_cb, 0, 0 },
  };

  /* Here and not in the application, so that a field of text hears its own keys first. */
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers,
                                             actions[i].name, NULL);
    }
}

static void
enable (PackshotJobPage *self, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

/* As the queue sees it, as far as can be told before it is asked. */
static gboolean
can_trash (PackshotJobPage *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);

  return (packshot_job_state_is_end (state) || state == PACKSHOT_JOB_REVIEW
          || packshot_words_is_unsent (self->job))
         && !packshot_job_get_driven_elsewhere (self->job) && !self->ordering;
}

/**
 * packshot_job_page_enable_file_actions:
 * @self: a page with a job
 *
 * Offers what can be done with what is there.
 */
void
packshot_job_page_enable_file_actions (PackshotJobPage *self)
{
  const char *video = packshot_job_results_get_video (self->results);
  const char *picture = packshot_job_results_get_picture (self->results);
  gboolean any = video != NULL || picture != NULL;
  gboolean is_trashed = packshot_job_get_trashed (self->job) != 0;

  enable (self, "job.save", any);
  enable (self, "job.save-cover", video != NULL && picture != NULL);
  enable (self, "job.copy", any);
  enable (self, "job.show-file", any);
  enable (self, "job.open-file", video != NULL);
  enable (self, "job.trash", can_trash (self) && !is_trashed);
  enable (self, "job.restore", is_trashed);
  enable (self, "job.delete", can_trash (self) && is_trashed);
}
