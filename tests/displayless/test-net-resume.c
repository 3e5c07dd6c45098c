/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Downloads that take several attempts: they go on or start over, and never join two versions. */

#include "packshot-net-error.h"
#include "packshot-test-download.h"
#include "packshot-test-utils.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_resume (PackshotTestDownload *test, gconstpointer data)
{
  g_autofree char *heads = NULL;
  g_autofree char *range =
      g_strdup_printf ("\r\nRange: bytes=%d-\r\n", PACKSHOT_TEST_DOWNLOAD_SIZE / 2);

  packshot_test_download_run_half (test);
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
  g_assert_cmpint (test->total, ==, PACKSHOT_TEST_DOWNLOAD_SIZE);
  heads = packshot_test_peer_dup_heads (test->peer);
  g_assert_nonnull (strstr (heads, range));
  g_assert_nonnull (strstr (heads, "\r\nIf-Range: \"one\"\r\n"));
}

/* It throws away what was sent and not read yet, so how much there is nobody knows. */
static void
test_resume_after_reset (PackshotTestDownload *test, gconstpointer data)
{
  test->film.resets = TRUE;
  test->film.cut_at = PACKSHOT_TEST_DOWNLOAD_SIZE / 2;
  packshot_test_download_run (test);
  g_assert_error (test->error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN);
  g_assert_cmpuint (packshot_test_download_get_part_size (test), <=,
                    PACKSHOT_TEST_DOWNLOAD_SIZE / 2);

  test->film.resets = FALSE;
  test->film.cut_at = 0;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
}

static void
test_progress_goes_on (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpint (test->first_progress, >, PACKSHOT_TEST_DOWNLOAD_SIZE / 2);
  g_assert_cmpint (test->last_progress, ==, PACKSHOT_TEST_DOWNLOAD_SIZE);
}

static void
test_resume_by_time (PackshotTestDownload *test, gconstpointer data)
{
  test->film.tag = NULL;
  test->film.modified = "Fri, 20 Nov 2026 09:59:00 GMT";
  packshot_test_download_run_half (test);
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

static void
test_resume_with_new_permission (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  g_free (test->url);
  test->url = packshot_test_peer_dup_url (test->peer, "/film.mp4?sign=b");
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

/* These can't be told from the next version, so nothing is kept. */
static void
test_no_validator (PackshotTestDownload *test, gconstpointer data)
{
  test->film.tag = data;
  test->film.modified = "Fri, 20 Nov 2026 09:59:59 GMT";
  test->film.cut_at = PACKSHOT_TEST_DOWNLOAD_SIZE / 2;
  packshot_test_download_run (test);
  packshot_test_download_assert_not_whole (test, PACKSHOT_NET_ERROR_UNCERTAIN, 0);

  test->film.cut_at = 0;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

static void
test_new_version (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  test->film.tag = "\"two\"";
  test->film.version = 2;
  test->film.size = PACKSHOT_TEST_DOWNLOAD_SIZE + 1;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
}

/* The server pays no heed to If-Range: it sends the end of another version, as long as the first.
 */
static void
test_new_version_spliced (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  test->film.tag = "\"two\"";
  test->film.version = 2;
  test->film.ignores_if_range = TRUE;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

static void
test_new_version_hidden (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  test->film.version = 2;
  test->film.ignores_if_range = TRUE;
  test->film.hides_tag = TRUE;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

static void
test_new_length (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  test->film.version = 2;
  test->film.size = PACKSHOT_TEST_DOWNLOAD_SIZE + 1;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
}

static void
test_new_version_shorter (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  test->film.version = 2;
  test->film.size = 1000;
  test->film.ignores_if_range = TRUE;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

static void
test_wrong_part (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  test->film.wrong_start = 1;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

/* It says how long the film is, and not how much it sends of it. */
static void
test_short_part (PackshotTestDownload *test, gconstpointer data)
{
  const gsize most = PACKSHOT_TEST_DOWNLOAD_SIZE / 4 * 3;

  packshot_test_download_run_half (test);
  test->film.hides_length = TRUE;
  test->film.cut_at = most;
  packshot_test_download_run (test);
  packshot_test_download_assert_not_whole (test, PACKSHOT_NET_ERROR_UNCERTAIN, most);

  test->film.cut_at = 0;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
}

static void
test_range_ignored (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  test->film.ignores_range = TRUE;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
}

static void
test_other_address (PackshotTestDownload *test, gconstpointer data)
{
  g_autofree char *heads = NULL;

  packshot_test_download_run_half (test);
  g_free (test->url);
  test->url = packshot_test_peer_dup_url (test->peer, "/other.mp4");
  test->film.version = 2;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  heads = packshot_test_peer_dup_heads (test->peer);
  g_assert_null (strstr (heads, "Range"));
}

/* What was written before a power cut may be zeros now. */
static void
test_other_boot (PackshotTestDownload *test, gconstpointer data)
{
  g_autofree char *from = g_strconcat (test->path, ".part.from", NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  packshot_test_download_run_half (test);
  g_assert_true (g_key_file_load_from_file (keys, from, G_KEY_FILE_NONE, NULL));
  g_key_file_set_string (keys, "Part", "Boot", "another");
  g_assert_true (g_key_file_save_to_file (keys, from, NULL));
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

static void
test_bad_notes (PackshotTestDownload *test, gconstpointer data)
{
  g_autofree char *from = g_strconcat (test->path, ".part.from", NULL);

  packshot_test_download_run_half (test);
  g_assert_true (g_file_set_contents (from, data, -1, NULL));
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 200);
}

/* Killed when all had come, and before it got its name. */
static void
test_killed_before_rename (PackshotTestDownload *test, gconstpointer data)
{
  g_autofree char *part = g_strconcat (test->path, ".part", NULL);
  g_autofree char *bytes = packshot_test_served_film_make_bytes (&test->film);
  guint n;

  packshot_test_download_run_half (test);
  g_assert_true (g_file_set_contents (part, bytes, PACKSHOT_TEST_DOWNLOAD_SIZE, NULL));
  n = packshot_test_peer_count (test->peer);
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (packshot_test_peer_count (test->peer), ==, n);
}

/* That a link has expired says nothing of what is there already. */
static void
test_expired_keeps_part (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  test->film.has_expired = TRUE;
  packshot_test_download_run (test);
  packshot_test_download_assert_not_whole (test, PACKSHOT_NET_ERROR_STATUS,
                                           PACKSHOT_TEST_DOWNLOAD_SIZE / 2);

  test->film.has_expired = FALSE;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

static void
test_words_keep_part (PackshotTestDownload *test, gconstpointer data)
{
  packshot_test_download_run_half (test);
  test->film.type = "text/html";
  test->film.ignores_range = GPOINTER_TO_INT (data);
  packshot_test_download_run (test);
  packshot_test_download_assert_not_whole (test, PACKSHOT_NET_ERROR_CONTENT,
                                           PACKSHOT_TEST_DOWNLOAD_SIZE / 2);
}

static void
test_redirect (PackshotTestDownload *test, gconstpointer data)
{
  PackshotTestServedFilm gate = { .size = PACKSHOT_TEST_DOWNLOAD_SIZE };
  PackshotTestPeer *peer = packshot_test_peer_new (packshot_test_served_film_serve, &gate);

  gate.location = test->url;
  test->url = packshot_test_peer_dup_url (peer, "/result");
  packshot_test_download_run_half (test);
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
  g_free ((char *) gate.location);
  packshot_test_peer_free (peer);
}

static void
test_cancel (PackshotTestDownload *test, gconstpointer data)
{
  PackshotNetSession *session = packshot_net_session_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  test->film.cut_at = PACKSHOT_TEST_DOWNLOAD_SIZE / 2;
  test->film.hangs = TRUE;
  packshot_test_download_begin (test, session, cancellable);
  packshot_test_wait_until (test->last_progress == PACKSHOT_TEST_DOWNLOAD_SIZE / 2);
  g_cancellable_cancel (cancellable);
  packshot_test_wait_until (test->done);
  g_assert_error (test->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (packshot_test_download_get_part_size (test), ==,
                    PACKSHOT_TEST_DOWNLOAD_SIZE / 2);
  g_assert_finalize_object (session);

  test->film.cut_at = 0;
  test->film.hangs = FALSE;
  packshot_test_download_run (test);
  packshot_test_download_assert_whole (test);
  g_assert_cmpuint (test->status, ==, 206);
}

static void
add (const char *name, gconstpointer data, void (*func) (PackshotTestDownload *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/net-resume/", name, NULL);

  g_test_add (path, PackshotTestDownload, data, packshot_test_download_set_up, func,
              packshot_test_download_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

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
  add ("short-part", NULL, test_short_part);
  add ("range-ignored", NULL, test_range_ignored);
  add ("other-address", NULL, test_other_address);
  add ("other-boot", NULL, test_other_boot);
  add ("no-notes", "", test_bad_notes);
  add ("garbled-notes", "[Part]\nTotal=x\nValidator", test_bad_notes);
  add ("killed-before-rename", NULL, test_killed_before_rename);
  add ("expired-keeps-part", NULL, test_expired_keeps_part);
  add ("html-keeps-part", GINT_TO_POINTER (FALSE), test_words_keep_part);
  add ("whole-html-keeps-part", GINT_TO_POINTER (TRUE), test_words_keep_part);
  add ("redirect", NULL, test_redirect);
  add ("cancel", NULL, test_cancel);

  return g_test_run ();
}
