/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Another program offers bytes, and need not ever come to an end with them. */

#include "config.h"

#include "packshot-arrival-copy.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-arrival-text.h"

#define BLOCK_SIZE (256 * 1024)

typedef struct
{
  /* Input. */
  GInputStream *source; /* (owned) */
  char *path;           /* (owned) (type filename) */
  gsize most;

  /* In progress. */
  GOutputStream *target; /* (owned) */
  guint8 *block;         /* (owned) */
  gsize n_copied;
} CopyData;

static void
copy_data_free (gpointer data)
{
  CopyData *copy = data;

  g_object_unref (copy->source);
  g_free (copy->path);
  g_clear_object (&copy->target);
  g_free (copy->block);
  g_free (copy);
}

/* Who offers too much hears that nobody listens any more. */
static void
end (GTask *task, GError *error)
{
  CopyData *copy = g_task_get_task_data (task);

  g_input_stream_close_async (copy->source, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  if (error == NULL)
    g_output_stream_close (copy->target, NULL, &error);
  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_unlink (copy->path);
  g_task_return_error (task, error);
}

/* The callback of both: first of a block that was read, then of its being written. */
static void
block_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CopyData *copy = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  gssize length;

  if (source == G_OBJECT (copy->target))
    {
      if (g_output_stream_write_all_finish (copy->target, result, NULL, &error))
        g_input_stream_read_async (copy->source, copy->block, BLOCK_SIZE, G_PRIORITY_DEFAULT,
                                   cancellable, block_cb, g_object_ref (task));
      else
        end (task, error);
      return;
    }

  length = g_input_stream_read_finish (copy->source, result, &error);
  copy->n_copied += (gsize) MAX (length, 0);
  if (copy->n_copied > copy->most)
    end (task, packshot_arrival_copy_make_error (copy->most));
  else if (length <= 0)
    end (task, error);
  else
    g_output_stream_write_all_async (copy->target, copy->block, (gsize) length, G_PRIORITY_DEFAULT,
                                     cancellable, block_cb, g_object_ref (task));
}

/**
 * packshot_arrival_copy_async:
 * @source: what somebody offers; it is closed
 * @path: (type filename): a file that is there and empty
 * @most: how many bytes to take
 * @cancellable: (nullable): stops it
 * @callback: called when all is in the file, or the file is gone
 * @user_data: for @callback
 *
 * Copies what is offered into a file.
 */
void
packshot_arrival_copy_async (GInputStream *source,
                             const char *path,
                             gsize most,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GFile) file = NULL;
  CopyData *copy;
  GError *error = NULL;

  g_return_if_fail (G_IS_INPUT_STREAM (source) && path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  file = g_file_new_for_path (path);
  copy = g_new0 (CopyData, 1);
  copy->source = g_object_ref (source);
  copy->path = g_strdup (path);
  copy->most = most;
  copy->block = g_malloc (BLOCK_SIZE);
  copy->target =
      (GOutputStream *) g_file_append_to (file, G_FILE_CREATE_PRIVATE, cancellable, &error);
  g_task_set_source_tag (task, packshot_arrival_copy_async);
  g_task_set_task_data (task, copy, copy_data_free);

  if (copy->target == NULL)
    end (task, error);
  else
    g_input_stream_read_async (source, copy->block, BLOCK_SIZE, G_PRIORITY_DEFAULT, cancellable,
                               block_cb, g_object_ref (task));
}

/**
 * packshot_arrival_copy_finish:
 * @result: the result the callback got
 * @error: return location for a #GIOErrorEnum; %G_IO_ERROR_MESSAGE_TOO_LARGE with one sentence to
 *   show as it is
 *
 * Returns: whether all of it is in the file
 */
gboolean
packshot_arrival_copy_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_arrival_copy_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  /* Output. */
  char *text; /* (owned): room for all that is asked for, which the system gives as they come */
} TextData;

static void
text_data_free (gpointer data)
{
  TextData *text = data;

  g_free (text->text);
  g_free (text);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GInputStream *stream = G_INPUT_STREAM (source);
  gsize length = 0;

  if (!g_input_stream_read_all_finish (stream, result, &length, NULL))
    length = 0;

  g_input_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_task_return_int (task, (gssize) length);
}

/**
 * packshot_arrival_copy_text_async:
 * @source: what somebody offers; it is closed
 * @most: how many bytes to read, where there are as many
 * @cancellable: (nullable): stops it
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads a text that somebody offers.
 */
void
packshot_arrival_copy_text_async (GInputStream *source,
                                  gsize most,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;
  TextData *text;

  g_return_if_fail (G_IS_INPUT_STREAM (source));

  text = g_new0 (TextData, 1);
  text->text = g_malloc (most);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_arrival_copy_text_async);
  g_task_set_task_data (task, text, text_data_free);
  /* What was cancelled is no text, and no error either: who asked looks after that. */
  g_task_set_check_cancellable (task, FALSE);
  g_input_stream_read_all_async (source, text->text, most, G_PRIORITY_DEFAULT, cancellable, text_cb,
                                 task);
}

/**
 * packshot_arrival_copy_text_finish:
 * @result: the result the callback got
 * @length: (out): how many bytes were read; where it is all that were asked for, there may be more
 *
 * Returns: (transfer full) (nullable): the text, %NULL where there is none
 */
char *
packshot_arrival_copy_text_finish (GAsyncResult *result, gsize *length)
{
  const TextData *text;

  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_arrival_copy_text_async), NULL);

  text = g_task_get_task_data (G_TASK (result));
  *length = (gsize) g_task_propagate_int (G_TASK (result), NULL);

  return *length > 0 ? packshot_arrival_text_dup_utf8 (text->text, *length) : NULL;
}

/**
 * packshot_arrival_copy_make_error:
 * @most: how many bytes would have been taken
 *
 * Returns: (transfer full): %G_IO_ERROR_MESSAGE_TOO_LARGE with one sentence to show as it is
 */
GError *
packshot_arrival_copy_make_error (gsize most)
{
  g_autofree char *size = g_format_size (most);

  /* Translators: “%s” is a size such as “100 MB”; of what was dropped or pasted. */
  return g_error_new (G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                      _ ("What came is larger than %s, and was not taken."), size);
}
