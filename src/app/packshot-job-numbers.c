/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-numbers.h"

#include <glib/gi18n.h>

#include "packshot-toast.h"
#include "packshot-value-rows.h"

struct _PackshotJobNumbers
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* (element-type AdwActionRow): the group holds them */
};

G_DEFINE_FINAL_TYPE (PackshotJobNumbers, packshot_job_numbers, ADW_TYPE_PREFERENCES_GROUP)

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  const char *words = g_object_get_data (G_OBJECT (button), "packshot-words");
  const char *told = g_object_get_data (G_OBJECT (button), "packshot-told");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), words);
  gtk_button_set_icon_name (button, "object-select-symbolic");
  packshot_toast_show (GTK_WIDGET (button), told);
}

static GtkWidget *
make_button (const char *title, const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: “%s” is what is copied: “Job in Packshot”. */
  g_autofree char *label = g_strdup_printf (_ ("Copy: %s"), title);

  g_object_set_data_full (G_OBJECT (button), "packshot-words", g_strdup (words), g_free);
  /* Translators: “%s” is what was copied: “Job in Packshot”. */
  g_object_set_data_full (G_OBJECT (button), "packshot-told",
                          g_strdup_printf (_ ("Copied: %s"), title), g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (copy_cb), NULL);

  return button;
}

static AdwActionRow *
add (PackshotJobNumbers *self, const char *title, const char *words)
{
  AdwActionRow *row = packshot_value_rows_add (ADW_PREFERENCES_GROUP (self), title, words);
  GtkWidget *button = make_button (title, words);

  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  g_ptr_array_add (self->rows, row);

  return row;
}

static char *
dup_title (PackshotJob *job, const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *title;
  } known[] = {
    { PACKSHOT_REMOTE_ID_VIDEO_URL, N_ ("Address of the video") },
    { PACKSHOT_REMOTE_ID_COVER_URL, N_ ("Address of the cover") },
    { PACKSHOT_REMOTE_ID_PREVIEW_URL, N_ ("Address of the preview") },
    { PACKSHOT_REMOTE_ID_HOSTED_URL, N_ ("Address of the copy online") },
  };
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_equal (known[i].kind, kind))
        return g_strdup (_ (known[i].title));
    }

  /* Translators: what the service calls it, which is “task” or “video”, and who that is. */
  return g_strdup_printf (_ ("“%s” at %s"), kind,
                          manifest != NULL ? packshot_manifest_get_name (manifest)
                                           : packshot_job_get_service (job));
}

static void
add_ids (PackshotJobNumbers *self, PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const PackshotRemoteId *id = g_ptr_array_index (ids, i);
      g_autofree char *title = NULL;

      /* A mark of ours, and no name of theirs. */
      if (g_str_equal (id->kind, PACKSHOT_REMOTE_ID_APPROVED))
        continue;

      title = dup_title (job, id->kind);
      add (self, title, id->id);
    }
}

static void
add_folder (PackshotJobNumbers *self, PackshotJob *job)
{
  const char *video = packshot_job_get_video_path (job);
  const char *path = video != NULL ? video : packshot_job_get_cover_path (job);
  g_autofree char *folder = NULL;
  g_autofree char *shown = NULL;
  GtkWidget *button;
  AdwActionRow *row;

  if (path == NULL)
    return;

  folder = g_path_get_dirname (path);
  shown = g_filename_display_name (folder);
  row = add (self, _ ("Folder"), shown);
  button = gtk_button_new_from_icon_name ("folder-open-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Show in Files"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show in Files"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "job.show-file");
  adw_action_row_add_suffix (row, button);
}

static void
packshot_job_numbers_finalize (GObject *object)
{
  g_ptr_array_unref (PACKSHOT_JOB_NUMBERS (object)->rows);

  G_OBJECT_CLASS (packshot_job_numbers_parent_class)->finalize (object);
}

static void
packshot_job_numbers_class_init (PackshotJobNumbersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_job_numbers_finalize;
}

static void
packshot_job_numbers_init (PackshotJobNumbers *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Numbers and Places"));
}

/**
 * packshot_job_numbers_show:
 * @self: a group
 * @job: (nullable): the job to tell about as it is now, or %NULL when nobody looks any more
 */
void
packshot_job_numbers_show (PackshotJobNumbers *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_NUMBERS (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (job == NULL)
    return;

  add_folder (self, job);
  add (self, _ ("Job in Packshot"), packshot_job_get_id (job));
  add_ids (self, job);
}
