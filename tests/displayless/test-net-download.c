/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Downloads that succeed and that fail, each in one attempt. */

#include "packshot-net-error.h"
#include "packshot-test-download.h"
#include "packshot-test-utils.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The linker leads the library's fsync() here: not every file system can sync a folder. */
static int folder_error;

int __real_fsync (int fd);
int __wrap_fsync (int fd);

int
__wrap_fsync (int fd)
{
  struct stat info;

  if (folder_error != 0 && fstat (fd, &info) == 0 && S_ISDIR (info.st_mode))
    {
      errno = folder_error;
      return -1;
    }

  return __real_fsync (fd);
}

static void
test_whole (PackshotTestDownload *test, gconstpointer data)
{
  g_autofree char *heads = NULL;

  g_assert_true (g_file_set_contents (test->path, "older", -1, NULL));
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpint (test->last_progress, ==, PACKSHOT_TEST_DOWNLOAD_SIZE);
  g_assert_cmpint (test->total, ==, PACKSHOT_TEST_DOWNLOAD_SIZE);
  heads = packshot_test_peer_dup_heads (test->peer);
  g_assert_null (strstr (heads, "Range"));
  g_assert_null (strstr (heads, "gzip"));
}

static void
test_no_length (PackshotTestDownload *test, gconstpointer data)
{
  test->film.hides_length = TRUE;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpint (test->total, ==, -1);
}

static void
test_empty (PackshotTestDownload *test, gconstpointer data)
{
  test->film.size = 0;
  packshot_test_download_run (test);
  packshot_test_download_assert_not_whole (test, PACKSHOT_NET_ERROR_CONTENT, 0);
}

static void
test_too_large (PackshotTestDownload *test, gconstpointer data)
{
  test->film.size = PACKSHOT_TEST_DOWNLOAD_LIMIT + 1;
  test->film.hides_length = GPOINTER_TO_INT (data);
  packshot_test_download_run (test);
  packshot_test_download_assert_not_whole (test, PACKSHOT_NET_ERROR_TOO_LARGE, 0);
}

static void
test_words_by_type (PackshotTestDownload *test, gconstpointer data)
{
  test->film.type = data;
  packshot_test_download_run (test);
  packshot_test_download_assert_not_whole (test, PACKSHOT_NET_ERROR_CONTENT, 0);
}

static void
serve_text (PackshotTestCaller *caller, gpointer user_data)
{
  packshot_test_caller_say (caller, "%s", (const char *) user_data);
}

static void
download_text (PackshotTestDownload *test, const char *text)
{
  packshot_test_peer_free (test->peer);
  g_free (test->url);
  test->peer = packshot_test_peer_new (serve_text, (gpointer) text);
  test->url = packshot_test_peer_dup_url (test->peer, "/film.mp4");
  packshot_test_download_run (test);
}

static void
test_words_by_beginning (PackshotTestDownload *test, gconstpointer data)
{
  g_autofree char *answer =
      g_strconcat ("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", data, NULL);

  download_text (test, answer);
  packshot_test_download_assert_not_whole (test, PACKSHOT_NET_ERROR_CONTENT, 0);
}

static void
test_status (PackshotTestDownload *test, gconstpointer data)
{
  download_text (test, "HTTP/1.1 403 Expired\r\nContent-Length: 0\r\n\r\n");
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_STATUS);
  g_assert_cmpuint (test->status, ==, 403);
  g_assert_cmpint (test->retry_after, ==, -1);

  download_text (test, "HTTP/1.1 503 Busy\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n");
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_STATUS);
  g_assert_cmpuint (test->status, ==, 503);
  g_assert_cmpint (test->retry_after, ==, 9);

  download_text (test, "HTTP/1.1 206 Part\r\nContent-Range: bytes 0-0/9\r\n\r\nx");
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_STATUS);
}

/* What is not UTF-8 or would redraw a terminal is not handed on to who keeps and shows it. */
static void
test_odd_words (PackshotTestDownload *test, gconstpointer data)
{
  const char *words;

  download_text (test, data);
  g_assert_nonnull (test->error);
  words = test->error->message;
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_nonnull (strstr (words, "Requ\357\277\275te"));
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (g_unichar_isprint (g_utf8_get_char (p)));
  g_assert_cmpint (g_utf8_strlen (words, -1), <, 300);
}

static void
test_bad_folder (PackshotTestDownload *test, gconstpointer data)
{
  g_free (test->path);
  test->path = g_build_filename (test->folder, "none", "film.mp4", NULL);
  packshot_test_download_run (test);
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_LOCAL);
  g_assert_cmpuint (packshot_test_peer_count (test->peer), ==, 0);
}

static void
test_folder_in_the_way (PackshotTestDownload *test, gconstpointer data)
{
  g_assert_no_errno (g_mkdir (test->path, 0700));
  packshot_test_download_run (test);
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_LOCAL);
  g_assert_cmpuint (packshot_test_download_get_part_size (test), ==, PACKSHOT_TEST_DOWNLOAD_SIZE);

  g_assert_no_errno (g_rmdir (test->path));
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
}

/* The film is in its place, and where folders can't be synced that is all there can be. */
static void
test_folder_not_synced (PackshotTestDownload *test, gconstpointer data)
{
  folder_error = EINVAL;
  packshot_test_download_run (test);
  folder_error = 0;
  packshot_test_download_assert_whole (test);

  folder_error = EIO;
  packshot_test_download_run (test);
  folder_error = 0;
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_LOCAL);
}

/* The file system takes no more than half of it. */
static void
test_disk_refuses (PackshotTestDownload *test, gconstpointer data)
{
  struct rlimit before, limit;

  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &before));
  limit = before;
  limit.rlim_cur = PACKSHOT_TEST_DOWNLOAD_SIZE / 2;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
  packshot_test_download_run (test);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &before));
  packshot_test_download_assert_not_whole (test, PACKSHOT_NET_ERROR_LOCAL,
                                           PACKSHOT_TEST_DOWNLOAD_SIZE / 2);

  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

/* It would hold a connection for as long as it likes. What came is kept, and gone on with. */
static void
test_drips (PackshotTestDownload *test, gconstpointer data)
{
  const PackshotNetPatience patience = {
    .connect = 30000, .answer = 30000, .idle = 30000, .crawl = 500
  };
  PackshotNetSession *session = packshot_net_session_new ();

  test->film.cut_at = PACKSHOT_TEST_DOWNLOAD_SIZE / 2;
  test->film.drips = TRUE;
  packshot_net_session_set_patience (session, &patience);
  packshot_test_download_begin (test, session, NULL);
  packshot_test_wait_until (test->done);
  g_assert_finalize_object (session);
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN);
  g_assert_cmpstr (test->error->message, ==, "“127.0.0.1” sends next to nothing.");
  g_assert_cmpuint (packshot_test_download_get_part_size (test), >=,
                    PACKSHOT_TEST_DOWNLOAD_SIZE / 2);

  test->film.cut_at = 0;
  test->film.drips = FALSE;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

/* As many words as a head may have. */
static char *
dup_long_status (void)
{
  g_autofree char *tail = g_strnfill (4000, 'x');

  return g_strconcat ("HTTP/1.1 400 Requ\xeate ", tail, "\r\nContent-Length: 0\r\n\r\n", NULL);
}

static void
add (const char *name, gconstpointer data, void (*func) (PackshotTestDownload *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/net-download/", name, NULL);

  g_test_add (path, PackshotTestDownload, data, packshot_test_download_set_up, func,
              packshot_test_download_tear_down);
}

int
main (int argc, char **argv)
{
  g_autofree char *long_status = dup_long_status ();

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("whole", NULL, test_whole);
  add ("no-length", NULL, test_no_length);
  add ("empty", NULL, test_empty);
  add ("too-large", GINT_TO_POINTER (FALSE), test_too_large);
  add ("too-large-unannounced", GINT_TO_POINTER (TRUE), test_too_large);
  add ("json", "application/json", test_words_by_type);
  add ("xml", "application/xml", test_words_by_type);
  add ("html-as-film", "\n <!DOCTYPE html>", test_words_by_beginning);
  add ("json-as-film", "{\"code\": 1}", test_words_by_beginning);
  add ("status", NULL, test_status);
  add ("odd-status", "HTTP/1.1 400 Requ\xeate \x1b[2J \xe2\x80\xae\r\nContent-Length: 0\r\n\r\n",
       test_odd_words);
  add ("long-status", long_status, test_odd_words);
  add ("odd-encoding",
       "HTTP/1.1 200 OK\r\nContent-Encoding: Requ\xeate\x1b[2J\r\nContent-Length: 1\r\n\r\nx",
       test_odd_words);
  add ("bad-folder", NULL, test_bad_folder);
  add ("folder-in-the-way", NULL, test_folder_in_the_way);
  add ("folder-not-synced", NULL, test_folder_not_synced);
  add ("drips", NULL, test_drips);
  add ("disk-refuses", NULL, test_disk_refuses);

  return g_test_run ();
}
