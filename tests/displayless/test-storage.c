/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is kept on the disk: how much of what, and what can be spared. */

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
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
  g_assert_true (packshot_test_queue_delete (test, done, PACKSHOT_DELETION_FOR_GOOD, NULL));
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

static void
assert_not_removed (PackshotTestQueue *test, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_storage_remove_unread_async (test->queue, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  g_assert_false (packshot_storage_remove_unread_finish (answer, error));
}

/* Another program had a job paid for, and this one has not heard of it. */
static void
test_unheard_of (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autofree char *video = write_into ("unheard-of", "video.mp4", "123");
  g_autofree char *folder = g_path_get_dirname (video);

  make_old (folder);
  packshot_test_queue_change ("INSERT INTO jobs (id, service, state, title, created, changed) "
                              "VALUES ('unheard-of', 'remote-dummy', 'done', 'Mug', 1, 1)");
  remove_unread (test);
  g_assert_true (is_there (video));
}

/* The ledger can't be read any more, and later it can: nothing is nobody's meanwhile. */
static void
test_unreadable (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) done = make_done (test);
  g_autofree char *video = write_into ("nobodys", "video.mp4", "123");
  g_autofree char *folder = g_path_get_dirname (video);
  g_autofree char *own = packshot_job_folder_dup_path (packshot_job_get_id (done));
  g_autoptr (GError) error = NULL;

  make_old (folder);
  make_old (own);
  packshot_test_queue_change ("ALTER TABLE jobs RENAME TO works");
  assert_not_removed (test, &error);
  g_assert_nonnull (strstr (error->message, "no such table"));
  g_clear_error (&error);

  packshot_test_wait_until (packshot_queue_get_trouble (test->queue) != NULL);
  assert_not_removed (test, &error);
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_assert_true (is_there (video));
  g_assert_true (is_there (packshot_job_get_video_path (done)));

  packshot_test_queue_change ("ALTER TABLE works RENAME TO jobs");
  packshot_test_wait_until (packshot_queue_get_trouble (test->queue) == NULL);
  remove_unread (test);
  g_assert_false (is_there (video));
  g_assert_true (is_there (packshot_job_get_video_path (done)));
}

/* A folder of the user, somewhere else on the disk, with a file that nobody here made. */
typedef struct
{
  char *folder; /* (owned) */
  char *file;   /* (owned) */
} Elsewhere;

static void
elsewhere_init (Elsewhere *elsewhere, const char *name)
{
  elsewhere->folder = g_build_filename (g_get_home_dir (), name, "album", NULL);
  elsewhere->file = g_build_filename (elsewhere->folder, "wedding.jpg", NULL);
  g_assert_cmpint (g_mkdir_with_parents (elsewhere->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (elsewhere->file, "dear", -1, NULL));
  make_old (elsewhere->folder);
}

static void
elsewhere_clear (Elsewhere *elsewhere)
{
  g_assert_true (is_there (elsewhere->file));
  g_free (elsewhere->folder);
  g_free (elsewhere->file);
}

static void
make_link_old (const char *path)
{
  const struct timespec times[] = { { 1000, 0 }, { 1000, 0 } };

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW), ==, 0);
}

static gboolean
is_link (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

/* Of a link only the link is ours, however old that is which it leads to. */
static void
test_unread_links (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) done = make_done (test);
  g_autofree char *ledgers = packshot_test_ledger_dup_folder ();
  g_autofree char *aside = g_build_filename (ledgers, "ledger-damaged-x", NULL);
  g_autofree char *folder = g_build_filename (ledgers, "ledger-damaged-folder", NULL);
  g_autofree char *within = g_build_filename (folder, "notes.txt", NULL);
  g_autofree char *nobodys = packshot_job_folder_dup_path ("nobodys");
  Elsewhere elsewhere;

  elsewhere_init (&elsewhere, "unread");
  g_assert_cmpint (symlink (elsewhere.folder, aside), ==, 0);
  g_assert_cmpint (symlink (elsewhere.folder, nobodys), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (within, "mine", -1, NULL));
  make_link_old (nobodys);

  g_assert_cmpuint (measure (test).unread, ==, 0);
  remove_unread (test);
  g_assert_false (is_link (aside));
  g_assert_false (is_link (nobodys));
  g_assert_true (is_there (within));
  g_assert_true (is_there (packshot_job_get_video_path (done)));
  elsewhere_clear (&elsewhere);
}

/* Whoever keeps the videos on another disk has a link to it; what lies there beside them need not
 * be ours. */
static void
test_jobs_elsewhere (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) done = make_done (test);
  g_autofree char *own = packshot_job_folder_dup_path (packshot_job_get_id (done));
  g_autofree char *jobs = g_path_get_dirname (own);
  Elsewhere elsewhere;
  g_autofree char *disk = NULL;
  g_autofree char *moved = NULL;
  PackshotStorageSizes before = measure (test);

  elsewhere_init (&elsewhere, "disk");
  disk = g_path_get_dirname (elsewhere.folder);
  moved = g_build_filename (disk, packshot_job_get_id (done), NULL);
  g_assert_cmpint (g_rename (own, moved), ==, 0);
  g_assert_cmpint (g_rmdir (jobs), ==, 0);
  g_assert_cmpint (symlink (disk, jobs), ==, 0);

  g_assert_cmpuint (measure (test).unread, ==, 0);
  g_assert_cmpuint (measure (test).videos, ==, before.videos);
  remove_unread (test);
  g_assert_true (is_there (packshot_job_get_video_path (done)));
  elsewhere_clear (&elsewhere);
}

/* In the place of a job's folder: neither what was needed for it nor the job itself is there. */
static void
test_job_link (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) tidied = make_done (test);
  g_autoptr (PackshotJob) deleted = make_done (test);
  g_autofree char *own = packshot_job_folder_dup_path (packshot_job_get_id (tidied));
  g_autofree char *video = g_strdup (packshot_job_get_video_path (tidied));
  g_autofree char *name = g_path_get_basename (video);
  g_autofree char *link = packshot_job_folder_dup_path (packshot_job_get_id (deleted));
  g_autofree char *aside = g_strconcat (link, "-aside", NULL);
  g_autofree char *moved = NULL;
  Elsewhere elsewhere;

  elsewhere_init (&elsewhere, "job");
  moved = g_build_filename (elsewhere.folder, name, NULL);
  g_assert_cmpint (g_rename (video, moved), ==, 0);
  packshot_job_folder_remove (own);
  g_assert_cmpint (symlink (elsewhere.folder, own), ==, 0);
  g_assert_true (is_there (video));
  tidy (test);
  g_assert_true (is_there (elsewhere.file));

  g_assert_cmpint (g_rename (link, aside), ==, 0);
  g_assert_cmpint (symlink (elsewhere.folder, link), ==, 0);
  g_assert_true (packshot_test_queue_delete (test, deleted, PACKSHOT_DELETION_FOR_GOOD, NULL));
  g_assert_false (is_link (link));
  elsewhere_clear (&elsewhere);
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
  ADD ("unheard-of", test_unheard_of);
  ADD ("unreadable", test_unreadable);
  ADD ("unread-links", test_unread_links);
  ADD ("jobs-elsewhere", test_jobs_elsewhere);
  ADD ("job-link", test_job_link);

  return g_test_run ();
}
