/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

#include "packshot-net-file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-net-explain-private.h"

struct _PackshotNetFile
{
  char *folder;       /* (owned) (type filename) (nullable): NULL where it could not be made */
  char *path;         /* (owned) (type filename) (nullable) */
  char *name;         /* (owned) */
  char *content_type; /* (owned) (nullable) */
  int fd;
};

/**
 * packshot_net_file_new:
 * @name: a name without a slash; the file bears it, so that sentences about it can
 * @content_type: (nullable): what it is
 * @error: return location for a #PackshotNetError
 *
 * Returns: (transfer full) (nullable): a new empty file, for this user's eyes only
 */
PackshotNetFile *
packshot_net_file_new (const char *name, const char *content_type, GError **error)
{
  g_autoptr (PackshotNetFile) self = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (name != NULL && strchr (name, '/') == NULL, NULL);

  self = g_new0 (PackshotNetFile, 1);
  self->fd = -1;
  self->name = g_strdup (name);
  self->content_type = g_strdup (content_type);

  folder = g_build_filename (g_get_tmp_dir (), "packshot-XXXXXX", NULL);
  if (g_mkdtemp (folder) != NULL)
    {
      self->folder = g_steal_pointer (&folder);
      self->path = g_build_filename (self->folder, name, NULL);
      self->fd = g_open (self->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    }
  if (self->fd < 0)
    {
      g_propagate_error (error, packshot_net_explain_errno (errno));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * packshot_net_file_unlink:
 * @self: a file
 *
 * Takes the name from the file, which lives on behind its descriptor.
 */
void
packshot_net_file_unlink (PackshotNetFile *self)
{
  if (self->path != NULL)
    g_unlink (self->path);
  if (self->folder != NULL)
    g_rmdir (self->folder);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
}

/**
 * packshot_net_file_free:
 * @self: (transfer full): a file
 *
 * Removes the file from the disk.
 */
void
packshot_net_file_free (PackshotNetFile *self)
{
  packshot_net_file_unlink (self);
  if (self->fd >= 0)
    close (self->fd);

  g_free (self->name);
  g_free (self->content_type);
  g_free (self);
}

/**
 * packshot_net_file_get_fd:
 * @self: a file
 *
 * Returns: a descriptor to read, write and seek; it belongs to the file
 */
int
packshot_net_file_get_fd (PackshotNetFile *self)
{
  return self->fd;
}

/**
 * packshot_net_file_get_path:
 * @self: a file
 *
 * Returns: (transfer none) (type filename) (nullable): where it is until it is freed; %NULL where
 *   it has no name
 */
const char *
packshot_net_file_get_path (PackshotNetFile *self)
{
  return self->path;
}

/**
 * packshot_net_file_get_name:
 * @self: a file
 *
 * Returns: (transfer none): what it is called where it comes from, made safe to show and to save
 *   under
 */
const char *
packshot_net_file_get_name (PackshotNetFile *self)
{
  return self->name;
}

/**
 * packshot_net_file_get_content_type:
 * @self: a file
 *
 * Returns: (transfer none) (nullable): what the server says it is, such as “image/png”
 */
const char *
packshot_net_file_get_content_type (PackshotNetFile *self)
{
  return self->content_type;
}
