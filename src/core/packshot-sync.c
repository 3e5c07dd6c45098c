/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-sync.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

/**
 * packshot_sync_folder:
 * @path: (type filename): a folder
 * @error: return location for a #GIOErrorEnum, one sentence to show as it is
 *
 * Makes durable which files are in the folder: that a file's own bytes are on disk is no use where
 * its name is not. A file system that knows no such thing is taken as it is.
 *
 * Returns: whether it is on disk
 */
gboolean
packshot_sync_folder (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int code = 0;

  if (fd < 0 || (fsync (fd) != 0 && errno != EINVAL))
    code = errno;
  if (fd >= 0)
    close (fd);

  if (code == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               /* Translators: the path of a folder, and what the system says. */
               _ ("The folder “%s” can’t be written: %s."), shown, g_strerror (code));
  return FALSE;
}
