/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands on the wire when a call is sent, and what is made of the answer. */

#include "packshot-net-error.h"
#include "packshot-test-peer.h"
#include "packshot-test-send.h"
#include "packshot-test-utils.h"

#include <string.h>

#define KEY "secret-canary"

static const char answer_ok[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/* Keeps the body of the last request, and answers. */
typedef struct
{
  const char *answer;
  GBytes *body; /* (owned) (nullable) */
} Desk;

static void
serve_desk (PackshotTestCaller *caller, gpointer user_data)
{
  Desk *desk = user_data;

  g_clear_pointer (&desk->body, g_bytes_unref);
  desk->body = packshot_test_caller_read_body (caller);
  packshot_test_caller_say (caller, "%s", desk->answer);
}

static PackshotNetCall *
new_call (PackshotTestPeer *peer, const char *method, const char *path)
{
  g_autofree char *url = packshot_test_peer_dup_url (peer, path);
  PackshotNetCall *call = packshot_net_call_new (method, url);

  packshot_net_call_add_credential (call, "X-API-KEY", KEY);

  return call;
}

static void
send_call (PackshotTestSend *send, PackshotNetCall *call)
{
  packshot_test_send_begin (send, call, NULL, NULL);
  packshot_test_send_wait (send);
}

static void
assert_body (GBytes *body, const char *expected)
{
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), expected,
                   strlen (expected));
}

static void
assert_header (PackshotTestPeer *peer, const char *line)
{
  g_autofree char *heads = packshot_test_peer_dup_heads (peer);
  g_autofree char *whole = g_strdup_printf ("\r\n%s\r\n", line);

  if (strstr (heads, whole) == NULL)
    g_test_message ("%s", heads);
  g_assert_nonnull (strstr (heads, whole));
}

static void
test_bytes (void)
{
  Desk desk = { .answer = "HTTP/1.1 201 Made\r\nContent-Length: 5\r\nX-Thing: a\r\n\r\n{\"a\"}" };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_desk, &desk);
  PackshotNetCall *call = new_call (peer, "POST", "/v1/create?a=b");
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  PackshotTestSend send;

  packshot_net_call_set_body (call, body, "application/json");
  packshot_net_call_add_header (call, "Accept", "application/json");
  send_call (&send, call);

  g_assert_no_error (send.error);
  g_assert_true (send.was_sent);
  g_assert_cmpuint (packshot_net_answer_get_status (send.answer), ==, 201);
  g_assert_cmpstr (packshot_net_answer_get_reason (send.answer), ==, "Made");
  g_assert_cmpstr (packshot_net_answer_get_header (send.answer, "x-thing"), ==, "a");
  g_assert_null (packshot_net_answer_get_header (send.answer, "Retry-After"));
  assert_body (packshot_net_answer_get_body (send.answer), "{\"a\"}");
  assert_body (desk.body, "{}");
  assert_header (peer, "Content-Type: application/json");
  assert_header (peer, "Content-Length: 2");
  assert_header (peer, "X-API-KEY: " KEY);
  assert_header (peer, "Accept: application/json");
  g_assert_cmpuint (packshot_test_peer_count (peer), ==, 1);

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
  g_bytes_unref (desk.body);
}

static void
test_no_body (void)
{
  Desk desk = { .answer = "HTTP/1.1 204 Fine\r\n\r\n" };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_desk, &desk);
  PackshotTestSend send;

  send_call (&send, new_call (peer, "POST", "/approve"));
  g_assert_no_error (send.error);
  g_assert_cmpuint (packshot_net_answer_get_status (send.answer), ==, 204);
  assert_body (packshot_net_answer_get_body (send.answer), "");
  assert_header (peer, "Content-Length: 0");

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
  g_bytes_unref (desk.body);
}

static void
test_file (void)
{
  Desk desk = { .answer = answer_ok };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_desk, &desk);
  g_autofree char *path = packshot_test_write_file ("bottle.png", "picture");
  PackshotNetCall *call = new_call (peer, "PUT", "/dav/bottle.png");
  PackshotTestSend send;

  packshot_net_call_set_file (call, path, "image/png");
  send_call (&send, call);
  g_assert_no_error (send.error);
  assert_body (desk.body, "picture");
  assert_header (peer, "Content-Type: image/png");
  assert_header (peer, "Content-Length: 7");

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
  g_bytes_unref (desk.body);
}

/* The form as the HTML standard and RFC 7578 have it, with fields on both sides of the file. */
static void
test_form (void)
{
  Desk desk = { .answer = answer_ok };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_desk, &desk);
  g_autofree char *path = packshot_test_write_file ("bottle.png", "picture");
  PackshotNetCall *call = new_call (peer, "POST", "/upload");
  g_autofree char *heads = NULL;
  g_autofree char *boundary = NULL;
  g_autofree char *expected = NULL;
  const char *found;
  PackshotTestSend send;

  packshot_net_call_add_field (call, "model", "a\r\nb");
  packshot_net_call_add_field (call, "na\"me\r\n", "ü");
  packshot_net_call_add_file (call, "file", path, "b\"o\nttle.png", "image/png");
  packshot_net_call_add_field (call, "last", "");
  send_call (&send, call);
  g_assert_no_error (send.error);

  heads = packshot_test_peer_dup_heads (peer);
  found = strstr (heads, "multipart/form-data; boundary=");
  g_assert_nonnull (found);
  found += strlen ("multipart/form-data; boundary=");
  boundary = g_strndup (found, strcspn (found, "\r"));
  expected = g_strdup_printf (
      "--%s\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\na\r\nb\r\n"
      "--%s\r\nContent-Disposition: form-data; name=\"na%%22me%%0D%%0A\"\r\n\r\nü\r\n"
      "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b%%22o%%0Attle.png\"\r\n"
      "Content-Type: image/png\r\n\r\npicture\r\n"
      "--%s\r\nContent-Disposition: form-data; name=\"last\"\r\n\r\n\r\n"
      "--%s--\r\n",
      boundary, boundary, boundary, boundary, boundary);
  assert_body (desk.body, expected);

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
  g_bytes_unref (desk.body);
}

typedef struct
{
  goffset done;
  goffset total;
  guint n;
} Progress;

static void
progress_cb (goffset done, goffset total, gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpint (done, >, progress->done);
  progress->done = done;
  progress->total = total;
  progress->n++;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotNetAnswer **answer = user_data;
  g_autoptr (GError) error = NULL;

  *answer = packshot_net_send_finish (PACKSHOT_NET_SESSION (source), result, &error);
  g_assert_no_error (error);
}

/* More than a piece, so that it comes out of several. */
static void
test_large_file (void)
{
  const gsize size = 3 * 1024 * 1024 + 17;
  Desk desk = { .answer = answer_ok };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_desk, &desk);
  PackshotNetSession *session = packshot_net_session_new ();
  g_autoptr (PackshotNetCall) call = new_call (peer, "POST", "/upload");
  g_autofree char *contents = g_malloc (size);
  g_autofree char *path = packshot_test_write_file ("large", "");
  PackshotNetAnswer *answer = NULL;
  Progress progress = { 0 };

  for (gsize i = 0; i < size; i++)
    contents[i] = (char) (i * 2654435761u >> 24);
  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
  packshot_net_call_set_file (call, path, "image/png");
  packshot_net_send_async (session, call, progress_cb, &progress, NULL, sent_cb, &answer);
  packshot_test_wait_until (answer != NULL);

  g_assert_cmpmem (g_bytes_get_data (desk.body, NULL), g_bytes_get_size (desk.body), contents,
                   size);
  g_assert_cmpint (progress.done, ==, (goffset) size);
  g_assert_cmpint (progress.total, ==, (goffset) size);
  g_assert_cmpuint (progress.n, >, 10);

  packshot_net_answer_free (answer);
  g_assert_finalize_object (session);
  packshot_test_peer_free (peer);
  g_bytes_unref (desk.body);
}

static void
assert_fails_here (PackshotNetCall *call, int code)
{
  PackshotTestSend send;

  send_call (&send, call);
  g_assert_error (send.error, PACKSHOT_NET_ERROR, code);
  g_assert_false (send.was_sent);
  g_assert_null (strstr (send.error->message, KEY));
  packshot_test_send_clear (&send);
}

static void
test_nothing_leaves (void)
{
  Desk desk = { .answer = answer_ok };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_desk, &desk);
  PackshotNetCall *call;

  call = new_call (peer, "POST", "/");
  packshot_net_call_set_file (call, "/nonexistent/file.png", "image/png");
  assert_fails_here (call, PACKSHOT_NET_ERROR_LOCAL);

  call = new_call (peer, "POST", "/");
  packshot_net_call_set_file (call, "/dev/zero", "image/png");
  assert_fails_here (call, PACKSHOT_NET_ERROR_LOCAL);

  call = new_call (peer, "POST", "/");
  packshot_net_call_add_credential (call, "Authorization", "Bearer " KEY "\nX-Other: 1");
  assert_fails_here (call, PACKSHOT_NET_ERROR_INVALID);

  call = new_call (peer, "POST", "/");
  packshot_net_call_add_header (call, "X-Bad Name", "1");
  assert_fails_here (call, PACKSHOT_NET_ERROR_INVALID);

  assert_fails_here (packshot_net_call_new ("POST", "ftp://127.0.0.1/"),
                     PACKSHOT_NET_ERROR_INVALID);
  assert_fails_here (packshot_net_call_new ("POST", "http://me:" KEY "@127.0.0.1/"),
                     PACKSHOT_NET_ERROR_INVALID);

  g_assert_cmpuint (packshot_test_peer_count (peer), ==, 0);
  packshot_test_peer_free (peer);
}

static PackshotNetAnswer *
make_answer (const char *retry_after, const char *date)
{
  g_autoptr (GBytes) body = g_bytes_new (NULL, 0);
  PackshotNetAnswer *answer = packshot_net_answer_new (429, NULL, body);

  packshot_net_answer_add_header (answer, "Retry-After", retry_after);
  if (date != NULL)
    packshot_net_answer_add_header (answer, "Date", date);

  return answer;
}

static void
assert_retry_after (const char *retry_after, const char *date, gint64 seconds)
{
  g_autoptr (PackshotNetAnswer) answer = make_answer (retry_after, date);

  g_assert_cmpint (packshot_net_answer_get_retry_after (answer), ==, seconds);
}

static void
test_retry_after (void)
{
  const char *date = "Fri, 20 Nov 2026 10:00:00 GMT";
  Desk desk = { .answer =
                    "HTTP/1.1 429 Slow down\r\nRetry-After: 7\r\nContent-Length: 3\r\n\r\n{1}" };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_desk, &desk);
  PackshotTestSend send;

  send_call (&send, new_call (peer, "GET", "/"));
  g_assert_no_error (send.error);
  g_assert_cmpuint (packshot_net_answer_get_status (send.answer), ==, 429);
  g_assert_cmpint (packshot_net_answer_get_retry_after (send.answer), ==, 7);
  assert_body (packshot_net_answer_get_body (send.answer), "{1}");
  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
  g_bytes_unref (desk.body);

  assert_retry_after ("120", date, 120);
  assert_retry_after ("0", date, 0);
  assert_retry_after ("Fri, 20 Nov 2026 10:00:30 GMT", date, 30);
  assert_retry_after ("Fri, 20 Nov 2026 09:00:00 GMT", date, 0);
  assert_retry_after ("Thu, 01 Jan 1970 00:00:00 GMT", NULL, 0);
  assert_retry_after ("-5", date, -1);
  assert_retry_after ("soon", date, -1);
  assert_retry_after ("99999999999999999999", date, -1);
}

static void
test_too_large (void)
{
  const char *answers[] = { "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n01234567890",
                            "HTTP/1.1 200 OK\r\n\r\n01234567890" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Desk desk = { .answer = answers[i] };
      PackshotTestPeer *peer = packshot_test_peer_new (serve_desk, &desk);
      PackshotNetCall *call = new_call (peer, "POST", "/");
      PackshotTestSend send;

      packshot_net_call_set_max_bytes (call, 10);
      send_call (&send, call);
      g_assert_error (send.error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_TOO_LARGE);
      g_assert_true (send.was_sent);
      packshot_test_send_clear (&send);

      call = new_call (peer, "POST", "/");
      packshot_net_call_set_max_bytes (call, 11);
      send_call (&send, call);
      g_assert_no_error (send.error);
      packshot_test_send_clear (&send);
      packshot_test_peer_free (peer);
      g_bytes_unref (desk.body);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net-send/bytes", test_bytes);
  g_test_add_func ("/net-send/no-body", test_no_body);
  g_test_add_func ("/net-send/file", test_file);
  g_test_add_func ("/net-send/form", test_form);
  g_test_add_func ("/net-send/large-file", test_large_file);
  g_test_add_func ("/net-send/nothing-leaves", test_nothing_leaves);
  g_test_add_func ("/net-send/retry-after", test_retry_after);
  g_test_add_func ("/net-send/too-large", test_too_large);

  return g_test_run ();
}
