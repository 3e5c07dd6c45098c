/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person does with a job that is paid for, and what it costs. */

#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-test-queue.h"

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static void
prepare (PackshotTestQueue *test, PackshotJob *job)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  packshot_queue_prepare_async (test->queue, job, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  packshot_queue_prepare_finish (test->queue, answer, &error);
  g_assert_no_error (error);
}

/* From the picture to the video, with the files that are made on the way. */
static void
test_life (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (test, test->photo);
  g_autofree char *folder = packshot_job_folder_dup_path (packshot_job_get_id (job));
  const PackshotJobCopy *copy;

  g_assert_cmpint (packshot_job_get_price (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
  g_assert_cmpstr (packshot_job_get_unit (job), ==, "credits");
  g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_MONEY_UNKNOWN);

  /* What will be sent can be looked at first, and nothing is sent by that. */
  prepare (test, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (packshot_job_get_copies (job)->len, ==, 1);
  copy = g_ptr_array_index (packshot_job_get_copies (job), 0);
  g_assert_true (g_str_has_prefix (copy->path, folder));
  g_assert_cmpuint (copy->size, ==, strlen ("a photo"));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD)
                        + packshot_test_queue_count (test, PACKSHOT_STEP_CREATE),
                    ==, 0);

  /* These very files are sent then. */
  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_PREPARE), ==, 1);
  packshot_test_queue_assert_events (
      test, job,
      "created:ready prepare:moved:ready upload:intended:uploading "
      "create:intended:submitting create:answered:waiting poll:answered:fetching "
      "fetch:moved:done");
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; ");
  g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_REMOTE_DUMMY_PRICE);
  g_assert_cmpint (packshot_job_get_balance (job), ==, PACKSHOT_REMOTE_DUMMY_BALANCE);
  g_assert_cmpint (packshot_job_get_last_contact (job), >, packshot_job_get_created (job));

  /* And nothing but the result is left. */
  g_assert_cmpuint (count_files (folder), ==, 2);
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (packshot_job_get_cover_path (job), G_FILE_TEST_IS_REGULAR));
  packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);
}

static void
write_into (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
}

static gboolean
has_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
add_result (GPtrArray *results, const char *video, const char *cover)
{
  PackshotLedgerResult *result = packshot_ledger_result_new ();

  result->video = g_strdup (video);
  result->cover = g_strdup (cover);
  g_ptr_array_add (results, result);
}

/* Whatever way leads to the result, it is never removed; and nothing is while it can't be seen. */
static void
test_tidy (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autofree char *folder = packshot_job_folder_dup_path ("a-job");
  g_autofree char *link = g_build_filename (g_get_user_runtime_dir (), "link", NULL);
  g_autofree char *video = g_build_filename (link, "video.mp4", NULL);
  g_autofree char *gone = g_build_filename (link, "gone.mp4", NULL);
  g_autoptr (GPtrArray) results =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_result_free);

  g_assert_true (packshot_job_folder_create (folder, NULL));
  g_assert_cmpint (symlink (folder, link), ==, 0);
  write_into (folder, "video.mp4");
  write_into (folder, "video.mp4.part");
  write_into (folder, "cover.fetched");
  write_into (folder, "photo.jpg");

  add_result (results, gone, NULL);
  packshot_job_folder_tidy (folder, results);
  g_assert_cmpuint (count_files (folder), ==, 4);
  add_result (results, video, gone);
  packshot_job_folder_tidy (folder, results);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_true (has_file (folder, "video.mp4"));
}

/* What was prepared and then taken away is made again. */
static void
test_lost_copy (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (test, test->photo);
  const PackshotJobCopy *copy;

  prepare (test, job);
  copy = g_ptr_array_index (packshot_job_get_copies (job), 0);
  g_assert_cmpint (g_unlink (copy->path), ==, 0);

  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_PREPARE), ==, 2);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD), ==, 1);
}

/* A picture that can't be used: the job rests where it was, and the answer says why. */
static void
test_prepare_refused (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (test, test->photo);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_PREPARE, PACKSHOT_VERDICT_BAD_INPUT,
                             "This is no picture.");
  packshot_queue_prepare_async (test->queue, job, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  g_assert_false (packshot_queue_prepare_finish (test->queue, answer, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, "This is no picture.");
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpstr (packshot_job_get_words (job), ==, "This is no picture.");
}

/* P2: what the service turned down is sent again by the user alone, and booked each time. */
static void
test_again (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;
  PackshotReply *late;

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_BUSY,
                             "Too many.");
  job = packshot_test_queue_submit (test, test->photo);
  packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_cmpstr (packshot_job_get_words (job), ==, "Too many.");
  g_assert_cmpint (packshot_job_get_charged (job), ==, 0);

  /* This time it is taken, and the price is told with the video. */
  late = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  packshot_reply_add_remote_id (late, PACKSHOT_REMOTE_ID_POLL, "video-x", "create");
  packshot_remote_dummy_push (test->service, PACKSHOT_STEP_CREATE, late);
  for (guint i = 0; i < 2; i++)
    {
      late = packshot_reply_new (PACKSHOT_VERDICT_DONE);
      late->cost = 70 * PACKSHOT_MONEY_ONE;
      packshot_remote_dummy_push (test->service, PACKSHOT_STEP_POLL, late);
    }
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_FETCH, PACKSHOT_VERDICT_GONE, NULL);

  g_assert_true (packshot_queue_submit (test->queue, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_UPLOAD), ==, 1);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 2);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_POLL), ==, 2);
  g_assert_cmpint (packshot_job_get_charged (job), ==, 70 * PACKSHOT_MONEY_ONE);
  packshot_test_queue_assert_charges (test, "asked 100 charged 0; asked 100 charged 70; ");
}

/* The next create brings a link, which is dead so often. */
static void
push_link (PackshotTestQueue *test, guint n_dead)
{
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);

  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_VIDEO_URL, "http://localhost/a.mp4",
                                "create");
  packshot_remote_dummy_push (test->service, PACKSHOT_STEP_CREATE, reply);
  for (guint i = 0; i < n_dead; i++)
    packshot_remote_dummy_say (test->service, PACKSHOT_STEP_FETCH, PACKSHOT_VERDICT_GONE, NULL);
}

/* A service that answers only at the end, and has no name for the job: as long as its link lasts by
 * its own word, it is all there is, and is tried. */
static void
test_link_alone (PackshotTestQueue *test, gconstpointer user_data)
{
  const guint n_dead[] = { 1, 5 };

  for (guint i = 0; i < G_N_ELEMENTS (n_dead); i++)
    {
      g_autoptr (PackshotJob) job = NULL;

      push_link (test, n_dead[i]);
      job = packshot_test_queue_submit (test, NULL);
      packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
      g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_POLL), ==, 0);
    }
}

/* And when it can't last any more, that is the end. */
static void
test_link_dead (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autofree char *id = NULL;
  PackshotJob *job;

  push_link (test, 1000);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_FETCH) > 3);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_FETCHING);
  id = g_strdup (packshot_job_get_id (job));
  g_object_unref (job);
  packshot_test_queue_crash (test);
  packshot_test_queue_change ("UPDATE jobs SET changed = changed - 3600 * 1000000");

  packshot_test_queue_open (test);
  for (guint i = 0; i < 3; i++)
    packshot_remote_dummy_say (test->service, PACKSHOT_STEP_FETCH, PACKSHOT_VERDICT_GONE, NULL);
  job = packshot_test_queue_find (test, id);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_FAILED);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_EXPIRED);
  g_object_unref (job);
}

static void
test_import (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autofree char *output = g_build_filename (g_get_user_runtime_dir (), "ad.mp4", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotJob) job =
      packshot_queue_import (test->queue, test->manifest, "abc-1", output, &error);
  g_autoptr (PackshotJob) same = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpstr (packshot_job_get_video_path (job), ==, output);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 0);
  packshot_test_queue_assert_charges (test, "");

  same = packshot_queue_import (test->queue, test->manifest, "abc-1", NULL, &error);
  g_assert_true (same == job);
  g_assert_cmpuint (g_list_model_get_n_items (packshot_queue_get_jobs (test->queue)), ==, 1);

  g_assert_null (packshot_queue_import (test->queue, test->manifest, "", NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_null (packshot_queue_import (
      test->queue, packshot_registry_lookup (test->registry, "dummy"), "abc-2", NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
}

static PackshotJob *
make_unknown (PackshotTestQueue *test)
{
  PackshotJob *job;

  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_UNCERTAIN, NULL);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);

  return job;
}

static void
test_resolve_found (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make_unknown (test);
  g_autoptr (GError) error = NULL;

  g_assert_false (packshot_queue_resolve (test->queue, job, "", &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_clear_error (&error);

  packshot_queue_resolve (test->queue, job, "found-1", &error);
  g_assert_no_error (error);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_true (packshot_queue_find (test->queue, "found-1") == job);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);

  g_assert_false (packshot_queue_resolve (test->queue, job, "found-2", &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
}

static void
test_resolve_not_created (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = make_unknown (test);
  g_autoptr (GError) error = NULL;

  packshot_queue_resolve (test->queue, job, NULL, &error);
  g_assert_no_error (error);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_READY);
  packshot_test_queue_assert_charges (test, "asked 100 charged 0; ");
  g_assert_cmpint (packshot_job_get_charged (job), ==, 0);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);

  packshot_queue_submit (test->queue, job, &error);
  g_assert_no_error (error);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 2);
  packshot_test_queue_assert_charges (test, "asked 100 charged 0; asked 100 charged 100; ");
}

static void
test_delete (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  /* Not while it is on its way. */
  packshot_remote_dummy_set_busy (test->service, TRUE);
  job = packshot_test_queue_submit (test, test->photo);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_WAITING);
  g_assert_false (packshot_test_queue_delete (test, job, PACKSHOT_DELETION_FOR_GOOD, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_clear_error (&error);

  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_wait_until (packshot_queue_get_n_busy (test->queue) == 0);
  id = g_strdup (packshot_job_get_id (job));
  folder = packshot_job_folder_dup_path (id);

  /* Who takes back what was not sent comes too late for it. */
  g_assert_false (packshot_test_queue_delete (test, job, PACKSHOT_DELETION_OF_UNSENT, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_EXISTS));

  packshot_test_queue_delete (test, job, PACKSHOT_DELETION_FOR_GOOD, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_null (packshot_queue_find (test->queue, id));
  g_assert_cmpuint (g_list_model_get_n_items (packshot_queue_get_jobs (test->queue)), ==, 0);
  g_object_unref (job);

  packshot_test_queue_start_again (test);
  g_assert_null (packshot_queue_find (test->queue, id));
  packshot_test_queue_assert_charges (test, "asked 100 charged 100; ");
}

/* Who thinks better of it at once need not wait for the disk. */
static void
test_delete_at_once (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (test->manifest);
  PackshotJob *job = packshot_queue_add (test->queue, request, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (packshot_job_get_row (job), ==, 0);
  packshot_test_queue_delete (test, job, PACKSHOT_DELETION_FOR_GOOD, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (packshot_queue_get_jobs (test->queue)), ==, 0);
  g_object_unref (job);

  packshot_test_queue_start_again (test);
  g_assert_cmpuint (g_list_model_get_n_items (packshot_queue_get_jobs (test->queue)), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-paid/" path, PackshotTestQueue, NULL, packshot_test_queue_set_up, function,  \
              packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("life", test_life);
  ADD ("tidy", test_tidy);
  ADD ("lost-copy", test_lost_copy);
  ADD ("prepare-refused", test_prepare_refused);
  ADD ("again", test_again);
  ADD ("link-alone", test_link_alone);
  ADD ("link-dead", test_link_dead);
  ADD ("import", test_import);
  ADD ("resolve/found", test_resolve_found);
  ADD ("resolve/not-created", test_resolve_not_created);
  ADD ("delete", test_delete);
  ADD ("delete-at-once", test_delete_at_once);

  return g_test_run ();
}
