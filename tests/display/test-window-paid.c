/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The whole application with a service that wants to be paid, from the key to the video. */

#include <string.h>

#include <adwaita.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-fake.h"
#include "packshot-job-page.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-manifest.h"
#include "packshot-test-notifications.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

#define CREATE     "Create Video · 100 credits"
#define SEND_TITLE "What Leaves This Computer"

static PackshotFake *fake;

static PackshotJob *
get_job (GtkWindow *window)
{
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);
  return packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
}

static void
choose_service (GtkWindow *window)
{
  packshot_test_wait_until (find (window, SERVICE_ROW) != NULL);
  for (guint i = 0; packshot_test_find_button (CREATE) == NULL; i++)
    adw_combo_row_set_selected (ADW_COMBO_ROW (find (window, SERVICE_ROW)), i);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
}

static void
name_product (GtkWindow *window)
{
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Alderwisp");
}

static PackshotJob *
order (GtkWindow *window)
{
  choose_service (window);
  name_product (window);
  packshot_test_press (CREATE);
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  packshot_test_press ("Create · 100 credits");

  return get_job (window);
}

static void
wait_for_state (PackshotJob *job, PackshotJobState state)
{
  packshot_test_wait_until (packshot_job_get_state (job) == state);
}

static void
run (PackshotTestScript script)
{
  PackshotRegistry *registry = packshot_registry_new ();
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, settings);
  packshot_test_run_full (registry, credentials, g_getenv ("PACKSHOT_SAMPLE"), script);
  g_assert_finalize_object (registry);
}

static PackshotFakeSettings
make_settings (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.n_polls = 1;
  return settings;
}

static void
run_with (const PackshotFakeSettings *settings, PackshotTestScript script)
{
  packshot_test_forget_jobs ();
  packshot_test_notifications_forget ();
  fake = packshot_fake_new (&packshot_fake_shortvideo, settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);
  run (script);
  g_assert_cmpuint (packshot_fake_get_n_leaks (fake), ==, 0);
  g_clear_pointer (&fake, packshot_fake_free);
}

static void
run_with_key (const PackshotFakeSettings *settings, PackshotTestScript script)
{
  g_setenv ("SHORTVIDEO_API_KEY", settings->key, TRUE);
  run_with (settings, script);
  g_unsetenv ("SHORTVIDEO_API_KEY");
}

static GtkWidget *
find_account (void)
{
  packshot_test_wait_until (packshot_test_find_window ("Preferences") != NULL);
  return packshot_test_find_group (GTK_WIDGET (packshot_test_find_window ("Preferences")),
                                   "ShortVideo");
}

static void
type_key (const char *key)
{
  GtkWidget *row = packshot_test_find_type (find_account (), ADW_TYPE_PASSWORD_ENTRY_ROW);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), key);
  g_signal_emit_by_name (row, "apply");
  /* There is no keyring where tests run, and nothing of the key stays to be seen. */
  packshot_test_wait_for_words ("Kept until Packshot ends");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
}

/* Without a key nothing is asked and nothing is sent; with one, a no deletes the job and a yes is
 * one order. */
static void
key_script (GtkWindow *window)
{
  g_autofree char *jobs = g_build_filename (g_get_user_data_dir (), "packshot", "jobs", NULL);
  PackshotJob *job;

  choose_service (window);
  packshot_test_wait_for_words ("100 credits · No key yet");
  name_product (window);
  packshot_test_press (CREATE);
  packshot_test_wait_for_words ("has to know you by your key");
  g_assert_null (packshot_test_find_window (SEND_TITLE));
  type_key ("sk-fake-canary");
  gtk_widget_activate_action (find_account (), "account.test", NULL);
  packshot_test_wait_for_words ("It works.");
  gtk_window_close (packshot_test_find_window ("Preferences"));
  packshot_test_wait_until (packshot_test_find_words ("No key yet") == NULL);

  packshot_test_press (CREATE);
  packshot_test_wait_for_words ("3600 × 2700 pixels");
  packshot_test_wait_for_words ("Alderwisp");
  packshot_test_wait_for_words ("127.0.0.1");
  packshot_test_press ("Cancel");
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) == NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_for_words ("No Videos Yet");
  packshot_test_wait_until (packshot_test_is_empty_folder (jobs));
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "create");
  job = order (window);
  wait_for_state (job, PACKSHOT_JOB_DONE);
  packshot_test_wait_for_words ("Use Again");
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 1);
  packshot_test_press ("Use Again");
  packshot_test_wait_for_words ("900 credits left");
  gtk_window_close (window);
}

static void
test_key (void)
{
  PackshotFakeSettings settings = make_settings ();

  run_with (&settings, key_script);
}

static void
failed_script (GtkWindow *window)
{
  PackshotJob *job = order (window);

  wait_for_state (job, PACKSHOT_JOB_FAILED);
  packshot_test_wait_for_words ("could not make the video.");
  packshot_test_wait_for_words ("out of paint");

  /* Once more is a new order, and so it is asked again. */
  packshot_test_press ("Retry");
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 1);
  packshot_test_press ("Cancel");
  packshot_test_wait_for_words ("Not Sent Yet");
  gtk_window_close (window);
}

static void
test_failed (void)
{
  PackshotFakeSettings settings = make_settings ();

  settings.failure = "out of paint";
  run_with_key (&settings, failed_script);
}

/* P2: what is not known is decided by a person, and never ordered again without a word. */
static void
unknown_script (GtkWindow *window)
{
  PackshotJob *job;

  packshot_fake_add_fault (fake, "create", PACKSHOT_FAKE_FAULT_LOST, 1);
  job = order (window);
  wait_for_state (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_wait_for_words ("Was the Video Ordered?");
  packshot_test_press ("It Was Not Ordered");
  packshot_test_wait_for_words ("Not Sent Yet");
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 1);

  packshot_fake_add_fault (fake, "create", PACKSHOT_FAKE_FAULT_LOST, 1);
  /* The button of the page behind says the same. */
  gtk_widget_activate_action (find (window, JOB_PAGE), "job.send", NULL);
  packshot_test_press ("Create · 100 credits");
  packshot_test_wait_until (packshot_fake_count (fake, "create") == 2);
  wait_for_state (job, PACKSHOT_JOB_UNKNOWN);
  gtk_window_close (window);
}

static char *
dup_last_id (void)
{
  g_autofree char *journal = packshot_fake_dup_journal (fake);
  const char *found = g_strrstr (journal, "video_");
  gsize length = strspn (found, "abcdefghijklmnopqrstuvwxyz0123456789_");

  return g_strndup (found, length);
}

/* It rests until the next start, however many there are. */
static void
resolve_script (GtkWindow *window)
{
  g_autofree char *id = dup_last_id ();
  GtkWidget *row;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_for_words ("Outcome unknown");
  g_signal_emit_by_name (packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_GRID_VIEW),
                         "activate", 0);
  packshot_test_wait_for_words ("Was the Video Ordered?");
  row = packshot_test_find_type (find (window, JOB_PAGE), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (row), id);
  g_signal_emit_by_name (row, "apply");
  wait_for_state (get_job (window), PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 2);
  gtk_window_close (window);
}

static void
test_unknown (void)
{
  PackshotFakeSettings settings = make_settings ();

  packshot_test_forget_jobs ();
  fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);
  g_setenv ("SHORTVIDEO_API_KEY", settings.key, TRUE);
  run (unknown_script);
  run (resolve_script);
  g_unsetenv ("SHORTVIDEO_API_KEY");
  g_clear_pointer (&fake, packshot_fake_free);
}

/* The window goes, and the video comes. */
static void
background_script (GtkWindow *window)
{
  PackshotJob *job = order (window);

  wait_for_state (job, PACKSHOT_JOB_WAITING);
  packshot_test_wait_for_words ("It goes on without this window.");
  gtk_window_close (window);
  packshot_test_wait_until (packshot_test_notifications_has ("Packshot Goes On in the Background"));
  packshot_test_wait_until (packshot_test_notifications_has ("Your Video Is Ready"));
}

static void
test_background (void)
{
  PackshotFakeSettings settings = make_settings ();

  run_with_key (&settings, background_script);
}

static void
set_key (GtkWindow *window, const char *key)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.account", "s", "shortvideo");
  type_key (key);
  gtk_window_close (packshot_test_find_window ("Preferences"));
  packshot_test_wait_until (packshot_test_find_window ("Preferences") == NULL);
}

static void
wrong_key_script (GtkWindow *window)
{
  PackshotJob *job;

  choose_service (window);
  name_product (window);
  set_key (window, "sk-fake-canary");
  job = order (window);
  wait_for_state (job, PACKSHOT_JOB_WAITING);
  set_key (window, "sk-fake-other");
  packshot_test_wait_until (packshot_job_get_key_needed (job));
  packshot_test_press ("Enter Key…");
  type_key ("sk-fake-canary");
  gtk_window_close (packshot_test_find_window ("Preferences"));
  wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 1);
  gtk_window_close (window);
}

static void
test_wrong_key (void)
{
  PackshotFakeSettings settings = make_settings ();

  settings.n_polls = 3;
  run_with (&settings, wrong_key_script);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window-paid/key", test_key);
  g_test_add_func ("/window-paid/failed", test_failed);
  g_test_add_func ("/window-paid/unknown", test_unknown);
  g_test_add_func ("/window-paid/background", test_background);
  g_test_add_func ("/window-paid/wrong-key", test_wrong_key);

  packshot_test_manifest_be_quick ("shortvideo");
  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
