/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person prefers, as the queue heeds it: copies of finished videos in a folder of theirs,
 * and how many jobs run at once. */

#include <string.h>

#include <glib/gstdio.h>

#include "packshot-settings-general.h"
#include "packshot-test-queue.h"

typedef struct
{
  PackshotTestQueue test;
  PackshotSettings *settings;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_queue_set_up (&fixture->test, NULL);
  fixture->settings = packshot_settings_new ();
  fixture->folder = g_build_filename (g_get_user_data_dir (), "Videos", NULL);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  g_assert_true (packshot_settings_set_save_folder (fixture->settings, fixture->folder, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_queue_tear_down (&fixture->test, NULL);
  g_assert_finalize_object (fixture->settings);
  g_free (fixture->folder);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
dup_listing (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

static void
assert_listing (Fixture *fixture, const char *expected)
{
  g_autofree char *listing = dup_listing (fixture);

  g_assert_cmpstr (listing, ==, expected);
}

static void
finish (Fixture *fixture, PackshotJob *job)
{
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_wait_until (packshot_queue_get_n_busy (fixture->test.queue) == 0);
}

static PackshotJob *
make (Fixture *fixture)
{
  PackshotJob *job = packshot_test_queue_submit (&fixture->test, NULL);

  finish (fixture, job);
  return job;
}

static char *
dup_copy (Fixture *fixture, PackshotJob *job, const char *ending)
{
  g_autofree char *name = g_strconcat (packshot_job_get_title (job), ending, NULL);

  return g_build_filename (fixture->folder, name, NULL);
}

static void
assert_same (const char *path, const char *other)
{
  g_autofree char *hash = packshot_test_hash_file (path);
  g_autofree char *other_hash = packshot_test_hash_file (other);

  g_assert_nonnull (hash);
  g_assert_cmpstr (hash, ==, other_hash);
}

static void
test_copy (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make (fixture);
  g_autofree char *copy = dup_copy (fixture, job, ".mp4");

  assert_same (copy, packshot_job_get_video_path (job));
  packshot_test_wait_until (packshot_job_get_words (job) != NULL);
  g_assert_nonnull (strstr (packshot_job_get_words (job), copy));
}

/* What is there stays, whatever it is; and no half of a file is left about. */
static void
test_collision (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) first = make (fixture);
  g_autofree char *path = dup_copy (fixture, first, ".mp4");
  g_autofree char *second = dup_copy (fixture, first, " (2).mp4");
  g_autofree char *third = dup_copy (fixture, first, " (3).mp4");
  g_autofree char *contents = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (PackshotJob) job = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_cmpint (g_mkdir (second, 0700), ==, 0);
  job = make (fixture);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "mine");
  assert_same (third, packshot_job_get_video_path (job));
  expected = g_strdup_printf ("%s (2).mp4, %s (3).mp4, %s.mp4", packshot_job_get_title (job),
                              packshot_job_get_title (job), packshot_job_get_title (job));
  assert_listing (fixture, expected);
}

/* Who said where the video shall be has it there and nowhere else. */
static void
test_output (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *output = g_build_filename (g_get_user_data_dir (), "ad.mp4", NULL);
  g_autoptr (PackshotRequest) request = packshot_test_ledger_make_request (fixture->test.registry);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotJob) job = packshot_queue_add (fixture->test.queue, request, output, &error);

  g_assert_no_error (error);
  g_assert_true (packshot_queue_submit (fixture->test.queue, job, NULL));
  finish (fixture, job);
  assert_listing (fixture, "");
}

/* The folder is gone: the video is in its place, it is told, and the copy is made at a later start.
 */
static void
test_gone (Fixture *fixture, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;
  g_autofree char *copy = NULL;

  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  job = make (fixture);
  id = g_strdup (packshot_job_get_id (job));
  copy = dup_copy (fixture, job, ".mp4");
  packshot_test_wait_until (packshot_job_get_words (job) != NULL);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "could not be copied"));
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
  g_object_unref (job);

  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  packshot_test_queue_start_again (&fixture->test);
  packshot_queue_resume (fixture->test.queue);
  job = packshot_test_queue_find (&fixture->test, id);
  packshot_test_wait_until (g_file_test (copy, G_FILE_TEST_IS_REGULAR));
  packshot_test_wait_until (packshot_queue_get_n_busy (fixture->test.queue) == 0);
  assert_same (copy, packshot_job_get_video_path (job));
  g_object_unref (job);
}

/* A program that was killed between the copy and the note of it makes no second one. */
static void
test_once (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make (fixture);
  g_autofree char *before = dup_listing (fixture);
  g_autofree char *id = g_strdup (packshot_job_get_id (job));

  packshot_test_queue_close (&fixture->test);
  packshot_test_queue_change ("UPDATE jobs SET saving = 1");
  packshot_test_queue_open (&fixture->test);
  packshot_queue_resume (fixture->test.queue);
  packshot_test_wait_until (packshot_queue_get_n_busy (fixture->test.queue) == 0);
  g_assert_nonnull (packshot_queue_find (fixture->test.queue, id));
  assert_listing (fixture, before);
}

/* The program ends while the copy is made: it waits for it. */
static void
test_end (Fixture *fixture, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_queue_submit (&fixture->test, NULL);
  g_autofree char *copy = dup_copy (fixture, job, ".mp4");

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_object_unref (job);
  packshot_test_queue_close (&fixture->test);
  g_assert_true (g_file_test (copy, G_FILE_TEST_IS_REGULAR));
}

static guint
count (Fixture *fixture, PackshotStep step)
{
  return packshot_remote_dummy_count (fixture->test.service, step);
}

/* Fewer than the manifest allows, and at once as many as somebody asks for then. */
static void
test_concurrency (Fixture *fixture, gconstpointer user_data)
{
  PackshotTestQueue *test = &fixture->test;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_true (packshot_settings_set_concurrency (fixture->settings, test->manifest, 2, NULL));
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CREATE);
  for (guint i = 0; i < 6; i++)
    g_ptr_array_add (jobs, packshot_test_queue_submit (test, NULL));
  packshot_test_wait_until (count (fixture, PACKSHOT_STEP_CREATE) == 2);
  g_assert_cmpuint (packshot_queue_get_n_busy (test->queue), ==, 6);

  g_assert_true (packshot_settings_set_concurrency (fixture->settings, test->manifest, 5, NULL));
  packshot_queue_settings_changed (test->queue);
  packshot_test_wait_until (count (fixture, PACKSHOT_STEP_CREATE) == 5);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CREATE);
  for (guint i = 0; i < 6; i++)
    finish (fixture, g_ptr_array_index (jobs, i));
  g_assert_cmpuint (count (fixture, PACKSHOT_STEP_CREATE), ==, 6);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-save/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("copy", test_copy);
  ADD ("collision", test_collision);
  ADD ("output", test_output);
  ADD ("gone", test_gone);
  ADD ("once", test_once);
  ADD ("end", test_end);
  ADD ("concurrency", test_concurrency);

  return g_test_run ();
}
