/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A paid job from the click to the video, with everything real but the service. */

#include <sys/stat.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-test-peer.h"
#include "packshot-test-photo.h"
#include "packshot-test-remote.h"
#include "packshot-test-utils.h"

#define MILLION G_GINT64_CONSTANT (1000000)

static void
set_up (PackshotTestRemote *remote, gconstpointer user_data)
{
  packshot_test_remote_set_up (remote, &packshot_fake_default_settings);
}

static void
tear_down (PackshotTestRemote *remote, gconstpointer user_data)
{
  packshot_test_remote_tear_down (remote);
}

/* Returns: (transfer full) (type filename) */
static char *
make_photo (const char *name)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_detailed (320, 240, 7);

  return packshot_test_photo_save (photo, name);
}

static void
append_cb (PackshotJob *job, GParamSpec *pspec, GString *states)
{
  g_string_append_printf (states, " %d", packshot_job_get_state (job));
}

static void
test_whole (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  g_autofree char *bytes = NULL;
  g_autoptr (GBytes) sent = NULL;
  g_autoptr (GString) states = g_string_new (NULL);
  g_autofree char *expected =
      g_strdup_printf (" %d %d %d %d %d", PACKSHOT_JOB_UPLOADING, PACKSHOT_JOB_SUBMITTING,
                       PACKSHOT_JOB_WAITING, PACKSHOT_JOB_FETCHING, PACKSHOT_JOB_DONE);
  PackshotJob *job = packshot_test_remote_add (remote, photo, NULL);
  gsize size;

  g_signal_connect (job, "notify::state", G_CALLBACK (append_cb), states);
  g_assert_true (packshot_queue_submit (remote->queue, job, NULL));
  packshot_test_remote_wait (remote, job);
  g_assert_cmpstr (states->str, ==, expected);
  packshot_test_remote_assert_video (remote, job);

  g_assert_cmpuint (packshot_fake_count (remote->fake, "upload"), ==, 1);
  g_assert_cmpuint (packshot_fake_count (remote->fake, "create"), ==, 1);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 1);
  g_assert_cmpint (packshot_job_get_price (job), ==, 100 * MILLION);
  g_assert_cmpint (packshot_job_get_charged (job), ==, 100 * MILLION);
  g_assert_cmpint (packshot_job_get_balance (job), ==,
                   (packshot_fake_default_settings.credits - 100) * MILLION);
  g_assert_cmpuint (packshot_job_get_width (job), ==, 1920);
  g_assert_cmpuint (packshot_job_get_height (job), ==, 1080);

  /* It was upright, small enough and told nothing of its maker, so that nothing was changed. */
  sent = packshot_fake_ref_picture (remote->fake, 0);
  g_assert_true (g_file_get_contents (photo, &bytes, &size, NULL));
  g_assert_cmpmem (bytes, size, g_bytes_get_data (sent, NULL), g_bytes_get_size (sent));
  g_object_disconnect (job, "any_signal", append_cb, states, NULL);
}

/* The folder of a finished job has its result in it, and nothing that was only on the way. */
static void
test_tidy (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  g_autofree char *output = g_build_filename (g_get_user_data_dir (), "ad.mp4", NULL);
  g_autofree char *cover = g_build_filename (g_get_user_data_dir (), "ad.jpg", NULL);
  PackshotJob *job = packshot_test_remote_submit (remote, photo, output);
  g_autofree char *folder =
      g_build_filename (remote->folder, "jobs", packshot_job_get_id (job), NULL);
  g_autofree char *fetched = g_build_filename (folder, "video.mp4", NULL);
  g_autofree char *fetched_cover = g_build_filename (folder, "cover.jpg.fetched", NULL);

  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpstr (packshot_job_get_video_path (job), ==, output);
  g_assert_cmpstr (packshot_job_get_cover_path (job), ==, cover);
  g_assert_false (g_file_test (fetched, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (fetched_cover, G_FILE_TEST_EXISTS));
}

/* What was paid for is kept, though not where it was wanted. */
static void
test_unwritable_output (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "away", NULL);
  g_autofree char *output = g_build_filename (folder, "ad.mp4", NULL);
  PackshotJob *job;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  job = packshot_test_remote_submit (remote, photo, output);
  /* The stick was pulled while the service worked. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
  g_assert_false (g_str_has_prefix (packshot_job_get_video_path (job), folder));
  g_assert_cmpuint (g_strv_length ((char **) packshot_job_get_warnings (job)), >=, 1);
}

static void
serve_photo (PackshotTestCaller *caller, gpointer user_data)
{
  GBytes *photo = user_data;

  g_assert_cmpstr (packshot_test_caller_get_header (caller, "Authorization"), ==, NULL);
  packshot_test_caller_say (caller,
                            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
                            "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n\r\n",
                            g_bytes_get_size (photo));
  packshot_test_caller_send (caller, g_bytes_get_data (photo, NULL), g_bytes_get_size (photo));
}

static void
test_address (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *path = make_photo ("photo.png");
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) photo = g_mapped_file_get_bytes (file);
  g_autoptr (PackshotTestPeer) peer = packshot_test_peer_new (serve_photo, photo);
  g_autofree char *url = packshot_test_peer_dup_url (peer, "/watch.png");
  g_autoptr (GBytes) sent = NULL;
  PackshotJob *job = packshot_test_remote_submit (remote, url, NULL);

  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpuint (packshot_test_peer_count (peer), ==, 1);
  sent = packshot_fake_ref_picture (remote->fake, 0);
  g_assert_true (g_bytes_equal (sent, photo));
}

static void
test_reference (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_remote_submit (remote, PACKSHOT_FAKE_SHORTVIDEO_PICTURE, NULL);

  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpuint (packshot_fake_count (remote->fake, "upload"), ==, 0);
}

static void
test_no_key (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  PackshotJob *job;

  g_unsetenv ("SHORTVIDEO_API_KEY");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  job = packshot_test_remote_submit (remote, photo, NULL);
  packshot_test_remote_wait (remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "needs a key"));
  g_assert_cmpuint (packshot_fake_count (remote->fake, "upload"), ==, 0);

  g_setenv ("SHORTVIDEO_API_KEY", packshot_fake_default_settings.key, TRUE);
  g_assert_true (packshot_queue_submit (remote->queue, job, NULL));
  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
}

static void
test_wrong_key (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  PackshotJob *job;

  g_setenv ("SHORTVIDEO_API_KEY", "sk-wrong", TRUE);
  job = packshot_test_remote_submit (remote, photo, NULL);
  packshot_test_remote_wait (remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_FAILED);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_REFUSED);
  g_assert_null (strstr (packshot_job_get_words (job), "sk-wrong"));
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 0);
}

static void
test_bad_photo (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = packshot_test_write_file ("photo.png", "\x89PNG\r\n\x1a\nnot at all");
  PackshotJob *job = packshot_test_remote_submit (remote, photo, NULL);

  packshot_test_remote_wait (remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_nonnull (packshot_job_get_words (job));
  g_assert_cmpuint (packshot_fake_count (remote->fake, "upload"), ==, 0);
}

/* P1: the program ends in the midst, and another carries on what is paid for. */
static void
test_restart (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  PackshotJob *job = packshot_test_remote_submit (remote, photo, NULL);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_WAITING);
  packshot_test_remote_restart (remote);
  job = packshot_queue_find (remote->queue, id);
  g_assert_nonnull (job);
  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 1);
}

/* P12: what was not paid for waits for the user. */
static void
test_restart_unsent (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  PackshotJob *job;
  g_autofree char *id = NULL;

  packshot_fake_add_fault (remote->fake, "upload", PACKSHOT_FAKE_FAULT_HANG, 1);
  job = packshot_test_remote_submit (remote, photo, NULL);
  id = g_strdup (packshot_job_get_id (job));
  packshot_test_wait_until (packshot_fake_count (remote->fake, "upload") == 1);
  packshot_test_remote_restart (remote);
  job = packshot_queue_find (remote->queue, id);
  packshot_test_remote_wait (remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 0);
}

/* P2: the answer to the paid call was lost with the program. */
static void
test_restart_submitting (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  PackshotJob *job;

  packshot_fake_add_fault (remote->fake, "create", PACKSHOT_FAKE_FAULT_HANG, 1);
  job = packshot_test_remote_submit (remote, photo, NULL);
  id = g_strdup (packshot_job_get_id (job));
  packshot_test_wait_until (packshot_fake_get_n_orders (remote->fake) == 1);
  packshot_test_remote_restart (remote);
  job = packshot_queue_find (remote->queue, id);
  packshot_test_remote_wait (remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);

  /* The user looks at the service's own page, and finds it there. */
  packshot_queue_resolve (remote->queue, job, PACKSHOT_FAKE_SHORTVIDEO_VIDEO, &error);
  g_assert_no_error (error);
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 1);
}

static void
test_import (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotJob) job = packshot_queue_import (
      remote->queue, packshot_registry_lookup (remote->registry, "shortvideo"),
      PACKSHOT_FAKE_SHORTVIDEO_VIDEO, NULL, &error);

  g_assert_no_error (error);
  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 0);
}

/* Jobs that wait are asked for together, and one that nobody knows does not spoil the rest. */
static void
test_batch (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotManifest *manifest = packshot_registry_lookup (remote->registry, "shortvideo");
  g_autoptr (PackshotJob) lost =
      packshot_queue_import (remote->queue, manifest, "video_nobody", NULL, NULL);
  g_autoptr (PackshotJob) found =
      packshot_queue_import (remote->queue, manifest, PACKSHOT_FAKE_SHORTVIDEO_VIDEO, NULL, NULL);

  packshot_test_wait_until (packshot_job_get_state (found) == PACKSHOT_JOB_DONE);
  packshot_test_remote_assert_video (remote, found);
  g_assert_cmpint (packshot_job_get_state (lost), ==, PACKSHOT_JOB_WAITING);
}

static void
test_connection (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autoptr (PackshotReply) reply = packshot_test_remote_try_connection (remote, "shortvideo");
  g_autoptr (PackshotReply) refusal = NULL;

  g_assert_cmpstr (reply->words, ==, NULL);
  g_assert_cmpint (reply->verdict, ==, PACKSHOT_VERDICT_DONE);

  g_setenv ("SHORTVIDEO_API_KEY", "sk-wrong", TRUE);
  refusal = packshot_test_remote_try_connection (remote, "shortvideo");
  g_assert_cmpint (refusal->verdict, ==, PACKSHOT_VERDICT_KEY_REFUSED);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/remote/" path, PackshotTestRemote, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("whole", test_whole);
  ADD ("tidy", test_tidy);
  ADD ("unwritable-output", test_unwritable_output);
  ADD ("address", test_address);
  ADD ("reference", test_reference);
  ADD ("no-key", test_no_key);
  ADD ("wrong-key", test_wrong_key);
  ADD ("bad-photo", test_bad_photo);
  ADD ("restart", test_restart);
  ADD ("restart-unsent", test_restart_unsent);
  ADD ("restart-submitting", test_restart_submitting);
  ADD ("import", test_import);
  ADD ("batch", test_batch);
  ADD ("connection", test_connection);

  return g_test_run ();
}
