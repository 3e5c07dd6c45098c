/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-settings.h"

#include <glib/gi18n.h>

#include "packshot-photo.h"
#include "packshot-value-rows.h"
#include "packshot-words.h"

/* The sides of a thumbnail, in pixels. */
#define THUMBNAIL_SIZE 56

struct _PackshotJobSettings
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;           /* (element-type AdwActionRow): the group holds them */
  PackshotRequest *shown;    /* (owned) (nullable): that of the rows */
  GCancellable *cancellable; /* (owned): of the pictures that are read */
};

G_DEFINE_FINAL_TYPE (PackshotJobSettings, packshot_job_settings, ADW_TYPE_PREFERENCES_GROUP)

/* What may be looked at for one thumbnail: what was sent, and what was chosen. */
typedef struct
{
  PackshotJobSettings *self; /* (unowned): cancels before it goes */
  GtkPicture *picture;       /* (owned) */
  char *chosen;              /* (owned) (nullable) */
} Thumbnail;

static void
thumbnail_free (Thumbnail *thumbnail)
{
  g_object_unref (thumbnail->picture);
  g_free (thumbnail->chosen);
  g_free (thumbnail);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Thumbnail, thumbnail_free)

static void
thumbnail_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Thumbnail) thumbnail = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) photo = packshot_photo_load_finish (result, &error);
  g_autofree char *chosen = NULL;
  Thumbnail *trying = thumbnail;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_visible (GTK_WIDGET (thumbnail->picture), photo != NULL);
  if (photo != NULL)
    gtk_picture_set_paintable (thumbnail->picture,
                               GDK_PAINTABLE (packshot_photo_get_texture (photo)));

  /* What was sent is not kept for ever, and what was chosen may be gone: its name is told all the
   * same. */
  chosen = g_steal_pointer (&thumbnail->chosen);
  if (photo != NULL || chosen == NULL)
    return;

  g_steal_pointer (&thumbnail);
  packshot_photo_load_async (chosen, PACKSHOT_PHOTO_TILE_PIXELS, trying->self->cancellable,
                             thumbnail_cb, trying);
}

static char *
dup_sent (PackshotJob *job, PackshotOption *option)
{
  const GPtrArray *copies = packshot_job_get_copies (job);

  for (guint i = 0; copies != NULL && i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);

      if (g_strcmp0 (copy->option, packshot_option_get_name (option)) == 0)
        return g_strdup (copy->path);
    }

  return NULL;
}

static void
add_thumbnail (PackshotJobSettings *self,
               AdwActionRow *row,
               PackshotJob *job,
               PackshotOption *option)
{
  g_autofree char *chosen = packshot_request_dup_text (packshot_job_get_request (job), option);
  g_autofree char *sent = dup_sent (job, option);
  GtkWidget *picture;
  Thumbnail *thumbnail;

  if (sent == NULL && !g_path_is_absolute (chosen))
    return;

  picture = gtk_picture_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_size_request (picture, THUMBNAIL_SIZE, THUMBNAIL_SIZE);
  gtk_widget_set_margin_top (picture, 6);
  gtk_widget_set_margin_bottom (picture, 6);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "thumbnail");
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), packshot_option_get_label (option));
  adw_action_row_add_suffix (row, picture);

  thumbnail = g_new0 (Thumbnail, 1);
  thumbnail->self = self;
  thumbnail->picture = GTK_PICTURE (g_object_ref (picture));
  if (sent != NULL && g_path_is_absolute (chosen))
    thumbnail->chosen = g_strdup (chosen);
  packshot_photo_load_async (sent != NULL ? sent : chosen, PACKSHOT_PHOTO_TILE_PIXELS,
                             self->cancellable, thumbnail_cb, thumbnail);
}

static void
add_option (PackshotJobSettings *self, PackshotJob *job, PackshotOption *option)
{
  g_autofree char *words = packshot_value_rows_dup_words (packshot_job_get_request (job), option);
  AdwActionRow *row;

  if (words == NULL)
    return;

  row = packshot_value_rows_add (ADW_PREFERENCES_GROUP (self), packshot_option_get_label (option),
                                 words);
  g_ptr_array_add (self->rows, row);
  if (packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE)
    add_thumbnail (self, row, job, option);
}

static void
add_framing (PackshotJobSettings *self, const PackshotPictureFraming *framing)
{
  g_autofree char *words = packshot_words_dup_framing (framing);

  if (words != NULL)
    g_ptr_array_add (self->rows,
                     packshot_value_rows_add (ADW_PREFERENCES_GROUP (self), _ ("Framing"), words));
}

static void
clear (PackshotJobSettings *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
packshot_job_settings_dispose (GObject *object)
{
  PackshotJobSettings *self = PACKSHOT_JOB_SETTINGS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (packshot_job_settings_parent_class)->dispose (object);
}

static void
packshot_job_settings_finalize (GObject *object)
{
  PackshotJobSettings *self = PACKSHOT_JOB_SETTINGS (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (packshot_job_settings_parent_class)->finalize (object);
}

static void
packshot_job_settings_class_init (PackshotJobSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_job_settings_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_job_settings_finalize;
}

static void
packshot_job_settings_init (PackshotJobSettings *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Settings Used"));
}

/* Nobody here asked for a job that was made elsewhere. */
static const char *
find_description (PackshotJob *job)
{
  if (packshot_job_get_request (job) != NULL)
    return NULL;
  if (packshot_job_get_manifest (job) == NULL)
    return _ ("Not known: the service of this video is not there any more.");

  return _ ("Not known: what was asked for can’t be read any more.");
}

/**
 * packshot_job_settings_show:
 * @self: a group
 * @job: (nullable): the job to tell about, or %NULL when nobody looks any more
 * @is_read: whether all that is known of the job was read
 */
void
packshot_job_settings_show (PackshotJobSettings *self, PackshotJob *job, gboolean is_read)
{
  PackshotRequest *request = job != NULL ? packshot_job_get_request (job) : NULL;
  PackshotManifest *manifest = request != NULL ? packshot_request_get_manifest (request) : NULL;

  g_return_if_fail (PACKSHOT_IS_JOB_SETTINGS (self));

  if (g_set_object (&self->shown, request) || request == NULL)
    clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), request != NULL || (job != NULL && is_read));
  if (job == NULL)
    return;

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), find_description (job));
  if (self->rows->len > 0 || request == NULL)
    return;

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    add_option (self, job, packshot_manifest_get_option (manifest, i));
  add_framing (self, packshot_request_get_framing (request));
}
