/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What a picture that is to be sent is, beside the one that was chosen. */

#include "packshot-sent-picture.h"

#include <glib/gi18n.h>

#include "packshot-picture.h"

typedef struct
{
  /* Input. */
  PackshotJobCopy *copy; /* (owned) */
  char *original;        /* (owned) (nullable) */
} DescribeData;

static void
describe_data_free (gpointer data)
{
  DescribeData *describe = data;

  packshot_job_copy_free (describe->copy);
  g_free (describe->original);
  g_free (describe);
}

/* What was chosen may be gone or another by now: then nothing is said about it. */
static gboolean
is_same (const PackshotJobCopy *copy, const char *original)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sum = NULL;

  file = g_mapped_file_new (original, FALSE, NULL);
  if (file == NULL || g_mapped_file_get_length (file) != copy->size)
    return FALSE;

  bytes = g_mapped_file_get_bytes (file);
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return g_ascii_strcasecmp (sum, copy->sha256) == 0;
}

static const char *
find_change (const DescribeData *describe, const PackshotPictureInfo *sent)
{
  PackshotPictureInfo chosen;

  if (describe->original == NULL || !g_path_is_absolute (describe->original)
      || !packshot_picture_info (describe->original, &chosen, NULL))
    return NULL;
  if (is_same (describe->copy, describe->original))
    return _ ("As it is; there is no hidden data in it.");
  if (sent->width < chosen.width || sent->height < chosen.height)
    return _ ("Made smaller, and without what cameras hide in it, such as the place.");

  return _ ("Without what cameras hide in it, such as the place.");
}

static void
describe_in_thread (GTask *task,
                    gpointer source_object,
                    gpointer task_data,
                    GCancellable *cancellable)
{
  const DescribeData *describe = task_data;
  g_autofree char *size = g_format_size (describe->copy->size);
  g_autofree char *facts = NULL;
  PackshotPictureInfo info;
  const char *change;
  GError *error = NULL;

  if (!packshot_picture_info (describe->copy->path, &info, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* Translators: width and height in pixels, the format, and the size: “1 MB”. */
  facts =
      /* Translators: width and height, a format such as JPEG, and a size such as “1.2 MB”. */
      g_strdup_printf (_ ("%d × %d pixels, %s, %s"), info.width, info.height, info.format, size);
  change = find_change (describe, &info);
  g_task_return_pointer (
      task, change != NULL ? g_strdup_printf ("%s\n%s", facts, change) : g_steal_pointer (&facts),
      g_free);
}

/**
 * packshot_sent_picture_describe_async:
 * @copy: the file that will be sent
 * @original: (nullable): what was chosen
 * @cancellable: (nullable): stops it
 * @callback: called when both are looked at
 * @user_data: for @callback
 *
 * Looks at a picture on a thread.
 */
void
packshot_sent_picture_describe_async (const PackshotJobCopy *copy,
                                      const char *original,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  DescribeData *describe;

  g_return_if_fail (copy != NULL);

  describe = g_new0 (DescribeData, 1);
  describe->copy = packshot_job_copy_dup (copy);
  describe->original = g_strdup (original);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_sent_picture_describe_async);
  g_task_set_task_data (task, describe, describe_data_free);
  g_task_run_in_thread (task, describe_in_thread);
}

/**
 * packshot_sent_picture_describe_finish:
 * @result: the result the callback got
 * @error: return location for why it can't be looked at
 *
 * Returns: (transfer full): one line with its size, and one with what was changed where that is
 *   known; or %NULL on error
 */
char *
packshot_sent_picture_describe_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_sent_picture_describe_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
