/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

#include "packshot-net-part-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-net-explain-private.h"

#define GROUP         "Part"
#define KEY_ADDRESS   "Address"
#define KEY_BOOT      "Boot"
#define KEY_TOTAL     "Total"
#define KEY_VALIDATOR "Validator"

#define BOOT_ID "/proc/sys/kernel/random/boot_id"

struct _PackshotNetPart
{
  char *path;      /* (owned) (type filename): where it shall be */
  char *part_path; /* (owned) (type filename) */
  char *from_path; /* (owned) (type filename) */
  char *address;   /* (owned): a fingerprint of where it comes from */
  char *boot;      /* (owned): of the running system */
  int fd;
  char *validator; /* (owned) (nullable): of the version that is begun; NULL if it has none */
  goffset total;   /* of that version, or -1 */
};

/* Of the address without its query: the permission in it changes, what it leads to does not. Nobody
 * need know it, so a fingerprint is kept. */
static char *
make_fingerprint (const char *url)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, (gssize) strcspn (url, "?#"));
}

static char *
read_boot (void)
{
  char *boot = NULL;

  return g_file_get_contents (BOOT_ID, &boot, NULL, NULL) ? g_strstrip (boot) : NULL;
}

/* What was written before the computer went down may never have reached the disk, although the file
 * has its length. What a killed program wrote has. */
static gboolean
is_ours (PackshotNetPart *self, GKeyFile *keys)
{
  g_autofree char *address = g_key_file_get_string (keys, GROUP, KEY_ADDRESS, NULL);
  g_autofree char *boot = g_key_file_get_string (keys, GROUP, KEY_BOOT, NULL);

  return self->boot != NULL && g_strcmp0 (address, self->address) == 0
         && g_strcmp0 (boot, self->boot) == 0;
}

static void
read_from (PackshotNetPart *self)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  if (!g_key_file_load_from_file (keys, self->from_path, G_KEY_FILE_NONE, NULL)
      || !is_ours (self, keys))
    return;

  self->validator = g_key_file_get_string (keys, GROUP, KEY_VALIDATOR, NULL);
  self->total = g_key_file_get_int64 (keys, GROUP, KEY_TOTAL, NULL);
  if (self->total <= 0)
    self->total = -1;
}

static gboolean
write_from (PackshotNetPart *self, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) local_error = NULL;

  g_key_file_set_string (keys, GROUP, KEY_ADDRESS, self->address);
  g_key_file_set_string (keys, GROUP, KEY_BOOT, self->boot != NULL ? self->boot : "");
  g_key_file_set_int64 (keys, GROUP, KEY_TOTAL, self->total);
  g_key_file_set_string (keys, GROUP, KEY_VALIDATOR, self->validator);
  if (g_key_file_save_to_file (keys, self->from_path, &local_error))
    return TRUE;

  g_propagate_error (
      error, packshot_net_explain_errno (
                 g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ENOSPC : EIO));
  return FALSE;
}

/**
 * packshot_net_part_open:
 * @path: (type filename): where the whole file shall be
 * @url: where it comes from
 * @error: return location for a #PackshotNetError
 *
 * Returns: (transfer full) (nullable): what there is of it
 */
PackshotNetPart *
packshot_net_part_open (const char *path, const char *url, GError **error)
{
  g_autoptr (PackshotNetPart) self = g_new0 (PackshotNetPart, 1);

  self->path = g_strdup (path);
  self->part_path = g_strdup_printf ("%s.part", path);
  self->from_path = g_strdup_printf ("%s.part.from", path);
  self->address = make_fingerprint (url);
  self->boot = read_boot ();
  self->total = -1;
  self->fd = g_open (self->part_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (self->fd < 0)
    {
      g_propagate_error (error, packshot_net_explain_errno (errno));
      return NULL;
    }

  read_from (self);
  lseek (self->fd, 0, SEEK_END);

  return g_steal_pointer (&self);
}

/**
 * packshot_net_part_free:
 * @self: (transfer full): a part; what is on disk stays
 */
void
packshot_net_part_free (PackshotNetPart *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self->part_path);
  g_free (self->from_path);
  g_free (self->address);
  g_free (self->boot);
  g_free (self->validator);
  g_free (self);
}

/**
 * packshot_net_part_get_fd:
 * @self: a part
 *
 * Returns: a descriptor that stands at the end; it belongs to the part
 */
int
packshot_net_part_get_fd (PackshotNetPart *self)
{
  return self->fd;
}

/**
 * packshot_net_part_get_size:
 * @self: a part
 *
 * Returns: how many bytes there are
 */
goffset
packshot_net_part_get_size (PackshotNetPart *self)
{
  struct stat status;

  return fstat (self->fd, &status) == 0 ? (goffset) status.st_size : 0;
}

/**
 * packshot_net_part_get_total:
 * @self: a part
 *
 * Returns: how many bytes the whole file has, or -1 where nobody knows
 */
goffset
packshot_net_part_get_total (PackshotNetPart *self)
{
  return self->total;
}

/**
 * packshot_net_part_get_validator:
 * @self: a part
 *
 * Returns: (transfer none) (nullable): by what a server knows the version this is a part of; %NULL
 *   where nobody could go on with it
 */
const char *
packshot_net_part_get_validator (PackshotNetPart *self)
{
  return packshot_net_part_get_size (self) > 0 ? self->validator : NULL;
}

/**
 * packshot_net_part_matches:
 * @self: a part
 * @validator: (nullable): by what the server knows what it sends now
 * @total: of how many bytes, or -1
 *
 * Returns: whether the server says that it is the version this is a part of
 */
gboolean
packshot_net_part_matches (PackshotNetPart *self, const char *validator, goffset total)
{
  return validator != NULL && g_strcmp0 (validator, self->validator) == 0
         && (total < 0 || self->total < 0 || total == self->total);
}

/**
 * packshot_net_part_begin:
 * @self: a part
 * @validator: (nullable): of the version that comes now; without one it can't be gone on with later
 * @total: its bytes, or -1
 * @error: return location for a #PackshotNetError
 *
 * Forgets what there is.
 *
 * Returns: whether it is empty now
 */
gboolean
packshot_net_part_begin (PackshotNetPart *self,
                         const char *validator,
                         goffset total,
                         GError **error)
{
  /* In this order: killed between, there is nothing of which it could be said wrongly. */
  if (ftruncate (self->fd, 0) != 0 || lseek (self->fd, 0, SEEK_SET) != 0
      || (g_unlink (self->from_path) != 0 && errno != ENOENT))
    {
      g_propagate_error (error, packshot_net_explain_errno (errno));
      return FALSE;
    }

  g_free (self->validator);
  self->validator = g_strdup (validator);
  self->total = total;

  return validator == NULL || write_from (self, error);
}

/* As packshot_sync_folder() does: a file system that knows no such thing is taken as it is, for the
 * file is in its place. */
static gboolean
sync_folder (PackshotNetPart *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);

  if (fd >= 0)
    {
      int code = errno;

      close (fd);
      errno = code;
    }

  return synced;
}

/**
 * packshot_net_part_commit:
 * @self: a part that is whole
 * @error: return location for a #PackshotNetError
 *
 * Puts it on disk and then in its place, in one step. Blocks.
 *
 * Returns: whether that worked; if not, what was there is as it was
 */
gboolean
packshot_net_part_commit (PackshotNetPart *self, GError **error)
{
  if (fsync (self->fd) != 0 || g_rename (self->part_path, self->path) != 0 || !sync_folder (self))
    {
      g_propagate_error (error, packshot_net_explain_errno (errno));
      return FALSE;
    }

  g_unlink (self->from_path);

  return TRUE;
}

/**
 * packshot_net_part_discard:
 * @self: a part of something nobody wants
 *
 * Removes it from the disk.
 */
void
packshot_net_part_discard (PackshotNetPart *self)
{
  g_unlink (self->part_path);
  g_unlink (self->from_path);
}
