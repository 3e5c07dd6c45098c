/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What comes by a drop or from the clipboard, made into files on this computer and addresses of
 * some on the web. Browsers and file managers offer the same picture in several ways; a file is
 * better than its pixels, and pixels are better than an address. Of addresses, that of the picture
 * in a piece of a page is better than the text, which is the address of the page that the picture
 * is a link to. */

#include "packshot-arrival.h"

#include <glib/gi18n.h>

#include "packshot-arrival-folder.h"
#include "packshot-arrival-text.h"
#include "packshot-words.h"

#define HTML "text/html"

/* What Chromium offers of an image: the bytes of it, also where no other program can get them. */
#define BYTES "application/octet-stream"

/* The most of a piece of a page that is read: it may hold the picture itself. */
#define MOST_HTML (32 * 1024 * 1024)

typedef struct
{
  /* Input. */
  char *folder;               /* (owned) (type filename): for pictures that are no file yet */
  GdkContentFormats *formats; /* (owned) */

  /* In progress. */
  GdkTexture *texture;  /* (owned) (nullable) */
  char *data_url;       /* (owned) (nullable): a picture in a text */
  char *html;           /* (owned) (nullable): room for MOST_HTML bytes */
  GPtrArray *addresses; /* (owned) (element-type utf8): on the web, the best so far */
  char *elsewhere;      /* (owned) (nullable): the name of a file that is not on this computer */

  /* Output. */
  char *spare; /* (owned) (nullable) (type filename): what is at the only address */
} ReadData;

static void
read_data_free (gpointer data)
{
  ReadData *read = data;

  g_free (read->folder);
  gdk_content_formats_unref (read->formats);
  g_clear_object (&read->texture);
  g_free (read->data_url);
  g_free (read->html);
  g_ptr_array_unref (read->addresses);
  g_free (read->elsewhere);
  g_free (read->spare);
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
read_value_finish (GObject *source, GAsyncResult *result)
{
  if (GDK_IS_DROP (source))
    return gdk_drop_read_value_finish (GDK_DROP (source), result, NULL);

  return gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* As it is offered, and not made into anything. */
static void
read_bytes (GTask *task, const char *type, GAsyncReadyCallback callback)
{
  GObject *source = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  const char *types[] = { type, NULL };

  if (GDK_IS_DROP (source))
    gdk_drop_read_async (GDK_DROP (source), types, G_PRIORITY_DEFAULT, cancellable, callback,
                         g_object_ref (task));
  else
    gdk_clipboard_read_async (GDK_CLIPBOARD (source), types, G_PRIORITY_DEFAULT, cancellable,
                              callback, g_object_ref (task));
}

/* (transfer full) (nullable) */
static GInputStream *
read_bytes_finish (GObject *source, GAsyncResult *result)
{
  if (GDK_IS_DROP (source))
    return gdk_drop_read_finish (GDK_DROP (source), result, NULL, NULL);

  return gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
}

static void
return_items (GTask *task, GPtrArray *items)
{
  g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

static void
return_path (GTask *task, const char *path)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (items, g_strdup (path));
  return_items (task, items);
}

/* Where there is no file and no pixels: an address is better than nothing. */
static void
return_addresses (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);

  if (read->addresses->len > 0)
    return_items (task, g_ptr_array_ref (read->addresses));
  else if (read->elsewhere != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _ ("“%s” is not on this computer. Copy it here first."),
                             read->elsewhere);
  else if (GDK_IS_CLIPBOARD (g_task_get_source_object (task)))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _ ("There is no picture on the clipboard."));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _ ("That is not a picture."));
}

static GBytes *
make_bytes (ReadData *read)
{
  if (read->texture != NULL)
    return gdk_texture_save_to_png_bytes (read->texture);

  return packshot_arrival_text_decode (read->data_url);
}

/* (transfer none) (nullable) */
static const char *
get_address (ReadData *read)
{
  return read->addresses->len == 1 ? read->addresses->pdata[0] : NULL;
}

static void
save_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  ReadData *read = task_data;
  g_autoptr (GBytes) bytes = make_bytes (read);
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      packshot_arrival_folder_add_file (read->folder, get_address (read), &error);

  if (path == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (bytes == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _ ("That is not a picture."));
  else if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_NONE,
                                     0600, &error))
    return_path (task, path);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Of an address that only its browser may open there is a copy. */
static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *read = g_task_get_task_data (task);
  gssize length = g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL);

  if (length <= 0)
    g_clear_pointer (&read->spare, g_free);

  if (read->spare != NULL && read->addresses->len == 0)
    return_path (task, read->spare);
  else
    return_addresses (task);
}

static void
bytes_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *read = g_task_get_task_data (task);
  g_autoptr (GInputStream) stream = read_bytes_finish (source, result);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileOutputStream) copy = NULL;

  read->spare = stream != NULL
                    ? packshot_arrival_folder_add_file (read->folder, get_address (read), NULL)
                    : NULL;
  file = read->spare != NULL ? g_file_new_for_path (read->spare) : NULL;
  copy = file != NULL ? g_file_append_to (file, G_FILE_CREATE_PRIVATE, NULL, NULL) : NULL;
  if (copy == NULL)
    {
      g_clear_pointer (&read->spare, g_free);
      return_addresses (task);
      return;
    }

  g_output_stream_splice_async (
      G_OUTPUT_STREAM (copy), stream,
      G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT,
      g_task_get_cancellable (task), copied_cb, g_object_ref (task));
}

/* What is known of addresses is known; there may be what is at one of them as well. */
static void
read_copy (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);

  if (read->addresses->len <= 1 && gdk_content_formats_contain_mime_type (read->formats, BYTES))
    read_bytes (task, BYTES, bytes_opened_cb);
  else
    return_addresses (task);
}

static void
return_data (GTask *task, const char *data_url)
{
  ReadData *read = g_task_get_task_data (task);

  read->data_url = g_strdup (data_url);
  g_task_run_in_thread (task, save_in_thread);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const GValue *value = read_value_finish (source, result);
  ReadData *read = g_task_get_task_data (task);
  const char *text = value != NULL ? g_value_get_string (value) : NULL;

  if (text == NULL)
    {
      read_copy (task);
      return;
    }

  text += strspn (text, " \t\r\n");
  if (packshot_arrival_text_is_data (text))
    {
      return_data (task, text);
      return;
    }

  packshot_arrival_text_list (text, read->addresses);
  read_copy (task);
}

static void
read_text (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);

  if (offers (read, G_TYPE_STRING) && read->addresses->len == 0)
    read_value (task, G_TYPE_STRING, text_cb);
  else
    read_copy (task);
}

static void
html_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *read = g_task_get_task_data (task);
  gsize length = 0;
  g_autofree char *html = NULL;
  g_autofree char *image = NULL;

  if (g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, NULL))
    html = packshot_arrival_text_dup_utf8 (read->html, length);
  g_clear_pointer (&read->html, g_free);
  image = html != NULL ? packshot_arrival_text_find_image (html) : NULL;

  if (image != NULL && packshot_arrival_text_is_data (image))
    {
      return_data (task, image);
      return;
    }

  if (image != NULL)
    {
      g_ptr_array_set_size (read->addresses, 0);
      g_ptr_array_add (read->addresses, g_steal_pointer (&image));
    }
  read_text (task);
}

static void
html_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *read = g_task_get_task_data (task);
  g_autoptr (GInputStream) stream = read_bytes_finish (source, result);

  if (stream == NULL)
    {
      read_text (task);
      return;
    }

  read->html = g_malloc (MOST_HTML);
  g_input_stream_read_all_async (stream, read->html, MOST_HTML, G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task), html_cb, g_object_ref (task));
}

static void
read_html (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);

  if (gdk_content_formats_contain_mime_type (read->formats, HTML))
    read_bytes (task, HTML, html_opened_cb);
  else
    read_text (task);
}

static void
texture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const GValue *value = read_value_finish (source, result);
  ReadData *read = g_task_get_task_data (task);

  read->texture = value != NULL ? g_value_dup_object (value) : NULL;
  if (read->texture != NULL)
    g_task_run_in_thread (task, save_in_thread);
  else
    read_html (task);
}

/* What else there is, where no file came. */
static void
read_next_best (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);

  if (read->addresses->len > 1)
    return_addresses (task);
  else if (offers (read, GDK_TYPE_TEXTURE))
    read_value (task, GDK_TYPE_TEXTURE, texture_cb);
  else
    read_html (task);
}

/* A phone or a server that GIO knows has no paths, unless the desktop gives it some. */
static void
files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const GValue *value = read_value_finish (source, result);
  ReadData *read = g_task_get_task_data (task);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  GSList *files = value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;
  gboolean has_paths = FALSE;

  for (GSList *l = files; l != NULL; l = l->next)
    {
      char *path = g_file_get_path (l->data);
      char *item = path != NULL ? path : g_file_get_uri (l->data);

      has_paths |= path != NULL;
      g_ptr_array_add (items, item);
      if (packshot_words_is_web_address (item))
        g_ptr_array_add (read->addresses, g_strdup (item));
      else if (path == NULL && read->elsewhere == NULL)
        read->elsewhere = g_file_get_basename (l->data);
    }
  g_slist_free (files);

  if (has_paths)
    return_items (task, g_steal_pointer (&items));
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
  gdk_content_formats_builder_add_mime_type (builder, HTML);

  return gdk_content_formats_union_deserialize_mime_types (
      gdk_content_formats_builder_free_to_formats (builder));
}

/**
 * packshot_arrival_read_async:
 * @source: a #GdkDrop or a #GdkClipboard
 * @folder: (type filename): where a picture is written that is no file yet
 * @cancellable: (nullable): stops the reading
 * @callback: called when all is there
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
  read->addresses = g_ptr_array_new_with_free_func (g_free);

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
 * @spare: (out) (transfer full) (nullable) (type filename): where an address alone came, a copy of
 *   what is there, which may be for nobody else to fetch
 * @error: return location for an error; %G_IO_ERROR_NOT_SUPPORTED with one sentence to show where
 *   nothing that came can be used
 *
 * Returns: (transfer full) (element-type filename): at least one absolute path of a file or a
 *   folder, or address; those that are not on the web come only with others that can be used
 */
GPtrArray *
packshot_arrival_read_finish (GObject *source, GAsyncResult *result, char **spare, GError **error)
{
  ReadData *read;

  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_arrival_read_async), NULL);

  read = g_task_get_task_data (G_TASK (result));
  *spare = read->addresses->len == 1 ? g_steal_pointer (&read->spare) : NULL;
  return g_task_propagate_pointer (G_TASK (result), error);
}
