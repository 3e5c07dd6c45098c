/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-video.h"

#include "packshot-continuation.h"
#include "packshot-job-files.h"
#include "packshot-player-view.h"

/* The longer side of what the pointer carries, in pixels. */
#define ICON_SIZE 160

struct _PackshotJobVideo
{
  AdwBin parent_instance;

  GtkLabel *warnings;
  GtkWidget *note_bar;
  GtkLabel *note;
  GtkWidget *carry_on_button;
  GtkWidget *hosted_bar;
  GtkWidget *draft_bar;
  AdwBin *player_place;

  PackshotJob *job;           /* (owned) (nullable) */
  GSignalGroup *job_signals;  /* (owned) */
  gboolean is_open;           /* its video is in the player */
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

  if (self->job == NULL || packshot_job_get_video_path (self->job) == NULL)
    return NULL;

  return packshot_job_files_offer_video (self->job);
}

/* What the pointer carries is the player as it looks now. */
static void
begin_drag_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  PackshotJobVideo *self = user_data;
  g_autoptr (GdkPaintable) player = gtk_widget_paintable_new (GTK_WIDGET (self->player));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GdkPaintable) icon = NULL;
  double width, height;

  gdk_paintable_compute_concrete_size (player, 0, 0, ICON_SIZE, ICON_SIZE, &width, &height);
  gdk_paintable_snapshot (player, snapshot, width, height);
  icon = gtk_snapshot_to_paintable (snapshot, NULL);
  gtk_drag_source_set_icon (source, icon, (int) width / 2, (int) height / 2);
}

static void
add_drag_source (PackshotJobVideo *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_drag_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_drag_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->player_place), GTK_EVENT_CONTROLLER (source));
}

static void
show_warnings (PackshotJobVideo *self)
{
  const char *const *warnings = packshot_job_get_warnings (self->job);
  g_autofree char *words = g_strjoinv ("\n", (char **) warnings);

  gtk_label_set_label (self->warnings, words);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), *words != '\0');
}

static const char *
find_hosted (PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);

  return ids != NULL ? packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_HOSTED_URL) : NULL;
}

/* To put it online was asked for, and did not go well. */
static gboolean
wants_hosting (PackshotJob *job)
{
  PackshotRequest *request = packshot_job_get_request (job);
  PackshotOption *option = request != NULL ? packshot_manifest_find_role (
                               packshot_request_get_manifest (request), PACKSHOT_OPTION_ROLE_REHOST)
                                           : NULL;

  return option != NULL && find_hosted (job) == NULL
         && packshot_request_get_boolean (request, packshot_option_get_name (option));
}

/* What there is to say and do about a video that is there. */
static void
show_notes (PackshotJobVideo *self)
{
  const char *words;

  if (packshot_job_get_state (self->job) != PACKSHOT_JOB_DONE)
    return;

  words = packshot_job_get_words (self->job);
  gtk_label_set_label (self->note, words != NULL ? words : "");
  gtk_widget_set_visible (self->note_bar, words != NULL && *words != '\0');
  gtk_widget_set_visible (self->carry_on_button, wants_hosting (self->job));
  gtk_widget_set_visible (self->hosted_bar, find_hosted (self->job) != NULL);
  gtk_widget_set_visible (self->draft_bar, packshot_continuation_is_offered (self->job));
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
packshot_job_video_dispose (GObject *object)
{
  PackshotJobVideo *self = PACKSHOT_JOB_VIDEO (object);

  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  self->player = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_VIDEO);

  G_OBJECT_CLASS (packshot_job_video_parent_class)->dispose (object);
}

static void
packshot_job_video_class_init (PackshotJobVideoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_job_video_dispose;

  signals[SIGNAL_FULLSCREEN_REQUESTED] =
      g_signal_new ("fullscreen-requested", PACKSHOT_TYPE_JOB_VIDEO, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-video.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, warnings);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, note_bar);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, note);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, carry_on_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, hosted_bar);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, draft_bar);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobVideo, player_place);
}

static void
packshot_job_video_init (PackshotJobVideo *self)
{
  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify::words", G_CALLBACK (show_notes),
                                  self);
  g_signal_group_connect_swapped (self->job_signals, "notify::next-try", G_CALLBACK (show_notes),
                                  self);
  g_signal_group_connect_swapped (self->job_signals, "notify::activity", G_CALLBACK (show_notes),
                                  self);

  gtk_widget_init_template (GTK_WIDGET (self));
  add_drag_source (self);
}

/**
 * packshot_job_video_open:
 * @self: a widget
 * @job: a job that is done
 *
 * Shows its video, ready to be played.
 */
void
packshot_job_video_open (PackshotJobVideo *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_VIDEO (self) && PACKSHOT_IS_JOB (job));

  if (g_set_object (&self->job, job))
    self->is_open = FALSE;
  g_signal_group_set_target (self->job_signals, job);
  show_warnings (self);
  show_notes (self);
  /* What the ledger knows of it may be read only in a moment. */
  if (self->is_open || packshot_job_get_video_path (job) == NULL)
    return;

  self->is_open = TRUE;
  ensure_player (self);
  packshot_player_view_open (self->player, packshot_job_get_video_path (job),
                             packshot_job_get_cover_path (job));
}

/**
 * packshot_job_video_close:
 * @self: a widget
 *
 * Lets go of the video, when nobody looks any more.
 */
void
packshot_job_video_close (PackshotJobVideo *self)
{
  g_return_if_fail (PACKSHOT_IS_JOB_VIDEO (self));

  g_clear_object (&self->job);
  g_signal_group_set_target (self->job_signals, NULL);
  self->is_open = FALSE;
  if (self->player != NULL)
    packshot_player_view_close (self->player);
}
