/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-lock-file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

struct _PackshotLockFile
{
  int fd;
  GHashTable *bytes; /* of (owned) gint64: locked by us, which the kernel would let us do again */
};

static int
set_lock (PackshotLockFile *self, int command, short type, gint64 byte)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
  int result;

  do
    result = fcntl (self->fd, command, &lock);
  while (result != 0 && errno == EINTR);

  return result == 0 ? 0 : errno;
}

static gboolean
fail (int code, GError **error)
{
  if (code == EAGAIN || code == EACCES)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                 _ ("Another window or command of Packshot is at work on this."));
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                 _ ("The lock file can’t be used: %s."), g_strerror (code));

  return FALSE;
}

static gboolean
lock_byte (PackshotLockFile *self, int command, short type, gint64 byte, GError **error)
{
  int code =
      g_hash_table_contains (self->bytes, &byte) ? EAGAIN : set_lock (self, command, type, byte);

  if (code != 0)
    return fail (code, error);

  g_hash_table_add (self->bytes, g_memdup2 (&byte, sizeof byte));
  return TRUE;
}

static void
lock_file_clear (gpointer data)
{
  PackshotLockFile *self = data;

  g_hash_table_unref (self->bytes);
  close (self->fd);
}

/**
 * packshot_lock_file_open:
 * @path: (type filename): the path of the file, which is made where it is not there
 * @error: return location for a #GIOErrorEnum, one sentence to show as it is
 *
 * Returns: (transfer full): the file, with nothing locked by it, or %NULL on error
 */
PackshotLockFile *
packshot_lock_file_open (const char *path, GError **error)
{
  PackshotLockFile *self;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
  if (fd < 0)
    {
      int code = errno;
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                   /* Translators: the path of a file, and what the system says. */
                   _ ("The file “%s” can’t be opened: %s."), shown, g_strerror (code));
      return NULL;
    }

  self = g_rc_box_new0 (PackshotLockFile);
  self->fd = fd;
  self->bytes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

/**
 * packshot_lock_file_ref:
 * @self: a lock file
 *
 * Returns: (transfer full): the same
 */
PackshotLockFile *
packshot_lock_file_ref (PackshotLockFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_rc_box_acquire (self);
}

/**
 * packshot_lock_file_unref:
 * @self: (transfer full): a lock file; with the last reference all its locks are given back
 */
void
packshot_lock_file_unref (PackshotLockFile *self)
{
  g_return_if_fail (self != NULL);

  g_rc_box_release_full (self, lock_file_clear);
}

/**
 * packshot_lock_file_try:
 * @self: a lock file
 * @byte: which lock, 0 or more
 * @error: return location for a %G_IO_ERROR_BUSY where somebody has it, or another #GIOErrorEnum
 *
 * Returns: whether the lock is ours now
 */
gboolean
packshot_lock_file_try (PackshotLockFile *self, gint64 byte, GError **error)
{
  g_return_val_if_fail (self != NULL && byte >= 0, FALSE);

  return lock_byte (self, F_OFD_SETLK, F_WRLCK, byte, error);
}

/**
 * packshot_lock_file_wait:
 * @self: a lock file
 * @byte: which lock, 0 or more
 * @error: return location for a #GIOErrorEnum
 *
 * Blocks until nobody else has the lock: not for the main thread.
 *
 * Returns: whether the lock is ours now
 */
gboolean
packshot_lock_file_wait (PackshotLockFile *self, gint64 byte, GError **error)
{
  g_return_val_if_fail (self != NULL && byte >= 0, FALSE);

  return lock_byte (self, F_OFD_SETLKW, F_WRLCK, byte, error);
}

/**
 * packshot_lock_file_try_share:
 * @self: a lock file
 * @byte: which lock, 0 or more
 * @error: return location for a %G_IO_ERROR_BUSY where somebody has it alone, or another
 *   #GIOErrorEnum
 *
 * As many as like share it, and meanwhile nobody has it alone.
 *
 * Returns: whether the lock is ours now as well
 */
gboolean
packshot_lock_file_try_share (PackshotLockFile *self, gint64 byte, GError **error)
{
  g_return_val_if_fail (self != NULL && byte >= 0, FALSE);

  return lock_byte (self, F_OFD_SETLK, F_RDLCK, byte, error);
}

/**
 * packshot_lock_file_is_locked:
 * @self: a lock file
 * @byte: which lock, 0 or more
 *
 * Looks without touching: to take it for a moment would be in the way of who needs it.
 *
 * Returns: whether somebody has the lock, be it ourselves
 */
gboolean
packshot_lock_file_is_locked (PackshotLockFile *self, gint64 byte)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };

  g_return_val_if_fail (self != NULL && byte >= 0, FALSE);

  return g_hash_table_contains (self->bytes, &byte)
         || (fcntl (self->fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK);
}

/**
 * packshot_lock_file_unlock:
 * @self: a lock file
 * @byte: a lock that is ours
 */
void
packshot_lock_file_unlock (PackshotLockFile *self, gint64 byte)
{
  int code;

  g_return_if_fail (self != NULL && g_hash_table_contains (self->bytes, &byte));

  g_hash_table_remove (self->bytes, &byte);
  code = set_lock (self, F_OFD_SETLK, F_UNLCK, byte);
  if (code != 0)
    g_warning ("A lock can’t be given back: %s", g_strerror (code));
}
