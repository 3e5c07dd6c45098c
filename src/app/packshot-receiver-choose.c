/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Lets a person choose among the files what a receiver takes. */

#include <glib/gi18n.h>

#include "packshot-compat-file-dialog.h"
#include "packshot-receiver-private.h"
#include "packshot-toast.h"

/* What is on another computer, or on a phone, has no path. */
static GPtrArray *
list_paths (GListModel *files)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }

  return paths;
}

static void
take_files (PackshotReceiver *self, GtkWidget *widget, GListModel *files)
{
  g_autoptr (GPtrArray) paths = list_paths (files);

  if (paths->len > 0)
    packshot_receiver_open_items (self, paths);
  else
    packshot_toast_show (widget, _ ("Save the picture first, then choose the file."));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotReceiver) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = packshot_compat_files_finish (GTK_WINDOW (source), result, &error);
  GtkWidget *widget = packshot_receiver_get_widget (self);

  if (widget == NULL)
    return;

  if (files != NULL)
    take_files (self, widget, files);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    packshot_toast_show (widget, error->message);
}

static void
chosen_one_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotReceiver) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = packshot_compat_file_finish (GTK_WINDOW (source), result, &error);
  GtkWidget *widget = packshot_receiver_get_widget (self);

  if (widget == NULL)
    return;

  if (file != NULL && g_file_peek_path (file) != NULL)
    packshot_receiver_open (self, g_file_peek_path (file));
  else if (file != NULL)
    packshot_toast_show (widget, _ ("Save the picture first, then choose the file."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    packshot_toast_show (widget, error->message);
}

/**
 * packshot_receiver_choose:
 * @self: a receiver
 *
 * Lets a person choose a picture among the files, or several where many are taken.
 */
void
packshot_receiver_choose (PackshotReceiver *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkWidget *widget;
  GtkWindow *window;

  g_return_if_fail (PACKSHOT_IS_RECEIVER (self));

  widget = packshot_receiver_get_widget (self);
  if (widget == NULL)
    return;

  window = GTK_WINDOW (gtk_widget_get_root (widget));
  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  if (self->takes_many)
    packshot_compat_open_files_async (window, _ ("Choose Photos"), filter, chosen_cb,
                                      g_object_ref (self));
  else
    packshot_compat_open_file_async (window, _ ("Choose a Photo"), filter, chosen_one_cb,
                                     g_object_ref (self));
}

/**
 * packshot_receiver_choose_folder:
 * @self: a receiver that takes many
 *
 * Lets a person choose a folder, of which all photos are taken.
 */
void
packshot_receiver_choose_folder (PackshotReceiver *self)
{
  GtkWidget *widget;

  g_return_if_fail (PACKSHOT_IS_RECEIVER (self) && self->takes_many);

  widget = packshot_receiver_get_widget (self);
  if (widget != NULL)
    packshot_compat_open_folders_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                                        _ ("Choose a Folder of Photos"), chosen_cb,
                                        g_object_ref (self));
}
