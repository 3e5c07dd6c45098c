/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-dummy-service.h"
#include "packshot-queue.h"
#include "packshot-test-utils.h"

typedef struct
{
  PackshotRegistry *registry;
  PackshotQueue *queue;
  char *photo;
  char *jobs_folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->registry = packshot_registry_new ();
  packshot_registry_add_engine (fixture->registry, "dummy", packshot_dummy_service_new);
  fixture->queue = packshot_queue_new (fixture->registry);
  fixture->photo = packshot_test_write_file ("photo.jpg", "a photo");
  fixture->jobs_folder = g_build_filename (g_get_user_data_dir (), "packshot", "jobs", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->queue);
  g_assert_finalize_object (fixture->registry);
  g_free (fixture->photo);
  g_free (fixture->jobs_folder);
}

static PackshotRequest *
make_request (Fixture *fixture, const char *behaviour)
{
  PackshotRequest *request =
      packshot_request_new (packshot_registry_lookup (fixture->registry, "dummy"));

  g_assert_true (packshot_request_set (request, "photo", fixture->photo, NULL));
  g_assert_true (packshot_request_set (request, "behaviour", behaviour, NULL));
  return request;
}

static PackshotJob *
add_job (Fixture *fixture, const char *behaviour, const char *output)
{
  g_autoptr (PackshotRequest) request = make_request (fixture, behaviour);
  g_autoptr (GError) error = NULL;
  PackshotJob *job = packshot_queue_add (fixture->queue, request, output, &error);

  g_assert_no_error (error);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  return job;
}

static PackshotJob *
submit_job (Fixture *fixture, const char *behaviour, const char *output)
{
  PackshotJob *job = add_job (fixture, behaviour, output);
  g_autoptr (GError) error = NULL;

  packshot_queue_submit (fixture->queue, job, &error);
  g_assert_no_error (error);
  return job;
}

static void
wait_for_end (PackshotJob *job)
{
  packshot_test_wait_until (packshot_job_state_is_end (packshot_job_get_state (job)));
}

static void
test_done (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *output = g_build_filename (g_get_user_runtime_dir (), "ad.mp4", NULL);
  g_autofree char *cover = g_build_filename (g_get_user_runtime_dir (), "ad.jpg", NULL);
  g_autoptr (PackshotJob) job = add_job (fixture, "succeed", output);
  double elapsed;

  g_assert_cmpfloat (packshot_job_get_elapsed (job), ==, 0);
  g_assert_cmpfloat (packshot_job_get_seconds_left (job), ==, -1);
  g_assert_cmpstr (packshot_job_get_output (job), ==, output);

  g_assert_true (packshot_queue_submit (fixture->queue, job, NULL));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_MAKING);
  packshot_test_wait_until (packshot_job_get_fraction (job) > 0);
  g_assert_cmpstr (packshot_job_get_activity (job), ==, "Drawing");
  wait_for_end (job);

  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_NONE);
  g_assert_cmpstr (packshot_job_get_video_path (job), ==, output);
  g_assert_cmpstr (packshot_job_get_cover_path (job), ==, cover);
  g_assert_cmpuint (packshot_job_get_width (job), ==, 1920);
  g_assert_cmpuint (packshot_job_get_height (job), ==, 1080);
  g_assert_cmpfloat (packshot_job_get_duration (job), ==, 12);
  g_assert_cmpfloat (packshot_job_get_fraction (job), ==, 1);
  g_assert_cmpuint (g_strv_length ((GStrv) packshot_job_get_warnings (job)), ==, 0);
  g_assert_true (g_file_test (output, G_FILE_TEST_IS_REGULAR));
  g_assert_true (packshot_test_is_empty_folder (fixture->jobs_folder));

  elapsed = packshot_job_get_elapsed (job);
  g_assert_cmpfloat (elapsed, >, 0);
  g_usleep (1000);
  g_assert_cmpfloat (packshot_job_get_elapsed (job), ==, elapsed);
}

static void
test_own_folder (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = add_job (fixture, "warn", NULL);
  g_autofree char *folder =
      g_build_filename (fixture->jobs_folder, packshot_job_get_id (job), NULL);
  g_autofree char *video = g_build_filename (folder, "video.mp4", NULL);
  g_autofree char *cover = g_build_filename (folder, "cover.jpg", NULL);

  g_assert_null (packshot_job_get_output (job));
  g_assert_cmpstr (packshot_job_get_destination (job), ==, video);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  g_assert_true (packshot_queue_submit (fixture->queue, job, NULL));
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  wait_for_end (job);

  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  g_assert_cmpstr (packshot_job_get_video_path (job), ==, video);
  g_assert_cmpstr (packshot_job_get_cover_path (job), ==, cover);
  g_assert_true (g_file_test (video, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (packshot_job_get_warnings (job)[0], ==, "No font has the glyph.");
}

static void
test_thread (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = submit_job (fixture, "thread", NULL);

  packshot_test_wait_until (packshot_job_get_fraction (job) > 0);
  wait_for_end (job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
}

static void
test_failures (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *behaviour;
    PackshotFailure failure;
    const char *words;
  } cases[] = {
    { "bad-input", PACKSHOT_FAILURE_INPUT, "The photo is not a picture." },
    { "local-failure", PACKSHOT_FAILURE_LOCAL, "The disk is full." },
    { "wordless", PACKSHOT_FAILURE_LOCAL, "The service gave no reason." },
    { "error", PACKSHOT_FAILURE_LOCAL, "The pencil broke." },
    { "lose-video", PACKSHOT_FAILURE_LOCAL, "The video is gone from where it was written." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotJob) job = submit_job (fixture, cases[i].behaviour, NULL);
      g_autofree char *folder =
          g_build_filename (fixture->jobs_folder, packshot_job_get_id (job), NULL);

      wait_for_end (job);
      g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_FAILED);
      g_assert_cmpint (packshot_job_get_failure (job), ==, cases[i].failure);
      g_assert_cmpstr (packshot_job_get_failure_words (job), ==, cases[i].words);
      g_assert_null (packshot_job_get_video_path (job));
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
    }
}

static void
test_cancel_running (Fixture *fixture, gconstpointer user_data)
{
  static const char *const behaviours[] = { "wait", "slow" };

  for (guint i = 0; i < G_N_ELEMENTS (behaviours); i++)
    {
      g_autoptr (PackshotJob) job = submit_job (fixture, behaviours[i], NULL);
      g_autofree char *folder =
          g_build_filename (fixture->jobs_folder, packshot_job_get_id (job), NULL);

      packshot_test_wait_until (packshot_job_get_activity (job) != NULL);
      packshot_queue_cancel (fixture->queue, job);
      g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_MAKING);
      g_assert_cmpstr (packshot_job_get_activity (job), ==, "Stopping");
      wait_for_end (job);

      g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_CANCELLED);
      g_assert_cmpstr (packshot_job_get_activity (job), ==, "Stopping");
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

      packshot_queue_cancel (fixture->queue, job);
      g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_CANCELLED);
    }
}

/* A video that was finished before the cancel arrived is kept. */
static void
test_cancel_late (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = submit_job (fixture, "late", NULL);

  packshot_queue_cancel (fixture->queue, job);
  wait_for_end (job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));
}

/* Two of the dummy's jobs may run at once; the others keep their turn. */
static void
test_line (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) first = submit_job (fixture, "wait", NULL);
  g_autoptr (PackshotJob) second = submit_job (fixture, "wait", NULL);
  g_autoptr (PackshotJob) third = submit_job (fixture, "wait", NULL);
  g_autoptr (PackshotJob) fourth = submit_job (fixture, "succeed", NULL);
  g_autoptr (PackshotJob) idle = add_job (fixture, "succeed", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (packshot_job_get_state (second), ==, PACKSHOT_JOB_MAKING);
  g_assert_cmpint (packshot_job_get_state (third), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (g_list_model_get_n_items (packshot_queue_get_jobs (fixture->queue)), ==, 5);

  g_assert_false (packshot_queue_submit (fixture->queue, third, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (packshot_queue_submit (fixture->queue, first, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);

  /* One that leaves the line ends at once, and the next in line gets the place. */
  packshot_queue_cancel (fixture->queue, third);
  g_assert_cmpint (packshot_job_get_state (third), ==, PACKSHOT_JOB_CANCELLED);
  packshot_queue_cancel (fixture->queue, first);
  wait_for_end (fourth);
  g_assert_cmpint (packshot_job_get_state (first), ==, PACKSHOT_JOB_CANCELLED);
  g_assert_cmpint (packshot_job_get_state (fourth), ==, PACKSHOT_JOB_DONE);
  g_assert_cmpint (packshot_job_get_state (second), ==, PACKSHOT_JOB_MAKING);

  packshot_queue_cancel (fixture->queue, second);
  wait_for_end (second);
  g_assert_cmpint (packshot_job_get_state (idle), ==, PACKSHOT_JOB_READY);
}

static void
finish_shutdown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *ended = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (packshot_queue_shutdown_finish (PACKSHOT_QUEUE (source), result, &error));
  g_assert_no_error (error);
  *ended = TRUE;
}

static void
test_shutdown (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) first = submit_job (fixture, "wait", NULL);
  g_autoptr (PackshotJob) second = submit_job (fixture, "slow", NULL);
  g_autoptr (PackshotJob) third = submit_job (fixture, "wait", NULL);
  g_autoptr (GError) error = NULL;
  gboolean ended = FALSE, ended_again = FALSE;

  packshot_queue_shutdown_async (fixture->queue, NULL, finish_shutdown_cb, &ended);
  g_assert_false (packshot_queue_submit (fixture->queue, third, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  packshot_test_wait_until (ended);

  g_assert_cmpint (packshot_job_get_state (first), ==, PACKSHOT_JOB_CANCELLED);
  g_assert_cmpint (packshot_job_get_state (second), ==, PACKSHOT_JOB_CANCELLED);
  g_assert_cmpint (packshot_job_get_state (third), ==, PACKSHOT_JOB_READY);

  packshot_queue_shutdown_async (fixture->queue, NULL, finish_shutdown_cb, &ended_again);
  packshot_test_wait_until (ended_again);
}

static void
assert_output_refused (Fixture *fixture, const char *output, const char *message)
{
  g_autoptr (PackshotRequest) request = make_request (fixture, "succeed");
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_queue_add (fixture->queue, request, output, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpuint (g_list_model_get_n_items (packshot_queue_get_jobs (fixture->queue)), ==, 0);

  /* It was not frozen either, so that the person can go on with it. */
  g_assert_true (packshot_request_set (request, "loop", "yes", NULL));
}

static void
test_output_refused (Fixture *fixture, gconstpointer user_data)
{
  const char *folder = g_get_user_runtime_dir ();
  g_autofree char *slash = g_strconcat (folder, "/", NULL);
  g_autofree char *is_folder =
      g_strdup_printf ("“%s” is a folder; please give the name of a file in it.", folder);
  g_autofree char *is_folder_slash =
      g_strdup_printf ("“%s” is a folder; please give the name of a file in it.", slash);
  g_autofree char *video = g_build_filename (folder, "photo.mp4", NULL);
  g_autofree char *takes_photo =
      g_strdup_printf ("The video or its cover would take the place of your picture “%s”; please "
                       "choose another name.",
                       fixture->photo);
  g_autofree char *inside = g_build_filename (fixture->photo, "ad.mp4", NULL);
  g_autofree char *not_inside =
      g_strdup_printf ("There is no folder “%s” to put the video into.", fixture->photo);

  assert_output_refused (fixture, "", "The name of the output file is empty.");
  assert_output_refused (fixture, folder, is_folder);
  assert_output_refused (fixture, slash, is_folder_slash);
  assert_output_refused (fixture, "/nowhere/ad.mp4",
                         "There is no folder “/nowhere” to put the video into.");
  assert_output_refused (fixture, inside, not_inside);
  assert_output_refused (fixture, "/dev/null",
                         "“/dev/null” is a pipe or a device, and a video needs a file.");
  assert_output_refused (fixture, fixture->photo,
                         "A video can’t be a .jpg file; please give a name that ends in .mp4.");
  assert_output_refused (fixture, video, takes_photo);
}

static void
test_output_folder_unwritable (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "locked", NULL);
  g_autofree char *output = g_build_filename (folder, "ad.mp4", NULL);
  g_autofree char *message = g_strdup_printf (
      "The video can’t be written into the folder “%s”: Permission denied.", folder);
  g_autoptr (PackshotRequest) request = make_request (fixture, "succeed");
  g_autoptr (GError) error = NULL;
  gboolean is_root = geteuid () == 0;

  /* The way there is open to all, as nobody has to pass when root plays one. */
  if (is_root)
    {
      g_autofree char *up = g_path_get_dirname (g_get_user_runtime_dir ());

      g_assert_cmpint (g_chmod (g_get_user_runtime_dir (), 0755), ==, 0);
      while (!g_str_equal (up, g_get_tmp_dir ()) && !g_str_equal (up, "/"))
        {
          char *next = g_path_get_dirname (up);

          g_assert_cmpint (g_chmod (up, 0755), ==, 0);
          g_free (up);
          up = next;
        }
    }
  g_assert_cmpint (g_mkdir (folder, 0555), ==, 0);

  if (is_root && seteuid (65534) != 0)
    {
      g_test_skip ("root that can’t become somebody else");
      return;
    }

  g_assert_null (packshot_queue_add (fixture->queue, request, output, &error));
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);

  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_output_relative (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *output = g_build_filename (g_get_user_runtime_dir (), ".hidden", NULL);
  g_autofree char *cover = g_strconcat (output, ".jpg", NULL);
  g_autoptr (PackshotJob) job = NULL;

  g_assert_cmpint (g_chdir (g_get_user_runtime_dir ()), ==, 0);
  job = add_job (fixture, "succeed", ".hidden");
  g_assert_cmpstr (packshot_job_get_destination (job), ==, output);
  g_assert_cmpstr (packshot_job_get_cover_destination (job), ==, cover);
}

/* The data folder can't be made: that is a failure of this computer, and says so. */
static void
test_no_data_folder (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->jobs_folder);
  g_autoptr (PackshotJob) job = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->jobs_folder, "in the way", -1, NULL));

  job = submit_job (fixture, "succeed", NULL);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_FAILED);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_LOCAL);
  g_assert_nonnull (strstr (packshot_job_get_failure_words (job), "can’t be made"));
}

static void
count_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  GHashTable *counts = user_data;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, pspec->name));

  g_hash_table_insert (counts, (gpointer) pspec->name, GUINT_TO_POINTER (n + 1));
}

static void
test_notify (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = add_job (fixture, "succeed", NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *activity = NULL;
  g_autofree char *path = NULL;
  PackshotJobState state;
  double fraction, elapsed, left;

  g_signal_connect (job, "notify", G_CALLBACK (count_cb), counts);
  g_assert_true (packshot_queue_submit (fixture->queue, job, NULL));
  wait_for_end (job);

  /* To making and to done; to "Drawing", "Writing" and nothing; twenty steps. */
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "state")), ==, 2);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "activity")), ==, 3);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "fraction")), ==, 20);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "video-path")), ==, 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "failure")), ==, 0);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "warnings")), ==, 0);

  g_object_get (job, "state", &state, "fraction", &fraction, "elapsed", &elapsed, "seconds-left",
                &left, "activity", &activity, "video-path", &path, NULL);
  g_assert_cmpint (state, ==, PACKSHOT_JOB_DONE);
  g_assert_cmpfloat (fraction, ==, 1);
  g_assert_cmpfloat (elapsed, >, 0);
  g_assert_cmpfloat (left, ==, -1);
  g_assert_null (activity);
  g_assert_cmpstr (path, ==, packshot_job_get_video_path (job));
}

static void
test_no_engine (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotRegistry) registry = packshot_registry_new ();
  g_autoptr (PackshotQueue) queue = packshot_queue_new (registry);
  g_autoptr (PackshotRequest) request =
      packshot_request_new (packshot_registry_lookup (fixture->registry, "dummy"));
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_queue_add (queue, request, NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE);
}

#define ADD(path, function) g_test_add ("/queue/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("done", test_done);
  ADD ("own-folder", test_own_folder);
  ADD ("thread", test_thread);
  ADD ("failures", test_failures);
  ADD ("cancel/running", test_cancel_running);
  ADD ("cancel/late", test_cancel_late);
  ADD ("line", test_line);
  ADD ("shutdown", test_shutdown);
  ADD ("output/refused", test_output_refused);
  ADD ("output/folder-unwritable", test_output_folder_unwritable);
  ADD ("output/relative", test_output_relative);
  ADD ("no-data-folder", test_no_data_folder);
  ADD ("notify", test_notify);
  ADD ("no-engine", test_no_engine);

  return g_test_run ();
}
