/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* A photo to try things with, which the program carries with it. */

#include "config.h"

#include "packshot-sample.h"

#include <errno.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define RESOURCE PACKSHOT_RESOURCE_PREFIX "/samples/amber-bottle.jpg"

/* Where a file is wanted nobody can be given a resource. */
static void
write_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "packshot", NULL);
  g_autofree char *path = g_build_filename (folder, "amber-bottle.jpg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (bytes != NULL && g_mkdir_with_parents (folder, 0700) != 0)
    g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno),
                             /* Translators: the path of a folder, and what the system says. */
                             _ ("The folder “%s” can’t be made: %s."), folder, g_strerror (errno));
  else if (bytes == NULL
           || !g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                    (gssize) g_bytes_get_size (bytes), &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&path), g_free);
}

/**
 * packshot_sample_get_async:
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Brings the photo into a file.
 */
void
packshot_sample_get_async (GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, packshot_sample_get_async);
  g_task_run_in_thread (task, write_thread);
}

/**
 * packshot_sample_get_finish:
 * @result: the result the callback got
 * @error: return location for a #GFileError or #GIOErrorEnum
 *
 * Returns: (transfer full) (type filename): its path, or %NULL on error
 */
char *
packshot_sample_get_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
