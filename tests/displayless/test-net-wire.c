/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a request that brought no answer may have arrived: money hangs on it. */

#include "packshot-net-error.h"
#include "packshot-test-peer.h"
#include "packshot-test-send.h"
#include "packshot-test-utils.h"

#include <string.h>

/* Long enough for what is quick, short enough to wait for. */
#define SHORT 300
#define LONG  20000

#define LARGE (16 * 1024 * 1024)

static PackshotNetCall *
new_post (PackshotTestPeer *peer, gsize size)
{
  g_autofree char *url = packshot_test_peer_dup_url (peer, "/create");
  PackshotNetCall *call = packshot_net_call_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (size), size);

  if (size > 0)
    packshot_net_call_set_body (call, body, "application/json");

  return call;
}

/* Sends a create of @size bytes and expects that nobody knows what became of it. */
static void
assert_uncertain (PackshotTestServe serve,
                  gsize size,
                  const PackshotNetPatience *patience,
                  const char *words)
{
  PackshotTestPeer *peer = packshot_test_peer_new (serve, NULL);
  PackshotTestSend send;

  packshot_test_send_begin (&send, new_post (peer, size), patience, NULL);
  packshot_test_send_wait (&send);
  g_assert_error (send.error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN);
  g_assert_true (send.was_sent);
  g_assert_nonnull (strstr (send.error->message, words));
  g_assert_cmpuint (packshot_test_peer_count (peer), ==, 1);

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
}

static void
assert_not_sent (const char *url, const PackshotNetPatience *patience, const char *words)
{
  PackshotNetCall *call = packshot_net_call_new ("POST", url);
  PackshotTestSend send;

  packshot_test_send_begin (&send, call, patience, NULL);
  packshot_test_send_wait (&send);
  g_assert_error (send.error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT);
  g_assert_false (send.was_sent);
  g_assert_nonnull (strstr (send.error->message, words));
  packshot_test_send_clear (&send);
}

static void
serve_reset_before_body (PackshotTestCaller *caller, gpointer user_data)
{
  packshot_test_caller_reset (caller);
}

static void
serve_reset_after_body (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_reset (caller);
}

static void
serve_lost_answer (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
}

static void
serve_half_head (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nContent-");
}

static void
serve_short_body (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"id\":");
}

static void
serve_short_chunks (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    "a\r\n{\"id\":");
}

static void
serve_reset_in_answer (PackshotTestCaller *caller, gpointer user_data)
{
  serve_short_body (caller, user_data);
  packshot_test_caller_reset (caller);
}

static void
serve_garbage (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_say (caller, "SSH-2.0-OpenSSH_9.2p1\r\n\r\n");
}

static void
serve_silence (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_hang (caller);
}

static gint n_begun; /* atomic: of answers, where somebody waits for that */

static void
serve_silence_in_answer (PackshotTestCaller *caller, gpointer user_data)
{
  serve_short_body (caller, user_data);
  g_atomic_int_inc (&n_begun);
  packshot_test_caller_hang (caller);
}

/* Takes nothing of the body, so that the system's buffers fill up. */
static void
serve_deaf (PackshotTestCaller *caller, gpointer user_data)
{
  GCancellable *cancellable = user_data;
  GPollFD poll;

  g_assert_true (g_cancellable_make_pollfd (cancellable, &poll));
  g_poll (&poll, 1, -1);
  g_cancellable_release_fd (cancellable);
}

static void
test_reset_before_body (void)
{
  assert_uncertain (serve_reset_before_body, LARGE, NULL, "broke off");
}

static void
test_reset_after_body (void)
{
  assert_uncertain (serve_reset_after_body, 10, NULL, "broke off");
}

static void
test_lost_answer (void)
{
  assert_uncertain (serve_lost_answer, 10, NULL, "broke off");
  assert_uncertain (serve_half_head, 10, NULL, "");
}

static void
test_short_answer (void)
{
  assert_uncertain (serve_short_body, 10, NULL, "broke off");
  assert_uncertain (serve_short_chunks, 10, NULL, "broke off");
  assert_uncertain (serve_reset_in_answer, 10, NULL, "broke off");
}

static void
test_garbage (void)
{
  assert_uncertain (serve_garbage, 10, NULL, "");
}

static void
test_answer_time (void)
{
  const PackshotNetPatience patience = { LONG, SHORT, LONG, 0 };

  assert_uncertain (serve_silence, 10, &patience, "has not answered in time");
  assert_uncertain (serve_silence, 0, &patience, "has not answered in time");
}

static void
test_idle_time (void)
{
  const PackshotNetPatience patience = { LONG, LONG, SHORT, 0 };

  assert_uncertain (serve_silence_in_answer, 10, &patience, "in the middle");
}

static void
test_send_time (void)
{
  const PackshotNetPatience patience = { LONG, LONG, SHORT, 0 };
  g_autoptr (GCancellable) end = g_cancellable_new ();
  PackshotTestPeer *peer = packshot_test_peer_new (serve_deaf, end);
  PackshotTestSend send;

  packshot_test_send_begin (&send, new_post (peer, LARGE), &patience, NULL);
  packshot_test_send_wait (&send);
  g_assert_error (send.error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN);
  g_assert_nonnull (strstr (send.error->message, "stopped taking"));

  g_cancellable_cancel (end);
  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
}

/* A server that answers only when the work is done, and takes longer than others may. */
static void
serve_late (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  g_usleep (4 * SHORT * 1000);
  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
}

static void
test_no_answer_time (void)
{
  const PackshotNetPatience patience = { SHORT, SHORT, SHORT, 0 };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_late, NULL);
  PackshotNetCall *call = new_post (peer, 10);
  PackshotTestSend send;

  packshot_net_call_set_answer_time (call, PACKSHOT_NET_CALL_NO_LIMIT);
  packshot_test_send_begin (&send, call, &patience, NULL);
  packshot_test_send_wait (&send);
  g_assert_no_error (send.error);

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
}

#define PAUSE 250

/* Each piece moves the deadline: it is silence that ends a transfer, not its length. */
static void
serve_slowly (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
  for (int i = 0; i < 10; i++)
    {
      g_usleep (PAUSE * 1000);
      packshot_test_caller_say (caller, "x");
    }
}

static void
test_slow_link (void)
{
  const PackshotNetPatience patience = { LONG, LONG, 8 * PAUSE, 0 };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_slowly, NULL);
  PackshotTestSend send;

  packshot_test_send_begin (&send, new_post (peer, 10), &patience, NULL);
  packshot_test_send_wait (&send);
  g_assert_no_error (send.error);
  g_assert_cmpuint (g_bytes_get_size (packshot_net_answer_get_body (send.answer)), ==, 10);
  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
}

static void
serve_noting (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  g_atomic_int_inc (&n_begun);
}

/* The answer is there in time, and this program is held up for longer than it had. */
static void
test_held_up (void)
{
  const PackshotNetPatience patience = { LONG, SHORT, SHORT, 0 };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_noting, NULL);
  PackshotTestSend send;

  g_atomic_int_set (&n_begun, 0);
  packshot_test_send_begin (&send, new_post (peer, 0), &patience, NULL);
  packshot_test_wait_until (packshot_test_peer_count (peer) == 1);
  while (g_atomic_int_get (&n_begun) == 0)
    g_usleep (1000);
  g_usleep (2 * SHORT * 1000);
  packshot_test_send_wait (&send);
  g_assert_no_error (send.error);
  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
}

static void
test_refused (void)
{
  PackshotTestPeer *peer = packshot_test_peer_new (serve_lost_answer, NULL);
  g_autofree char *url = packshot_test_peer_dup_url (peer, "/");

  packshot_test_peer_free (peer);
  assert_not_sent (url, NULL, "which is this computer");
}

/* Answers, keeps the connection open as servers do, and counts who uses it again. */
static void
serve_kept_open (PackshotTestCaller *caller, gpointer user_data)
{
  gint *n_again = user_data;
  char c;

  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  if (g_input_stream_read (g_io_stream_get_input_stream (caller->stream), &c, 1, NULL, NULL) == 1)
    g_atomic_int_inc (n_again);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotNetAnswer **answer = user_data;
  g_autoptr (GError) error = NULL;

  *answer = packshot_net_send_finish (PACKSHOT_NET_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
send_by (PackshotNetSession *session, const char *method, const char *url)
{
  g_autoptr (PackshotNetCall) call = packshot_net_call_new (method, url);
  PackshotNetAnswer *answer = NULL;

  packshot_net_send_async (session, call, NULL, NULL, NULL, answered_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_net_answer_free (answer);
}

/* A server may close an open connection just when a request comes over it, and nobody could tell
 * whether it was heard: what may cost money has a connection of its own. */
static void
test_own_connection (void)
{
  const char *methods[] = { "POST", "PUT", "DELETE" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      gint n_again = 0;
      PackshotTestPeer *peer = packshot_test_peer_new (serve_kept_open, &n_again);
      g_autofree char *url = packshot_test_peer_dup_url (peer, "/");
      PackshotNetSession *session = packshot_net_session_new ();

      send_by (session, "GET", url);
      send_by (session, methods[i], url);
      g_assert_cmpuint (packshot_test_peer_count (peer), ==, 2);
      g_assert_finalize_object (session);
      packshot_test_peer_free (peer);
      g_assert_cmpint (n_again, ==, 0);
    }
}

/* A resolver of names that finds none, as where there is no network. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
lookup_async (GResolver *resolver,
              const char *hostname,
              GResolverNameLookupFlags flags,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No such name");
}

static GList *
lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

static void
test_unknown_name (void)
{
  g_autoptr (GResolver) before = g_resolver_get_default ();
  g_autoptr (GResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);

  g_resolver_set_default (resolver);
  assert_not_sent ("http://api.example.com/", NULL, "“api.example.com” can’t be found");
  g_resolver_set_default (before);
}

static void
assert_cancelled (PackshotTestSend *send, gboolean was_sent)
{
  packshot_test_send_wait (send);
  g_assert_error (send->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (send->was_sent == was_sent);
  packshot_test_send_clear (send);
}

static void
test_cancel_before (void)
{
  PackshotTestPeer *peer = packshot_test_peer_new (serve_lost_answer, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PackshotTestSend send;

  g_cancellable_cancel (cancellable);
  packshot_test_send_begin (&send, new_post (peer, 10), NULL, cancellable);
  assert_cancelled (&send, FALSE);
  g_assert_cmpuint (packshot_test_peer_count (peer), ==, 0);
  packshot_test_peer_free (peer);
}

static void
test_cancel_while_waiting (void)
{
  PackshotTestPeer *peer = packshot_test_peer_new (serve_silence, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PackshotTestSend send;

  packshot_test_send_begin (&send, new_post (peer, 10), NULL, cancellable);
  packshot_test_wait_until (packshot_test_peer_count (peer) == 1);
  g_cancellable_cancel (cancellable);
  assert_cancelled (&send, TRUE);
  packshot_test_peer_free (peer);
}

static void
test_cancel_while_reading (void)
{
  PackshotTestPeer *peer = packshot_test_peer_new (serve_silence_in_answer, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PackshotTestSend send;

  g_atomic_int_set (&n_begun, 0);
  packshot_test_send_begin (&send, new_post (peer, 10), NULL, cancellable);
  packshot_test_wait_until (g_atomic_int_get (&n_begun) == 1);
  g_cancellable_cancel (cancellable);
  assert_cancelled (&send, TRUE);
  packshot_test_peer_free (peer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net-wire/reset-before-body", test_reset_before_body);
  g_test_add_func ("/net-wire/reset-after-body", test_reset_after_body);
  g_test_add_func ("/net-wire/lost-answer", test_lost_answer);
  g_test_add_func ("/net-wire/short-answer", test_short_answer);
  g_test_add_func ("/net-wire/garbage", test_garbage);
  g_test_add_func ("/net-wire/answer-time", test_answer_time);
  g_test_add_func ("/net-wire/idle-time", test_idle_time);
  g_test_add_func ("/net-wire/send-time", test_send_time);
  g_test_add_func ("/net-wire/no-answer-time", test_no_answer_time);
  g_test_add_func ("/net-wire/slow-link", test_slow_link);
  g_test_add_func ("/net-wire/held-up", test_held_up);
  g_test_add_func ("/net-wire/refused", test_refused);
  g_test_add_func ("/net-wire/own-connection", test_own_connection);
  g_test_add_func ("/net-wire/unknown-name", test_unknown_name);
  g_test_add_func ("/net-wire/cancel-before", test_cancel_before);
  g_test_add_func ("/net-wire/cancel-while-waiting", test_cancel_while_waiting);
  g_test_add_func ("/net-wire/cancel-while-reading", test_cancel_while_reading);

  return g_test_run ();
}
