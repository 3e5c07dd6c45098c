/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* Sends a call, once, and reads the whole answer. */

#include "packshot-net-send.h"

#include "packshot-net-answer-private.h"
#include "packshot-net-call-private.h"
#include "packshot-net-collect-private.h"
#include "packshot-net-get-private.h"

typedef struct
{
  /* Input. */
  PackshotNetCall *call; /* (owned) */
  PackshotNetProgress progress;
  gpointer progress_data;

  /* In progress. */
  PackshotNetExchange *exchange; /* (owned) (nullable) */
  gboolean follows;
} SendData;

static void
send_data_free (gpointer data)
{
  SendData *send = data;

  packshot_net_call_unref (send->call);
  g_clear_object (&send->exchange);
  g_free (send);
}

static void
collected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotNetExchange *exchange = PACKSHOT_NET_EXCHANGE (source);
  g_autoptr (GTask) task = user_data;
  SoupMessage *message = packshot_net_exchange_get_message (exchange);
  g_autoptr (GBytes) body = NULL;
  PackshotNetAnswer *answer;
  GError *error = NULL;

  body = packshot_net_collect_finish (exchange, result, &error);
  if (body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  answer = packshot_net_answer_new_from_message (message, body);
  g_task_return_pointer (task, answer, (GDestroyNotify) packshot_net_answer_free);
}

static void
collect (GTask *task)
{
  SendData *send = g_task_get_task_data (task);

  packshot_net_collect_async (send->exchange, packshot_net_call_get_max_bytes (send->call),
                              collected_cb, g_object_ref (task));
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (packshot_net_exchange_start_finish (PACKSHOT_NET_EXCHANGE (source), result, &error))
    collect (task);
  else
    g_task_return_error (task, error);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SendData *send = g_task_get_task_data (task);
  GError *error = NULL;

  send->exchange = packshot_net_get_finish (PACKSHOT_NET_SESSION (source), result, &error);
  if (send->exchange != NULL)
    collect (task);
  else
    g_task_return_error (task, error);
}

static void
send_following (GTask *task, GUri *uri)
{
  PackshotNetSession *session = g_task_get_source_object (task);
  SendData *send = g_task_get_task_data (task);
  PackshotNetPatience patience = packshot_net_call_get_patience (send->call, session);

  send->follows = TRUE;
  packshot_net_get_async (session, uri, packshot_net_call_get_headers (send->call),
                          packshot_net_call_get_credentials (send->call), &patience, FALSE,
                          g_task_get_cancellable (task), got_cb, g_object_ref (task));
}

static void
send_once (GTask *task, GUri *uri)
{
  PackshotNetSession *session = g_task_get_source_object (task);
  SendData *send = g_task_get_task_data (task);
  PackshotNetPatience patience = packshot_net_call_get_patience (send->call, session);
  g_autoptr (SoupMessage) message = NULL;
  GError *error = NULL;

  message = packshot_net_call_make_message (send->call, uri, &error);
  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  send->exchange =
      packshot_net_exchange_new (session, message, &patience, g_task_get_cancellable (task));
  packshot_net_exchange_set_progress (send->exchange, send->progress, send->progress_data);
  packshot_net_exchange_start_async (send->exchange, started_cb, g_object_ref (task));
}

/**
 * packshot_net_send_async:
 * @session: a session
 * @call: what to send; it must not be changed any more
 * @progress: (nullable) (scope notified): told how much of the body was handed to the system
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it
 * @callback: called when the whole answer is there
 * @user_data: for @callback
 *
 * Sends a call, never a second time. A redirect is an answer like others, unless the call says
 * otherwise.
 */
void
packshot_net_send_async (PackshotNetSession *session,
                         PackshotNetCall *call,
                         PackshotNetProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) uri = NULL;
  SendData *send;
  GError *error = NULL;

  g_return_if_fail (PACKSHOT_IS_NET_SESSION (session));
  g_return_if_fail (call != NULL);

  send = g_new0 (SendData, 1);
  send->call = packshot_net_call_ref (call);
  send->progress = progress;
  send->progress_data = progress_data;

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_net_send_async);
  g_task_set_task_data (task, send, send_data_free);
  /* An answer that is there is worth more than the wish not to have asked: it may hold the number
   * of something that was paid for. */
  g_task_set_check_cancellable (task, FALSE);

  uri = packshot_net_call_check (call, &error);
  if (uri == NULL)
    g_task_return_error (task, error);
  else if (packshot_net_call_get_follow (call))
    send_following (task, uri);
  else
    send_once (task, uri);
}

/**
 * packshot_net_send_finish:
 * @session: the session
 * @result: the result the callback got
 * @error: return location for a #PackshotNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the whole answer, of whatever status
 */
PackshotNetAnswer *
packshot_net_send_finish (PackshotNetSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * packshot_net_send_get_was_sent:
 * @result: the result the callback got
 *
 * Tells two kinds of %G_IO_ERROR_CANCELLED apart.
 *
 * Returns: whether a byte of the request may have left this computer
 */
gboolean
packshot_net_send_get_was_sent (GAsyncResult *result)
{
  SendData *send;

  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_send_async), TRUE);

  send = g_task_get_task_data (G_TASK (result));

  return send->follows
         || (send->exchange != NULL && packshot_net_exchange_get_was_sent (send->exchange));
}
