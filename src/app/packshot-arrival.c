/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What comes by a drop or from the clipboard, made into files on this computer and addresses of
 * some on the web. Browsers and file managers offer the same picture in several ways; a file is
 * better than its pixels, and both are better than an address: at that may be another picture than
 * the browser shows, for others or for all, or none. So an address is not kept beside a picture
 * that came whole. Of addresses, that of the picture in a piece of a page is better than the text,
 * which is the address of the page that the picture is a link to. */

#include "packshot-arrival.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-arrival-copy.h"
#include "packshot-arrival-folder.h"
#include "packshot-arrival-gather.h"
#include "packshot-arrival-source.h"
#include "packshot-arrival-text.h"
#include "packshot-picture.h"
#include "packshot-words.h"

/* The most of a text or a piece of a page that is read: it may hold the picture itself. */
#define MOST_TEXT (32 * 1024 * 1024)

/* Pixels in the formats that we read ourselves, the best first. */
static const char *const pixel_types[] = {
  "image/png", "image/jpeg", "image/webp", "image/tiff", "image/gif", "image/bmp", NULL,
};

/* What Chromium offers of an image: the bytes of that which the page shows. */
static const char *const byte_types[] = { "application/octet-stream", NULL };

static const char *const html_types[] = { "text/html", NULL };
static const char *const text_types[] = { "text/plain;charset=utf-8", "text/plain", NULL };

/* Looks at one of the ways in which a picture may come. Where it did not come so, read_next(). */
typedef void (*Step) (GTask *task);

typedef struct
{
  /* Input. */
  char *folder;               /* (owned) (type filename): for pictures that are no file yet */
  GdkContentFormats *formats; /* (owned) */

  /* In progress. */
  const Step *steps;    /* what to look at next */
  char *image;          /* (owned) (nullable): the address of the picture in a piece of a page */
  char *data_url;       /* (owned) (nullable): a picture in a text */
  char *copy;           /* (owned) (nullable) (type filename): a file for pixels or bytes */
  GPtrArray *addresses; /* (owned) (element-type filename): on the web, and paths in a text */
  char *elsewhere;      /* (owned) (nullable): the name of a file that is not on this computer */
  GError *too_large;    /* (owned) (nullable): why something was not taken */
} ReadData;

static void
read_data_free (gpointer data)
{
  ReadData *read = data;

  g_free (read->folder);
  gdk_content_formats_unref (read->formats);
  g_free (read->image);
  g_free (read->data_url);
  g_free (read->copy);
  g_ptr_array_unref (read->addresses);
  g_free (read->elsewhere);
  g_clear_error (&read->too_large);
  g_free (read);
}

static void
read_next (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);
  Step step = *read->steps++;

  step (task);
}

/* Opens the first of the types that is offered. */
static void
open_first (GTask *task, const char *const *types, GAsyncReadyCallback callback)
{
  ReadData *read = g_task_get_task_data (task);

  while (*types != NULL && !gdk_content_formats_contain_mime_type (read->formats, *types))
    types++;

  if (*types != NULL)
    packshot_arrival_source_read_bytes_async (g_task_get_source_object (task), *types,
                                              g_task_get_cancellable (task), callback,
                                              g_object_ref (task));
  else
    read_next (task);
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
  else if (read->too_large != NULL)
    g_task_return_error (task, g_steal_pointer (&read->too_large));
  else if (GDK_IS_CLIPBOARD (g_task_get_source_object (task)))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _ ("There is no picture on the clipboard."));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _ ("That is not a picture."));
}

static gboolean
is_picture (const char *address)
{
  g_autofree char *name = packshot_arrival_text_dup_name (address);

  return name != NULL;
}

/* An address beside the piece of a page is that of what the page shows, where several are named in
 * there, or of what the picture is a link to. (transfer none) (nullable): what names the picture */
static const char *
get_naming (ReadData *read)
{
  const char *address = read->addresses->len == 1 ? read->addresses->pdata[0] : NULL;

  return read->image != NULL && (address == NULL || !is_picture (address)) ? read->image : address;
}

static void
save_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  ReadData *read = task_data;
  g_autoptr (GBytes) bytes = packshot_arrival_text_decode (read->data_url);
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      packshot_arrival_folder_add_file (read->folder, get_naming (read), &error);

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

/* Whether all of it was copied; where it was too much, that may have to be told. */
static gboolean
is_copied (ReadData *read, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  if (packshot_arrival_copy_finish (result, &error))
    return TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE) && read->too_large == NULL)
    read->too_large = g_steal_pointer (&error);

  return FALSE;
}

/* GTK would decode it whatever its size. */
static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *read = g_task_get_task_data (task);
  PackshotPictureInfo info;

  if (is_copied (read, result) && packshot_picture_info (read->copy, &info, NULL))
    {
      g_autofree char *path =
          packshot_arrival_folder_rename (read->folder, read->copy, get_naming (read), info.format);

      return_path (task, path);
      return;
    }

  g_unlink (read->copy);
  read_next (task);
}

static void
copy_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *read = g_task_get_task_data (task);
  g_autoptr (GInputStream) stream = packshot_arrival_source_read_bytes_finish (source, result);

  g_free (read->copy);
  read->copy = stream != NULL
                   ? packshot_arrival_folder_add_file (read->folder, get_naming (read), NULL)
                   : NULL;

  if (read->copy != NULL)
    packshot_arrival_copy_async (stream, read->copy, PACKSHOT_ARRIVAL_MOST_BYTES,
                                 g_task_get_cancellable (task), copied_cb, g_object_ref (task));
  else
    read_next (task);
}

static void
read_pixels (GTask *task)
{
  open_first (task, pixel_types, copy_opened_cb);
}

/* Bytes may be of anything, and are not looked at beside files or several addresses. */
static void
read_bytes (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);
  gboolean is_one =
      read->image != NULL || read->addresses->len == 0
      || (read->addresses->len == 1 && packshot_words_is_web_address (read->addresses->pdata[0]));

  if (is_one)
    open_first (task, byte_types, copy_opened_cb);
  else
    read_next (task);
}

static void
begin_text (GTask *task, GObject *source, GAsyncResult *result, GAsyncReadyCallback callback)
{
  g_autoptr (GInputStream) stream = packshot_arrival_source_read_bytes_finish (source, result);

  if (stream != NULL)
    packshot_arrival_copy_text_async (stream, MOST_TEXT, g_task_get_cancellable (task), callback,
                                      g_object_ref (task));
  else
    read_next (task);
}

static void
take_text (ReadData *read, const char *text)
{
  text += strspn (text, " \t\r\n");

  if (!packshot_arrival_text_is_data (text))
    packshot_arrival_text_list (text, read->addresses);
  else if (read->data_url == NULL)
    read->data_url = g_strdup (text);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *read = g_task_get_task_data (task);
  gsize length = 0;
  g_autofree char *text = packshot_arrival_copy_text_finish (result, &length);

  if (length == MOST_TEXT && read->too_large == NULL)
    read->too_large = packshot_arrival_copy_make_error (MOST_TEXT);
  if (text != NULL && length < MOST_TEXT)
    take_text (read, text);
  read_next (task);
}

static void
text_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  begin_text (task, source, result, text_cb);
}

static void
read_text (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);

  if (read->addresses->len == 0)
    open_first (task, text_types, text_opened_cb);
  else
    read_next (task);
}

static void
html_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *read = g_task_get_task_data (task);
  gsize length = 0;
  g_autofree char *html = packshot_arrival_copy_text_finish (result, &length);
  g_autofree char *image = html != NULL ? packshot_arrival_text_find_image (html) : NULL;

  if (image != NULL && packshot_arrival_text_is_data (image))
    read->data_url = g_steal_pointer (&image);
  else
    read->image = g_steal_pointer (&image);
  read_next (task);
}

static void
html_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  begin_text (task, source, result, html_cb);
}

static void
read_html (GTask *task)
{
  open_first (task, html_types, html_opened_cb);
}

/* What is in a text is often there only until the picture is on its way, and the address of that is
 * the better one; but it may be that of a page, which is none. */
static void
return_best (GTask *task)
{
  ReadData *read = g_task_get_task_data (task);
  const char *address = read->addresses->len == 1 ? read->addresses->pdata[0] : NULL;

  if (read->image != NULL)
    {
      g_ptr_array_set_size (read->addresses, 0);
      g_ptr_array_add (read->addresses, g_steal_pointer (&read->image));
      return_addresses (task);
    }
  else if (read->data_url != NULL && (address == NULL || !is_picture (address)))
    g_task_run_in_thread (task, save_in_thread);
  else
    return_addresses (task);
}

/* What else there is, where no file came. Pixels come first, as some make HTML of all they have;
 * but where the address is that of a page, only the HTML tells what they are called. */
static void
read_others (GTask *task)
{
  static const Step steps[] = { read_pixels, read_html, read_text, read_bytes, return_best };
  static const Step of_link[] = { read_html, read_pixels, read_text, read_bytes, return_best };
  ReadData *read = g_task_get_task_data (task);
  gboolean is_link = read->addresses->len == 1 && !is_picture (read->addresses->pdata[0]);

  read->steps = is_link ? of_link : steps;
  if (read->addresses->len > 1)
    return_addresses (task);
  else
    read_next (task);
}

/* A phone or a server that GIO knows has no paths, unless the desktop gives it some. */
static void
files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const GValue *value = packshot_arrival_source_read_value_finish (source, result);
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
    read_others (task);
}

/**
 * packshot_arrival_dup_formats:
 *
 * Returns: (transfer full): all in which a picture may come, for a drop target
 */
GdkContentFormats *
packshot_arrival_dup_formats (void)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    gdk_content_formats_builder_add_gtype (builder, types[i]);
  for (guint i = 0; pixel_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, pixel_types[i]);
  gdk_content_formats_builder_add_mime_type (builder, html_types[0]);

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

  formats = packshot_arrival_source_get_formats (source);
  read = g_new0 (ReadData, 1);
  read->folder = g_strdup (folder);
  read->formats = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));
  read->addresses = g_ptr_array_new_with_free_func (g_free);

  task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_arrival_read_async);
  g_task_set_task_data (task, read, read_data_free);

  if (gdk_content_formats_contain_gtype (read->formats, GDK_TYPE_FILE_LIST))
    packshot_arrival_source_read_value_async (source, GDK_TYPE_FILE_LIST, cancellable, files_cb,
                                              g_object_ref (task));
  else
    read_others (task);
}

/**
 * packshot_arrival_read_finish:
 * @source: what was read
 * @result: the result the callback got
 * @error: return location for an error; %G_IO_ERROR_NOT_SUPPORTED with one sentence to show where
 *   nothing that came can be used
 *
 * Returns: (transfer full) (element-type filename): at least one absolute path of a file or a
 *   folder, or address; those that are not on the web come only with others that can be used
 */
GPtrArray *
packshot_arrival_read_finish (GObject *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_arrival_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
