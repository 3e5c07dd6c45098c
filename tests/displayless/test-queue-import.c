/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Videos that were ordered elsewhere: which there are, and how they come in. */

#include "packshot-core-error.h"
#include "packshot-dummy-list.h"
#include "packshot-test-lister.h"

static PackshotListing *
make_listing (const char *id)
{
  PackshotListing *listing = packshot_listing_new (id, g_get_real_time ());

  packshot_listing_set (listing, "product-name", "Mug");
  packshot_listing_set (listing, "photo", "https://example.com/mug.jpg");
  packshot_listing_set (listing, "model", "nightmare");
  packshot_listing_set (listing, "weather", "fine");

  return listing;
}

static GPtrArray *
list (PackshotTestQueue *test, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_queue_list_remote_async (test->queue, test->manifest, NULL, packshot_test_answer_cb,
                                    &answer);
  packshot_test_wait_until (answer != NULL);

  return packshot_queue_list_remote_finish (test->queue, answer, error);
}

static void
test_list (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = packshot_test_queue_submit (test, NULL);
  g_autoptr (GPtrArray) listings = NULL;
  g_autoptr (GError) error = NULL;

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_dummy_list_add (test->service, make_listing ("video-b"));
  packshot_dummy_list_add (test->service, make_listing ("video-1"));
  packshot_dummy_list_add (test->service, make_listing ("video-a"));
  listings = list (test, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listings->len, ==, 2);
  g_assert_cmpstr (((PackshotListing *) g_ptr_array_index (listings, 0))->id, ==, "video-b");
  g_assert_cmpstr (((PackshotListing *) g_ptr_array_index (listings, 1))->id, ==, "video-a");

  packshot_dummy_list_fail (test->service, "Come back later.");
  g_assert_null (list (test, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE);
  g_assert_cmpstr (error->message, ==, "Come back later.");
}

/* What was asked for there is what is known of it here, and nothing beside. */
static void
test_import (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotListing) listing = make_listing ("video-x");
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (PackshotJob) same = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *events = NULL;
  g_autofree char *charges = NULL;
  PackshotRequest *request;

  job = packshot_queue_import_listing (test->queue, test->manifest, listing, NULL, &error);
  g_assert_no_error (error);
  same = packshot_queue_import_listing (test->queue, test->manifest, listing, NULL, &error);
  g_assert_no_error (error);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  g_clear_object (&same);
  same = packshot_queue_import_listing (test->queue, test->manifest, listing, NULL, &error);
  g_assert_true (same == job);

  request = packshot_job_get_request (job);
  g_assert_cmpstr (packshot_job_get_title (job), ==, "Mug");
  g_assert_cmpstr (packshot_request_get_string (request, "product-name"), ==, "Mug");
  g_assert_cmpstr (packshot_request_get_string (request, "photo"), ==,
                   "https://example.com/mug.jpg");
  g_assert_cmpstr (packshot_request_get_model (request), ==, "nightmare");
  g_assert_cmpuint (packshot_remote_dummy_count (test->service, PACKSHOT_STEP_CREATE), ==, 0);
  events = packshot_test_queue_dup_events (test, job);
  g_assert_cmpstr (events, ==, "created:waiting poll:answered:fetching fetch:moved:done");
  charges = packshot_test_queue_dup_charges (test);
  g_assert_cmpstr (charges, ==, "");
}

/* What a service says is no path of this computer, and no value that there isn't. */
static void
test_strange (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotListing) listing = packshot_listing_new ("video-x", 0);
  g_autoptr (PackshotListing) nameless = packshot_listing_new ("", 0);
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (GError) error = NULL;

  packshot_listing_set (listing, "photo", test->photo);
  packshot_listing_set (listing, "product-name", "A name that is far too long for this");
  job = packshot_queue_import_listing (test->queue, test->manifest, listing, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (packshot_request_get_string (packshot_job_get_request (job), "photo"));
  g_assert_null (packshot_request_get_string (packshot_job_get_request (job), "product-name"));
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);

  g_assert_null (
      packshot_queue_import_listing (test->queue, test->manifest, nameless, NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
}

/* Killed before it was written it is as if it had not been brought in; after that it goes on. */
static void
test_killed (PackshotTestQueue *test, gconstpointer user_data)
{
  g_autoptr (PackshotListing) listing = make_listing ("video-x");
  g_autoptr (GPtrArray) listings = NULL;
  PackshotJob *job;

  packshot_dummy_list_add (test->service, make_listing ("video-x"));
  packshot_remote_dummy_set_busy (test->service, TRUE);
  job = packshot_queue_import_listing (test->queue, test->manifest, listing, NULL, NULL);
  packshot_test_wait_until (packshot_job_get_row (job) != 0);
  job = packshot_test_queue_restart_at (test, job, PACKSHOT_JOB_WAITING);
  listings = list (test, NULL);
  g_assert_cmpuint (listings->len, ==, 0);

  packshot_remote_dummy_set_busy (test->service, FALSE);
  packshot_queue_resume (test->queue);
  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_queue_load (test, job);
  g_assert_cmpstr (packshot_request_get_string (packshot_job_get_request (job), "photo"), ==,
                   "https://example.com/mug.jpg");
  g_object_unref (job);
}

typedef struct
{
  PackshotTestQueue one;
  PackshotTestQueue other;
} Two;

static void
set_up_two (Two *two, gconstpointer user_data)
{
  packshot_test_lister_set_up (&two->one, NULL);
  packshot_test_queue_set_up (&two->other, NULL);
}

static void
tear_down_two (Two *two, gconstpointer user_data)
{
  packshot_test_queue_tear_down (&two->other, NULL);
  packshot_test_queue_tear_down (&two->one, NULL);
}

/* Two programs bring in the same one at the same time: it is one job. */
static void
test_both (Two *two, gconstpointer user_data)
{
  g_autoptr (PackshotListing) listing = make_listing ("video-x");
  g_autoptr (PackshotJob) mine =
      packshot_queue_import_listing (two->one.queue, two->one.manifest, listing, NULL, NULL);
  g_autoptr (PackshotJob) theirs =
      packshot_queue_import_listing (two->other.queue, two->other.manifest, listing, NULL, NULL);
  PackshotJob *kept, *lost;

  packshot_test_wait_until (!packshot_queue_is_driving (two->one.queue, mine)
                            && !packshot_queue_is_driving (two->other.queue, theirs));
  kept = packshot_job_get_state (mine) == PACKSHOT_JOB_DONE ? mine : theirs;
  lost = kept == mine ? theirs : mine;
  g_assert_cmpint (packshot_job_get_state (kept), ==, PACKSHOT_JOB_DONE);
  g_assert_cmpint (packshot_job_get_state (lost), ==, PACKSHOT_JOB_FAILED);
  g_assert_cmpstr (packshot_job_get_failure_words (lost), ==,
                   "This video is another job’s already.");
  packshot_test_wait_until (g_list_model_get_n_items (packshot_queue_get_jobs (two->one.queue)) == 1
                            && g_list_model_get_n_items (packshot_queue_get_jobs (two->other.queue))
                                   == 1);
  g_assert_nonnull (packshot_queue_find (two->one.queue, packshot_job_get_id (kept)));
  g_assert_nonnull (packshot_queue_find (two->other.queue, packshot_job_get_id (kept)));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-import/" path, PackshotTestQueue, NULL, packshot_test_lister_set_up,         \
              function, packshot_test_queue_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("list", test_list);
  ADD ("import", test_import);
  ADD ("strange", test_strange);
  ADD ("killed", test_killed);
  g_test_add ("/queue-import/both", Two, NULL, set_up_two, test_both, tear_down_two);

  return g_test_run ();
}
