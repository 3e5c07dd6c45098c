/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Where pictures stay that came without a file. */

#include "config.h"

#include "packshot-arrival-folder.h"

#include <errno.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/**
 * packshot_arrival_folder_new:
 * @error: return location for a #GFileError
 *
 * Makes a temporary folder that only this user can read.
 *
 * Returns: (transfer full) (type filename): its path, to be freed with
 *   packshot_arrival_folder_free(), or %NULL on error
 */
char *
packshot_arrival_folder_new (GError **error)
{
  return g_dir_make_tmp ("packshot-XXXXXX", error);
}

/**
 * packshot_arrival_folder_add_file:
 * @folder: (type filename): the path of the folder
 * @error: return location for a #GIOErrorEnum, one sentence to show as it is
 *
 * Returns: (transfer full) (type filename): the path of a new file in it that is empty yet, or
 *   %NULL on error
 */
char *
packshot_arrival_folder_add_file (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "picture-XXXXXX.png", NULL);
  int fd = g_mkstemp (path);

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("The picture can't be kept: %s."), g_strerror (errno));
      return NULL;
    }

  g_close (fd, NULL);
  return g_steal_pointer (&path);
}

/**
 * packshot_arrival_folder_free:
 * @folder: (transfer full) (type filename): the path of the folder
 *
 * Removes the folder with the pictures in it.
 */
void
packshot_arrival_folder_free (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}
