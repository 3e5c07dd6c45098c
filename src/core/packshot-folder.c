/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Folders of our own, in which files are removed and replaced. Whoever can put a link in the place
 * of one would otherwise have us remove what is at its end. */

#include "packshot-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

/**
 * packshot_folder_open:
 * @path: (type filename): the path of a folder
 *
 * Opens the folder itself: where the last part of @path is a link, that is an error, wherever it
 * leads to. Links before it are followed.
 *
 * Returns: (transfer full) (nullable): what to give to readdir() and closedir(), or %NULL with
 * errno set
 */
DIR *
packshot_folder_open (const char *path)
{
  int fd;
  DIR *dir;

  g_return_val_if_fail (path != NULL, NULL);

  fd = g_open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
  dir = fd >= 0 ? fdopendir (fd) : NULL;
  if (fd >= 0 && dir == NULL)
    close (fd);

  return dir;
}

/**
 * packshot_folder_narrow:
 * @path: (type filename): the path of a folder that is there
 *
 * Lets nobody but this user into it, where it is this user's. What a link in its place leads to is
 * left as it is: it may be shared on purpose.
 */
void
packshot_folder_narrow (const char *path)
{
  DIR *dir;
  struct stat info;

  g_return_if_fail (path != NULL);

  dir = packshot_folder_open (path);
  if (dir == NULL)
    return;

  if (fstat (dirfd (dir), &info) == 0 && info.st_uid == geteuid () && (info.st_mode & 077) != 0
      && fchmod (dirfd (dir), info.st_mode & 0700) != 0)
    g_message ("Others can look into the folder %s: %s", path, g_strerror (errno));
  closedir (dir);
}

/**
 * packshot_folder_remove:
 * @path: (type filename): the path of a folder
 *
 * Removes the folder with the files in it. Folders within it stay, and so does it then. A link in
 * its place is removed, and nothing that it leads to.
 *
 * Returns: whether nothing is there any more; otherwise errno is set
 */
gboolean
packshot_folder_remove (const char *path)
{
  DIR *dir;
  const struct dirent *entry;

  g_return_val_if_fail (path != NULL, FALSE);

  dir = packshot_folder_open (path);
  if (dir == NULL)
    return g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_unlink (path) == 0;

  /* The system refuses to unlink folders, "." and ".." among them. */
  while ((entry = readdir (dir)) != NULL)
    unlinkat (dirfd (dir), entry->d_name, 0);
  closedir (dir);

  return g_rmdir (path) == 0;
}

/**
 * packshot_folder_replace_file:
 * @path: (type filename): the path of a file, whether or not it or its folder is there
 * @contents: what shall be in it
 * @length: the bytes of @contents
 * @flags: how sure it has to be on the disk
 * @error: return location for a #GFileError or, without a folder, a #GIOErrorEnum
 *
 * Writes a file that is nobody else's, in a folder that is made for this user alone where there is
 * none.
 *
 * Returns: whether it was written; otherwise it is as it was
 */
gboolean
packshot_folder_replace_file (const char *path,
                              const char *contents,
                              gsize length,
                              GFileSetContentsFlags flags,
                              GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf info;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  /* GLib 2.84 gives a file the mode of the one in its place; 2.74 did not. A link is replaced, and
   * what it leads to stays as it is. */
  if (g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && g_chmod (path, 0600) != 0)
    g_message ("Others can read the file %s: %s", path, g_strerror (errno));

  return g_file_set_contents_full (path, contents, (gssize) length, flags, 0600, error);
}
