/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* Downloads a result, goes on where an earlier attempt ended, and never joins two versions. */

#include "packshot-net-download.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "packshot-net-address-private.h"
#include "packshot-net-answer-private.h"
#include "packshot-net-content-private.h"
#include "packshot-net-error.h"
#include "packshot-net-explain-private.h"
#include "packshot-net-get-private.h"
#include "packshot-net-part-private.h"
#include "packshot-net-pump-private.h"
#include "packshot-net-version-private.h"

typedef struct
{
  /* Input. */
  GUri *uri; /* (owned) (nullable): NULL where it can't be used */
  goffset max_bytes;
  PackshotNetProgress progress;
  gpointer progress_data;

  /* In progress. */
  PackshotNetPart *part;         /* (owned) (nullable) */
  PackshotNetExchange *exchange; /* (owned) (nullable) */
  goffset start;                 /* where the answer begins, or was asked to */
  goffset total;                 /* of the whole file, or -1 */

  /* Output. */
  guint status;       /* of the last answer, or 0 */
  gint64 retry_after; /* of the same, in seconds, or -1 */
} DownloadData;

static void
download_data_free (gpointer data)
{
  DownloadData *download = data;

  g_clear_pointer (&download->uri, g_uri_unref);
  g_clear_pointer (&download->part, packshot_net_part_free);
  g_clear_object (&download->exchange);
  g_free (download);
}

/* A part that can't be gone on with is not left lying about. */
static void
return_error (GTask *task, GError *error)
{
  DownloadData *download = g_task_get_task_data (task);

  if (packshot_net_part_get_validator (download->part) == NULL)
    packshot_net_part_discard (download->part);
  g_task_return_error (task, error);
}

/* Of something that came, and may be what nobody wants. */
static void
return_file_error (GTask *task, GError *error)
{
  DownloadData *download = g_task_get_task_data (task);

  if (g_error_matches (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_CONTENT)
      || g_error_matches (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_TOO_LARGE))
    packshot_net_part_discard (download->part);
  return_error (task, error);
}

static void
commit_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (packshot_net_part_commit (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    return_error (task, error);
}

static gboolean
check_file (DownloadData *download, GError **error)
{
  goffset size = packshot_net_part_get_size (download->part);
  const char *host = g_uri_get_host (download->uri);

  if (size == 0)
    {
      g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_CONTENT,
                   _ ("“%s” sent an empty file."), host);
      return FALSE;
    }
  if (download->total >= 0 && size != download->total)
    {
      g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN,
                   _ ("“%s” did not send the whole file."), host);
      return FALSE;
    }

  return packshot_net_content_check_media_file (packshot_net_part_get_fd (download->part), host,
                                                error);
}

static void
finish (GTask *task)
{
  DownloadData *download = g_task_get_task_data (task);
  g_autoptr (GTask) committer = NULL;
  GError *error = NULL;

  if (!check_file (download, &error))
    {
      return_file_error (task, error);
      return;
    }

  committer = g_task_new (NULL, NULL, committed_cb, g_object_ref (task));
  g_task_set_source_tag (committer, commit_in_thread);
  g_task_set_task_data (committer, download->part, NULL);
  g_task_run_in_thread (committer, commit_in_thread);
}

static void
pumped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (packshot_net_pump_finish (PACKSHOT_NET_EXCHANGE (source), result, &error))
    finish (task);
  else
    return_file_error (task, error);
}

static void
progress_cb (goffset done, goffset total, gpointer user_data)
{
  DownloadData *download = user_data;

  download->progress (download->start + done, download->total, download->progress_data);
}

static void
pump (GTask *task)
{
  DownloadData *download = g_task_get_task_data (task);
  PackshotNetSession *session = g_task_get_source_object (task);

  packshot_net_pump_async (
      download->exchange, packshot_net_part_get_fd (download->part),
      download->max_bytes - download->start, packshot_net_session_get_patience (session)->crawl,
      download->progress != NULL ? progress_cb : NULL, download, pumped_cb, g_object_ref (task));
}

/* The server sends the whole file: because it was asked to, or can't do parts, or has another one.
 */
static gboolean
begin_whole (DownloadData *download, GError **error)
{
  SoupMessage *message = packshot_net_exchange_get_message (download->exchange);
  g_autofree char *validator = packshot_net_version_dup_validator (message);

  download->start = 0;
  download->total = packshot_net_exchange_get_length (download->exchange);

  return packshot_net_part_begin (download->part, validator, download->total, error);
}

/* Servers that know nothing of “If-Range” send a part of whatever they have now. */
static gboolean
continues (DownloadData *download)
{
  SoupMessage *message = packshot_net_exchange_get_message (download->exchange);
  g_autofree char *validator = packshot_net_version_dup_validator (message);

  return packshot_net_version_get_range (message, download->start, &download->total)
         && packshot_net_part_matches (download->part, validator, download->total);
}

static void
note_answer (DownloadData *download)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (PackshotNetAnswer) answer = packshot_net_answer_new_from_message (
      packshot_net_exchange_get_message (download->exchange), nothing);

  download->status = packshot_net_answer_get_status (answer);
  download->retry_after = packshot_net_answer_get_retry_after (answer);
}

static void
ask (GTask *task, GAsyncReadyCallback callback)
{
  PackshotNetSession *session = g_task_get_source_object (task);
  DownloadData *download = g_task_get_task_data (task);
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);

  g_clear_object (&download->exchange);
  soup_message_headers_append (headers, "Accept-Encoding", "identity");
  if (download->start > 0)
    {
      soup_message_headers_set_range (headers, download->start, -1);
      soup_message_headers_append (headers, "If-Range",
                                   packshot_net_part_get_validator (download->part));
    }

  packshot_net_get_async (session, download->uri, headers, NULL,
                          packshot_net_session_get_patience (session), FALSE,
                          g_task_get_cancellable (task), callback, g_object_ref (task));
}

static gboolean
check_status (DownloadData *download, GError **error)
{
  SoupMessage *message = packshot_net_exchange_get_message (download->exchange);

  if (download->status == SOUP_STATUS_OK
      || (download->status == SOUP_STATUS_PARTIAL_CONTENT && download->start > 0))
    return packshot_net_content_check_media (download->exchange, error);

  g_propagate_error (error, packshot_net_explain_status (
                                packshot_net_exchange_get_host (download->exchange),
                                download->status, soup_message_get_reason_phrase (message)));
  return FALSE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DownloadData *download = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean is_part;

  download->exchange = packshot_net_get_finish (PACKSHOT_NET_SESSION (source), result, &error);
  if (download->exchange == NULL)
    {
      return_error (task, error);
      return;
    }

  note_answer (download);
  is_part = download->start > 0 && download->status == SOUP_STATUS_PARTIAL_CONTENT;
  if ((is_part && !continues (download))
      || (download->start > 0 && download->status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE))
    {
      download->start = 0;
      ask (task, answered_cb);
    }
  else if (check_status (download, &error) && (is_part || begin_whole (download, &error)))
    pump (task);
  else
    return_error (task, error);
}

/**
 * packshot_net_download_async:
 * @session: a session
 * @url: an https or http address without a user name or a password
 * @path: (type filename): where the file shall be, in place of what is there; its folder must exist
 * @max_bytes: the most to take
 * @progress: (nullable) (scope notified): told how much of the file is there
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it; what there is is kept
 * @callback: called when the file is there
 * @user_data: for @callback
 *
 * Downloads a film or a picture, without a key. Until it is whole it lies beside @path under
 * another name, and the next call goes on with it where the server can tell that it is still the
 * same. It is whole when it has the length the server says; whether it can be played is for others
 * to tell. No two downloads may go to one @path at a time.
 */
void
packshot_net_download_async (PackshotNetSession *session,
                             const char *url,
                             const char *path,
                             goffset max_bytes,
                             PackshotNetProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  DownloadData *download;
  GError *error = NULL;

  g_return_if_fail (PACKSHOT_IS_NET_SESSION (session));
  g_return_if_fail (url != NULL && path != NULL && max_bytes > 0);

  download = g_new0 (DownloadData, 1);
  download->max_bytes = max_bytes;
  download->progress = progress;
  download->progress_data = progress_data;
  download->retry_after = -1;

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_net_download_async);
  g_task_set_task_data (task, download, download_data_free);
  /* A file that is in its place is not taken away again. */
  g_task_set_check_cancellable (task, FALSE);

  download->uri = packshot_net_address_parse (url, &error);
  if (download->uri != NULL)
    download->part = packshot_net_part_open (path, url, &error);
  if (download->part == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  download->total = packshot_net_part_get_total (download->part);
  if (packshot_net_part_get_validator (download->part) != NULL)
    download->start = packshot_net_part_get_size (download->part);
  if (download->start > 0 && download->start == download->total)
    finish (task);
  else
    ask (task, answered_cb);
}

/**
 * packshot_net_download_finish:
 * @session: the session
 * @result: the result the callback got
 * @error: return location for a #PackshotNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the file is in its place
 */
gboolean
packshot_net_download_finish (PackshotNetSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_download_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * packshot_net_download_get_status:
 * @result: the result the callback got
 *
 * Returns: the status of the last answer, such as 404, or 0 where there was none
 */
guint
packshot_net_download_get_status (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_download_async), 0);

  return ((DownloadData *) g_task_get_task_data (G_TASK (result)))->status;
}

/**
 * packshot_net_download_get_retry_after:
 * @result: the result the callback got
 *
 * Returns: for how many seconds the server wants to be left alone, or -1 where it doesn't say
 */
gint64
packshot_net_download_get_retry_after (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_download_async), -1);

  return ((DownloadData *) g_task_get_task_data (G_TASK (result)))->retry_after;
}
