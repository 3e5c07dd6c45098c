/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Saving the videos of many jobs into one folder. */

#include "config.h"

#include "packshot-library-page-private.h"

#include <glib/gi18n.h>

#include "packshot-compat-file-dialog.h"
#include "packshot-job-name.h"
#include "packshot-save-many.h"
#include "packshot-toast.h"

typedef struct
{
  PackshotLibraryPage *page; /* (owned) */
  GPtrArray *jobs;           /* (owned) */
  GFile *folder;             /* (owned) (nullable) */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->page);
  g_ptr_array_unref (saving->jobs);
  g_clear_object (&saving->folder);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
show_progress (guint n_done, guint n_files, gpointer user_data)
{
  PackshotLibraryPage *self = ((Saving *) user_data)->page;
  /* Translators: which of how many videos. */
  g_autofree char *words = g_strdup_printf (_ ("Saving, %u of %u"), n_done, n_files);

  if (self->queue == NULL)
    return;

  gtk_label_set_label (self->saving_words, words);
  gtk_progress_bar_set_fraction (self->saving_progress, (double) n_done / n_files);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  PackshotLibraryPage *self = saving->page;
  g_autoptr (PackshotSaveManyResult) saved = packshot_save_many_finish (result);
  g_autofree char *words = packshot_save_many_result_dup_words (saved);
  g_autofree char *uri = g_file_get_uri (saving->folder);

  g_clear_object (&self->saving);
  if (self->queue == NULL)
    return;

  gtk_revealer_set_reveal_child (self->saving_bar, FALSE);
  packshot_library_page_enable_actions (self);
  if (saved->n_saved > 0)
    packshot_toast_show_button (GTK_WIDGET (self), words, _ ("Show in Files"), "app.show-file",
                                g_variant_new_string (uri));
  else
    packshot_toast_show (GTK_WIDGET (self), words);
}

static void
save (Saving *saving)
{
  PackshotLibraryPage *self = saving->page;
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) all_paths = NULL;
  g_auto (GStrv) all_titles = NULL;

  for (guint i = 0; i < saving->jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (saving->jobs, i);
      const char *path = packshot_job_get_video_path (job);
      g_autofree char *title = packshot_job_name_dup_stem (job);

      if (path == NULL)
        continue;

      g_strv_builder_add (paths, path);
      g_strv_builder_add (titles, title);
    }

  all_paths = g_strv_builder_end (paths);
  all_titles = g_strv_builder_end (titles);
  self->saving = g_cancellable_new ();
  show_progress (0, MAX (g_strv_length (all_paths), 1), saving);
  gtk_revealer_set_reveal_child (self->saving_bar, TRUE);
  packshot_job_selection_set_active (self->selection, FALSE);
  packshot_save_many_async ((const char *const *) all_paths, (const char *const *) all_titles,
                            saving->folder, self->saving, show_progress, saving, saved_cb, saving);
}

static void
folder_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;

  saving->folder = packshot_compat_file_finish (GTK_WINDOW (source), result, &error);
  if (saving->page->queue == NULL || saving->page->saving != NULL)
    return;

  if (saving->folder != NULL)
    save (g_steal_pointer (&saving));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    packshot_toast_show (GTK_WIDGET (saving->page), error->message);
}

/**
 * packshot_library_page_save_all:
 * @self: a page that saves nothing yet
 * @jobs: (element-type PackshotJob): jobs; those without a video are left out
 *
 * Lets a person choose a folder, and copies the videos there.
 */
void
packshot_library_page_save_all (PackshotLibraryPage *self, GPtrArray *jobs)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_VIDEOS);
  g_autoptr (GFile) folder = g_file_new_for_path (path != NULL ? path : g_get_home_dir ());
  Saving *saving = g_new0 (Saving, 1);

  saving->page = g_object_ref (self);
  saving->jobs = g_ptr_array_ref (jobs);
  packshot_compat_choose_folder_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                       _ ("Save Videos"), folder, folder_cb, saving);
}
