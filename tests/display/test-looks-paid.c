/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person has to look at where a video is to be paid for. */

#include <glib/gstdio.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-fake.h"
#include "packshot-job-badge.h"
#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-notices.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-language.h"
#include "packshot-test-looks.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

#define SEND_TITLE "What Leaves This Computer"

static PackshotFake *fake;

static void
choose_service (GtkWindow *window)
{
  packshot_test_wait_until (find (window, SERVICE_ROW) != NULL);
  for (guint i = 0; packshot_test_find_button ("Create Video · 100 credits") == NULL; i++)
    adw_combo_row_set_selected (ADW_COMBO_ROW (find (window, SERVICE_ROW)), i);
  packshot_test_wait_until (packshot_test_find_button ("Create Video · 100 credits") != NULL);
}

static PackshotJob *
order (GtkWindow *window, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "create");
  packshot_test_wait_until (find (window, JOB_PAGE) == NULL);
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), name);
  packshot_test_press ("Create Video · 100 credits");
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  packshot_test_press ("Create · 100 credits");
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);

  return packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
}

static void
no_key_script (GtkWindow *window)
{
  GtkWindow *accounts;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  choose_service (window);
  packshot_test_wait_for_words ("No key yet");
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Alderwisp");
  packshot_test_look (window, "notice");
  gtk_widget_activate_action (find (window, NOTICES), "notices.close", NULL);
  packshot_test_look (window, "paid-no-key");

  packshot_test_press ("Create Video · 100 credits");
  packshot_test_wait_until (packshot_test_find_window ("Preferences") != NULL);
  accounts = packshot_test_find_window ("Preferences");
  packshot_test_wait_for_words ("has to know you by your key");
  packshot_test_look (accounts, "accounts-no-key");
  gtk_window_close (accounts);
  gtk_window_close (window);
}

static void
ask (GtkWindow *window)
{
  GtkWindow *accounts;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  choose_service (window);
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Alderwisp");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL);
  packshot_test_wait_until (packshot_test_find_window ("Preferences") != NULL);
  accounts = packshot_test_find_window ("Preferences");
  gtk_widget_activate_action (packshot_test_find_group (GTK_WIDGET (accounts), "ShortVideo"),
                              "account.test", NULL);
  packshot_test_wait_for_words ("It works.");
  packshot_test_look (accounts, "accounts");
  gtk_window_close (accounts);
  packshot_test_look (window, "paid");

  packshot_test_press ("Create Video · 100 credits");
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  packshot_test_wait_for_words ("pixels");
  packshot_test_look (packshot_test_find_window (SEND_TITLE), "send");
  packshot_test_press ("Cancel");
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) == NULL);
  g_assert_cmpuint (packshot_fake_get_n_orders (fake), ==, 0);
}

/* Beside its age in the library. */
static void
assert_cost (PackshotJob *job, const char *expected)
{
  g_autofree char *cost = packshot_job_badge_dup_cost (job);

  g_test_message ("expecting “%s”: “%s”", expected, cost);
  g_assert_true (packshot_test_language_is (cost, expected));
}

static void
states_script (GtkWindow *window)
{
  PackshotJob *job;

  ask (window);

  job = order (window, "Amber bottle");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_WAITING
                            && packshot_job_get_last_contact (job) > 0);
  packshot_test_look (window, "waiting");

  packshot_fake_add_fault (fake, "create", PACKSHOT_FAKE_FAULT_LOST, 1);
  job = order (window, "Green mug");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_UNKNOWN);
  packshot_test_look (window, "unknown");

  packshot_fake_add_fault (fake, "create", PACKSHOT_FAKE_FAULT_LIMIT, 1);
  job = order (window, "Silver watch");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_READY
                            && packshot_job_get_words (job) != NULL);
  assert_cost (job, "100 credits");
  packshot_test_look (window, "unsent");

  packshot_fake_add_fault (fake, "create", PACKSHOT_FAKE_FAULT_REFUSE, 1);
  job = order (window, "Red scarf");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_FAILED);
  assert_cost (job, "not charged");
  packshot_test_look (window, "refused");

  packshot_fake_add_fault (fake, "poll", PACKSHOT_FAKE_FAULT_KEY, 1000);
  job = order (window, "Blue lamp");
  packshot_test_wait_until (packshot_job_get_key_needed (job));
  packshot_test_look (window, "key-needed");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  packshot_test_look (window, "library-paid");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  gtk_editable_set_text (
      GTK_EDITABLE (packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY)),
      "bicycle");
  packshot_test_wait_for_words ("No Such Videos");
  packshot_test_look (window, "library-nothing");

  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
}

static void
run (PackshotTestScript script)
{
  PackshotRegistry *registry = packshot_registry_new ();
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  packshot_test_forget_jobs ();
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, settings);
  packshot_test_run_full (registry, credentials, g_getenv ("PACKSHOT_SAMPLE"), script);
  g_assert_finalize_object (registry);
}

/* Of which the window has something to say. */
static char *
write_bad_manifest (void)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_config_dir (), "packshot", "services", NULL);
  char *path = g_build_filename (folder, "shortvideo.json", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "{ \"format\": 1 ", -1, NULL));

  return path;
}

static void
test_paid (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  g_autofree char *spoiled = NULL;

  if (!packshot_test_look_start ())
    return;

  settings.n_polls = 1000000;
  fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);
  spoiled = write_bad_manifest ();
  run (no_key_script);
  g_unlink (spoiled);
  g_setenv ("SHORTVIDEO_API_KEY", settings.key, TRUE);
  run (states_script);
  g_clear_pointer (&fake, packshot_fake_free);
}

int
main (int argc, char **argv)
{
  return packshot_test_look_main (argc, argv, "/looks/paid", test_paid);
}
