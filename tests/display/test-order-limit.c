/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The question where an order leads over a daily limit: it takes a second word, and is sent on that
 * alone. */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "packshot-limit-notice.h"
#include "packshot-order.h"
#include "packshot-settings-limits.h"
#include "packshot-test-looks.h"
#include "packshot-test-order.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

static void
set_limit (PackshotTestOrder *fixture, gint64 limit)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  g_assert_true (packshot_settings_set_daily_limit (
      settings, packshot_registry_lookup (fixture->remote.registry, "shortvideo"), limit, NULL));
}

static void
tear_down (PackshotTestOrder *fixture, gconstpointer user_data)
{
  set_limit (fixture, PACKSHOT_MONEY_UNKNOWN);
  packshot_test_order_tear_down (fixture, user_data);
}

static void
add (PackshotTestOrder *fixture, guint n_jobs)
{
  const char *const values[] = { "image", g_getenv ("PACKSHOT_SAMPLE"), "product-name", "Alderwisp",
                                 NULL };

  for (guint i = 0; i < n_jobs; i++)
    g_ptr_array_add (fixture->jobs,
                     packshot_test_remote_add_values (&fixture->remote, values, NULL));
}

static PackshotJob *
get_job (PackshotTestOrder *fixture)
{
  return g_ptr_array_index (fixture->jobs, 0);
}

/* One job is asked about in its own way. */
static GtkWindow *
order (PackshotTestOrder *fixture)
{
  if (fixture->jobs->len == 1)
    packshot_order_async (fixture->window, fixture->remote.queue, fixture->accounts,
                          get_job (fixture), NULL, packshot_test_order_ordered_cb, fixture);
  else
    packshot_order_many_async (fixture->window, fixture->remote.queue, fixture->accounts,
                               fixture->jobs, NULL, packshot_test_order_ordered_cb, fixture);
  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE) != NULL);

  return packshot_test_find_window (PACKSHOT_TEST_ORDER_TITLE);
}

static GtkWidget *
find_check (GtkWindow *question)
{
  GtkWidget *notice = packshot_test_find_type (GTK_WIDGET (question), PACKSHOT_TYPE_LIMIT_NOTICE);

  return packshot_test_find_type (notice, GTK_TYPE_CHECK_BUTTON);
}

static gboolean
can_send (const char *label)
{
  GtkWidget *button = packshot_test_find_button (label);

  return button != NULL && gtk_widget_get_sensitive (button);
}

/* Below the limit it is told, and nothing else is asked. */
static void
test_below (PackshotTestOrder *fixture, gconstpointer user_data)
{
  set_limit (fixture, 100 * PACKSHOT_MONEY_ONE);
  add (fixture, 1);
  order (fixture);
  packshot_test_wait_for_words ("The daily limit you set for ShortVideo is 100 credits. Spent "
                                "today: 0 credits. This adds 100 credits.");
  g_assert_true (can_send ("Create · 100 credits"));
  packshot_test_press ("Create · 100 credits");
  packshot_test_wait_until (fixture->is_over);
  g_assert_true (fixture->ordered);
  packshot_test_wait_until (packshot_job_get_state (get_job (fixture)) == PACKSHOT_JOB_DONE);
}

/* Over it, the button waits for the word, and takes it back with it. */
static void
test_over (PackshotTestOrder *fixture, gconstpointer user_data)
{
  GtkWindow *question;
  GtkWidget *check;

  set_limit (fixture, 99 * PACKSHOT_MONEY_ONE);
  add (fixture, 1);
  question = order (fixture);
  packshot_test_wait_for_words ("This adds 100 credits.");
  check = find_check (question);
  g_assert_nonnull (check);
  g_assert_true (gtk_widget_get_mapped (check));
  g_assert_false (can_send ("Create · 100 credits"));
  gtk_widget_activate_action (GTK_WIDGET (question), "send.yes", NULL);
  g_assert_false (fixture->is_over);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (can_send ("Send Anyway · 100 credits"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_false (can_send ("Create · 100 credits"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  packshot_test_press ("Send Anyway · 100 credits");
  packshot_test_wait_until (fixture->is_over);
  g_assert_no_error (fixture->error);
  packshot_test_wait_until (packshot_job_get_state (get_job (fixture)) == PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 1);
}

static void
test_no (PackshotTestOrder *fixture, gconstpointer user_data)
{
  set_limit (fixture, 0);
  add (fixture, 1);
  order (fixture);
  packshot_test_press ("Cancel");
  packshot_test_wait_until (fixture->is_over);
  g_assert_false (fixture->ordered);
  g_assert_cmpint (packshot_job_get_state (get_job (fixture)), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 0);
}

/* Many are one sum, and one word. */
static void
test_many (PackshotTestOrder *fixture, gconstpointer user_data)
{
  GtkWindow *question;

  set_limit (fixture, 250 * PACKSHOT_MONEY_ONE);
  add (fixture, 3);
  question = order (fixture);
  packshot_test_wait_for_words ("This adds 300 credits.");
  g_assert_false (can_send ("Create 3 Videos · 300 credits"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (question)), TRUE);
  if (g_getenv ("PACKSHOT_TEST_ARTEFACTS") != NULL && packshot_test_look_start ())
    packshot_test_look (question, "send-over-limit");
  packshot_test_press ("Send Anyway · 300 credits");
  packshot_test_wait_until (fixture->is_over);
  g_assert_no_error (fixture->error);
  packshot_test_wait_until (packshot_test_order_count_creates (fixture) == 3);
  packshot_test_wait_until (packshot_queue_get_n_busy (fixture->remote.queue) == 0);
}

/* The limit was lowered while the question stood there: the ledger has the last word. */
static void
test_late (PackshotTestOrder *fixture, gconstpointer user_data)
{
  set_limit (fixture, 100 * PACKSHOT_MONEY_ONE);
  add (fixture, 1);
  order (fixture);
  set_limit (fixture, 0);
  packshot_test_press ("Create · 100 credits");
  packshot_test_wait_until (fixture->is_over);
  packshot_test_wait_until (packshot_queue_get_n_busy (fixture->remote.queue) == 0);
  g_assert_cmpint (packshot_job_get_state (get_job (fixture)), ==, PACKSHOT_JOB_READY);
  g_assert_cmpstr (packshot_job_get_words (get_job (fixture)), ==,
                   "Nothing was sent: it would go over the daily limit you set.");
  g_assert_cmpuint (packshot_test_order_count_creates (fixture), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/order-limit/" path, PackshotTestOrder, NULL, packshot_test_order_set_up, function, \
              tear_down)

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("below", test_below);
  ADD ("over", test_over);
  ADD ("no", test_no);
  ADD ("many", test_many);
  ADD ("late", test_late);

  return g_test_run ();
}
