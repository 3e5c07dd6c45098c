/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

#include "packshot-net-exchange-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "packshot-net-address-private.h"
#include "packshot-net-deadline-private.h"
#include "packshot-net-explain-private.h"
#include "packshot-net-reach-private.h"
#include "packshot-net-session-private.h"

/* Seconds of silence before the other end is asked whether it is still there, and between asking:
 * a call may wait for minutes, and routers forget a connection that is silent for as long. */
#define KEEPALIVE_IDLE     45
#define KEEPALIVE_INTERVAL 15

/* Behind the drawing of GTK, which is at 120: a line that always has something to say must not keep
 * the window from being painted. */
#define IO_PRIORITY       (G_PRIORITY_HIGH_IDLE + 50)
#define DEADLINE_PRIORITY (IO_PRIORITY + 10)

struct _PackshotNetExchange
{
  GObject parent_instance;

  SoupSession *soup;    /* (owned) */
  SoupMessage *message; /* (owned) */
  PackshotNetPatience patience;
  PackshotNetDeadline *deadline; /* (owned) */
  PackshotNetPhase phase;
  gboolean was_sent;
  gboolean stays_outside; /* whether it may not lead into the own network */
  gboolean was_outside;   /* whether it led beyond that */
  gboolean turned_away;
  GTlsCertificateFlags tls_errors;
  GInputStream *body;           /* (owned) (nullable): what is left of the answer */
  PackshotNetProgress progress; /* (nullable): of the body of the request */
  gpointer progress_data;
  gint64 start_time;
  goffset n_written;
  goffset n_read;
};

G_DEFINE_FINAL_TYPE (PackshotNetExchange, packshot_net_exchange, G_TYPE_OBJECT)

static void
enter (PackshotNetExchange *self, PackshotNetPhase phase)
{
  const guint limits[] = {
    [PACKSHOT_NET_PHASE_QUEUED] = 0,
    [PACKSHOT_NET_PHASE_CONNECT] = self->patience.connect,
    [PACKSHOT_NET_PHASE_SEND] = self->patience.idle,
    [PACKSHOT_NET_PHASE_ANSWER] = self->patience.answer,
    [PACKSHOT_NET_PHASE_READ] = self->patience.idle,
  };

  self->phase = phase;
  packshot_net_deadline_set (self->deadline, limits[phase]);
}

/* No header and no body is ever written here: they may hold a key. */
static void
log_line (PackshotNetExchange *self, const char *outcome)
{
  g_autofree char *address =
      packshot_net_address_to_loggable (soup_message_get_uri (self->message));

  g_debug ("%s %s: %s; %.3f s, %" G_GOFFSET_FORMAT " bytes out, %" G_GOFFSET_FORMAT " bytes in",
           soup_message_get_method (self->message), address, outcome,
           (double) (g_get_monotonic_time () - self->start_time) / G_USEC_PER_SEC, self->n_written,
           self->n_read);
}

static GError *
explain (PackshotNetExchange *self, const GError *error)
{
  PackshotNetTrouble trouble = {
    .host = packshot_net_exchange_get_host (self),
    .phase = self->phase,
    .was_sent = self->was_sent,
    .timed_out = packshot_net_deadline_has_passed (self->deadline),
    .turned_away = self->turned_away,
    .tls_errors = self->tls_errors,
  };
  GError *explained = packshot_net_explain (error, &trouble);

  log_line (self, explained->message);
  packshot_net_deadline_set (self->deadline, 0);

  return explained;
}

static void
keep_alive (GIOStream *connection)
{
  GSocket *socket;

  if (!G_IS_SOCKET_CONNECTION (connection))
    return;

  socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection));
  g_socket_set_keepalive (socket, TRUE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_IDLE, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_INTERVAL, NULL);
}

/* Over HTTP/2, libsoup 3.2 doesn't hear of being cancelled before the server says something,
 * restarts requests with half a body, and fails those that wait when a server closes a connection
 * politely. One request at a time on a connection is what can be answered for. */
static void
offer_http1 (GIOStream *connection)
{
  const char *const protocols[] = { "http/1.1", NULL };

  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

/* Of a name with several addresses, more than one may be tried. */
static void
look_where (PackshotNetExchange *self, GIOStream *connection)
{
  gboolean is_inside =
      packshot_net_reach_leads_inside (connection, soup_message_get_uri (self->message));

  self->was_outside |= !is_inside;
  self->turned_away |= is_inside && self->stays_outside;
  if (self->turned_away)
    packshot_net_exchange_abort (self);
}

static void
network_event_cb (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  PackshotNetExchange *self)
{
  if (self->phase == PACKSHOT_NET_PHASE_QUEUED)
    enter (self, PACKSHOT_NET_PHASE_CONNECT);
  if (event == G_SOCKET_CLIENT_CONNECTING)
    look_where (self, connection);
  if (event == G_SOCKET_CLIENT_CONNECTED)
    keep_alive (connection);
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    offer_http1 (connection);
}

/* The connection is there, and the first byte of the request is about to be written to it. */
static void
starting_cb (SoupMessage *message, PackshotNetExchange *self)
{
  self->was_sent = TRUE;
  enter (self, PACKSHOT_NET_PHASE_SEND);
}

static void
wrote_body_data_cb (SoupMessage *message, guint size, PackshotNetExchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (self->phase == PACKSHOT_NET_PHASE_SEND)
    enter (self, PACKSHOT_NET_PHASE_SEND);
  self->n_written += size;
  if (self->progress != NULL)
    self->progress (self->n_written, soup_message_headers_get_content_length (headers),
                    self->progress_data);
}

static void
wrote_body_cb (SoupMessage *message, PackshotNetExchange *self)
{
  enter (self, PACKSHOT_NET_PHASE_ANSWER);
}

static void
got_informational_cb (SoupMessage *message, PackshotNetExchange *self)
{
  if (self->phase == PACKSHOT_NET_PHASE_ANSWER)
    enter (self, PACKSHOT_NET_PHASE_ANSWER);
}

static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       PackshotNetExchange *self)
{
  self->tls_errors = errors;

  return FALSE;
}

static void
packshot_net_exchange_dispose (GObject *object)
{
  PackshotNetExchange *self = PACKSHOT_NET_EXCHANGE (object);

  /* The rest of an answer nobody wants is not waited for. */
  if (self->body != NULL)
    g_cancellable_cancel (packshot_net_deadline_get_cancellable (self->deadline));
  g_clear_object (&self->body);
  g_clear_object (&self->message);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->deadline, packshot_net_deadline_free);

  G_OBJECT_CLASS (packshot_net_exchange_parent_class)->dispose (object);
}

static void
packshot_net_exchange_class_init (PackshotNetExchangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = packshot_net_exchange_dispose;
}

static void
packshot_net_exchange_init (PackshotNetExchange *self)
{
}

/**
 * packshot_net_exchange_new:
 * @session: whose connections to use
 * @message: the request
 * @patience: how long its phases may take
 * @cancellable: (nullable): stops it, at any time
 *
 * Returns: (transfer full): an exchange that has not begun
 */
PackshotNetExchange *
packshot_net_exchange_new (PackshotNetSession *session,
                           SoupMessage *message,
                           const PackshotNetPatience *patience,
                           GCancellable *cancellable)
{
  PackshotNetExchange *self = g_object_new (PACKSHOT_TYPE_NET_EXCHANGE, NULL);
  const struct
  {
    const char *name;
    GCallback callback;
  } signals[] = {
    { "network-event", G_CALLBACK (network_event_cb) },
    { "starting", G_CALLBACK (starting_cb) },
    { "wrote-body-data", G_CALLBACK (wrote_body_data_cb) },
    { "wrote-body", G_CALLBACK (wrote_body_cb) },
    { "got-informational", G_CALLBACK (got_informational_cb) },
    { "accept-certificate", G_CALLBACK (accept_certificate_cb) },
  };

  self->soup = g_object_ref (packshot_net_session_get_soup (session));
  self->message = g_object_ref (message);
  self->patience = *patience;
  self->deadline = packshot_net_deadline_new (DEADLINE_PRIORITY, cancellable);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* A server may close an old connection at any time: then nobody knows whether it got a request
   * that was sent over it at that moment. libsoup would ask again what is harmless, on its own
   * account, and version 3.2 frees its task twice where that fails as well. */
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  /* libsoup may take the message along when it cleans up behind us. */
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (message, signals[i].name, signals[i].callback, self,
                             G_CONNECT_DEFAULT);

  return self;
}

/**
 * packshot_net_exchange_set_progress:
 * @self: an exchange that has not begun
 * @progress: (nullable) (scope notified): told how much of the request's body was handed to the
 *   system, until @self is gone
 * @progress_data: for @progress
 */
void
packshot_net_exchange_set_progress (PackshotNetExchange *self,
                                    PackshotNetProgress progress,
                                    gpointer progress_data)
{
  self->progress = progress;
  self->progress_data = progress_data;
}

/**
 * packshot_net_exchange_set_stays_outside:
 * @self: an exchange that has not begun
 * @stays_outside: whether nothing is sent to this computer or into its own network
 */
void
packshot_net_exchange_set_stays_outside (PackshotNetExchange *self, gboolean stays_outside)
{
  self->stays_outside = stays_outside;
}

/**
 * packshot_net_exchange_get_was_outside:
 * @self: an exchange that has begun
 *
 * Returns: whether a server beyond the own network may have been asked
 */
gboolean
packshot_net_exchange_get_was_outside (PackshotNetExchange *self)
{
  return self->was_outside;
}

/**
 * packshot_net_exchange_get_message:
 * @self: an exchange
 *
 * Returns: (transfer none): the request, and once it started the head of the answer
 */
SoupMessage *
packshot_net_exchange_get_message (PackshotNetExchange *self)
{
  return self->message;
}

/**
 * packshot_net_exchange_get_host:
 * @self: an exchange
 *
 * Returns: (transfer none): the name of the server, for sentences
 */
const char *
packshot_net_exchange_get_host (PackshotNetExchange *self)
{
  return g_uri_get_host (soup_message_get_uri (self->message));
}

/**
 * packshot_net_exchange_get_length:
 * @self: an exchange that has begun
 *
 * Returns: how many bytes the server says the body has, or -1 where it doesn't say
 */
goffset
packshot_net_exchange_get_length (PackshotNetExchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    return -1;

  return soup_message_headers_get_content_length (headers);
}

/**
 * packshot_net_exchange_get_was_sent:
 * @self: an exchange
 *
 * Returns: whether a byte of the request may have left this computer
 */
gboolean
packshot_net_exchange_get_was_sent (PackshotNetExchange *self)
{
  return self->was_sent;
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotNetExchange *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *status = NULL;

  self->body = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->body == NULL)
    {
      g_task_return_error (task, explain (self, error));
      return;
    }

  status = g_strdup_printf ("%u", (guint) soup_message_get_status (self->message));
  log_line (self, status);
  /* Nobody is waited for until somebody reads. */
  self->phase = PACKSHOT_NET_PHASE_READ;
  packshot_net_deadline_set (self->deadline, 0);
  g_task_return_boolean (task, TRUE);
}

/**
 * packshot_net_exchange_start_async:
 * @self: an exchange that has not begun
 * @callback: called when the head of the answer is there
 * @user_data: for @callback
 *
 * Sends the request.
 */
void
packshot_net_exchange_start_async (PackshotNetExchange *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GCancellable *cancellable = packshot_net_deadline_get_cancellable (self->deadline);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, packshot_net_exchange_start_async);
  self->start_time = g_get_monotonic_time ();
  soup_session_send_async (self->soup, self->message, IO_PRIORITY, cancellable, send_cb, task);
}

/**
 * packshot_net_exchange_start_finish:
 * @self: an exchange
 * @result: the result the callback got
 * @error: return location for a #PackshotNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether there is an answer, of whatever status
 */
gboolean
packshot_net_exchange_start_finish (PackshotNetExchange *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_exchange_start_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotNetExchange *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n < 0)
    {
      g_task_return_error (task, explain (self, error));
      return;
    }

  packshot_net_deadline_set (self->deadline, 0);
  self->n_read += n;
  if (n == 0)
    {
      log_line (self, "whole");
      g_clear_object (&self->body);
    }
  g_task_return_int (task, n);
}

/**
 * packshot_net_exchange_read_async:
 * @self: an exchange that has begun
 * @buffer: (out caller-allocates): for what comes; must live until @callback
 * @size: its bytes
 * @callback: called when there is a piece
 * @user_data: for @callback
 *
 * Reads the next piece of the answer's body.
 */
void
packshot_net_exchange_read_async (PackshotNetExchange *self,
                                  void *buffer,
                                  gsize size,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GCancellable *cancellable = packshot_net_deadline_get_cancellable (self->deadline);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, packshot_net_exchange_read_async);
  enter (self, PACKSHOT_NET_PHASE_READ);
  g_input_stream_read_async (self->body, buffer, size, IO_PRIORITY, cancellable, read_cb, task);
}

/**
 * packshot_net_exchange_read_finish:
 * @self: an exchange
 * @result: the result the callback got
 * @error: return location for a #PackshotNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: how many bytes there were, 0 at the end, -1 on error
 */
gssize
packshot_net_exchange_read_finish (PackshotNetExchange *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_exchange_read_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

/**
 * packshot_net_exchange_abort:
 * @self: an exchange
 *
 * Ends what goes on, as if it had been cancelled.
 */
void
packshot_net_exchange_abort (PackshotNetExchange *self)
{
  g_cancellable_cancel (packshot_net_deadline_get_cancellable (self->deadline));
}
