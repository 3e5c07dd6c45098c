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
#include "packshot-test-remote.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#define SEND_TITLE "What Leaves This Computer"

typedef struct
{
  PackshotTestRemote remote;
  PackshotAccounts *accounts;
  GtkWidget *window;
  GPtrArray *jobs;
  gboolean is_over;
  gboolean ordered;
  GError *error;
} Fixture;

static void
set_limit (Fixture *fixture, gint64 limit)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  g_assert_true (packshot_settings_set_daily_limit (
      settings, packshot_registry_lookup (fixture->remote.registry, "shortvideo"), limit, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) places = packshot_settings_new ();

  settings.n_polls = 1;
  packshot_test_forget_jobs ();
  packshot_test_remote_set_up (&fixture->remote, &settings);
  fixture->accounts =
      packshot_accounts_new (fixture->remote.registry, credentials, places, fixture->remote.queue);
  fixture->jobs = g_ptr_array_new ();
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  set_limit (fixture, PACKSHOT_MONEY_UNKNOWN);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_ptr_array_unref (fixture->jobs);
  g_clear_object (&fixture->accounts);
  g_clear_error (&fixture->error);
  packshot_test_remote_tear_down (&fixture->remote);
}

static void
add (Fixture *fixture, guint n_jobs)
{
  const char *const values[] = { "image", g_getenv ("PACKSHOT_SAMPLE"), "product-name", "Alderwisp",
                                 NULL };

  for (guint i = 0; i < n_jobs; i++)
    g_ptr_array_add (fixture->jobs,
                     packshot_test_remote_add_values (&fixture->remote, values, NULL));
}

static void
ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->ordered = packshot_order_finish (result, &fixture->error);
  fixture->is_over = TRUE;
}

static PackshotJob *
get_job (Fixture *fixture)
{
  return g_ptr_array_index (fixture->jobs, 0);
}

/* One job is asked about in its own way. */
static GtkWindow *
order (Fixture *fixture)
{
  if (fixture->jobs->len == 1)
    packshot_order_async (fixture->window, fixture->remote.queue, fixture->accounts,
                          get_job (fixture), NULL, ordered_cb, fixture);
  else
    packshot_order_many_async (fixture->window, fixture->remote.queue, fixture->accounts,
                               fixture->jobs, NULL, ordered_cb, fixture);
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);

  return packshot_test_find_window (SEND_TITLE);
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

static guint
count_creates (Fixture *fixture)
{
  return packshot_fake_count (fixture->remote.fake, "create");
}

/* Below the limit it is told, and nothing else is asked. */
static void
test_below (Fixture *fixture, gconstpointer user_data)
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
test_over (Fixture *fixture, gconstpointer user_data)
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
  g_assert_cmpuint (count_creates (fixture), ==, 1);
}

static void
test_no (Fixture *fixture, gconstpointer user_data)
{
  set_limit (fixture, 0);
  add (fixture, 1);
  order (fixture);
  packshot_test_press ("Cancel");
  packshot_test_wait_until (fixture->is_over);
  g_assert_false (fixture->ordered);
  g_assert_cmpint (packshot_job_get_state (get_job (fixture)), ==, PACKSHOT_JOB_READY);
  g_assert_cmpuint (count_creates (fixture), ==, 0);
}

/* Many are one sum, and one word. */
static void
test_many (Fixture *fixture, gconstpointer user_data)
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
  packshot_test_wait_until (count_creates (fixture) == 3);
  packshot_test_wait_until (packshot_queue_get_n_busy (fixture->remote.queue) == 0);
}

/* The limit was lowered while the question stood there: the ledger has the last word. */
static void
test_late (Fixture *fixture, gconstpointer user_data)
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
  g_assert_cmpuint (count_creates (fixture), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/order-limit/" path, Fixture, NULL, set_up, function, tear_down)

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
