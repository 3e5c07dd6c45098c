/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-compat"

#include "packshot-compat-file-dialog.h"

#if GTK_CHECK_VERSION(4, 10, 0)

/* Whoever asked learns of one way only in which nothing was chosen. */
static void
return_answer (GTask *task, gpointer answer, GError *error)
{
  if (answer != NULL)
    {
      g_task_return_pointer (task, answer, g_object_unref);
    }
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED))
    {
      g_task_return_error (task, error);
    }
  else
    {
      g_error_free (error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
    }
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GListModel *files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);

  return_answer (task, files, error);
}

static void
opened_one_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  return_answer (task, file, error);
}

static void
opened_folders_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GListModel *folders =
      gtk_file_dialog_select_multiple_folders_finish (GTK_FILE_DIALOG (source), result, &error);

  return_answer (task, folders, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  return_answer (task, file, error);
}

static GtkFileDialog *
make_open_dialog (const char *title, GtkFileFilter *filter)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));

  return dialog;
}

static void
open_file (GtkWindow *parent, const char *title, GtkFileFilter *filter, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = make_open_dialog (title, filter);

  gtk_file_dialog_open (dialog, parent, NULL, opened_one_cb, g_object_ref (task));
}

static void
open_files (GtkWindow *parent, const char *title, GtkFileFilter *filter, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = make_open_dialog (title, filter);

  gtk_file_dialog_open_multiple (dialog, parent, NULL, opened_cb, g_object_ref (task));
}

static void
open_folders (GtkWindow *parent, const char *title, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_select_multiple_folders (dialog, parent, NULL, opened_folders_cb,
                                           g_object_ref (task));
}

static void
chosen_folder_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  return_answer (task, folder, error);
}

static void
choose_folder (GtkWindow *parent, const char *title, GFile *folder, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_select_folder (dialog, parent, NULL, chosen_folder_cb, g_object_ref (task));
}

static void
save_file (GtkWindow *parent, const char *title, GFile *folder, const char *name, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_save (dialog, parent, NULL, saved_cb, g_object_ref (task));
}

#else

/* GTK holds no reference to the dialog: this is the one of show(). */
static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  gpointer answer = NULL;

  g_signal_handlers_disconnect_by_data (dialog, task);

  if (response == GTK_RESPONSE_ACCEPT
      && gtk_file_chooser_get_select_multiple (GTK_FILE_CHOOSER (dialog)))
    answer = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  else if (response == GTK_RESPONSE_ACCEPT)
    answer = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  /* Whoever says yes before a folder is there to be chosen has chosen nothing. */
  if (answer != NULL)
    g_task_return_pointer (task, answer, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
show (GtkFileChooserNative *dialog, GTask *task)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), g_object_ref (task));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_file (GtkWindow *parent, const char *title, GtkFileFilter *filter, GTask *task)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  show (dialog, task);
}

static void
open_files (GtkWindow *parent, const char *title, GtkFileFilter *filter, GTask *task)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  show (dialog, task);
}

static void
open_folders (GtkWindow *parent, const char *title, GTask *task)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  show (dialog, task);
}

static void
choose_folder (GtkWindow *parent, const char *title, GFile *folder, GTask *task)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  show (dialog, task);
}

static void
save_file (GtkWindow *parent, const char *title, GFile *folder, const char *name, GTask *task)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  show (dialog, task);
}

#endif

/**
 * packshot_compat_open_file_async:
 * @parent: the window that asks
 * @title: what is to be chosen
 * @filter: which files are shown
 * @callback: called with the answer; see packshot_compat_file_finish()
 * @user_data: for @callback
 *
 * Lets a person choose a file to read.
 */
void
packshot_compat_open_file_async (GtkWindow *parent,
                                 const char *title,
                                 GtkFileFilter *filter,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent) && GTK_IS_FILE_FILTER (filter));

  task = g_task_new (parent, NULL, callback, user_data);
  open_file (parent, title, filter, task);
}

/**
 * packshot_compat_open_files_async:
 * @parent: the window that asks
 * @title: what is to be chosen
 * @filter: which files are shown
 * @callback: called with the answer; see packshot_compat_files_finish()
 * @user_data: for @callback
 *
 * Lets a person choose one or more files to read.
 */
void
packshot_compat_open_files_async (GtkWindow *parent,
                                  const char *title,
                                  GtkFileFilter *filter,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent) && GTK_IS_FILE_FILTER (filter));

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, packshot_compat_files_finish);
  open_files (parent, title, filter, task);
}

/**
 * packshot_compat_open_folders_async:
 * @parent: the window that asks
 * @title: what is to be chosen
 * @callback: called with the answer; see packshot_compat_files_finish()
 * @user_data: for @callback
 *
 * Lets a person choose one or more folders.
 */
void
packshot_compat_open_folders_async (GtkWindow *parent,
                                    const char *title,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, packshot_compat_files_finish);
  open_folders (parent, title, task);
}

/**
 * packshot_compat_files_finish:
 * @parent: the window that asked
 * @result: the result the callback got
 * @error: return location for an error; %G_IO_ERROR_CANCELLED where nothing was chosen
 *
 * Returns: (transfer full): the chosen files or folders, a list of #GFile, or %NULL
 */
GListModel *
packshot_compat_files_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_compat_files_finish), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * packshot_compat_save_file_async:
 * @parent: the window that asks
 * @title: what is to be saved
 * @folder: (nullable): the folder shown first
 * @name: the name proposed
 * @callback: called with the answer; see packshot_compat_file_finish()
 * @user_data: for @callback
 *
 * Lets a person choose where to write. The dialog asks by itself before a file is replaced.
 */
void
packshot_compat_save_file_async (GtkWindow *parent,
                                 const char *title,
                                 GFile *folder,
                                 const char *name,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent) && name != NULL);

  task = g_task_new (parent, NULL, callback, user_data);
  save_file (parent, title, folder, name, task);
}

/**
 * packshot_compat_choose_folder_async:
 * @parent: the window that asks
 * @title: what is to be chosen
 * @folder: (nullable): the folder shown first
 * @callback: called with the answer; see packshot_compat_file_finish()
 * @user_data: for @callback
 *
 * Lets a person choose one folder to write into.
 */
void
packshot_compat_choose_folder_async (GtkWindow *parent,
                                     const char *title,
                                     GFile *folder,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  task = g_task_new (parent, NULL, callback, user_data);
  choose_folder (parent, title, folder, task);
}

/**
 * packshot_compat_file_finish:
 * @parent: the window that asked
 * @result: the result the callback got
 * @error: return location for an error; %G_IO_ERROR_CANCELLED where nothing was chosen
 *
 * Returns: (transfer full): the chosen file, or %NULL
 */
GFile *
packshot_compat_file_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
