/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-page.h"

#include <glib/gi18n.h>

#include "packshot-job-files.h"
#include "packshot-photo.h"
#include "packshot-player-view.h"
#include "packshot-toast.h"
#include "packshot-words.h"

/* How often the time left is told anew. */
#define TICK_MS 250

struct _PackshotJobPage
{
  AdwBin parent_instance;

  GtkWidget *header;
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkPicture *photo;
  GtkLabel *activity;
  GtkProgressBar *progress;
  GtkLabel *figures;
  AdwBin *player_place;
  GtkLabel *warnings;
  AdwStatusPage *ending;
  GtkWidget *actions;

  PackshotQueue *queue;       /* (owned) */
  PackshotJob *job;           /* (owned) (nullable) */
  GSignalGroup *job_signals;  /* (owned) */
  GCancellable *cancellable;  /* (owned): of the photo that is loaded */
  PackshotPlayerView *player; /* (unowned) (nullable): made when the first video is there */
  guint tick_id;
  gboolean stopping; /* Cancel was pressed here */
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
show_progress (PackshotJobPage *self)
{
  double fraction = packshot_job_get_fraction (self->job);
  const char *activity = packshot_job_get_activity (self->job);
  g_autofree char *state = packshot_words_dup_state (self->job);
  g_autofree char *figures = packshot_words_dup_progress (self->job);

  gtk_label_set_label (self->activity, activity != NULL ? activity : state);
  gtk_label_set_label (self->figures, figures);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, fraction);
  else if (packshot_job_get_state (self->job) != PACKSHOT_JOB_READY)
    gtk_progress_bar_pulse (self->progress);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_progress (PACKSHOT_JOB_PAGE (user_data));

  return G_SOURCE_CONTINUE;
}

static void
set_ticking (PackshotJobPage *self, gboolean ticking)
{
  if (ticking && self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);
  else if (!ticking)
    g_clear_handle_id (&self->tick_id, g_source_remove);
}

static void
show_warnings (PackshotJobPage *self)
{
  const char *const *warnings = packshot_job_get_warnings (self->job);
  g_autofree char *words = g_strjoinv ("\n", (char **) warnings);

  gtk_label_set_label (self->warnings, words);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), *words != '\0');
}

static void
fullscreen_cb (PackshotJobPage *self)
{
  g_signal_emit (self, signals[SIGNAL_FULLSCREEN_REQUESTED], 0);
}

static GdkContentProvider *
prepare_drag_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  PackshotJobPage *self = user_data;

  if (packshot_job_get_video_path (self->job) == NULL)
    return NULL;

  return packshot_job_files_offer_video (self->job);
}

/* What the pointer carries: the photo in the size of a thumbnail is there already. */
static void
begin_drag_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  GdkPaintable *photo = gtk_picture_get_paintable (PACKSHOT_JOB_PAGE (user_data)->photo);
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GdkPaintable) icon = NULL;
  double width, height;

  if (photo == NULL)
    return;

  gdk_paintable_compute_concrete_size (photo, 0, 0, 160, 160, &width, &height);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (photo, snapshot, width, height);
  icon = gtk_snapshot_to_paintable (snapshot, NULL);
  gtk_drag_source_set_icon (source, icon, (int) width / 2, (int) height / 2);
}

static void
add_drag_source (PackshotJobPage *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_drag_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_drag_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->player_place), GTK_EVENT_CONTROLLER (source));
}

static void
show_video (PackshotJobPage *self)
{
  if (self->player == NULL)
    {
      self->player = PACKSHOT_PLAYER_VIEW (packshot_player_view_new ());
      g_signal_connect_swapped (self->player, "fullscreen-requested", G_CALLBACK (fullscreen_cb),
                                self);
      adw_bin_set_child (self->player_place, GTK_WIDGET (self->player));
    }

  packshot_player_view_open (self->player, packshot_job_get_video_path (self->job),
                             packshot_job_get_cover_path (self->job));
  show_warnings (self);
}

static void
show_ending (PackshotJobPage *self, gboolean failed)
{
  g_autofree char *escaped =
      failed ? g_markup_escape_text (packshot_job_get_failure_words (self->job), -1)
             : g_strdup (_ ("No video was made, and nothing is left behind."));

  adw_status_page_set_icon_name (self->ending,
                                 failed ? "dialog-warning-symbolic" : "process-stop-symbolic");
  adw_status_page_set_title (self->ending, failed ? _ ("The Video Was Not Made") : _ ("Stopped"));
  adw_status_page_set_description (self->ending, escaped);
}

static void
show_state (PackshotJobPage *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);
  gboolean done = state == PACKSHOT_JOB_DONE;
  gboolean ended = packshot_job_state_is_end (state);

  if (done)
    show_video (self);
  else if (ended)
    show_ending (self, state == PACKSHOT_JOB_FAILED);
  else
    show_progress (self);

  set_ticking (self, !ended);
  gtk_stack_set_visible_child_name (self->stack, done ? "done" : ended ? "ending" : "making");
  gtk_widget_set_visible (self->actions, done);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.cancel", !ended);
}

static void
state_cb (PackshotJobPage *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);

  show_state (self);

  if (self->stopping && state == PACKSHOT_JOB_CANCELLED)
    g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static void
photo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) photo = packshot_photo_load_finish (result, &error);

  /* Without the photo the page still tells all it has to. */
  if (photo != NULL)
    gtk_picture_set_paintable (PACKSHOT_JOB_PAGE (user_data)->photo,
                               GDK_PAINTABLE (packshot_photo_get_texture (photo)));
}

static void
load_photo (PackshotJobPage *self)
{
  const char *path = packshot_words_find_photo (packshot_job_get_request (self->job));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  gtk_picture_set_paintable (self->photo, NULL);
  if (path != NULL)
    packshot_photo_load_async (path, PACKSHOT_PHOTO_THUMBNAIL_PIXELS, self->cancellable, photo_cb,
                               self);
}

static void
cancel_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);

  self->stopping = TRUE;
  packshot_queue_cancel (self->queue, self->job);
}

/* The same request once more: it can't change, and so it may be asked again as it is. */
static void
retry_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotJob) job =
      packshot_queue_add (self->queue, packshot_job_get_request (self->job), NULL, &error);

  if (job != NULL && packshot_queue_submit (self->queue, job, &error))
    packshot_job_page_set_job (self, job);
  else
    packshot_toast_show (widget, error->message);
}

static void
again_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_AGAIN], 0);
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

  set_ticking (self, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->queue);
  self->player = NULL;
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
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, photo);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, activity);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, progress);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, figures);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, player_place);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, warnings);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, ending);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, actions);
}

static void
packshot_job_page_class_init (PackshotJobPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "job.cancel", cancel_action_cb },         { "job.retry", retry_action_cb },
    { "job.again", again_action_cb },           { "job.save", save_action_cb },
    { "job.save-cover", save_cover_action_cb }, { "job.show-file", show_file_action_cb },
    { "job.open-file", open_file_action_cb },
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

  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

static void
packshot_job_page_init (PackshotJobPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::fraction", G_CALLBACK (show_progress),
                                  self);

  gtk_widget_init_template (GTK_WIDGET (self));
  add_drag_source (self);
}

/**
 * packshot_job_page_new:
 * @queue: the queue of the jobs it will show
 *
 * Returns: (transfer floating): a page without a job
 */
GtkWidget *
packshot_job_page_new (PackshotQueue *queue)
{
  PackshotJobPage *self;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (queue), NULL);

  self = g_object_new (PACKSHOT_TYPE_JOB_PAGE, NULL);
  self->queue = g_object_ref (queue);

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
  g_autofree char *title = NULL;

  g_return_if_fail (PACKSHOT_IS_JOB_PAGE (self));

  if (self->player != NULL)
    packshot_player_view_close (self->player);
  set_ticking (self, FALSE);
  self->stopping = FALSE;

  g_set_object (&self->job, job);
  g_signal_group_set_target (self->job_signals, job);
  if (job == NULL)
    return;

  title = packshot_words_dup_title (job);
  adw_window_title_set_title (self->title, title);
  load_photo (self);
  show_state (self);
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
