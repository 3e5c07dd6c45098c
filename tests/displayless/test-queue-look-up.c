/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A paid call that nobody answered: what its service lists says what became of it, where that can
 * be told. It is never sent again, and no video is two jobs'. */

#include "packshot-core-error.h"
#include "packshot-dummy-list.h"
#include "packshot-test-lister.h"
#include "packshot-test-queue.h"

#define MINUTE  (60 * (gint64) G_USEC_PER_SEC)
#define ADDRESS "https://example.com/mug.jpg"

/* One that the service has since @age before now. */
static PackshotListing *
list (PackshotTestQueue *test, const char *id, gint64 age)
{
  PackshotListing *listing = packshot_listing_new (id, g_get_real_time () - age);

  packshot_listing_set (listing, "product-name", "Mug");
  packshot_dummy_list_add (test->service, listing);

  return listing;
}

static PackshotJob *
submit (PackshotTestQueue *test, const char *photo)
{
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_UNCERTAIN, NULL);

  return packshot_test_queue_submit (test, photo);
}

/* It was lost, the service was asked, and nothing goes on. */
static PackshotJob *
lose (PackshotTestQueue *test, const char *photo)
{
  PackshotJob *job = submit (test, photo);

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_wait_until (!packshot_queue_is_driving (test->queue, job));

  return job;
}

static gboolean
look_up (PackshotTestQueue *test, PackshotJob *job, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_queue_look_up_async (test->queue, job, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);

  return packshot_queue_look_up_finish (test->queue, answer, error);
}

static void
assert_unknown (PackshotTestQueue *test, PackshotJob *job, const char *words)
{
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_nonnull (strstr (packshot_job_get_words (job), words));
  g_assert_null (packshot_job_get_activity (job));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
}

static void
assert_fails (PackshotTestQueue *test, PackshotJob *job, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (look_up (test, job, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, code);
  g_assert_cmpstr (error->message, ==, words);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_cmpstr (packshot_job_get_words (job), ==,
                   "No answer came, so that nobody knows whether the job was taken.");
}

static void
test_one (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;
  g_autofree char *events = NULL;
  g_autofree char *charges = NULL;

  list (test, "video-x", 0);
  job = submit (test, NULL);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_wait_until (!packshot_queue_is_driving (test->queue, job));
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
  g_assert_cmpuint (packshot_dummy_list_count (test->service), ==, 1);
  g_assert_true (packshot_queue_find (test->queue, "video-x") == job);

  events = packshot_test_queue_dup_events (test, job);
  g_assert_cmpstr (events, ==,
                   "created:ready create:intended:submitting create:unanswered:unknown "
                   "create:answered:waiting poll:answered:fetching fetch:moved:done");
  charges = packshot_test_queue_dup_charges (test);
  g_assert_cmpstr (charges, ==, "asked 100 open; ");
}

static void
test_none (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = lose (test, NULL);

  assert_unknown (test, job,
                  "No answer came, so that nobody knows whether the job was taken. Remote Dummy "
                  "has no video that could be this one.");
  g_assert_cmpuint (packshot_dummy_list_count (test->service), ==, 1);

  assert_fails (test, job, PACKSHOT_CORE_ERROR_STATE,
                "Remote Dummy has no video that could be this one.");
  g_assert_cmpuint (packshot_dummy_list_count (test->service), ==, 2);

  /* It was behind. */
  list (test, "video-late", 0);
  g_assert_true (look_up (test, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
}

static void
test_two (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  list (test, "video-x", 0);
  list (test, "video-y", 0);
  job = lose (test, NULL);
  assert_unknown (test, job, "Remote Dummy has several videos that could be this one.");
  g_assert_null (packshot_queue_find (test->queue, "video-x"));
  assert_fails (
      test, job, PACKSHOT_CORE_ERROR_STATE,
      "Remote Dummy has several videos that could be this one. Please say which by its id "
      "there.");
}

/* What another job has, be it done long since, is not this one's. */
static void
test_known (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) other = packshot_test_queue_submit (test, NULL);
  g_autoptr (PackshotJob) job = NULL;

  packshot_test_queue_wait_for_state (other, PACKSHOT_JOB_DONE);
  list (test, "video-1", 0);
  job = lose (test, NULL);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_true (packshot_queue_find (test->queue, "video-1") == other);

  list (test, "video-x", 0);
  g_assert_true (look_up (test, job, NULL));
  g_assert_true (packshot_queue_find (test->queue, "video-x") == job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
}

/* Clocks go apart by a few minutes. */
static void
test_time (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  list (test, "video-before", 6 * MINUTE);
  list (test, "video-after", -17 * MINUTE);
  job = lose (test, NULL);
  assert_unknown (test, job, "Remote Dummy has no video that could be this one.");

  list (test, "video-near", 4 * MINUTE);
  g_assert_true (look_up (test, job, NULL));
  g_assert_true (packshot_queue_find (test->queue, "video-near") == job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
}

/* Of one without a time nobody can say that it is new, nor that it isn't. */
static void
test_no_time (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotListing *listing = list (test, "video-x", 0);
  g_autoptr (PackshotJob) job = NULL;

  listing->created = 0;
  job = lose (test, NULL);
  assert_unknown (test, job, "Remote Dummy has several videos that could be this one.");
}

static void
test_values (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotListing *listing;
  g_autoptr (PackshotJob) job = NULL;

  listing = list (test, "video-cup", 0);
  packshot_listing_set (listing, "product-name", "Cup");
  job = lose (test, NULL);
  assert_unknown (test, job, "has no video that could be this one.");

  listing = list (test, "video-model", 0);
  packshot_listing_set (listing, "model", "nightmare");
  listing = list (test, "video-photo", 0);
  packshot_listing_set (listing, "photo", ADDRESS);
  assert_fails (test, job, PACKSHOT_CORE_ERROR_STATE,
                "Remote Dummy has no video that could be this one.");

  /* Spaces at the ends are not what makes a difference, nor is what this version knows nothing of.
   */
  listing = list (test, "video-mug", 0);
  packshot_listing_set (listing, "product-name", " Mug\n");
  packshot_listing_set (listing, "model", "dream");
  packshot_listing_set (listing, "weather", "fine");
  g_assert_true (look_up (test, job, NULL));
  g_assert_true (packshot_queue_find (test->queue, "video-mug") == job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
}

static void
test_picture (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotListing *listing = list (test, "video-x", 0);
  g_autoptr (PackshotJob) job = NULL;

  packshot_listing_set (listing, "photo", "https://example.com/mug.png");
  job = lose (test, ADDRESS);
  assert_unknown (test, job, "has no video that could be this one.");

  listing = list (test, "video-y", 0);
  packshot_listing_set (listing, "photo", ADDRESS);
  g_assert_true (look_up (test, job, NULL));
  g_assert_true (packshot_queue_find (test->queue, "video-y") == job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
}

/* A file of this computer is what the service was told it is. */
static void
test_uploaded (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotListing *listing = list (test, "video-x", 0);
  g_autoptr (PackshotJob) job = NULL;

  packshot_listing_set (listing, "photo", "picture-2");
  job = lose (test, test->photo);
  assert_unknown (test, job, "has no video that could be this one.");

  listing = list (test, "video-y", 0);
  packshot_listing_set (listing, "photo", "picture-1");
  g_assert_true (look_up (test, job, NULL));
  g_assert_true (packshot_queue_find (test->queue, "video-y") == job);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
}

/* The words of a service that does not tell are for whoever asks. */
static void
test_trouble (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_dummy_list_fail (test->service, "Come back later.");
  job = lose (test, NULL);
  g_assert_cmpstr (packshot_job_get_words (job), ==,
                   "No answer came, so that nobody knows whether the job was taken.");
  assert_fails (test, job, PACKSHOT_CORE_ERROR_SERVICE, "Come back later.");

  packshot_dummy_list_fail (test->service, NULL);
  list (test, "video-x", 0);
  g_assert_true (look_up (test, job, NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
}

/* Once by itself after each start, and not before the program goes on with its jobs. */
static void
test_restart (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job = submit (test, NULL);

  packshot_test_wait_until (packshot_dummy_list_count (test->service) == 1);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_queue_let_pass (test);
  g_assert_cmpuint (packshot_dummy_list_count (test->service), ==, 1);

  packshot_queue_resume (test->queue);
  packshot_test_wait_until (packshot_dummy_list_count (test->service) == 2);
  packshot_test_queue_let_pass (test);
  packshot_test_queue_let_pass (test);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_cmpuint (packshot_dummy_list_count (test->service), ==, 2);

  list (test, "video-x", 0);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_UNKNOWN);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_true (packshot_queue_find (test->queue, "video-x") == job);
  g_object_unref (job);
}

/* Killed with the call out: it is put right, and found. */
static void
test_killed (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CREATE);
  job = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE) == 1);
  list (test, "video-x", 0);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_SUBMITTING);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_true (packshot_queue_find (test->queue, "video-x") == job);
  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CREATE);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
  g_object_unref (job);
}

/* Killed when it was found, and may be written or not. */
static void
test_killed_writing (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;
  g_autofree char *id = NULL;

  list (test, "video-x", 0);
  packshot_dummy_list_hold (test->service);
  job = submit (test, NULL);
  packshot_test_wait_until (packshot_dummy_list_count (test->service) == 1);
  id = g_strdup (packshot_job_get_id (job));
  packshot_dummy_list_release (test->service);
  for (guint i = g_test_rand_int_range (0, 4); i > 0; i--)
    g_main_context_iteration (NULL, FALSE);
  g_object_unref (job);

  packshot_test_queue_start_again (test);
  job = packshot_test_queue_find (test, id);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_true (packshot_queue_find (test->queue, "video-x") == job);
  g_assert_cmpuint (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE), ==, 1);
  g_object_unref (job);
}

/* The program ends while it looks. */
static void
test_shutdown (PackshotTestQueue *test, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_dummy_list_hold (test->service);
  job = submit (test, NULL);
  packshot_test_wait_until (packshot_dummy_list_count (test->service) == 1);
  g_assert_cmpstr (packshot_job_get_activity (job), ==, "Asking Remote Dummy what became of it");
  g_object_unref (job);
  packshot_test_queue_close (test);
}

/* A person who knows need not wait for a service that does not answer. */
static void
test_resolve (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = NULL;

  packshot_dummy_list_hold (test->service);
  job = submit (test, NULL);
  packshot_test_wait_until (packshot_dummy_list_count (test->service) == 1);
  g_assert_true (packshot_queue_resolve (test->queue, job, "video-x", NULL));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_dummy_list_release (test->service);
  packshot_test_queue_let_pass (test);
  g_assert_true (packshot_queue_find (test->queue, "video-x") == job);
}

/* One that is being ordered at this moment is in the list as well. */
static void
test_other_out (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) other = NULL;
  g_autoptr (PackshotJob) job = NULL;

  packshot_dummy_list_hold (test->service);
  job = submit (test, NULL);
  packshot_test_wait_until (packshot_dummy_list_count (test->service) == 1);
  packshot_remote_dummy_hold (test->service, PACKSHOT_STEP_CREATE);
  other = packshot_test_queue_submit (test, NULL);
  packshot_test_wait_until (packshot_test_queue_count (test, PACKSHOT_STEP_CREATE) == 2);
  list (test, "video-1", 0);
  packshot_dummy_list_release (test->service);
  packshot_test_wait_until (!packshot_queue_is_driving (test->queue, job));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "Another order is on its way"));

  packshot_remote_dummy_release (test->service, PACKSHOT_STEP_CREATE);
  packshot_test_queue_wait_for_state (other, PACKSHOT_JOB_DONE);
  g_assert_true (packshot_queue_find (test->queue, "video-1") == other);
  assert_fails (test, job, PACKSHOT_CORE_ERROR_STATE,
                "Remote Dummy has no video that could be this one.");
}

static void
test_not_unknown (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_add (test, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (look_up (test, job, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_assert_cmpstr (error->message, ==, "The outcome of this job is known.");
  g_assert_cmpuint (packshot_dummy_list_count (test->service), ==, 0);
}

/* A service without a list is not asked by itself. */
static void
test_no_list (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = lose (test, NULL);

  g_assert_cmpstr (packshot_job_get_words (job), ==,
                   "No answer came, so that nobody knows whether the job was taken.");
  g_assert_cmpuint (packshot_dummy_list_count (test->service), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-look-up/" path, PackshotTestQueue, NULL, packshot_test_lister_set_up,        \
              function, packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("one", test_one);
  ADD ("none", test_none);
  ADD ("two", test_two);
  ADD ("known", test_known);
  ADD ("time", test_time);
  ADD ("no-time", test_no_time);
  ADD ("values", test_values);
  ADD ("picture", test_picture);
  ADD ("uploaded", test_uploaded);
  ADD ("trouble", test_trouble);
  ADD ("restart", test_restart);
  ADD ("killed", test_killed);
  ADD ("killed-writing", test_killed_writing);
  ADD ("shutdown", test_shutdown);
  ADD ("resolve", test_resolve);
  ADD ("other-out", test_other_out);
  ADD ("not-unknown", test_not_unknown);
  g_test_add ("/queue-look-up/no-list", PackshotTestQueue, NULL, packshot_test_queue_set_up,
              test_no_list, packshot_test_queue_tear_down);

  return g_test_run ();
}
