/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>

static void
set_system_error (GError **error, const char *path, int saved_errno)
{
  /* Translators: all these go on after the name of a file. */
  if (saved_errno == ENOENT || saved_errno == ENOTDIR)
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_NOT_FOUND, path, _ ("was not found"));
  else
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_UNREADABLE, path,
                                _ ("can’t be read: %s"), g_strerror (saved_errno));
}

static gboolean
check_kind_and_size (const char *path, const struct stat *status, GError **error)
{
  if (S_ISDIR (status->st_mode))
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_NOT_A_FILE, path,
                                _ ("is a folder, not a picture"));
  else if (!S_ISREG (status->st_mode))
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_NOT_A_FILE, path,
                                _ ("is not an ordinary file"));
  else if (status->st_size == 0)
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_EMPTY, path, _ ("is empty"));
  else if (status->st_size > PACKSHOT_PICTURE_MAX_BYTES)
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_TOO_LARGE, path,
                                /* Translators: two sizes. */
                                _ ("has %.1f megabytes, more than the %d allowed"),
                                status->st_size / 1e6, (int) (PACKSHOT_PICTURE_MAX_BYTES / 1e6));
  else
    return TRUE;

  return FALSE;
}

static gsize
fill (PackshotPictureFile *self, goffset offset)
{
  self->window_start = offset;
  self->window_length = 0;

  while (self->window_length < sizeof self->window
         && !g_cancellable_is_cancelled (self->cancellable))
    {
      ssize_t n =
          pread (self->fd, self->window + self->window_length,
                 sizeof self->window - self->window_length, offset + (goffset) self->window_length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        self->read_error = errno;
      if (n <= 0)
        break;
      self->window_length += n;
    }

  return self->window_length;
}

/* Takes a descriptor, or -1 and the reason in errno. */
static PackshotPictureFile *
create (int fd, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (PackshotPictureFile) self = NULL;
  int saved_errno = errno;
  struct stat status;

  self = g_new (PackshotPictureFile, 1);
  self->path = g_strdup (path);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->read_error = 0;
  self->window_start = 0;
  self->window_length = 0;
  self->fd = fd;
  if (fd < 0)
    {
      set_system_error (error, path, saved_errno);
      return NULL;
    }
  if (fstat (fd, &status) < 0)
    {
      set_system_error (error, path, errno);
      return NULL;
    }
  if (!check_kind_and_size (path, &status, error))
    return NULL;

  self->size = status.st_size;
  return g_steal_pointer (&self);
}

/*< private >
 * packshot_picture_file_open:
 * @path: in the encoding of file names
 * @cancellable: (nullable): lets every later read fail
 * @error: return location for a #PackshotPictureError
 *
 * Opens an ordinary file of at most %PACKSHOT_PICTURE_MAX_BYTES, without ever waiting for one
 * that is none.
 *
 * Returns: (transfer full) (nullable): the file
 */
PackshotPictureFile *
packshot_picture_file_open (const char *path, GCancellable *cancellable, GError **error)
{
  /* Opening a pipe would wait for its other end, and a terminal could become ours. */
  return create (open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), path, cancellable,
                 error);
}

/*< private >
 * packshot_picture_file_open_fd:
 * @fd: a file open for reading; it stays the caller's, and its position as it is
 * @name: what to call it, in the encoding of file names
 * @cancellable: (nullable): lets every later read fail
 * @error: return location for a #PackshotPictureError
 *
 * Does as packshot_picture_file_open() with a file that may have lost its name.
 *
 * Returns: (transfer full) (nullable): the file
 */
PackshotPictureFile *
packshot_picture_file_open_fd (int fd, const char *name, GCancellable *cancellable, GError **error)
{
  return create (fcntl (fd, F_DUPFD_CLOEXEC, 0), name, cancellable, error);
}

/*< private >
 * packshot_picture_file_close:
 * @self: (transfer full): a file
 */
void
packshot_picture_file_close (PackshotPictureFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

/*< private >
 * packshot_picture_file_peek_some:
 * @self: a file
 * @offset: in bytes from its start
 * @length: (out): how many bytes there are
 *
 * Returns: (transfer none) (nullable): at least one byte from @offset on, valid until the next
 *   look at the file; %NULL behind its end
 */
const guint8 *
packshot_picture_file_peek_some (PackshotPictureFile *self, goffset offset, gsize *length)
{
  gboolean inside =
      offset >= self->window_start && offset < self->window_start + (goffset) self->window_length;

  if (offset < 0 || offset >= self->size || (!inside && fill (self, offset) == 0))
    return NULL;

  *length = self->window_length - (offset - self->window_start);
  return self->window + (offset - self->window_start);
}

/*< private >
 * packshot_picture_file_peek:
 * @self: a file
 * @offset: in bytes from its start
 * @length: how many bytes are wanted, at most %PACKSHOT_PICTURE_WINDOW
 *
 * Returns: (transfer none) (nullable): @length bytes, valid until the next look at the file;
 *   %NULL where the file has no such bytes
 */
const guint8 *
packshot_picture_file_peek (PackshotPictureFile *self, goffset offset, gsize length)
{
  gsize available;
  const guint8 *bytes = packshot_picture_file_peek_some (self, offset, &available);

  g_assert (length <= sizeof self->window);

  if (bytes == NULL || available >= length)
    return bytes;

  return fill (self, offset) >= length ? self->window : NULL;
}

/*< private >
 * packshot_picture_file_copy:
 * @self: a file
 * @offset: in bytes from its start
 * @length: how many bytes are wanted
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL where the file has no such bytes
 */
GBytes *
packshot_picture_file_copy (PackshotPictureFile *self, goffset offset, gsize length)
{
  g_autoptr (GByteArray) copy = g_byte_array_new ();

  while (copy->len < length)
    {
      gsize available;
      const guint8 *bytes = packshot_picture_file_peek_some (self, offset + copy->len, &available);

      if (bytes == NULL)
        return NULL;
      g_byte_array_append (copy, bytes, MIN (available, length - copy->len));
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&copy));
}

/*< private >
 * packshot_picture_file_set_broken:
 * @self: a file that made no sense
 * @error: return location for a #PackshotPictureError or %G_IO_ERROR_CANCELLED
 *
 * Tells a file that is damaged from one the system failed to read and from a call that was
 * cancelled.
 */
void
packshot_picture_file_set_broken (PackshotPictureFile *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return;
  if (self->read_error != 0)
    set_system_error (error, self->path, self->read_error);
  else
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_BROKEN, self->path,
                                _ ("is damaged or cut short"));
}
