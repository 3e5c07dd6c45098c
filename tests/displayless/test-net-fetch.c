/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes, or does not, when a link is fetched. */

#include "packshot-net-error.h"
#include "packshot-net-fetch.h"
#include "packshot-test-peer.h"
#include "packshot-test-utils.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LIMIT 1000

static const char *const pictures[] = { "image/*", NULL };

typedef struct
{
  PackshotNetSession *session;
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

static PackshotNetFile *
fetch_url (const char *url, const char *const *types, GError **error)
{
  Fetch fetch = { .session = packshot_net_session_new () };

  packshot_net_fetch_async (fetch.session, url, LIMIT, types, NULL, fetched_cb, &fetch);
  packshot_test_wait_until (fetch.done);
  g_assert_finalize_object (fetch.session);
  g_assert_true ((fetch.file == NULL) == (fetch.error != NULL));
  if (fetch.error != NULL)
    g_propagate_error (error, fetch.error);

  return fetch.file;
}

static PackshotNetFile *
fetch_path (PackshotTestPeer *peer, const char *path, const char *const *types, GError **error)
{
  g_autofree char *url = packshot_test_peer_dup_url (peer, path);

  return fetch_url (url, types, error);
}

static void
assert_no_file_is_left (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  /* The test's own folder is here too. */
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "packshot-"));
}

/* Says what the test has written, whatever is asked for. */
static void
serve_text (PackshotTestCaller *caller, gpointer user_data)
{
  packshot_test_caller_say (caller, "%s", (const char *) user_data);
}

static void
assert_refused (const char *answer, const char *const *types, int code, const char *words)
{
  PackshotTestPeer *peer = packshot_test_peer_new (serve_text, (gpointer) answer);
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch_path (peer, "/picture.png", types, &error));
  g_assert_error (error, PACKSHOT_NET_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  assert_no_file_is_left ();
  packshot_test_peer_free (peer);
}

static void
test_file (void)
{
  PackshotTestPeer *peer = packshot_test_peer_new (
      serve_text, (gpointer) "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
                             "Content-Length: 5\r\nConnection: close\r\n\r\nbytes");
  g_autoptr (PackshotNetFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *heads = NULL;
  g_autofree char *path = NULL;
  GStatBuf status;

  file = fetch_path (peer, "/a%20b/Amber%20bottle.png?size=big", pictures, &error);
  g_assert_no_error (error);
  path = g_strdup (packshot_net_file_get_path (file));
  g_assert_cmpstr (packshot_net_file_get_name (file), ==, "Amber bottle.png");
  g_assert_cmpstr (packshot_net_file_get_content_type (file), ==, "image/png");
  g_assert_true (g_str_has_suffix (path, "/Amber bottle.png"));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "bytes");
  g_assert_no_errno (g_stat (path, &status));
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  heads = packshot_test_peer_dup_heads (peer);
  g_assert_true (g_str_has_prefix (heads, "GET /a%20b/Amber%20bottle.png?size=big HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (heads, "\r\nUser-Agent: Packshot/"));
  g_assert_null (strstr (heads, "Cookie"));

  g_clear_pointer (&file, packshot_net_file_free);
  assert_no_file_is_left ();
  packshot_test_peer_free (peer);
}

/* A program that is killed now leaves nothing. */
static void
test_nameless (void)
{
  PackshotTestPeer *peer = packshot_test_peer_new (
      serve_text, (gpointer) "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
                             "Content-Length: 5\r\nConnection: close\r\n\r\nbytes");
  g_autofree char *url = packshot_test_peer_dup_url (peer, "/bottle.png");
  Fetch fetch = { .session = packshot_net_session_new () };
  char bytes[6] = "";

  packshot_net_fetch_nameless_async (fetch.session, url, LIMIT, pictures, NULL, fetched_cb, &fetch);
  packshot_test_wait_until (fetch.done);
  g_assert_no_error (fetch.error);

  assert_no_file_is_left ();
  g_assert_null (packshot_net_file_get_path (fetch.file));
  g_assert_cmpstr (packshot_net_file_get_name (fetch.file), ==, "bottle.png");
  g_assert_cmpint (read (packshot_net_file_get_fd (fetch.file), bytes, 5), ==, 5);
  g_assert_cmpstr (bytes, ==, "bytes");

  packshot_net_file_free (fetch.file);
  g_assert_finalize_object (fetch.session);
  packshot_test_peer_free (peer);
}

static void
serve_name (PackshotTestCaller *caller, gpointer user_data)
{
  const char *name = user_data;

  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n");
  if (name != NULL)
    packshot_test_caller_say (caller, "Content-Disposition: attachment; %s\r\n", name);
  packshot_test_caller_say (caller, "\r\n");
}

static void
assert_name (const char *disposition, const char *path, const char *expected)
{
  PackshotTestPeer *peer = packshot_test_peer_new (serve_name, (gpointer) disposition);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotNetFile) file = fetch_path (peer, path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (packshot_net_file_get_name (file), ==, expected);
  packshot_test_peer_free (peer);
}

static void
test_name (void)
{
  g_autofree char *long_stem = g_strnfill (300, 'x');
  g_autofree char *long_path = g_strdup_printf ("/%s.jpeg", long_stem);
  g_autofree char *long_name = g_strdup_printf ("%.115s.jpeg", long_stem);

  assert_name (NULL, "/", "download");
  assert_name (NULL, "/a/", "download");
  assert_name (NULL, "/..", "download");
  assert_name (NULL, "/%2e%2e%2fetc%2fpasswd", "passwd");
  assert_name (NULL, "/.hidden.png", "hidden.png");
  assert_name (NULL, "/a%00b.png", "a%00b.png");
  assert_name (NULL, "/a%0ab%e2%80%aegnp.exe", "abgnp.exe");
  assert_name (NULL, "/%ff.png", "\xef\xbf\xbd.png");
  assert_name (NULL, long_path, long_name);
  assert_name ("filename=\"shown.png\"", "/other", "shown.png");
  assert_name ("filename=\"../../shown.png\"", "/other", "shown.png");
  assert_name ("filename=\"C:\\\\shown.png\"", "/other", "shown.png");
  assert_name ("filename*=UTF-8''%e2%82%ac.png", "/other", "€.png");
  assert_name ("filename=\"...\"", "/other.png", "other.png");
  assert_no_file_is_left ();
}

static void
test_bad_address (void)
{
  const char *addresses[] = {
    "",           "bottle.png",         "/etc/passwd",  "file:///etc/passwd",
    "ftp://a/b",  "javascript:void(0)", "http://",      "https:///b.png",
    "data:,text", "http://u:p@a/b.png", "http://u@a/b", "http://a:port/b"
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fetch_url (addresses[i], NULL, &error));
      g_assert_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_INVALID);
      g_test_message ("%s: %s", addresses[i], error->message);
    }
}

static void
test_web_page (void)
{
  const char *const anything[] = { "image/*", "text/html", NULL };
  const char *page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>";
  PackshotTestPeer *peer = packshot_test_peer_new (serve_text, (gpointer) page);
  PackshotNetFile *file;

  assert_refused (page, pictures, PACKSHOT_NET_ERROR_CONTENT, "a web page");
  assert_refused ("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n"
                  "\xef\xbb\xbf\r\n <!DocType HTML><p>",
                  pictures, PACKSHOT_NET_ERROR_CONTENT, "a web page");
  assert_refused ("HTTP/1.1 200 OK\r\n\r\n<html>", pictures, PACKSHOT_NET_ERROR_CONTENT,
                  "a web page");
  assert_refused ("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n<html>", pictures,
                  PACKSHOT_NET_ERROR_CONTENT, "a web page");
  assert_refused ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}", pictures,
                  PACKSHOT_NET_ERROR_CONTENT, "application/json");
  assert_refused ("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Encoding: gzip\r\n\r\nx",
                  pictures, PACKSHOT_NET_ERROR_CONTENT, "gzip");

  file = fetch_path (peer, "/", NULL, NULL);
  g_assert_nonnull (file);
  packshot_net_file_free (file);
  file = fetch_path (peer, "/", anything, NULL);
  g_assert_nonnull (file);
  packshot_net_file_free (file);
  packshot_test_peer_free (peer);
}

static void
test_odd_type (void)
{
  assert_refused ("HTTP/1.1 200 OK\r\nContent-Type: imag\xea/png\x1b[2J\r\n\r\nx", pictures,
                  PACKSHOT_NET_ERROR_CONTENT, "(imag\357\277\275/png\357\277\275[2J)");
}

static void
test_too_large (void)
{
  assert_refused ("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\nx", NULL,
                  PACKSHOT_NET_ERROR_TOO_LARGE, "larger than");
}

/* Without a length in front it is known only when it has come. */
static void
serve_many (PackshotTestCaller *caller, gpointer user_data)
{
  g_autofree char *bytes = g_strnfill (GPOINTER_TO_UINT (user_data), 'x');

  packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\n\r\n%s", bytes);
}

static void
test_too_large_unannounced (void)
{
  PackshotTestPeer *enough = packshot_test_peer_new (serve_many, GUINT_TO_POINTER (LIMIT));
  PackshotTestPeer *too_much = packshot_test_peer_new (serve_many, GUINT_TO_POINTER (LIMIT + 1));
  g_autoptr (PackshotNetFile) file = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch_path (too_much, "/", NULL, &error));
  g_assert_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_TOO_LARGE);
  assert_no_file_is_left ();

  file = fetch_path (enough, "/", NULL, NULL);
  g_assert_nonnull (file);
  packshot_test_peer_free (enough);
  packshot_test_peer_free (too_much);
}

static void
test_status (void)
{
  assert_refused ("HTTP/1.1 404 Not Found\r\n\r\n", NULL, PACKSHOT_NET_ERROR_STATUS, "404");
  assert_refused ("HTTP/1.1 403 Forbidden\r\n\r\n", NULL, PACKSHOT_NET_ERROR_STATUS, "403");
  assert_refused ("HTTP/1.1 500 Sorry\r\n\r\n", NULL, PACKSHOT_NET_ERROR_STATUS, "500 Sorry");
  assert_refused ("HTTP/1.1 206 Partial Content\r\n\r\n", NULL, PACKSHOT_NET_ERROR_STATUS, "206");
  assert_refused ("HTTP/1.1 302 Found\r\n\r\n", NULL, PACKSHOT_NET_ERROR_STATUS, "302");
}

/* Counts down: /3 leads to /2, and /0 is the picture. */
static void
serve_steps (PackshotTestCaller *caller, gpointer user_data)
{
  guint64 n = g_ascii_strtoull (caller->path + 1, NULL, 10);

  if (n == 0)
    packshot_test_caller_say (caller, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  else
    packshot_test_caller_say (caller, "HTTP/1.1 %d Go\r\nLocation: %" G_GUINT64_FORMAT "\r\n\r\n",
                              n % 2 == 0 ? 302 : 308, n - 1);
}

static void
test_redirects (void)
{
  PackshotTestPeer *peer = packshot_test_peer_new (serve_steps, NULL);
  PackshotNetFile *file;
  g_autoptr (GError) error = NULL;

  file = fetch_path (peer, "/5", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (packshot_net_file_get_name (file), ==, "0");
  packshot_net_file_free (file);
  g_assert_cmpuint (packshot_test_peer_count (peer), ==, 6);

  g_assert_null (fetch_path (peer, "/6", NULL, &error));
  g_assert_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_REDIRECT);
  g_assert_cmpuint (packshot_test_peer_count (peer), ==, 12);
  packshot_test_peer_free (peer);
}

static void
test_bad_redirect (void)
{
  const char *locations[] = { "file:///etc/passwd", "ftp://a/b", "http://u:p@127.0.0.1/", "http://",
                              "http://a:b",         "data:,x" };

  assert_refused ("HTTP/1.1 301 Go\r\nLocation: /\r\n\r\n", NULL, PACKSHOT_NET_ERROR_REDIRECT,
                  "no end");
  for (guint i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_autofree char *answer =
          g_strdup_printf ("HTTP/1.1 302 Go\r\nLocation: %s\r\n\r\n", locations[i]);

      assert_refused (answer, NULL, PACKSHOT_NET_ERROR_REDIRECT, "can’t be used");
    }
}

int
main (int argc, char **argv)
{
  char folder[] = P_tmpdir "/test-net-fetch-XXXXXX";
  int result;

  /* Before GLib has looked where temporary files go. */
  g_assert_nonnull (g_mkdtemp (folder));
  g_setenv ("TMPDIR", folder, TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net-fetch/file", test_file);
  g_test_add_func ("/net-fetch/nameless", test_nameless);
  g_test_add_func ("/net-fetch/name", test_name);
  g_test_add_func ("/net-fetch/bad-address", test_bad_address);
  g_test_add_func ("/net-fetch/web-page", test_web_page);
  g_test_add_func ("/net-fetch/odd-type", test_odd_type);
  g_test_add_func ("/net-fetch/too-large", test_too_large);
  g_test_add_func ("/net-fetch/too-large-unannounced", test_too_large_unannounced);
  g_test_add_func ("/net-fetch/status", test_status);
  g_test_add_func ("/net-fetch/redirects", test_redirects);
  g_test_add_func ("/net-fetch/bad-redirect", test_bad_redirect);

  result = g_test_run ();
  g_rmdir (folder);

  return result;
}
