/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-page.h"

#include <glib/gi18n.h>

#include "packshot-job-details.h"
#include "packshot-job-files.h"
#include "packshot-job-progress.h"
#include "packshot-job-questions.h"
#include "packshot-job-rest.h"
#include "packshot-job-video.h"
#include "packshot-order.h"
#include "packshot-toast.h"
#include "packshot-words.h"

struct _PackshotJobPage
{
  AdwBin parent_instance;

  GtkWidget *header;
  AdwWindowTitle *title;
  GtkStack *stack;
  PackshotJobProgress *progress;
  PackshotJobVideo *video;
  PackshotJobRest *rest;
  GtkWidget *actions;

  PackshotQueue *queue;       /* (owned) */
  PackshotAccounts *accounts; /* (owned) */
  PackshotJob *job;           /* (owned) (nullable) */
  GSignalGroup *job_signals;  /* (owned) */
  GCancellable *cancellable;  /* (owned): of what is read of the job */
  gboolean stopping;          /* Cancel was pressed here */
  gboolean ordering;          /* it is being asked whether to send the job */
};

enum
{
  SIGNAL_AGAIN,
  SIGNAL_CANCELLED,
  SIGNAL_FULLSCREEN_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotJobPage, packshot_job_page, ADW_TYPE_BIN)

static void
fullscreen_cb (PackshotJobPage *self)
{
  g_signal_emit (self, signals[SIGNAL_FULLSCREEN_REQUESTED], 0);
}

/* What is asked again, or otherwise, has to be known: jobs of earlier days are read first. */
static void
enable_actions (PackshotJobPage *self)
{
  gboolean known = packshot_job_get_request (self->job) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.retry", known && !self->ordering);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.again", known);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.send", known && !self->ordering);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.cancel",
                                 packshot_words_can_cancel (self->job));
}

static void
show_state (PackshotJobPage *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);
  gboolean done = state == PACKSHOT_JOB_DONE;
  gboolean rests = packshot_job_state_is_end (state) || state == PACKSHOT_JOB_UNKNOWN
                   || packshot_words_is_unsent (self->job);

  if (done)
    packshot_job_video_open (self->video, self->job);
  gtk_stack_set_visible_child_name (self->stack, done ? "done" : rests ? "rest" : "progress");
  gtk_widget_set_visible (self->actions, done);
  enable_actions (self);
}

static void
state_cb (PackshotJobPage *self)
{
  show_state (self);

  if (self->stopping && packshot_job_get_state (self->job) == PACKSHOT_JOB_CANCELLED)
    g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static void
show_job (PackshotJobPage *self)
{
  g_autofree char *title = packshot_words_dup_title (self->job);

  adw_window_title_set_title (self->title, title);
  packshot_job_progress_set_job (self->progress, self->job);
  packshot_job_rest_set_job (self->rest, self->job);
  show_state (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  PackshotJobPage *self;

  if (!packshot_queue_load_finish (PACKSHOT_QUEUE (source), result, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_JOB_PAGE (user_data);
  if (error != NULL)
    packshot_toast_show (GTK_WIDGET (self), error->message);
  else
    show_job (self);
}

static void
load_job (PackshotJobPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  if (self->job != NULL && packshot_job_get_request (self->job) == NULL)
    packshot_queue_load_async (self->queue, self->job, self->cancellable, loaded_cb, self);
}

static void
cancel (PackshotJobPage *self)
{
  self->stopping = TRUE;
  packshot_queue_cancel (self->queue, self->job);
}

static void
cancel_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotJobPage) self = user_data;

  /* Meanwhile the video may have come. */
  if (packshot_job_questions_ask_finish (source, result) && self->job != NULL
      && packshot_words_can_cancel (self->job))
    cancel (self);
}

/* What was ordered can only be asked to stop, and nobody here knows what the service gives back. */
static void
cancel_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);

  if (packshot_job_get_state (self->job) != PACKSHOT_JOB_WAITING)
    {
      cancel (self);
      return;
    }

  packshot_job_questions_ask_cancel (widget, cancel_confirmed_cb, g_object_ref (self));
}

static void
ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotJobPage) self = user_data;
  g_autoptr (GError) error = NULL;

  packshot_order_finish (result, &error);
  self->ordering = FALSE;
  if (self->job != NULL)
    enable_actions (self);
  if (error == NULL || self->queue == NULL)
    return;

  if (error->domain == PACKSHOT_ACCOUNTS_ERROR)
    gtk_widget_activate_action (GTK_WIDGET (self), "job.accounts", NULL);
  else
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
order (PackshotJobPage *self)
{
  self->ordering = TRUE;
  enable_actions (self);
  packshot_order_async (GTK_WIDGET (self), self->queue, self->accounts, self->job, NULL, ordered_cb,
                        g_object_ref (self));
}

static void
send_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  order (PACKSHOT_JOB_PAGE (widget));
}

/* The same request once more: it can't change, and so it may be asked again as it is. */
static void
retry_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotJob) job =
      packshot_queue_add (self->queue, packshot_job_get_request (self->job), NULL, &error);

  if (job == NULL)
    {
      packshot_toast_show (widget, error->message);
      return;
    }

  packshot_job_page_set_job (self, job);
  order (self);
}

static void
again_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_AGAIN], 0);
}

static void
resolve (PackshotJobPage *self, const char *number)
{
  g_autoptr (GError) error = NULL;

  if (!packshot_queue_resolve (self->queue, self->job, number, &error))
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
resolve_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  resolve (PACKSHOT_JOB_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
not_created_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  resolve (PACKSHOT_JOB_PAGE (widget), NULL);
}

static void
website_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotManifest *manifest = packshot_job_get_manifest (PACKSHOT_JOB_PAGE (widget)->job);

  packshot_job_files_open_address (widget, packshot_manifest_get_website (manifest));
}

static void
accounts_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.account", "s",
                              packshot_job_get_service (PACKSHOT_JOB_PAGE (widget)->job));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotJobPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->queue == NULL)
    return;

  if (packshot_queue_delete_finish (PACKSHOT_QUEUE (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  else
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
delete_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotJobPage) self = user_data;

  if (packshot_job_questions_ask_finish (source, result) && self->job != NULL)
    packshot_queue_delete_async (self->queue, self->job, NULL, deleted_cb, g_object_ref (self));
}

static void
delete_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_job_questions_ask_delete (widget, delete_confirmed_cb, g_object_ref (widget));
}

static void
details_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_job_details_present (GTK_WINDOW (gtk_widget_get_root (widget)),
                                PACKSHOT_JOB_PAGE (widget)->job);
}

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_job_files_save_video (widget, PACKSHOT_JOB_PAGE (widget)->job);
}

static void
save_cover_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_job_files_save_cover (widget, PACKSHOT_JOB_PAGE (widget)->job);
}

static void
show_file_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_job_files_show_video (widget, PACKSHOT_JOB_PAGE (widget)->job);
}

static void
open_file_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_job_files_open_video (widget, PACKSHOT_JOB_PAGE (widget)->job);
}

static void
packshot_job_page_dispose (GObject *object)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->queue);
  g_clear_object (&self->accounts);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_PAGE);

  G_OBJECT_CLASS (packshot_job_page_parent_class)->dispose (object);
}

static void
packshot_job_page_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_JOB_PAGE (object)->cancellable);

  G_OBJECT_CLASS (packshot_job_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, header);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, title);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, progress);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, video);
  gtk_widget_class_bind_template_callback (widget_class, fullscreen_cb);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, actions);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, rest);
}

static void
packshot_job_page_class_init (PackshotJobPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const struct
  {
    const char *name;
    const char *parameter_type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "job.cancel", NULL, cancel_action_cb },
    { "job.send", NULL, send_action_cb },
    { "job.retry", NULL, retry_action_cb },
    { "job.again", NULL, again_action_cb },
    { "job.resolve", "s", resolve_action_cb },
    { "job.not-created", NULL, not_created_action_cb },
    { "job.website", NULL, website_action_cb },
    { "job.accounts", NULL, accounts_action_cb },
    { "job.delete", NULL, delete_action_cb },
    { "job.details", NULL, details_action_cb },
    { "job.save", NULL, save_action_cb },
    { "job.save-cover", NULL, save_cover_action_cb },
    { "job.show-file", NULL, show_file_action_cb },
    { "job.open-file", NULL, open_file_action_cb },
  };

  G_OBJECT_CLASS (klass)->dispose = packshot_job_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_job_page_finalize;

  signals[SIGNAL_AGAIN] = g_signal_new ("again", PACKSHOT_TYPE_JOB_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", PACKSHOT_TYPE_JOB_PAGE, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FULLSCREEN_REQUESTED] =
      g_signal_new ("fullscreen-requested", PACKSHOT_TYPE_JOB_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PACKSHOT_TYPE_JOB_PROGRESS);
  g_type_ensure (PACKSHOT_TYPE_JOB_REST);
  g_type_ensure (PACKSHOT_TYPE_JOB_VIDEO);
  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].activate);
}

static void
packshot_job_page_init (PackshotJobPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::cancel-asked",
                                  G_CALLBACK (enable_actions), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::driven-elsewhere",
                                  G_CALLBACK (enable_actions), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_job_page_new:
 * @queue: the queue of the jobs it will show
 * @accounts: the accounts of their services
 *
 * Returns: (transfer floating): a page without a job
 */
GtkWidget *
packshot_job_page_new (PackshotQueue *queue, PackshotAccounts *accounts)
{
  PackshotJobPage *self;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (queue), NULL);

  self = g_object_new (PACKSHOT_TYPE_JOB_PAGE, NULL);
  self->queue = g_object_ref (queue);
  self->accounts = g_object_ref (accounts);

  return GTK_WIDGET (self);
}

/**
 * packshot_job_page_get_job:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the job it shows
 */
PackshotJob *
packshot_job_page_get_job (PackshotJobPage *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB_PAGE (self), NULL);

  return self->job;
}

/**
 * packshot_job_page_set_job:
 * @self: a page
 * @job: (nullable): the job to show, or %NULL when nobody looks any more
 */
void
packshot_job_page_set_job (PackshotJobPage *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_PAGE (self));

  packshot_job_video_close (self->video);
  self->stopping = FALSE;

  g_set_object (&self->job, job);
  g_signal_group_set_target (self->job_signals, job);
  load_job (self);
  if (job != NULL)
    {
      show_job (self);
      return;
    }

  packshot_job_progress_set_job (self->progress, NULL);
  packshot_job_rest_set_job (self->rest, NULL);
}

/**
 * packshot_job_page_set_fullscreen:
 * @self: a page
 * @fullscreen: whether its window fills the screen
 *
 * Leaves nothing but the player in sight.
 */
void
packshot_job_page_set_fullscreen (PackshotJobPage *self, gboolean fullscreen)
{
  g_return_if_fail (PACKSHOT_IS_JOB_PAGE (self));

  gtk_widget_set_visible (self->header, !fullscreen);
  gtk_widget_set_visible (self->actions,
                          !fullscreen && self->job != NULL
                              && packshot_job_get_state (self->job) == PACKSHOT_JOB_DONE);
}
