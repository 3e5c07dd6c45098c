/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a key goes, and where it does not. */

#include "packshot-net-error.h"
#include "packshot-test-peer.h"
#include "packshot-test-send.h"

#include <string.h>

#define KEY        "secret-canary"
#define PERMISSION "permission-canary"

static const char answer_ok[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

static void
serve_text (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_say (caller, "%s", (const char *) user_data);
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

/* Leads to the address it is given. */
static void
serve_redirect (PackshotTestCaller *caller, gpointer user_data)
{
  g_bytes_unref (packshot_test_caller_read_body (caller));
  packshot_test_caller_say (caller, "HTTP/1.1 307 Go\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                            (const char *) user_data);
}

static void
test_redirect_is_an_answer (void)
{
  const char *methods[] = { "POST", "PUT", "GET", "DELETE" };
  PackshotTestPeer *other = packshot_test_peer_new (serve_text, (gpointer) answer_ok);
  g_autofree char *url = packshot_test_peer_dup_url (other, "/new");
  PackshotTestPeer *peer = packshot_test_peer_new (serve_redirect, url);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      PackshotTestSend send;

      send_call (&send, new_call (peer, methods[i], "/old"));
      g_assert_no_error (send.error);
      g_assert_cmpuint (packshot_net_answer_get_status (send.answer), ==, 307);
      g_assert_cmpstr (packshot_net_answer_get_header (send.answer, "Location"), ==, url);
      packshot_test_send_clear (&send);
    }

  g_assert_cmpuint (packshot_test_peer_count (other), ==, 0);
  packshot_test_peer_free (peer);
  packshot_test_peer_free (other);
}

static void
test_key_stays_at_its_origin (void)
{
  PackshotTestPeer *other = packshot_test_peer_new (serve_text, (gpointer) answer_ok);
  g_autofree char *url = packshot_test_peer_dup_url (other, "/new");
  PackshotTestPeer *peer = packshot_test_peer_new (serve_redirect, url);
  PackshotNetCall *call = new_call (peer, "GET", "/old");
  g_autofree char *first = NULL;
  g_autofree char *heads = NULL;
  PackshotTestSend send;

  packshot_net_call_set_follow (call, TRUE);
  packshot_net_call_add_header (call, "X-Harmless", "1");
  send_call (&send, call);
  g_assert_no_error (send.error);
  assert_body (packshot_net_answer_get_body (send.answer), "ok");
  first = packshot_test_peer_dup_heads (peer);
  g_assert_nonnull (strstr (first, "\r\nX-API-KEY: " KEY "\r\n"));
  heads = packshot_test_peer_dup_heads (other);
  g_assert_nonnull (strstr (heads, "\r\nX-Harmless: 1\r\n"));
  g_assert_null (strstr (heads, KEY));

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
  packshot_test_peer_free (other);
}

/* Away and back again: what was left behind once is not picked up. */
static void
serve_there_and_back (PackshotTestCaller *caller, gpointer user_data)
{
  if (g_str_equal (caller->path, "/start"))
    packshot_test_caller_say (caller, "HTTP/1.1 302 Go\r\nLocation: same\r\n\r\n");
  else if (g_str_equal (caller->path, "/same"))
    packshot_test_caller_say (caller, "HTTP/1.1 302 Go\r\nLocation: %s\r\n\r\n",
                              (const char *) user_data);
  else
    packshot_test_caller_say (caller, "%s", answer_ok);
}

static void
test_key_follows_within_its_origin (void)
{
  char location[100] = "";
  PackshotTestPeer *peer = packshot_test_peer_new (serve_there_and_back, location);
  g_autofree char *back = packshot_test_peer_dup_url (peer, "/back");
  PackshotTestPeer *other = packshot_test_peer_new (serve_redirect, back);
  g_autofree char *away = packshot_test_peer_dup_url (other, "/away");
  PackshotNetCall *call = new_call (peer, "GET", "/start");
  g_autofree char *heads = NULL;
  const char *second, *third;
  PackshotTestSend send;

  g_strlcpy (location, away, sizeof location);
  packshot_net_call_set_follow (call, TRUE);
  send_call (&send, call);
  g_assert_no_error (send.error);

  heads = packshot_test_peer_dup_heads (peer);
  second = strstr (heads, "GET /same");
  third = strstr (heads, "GET /back");
  g_assert_nonnull (g_strstr_len (heads, second - heads, KEY));
  g_assert_nonnull (g_strstr_len (second, third - second, KEY));
  g_assert_null (strstr (third, KEY));

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
  packshot_test_peer_free (other);
}

static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_string_append_printf (user_data, "%s\n", message);
}

static void
test_log (void)
{
  const char *answer = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nbody-canary!";
  PackshotTestPeer *peer = packshot_test_peer_new (serve_text, (gpointer) answer);
  PackshotNetCall *call = new_call (peer, "POST", "/v1/create?sign=" PERMISSION "&" PERMISSION);
  g_autoptr (GBytes) body = g_bytes_new_static ("body-canary", 11);
  g_autoptr (GString) log = g_string_new (NULL);
  guint handler = g_log_set_handler ("packshot-net", G_LOG_LEVEL_DEBUG, log_cb, log);
  PackshotTestSend send;

  packshot_net_call_set_body (call, body, "text/plain");
  send_call (&send, call);
  g_log_remove_handler ("packshot-net", handler);

  g_assert_nonnull (strstr (log->str, "POST http://127.0.0.1:"));
  g_assert_nonnull (strstr (log->str, "/v1/create?sign=…&…: 200"));
  g_assert_nonnull (strstr (log->str, "11 bytes out, 12 bytes in"));
  g_assert_null (strstr (log->str, "canary"));

  packshot_test_send_clear (&send);
  packshot_test_peer_free (peer);
}

/* What an answer repeats of it is covered, and all else of the answer is as it came. */
static void
test_hidden_in_answers (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("a\0" KEY KEY "!" PERMISSION "secret-canar", 59);
  g_autoptr (GBytes) expected = g_bytes_new_static ("a\0*************"
                                                    "*************!" PERMISSION "secret-canar",
                                                    59);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (PackshotNetAnswer) answer = packshot_net_answer_new (401, "No " KEY, body);
  g_autoptr (PackshotNetAnswer) empty = packshot_net_answer_new (204, NULL, nothing);

  packshot_net_answer_add_header (answer, "Location", "https://example.com/?key=" KEY);
  packshot_net_answer_hide (answer, KEY);
  packshot_net_answer_hide (answer, "canary");
  packshot_net_answer_hide (answer, "");
  packshot_net_answer_hide (empty, KEY);

  g_assert_true (g_bytes_equal (packshot_net_answer_get_body (answer), expected));
  g_assert_cmpstr (packshot_net_answer_get_reason (answer), ==, "No *************");
  g_assert_cmpstr (packshot_net_answer_get_header (answer, "location"), ==,
                   "https://example.com/?key=*************");
  g_assert_cmpuint (g_bytes_get_size (packshot_net_answer_get_body (empty)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net-keys/redirect-is-an-answer", test_redirect_is_an_answer);
  g_test_add_func ("/net-keys/stays-at-its-origin", test_key_stays_at_its_origin);
  g_test_add_func ("/net-keys/follows-within-its-origin", test_key_follows_within_its_origin);
  g_test_add_func ("/net-keys/log", test_log);
  g_test_add_func ("/net-keys/hidden-in-answers", test_hidden_in_answers);

  return g_test_run ();
}
