/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Folders of our own, in which files are removed. Whoever can put a link in the place of one would
 * otherwise have us remove what is at its end. */

#include "packshot-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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
