/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Puts a file where it has an address of its own: for the user who chose this service as image
 * host, and for a finished video that shall have one. */

#include "config.h"

#include "packshot-http-host.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-core-error.h"

typedef struct
{
  /* Input. */
  const PackshotHttpLink *link; /* (unowned): lives as long as the service */
  PackshotJob *job;             /* (owned) (nullable): whose video it is */
  PackshotJobCopy *file;        /* (owned) */

  /* In progress. */
  int last_percent;
} HostData;

static void
host_data_free (gpointer data)
{
  HostData *host = data;

  g_clear_object (&host->job);
  packshot_job_copy_free (host->file);
  g_free (host);
}

static void
return_reply (GTask *task, PackshotReply *reply)
{
  g_task_return_pointer (task, reply, (GDestroyNotify) packshot_reply_free);
}

static PackshotAdapterInput
make_input (HostData *host)
{
  return (PackshotAdapterInput){
    .manifest = host->link->manifest,
    .file = host->file,
    .is_local = packshot_http_link_is_local (host->link),
  };
}

static void
progress_cb (goffset done, goffset total, gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  HostData *host = g_task_get_task_data (task);
  int percent = total > 0 ? (int) (100 * done / total) : -1;

  if (host->job == NULL || percent == host->last_percent)
    return;

  host->last_percent = percent;
  packshot_service_report_progress (g_task_get_source_object (task), host->job,
                                    total > 0 ? (double) done / (double) total : -1,
                                    _ ("Putting the video online"));
}

/* One that is done brings an address; what else it is good for is not known here. */
static PackshotReply *
check (PackshotReply *reply)
{
  const char *address = packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_HOSTED_URL);

  if (reply->verdict != PACKSHOT_VERDICT_DONE
      || (address != NULL && packshot_picture_value_is_address (address)))
    return reply;

  packshot_reply_free (reply);
  return packshot_reply_new_take_words (
      PACKSHOT_VERDICT_UNCERTAIN,
      g_strdup (_ ("The service took the file, but did not say where it is.")));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HostData *host = g_task_get_task_data (task);
  const PackshotAdapterInput input = make_input (host);
  PackshotReply *reply = NULL;
  g_autoptr (PackshotNetAnswer) answer =
      packshot_http_exchange_finish (PACKSHOT_SERVICE (source), result, &reply);

  if (answer != NULL)
    reply = check (host->link->adapter->read_host (&input, answer));

  return_reply (task, reply);
}

static PackshotJobCopy *
describe_file (const char *path, gboolean is_video)
{
  GStatBuf info;
  guint64 size = g_stat (path, &info) == 0 ? (guint64) info.st_size : 0;

  return packshot_job_copy_new (is_video ? "video" : "picture", path, size, "");
}

/**
 * packshot_http_host_async:
 * @service: the service
 * @link: what it takes to call it; its adapter can host
 * @job: (nullable): whose video the file is, or %NULL for a picture
 * @path: (type filename): the file; the ending of its name tells what it is
 * @cancellable: (nullable): stops it
 * @callback: called when it is there, or was not taken
 * @user_data: for @callback
 *
 * Puts a file where it has a public address. May be done again: that gives another address.
 */
void
packshot_http_host_async (PackshotService *service,
                          const PackshotHttpLink *link,
                          PackshotJob *job,
                          const char *path,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  HostData *host = g_new0 (HostData, 1);
  PackshotAdapterInput input;
  PackshotCall *call;

  host->link = link;
  g_set_object (&host->job, job);
  host->file = describe_file (path, job != NULL);
  host->last_percent = -1;
  g_task_set_source_tag (task, packshot_http_host_async);
  g_task_set_task_data (task, host, host_data_free);
  g_task_set_check_cancellable (task, FALSE);

  input = make_input (host);
  call = link->adapter->build_host (&input, &error);
  if (call == NULL)
    return_reply (task, packshot_reply_new_take_words (PACKSHOT_VERDICT_BAD_INPUT,
                                                       g_strdup (error->message)));
  else
    packshot_http_exchange_async (service, link, PACKSHOT_STEP_REHOST, call, progress_cb, task,
                                  cancellable, answered_cb, g_object_ref (task));
}

/**
 * packshot_http_host_finish:
 * @service: the service
 * @result: the result the callback got
 *
 * Returns: (transfer full): done with a %PACKSHOT_REMOTE_ID_HOSTED_URL, or what is in the way
 */
PackshotReply *
packshot_http_host_finish (PackshotService *service, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_host_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * packshot_http_host_finish_address:
 * @service: the service
 * @result: the result the callback got
 * @error: return location, as of packshot_service_list_finish()
 *
 * Returns: (transfer full): the address, or %NULL on error
 */
char *
packshot_http_host_finish_address (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_autoptr (PackshotReply) reply = packshot_http_host_finish (service, result);

  if (reply->verdict == PACKSHOT_VERDICT_DONE)
    return g_strdup (packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_HOSTED_URL));

  if (reply->verdict == PACKSHOT_VERDICT_CANCELLED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, reply->words);
  else
    g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE, reply->words);

  return NULL;
}
