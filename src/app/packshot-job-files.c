/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What can be done with the files that came of a job. */

#include "packshot-job-files.h"

#include <glib/gi18n.h>

#include "packshot-compat-file-dialog.h"
#include "packshot-copy.h"
#include "packshot-job-name.h"
#include "packshot-portal.h"
#include "packshot-sandbox.h"
#include "packshot-toast.h"

typedef struct
{
  /* Input. */
  GtkWidget *widget; /* (owned) */
  char *source;      /* (owned) (type filename) */

  /* In progress. */
  GFile *destination; /* (owned) (nullable) */
} SaveData;

static void
save_data_free (SaveData *save)
{
  g_object_unref (save->widget);
  g_free (save->source);
  g_clear_object (&save->destination);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveData, save_data_free)

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SaveData) save = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (save->destination);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *uri = g_file_get_uri (save->destination);
  g_autofree char *words = g_strdup_printf (_ ("“%s” was saved."), shown);

  if (packshot_copy_finish (result, &error))
    packshot_toast_show_button (save->widget, words, _ ("Show in Files"), "win.show-file",
                                g_variant_new_string (uri));
  else
    packshot_toast_show (save->widget, error->message);
}

static void
destination_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SaveData) save = user_data;
  g_autoptr (GError) error = NULL;
  SaveData *copying = save;

  save->destination = packshot_compat_file_finish (GTK_WINDOW (source), result, &error);
  if (save->destination != NULL)
    {
      g_steal_pointer (&save);
      packshot_copy_async (copying->source, copying->destination, NULL, copied_cb, copying);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      packshot_toast_show (save->widget, error->message);
    }
}

static void
save_as (GtkWidget *widget,
         PackshotJob *job,
         const char *path,
         const char *title,
         GUserDirectory dir)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  const char *folder_path = g_get_user_special_dir (dir);
  g_autoptr (GFile) folder =
      g_file_new_for_path (folder_path != NULL ? folder_path : g_get_home_dir ());
  g_autofree char *name = packshot_job_name_dup_file (job, path, 1);
  SaveData *save = g_new0 (SaveData, 1);

  save->widget = g_object_ref (widget);
  save->source = g_strdup (path);
  packshot_compat_save_file_async (GTK_WINDOW (root), title, folder, name, destination_cb, save);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    packshot_toast_show (widget, error->message);
}

static void
open_uri (GtkWidget *widget, const char *uri)
{
  g_autoptr (GdkAppLaunchContext) context =
      gdk_display_get_app_launch_context (gtk_widget_get_display (widget));

  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, opened_cb,
                                           g_object_ref (widget));
}

typedef struct
{
  /* Input. */
  GtkWidget *widget; /* (owned) */
  char *uri;         /* (owned) */
} ShowData;

static void
show_data_free (ShowData *show)
{
  g_object_unref (show->widget);
  g_free (show->uri);
  g_free (show);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShowData, show_data_free)

static void
open_folder (GtkWidget *widget, const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *folder_uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (folder_uri != NULL)
    open_uri (widget, folder_uri);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ShowData) show = user_data;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  /* Not every desktop has a file manager that can point at a file: then its folder must do. */
  if (reply == NULL)
    open_folder (show->widget, show->uri);
}

static void
portal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ShowData) show = user_data;
  g_autoptr (GError) error = NULL;

  if (!packshot_portal_open_directory_finish (result, &error))
    packshot_toast_show (show->widget, error->message);
}

/* The file manager can't be called from in a sandbox, and does not know the paths in there. */
static void
show_in_folder (GDBusConnection *bus, GtkWidget *widget, const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  const char *path = g_file_peek_path (file);
  const char *uris[] = { uri, NULL };
  ShowData *show = g_new0 (ShowData, 1);

  show->widget = g_object_ref (widget);
  show->uri = g_strdup (uri);
  if (path != NULL && packshot_sandbox_is_here ())
    packshot_portal_open_directory_async (bus, path, NULL, portal_cb, show);
  else
    g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                            "org.freedesktop.FileManager1", "ShowItems",
                            g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                            NULL, shown_cb, show);
}

/**
 * packshot_job_files_save_video:
 * @widget: the widget that asks
 * @job: a job
 * @path: (type filename): one of its videos
 *
 * Lets a person choose where, and copies the video there.
 */
void
packshot_job_files_save_video (GtkWidget *widget, PackshotJob *job, const char *path)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && PACKSHOT_IS_JOB (job) && path != NULL);

  save_as (widget, job, path, _ ("Save Video"), G_USER_DIRECTORY_VIDEOS);
}

/**
 * packshot_job_files_save_picture:
 * @widget: the widget that asks
 * @job: a job
 * @path: (type filename): one of its covers or previews
 *
 * Lets a person choose where, and copies the picture there.
 */
void
packshot_job_files_save_picture (GtkWidget *widget, PackshotJob *job, const char *path)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && PACKSHOT_IS_JOB (job) && path != NULL);

  save_as (widget, job, path, _ ("Save Cover"), G_USER_DIRECTORY_PICTURES);
}

/**
 * packshot_job_files_open:
 * @widget: the widget that asks
 * @path: (type filename): a file
 *
 * Opens the file in the program the desktop has for such files.
 */
void
packshot_job_files_open (GtkWidget *widget, const char *path)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && path != NULL);

  uri = g_filename_to_uri (path, NULL, NULL);
  open_uri (widget, uri);
}

/**
 * packshot_job_files_open_address:
 * @widget: the widget that asks
 * @address: an address of the web
 *
 * Opens a page in the program the desktop has for them.
 */
void
packshot_job_files_open_address (GtkWidget *widget, const char *address)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && address != NULL);

  open_uri (widget, address);
}

/**
 * packshot_job_files_show:
 * @widget: the widget that asks
 * @uri: the address of a file
 *
 * Shows a file in the file manager.
 */
void
packshot_job_files_show (GtkWidget *widget, const char *uri)
{
  GApplication *application = g_application_get_default ();
  GDBusConnection *bus =
      application != NULL ? g_application_get_dbus_connection (application) : NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && uri != NULL);

  if (bus != NULL)
    show_in_folder (bus, widget, uri);
  else
    open_folder (widget, uri);
}
