/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person has to look at while a video is on its way, and where it got stuck. */

#include "packshot-fake-shortvideo.h"
#include "packshot-fake.h"
#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-looks.h"
#include "packshot-test-manifest.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

#define SEND_TITLE "What Leaves This Computer"

static PackshotFake *fake;

static void
choose_service (GtkWindow *window)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  packshot_test_wait_until (find (window, SERVICE_ROW) != NULL);
  for (guint i = 0; packshot_test_find_button ("Create Video · 100 credits") == NULL; i++)
    adw_combo_row_set_selected (ADW_COMBO_ROW (find (window, SERVICE_ROW)), i);
}

static PackshotJob *
get_job (GtkWindow *window)
{
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);

  return packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
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

  return get_job (window);
}

static void
wait_for (PackshotJob *job, PackshotJobState state)
{
  packshot_test_wait_until (packshot_job_get_state (job) == state);
}

static PackshotJob *
make (GtkWindow *window)
{
  packshot_test_wait_until (gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL)
                            && find (window, JOB_PAGE) != NULL);

  return get_job (window);
}

static void
stop (GtkWindow *window)
{
  gtk_widget_activate_action (find (window, JOB_PAGE), "job.cancel", NULL);
}

/* On this computer: one waits for the other, and is stopped. */
static void
studio_script (GtkWindow *window)
{
  PackshotJob *first, *second;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  first = make (window);
  wait_for (first, PACKSHOT_JOB_MAKING);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "create");
  packshot_test_wait_until (find (window, JOB_PAGE) == NULL);
  second = make (window);
  g_assert_true (first != second);
  packshot_test_look (window, "state-queued");
  stop (window);
  wait_for (second, PACKSHOT_JOB_CANCELLED);
  packshot_test_look (window, "state-stopped");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  packshot_test_look (window, "library-running");
  wait_for (first, PACKSHOT_JOB_DONE);
  gtk_window_close (window);
}

static void
fetching_script (GtkWindow *window)
{
  PackshotJob *job;

  choose_service (window);
  packshot_fake_add_fault (fake, "upload", PACKSHOT_FAKE_FAULT_HANG, 1);
  job = order (window, "Amber bottle");
  wait_for (job, PACKSHOT_JOB_UPLOADING);
  packshot_test_look (window, "state-uploading");

  packshot_fake_add_fault (fake, "video", PACKSHOT_FAKE_FAULT_SLOW, 1000);
  job = order (window, "Green mug");
  wait_for (job, PACKSHOT_JOB_FETCHING);
  packshot_test_look (window, "state-fetching");
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
}

static void
failed_script (GtkWindow *window)
{
  PackshotJob *job;

  choose_service (window);
  job = order (window, "Red scarf");
  wait_for (job, PACKSHOT_JOB_FAILED);
  packshot_test_look (window, "state-failed");
  gtk_window_close (window);
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

static void
run_with_fake (const PackshotFakeSettings *settings, PackshotTestScript script)
{
  fake = packshot_fake_new (&packshot_fake_shortvideo, settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);
  g_setenv ("SHORTVIDEO_API_KEY", settings->key, TRUE);
  run (script);
  g_clear_pointer (&fake, packshot_fake_free);
}

static void
test_states (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  if (!packshot_test_look_start ())
    return;

  packshot_test_manifest_be_quick ("shortvideo");
  settings.n_polls = 1;
  settings.bytes_per_second = 2000;
  run (studio_script);
  run_with_fake (&settings, fetching_script);
  settings.failure = "The photo shows no product.";
  run_with_fake (&settings, failed_script);
}

int
main (int argc, char **argv)
{
  return packshot_test_look_main (argc, argv, "/looks/states", test_states);
}
