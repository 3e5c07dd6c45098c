/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secure connections: which servers are trusted, and what is spoken. */

#include "packshot-net-error.h"
#include "packshot-test-peer.h"
#include "packshot-test-send.h"
#include "packshot-test-utils.h"

#include <string.h>

/* More than a piece of a body. */
#define LARGE (3 * 1024 * 1024 + 17)

#define SHORT 300
#define LONG  20000

static GTlsCertificate *
read_certificate (const char *name)
{
  g_autofree char *path = g_build_filename (FIXTURES, "tls", name, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return certificate;
}

/* From here on this program trusts just what @name vouches for, whatever the system does. */
static void
trust (const char *name)
{
  g_autofree char *path = g_build_filename (FIXTURES, "tls", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static void
trust_authority (void)
{
  trust ("authority.pem");
}

static void
serve_ok (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
}

static void
send_to (PackshotTestPeer *peer, PackshotTestSend *send)
{
  g_autofree char *url = packshot_test_peer_dup_url (peer, "/");
  PackshotNetCall *call = packshot_net_call_new ("POST", url);

  packshot_net_call_add_credential (call, "X-API-KEY", "key-canary");
  packshot_test_send_begin (send, call, NULL, NULL);
  packshot_test_send_wait (send);
}

static void
assert_not_trusted (const char *name, const char *words)
{
  g_autoptr (GTlsCertificate) certificate = read_certificate (name);
  PackshotTestPeer *peer = packshot_test_peer_new_tls (certificate, serve_ok, NULL);
  PackshotTestSend send;

  send_to (peer, &send);
  g_assert_error (send.error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT);
  g_assert_nonnull (strstr (send.error->message, words));
  g_assert_false (send.was_sent);
  g_assert_cmpuint (packshot_test_peer_count (peer), ==, 0);

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
}

static void
test_trusted (void)
{
  g_autoptr (GTlsCertificate) certificate = read_certificate ("good.pem");
  PackshotTestPeer *peer = packshot_test_peer_new_tls (certificate, serve_ok, NULL);
  PackshotTestSend send;

  trust_authority ();
  send_to (peer, &send);
  g_assert_no_error (send.error);
  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
}

static void
test_not_trusted (void)
{
  trust_authority ();
  assert_not_trusted ("expired.pem", "has expired");
  assert_not_trusted ("future.pem", "not valid yet");
  assert_not_trusted ("other.pem", "made for another server");

  trust ("other.pem");
  assert_not_trusted ("good.pem", "nobody this computer trusts");
}

/* A server that answers the greeting of TLS in plain text. */
static gboolean
answer_plainly_cb (GThreadedSocketService *service,
                   GSocketConnection *connection,
                   GObject *source,
                   gpointer user_data)
{
  const char *text = "HTTP/1.1 400 Bad Request\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                             strlen (text), NULL, NULL, NULL);

  return TRUE;
}

static void
test_no_tls (void)
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (-1);
  g_autofree char *url = NULL;
  PackshotTestSend send;
  guint16 port;

  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_signal_connect (service, "run", G_CALLBACK (answer_plainly_cb), NULL);
  url = g_strdup_printf ("https://127.0.0.1:%u/", port);
  trust_authority ();
  packshot_test_send_begin (&send, packshot_net_call_new ("POST", url), NULL, NULL);
  packshot_test_send_wait (&send);
  g_assert_error (send.error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT);
  g_assert_nonnull (strstr (send.error->message, "No secure connection"));
  g_assert_false (send.was_sent);

  packshot_test_send_clear (&send);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

static void
serve_redirect (PackshotTestCaller *caller, gpointer user_data)
{
  packshot_test_caller_say (caller, "HTTP/1.1 302 Go\r\nLocation: %s\r\n\r\n",
                            (const char *) user_data);
}

static void
assert_redirect (PackshotTestPeer *from, PackshotTestPeer *to, gboolean is_followed)
{
  g_autofree char *url = packshot_test_peer_dup_url (from, "/");
  PackshotNetCall *call = packshot_net_call_new ("GET", url);
  g_autofree char *heads = NULL;
  PackshotTestSend send;

  packshot_net_call_set_follow (call, TRUE);
  packshot_net_call_add_credential (call, "X-API-KEY", "key-canary");
  packshot_test_send_begin (&send, call, NULL, NULL);
  packshot_test_send_wait (&send);
  if (is_followed)
    g_assert_no_error (send.error);
  else
    g_assert_error (send.error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_REDIRECT);
  g_assert_cmpuint (packshot_test_peer_count (to), ==, is_followed ? 1 : 0);
  heads = packshot_test_peer_dup_heads (to);
  g_assert_null (strstr (heads, "canary"));
  packshot_test_send_clear (&send);
}

/* Never from a secure address to one that is not; the other way without the key. */
static void
test_redirect (void)
{
  g_autoptr (GTlsCertificate) certificate = read_certificate ("good.pem");
  PackshotTestPeer *plain = packshot_test_peer_new (serve_ok, NULL);
  PackshotTestPeer *secure = packshot_test_peer_new_tls (certificate, serve_ok, NULL);
  g_autofree char *plain_url = packshot_test_peer_dup_url (plain, "/");
  g_autofree char *secure_url = packshot_test_peer_dup_url (secure, "/");
  PackshotTestPeer *to_plain = packshot_test_peer_new_tls (certificate, serve_redirect, plain_url);
  PackshotTestPeer *to_secure = packshot_test_peer_new (serve_redirect, secure_url);

  trust_authority ();
  assert_redirect (to_plain, plain, FALSE);
  assert_redirect (to_secure, secure, TRUE);

  packshot_test_peer_free (plain);
  packshot_test_peer_free (secure);
  packshot_test_peer_free (to_plain);
  packshot_test_peer_free (to_secure);
}

/* Gives back what it got, over what it was asked to speak. */
static void
serve_echo (PackshotTestCaller *caller, gpointer user_data)
{
  g_autoptr (GBytes) body = packshot_test_caller_read_body (caller);

  g_assert_cmpstr (g_tls_connection_get_negotiated_protocol (G_TLS_CONNECTION (caller->stream)), ==,
                   "http/1.1");
  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n",
                            g_bytes_get_size (body));
  packshot_test_caller_send (caller, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static void
test_large_body (void)
{
  g_autoptr (GTlsCertificate) certificate = read_certificate ("good.pem");
  PackshotTestPeer *peer = packshot_test_peer_new_tls (certificate, serve_echo, NULL);
  g_autofree char *url = packshot_test_peer_dup_url (peer, "/");
  PackshotNetCall *call = packshot_net_call_new ("POST", url);
  g_autofree char *path = packshot_test_write_file ("large", "");
  g_autofree char *large = g_malloc (LARGE);
  PackshotTestSend send;
  GBytes *body;

  for (gsize i = 0; i < LARGE; i++)
    large[i] = (char) (i * 2654435761u >> 24);
  g_assert_true (g_file_set_contents (path, large, LARGE, NULL));

  trust_authority ();
  packshot_net_call_set_file (call, path, "image/png");
  packshot_test_send_begin (&send, call, NULL, NULL);
  packshot_test_send_wait (&send);

  g_assert_no_error (send.error);
  g_assert_cmpuint (packshot_test_peer_count (peer), ==, 1);
  body = packshot_net_answer_get_body (send.answer);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), large, LARGE);

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
}

static void
serve_silence (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_hang (caller);
}

static void
assert_no_answer (guint answer_time, GCancellable *cancellable, GQuark domain, int code)
{
  const PackshotNetPatience patience = { LONG, answer_time, LONG, 0 };
  g_autoptr (GTlsCertificate) certificate = read_certificate ("good.pem");
  PackshotTestPeer *peer = packshot_test_peer_new_tls (certificate, serve_silence, NULL);
  g_autofree char *url = packshot_test_peer_dup_url (peer, "/");
  PackshotTestSend send;

  trust_authority ();
  packshot_test_send_begin (&send, packshot_net_call_new ("POST", url), &patience, cancellable);
  packshot_test_wait_until (packshot_test_peer_count (peer) == 1);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  packshot_test_send_wait (&send);
  g_assert_error (send.error, domain, code);
  g_assert_true (send.was_sent);

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
}

static void
test_no_answer (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  assert_no_answer (SHORT, NULL, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN);
  assert_no_answer (LONG, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Says nothing to the greeting of TLS. */
static void
test_connect_time (void)
{
  const PackshotNetPatience patience = { SHORT, LONG, LONG, 0 };
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/", port);
  PackshotTestSend send;

  trust_authority ();
  packshot_test_send_begin (&send, packshot_net_call_new ("POST", url), &patience, NULL);
  packshot_test_send_wait (&send);
  g_assert_error (send.error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT);
  g_assert_nonnull (strstr (send.error->message, "nobody answers"));
  g_assert_false (send.was_sent);

  packshot_test_send_clear (&send);
  g_socket_listener_close (listener);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net-tls/trusted", test_trusted);
  g_test_add_func ("/net-tls/not-trusted", test_not_trusted);
  g_test_add_func ("/net-tls/no-tls", test_no_tls);
  g_test_add_func ("/net-tls/connect-time", test_connect_time);
  g_test_add_func ("/net-tls/redirect", test_redirect);
  g_test_add_func ("/net-tls/large-body", test_large_body);
  g_test_add_func ("/net-tls/no-answer", test_no_answer);

  return g_test_run ();
}
