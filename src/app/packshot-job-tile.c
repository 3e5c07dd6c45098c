/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-tile.h"

#include "packshot-photo.h"
#include "packshot-words.h"

struct _PackshotJobTile
{
  AdwBin parent_instance;

  GtkPicture *cover;
  GtkLabel *title;
  GtkLabel *state;
  GtkWidget *warning;

  PackshotJob *job;          /* (owned) (nullable) */
  GSignalGroup *job_signals; /* (owned) */
  GCancellable *cancellable; /* (owned): of the picture that is loaded */
};

G_DEFINE_FINAL_TYPE (PackshotJobTile, packshot_job_tile, ADW_TYPE_BIN)

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) picture = packshot_photo_load_finish (result, &error);

  if (picture != NULL)
    gtk_picture_set_paintable (PACKSHOT_JOB_TILE (user_data)->cover,
                               GDK_PAINTABLE (packshot_photo_get_texture (picture)));
}

static void
stop_loading (PackshotJobTile *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
load_picture (PackshotJobTile *self)
{
  const char *path = packshot_job_get_cover_path (self->job);

  if (path == NULL)
    path = packshot_words_find_photo (packshot_job_get_request (self->job));

  stop_loading (self);
  if (path != NULL)
    packshot_photo_load_async (path, PACKSHOT_PHOTO_THUMBNAIL_PIXELS, self->cancellable, picture_cb,
                               self);
}

static void
show_state (PackshotJobTile *self)
{
  g_autofree char *title = packshot_words_dup_title (self->job);
  g_autofree char *state = packshot_words_dup_state (self->job);
  g_autofree char *label = g_strdup_printf ("%s, %s", title, state);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->state, state);
  gtk_widget_set_visible (self->warning, packshot_job_get_state (self->job) == PACKSHOT_JOB_FAILED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
packshot_job_tile_dispose (GObject *object)
{
  PackshotJobTile *self = PACKSHOT_JOB_TILE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_TILE);

  G_OBJECT_CLASS (packshot_job_tile_parent_class)->dispose (object);
}

static void
packshot_job_tile_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_JOB_TILE (object)->cancellable);

  G_OBJECT_CLASS (packshot_job_tile_parent_class)->finalize (object);
}

static void
packshot_job_tile_class_init (PackshotJobTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_job_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_job_tile_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, cover);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, title);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, state);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, warning);
}

static void
packshot_job_tile_init (PackshotJobTile *self)
{
  self->cancellable = g_cancellable_new ();
  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify::state", G_CALLBACK (show_state),
                                  self);
  g_signal_group_connect_swapped (self->job_signals, "notify::fraction", G_CALLBACK (show_state),
                                  self);
  g_signal_group_connect_swapped (self->job_signals, "notify::cover-path",
                                  G_CALLBACK (load_picture), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_job_tile_new:
 *
 * Returns: (transfer floating): a tile without a job
 */
GtkWidget *
packshot_job_tile_new (void)
{
  return g_object_new (PACKSHOT_TYPE_JOB_TILE, NULL);
}

/**
 * packshot_job_tile_set_job:
 * @self: a tile
 * @job: (nullable): the job to show
 */
void
packshot_job_tile_set_job (PackshotJobTile *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_TILE (self));

  g_set_object (&self->job, job);
  g_signal_group_set_target (self->job_signals, job);
  stop_loading (self);
  gtk_picture_set_paintable (self->cover, NULL);
  if (job == NULL)
    return;

  load_picture (self);
  show_state (self);
}
