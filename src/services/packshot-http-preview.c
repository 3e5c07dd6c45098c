/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Brings the picture of a preview here, for its owner to say yes or no to. */

#include "config.h"

#include "packshot-http-preview.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-answer.h"
#include "packshot-http-deliver.h"
#include "packshot-job-folder.h"
#include "packshot-net-download.h"
#include "packshot-picture-error.h"

#define MAX_PREVIEW_BYTES (100 * 1024 * 1024)

typedef struct
{
  /* Input. */
  PackshotJob *job; /* (owned) */
  char *fetched;    /* (owned) (type filename): the picture as the service sends it */
  char *picture;    /* (owned) (type filename): where it shall be, as a JPEG */
} PreviewData;

static void
preview_data_free (gpointer data)
{
  PreviewData *preview = data;

  g_object_unref (preview->job);
  g_free (preview->fetched);
  g_free (preview->picture);
  g_free (preview);
}

static void
return_reply (GTask *task, PackshotReply *reply)
{
  g_task_return_pointer (task, reply, (GDestroyNotify) packshot_reply_free);
}

static void
return_picture (GTask *task)
{
  PreviewData *preview = g_task_get_task_data (task);
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);

  reply->preview_path = g_strdup (preview->picture);
  return_reply (task, reply);
}

/* A file that is no picture is of no use for the next attempt. */
static void
return_spoilt (GTask *task, const GError *error)
{
  PreviewData *preview = g_task_get_task_data (task);
  PackshotVerdict verdict = PACKSHOT_VERDICT_LOCAL_FAILURE;

  if (error->domain == PACKSHOT_PICTURE_ERROR && error->code != PACKSHOT_PICTURE_ERROR_NO_MEMORY)
    {
      verdict = PACKSHOT_VERDICT_GONE;
      g_unlink (preview->fetched);
    }

  return_reply (task, packshot_reply_new_take_words (verdict, g_strdup (error->message)));
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PreviewData *preview = task_data;
  g_autoptr (GError) error = NULL;

  if (packshot_http_deliver_picture (preview->fetched, preview->picture, cancellable, &error))
    {
      g_unlink (preview->fetched);
      return_picture (task);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_spoilt (task, error);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (packshot_net_download_finish (PACKSHOT_NET_SESSION (source), result, &error))
    g_task_run_in_thread (task, save_in_thread);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_reply (task,
                  packshot_answer_read_download (error, packshot_net_download_get_status (result),
                                                 packshot_net_download_get_retry_after (result)));
}

static PreviewData *
preview_data_new (PackshotJob *job)
{
  g_autofree char *folder = packshot_job_folder_dup_path (packshot_job_get_id (job));
  PreviewData *preview = g_new0 (PreviewData, 1);

  preview->job = g_object_ref (job);
  preview->picture = packshot_job_dup_preview_path (job);
  preview->fetched = g_strconcat (preview->picture, ".fetched", NULL);
  if (!packshot_job_folder_create (folder, NULL))
    g_debug ("The folder of job %s can’t be made", packshot_job_get_id (job));

  return preview;
}

/**
 * packshot_http_preview_async:
 * @service: the service the job is of
 * @session: where to download
 * @job: a job with a #PACKSHOT_REMOTE_ID_PREVIEW_URL
 * @cancellable: (nullable): stops it
 * @callback: called when the picture is in the folder of the job, or when that failed
 * @user_data: for @callback
 *
 * Brings the picture of the newest preview here. No key is sent. May be done again, however it
 * ended.
 */
void
packshot_http_preview_async (PackshotService *service,
                             PackshotNetSession *session,
                             PackshotJob *job,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  const char *url =
      packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_PREVIEW_URL);
  PreviewData *preview;

  g_task_set_source_tag (task, packshot_http_preview_async);
  if (url == NULL)
    {
      return_reply (
          task, packshot_reply_new_take_words (
                    PACKSHOT_VERDICT_GONE, g_strdup (_ ("The link to the preview is missing."))));
      return;
    }

  preview = preview_data_new (job);
  g_task_set_task_data (task, preview, preview_data_free);
  packshot_service_report_progress (service, job, -1, _ ("Fetching the preview"));
  packshot_net_download_async (session, url, preview->fetched, MAX_PREVIEW_BYTES, NULL, NULL,
                               cancellable, fetched_cb, g_steal_pointer (&task));
}

/**
 * packshot_http_preview_finish:
 * @service: the service
 * @result: the result the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): done with the path, or what is in the way; %NULL on error
 */
PackshotReply *
packshot_http_preview_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_preview_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
