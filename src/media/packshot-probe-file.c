/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-probe-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
set_system_error (int code, GError **error)
{
  g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
               _ ("The video can’t be read: %s."), g_strerror (code));
  return FALSE;
}

/*< private >
 * packshot_probe_file_open:
 * @self: (out caller-allocates): the file; to be closed in any case
 * @path: (type filename): its path
 * @cancellable: (nullable): lets every later read fail
 * @error: return location for a #PackshotMediaError
 *
 * Returns: whether it is an ordinary file that can be read
 */
gboolean
packshot_probe_file_open (PackshotProbeFile *self,
                          const char *path,
                          GCancellable *cancellable,
                          GError **error)
{
  struct stat status;

  *self = (PackshotProbeFile){ .cancellable = cancellable };
  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (self->fd < 0 || fstat (self->fd, &status) != 0)
    return set_system_error (errno, error);
  if (!S_ISREG (status.st_mode))
    return set_system_error (S_ISDIR (status.st_mode) ? EISDIR : EINVAL, error);

  self->size = status.st_size;
  return TRUE;
}

/*< private >
 * packshot_probe_file_close:
 * @self: a file
 */
void
packshot_probe_file_close (PackshotProbeFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

/*< private >
 * packshot_probe_file_read:
 * @self: a file
 * @offset: in bytes from its start
 * @bytes: (out caller-allocates) (array length=length): what is there
 * @length: how many bytes are wanted
 *
 * Returns: whether all of them are there
 */
gboolean
packshot_probe_file_read (PackshotProbeFile *self, goffset offset, guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      ssize_t n;

      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;

      n = pread (self->fd, bytes, length, offset);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        self->read_error = errno;
      if (n <= 0)
        return FALSE;
      bytes += n;
      offset += n;
      length -= n;
    }

  return TRUE;
}

/*< private >
 * packshot_probe_file_fail:
 * @self: a file in which something is wrong
 * @code: what, if it is not that the file can't be read, or that this was cancelled
 * @error: return location for the error
 *
 * Returns: %FALSE
 */
gboolean
packshot_probe_file_fail (PackshotProbeFile *self, PackshotMediaError code, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->read_error != 0)
    return set_system_error (self->read_error, error);

  if (code == PACKSHOT_MEDIA_ERROR_CUT_SHORT)
    g_set_error_literal (error, PACKSHOT_MEDIA_ERROR, code,
                         _ ("The video is not all there: its file ends too early."));
  else if (code == PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO)
    g_set_error_literal (error, PACKSHOT_MEDIA_ERROR, code,
                         _ ("The file has no moving picture in it."));
  else
    g_set_error_literal (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_BROKEN,
                         _ ("The video is damaged: its parts don’t fit together."));
  return FALSE;
}
