/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The jobs of the library: which are found, in which order, and what of them is told. */

#include "packshot-library-list.h"

#include "packshot-job-age.h"
#include "packshot-job-selection.h"
#include "packshot-test-queue.h"

#define HOUR G_TIME_SPAN_HOUR

typedef struct
{
  PackshotTestQueue queue;
  PackshotLibraryList *list;
} Fixture;

/* Three that were made on this computer by another program, and two of a service. */
static const char jobs[] =
    "INSERT INTO jobs (id, service, state, title, created, changed, price, charged, unit) VALUES"
    " ('a', 'dummy', 'done', 'Mug', 1, 1, NULL, NULL, NULL),"
    " ('b', 'remote-dummy', 'failed', 'Éclair', 2, 2, 100000000, 0, 'credits'),"
    " ('c', 'dummy', 'cancelled', 'Apple', 3, 3, NULL, NULL, NULL),"
    " ('d', 'remote-dummy', 'done', 'Zebra', 4, 4, 100000000, 100000000, 'credits'),"
    " ('e', 'dummy', 'done', 'lamp', 5, 5, NULL, NULL, NULL);"
    "INSERT INTO requests SELECT job, json_object ('format', 1, 'service', service, 'values',"
    "  json_object ('product-name', title, 'wish', iif (id = 'd', 'On DRIFTWOOD', 'dull')))"
    "  FROM jobs;";

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_queue_set_up (&fixture->queue, NULL);
  packshot_test_queue_change (jobs);
  packshot_test_queue_start_again (&fixture->queue);
  fixture->list = packshot_library_list_new (fixture->queue.queue);
  packshot_library_list_begin (fixture->list);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->list);
  packshot_test_queue_tear_down (&fixture->queue, NULL);
}

/* Returns: (transfer full): the ids of what is found, in their order */
static char *
dup_found (Fixture *fixture)
{
  GListModel *found = packshot_library_list_get_found (fixture->list);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (found, i);

      g_string_append (ids, packshot_job_get_id (job));
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static gboolean
has_found (Fixture *fixture, const char *ids)
{
  g_autofree char *found = dup_found (fixture);

  return g_str_equal (found, ids);
}

#define wait_for(ids)                                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_test_message ("waiting for %s", ids);                                                        \
    packshot_test_wait_until (has_found (fixture, ids));                                           \
  }                                                                                                \
  G_STMT_END

static void
test_order (Fixture *fixture, gconstpointer user_data)
{
  wait_for ("edcba");
  packshot_library_list_set_order (fixture->list, PACKSHOT_JOB_ORDER_OLDEST);
  wait_for ("abcde");
  /* Whatever the case; where an accent goes is for the language to say. */
  packshot_job_filter_set_service (packshot_library_list_get_filter (fixture->list), "dummy");
  packshot_library_list_set_order (fixture->list, PACKSHOT_JOB_ORDER_NAME);
  wait_for ("cea");
}

static void
test_order_price (Fixture *fixture, gconstpointer user_data)
{
  packshot_library_list_set_order (fixture->list, PACKSHOT_JOB_ORDER_PRICE);
  wait_for ("ecadb");
  packshot_library_list_set_order (fixture->list, PACKSHOT_JOB_ORDER_STATE);
  wait_for ("cbeda");
  packshot_library_list_set_order (fixture->list, PACKSHOT_JOB_ORDER_NEWEST);
  wait_for ("edcba");
}

static void
test_groups (Fixture *fixture, gconstpointer user_data)
{
  PackshotJobFilter *filter = packshot_library_list_get_filter (fixture->list);

  packshot_job_filter_set_group (filter, PACKSHOT_JOB_GROUP_DONE);
  wait_for ("eda");
  packshot_job_filter_set_service (filter, "dummy");
  wait_for ("ea");
  packshot_job_filter_set_group (filter, PACKSHOT_JOB_GROUP_ALL);
  wait_for ("eca");
  packshot_job_filter_set_service (filter, NULL);
  packshot_job_filter_set_group (filter, PACKSHOT_JOB_GROUP_FAILED);
  wait_for ("cb");
  packshot_job_filter_set_group (filter, PACKSHOT_JOB_GROUP_TRASH);
  wait_for ("");
}

/* Titles, numbers, and what was typed, which comes from the ledger; a job that is made meanwhile
 * tells by itself. */
static void
test_search (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (fixture->queue.manifest);
  PackshotJob *job;

  packshot_library_list_set_search (fixture->list, "E\xcc\x81"
                                                   "CLAIR");
  wait_for ("b");
  packshot_library_list_set_search (fixture->list, " driftwood ");
  wait_for ("d");
  packshot_library_list_set_search (fixture->list, "dull");
  wait_for ("b");

  packshot_request_set (request, "photo", fixture->queue.photo, NULL);
  packshot_request_set (request, "wish", "Dull as well", NULL);
  job = packshot_queue_add (fixture->queue.queue, request, NULL, NULL);
  packshot_test_wait_until (
      g_list_model_get_n_items (packshot_library_list_get_found (fixture->list)) == 2);
  packshot_library_list_set_search (fixture->list, packshot_job_get_id (job));
  wait_for (packshot_job_get_id (job));
  packshot_library_list_set_search (fixture->list, "bicycle");
  wait_for ("");
}

/* What another program orders while somebody searches is read too. */
static void
test_search_other (Fixture *fixture, gconstpointer user_data)
{
  packshot_library_list_set_search (fixture->list, "umbrella");
  wait_for ("");
  packshot_test_queue_change (
      "INSERT INTO jobs (id, service, state, title, created, changed) VALUES"
      " ('f', 'remote-dummy', 'done', 'Rain', 6, 6);"
      "INSERT INTO requests SELECT job, '{\"format\":1,\"service\":\"remote-dummy\",\"values\":"
      "{\"wish\":\"An umbrella\"}}' FROM jobs WHERE id = 'f'");
  wait_for ("f");
}

static void
test_services (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GPtrArray) services = packshot_library_list_list_services (fixture->list);
  const PackshotLibraryService *first = g_ptr_array_index (services, 0);
  const PackshotLibraryService *second = g_ptr_array_index (services, 1);

  g_assert_cmpuint (services->len, ==, 2);
  g_assert_cmpstr (first->name, ==, "Dummy");
  g_assert_cmpuint (first->n_jobs, ==, 3);
  g_assert_cmpstr (second->id, ==, "remote-dummy");
  g_assert_cmpuint (second->n_jobs, ==, 2);
}

static void
test_trash (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (GPtrArray) trash = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (some, packshot_queue_find (fixture->queue.queue, "a"));
  g_ptr_array_add (some, packshot_queue_find (fixture->queue.queue, "d"));
  g_assert_true (packshot_queue_trash (fixture->queue.queue, some, &error));
  g_assert_no_error (error);
  wait_for ("ecb");
  trash = packshot_library_list_list_trash (fixture->list);
  g_assert_cmpuint (trash->len, ==, 2);

  packshot_job_filter_set_group (packshot_library_list_get_filter (fixture->list),
                                 PACKSHOT_JOB_GROUP_TRASH);
  wait_for ("da");
  g_assert_true (packshot_queue_restore (fixture->queue.queue, some, &error));
  wait_for ("");
}

/* Not active, it takes nothing from who goes by; active, nothing from what is selected. */
static void
test_selection (Fixture *fixture, gconstpointer user_data)
{
  PackshotJobSelection *selection =
      packshot_job_selection_new (packshot_library_list_get_found (fixture->list));
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  g_autoptr (GPtrArray) selected = NULL;

  wait_for ("edcba");
  g_assert_false (gtk_selection_model_select_item (model, 1, TRUE));
  g_assert_false (gtk_selection_model_is_selected (model, 1));
  g_assert_true (gtk_selection_model_select_item (model, 1, FALSE));
  g_assert_true (packshot_job_selection_get_active (selection));
  g_assert_false (gtk_selection_model_select_item (model, 3, TRUE));
  packshot_job_selection_toggle (selection, 4);
  selected = packshot_job_selection_list (selection);
  g_assert_cmpuint (selected->len, ==, 2);
  g_assert_cmpstr (packshot_job_get_id (selected->pdata[0]), ==, "d");
  g_assert_cmpstr (packshot_job_get_id (selected->pdata[1]), ==, "a");

  packshot_job_selection_set_active (selection, FALSE);
  g_assert_false (gtk_selection_model_is_selected (model, 1));
  g_clear_pointer (&selected, g_ptr_array_unref);
  g_assert_finalize_object (selection);
}

static void
test_age (void)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 11, 21, 12, 0, 0);
  gint64 now = g_date_time_to_unix (noon) * G_USEC_PER_SEC;
  const struct
  {
    gint64 span;
    const char *words;
  } ages[] = {
    { 0, "just now" },           { -HOUR, "just now" },
    { HOUR / 12, "5 min" },      { 3 * HOUR, "3 h" },
    { 13 * HOUR, "yesterday" },  { 35 * HOUR, "yesterday" },
    { 4 * 24 * HOUR, "4 days" }, { 30 * 24 * HOUR, "22 October" },
  };
  g_autofree char *never = packshot_job_age_dup_words (0, now);

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *words = packshot_job_age_dup_words (now - ages[i].span, now);

      g_assert_cmpstr (words, ==, ages[i].words);
    }
  g_assert_cmpstr (never, ==, "");
}

#define add(name, function)                                                                        \
  g_test_add ("/library-list/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("order", test_order);
  add ("order-price", test_order_price);
  add ("groups", test_groups);
  add ("search", test_search);
  add ("search-other", test_search_other);
  add ("services", test_services);
  add ("trash", test_trash);
  add ("selection", test_selection);
  g_test_add_func ("/library-list/age", test_age);

  return g_test_run ();
}
