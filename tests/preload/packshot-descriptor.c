/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a descriptor is of: a file below the folder that is watched, or a peer in the network. */

#include "packshot-descriptor.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *watched;
static const char *excepted;

static bool
is_excepted (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *name = slash != NULL ? slash + 1 : path;

  return excepted != NULL && strncmp (name, excepted, strlen (excepted)) == 0;
}

static const char *
strip_folder (const char *path)
{
  size_t length = watched != NULL ? strlen (watched) : 0;

  if (length == 0 || strncmp (path, watched, length) != 0 || is_excepted (path))
    return NULL;

  return path[length] == '/' ? path + length + 1 : path[length] == '\0' ? "." : NULL;
}

/* The folder that is watched, with an absolute path and without links; but for files whose names
 * begin like the second, which may be NULL. Both have to stay. */
void
packshot_descriptor_set_folder (const char *folder, const char *except)
{
  watched = folder;
  excepted = except;
}

/* Where in the folder the file is, also of one that lost its name or never had one; NULL where it
 * is not in there. */
const char *
packshot_descriptor_find_name (int fd, char path[PATH_MAX])
{
  char link[64];
  ssize_t length;

  if (watched == NULL)
    return NULL;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, PATH_MAX - 1);
  if (length < 0)
    return NULL;

  path[length] = '\0';
  return strip_folder (path);
}

/* The same of a name in an open folder, as the *at functions take it. */
const char *
packshot_descriptor_find_name_at (int folder, const char *name, char path[PATH_MAX])
{
  char parent[PATH_MAX];
  const char *where;

  if (name[0] == '/')
    return strip_folder (name);
  if (folder != AT_FDCWD)
    where = packshot_descriptor_find_name (folder, parent);
  else
    where = getcwd (parent, sizeof parent) != NULL ? strip_folder (parent) : NULL;

  if (where == NULL || strcmp (where, ".") == 0)
    return where != NULL ? name : NULL;

  /* A path that is too long for this has nothing to do with a test. */
  return snprintf (path, PATH_MAX, "%s/%s", where, name) < PATH_MAX ? path : NULL;
}

/* Whether it leads to another program by an Internet protocol: a bus does not. */
bool
packshot_descriptor_is_peer (int fd)
{
  struct sockaddr_storage address;
  socklen_t length = sizeof address;

  return getsockname (fd, (struct sockaddr *) &address, &length) == 0
         && (address.ss_family == AF_INET || address.ss_family == AF_INET6);
}
