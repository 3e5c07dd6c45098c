/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* A call that is built from a job, sent once and read at once: those that are paid for, and small
 * questions. */

#include "config.h"

#include "packshot-http-call.h"

#include "packshot-answer.h"
#include "packshot-http-inline.h"

#include <glib/gi18n.h>

typedef struct
{
  /* Input. */
  const PackshotHttpLink *link; /* (unowned): lives as long as the service */
  PackshotJob *job;             /* (owned) (nullable) */
  PackshotStep step;
  PackshotAdapterBuild build;
  PackshotAdapterRead read;

  /* In progress. */
  PackshotAdapterInput input;
  GPtrArray *remote_ids;    /* (owned) (nullable) (element-type PackshotRemoteId): of the input */
  GPtrArray *copies;        /* (owned) (nullable) (element-type PackshotJobCopy): likewise */
  PackshotRequest *request; /* (owned) (nullable): likewise */
  PackshotCall *call;       /* (owned) (nullable): until it is sent */
  gint64 balance;           /* before the call, in millionths, or PACKSHOT_MONEY_UNKNOWN */
} CallData;

static void
call_data_free (gpointer data)
{
  CallData *call = data;

  g_clear_object (&call->job);
  g_clear_pointer (&call->remote_ids, g_ptr_array_unref);
  g_clear_pointer (&call->copies, g_ptr_array_unref);
  g_clear_object (&call->request);
  g_clear_pointer (&call->call, packshot_call_free);
  g_free (call);
}

static void
return_reply (GTask *task, PackshotReply *reply)
{
  g_task_return_pointer (task, reply, (GDestroyNotify) packshot_reply_free);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CallData *call = g_task_get_task_data (task);
  PackshotReply *reply = NULL;
  g_autoptr (PackshotNetAnswer) answer =
      packshot_http_exchange_finish (PACKSHOT_SERVICE (source), result, &reply);

  if (answer != NULL)
    reply = call->read (&call->input, answer);
  if (call->balance != PACKSHOT_MONEY_UNKNOWN)
    reply->balance = call->balance;

  return_reply (task, reply);
}

static void
send (GTask *task)
{
  CallData *call = g_task_get_task_data (task);
  PackshotService *service = g_task_get_source_object (task);

  /* One that takes its own time answers only when all is done. */
  if (packshot_step_is_paid (call->step)
      && call->call->answer_seconds != PACKSHOT_CALL_DEFAULT_TIME)
    packshot_service_report_progress (
        service, call->job, -1, _ ("The service is making the video. This call can’t be resumed."));

  packshot_http_exchange_async (service, call->link, call->step, g_steal_pointer (&call->call),
                                NULL, NULL, g_task_get_cancellable (task), answered_cb,
                                g_object_ref (task));
}

/* What is not known of the money keeps nobody from ordering. */
static void
balance_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CallData *call = g_task_get_task_data (task);

  call->balance = packshot_http_call_ask_balance_finish (PACKSHOT_SERVICE (source), result);
  send (task);
}

static void
build (GTask *task)
{
  CallData *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->call = call->build (&call->input, &error);
  if (call->call == NULL)
    return_reply (task, packshot_reply_new_take_words (PACKSHOT_VERDICT_BAD_INPUT,
                                                       g_strdup (error->message)));
  else if (packshot_step_is_paid (call->step) && packshot_http_call_tells_cost (call->link))
    packshot_http_call_ask_balance_async (g_task_get_source_object (task), call->link,
                                          g_task_get_cancellable (task), balance_cb,
                                          g_object_ref (task));
  else
    send (task);
}

static void
inlined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CallData *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (packshot_http_inline_finish (PACKSHOT_SERVICE (source), result, call->remote_ids, &error))
    build (task);
  else
    return_reply (task, packshot_answer_read_error (error, FALSE, call->step));
}

static GPtrArray *
dup_copies (const GPtrArray *copies)
{
  GPtrArray *dup = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_job_copy_free);

  for (guint i = 0; i < copies->len; i++)
    g_ptr_array_add (dup, packshot_job_copy_dup (g_ptr_array_index (copies, i)));

  return dup;
}

/* The job's own lists grow while the call is under way. */
static void
take_job (CallData *call, PackshotJob *job)
{
  call->job = g_object_ref (job);
  call->remote_ids = packshot_remote_ids_copy (packshot_job_get_remote_ids (job));
  call->copies = dup_copies (packshot_job_get_copies (job));
  g_set_object (&call->request, packshot_job_get_request (job));

  call->input.remote_ids = call->remote_ids;
  call->input.copies = call->copies;
  call->input.request = call->request;
  if (call->request != NULL)
    call->input.model = packshot_request_get_model (call->request);
}

/**
 * packshot_http_call_async:
 * @service: the service that is called
 * @link: what it takes to call it
 * @job: (nullable): the job it is about
 * @step: what the call is for; %PACKSHOT_HTTP_CALL_QUESTION where it is about no job
 * @build: makes the call
 * @read: reads the answer
 * @cancellable: (nullable): stops it
 * @callback: called when it is known what came of it
 * @user_data: for @callback
 *
 * Calls a service once. Pictures that stand in the order itself are put there. Where the manifest
 * says that the balance tells what things cost, it is asked for before a paid call.
 */
void
packshot_http_call_async (PackshotService *service,
                          const PackshotHttpLink *link,
                          PackshotJob *job,
                          PackshotStep step,
                          PackshotAdapterBuild build_call,
                          PackshotAdapterRead read,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  CallData *call = g_new0 (CallData, 1);

  call->link = link;
  call->step = step;
  call->build = build_call;
  call->read = read;
  call->balance = PACKSHOT_MONEY_UNKNOWN;
  call->input.manifest = link->manifest;
  call->input.is_local = packshot_http_link_is_local (link);
  if (job != NULL)
    take_job (call, job);

  g_task_set_source_tag (task, packshot_http_call_async);
  g_task_set_task_data (task, call, call_data_free);
  /* A paid call that was cancelled too late has an outcome all the same. */
  g_task_set_check_cancellable (task, FALSE);

  if (step == PACKSHOT_STEP_CREATE)
    packshot_http_inline_async (service, link->manifest, call->copies, cancellable, inlined_cb,
                                g_object_ref (task));
  else
    build (task);
}

/**
 * packshot_http_call_finish:
 * @service: the service
 * @result: the result the callback got
 *
 * Returns: (transfer full): what came of it; `balance` is that before the call, where it was asked
 *   for
 */
PackshotReply *
packshot_http_call_finish (PackshotService *service, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * packshot_http_call_ask_balance_async:
 * @service: a service whose adapter has a test
 * @link: what it takes to call it
 * @cancellable: (nullable): stops it
 * @callback: called when the answer is there, or none comes
 * @user_data: for @callback
 *
 * Asks what is left at the service. Costs nothing.
 */
void
packshot_http_call_ask_balance_async (PackshotService *service,
                                      const PackshotHttpLink *link,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  packshot_http_call_async (service, link, NULL, PACKSHOT_HTTP_CALL_QUESTION,
                            link->adapter->build_test, link->adapter->read_test, cancellable,
                            callback, user_data);
}

/**
 * packshot_http_call_ask_balance_finish:
 * @service: the service
 * @result: the result the callback got
 *
 * Returns: what is left, in millionths of the manifest's unit, or %PACKSHOT_MONEY_UNKNOWN
 */
gint64
packshot_http_call_ask_balance_finish (PackshotService *service, GAsyncResult *result)
{
  g_autoptr (PackshotReply) reply = packshot_http_call_finish (service, result);

  return reply->verdict == PACKSHOT_VERDICT_DONE ? reply->balance : PACKSHOT_MONEY_UNKNOWN;
}

/**
 * packshot_http_call_tells_cost:
 * @link: what it takes to call a service
 *
 * Returns: whether what a step cost is the balance before it less the balance after it
 */
gboolean
packshot_http_call_tells_cost (const PackshotHttpLink *link)
{
  return packshot_manifest_get_balance_tells_cost (link->manifest)
         && link->adapter->build_test != NULL;
}
