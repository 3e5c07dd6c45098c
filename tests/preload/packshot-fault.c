/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A library to be loaded before all others: it makes one function of the system fail, for files in
 * one folder and for those without a name that were opened there.
 *
 * PACKSHOT_FAULT=FUNCTION:N:ERRNO is which function, from which call on, and how. Of "write", which
 * stands for all functions that write, N counts bytes; the last write that fits in part is done in
 * part, as on a disk. "tmpfile" is to open a file without a name.
 * PACKSHOT_FAULT_FOLDER is the folder, with an absolute path and without links. */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define NEXT(function) ((__typeof__ (&function)) dlsym (RTLD_NEXT, #function))

static atomic_long count;

/* Whether it is about this function; if so, from when on it fails and how. */
static int
is_meant (const char *function, long *from, int *code)
{
  const char *fault = getenv ("PACKSHOT_FAULT");
  size_t length = strlen (function);

  return fault != NULL && strncmp (fault, function, length) == 0 && fault[length] == ':'
         && sscanf (fault + length, ":%ld:%d", from, code) == 2;
}

static int
is_in_folder (int fd)
{
  const char *folder = getenv ("PACKSHOT_FAULT_FOLDER");
  char link[64], path[PATH_MAX];
  ssize_t length;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path);

  return folder != NULL && length >= (ssize_t) strlen (folder)
         && strncmp (path, folder, strlen (folder)) == 0;
}

/* Counts one more call. */
static int
fails (const char *function)
{
  long from;
  int code;

  if (!is_meant (function, &from, &code) || atomic_fetch_add (&count, 1) + 1 < from)
    return 0;

  errno = code;
  return 1;
}

/* How many of so many bytes still find room; if not all of them, errno says why. */
static size_t
find_room (int fd, size_t size)
{
  long from, used;
  int code;

  if (size == 0 || !is_meant ("write", &from, &code) || !is_in_folder (fd))
    return size;

  used = atomic_fetch_add (&count, (long) size);
  if (used + (long) size <= from)
    return size;

  errno = code;
  return used < from ? (size_t) (from - used) : 0;
}

ssize_t
write (int fd, const void *data, size_t size)
{
  size_t room = find_room (fd, size);

  return room == 0 && size > 0 ? -1 : NEXT (write) (fd, data, room);
}

ssize_t
writev (int fd, const struct iovec *parts, int n_parts)
{
  size_t size = 0, room;

  for (int i = 0; i < n_parts; i++)
    size += parts[i].iov_len;

  room = find_room (fd, size);
  if (room == size)
    return NEXT (writev) (fd, parts, n_parts);
  if (room == 0)
    return -1;

  return NEXT (write) (fd, parts[0].iov_base, room < parts[0].iov_len ? room : parts[0].iov_len);
}

size_t
fwrite (const void *data, size_t size, size_t n, FILE *stream)
{
  return find_room (fileno (stream), size * n) < size * n ? 0
                                                          : NEXT (fwrite) (data, size, n, stream);
}

int
fsync (int fd)
{
  return is_in_folder (fd) && fails ("fsync") ? -1 : NEXT (fsync) (fd);
}

int
linkat (int from_folder, const char *from, int to_folder, const char *to, int flags)
{
  return is_in_folder (to_folder) && fails ("linkat")
             ? -1
             : NEXT (linkat) (from_folder, from, to_folder, to, flags);
}

int
renameat (int from_folder, const char *from, int to_folder, const char *to)
{
  return is_in_folder (to_folder) && fails ("renameat")
             ? -1
             : NEXT (renameat) (from_folder, from, to_folder, to);
}

/* Large files are the rule in this project, so that its programs call this by the name of openat64,
 * and so does this definition. */
int
openat (int folder, const char *path, int flags, ...)
{
  mode_t mode = 0;
  va_list arguments;

  va_start (arguments, flags);
  if ((flags & (O_CREAT | __O_TMPFILE)) != 0)
    mode = va_arg (arguments, mode_t);
  va_end (arguments);

  if ((flags & __O_TMPFILE) != 0 && is_in_folder (folder) && fails ("tmpfile"))
    return -1;

  return NEXT (openat) (folder, path, flags, mode);
}
