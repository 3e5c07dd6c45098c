/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-peer.h"

#include <string.h>
#include <sys/socket.h>

#include "packshot-test-utils.h"

struct _PackshotTestPeer
{
  GSocketService *service;      /* (owned) */
  GTlsCertificate *certificate; /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned): lets go of callers that are kept waiting */
  guint16 port;
  PackshotTestServe serve;
  gpointer user_data;
  gint n_callers; /* atomic */
  GMutex mutex;
  GString *heads; /* (owned): by mutex */
  guint n_heads;  /* by mutex */
};

/* Asked by the address sanitizer, and by nobody else. Threads of a server that speak TLS leave
 * behind what its search for leaks stumbles over: it takes a number for the address of their
 * variables. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "intercept_tls_get_addr=0";
}

/* (nullable): nobody asked for anything. */
static char *
read_head (GInputStream *input)
{
  g_autoptr (GString) head = g_string_new (NULL);
  char c;

  while (g_input_stream_read (input, &c, 1, NULL, NULL) == 1)
    {
      g_string_append_c (head, c);
      if (g_str_has_suffix (head->str, "\r\n\r\n"))
        return g_string_free (g_steal_pointer (&head), FALSE);
    }

  return NULL;
}

static void
note (PackshotTestPeer *self, const char *head)
{
  g_mutex_lock (&self->mutex);
  g_string_append (self->heads, head);
  self->n_heads++;
  g_mutex_unlock (&self->mutex);
}

static GIOStream *
wrap (PackshotTestPeer *self, GSocketConnection *connection)
{
  const char *const protocols[] = { "h2", "http/1.1", NULL };
  GIOStream *stream;

  if (self->certificate == NULL)
    return g_object_ref (G_IO_STREAM (connection));

  stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  g_assert_nonnull (stream);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream), protocols);

  return stream;
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        PackshotTestPeer *self)
{
  g_autoptr (GIOStream) stream = wrap (self, connection);
  PackshotTestCaller caller = { self, stream, g_socket_connection_get_socket (connection), NULL,
                                NULL };

  g_atomic_int_inc (&self->n_callers);
  caller.head = read_head (g_io_stream_get_input_stream (stream));
  if (caller.head != NULL)
    {
      g_auto (GStrv) words = g_strsplit_set (caller.head, " \r", 3);

      note (self, caller.head);
      caller.path = g_strdup (words[1]);
      self->serve (&caller, self->user_data);
    }
  g_io_stream_close (stream, NULL, NULL);
  g_free (caller.head);
  g_free (caller.path);
  g_atomic_int_add (&self->n_callers, -1);

  return TRUE;
}

/**
 * packshot_test_peer_new_tls:
 * @certificate: (nullable): for https; it offers HTTP/2 then, as most servers do, but can't speak
 * it
 * @serve: serves one connection, in a thread; when it returns the connection is closed
 * @user_data: for @serve
 *
 * Returns: (transfer full): a server on a free port of 127.0.0.1
 */
PackshotTestPeer *
packshot_test_peer_new_tls (GTlsCertificate *certificate,
                            PackshotTestServe serve,
                            gpointer user_data)
{
  PackshotTestPeer *self = g_new0 (PackshotTestPeer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  self->serve = serve;
  self->user_data = user_data;
  self->heads = g_string_new (NULL);
  self->cancellable = g_cancellable_new ();
  if (certificate != NULL)
    self->certificate = g_object_ref (certificate);
  g_mutex_init (&self->mutex);
  self->service = g_threaded_socket_service_new (-1);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));

  return self;
}

/**
 * packshot_test_peer_new:
 * @serve: serves one connection, in a thread; when it returns the connection is closed
 * @user_data: for @serve
 *
 * Returns: (transfer full): a server on a free port of 127.0.0.1
 */
PackshotTestPeer *
packshot_test_peer_new (PackshotTestServe serve, gpointer user_data)
{
  return packshot_test_peer_new_tls (NULL, serve, user_data);
}

/**
 * packshot_test_peer_free:
 * @self: (transfer full): a server
 *
 * Ends it, after all its callers.
 */
void
packshot_test_peer_free (PackshotTestPeer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  packshot_test_wait_until (g_atomic_int_get (&self->n_callers) == 0);

  g_signal_handlers_disconnect_by_data (self->service, self);
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_object_unref (self->cancellable);
  g_string_free (self->heads, TRUE);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * packshot_test_peer_dup_url:
 * @self: a server
 * @path: begins with a slash
 *
 * Returns: (transfer full): the address
 */
char *
packshot_test_peer_dup_url (PackshotTestPeer *self, const char *path)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", self->certificate != NULL ? "https" : "http",
                          self->port, path);
}

/**
 * packshot_test_peer_dup_heads:
 * @self: a server
 *
 * Returns: (transfer full): the heads of all requests so far
 */
char *
packshot_test_peer_dup_heads (PackshotTestPeer *self)
{
  char *heads;

  g_mutex_lock (&self->mutex);
  heads = g_strdup (self->heads->str);
  g_mutex_unlock (&self->mutex);

  return heads;
}

/**
 * packshot_test_peer_count:
 * @self: a server
 *
 * Returns: how many requests it got so far
 */
guint
packshot_test_peer_count (PackshotTestPeer *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->n_heads;
  g_mutex_unlock (&self->mutex);

  return n;
}

/**
 * packshot_test_caller_get_header:
 * @caller: a connection
 * @name: the name of a header, as our side spells it
 *
 * Returns: (transfer none) (nullable): its value and the rest of the head
 */
const char *
packshot_test_caller_get_header (PackshotTestCaller *caller, const char *name)
{
  g_autofree char *start = g_strdup_printf ("\r\n%s: ", name);
  const char *found = strstr (caller->head, start);

  return found != NULL ? found + strlen (start) : NULL;
}

/**
 * packshot_test_caller_read_body:
 * @caller: a connection
 *
 * Returns: (transfer full): the body of the request, as long as its head says
 */
GBytes *
packshot_test_caller_read_body (PackshotTestCaller *caller)
{
  const char *length = packshot_test_caller_get_header (caller, "Content-Length");
  gsize size = length != NULL ? g_ascii_strtoull (length, NULL, 10) : 0;
  char *body = g_malloc (size + 1);
  gsize n = 0;

  g_input_stream_read_all (g_io_stream_get_input_stream (caller->stream), body, size, &n, NULL,
                           NULL);

  return g_bytes_new_take (body, n);
}

/**
 * packshot_test_caller_send:
 * @caller: a connection
 * @bytes: (array length=size): what to send
 * @size: how much
 *
 * A caller that has gone away is no reason to stop.
 */
void
packshot_test_caller_send (PackshotTestCaller *caller, gconstpointer bytes, gsize size)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (caller->stream), bytes, size, NULL,
                             caller->peer->cancellable, NULL);
}

/**
 * packshot_test_caller_say:
 * @caller: a connection
 * @format: what to send
 */
void
packshot_test_caller_say (PackshotTestCaller *caller, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  packshot_test_caller_send (caller, text, strlen (text));
}

/**
 * packshot_test_caller_reset:
 * @caller: a connection
 *
 * Breaks the connection off, so that our side is told that it is reset.
 */
void
packshot_test_caller_reset (PackshotTestCaller *caller)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (caller->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (caller->socket, NULL);
}

/**
 * packshot_test_caller_hang:
 * @caller: a connection
 *
 * Does nothing until our side gives up, or the server is freed.
 */
void
packshot_test_caller_hang (PackshotTestCaller *caller)
{
  char c;

  while (g_input_stream_read (g_io_stream_get_input_stream (caller->stream), &c, 1,
                              caller->peer->cancellable, NULL)
         > 0)
    ;
}
