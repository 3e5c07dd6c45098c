/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-video.h"

#include "packshot-drag-out.h"
#include "packshot-photo.h"
#include "packshot-player-view.h"

struct _PackshotJobVideo
{
  AdwBin parent_instance;

  GtkPicture *picture;
  GtkWidget *missing;
  GtkStack *stack;
  AdwBin *player_place;

  PackshotJob *job;           /* (owned) (nullable) */
  char *path;                 /* (owned) (nullable): of the file that is shown */
  gboolean is_result;         /* it is something that one may want elsewhere */
  GCancellable *cancellable;  /* (owned): of the picture that is read */
  PackshotPlayerView *player; /* (unowned) (nullable): made when the first video is there */
};

enum
{
  SIGNAL_FULLSCREEN_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotJobVideo, packshot_job_video, ADW_TYPE_BIN)

static void
fullscreen_cb (PackshotJobVideo *self)
{
  g_signal_emit (self, signals[SIGNAL_FULLSCREEN_REQUESTED], 0);
}

static GdkContentProvider *
prepare_drag_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  PackshotJobVideo *self = user_data;

  if (self->job == NULL || self->path == NULL || !self->is_result)
    return NULL;

  return packshot_drag_out_offer_file (self->job, self->path);
}

/* What the pointer carries is the picture, or the video as it is now, without what is around it. */
static void
begin_drag_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  PackshotJobVideo *self = user_data;
  gboolean is_video = gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->player_place);
  PackshotPlayer *player = is_video ? packshot_player_view_get_player (self->player) : NULL;

  packshot_drag_out_set_icon (drag,
                              is_video ? packshot_player_get_paintable (player)
                                       : gtk_picture_get_paintable (self->picture),
                              1);
}

static void
add_drag_source (PackshotJobVideo *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_drag_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_drag_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (source));
}

static void
ensure_player (PackshotJobVideo *self)
{
  if (self->player != NULL)
    return;

  self->player = PACKSHOT_PLAYER_VIEW (packshot_player_view_new ());
  g_signal_connect_swapped (self->player, "fullscreen-requested", G_CALLBACK (fullscreen_cb), self);
  adw_bin_set_child (self->player_place, GTK_WIDGET (self->player));
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) photo = packshot_photo_load_finish (result, &error);
  PackshotJobVideo *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_JOB_VIDEO (user_data);
  if (photo != NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (packshot_photo_get_texture (photo)));
  gtk_widget_set_visible (self->missing, photo == NULL);
}

static void
take_path (PackshotJobVideo *self, PackshotJob *job, const char *path)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->job, job);
  g_free (self->path);
  self->path = g_strdup (path);
}

static void
packshot_job_video_dispose (GObject *object)
{
  PackshotJobVideo *self = PACKSHOT_JOB_VIDEO (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job);
  self->player = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_VIDEO);

  G_OBJECT_CLASS (packshot_job_video_parent_class)->dispose (object);
}

static void
packshot_job_video_finalize (GObject *object)
{
  PackshotJobVideo *self = PACKSHOT_JOB_VIDEO (object);

  g_clear_object (&self->cancellable);
  g_free (self->path);

  G_OBJECT_CLASS (packshot_job_video_parent_class)->finalize (object);
}

static void
packshot_job_video_class_init (PackshotJobVideoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_job_video_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_job_video_finalize;

  signals[SIGNAL_FULLSCREEN_REQUESTED] =
      g_signal_new ("fullscreen-requested", PACKSHOT_TYPE_JOB_VIDEO, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-video.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, stack);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, picture);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, missing);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, player_place);
}

static void
packshot_job_video_init (PackshotJobVideo *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_drag_source (self);
}

/**
 * packshot_job_video_show_video:
 * @self: a widget
 * @job: the job it is of
 * @path: (type filename): a video
 * @cover_path: (nullable) (type filename): its cover
 *
 * Shows a video, ready to be played. One that is shown already goes on as it was.
 */
void
packshot_job_video_show_video (PackshotJobVideo *self,
                               PackshotJob *job,
                               const char *path,
                               const char *cover_path)
{
  g_return_if_fail (PACKSHOT_IS_JOB_VIDEO (self) && PACKSHOT_IS_JOB (job) && path != NULL);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->player_place));
  if (g_strcmp0 (self->path, path) == 0)
    return;

  take_path (self, job, path);
  self->is_result = TRUE;
  gtk_picture_set_paintable (self->picture, NULL);
  ensure_player (self);
  packshot_player_view_open (self->player, path, cover_path);
}

/**
 * packshot_job_video_show_picture:
 * @self: a widget
 * @job: the job it is of
 * @path: (nullable) (type filename): a picture; %NULL where there is none
 * @is_result: whether it came of the job, and may be wanted elsewhere
 * @label: what it is, for those who do not see it
 *
 * Shows a picture.
 */
void
packshot_job_video_show_picture (PackshotJobVideo *self,
                                 PackshotJob *job,
                                 const char *path,
                                 gboolean is_result,
                                 const char *label)
{
  g_return_if_fail (PACKSHOT_IS_JOB_VIDEO (self) && PACKSHOT_IS_JOB (job) && label != NULL);

  gtk_stack_set_visible_child_name (self->stack, "picture");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  if (path != NULL && g_strcmp0 (self->path, path) == 0)
    return;

  if (self->player != NULL)
    packshot_player_view_close (self->player);
  take_path (self, job, path);
  self->is_result = is_result;
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_set_visible (self->missing, path == NULL);
  if (path != NULL)
    packshot_photo_load_async (path, PACKSHOT_PHOTO_STAGE_PIXELS, self->cancellable, picture_cb,
                               self);
}

/**
 * packshot_job_video_close:
 * @self: a widget
 *
 * Lets go of what it shows, when nobody looks any more.
 */
void
packshot_job_video_close (PackshotJobVideo *self)
{
  g_return_if_fail (PACKSHOT_IS_JOB_VIDEO (self));

  take_path (self, NULL, NULL);
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_set_visible (self->missing, FALSE);
  if (self->player != NULL)
    packshot_player_view_close (self->player);
}
