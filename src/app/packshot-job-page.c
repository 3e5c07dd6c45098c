/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-page-private.h"

#include "packshot-toast.h"
#include "packshot-words.h"

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

static void
show_state (PackshotJobPage *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);
  gboolean done = state == PACKSHOT_JOB_DONE;
  gboolean rests = packshot_job_state_is_end (state) || state == PACKSHOT_JOB_UNKNOWN
                   || packshot_words_is_unsent (self->job);

  if (done)
    packshot_job_video_open (self->video, self->job);
  gtk_stack_set_visible_child_name (self->stack, done                           ? "done"
                                                 : state == PACKSHOT_JOB_REVIEW ? "review"
                                                 : rests                        ? "rest"
                                                                                : "progress");
  gtk_widget_set_visible (self->actions, done);
  packshot_job_page_enable_actions (self);
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
  packshot_review_set_job (self->review, self->job);
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
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, review);
}

static void
packshot_job_page_class_init (PackshotJobPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
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
  g_type_ensure (PACKSHOT_TYPE_REVIEW);
  g_type_ensure (PACKSHOT_TYPE_JOB_VIDEO);
  bind_template (widget_class);
  packshot_job_page_install_actions (widget_class);
}

static void
packshot_job_page_init (PackshotJobPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::cancel-asked",
                                  G_CALLBACK (packshot_job_page_enable_actions), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::driven-elsewhere",
                                  G_CALLBACK (packshot_job_page_enable_actions), self);

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
  packshot_review_set_accounts (self->review, accounts);

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
  packshot_review_set_job (self->review, NULL);
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
