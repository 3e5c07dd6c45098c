/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-job-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-sync.h"

#define BLOCK_SIZE (256 * 1024)

static gboolean
fail_errno (const char *path, int code, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               /* Translators: the path of a file, and what the system says. */
               _ ("The file “%s” can’t be written: %s."), shown, g_strerror (code));
  return FALSE;
}

/* Reads to the end; writes what it reads where a target is given. */
static gboolean
digest (GInputStream *source,
        GOutputStream *target,
        GChecksum *checksum,
        guint64 *size,
        GCancellable *cancellable,
        GError **error)
{
  g_autofree guchar *block = g_malloc (BLOCK_SIZE);
  gssize n_read;

  *size = 0;
  while ((n_read = g_input_stream_read (source, block, BLOCK_SIZE, cancellable, error)) > 0)
    {
      g_checksum_update (checksum, block, n_read);
      *size += (guint64) n_read;

      if (target != NULL
          && !g_output_stream_write_all (target, block, (gsize) n_read, NULL, cancellable, error))
        return FALSE;
    }

  return n_read == 0;
}

static gboolean
write_file (GInputStream *source,
            int fd,
            const char *path,
            GChecksum *checksum,
            guint64 *size,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GOutputStream) target = g_unix_output_stream_new (fd, FALSE);

  if (!digest (source, target, checksum, size, cancellable, error))
    return FALSE;

  return fsync (fd) == 0 || fail_errno (path, errno, error);
}

/**
 * packshot_job_copy_new:
 * @option: the name of an option
 * @path: (type filename): the absolute path of the file
 * @size: in bytes
 * @sha256: of its bytes, in hexadecimal
 *
 * Returns: (transfer full): what is known of a copy
 */
PackshotJobCopy *
packshot_job_copy_new (const char *option, const char *path, guint64 size, const char *sha256)
{
  PackshotJobCopy *self;

  g_return_val_if_fail (option != NULL && path != NULL && sha256 != NULL, NULL);

  self = g_new0 (PackshotJobCopy, 1);
  self->option = g_strdup (option);
  self->path = g_strdup (path);
  self->size = size;
  self->sha256 = g_strdup (sha256);

  return self;
}

/**
 * packshot_job_copy_dup:
 * @self: a copy
 *
 * Returns: (transfer full): the same of the same file
 */
PackshotJobCopy *
packshot_job_copy_dup (const PackshotJobCopy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return packshot_job_copy_new (self->option, self->path, self->size, self->sha256);
}

/**
 * packshot_job_copy_free:
 * @self: (transfer full): what is known of a copy; the file stays
 */
void
packshot_job_copy_free (PackshotJobCopy *self)
{
  g_free (self->option);
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

/**
 * packshot_job_copy_make:
 * @source: the bytes, read to the end
 * @option: the name of the option they are the value of
 * @folder: (type filename): the absolute path of the job's folder, which is there
 * @name: (type filename): the name of the file in it: "photo.jpg"
 * @cancellable: (nullable): stops it, and leaves nothing behind
 * @error: return location for a #GIOErrorEnum
 *
 * Writes a file for this user's eyes only. It has its name when all of it is on disk, and not
 * before. Blocks: for a thread.
 *
 * Returns: (transfer full): the copy, durable, or %NULL on error
 */
PackshotJobCopy *
packshot_job_copy_make (GInputStream *source,
                        const char *option,
                        const char *folder,
                        const char *name,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *path = NULL;
  g_autofree char *draft = NULL;
  gboolean is_whole;
  guint64 size;
  int fd;

  g_return_val_if_fail (G_IS_INPUT_STREAM (source) && option != NULL, NULL);
  g_return_val_if_fail (folder != NULL && name != NULL, NULL);

  path = g_build_filename (folder, name, NULL);
  draft = g_strconcat (path, ".XXXXXX", NULL);
  fd = g_mkstemp_full (draft, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      fail_errno (path, errno, error);
      return NULL;
    }

  is_whole = write_file (source, fd, path, checksum, &size, cancellable, error);
  close (fd);
  if (is_whole && g_rename (draft, path) != 0)
    is_whole = fail_errno (path, errno, error);
  if (!is_whole)
    {
      g_unlink (draft);
      return NULL;
    }

  if (!packshot_sync_folder (folder, error))
    {
      g_unlink (path);
      return NULL;
    }

  return packshot_job_copy_new (option, path, size, g_checksum_get_string (checksum));
}

/**
 * packshot_job_copy_check:
 * @self: a copy
 * @cancellable: (nullable): stops it
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE where the file has changed, or a
 *   #GIOErrorEnum where it can't be read
 *
 * For a job that was resting: what is sent has to be what the user saw. Blocks: for a thread.
 *
 * Returns: whether the file holds the very bytes that were copied
 */
gboolean
packshot_job_copy_check (const PackshotJobCopy *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) source = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *shown = NULL;
  guint64 size;

  g_return_val_if_fail (self != NULL, FALSE);

  file = g_file_new_for_path (self->path);
  source = g_file_read (file, cancellable, error);
  if (source == NULL
      || !digest (G_INPUT_STREAM (source), NULL, checksum, &size, cancellable, error))
    return FALSE;

  if (size == self->size && g_str_equal (g_checksum_get_string (checksum), self->sha256))
    return TRUE;

  shown = g_filename_display_name (self->path);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("The file “%s” was changed after it was chosen."), shown);
  return FALSE;
}
