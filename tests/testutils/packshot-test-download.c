/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-download.h"

#include <glib/gstdio.h>

#include "packshot-net-error.h"
#include "packshot-test-utils.h"

/**
 * packshot_test_download_set_up:
 * @test: what to set up
 * @data: not used
 *
 * Begins with a server that does all well.
 */
void
packshot_test_download_set_up (PackshotTestDownload *test, gconstpointer data)
{
  test->film = (PackshotTestServedFilm){ .size = PACKSHOT_TEST_DOWNLOAD_SIZE,
                                         .tag = "\"one\"",
                                         .type = "video/mp4" };
  test->peer = packshot_test_peer_new (packshot_test_served_film_serve, &test->film);
  test->folder = g_build_filename (g_get_user_data_dir (), "jobs", NULL);
  g_assert_no_errno (g_mkdir_with_parents (test->folder, 0700));
  test->path = g_build_filename (test->folder, "film.mp4", NULL);
  test->url = packshot_test_peer_dup_url (test->peer, "/film.mp4?sign=a");
}

/**
 * packshot_test_download_tear_down:
 * @test: what to tear down
 * @data: not used
 */
void
packshot_test_download_tear_down (PackshotTestDownload *test, gconstpointer data)
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
  PackshotTestDownload *test = user_data;

  test->ok = packshot_net_download_finish (PACKSHOT_NET_SESSION (source), result, &test->error);
  test->status = packshot_net_download_get_status (result);
  test->retry_after = packshot_net_download_get_retry_after (result);
  test->done = TRUE;
}

static void
progress_cb (goffset done, goffset total, gpointer user_data)
{
  PackshotTestDownload *test = user_data;

  if (test->first_progress < 0)
    test->first_progress = done;
  g_assert_cmpint (done, >, test->last_progress);
  test->last_progress = done;
  test->total = total;
}

/**
 * packshot_test_download_begin:
 * @test: what to download
 * @session: by which session
 * @cancellable: (nullable): stops it
 *
 * Begins an attempt; its end is for the caller to wait for.
 */
void
packshot_test_download_begin (PackshotTestDownload *test,
                              PackshotNetSession *session,
                              GCancellable *cancellable)
{
  g_clear_error (&test->error);
  test->done = FALSE;
  test->first_progress = -1;
  test->last_progress = -1;
  packshot_net_download_async (session, test->url, test->path, PACKSHOT_TEST_DOWNLOAD_LIMIT,
                               progress_cb, test, cancellable, downloaded_cb, test);
}

/**
 * packshot_test_download_run:
 * @test: what to download
 *
 * Makes an attempt, to its end.
 */
void
packshot_test_download_run (PackshotTestDownload *test)
{
  PackshotNetSession *session = packshot_net_session_new ();

  packshot_test_download_begin (test, session, NULL);
  packshot_test_wait_until (test->done);
  g_assert_true (test->ok == (test->error == NULL));
  if (test->error != NULL)
    g_test_message ("%s", test->error->message);
  g_assert_finalize_object (session);
}

/**
 * packshot_test_download_assert_whole:
 * @test: what was downloaded
 *
 * Just the whole film, of the version that is served now, and nothing beside it.
 */
void
packshot_test_download_assert_whole (PackshotTestDownload *test)
{
  g_autofree char *expected = packshot_test_served_film_make_bytes (&test->film);
  g_autofree char *contents = NULL;
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  gsize size;

  g_assert_no_error (test->error);
  g_assert_true (g_file_get_contents (test->path, &contents, &size, NULL));
  g_assert_cmpmem (contents, size, expected, test->film.size);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "film.mp4");
  g_assert_null (g_dir_read_name (dir));
}

/**
 * packshot_test_download_get_part_size:
 * @test: what was downloaded
 *
 * Returns: how much of it there is under its other name
 */
gsize
packshot_test_download_get_part_size (PackshotTestDownload *test)
{
  g_autofree char *path = g_strconcat (test->path, ".part", NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gsize) status.st_size : 0;
}

/**
 * packshot_test_download_assert_not_whole:
 * @test: what was downloaded
 * @code: why it ended
 * @part_size: how much there is under its other name
 *
 * Nothing under its own name, and nothing at all where there is no part.
 */
void
packshot_test_download_assert_not_whole (PackshotTestDownload *test, int code, gsize part_size)
{
  g_assert_error (test->error, PACKSHOT_NET_ERROR, code);
  g_assert_false (g_file_test (test->path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (packshot_test_download_get_part_size (test), ==, part_size);
  if (part_size == 0)
    g_assert_true (packshot_test_is_empty_folder (test->folder));
}

/**
 * packshot_test_download_run_half:
 * @test: what to download
 *
 * Makes an attempt that ends in the middle.
 */
void
packshot_test_download_run_half (PackshotTestDownload *test)
{
  test->film.cut_at = PACKSHOT_TEST_DOWNLOAD_SIZE / 2;
  packshot_test_download_run (test);
  packshot_test_download_assert_not_whole (test, PACKSHOT_NET_ERROR_UNCERTAIN,
                                           PACKSHOT_TEST_DOWNLOAD_SIZE / 2);
  test->film.cut_at = 0;
}
