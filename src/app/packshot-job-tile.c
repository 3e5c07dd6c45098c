/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-tile.h"

#include "packshot-job-filter.h"
#include "packshot-photo.h"
#include "packshot-words.h"

struct _PackshotJobTile
{
  AdwBin parent_instance;

  GtkPicture *cover;
  GtkLabel *title;
  GtkLabel *state;
  GtkImage *badge;

  PackshotJob *job;          /* (owned) (nullable) */
  GSignalGroup *job_signals; /* (owned) */
  GCancellable *cancellable; /* (owned): of the picture that is loaded */

  PackshotPictureCache *pictures; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PackshotJobTile, packshot_job_tile, ADW_TYPE_BIN)

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) picture = packshot_photo_load_finish (result, &error);
  PackshotJobTile *self;

  if (picture == NULL)
    return;

  self = PACKSHOT_JOB_TILE (user_data);
  gtk_picture_set_paintable (self->cover, GDK_PAINTABLE (packshot_photo_get_texture (picture)));
  /* Covers never change; the file of a photo may be another tomorrow. */
  if (packshot_job_get_cover_path (self->job) != NULL)
    packshot_picture_cache_add (self->pictures, packshot_photo_get_path (picture),
                                packshot_photo_get_texture (picture));
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
  g_autofree char *path = packshot_words_dup_picture (self->job);
  GdkTexture *known = path != NULL ? packshot_picture_cache_look_up (self->pictures, path) : NULL;

  stop_loading (self);
  if (known != NULL)
    gtk_picture_set_paintable (self->cover, GDK_PAINTABLE (known));
  else if (path != NULL)
    packshot_photo_load_async (path, PACKSHOT_PHOTO_TILE_PIXELS, self->cancellable, picture_cb,
                               self);
}

static void
show_state (PackshotJobTile *self)
{
  g_autofree char *title = packshot_words_dup_title (self->job);
  g_autofree char *state = packshot_words_dup_state (self->job);
  g_autofree char *label = g_strdup_printf ("%s, %s", title, state);
  PackshotJobGroup group = packshot_job_filter_find_group (self->job);
  gboolean resting = group == PACKSHOT_JOB_GROUP_RESTING;

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->state, state);
  gtk_image_set_from_icon_name (self->badge,
                                resting ? "dialog-question-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->badge),
                          resting || packshot_job_get_state (self->job) == PACKSHOT_JOB_FAILED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
packshot_job_tile_dispose (GObject *object)
{
  PackshotJobTile *self = PACKSHOT_JOB_TILE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->pictures);
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
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, badge);
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
  g_signal_group_connect_swapped (self->job_signals, "notify::key-needed", G_CALLBACK (show_state),
                                  self);
  g_signal_group_connect_swapped (self->job_signals, "notify::cover-path",
                                  G_CALLBACK (load_picture), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_job_tile_new:
 * @pictures: where small pictures are kept
 *
 * Returns: (transfer floating): a tile without a job
 */
GtkWidget *
packshot_job_tile_new (PackshotPictureCache *pictures)
{
  PackshotJobTile *self;

  g_return_val_if_fail (PACKSHOT_IS_PICTURE_CACHE (pictures), NULL);

  self = g_object_new (PACKSHOT_TYPE_JOB_TILE, NULL);
  self->pictures = g_object_ref (pictures);

  return GTK_WIDGET (self);
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
