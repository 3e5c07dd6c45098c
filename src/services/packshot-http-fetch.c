/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "config.h"

#include "packshot-http-fetch.h"

#include "packshot-answer.h"
#include "packshot-http-deliver.h"
#include "packshot-job-folder.h"
#include "packshot-net-download.h"

#include <glib/gi18n.h>

/* More than any service makes; it keeps a server that never ends from filling the disk. */
#define MAX_VIDEO_BYTES (G_GINT64_CONSTANT (8) * 1024 * 1024 * 1024)
#define MAX_COVER_BYTES (64 * 1024 * 1024)

typedef struct
{
  /* Input. */
  PackshotNetSession *session; /* (owned) */
  PackshotJob *job;            /* (owned) */
  char *cover_url;             /* (owned) (nullable) */

  /* In progress. */
  PackshotHttpDelivery delivery;
  int last_percent;
} FetchData;

static void
fetch_data_free (gpointer data)
{
  FetchData *fetch = data;

  g_object_unref (fetch->session);
  g_object_unref (fetch->job);
  g_free (fetch->cover_url);
  packshot_http_delivery_clear (&fetch->delivery);
  g_free (fetch);
}

static void
progress_cb (goffset done, goffset total, gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  FetchData *fetch = g_task_get_task_data (task);
  int percent = total > 0 ? (int) (100 * done / total) : -1;

  if (percent == fetch->last_percent)
    return;

  fetch->last_percent = percent;
  packshot_service_report_progress (g_task_get_source_object (task), fetch->job,
                                    total > 0 ? (double) done / (double) total : -1,
                                    _ ("Downloading the video"));
}

static void
return_failure (GTask *task, GAsyncResult *result, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (
      task,
      packshot_answer_read_download (error, packshot_net_download_get_status (result),
                                     packshot_net_download_get_retry_after (result)),
      (GDestroyNotify) packshot_reply_free);
  g_error_free (error);
}

static void
deliver_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  FetchData *fetch = task_data;

  g_task_return_pointer (task, packshot_http_deliver (&fetch->delivery, cancellable),
                         (GDestroyNotify) packshot_reply_free);
}

static void
deliver (GTask *task)
{
  FetchData *fetch = g_task_get_task_data (task);

  packshot_service_report_progress (g_task_get_source_object (task), fetch->job, -1,
                                    _ ("Checking the video"));
  g_task_run_in_thread (task, deliver_in_thread);
}

static void
cover_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* The video is what was paid for; a cover can be made of it. */
  if (!packshot_net_download_finish (PACKSHOT_NET_SESSION (source), result, &error))
    g_debug ("There is no cover: %s", error->message);

  if (!g_task_return_error_if_cancelled (task))
    deliver (task);
}

static void
fetch_cover (GTask *task)
{
  FetchData *fetch = g_task_get_task_data (task);

  if (fetch->cover_url == NULL
      || g_file_test (fetch->delivery.fetched_cover, G_FILE_TEST_IS_REGULAR))
    {
      deliver (task);
      return;
    }

  packshot_net_download_async (fetch->session, fetch->cover_url, fetch->delivery.fetched_cover,
                               MAX_COVER_BYTES, NULL, NULL, g_task_get_cancellable (task), cover_cb,
                               g_object_ref (task));
}

static void
video_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (packshot_net_download_finish (PACKSHOT_NET_SESSION (source), result, &error))
    fetch_cover (task);
  else
    return_failure (task, result, error);
}

static FetchData *
fetch_data_new (PackshotNetSession *session, PackshotJob *job)
{
  g_autofree char *folder = packshot_job_folder_dup_path (packshot_job_get_id (job));
  FetchData *fetch = g_new0 (FetchData, 1);

  fetch->session = g_object_ref (session);
  fetch->job = g_object_ref (job);
  fetch->cover_url = g_strdup (
      packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_COVER_URL));
  fetch->delivery.fetched = packshot_job_dup_fetch_path (job);
  fetch->delivery.kept_cover = packshot_job_dup_cover_path (job);
  fetch->delivery.fetched_cover = g_strconcat (fetch->delivery.kept_cover, ".fetched", NULL);
  fetch->delivery.video = g_strdup (packshot_job_get_destination (job));
  fetch->delivery.cover = g_strdup (packshot_job_get_cover_destination (job));
  fetch->last_percent = -2;

  if (!packshot_job_folder_create (folder, NULL))
    g_debug ("The folder of job %s can’t be made", packshot_job_get_id (job));

  return fetch;
}

/**
 * packshot_http_fetch_async:
 * @service: the service the job is of
 * @session: where to download
 * @job: a job with a #PACKSHOT_REMOTE_ID_VIDEO_URL
 * @cancellable: (nullable): stops it; what was downloaded stays, and the next call goes on with it
 * @callback: called when the video is where the user wants it, or when that failed
 * @user_data: for @callback
 *
 * Brings a finished video here, checks that it is one, and sees to its cover. May be done again,
 * however it ended.
 */
void
packshot_http_fetch_async (PackshotService *service,
                           PackshotNetSession *session,
                           PackshotJob *job,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  const char *url =
      packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_VIDEO_URL);
  FetchData *fetch = fetch_data_new (session, job);

  g_task_set_source_tag (task, packshot_http_fetch_async);
  g_task_set_task_data (task, fetch, fetch_data_free);

  /* Where the program was killed after the download, nothing needs to be asked again. */
  if (g_file_test (fetch->delivery.fetched, G_FILE_TEST_IS_REGULAR))
    fetch_cover (task);
  else if (url == NULL)
    g_task_return_pointer (
        task,
        packshot_reply_new_take_words (PACKSHOT_VERDICT_GONE,
                                       g_strdup (_ ("The link to the video is missing."))),
        (GDestroyNotify) packshot_reply_free);
  else
    packshot_net_download_async (session, url, fetch->delivery.fetched, MAX_VIDEO_BYTES,
                                 progress_cb, task, cancellable, video_cb, g_object_ref (task));
}

/**
 * packshot_http_fetch_finish:
 * @service: the service
 * @result: the result the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): done with the paths, or what is in the way; %NULL on error
 */
PackshotReply *
packshot_http_fetch_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
