/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Window and command line both look for what became of calls that nobody answered: no video is two
 * jobs', and no job is looked for by both at once. */

#include "packshot-dummy-list.h"
#include "packshot-test-lister.h"

static void
list (PackshotTestQueue *test, const char *id)
{
  PackshotListing *listing = packshot_listing_new (id, g_get_real_time ());

  packshot_listing_set (listing, "product-name", "Mug");
  packshot_dummy_list_add (test->service, listing);
}

static PackshotJob *
submit (PackshotTestQueue *test)
{
  packshot_remote_dummy_say (test->service, PACKSHOT_STEP_CREATE, PACKSHOT_VERDICT_UNCERTAIN, NULL);

  return packshot_test_queue_submit (test, NULL);
}

typedef struct
{
  PackshotTestQueue one;
  PackshotTestQueue other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_lister_set_up (&fixture->one, NULL);
  packshot_test_queue_set_up (&fixture->other, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_queue_tear_down (&fixture->other, NULL);
  packshot_test_queue_tear_down (&fixture->one, NULL);
}

static void
wait_for_same (PackshotTestQueue *test, PackshotJob *job, PackshotJobState state)
{
  PackshotJob *same;

  packshot_test_wait_until ((same = packshot_queue_find (test->queue, packshot_job_get_id (job)))
                                != NULL
                            && packshot_job_get_state (same) == state);
}

/* Both look for a job of their own, and find the same video at the same time. */
static void
test_adopt (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) mine = NULL;
  g_autoptr (PackshotJob) theirs = NULL;
  PackshotJob *found;

  packshot_dummy_list_hold (fixture->one.service);
  packshot_dummy_list_hold (fixture->other.service);
  mine = submit (&fixture->one);
  theirs = submit (&fixture->other);
  packshot_test_wait_until (packshot_dummy_list_count (fixture->one.service) == 1
                            && packshot_dummy_list_count (fixture->other.service) == 1);
  wait_for_same (&fixture->one, theirs, PACKSHOT_JOB_UNKNOWN);
  wait_for_same (&fixture->other, mine, PACKSHOT_JOB_UNKNOWN);
  list (&fixture->one, "video-x");
  list (&fixture->other, "video-x");
  packshot_dummy_list_release (fixture->one.service);
  packshot_dummy_list_release (fixture->other.service);

  packshot_test_wait_until (!packshot_queue_is_driving (fixture->one.queue, mine)
                            && !packshot_queue_is_driving (fixture->other.queue, theirs));
  found = packshot_job_get_state (mine) == PACKSHOT_JOB_DONE ? mine : theirs;
  g_assert_cmpint (packshot_job_get_state (found), ==, PACKSHOT_JOB_DONE);
  g_assert_cmpint (packshot_job_get_state (found == mine ? theirs : mine), ==,
                   PACKSHOT_JOB_UNKNOWN);
  packshot_test_wait_until (packshot_queue_find (fixture->one.queue, "video-x") != NULL
                            && packshot_queue_find (fixture->other.queue, "video-x") != NULL);
  g_assert_cmpstr (packshot_job_get_id (packshot_queue_find (fixture->one.queue, "video-x")), ==,
                   packshot_job_get_id (found));
  g_assert_cmpstr (packshot_job_get_id (packshot_queue_find (fixture->other.queue, "video-x")), ==,
                   packshot_job_get_id (found));
}

/* Both know of one job whose outcome is unknown. */
static void
test_look (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotJob) job = submit (&fixture->one);

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_wait_until (!packshot_queue_is_driving (fixture->one.queue, job));
  wait_for_same (&fixture->other, job, PACKSHOT_JOB_UNKNOWN);
  list (&fixture->one, "video-x");
  list (&fixture->other, "video-x");
  packshot_queue_resume (fixture->other.queue);
  packshot_queue_look_up_async (fixture->one.queue, job, NULL, NULL, NULL);

  packshot_test_queue_wait_for_state (job, PACKSHOT_JOB_DONE);
  wait_for_same (&fixture->other, job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_queue_count (&fixture->one, PACKSHOT_STEP_FETCH)
                        + packshot_test_queue_count (&fixture->other, PACKSHOT_STEP_FETCH),
                    ==, 1);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/queue-look-up-two/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("adopt", test_adopt);
  ADD ("look", test_look);

  return g_test_run ();
}
