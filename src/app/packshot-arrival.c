/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What comes by a drop or from the clipboard, made into a file on this computer, or the address of
 * one on the web. Browsers and file managers offer the same picture in several ways; a file is
 * better than its pixels, and pixels are better than an address. */

#include "packshot-arrival.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-words.h"

typedef struct
{
  /* Input. */
  char *folder;               /* (owned) (type filename): for pictures that are no file yet */
  GdkContentFormats *formats; /* (owned) */

  /* In progress. */
  GdkTexture *texture;

  /* Output. */
  char *address; /* (owned) (nullable): the first one on the web among what came */
  guint n_others;
} ReadData;

static void
read_data_free (gpointer data)
{
  ReadData *read = data;

  g_free (read->folder);
  gdk_content_formats_unref (read->formats);
  g_clear_object (&read->texture);
  g_free (read->address);
  g_free (read);
}

static gboolean
offers (ReadData *read, GType type)
{
  return gdk_content_formats_contain_gtype (read->formats, type);
}

static void
read_value (GTask *task, GType type, GAsyncReadyCallback callback)
{
  GObject *source = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (GDK_IS_DROP (source))
    gdk_drop_read_value_async (GDK_DROP (source), type, G_PRIORITY_DEFAULT, cancellable, callback,
                               g_object_ref (task));
  else
    gdk_clipboard_read_value_async (GDK_CLIPBOARD (source), type, G_PRIORITY_DEFAULT, cancellable,
                                    callback, g_object_ref (task));
}

/* (transfer none) (nullable): it belongs to the source. */
static const GValue *
read_value_finish (GObject *source, GAsyncResult *result, GError **error)
{
  if (GDK_IS_DROP (source))
    return gdk_drop_read_value_finish (GDK_DROP (source), result, error);

  return gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, error);
}

/* Where there is no file and no pixels: an address is better than nothing. */
static void
return_address (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);

  if (read->address != NULL)
    g_task_return_pointer (task, NULL, NULL);
  else if (GDK_IS_CLIPBOARD (g_task_get_source_object (task)))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _ ("There is no picture on the clipboard."));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _ ("That is not a picture."));
}

static void
take_address (ReadData *read, const char *text)
{
  if (read->address == NULL && packshot_words_is_web_address (text))
    read->address = g_strdup (text);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = read_value_finish (source, result, &error);
  ReadData *read = g_task_get_task_data (task);
  g_autofree char *text = NULL;
  char *path = NULL;

  if (value == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  text =
      g_strstrip (g_strdup (g_value_get_string (value) != NULL ? g_value_get_string (value) : ""));
  text[strcspn (text, "\r\n")] = '\0';

  if (g_str_has_prefix (text, "file://"))
    path = g_filename_from_uri (text, NULL, NULL);
  else if (g_path_is_absolute (text))
    path = g_filename_from_utf8 (text, -1, NULL, NULL, NULL);
  take_address (read, text);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    return_address (task);
}

static void
save_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  ReadData *read = task_data;
  g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (read->texture);
  g_autofree char *path = g_build_filename (read->folder, "picture-XXXXXX.png", NULL);
  g_autoptr (GError) error = NULL;
  int fd = g_mkstemp (path);

  if (fd < 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno),
                               _ ("The picture can't be kept: %s."), g_strerror (errno));
      return;
    }

  g_close (fd, NULL);
  if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                (gssize) g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_NONE, 0600,
                                &error))
    g_task_return_pointer (task, g_steal_pointer (&path), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
texture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = read_value_finish (source, result, &error);
  ReadData *read = g_task_get_task_data (task);

  if (value == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  read->texture = g_value_dup_object (value);
  g_task_run_in_thread (task, save_in_thread);
}

/* What else there is, where no file came. */
static void
read_next_best (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);

  if (offers (read, GDK_TYPE_TEXTURE))
    read_value (task, GDK_TYPE_TEXTURE, texture_cb);
  else if (offers (read, G_TYPE_STRING) && read->address == NULL)
    read_value (task, G_TYPE_STRING, text_cb);
  else
    return_address (task);
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const GValue *value = read_value_finish (source, result, NULL);
  ReadData *read = g_task_get_task_data (task);
  GSList *files = value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;
  char *path = NULL;

  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *address = g_file_get_uri (l->data);

      take_address (read, address);
      if (path == NULL)
        path = g_file_get_path (l->data);
      else
        read->n_others++;
    }
  g_slist_free (files);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    read_next_best (task);
}

/**
 * packshot_arrival_dup_formats:
 *
 * Returns: (transfer full): all in which a picture may come, for a drop target
 */
GdkContentFormats *
packshot_arrival_dup_formats (void)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE, G_TYPE_STRING };
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    gdk_content_formats_builder_add_gtype (builder, types[i]);

  return gdk_content_formats_union_deserialize_mime_types (
      gdk_content_formats_builder_free_to_formats (builder));
}

/**
 * packshot_arrival_read_async:
 * @source: a #GdkDrop or a #GdkClipboard
 * @folder: (type filename): where a picture is written that is no file yet
 * @cancellable: (nullable): stops the reading
 * @callback: called when the picture is there
 * @user_data: for @callback
 *
 * Reads the best there is. A drop is not finished by this.
 */
void
packshot_arrival_read_async (GObject *source,
                             const char *folder,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GdkContentFormats *formats;
  ReadData *read;

  g_return_if_fail (GDK_IS_DROP (source) || GDK_IS_CLIPBOARD (source));
  g_return_if_fail (folder != NULL);

  formats = GDK_IS_DROP (source) ? gdk_drop_get_formats (GDK_DROP (source))
                                 : gdk_clipboard_get_formats (GDK_CLIPBOARD (source));
  read = g_new0 (ReadData, 1);
  read->folder = g_strdup (folder);
  read->formats = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));

  task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_arrival_read_async);
  g_task_set_task_data (task, read, read_data_free);

  if (offers (read, GDK_TYPE_FILE_LIST))
    read_value (task, GDK_TYPE_FILE_LIST, files_cb);
  else
    read_next_best (task);
}

/**
 * packshot_arrival_read_finish:
 * @source: what was read
 * @result: the result the callback got
 * @address: (out) (transfer full) (nullable): where nothing but an address on the web came, that
 * @n_others: (out): how many more files came
 * @error: return location for an error; %G_IO_ERROR_NOT_SUPPORTED with one sentence to show where
 *   nothing that came can be used
 *
 * Returns: (transfer full) (type filename) (nullable): the absolute path of the picture, or %NULL
 *   with @address, or %NULL with @error
 */
char *
packshot_arrival_read_finish (GObject *source,
                              GAsyncResult *result,
                              char **address,
                              guint *n_others,
                              GError **error)
{
  g_autoptr (GError) own_error = NULL;
  ReadData *read;
  char *path;

  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_arrival_read_async), NULL);

  read = g_task_get_task_data (G_TASK (result));
  path = g_task_propagate_pointer (G_TASK (result), &own_error);
  *n_others = read->n_others;
  *address = path == NULL && own_error == NULL ? g_steal_pointer (&read->address) : NULL;
  if (own_error != NULL)
    g_propagate_error (error, g_steal_pointer (&own_error));

  return path;
}
