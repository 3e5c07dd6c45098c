/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What was typed for jobs, as it is read to be searched. */

#include "packshot-ledger-text.h"
#include "packshot-test-queue.h"
#include "packshot-text.h"

static GPtrArray *
list_texts (PackshotQueue *queue)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *texts;

  packshot_queue_list_texts_async (queue, NULL, packshot_test_answer_cb, &result);
  packshot_test_wait_until (result != NULL);
  texts = packshot_queue_list_texts_finish (queue, result, &error);
  g_assert_no_error (error);

  return texts;
}

/* The queue has it as well. */
static PackshotJob *
add (PackshotTestQueue *fixture, const char *name, const char *wish)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (fixture->manifest);
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (GError) error = NULL;

  packshot_request_set (request, "photo", fixture->photo, &error);
  g_assert_no_error (error);
  if (name != NULL)
    g_assert_true (packshot_request_set (request, "product-name", name, NULL));
  if (wish != NULL)
    g_assert_true (packshot_request_set (request, "wish", wish, NULL));

  job = packshot_queue_add (fixture->queue, request, NULL, &error);
  g_assert_no_error (error);
  packshot_test_wait_until (packshot_job_get_row (job) != 0);

  return job;
}

static void
assert_text (GPtrArray *texts, guint index, PackshotJob *job, const char *text)
{
  const PackshotLedgerText *found;

  g_assert_cmpuint (index, <, texts->len);
  found = g_ptr_array_index (texts, index);
  g_assert_cmpint (found->row, ==, packshot_job_get_row (job));
  g_assert_cmpstr (found->text, ==, text);
}

/* All that was typed is there, folded; the path of the photo is not. A job that was just made tells
 * the same by itself. */
static void
test_typed (PackshotTestQueue *fixture, gconstpointer user_data)
{
  PackshotJob *mug = add (fixture, "Blue MUG", "It turns, slowly.");
  PackshotJob *bare = add (fixture, NULL, NULL);
  PackshotJob *cafe = add (fixture, NULL, "CAFE\xcc\x81");
  g_autofree char *typed = packshot_request_dup_typed (packshot_job_get_request (mug));
  g_autofree char *nothing = packshot_request_dup_typed (packshot_job_get_request (bare));
  g_autofree char *folded = packshot_text_fold ("café");
  g_autoptr (GPtrArray) texts = list_texts (fixture->queue);

  g_assert_cmpuint (texts->len, ==, 2);
  assert_text (texts, 0, mug, "blue mug\nit turns, slowly.");
  assert_text (texts, 1, cafe, folded);
  g_assert_cmpstr (typed, ==, "blue mug\nit turns, slowly.");
  g_assert_cmpstr (nothing, ==, "");
}

/* One request that is no JSON takes nothing from the others. */
static void
test_damaged (PackshotTestQueue *fixture, gconstpointer user_data)
{
  PackshotJob *mug;
  g_autoptr (GPtrArray) texts = NULL;

  add (fixture, "Lamp", NULL);
  mug = add (fixture, "Mug", NULL);
  packshot_test_queue_change ("UPDATE requests SET json = '{\"values\": ' WHERE job = 1");
  texts = list_texts (fixture->queue);
  g_assert_cmpuint (texts->len, ==, 1);
  assert_text (texts, 0, mug, "mug");
}

/* Before the ledger is open there is nothing to read, and that is no error. */
static void
test_closed (void)
{
  PackshotRegistry *registry = packshot_registry_new ();
  PackshotQueue *queue = packshot_queue_new (registry);
  g_autoptr (GPtrArray) texts = list_texts (queue);

  g_assert_cmpuint (texts->len, ==, 0);
  g_assert_finalize_object (queue);
  g_assert_finalize_object (registry);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/queue-texts/typed", PackshotTestQueue, NULL, packshot_test_queue_set_up, test_typed,
              packshot_test_queue_tear_down);
  g_test_add ("/queue-texts/damaged", PackshotTestQueue, NULL, packshot_test_queue_set_up,
              test_damaged, packshot_test_queue_tear_down);
  g_test_add_func ("/queue-texts/closed", test_closed);

  return g_test_run ();
}
