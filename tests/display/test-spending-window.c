/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The money book in its window: months, services, calls, limits, and the file that is taken along.
 */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "packshot-fake-creatify.h"
#include "packshot-fake-shortvideo.h"
#include "packshot-limit-row.h"
#include "packshot-settings-limits.h"
#include "packshot-spending-page.h"
#include "packshot-test-ledger.h"
#include "packshot-test-looks.h"
#include "packshot-test-remote.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#define TITLE "Spending"

typedef struct
{
  PackshotTestRemote remote;
  PackshotAccounts *accounts;
  GtkWidget *window;
} Fixture;

/* A book of two months: what a test of a minute can't buy. */
static const char book[] =
    "INSERT INTO charges (job, id, service, title, step, asked, asked_at, charged, settled_at, "
    "unit)"
    " VALUES (901, 'gone-1', 'shortvideo', 'Amber <b>bottle</b>', 'create', 100000000,"
    " 1793000000000000, 100000000, 1793000000000000, 'credits'),"
    " (902, 'gone-2', 'shortvideo', 'Green mug', 'create', 100000000, 1793000100000000, NULL, NULL,"
    " 'credits'),"
    " (903, 'gone-3', 'shortvideo', 'Red scarf', 'create', 100000000, 1793000200000000, 0,"
    " 1793000200000000, 'credits'),"
    " (904, 'gone-4', 'creatify', 'Silver watch', 'create', 1000000, 1790400000000000, 1000000,"
    " 1790400000000000, 'credits'),"
    " (904, 'gone-4', 'creatify', 'Silver watch', 'approve', 3000000, 1790400900000000, 4500000,"
    " 1790400900000000, 'credits'),"
    " (905, 'gone-5', 'forgotten', 'An old one', 'create', NULL, 1790500000000000, NULL, NULL, '')";

static void
make_accounts (Fixture *fixture)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) places = packshot_settings_new ();

  fixture->accounts =
      packshot_accounts_new (fixture->remote.registry, credentials, places, fixture->remote.queue);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  const PackshotFakeService *service = user_data;
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.n_polls = 1;
  packshot_test_forget_jobs ();
  packshot_test_remote_set_up_service (&fixture->remote, service, &settings);
  make_accounts (fixture);
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  packshot_test_wait_until (packshot_test_find_window (TITLE) == NULL);
  g_clear_object (&fixture->accounts);
  packshot_test_remote_tear_down (&fixture->remote);
}

/* Written while nobody has the ledger open. */
static void
write_book (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->remote.folder, "ledger.db", NULL);

  g_clear_object (&fixture->accounts);
  packshot_test_remote_kill (&fixture->remote);
  packshot_test_ledger_run_sql (path, book);
  packshot_test_remote_start (&fixture->remote);
  make_accounts (fixture);
}

static GtkWindow *
present (Fixture *fixture)
{
  packshot_spending_page_present (GTK_WINDOW (fixture->window), fixture->remote.queue,
                                  fixture->accounts);
  packshot_test_wait_until (packshot_test_find_window (TITLE) != NULL);
  packshot_test_wait_for_words ("Daily Limits");

  return packshot_test_find_window (TITLE);
}

static void
look (GtkWindow *window, const char *state)
{
  if (g_getenv ("PACKSHOT_TEST_ARTEFACTS") != NULL && packshot_test_look_start ())
    packshot_test_look (window, state);
}

static void
expand (GtkWidget *root, const char *title)
{
  GtkWidget *row = packshot_test_find_row (root, title);

  g_assert_true (ADW_IS_EXPANDER_ROW (row));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
}

static void
test_empty (Fixture *fixture, gconstpointer user_data)
{
  GtkWindow *window = present (fixture);

  packshot_test_wait_for_words ("Nothing Spent Yet");
  g_assert_null (packshot_test_find_words ("What you ordered at services"));
  look (window, "spending-empty");
}

static void
test_book (Fixture *fixture, gconstpointer user_data)
{
  PackshotJob *job;
  GtkWindow *window;

  write_book (fixture);
  job = packshot_test_remote_submit (&fixture->remote, g_getenv ("PACKSHOT_SAMPLE"), NULL);
  packshot_test_remote_wait (&fixture->remote, job);
  window = present (fixture);

  packshot_test_wait_for_words ("October 2026");
  packshot_test_wait_for_words ("September 2026");
  packshot_test_wait_for_words ("+ about 100 credits");
  packshot_test_wait_for_words ("3 videos ordered · Deleted: 200 credits");
  packshot_test_wait_for_words ("1 video ordered · Deleted: 5.5 credits");
  packshot_test_wait_for_words ("1 video ordered · Kept: 100 credits");
  packshot_test_wait_for_words ("1 call whose cost nobody knows");

  /* The calls are there when somebody wants them, as plain text. */
  g_assert_null (packshot_test_find_words ("Amber <b>bottle</b>"));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  expand (packshot_test_find_group (GTK_WIDGET (window), "October 2026"), "ShortVideo");
  packshot_test_wait_for_words ("Amber <b>bottle</b>");
  packshot_test_wait_for_words ("Not charged · ");
  expand (packshot_test_find_group (GTK_WIDGET (window), "September 2026"), "forgotten");
  packshot_test_wait_for_words ("An old one");
  look (window, "spending");
}

/* Only what is still there can be looked at. */
static void
test_link (Fixture *fixture, gconstpointer user_data)
{
  PackshotJob *job;
  GtkWindow *window;
  GtkWidget *row;

  write_book (fixture);
  job = packshot_test_remote_submit (&fixture->remote, g_getenv ("PACKSHOT_SAMPLE"), NULL);
  packshot_test_remote_wait (&fixture->remote, job);
  window = present (fixture);
  expand (packshot_test_find_group (GTK_WIDGET (window), "October 2026"), "ShortVideo");
  expand (GTK_WIDGET (window), "ShortVideo");

  packshot_test_wait_for_words ("Green mug");
  row = packshot_test_find_row (GTK_WIDGET (window), "Green mug");
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  row = packshot_test_find_row (GTK_WIDGET (window), packshot_job_get_title (job));
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  g_signal_emit_by_name (row, "activate");
  packshot_test_wait_until (packshot_test_find_window (TITLE) == NULL);
}

static gint64
get_limit (Fixture *fixture)
{
  PackshotSettings *settings = packshot_accounts_get_settings (fixture->accounts);
  gint64 limit = 0;

  g_assert_true (packshot_settings_get_daily_limit (
      settings, packshot_registry_lookup (fixture->remote.registry, "shortvideo"), &limit, NULL));
  return limit;
}

static void
type_limit (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static void
test_limits (Fixture *fixture, gconstpointer user_data)
{
  GtkWindow *window = present (fixture);
  GtkWidget *row = packshot_test_find_row (GTK_WIDGET (window), "ShortVideo, in credits");

  g_assert_true (PACKSHOT_IS_LIMIT_ROW (row));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  type_limit (row, " 250.5 ");
  g_assert_cmpint (get_limit (fixture), ==, 250500000);
  packshot_test_wait_for_words ("250.5 credits a day");

  type_limit (row, "lots");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpint (get_limit (fixture), ==, 250500000);

  gtk_window_close (window);
  packshot_test_wait_until (packshot_test_find_window (TITLE) == NULL);
  row = packshot_test_find_row (GTK_WIDGET (present (fixture)), "ShortVideo, in credits");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "250.5");
  type_limit (row, "");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpint (get_limit (fixture), ==, PACKSHOT_MONEY_UNKNOWN);
}

static void
count_cb (PackshotAccounts *accounts, const char *service, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* What a service was asked before something was charged says nothing of what is left after it. */
static void
test_balance (Fixture *fixture, gconstpointer user_data)
{
  static const char *const values[] = {
    "image", "https://shop.example/mug.jpg", "type", "product_avatar", "image-prompt", "On a beach",
    NULL
  };
  PackshotManifest *manifest = packshot_registry_lookup (fixture->remote.registry, "creatify");
  PackshotJob *job = packshot_test_remote_add_values (&fixture->remote, values, NULL);
  guint n_changes = 0;

  g_signal_connect (fixture->accounts, "changed", G_CALLBACK (count_cb), &n_changes);
  packshot_accounts_ask (fixture->accounts, manifest);
  g_object_notify (G_OBJECT (job), "charged");
  g_assert_cmpuint (n_changes, ==, 1);
  packshot_test_wait_until (n_changes == 2);
  g_assert_cmpint (packshot_accounts_get_balance (fixture->accounts, manifest), ==,
                   PACKSHOT_MONEY_UNKNOWN);

  packshot_accounts_ask (fixture->accounts, manifest);
  packshot_test_wait_until (packshot_accounts_get_balance (fixture->accounts, manifest)
                            != PACKSHOT_MONEY_UNKNOWN);
}

#define ADD(path, service, function)                                                               \
  g_test_add ("/spending-window/" path, Fixture, &packshot_fake_##service, set_up, function,       \
              tear_down)

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("empty", shortvideo, test_empty);
  ADD ("book", shortvideo, test_book);
  ADD ("link", shortvideo, test_link);
  ADD ("limits", shortvideo, test_limits);
  ADD ("balance", creatify, test_balance);

  return g_test_run ();
}
