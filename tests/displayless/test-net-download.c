/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Downloads that go on, start over or fail, and never join two versions. */

#include "packshot-net-download.h"
#include "packshot-net-error.h"
#include "packshot-test-peer.h"
#include "packshot-test-utils.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define LIMIT (4 * 1024 * 1024)

/* More than a piece of the pump, and no multiple of it. */
#define SIZE (1024 * 1024 + 13)

/* Another version has other bytes everywhere. */
typedef struct
{
  int version;
  const char *tag;      /* (nullable): of ETag, with its quotation marks */
  const char *modified; /* (nullable): of Last-Modified */
  const char *type;     /* (nullable): of Content-Type */
  const char *location; /* (nullable): redirects there */
  gsize size;
  gsize cut_at;              /* the connection breaks off here; 0 is never */
  gboolean resets;           /* … with a reset */
  gboolean hangs;            /* … or not at all */
  gboolean ignores_range;    /* and sends all of it */
  gboolean ignores_if_range; /* and sends a part of whatever it has */
  gboolean hides_tag;        /* with a part */
  gboolean hides_length;
  gboolean has_expired;
  goffset wrong_start; /* added to where the part begins */
} Film;

static char
byte_at (const Film *film, gsize i)
{
  return (char) ((i * 2654435761u >> 16) + (gsize) film->version * 85 + 1) | 1;
}

static char *
make_bytes (const Film *film)
{
  char *bytes = g_malloc (film->size);

  for (gsize i = 0; i < film->size; i++)
    bytes[i] = byte_at (film, i);

  return bytes;
}

static gboolean
header_begins (PackshotTestCaller *caller, const char *name, const char *value)
{
  const char *header = packshot_test_caller_get_header (caller, name);

  return header != NULL && value != NULL && g_str_has_prefix (header, value);
}

/* Where a part is to begin, or 0 for all of it. */
static gsize
get_start (PackshotTestCaller *caller, const Film *film)
{
  const char *range = packshot_test_caller_get_header (caller, "Range");

  if (range == NULL || film->ignores_range)
    return 0;
  if (!film->ignores_if_range && !header_begins (caller, "If-Range", film->tag)
      && !header_begins (caller, "If-Range", film->modified))
    return 0;

  g_assert_true (g_str_has_prefix (range, "bytes="));

  return g_ascii_strtoull (range + strlen ("bytes="), NULL, 10);
}

static void
say_head (PackshotTestCaller *caller, const Film *film, gsize start)
{
  packshot_test_caller_say (caller, "HTTP/1.1 %s\r\nDate: Fri, 20 Nov 2026 10:00:00 GMT\r\n",
                            start > 0 ? "206 Partial Content" : "200 OK");
  if (film->tag != NULL && (start == 0 || !film->hides_tag))
    packshot_test_caller_say (caller, "ETag: %s\r\n", film->tag);
  if (film->modified != NULL)
    packshot_test_caller_say (caller, "Last-Modified: %s\r\n", film->modified);
  if (film->type != NULL)
    packshot_test_caller_say (caller, "Content-Type: %s\r\n", film->type);
  if (start > 0)
    packshot_test_caller_say (caller, "Content-Range: bytes %" G_GOFFSET_FORMAT "-%zu/%zu\r\n",
                              (goffset) start + film->wrong_start, film->size - 1, film->size);
  if (!film->hides_length)
    packshot_test_caller_say (caller, "Content-Length: %zu\r\n", film->size - start);
  packshot_test_caller_say (caller, "\r\n");
}

static void
serve_film (PackshotTestCaller *caller, gpointer user_data)
{
  const Film *film = user_data;
  g_autofree char *bytes = make_bytes (film);
  gsize start = get_start (caller, film);
  gsize end = film->cut_at > start ? film->cut_at : film->size;

  if (film->has_expired)
    {
      packshot_test_caller_say (caller, "HTTP/1.1 403 Expired\r\nContent-Length: 0\r\n\r\n");
      return;
    }
  if (film->location != NULL)
    {
      packshot_test_caller_say (caller, "HTTP/1.1 302 Go\r\nLocation: %s\r\n\r\n", film->location);
      return;
    }
  if (start > 0 && start >= film->size)
    {
      packshot_test_caller_say (caller, "HTTP/1.1 416 No\r\nContent-Length: 0\r\n\r\n");
      return;
    }

  say_head (caller, film, start);
  packshot_test_caller_send (caller, bytes + start, end - start);
  if (film->hangs)
    packshot_test_caller_hang (caller);
  if (film->resets)
    packshot_test_caller_reset (caller);
}

typedef struct
{
  PackshotTestPeer *peer; /* (owned) */
  Film film;
  char *folder; /* (owned) */
  char *path;   /* (owned) */
  char *url;    /* (owned) */

  GError *error; /* (owned) (nullable) */
  gboolean ok;
  gboolean done;
  guint status;
  gint64 retry_after;
  goffset first_progress; /* -1 before the first */
  goffset last_progress;
  goffset total;
} Case;

static void
set_up (Case *test, gconstpointer data)
{
  test->film = (Film){ .size = SIZE, .tag = "\"one\"", .type = "video/mp4" };
  test->peer = packshot_test_peer_new (serve_film, &test->film);
  test->folder = g_build_filename (g_get_user_data_dir (), "jobs", NULL);
  g_assert_no_errno (g_mkdir_with_parents (test->folder, 0700));
  test->path = g_build_filename (test->folder, "film.mp4", NULL);
  test->url = packshot_test_peer_dup_url (test->peer, "/film.mp4?sign=a");
}

static void
tear_down (Case *test, gconstpointer data)
{
  packshot_test_peer_free (test->peer);
  g_clear_error (&test->error);
  g_free (test->folder);
  g_free (test->path);
  g_free (test->url);
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Case *test = user_data;

  test->ok = packshot_net_download_finish (PACKSHOT_NET_SESSION (source), result, &test->error);
  test->status = packshot_net_download_get_status (result);
  test->retry_after = packshot_net_download_get_retry_after (result);
  test->done = TRUE;
}

static void
progress_cb (goffset done, goffset total, gpointer user_data)
{
  Case *test = user_data;

  if (test->first_progress < 0)
    test->first_progress = done;
  g_assert_cmpint (done, >, test->last_progress);
  test->last_progress = done;
  test->total = total;
}

static void
begin (Case *test, PackshotNetSession *session, GCancellable *cancellable)
{
  g_clear_error (&test->error);
  test->done = FALSE;
  test->first_progress = -1;
  test->last_progress = -1;
  packshot_net_download_async (session, test->url, test->path, LIMIT, progress_cb, test,
                               cancellable, downloaded_cb, test);
}

static void
download (Case *test)
{
  PackshotNetSession *session = packshot_net_session_new ();

  begin (test, session, NULL);
  packshot_test_wait_until (test->done);
  g_assert_true (test->ok == (test->error == NULL));
  if (test->error != NULL)
    g_test_message ("%s", test->error->message);
  g_assert_finalize_object (session);
}

/* Just the whole film, of the version that is served now, and nothing beside it. */
static void
assert_whole (Case *test)
{
  g_autofree char *expected = make_bytes (&test->film);
  g_autofree char *contents = NULL;
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  gsize size;

  g_assert_no_error (test->error);
  g_assert_true (g_file_get_contents (test->path, &contents, &size, NULL));
  g_assert_cmpmem (contents, size, expected, test->film.size);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "film.mp4");
  g_assert_null (g_dir_read_name (dir));
}

static gsize
get_part_size (Case *test)
{
  g_autofree char *path = g_strconcat (test->path, ".part", NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gsize) status.st_size : 0;
}

/* Nothing at the path, and of a part as much as is said. */
static void
assert_not_whole (Case *test, int code, gsize part_size)
{
  g_assert_error (test->error, PACKSHOT_NET_ERROR, code);
  g_assert_false (g_file_test (test->path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (get_part_size (test), ==, part_size);
  if (part_size == 0)
    g_assert_true (packshot_test_is_empty_folder (test->folder));
}

/* An attempt that ends in the middle. */
static void
download_half (Case *test)
{
  test->film.cut_at = SIZE / 2;
  download (test);
  assert_not_whole (test, PACKSHOT_NET_ERROR_UNCERTAIN, SIZE / 2);
  test->film.cut_at = 0;
}

static void
test_whole (Case *test, gconstpointer data)
{
  g_autofree char *heads = NULL;

  g_assert_true (g_file_set_contents (test->path, "older", -1, NULL));
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpint (test->last_progress, ==, SIZE);
  g_assert_cmpint (test->total, ==, SIZE);
  heads = packshot_test_peer_dup_heads (test->peer);
  g_assert_null (strstr (heads, "Range"));
  g_assert_null (strstr (heads, "gzip"));
}

static void
test_no_length (Case *test, gconstpointer data)
{
  test->film.hides_length = TRUE;
  download (test);
  assert_whole (test);
  g_assert_cmpint (test->total, ==, -1);
}

static void
test_resume (Case *test, gconstpointer data)
{
  g_autofree char *heads = NULL;
  g_autofree char *range = g_strdup_printf ("\r\nRange: bytes=%d-\r\n", SIZE / 2);

  download_half (test);
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
  g_assert_cmpint (test->total, ==, SIZE);
  heads = packshot_test_peer_dup_heads (test->peer);
  g_assert_nonnull (strstr (heads, range));
  g_assert_nonnull (strstr (heads, "\r\nIf-Range: \"one\"\r\n"));
}

/* It throws away what was sent and not read yet, so how much there is nobody knows. */
static void
test_resume_after_reset (Case *test, gconstpointer data)
{
  test->film.resets = TRUE;
  test->film.cut_at = SIZE / 2;
  download (test);
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN);
  g_assert_cmpuint (get_part_size (test), <=, SIZE / 2);

  test->film.resets = FALSE;
  test->film.cut_at = 0;
  download (test);
  assert_whole (test);
}

static void
test_progress_goes_on (Case *test, gconstpointer data)
{
  download_half (test);
  download (test);
  assert_whole (test);
  g_assert_cmpint (test->first_progress, >, SIZE / 2);
  g_assert_cmpint (test->last_progress, ==, SIZE);
}

static void
test_resume_by_time (Case *test, gconstpointer data)
{
  test->film.tag = NULL;
  test->film.modified = "Fri, 20 Nov 2026 09:59:00 GMT";
  download_half (test);
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

static void
test_resume_with_new_permission (Case *test, gconstpointer data)
{
  download_half (test);
  g_free (test->url);
  test->url = packshot_test_peer_dup_url (test->peer, "/film.mp4?sign=b");
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

/* These can't be told from the next version, so nothing is kept. */
static void
test_no_validator (Case *test, gconstpointer data)
{
  test->film.tag = data;
  test->film.modified = "Fri, 20 Nov 2026 09:59:59 GMT";
  test->film.cut_at = SIZE / 2;
  download (test);
  assert_not_whole (test, PACKSHOT_NET_ERROR_UNCERTAIN, 0);

  test->film.cut_at = 0;
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

static void
test_new_version (Case *test, gconstpointer data)
{
  download_half (test);
  test->film.tag = "\"two\"";
  test->film.version = 2;
  test->film.size = SIZE + 1;
  download (test);
  assert_whole (test);
}

/* The server pays no heed to If-Range: it sends the end of another version, as long as the first.
 */
static void
test_new_version_spliced (Case *test, gconstpointer data)
{
  download_half (test);
  test->film.tag = "\"two\"";
  test->film.version = 2;
  test->film.ignores_if_range = TRUE;
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

static void
test_new_version_hidden (Case *test, gconstpointer data)
{
  download_half (test);
  test->film.version = 2;
  test->film.ignores_if_range = TRUE;
  test->film.hides_tag = TRUE;
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

static void
test_new_length (Case *test, gconstpointer data)
{
  download_half (test);
  test->film.version = 2;
  test->film.size = SIZE + 1;
  download (test);
  assert_whole (test);
}

static void
test_new_version_shorter (Case *test, gconstpointer data)
{
  download_half (test);
  test->film.version = 2;
  test->film.size = 1000;
  test->film.ignores_if_range = TRUE;
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

static void
test_wrong_part (Case *test, gconstpointer data)
{
  download_half (test);
  test->film.wrong_start = 1;
  download (test);
  assert_whole (test);
}

static void
test_range_ignored (Case *test, gconstpointer data)
{
  download_half (test);
  test->film.ignores_range = TRUE;
  download (test);
  assert_whole (test);
}

static void
test_other_address (Case *test, gconstpointer data)
{
  g_autofree char *heads = NULL;

  download_half (test);
  g_free (test->url);
  test->url = packshot_test_peer_dup_url (test->peer, "/other.mp4");
  test->film.version = 2;
  download (test);
  assert_whole (test);
  heads = packshot_test_peer_dup_heads (test->peer);
  g_assert_null (strstr (heads, "Range"));
}

/* What was written before a power cut may be zeros now. */
static void
test_other_boot (Case *test, gconstpointer data)
{
  g_autofree char *from = g_strconcat (test->path, ".part.from", NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  download_half (test);
  g_assert_true (g_key_file_load_from_file (keys, from, G_KEY_FILE_NONE, NULL));
  g_key_file_set_string (keys, "Part", "Boot", "another");
  g_assert_true (g_key_file_save_to_file (keys, from, NULL));
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

static void
test_bad_notes (Case *test, gconstpointer data)
{
  g_autofree char *from = g_strconcat (test->path, ".part.from", NULL);

  download_half (test);
  g_assert_true (g_file_set_contents (from, data, -1, NULL));
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

/* Killed when all had come, and before it got its name. */
static void
test_killed_before_rename (Case *test, gconstpointer data)
{
  g_autofree char *part = g_strconcat (test->path, ".part", NULL);
  g_autofree char *bytes = make_bytes (&test->film);
  guint n;

  download_half (test);
  g_assert_true (g_file_set_contents (part, bytes, SIZE, NULL));
  n = packshot_test_peer_count (test->peer);
  download (test);
  assert_whole (test);
  g_assert_cmpuint (packshot_test_peer_count (test->peer), ==, n);
}

static void
test_empty (Case *test, gconstpointer data)
{
  test->film.size = 0;
  download (test);
  assert_not_whole (test, PACKSHOT_NET_ERROR_CONTENT, 0);
}

static void
test_too_large (Case *test, gconstpointer data)
{
  test->film.size = LIMIT + 1;
  test->film.hides_length = GPOINTER_TO_INT (data);
  download (test);
  assert_not_whole (test, PACKSHOT_NET_ERROR_TOO_LARGE, 0);
}

static void
test_words_by_type (Case *test, gconstpointer data)
{
  test->film.type = data;
  download (test);
  assert_not_whole (test, PACKSHOT_NET_ERROR_CONTENT, 0);
}

static void
serve_text (PackshotTestCaller *caller, gpointer user_data)
{
  packshot_test_caller_say (caller, "%s", (const char *) user_data);
}

static void
download_text (Case *test, const char *text)
{
  packshot_test_peer_free (test->peer);
  g_free (test->url);
  test->peer = packshot_test_peer_new (serve_text, (gpointer) text);
  test->url = packshot_test_peer_dup_url (test->peer, "/film.mp4");
  download (test);
}

static void
test_words_by_beginning (Case *test, gconstpointer data)
{
  g_autofree char *answer =
      g_strconcat ("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", data, NULL);

  download_text (test, answer);
  assert_not_whole (test, PACKSHOT_NET_ERROR_CONTENT, 0);
}

static void
test_status (Case *test, gconstpointer data)
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

/* That a link has expired says nothing of what is there already. */
static void
test_expired_keeps_part (Case *test, gconstpointer data)
{
  download_half (test);
  test->film.has_expired = TRUE;
  download (test);
  assert_not_whole (test, PACKSHOT_NET_ERROR_STATUS, SIZE / 2);

  test->film.has_expired = FALSE;
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

static void
test_words_keep_part (Case *test, gconstpointer data)
{
  download_half (test);
  test->film.type = "text/html";
  test->film.ignores_range = GPOINTER_TO_INT (data);
  download (test);
  assert_not_whole (test, PACKSHOT_NET_ERROR_CONTENT, SIZE / 2);
}

static void
test_redirect (Case *test, gconstpointer data)
{
  Film gate = { .size = SIZE };
  PackshotTestPeer *peer = packshot_test_peer_new (serve_film, &gate);

  gate.location = test->url;
  test->url = packshot_test_peer_dup_url (peer, "/result");
  download_half (test);
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
  g_free ((char *) gate.location);
  packshot_test_peer_free (peer);
}

static void
test_cancel (Case *test, gconstpointer data)
{
  PackshotNetSession *session = packshot_net_session_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  test->film.cut_at = SIZE / 2;
  test->film.hangs = TRUE;
  begin (test, session, cancellable);
  packshot_test_wait_until (test->last_progress == SIZE / 2);
  g_cancellable_cancel (cancellable);
  packshot_test_wait_until (test->done);
  g_assert_error (test->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (get_part_size (test), ==, SIZE / 2);
  g_assert_finalize_object (session);

  test->film.cut_at = 0;
  test->film.hangs = FALSE;
  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

static void
test_bad_folder (Case *test, gconstpointer data)
{
  g_free (test->path);
  test->path = g_build_filename (test->folder, "none", "film.mp4", NULL);
  download (test);
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_LOCAL);
  g_assert_cmpuint (packshot_test_peer_count (test->peer), ==, 0);
}

static void
test_folder_in_the_way (Case *test, gconstpointer data)
{
  g_assert_no_errno (g_mkdir (test->path, 0700));
  download (test);
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_LOCAL);
  g_assert_cmpuint (get_part_size (test), ==, SIZE);

  g_assert_no_errno (g_rmdir (test->path));
  download (test);
  assert_whole (test);
}

/* The file system takes no more than half of it. */
static void
test_disk_refuses (Case *test, gconstpointer data)
{
  struct rlimit before, limit;

  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &before));
  limit = before;
  limit.rlim_cur = SIZE / 2;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
  download (test);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &before));
  assert_not_whole (test, PACKSHOT_NET_ERROR_LOCAL, SIZE / 2);

  download (test);
  assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

static void
add (const char *name, gconstpointer data, void (*func) (Case *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/net-download/", name, NULL);

  g_test_add (path, Case, data, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("whole", NULL, test_whole);
  add ("no-length", NULL, test_no_length);
  add ("resume", NULL, test_resume);
  add ("resume-after-reset", NULL, test_resume_after_reset);
  add ("progress-goes-on", NULL, test_progress_goes_on);
  add ("resume-by-time", NULL, test_resume_by_time);
  add ("resume-with-new-permission", NULL, test_resume_with_new_permission);
  add ("no-validator", NULL, test_no_validator);
  add ("weak-validator", "W/\"one\"", test_no_validator);
  add ("new-version", NULL, test_new_version);
  add ("new-version-spliced", NULL, test_new_version_spliced);
  add ("new-version-hidden", NULL, test_new_version_hidden);
  add ("new-version-shorter", NULL, test_new_version_shorter);
  add ("new-length", NULL, test_new_length);
  add ("wrong-part", NULL, test_wrong_part);
  add ("range-ignored", NULL, test_range_ignored);
  add ("other-address", NULL, test_other_address);
  add ("other-boot", NULL, test_other_boot);
  add ("no-notes", "", test_bad_notes);
  add ("garbled-notes", "[Part]\nTotal=x\nValidator", test_bad_notes);
  add ("killed-before-rename", NULL, test_killed_before_rename);
  add ("empty", NULL, test_empty);
  add ("too-large", GINT_TO_POINTER (FALSE), test_too_large);
  add ("too-large-unannounced", GINT_TO_POINTER (TRUE), test_too_large);
  add ("html", "text/html; charset=utf-8", test_words_by_type);
  add ("json", "application/json", test_words_by_type);
  add ("xml", "application/xml", test_words_by_type);
  add ("html-as-film", "\n <!DOCTYPE html>", test_words_by_beginning);
  add ("json-as-film", "{\"code\": 1}", test_words_by_beginning);
  add ("status", NULL, test_status);
  add ("expired-keeps-part", NULL, test_expired_keeps_part);
  add ("html-keeps-part", GINT_TO_POINTER (FALSE), test_words_keep_part);
  add ("whole-html-keeps-part", GINT_TO_POINTER (TRUE), test_words_keep_part);
  add ("redirect", NULL, test_redirect);
  add ("cancel", NULL, test_cancel);
  add ("bad-folder", NULL, test_bad_folder);
  add ("folder-in-the-way", NULL, test_folder_in_the_way);
  add ("disk-refuses", NULL, test_disk_refuses);

  return g_test_run ();
}
