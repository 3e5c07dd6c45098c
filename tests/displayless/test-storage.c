/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is kept on the disk: how much of what, and what can be spared. */

#include <utime.h>

#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-storage.h"
#include "packshot-test-queue.h"

static PackshotStorageSizes
measure (PackshotTestQueue *test)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  PackshotStorageSizes sizes;

  packshot_storage_measure_async (test->queue, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_storage_measure_finish (answer, &sizes, &error);
  g_assert_no_error (error);

  return sizes;
}

static void
tidy (PackshotTestQueue *test)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  packshot_storage_tidy_async (test->queue, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_storage_tidy_finish (answer, &error);
  g_assert_no_error (error);
}

static void
remove_unread (PackshotTestQueue *test)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  packshot_storage_remove_unread_async (test->queue, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_storage_remove_unread_finish (answer, &error);
  g_assert_no_error (error);
}

static char *
write_into (const char *id, const char *name, const char *contents)
{
  g_autofree char *folder = packshot_job_folder_dup_path (id);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (packshot_job_folder_create (folder, NULL));
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));

  return path;
}

static void
make_old (const char *path)
{
  const struct utimbuf times = { 1000, 1000 };

  g_assert_cmpint (g_utime (path, (struct utimbuf *) &times), ==, 0);
}

static gboolean
is_there (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static PackshotJob *
make_done (PackshotTestQueue *test)
{
  PackshotJob *job = packshot_test_queue_submit (test, test->photo);

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);

  return job;
}

/* Each byte is counted once, and where a person would look for it. */
static void
test_measure (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) done = make_done (test);
  g_autoptr (PackshotJob) ready = packshot_test_queue_add (test, test->photo);
  g_autofree char *unread = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *spare = NULL;
  g_autofree char *folder = packshot_job_folder_dup_path ("nobodys");
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
  PackshotStorageSizes before = measure (test);
  PackshotStorageSizes sizes;

  g_assert_cmpuint (before.videos, >, 0);
  g_assert_cmpuint (before.spare, ==, 0);
  g_assert_cmpuint (before.trash, ==, 0);
  g_assert_cmpuint (before.unread, ==, 0);
  g_assert_cmpuint (before.rest, >, 0);

  copy = write_into (packshot_job_get_id (ready), "photo.jpg", "12345");
  spare = write_into (packshot_job_get_id (done), "photo.jpg", "1234567");
  unread = write_into ("nobodys", "video.mp4", "123");
  sizes = measure (test);
  g_assert_cmpuint (sizes.pictures, ==, before.pictures + 5 + 7);
  g_assert_cmpuint (sizes.spare, ==, 7);
  /* It may be the one of a job that another program adds in this moment. */
  g_assert_cmpuint (sizes.unread, ==, 0);
  make_old (folder);
  sizes = measure (test);
  g_assert_cmpuint (sizes.unread, ==, 3);
  g_assert_cmpuint (sizes.videos, ==, before.videos);

  g_ptr_array_add (jobs, done);
  g_assert_true (packshot_queue_trash (test->queue, jobs, NULL));
  packshot_test_wait_until (packshot_job_get_trashed (done) != 0);
  sizes = measure (test);
  g_assert_cmpuint (sizes.trash, ==, before.videos + 7);
  g_assert_cmpuint (sizes.videos, ==, 0);
  g_assert_cmpuint (sizes.spare, ==, 0);
}

/* What a job that is not done has, is needed to send it once more. */
static void
test_tidy (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) done = make_done (test);
  g_autoptr (PackshotJob) other = make_done (test);
  g_autoptr (PackshotJob) lost = make_done (test);
  g_autoptr (PackshotJob) ready = packshot_test_queue_add (test, test->photo);
  g_autofree char *needed = write_into (packshot_job_get_id (ready), "photo.jpg", "12345");
  g_autofree char *spare = write_into (packshot_job_get_id (done), "photo.jpg", "1234567");
  g_autofree char *part = write_into (packshot_job_get_id (other), "video.mp4.part", "123");
  g_autofree char *only = write_into (packshot_job_get_id (lost), "photo.jpg", "1");

  g_assert_cmpint (g_unlink (packshot_job_get_video_path (lost)), ==, 0);
  tidy (test);
  g_assert_false (is_there (spare));
  g_assert_false (is_there (part));
  g_assert_true (is_there (needed));
  g_assert_true (is_there (only));
  g_assert_true (is_there (packshot_job_get_video_path (done)));
  g_assert_true (is_there (packshot_job_get_cover_path (done)));
  g_assert_true (is_there (packshot_job_get_video_path (other)));

  /* And nothing is held by it. */
  g_assert_true (packshot_test_queue_delete (test, done, NULL));
}

static void
test_unread (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) done = make_done (test);
  g_autofree char *ledgers = packshot_test_ledger_dup_folder ();
  g_autofree char *aside = g_build_filename (ledgers, "ledger-damaged-x.db", NULL);
  g_autofree char *newer = write_into ("newer", "photo.jpg", "123");
  g_autofree char *folder = packshot_job_folder_dup_path ("nobodys");
  g_autofree char *own = packshot_job_folder_dup_path (packshot_job_get_id (done));

  g_free (write_into ("nobodys", "video.mp4", "123"));
  g_assert_true (g_file_set_contents (aside, "damaged", -1, NULL));
  make_old (folder);
  make_old (own);
  remove_unread (test);
  g_assert_false (is_there (aside));
  g_assert_false (is_there (folder));
  g_assert_true (is_there (newer));
  g_assert_true (is_there (packshot_job_get_video_path (done)));
}

/* Where the jobs are not known, all would seem to be nobody's. */
static void
test_closed (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotQueue) queue = packshot_queue_new (test->registry);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  packshot_storage_remove_unread_async (queue, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  g_assert_false (packshot_storage_remove_unread_finish (answer, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/storage/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up, function,     \
              packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("measure", test_measure);
  ADD ("tidy", test_tidy);
  ADD ("unread", test_unread);
  ADD ("closed", test_closed);

  return g_test_run ();
}
