/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions of the system that leave something on the disk. Large files are the rule in this
 * project, so that its programs call openat(), pwrite() and ftruncate() by the names of openat64(),
 * pwrite64() and ftruncate64(), and so do these definitions. */

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "packshot-descriptor.h"
#include "packshot-fault.h"
#include "packshot-next.h"
#include "packshot-point.h"

/* Asks both what fails. Gives how much of so many bytes is to be written; 0 with errno set. */
static size_t
find_room (int fd, size_t size, PackshotFate *fate)
{
  char path[PATH_MAX];
  const char *name = packshot_descriptor_find_name (fd, path);
  size_t room;

  *fate = PACKSHOT_FATE_NONE;
  if (name == NULL && packshot_descriptor_is_peer (fd))
    *fate = packshot_point_count (PACKSHOT_POINT_SEND, "");
  if (name == NULL || size == 0)
    return *fate == PACKSHOT_FATE_FAIL ? 0 : size;

  room = packshot_fault_find_room (size);
  if (room < size)
    return room;

  *fate = packshot_point_count (PACKSHOT_POINT_WRITE, name);
  return *fate == PACKSHOT_FATE_FAIL ? 0 : packshot_point_limit (*fate, size);
}

PACKSHOT_CALL ssize_t
write (int fd, const void *data, size_t size)
{
  PackshotFate fate;
  size_t room = find_room (fd, size, &fate);
  ssize_t written = room == 0 && size > 0 ? -1 : NEXT (write) (fd, data, room);

  packshot_point_pass (fate);
  return written;
}

PACKSHOT_CALL ssize_t
pwrite (int fd, const void *data, size_t size, off_t offset)
{
  PackshotFate fate;
  size_t room = find_room (fd, size, &fate);
  ssize_t written = room == 0 && size > 0 ? -1 : NEXT (pwrite) (fd, data, room, offset);

  packshot_point_pass (fate);
  return written;
}

PACKSHOT_CALL ssize_t
writev (int fd, const struct iovec *parts, int n_parts)
{
  PackshotFate fate;
  size_t size = 0, room;
  ssize_t written;

  for (int i = 0; i < n_parts; i++)
    size += parts[i].iov_len;

  room = find_room (fd, size, &fate);
  if (room == size)
    written = NEXT (writev) (fd, parts, n_parts);
  else if (room == 0)
    written = -1;
  else
    written =
        NEXT (write) (fd, parts[0].iov_base, room < parts[0].iov_len ? room : parts[0].iov_len);

  packshot_point_pass (fate);
  return written;
}

PACKSHOT_CALL size_t
fwrite (const void *data, size_t size, size_t n, FILE *stream)
{
  PackshotFate fate;
  size_t written = find_room (fileno (stream), size * n, &fate) < size * n
                       ? 0
                       : NEXT (fwrite) (data, size, n, stream);

  packshot_point_pass (fate);
  return written;
}

/* Whether the call about this file fails. */
static bool
fails (PackshotPointKind kind, const char *function, const char *name, PackshotFate *fate)
{
  *fate = PACKSHOT_FATE_NONE;
  if (name == NULL)
    return false;
  if (packshot_fault_strikes (function))
    return true;

  *fate = packshot_point_count (kind, name);
  return *fate == PACKSHOT_FATE_FAIL;
}

static int
sync_by (int (*next) (int), const char *function, int fd)
{
  char path[PATH_MAX];
  PackshotFate fate;
  int result =
      fails (PACKSHOT_POINT_SYNC, function, packshot_descriptor_find_name (fd, path), &fate)
          ? -1
          : next (fd);

  packshot_point_pass (fate);
  return result;
}

PACKSHOT_CALL int
fsync (int fd)
{
  return sync_by (NEXT (fsync), "fsync", fd);
}

PACKSHOT_CALL int
fdatasync (int fd)
{
  return sync_by (NEXT (fdatasync), "fdatasync", fd);
}

PACKSHOT_CALL int
ftruncate (int fd, off_t size)
{
  char path[PATH_MAX];
  PackshotFate fate;
  int result =
      fails (PACKSHOT_POINT_TRUNCATE, "ftruncate", packshot_descriptor_find_name (fd, path), &fate)
          ? -1
          : NEXT (ftruncate) (fd, size);

  packshot_point_pass (fate);
  return result;
}

/* A call that gives a file a name, or takes one from it. */
static bool
fails_at (PackshotPointKind kind,
          const char *function,
          int folder,
          const char *name,
          PackshotFate *fate)
{
  char path[PATH_MAX];

  return fails (kind, function, packshot_descriptor_find_name_at (folder, name, path), fate);
}

PACKSHOT_CALL int
rename (const char *from, const char *to)
{
  PackshotFate fate;
  int result = fails_at (PACKSHOT_POINT_RENAME, "rename", AT_FDCWD, to, &fate)
                   ? -1
                   : NEXT (rename) (from, to);

  packshot_point_pass (fate);
  return result;
}

PACKSHOT_CALL int
renameat (int from_folder, const char *from, int to_folder, const char *to)
{
  PackshotFate fate;
  int result = fails_at (PACKSHOT_POINT_RENAME, "renameat", to_folder, to, &fate)
                   ? -1
                   : NEXT (renameat) (from_folder, from, to_folder, to);

  packshot_point_pass (fate);
  return result;
}

PACKSHOT_CALL int
link (const char *from, const char *to)
{
  PackshotFate fate;
  int result =
      fails_at (PACKSHOT_POINT_LINK, "link", AT_FDCWD, to, &fate) ? -1 : NEXT (link) (from, to);

  packshot_point_pass (fate);
  return result;
}

PACKSHOT_CALL int
linkat (int from_folder, const char *from, int to_folder, const char *to, int flags)
{
  PackshotFate fate;
  int result = fails_at (PACKSHOT_POINT_LINK, "linkat", to_folder, to, &fate)
                   ? -1
                   : NEXT (linkat) (from_folder, from, to_folder, to, flags);

  packshot_point_pass (fate);
  return result;
}

PACKSHOT_CALL int
unlink (const char *path)
{
  PackshotFate fate;
  int result =
      fails_at (PACKSHOT_POINT_UNLINK, "unlink", AT_FDCWD, path, &fate) ? -1 : NEXT (unlink) (path);

  packshot_point_pass (fate);
  return result;
}

PACKSHOT_CALL int
unlinkat (int folder, const char *path, int flags)
{
  PackshotFate fate;
  int result = fails_at (PACKSHOT_POINT_UNLINK, "unlinkat", folder, path, &fate)
                   ? -1
                   : NEXT (unlinkat) (folder, path, flags);

  packshot_point_pass (fate);
  return result;
}

/* Not a point: what makes a file without a name leaves nothing behind. */
PACKSHOT_CALL int
openat (int folder, const char *path, int flags, ...)
{
  char where[PATH_MAX];
  mode_t mode = 0;
  va_list arguments;

  va_start (arguments, flags);
  if ((flags & (O_CREAT | __O_TMPFILE)) != 0)
    mode = va_arg (arguments, mode_t);
  va_end (arguments);

  if ((flags & __O_TMPFILE) != 0 && packshot_descriptor_find_name (folder, where) != NULL
      && packshot_fault_strikes ("tmpfile"))
    return -1;

  return NEXT (openat) (folder, path, flags, mode);
}
