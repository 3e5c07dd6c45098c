/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Where pictures stay that came without a file. */

#include "config.h"

#include "packshot-arrival-folder.h"

#include <errno.h>
#include <fcntl.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-arrival-text.h"
#include "packshot-file-name.h"
#include "packshot-folder.h"

/* How many pictures of one name may have come. */
#define MOST_TRIES 10000

/* What the picture is called where it comes from; but an address may be that of a page. */
static char *
dup_stem (const char *address)
{
  char *name = address != NULL ? packshot_arrival_text_dup_name (address) : NULL;

  return name != NULL ? name : g_strdup (_ ("Picture"));
}

static char *
add_file (const char *folder, const char *address, const char *ending, GError **error)
{
  g_autofree char *stem = dup_stem (address);

  for (guint number = 1; number <= MOST_TRIES; number++)
    {
      g_autofree char *name = packshot_file_name_dup_safe (stem, ending, number);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

      if (fd >= 0)
        {
          g_close (fd, NULL);
          return g_steal_pointer (&path);
        }
      if (errno != EEXIST)
        break;
    }

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("The picture can’t be kept: %s."), g_strerror (errno));
  return NULL;
}

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
 * @address: (nullable): where the picture comes from, which may tell its name
 * @error: return location for a #GIOErrorEnum, one sentence to show as it is
 *
 * Returns: (transfer full) (type filename): the path of a new file in it that is empty yet, or
 *   %NULL on error
 */
char *
packshot_arrival_folder_add_file (const char *folder, const char *address, GError **error)
{
  return add_file (folder, address, ".png", error);
}

/**
 * packshot_arrival_folder_rename:
 * @folder: (type filename): the path of the folder
 * @path: (type filename): the path of a picture in it
 * @address: (nullable): where it comes from
 * @format: what it is: "JPEG"
 *
 * Gives a picture the ending that people know its format by, which nobody told before it came.
 *
 * Returns: (transfer full) (type filename): its path now, or @path where it can't be changed
 */
char *
packshot_arrival_folder_rename (const char *folder,
                                const char *path,
                                const char *address,
                                const char *format)
{
  g_autofree char *lower = g_ascii_strdown (format, -1);
  g_autofree char *ending = g_strconcat (".", lower, NULL);
  g_autofree char *renamed = NULL;

  if (!g_str_has_suffix (path, ending))
    renamed = add_file (folder, address, ending, NULL);
  if (renamed == NULL || g_rename (path, renamed) != 0)
    return g_strdup (path);

  return g_steal_pointer (&renamed);
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
  packshot_folder_remove (folder);
  g_free (folder);
}
