/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Many jobs with one question, at a service that counts what it would be paid for. */

#include "config.h"

#include <signal.h>
#include <string.h>

#include <adwaita.h>

#include "packshot-core-error.h"
#include "packshot-lease.h"
#include "packshot-order-words.h"
#include "packshot-order.h"
#include "packshot-test-order.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

/* More than the service takes at once, so that some wait in line. */
#define N_MANY   6
#define N_PLACES 4

/* A copy of the sample under a name of its own. */
static char *
make_photo (const char *name)
{
  g_autofree char *contents = NULL;
  char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_file_get_contents (g_getenv ("PACKSHOT_SAMPLE"), &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, contents, (gssize) length, &error);
  g_assert_no_error (error);

  return path;
}

static void
add (PackshotTestOrder *fixture, const char *photo, const char *product)
{
  const char *const values[] = { "image", photo, "product-name", product, NULL };

  g_ptr_array_add (fixture->jobs, packshot_test_remote_add_values (&fixture->remote, values, NULL));
}

static void
add_many (PackshotTestOrder *fixture, guint n_jobs)
{
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *name = g_strdup_printf ("lamp %u.jpg", i + 1);
      g_autofree char *product = g_strdup_printf ("Alderwisp %u", i + 1);
      g_autofree char *photo = make_photo (name);

      add (fixture, photo, product);
    }
}

static void
order (PackshotTestOrder *fixture)
{
  packshot_order_many_async (fixture->window, fixture->remote.queue, fixture->accounts,
                             fixture->jobs, NULL, packshot_test_order_ordered_cb, fixture);
}

static guint
count_in (PackshotTestOrder *fixture, PackshotJobState state)
{
  guint n_jobs = 0;

  for (guint i = 0; i < fixture->jobs->len; i++)
    n_jobs += packshot_job_get_state (g_ptr_array_index (fixture->jobs, i)) == state;

  return n_jobs;
}

static void
test_yes (PackshotTestOrder *fixture, gconstpointer user_data)
{
  add_many (fixture, 3);
  order (fixture);

  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE) != NULL);
  packshot_test_wait_for_words ("127.0.0.1");
  packshot_test_wait_for_words ("Photo: lamp 1.jpg");
  packshot_test_wait_for_words ("Alderwisp 3");
  packshot_test_wait_for_words ("For All of Them");
  packshot_test_wait_for_words ("3600 × 2700 pixels");
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 0);
  packshot_test_press ("Create 3 Videos · 300 credits");

  packshot_test_wait_until (fixture->is_over);
  g_assert_no_error (fixture->error);
  g_assert_true (fixture->ordered);
  packshot_test_wait_until (count_in (fixture, PACKSHOT_JOB_DONE) == 3);
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 3);
}

static void
test_no (PackshotTestOrder *fixture, gconstpointer user_data)
{
  add_many (fixture, 3);
  order (fixture);

  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE) != NULL);
  packshot_test_press ("Cancel");
  packshot_test_wait_until (fixture->is_over);
  g_assert_no_error (fixture->error);
  g_assert_false (fixture->ordered);
  g_assert_cmpuint (count_in (fixture, PACKSHOT_JOB_READY), ==, 3);
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 0);
}

/* Nobody is asked by a window that is gone. */
static void
test_closed (PackshotTestOrder *fixture, gconstpointer user_data)
{
  add_many (fixture, 3);
  order (fixture);
  gtk_widget_set_visible (fixture->window, FALSE);

  packshot_test_wait_until (fixture->is_over
                            || packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE) != NULL);
  g_assert_null (packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (fixture->ordered);
  g_assert_cmpuint (count_in (fixture, PACKSHOT_JOB_READY), ==, 3);
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 0);
}

/* Where one can't be sent, nobody is asked, and none is. */
static void
test_bad (PackshotTestOrder *fixture, gconstpointer user_data)
{
  g_autofree char *bad = packshot_test_write_file ("broken lamp.jpg", "no picture at all");

  add_many (fixture, 1);
  add (fixture, bad, "Alderwisp");
  add_many (fixture, 4);
  order (fixture);

  packshot_test_wait_until (fixture->is_over);
  g_assert_error (fixture->error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_true (g_str_has_prefix (fixture->error->message,
                                   "Nothing was sent, because of “broken lamp.jpg”: "));
  g_assert_null (packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE));
  g_assert_false (fixture->ordered);
  g_assert_cmpuint (count_in (fixture, PACKSHOT_JOB_READY), ==, 6);
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 0);
}

/* One alone needs no name. */
static void
test_bad_one (PackshotTestOrder *fixture, gconstpointer user_data)
{
  g_autofree char *bad = packshot_test_write_file ("broken lamp.jpg", "no picture at all");

  add (fixture, bad, "Alderwisp");
  packshot_order_async (fixture->window, fixture->remote.queue, fixture->accounts,
                        g_ptr_array_index (fixture->jobs, 0), NULL, packshot_test_order_ordered_cb,
                        fixture);

  packshot_test_wait_until (fixture->is_over);
  g_assert_error (fixture->error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_false (g_str_has_prefix (fixture->error->message, "Nothing was sent"));
  g_assert_null (packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE));
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 0);
}

/* What was sent by somebody else meanwhile is not sent again, nor is the rest. */
static void
test_late (PackshotTestOrder *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  add_many (fixture, 3);
  order (fixture);
  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE) != NULL);
  packshot_queue_submit (fixture->remote.queue, g_ptr_array_index (fixture->jobs, 1), &error);
  g_assert_no_error (error);
  packshot_test_wait_until (count_in (fixture, PACKSHOT_JOB_DONE) == 1);

  packshot_test_press ("Create 3 Videos · 300 credits");
  packshot_test_wait_until (fixture->is_over);
  g_assert_error (fixture->error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE);
  g_assert_cmpuint (count_in (fixture, PACKSHOT_JOB_READY), ==, 2);
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 1);
}

/* Another program takes the second while the question stands there: what was sent is told. */
static void
test_partly (PackshotTestOrder *fixture, gconstpointer user_data)
{
  g_autofree char *locks = g_build_filename (fixture->remote.folder, "ledger.lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotLockFile) file = NULL;
  g_autoptr (PackshotLease) lease = NULL;

  add_many (fixture, 3);
  order (fixture);
  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE) != NULL);
  file = packshot_lock_file_open (locks, &error);
  g_assert_no_error (error);
  lease = packshot_lease_new (file, packshot_job_get_row (g_ptr_array_index (fixture->jobs, 1)),
                              &error);
  g_assert_no_error (error);

  packshot_test_press ("Create 3 Videos · 300 credits");
  packshot_test_wait_until (fixture->is_over);
  g_assert_error (fixture->error, PACKSHOT_ORDER_ERROR, PACKSHOT_ORDER_ERROR_PARTLY);
  g_assert_nonnull (strstr (fixture->error->message, "Only 1 of 3 videos could be sent"));
  packshot_test_wait_until (count_in (fixture, PACKSHOT_JOB_DONE) == 1);
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 1);
}

/* The end of the program just when the first order is known to be there. */
static void
order_and_die (PackshotTestOrder *fixture)
{
  g_setenv ("SHORTVIDEO_BASE_URL", g_getenv ("PACKSHOT_TEST_FAKE"), TRUE);
  add_many (fixture, N_MANY);
  order (fixture);
  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE) != NULL);
  packshot_test_press ("Create 6 Videos · 600 credits");
  packshot_test_wait_until (count_in (fixture, PACKSHOT_JOB_WAITING) > 0);
  raise (SIGKILL);
}

static void
take_jobs (PackshotTestOrder *fixture)
{
  GListModel *jobs = packshot_queue_get_jobs (fixture->remote.queue);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      g_ptr_array_add (fixture->jobs, job);
    }
}

/* P12: what was intended goes on, or is asked about, and the rest is not sent without a word. */
static void
test_killed (PackshotTestOrder *fixture, gconstpointer user_data)
{
  guint n_creates, n_done;

  if (g_test_subprocess ())
    {
      order_and_die (fixture);
      return;
    }

  g_clear_object (&fixture->accounts);
  packshot_test_remote_kill (&fixture->remote);
  g_setenv ("PACKSHOT_TEST_FAKE", packshot_fake_get_base_url (fixture->remote.fake), TRUE);
  g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_assert_false (g_test_trap_has_passed ());
  packshot_test_remote_start (&fixture->remote);
  take_jobs (fixture);
  g_assert_cmpuint (fixture->jobs->len, ==, N_MANY);
  packshot_test_remote_wait (&fixture->remote, NULL);

  g_assert_cmpuint (count_in (fixture, PACKSHOT_JOB_DONE), >=, 1);
  g_assert_cmpuint (count_in (fixture, PACKSHOT_JOB_READY), >=, N_MANY - N_PLACES);
  g_assert_cmpuint (count_in (fixture, PACKSHOT_JOB_READY) + count_in (fixture, PACKSHOT_JOB_DONE)
                        + count_in (fixture, PACKSHOT_JOB_UNKNOWN),
                    ==, N_MANY);

  /* The service may hear of what was sent after the sender is gone, but of nothing else, and of
   * nothing twice. */
  n_creates = packshot_test_order_count_creates (fixture);
  n_done = count_in (fixture, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (n_creates, >=, n_done);
  g_assert_cmpuint (n_creates, <=, n_done + count_in (fixture, PACKSHOT_JOB_UNKNOWN));
  g_assert_cmpuint (n_creates, <=, N_PLACES);
}

static void
add_services (GPtrArray *services, PackshotRegistry *registry, const char *id, guint times)
{
  for (guint i = 0; i < times; i++)
    g_ptr_array_add (services, packshot_registry_lookup (registry, id));
}

/* The credits of one service are not those of another. */
static void
test_total (PackshotTestOrder *fixture, gconstpointer user_data)
{
  PackshotRegistry *registry = fixture->remote.registry;
  g_autoptr (GPtrArray) services = g_ptr_array_new ();
  g_autofree char *one = NULL;
  g_autofree char *both = NULL;
  g_autofree char *three = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *button = NULL;

  add_services (services, registry, "sophnet", 2);
  nothing = packshot_order_words_dup_total (services);
  g_assert_null (nothing);

  g_ptr_array_set_size (services, 0);
  add_services (services, registry, "shortvideo", 5);
  one = packshot_order_words_dup_total (services);
  g_assert_cmpstr (one, ==, "500 credits");

  add_services (services, registry, "creatify", 2);
  both = packshot_order_words_dup_total (services);
  g_assert_cmpstr (both, ==, "500 credits at ShortVideo + from 2 credits at Creatify");

  add_services (services, registry, "sophnet", 1);
  three = packshot_order_words_dup_total (services);
  g_assert_cmpstr (three, ==,
                   "500 credits at ShortVideo + from 2 credits at Creatify"
                   " + a price not known at SophNet");

  button = packshot_order_words_dup_button (g_ptr_array_index (services, 0), 5);
  g_assert_cmpstr (button, ==, "Create 5 _Videos · 500 credits");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (PackshotTestOrder *fixture, gconstpointer user_data);
  } tests[] = {
    { "/order/yes", test_yes },         { "/order/no", test_no },
    { "/order/closed", test_closed },   { "/order/bad", test_bad },
    { "/order/bad/one", test_bad_one }, { "/order/late", test_late },
    { "/order/partly", test_partly },   { "/order/killed", test_killed },
    { "/order/total", test_total },
  };

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PackshotTestOrder, NULL, packshot_test_order_set_up, tests[i].test,
                packshot_test_order_tear_down);

  return g_test_run ();
}
