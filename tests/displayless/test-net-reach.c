/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may lead a program on a desk into the network behind the router: the person there, and no
 * server outside. A proxy on loopback stands in for the world. */

#include "packshot-net-error.h"
#include "packshot-net-fetch.h"
#include "packshot-net-reach-private.h"
#include "packshot-net-session-private.h"
#include "packshot-test-peer.h"
#include "packshot-test-utils.h"

#include <string.h>

#define LIMIT 1000

#define PICTURE                                                                                    \
  "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 5\r\nConnection: close\r\n\r\n"   \
  "bytes"

static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    gboolean is_inside;
  } cases[] = {
    { "127.0.0.1", TRUE },
    { "127.255.0.1", TRUE },
    { "10.0.0.1", TRUE },
    { "172.16.0.1", TRUE },
    { "172.31.255.1", TRUE },
    { "172.32.0.1", FALSE },
    { "192.168.1.1", TRUE },
    { "192.169.1.1", FALSE },
    { "169.254.169.254", TRUE },
    { "0.0.0.0", TRUE },
    { "0.1.2.3", TRUE },
    { "100.64.0.1", TRUE },
    { "100.127.0.1", TRUE },
    { "100.128.0.1", FALSE },
    { "224.0.0.251", TRUE },
    { "255.255.255.255", TRUE },
    { "203.0.113.9", FALSE },
    { "8.8.8.8", FALSE },
    { "::1", TRUE },
    { "::", TRUE },
    { "fe80::1", TRUE },
    { "fc00::1", TRUE },
    { "fd12:3456::1", TRUE },
    { "fec0::1", TRUE },
    { "ff02::fb", TRUE },
    { "::ffff:10.0.0.1", TRUE },
    { "::ffff:8.8.8.8", FALSE },
    { "64:ff9b::a00:1", TRUE },
    { "64:ff9b::808:808", FALSE },
    { "2001:db8::1", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (cases[i].address);

      g_assert_nonnull (address);
      g_test_message ("%s", cases[i].address);
      g_assert_cmpint (packshot_net_reach_is_inside (address), ==, cases[i].is_inside);
    }
}

static void
serve_picture (PackshotTestCaller *caller, gpointer user_data)
{
  packshot_test_caller_say (caller, PICTURE);
}

/* As a proxy: the request line has the whole address. */
static void
serve_redirect (PackshotTestCaller *caller, gpointer user_data)
{
  packshot_test_caller_say (caller,
                            "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n"
                            "Connection: close\r\n\r\n",
                            (const char *) user_data);
}

typedef struct
{
  PackshotNetFile *file;
  GError *error;
  gboolean done;
} Fetch;

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fetch *fetch = user_data;

  fetch->file = packshot_net_fetch_finish (PACKSHOT_NET_SESSION (source), result, &fetch->error);
  fetch->done = TRUE;
}

/* What is in the network of this computer is asked directly, and the world by way of the proxy. */
static PackshotNetFile *
fetch (const char *proxy, const char *url, GError **error)
{
  static const char *const direct[] = { "localhost", "127.0.0.0/8", NULL };
  PackshotNetSession *session = packshot_net_session_new ();
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (proxy, (char **) direct);
  Fetch result = { NULL, NULL, FALSE };

  soup_session_set_proxy_resolver (packshot_net_session_get_soup (session), resolver);
  packshot_net_fetch_async (session, url, LIMIT, NULL, NULL, fetched_cb, &result);
  packshot_test_wait_until (result.done);
  g_assert_finalize_object (session);
  if (result.error != NULL)
    g_propagate_error (error, result.error);

  return result.file;
}

static char *
dup_proxy (PackshotTestPeer *peer)
{
  g_autofree char *url = packshot_test_peer_dup_url (peer, "/");

  return g_strndup (url, strlen (url) - 1);
}

static void
assert_turned_away (const char *location, const char *host)
{
  g_autoptr (PackshotTestPeer) world = packshot_test_peer_new (serve_redirect, (gpointer) location);
  g_autofree char *proxy = dup_proxy (world);
  g_autofree char *expected = g_strdup_printf (
      "The address leads on to “%s”, which is in your own network: that is not followed.", host);
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (proxy, "http://shop.example/mug.png", &error));
  g_assert_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_REDIRECT);
  g_assert_cmpstr (error->message, ==, expected);
  g_assert_cmpuint (packshot_test_peer_count (world), ==, 1);
}

/* The peer that stands for a router is never asked, however its address is written. */
static void
test_redirect (void)
{
  g_autoptr (PackshotTestPeer) router = packshot_test_peer_new (serve_picture, NULL);
  g_autofree char *url = packshot_test_peer_dup_url (router, "/reboot?now");
  g_autofree char *port = g_strdup (strrchr (url, ':'));
  g_autofree char *by_name = g_strconcat ("http://localhost", port, NULL);

  assert_turned_away (url, "127.0.0.1");
  assert_turned_away (by_name, "localhost");
  g_assert_cmpuint (packshot_test_peer_count (router), ==, 0);
}

/* By way of a proxy only the address tells where it is. */
static void
test_redirect_by_proxy (void)
{
  assert_turned_away ("http://192.168.1.1/reboot", "192.168.1.1");
  assert_turned_away ("http://[fd00::1]/reboot", "fd00::1");
}

/* What somebody drops from their own network may lead on within it, and outside as well. */
static void
test_direct (void)
{
  g_autoptr (PackshotTestPeer) world = packshot_test_peer_new (serve_picture, NULL);
  g_autoptr (PackshotTestPeer) router = packshot_test_peer_new (serve_picture, NULL);
  g_autofree char *url = packshot_test_peer_dup_url (router, "/mug.png");
  g_autoptr (PackshotTestPeer) within = packshot_test_peer_new (serve_redirect, url);
  g_autoptr (PackshotTestPeer) out =
      packshot_test_peer_new (serve_redirect, (gpointer) "http://shop.example/mug.png");
  g_autofree char *proxy = dup_proxy (world);
  g_autofree char *within_url = packshot_test_peer_dup_url (within, "/mug.png");
  g_autofree char *out_url = packshot_test_peer_dup_url (out, "/mug.png");
  const char *urls[] = { url, within_url, out_url };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PackshotNetFile) file = fetch (proxy, urls[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (file);
    }
  g_assert_cmpuint (packshot_test_peer_count (router), ==, 2);
  g_assert_cmpuint (packshot_test_peer_count (world), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net-reach/addresses", test_addresses);
  g_test_add_func ("/net-reach/redirect", test_redirect);
  g_test_add_func ("/net-reach/redirect-by-proxy", test_redirect_by_proxy);
  g_test_add_func ("/net-reach/direct", test_direct);

  return g_test_run ();
}
