/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-save-file.h"

#define CHUNK (256 * 1024)

typedef struct
{
  /* Input. */
  char *source;       /* (owned) (type filename) */
  GFile *destination; /* (owned) */
} CopyData;

static void
copy_data_free (gpointer data)
{
  CopyData *copy = data;

  g_free (copy->source);
  g_object_unref (copy->destination);
  g_free (copy);
}

static gboolean
fail (GError **error, int code)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("The file can’t be saved: %s."),
               g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int fd, const char *bytes, gssize length, GError **error)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, (gsize) length);

      if (n < 0 && errno != EINTR)
        return fail (error, errno);
      if (n > 0)
        {
          bytes += n;
          length -= n;
        }
    }

  return TRUE;
}

static gboolean
pump (int from, int to, GCancellable *cancellable, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      gssize n = read (from, chunk, CHUNK);

      if (n == 0)
        return TRUE;
      if (n < 0 && errno != EINTR)
        return fail (error, errno);
      if (n > 0 && !write_all (to, chunk, n, error))
        return FALSE;
    }

  return FALSE;
}

static gboolean
copy_local (const char *source, const char *destination, GCancellable *cancellable, GError **error)
{
  g_autoptr (PackshotSaveFile) file = NULL;
  gboolean copied;
  int from = g_open (source, O_RDONLY | O_CLOEXEC, 0);

  if (from < 0)
    return fail (error, errno);

  file = packshot_save_file_new (destination, error);
  copied = file != NULL && pump (from, packshot_save_file_get_fd (file), cancellable, error)
           && packshot_save_file_commit (file, error);
  g_close (from, NULL);

  return copied;
}

static void
copy_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  CopyData *copy = task_data;
  g_autoptr (GError) error = NULL;

  if (packshot_copy (copy->source, copy->destination, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * packshot_copy_async:
 * @source: (type filename): the file to copy
 * @destination: where to, in place of what is there
 * @cancellable: (nullable): stops the copying
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Copies a file so that it is seen under its new name only when it is whole.
 */
void
packshot_copy_async (const char *source,
                     GFile *destination,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  CopyData *copy;

  g_return_if_fail (source != NULL && G_IS_FILE (destination));

  copy = g_new0 (CopyData, 1);
  copy->source = g_strdup (source);
  copy->destination = g_object_ref (destination);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_copy_async);
  g_task_set_task_data (task, copy, copy_data_free);
  g_task_run_in_thread (task, copy_in_thread);
}

/**
 * packshot_copy_finish:
 * @result: the result the callback got
 * @error: return location for an error, one sentence to show as it is
 *
 * Returns: whether the copy is there
 */
gboolean
packshot_copy_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_copy_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * packshot_copy:
 * @source: (type filename): the file to copy
 * @destination: where to, in place of what is there
 * @cancellable: (nullable): stops the copying
 * @error: return location for an error, one sentence to show as it is
 *
 * Does what packshot_copy_async() does, for a thread that may wait.
 *
 * Returns: whether the copy is there
 */
gboolean
packshot_copy (const char *source, GFile *destination, GCancellable *cancellable, GError **error)
{
  const char *path;
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (source != NULL && G_IS_FILE (destination), FALSE);

  path = g_file_peek_path (destination);
  if (path != NULL)
    return copy_local (source, path, cancellable, error);

  /* On another computer GIO does what can be done. */
  file = g_file_new_for_path (source);
  return g_file_copy (file, destination, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error);
}
