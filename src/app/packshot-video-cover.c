/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-video-cover.h"

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_filename (task_data, &error);

  if (texture == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, texture, g_object_unref);
}

/**
 * packshot_video_cover_load_async:
 * @path: (type filename): a picture of our own making
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread when done
 * @user_data: data for @callback
 *
 * Reads a picture without keeping the main loop waiting.
 */
void
packshot_video_cover_load_async (const char *path,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, packshot_video_cover_load_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * packshot_video_cover_load_finish:
 * @result: what the callback was given
 * @error: return location for an error of GDK or GIO
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL on error
 */
GdkTexture *
packshot_video_cover_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
