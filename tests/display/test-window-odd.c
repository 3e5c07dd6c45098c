/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The window in front of services that are unlike the others: one long call that nothing can be
 * asked about, and drafts of which final videos are made. */

#include "config.h"

#include <string.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "packshot-fake-aog.h"
#include "packshot-fake-sophnet.h"
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

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

#define SEND_TITLE "What Leaves This Computer"

static PackshotFake *fake;
static guint n_left; /* jobs in the ledger after the end of the program */

static void
choose_service (GtkWindow *window, const char *id)
{
  PackshotServiceRow *row;
  GListModel *manifests;

  packshot_test_wait_until (find (window, SERVICE_ROW) != NULL);
  row = PACKSHOT_SERVICE_ROW (find (window, SERVICE_ROW));
  manifests = adw_combo_row_get_model (ADW_COMBO_ROW (row));
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      if (g_str_equal (packshot_manifest_get_id (manifest), id))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
    }
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
}

static void
say_yes (void)
{
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (packshot_test_find_window (SEND_TITLE)), "send.yes",
                              NULL);
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) == NULL);
}

static PackshotJob *
get_job (GtkWindow *window)
{
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);
  return packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
}

static void
wait_for_state (PackshotJob *job, PackshotJobState state)
{
  packshot_test_wait_until (packshot_job_get_state (job) == state);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  packshot_queue_open_finish (PACKSHOT_QUEUE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
shut_down_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  packshot_queue_shutdown_finish (PACKSHOT_QUEUE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static guint
count_jobs (PackshotRegistry *registry)
{
  g_autoptr (PackshotQueue) queue = packshot_queue_new (registry);
  gboolean is_open = FALSE;
  gboolean is_over = FALSE;
  guint n_jobs;

  packshot_queue_open_async (queue, NULL, NULL, opened_cb, &is_open);
  packshot_test_wait_until (is_open);
  n_jobs = g_list_model_get_n_items (packshot_queue_get_jobs (queue));
  packshot_queue_shutdown_async (queue, NULL, shut_down_cb, &is_over);
  packshot_test_wait_until (is_over);

  return n_jobs;
}

static void
run (const PackshotFakeService *service,
     const PackshotFakeSettings *settings,
     const char *variable,
     PackshotTestScript script)
{
  PackshotRegistry *registry = packshot_registry_new ();
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) places = packshot_settings_new ();

  packshot_test_forget_jobs ();
  fake = packshot_fake_new (service, settings);
  g_setenv (variable, packshot_fake_get_base_url (fake), TRUE);
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, places);
  packshot_test_run_full (registry, credentials, g_getenv ("PACKSHOT_SAMPLE"), script);
  n_left = count_jobs (registry);
  g_assert_finalize_object (registry);
  g_clear_pointer (&fake, packshot_fake_free);
}

/* What can't be resumed is said before and during the call, and who quits meanwhile is asked. */
static void
call_script (GtkWindow *window)
{
  GActionGroup *application = G_ACTION_GROUP (g_application_get_default ());
  PackshotJob *job;

  choose_service (window, "aog");
  packshot_test_wait_for_words ("Running");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL);
  packshot_test_wait_for_words (packshot_manifest_get_advice (
      packshot_service_row_get_manifest (PACKSHOT_SERVICE_ROW (find (window, SERVICE_ROW)))));
  say_yes ();
  job = get_job (window);
  wait_for_state (job, PACKSHOT_JOB_SUBMITTING);
  packshot_test_wait_for_words ("this call can’t be resumed");
  packshot_test_wait_for_words ("At work for");
  g_assert_cmpfloat (packshot_job_get_fraction (job), <, 0);
  g_action_group_activate_action (application, "quit", NULL);
  packshot_test_wait_for_words ("what is done so far would be lost");
  packshot_test_press ("Keep Making");
  wait_for_state (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 1);
  gtk_window_close (window);
}

static void
test_call (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.seconds_to_finish = 4;
  run (&packshot_fake_aog, &settings, "AOG_BASE_URL", call_script);
}

/* A cut call is not known about, and is neither sent again nor asked for. */
static void
cut_script (GtkWindow *window)
{
  PackshotJob *job;

  packshot_fake_add_fault (fake, "create", PACKSHOT_FAKE_FAULT_LOST, 1);
  choose_service (window, "aog");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL);
  say_yes ();
  job = get_job (window);
  wait_for_state (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_wait_for_words ("it can’t be asked for it later");
  g_assert_null (packshot_test_find_button ("Look It Up"));
  packshot_test_press ("It Was Not Ordered");
  packshot_test_wait_for_words ("Not Sent Yet");
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 1);
  gtk_window_close (window);
}

static void
test_cut (void)
{
  run (&packshot_fake_aog, &packshot_fake_default_settings, "AOG_BASE_URL", cut_script);
  g_assert_cmpuint (n_left, ==, 1);
}

static void
turn_on (GtkWindow *window, const char *title)
{
  GtkWidget *row;

  packshot_test_wait_until (packshot_test_find_row (GTK_WIDGET (window), title) != NULL);
  row = packshot_test_find_row (GTK_WIDGET (window), title);
  gtk_switch_set_active (GTK_SWITCH (packshot_test_find_type (row, GTK_TYPE_SWITCH)), TRUE);
}

/* A draft leads to the final video by one button and the usual question; a copy that could not be
 * put online can be tried again, and its address is there to be copied. */
static void
draft_script (GtkWindow *window)
{
  PackshotJob *draft, *final;

  choose_service (window, "sophnet");
  turn_on (window, "Draft");
  packshot_test_wait_until (packshot_test_find_row (GTK_WIDGET (window), "More Options") != NULL);
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (packshot_test_find_row (GTK_WIDGET (window), "More Options")), TRUE);
  turn_on (window, "Keep a copy at the service");
  packshot_fake_add_fault (fake, "host", PACKSHOT_FAKE_FAULT_REFUSE, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL);
  say_yes ();
  draft = get_job (window);
  wait_for_state (draft, PACKSHOT_JOB_DONE);
  packshot_test_wait_for_words ("could not be put online");
  packshot_test_press ("Try Again");
  packshot_test_press ("Copy Address");
  packshot_test_wait_for_words ("The address was copied.");

  packshot_test_press ("Make Final Video…");
  packshot_test_wait_for_words ("Draft to finish");
  say_yes ();
  final = get_job (window);
  g_assert_true (final != draft);
  wait_for_state (final, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 2);
  gtk_window_close (window);
}

static void
test_draft (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.n_polls = 1;
  g_setenv ("SOPH_API_KEY", settings.key, TRUE);
  run (&packshot_fake_sophnet, &settings, "SOPHNET_BASE_URL", draft_script);
  g_unsetenv ("SOPH_API_KEY");
}

/* The question goes with the program, what it was about too, and the size is remembered. */
static void
quit_script (GtkWindow *window)
{
  choose_service (window, "aog");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL);
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
}

static void
test_quit (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "packshot", "window.ini", NULL);
  g_autofree char *memory = NULL;

  g_remove (path);
  run (&packshot_fake_aog, &packshot_fake_default_settings, "AOG_BASE_URL", quit_script);
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_true (g_file_get_contents (path, &memory, NULL, NULL));
  g_assert_nonnull (strstr (memory, "width="));
}

/* What is still being made ready is taken back as it is after a no. */
static void
preparing_script (GtkWindow *window)
{
  choose_service (window, "aog");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL);
  g_assert_null (packshot_test_find_window (SEND_TITLE));
  gtk_window_close (window);
}

static void
test_preparing (void)
{
  run (&packshot_fake_aog, &packshot_fake_default_settings, "AOG_BASE_URL", preparing_script);
  g_assert_cmpuint (n_left, ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window-odd/call", test_call);
  g_test_add_func ("/window-odd/cut", test_cut);
  g_test_add_func ("/window-odd/draft", test_draft);
  g_test_add_func ("/window-odd/quit", test_quit);
  g_test_add_func ("/window-odd/preparing", test_preparing);

  packshot_test_manifest_be_quick ("sophnet");
  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
