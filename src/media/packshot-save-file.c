/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-save-file.h"

#include "packshot-media-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names tried before giving up: a collision of random names is no reason to lose a video. */
#define MAX_TRIES 100

struct _PackshotSaveFile
{
  char *folder;    /* (owned) */
  char *name;      /* (owned): within the folder */
  char *temporary; /* (owned) (nullable): name within the folder; NULL while the file has none */
  int folder_fd;
  int fd;
  gboolean flushed;
};

typedef enum
{
  DEED_OPEN,
  DEED_REPLACE,
  DEED_KEEP
} Deed;

static char *
describe_failure (Deed deed, const char *shown, const char *reason)
{
  switch (deed)
    {
    case DEED_OPEN:
      /* Translators: the path of a folder, and what the system says. */
      return g_strdup_printf (_ ("Can’t write in the folder “%s”: %s."), shown, reason);
    case DEED_REPLACE:
      /* Translators: the path of a file, and what the system says. */
      return g_strdup_printf (_ ("Can’t write the file “%s”: %s."), shown, reason);
    case DEED_KEEP:
    default:
      /* Translators: the name of a file, and what the system says. */
      return g_strdup_printf (_ ("Can’t save the file “%s”: %s."), shown, reason);
    }
}

static void
set_error (GError **error, int code, Deed deed, const char *path)
{
  g_autofree char *words = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  int kind = PACKSHOT_MEDIA_ERROR_FAILED;

  if (code == ENOSPC || code == EDQUOT)
    kind = PACKSHOT_MEDIA_ERROR_NO_SPACE;
  else if (code == EACCES || code == EROFS || code == EPERM || code == ENOENT || code == ENOTDIR
           || code == EISDIR || code == ENAMETOOLONG)
    kind = PACKSHOT_MEDIA_ERROR_NOT_WRITABLE;

  if (kind == PACKSHOT_MEDIA_ERROR_NO_SPACE)
    {
      g_set_error (error, PACKSHOT_MEDIA_ERROR, kind,
                   /* Translators: the path of a file. */
                   _ ("The disk is full: nothing can be written to “%s”."), shown);
      return;
    }

  words = describe_failure (deed, shown, g_strerror (code));
  g_set_error_literal (error, PACKSHOT_MEDIA_ERROR, kind, words);
}

static char *
make_temporary_name (PackshotSaveFile *self)
{
  return g_strdup_printf (".packshot-%08x%08x", g_random_int (), g_random_int ());
}

/* For file systems without nameless files. */
static gboolean
open_named (PackshotSaveFile *self)
{
  for (int i = 0; i < MAX_TRIES; i++)
    {
      g_autofree char *name = make_temporary_name (self);

      self->fd = openat (self->folder_fd, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (self->fd >= 0)
        {
          self->temporary = g_steal_pointer (&name);
          return TRUE;
        }
      if (errno != EEXIST)
        return FALSE;
    }

  return FALSE;
}

/* No file can take the place of a folder: better said now than when all the work is done. */
static gboolean
is_taken_by_folder (PackshotSaveFile *self)
{
  struct stat status;

  return fstatat (self->folder_fd, self->name, &status, AT_SYMLINK_NOFOLLOW) == 0
         && S_ISDIR (status.st_mode);
}

static gboolean
open_nameless (PackshotSaveFile *self)
{
  self->fd = openat (self->folder_fd, ".", O_RDWR | O_TMPFILE | O_CLOEXEC, 0666);
  return self->fd >= 0;
}

/* Gives a nameless file a name: its own, where that is free, or a temporary one. */
static gboolean
give_name (PackshotSaveFile *self, gboolean *finished)
{
  g_autofree char *source = g_strdup_printf ("/proc/self/fd/%d", self->fd);

  *finished = FALSE;
  if (linkat (AT_FDCWD, source, self->folder_fd, self->name, AT_SYMLINK_FOLLOW) == 0)
    {
      *finished = TRUE;
      return TRUE;
    }

  for (int i = 0; i < MAX_TRIES && errno == EEXIST; i++)
    {
      g_autofree char *name = make_temporary_name (self);

      if (linkat (AT_FDCWD, source, self->folder_fd, name, AT_SYMLINK_FOLLOW) == 0)
        {
          self->temporary = g_steal_pointer (&name);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
name_file (PackshotSaveFile *self)
{
  gboolean finished = FALSE;

  if (self->temporary == NULL && !give_name (self, &finished))
    return FALSE;
  if (finished)
    return TRUE;

  if (renameat (self->folder_fd, self->temporary, self->folder_fd, self->name) != 0)
    return FALSE;

  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

/**
 * packshot_save_file_new:
 * @path: where the file shall be in the end; its folder must exist
 * @error: return location for a #PackshotMediaError
 *
 * Opens a file that has no name yet. What is at @path stays as it is until
 * packshot_save_file_commit().
 *
 * Returns: (transfer full) (nullable): the file, or %NULL on error
 */
PackshotSaveFile *
packshot_save_file_new (const char *path, GError **error)
{
  g_autoptr (PackshotSaveFile) self = g_new0 (PackshotSaveFile, 1);

  self->folder = g_path_get_dirname (path);
  self->name = g_path_get_basename (path);
  self->fd = -1;
  self->folder_fd = open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (self->folder_fd < 0 || (!open_nameless (self) && !open_named (self)))
    {
      set_error (error, errno, DEED_OPEN, self->folder);
      return NULL;
    }
  if (is_taken_by_folder (self))
    {
      set_error (error, EISDIR, DEED_REPLACE, path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * packshot_save_file_free:
 * @self: (transfer full): a file
 *
 * Closes the file. One that was not committed is gone, and what was at its path is as it was.
 */
void
packshot_save_file_free (PackshotSaveFile *self)
{
  if (self->temporary != NULL)
    unlinkat (self->folder_fd, self->temporary, 0);
  if (self->fd >= 0)
    close (self->fd);
  if (self->folder_fd >= 0)
    close (self->folder_fd);

  g_free (self->temporary);
  g_free (self->name);
  g_free (self->folder);
  g_free (self);
}

/**
 * packshot_save_file_get_fd:
 * @self: a file
 *
 * Returns: a descriptor to write and seek; it belongs to the file
 */
int
packshot_save_file_get_fd (PackshotSaveFile *self)
{
  return self->fd;
}

/**
 * packshot_save_file_flush:
 * @self: a file, completely written
 * @error: return location for a #PackshotMediaError
 *
 * Puts the file on disk ahead of packshot_save_file_commit(): for whoever has several files, and
 * shows none of them unless there is room for all.
 *
 * Returns: whether that worked
 */
gboolean
packshot_save_file_flush (PackshotSaveFile *self, GError **error)
{
  if (!self->flushed && fsync (self->fd) != 0)
    {
      set_error (error, errno, DEED_KEEP, self->name);
      return FALSE;
    }

  self->flushed = TRUE;
  return TRUE;
}

/* As packshot_sync_folder() does: a file system that knows no such thing is taken as it is, for the
 * file is in its place. */
static gboolean
sync_folder (PackshotSaveFile *self)
{
  return fsync (self->folder_fd) == 0 || errno == EINVAL;
}

/**
 * packshot_save_file_commit:
 * @self: a file, completely written
 * @error: return location for a #PackshotMediaError
 *
 * Puts the file on disk and then, in one step, in the place of whatever had its path.
 *
 * Returns: whether that worked; if not, what was at the path is as it was
 */
gboolean
packshot_save_file_commit (PackshotSaveFile *self, GError **error)
{
  if (!packshot_save_file_flush (self, error))
    return FALSE;

  if (!name_file (self) || !sync_folder (self))
    {
      set_error (error, errno, DEED_KEEP, self->name);
      return FALSE;
    }

  return TRUE;
}
